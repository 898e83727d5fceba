//! Amendments and scenarios in the syntax tree: changes of the law, by name.
//!
//! Data only, as written. It knows no day and no order in which changes are applied.

use super::{Case, Category, Dated, DatedValue, DefineException, Exception, Expr, Meta, Name, QualifiedName, Validity};
use crate::span::Span;

/// Whether a change is law or a draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PatchKind {
    /// Law: an instrument enacts it.
    Amendment,
    /// A draft: it holds only when it is asked for.
    Scenario,
}

/// An amendment or a scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct Patch {
    /// Which of the two.
    pub kind: PatchKind,
    /// Its name.
    pub name: Name,
    /// Label, sources, notes.
    pub meta: Meta,
    /// The days of its changes where they say none.
    pub validity: Option<Validity>,
    /// The instrument that enacts it.
    pub by: Option<QualifiedName>,
    /// The module it changes.
    pub based_on: Option<QualifiedName>,
    /// The amendments and scenarios that go before it, in order.
    pub includes: Vec<QualifiedName>,
    /// For whom.
    pub scope: Option<Expr>,
    /// The changes, in order.
    pub edits: Vec<Edit>,
}

/// One change of one thing.
#[derive(Clone, PartialEq, Debug)]
pub struct Edit {
    /// The thing: a parameter, a benefit, a category, a definition.
    pub target: QualifiedName,
    /// What becomes of it.
    pub change: Change,
    /// Where.
    pub span: Span,
}

/// What becomes of a thing.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    /// A parameter gets another value.
    Set(Box<DatedValue>),
    /// A benefit gets one more category.
    AddCategory(Box<Category>),
    /// A benefit gets one more exception to its combination.
    AddException(Box<Exception>),
    /// A definition gets one more exception to its cases.
    AddDefineException(Box<DefineException>),
    /// It is no longer law.
    Remove(Dated),
    /// A definition gets other cases.
    ReplaceDefinition(Option<Validity>, Vec<Case>),
    /// Something is put in place of a part.
    Replace(Part, Box<Expr>, Dated),
    /// A condition gets another way to be met.
    Widen(Box<Expr>, Dated),
    /// A condition gets one more thing to meet.
    Narrow(Box<Expr>, Dated),
}

/// The part of a benefit or a category that is replaced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The condition.
    Condition,
    /// The amount.
    Amount,
    /// The way amounts combine.
    Combination,
}
