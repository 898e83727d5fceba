//! Conventions, exceptions of definitions and the tails of benefits in the syntax tree.
//!
//! Data only, as written. It knows no calendar and no amounts.

use super::{Case, Dated, Meta, Name, Procedure, Quantity, RoundingMode, Source, When};
use crate::span::Span;

/// Other cases of a definition for some people.
#[derive(Clone, PartialEq, Debug)]
pub struct DefineException {
    /// Its name.
    pub name: Name,
    /// The exception that gives way where both apply.
    pub overrides: Option<Name>,
    /// Label, sources, notes.
    pub meta: Meta,
    /// For whom.
    pub condition: When,
    /// The cases.
    pub cases: Vec<Case>,
}

/// What holds for the calendar and for every benefit.
#[derive(Clone, PartialEq, Debug)]
pub struct Conventions {
    /// The items, in order.
    pub items: Vec<Convention>,
    /// Where the keyword stands.
    pub span: Span,
}

/// One convention.
#[derive(Clone, PartialEq, Debug)]
pub enum Convention {
    /// When somebody born on 29 February completes a year.
    LeapBirthday(LeapBirthday),
    /// How a birth date known in part is read.
    IncompleteBirth(IncompleteBirth),
    /// On which day of a month entitlement is seen.
    Tested(Tested),
    /// How amounts are rounded.
    Rounding(AmountRounding),
}

/// The leap-day convention.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeapBirthday {
    /// Whether it is 1 March rather than 28 February.
    pub is_first_of_march: bool,
    /// The provision.
    pub source: Option<Source>,
    /// Where.
    pub span: Span,
}

/// How a birth date of which only a part is known is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IncompleteBirth {
    /// The reading.
    pub reading: IncompleteReading,
    /// The provision.
    pub source: Option<Source>,
    /// Where.
    pub span: Span,
}

/// A reading of a date known in part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IncompleteReading {
    /// The first of the possible days.
    Earliest,
    /// The last of them.
    Latest,
    /// Any of them.
    Unknown,
}

/// Which months are paid, on which day that is seen, and how the amount is rounded.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tail {
    /// The first month paid.
    pub starts: Vec<Starts>,
    /// The last month paid.
    pub stops: Vec<Stops>,
    /// The day of the month on which entitlement is seen.
    pub tested: Vec<Tested>,
    /// How the amount is rounded.
    pub roundings: Vec<AmountRounding>,
    /// How somebody gets it.
    pub procedures: Vec<Procedure>,
}

/// The first month paid.
#[derive(Clone, PartialEq, Debug)]
pub struct Starts {
    /// Which month.
    pub month: StartMonth,
    /// Sources, days, notes.
    pub dated: Dated,
    /// Where.
    pub span: Span,
}

/// Which month is the first one paid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StartMonth {
    /// The first month entitled.
    Same,
    /// The month after it.
    Next,
    /// The month of the decision, if that is later.
    Decision,
}

/// The last month paid.
#[derive(Clone, PartialEq, Debug)]
pub struct Stops {
    /// Whether it is the month after the last one entitled, rather than that one.
    pub is_next_month: bool,
    /// Sources, days, notes.
    pub dated: Dated,
    /// Where.
    pub span: Span,
}

/// The day of a month on which entitlement is seen.
#[derive(Clone, PartialEq, Debug)]
pub struct Tested {
    /// Which day.
    pub day: TestDay,
    /// Sources, days, notes.
    pub dated: Dated,
    /// Where.
    pub span: Span,
}

/// A day of a month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TestDay {
    /// The first.
    First,
    /// The last.
    Last,
    /// Any: one entitled day is enough.
    Any,
}

/// How an amount is rounded before it is paid.
#[derive(Clone, PartialEq, Debug)]
pub struct AmountRounding {
    /// Which way.
    pub mode: RoundingMode,
    /// To multiples of what.
    pub unit: Quantity,
    /// Sources, days, notes.
    pub dated: Dated,
    /// Where.
    pub span: Span,
}
