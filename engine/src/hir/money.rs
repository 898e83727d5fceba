//! Checked funds, budgets and indicators.
//!
//! Data only: figures are exact and as the document prints them. It measures nothing.

use ansinh_grammar::Span;

use super::{Citation, Days, EntityId, Expr, FundId, Naming, Type};
use crate::value::{Comparison, Decimal};

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

/// Where money comes from.
#[derive(Clone, Debug)]
pub struct Fund {
    /// Name, label, notes.
    pub naming: Naming,
    /// At what level it is raised; nothing where that is not said.
    pub level: Option<FundLevel>,
    /// Where it is laid down.
    pub citations: Vec<Citation>,
}

/// Which funds pay a benefit on some days.
#[derive(Clone, Debug)]
pub struct Funding {
    /// The days.
    pub days: Days,
    /// The funds and the part that each pays; together one.
    pub shares: Vec<(FundId, Decimal)>,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// The budget of a plan, as the document prints it.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Name, label, notes.
    pub naming: Naming,
    /// How many of the currency one unit of the figures is.
    pub scale: Decimal,
    /// The days it is for.
    pub period: Days,
    /// The funds that the columns are of.
    pub columns: Vec<FundId>,
    /// The lines.
    pub rows: Vec<BudgetRow>,
    /// The totals that the document states; nothing where it states none.
    pub totals: Option<BudgetRow>,
    /// Where it comes from.
    pub citations: Vec<Citation>,
}

/// One line of a budget.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BudgetRow {
    /// Its name, and as the label what the document calls it; empty for the totals.
    pub naming: Naming,
    /// A figure by column; nothing where the document leaves the cell empty.
    pub figures: Vec<Option<Decimal>>,
    /// The total that the document states.
    pub total: Option<Decimal>,
}

/// What is measured to see whether a plan comes true.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Name, label, notes.
    pub naming: Naming,
    /// Its type.
    pub value_type: Type,
    /// How it is measured on a population; nothing where no fact tells it.
    pub measure: Option<Measure>,
    /// What is to be reached, in order of the days.
    pub targets: Vec<Target>,
    /// Where it comes from.
    pub citations: Vec<Citation>,
}

/// How many of a population meet a condition, or which part of some.
#[derive(Clone, Debug)]
pub struct Measure {
    /// What is counted.
    pub entity: EntityId,
    /// Which of them; all where there is no condition.
    pub condition: Option<Expr>,
    /// Among which of them.
    pub among: Option<Expr>,
    /// Whether it is the part of those among which it is counted.
    pub is_share: bool,
}

/// What is to be reached in some time.
#[derive(Clone, Debug)]
pub struct Target {
    /// The days.
    pub days: Days,
    /// How the figure must compare with the bound.
    pub comparison: Comparison,
    /// The bound.
    pub bound: Decimal,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// Where.
    pub span: Span,
}
