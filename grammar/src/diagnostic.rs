//! Complaints about a policy: data, not drawing.
//!
//! Receives places and texts; hands on one value that a terminal, a page or an editor can show.
//! It knows no screen and no rule of the language.

use crate::language::Text;
use crate::span::Span;

/// The stable number and name of a kind of complaint.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Code {
    /// The number, `E0301`: errors begin with E, warnings with W.
    pub id: &'static str,
    /// What is wrong, in kebab-case words.
    pub name: &'static str,
    /// What is said at the main place where the complaint says nothing of its own, in Vietnamese and English.
    place: (&'static str, &'static str),
}

/// A code's number and what is said at the main place of its complaints, in Vietnamese and English.
pub type Place = (&'static str, &'static str, &'static str);

impl Code {
    /// A code with the words for its place from a table.
    #[must_use]
    pub const fn new(id: &'static str, name: &'static str, places: &[Place]) -> Self {
        let mut at = 0;
        while at < places.len() {
            let (of, vi, en) = places[at];
            if is_same(of.as_bytes(), id.as_bytes()) {
                return Self { id, name, place: (vi, en) };
            }
            at += 1;
        }
        Self { id, name, place: ("", "") }
    }
}

/// Whether two numbers of codes are the same; texts cannot be compared where constants are made.
const fn is_same(left: &[u8], right: &[u8]) -> bool {
    let mut at = 0;
    while at < left.len() && at < right.len() && left[at] == right[at] {
        at += 1;
    }
    at == left.len() && at == right.len()
}

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Severity {
    /// The policy cannot be used.
    Error,
    /// The policy can be used; a person should look.
    Warning,
}

/// A place and what is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is at that place, in few words.
    pub text: Text,
}

/// A change of the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What is taken out; an empty place if something is only put in.
    pub span: Span,
    /// What is put there.
    pub text: String,
}

/// One complaint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Its kind.
    pub code: Code,
    /// What is wrong, in one line.
    pub headline: Text,
    /// Where.
    pub primary: Label,
    /// Further places that explain it.
    pub labels: Vec<Label>,
    /// Why it is wrong; what the law says.
    pub notes: Vec<Text>,
    /// One remedy, only when it is probably right.
    pub help: Option<Text>,
    /// The remedy as changes that a program may make, all of them together; nothing if a person must decide.
    pub edits: Vec<Edit>,
}

impl Diagnostic {
    /// A complaint at a place.
    #[must_use]
    pub fn new(code: Code, span: Span, headline: Text) -> Self {
        let primary = Label { span, text: Text::new(code.place.0, code.place.1) };
        Self { code, headline, primary, labels: Vec::new(), notes: Vec::new(), help: None, edits: Vec::new() }
    }

    /// Says what is at the place.
    #[must_use]
    pub fn saying(mut self, text: Text) -> Self {
        self.primary.text = text;
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn label(mut self, span: Span, text: Text) -> Self {
        self.labels.push(Label { span, text });
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, text: Text) -> Self {
        self.notes.push(text);
        self
    }

    /// Offers a remedy.
    #[must_use]
    pub fn help(mut self, text: Text) -> Self {
        self.help = Some(text);
        self
    }

    /// Offers a change of the text that makes the remedy.
    #[must_use]
    pub fn edit(mut self, span: Span, text: impl Into<String>) -> Self {
        self.edits.push(Edit { span, text: text.into() });
        self
    }

    /// Whether it stops the policy from being used: codes say so by their first letter.
    #[must_use]
    pub fn severity(&self) -> Severity {
        if self.code.id.starts_with('W') { Severity::Warning } else { Severity::Error }
    }

    /// Whether it is an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }
}

/// Puts complaints in the order in which a reader meets the places.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.primary.span, diagnostic.code));
}
