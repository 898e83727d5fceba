//! The printed forms that cases compare.
//!
//! Receives files, trees and complaints; hands on texts, the same bytes for the same input.
//! It leaves out what a reader of a case does not need.

use ansinh_engine::trial::{Failure, PropertyTrial, Verdict};
use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{SourceFile, Span, Text, tree};

use crate::shape;

/// The complaints: code, place and headline, first in English, then in Vietnamese.
#[must_use]
pub fn diagnostics(found: &[Diagnostic], sources: &[SourceFile]) -> String {
    let mut text = String::new();
    for diagnostic in found {
        let place = place(diagnostic.primary.span, sources);
        let Text { vi, en } = &diagnostic.headline;
        text.push_str(&format!("{} {place} {en}\n", diagnostic.code.id));
        text.push_str(&format!("{} {vi}\n", " ".repeat(diagnostic.code.id.len() + 1 + place.chars().count())));
    }
    text
}

/// The complaints, each with its notes and its remedy.
#[must_use]
pub fn diagnostics_with_notes(found: &[Diagnostic], sources: &[SourceFile]) -> String {
    let mut text = String::new();
    for diagnostic in found {
        text.push_str(&diagnostics(std::slice::from_ref(diagnostic), sources));
        for note in &diagnostic.notes {
            text.push_str(&both("note", note));
        }
        text.push_str(&diagnostic.help.as_ref().map_or_else(String::new, |help| both("help", help)));
    }
    text
}

/// The complaints with what is said at their places, their notes, their remedies and the changes that make them.
#[must_use]
pub fn diagnostics_with_remedies(found: &[Diagnostic], sources: &[SourceFile]) -> String {
    let mut text = String::new();
    for diagnostic in found {
        text.push_str(&diagnostics(std::slice::from_ref(diagnostic), sources));
        text.push_str(&both("there", &diagnostic.primary.text));
        for note in &diagnostic.notes {
            text.push_str(&both("note", note));
        }
        text.push_str(&diagnostic.help.as_ref().map_or_else(String::new, |help| both("help", help)));
        for edit in &diagnostic.edits {
            let old = sources.get(edit.span.file.0).map_or("", |source| source.slice(edit.span));
            text.push_str(&format!("  edit  `{old}` -> `{}`\n", edit.text));
        }
    }
    text
}

/// The complaints with everything they say.
#[must_use]
pub fn diagnostics_in_full(found: &[Diagnostic], sources: &[SourceFile]) -> String {
    let mut text = String::new();
    for diagnostic in found {
        let (code, at) = (diagnostic.code, place(diagnostic.primary.span, sources));
        text.push_str(&format!("{} {} {at}\n", code.id, code.name));
        let slice =
            sources.get(diagnostic.primary.span.file.0).map_or("", |source| source.slice(diagnostic.primary.span));
        text.push_str(&format!("  at    {slice:?}\n"));
        text.push_str(&both("says", &diagnostic.headline));
        text.push_str(&both("there", &diagnostic.primary.text));
        for label in &diagnostic.labels {
            text.push_str(&format!("  other {}\n", place(label.span, sources)));
            text.push_str(&both("there", &label.text));
        }
        for note in &diagnostic.notes {
            text.push_str(&both("note", note));
        }
        if let Some(help) = &diagnostic.help {
            text.push_str(&both("help", help));
        }
        for edit in &diagnostic.edits {
            text.push_str(&format!("  edit  {} {:?}\n", place(edit.span, sources), edit.text));
        }
    }
    text
}

/// What became of a property: how it was tried, or what speaks against it, with a counterexample as a test.
#[must_use]
pub fn property(trial: &PropertyTrial, sources: &[SourceFile]) -> String {
    let PropertyTrial { name, samples, met, days, .. } = trial;
    let Some(complaint) = &trial.complaint else {
        return format!("{name}: no counterexample in {samples} samples on {days} days, {met} of them it is about\n");
    };
    let mut text = diagnostics_with_notes(std::slice::from_ref(complaint), sources);
    if let Verdict::Refuted(found) = &trial.verdict {
        text.push_str(&found.test);
    }
    text
}

/// What is said of an expectation that does not hold.
#[must_use]
pub fn failure(failure: &Failure, sources: &[SourceFile]) -> String {
    let mut text = format!("{} on {}\n", place(failure.span, sources), failure.on);
    text.push_str(&both("wants", &failure.expected));
    text.push_str(&both("found", &failure.found));
    for value in &failure.values {
        text.push_str(&both("for", &value.in_words()));
    }
    text
}

fn both(word: &str, text: &Text) -> String {
    if text.en.is_empty() && text.vi.is_empty() {
        return String::new();
    }
    format!("  {word:<5} {}\n        {}\n", text.en, text.vi)
}

/// Line and column; the file's name before it where it is not the first.
fn place(span: Span, sources: &[SourceFile]) -> String {
    let Some(source) = sources.get(span.file.0) else {
        return "?".to_owned();
    };
    let position = source.position(span.start);
    let file = if span.file.0 == 0 { String::new() } else { format!("{}:", source.path()) };
    format!("{file}{}:{}", position.line, position.column)
}

/// The tree of a file: its declarations one after the other, without places.
#[must_use]
pub fn tree(file: &tree::File) -> String {
    let mut text = String::new();
    if let Some(module) = &file.module {
        text.push_str(&format!("module {}\n", module.name.joined()));
    }
    for used in &file.uses {
        let short = used.short.as_ref().map_or(String::new(), |short| format!(" as {}", short.text));
        text.push_str(&format!("use {}{short}\n", used.module.joined()));
    }
    for declaration in &file.declarations {
        let shape = shape::read(&format!("{declaration:?}")).trimmed();
        text.push_str(&shape.map_or(String::new(), |shape| unwrapped(shape).printed(0)));
        text.push('\n');
    }
    for broken in &file.broken {
        text.push_str(&format!("broken {}\n", broken.text));
    }
    text
}

/// A declaration without the variant around it.
fn unwrapped(shape: shape::Shape) -> shape::Shape {
    match shape {
        shape::Shape::Parts(_, mut parts) if parts.len() == 1 => parts.remove(0),
        other => other,
    }
}
