//! Checked expressions and their types.
//!
//! Data only: every name is an id, every expression has a type. It knows no day and no value of a fact.

use ansinh_grammar::Span;

use super::{BenefitId, CategoryId, DefinitionId, EnumerationId, InputId, LinkId, ParameterId};
use crate::value::{Comparison, Policy, Rounding, Value};

/// To what period an amount belongs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Per {
    /// A one-off amount.
    Once,
    /// An amount per month.
    Month,
    /// An amount per year.
    Year,
}

/// The type of a value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Type {
    /// Yes or no.
    YesNo,
    /// A whole number.
    Integer,
    /// A plain number.
    Decimal,
    /// A plain number shown as a percentage.
    Percent,
    /// An amount of money.
    Money(Per),
    /// A date.
    Date,
    /// A duration in months; years are twelve.
    Duration,
    /// A value of an enumeration.
    Choice(EnumerationId),
}

/// A checked expression.
#[derive(Clone, PartialEq, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its type.
    pub value_type: Type,
    /// Where it was written.
    pub span: Span,
}

/// The kinds of checked expression. Each is about one thing, its subject.
#[derive(Clone, PartialEq, Debug)]
pub enum ExprKind {
    /// A constant.
    Constant(Value),
    /// The day on which the law is applied.
    AssessmentDate,
    /// A fact of the subject.
    Input(InputId),
    /// A parameter.
    Parameter(ParameterId),
    /// A derived value of the subject.
    Definition(DefinitionId),
    /// Whether the subject qualifies for one of these categories.
    Qualifies(Vec<CategoryId>),
    /// Whether the subject qualifies for any category of a benefit.
    QualifiesForBenefit(BenefitId),
    /// The expression about the one thing a link leads to.
    Follow(LinkId, Box<Expr>),
    /// Not.
    Not(Box<Expr>),
    /// All of them.
    AllOf(Vec<Expr>),
    /// Any of them.
    AnyOf(Vec<Expr>),
    /// A comparison of two values of one type.
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// Whether a choice is one of these.
    OneOf(Box<Expr>, Vec<u16>),
    /// A sum.
    Add(Box<Expr>, Box<Expr>),
    /// A difference.
    Subtract(Box<Expr>, Box<Expr>),
    /// A product.
    Multiply(Box<Expr>, Box<Expr>),
    /// Rounding to a multiple of a positive constant.
    Round(Rounding, Box<Expr>, Value),
    /// Completed months between two dates, or completed years as a multiple of twelve months.
    Elapsed {
        /// Whether only whole years count.
        is_years: bool,
        /// From this date.
        from: Box<Expr>,
        /// To this date.
        to: Box<Expr>,
    },
    /// How many things a link leads to that meet a condition about them.
    Count(LinkId, Option<Box<Expr>>),
    /// Several values made one.
    Several(Policy, Vec<Expr>),
}
