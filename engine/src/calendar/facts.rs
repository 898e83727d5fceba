//! The facts of a household as they are on a day: who is not born yet is left out.
//!
//! Receives facts; hands on those that count on a day. It knows births and nothing else.

use crate::value::{BIRTH, Date, Fact, Facts, Value};

/// Whether a thing is there on a day: it may be born by then, or has no birth.
#[must_use]
pub fn is_born(facts: &Facts, thing: usize, day: Date) -> bool {
    match facts.things.get(thing).and_then(|thing| thing.facts.get(BIRTH)) {
        Some(Fact::Known(Value::Date(born))) => *born <= day,
        Some(Fact::OneOf(days)) => days.iter().any(|born| *born <= day),
        _ => true,
    }
}

/// The facts without those who are not born by a day.
#[must_use]
pub fn born_by(facts: &Facts, day: Date) -> Facts {
    let mut found = facts.clone();
    let unborn: Vec<usize> = (0..facts.things.len()).filter(|thing| !is_born(facts, *thing, day)).collect();
    for (at, thing) in found.things.iter_mut().enumerate() {
        if unborn.contains(&at) {
            thing.facts.clear();
            thing.links.clear();
        }
        for targets in thing.links.values_mut() {
            targets.retain(|target| !unborn.contains(target));
        }
        if let Some(Fact::OneOf(days)) = thing.facts.get_mut(BIRTH) {
            days.retain(|born| *born <= day);
        }
    }
    found
}
