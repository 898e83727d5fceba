//! What an instrument says of its own articles, and how a benefit is asked for.
//!
//! Data only, as written. It knows no rule and no day.

use super::{CitePart, Dated, Name, Validity, WrittenText};
use crate::span::Span;

/// A place in the instrument that is being declared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The steps into it.
    pub parts: Vec<CitePart>,
    /// Where.
    pub span: Span,
}

/// The articles that an instrument has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Articles {
    /// The first, as written.
    pub first: Name,
    /// The last, as written.
    pub last: Name,
}

/// Why no rule states a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StandingKind {
    /// It says nothing that anybody is paid by.
    OutOfScope,
    /// It leaves the decision to an office.
    Discretionary,
    /// Its text was not seen.
    NotSeen,
}

/// What became of places that no rule states.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Why.
    pub kind: StandingKind,
    /// The places.
    pub places: Vec<Place>,
    /// The reason; only of a text that was not seen it may be left out.
    pub reason: Option<WrittenText>,
}

/// What is doubtful about an instrument, or about places in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Uncertain {
    /// The places; none means the whole.
    pub places: Vec<Place>,
    /// The days; all where none are said.
    pub validity: Option<Validity>,
    /// The doubt.
    pub text: WrittenText,
}

/// How somebody gets a benefit.
#[derive(Clone, PartialEq, Debug)]
pub struct Procedure {
    /// Where to go.
    pub apply_at: Option<WrittenText>,
    /// The papers to bring.
    pub bring: Vec<WrittenText>,
    /// In how many working days there must be an answer, as written.
    pub answered: Option<Name>,
    /// Sources, days, notes.
    pub dated: Dated,
    /// Where.
    pub span: Span,
}
