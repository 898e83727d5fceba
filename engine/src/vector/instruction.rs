//! Instructions on typed registers.
//!
//! Data only: the binder writes them, the machine runs them. They know no name.

use super::register::{Grain, Mask, Slot, Small, Whole};
use crate::value::{Comparison, Date, LeapBirthday, Policy, Rounding};

/// A register with its faults and its decimals.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operand {
    pub(super) slot: Slot,
    pub(super) fault: Option<Mask>,
    pub(super) scale: u32,
    /// Where there is no value although that is known.
    pub(super) absent: Option<Mask>,
}

/// One bound arm.
#[derive(Clone, Copy, Debug)]
pub(super) struct BoundArm {
    pub(super) guard: Option<Mask>,
    pub(super) guard_fault: Option<Mask>,
    pub(super) value: Operand,
}

/// One step of arithmetic.
#[derive(Clone, Copy, Debug)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
}

/// A constant that fills a register once.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fill {
    Mask(Mask, u8),
    Whole(Whole, i64),
    Small(Small, i32),
}

/// The values of each, bound to registers.
#[derive(Clone, Debug)]
pub(super) struct BoundEach {
    pub(super) policy: Policy,
    pub(super) grain: Grain,
    pub(super) out: Slot,
    pub(super) fault: Mask,
    pub(super) absent: Mask,
    pub(super) value: Operand,
    pub(super) condition: Option<(Mask, Option<Mask>)>,
    pub(super) present: Option<Mask>,
    /// The relation that leads from persons to persons; nothing for the members of a household.
    pub(super) relation: Option<usize>,
}

/// One instruction: the register written first.
#[derive(Clone, Debug)]
pub(super) enum Instruction {
    LoadMask(Mask, usize),
    LoadMonth(Mask, usize, u16),
    LoadChoice(Small, usize, Vec<i32>),
    LoadDate(Small, usize),
    LoadWhole(Whole, usize, i64),
    NotAfter(Mask, Small, Date),
    Not(Mask, Mask),
    And(Mask, Mask, Mask),
    Logic {
        out: Mask,
        parts: Vec<Operand>,
        is_any: bool,
        fault: Option<(Mask, Mask)>,
    },
    CompareMask(Mask, Comparison, Mask, Mask),
    CompareWhole(Mask, Comparison, Whole, Whole),
    CompareSmall(Mask, Comparison, Small, Small),
    OneOf(Mask, Small, Vec<i32>),
    Arithmetic(Whole, Arithmetic, Whole, Whole),
    Rescale(Whole, Whole, i64),
    Round(Whole, Whole, Rounding, i64),
    ElapsedTo(Whole, Small, Date, LeapBirthday, bool),
    Elapsed(Whole, Small, Small, LeapBirthday, bool),
    Cases {
        policy: Policy,
        out: Slot,
        seen: Mask,
        fault: Mask,
        arms: Vec<BoundArm>,
        otherwise: Option<Operand>,
    },
    Chosen {
        taken: Mask,
        outs: Vec<Mask>,
        arms: Vec<BoundArm>,
        result: Slot,
    },
    Spread(Slot, Slot),
    /// The value of the one person that a relation leads to; of who is led nowhere it stays as it was.
    Related(Slot, Slot, usize),
    /// Whom a relation leads nowhere.
    Unrelated(Mask, usize),
    CountMembers(Whole, Mask),
    CountRelated(Whole, usize, Mask),
    AnyFault(Mask, Vec<Mask>),
    Positive(Mask, Whole),
    NotPositive(Mask, Whole),
    AtLeastOne(Whole, Whole),
    RoundQuotient(Whole, Whole, Whole, Rounding, (i64, i64)),
    MonthEdge(Small, Small, bool),
    ElapsedDays(Whole, Small, Small),
    Each(BoundEach),
}
