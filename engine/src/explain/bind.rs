//! Matches facts with the inputs and links of a plan.
//!
//! Receives facts by name; hands on facts by id, checked against the kinds and ranges of the inputs.
//! It evaluates nothing.

use std::fmt;

use ansinh_grammar::{Language, Text};

use crate::plan::{EntityId, Input, InputId, Kind, LinkId, Plan};
use crate::value::{BIRTH, Date, Fact, Facts, IncompleteDate, Thing, Value, mantissa};

/// Why facts do not suit a plan: a fact by its name and what is wrong with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactsError {
    /// What the thing is called.
    pub thing: String,
    /// The fact or link.
    pub fact: String,
    /// What is wrong and what to do.
    pub message: Text,
}

impl fmt::Display for FactsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}: {}", self.thing, self.fact, self.message.get(Language::En))
    }
}

impl std::error::Error for FactsError {}

/// One thing with its facts and links: a place for each input and link of the plan.
#[derive(Clone)]
pub(super) struct BoundThing {
    pub(super) entity: EntityId,
    facts: Vec<Option<Fact>>,
    links: Vec<Option<Vec<usize>>>,
}

impl BoundThing {
    /// A thing of which nothing is known.
    pub(super) fn new(plan: &Plan, entity: EntityId) -> Self {
        Self { entity, facts: vec![None; plan.inputs.len()], links: vec![None; plan.links.len()] }
    }

    /// Forgets everything, and becomes a thing of an entity.
    pub(super) fn clear(&mut self, entity: EntityId) {
        self.entity = entity;
        self.facts.fill(None);
        self.links.fill(None);
    }

    /// States a fact, or takes it back.
    pub(super) fn state(&mut self, id: InputId, fact: Option<Fact>) {
        if let Some(place) = self.facts.get_mut(id.0) {
            *place = fact;
        }
    }

    /// States where a link leads.
    pub(super) fn link(&mut self, id: LinkId, targets: Vec<usize>) {
        if let Some(place) = self.links.get_mut(id.0) {
            *place = Some(targets);
        }
    }

    /// The facts that are stated.
    pub(super) fn facts(&self) -> impl Iterator<Item = (InputId, &Fact)> {
        self.facts.iter().enumerate().filter_map(|(at, fact)| Some((InputId(at), fact.as_ref()?)))
    }

    /// The links that are stated.
    pub(super) fn links(&self) -> impl Iterator<Item = (LinkId, &[usize])> {
        self.links.iter().enumerate().filter_map(|(at, targets)| Some((LinkId(at), targets.as_deref()?)))
    }
}

/// Facts by id.
#[derive(Clone)]
pub(super) struct Bound {
    pub(super) things: Vec<BoundThing>,
    pub(super) is_rest_no: bool,
}

impl Bound {
    pub(super) fn new(plan: &Plan, facts: &Facts) -> Result<Self, FactsError> {
        let n_things = facts.things.len();
        let things =
            facts.things.iter().map(|thing| bind_thing(plan, thing, n_things)).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { things, is_rest_no: facts.is_rest_no })
    }

    pub(super) fn thing(&self, position: usize) -> Option<&BoundThing> {
        self.things.get(position)
    }

    /// A fact of a thing, if it is stated.
    pub(super) fn fact(&self, thing: usize, id: InputId) -> Option<&Fact> {
        self.things.get(thing)?.facts.get(id.0)?.as_ref()
    }

    /// Where a link of a thing leads, if that is stated.
    pub(super) fn targets(&self, thing: usize, id: LinkId) -> Option<&[usize]> {
        self.things.get(thing)?.links.get(id.0)?.as_deref()
    }

    /// The positions of the things of an entity; one stand-in where a column is of no entity.
    pub(super) fn things_of(&self, entity: Option<EntityId>) -> Vec<usize> {
        match entity {
            None => vec![0],
            Some(entity) => {
                self.things.iter().enumerate().filter(|(_, thing)| thing.entity == entity).map(|(at, _)| at).collect()
            }
        }
    }
}

