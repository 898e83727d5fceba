//! What years come to for made-up people: up to the year of the margins the same, shifted; then older, born, dead and
//! moved.
//!
//! Receives settings and assumptions; has the years run; hands on what they came to. It knows no law.

use std::sync::Arc;

use ansinh_engine::population::{self, Paths};
use ansinh_engine::report;
use ansinh_engine::simulate::Outcome;

use super::{People, Years, range};
use crate::arguments::ReportArguments;
use crate::failure::Failure;
use crate::policies::Policies;
use crate::simulate::laws::Laws;
use crate::simulate::project::{self, FIRST, LAST};
use crate::simulate::share::Progress;
use crate::simulate::{self, Question, REFERENCE_YEAR};

/// Every year, the last one closer.
///
/// # Errors
/// Years that cannot be projected, wrong assumptions, no population, or a law that cannot be applied.
pub(super) fn years(
    policies: &Policies,
    (question, people): (&Question, &People),
    asked: &ReportArguments,
    progress: &Progress,
) -> Result<Years, Failure> {
    if asked.to > LAST || (asked.to > REFERENCE_YEAR && asked.from < FIRST) {
        return Err(Failure::input(
            format!("--from, --to: dự báo được từ {FIRST} đến {LAST}"),
            format!("--from, --to: years from {FIRST} to {LAST} can be projected"),
        ));
    }
    let own = project::own(&asked.assume, asked.assumptions.as_deref())?;
    let paths = Paths::of(question.population.province, &own).map_err(simulate::no_population)?;
    let laws = Arc::new(if asked.sensitivity { Laws::kept() } else { Laws::default() });
    let asked_for = project::Years { from: asked.from, to: asked.to, paths, one_in: 1, laws, is_last_closer: true };
    let population = population::Settings { year: REFERENCE_YEAR, ..question.population.clone() };
    let base = simulate::generate(&population, progress)?;
    let question = &Question { population, ..question.clone() };
    let projection = asked_for.run(policies, question, Some(&base), progress)?;
    let range = if asked.sensitivity {
        Some(range::look(&asked_for, policies, (question, people), (&base, &projection), progress)?)
    } else {
        None
    };
    let outcomes: Vec<Outcome> = projection.years.into_iter().map(|year| year.outcome).collect();
    let Some(last) = projection.last else { return Err(Failure::Input(Vec::new())) };
    Ok(Years {
        outcomes,
        half: last.half,
        notes: Vec::new(),
        doubts: Vec::new(),
        fingerprint: Some(last.fingerprint),
        assumptions: (asked.to > REFERENCE_YEAR).then(|| report::assumptions(asked_for.paths.points())),
        range,
    })
}
