//! The days of a simulated year and the law of each.
//!
//! Receives a year; hands on its days and their plans. It knows no population.

use ansinh_grammar::Diagnostic;

use crate::hir::Program;
use crate::lower::{self, World};
use crate::plan::Plan;
use crate::value::Date;

/// The twelve months of a year by their first days, and its last day for the headcount; or the first six and 30 June.
pub(super) fn of_year(year: i32, is_first_half: bool) -> Option<Vec<(Date, bool)>> {
    let mut days = Vec::new();
    for month in 1..=if is_first_half { 6 } else { 12 } {
        days.push((Date::new(year, month, 1)?, false));
    }
    days.push((if is_first_half { Date::new(year, 6, 30)? } else { Date::new(year, 12, 31)? }, true));
    Some(days)
}

/// A month's cost is what is paid for it, by the rules of the months paid; the headcount is who is entitled on its day.
///
/// # Errors
/// The law cannot be applied on a day.
pub(super) fn plan(program: &Program, world: &World, on: Date, is_headcount: bool) -> Result<Plan, Vec<Diagnostic>> {
    if is_headcount {
        return lower::lower(program, world, on);
    }
    lower::lower_month(program, world, on, None)
}
