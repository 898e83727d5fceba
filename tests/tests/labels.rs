//! A complaint says at its main place what is wrong there.
//!
//! Receives the laws of the cases and of the pages of the codes; fails with each complaint of reading, checking,
//! lowering or analysing whose main place has no label, in either language.

use std::collections::BTreeMap;

use ansinh_engine::analyse::{self, Depth};
use ansinh_engine::check;
use ansinh_engine::lower;
use ansinh_engine::value::Date;
use ansinh_grammar::Diagnostic;
use ansinh_tests::case::Case;
use ansinh_tests::{files, law};

/// Everything that is said about a case.
fn said(case: &Case) -> Vec<Diagnostic> {
    let checked = check::check(&law::sources(case));
    if !checked.is_usable() {
        return checked.diagnostics;
    }
    let mut found = analyse::analyse(&checked.program, Depth::Strict).diagnostics;
    for block in case.of_kind("diagnostics") {
        let Some(day) = block.argument(0).and_then(Date::parse) else { continue };
        found.extend(lower::lower(&checked.program, &law::world(block.argument(1)), day).err().unwrap_or_default());
    }
    found.extend(checked.diagnostics);
    found
}

#[test]
fn every_complaint_has_a_label_at_its_main_place() {
    let mut silent: BTreeMap<&str, String> = BTreeMap::new();
    for file in files::under("tests/cases") {
        let Ok(case) = Case::read(&file.path, &file.text) else { continue };
        for found in said(&case) {
            let label = &found.primary.text;
            // A question about a world or a module that is not there is about no place.
            let is_about_a_place = found.primary.span.end > found.primary.span.start || found.primary.span.start > 0;
            if is_about_a_place && (label.vi.is_empty() || label.en.is_empty()) {
                silent.insert(found.code.id, format!("{} {}: {}", found.code.id, file.path, found.headline.en));
            }
        }
    }
    let silent: Vec<String> = silent.into_values().collect();
    assert!(silent.is_empty(), "say with `.saying(...)` what is wrong at the main place:\n{}", silent.join("\n"));
}
