//! The language reference is true: its examples are one policy that checks and whose tests pass.
//!
//! Receives `grammar/LANGUAGE.md`; checks and runs its `law` blocks in order. It knows no construct.

use ansinh_engine::analyse::{self, Depth};
use ansinh_engine::{check, trial};
use ansinh_grammar::{Language, SourceFile};
use ansinh_tests::law;

/// The `law` blocks of the reference, one after the other.
fn policy() -> String {
    blocks("law")
}

/// The blocks of a kind, one after the other.
fn blocks(kind: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../grammar/LANGUAGE.md");
    let text = std::fs::read_to_string(path).expect("the language reference is there");
    let fence = format!("\n```{kind}\n");
    let blocks = text.split(&fence).skip(1).filter_map(|rest| rest.split("\n```").next());
    blocks.map(|block| format!("{block}\n\n")).collect()
}

#[test]
fn the_examples_of_the_reference_check_without_a_complaint() {
    let checked = check::check(&[SourceFile::new("grammar/LANGUAGE.md", &policy())]);
    let complaints: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|found| format!("{} {}", found.code.id, found.headline.get(Language::En)))
        .collect();
    assert_eq!(complaints, Vec::<String>::new());
}

#[test]
fn nothing_speaks_against_the_properties_of_the_reference() {
    let checked = check::check(&[SourceFile::new("grammar/LANGUAGE.md", &policy())]);
    let tried = trial::run_properties(&checked.program, trial::Sampling::default());
    assert!(!tried.is_empty(), "the reference has a property");
    for property in tried {
        assert!(property.is_good() && property.met > 0, "{property:?}");
    }
}

#[test]
fn the_tests_of_the_reference_pass() {
    let checked = check::check(&[SourceFile::new("grammar/LANGUAGE.md", &policy())]);
    let trials = trial::run(&checked.program);
    assert!(trials.len() >= 4, "{} tests", trials.len());
    for trial in trials {
        let found: Vec<&str> = trial.failures.iter().map(|failure| failure.found.get(Language::En)).collect();
        assert_eq!(found, Vec::<&str>::new(), "{}", trial.title);
    }
}

#[test]
fn the_walkthrough_is_a_policy_of_its_own() {
    let checked = check::check(&[SourceFile::new("grammar/LANGUAGE.md", &blocks("law walkthrough"))]);
    let people = analyse::analyse(&checked.program, Depth::Strict).diagnostics;
    let complaints: Vec<&str> =
        checked.diagnostics.iter().chain(&people).map(|found| found.headline.get(Language::Vi)).collect();
    assert_eq!(complaints, Vec::<&str>::new());
    let trials = trial::run(&checked.program);
    assert_eq!(trials.len(), 4);
    for trial in trials {
        let found: Vec<&str> = trial.failures.iter().map(|failure| failure.found.get(Language::Vi)).collect();
        assert_eq!(found, Vec::<&str>::new(), "{}", trial.title);
    }
}

#[test]
fn the_draft_stands_on_the_law_that_is_shipped() {
    let mut sources = law::policies();
    let shipped = sources.len();
    sources.push(SourceFile::new("grammar/LANGUAGE.md", &blocks("law draft")));
    let checked = check::check(&sources);
    let complaints: Vec<&str> = checked
        .diagnostics
        .iter()
        .filter(|found| found.primary.span.file.0 == shipped)
        .map(|found| found.headline.get(Language::Vi))
        .collect();
    assert_eq!(complaints, Vec::<&str>::new());
    let trials = trial::run(&checked.program);
    let own: Vec<_> = trials.iter().filter(|trial| trial.title.starts_with("mức chỉ có khi có kịch bản")).collect();
    assert_eq!(own.len(), 1);
    for trial in own {
        let found: Vec<&str> = trial.failures.iter().map(|failure| failure.found.get(Language::Vi)).collect();
        assert_eq!(found, Vec::<&str>::new(), "{}", trial.title);
    }
}
