//! What is said to take nothing away takes nothing away.
//!
//! Receives small scenarios that add, and others that may not; holds the proof against each, and what is proven of the
//! embedded scenarios against random households.

use ansinh_engine::explain::{self, Answer};
use ansinh_engine::hir::{Program, ScenarioId};
use ansinh_engine::value::{Date, Decimal};
use ansinh_engine::{check, lower};
use ansinh_grammar::SourceFile;
use ansinh_tests::random::Random;
use ansinh_tests::{draw, files, law};

/// A benefit with two categories, an exception that looks at none of them, and a benefit that goes with it.
const LAW: &str = "module case

use small

parameter share: decimal
  from 2020-01-01: 0.5
    source LAW article 3

define counted of person: decimal
  is 2.0 when age >= 80 years
    source LAW article 3
  is 1.0 otherwise
    source LAW article 3

benefit allowance of person: money VND per month
  source LAW article 4
  category c
    source LAW article 5
    when disabled
    gives rate
  category d
    source LAW article 5
    when pension
    gives rate * share
  combine highest of all
    source LAW article 9
  exception old
    when age >= 90 years
    combine sum of all
      source LAW article 9

benefit with_it of person: money VND per month
  source LAW article 4
  category w
    source LAW article 5
    when qualifies for allowance
    gives 1_000 VND per month

benefit other of person: money VND per month
  source LAW article 4
  category asked
    source LAW article 5
    when hiv
    gives rate
  category spoilt
    source LAW article 5
    when pension and not qualifies for asked
    gives rate
  combine highest of all
    source LAW article 9

benefit least of person: money VND per month
  source LAW article 4
  category low
    source LAW article 5
    when hiv
    gives rate
  category lower
    source LAW article 5
    when pension
    gives rate
  combine lowest of all
    source LAW article 9

";

/// Changes, and whether they are proven to add only.
const CHANGES: [(&str, bool); 14] = [
    ("add category n into allowance\n    when hiv\n    gives rate * counted", true),
    ("widen condition of c with hiv", true),
    ("widen condition of allowance with hiv", true),
    ("add category n into allowance\n    when hiv\n    gives rate when disabled\n    gives rate * 2 otherwise", true),
    ("add category n into allowance\n    when hiv\n    gives rate - 700_000 VND per month", false),
    ("add category n into allowance\n    when hiv\n    gives rate when disabled\n    gives rate * 2", false),
    ("widen condition of asked with disabled", false),
    ("add category n into least\n    when hiv\n    gives rate", false),
    ("widen condition of low with disabled", false),
    ("narrow condition of c with hiv", false),
    ("remove c", false),
    ("replace amount of c with rate * 2", false),
    ("set share from 2020-01-01: 0.8", false),
    ("add into allowance exception e\n    when hiv\n    combine sum of all", false),
];

#[test]
fn what_is_proven_and_what_is_not_known() {
    for (change, is_proven) in CHANGES {
        let text = format!("{LAW}scenario plan\n  source LAW article 10\n  from 2020-01-01\n  {change}\n");
        let small = SourceFile::new("small.law", &files::text(law::SMALL).expect("the little law is there"));
        let checked = check::check(&[SourceFile::new("case.law", &text), small]);
        let wrong: Vec<&str> = checked
            .diagnostics
            .iter()
            .filter(|found| found.is_error())
            .map(|found| found.headline.en.as_str())
            .collect();
        assert_eq!(wrong, Vec::<&str>::new(), "{change}");
        let proof = checked.program.can_only_add(ScenarioId(0));
        assert_eq!(proof.is_ok(), is_proven, "{change}: {proof:?}");
    }
}

fn amounts(program: &Program, household: &draw::Drawn, scenario: Option<&str>, on: Date) -> Vec<Decimal> {
    let plan = lower::lower(program, &law::world(scenario), on).expect("the law has a plan");
    let facts = household.facts(program);
    let findings = (0..household.persons.len())
        .flat_map(|person| explain::explain(&plan, &facts, person + 1).expect("the facts suit the law"));
    let amount = |answer: Answer| match answer {
        Answer::Certain(amount) => amount,
        other => panic!("{other:?}"),
    };
    findings.map(|finding| amount(finding.amount)).collect()
}

#[test]
fn nobody_loses_by_an_embedded_scenario_of_which_it_is_proven() {
    let program = law::embedded();
    let mut random = Random::new(2017);
    let mut n_proven = 0;
    for (idx, scenario) in program.scenarios.iter().enumerate() {
        if program.can_only_add(ScenarioId(idx)).is_err() {
            continue;
        }
        n_proven += 1;
        for on in ["2021-07-01", "2024-07-01", "2026-01-01"].into_iter().filter_map(Date::parse) {
            for _ in 0..40 {
                let household = draw::household(&mut random, program, on);
                let before = amounts(program, &household, None, on);
                let after = amounts(program, &household, Some(&scenario.naming.name), on);
                assert!(before.iter().zip(&after).all(|(before, after)| before <= after), "{before:?} {after:?}");
            }
        }
    }
    assert!(n_proven > 0, "nothing is proven of any scenario");
}
