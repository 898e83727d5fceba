//! Binds and runs cases: which one holds, and what it gives.
//!
//! Receives the arms of a case; hands on the register of the value, and of which arm gave it. It knows no links.

use super::binder::{Binder, scale_of};
use super::error::VectorError;
use super::instruction::{BoundArm, Instruction, Operand};
use super::kernel::{self, Arm as KernelArm, CaseValue, CasesOut};
use super::register::{Grain, Mask, Scratch, Slot};
use crate::plan::{Arm, Column, ColumnId, Kind, Op};
use crate::value::Policy;

impl Binder<'_, '_> {
    fn arms(&mut self, arms: &[Arm], grain: Grain, scale: u32) -> Result<Vec<BoundArm>, VectorError> {
        let mut bound = Vec::new();
        for arm in arms {
            let (guard, guard_fault) = match arm.guard {
                Some(guard) => {
                    let (mask, fault) = self.mask(guard, grain)?;
                    (Some(mask), fault)
                }
                None => (None, None),
            };
            let value = self.case_value(arm.value, grain, scale)?;
            bound.push(BoundArm { guard, guard_fault, value });
        }
        Ok(bound)
    }

    /// A value of cases, numbers at the cases' scale.
    fn case_value(&mut self, id: ColumnId, grain: Grain, scale: u32) -> Result<Operand, VectorError> {
        let operand = self.operand(id, grain)?;
        if matches!(operand.slot, Slot::Whole(_)) {
            let whole = self.rescaled(operand, grain, scale)?;
            return Ok(Operand { slot: Slot::Whole(whole), scale, ..operand });
        }
        Ok(operand)
    }

    pub(super) fn cases(
        &mut self,
        policy: Policy,
        arms: &[Arm],
        otherwise: Option<ColumnId>,
        grain: Grain,
        column: &Column,
    ) -> Result<Operand, VectorError> {
        let scale = scale_of(column);
        let arms = self.arms(arms, grain, scale)?;
        let otherwise = match otherwise {
            Some(otherwise) => Some(self.case_value(otherwise, grain, scale)?),
            None => None,
        };
        let out = match column.kind {
            Kind::YesNo => Slot::Mask(self.layout.mask(grain)),
            Kind::Number(_) => Slot::Whole(self.layout.whole(grain)),
            Kind::Choice(_) | Kind::Date => Slot::Small(self.layout.small(grain)),
        };
        let (seen, fault) = (self.layout.mask(grain), self.layout.mask(grain));
        self.code.push(Instruction::Cases { policy, out, seen, fault, arms, otherwise });
        Ok(Operand { slot: out, fault: column.can_fault.then_some(fault), scale, absent: None })
    }

    pub(super) fn chosen(&mut self, cases: ColumnId, position: usize, grain: Grain) -> Result<Operand, VectorError> {
        let result = self.operand(cases, grain)?;
        if !self.chosen.contains_key(&(cases, grain)) {
            let Some(Op::Cases { arms, .. }) = self.plan.column(cases).map(|column| &column.op) else {
                return Err(VectorError::Unsupported { what: format!("t{}", cases.0) });
            };
            let arms = self.arms(arms, grain, result.scale)?;
            let taken = self.layout.mask(grain);
            let outs: Vec<Mask> = arms.iter().map(|_| self.layout.mask(grain)).collect();
            self.code.push(Instruction::Chosen { taken, outs: outs.clone(), arms, result: result.slot });
            self.chosen.insert((cases, grain), outs);
        }
        let out = self.chosen.get(&(cases, grain)).and_then(|outs| outs.get(position)).copied();
        let out = out.ok_or_else(|| VectorError::Unsupported { what: format!("t{}", cases.0) })?;
        Ok(Operand { slot: Slot::Mask(out), fault: result.fault, scale: 0, absent: None })
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

pub(super) fn cases(
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
        out.arm(policy, &KernelArm { guard, guard_fault, value, value_fault: mask(arm.value.fault) });
    }
    out.finish(otherwise.map(|otherwise| (T::read(scratch, otherwise.slot), mask(otherwise.fault))));
}

pub(super) fn chosen(scratch: &mut Scratch, taken: Mask, outs: &[Mask], arms: &[BoundArm], result: Slot) {
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
