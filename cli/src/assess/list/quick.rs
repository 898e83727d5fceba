//! The facts of one household by id, for lists without mistakes.
//!
//! Receives a group of rows; hands on the facts of its things, or nothing where anything is wrong: then `household`
//! reads the rows again and says what. What a cell means is looked up once for each text that stands in a column.

use std::borrow::Cow;
use std::collections::HashMap;

use ansinh_engine::explain::Household;
use ansinh_engine::hir::{Input, Type};
use ansinh_engine::plan::{EntityId, InputId, LinkId, Plan};
use ansinh_engine::value::Fact;

use super::super::node::Node;
use super::super::province::PROVINCE;
use super::super::value;
use super::columns::{Columns, Meaning};
use super::group::Group;
use super::household::{BETWEEN_NAMES, is_nobody};
use super::sheet::Sheet;
use super::work::List;

/// So many texts of a column are kept.
const MOST_KEPT: usize = 50_000;

/// What the texts of one column mean; nothing for a text that is wrong.
struct Column<'l> {
    input: Option<(&'l Input, InputId)>,
    few: Vec<(Box<str>, Option<Fact>)>,
    many: HashMap<Box<str>, Option<Fact>>,
}

/// A link that a row states: of which thing, the link of the program, where it leads.
type Stated = (usize, usize, Vec<usize>);

