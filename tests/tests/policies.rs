//! The law that is embedded: its only findings are about a document, and its own tests hold.
//!
//! Receives the policies; fails with the complaints and the expectations that were not met.

use std::collections::BTreeSet;

use ansinh_engine::analyse::{self, Depth};
use ansinh_engine::value::{Date, Decimal};
use ansinh_engine::{check, lower, trial};
use ansinh_grammar::SourceFile;
use ansinh_tests::{law, printed};

/// How many tests the policies bring; it may only grow.
const N_TESTS: usize = 888;

/// The only findings: three totals that a printed budget states and its figures do not make. The figures are those
/// of Decision 1556/QĐ-UBND of 2013 of Cà Mau, section VI of the plan.
const FINDINGS: [&str; 3] = [
    "W1001 line `cơ_sở_dữ_liệu`: the document states 75_000_000 VND, the figures add up to 80_000_000, 5_000_000 more",
    "W1001 column `ngân_sách_địa_phương`: the document states 565_000_000 VND, the figures add up to 655_000_000, 90_000_000 more",
    "W1001 column `total`: the document states 1_045_000_000 VND, the figures add up to 1_130_000_000, 85_000_000 more",
];

#[test]
fn the_law_checks_with_the_three_findings_about_a_document() {
    let sources = law::policies();
    let found = check::check(&sources).diagnostics;
    let said: Vec<String> = found.iter().map(|found| format!("{} {}", found.code.id, found.headline.en)).collect();
    assert_eq!(said, FINDINGS, "{}", printed::diagnostics(&found, &sources));
    let path = |found: &ansinh_grammar::Diagnostic| sources.get(found.primary.span.file.0).map(SourceFile::path);
    assert!(found.iter().all(|found| path(found) == Some("ca_mau/plan_52.law")));
}

/// The budget of the four projects adds up to what the plan states: 143,900 million.
#[test]
fn the_budget_of_the_programme_adds_up() {
    let budget = law::embedded().budgets.iter().find(|budget| budget.naming.name == "phát_triển_hệ_thống");
    let budget = budget.expect("the programme has a budget");
    let stated = budget.totals.as_ref().and_then(|totals| totals.total).expect("the plan states a total");
    let lines = budget.rows.iter().flat_map(|row| row.figures.iter().flatten());
    let sum = lines.fold(Decimal::ZERO, |sum, figure| sum + figure);
    assert_eq!((sum, stated), (Decimal::from(143_900), Decimal::from(143_900)));
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

/// Every month from June 2007 to 2026, under current law and every scenario.
#[test]
fn the_law_has_a_plan_on_every_month() {
    let program = law::embedded();
    let scenarios = program.scenarios.iter().map(|scenario| Some(scenario.naming.name.as_str()));
    for scenario in scenarios.chain([None]) {
        for month in 2007 * 12 + 5..2027 * 12 {
            let Some(day) = Date::new(month / 12, month % 12 + 1, 1) else { continue };
            let found = lower::lower(program, &law::world(scenario), day).err().unwrap_or_default();
            assert!(found.is_empty(), "{day} {scenario:?}: {}", printed::diagnostics(&found, &law::policies()));
        }
    }
}
