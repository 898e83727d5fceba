//! An example person: the fewest facts that show something, made concrete and evaluated.
//!
//! Receives a diagram that says for whom something is so; hands on a person for whom it is so, in words, after the
//! evaluator has said the same. Where no such person can be made, it hands on nothing.

use std::collections::BTreeMap;

use ansinh_grammar::Text;

use super::compile::Compiled;
use super::diagram::{Diagram, Store, Var, Way};
use super::subject::{Links, Subject};
use crate::explain::{self, Outcome};
use crate::lower::kind_text;
use crate::plan::{ColumnId, EntityId, InputId, Kind, LinkId};
use crate::value::{Date, Fact, Facts, Value, completed_months};

/// The age of a person of whom nothing is known.
const USUAL_AGE: i32 = 30;
/// The age in months from which years are told.
const IN_MONTHS: i32 = 72;
/// The most things that are made for one link.
const MOST_THINGS: i64 = 12;

/// A person for whom a column comes to something.
pub(super) struct Example {
    /// The facts that matter.
    pub(super) text: Text,
}

/// The facts that matter of the things that links lead to from one thing.
type Fixed = BTreeMap<Links, BTreeMap<InputId, i64>>;

/// A condition of a count, and how many things meet it.
type Counted = (Option<Diagram>, i64);

impl Compiled<'_, '_> {
    /// A person for whom a yes/no diagram is yes; the evaluator says that columns come to these outcomes.
    pub(super) fn example(
        &mut self,
        among: Diagram,
        entity: Option<EntityId>,
        expected: &[(ColumnId, Outcome)],
    ) -> Option<Example> {
        let way = self.store.cheapest(among, &|var| weight(self, var))?;
        let mut maker = Maker { compiled: self, facts: Facts::default() };
        let thing = maker.thing(entity.unwrap_or(EntityId(0)), &way, 0)?;
        let facts = maker.facts;
        for (column, outcome) in expected {
            let found = explain::possible(self.plan, &facts, *column, Some(thing)).ok()?;
            if found.as_certain() != Some(*outcome) {
                return None;
            }
        }
        Some(Example { text: self.words(&way) })
    }

    fn words(&self, way: &Way) -> Text {
        let shown: Vec<Text> = way.iter().filter_map(|step| self.step_words(*step)).collect();
        let joined = |language| shown.iter().map(|text| text.get(language).to_owned()).collect::<Vec<_>>().join("; ");
        if shown.is_empty() { Text::new("bất kỳ ai", "anybody") } else { Text::build(joined) }
    }

    fn step_words(&self, (var, low, high): (Var, i64, i64)) -> Option<Text> {
        let (subject, ..) = self.store.subjects.get(var.0)?;
        match subject {
            Subject::Input(_, id) => {
                let input = self.plan.inputs.get(id.0)?;
                let value = self.value_of(*id, self.chosen(*id, low, high)?)?;
                let shown = kind_text(value, &input.kind);
                let age = match value {
                    Value::Date(born) if self.store.births.contains(&var) => self.age_text(born),
                    _ => Text::default(),
                };
                Some(Text::build(|language| {
                    format!("{}: {}{}", input.label.get(language), shown.get(language), age.get(language))
                }))
            }
            Subject::Count(_, link, condition) => {
                let label = &self.plan.links.get(link.0)?.label;
                let which = if condition.is_some() {
                    Text::new(" (số người đủ điều kiện)", " (those who count)")
                } else {
                    Text::default()
                };
                Some(Text::build(|language| format!("{}{}: {low}", label.get(language), which.get(language))))
            }
            Subject::Compared(..) | Subject::Opaque(..) => None,
        }
    }

    fn age_text(&self, born: Date) -> Text {
        let months = completed_months(born, self.plan.on, self.plan.leap_birthday);
        // The law counts small children in months.
        if (0..IN_MONTHS).contains(&months) {
            return Text::new(format!(" ({months} tháng tuổi)"), format!(" ({months} months old)"));
        }
        let years = months.div_euclid(12);
        Text::new(format!(" ({years} tuổi)"), format!(" ({years} years old)"))
    }

    /// The value of an input between two that is closest to what is usual.
    fn chosen(&self, id: InputId, low: i64, high: i64) -> Option<i64> {
        let usual = match self.plan.inputs.get(id.0)?.kind {
            Kind::Date => {
                let month = self.plan.on.month_start_after(-12 * USUAL_AGE)?;
                i64::from(month.packed())
            }
            _ => 0,
        };
        let closest = usual.clamp(low, high);
        match self.plan.inputs.get(id.0)?.kind {
            // The first whole number of an interval may be no day: the day after the one before is meant.
            Kind::Date if self.value_of(id, closest).is_none() => {
                let before = Date::from_packed(i32::try_from(closest - 1).ok()?)?;
                Some(i64::from(before.day_after()?.packed()))
            }
            _ => Some(closest),
        }
    }
}

