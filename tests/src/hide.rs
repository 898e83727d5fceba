//! Facts that nobody tells: households of which something is not known.
//!
//! Receives facts and a seed; hands on fewer facts. It knows no rule of law.

use ansinh_engine::value::{Date, Fact, Facts, Value};

use crate::random::Random;

/// The same facts without some of them: each is left out once in so many times, dates are known in part instead.
#[must_use]
pub fn hidden(facts: &Facts, random: &mut Random, one_in: usize) -> Facts {
    let mut hidden = facts.clone();
    for thing in &mut hidden.things {
        for (name, fact) in
            facts.things.iter().find(|found| found.name == thing.name).into_iter().flat_map(|found| &found.facts)
        {
            if !random.one_in(one_in) {
                continue;
            }
            match fact {
                Fact::Known(Value::Date(day)) if random.one_in(2) => {
                    thing.facts.insert(name.clone(), Fact::OneOf(days_like(*day, random)));
                }
                _ => {
                    thing.facts.remove(name);
                }
            }
        }
        thing.links.retain(|_, _| !random.one_in(one_in * 2));
    }
    hidden
}

/// The days of the same month, or of the same year.
fn days_like(day: Date, random: &mut Random) -> Vec<Date> {
    let months = if random.one_in(2) { day.month()..=day.month() } else { 1..=12 };
    months.flat_map(|month| (1..=31).filter_map(move |number| Date::new(day.year(), month, number))).collect()
}
