//! Values and what each operation means.
//!
//! Receives plain numbers, dates and names; hands on values. It knows no policy, no plan and no person.

mod date;
mod facts;
mod months;
mod number;
pub(crate) mod splitmix;

pub(crate) use date::completed_months_to;
pub use date::{Date, LeapBirthday, completed_months, days_in_month};
pub use facts::{BIRTH, Fact, Facts, Thing};
pub use months::{IncompleteDate, StartMonth, StopMonth, TestDay, is_month_paid};
pub(crate) use number::quotient_steps;
pub use number::{
    Rounding, add, common_measure, mantissa, multiply, reciprocal, rescaled, round, round_quotient, subtract,
};
pub use rust_decimal::Decimal;

use std::fmt;

use crate::codes;

/// The largest number an input may hold, in whole units, either way: a thousand billion.
pub const LARGEST_INPUT: i64 = 1_000_000_000_000;
/// The most things one link may lead to.
pub const LARGEST_COLLECTION: i64 = 10_000;

/// A value. Numbers cover amounts, counts, coefficients and durations in months: the type beside a value says which.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// An exact number.
    Number(Decimal),
    /// A civil date.
    Date(Date),
    /// A value of an enumeration, by its position in the list.
    Choice(u16),
    /// Known not to be there: only an optional fact, or the highest of nothing. It is never zero and never no.
    Absent,
}

impl Value {
    /// The truth of a yes/no value.
    #[must_use]
    pub const fn as_yes_no(self) -> Option<bool> {
        if let Self::YesNo(value) = self { Some(value) } else { None }
    }

    /// The number of a numeric value.
    #[must_use]
    pub const fn as_number(self) -> Option<Decimal> {
        if let Self::Number(value) = self { Some(value) } else { None }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YesNo(true) => out.write_str("yes"),
            Self::YesNo(false) => out.write_str("no"),
            Self::Number(number) => write!(out, "{number}"),
            Self::Date(date) => write!(out, "{date}"),
            Self::Choice(position) => write!(out, "#{position}"),
            Self::Absent => out.write_str("absent"),
        }
    }
}

/// How two values compare.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Comparison {
    /// Equal.
    Equal,
    /// Not equal.
    NotEqual,
    /// Less.
    Less,
    /// Less or equal.
    LessOrEqual,
    /// Greater.
    Greater,
    /// Greater or equal.
    GreaterOrEqual,
}

impl Comparison {
    /// Whether it holds between two values of one type.
    #[must_use]
    pub fn holds<T: Ord>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Equal => left == right,
            Self::NotEqual => left != right,
            Self::Less => left < right,
            Self::LessOrEqual => left <= right,
            Self::Greater => left > right,
            Self::GreaterOrEqual => left >= right,
        }
    }

    /// The symbol of the language.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// How it is said before the bound of a target, in Vietnamese and in English.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Equal => ("đúng", "exactly"),
            Self::NotEqual => ("khác", "not"),
            Self::Less => ("ít hơn", "less than"),
            Self::LessOrEqual => ("nhiều nhất", "at most"),
            Self::Greater => ("nhiều hơn", "more than"),
            Self::GreaterOrEqual => ("ít nhất", "at least"),
        }
    }
}

/// How several values make one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Policy {
    /// All must agree; values that differ are a conflict.
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

impl Policy {
    /// The word of the language.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Only => "only",
            Self::First => "first",
            Self::Highest => "highest",
            Self::Lowest => "lowest",
            Self::Sum => "sum",
        }
    }
}

/// Why a value could not be computed although every fact was known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Fault {
    /// Several cases apply and disagree (E0801).
    Conflict,
    /// No case applies (E0802).
    NoCase,
    /// The number does not fit (E0703): the plan has proven that it does, so no law and no fact leads here.
    Overflow,
    /// The divisor is not above zero (E0702).
    Divisor,
    /// There is no value where one is needed (E0705).
    Absent,
}

impl Fault {
    /// The code under which it is documented.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Conflict => codes::FAULT_CONFLICT.id,
            Self::NoCase => codes::FAULT_NO_CASE.id,
            Self::Overflow => codes::OVERFLOW.id,
            Self::Divisor => codes::FAULT_DIVISOR.id,
            Self::Absent => codes::FAULT_ABSENT.id,
        }
    }
}
