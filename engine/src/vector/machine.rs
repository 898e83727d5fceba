//! Runs bound instructions on one block of households after another.
//!
//! Receives instructions and a population; fills the registers of a block. It knows no plan: names were matched when
//! the instructions were bound.

use std::collections::BTreeMap;

use super::each::BoundEach;
use super::error::VectorError;
use super::kernel::{self, Arm, CaseValue, CasesOut};
use super::register::{Grain, Layout, Mask, Scratch, Slot, Small, Whole};
use crate::plan::{ColumnId, Plan};
use crate::population::{ColumnData, Population};
use crate::value::{Comparison, Date, LeapBirthday, Policy, Rounding, completed_months, completed_months_to};

/// Persons a block holds, unless one household is larger.
const BLOCK_PERSONS: usize = 2048;

/// Some households and their persons, both by position.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// The first household.
    pub household: usize,
    /// How many households.
    pub n_households: usize,
    /// The first person.
    pub person: usize,
    /// How many persons.
    pub n_persons: usize,
}

/// The blocks of a population, in order.
#[must_use]
pub fn blocks(population: &Population) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (household, ends) in population.first_person().windows(2).enumerate() {
        let (start, end) = match ends {
            [start, end] => (*start as usize, *end as usize),
            _ => continue,
        };
        match blocks.last_mut() {
            Some(block) if block.n_persons + end - start <= BLOCK_PERSONS => {
                block.n_persons += end - start;
                block.n_households += 1;
            }
            _ => blocks.push(Block { household, n_households: 1, person: start, n_persons: end - start }),
        }
    }
    blocks
}

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

/// A constant that fills a register once.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fill {
    Mask(Mask, u8),
    Whole(Whole, i64),
    Small(Small, i32),
}

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

impl<'p> Machine<'p> {
    /// Binds what some columns of a plan need to a population.
    ///
    /// # Errors
    /// A fact or link that the population does not have, a column of another kind, a value outside its range, or an
    /// operation that this evaluator refuses.
    pub fn bind(plan: &Plan, population: &'p Population, wanted: &[ColumnId]) -> Result<Self, VectorError> {
        super::bind::bind(plan, population, wanted)
    }

    /// Registers for the blocks of the population.
    #[must_use]
    pub fn scratch(&self, blocks: &[Block]) -> Scratch {
        let n_persons = blocks.iter().map(|block| block.n_persons).max().unwrap_or(0);
        let n_households = blocks.iter().map(|block| block.n_households).max().unwrap_or(0);
        let mut scratch = Scratch::new(&self.layout, n_persons, n_households);
        for fill in &self.fills {
            match *fill {
                Fill::Mask(out, value) => scratch.with_mask(out, |_, out| out.fill(value)),
                Fill::Whole(out, value) => scratch.with_whole(out, |_, out| out.fill(value)),
                Fill::Small(out, value) => scratch.with_small(out, |_, out| out.fill(value)),
            }
        }
        scratch
    }

