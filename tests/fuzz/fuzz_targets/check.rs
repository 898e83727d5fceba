//! Any law over known people is checked, lowered and tested: complaints or answers, never a panic.
//!
//! Receives bytes; puts them after a module with people and facts, so that names resolve and deeper code is reached.

#![no_main]

use ansinh_engine::value::Date;
use ansinh_engine::{check, lower, trial};
use ansinh_grammar::SourceFile;
use libfuzzer_sys::fuzz_target;

const SMALL: &str = include_str!("../../cases/small.law");
const HEAD: &str = "module fuzz\nuse small\n";

fuzz_target!(|bytes: &[u8]| {
    let text = format!("{HEAD}{}", String::from_utf8_lossy(bytes));
    let sources = [SourceFile::new("fuzz.law", &text), SourceFile::new("small.law", SMALL)];
    let checked = check::check(&sources);
    for found in &checked.diagnostics {
        let source = &sources[found.primary.span.file.0];
        assert!(source.text().get(found.primary.span.range()).is_some(), "{:?}", found.primary.span);
    }
    if !checked.is_usable() {
        return;
    }
    let Some(day) = Date::parse("2024-07-01") else { return };
    let scenarios = checked.program.scenarios.iter().map(|found| Some(found.naming.name.clone()));
    for scenario in std::iter::once(None).chain(scenarios).take(3) {
        let world = lower::World { scenario, ..lower::World::default() };
        if let Ok(plan) = lower::lower(&checked.program, &world, day) {
            let _ = plan.to_string();
        }
    }
    let _ = trial::run(&checked.program);
});
