//! One number for the whole of a population.
//!
//! Receives a population; hands on a hash over every name and every entry, the same on every machine. It knows
//! no meaning of a column.

use super::{Column, ColumnData, Population, Relation};
use crate::value::splitmix::mix;

/// The fingerprint of a population: equal populations have equal fingerprints, natively and in the browser.
#[must_use]
pub fn fingerprint(population: &Population) -> u64 {
    let mut state = fold(0, population.first_person.iter().map(|&person| u64::from(person)));
    // Invariant (weight-one): a population in which everybody stands for one keeps the fingerprint it had.
    let weight = (population.weight > 1).then_some(u64::from(population.weight));
    state = weight.map_or(state, |weight| fold(state, [weight]));
    for column in &population.columns {
        state = of_column(state, column);
    }
    // A population without relations of households keeps the fingerprint it had.
    for relation in population.relations.iter().chain(&population.of_households) {
        state = of_relation(state, relation);
    }
    state
}

fn of_column(state: u64, column: &Column) -> u64 {
    let state = fold(of_text(state, &column.name), [column.entity as u64]);
    match &column.data {
        ColumnData::YesNo(values) => fold(state, values.iter().map(|&value| u64::from(value))),
        ColumnData::YesNoByMonth(values) => fold(state, values.iter().map(|&value| u64::from(value))),
        ColumnData::Choice { values, codes } => {
            let state = values.iter().fold(state, |state, value| of_text(state, value));
            fold(state, codes.iter().map(|&code| u64::from(code)))
        }
        ColumnData::Date(values) => fold(state, values.iter().map(|&value| u64::from(value.cast_unsigned()))),
        ColumnData::Number { scale, values } => {
            let state = fold(state, [u64::from(*scale)]);
            fold(state, values.iter().map(|&value| value.cast_unsigned()))
        }
    }
}

fn of_relation(state: u64, relation: &Relation) -> u64 {
    let state = of_text(state, &relation.name);
    let state = fold(state, relation.offsets.iter().map(|&offset| u64::from(offset)));
    fold(state, relation.targets.iter().map(|&target| u64::from(target)))
}

fn of_text(state: u64, text: &str) -> u64 {
    fold(state, text.bytes().map(u64::from))
}

/// Takes a run of entries into the state, its length last so that neighbouring runs cannot trade entries.
fn fold(state: u64, entries: impl IntoIterator<Item = u64>) -> u64 {
    let mut n_entries = 0_u64;
    let folded = entries.into_iter().fold(state, |state, entry| {
        n_entries += 1;
        mix(state ^ entry)
    });
    mix(folded ^ n_entries)
}
