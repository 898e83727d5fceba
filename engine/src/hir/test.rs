//! Checked tests.
//!
//! Data only: every name is an id. It evaluates nothing.

use ansinh_grammar::Span;

use super::{BenefitId, CategoryId, Citation, DefinitionId, Expr, Further, InputId, Law, ParameterId};
use crate::value::{Date, Facts, Value};

/// A test: facts and what must follow.
#[derive(Clone, Debug)]
pub struct Test {
    /// What it shows.
    pub title: String,
    /// Where.
    pub span: Span,
    /// The module it stands in: the amendments of what that module uses are its law.
    pub module: usize,
    /// The days; the test must hold on each.
    pub on: Vec<Date>,
    /// Up to which day the law is known; the latest where it is not said.
    pub known_on: Option<Date>,
    /// Under which law.
    pub law: Law,
    /// The facts.
    pub facts: Facts,
    /// The expectations.
    pub expects: Vec<Expect>,
}

/// What an expectation looks at.
#[derive(Clone, PartialEq, Debug)]
pub enum Subject {
    /// A parameter, read of a thing where that matters.
    Parameter(ParameterId, Option<usize>),
    /// A definition of a thing.
    Definition(DefinitionId, usize),
    /// An input of a thing.
    Input(InputId, usize),
    /// A benefit of a thing: its amount.
    Benefit(BenefitId, usize),
    /// Whether a thing qualifies for a benefit at all.
    QualifiesForBenefit(BenefitId, usize),
    /// Whether a thing qualifies for one of these categories.
    Qualifies(Vec<CategoryId>, usize),
    /// Anything that can be computed of a thing.
    Computed(Box<Computed>),
}

/// An expression about a thing of a test, and perhaps about others beside it.
#[derive(Clone, PartialEq, Debug)]
pub struct Computed {
    /// The expression.
    pub expr: Expr,
    /// The thing; nothing where it is about none.
    pub thing: Option<usize>,
    /// The others that it names, each with its position in the test.
    pub others: Vec<(Further, usize)>,
    /// The laws under which it looks at something, besides the test's own.
    pub laws: Vec<Law>,
}

/// One expectation.
#[derive(Clone, Debug)]
pub struct Expect {
    /// What is looked at.
    pub subject: Subject,
    /// Another law for this expectation.
    pub under: Option<Law>,
    /// What is expected.
    pub expected: Expected,
    /// Where.
    pub span: Span,
}

/// What is expected of a subject.
#[derive(Clone, PartialEq, Debug)]
pub enum Expected {
    /// It certainly compares so with this value.
    Compares(crate::value::Comparison, Value),
    /// It certainly compares so with what another thing comes to.
    ComparesWith(crate::value::Comparison, Box<Computed>),
    /// It cannot be told, and these facts of things are needed.
    Unknown(Vec<(InputId, usize)>),
    /// Exactly these values are possible.
    Among(Vec<Value>),
    /// It rests on this place.
    Cites(Citation),
    /// Evaluation fails with this code.
    Error(String),
}
