//! Expressions of the syntax tree.
//!
//! Data only: operators, literals and names as written. It knows no types and no values.

use super::{Name, QualifiedName};
use crate::span::Span;

/// An expression with its place.
#[derive(Clone, PartialEq, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

/// The kinds of expression.
#[derive(Clone, PartialEq, Debug)]
pub enum ExprKind {
    /// `yes` or `no`.
    YesNo(bool),
    /// A date, its spelling checked later.
    Date(String),
    /// A number with its scale and unit.
    Quantity(Quantity),
    /// A name.
    Path(Path),
    /// The day on which the law is applied.
    AssessmentDate,
    /// `not E`.
    Not(Box<Expr>),
    /// `-E`.
    Negate(Box<Expr>),
    /// Two operands.
    Binary(BinaryOperator, Box<Expr>, Box<Expr>),
    /// `all of (...)`.
    AllOf(Vec<Expr>),
    /// `any of (...)`.
    AnyOf(Vec<Expr>),
    /// `E in ...`.
    In(Box<Expr>, Box<Membership>),
    /// `E rounded ... to Q`.
    Rounded(Box<Expr>, RoundingMode, Quantity),
    /// `some x in L where E` or `every x in L satisfies E`.
    Quantifier(Box<Quantifier>),
    /// `count of x in L where E`; without a condition, all are counted.
    Count(Name, Path, Option<Box<Expr>>),
    /// `highest of ...`.
    Aggregate(Aggregate),
    /// `full years from A to B`.
    Elapsed(TimeUnit, Box<Expr>, Box<Expr>),
    /// `if C then A else B`.
    If(Box<Conditional>),
    /// `E is present`, or `E is absent` if false.
    Presence(Box<Expr>, bool),
    /// `first day of month of D`, or the last if true.
    MonthEdge(bool, Box<Expr>),
    /// `qualifies for C of p under W`.
    Qualifies(Path),
}

/// Operators between two operands, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BinaryOperator {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

impl BinaryOperator {
    /// Whether it compares two values.
    #[must_use]
    pub const fn is_comparison(self) -> bool {
        !matches!(self, Self::Or | Self::And | Self::Add | Self::Subtract | Self::Multiply | Self::Divide)
    }

    /// The comparison of a symbol.
    #[must_use]
    pub fn comparison(symbol: &str) -> Option<Self> {
        Some(match symbol {
            "=" => Self::Equal,
            "!=" => Self::NotEqual,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterOrEqual,
            _ => return None,
        })
    }
}

/// What a value is tested to lie in.
#[derive(Clone, PartialEq, Debug)]
pub enum Membership {
    /// A range.
    Range(Box<Range>),
    /// A list.
    Set(Vec<Bound>),
}

/// A range and which of its ends belong to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Range {
    /// The lower end.
    pub low: Bound,
    /// Whether the lower end is excluded (`over`).
    pub is_over: bool,
    /// The upper end.
    pub high: Bound,
    /// Whether the upper end is excluded (`to under`).
    pub is_under: bool,
}

/// A value without conditions, kept as an expression.
pub type Bound = Expr;

/// How to round.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RoundingMode {
    /// Towards minus infinity.
    Down,
    /// Towards plus infinity.
    Up,
    /// To the nearest; a half goes up.
    Nearest,
}

/// A number with its scale and unit, as written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quantity {
    /// The digits, with `_` removed.
    pub number: String,
    /// The scale word.
    pub scale: Option<Scale>,
    /// Whether `%` follows.
    pub is_percent: bool,
    /// A unit of time standing alone.
    pub time: Option<TimeUnit>,
    /// A currency or another declared unit.
    pub currency: Option<Name>,
    /// `per month`, `per year` or `per day` after the currency.
    pub per: Option<TimeUnit>,
    /// Where.
    pub span: Span,
}

/// Scale words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scale {
    /// 1,000.
    Thousand,
    /// 1,000,000.
    Million,
    /// 1,000,000,000.
    Billion,
}

/// Units of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TimeUnit {
    /// Years.
    Years,
    /// Months.
    Months,
    /// Days.
    Days,
}

/// `some` or `every`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QuantifierKind {
    /// At least one.
    Some,
    /// All, also of none.
    Every,
}

/// A condition on the members of a collection.
#[derive(Clone, PartialEq, Debug)]
pub struct Quantifier {
    /// Which.
    pub kind: QuantifierKind,
    /// The name of one member.
    pub variable: Name,
    /// The collection.
    pub collection: Path,
    /// The condition.
    pub condition: Expr,
}

/// How several values make one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Policy {
    /// All must agree.
    Only,
    /// The first in order.
    First,
    /// The highest.
    Highest,
    /// The lowest.
    Lowest,
    /// Their sum.
    Sum,
}

/// `highest of ...`.
#[derive(Clone, PartialEq, Debug)]
pub struct Aggregate {
    /// How.
    pub policy: Policy,
    /// Of what.
    pub target: AggregateTarget,
}

/// One value or another.
#[derive(Clone, PartialEq, Debug)]
pub struct Conditional {
    /// Which.
    pub condition: Expr,
    /// The value if it holds.
    pub then: Expr,
    /// The value if not.
    pub otherwise: Expr,
}

/// A value of each of a collection.
#[derive(Clone, PartialEq, Debug)]
pub struct Each {
    /// The value.
    pub value: Expr,
    /// The name of one member.
    pub variable: Name,
    /// The collection.
    pub collection: Path,
    /// Of which members.
    pub condition: Option<Expr>,
}

/// Of what an aggregate is taken.
#[derive(Clone, PartialEq, Debug)]
pub enum AggregateTarget {
    /// Expressions in brackets.
    List(Vec<Expr>),
    /// Every category of the benefit.
    All(Span),
    /// A group of categories.
    Group(QualifiedName),
    /// The members of a collection.
    Each(Box<Each>),
}

/// A name, whose it is and under which law.
#[derive(Clone, PartialEq, Debug)]
pub struct Path {
    /// The name.
    pub name: QualifiedName,
    /// Whose, from the inside out: `of household`.
    pub of: Vec<QualifiedName>,
    /// Under which law.
    pub under: Option<World>,
    /// Where.
    pub span: Span,
}

/// A world in which to evaluate.
#[derive(Clone, PartialEq, Debug)]
pub enum World {
    /// The law without any scenario.
    CurrentLaw(Span),
    /// A scenario.
    Scenario(QualifiedName),
}