    /// Fills the registers for one block.
    ///
    /// # Errors
    /// A row of the block for which the law gives no single answer.
    pub fn run(&self, block: Block, scratch: &mut Scratch) -> Result<(), VectorError> {
        for instruction in &self.code {
            self.step(instruction, block, scratch);
        }
        for (column, grain, fault) in &self.watched {
            let (first, length) = extent(block, *grain);
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

    fn find(&self, column: ColumnId) -> Option<(Grain, Operand)> {
        [Grain::Person, Grain::Household]
            .into_iter()
            .find_map(|grain| self.operands.get(&(column, grain)).map(|operand| (grain, *operand)))
    }

    fn step(&self, instruction: &Instruction, block: Block, scratch: &mut Scratch) {
        match instruction {
            Instruction::LoadMask(..)
            | Instruction::LoadMonth(..)
            | Instruction::LoadChoice(..)
            | Instruction::LoadDate(..)
            | Instruction::LoadWhole(..) => self.load(instruction, block, scratch),
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
            Instruction::Spread(out, from) => self.spread(*out, *from, block, scratch),
            Instruction::Related(..) | Instruction::Unrelated(..) => {
                super::related::step(instruction, self.population, block, scratch);
            }
            Instruction::CountMembers(out, marks) => {
                let sizes = self.sizes(block);
                scratch.with_whole(*out, |scratch, out| kernel::count_members(out, scratch.mask(*marks), sizes));
            }
            Instruction::CountRelated(out, relation, marks) => {
                let Some(relation) = self.population.relations().get(*relation) else {
                    return;
                };
                let offsets = relation.offsets.get(block.person..=block.person + block.n_persons).unwrap_or(&[]);
                scratch.with_whole(*out, |scratch, out| {
                    kernel::count_related(out, scratch.mask(*marks), offsets, &relation.targets, block.person);
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
            Instruction::Each(each) => each.run(self.population, block, scratch),
            Instruction::Positive(out, one) => scratch.with_mask(*out, |scratch, out| {
                for (out, one) in out.iter_mut().zip(scratch.whole(*one)) {
                    *out = u8::from(*one > 0);
                }
            }),
        }
    }

    pub(super) fn sizes(&self, block: Block) -> &[u32] {
        self.population.first_person().get(block.household..=block.household + block.n_households).unwrap_or(&[])
    }

    fn spread(&self, out: Slot, from: Slot, block: Block, scratch: &mut Scratch) {
        let sizes = self.sizes(block);
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

    fn load(&self, instruction: &Instruction, block: Block, scratch: &mut Scratch) {
        let columns = self.population.columns();
        let column = |at: usize| columns.get(at).map(|column| (&column.data, extent(block, grain(column.entity))));
        match instruction {
            Instruction::LoadMask(out, at) => {
                if let Some((ColumnData::YesNo(values), (first, length))) = column(*at) {
                    let values = values.get(first..first + length).unwrap_or(&[]);
                    scratch.with_mask(*out, |_, out| copy(out, values, |value| *value));
                }
            }
            Instruction::LoadMonth(out, at, bit) => {
                if let Some((ColumnData::YesNoByMonth(values), (first, length))) = column(*at) {
                    let values = values.get(first..first + length).unwrap_or(&[]);
                    scratch.with_mask(*out, |_, out| copy(out, values, |value| u8::from(value & bit != 0)));
                }
            }
            Instruction::LoadChoice(out, at, codes) => {
                if let Some((ColumnData::Choice { codes: values, .. }, (first, length))) = column(*at) {
                    let values = values.get(first..first + length).unwrap_or(&[]);
                    let code = |value: &u8| codes.get(usize::from(*value)).copied().unwrap_or(-1);
                    scratch.with_small(*out, |_, out| copy(out, values, code));
                }
            }
            Instruction::LoadDate(out, at) => {
                if let Some((ColumnData::Date(values), (first, length))) = column(*at) {
                    let values = values.get(first..first + length).unwrap_or(&[]);
                    scratch.with_small(*out, |_, out| copy(out, values, |value| *value));
                }
            }
            Instruction::LoadWhole(out, at, factor) => {
                if let Some((ColumnData::Number { values, .. }, (first, length))) = column(*at) {
                    let values = values.get(first..first + length).unwrap_or(&[]);
                    scratch.with_whole(*out, |_, out| copy(out, values, |value| value.wrapping_mul(*factor)));
                }
            }
            _ => {}
        }
    }
}

fn copy<T, U>(out: &mut [U], values: &[T], read: impl Fn(&T) -> U) {
    for (out, value) in out.iter_mut().zip(values) {
        *out = read(value);
    }
}

pub(super) const fn grain(entity: crate::population::Entity) -> Grain {
    match entity {
        crate::population::Entity::Person => Grain::Person,
        crate::population::Entity::Household => Grain::Household,
    }
}

pub(super) const fn extent(block: Block, grain: Grain) -> (usize, usize) {
    match grain {
        Grain::Person => (block.person, block.n_persons),
        Grain::Household => (block.household, block.n_households),
    }
}

fn logic(scratch: &mut Scratch, out: Mask, parts: &[Operand], is_any: bool, fault: Option<(Mask, Mask)>) {
    let masks = || {
        parts.iter().filter_map(|part| match part.slot {
            Slot::Mask(mask) => Some((mask, part.fault)),
            _ => None,
        })
    };
    scratch.with_mask(out, |scratch, out| {
        out.fill(u8::from(!is_any));
        for (mask, _) in masks() {
            if is_any { kernel::or(out, scratch.mask(mask)) } else { kernel::and(out, scratch.mask(mask)) }
        }
    });
    let Some((fault, decided)) = fault else {
        return;
    };
    scratch.with_mask(decided, |scratch, decided| {
        decided.fill(0);
        for (mask, fault) in masks() {
            let fault = fault.map(|fault| scratch.mask(fault));
            kernel::or_decides(decided, scratch.mask(mask), fault, u8::from(is_any));
        }
    });
    scratch.with_mask(fault, |scratch, fault| {
        fault.fill(0);
        for (_, own) in masks() {
            if let Some(own) = own {
                kernel::or(fault, scratch.mask(own));
            }
        }
        kernel::unless(fault, scratch.mask(decided));
    });
    // Where a sound part decides, the value is what it decides, whatever a faulty part holds.
    scratch.with_mask(out, |scratch, out| {
        let decided = scratch.mask(decided);
        for (out, decided) in out.iter_mut().zip(decided) {
            *out = if *decided != 0 { u8::from(is_any) } else { *out };
        }
    });
}

fn elapsed(out: &mut [i64], from: &[i32], to: &[i32], leap: LeapBirthday, is_years: bool) {
    for ((out, from), to) in out.iter_mut().zip(from).zip(to) {
        let months = completed_months(Date::of_known(*from), Date::of_known(*to), leap);
        *out = i64::from(if is_years { months.div_euclid(12) * 12 } else { months });
    }
}

/// Reads registers of one type of value, so that cases are written once.
trait Typed: CaseValue {
    fn read(scratch: &Scratch, slot: Slot) -> &[Self];
}

impl Typed for i64 {
    fn read(scratch: &Scratch, slot: Slot) -> &[Self] {
        if let Slot::Whole(whole) = slot { scratch.whole(whole) } else { &[] }
    }
}

impl Typed for i32 {
    fn read(scratch: &Scratch, slot: Slot) -> &[Self] {
        if let Slot::Small(small) = slot { scratch.small(small) } else { &[] }
    }
}

impl Typed for u8 {
    fn read(scratch: &Scratch, slot: Slot) -> &[Self] {
        if let Slot::Mask(mask) = slot { scratch.mask(mask) } else { &[] }
    }
}

fn cases(
    scratch: &mut Scratch,
    policy: Policy,
    out: Slot,
    (seen, fault): (Mask, Mask),
    arms: &[BoundArm],
    otherwise: Option<Operand>,
) {
    let mut seen_values = scratch.take_mask(seen);
    let mut fault_values = scratch.take_mask(fault);
    match out {
        Slot::Whole(register) => scratch.with_whole(register, |scratch, value| {
            let out = CasesOut { value, seen: &mut seen_values, fault: &mut fault_values };
            typed_cases::<i64>(scratch, policy, out, arms, otherwise);
        }),
        Slot::Small(register) => scratch.with_small(register, |scratch, value| {
            let out = CasesOut { value, seen: &mut seen_values, fault: &mut fault_values };
            typed_cases::<i32>(scratch, policy, out, arms, otherwise);
        }),
        Slot::Mask(register) => scratch.with_mask(register, |scratch, value| {
            let out = CasesOut { value, seen: &mut seen_values, fault: &mut fault_values };
            typed_cases::<u8>(scratch, policy, out, arms, otherwise);
        }),
    }
    scratch.put_mask(seen, seen_values);
    scratch.put_mask(fault, fault_values);
}

fn typed_cases<T: Typed>(
    scratch: &Scratch,
    policy: Policy,
    mut out: CasesOut<'_, T>,
    arms: &[BoundArm],
    otherwise: Option<Operand>,
) {
    let mask = |mask: Option<Mask>| mask.map(|mask| scratch.mask(mask));
    out.start();
    for arm in arms {
        let value = T::read(scratch, arm.value.slot);
        let (guard, guard_fault) = (mask(arm.guard), mask(arm.guard_fault));
        out.arm(policy, &Arm { guard, guard_fault, value, value_fault: mask(arm.value.fault) });
    }
    out.finish(otherwise.map(|otherwise| (T::read(scratch, otherwise.slot), mask(otherwise.fault))));
}

fn chosen(scratch: &mut Scratch, taken: Mask, outs: &[Mask], arms: &[BoundArm], result: Slot) {
    scratch.with_mask(taken, |_, taken| taken.fill(0));
    for (out, arm) in outs.iter().zip(arms) {
        let mut taken_values = scratch.take_mask(taken);
        scratch.with_mask(*out, |scratch, out| {
            let guard = arm.guard.map(|guard| scratch.mask(guard));
            match (arm.value.slot, result) {
                (Slot::Whole(value), Slot::Whole(result)) => {
                    kernel::chosen(out, &mut taken_values, guard, scratch.whole(value), scratch.whole(result));
                }
                (Slot::Small(value), Slot::Small(result)) => {
                    kernel::chosen(out, &mut taken_values, guard, scratch.small(value), scratch.small(result));
                }
                (Slot::Mask(value), Slot::Mask(result)) => {
                    kernel::chosen(out, &mut taken_values, guard, scratch.mask(value), scratch.mask(result));
                }
                _ => {}
            }
        });
        scratch.put_mask(taken, taken_values);
    }
}
