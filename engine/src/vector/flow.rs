//! What instructions read and write, and which of them look at nobody else.
//!
//! Receives instructions; hands on their registers. It runs nothing.

use super::instruction::{BoundArm, BoundEach, Fill, Instruction, Operand};
use super::register::{Mask, Slot};

impl Fill {
    /// The register filled.
    pub(super) const fn slot(self) -> Slot {
        match self {
            Self::Mask(out, _) => Slot::Mask(out),
            Self::Whole(out, _) => Slot::Whole(out),
            Self::Small(out, _) => Slot::Small(out),
        }
    }
}

impl Instruction {
    /// The column of the population that is loaded; nothing for what is computed.
    pub(super) const fn column(&self) -> Option<usize> {
        match self {
            Self::LoadMask(_, at)
            | Self::LoadMonth(_, at, _)
            | Self::LoadChoice(_, at, _)
            | Self::LoadDate(_, at)
            | Self::LoadWhole(_, at, _) => Some(*at),
            _ => None,
        }
    }

    /// Whether it gives persons what their household has.
    pub(super) const fn is_spread(&self) -> bool {
        matches!(self, Self::Spread(..))
    }

    /// Whether a row of what it writes depends on nothing but the same row of what it reads: on no other row, no relation
    /// and no household.
    pub(super) const fn is_row_by_row(&self) -> bool {
        match self {
            Self::LoadMask(..)
            | Self::LoadMonth(..)
            | Self::LoadChoice(..)
            | Self::LoadDate(..)
            | Self::LoadWhole(..)
            | Self::NotAfter(..)
            | Self::Not(..)
            | Self::And(..)
            | Self::Logic { .. }
            | Self::CompareMask(..)
            | Self::CompareWhole(..)
            | Self::CompareSmall(..)
            | Self::OneOf(..)
            | Self::Arithmetic(..)
            | Self::Rescale(..)
            | Self::Round(..)
            | Self::ElapsedTo(..)
            | Self::Elapsed(..)
            | Self::Cases { .. }
            | Self::Chosen { .. }
            | Self::AnyFault(..)
            | Self::Positive(..)
            | Self::NotPositive(..)
            | Self::AtLeastOne(..)
            | Self::RoundQuotient(..)
            | Self::MonthEdge(..)
            | Self::ElapsedDays(..) => true,
            Self::Spread(..)
            | Self::Related(..)
            | Self::Unrelated(..)
            | Self::CountMembers(..)
            | Self::CountRelated(..)
            | Self::Each(_) => false,
        }
    }

    /// The registers written.
    pub(super) fn writes(&self) -> Vec<Slot> {
        match self {
            Self::LoadMask(out, _)
            | Self::LoadMonth(out, ..)
            | Self::NotAfter(out, ..)
            | Self::Not(out, _)
            | Self::And(out, ..)
            | Self::CompareMask(out, ..)
            | Self::CompareWhole(out, ..)
            | Self::CompareSmall(out, ..)
            | Self::OneOf(out, ..)
            | Self::Unrelated(out, _)
            | Self::AnyFault(out, _)
            | Self::Positive(out, _)
            | Self::NotPositive(out, _) => vec![Slot::Mask(*out)],
            Self::LoadChoice(out, ..) | Self::LoadDate(out, _) | Self::MonthEdge(out, ..) => vec![Slot::Small(*out)],
            Self::LoadWhole(out, ..)
            | Self::Arithmetic(out, ..)
            | Self::Rescale(out, ..)
            | Self::Round(out, ..)
            | Self::ElapsedTo(out, ..)
            | Self::Elapsed(out, ..)
            | Self::CountMembers(out, _)
            | Self::CountRelated(out, ..)
            | Self::AtLeastOne(out, _)
            | Self::RoundQuotient(out, ..)
            | Self::ElapsedDays(out, ..) => vec![Slot::Whole(*out)],
            Self::Logic { out, fault, .. } => {
                let faults = fault.iter().flat_map(|(fault, decided)| [*fault, *decided]);
                std::iter::once(*out).chain(faults).map(Slot::Mask).collect()
            }
            Self::Cases { out, seen, fault, .. } => vec![*out, Slot::Mask(*seen), Slot::Mask(*fault)],
            Self::Chosen { taken, outs, .. } => {
                std::iter::once(taken).chain(outs).map(|mask| Slot::Mask(*mask)).collect()
            }
            Self::Spread(out, _) | Self::Related(out, ..) => vec![*out],
            Self::Each(BoundEach { out, fault, absent, .. }) => vec![*out, Slot::Mask(*fault), Slot::Mask(*absent)],
        }
    }

    /// The registers read.
    pub(super) fn reads(&self) -> Vec<Slot> {
        match self {
            Self::LoadMask(..)
            | Self::LoadMonth(..)
            | Self::LoadChoice(..)
            | Self::LoadDate(..)
            | Self::LoadWhole(..)
            | Self::Unrelated(..) => Vec::new(),
            Self::Not(_, one) | Self::CountMembers(_, one) | Self::CountRelated(_, _, one) => vec![Slot::Mask(*one)],
            Self::And(_, left, right) | Self::CompareMask(_, _, left, right) => {
                vec![Slot::Mask(*left), Slot::Mask(*right)]
            }
            Self::NotAfter(_, one, _)
            | Self::OneOf(_, one, _)
            | Self::ElapsedTo(_, one, ..)
            | Self::MonthEdge(_, one, _) => vec![Slot::Small(*one)],
            Self::CompareSmall(_, _, left, right)
            | Self::Elapsed(_, left, right, ..)
            | Self::ElapsedDays(_, left, right) => vec![Slot::Small(*left), Slot::Small(*right)],
            Self::Rescale(_, one, _)
            | Self::Round(_, one, ..)
            | Self::Positive(_, one)
            | Self::NotPositive(_, one)
            | Self::AtLeastOne(_, one) => vec![Slot::Whole(*one)],
            Self::CompareWhole(_, _, left, right)
            | Self::Arithmetic(_, _, left, right)
            | Self::RoundQuotient(_, left, right, ..) => vec![Slot::Whole(*left), Slot::Whole(*right)],
            Self::Logic { parts, .. } => parts.iter().flat_map(Operand::slots).collect(),
            Self::Cases { arms, otherwise, .. } => {
                arms.iter().flat_map(BoundArm::slots).chain(otherwise.iter().flat_map(Operand::slots)).collect()
            }
            Self::Chosen { arms, result, .. } => arms.iter().flat_map(BoundArm::slots).chain([*result]).collect(),
            Self::Spread(_, from) | Self::Related(_, from, _) => vec![*from],
            Self::AnyFault(_, parts) => parts.iter().map(|part| Slot::Mask(*part)).collect(),
            Self::Each(each) => each.slots(),
        }
    }
}

impl Operand {
    /// Its value and where it fails or is missing.
    fn slots(&self) -> impl Iterator<Item = Slot> {
        std::iter::once(self.slot).chain(masks([self.fault, self.absent]))
    }
}

impl BoundArm {
    fn slots(&self) -> impl Iterator<Item = Slot> {
        masks([self.guard, self.guard_fault]).chain(self.value.slots())
    }
}

impl BoundEach {
    fn slots(&self) -> Vec<Slot> {
        let (condition, fault) = self.condition.unzip();
        self.value.slots().chain(masks([condition, fault.flatten()])).chain(masks([self.present, None])).collect()
    }
}

fn masks(masks: [Option<Mask>; 2]) -> impl Iterator<Item = Slot> {
    masks.into_iter().flatten().map(Slot::Mask)
}
