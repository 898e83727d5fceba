//! `ansinh test`: the tests that are written in policies.
//!
//! Receives files; hands on the tests that do not hold, each with its line, and a summary. It evaluates nothing.

use std::fmt::Write;

use ansinh_engine::trial::{self, Failure as Unmet, Trial};
use ansinh_grammar::{Language, SourceFile};

use crate::arguments::TestArguments;
use crate::check::many;
use crate::failure::Failure;
use crate::policies::Policies;
use crate::view::{View, printable};
use crate::{Printed, view};

/// Runs all tests of the built-in policies and of given files.
///
/// # Errors
/// Files that cannot be read, policies with errors.
pub(crate) fn run(asked: &TestArguments, view: View) -> Result<Printed, Failure> {
    let policies = Policies::load(&asked.files)?;
    let trials = trial::run(policies.program()?);
    let failed: Vec<&Trial> = trials.iter().filter(|trial| !trial.failures.is_empty()).collect();
    let mut text = String::new();
    for trial in &failed {
        for unmet in &trial.failures {
            text.push_str(&shown(trial, unmet, &policies.sources, view));
        }
    }
    text.push_str(&match view.language {
        Language::Vi => format!("{} kiểm thử, {} không đúng\n", trials.len(), failed.len()),
        Language::En => format!("{}, {} failed\n", many(trials.len(), "test"), failed.len()),
    });
    Ok(Printed { text, is_wrong: !failed.is_empty() })
}

/// One expectation that does not hold: place, title, lines, what was found.
fn shown(trial: &Trial, unmet: &Unmet, sources: &[SourceFile], view: View) -> String {
    let mut text = String::new();
    if let Some(source) = sources.get(unmet.span.file.0) {
        let at = source.position(unmet.span.start);
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}:{}:{}: {}", source.path(), at.line, at.column, printable(&trial.title));
        for line in source.slice(unmet.span).trim_end().lines() {
            let _ = writeln!(text, "    {}", printable(line.trim()));
        }
    }
    let _ = writeln!(text, "    → {}\n", view::printable(view.get(&unmet.found)));
    text
}
