//! The law of years, made ready once for all runs that ask for it.
//!
//! Receives settings; hands on the law of their year. Whoever runs the same years again and again keeps it; it holds as
//! much memory as the plans of all months, so whoever runs them once does not.

use std::sync::{Mutex, PoisonError};

use ansinh_engine::hir::Program;
use ansinh_engine::simulate::{Settings, SimulateError, YearLaw};

/// Laws of years that were asked for.
#[derive(Default)]
pub(crate) struct Laws {
    /// Nothing where they are not kept.
    known: Option<Mutex<Vec<(Settings, YearLaw)>>>,
}

impl Laws {
    /// Keeps what is asked for.
    pub(crate) fn kept() -> Self {
        Self { known: Some(Mutex::default()) }
    }

    /// The law of a year.
    ///
    /// # Errors
    /// The law cannot be applied in some month of it.
    pub(super) fn of(&self, program: &Program, settings: &Settings) -> Result<YearLaw, SimulateError> {
        let Some(known) = &self.known else { return YearLaw::of(program, settings) };
        let known = || known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, law)) = known().iter().find(|(of, _)| of == settings) {
            return Ok(law.clone());
        }
        let law = YearLaw::of(program, settings)?;
        known().push((settings.clone(), law.clone()));
        Ok(law)
    }
}
