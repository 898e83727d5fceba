//! Facts about the things of one case: persons, households.
//!
//! Receives values by the names of the law's inputs; hands them to an evaluator.
//! It knows no plan: names are matched there.

use std::collections::BTreeMap;

use super::{Date, Value};

/// The fact that says from which day on a person counts.
pub const BIRTH: &str = "date_of_birth";

/// What is known about one fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fact {
    /// Its value.
    Known(Value),
    /// One of these days: a date of which only a part is known.
    OneOf(Vec<Date>),
}

/// One thing and its facts. A fact that is not here is unknown; it is never taken for no or zero.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Thing {
    /// The entity's name, `person`.
    pub entity: String,
    /// What the thing is called in this case, `lan`.
    pub name: String,
    /// The facts, by input.
    pub facts: BTreeMap<String, Fact>,
    /// Where links lead, by link: positions in the list of things. A link that is here is complete.
    pub links: BTreeMap<String, Vec<usize>>,
}

/// The things of one case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// The things, in the order in which they were named.
    pub things: Vec<Thing>,
    /// Whether a yes/no fact that is not given is no. Only for tests that say so.
    pub is_rest_no: bool,
}

impl Facts {
    /// Adds a thing; its position.
    pub fn add(&mut self, entity: &str, name: &str) -> usize {
        self.things.push(Thing { entity: entity.to_owned(), name: name.to_owned(), ..Thing::default() });
        self.things.len() - 1
    }

    /// States a fact of a thing; nothing happens if there is no such thing.
    pub fn state(&mut self, thing: usize, input: &str, fact: Fact) {
        if let Some(thing) = self.things.get_mut(thing) {
            thing.facts.insert(input.to_owned(), fact);
        }
    }

    /// States where a link of a thing leads; nothing happens if there is no such thing.
    pub fn link(&mut self, thing: usize, link: &str, targets: Vec<usize>) {
        if let Some(thing) = self.things.get_mut(thing) {
            thing.links.insert(link.to_owned(), targets);
        }
    }

    /// The position of the thing with this name.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.things.iter().position(|thing| thing.name == name)
    }
}
