//! The days of a simulated year and the law of each.
//!
//! Receives a year and settings; hands on its days and their plans, under current law and under what is compared with
//! it. It knows no population: one year's law serves for many.

use ansinh_grammar::Diagnostic;

use super::Settings;
use super::run::SimulateError;
use crate::hir::Program;
use crate::lower::{self, World};
use crate::plan::Plan;
use crate::value::Date;

/// The plans of a day under current law and under what is compared with it, and whether it makes the headcount.
pub(super) type DayLaw = (Plan, Option<Plan>, bool);

/// The law of a year, day by day, for any population.
#[derive(Clone, Debug)]
pub struct YearLaw {
    pub(super) dates: Vec<Date>,
    pub(super) baseline: World,
    pub(super) reform: Option<World>,
    pub(super) plans: Vec<DayLaw>,
}

impl YearLaw {
    /// The law of every month of the year and of the day of its headcount.
    ///
    /// # Errors
    /// A year outside the calendar, a scenario or parameter that does not exist, or a parameter without a value in the
    /// year.
    pub fn of(program: &Program, settings: &Settings) -> Result<Self, SimulateError> {
        let (baseline, reform) = worlds(settings);
        let days = of_year(settings.year, settings.is_first_half).ok_or(SimulateError::Year(settings.year))?;
        let mut plans = Vec::new();
        for &(on, is_headcount) in &days {
            let plan = |world: &World| plan(program, world, on, is_headcount).map_err(SimulateError::Law);
            plans.push((plan(&baseline)?, reform.as_ref().map(plan).transpose()?, is_headcount));
        }
        Ok(Self { dates: days.into_iter().map(|(on, _)| on).collect(), baseline, reform, plans })
    }
}

/// Current law, and with a scenario or parameters set by hand the other one.
fn worlds(settings: &Settings) -> (World, Option<World>) {
    let baseline = World {
        with: settings.with.clone(),
        known_on: settings.known_on,
        settings: settings.assumed.clone(),
        ..World::default()
    };
    let has_reform = settings.scenario.is_some() || !settings.settings.is_empty();
    let own = settings.assumed.iter().filter(|(name, _)| settings.settings.iter().all(|(set, _)| set != name));
    let reform = World {
        scenario: settings.scenario.clone(),
        settings: own.chain(&settings.settings).cloned().collect(),
        ..baseline.clone()
    };
    (baseline, has_reform.then_some(reform))
}

/// The twelve months of a year by their first days, and its last day for the headcount; or the first six and 30 June.
fn of_year(year: i32, is_first_half: bool) -> Option<Vec<(Date, bool)>> {
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
fn plan(program: &Program, world: &World, on: Date, is_headcount: bool) -> Result<Plan, Vec<Diagnostic>> {
    if is_headcount {
        return lower::lower(program, world, on);
    }
    lower::lower_month(program, world, on, None)
}
