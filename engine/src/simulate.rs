//! A year of the law on a population: who receives what, and what it costs.
//!
//! Receives a program, a population and settings; hands on counts and exact sums, for current law and for a scenario.
//! The twelve months paid make the cost of a year; the last day of December makes the headcount. It starts no thread:
//! the work is a list of blocks that a caller may share out, and parts that add up in any order.

mod again;
mod claims;
mod condensed;
mod count;
mod days;
mod detail;
mod errors;
mod funding;
mod groups;
mod indicator;
mod lacking;
mod living;
mod marked;
mod nobody;
mod outcome;
mod part;
mod projection;
mod run;
mod sensitivity;
mod tally;
mod weights;

pub use days::YearLaw;
pub use detail::{Breakdown, Group, GroupBenefit, Overlap};
pub use errors::{Drawn, Reach, Reaches, reaches};
pub use funding::{Clause, Fund, Level};
pub use groups::By;
pub use indicator::{Aim, IndicatorOutcome, Measured, Verdict};
pub use living::{Living, Livings};
pub use outcome::{BenefitOutcome, CategoryOutcome, Change, Flow, LeftOut, Outcome};
pub use part::Part;
pub use projection::{Figure, LastYear, Measure, ProjectedYear, Projection, Side, last_change};
pub use run::{Run, SimulateError};
pub use sensitivity::{Bar, Interval, Runs, Swing};
pub use weights::{DayPlans, Held, HeldKey, Holdings, Weights};

use crate::value::{Date, Decimal, Value};

/// What to simulate.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// The year whose law is applied, month by month.
    pub year: i32,
    /// Whether only the first six months and 30 June are looked at.
    pub is_first_half: bool,
    /// The scenario that is compared with current law.
    pub scenario: Option<String>,
    /// Parameters set by hand in the scenario's world, by name.
    pub settings: Vec<(String, Value)>,
    /// Parameters that are assumed to be something else under current law too.
    pub assumed: Vec<(String, Value)>,
    /// Modules whose amendments for some people are part of the law.
    pub with: Vec<String>,
    /// Up to which day the law is known; the latest where it is not said.
    pub known_on: Option<Date>,
    /// Traits by which results are broken down.
    pub by: Vec<By>,
    /// Whether poverty, inequality and overlaps are measured.
    pub has_measures: bool,
    /// Which part of those entitled claims a benefit, from 0 to 1; everybody where nothing is said.
    pub take_up: Vec<(String, Decimal)>,
    /// The seed of who claims.
    pub take_up_seed: u64,
}
