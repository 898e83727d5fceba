//! Checked expressions and their types.
//!
//! Data only: every name is an id, every expression has a type. It knows no day and no value of a fact.

use ansinh_grammar::Span;

use super::{BenefitId, CategoryId, DefinitionId, EnumerationId, InputId, Law, LinkId, ParameterId};
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
    /// The expression under another law.
    Under(Law, Box<Expr>),
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

impl Expr {
    /// The expressions directly inside.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        match &self.kind {
            ExprKind::Constant(_)
            | ExprKind::AssessmentDate
            | ExprKind::Input(_)
            | ExprKind::Parameter(_)
            | ExprKind::Definition(_)
            | ExprKind::Qualifies(_)
            | ExprKind::QualifiesForBenefit(_)
            | ExprKind::Count(_, None) => Vec::new(),
            ExprKind::Under(_, inner)
            | ExprKind::Follow(_, inner)
            | ExprKind::Not(inner)
            | ExprKind::OneOf(inner, _)
            | ExprKind::Round(_, inner, _)
            | ExprKind::Count(_, Some(inner)) => vec![inner.as_ref()],
            ExprKind::AllOf(parts) | ExprKind::AnyOf(parts) | ExprKind::Several(_, parts) => parts.iter().collect(),
            ExprKind::Compare(_, left, right)
            | ExprKind::Add(left, right)
            | ExprKind::Subtract(left, right)
            | ExprKind::Multiply(left, right)
            | ExprKind::Elapsed { from: left, to: right, .. } => vec![left.as_ref(), right.as_ref()],
        }
    }

    /// Whether it asks if somebody is entitled to a benefit.
    #[must_use]
    pub fn asks_for_benefit(&self) -> bool {
        matches!(self.kind, ExprKind::QualifiesForBenefit(_)) || self.parts().into_iter().any(Self::asks_for_benefit)
    }
}
