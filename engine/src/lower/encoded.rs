//! From when to when there is law.
//!
//! Receives the program; hands on the first day on which anything is paid, and the last day on which anything changes.
//! Before the first nothing can be said; after the last the law is taken to stay as it is.

use crate::hir::{Days, Program};

/// The first day of any benefit, open where one has no first day, and the last day on which something begins.
#[must_use]
pub fn encoded(program: &Program) -> Days {
    let firsts = program.benefits.iter().map(|benefit| benefit.days.from);
    let from = firsts.collect::<Option<Vec<_>>>().and_then(|days| days.into_iter().min());
    let instruments = program.instruments.iter().filter_map(|found| found.applied.from);
    let values = program.parameters.iter().flat_map(|found| &found.values).filter_map(|value| value.days.from);
    let benefits = program.benefits.iter().filter_map(|benefit| benefit.days.from);
    Days { from, to: instruments.chain(values).chain(benefits).max() }
}
