//! One value of the values of each of several persons.
//!
//! Receives a column of persons and the link that leads to them; fills a column of those who have the link, with where
//! it failed and where there was none. It knows no plan once it is bound.

use super::binder::{Binder, scale_of, unsupported};
use super::block::{Block, extent};
use super::error::VectorError;
use super::instruction::{BoundEach, Instruction, Operand};
use super::kernel::CaseValue;
use super::register::{Grain, Mask, Scratch, Slot};
use crate::plan::{Column, ColumnId, LinkId};
use crate::population::Population;
use crate::value::Policy;

/// What was made of the values so far.
#[derive(Clone, Copy, Default)]
struct Made<T> {
    value: T,
    is_seen: bool,
    is_fault: bool,
}

impl Binder<'_, '_> {
    /// The registers of an aggregate over a link.
    pub(super) fn each(
        &mut self,
        policy: Policy,
        link: LinkId,
        (value, condition): (ColumnId, Option<ColumnId>),
        grain: Grain,
        column: &Column,
    ) -> Result<Operand, VectorError> {
        let link = self.plan.links.get(link.0).ok_or_else(|| unsupported(column))?;
        let relation = self.via(link, grain)?;
        let condition = match condition {
            Some(condition) => Some(self.mask(condition, Grain::Person)?),
            None => None,
        };
        let value = self.operand(value, Grain::Person)?;
        let out = match value.slot {
            Slot::Mask(_) => Slot::Mask(self.layout.mask(grain)),
            Slot::Whole(_) => Slot::Whole(self.layout.whole(grain)),
            Slot::Small(_) => Slot::Small(self.layout.small(grain)),
        };
        let (fault, absent) = (self.layout.mask(grain), self.layout.mask(grain));
        let present = self.present;
        let bound = BoundEach { policy, grain, out, fault, absent, value, condition, present, relation };
        self.code.push(Instruction::Each(bound));
        Ok(Operand {
            slot: out,
            fault: column.can_fault.then_some(fault),
            scale: scale_of(column),
            absent: (policy != Policy::Sum).then_some(absent),
        })
    }
}

impl BoundEach {
    /// Fills the registers for one block.
    pub(super) fn run(&self, population: &Population, block: Block, scratch: &mut Scratch) {
        let (mut fault, mut absent) = (scratch.take_mask(self.fault), scratch.take_mask(self.absent));
        match (self.out, self.value.slot) {
            (Slot::Whole(out), Slot::Whole(value)) => scratch.with_whole(out, |scratch, out| {
                self.fold(population, block, scratch, scratch.whole(value), (out, &mut fault, &mut absent));
            }),
            (Slot::Small(out), Slot::Small(value)) => scratch.with_small(out, |scratch, out| {
                self.fold(population, block, scratch, scratch.small(value), (out, &mut fault, &mut absent));
            }),
            (Slot::Mask(out), Slot::Mask(value)) => scratch.with_mask(out, |scratch, out| {
                self.fold(population, block, scratch, scratch.mask(value), (out, &mut fault, &mut absent));
            }),
            _ => {}
        }
        scratch.put_mask(self.fault, fault);
        scratch.put_mask(self.absent, absent);
    }

    fn fold<T: CaseValue>(
        &self,
        population: &Population,
        block: Block,
        scratch: &Scratch,
        values: &[T],
        (out, fault, absent): (&mut [T], &mut [u8], &mut [u8]),
    ) {
        let (first, length) = extent(block, self.grain);
        let rows = out.iter_mut().zip(fault).zip(absent).take(length).enumerate();
        for (row, ((out, fault), absent)) in rows {
            let mut made = Made::default();
            for at in self.members(population, block, first + row) {
                if let Some(value) = values.get(at) {
                    self.add(scratch, at, *value, &mut made);
                }
            }
            *out = made.value;
            *fault = u8::from(made.is_fault);
            *absent = u8::from(!made.is_seen);
        }
    }

    /// The positions in the block of the persons that a thing is linked to.
    fn members<'p>(
        &self,
        population: &'p Population,
        block: Block,
        thing: usize,
    ) -> Box<dyn Iterator<Item = usize> + 'p> {
        let ends = |offsets: &[u32], row: usize| match offsets.get(row..row + 2) {
            Some([start, end]) => (*start as usize, *end as usize),
            _ => (0, 0),
        };
        let in_block = move |person: usize| person.checked_sub(block.person);
        match self.relation {
            Some(relation) => {
                let (offsets, targets) = relation.rows(population, block);
                let (start, end) = ends(offsets, thing.saturating_sub(extent(block, relation.from).0));
                let targets = targets.get(start..end).unwrap_or(&[]);
                Box::new(targets.iter().filter_map(move |target| in_block(*target as usize)))
            }
            None => {
                let (start, end) = ends(population.first_person(), thing);
                Box::new((start..end).filter_map(in_block))
            }
        }
    }

    /// One more person: those who are not born do not count, and under `first` nobody after the first.
    fn add<T: CaseValue>(&self, scratch: &Scratch, at: usize, value: T, made: &mut Made<T>) {
        let is_set = |mask: Mask| scratch.mask(mask).get(at).is_some_and(|mark| *mark != 0);
        if self.present.is_some_and(|present| !is_set(present)) || (self.policy == Policy::First && made.is_seen) {
            return;
        }
        if let Some((condition, fault)) = self.condition {
            if fault.is_some_and(is_set) {
                made.is_fault = true;
                return;
            }
            if !is_set(condition) {
                return;
            }
        }
        made.is_fault |= self.value.fault.is_some_and(is_set);
        made.value = match (made.is_seen, self.policy) {
            (false, _) => value,
            (true, Policy::Highest) => made.value.max(value),
            (true, Policy::Lowest) => made.value.min(value),
            (true, Policy::Sum) => made.value.plus(value),
            (true, Policy::Only | Policy::First) => made.value,
        };
        made.is_fault |= self.policy == Policy::Only && made.value != value;
        made.is_seen = true;
    }
}
