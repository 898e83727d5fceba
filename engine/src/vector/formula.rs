//! Binds and runs logic, comparisons, arithmetic and spans of time.
//!
//! Receives operations of a plan; adds instructions, and runs them on a block. It knows no cases and no links.

use super::binder::{Binder, scale_of, unsupported};
use super::error::VectorError;
use super::instruction::{Arithmetic, Instruction, Operand};
use super::kernel;
use super::register::{Grain, Mask, Scratch, Slot};
use crate::plan::{Column, ColumnId, Op};
use crate::value::{Comparison, Date, LeapBirthday, Value, completed_months};

impl Binder<'_, '_> {
    pub(super) fn logic(&mut self, parts: &[ColumnId], is_any: bool, grain: Grain) -> Result<Operand, VectorError> {
        let parts = parts.iter().map(|part| self.operand(*part, grain)).collect::<Result<Vec<_>, _>>()?;
        let out = self.layout.mask(grain);
        let can_fault = parts.iter().any(|part| part.fault.is_some());
        let fault = can_fault.then(|| (self.layout.mask(grain), self.layout.mask(grain)));
        self.code.push(Instruction::Logic { out, parts, is_any, fault });
        Ok(Operand { slot: Slot::Mask(out), fault: fault.map(|(fault, _)| fault), scale: 0, absent: None })
    }

    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        left: ColumnId,
        right: ColumnId,
        grain: Grain,
    ) -> Result<Operand, VectorError> {
        let (left, right) = (self.operand(left, grain)?, self.operand(right, grain)?);
        let scale = left.scale.max(right.scale);
        let instruction = |binder: &mut Self, out: Mask| {
            Ok(match (left.slot, right.slot) {
                (Slot::Mask(left), Slot::Mask(right)) => Instruction::CompareMask(out, comparison, left, right),
                (Slot::Small(left), Slot::Small(right)) => Instruction::CompareSmall(out, comparison, left, right),
                (Slot::Whole(_), Slot::Whole(_)) => {
                    let first = binder.rescaled(left, grain, scale)?;
                    let second = binder.rescaled(right, grain, scale)?;
                    Instruction::CompareWhole(out, comparison, first, second)
                }
                _ => return Err(VectorError::Unsupported { what: comparison.symbol().to_owned() }),
            })
        };
        let out = self.layout.mask(grain);
        let instruction = instruction(self, out)?;
        self.code.push(instruction);
        let fault = self.any_fault(&[left.fault, right.fault], grain);
        Ok(Operand { slot: Slot::Mask(out), fault, scale: 0, absent: None })
    }

    pub(super) fn arithmetic(
        &mut self,
        kind: Arithmetic,
        left: ColumnId,
        right: ColumnId,
        grain: Grain,
        column: &Column,
    ) -> Result<Operand, VectorError> {
        let scale = scale_of(column);
        let ((left, left_fault), (right, right_fault)) = if matches!(kind, Arithmetic::Multiply) {
            // A product's scale is the sum of the operands' own.
            (self.whole_at(left, grain, 0)?, self.whole_at(right, grain, 0)?)
        } else {
            (self.whole_at(left, grain, scale)?, self.whole_at(right, grain, scale)?)
        };
        let out = self.layout.whole(grain);
        self.code.push(Instruction::Arithmetic(out, kind, left, right));
        let fault = self.any_fault(&[left_fault, right_fault], grain);
        Ok(Operand { slot: Slot::Whole(out), fault, scale, absent: None })
    }

    pub(super) fn elapsed(
        &mut self,
        is_years: bool,
        from: ColumnId,
        to: ColumnId,
        grain: Grain,
        column: &Column,
    ) -> Result<Operand, VectorError> {
        let leap = self.plan.leap_birthday;
        let start = self.operand(from, grain)?;
        let Slot::Small(from) = start.slot else {
            return Err(unsupported(column));
        };
        let out = self.layout.whole(grain);
        if let Some(Op::Constant(Value::Date(day))) = self.plan.column(to).map(|column| &column.op) {
            self.code.push(Instruction::ElapsedTo(out, from, *day, leap, is_years));
            return Ok(Operand { slot: Slot::Whole(out), fault: start.fault, scale: 0, absent: None });
        }
        let end = self.operand(to, grain)?;
        let Slot::Small(to) = end.slot else {
            return Err(unsupported(column));
        };
        self.code.push(Instruction::Elapsed(out, from, to, leap, is_years));
        let fault = self.any_fault(&[start.fault, end.fault], grain);
        Ok(Operand { slot: Slot::Whole(out), fault, scale: 0, absent: None })
    }
}

pub(super) fn logic(scratch: &mut Scratch, out: Mask, parts: &[Operand], is_any: bool, fault: Option<(Mask, Mask)>) {
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

pub(super) fn elapsed(out: &mut [i64], from: &[i32], to: &[i32], leap: LeapBirthday, is_years: bool) {
    for ((out, from), to) in out.iter_mut().zip(from).zip(to) {
        let months = completed_months(Date::of_known(*from), Date::of_known(*to), leap);
        *out = i64::from(if is_years { months.div_euclid(12) * 12 } else { months });
    }
}