fn bind_thing(plan: &Plan, thing: &Thing, n_things: usize) -> Result<BoundThing, FactsError> {
    let error = |fact: &str, message: Text| FactsError { thing: thing.name.clone(), fact: fact.to_owned(), message };
    let Some(entity) = plan.entity(&thing.entity) else {
        return Err(error(&thing.entity, Text::new("luật này không có chủ thể đó", "this law has no such entity")));
    };
    let mut bound = BoundThing::new(plan, entity);
    for (name, fact) in &thing.facts {
        let id = plan.input(name).filter(|id| plan.inputs.get(id.0).is_some_and(|input| input.entity == entity));
        let Some((id, input)) = id.and_then(|id| Some((id, plan.inputs.get(id.0)?))) else {
            return Err(error(name, Text::new("luật này không hỏi dữ kiện đó", "this law has no such fact")));
        };
        check(plan, input, fact).map_err(|message| error(name, message))?;
        bound.state(id, Some(read(plan, name, fact)));
    }
    for (name, targets) in &thing.links {
        let position = plan.links.iter().position(|link| link.name == *name && link.from == entity);
        let Some(position) = position else {
            return Err(error(name, Text::new("luật này không có liên kết đó", "this law has no such link")));
        };
        if !is_sound(plan, LinkId(position), targets, n_things) {
            return Err(error(name, Text::new("liên kết này không hợp lệ", "this link leads nowhere or to too many")));
        }
        bound.link(LinkId(position), targets.clone());
    }
    Ok(bound)
}

/// Whether a link leads to as many things as it may, all of which are there.
pub(super) fn is_sound(plan: &Plan, id: LinkId, targets: &[usize], n_things: usize) -> bool {
    let (least, most) = plan.links.get(id.0).map_or((1, 1), |link| match (link.is_many, link.is_optional) {
        (true, _) => (0, n_things),
        (_, is_optional) => (usize::from(!is_optional), 1),
    });
    targets.iter().all(|target| *target < n_things) && (least..=most).contains(&targets.len())
}

/// Whether a fact suits an input; and nobody is born after the day.
pub(super) fn check(plan: &Plan, input: &Input, fact: &Fact) -> Result<(), Text> {
    check_fact(input, fact)?;
    if input.name == BIRTH && !may_be_born(fact, plan.on) {
        let on = crate::lower::date_text(plan.on);
        return Err(Text::new(
            format!("người này chưa sinh vào ngày xét {}", on.vi),
            format!("this person is not born yet on the assessment date {}", on.en),
        ));
    }
    Ok(())
}

/// A fact as the conventions read it: a birth date known in part may stand for one of its days.
pub(super) fn read(plan: &Plan, name: &str, fact: &Fact) -> Fact {
    let day = match (fact, plan.incomplete_birth) {
        (Fact::OneOf(days), IncompleteDate::Earliest) if name == BIRTH => days.iter().min(),
        (Fact::OneOf(days), IncompleteDate::Latest) if name == BIRTH => days.iter().max(),
        _ => None,
    };
    day.map_or_else(|| fact.clone(), |day| Fact::Known(Value::Date(*day)))
}

/// Whether a birth, as far as it is known, may lie on the day or before.
fn may_be_born(fact: &Fact, on: Date) -> bool {
    match fact {
        Fact::Known(Value::Date(day)) => *day <= on,
        Fact::OneOf(days) => days.iter().any(|day| *day <= on),
        Fact::Known(_) => true,
    }
}

fn check_fact(input: &Input, fact: &Fact) -> Result<(), Text> {
    match fact {
        Fact::Known(value) => check_value(input, *value),
        Fact::OneOf(days) if input.kind == Kind::Date && !days.is_empty() => {
            days.iter().try_for_each(|day: &Date| check_value(input, Value::Date(*day)))
        }
        Fact::OneOf(_) => Err(Text::new("chỉ ngày mới có thể biết một phần", "only a date can be known in part")),
    }
}

fn check_value(input: &Input, value: Value) -> Result<(), Text> {
    if value == Value::Absent && input.is_optional {
        return Ok(());
    }
    let suits = match (&input.kind, value) {
        (Kind::YesNo, Value::YesNo(_)) | (Kind::Date, Value::Date(_)) => true,
        (Kind::Choice(choices), Value::Choice(position)) => usize::from(position) < choices.len(),
        (Kind::Number(kind), Value::Number(number)) => match mantissa(number, kind.scale) {
            Some(scaled) => (i128::from(kind.low)..=i128::from(kind.high)).contains(&scaled),
            None => {
                let places = kind.scale;
                return Err(Text::new(
                    format!("số này có quá {places} chữ số thập phân"),
                    format!("this number has more than {places} decimals"),
                ));
            }
        },
        _ => false,
    };
    let is_in_range = input.range.is_none_or(|(low, high)| low <= value && value <= high);
    match (suits, is_in_range) {
        (true, true) => Ok(()),
        (false, _) => {
            Err(Text::new("giá trị này không đúng kiểu hoặc quá lớn", "this value is of another type or too large"))
        }
        (true, false) => {
            let (low, high) = input.range.unwrap_or((value, value));
            let ends = |at: Value| crate::lower::kind_text(at, &input.kind);
            Err(Text::new(
                format!("giá trị phải từ {} đến {}", ends(low).vi, ends(high).vi),
                format!("the value must be from {} to {}", ends(low).en, ends(high).en),
            ))
        }
    }
}
