//! Checked properties.
//!
//! Data only: promises about every thing of an entity on every day of a span. It draws nobody and evaluates nothing.

use ansinh_grammar::{Language, Span};

use super::{Citation, Days, EntityId, Expr, Further, Law, Naming};
use crate::value::Date;

/// A promise about every thing of an entity.
#[derive(Clone, Debug)]
pub struct Property {
    /// Name, label, notes.
    pub naming: Naming,
    /// Its number among all properties that are written, those with mistakes too.
    pub number: usize,
    /// The module it stands in: the amendments of what that module uses are its law.
    pub module: usize,
    /// The language it is written in.
    pub language: Language,
    /// Whom it speaks of.
    pub entity: EntityId,
    /// What one of them is called in it.
    pub variable: String,
    /// Further things, each another one than those before it.
    pub others: Vec<Further>,
    /// On which days it is promised.
    pub days: Days,
    /// Up to which day the law is known; the latest where it is not said.
    pub known_on: Option<Date>,
    /// For which of them; for all where there is none.
    pub condition: Option<Expr>,
    /// What always holds.
    pub claim: Expr,
    /// The claim as it is written.
    pub text: String,
    /// The laws under which it looks at something, besides its own.
    pub laws: Vec<Law>,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// Where it stands.
    pub span: Span,
}
