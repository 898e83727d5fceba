//! Runs the tests and tries the properties that are written in policies.
//!
//! Receives a checked program; lowers what each expectation looks at, evaluates it, and hands on what did not hold,
//! with the place. It knows no file and no screen.

mod because;
mod days;
mod domain;
mod draw;
mod expectation;
mod further;
mod property;
mod random;
mod shrink;
mod told;
mod written;

pub use because::{Because, Ground};
pub use property::{Counterexample, PropertyTrial, Sampling, Verdict, run_properties, run_property};
pub use random::Random;

use ansinh_grammar::{Span, Text};

use crate::hir::{Program, Test};
use crate::value::Date;

/// What became of one test.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What the test shows.
    pub title: String,
    /// Where it stands.
    pub span: Span,
    /// What did not hold; nothing when the test passes.
    pub failures: Vec<Failure>,
}

/// One expectation that did not hold.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The expectation.
    pub span: Span,
    /// The day.
    pub on: Date,
    /// What was expected.
    pub expected: Text,
    /// What was found instead.
    pub found: Text,
    /// What was looked at, with the clauses that make it so.
    pub values: Vec<Because>,
}

/// Runs every test of a program, in order.
#[must_use]
pub fn run(program: &Program) -> Vec<Trial> {
    program.tests.iter().map(|test| run_one(program, test)).collect()
}

/// Runs one test.
#[must_use]
pub fn run_one(program: &Program, test: &Test) -> Trial {
    let mut failures = Vec::new();
    for on in &test.on {
        for expect in &test.expects {
            failures.extend(expectation::unmet(program, test, *on, expect));
        }
    }
    Trial { title: test.title.clone(), span: test.span, failures }
}
