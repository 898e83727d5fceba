//! Binds a plan to a population: which instruction computes which column, on which registers.
//!
//! Receives a plan, a population and the columns wanted; hands on a machine. What nobody needs is left out. It checks
//! that the population has what the law asks for, in the right kind and range.

use std::collections::{BTreeMap, BTreeSet};

use super::binder::{Binder, scale_of, unsupported};
use super::error::VectorError;
use super::instruction::{Arithmetic, Instruction, Operand};
use super::machine::Machine;
use super::register::{Grain, Layout, Mask, Slot};
use crate::plan::{Column, ColumnId, Op, Plan};
use crate::population::{Column as DataColumn, ColumnData, LEFT_ON, Population};
use crate::value::{BIRTH, mantissa};

impl<'p> Machine<'p> {
    /// Binds what some columns of a plan need to a population.
    ///
    /// # Errors
    /// A fact or link that the population does not have, a column of another kind, a value outside its range, or an
    /// operation that this evaluator refuses.
    pub fn bind(plan: &Plan, population: &'p Population, wanted: &[ColumnId]) -> Result<Self, VectorError> {
        bind(plan, population, wanted)
    }
}

/// The machine for some columns of a plan.
pub(super) fn bind<'p>(
    plan: &Plan,
    population: &'p Population,
    wanted: &[ColumnId],
) -> Result<Machine<'p>, VectorError> {
    let mut binder = Binder {
        plan,
        population,
        layout: Layout::default(),
        fills: Vec::new(),
        code: Vec::new(),
        operands: BTreeMap::new(),
        rescaled: BTreeMap::new(),
        chosen: BTreeMap::new(),
        present: None,
    };
    binder.bind_present();
    let live = live_columns(plan, wanted);
    for id in &live {
        if let Some(column) = plan.column(*id)
            && let Some(entity) = column.entity
        {
            let grain = binder.grain(entity)?;
            binder.column(*id, column, grain)?;
        }
    }
    let mut watched = Vec::new();
    for id in wanted {
        // A column that is the same for all is wanted for persons.
        let grain = match plan.column(*id).and_then(|column| column.entity) {
            Some(entity) => binder.grain(entity)?,
            None => Grain::Person,
        };
        let operand = binder.operand(*id, grain)?;
        if let Some(fault) = operand.fault {
            let name = plan.column(*id).map_or(String::new(), |column| column.name.clone());
            watched.push((name, grain, fault));
        }
    }
    let Binder { layout, fills, code, operands, present, .. } = binder;
    Ok(Machine { population, layout, fills, code, operands, present, watched })
}

/// The columns that the wanted ones need, in order.
fn live_columns(plan: &Plan, wanted: &[ColumnId]) -> BTreeSet<ColumnId> {
    let mut live: BTreeSet<ColumnId> = wanted.iter().copied().collect();
    for at in (0..plan.columns.len()).rev() {
        let id = ColumnId(at);
        if live.contains(&id)
            && let Some(column) = plan.column(id)
        {
            live.extend(column.op.operands());
        }
    }
    live
}

impl Binder<'_, '_> {
    fn bind_present(&mut self) {
        let is_birth = |column: &DataColumn| column.name == BIRTH && matches!(column.data, ColumnData::Date(_));
        if let Some(at) = self.population.columns().iter().position(is_birth) {
            let born = self.layout.small(Grain::Person);
            let present = self.layout.mask(Grain::Person);
            self.code.push(Instruction::LoadDate(born, at));
            self.code.push(Instruction::NotAfter(present, born, self.plan.on));
            self.present = Some(self.still_there(present));
        }
    }

    /// Of who is born, who has not left.
    fn still_there(&mut self, present: Mask) -> Mask {
        let is_leaving = |column: &DataColumn| column.name == LEFT_ON && matches!(column.data, ColumnData::Date(_));
        let Some(at) = self.population.columns().iter().position(is_leaving) else {
            return present;
        };
        let left = self.layout.small(Grain::Person);
        let [gone, stays, both] = std::array::from_fn(|_| self.layout.mask(Grain::Person));
        self.code.push(Instruction::LoadDate(left, at));
        self.code.push(Instruction::NotAfter(gone, left, self.plan.on));
        self.code.push(Instruction::Not(stays, gone));
        self.code.push(Instruction::And(both, present, stays));
        both
    }

