//! Benefits of a plan: their categories, the months paid and how amounts are rounded.
//!
//! Data only. Everything is said by columns of the plan. It knows no person.

use ansinh_grammar::{Span, Text};

use super::{Citation, ColumnId, EntityId, Unit};
use crate::value::{StartMonth, StopMonth, TestDay};

/// A benefit and the columns that make it.
#[derive(Clone, Debug)]
pub struct Benefit {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// Remarks.
    pub notes: Vec<Text>,
    /// Of which entity.
    pub entity: EntityId,
    /// The unit of its amount.
    pub unit: Unit,
    /// Whether it is in force on the day.
    pub is_in_force: bool,
    /// The amount.
    pub amount: ColumnId,
    /// Whether any category applies.
    pub qualifies: ColumnId,
    /// The categories in force.
    pub categories: Vec<Category>,
    /// Who gets the money where it is not the one entitled.
    pub payee: Option<Text>,
    /// Where it comes from as a whole.
    pub sources: Vec<Citation>,
    /// How amounts combine, for a reader.
    pub combination: Text,
    /// Where that comes from.
    pub citations: Vec<Citation>,
    /// Exceptions in force.
    pub exceptions: Vec<Exception>,
}

/// A category and the columns that make it.
#[derive(Clone, Debug)]
pub struct Category {
    /// Its name.
    pub name: String,
    /// Its name in each language.
    pub called: Text,
    /// Its label.
    pub label: Text,
    /// Remarks.
    pub notes: Vec<Text>,
    /// Whether a scenario adds it.
    pub is_of_scenario: bool,
    /// Whether it applies; in the plan of a month, whether it is paid if no other takes its place.
    pub qualifies: ColumnId,
    /// Whether it applies; in the plan of a month, whether somebody is entitled in that month.
    pub entitled: ColumnId,
    /// Its amount where it applies.
    pub amount: ColumnId,
    /// Whether its amount is what is paid, or a part of it.
    pub paid: ColumnId,
    /// Where it is declared.
    pub span: Span,
    /// Its conditions.
    pub conditions: Vec<Condition>,
    /// Where the amount comes from.
    pub citations: Vec<Citation>,
    /// The amounts that it may give, each for a reader.
    pub amounts: Vec<Amount>,
    /// Which months are paid.
    pub months: MonthRule,
    /// How somebody gets it; nothing where the law says nothing.
    pub procedure: Option<Procedure>,
}

/// How somebody gets a benefit, as it holds on the day.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Procedure {
    /// Where to go.
    pub apply_at: Option<Text>,
    /// The papers to bring, besides those that prove the facts.
    pub bring: Vec<Text>,
    /// In how many working days there must be an answer.
    pub working_days: Option<u32>,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// Remarks: mostly what is not known.
    pub notes: Vec<Text>,
}

/// Which months are paid, as it holds on the day, and where that comes from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MonthRule {
    /// The first month paid.
    pub starts: StartMonth,
    /// The last month paid.
    pub stops: StopMonth,
    /// The day on which entitlement is seen.
    pub tested: TestDay,
    /// Where the first month comes from.
    pub start_citations: Vec<Citation>,
    /// Where the last month comes from.
    pub stop_citations: Vec<Citation>,
}

/// One condition of a category.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The column.
    pub column: ColumnId,
    /// Where it stands.
    pub span: Span,
    /// Where it comes from.
    pub citations: Vec<Citation>,
}

/// One amount of a category.
#[derive(Clone, Debug)]
pub struct Amount {
    /// When it is given.
    pub guard: Option<ColumnId>,
    /// The amount.
    pub value: ColumnId,
    /// How it is computed, for a reader.
    pub phrase: Text,
    /// Where it comes from.
    pub citations: Vec<Citation>,
}

/// Another combination for some people.
#[derive(Clone, Debug)]
pub struct Exception {
    /// Its label.
    pub label: Text,
    /// For whom: its own condition, unless an exception that overrides it applies.
    pub condition: ColumnId,
    /// Where it comes from.
    pub citations: Vec<Citation>,
}
