//! Within which range the cost of each year lies.
//!
//! Receives what every year came to; has the years run again under other guesses; hands on tables and a sentence. What a
//! draft adds loses its sign where the range spans zero. It computes no figure.

use std::sync::Arc;

use ansinh_engine::population;
use ansinh_engine::report::{self, Cell, Table};
use ansinh_engine::simulate::{Outcome, ProjectedYear, Projection, Settings, last_change};
use ansinh_grammar::Text;

use super::made::Maker;
use crate::failure::Failure;
use crate::policies::Policies;
use crate::simulate::laws::Laws;
use crate::simulate::project::Years;
use crate::simulate::share::{Progress, Threads};
use crate::simulate::{self, Question, REFERENCE_YEAR, sensitivity};

/// What was found.
pub(super) struct Range {
    /// The cost of each year with its range.
    pub(super) years: Table,
    /// On which guess the cost of all years hangs most.
    pub(super) swings: Table,
}

/// Runs the years again under other guesses.
///
/// # Errors
/// The law cannot be applied, or there is no population.
pub(super) fn look(
    policies: &Policies,
    maker: &Maker,
    (settings, threads): (&Settings, Threads),
    outcomes: &[Outcome],
    progress: &Progress,
) -> Result<Range, Failure> {
    let (Some(first), Some(last)) = (outcomes.first(), outcomes.last()) else {
        return Err(Failure::Input(Vec::new()));
    };
    let paths = maker.paths().clone();
    let of_year = |outcome: &Outcome| ProjectedYear {
        outcome: outcome.clone(),
        accounts: population::Accounts::default(),
        base_rate: paths.base_rate(outcome.year).filter(|_| outcome.year > REFERENCE_YEAR),
    };
    let mut projection = Projection {
        base_year: REFERENCE_YEAR,
        years: outcomes.iter().map(of_year).collect(),
        law_until: last_change(policies.program()?),
        ..Projection::default()
    };
    let population = population::Settings { year: REFERENCE_YEAR, ..maker.made_for().clone() };
    let base = simulate::generate(&population, progress)?;
    let settings = Settings { by: Vec::new(), has_measures: false, ..settings.clone() };
    let question = Question { population, settings, threads };
    let years = Years { from: first.year, to: last.year, paths, one_in: 1, laws: Arc::new(Laws::kept()) };
    let runs = sensitivity::runs(&years, policies, &question, &base, progress)?;
    projection.intervals = runs.intervals(&projection);
    let swings = report::sensitivity(&projection, &runs);
    Ok(Range { years: report::cost_with_range(&projection), swings })
}

impl Range {
    /// The range of the cost of the last year, and whether it is told if a draft adds to it.
    pub(super) fn of_last(&self, year: i32) -> Option<(Text, bool)> {
        let name = year.to_string();
        let cells = &self.years.rows.iter().find(|row| row.name == name)?.cells;
        // Each side has its figure, and after them each its range: current law, and with a draft it and what it adds.
        let n_sides = cells.len() / 2;
        let of_draft = n_sides.checked_sub(1)?.min(1);
        let Some(Cell::Text(range)) = cells.get(n_sides + of_draft) else { return None };
        Some((range.clone(), matches!(cells.get(2).filter(|_| n_sides == 3), Some(Cell::Text(_)))))
    }

    /// The same table without the figures of years in which it is not told whether the draft costs more or less.
    pub(super) fn withheld(&self, mut table: Table) -> Table {
        for row in table.rows.iter_mut().filter(|row| row.name == "added_cost") {
            for (cell, year) in row.cells.iter_mut().zip(&self.years.rows) {
                if let Some(unknown @ Cell::Text(_)) = year.cells.get(2) {
                    *cell = unknown.clone();
                }
            }
        }
        table
    }
}
