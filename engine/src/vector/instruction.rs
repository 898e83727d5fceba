//! Instructions on typed registers.
//!
//! Data only: the binder writes them, the machine runs them. They know no name.

use super::block::{Block, extent};
use super::register::{Grain, Mask, Slot, Small, Whole};
use crate::population::{Population, Relation};
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

/// A relation of the population: from persons or from households, by its position.
#[derive(Clone, Copy, Debug)]
pub(super) struct Via {
    pub(super) from: Grain,
    pub(super) at: usize,
}

impl Via {
    /// The relation of a name.
    pub(super) fn named(population: &Population, from: Grain, name: &str) -> Option<Self> {
        let at = Self::all(population, from).iter().position(|relation| relation.name == name)?;
        Some(Self { from, at })
    }

    fn all(population: &Population, from: Grain) -> &[Relation] {
        match from {
            Grain::Person => population.relations(),
            Grain::Household => population.relations_of_households(),
        }
    }

    /// Where the targets of each row of a block begin, and all targets; nothing of what is not there.
    pub(super) fn rows(self, population: &Population, block: Block) -> (&[u32], &[u32]) {
        let (first, length) = extent(block, self.from);
        let Some(relation) = Self::all(population, self.from).get(self.at) else { return (&[], &[]) };
        (relation.offsets.get(first..=first + length).unwrap_or(&[]), &relation.targets)
    }
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
    /// The relation that leads to persons; nothing for the members of a household.
    pub(super) relation: Option<Via>,
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
    Related(Slot, Slot, Via),
    /// Whom a relation leads nowhere.
    Unrelated(Mask, Via),
    CountMembers(Whole, Mask),
    CountRelated(Whole, Via, Mask),
    AnyFault(Mask, Vec<Mask>),
    Positive(Mask, Whole),
    NotPositive(Mask, Whole),
    AtLeastOne(Whole, Whole),
    RoundQuotient(Whole, Whole, Whole, Rounding, (i64, i64)),
    MonthEdge(Small, Small, bool),
    ElapsedDays(Whole, Small, Small),
    Each(BoundEach),
}
