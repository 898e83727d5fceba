//! Plain types for programs: texts, places and complaints as JSON.
//!
//! Receives the engine's types; hands on types that serialise. It decides nothing.

use ansinh_grammar::span::Position;
use ansinh_grammar::{Diagnostic, Label, Severity, SourceFile, Text};
use serde::Serialize;

/// A text in both languages.
#[derive(Serialize, Debug)]
pub(crate) struct Both {
    vi: String,
    en: String,
}

impl From<&Text> for Both {
    fn from(text: &Text) -> Self {
        Self { vi: text.vi.clone(), en: text.en.clone() }
    }
}

/// Several texts in both languages.
pub(crate) fn all(texts: &[Text]) -> Vec<Both> {
    texts.iter().map(Both::from).collect()
}

/// A position, both counted from 1, the column in characters.
#[derive(Serialize, Debug)]
struct At {
    line: usize,
    column: usize,
}

impl From<Position> for At {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}

/// A place and what is there.
#[derive(Serialize, Debug)]
struct Place {
    file: String,
    start: At,
    end: At,
    text: Both,
}

impl Place {
    fn of(label: &Label, sources: &[SourceFile]) -> Option<Self> {
        let source = sources.get(label.span.file.0)?;
        Some(Self {
            file: source.path().to_owned(),
            start: source.position(label.span.start).into(),
            end: source.position(label.span.end).into(),
            text: Both::from(&label.text),
        })
    }
}

/// A complaint.
#[derive(Serialize, Debug)]
pub(crate) struct Complaint {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    headline: Both,
    #[serde(flatten)]
    place: Option<Place>,
    labels: Vec<Place>,
    notes: Vec<Both>,
    help: Option<Both>,
}

impl Complaint {
    /// A diagnostic with the paths of its files.
    pub(crate) fn of(diagnostic: &Diagnostic, sources: &[SourceFile]) -> Self {
        Self {
            code: diagnostic.code.id,
            name: diagnostic.code.name,
            severity: match diagnostic.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            headline: Both::from(&diagnostic.headline),
            place: Place::of(&diagnostic.primary, sources),
            labels: diagnostic.labels.iter().filter_map(|label| Place::of(label, sources)).collect(),
            notes: all(&diagnostic.notes),
            help: diagnostic.help.as_ref().map(Both::from),
        }
    }
}

/// A value as JSON, with a line end.
pub(crate) fn json(value: &impl Serialize) -> String {
    // Plain types with text keys always serialise.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