    /// The register of a column for things of a grain; a column that is the same for all gets one for each grain.
    pub(super) fn operand(&mut self, id: ColumnId, grain: Grain) -> Result<Operand, VectorError> {
        if let Some(known) = self.operands.get(&(id, grain)) {
            return Ok(*known);
        }
        match self.plan.column(id) {
            Some(column) if column.entity.is_none() => self.column(id, column, grain),
            Some(column) => Err(VectorError::Unsupported { what: column.phrase.en.clone() }),
            None => Err(VectorError::Unsupported { what: format!("t{}", id.0) }),
        }
    }

    fn column(&mut self, id: ColumnId, column: &Column, grain: Grain) -> Result<Operand, VectorError> {
        let operand = self.op(id, column, grain)?;
        self.operands.insert((id, grain), operand);
        Ok(operand)
    }

    fn op(&mut self, id: ColumnId, column: &Column, grain: Grain) -> Result<Operand, VectorError> {
        match &column.op {
            Op::Constant(value) => Ok(self.constant(*value, &column.kind, grain)),
            Op::Input(input) => self.optional_input(*input, grain),
            Op::Same(one) => self.operand(*one, grain),
            Op::Not(one) => {
                let (one, fault) = self.mask(*one, grain)?;
                let out = self.layout.mask(grain);
                self.code.push(Instruction::Not(out, one));
                Ok(Operand { slot: Slot::Mask(out), fault, scale: 0, absent: None })
            }
            Op::All(parts) => self.logic(parts, false, grain),
            Op::Any(parts) => self.logic(parts, true, grain),
            Op::Compare(comparison, left, right) => self.compare(*comparison, *left, *right, grain),
            Op::OneOf(one, choices) => {
                let one = self.operand(*one, grain)?;
                let Slot::Small(choice) = one.slot else {
                    return Err(unsupported(column));
                };
                let out = self.layout.mask(grain);
                let choices = choices.iter().map(|choice| i32::from(*choice)).collect();
                self.code.push(Instruction::OneOf(out, choice, choices));
                Ok(Operand { slot: Slot::Mask(out), fault: one.fault, scale: 0, absent: None })
            }
            Op::Add(left, right) => self.arithmetic(Arithmetic::Add, *left, *right, grain, column),
            Op::Subtract(left, right) => self.arithmetic(Arithmetic::Subtract, *left, *right, grain, column),
            Op::Multiply(left, right) => self.arithmetic(Arithmetic::Multiply, *left, *right, grain, column),
            Op::Round(rounding, one, unit) => {
                let scale = scale_of(column);
                let (one, fault) = self.whole_at(*one, grain, scale)?;
                let unit = mantissa(*unit, scale).and_then(|unit| i64::try_from(unit).ok());
                let out = self.layout.whole(grain);
                self.code.push(Instruction::Round(out, one, *rounding, unit.ok_or_else(|| unsupported(column))?));
                Ok(Operand { slot: Slot::Whole(out), fault, scale, absent: None })
            }
            Op::Positive(_)
            | Op::RoundQuotient(..)
            | Op::MonthEdge(..)
            | Op::ElapsedDays(..)
            | Op::Each { .. }
            | Op::IsPresent(_)
            | Op::Required(_) => self.further(&column.op, grain, column),
            Op::Elapsed { is_years, from, to } => self.elapsed(*is_years, *from, *to, grain, column),
            Op::Cases { policy, arms, otherwise } => self.cases(*policy, arms, *otherwise, grain, column),
            Op::Chosen { cases, position } => self.chosen(*cases, *position, grain),
            Op::Follow(link, one) => self.follow(*link, *one, grain, column),
            Op::Count(link, condition) => self.count(*link, *condition, id, grain),
        }
    }
}
