//! Facts: binds them to the columns of a population, and loads these.
//!
//! Receives the inputs of a plan; hands on registers. A column of another kind, or a value out of range, is refused.

use super::binder::Binder;
use super::block::{Block, extent, grain};
use super::error::VectorError;
use super::instruction::{Instruction, Operand};
use super::register::{Grain, Scratch, Slot, Small};
use crate::plan::{InputId, Kind};
use crate::population::{ColumnData, Population};

impl Binder<'_, '_> {
    pub(super) fn input(&mut self, id: InputId, own: Grain) -> Result<Operand, VectorError> {
        let missing = || VectorError::Unsupported { what: format!("input {}", id.0) };
        let input = self.plan.inputs.get(id.0).ok_or_else(missing)?;
        let columns = self.population.columns();
        let found = columns.iter().position(|column| column.name == input.name && grain(column.entity) == own);
        let Some((at, column)) = found.and_then(|at| Some((at, columns.get(at)?))) else {
            return Err(VectorError::MissingInput { input: input.name.clone(), label: input.label.clone() });
        };
        let wrong = || VectorError::WrongKind { input: input.name.clone() };
        let operand = |slot| Operand { slot, fault: None, scale: 0, absent: None };
        match (&column.data, &input.kind) {
            (ColumnData::YesNo(_), Kind::YesNo) => {
                let out = self.layout.mask(own);
                self.code.push(Instruction::LoadMask(out, at));
                Ok(operand(Slot::Mask(out)))
            }
            (ColumnData::YesNoByMonth(_), Kind::YesNo) => {
                let out = self.layout.mask(own);
                let bit = u32::try_from(self.plan.on.month() - 1).ok().and_then(|shift| 1_u16.checked_shl(shift));
                self.code.push(Instruction::LoadMonth(out, at, bit.unwrap_or(0)));
                Ok(operand(Slot::Mask(out)))
            }
            (ColumnData::Date(_), Kind::Date) => {
                let out: Small = self.layout.small(own);
                self.code.push(Instruction::LoadDate(out, at));
                Ok(operand(Slot::Small(out)))
            }
            (ColumnData::Choice { values, .. }, Kind::Choice(choices)) => {
                let code = |value: &String| {
                    let at = choices.iter().position(|choice| choice.name == *value);
                    at.and_then(|at| i32::try_from(at).ok())
                        .ok_or_else(|| VectorError::UnknownChoice { input: input.name.clone(), value: value.clone() })
                };
                let codes = values.iter().map(code).collect::<Result<Vec<_>, _>>()?;
                let out = self.layout.small(own);
                self.code.push(Instruction::LoadChoice(out, at, codes));
                Ok(operand(Slot::Small(out)))
            }
            (ColumnData::Number { scale, values }, Kind::Number(number)) => {
                let digits = number.scale.checked_sub(*scale).ok_or_else(wrong)?;
                let factor = 10_i64.checked_pow(digits).ok_or_else(wrong)?;
                let is_sound = |value: &i64| {
                    value.checked_mul(factor).is_some_and(|value| (number.low..=number.high).contains(&value))
                };
                if let Some(row) = values.iter().position(|value| !is_sound(value)) {
                    return Err(VectorError::OutOfRange { input: input.name.clone(), row });
                }
                let out = self.layout.whole(own);
                self.code.push(Instruction::LoadWhole(out, at, factor));
                Ok(Operand { slot: Slot::Whole(out), fault: None, scale: number.scale, absent: None })
            }
            _ => Err(wrong()),
        }
    }
}

/// Loads a column for a block.
pub(super) fn load(instruction: &Instruction, population: &Population, block: Block, scratch: &mut Scratch) {
    let columns = population.columns();
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

fn copy<T, U>(out: &mut [U], values: &[T], read: impl Fn(&T) -> U) {
    for (out, value) in out.iter_mut().zip(values) {
        *out = read(value);
    }
}
