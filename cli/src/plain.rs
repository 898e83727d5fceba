//! Plain types for programs: texts, places and complaints as JSON.
//!
//! Receives the engine's types; hands on types that serialise. It decides nothing.

use ansinh_grammar::{Diagnostic, Edit, Label, Severity, SourceFile, Span, Text};
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

/// A position in the text in normal form C with `\n` line ends.
#[derive(Serialize, Debug)]
struct At {
    /// Counted from 1.
    line: usize,
    /// In characters, counted from 1.
    column: usize,
    /// The column in units of UTF-16, counted from 0, as editors do.
    utf16: usize,
    /// The byte of the text in UTF-8, counted from 0.
    byte: usize,
}

/// A place in a file: its first position and the one after its last.
#[derive(Serialize, Debug)]
pub(crate) struct Range {
    file: String,
    start: At,
    end: At,
}

impl Range {
    /// The place of a span; nothing for a span in no file.
    pub(crate) fn of(span: Span, sources: &[SourceFile]) -> Option<Self> {
        let source = sources.get(span.file.0)?;
        let at = |byte: usize| {
            let position = source.position(byte);
            At { line: position.line, column: position.column, utf16: source.utf16_column(byte), byte }
        };
        Some(Self { file: source.path().to_owned(), start: at(span.start), end: at(span.end) })
    }
}

/// A place and what is there.
#[derive(Serialize, Debug)]
struct Place {
    #[serde(flatten)]
    range: Range,
    text: Both,
}

impl Place {
    fn of(label: &Label, sources: &[SourceFile]) -> Option<Self> {
        Some(Self { range: Range::of(label.span, sources)?, text: Both::from(&label.text) })
    }
}

/// A change of the text.
#[derive(Serialize, Debug)]
struct Change {
    #[serde(flatten)]
    range: Range,
    replacement: String,
}

/// A complaint.
#[derive(Serialize, Debug)]
pub(crate) struct Complaint {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    headline: Both,
    /// The file where it could not be read; else it is said with the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(flatten)]
    place: Option<Place>,
    labels: Vec<Place>,
    notes: Vec<Both>,
    help: Option<Both>,
    edits: Vec<Change>,
}

impl Complaint {
    /// A diagnostic with the paths of its files.
    fn of(diagnostic: &Diagnostic, sources: &[SourceFile]) -> Self {
        let change =
            |edit: &Edit| Some(Change { range: Range::of(edit.span, sources)?, replacement: edit.text.clone() });
        Self {
            code: diagnostic.code.id,
            name: diagnostic.code.name,
            severity: match diagnostic.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            headline: Both::from(&diagnostic.headline),
            file: None,
            place: Place::of(&diagnostic.primary, sources),
            labels: diagnostic.labels.iter().filter_map(|label| Place::of(label, sources)).collect(),
            notes: all(&diagnostic.notes),
            help: diagnostic.help.as_ref().map(Both::from),
            edits: diagnostic.edits.iter().filter_map(change).collect(),
        }
    }
}

/// All complaints about some files.
#[derive(Serialize, Debug)]
pub(crate) struct Complaints {
    schema: &'static str,
    files: usize,
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Complaint>,
}

impl Complaints {
    /// Files that cannot be read as text: each with its path, where it is known, and what is wrong.
    pub(crate) fn of_files(wrong: &[(Option<String>, Text)]) -> Self {
        let one = |(path, text): &(Option<String>, Text)| Complaint {
            code: "file",
            name: "unreadable-file",
            severity: "error",
            headline: Both::from(text),
            file: path.clone(),
            place: None,
            labels: Vec::new(),
            notes: Vec::new(),
            help: None,
            edits: Vec::new(),
        };
        let diagnostics: Vec<Complaint> = wrong.iter().map(one).collect();
        let errors = diagnostics.len();
        Self { schema: "ansinh-diagnostics-1", files: errors, errors, warnings: 0, diagnostics }
    }

    /// Diagnostics with the files they are about.
    pub(crate) fn of(diagnostics: &[Diagnostic], sources: &[SourceFile]) -> Self {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
        Self {
            schema: "ansinh-diagnostics-1",
            files: sources.len(),
            errors,
            warnings: diagnostics.len() - errors,
            diagnostics: diagnostics.iter().map(|diagnostic| Complaint::of(diagnostic, sources)).collect(),
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
