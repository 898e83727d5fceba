//! Tests and properties in the syntax tree.
//!
//! Data only, as written. It knows no types and no values.

use super::{Citation, Expr, Meta, Name, Path, Validity, World, WrittenText};
use crate::span::Span;

/// What facts that are not given are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rest {
    /// Unknown.
    Unknown,
    /// No, for yes/no facts.
    No,
}

/// Facts and what must follow.
#[derive(Clone, PartialEq, Debug)]
pub struct Test {
    /// What it shows.
    pub title: String,
    /// Where the title is.
    pub span: Span,
    /// The worlds; more than one is a mistake.
    pub under: Vec<World>,
    /// The days, as written.
    pub on: Vec<Name>,
    /// Up to which day the law is known, as written; more than one is a mistake.
    pub known_on: Vec<Name>,
    /// The things and their facts.
    pub given: Vec<Given>,
    /// What facts that are not given are, and where that is said; more than once is a mistake.
    pub rest: Vec<(Rest, Span)>,
    /// What must follow.
    pub expects: Vec<Expect>,
    /// Remarks.
    pub notes: Vec<WrittenText>,
}

/// One thing with its facts, or several with the same facts.
#[derive(Clone, PartialEq, Debug)]
pub struct Given {
    /// Their entity.
    pub entity: Name,
    /// Their names in the test.
    pub names: Vec<Name>,
    /// The thing whose facts they share unless they say otherwise.
    pub like: Option<Name>,
    /// The facts.
    pub facts: Vec<Fact>,
}

/// One fact.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    /// The input or link.
    pub name: Name,
    /// The value.
    pub value: FactValue,
}

/// The value of a fact.
#[derive(Clone, PartialEq, Debug)]
pub enum FactValue {
    /// A literal or a name.
    Bound(Expr),
    /// A date of which only a part is known, as written.
    PartialDate(Name),
    /// The things a link leads to.
    Members(Vec<Name>, Span),
}

/// One expectation.
#[derive(Clone, PartialEq, Debug)]
pub struct Expect {
    /// What is looked at.
    pub value: Expr,
    /// What is expected of it; nothing means that it is certainly so.
    pub tail: Option<ExpectTail>,
    /// Where.
    pub span: Span,
}

/// What is expected of a value.
#[derive(Clone, PartialEq, Debug)]
pub enum ExpectTail {
    /// It cannot be told, and these facts are needed.
    Unknown(Vec<Path>),
    /// It is one of these, and each is possible.
    Among(Vec<Expr>),
    /// It rests on this place.
    Cites(Citation),
    /// Evaluation fails because the law contradicts itself.
    Conflict,
    /// Evaluation fails with this code.
    Error(String, Span),
}

/// A promise about every thing on every day.
#[derive(Clone, PartialEq, Debug)]
pub struct Property {
    /// Its name.
    pub name: Name,
    /// Label, sources, notes.
    pub meta: Meta,
    /// The entity it speaks of.
    pub entity: Name,
    /// The name of one such thing.
    pub variable: Name,
    /// Further things: each is another one than those before it.
    pub others: Vec<Another>,
    /// The days; all where nothing is said.
    pub validity: Option<Validity>,
    /// For which of them.
    pub condition: Option<Expr>,
    /// Up to which day the law is known, as written; more than one is a mistake.
    pub known_on: Vec<Name>,
    /// What always holds.
    pub claim: Expr,
}

/// One more thing of a property.
#[derive(Clone, PartialEq, Debug)]
pub struct Another {
    /// What it is called.
    pub name: Name,
    /// The collection it is in; any other of the same entity where there is none.
    pub collection: Option<Path>,
}
