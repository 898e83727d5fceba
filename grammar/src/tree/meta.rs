//! What may be said of any declaration: names, labels, notes, sources and days.
//!
//! Data only. It knows no kind of declaration.

use super::{Name, QualifiedName, WrittenText};
use crate::language::Language;
use crate::span::Span;

/// A name in the other language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alias {
    /// The language.
    pub language: Language,
    /// The name.
    pub name: Name,
}

/// The items that say what a thing is called and where it comes from.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Meta {
    /// Names in the other language.
    pub aliases: Vec<Alias>,
    /// The label.
    pub label: Option<WrittenText>,
    /// Remarks.
    pub notes: Vec<WrittenText>,
    /// Provisions it rests on.
    pub sources: Vec<Source>,
    /// The question for a fact.
    pub ask: Option<WrittenText>,
    /// Help with answering.
    pub help: Option<WrittenText>,
    /// The paper that proves a fact.
    pub evidence: Option<WrittenText>,
    /// Who gets the money where it is not the one entitled.
    pub payee: Option<WrittenText>,
    /// Whether a fact is sensitive.
    pub is_sensitive: bool,
}

/// Citations with the wording relied on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// The places.
    pub citations: Vec<Citation>,
    /// The wording.
    pub quote: Option<String>,
    /// What is doubtful about what is taken from them.
    pub doubts: Vec<WrittenText>,
}

/// One place in one instrument.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Citation {
    /// The instrument; absent in a table row that names only the place.
    pub instrument: Option<QualifiedName>,
    /// The steps into it.
    pub parts: Vec<CitePart>,
    /// Where.
    pub span: Span,
}

/// One step: a level's token (`article`) and its label (`5`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CitePart {
    /// The token of the level's keyword.
    pub level: &'static str,
    /// The label.
    pub label: String,
}

/// The days on which something holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Validity {
    /// The first day, as written.
    pub from: Name,
    /// The last day, as written.
    pub to: Option<Name>,
    /// Where.
    pub span: Span,
}

/// Items that may follow a clause.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Dated {
    /// Provisions.
    pub sources: Vec<Source>,
    /// Days.
    pub validity: Option<Validity>,
    /// Remarks.
    pub notes: Vec<WrittenText>,
}
