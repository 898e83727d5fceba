//! `ansinh test`: the tests that are written in policies.
//!
//! Receives files; hands on the tests that do not hold, each with its line, and a summary. It evaluates nothing.

use std::fmt::Write;

use ansinh_engine::trial::{self, Failure as Unmet, Trial};
use ansinh_grammar::{Language, SourceFile};
use serde::Serialize;

use crate::arguments::{Format, TestArguments};
use crate::check::many;
use crate::failure::Failure;
use crate::plain::{self, Both, Complaints, Range};
use crate::policies::Policies;
use crate::view::{View, printable};
use crate::{Printed, view};

/// Runs all tests of the built-in policies and of given files.
///
/// # Errors
/// Files that cannot be read, policies with errors.
pub(crate) fn run(asked: &TestArguments, view: View) -> Result<Printed, Failure> {
    let policies = Policies::load(&asked.files)?;
    if asked.format == Format::Json {
        return Ok(exported(&policies));
    }
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

/// All tests for programs; none is run if the policies have errors.
#[derive(Serialize, Debug)]
struct Tests {
    schema: &'static str,
    policies: Complaints,
    tests: usize,
    failed: usize,
    trials: Vec<Tried>,
}

/// One test.
#[derive(Serialize, Debug)]
struct Tried {
    title: String,
    #[serde(flatten)]
    place: Option<Range>,
    holds: bool,
    unmet: Vec<Found>,
}

/// One expectation that does not hold.
#[derive(Serialize, Debug)]
struct Found {
    #[serde(flatten)]
    place: Option<Range>,
    found: Both,
}

fn exported(policies: &Policies) -> Printed {
    let is_usable = policies.checked.is_usable();
    let trials = if is_usable { trial::run(&policies.checked.program) } else { Vec::new() };
    let place = |span| Range::of(span, &policies.sources);
    let found = |unmet: &Unmet| Found { place: place(unmet.span), found: Both::from(&unmet.found) };
    let tried = |trial: &Trial| Tried {
        title: trial.title.clone(),
        place: place(trial.span),
        holds: trial.failures.is_empty(),
        unmet: trial.failures.iter().map(found).collect(),
    };
    let tests = Tests {
        schema: "ansinh-tests-1",
        policies: Complaints::of(&policies.checked.diagnostics, &policies.sources),
        tests: trials.len(),
        failed: trials.iter().filter(|trial| !trial.failures.is_empty()).count(),
        trials: trials.iter().map(tried).collect(),
    };
    Printed { is_wrong: !is_usable || tests.failed > 0, text: plain::json(&tests) }
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