/// Reads groups one after another.
pub(super) struct Quick<'l> {
    list: &'l List<'l>,
    persons: Vec<Column<'l>>,
    households: Vec<Column<'l>>,
    /// The links of the plan, by those of the program.
    links: Vec<Option<LinkId>>,
    person: Option<EntityId>,
    home: Option<EntityId>,
    province: Option<(InputId, Fact)>,
    /// What is taken to be so of persons, and of households, until a row says something else.
    assumed: [Vec<(InputId, &'l Fact)>; 2],
    /// The facts that were read last.
    pub(super) household: Household<'l>,
    /// What its things are called.
    pub(super) names: Vec<Cow<'l, str>>,
    stated: Vec<Stated>,
}

impl<'l> Quick<'l> {
    /// A reader of the groups of a list.
    pub(super) fn new(list: &'l List<'l>) -> Self {
        let (plan, question) = (list.plan, list.question);
        let columns = |columns: &Columns| columns.meanings.iter().map(|meaning| list.column(meaning)).collect();
        let province = question.province.clone();
        let assumed = |entity: &str| -> Vec<(InputId, &'l Fact)> {
            let own = question.assumed.of_entity(entity);
            own.filter_map(|(name, fact)| Some((plan.input(name)?, fact))).collect()
        };
        Self {
            list,
            persons: columns(&question.person_columns),
            households: columns(&question.household_columns),
            links: list.program.links.iter().map(|link| list.link(link)).collect(),
            person: plan.entity("person"),
            home: plan.entity("household"),
            province: province.and_then(|fact| Some((plan.input(PROVINCE)?, fact))),
            assumed: [assumed("person"), assumed("household")],
            household: Household::new(plan),
            names: Vec::new(),
            stated: Vec::new(),
        }
    }

    /// Reads the facts of a group; whether all is well.
    pub(super) fn read(&mut self, group: &'l Group) -> bool {
        let question = self.list.question;
        self.household.clear();
        self.names.clear();
        self.stated.clear();
        let Some(person) = self.person else { return false };
        for _ in &group.persons {
            let thing = self.household.add(person);
            self.assume(thing, 0);
        }
        let name = question.person_columns.name().unwrap_or(0);
        let sheet = &question.persons;
        let named = group.persons.iter().map(|row| sheet.cell(*row, name).unwrap_or_default());
        self.names.extend(named);
        let home = match (&group.name, self.home) {
            (None, _) => None,
            (Some(name), Some(entity)) => {
                self.names.push(Cow::Borrowed(name));
                let thing = self.household.add(entity);
                self.assume(thing, 1);
                Some(thing)
            }
            (Some(_), None) => return false,
        };
        let mut is_well = group.wrong.is_empty();
        for (thing, row) in group.persons.iter().enumerate() {
            is_well = is_well && self.row(thing, sheet, *row, &question.person_columns, true);
        }
        is_well && home.is_none_or(|home| self.home(group, home)) && self.state_links()
    }

    fn assume(&mut self, thing: usize, entity: usize) {
        for (id, fact) in self.assumed.get(entity).map_or(&[][..], Vec::as_slice) {
            self.household.state(thing, *id, fact);
        }
    }

    fn row(&mut self, thing: usize, sheet: &'l Sheet, row: usize, columns: &'l Columns, is_person: bool) -> bool {
        let mut is_well = true;
        sheet.each_cell(row, &mut |at, cell| {
            if cell.is_empty() || !is_well {
                return;
            }
            is_well = match columns.meanings.get(at) {
                Some(Meaning::Fact(_)) => self.fact(thing, at, &cell, is_person),
                Some(Meaning::Link(link)) if Some(*link) != self.list.question.home => self.link(thing, link.0, &cell),
                _ => true,
            };
        });
        is_well
    }

    fn fact(&mut self, thing: usize, at: usize, cell: &str, is_person: bool) -> bool {
        let columns = if is_person { &mut self.persons } else { &mut self.households };
        let Some(column) = columns.get_mut(at) else { return false };
        let Some((input, id)) = column.input else { return false };
        if let Some(known) = column.known(cell) {
            if let Some(fact) = known {
                self.household.state(thing, id, fact);
            }
            return known.is_some();
        }
        let fact = value::fact(&Node::Text(cell.to_owned()), input, self.list.program).ok();
        let fact = fact.filter(|fact| self.household.suits(id, fact));
        if let Some(fact) = &fact {
            self.household.state(thing, id, fact);
        }
        let is_well = fact.is_some();
        column.keep(cell, fact);
        is_well
    }

    fn link(&mut self, thing: usize, link: usize, cell: &str) -> bool {
        let is_many = self.list.program.links.get(link).is_some_and(|link| link.is_many);
        let mut targets = Vec::new();
        for name in cell.split(BETWEEN_NAMES).map(str::trim).filter(|_| !is_nobody(cell)) {
            match self.names.iter().position(|other| other == name) {
                Some(target) if !targets.contains(&target) => targets.push(target),
                _ => return false,
            }
        }
        let is_well = is_many || targets.len() <= 1;
        self.stated.push((thing, link, targets));
        is_well
    }

    /// The household itself, and that everybody in the group lives there.
    fn home(&mut self, group: &'l Group, home: usize) -> bool {
        let question = self.list.question;
        if let (Some(row), Some(sheet)) = (group.household, &question.households)
            && !self.row(home, sheet, row, &question.household_columns, false)
        {
            return false;
        }
        if let Some((id, fact)) = &self.province {
            self.household.state(home, *id, fact);
        }
        if let Some(link) = question.home {
            self.stated.extend((0..group.persons.len()).map(|person| (person, link.0, vec![home])));
        }
        true
    }

    /// States all links and their inverses; not where two contradict each other.
    fn state_links(&mut self) -> bool {
        let stated = std::mem::take(&mut self.stated);
        let is_well = self.state_each(&stated);
        self.stated = stated;
        is_well && self.household.is_sound()
    }

    fn state_each(&mut self, stated: &[Stated]) -> bool {
        let plan_link = |links: &[Option<LinkId>], link: usize| links.get(link).copied().flatten();
        for (thing, link, targets) in stated {
            let Some(id) = plan_link(&self.links, *link) else { return false };
            self.household.link(*thing, id, targets.clone());
        }
        for (thing, link, targets) in stated {
            let Some(inverse) = self.list.program.links.get(*link).and_then(|link| link.inverse) else { continue };
            let Some(id) = plan_link(&self.links, inverse.0) else { return false };
            let is_many = self.list.program.links.get(inverse.0).is_some_and(|link| link.is_many);
            for target in targets {
                let says = stated.iter().find(|(other, link, _)| other == target && *link == inverse.0);
                let back = self.household.targets(*target, id).unwrap_or_default();
                match says {
                    Some((_, _, listed)) if !listed.contains(thing) => return false,
                    Some(_) => {}
                    None if back.contains(thing) => {}
                    None if !is_many && !back.is_empty() => return false,
                    None => {
                        let back: Vec<usize> = back.iter().copied().chain([*thing]).collect();
                        self.household.link(*target, id, back);
                    }
                }
            }
        }
        true
    }
}

impl Column<'_> {
    /// What a text means, if that was looked up before.
    fn known(&self, cell: &str) -> Option<&Option<Fact>> {
        let few = self.few.iter().find(|(text, _)| **text == *cell).map(|(_, fact)| fact);
        few.or_else(|| if self.is_of_few() { None } else { self.many.get(cell) })
    }

    fn keep(&mut self, cell: &str, fact: Option<Fact>) {
        if self.is_of_few() && self.few.len() < 32 {
            self.few.push((cell.into(), fact));
        } else if !self.is_of_few() && self.many.len() < MOST_KEPT {
            self.many.insert(cell.into(), fact);
        }
    }

    /// Whether few texts stand in such a column.
    fn is_of_few(&self) -> bool {
        self.input.is_some_and(|(input, _)| matches!(input.value_type, Type::YesNo | Type::Choice(_)))
    }
}

impl<'l> List<'l> {
    fn column(&self, meaning: &Meaning) -> Column<'l> {
        let input = match meaning {
            Meaning::Fact(at) => self.program.inputs.get(*at),
            Meaning::Name | Meaning::Link(_) | Meaning::Aside => None,
        };
        let entity = |input: &Input| self.program.entities.get(input.entity.0).map(|found| &found.naming.name);
        let id = |input: &'l Input| {
            let id = self.plan.input(&input.naming.name)?;
            let own = self.plan.inputs.get(id.0).and_then(|found| self.plan.entities.get(found.entity.0));
            (own.map(|own| &own.name) == entity(input)).then_some((input, id))
        };
        Column { input: input.and_then(id), few: Vec::new(), many: HashMap::new() }
    }

    fn link(&self, link: &ansinh_engine::hir::Link) -> Option<LinkId> {
        let from = self.program.entities.get(link.from.0).and_then(|from| self.plan.entity(&from.naming.name));
        let is_it = |found: &ansinh_engine::plan::Link| found.name == link.naming.name && Some(found.from) == from;
        self.plan.links.iter().position(is_it).map(LinkId)
    }

    /// The plan.
    pub(super) const fn plan(&self) -> &'l Plan {
        self.plan
    }
}
