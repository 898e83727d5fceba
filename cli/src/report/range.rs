//! Within which range the figures of a report lie.
//!
//! Receives years; has them run again under other guesses; hands on the tables of every run and on which guess the cost
//! hangs most. It computes no figure.

use ansinh_engine::population::Population;
use ansinh_engine::report::{self, Table};
use ansinh_engine::simulate::{Outcome, Projection, Runs};

use super::People;
use super::sections::{self, Results};
use crate::failure::Failure;
use crate::policies::Policies;
use crate::simulate::project::Years;
use crate::simulate::share::Progress;
use crate::simulate::{Question, sensitivity};

/// What was found.
pub(super) struct Range {
    /// The tables of each run.
    pub(super) tables: Runs<Vec<Table>>,
    /// On which guess the cost of all years hangs most.
    pub(super) swings: Table,
}

/// Runs the years again under other guesses.
///
/// # Errors
/// The law cannot be applied, or there is no population.
pub(super) fn look(
    years: &Years,
    policies: &Policies,
    (question, people): (&Question, &People),
    (base, projection): (&Population, &Projection),
    progress: &Progress,
) -> Result<Range, Failure> {
    let runs = sensitivity::runs(years, policies, question, base, progress)?;
    let tables_of = |run: &Projection| {
        let outcomes: Vec<Outcome> = run.years.iter().map(|year| year.outcome.clone()).collect();
        let (Some(last), Some(closer)) = (outcomes.last(), &run.last) else { return Vec::new() };
        let results = Results { outcomes: &outcomes, half: &closer.half, last };
        let planned = sections::planned(people, &results, &question.settings);
        planned.into_iter().map(|one| one.table).collect()
    };
    Ok(Range { tables: runs.map(tables_of), swings: report::sensitivity(projection, &runs) })
}
