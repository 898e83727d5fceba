//! Funds, budgets and indicators in the syntax tree.
//!
//! Data only, as written: figures keep their digits. It knows no types and adds nothing up.

use super::{Dated, Expr, Meta, Name, QualifiedName, Quantity, Scale, Validity, ValueType};
use crate::span::Span;

/// Where money comes from.
#[derive(Clone, PartialEq, Debug)]
pub struct Fund {
    /// Its name.
    pub name: Name,
    /// Label, sources, notes.
    pub meta: Meta,
    /// At what level it is raised; said more than once is a mistake.
    pub levels: Vec<(FundLevel, Span)>,
}

/// At what level a fund is raised.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FundLevel {
    /// By the central budget.
    Central,
    /// By a local budget.
    Local,
    /// From people and organisations.
    Mobilised,
}

/// Which funds pay a benefit.
#[derive(Clone, PartialEq, Debug)]
pub struct FundedBy {
    /// The funds and their shares.
    pub shares: Vec<Share>,
    /// Sources, days, notes.
    pub dated: Dated,
    /// Where.
    pub span: Span,
}

/// What one fund pays of a benefit.
#[derive(Clone, PartialEq, Debug)]
pub struct Share {
    /// The fund.
    pub fund: QualifiedName,
    /// How much, in per cent.
    pub share: Quantity,
}

/// The budget of a plan: lines of work by funds, as the document prints it.
#[derive(Clone, PartialEq, Debug)]
pub struct Budget {
    /// Its name.
    pub name: Name,
    /// Label, sources, notes.
    pub meta: Meta,
    /// What the figures are counted in.
    pub scale: Option<Scale>,
    /// The currency.
    pub currency: Name,
    /// The first and the last day, as written; said more than once is a mistake.
    pub periods: Vec<Validity>,
    /// The funds that the columns are of.
    pub columns: Vec<Name>,
    /// Where the column of totals has its heading.
    pub total_column: Option<Span>,
    /// The rows.
    pub rows: Vec<BudgetRow>,
}

/// One row of a budget.
#[derive(Clone, PartialEq, Debug)]
pub struct BudgetRow {
    /// The line's name; nothing for the row of totals.
    pub name: Option<Name>,
    /// What the document calls it.
    pub title: Option<String>,
    /// The figures.
    pub cells: Vec<BudgetCell>,
    /// Where.
    pub span: Span,
}

/// One figure of a budget.
#[derive(Clone, PartialEq, Debug)]
pub struct BudgetCell {
    /// Its digits, with `_` removed; nothing where the document leaves the cell empty.
    pub figure: Option<String>,
    /// Where.
    pub span: Span,
}

/// What is measured to see whether a plan comes true.
#[derive(Clone, PartialEq, Debug)]
pub struct Indicator {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub value_type: ValueType,
    /// Label, sources, notes.
    pub meta: Meta,
    /// How it is measured; said more than once is a mistake.
    pub measures: Vec<Measure>,
    /// What is to be reached.
    pub targets: Vec<Target>,
}

/// How many things of a population meet a condition, or which part of some.
#[derive(Clone, PartialEq, Debug)]
pub struct Measure {
    /// The name of one thing.
    pub variable: Name,
    /// The entity that is counted.
    pub entity: Name,
    /// Which are counted; all where nothing is said.
    pub condition: Option<Expr>,
    /// Among which; nothing for a plain count.
    pub among: Option<Expr>,
    /// Where.
    pub span: Span,
}

/// How a figure is held against a target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TargetKind {
    /// `at least`
    AtLeast,
    /// `at most`
    AtMost,
    /// `exactly`
    Exactly,
    /// `more than`
    MoreThan,
    /// `less than`
    LessThan,
}

/// What is to be reached in some time.
#[derive(Clone, PartialEq, Debug)]
pub struct Target {
    /// The days.
    pub validity: Validity,
    /// How the figure is held against the bound.
    pub kind: TargetKind,
    /// The bound.
    pub bound: Quantity,
    /// Sources and notes.
    pub dated: Dated,
    /// Where.
    pub span: Span,
}
