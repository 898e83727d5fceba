//! From a draft to what is to be said about it: complaints, and what became of its tests.
//!
//! Receives the text as it stands in the browser; hands on plain types, with places counted as the browser counts.
//! The draft takes the place of one file of the law; the tests beside that file are its tests.

use ansinh_engine::check::{Checked, check};
use ansinh_engine::trial::{self, Trial};
use ansinh_grammar::diagnostic::Label;
use ansinh_grammar::{Diagnostic, FileId, SourceFile, Span};

use super::{catalogue, law, words};
use crate::message::{self, Drafted, Place, Reply, TestResult};

/// What is to be said about a draft.
pub(super) fn reply(draft: &str) -> Reply {
    let (sources, checked) = checked(draft, |path| !law::is_test(path));
    let is_usable = checked.is_usable();
    Reply::Drafted(Drafted {
        diagnostics: diagnostics(draft, &sources, &checked.diagnostics),
        tests: if is_usable { test_results(draft) } else { Vec::new() },
        scenarios: if is_usable { own_scenarios(&sources, &checked) } else { Vec::new() },
    })
}

/// The law with a draft in the place of its file, and the files it was read from.
pub(super) fn checked(draft: &str, is_wanted: impl Fn(&str) -> bool) -> (Vec<SourceFile>, Checked) {
    let sources = law::sources(is_wanted, Some(draft));
    let checked = check(&sources);
    (sources, checked)
}

/// Complaints in the page's types.
pub(super) fn diagnostics(draft: &str, sources: &[SourceFile], found: &[Diagnostic]) -> Vec<message::Diagnostic> {
    // What is only to be noted about other files of the law is not about the draft.
    let is_of_draft = |found: &&Diagnostic| found.is_error() || is_draft(sources, found.primary.span.file);
    found
        .iter()
        .filter(is_of_draft)
        .map(|found| message::Diagnostic {
            is_error: found.is_error(),
            code: found.code.name.to_owned(),
            headline: words(&found.headline),
            places: std::iter::once(&found.primary)
                .chain(&found.labels)
                .filter_map(|label| place(draft, sources, label))
                .collect(),
            notes: found.notes.iter().map(words).collect(),
            help: found.help.as_ref().map(words),
        })
        .collect()
}

fn place(draft: &str, sources: &[SourceFile], label: &Label) -> Option<Place> {
    let Span { file, start, end } = label.span;
    let source = sources.get(file.0)?;
    let position = source.position(start);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Some(Place {
        line: number(position.line),
        column: number(position.column),
        start: browser_offset(draft, source, start),
        end: browser_offset(draft, source, end),
        label: words(&label.text),
        elsewhere: (source.path() != law::DRAFT).then(|| source.path().to_owned()),
    })
}

/// Where a byte of the normalised text stands in the text as typed, in UTF-16 units.
///
/// Both have the same lines. Within a line letters are counted without combining marks, which normal form C may join
/// to the letter before them.
fn browser_offset(typed: &str, source: &SourceFile, byte: usize) -> u32 {
    let before = source.text().get(..byte).unwrap_or(source.text());
    let line = before.bytes().filter(|byte| *byte == b'\n').count();
    let n_letters =
        before.chars().rev().take_while(|letter| *letter != '\n').filter(|letter| !is_mark(*letter)).count();
    let mut units = 0;
    let mut line_now = 0;
    let mut letters_now = 0;
    for letter in typed.chars() {
        let is_there = line_now == line && letters_now == n_letters && !is_mark(letter);
        if is_there || line_now > line {
            break;
        }
        units += letter.len_utf16();
        if letter == '\n' {
            line_now += 1;
            letters_now = 0;
        } else if !is_mark(letter) {
            letters_now += 1;
        }
    }
    u32::try_from(units).unwrap_or(u32::MAX)
}

const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\r')
}

/// The plans that the draft itself holds.
fn own_scenarios(sources: &[SourceFile], checked: &Checked) -> Vec<message::Scenario> {
    let own: Vec<&str> = checked
        .program
        .scenarios
        .iter()
        .filter(|scenario| is_draft(sources, scenario.naming.span.file))
        .map(|scenario| scenario.naming.name.as_str())
        .collect();
    catalogue::scenarios(&checked.program, law::DRAFT_OF)
        .into_iter()
        .filter(|scenario| own.contains(&scenario.name.as_str()))
        .collect()
}

fn is_draft(sources: &[SourceFile], file: FileId) -> bool {
    sources.get(file.0).is_some_and(|source| source.path() == law::DRAFT)
}

/// What became of the tests in the draft and in the files beside it.
fn test_results(draft: &str) -> Vec<TestResult> {
    let (sources, checked) = checked(draft, |path| !law::is_test(path) || law::is_test_of_draft(path));
    if let Some(fault) = checked.diagnostics.iter().find(|found| found.is_error()) {
        let path = sources.get(fault.primary.span.file.0).map_or("", SourceFile::path);
        return vec![TestResult { name: path.to_owned(), is_passed: false, message: words(&fault.headline) }];
    }
    let of_draft = |file: FileId| {
        sources.get(file.0).is_some_and(|source| source.path() == law::DRAFT || law::is_test_of_draft(source.path()))
    };
    checked
        .program
        .tests
        .iter()
        .filter(|test| of_draft(test.span.file))
        .map(|test| result(&trial::run_one(&checked.program, test)))
        .collect()
}

fn result(trial: &Trial) -> TestResult {
    TestResult {
        name: trial.title.clone(),
        is_passed: trial.failures.is_empty(),
        message: trial.failures.first().map(|failure| words(&failure.found)).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests;