fn weight(compiled: &Compiled<'_, '_>, var: Var) -> usize {
    match compiled.store.subjects.get(var.0).map(|found| &found.0) {
        Some(Subject::Input(links, id)) => {
            let is_sensitive = compiled.plan.inputs.get(id.0).is_some_and(|input| input.is_sensitive);
            2 + usize::from(!links.is_empty()) + usize::from(is_sensitive)
        }
        Some(Subject::Count(..)) => 4,
        Some(subject) if subject.is_concrete() => 4,
        _ => 100,
    }
}

/// Makes the things of an example.
struct Maker<'m, 's, 'p> {
    compiled: &'m mut Compiled<'s, 'p>,
    facts: Facts,
}

impl Maker<'_, '_, '_> {
    /// A thing that goes a way, with the things its links lead to; its position.
    fn thing(&mut self, entity: EntityId, way: &Way, depth: usize) -> Option<usize> {
        let mut fixed: Fixed = BTreeMap::new();
        let mut counts: BTreeMap<(Links, LinkId), Vec<Counted>> = BTreeMap::new();
        for (var, low, high) in way {
            match self.compiled.store.subjects.get(var.0)?.0.clone() {
                Subject::Input(links, id) => {
                    let value = self.compiled.chosen(id, *low, *high)?;
                    fixed.entry(links).or_default().insert(id, value);
                }
                Subject::Count(links, link, condition) => {
                    counts.entry((links, link)).or_default().push((condition, *low));
                }
                Subject::Compared(..) | Subject::Opaque(..) => {}
            }
        }
        let thing = self.linked(entity, &Vec::new(), &fixed, depth)?;
        for ((links, link), wanted) in counts {
            let owner = self.reached(thing, &links)?;
            self.members(owner, link, &wanted, depth)?;
        }
        Some(thing)
    }

    /// A thing and what its single links lead to.
    fn linked(&mut self, entity: EntityId, links: &Links, fixed: &Fixed, depth: usize) -> Option<usize> {
        let plan = self.compiled.plan;
        let name = plan.entities.get(entity.0)?.name.clone();
        let number = self.facts.things.len();
        let thing = self.facts.add(&name, &format!("{name}{number}"));
        let own = fixed.get(links).cloned().unwrap_or_default();
        for (at, input) in plan.inputs.iter().enumerate().filter(|(_, input)| input.entity == entity) {
            let id = InputId(at);
            let (low, high) = usual_bounds(self.compiled, id);
            let coordinate = match own.get(&id) {
                Some(value) => *value,
                None => self.compiled.chosen(id, low, high)?,
            };
            self.facts.state(thing, &input.name, Fact::Known(self.compiled.value_of(id, coordinate)?));
        }
        for (at, link) in plan.links.iter().enumerate().filter(|(_, link)| link.from == entity) {
            if link.is_many {
                self.facts.link(thing, &link.name, Vec::new());
            } else if links.len() < 3 && (depth == 0 || links.is_empty()) {
                let mut further = links.clone();
                further.push(LinkId(at));
                let target = self.linked(link.to, &further, fixed, depth)?;
                self.facts.link(thing, &link.name, vec![target]);
            }
        }
        Some(thing)
    }

    fn reached(&self, thing: usize, links: &Links) -> Option<usize> {
        let mut at = thing;
        for link in links {
            let name = &self.compiled.plan.links.get(link.0)?.name;
            at = *self.facts.things.get(at)?.links.get(name)?.first()?;
        }
        Some(at)
    }

    /// As many things as each count says, made for its condition.
    fn members(&mut self, owner: usize, link: LinkId, wanted: &[Counted], depth: usize) -> Option<()> {
        let found = self.compiled.plan.links.get(link.0)?;
        let mut members = Vec::new();
        for (condition, n_things) in wanted {
            let way = match condition {
                Some(condition) => {
                    let among = self.compiled.among_people(*condition)?;
                    self.compiled.store.cheapest(among, &|_| 1).or((*n_things == 0).then(Vec::new))?
                }
                None => Vec::new(),
            };
            if depth > 1 || *n_things > MOST_THINGS {
                return None;
            }
            for _ in 0..*n_things {
                members.push(self.thing(found.to, &way, depth + 1)?);
            }
        }
        self.facts.link(owner, &found.name, members);
        Some(())
    }
}

/// The values that an input may have for a person of whom nothing is said.
fn usual_bounds(compiled: &Compiled<'_, '_>, id: InputId) -> (i64, i64) {
    let Some(input) = compiled.plan.inputs.get(id.0) else {
        return (0, 0);
    };
    match (&input.kind, input.range) {
        (Kind::Number(number), _) => (number.low, number.high),
        (_, Some((low, high))) => {
            let end = |value| compiled.coordinate(id, value).unwrap_or(0);
            (end(low), end(high))
        }
        (Kind::Date, None) => (i64::MIN, i64::MAX),
        _ => (0, 0),
    }
}

impl Store {
    /// Whether a diagram is yes for somebody, as far as diagrams look.
    pub(super) fn is_possible(&self, diagram: Diagram) -> bool {
        self.cheapest(diagram, &|_| 1).is_some()
    }
}
