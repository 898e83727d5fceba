//! What is known while a plan is bound, and registers at the scale that is wanted.
//!
//! Receives columns and constants; hands on registers, adding instructions where a number must be finer. It knows no
//! operation of the law.

use std::collections::BTreeMap;

use super::error::VectorError;
use super::instruction::{Fill, Instruction, Operand};
use super::register::{Grain, Layout, Mask, Slot, Whole};
use crate::plan::{Column, ColumnId, Kind, Plan};
use crate::population::Population;
use crate::value::Value;

pub(super) struct Binder<'b, 'p> {
    pub(super) plan: &'b Plan,
    pub(super) population: &'p Population,
    pub(super) layout: Layout,
    pub(super) fills: Vec<Fill>,
    pub(super) code: Vec<Instruction>,
    pub(super) operands: BTreeMap<(ColumnId, Grain), Operand>,
    pub(super) rescaled: BTreeMap<(Whole, u32), Whole>,
    /// For cases whose arms are told apart: what tells each arm.
    pub(super) chosen: BTreeMap<(ColumnId, Grain), Vec<Mask>>,
    pub(super) present: Option<Mask>,
}

impl Binder<'_, '_> {
    pub(super) fn grain(&self, entity: crate::plan::EntityId) -> Result<Grain, VectorError> {
        match self.plan.entities.get(entity.0).map(|entity| entity.name.as_str()) {
            Some("person") => Ok(Grain::Person),
            Some("household") => Ok(Grain::Household),
            other => Err(VectorError::Unsupported { what: other.unwrap_or_default().to_owned() }),
        }
    }

    pub(super) fn constant(&mut self, value: Value, kind: &Kind, grain: Grain) -> Operand {
        let (slot, scale) = match value {
            Value::YesNo(value) => {
                let out = self.layout.mask(grain);
                self.fills.push(Fill::Mask(out, u8::from(value)));
                (Slot::Mask(out), 0)
            }
            Value::Date(date) => {
                let out = self.layout.small(grain);
                self.fills.push(Fill::Small(out, date.packed()));
                (Slot::Small(out), 0)
            }
            Value::Choice(choice) => {
                let out = self.layout.small(grain);
                self.fills.push(Fill::Small(out, i32::from(choice)));
                (Slot::Small(out), 0)
            }
            Value::Number(_) | Value::Absent => {
                // Invariant (proven-bounds): a constant's bounds are its own scaled value.
                let (value, scale) = match kind {
                    Kind::Number(number) => (number.low, number.scale),
                    _ => (0, 0),
                };
                let out = self.layout.whole(grain);
                self.fills.push(Fill::Whole(out, value));
                (Slot::Whole(out), scale)
            }
        };
        Operand { slot, fault: None, scale, absent: None }
    }

    pub(super) fn mask(&mut self, id: ColumnId, grain: Grain) -> Result<(Mask, Option<Mask>), VectorError> {
        let operand = self.operand(id, grain)?;
        match operand.slot {
            Slot::Mask(mask) => Ok((mask, operand.fault)),
            _ => Err(VectorError::Unsupported { what: format!("t{}", id.0) }),
        }
    }

    /// A number at a scale at least as fine as its own.
    pub(super) fn whole_at(
        &mut self,
        id: ColumnId,
        grain: Grain,
        scale: u32,
    ) -> Result<(Whole, Option<Mask>), VectorError> {
        let operand = self.operand(id, grain)?;
        let whole = self.rescaled(operand, grain, scale)?;
        Ok((whole, operand.fault))
    }

    pub(super) fn rescaled(&mut self, operand: Operand, grain: Grain, scale: u32) -> Result<Whole, VectorError> {
        let Slot::Whole(whole) = operand.slot else {
            return Err(VectorError::Unsupported { what: "number".to_owned() });
        };
        let digits = scale.saturating_sub(operand.scale);
        if digits == 0 {
            return Ok(whole);
        }
        if let Some(known) = self.rescaled.get(&(whole, digits)) {
            return Ok(*known);
        }
        let out = self.layout.whole(grain);
        self.code.push(Instruction::Rescale(out, whole, 10_i64.saturating_pow(digits)));
        self.rescaled.insert((whole, digits), out);
        Ok(out)
    }

    pub(super) fn any_fault(&mut self, faults: &[Option<Mask>], grain: Grain) -> Option<Mask> {
        let faults: Vec<Mask> = faults.iter().copied().flatten().collect();
        match faults.as_slice() {
            [] => None,
            [one] => Some(*one),
            _ => {
                let out = self.layout.mask(grain);
                self.code.push(Instruction::AnyFault(out, faults));
                Some(out)
            }
        }
    }
}

pub(super) const fn scale_of(column: &Column) -> u32 {
    match column.kind {
        Kind::Number(number) => number.scale,
        _ => 0,
    }
}

pub(super) fn unsupported(column: &Column) -> VectorError {
    VectorError::Unsupported { what: column.phrase.en.clone() }
}
