//! The people of each year: up to that of the margins the same, shifted; then older, born, dead and moved.
//!
//! Receives settings and assumptions; hands on a population for one year after the other. It knows no law.

use ansinh_engine::population::{self, Paths, Population, Projector};
use ansinh_engine::report::{self, Table};
use ansinh_engine::value::{Decimal, Value};

use crate::arguments::ReportArguments;
use crate::failure::Failure;
use crate::simulate::project::{self, BASE_RATE, FIRST, LAST};
use crate::simulate::share::Progress;
use crate::simulate::{self, REFERENCE_YEAR};

/// Makes people year by year.
pub(super) struct Maker {
    made_for: population::Settings,
    paths: Paths,
    made: Option<Population>,
    projector: Option<Projector>,
}

/// The people of a year.
pub(super) struct Made<'m> {
    pub(super) population: &'m Population,
    /// How many persons there are at its end.
    pub(super) persons: u64,
    /// The base rate that is assumed in place of the law.
    pub(super) assumed: Vec<(String, Value)>,
}

impl Maker {
    /// A maker for the years asked for.
    ///
    /// # Errors
    /// Years that cannot be projected, or wrong assumptions.
    pub(super) fn new(made_for: &population::Settings, asked: &ReportArguments) -> Result<Self, Failure> {
        if asked.to > LAST || (asked.to > REFERENCE_YEAR && asked.from < FIRST) {
            return Err(Failure::input(
                format!("--from, --to: dự báo được từ {FIRST} đến {LAST}"),
                format!("--from, --to: years from {FIRST} to {LAST} can be projected"),
            ));
        }
        let own = project::own(&asked.assume, asked.assumptions.as_deref())?;
        let paths = Paths::of(made_for.province, &own).map_err(simulate::no_population)?;
        Ok(Self { made_for: made_for.clone(), paths, made: None, projector: None })
    }

    /// The people of a year; years come in their order.
    ///
    /// # Errors
    /// If there are none.
    pub(super) fn people(&mut self, year: i32, progress: &Progress) -> Result<Made<'_>, Failure> {
        if year <= REFERENCE_YEAR {
            let made = simulate::generate(&population::Settings { year, ..self.made_for.clone() }, progress)?;
            let persons = made.persons() as u64 * u64::from(made.weight());
            return Ok(Made { population: self.made.insert(made), persons, assumed: Vec::new() });
        }
        let projector = match self.projector.take() {
            Some(projector) => projector,
            None => {
                let base = population::Settings { year: REFERENCE_YEAR, ..self.made_for.clone() };
                let base = simulate::generate(&base, progress)?;
                Projector::new(base, REFERENCE_YEAR, self.paths.clone(), self.made_for.seed)
                    .map_err(simulate::no_population)?
            }
        };
        let projector = self.projector.insert(projector);
        while projector.year() < year {
            projector.advance().map_err(simulate::no_population)?;
        }
        let rate = self.paths.base_rate(year);
        let assumed = rate.map(|rate| (BASE_RATE.to_owned(), Value::Number(Decimal::from(rate))));
        let persons = projector.accounts().at_end;
        Ok(Made { population: projector.population(), persons, assumed: assumed.into_iter().collect() })
    }

    /// What is assumed about the years.
    pub(super) const fn paths(&self) -> &Paths {
        &self.paths
    }

    /// For whom people are made up.
    pub(super) const fn made_for(&self) -> &population::Settings {
        &self.made_for
    }

    /// What is assumed; nothing where no year is projected.
    pub(super) fn assumptions(&self) -> Option<Table> {
        self.projector.is_some().then(|| report::assumptions(self.paths.points()))
    }
}
