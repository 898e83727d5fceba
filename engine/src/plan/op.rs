//! Operations: what a column is computed from.
//!
//! Data only. An operation names earlier columns, facts and links by their ids. It knows no value.

use super::{ColumnId, InputId, LinkId};
use crate::value::{Comparison, Decimal, Policy, Rounding, Value};

/// One guarded value of several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Arm {
    /// When it applies; always where there is none.
    pub guard: Option<ColumnId>,
    /// The value.
    pub value: ColumnId,
}

/// One operation.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Op {
    /// A constant.
    Constant(Value),
    /// A fact.
    Input(InputId),
    /// The same as another column, under another name.
    Same(ColumnId),
    /// Not.
    Not(ColumnId),
    /// Whether all are yes. One certain no decides, also against a fault.
    All(Vec<ColumnId>),
    /// Whether any is yes. One certain yes decides, also against a fault.
    Any(Vec<ColumnId>),
    /// A comparison.
    Compare(Comparison, ColumnId, ColumnId),
    /// Whether a choice is one of these.
    OneOf(ColumnId, Vec<u16>),
    /// A sum.
    Add(ColumnId, ColumnId),
    /// A difference.
    Subtract(ColumnId, ColumnId),
    /// A product.
    Multiply(ColumnId, ColumnId),
    /// Rounding to a multiple of a positive number.
    Round(Rounding, ColumnId, Decimal),
    /// The number itself, which must be above zero: a divisor.
    Positive(ColumnId),
    /// A quotient, rounded to a multiple of a positive number: a quotient alone is never stored.
    RoundQuotient(Rounding, ColumnId, ColumnId, Decimal),
    /// The first day of a date's month, or the last if true.
    MonthEdge(bool, ColumnId),
    /// Days from one date to another.
    ElapsedDays(ColumnId, ColumnId),
    /// The values of a column for the things that a link leads to and for which another is yes, made one; nothing if
    /// there are none, or zero for a sum.
    Each {
        /// How.
        policy: Policy,
        /// The link.
        link: LinkId,
        /// The value.
        value: ColumnId,
        /// Of which things.
        condition: Option<ColumnId>,
    },
    /// Whether there is a value.
    IsPresent(ColumnId),
    /// The value, which must be there.
    Required(ColumnId),
    /// Completed months between two dates, or whole years of twelve.
    Elapsed {
        /// Whether only whole years count.
        is_years: bool,
        /// From.
        from: ColumnId,
        /// To.
        to: ColumnId,
    },
    /// The values of the arms that apply, made one; `otherwise` where none applies, or else a fault.
    Cases {
        /// How.
        policy: Policy,
        /// The arms.
        arms: Vec<Arm>,
        /// The value where no arm applies.
        otherwise: Option<ColumnId>,
    },
    /// Whether an arm of a column of cases is the one whose value they take; of equal ones the first.
    Chosen {
        /// The column of cases.
        cases: ColumnId,
        /// Which arm.
        position: usize,
    },
    /// The value of another thing: the one that a link leads to.
    Follow(LinkId, ColumnId),
    /// How many things a link leads to for which a column is yes; all where there is none.
    Count(LinkId, Option<ColumnId>),
}

impl Op {
    /// The columns that it looks at, in order.
    #[must_use]
    pub fn operands(&self) -> Vec<ColumnId> {
        match self {
            Self::Constant(_) | Self::Input(_) | Self::Count(_, None) => Vec::new(),
            Self::Same(one)
            | Self::Not(one)
            | Self::Chosen { cases: one, .. }
            | Self::OneOf(one, _)
            | Self::Round(_, one, _)
            | Self::Positive(one)
            | Self::MonthEdge(_, one)
            | Self::IsPresent(one)
            | Self::Required(one)
            | Self::Follow(_, one)
            | Self::Count(_, Some(one)) => vec![*one],
            Self::All(parts) | Self::Any(parts) => parts.clone(),
            Self::Compare(_, left, right)
            | Self::Add(left, right)
            | Self::Subtract(left, right)
            | Self::Multiply(left, right)
            | Self::RoundQuotient(_, left, right, _)
            | Self::ElapsedDays(left, right)
            | Self::Elapsed { from: left, to: right, .. } => vec![*left, *right],
            Self::Each { value, condition, .. } => condition.iter().copied().chain([*value]).collect(),
            Self::Cases { arms, otherwise, .. } => arm_operands(arms).chain(*otherwise).collect(),
        }
    }
}

fn arm_operands(arms: &[Arm]) -> impl Iterator<Item = ColumnId> {
    arms.iter().flat_map(|arm| arm.guard.into_iter().chain([arm.value]))
}
