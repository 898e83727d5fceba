//! Tests and properties as JSON.
//!
//! Receives policies; hands on every test and every property with what became of it. It decides nothing.

use ansinh_engine::trial::{self, Because, Failure as Unmet, PropertyTrial, Sampling, Trial, Verdict};
use ansinh_grammar::SourceFile;
use serde::Serialize;

use crate::Printed;
use crate::plain::{self, Both, Complaints, Range};
use crate::policies::Policies;

/// All tests for programs; none is run if the policies have errors.
#[derive(Serialize, Debug)]
struct Tests {
    schema: &'static str,
    policies: Complaints,
    tests: usize,
    failed: usize,
    trials: Vec<Tried>,
    /// How many persons or households are drawn for each property, and from which seed.
    samples: usize,
    seed: u64,
    properties: Vec<Promised>,
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
    on: String,
    expected: Both,
    found: Both,
    values: Vec<Valued>,
}

/// One property.
#[derive(Serialize, Debug)]
struct Promised {
    name: String,
    label: Both,
    #[serde(flatten)]
    place: Option<Range>,
    /// `no_counterexample`, which proves nothing, `counterexample`, `untried` or `no_answer`.
    verdict: &'static str,
    samples: usize,
    met: usize,
    days: usize,
    complaints: Complaints,
    counterexample: Option<Counter>,
}

/// Somebody for whom a property does not hold.
#[derive(Serialize, Debug)]
struct Counter {
    on: String,
    values: Vec<Valued>,
    test: String,
}

/// A value and the clauses that make it so.
#[derive(Serialize, Debug)]
struct Valued {
    what: Both,
    value: Both,
    reasons: Vec<Grounded>,
}

/// One clause and its places in the law.
#[derive(Serialize, Debug)]
struct Grounded {
    text: Both,
    citations: Vec<Both>,
}

/// Everything that was tried, for programs.
pub(super) fn exported(policies: &Policies, sampling: Sampling) -> Printed {
    let is_usable = policies.checked.is_usable();
    let program = &policies.checked.program;
    let trials = if is_usable { trial::run(program) } else { Vec::new() };
    let properties = if is_usable { trial::run_properties(program, sampling) } else { Vec::new() };
    let sources = &policies.sources;
    let tests = Tests {
        schema: "ansinh-tests-2",
        policies: Complaints::of(&policies.checked.diagnostics, sources),
        tests: trials.len(),
        failed: trials.iter().filter(|trial| !trial.failures.is_empty()).count(),
        trials: trials.iter().map(|trial| tried(trial, sources)).collect(),
        samples: sampling.samples,
        seed: sampling.seed,
        properties: properties.iter().map(|property| promised(property, sources)).collect(),
    };
    let is_wrong = !is_usable || tests.failed > 0 || properties.iter().any(|property| !property.is_good());
    Printed { is_wrong, text: plain::json(&tests) }
}

fn tried(trial: &Trial, sources: &[SourceFile]) -> Tried {
    let place = |span| Range::of(span, sources);
    let found = |unmet: &Unmet| Found {
        place: place(unmet.span),
        on: unmet.on.to_string(),
        expected: Both::from(&unmet.expected),
        found: Both::from(&unmet.found),
        values: unmet.values.iter().map(valued).collect(),
    };
    Tried {
        title: trial.title.clone(),
        place: place(trial.span),
        holds: trial.failures.is_empty(),
        unmet: trial.failures.iter().map(found).collect(),
    }
}

fn promised(property: &PropertyTrial, sources: &[SourceFile]) -> Promised {
    let (verdict, counterexample) = match &property.verdict {
        Verdict::NoneFound => ("no_counterexample", None),
        Verdict::Untried => ("untried", None),
        Verdict::NoAnswer(_) => ("no_answer", None),
        Verdict::Refuted(found) => (
            "counterexample",
            Some(Counter {
                on: found.on.to_string(),
                values: found.values.iter().map(valued).collect(),
                test: found.test.clone(),
            }),
        ),
    };
    Promised {
        name: property.name.clone(),
        label: Both::from(&property.label),
        place: Range::of(property.span, sources),
        verdict,
        samples: property.samples,
        met: property.met,
        days: property.days,
        complaints: Complaints::of(property.complaint.as_slice(), sources),
        counterexample,
    }
}

fn valued(because: &Because) -> Valued {
    let grounded =
        |ground: &trial::Ground| Grounded { text: Both::from(&ground.text), citations: plain::all(&ground.citations) };
    Valued {
        what: Both::from(&because.what),
        value: Both::from(&because.value),
        reasons: because.reasons.iter().map(grounded).collect(),
    }
}
