//! From margins to a population: households first, then who lives in them, then what holds of them.
//!
//! Receives settings; hands on a population. It knows the order of the steps; each step knows its margins.
//!
//! Every step divides counted candidates by exact quotas over a seeded order, so a margin that is a count holds
//! exactly for every seed. Later steps see the facts of earlier ones: schooling, disability, then poverty (its
//! classes depend on both), then what depends on poverty, then the district and, of all that, the income.
//!
//! This is synthetic reconstruction (Birkin and Clarke 1988; Huang and Williamson 2001) with exact conditional quotas in
//! place of draws, since the sources are counts and shares and no sample of people; where margins of households and of
//! persons must hold in the same cells, as for districts, they are raked and made whole (`sampling/rake.rs`).
//!
//! A nation is made smaller: each of its persons stands for a hundred, and its counts are divided before.

mod aged;
mod assemble;
mod children;
mod districts;
mod draft;
mod health;
mod households;
mod income;
mod members;
mod poverty;
mod status;
mod work;

pub use assemble::{ASSUMED_NO, DERIVED};

use super::margins::Margins;
use super::{Population, PopulationError, Settings};
use draft::Draft;

type Step = fn(&mut Draft, &Margins) -> Result<(), PopulationError>;

const STEPS: [Step; 18] = [
    members::settle,
    status::birth_dates,
    status::marital,
    status::education,
    health::disability,
    poverty::poverty,
    poverty::minority,
    poverty::places,
    aged::supporters,
    aged::allowances,
    aged::facilities,
    children::parents,
    children::orphans,
    health::hiv,
    health::pregnancies_and_deaths,
    work::work,
    districts::districts,
    income::income,
];

/// Makes the population of the settings; tells `progress` how many of how many steps are done.
///
/// # Errors
///
/// If no margins are held for the reference year, the year leaves no room for birth dates, or the margin tables are
/// malformed or contradict each other.
pub fn generate(settings: &Settings, progress: &mut dyn FnMut(u64, u64)) -> Result<Population, PopulationError> {
    if !(1800..=9000).contains(&settings.year) {
        return Err(PopulationError::Year(settings.year));
    }
    let margins = Margins::load(settings)?.scaled(settings.province.weight());
    let total = STEPS.len() as u64 + 2;
    let mut draft = households::found(settings, &margins)?;
    progress(1, total);
    for (done, step) in (2..).zip(STEPS) {
        step(&mut draft, &margins)?;
        progress(done, total);
    }
    let population = assemble::assemble(draft, settings.province)?;
    progress(total, total);
    Ok(population)
}
