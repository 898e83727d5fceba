//! The law that is embedded: it checks without a word, and its own tests hold.
//!
//! Receives the policies; fails with the complaints and the expectations that were not met.

use std::collections::BTreeSet;

use ansinh_engine::analyse::{self, Depth};
use ansinh_engine::value::Date;
use ansinh_engine::{check, lower, trial};
use ansinh_tests::{law, printed};

/// How many tests the policies bring; it may only grow.
const N_TESTS: usize = 266;

#[test]
fn the_law_checks_without_a_complaint() {
    let sources = law::policies();
    let found = check::check(&sources).diagnostics;
    assert!(found.is_empty(), "{}", printed::diagnostics(&found, &sources));
}

#[test]
fn the_law_has_one_answer_for_everybody() {
    let found = analyse::analyse(law::embedded(), Depth::Usual);
    assert!(found.diagnostics.is_empty(), "{}", printed::diagnostics(&found.diagnostics, &law::policies()));
    assert!(found.open.is_empty(), "{:?}", found.open);
}

#[test]
fn every_test_of_the_law_holds() {
    let trials = trial::run(law::embedded());
    let mut failed = Vec::new();
    for trial in &trials {
        failed.extend(trial.failures.iter().map(|failure| format!("{}: {}", trial.title, failure.found.en)));
    }
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(trials.len() >= N_TESTS, "{} tests are left of {N_TESTS}", trials.len());
}

#[test]
fn every_test_of_the_law_has_a_title_of_its_own() {
    let mut titles = BTreeSet::new();
    for test in &law::embedded().tests {
        assert!(titles.insert((test.span.file, &test.title)), "{}", test.title);
    }
}

/// Every month from 2015 to 2026, under current law and every scenario.
#[test]
fn the_law_has_a_plan_on_every_month() {
    let program = law::embedded();
    let scenarios = program.scenarios.iter().map(|scenario| Some(scenario.naming.name.as_str()));
    for scenario in scenarios.chain([None]) {
        for month in 2015 * 12..2027 * 12 {
            let Some(day) = Date::new(month / 12, month % 12 + 1, 1) else { continue };
            let found = lower::lower(program, &law::world(scenario), day).err().unwrap_or_default();
            assert!(found.is_empty(), "{day} {scenario:?}: {}", printed::diagnostics(&found, &law::policies()));
        }
    }
}
