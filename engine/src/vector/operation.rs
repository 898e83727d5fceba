//! Binds and runs the rarer operations: quotients, days, values that may be missing.
//!
//! Receives operations of a plan; adds instructions, and runs them on a block. It knows no cases and no links.

use super::binder::{Binder, scale_of, unsupported};
use super::error::VectorError;
use super::instruction::{Instruction, Operand};
use super::register::{Grain, Scratch, Slot};
use crate::plan::{Column, ColumnId, InputId, Op};
use crate::population::ColumnData;
use crate::value::{Date, Decimal, Rounding, quotient_steps};

impl Binder<'_, '_> {
    /// The register of one of these operations.
    pub(super) fn further(&mut self, op: &Op, grain: Grain, column: &Column) -> Result<Operand, VectorError> {
        match op {
            Op::Positive(one) => {
                let scale = scale_of(column);
                let (one, fault) = self.whole_at(*one, grain, scale)?;
                let (out, own) = (self.layout.whole(grain), self.layout.mask(grain));
                self.code.push(Instruction::NotPositive(own, one));
                self.code.push(Instruction::AtLeastOne(out, one));
                let fault = self.any_fault(&[fault, Some(own)], grain);
                Ok(Operand { slot: Slot::Whole(out), fault, scale, absent: None })
            }
            Op::RoundQuotient(rounding, over, under, unit) => {
                self.quotient(*rounding, (*over, *under), *unit, grain, column)
            }
            Op::MonthEdge(is_last, one) => {
                let one = self.operand(*one, grain)?;
                let Slot::Small(date) = one.slot else {
                    return Err(unsupported(column));
                };
                let out = self.layout.small(grain);
                self.code.push(Instruction::MonthEdge(out, date, *is_last));
                Ok(Operand { slot: Slot::Small(out), fault: one.fault, scale: 0, absent: None })
            }
            Op::ElapsedDays(from, to) => {
                let (from, to) = (self.operand(*from, grain)?, self.operand(*to, grain)?);
                let (Slot::Small(start), Slot::Small(end)) = (from.slot, to.slot) else {
                    return Err(unsupported(column));
                };
                let out = self.layout.whole(grain);
                self.code.push(Instruction::ElapsedDays(out, start, end));
                let fault = self.any_fault(&[from.fault, to.fault], grain);
                Ok(Operand { slot: Slot::Whole(out), fault, scale: 0, absent: None })
            }
            Op::Each { policy, link, value, condition } => {
                self.each(*policy, *link, (*value, *condition), grain, column)
            }
            Op::IsPresent(one) => {
                let one = self.operand(*one, grain)?;
                let out = self.layout.mask(grain);
                self.code.push(Instruction::AnyFault(out, one.absent.into_iter().collect()));
                let present = self.layout.mask(grain);
                self.code.push(Instruction::Not(present, out));
                Ok(Operand { slot: Slot::Mask(present), fault: one.fault, scale: 0, absent: None })
            }
            Op::Required(one) => {
                let one = self.operand(*one, grain)?;
                let fault = self.any_fault(&[one.fault, one.absent], grain);
                Ok(Operand { fault, absent: None, ..one })
            }
            _ => Err(unsupported(column)),
        }
    }

    fn quotient(
        &mut self,
        rounding: Rounding,
        (over, under): (ColumnId, ColumnId),
        unit: Decimal,
        grain: Grain,
        column: &Column,
    ) -> Result<Operand, VectorError> {
        let unit = unit.normalize();
        let scale = self.operand(over, grain)?.scale.max(self.operand(under, grain)?.scale);
        let (over, over_fault) = self.whole_at(over, grain, scale)?;
        let (under, under_fault) = self.whole_at(under, grain, scale)?;
        let decimals = 10_i64.checked_pow(unit.scale()).ok_or_else(|| unsupported(column))?;
        let step = i64::try_from(unit.mantissa()).map_err(|_| unsupported(column))?;
        let out = self.layout.whole(grain);
        self.code.push(Instruction::RoundQuotient(out, over, under, rounding, (decimals, step)));
        let fault = self.any_fault(&[over_fault, under_fault], grain);
        Ok(Operand { slot: Slot::Whole(out), fault, scale: scale_of(column), absent: None })
    }

    /// A fact; one that may be missing has a yes/no column beside it, named like it with a `?`, that says where it is.
    pub(super) fn optional_input(&mut self, id: InputId, grain: Grain) -> Result<Operand, VectorError> {
        let operand = self.input(id, grain)?;
        let Some(input) = self.plan.inputs.get(id.0).filter(|input| input.is_optional) else {
            return Ok(operand);
        };
        let name = format!("{}?", input.name);
        let columns = self.population.columns();
        let is_it = |column: &crate::population::Column| {
            column.name == name
                && super::block::grain(column.entity) == grain
                && matches!(column.data, ColumnData::YesNo(_))
        };
        let Some(at) = columns.iter().position(is_it) else {
            return Ok(operand);
        };
        let (present, absent) = (self.layout.mask(grain), self.layout.mask(grain));
        self.code.push(Instruction::LoadMask(present, at));
        self.code.push(Instruction::Not(absent, present));
        Ok(Operand { absent: Some(absent), ..operand })
    }
}

/// Runs one of these instructions on the registers of a block.
pub(super) fn step(instruction: &Instruction, scratch: &mut Scratch) {
    match instruction {
        Instruction::NotPositive(out, one) => scratch.with_mask(*out, |scratch, out| {
            for (out, one) in out.iter_mut().zip(scratch.whole(*one)) {
                *out = u8::from(*one <= 0);
            }
        }),
        Instruction::AtLeastOne(out, one) => scratch.with_whole(*out, |scratch, out| {
            for (out, one) in out.iter_mut().zip(scratch.whole(*one)) {
                *out = (*one).max(1);
            }
        }),
        Instruction::RoundQuotient(out, over, under, rounding, (decimals, step)) => {
            scratch.with_whole(*out, |scratch, out| {
                for ((out, over), under) in out.iter_mut().zip(scratch.whole(*over)).zip(scratch.whole(*under)) {
                    let over = i128::from(*over) * i128::from(*decimals);
                    let under = i128::from((*under).max(1)) * i128::from(*step);
                    let steps = quotient_steps(over, under, *rounding).and_then(|steps| i64::try_from(steps).ok());
                    // Invariant (proven-bounds): the plan has proven that it fits.
                    *out = steps.unwrap_or(0).wrapping_mul(*step);
                }
            });
        }
        Instruction::MonthEdge(out, one, is_last) => scratch.with_small(*out, |scratch, out| {
            for (out, one) in out.iter_mut().zip(scratch.small(*one)) {
                *out = Date::of_known(*one).month_edge(*is_last).packed();
            }
        }),
        Instruction::ElapsedDays(out, from, to) => scratch.with_whole(*out, |scratch, out| {
            for ((out, from), to) in out.iter_mut().zip(scratch.small(*from)).zip(scratch.small(*to)) {
                *out = i64::from(Date::of_known(*to).day_number() - Date::of_known(*from).day_number());
            }
        }),
        _ => {}
    }
}
