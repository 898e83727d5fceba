//! Runs bound instructions on one block of households after another.
//!
//! Receives instructions and a population; fills the registers of a block. It knows no plan: names were matched when
//! the instructions were bound.

use std::collections::BTreeMap;

use super::block::{Block, blocks, extent};
use super::cases::{cases, chosen};
use super::error::VectorError;
use super::formula::{elapsed, logic};
use super::instruction::{Arithmetic, Fill, Instruction, Operand};
use super::kernel;
use super::register::{Grain, Layout, Mask, Scratch, Slot};
use crate::plan::ColumnId;
use crate::population::Population;
use crate::value::completed_months_to;

/// A plan bound to a population.
#[derive(Debug)]
pub struct Machine<'p> {
    pub(super) population: &'p Population,
    pub(super) layout: Layout,
    pub(super) fills: Vec<Fill>,
    pub(super) code: Vec<Instruction>,
    pub(super) operands: BTreeMap<(ColumnId, Grain), Operand>,
    /// Persons born on the day or before; nobody else counts.
    pub(super) present: Option<Mask>,
    /// Columns whose faults stop the run, with their names.
    pub(super) watched: Vec<(String, Grain, Mask)>,
}

impl Machine<'_> {
    /// Registers for the blocks of the population.
    #[must_use]
    pub fn scratch(&self, blocks: &[Block]) -> Scratch {
        let n_persons = blocks.iter().map(|block| block.n_persons).max().unwrap_or(0);
        let n_households = blocks.iter().map(|block| block.n_households).max().unwrap_or(0);
        let mut scratch = Scratch::new(&self.layout, n_persons, n_households);
        self.fill(&mut scratch);
        scratch
    }

    /// Writes the constants.
    pub(super) fn fill(&self, scratch: &mut Scratch) {
        for fill in &self.fills {
            match *fill {
                Fill::Mask(out, value) => scratch.with_mask(out, |_, out| out.fill(value)),
                Fill::Whole(out, value) => scratch.with_whole(out, |_, out| out.fill(value)),
                Fill::Small(out, value) => scratch.with_small(out, |_, out| out.fill(value)),
            }
        }
    }

    /// Fills the registers for one block.
    ///
    /// # Errors
    /// A row of the block for which the law gives no single answer.
    pub fn run(&self, block: Block, scratch: &mut Scratch) -> Result<(), VectorError> {
        self.run_on(self.population, block, scratch)
    }

    /// Fills the registers for one block of another population with the same columns and relations in the same places.
    pub(crate) fn run_on(
        &self,
        population: &Population,
        block: Block,
        scratch: &mut Scratch,
    ) -> Result<(), VectorError> {
        for instruction in &self.code {
            self.step(instruction, population, block, scratch);
        }
        let scratch = &*scratch;
        self.faults(block, |_| scratch)
    }

    /// Tells of a row that was run and has no single answer, in registers of each grain.
    pub(super) fn faults<'s>(&self, block: Block, of: impl Fn(Grain) -> &'s Scratch) -> Result<(), VectorError> {
        for (column, grain, fault) in &self.watched {
            let (first, length) = extent(block, *grain);
            let scratch = of(*grain);
            let faults = scratch.mask(*fault).get(..length).unwrap_or(&[]);
            let present = self.present.filter(|_| *grain == Grain::Person).map(|present| scratch.mask(present));
            let is_counted = |at: usize| present.is_none_or(|present| present.get(at) == Some(&1));
            let failed = faults.iter().enumerate().position(|(at, fault)| *fault != 0 && is_counted(at));
            if let Some(at) = failed {
                return Err(VectorError::Fault { column: column.clone(), row: first + at });
            }
        }
        Ok(())
    }

    /// The first row of the whole population for which the law gives no single answer.
    pub(crate) fn first_fault(&self, scratch: &mut Scratch) -> Option<VectorError> {
        let blocks = blocks(self.population);
        *scratch = self.scratch(&blocks);
        blocks.into_iter().find_map(|block| self.run(block, scratch).err())
    }

    /// Whether a column stands in registers of persons, and not of households.
    pub(crate) fn is_of_persons(&self, column: ColumnId) -> bool {
        self.find(column).is_none_or(|(grain, _)| grain == Grain::Person)
    }

    /// The yes/no values of a column of the plan in the block that was run; empty if it was not wanted.
    #[must_use]
    pub fn yes_no<'s>(&self, scratch: &'s Scratch, block: Block, column: ColumnId) -> &'s [u8] {
        match self.find(column) {
            Some((grain, Operand { slot: Slot::Mask(mask), .. })) => {
                scratch.mask(mask).get(..extent(block, grain).1).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    /// The numbers of a column in the block that was run, with their decimals; empty if it was not wanted.
    #[must_use]
    pub fn numbers<'s>(&self, scratch: &'s Scratch, block: Block, column: ColumnId) -> (&'s [i64], u32) {
        match self.find(column) {
            Some((grain, Operand { slot: Slot::Whole(whole), scale, .. })) => {
                (scratch.whole(whole).get(..extent(block, grain).1).unwrap_or(&[]), scale)
            }
            _ => (&[], 0),
        }
    }

    /// Who of the block counts on the day: 1 for each person that is born; nothing where all do.
    #[must_use]
    pub fn present<'s>(&self, scratch: &'s Scratch, block: Block, column: ColumnId) -> Option<&'s [u8]> {
        match self.find(column)?.0 {
            Grain::Person => scratch.mask(self.present?).get(..block.n_persons),
            Grain::Household => None,
        }
    }

    pub(super) fn find(&self, column: ColumnId) -> Option<(Grain, Operand)> {
        [Grain::Person, Grain::Household]
            .into_iter()
            .find_map(|grain| self.operands.get(&(column, grain)).map(|operand| (grain, *operand)))
    }

    pub(super) fn step(&self, instruction: &Instruction, population: &Population, block: Block, scratch: &mut Scratch) {
        match instruction {
            Instruction::LoadMask(..)
            | Instruction::LoadMonth(..)
            | Instruction::LoadChoice(..)
            | Instruction::LoadDate(..)
            | Instruction::LoadWhole(..) => super::input::load(instruction, population, block, scratch),
            Instruction::NotAfter(out, one, day) => {
                let day = day.packed();
                scratch.with_mask(*out, |scratch, out| {
                    for (out, one) in out.iter_mut().zip(scratch.small(*one)) {
                        *out = u8::from(*one <= day);
                    }
                });
            }
            Instruction::Not(out, one) => scratch.with_mask(*out, |scratch, out| kernel::not(out, scratch.mask(*one))),
            Instruction::And(out, left, right) => scratch.with_mask(*out, |scratch, out| {
                out.copy_from_slice(scratch.mask(*left));
                kernel::and(out, scratch.mask(*right));
            }),
            Instruction::Logic { out, parts, is_any, fault } => logic(scratch, *out, parts, *is_any, *fault),
            Instruction::CompareMask(out, comparison, left, right) => scratch.with_mask(*out, |scratch, out| {
                kernel::compare(out, *comparison, scratch.mask(*left), scratch.mask(*right));
            }),
            Instruction::CompareWhole(out, comparison, left, right) => scratch.with_mask(*out, |scratch, out| {
                kernel::compare(out, *comparison, scratch.whole(*left), scratch.whole(*right));
            }),
            Instruction::CompareSmall(out, comparison, left, right) => scratch.with_mask(*out, |scratch, out| {
                kernel::compare(out, *comparison, scratch.small(*left), scratch.small(*right));
            }),
            Instruction::OneOf(out, one, choices) => {
                scratch.with_mask(*out, |scratch, out| kernel::one_of(out, scratch.small(*one), choices));
            }
            Instruction::Arithmetic(out, kind, left, right) => scratch.with_whole(*out, |scratch, out| {
                let (left, right) = (scratch.whole(*left), scratch.whole(*right));
                match kind {
                    Arithmetic::Add => kernel::add(out, left, right),
                    Arithmetic::Subtract => kernel::subtract(out, left, right),
                    Arithmetic::Multiply => kernel::multiply(out, left, right),
                }
            }),
            Instruction::Rescale(out, one, factor) => {
                scratch.with_whole(*out, |scratch, out| kernel::rescale(out, scratch.whole(*one), *factor));
            }
            Instruction::Round(out, one, rounding, unit) => {
                scratch.with_whole(*out, |scratch, out| kernel::round(out, scratch.whole(*one), *rounding, *unit));
            }
            Instruction::ElapsedTo(out, from, to, leap, is_years) => scratch.with_whole(*out, |scratch, out| {
                completed_months_to(out, scratch.small(*from), *to, *leap, *is_years);
            }),
            Instruction::Elapsed(out, from, to, leap, is_years) => scratch.with_whole(*out, |scratch, out| {
                elapsed(out, scratch.small(*from), scratch.small(*to), *leap, *is_years);
            }),
            Instruction::Cases { policy, out, seen, fault, arms, otherwise } => {
                cases(scratch, *policy, *out, (*seen, *fault), arms, *otherwise);
            }
            Instruction::Chosen { taken, outs, arms, result } => chosen(scratch, *taken, outs, arms, *result),
            Instruction::Spread(out, from) => spread(*out, *from, sizes(population, block), scratch),
            Instruction::Related(..) | Instruction::Unrelated(..) => {
                super::related::step(instruction, population, block, scratch);
            }
            Instruction::CountMembers(out, marks) => {
                let sizes = sizes(population, block);
                scratch.with_whole(*out, |scratch, out| kernel::count_members(out, scratch.mask(*marks), sizes));
            }
            Instruction::CountRelated(out, relation, marks) => {
                let (offsets, targets) = relation.rows(population, block);
                scratch.with_whole(*out, |scratch, out| {
                    kernel::count_related(out, scratch.mask(*marks), offsets, targets, block.person);
                });
            }
            Instruction::AnyFault(out, parts) => scratch.with_mask(*out, |scratch, out| {
                out.fill(0);
                for part in parts {
                    kernel::or(out, scratch.mask(*part));
                }
            }),
            Instruction::NotPositive(..)
            | Instruction::AtLeastOne(..)
            | Instruction::RoundQuotient(..)
            | Instruction::MonthEdge(..)
            | Instruction::ElapsedDays(..) => super::operation::step(instruction, scratch),
            Instruction::Each(each) => each.run(population, block, scratch),
            Instruction::Positive(out, one) => scratch.with_mask(*out, |scratch, out| {
                for (out, one) in out.iter_mut().zip(scratch.whole(*one)) {
                    *out = u8::from(*one > 0);
                }
            }),
        }
    }
}

fn sizes(population: &Population, block: Block) -> &[u32] {
    population.first_person().get(block.household..=block.household + block.n_households).unwrap_or(&[])
}

fn spread(out: Slot, from: Slot, sizes: &[u32], scratch: &mut Scratch) {
    match (out, from) {
        (Slot::Mask(out), Slot::Mask(from)) => {
            scratch.with_mask(out, |scratch, out| kernel::spread(out, scratch.mask(from), sizes));
        }
        (Slot::Whole(out), Slot::Whole(from)) => {
            scratch.with_whole(out, |scratch, out| kernel::spread(out, scratch.whole(from), sizes));
        }
        (Slot::Small(out), Slot::Small(from)) => {
            scratch.with_small(out, |scratch, out| kernel::spread(out, scratch.small(from), sizes));
        }
        _ => {}
    }
}
