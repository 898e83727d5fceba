//! What an instrument says of its own articles, and how a benefit is asked for.
//!
//! Data only, checked. It knows no day of assessment.

use ansinh_grammar::{Span, Text};

use super::{Citation, Days};

/// A place in the instrument that it belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The steps into it: a level's token and its label.
    pub parts: Vec<(&'static str, String)>,
    /// Where it is named.
    pub span: Span,
}

impl Place {
    /// Whether a citation names this place, or one inside of it.
    #[must_use]
    pub fn holds(&self, parts: &[(&'static str, String)]) -> bool {
        parts.starts_with(&self.parts)
    }
}

/// Why no rule states a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum StandingKind {
    /// It leaves the decision to an office.
    Discretionary,
    /// It says nothing that anybody is paid by.
    OutOfScope,
    /// Its text was not seen.
    NotSeen,
}

/// What became of a place that no rule states.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Why.
    pub kind: StandingKind,
    /// The place.
    pub place: Place,
    /// The reason; empty where a text was not seen and nothing more is known.
    pub reason: Text,
}

/// What is doubtful about an instrument, or about a place in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Doubt {
    /// The place; nothing for the whole.
    pub place: Option<Place>,
    /// The days of the answers that it is about.
    pub days: Days,
    /// The doubt, for whoever gets an answer that rests on it.
    pub text: Text,
}

/// How somebody gets a benefit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Procedure {
    /// Its days.
    pub days: Days,
    /// Where to go; nothing where that is not known.
    pub apply_at: Option<Text>,
    /// The papers to bring, besides those that prove the facts.
    pub bring: Vec<Text>,
    /// In how many working days there must be an answer; nothing where that is not known.
    pub working_days: Option<u32>,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// Remarks.
    pub notes: Vec<Text>,
    /// Where.
    pub span: Span,
}
