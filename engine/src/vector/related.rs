//! Follows a link to one thing: from a person to its household, or from either to one person of the household.
//!
//! Receives the columns of a plan while it is bound, and registers while it is run; hands on instructions and values.
//! A link that leads nowhere leaves no value: absent where the law allows that, a fault where it does not.

use super::binder::{Binder, scale_of};
use super::block::Block;
use super::error::VectorError;
use super::instruction::{Instruction, Operand, Via};
use super::register::{Grain, Mask, Scratch, Slot};
use crate::plan::{Column, ColumnId, Link, LinkId};
use crate::population::Population;

impl Binder<'_, '_> {
    /// The value of the household of a person, or of the person that another link leads to.
    pub(super) fn follow(
        &mut self,
        link: LinkId,
        one: ColumnId,
        grain: Grain,
        column: &Column,
    ) -> Result<Operand, VectorError> {
        let link = self.plan.links.get(link.0);
        let is_household = grain == Grain::Person
            && link.is_some_and(|link| self.grain(link.to).is_ok_and(|grain| grain == Grain::Household));
        if !is_household {
            return self.related(link, one, grain, column);
        }
        let operand = self.operand(one, Grain::Household)?;
        let out = match operand.slot {
            Slot::Mask(_) => Slot::Mask(self.layout.mask(Grain::Person)),
            Slot::Whole(_) => Slot::Whole(self.layout.whole(Grain::Person)),
            Slot::Small(_) => Slot::Small(self.layout.small(Grain::Person)),
        };
        self.code.push(Instruction::Spread(out, operand.slot));
        let mut spread = |mask: Mask| {
            let own = self.layout.mask(Grain::Person);
            self.code.push(Instruction::Spread(Slot::Mask(own), Slot::Mask(mask)));
            own
        };
        let fault = operand.fault.map(&mut spread);
        let absent = operand.absent.map(&mut spread);
        Ok(Operand { slot: out, fault, scale: scale_of(column), absent })
    }

    /// The value of the one person that a relation of the population leads to.
    fn related(
        &mut self,
        link: Option<&Link>,
        one: ColumnId,
        grain: Grain,
        column: &Column,
    ) -> Result<Operand, VectorError> {
        let name = link.map_or(String::new(), |link| link.name.clone());
        let found = Via::named(self.population, grain, &name);
        let is_person = |link: &&Link| !link.is_many && self.grain(link.to).is_ok_and(|grain| grain == Grain::Person);
        let (Some(link), Some(relation)) = (link.filter(is_person), found) else {
            return Err(VectorError::MissingLink { link: name });
        };
        let operand = self.operand(one, Grain::Person)?;
        let out = match operand.slot {
            Slot::Mask(_) => Slot::Mask(self.layout.mask(grain)),
            Slot::Whole(_) => Slot::Whole(self.layout.whole(grain)),
            Slot::Small(_) => Slot::Small(self.layout.small(grain)),
        };
        // Who is led nowhere has a value of the same home: it is not looked at, and lies within the bounds.
        self.code.push(Instruction::Related(out, operand.slot, relation));
        let nowhere = self.layout.mask(grain);
        self.code.push(Instruction::Unrelated(nowhere, relation));
        let nobody = self.layout.mask(grain);
        let mut of_target = |mask: Mask| {
            let own = self.layout.mask(grain);
            self.code.push(Instruction::Related(Slot::Mask(own), Slot::Mask(mask), relation));
            // A fault of somebody who is led nowhere is that one's own.
            let (led, kept) = (nobody, self.layout.mask(grain));
            self.code.push(Instruction::Not(led, nowhere));
            self.code.push(Instruction::And(kept, own, led));
            kept
        };
        let fault = operand.fault.map(&mut of_target);
        let absent = operand.absent.map(&mut of_target);
        let (fault, absent) = if link.is_optional {
            (fault, self.any_fault(&[absent, Some(nowhere)], grain))
        } else {
            (self.any_fault(&[fault, Some(nowhere)], grain), absent)
        };
        Ok(Operand { slot: out, fault, scale: scale_of(column), absent })
    }
}

/// Runs one of these instructions on a block.
pub(super) fn step(instruction: &Instruction, population: &Population, block: Block, scratch: &mut Scratch) {
    let relation = match instruction {
        Instruction::Related(_, _, relation) | Instruction::Unrelated(_, relation) => *relation,
        _ => return,
    };
    let (offsets, all) = relation.rows(population, block);
    let in_block = move |person: u32| (person as usize).checked_sub(block.person);
    // Where each row of the block is led, by position in the block.
    let targets = offsets.windows(2).map(|ends| match ends {
        [start, end] if start < end => all.get(*start as usize).and_then(|target| in_block(*target)),
        _ => None,
    });
    // Somebody of the same home: the person itself, or the first one of the household.
    let homes = population.first_person().get(block.household..).unwrap_or(&[]);
    let own = |row: usize| match relation.from {
        Grain::Person => row,
        Grain::Household => homes.get(row).and_then(|first| in_block(*first)).unwrap_or(0),
    };
    match instruction {
        Instruction::Related(Slot::Mask(out), Slot::Mask(from), _) => {
            scratch.with_mask(*out, |scratch, out| gather(out, scratch.mask(*from), targets, own));
        }
        Instruction::Related(Slot::Whole(out), Slot::Whole(from), _) => {
            scratch.with_whole(*out, |scratch, out| gather(out, scratch.whole(*from), targets, own));
        }
        Instruction::Related(Slot::Small(out), Slot::Small(from), _) => {
            scratch.with_small(*out, |scratch, out| gather(out, scratch.small(*from), targets, own));
        }
        Instruction::Unrelated(out, _) => scratch.with_mask(*out, |_, out| {
            for (out, target) in out.iter_mut().zip(targets) {
                *out = u8::from(target.is_none());
            }
        }),
        _ => {}
    }
}

/// The values of those to whom each is led; of who is led nowhere, that of somebody of the same home.
fn gather<T: Copy>(
    out: &mut [T],
    from: &[T],
    targets: impl Iterator<Item = Option<usize>>,
    own: impl Fn(usize) -> usize,
) {
    for (at, (out, target)) in out.iter_mut().zip(targets).enumerate() {
        if let Some(value) = from.get(target.unwrap_or_else(|| own(at))) {
            *out = *value;
        }
    }
}
