//! Checked expressions and their types.
//!
//! Data only: every name is an id, every expression has a type. It knows no day and no value of a fact.

use ansinh_grammar::Span;

use super::unit::{Base, Dimension, Per};
use super::{BenefitId, CategoryId, DefinitionId, EnumerationId, InputId, Law, LinkId, ParameterId};
use crate::value::{Comparison, Policy, Rounding, Value};

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
    /// An amount of money, in the first currency of the program.
    Money(Per),
    /// A date.
    Date,
    /// A duration in months; years are twelve.
    Duration,
    /// A number in any other unit: days, goods, another currency, a price.
    Quantity(Dimension),
    /// A value of an enumeration.
    Choice(EnumerationId),
}

impl Type {
    /// The unit of a number; nothing for what is no number.
    #[must_use]
    pub fn dimension(self) -> Option<Dimension> {
        match self {
            Self::Integer | Self::Decimal | Self::Percent => Some(Dimension::PLAIN),
            Self::Money(per) => Some(Dimension::of_per(Base::Currency, per)),
            Self::Duration => Some(Dimension::of(Base::Month)),
            Self::Quantity(measure) => Some(measure),
            Self::YesNo | Self::Date | Self::Choice(_) => None,
        }
    }

    /// The type of numbers in a unit.
    #[must_use]
    pub fn of_dimension(measure: Dimension) -> Self {
        let amounts = [Per::Once, Per::Month, Per::Year, Per::Day];
        if measure == Dimension::PLAIN {
            return Self::Decimal;
        }
        if measure == Dimension::of(Base::Month) {
            return Self::Duration;
        }
        let amount = amounts.into_iter().find(|per| Dimension::of_per(Base::Currency, *per) == measure);
        amount.map_or(Self::Quantity(measure), Self::Money)
    }

    /// Whether its values are numbers.
    #[must_use]
    pub const fn is_number(self) -> bool {
        !matches!(self, Self::YesNo | Self::Date | Self::Choice(_))
    }
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
    /// What the subject is given by a benefit; only in promises and expectations, no rule builds on it.
    Benefit(BenefitId),
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
    /// A quotient.
    Divide(Box<Expr>, Box<Expr>),
    /// One value or another.
    If(Box<Conditional>),
    /// The first day of a date's month, or the last if true.
    MonthEdge(bool, Box<Expr>),
    /// Days from one date to another.
    ElapsedDays(Box<Expr>, Box<Expr>),
    /// A value of each of the things that a link leads to, made one.
    Each(Policy, LinkId, Box<Each>),
    /// Whether there is a value.
    IsPresent(Box<Expr>),
    /// A value that may be missing, where one is needed: a fault without it.
    Required(Box<Expr>),
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

/// A condition and the values with and without it.
#[derive(Clone, PartialEq, Debug)]
pub struct Conditional {
    /// The condition.
    pub condition: Expr,
    /// The value if it holds.
    pub then: Expr,
    /// The value if not.
    pub otherwise: Expr,
}

/// A value of one of several things.
#[derive(Clone, PartialEq, Debug)]
pub struct Each {
    /// The value.
    pub value: Expr,
    /// Of which things; of all where there is none.
    pub condition: Option<Expr>,
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
            | ExprKind::Benefit(_)
            | ExprKind::Count(_, None) => Vec::new(),
            ExprKind::Under(_, inner)
            | ExprKind::Follow(_, inner)
            | ExprKind::Not(inner)
            | ExprKind::OneOf(inner, _)
            | ExprKind::MonthEdge(_, inner)
            | ExprKind::IsPresent(inner)
            | ExprKind::Required(inner)
            | ExprKind::Round(_, inner, _)
            | ExprKind::Count(_, Some(inner)) => vec![inner.as_ref()],
            ExprKind::If(parts) => vec![&parts.condition, &parts.then, &parts.otherwise],
            ExprKind::Each(_, _, each) => each.condition.iter().chain([&each.value]).collect(),
            ExprKind::AllOf(parts) | ExprKind::AnyOf(parts) | ExprKind::Several(_, parts) => parts.iter().collect(),
            ExprKind::Compare(_, left, right)
            | ExprKind::Add(left, right)
            | ExprKind::Subtract(left, right)
            | ExprKind::Multiply(left, right)
            | ExprKind::Divide(left, right)
            | ExprKind::ElapsedDays(left, right)
            | ExprKind::Elapsed { from: left, to: right, .. } => vec![left.as_ref(), right.as_ref()],
        }
    }

    /// What a condition looks at: its largest parts that are no logic and no comparison, each once, from left to right.
    #[must_use]
    pub fn looked_at(&self) -> Vec<&Self> {
        let inside = match &self.kind {
            ExprKind::Constant(_) => Vec::new(),
            ExprKind::Not(_)
            | ExprKind::AllOf(_)
            | ExprKind::AnyOf(_)
            | ExprKind::Compare(..)
            | ExprKind::OneOf(..)
            | ExprKind::IsPresent(_)
            | ExprKind::Required(_) => self.parts(),
            _ => return vec![self],
        };
        let mut found: Vec<&Self> = Vec::new();
        for part in inside.into_iter().flat_map(Self::looked_at) {
            if !found.iter().any(|other| other.kind == part.kind) {
                found.push(part);
            }
        }
        found
    }

    /// Whether it asks if somebody is entitled to a benefit.
    #[must_use]
    pub fn asks_for_benefit(&self) -> bool {
        matches!(self.kind, ExprKind::QualifiesForBenefit(_)) || self.parts().into_iter().any(Self::asks_for_benefit)
    }
}
