//! Benefits as written: conditions, categories, groups and exceptions.
//!
//! Data only: a line of documentation above each field. It knows no types.

use super::{Case, Dated, Expr, FundedBy, Meta, Name, Tail, Validity, ValueType};
use crate::span::Span;

/// A condition with its items.
#[derive(Clone, PartialEq, Debug)]
pub struct When {
    /// The condition.
    pub condition: Expr,
    /// Sources, days, notes.
    pub dated: Dated,
    /// Where.
    pub span: Span,
}

/// An amount under a guard.
pub type Gives = Case;

/// An entitlement.
#[derive(Clone, PartialEq, Debug)]
pub struct Benefit {
    /// Its name.
    pub name: Name,
    /// Of which entity.
    pub owner: Name,
    /// Its type.
    pub value_type: ValueType,
    /// Label, sources, notes.
    pub meta: Meta,
    /// Days.
    pub validity: Option<Validity>,
    /// Conditions for every category.
    pub conditions: Vec<When>,
    /// The categories.
    pub categories: Vec<Category>,
    /// Named groups of categories.
    pub groups: Vec<Group>,
    /// How amounts combine.
    pub combine: Option<Combine>,
    /// Other combinations for some people.
    pub exceptions: Vec<Exception>,
    /// Which funds pay, and how much of it.
    pub funding: Vec<FundedBy>,
    /// The months paid and the rounding.
    pub tail: Tail,
}

/// A group of people and what each is given.
#[derive(Clone, PartialEq, Debug)]
pub struct Category {
    /// Its name.
    pub name: Name,
    /// Label, sources, notes.
    pub meta: Meta,
    /// Days.
    pub validity: Option<Validity>,
    /// Conditions, all of which must hold.
    pub conditions: Vec<When>,
    /// Amounts.
    pub amounts: Vec<Gives>,
    /// The months paid, where they differ from the benefit's.
    pub tail: Tail,
}

/// A named group of categories.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    /// Its name.
    pub name: Name,
    /// Categories or groups.
    pub members: Vec<Name>,
    /// Label and notes.
    pub meta: Meta,
}

/// How amounts of categories make one.
#[derive(Clone, PartialEq, Debug)]
pub struct Combine {
    /// The combination.
    pub value: Expr,
    /// Sources, days, notes.
    pub dated: Dated,
}

/// Another combination for some people.
#[derive(Clone, PartialEq, Debug)]
pub struct Exception {
    /// Its name.
    pub name: Name,
    /// The exception that gives way where both apply.
    pub overrides: Option<Name>,
    /// Label and notes.
    pub meta: Meta,
    /// For whom.
    pub condition: When,
    /// The combination.
    pub combine: Combine,
}
