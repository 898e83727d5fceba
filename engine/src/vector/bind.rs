//! Binds a plan to a population: which instruction computes which column, on which registers.
//!
//! Receives a plan, a population and the columns wanted; hands on a machine. What nobody needs is left out. It checks
//! that the population has what the law asks for, in the right kind and range.

use std::collections::{BTreeMap, BTreeSet};

use super::error::VectorError;
use super::machine::{Arithmetic, BoundArm, Fill, Instruction, Machine, Operand, grain};
use super::register::{Grain, Layout, Mask, Slot, Small, Whole};
use crate::plan::{Arm, Column, ColumnId, InputId, Kind, LinkId, Op, Plan};
use crate::population::{Column as DataColumn, ColumnData, Population};
use crate::value::{BIRTH, Comparison, Policy, Value, mantissa};

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

pub(super) struct Binder<'b, 'p> {
    pub(super) plan: &'b Plan,
    pub(super) population: &'p Population,
    pub(super) layout: Layout,
    fills: Vec<Fill>,
    pub(super) code: Vec<Instruction>,
    operands: BTreeMap<(ColumnId, Grain), Operand>,
    rescaled: BTreeMap<(Whole, u32), Whole>,
    /// For cases whose arms are told apart: what tells each arm.
    chosen: BTreeMap<(ColumnId, Grain), Vec<Mask>>,
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

    fn bind_present(&mut self) {
        let is_birth = |column: &DataColumn| column.name == BIRTH && matches!(column.data, ColumnData::Date(_));
        if let Some(at) = self.population.columns().iter().position(is_birth) {
            let born = self.layout.small(Grain::Person);
            let present = self.layout.mask(Grain::Person);
            self.code.push(Instruction::LoadDate(born, at));
            self.code.push(Instruction::NotAfter(present, born, self.plan.on));
            self.present = Some(present);
        }
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

    fn constant(&mut self, value: Value, kind: &Kind, grain: Grain) -> Operand {
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

    fn rescaled(&mut self, operand: Operand, grain: Grain, scale: u32) -> Result<Whole, VectorError> {
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

    fn logic(&mut self, parts: &[ColumnId], is_any: bool, grain: Grain) -> Result<Operand, VectorError> {
        let parts = parts.iter().map(|part| self.operand(*part, grain)).collect::<Result<Vec<_>, _>>()?;
        let out = self.layout.mask(grain);
        let can_fault = parts.iter().any(|part| part.fault.is_some());
        let fault = can_fault.then(|| (self.layout.mask(grain), self.layout.mask(grain)));
        self.code.push(Instruction::Logic { out, parts, is_any, fault });
        Ok(Operand { slot: Slot::Mask(out), fault: fault.map(|(fault, _)| fault), scale: 0, absent: None })
    }

    fn compare(
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

    fn arithmetic(
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

    fn elapsed(
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

    fn cases(
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

    fn chosen(&mut self, cases: ColumnId, position: usize, grain: Grain) -> Result<Operand, VectorError> {
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

    fn count(
        &mut self,
        link: LinkId,
        condition: Option<ColumnId>,
        id: ColumnId,
        grain: Grain,
    ) -> Result<Operand, VectorError> {
        let link =
            self.plan.links.get(link.0).ok_or_else(|| VectorError::Unsupported { what: format!("t{}", id.0) })?;
        let (marks, mark_fault) = match condition {
            Some(condition) => self.mask(condition, Grain::Person)?,
            None => {
                let all = self.layout.mask(Grain::Person);
                self.fills.push(Fill::Mask(all, 1));
                (all, None)
            }
        };
        let relation = self.population.relations().iter().position(|relation| relation.name == link.name);
        if relation.is_none() && grain == Grain::Person {
            return Err(VectorError::MissingLink { link: link.name.clone() });
        }
        let counted = |binder: &mut Self, marks: Mask| {
            let marks = binder.of_present(marks);
            let out = binder.layout.whole(grain);
            binder.code.push(match (grain, relation) {
                (Grain::Person, Some(relation)) => Instruction::CountRelated(out, relation, marks),
                _ => Instruction::CountMembers(out, marks),
            });
            out
        };
        let out = counted(self, marks);
        let fault = mark_fault.map(|fault| {
            let n_faults = counted(self, fault);
            let any = self.layout.mask(grain);
            self.code.push(Instruction::Positive(any, n_faults));
            any
        });
        Ok(Operand { slot: Slot::Whole(out), fault, scale: 0, absent: None })
    }

    /// The marks of persons that are born on the day.
    fn of_present(&mut self, marks: Mask) -> Mask {
        let Some(present) = self.present else {
            return marks;
        };
        let out = self.layout.mask(Grain::Person);
        self.code.push(Instruction::And(out, marks, present));
        out
    }

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

pub(super) const fn scale_of(column: &Column) -> u32 {
    match column.kind {
        Kind::Number(number) => number.scale,
        _ => 0,
    }
}

pub(super) fn unsupported(column: &Column) -> VectorError {
    VectorError::Unsupported { what: column.phrase.en.clone() }
}
