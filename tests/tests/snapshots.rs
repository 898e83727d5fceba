//! Printed forms of large things: the plan of the monthly allowance, and all that is said about a bad file.
//!
//! Receives the embedded law and one case; compares with the snapshots beside this file.

use ansinh_engine::hir::{BenefitId, Subject};
use ansinh_engine::lower;
use ansinh_engine::value::Date;
use ansinh_grammar::{FileId, SourceFile, parse};
use ansinh_tests::case::Case;
use ansinh_tests::{files, law, printed};

/// The plan of the monthly allowance alone.
fn allowance_on(day: &str) -> String {
    let program = law::embedded();
    let position = program.benefits.iter().position(|benefit| benefit.naming.name == "monthly_allowance");
    let (Some(position), Some(day)) = (position, Date::parse(day)) else {
        return String::new();
    };
    let subject = Subject::Benefit(BenefitId(position), 0);
    match lower::lower_subjects(program, &law::world(None), day, &[subject]) {
        Ok(plan) => plan.to_string(),
        Err(found) => printed::diagnostics(&found, &law::policies()),
    }
}

#[test]
fn the_plan_under_the_decree_of_2013() {
    insta::assert_snapshot!(allowance_on("2016-12-01"));
}

#[test]
fn the_plan_on_the_first_day_of_the_decree_of_2021() {
    insta::assert_snapshot!(allowance_on("2021-07-01"));
}

#[test]
fn the_plan_with_the_rate_of_2024() {
    insta::assert_snapshot!(allowance_on("2024-07-01"));
}

#[test]
fn all_that_is_said_about_many_mistakes() {
    let path = "tests/cases/syntax/recovery_seven_mistakes.md";
    let case = Case::read(path, &files::text(path).unwrap_or_default());
    let text = case.map(|case| case.blocks.iter().take(1).map(|block| block.text.clone()).collect::<String>());
    let source = SourceFile::new("bad.law", &text.unwrap_or_default());
    let found = parse(FileId(0), &source).diagnostics;
    insta::assert_snapshot!(printed::diagnostics_in_full(&found, &[source]));
}
