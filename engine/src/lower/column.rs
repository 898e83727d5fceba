//! Adds columns to the plan.
//!
//! Receives operations on known columns; hands on the column that computes them, the same one for the same
//! operation. It proves that every number fits, and knows no law.

use ansinh_grammar::{Span, Text};

use super::{Lowering, OVERFLOW};
use crate::hir::{self, Type};
use crate::plan::{Arm, Choice, Citation, Column, ColumnId, EntityId, Kind, Listed, Number, Op, Role, Unit, Written};
use crate::value::{self, Decimal, Value};

/// The largest scaled number: three bits are kept free for rounding and sums of two.
const LARGEST: i128 = i64::MAX as i128 / 8;

impl Lowering<'_> {
    /// The column of an operation; `None`, with a complaint, if its numbers may not fit.
    pub(super) fn column(&mut self, op: Op, unit: Option<Unit>, phrase: Text, span: Span) -> Option<ColumnId> {
        let entity = self.entity_of(&op);
        // The same number in another unit is another column: it reads differently.
        let unit_of_number = unit.filter(|_| matches!(op, Op::Constant(_)));
        if let Some(id) = self.known.get(&(entity, op.clone(), unit_of_number)).copied() {
            self.shared.insert(id);
            return Some(id);
        }
        let kind = match self.kind_of(&op, unit) {
            Ok(kind) => kind,
            Err(()) => {
                let headline =
                    Text::new("số này có thể quá lớn để tính đúng", "this number may be too large to be exact");
                self.complain(OVERFLOW, span, headline);
                return None;
            }
        };
        let can_fault = self.can_fault(&op);
        let id = ColumnId(self.plan.columns.len());
        self.known.insert((entity, op.clone(), unit_of_number), id);
        self.push(op, kind, phrase, entity, can_fault);
        Some(id)
    }

    /// Gives a column a name and a place in the law. A column that has one, or that another rule looks at, keeps its
    /// own words and a twin gets the name; a named column is not handed to rules that say the same in other words.
    pub(super) fn named(
        &mut self,
        id: ColumnId,
        naming: &hir::Naming,
        role: Role,
        citations: Vec<Citation>,
    ) -> ColumnId {
        let is_step = self.plan.column(id).is_some_and(|column| column.role == Role::Step);
        let id = if is_step && !self.shared.contains(&id) { id } else { self.twin(id) };
        self.known.retain(|_, known| *known != id);
        if let Some(column) = self.plan.columns.get_mut(id.0) {
            column.name.clone_from(&naming.name);
            column.phrase = naming.label.clone();
            column.role = role;
            column.citations = citations;
        }
        id
    }

    /// Says where the cases of a column were written.
    pub(super) fn write_down(&mut self, id: ColumnId, written: Written) {
        let found = self.plan.columns.get_mut(id.0);
        if let Some(found) = found.filter(|found| matches!(found.op, Op::Cases { .. })) {
            found.written = Some(written);
        }
    }

    /// Says that a column lists categories or exceptions of a benefit.
    pub(super) fn write_list(&mut self, column: ColumnId, id: hir::BenefitId, listed: Listed, arms: Vec<Span>) {
        if let Some(benefit) = self.program.benefits.get(id.0) {
            let (name, span) = (self.program.called(&benefit.naming), benefit.naming.span);
            self.write_down(column, Written { listed, name, span, arms, otherwise: None });
        }
    }

    fn twin(&mut self, id: ColumnId) -> ColumnId {
        let twin = ColumnId(self.plan.columns.len());
        if let Some(column) = self.plan.columns.get(id.0).cloned() {
            self.plan.columns.push(Column { op: Op::Same(id), ..column });
        }
        twin
    }

    /// A constant.
    pub(super) fn constant(&mut self, value: Value, value_type: Type) -> Option<ColumnId> {
        let phrase = super::text::value_text(value, value_type, self.program);
        let unit = super::text::unit(value_type, self.program);
        if let (Value::Choice(_), Type::Choice(id)) = (value, value_type) {
            let kind = self.choice_kind(id);
            return Some(self.raw_constant(value, kind, phrase));
        }
        self.column(Op::Constant(value), unit, phrase, Span::default())
    }

    fn raw_constant(&mut self, value: Value, kind: Kind, phrase: Text) -> ColumnId {
        let id = ColumnId(self.plan.columns.len());
        self.push(Op::Constant(value), kind, phrase, None, false);
        id
    }

    fn push(&mut self, op: Op, kind: Kind, phrase: Text, entity: Option<EntityId>, can_fault: bool) {
        self.plan.columns.push(Column {
            name: String::new(),
            role: Role::Step,
            phrase,
            entity,
            kind,
            op,
            citations: Vec::new(),
            arm_citations: Vec::new(),
            arm_labels: Vec::new(),
            can_fault,
            written: None,
        });
    }

    /// All of several conditions: one stays as it is, none is yes.
    pub(super) fn all(&mut self, parts: Vec<ColumnId>, phrase: Text) -> Option<ColumnId> {
        match parts.as_slice() {
            [one] => Some(*one),
            [] => self.constant(Value::YesNo(true), Type::YesNo),
            _ => self.column(Op::All(parts), None, phrase, Span::default()),
        }
    }

    /// Any of several conditions: one stays as it is, none is no.
    pub(super) fn any(&mut self, parts: Vec<ColumnId>, phrase: Text) -> Option<ColumnId> {
        match parts.as_slice() {
            [one] => Some(*one),
            [] => self.constant(Value::YesNo(false), Type::YesNo),
            _ => self.column(Op::Any(parts), None, phrase, Span::default()),
        }
    }

    /// The kind of an enumeration's values.
    pub(super) fn choice_kind(&self, id: hir::EnumerationId) -> Kind {
        let values = self.program.enumerations.get(id.0).map_or(&[][..], |found| &found.values);
        Kind::Choice(
            values.iter().map(|value| Choice { name: value.name.clone(), label: value.label.clone() }).collect(),
        )
    }

    fn entity_of(&self, op: &Op) -> Option<EntityId> {
        match op {
            Op::Input(id) => self.plan.inputs.get(id.0).map(|input| input.entity),
            Op::Follow(link, _) | Op::Count(link, _) | Op::Each { link, .. } => {
                self.plan.links.get(link.0).map(|link| link.from)
            }
            _ => op.operands().into_iter().find_map(|id| self.plan.column(id)?.entity),
        }
    }

    fn can_fault(&self, op: &Op) -> bool {
        let is_choice_of_cases = matches!(op, Op::Cases { policy, arms, otherwise }
            if (*policy == value::Policy::Only && arms.len() > 1) || (otherwise.is_none() && !is_covered(arms)));
        let is_partial = matches!(op, Op::Positive(_) | Op::Required(_) | Op::Each { policy: value::Policy::Only, .. });
        is_choice_of_cases
            || is_partial
            || op.operands().into_iter().any(|id| self.plan.column(id).is_some_and(|column| column.can_fault))
    }

    /// The kind of an operation's values.
    fn kind_of(&self, op: &Op, unit: Option<Unit>) -> Result<Kind, ()> {
        let first =
            |ids: &[ColumnId]| ids.first().and_then(|id| self.plan.column(*id)).map(|column| column.kind.clone());
        Ok(match op {
            Op::Constant(Value::YesNo(_))
            | Op::Not(_)
            | Op::All(_)
            | Op::Any(_)
            | Op::Compare(..)
            | Op::OneOf(..)
            | Op::IsPresent(_)
            | Op::Chosen { .. } => {
                if let Op::Compare(_, left, right) = op {
                    self.comparable(*left, *right)?;
                }
                Kind::YesNo
            }
            Op::Constant(Value::Date(_)) | Op::MonthEdge(..) => Kind::Date,
            Op::Constant(Value::Absent) => return Err(()),
            Op::Constant(Value::Choice(_)) => Kind::Choice(Vec::new()),
            Op::Constant(Value::Number(number)) => {
                let number = number.normalize();
                let mantissa = value::mantissa(number, number.scale()).ok_or(())?;
                number_kind(unit, number.scale(), mantissa, mantissa)?
            }
            Op::Input(id) => self.plan.inputs.get(id.0).map(|input| input.kind.clone()).ok_or(())?,
            Op::Same(one) | Op::Follow(_, one) | Op::Required(one) => first(&[*one]).ok_or(())?,
            Op::Add(left, right) => self.added(*left, *right, unit, false)?,
            Op::Subtract(left, right) => self.added(*left, *right, unit, true)?,
            Op::Multiply(left, right) => self.multiplied(*left, *right, unit)?,
            Op::Round(_, one, step) => self.rounded_kind(*one, *step, unit)?,
            Op::Positive(one) => {
                let number = self.number(*one)?;
                Kind::Number(Number { low: number.low.max(1), high: number.high.max(1), ..number })
            }
            Op::RoundQuotient(_, over, under, step) => self.quotient_kind(*over, *under, *step, unit)?,
            Op::ElapsedDays(..) => number_kind(unit, 0, -3_660_000, 3_660_000)?,
            Op::Each { policy, value, .. } => self.each_kind(*policy, *value, unit)?,
            Op::Elapsed { .. } => number_kind(unit, 0, -120_000, 120_000)?,
            Op::Count(..) => number_kind(unit, 0, 0, i128::from(value::LARGEST_COLLECTION))?,
            Op::Cases { policy, arms, otherwise } => self.cases_kind(*policy, arms, *otherwise, unit)?,
        })
    }

    fn multiplied(&self, left: ColumnId, right: ColumnId, unit: Option<Unit>) -> Result<Kind, ()> {
        let (left, right) = (self.number(left)?, self.number(right)?);
        let corners = [
            i128::from(left.low) * i128::from(right.low),
            i128::from(left.low) * i128::from(right.high),
            i128::from(left.high) * i128::from(right.low),
            i128::from(left.high) * i128::from(right.high),
        ];
        let low = corners.into_iter().min().ok_or(())?;
        let high = corners.into_iter().max().ok_or(())?;
        number_kind(unit, left.scale + right.scale, low, high)
    }

    fn rounded_kind(&self, one: ColumnId, step: Decimal, unit: Option<Unit>) -> Result<Kind, ()> {
        let number = self.number(one)?;
        let scale = number.scale.max(step.normalize().scale());
        let step = value::mantissa(step, scale).ok_or(())?;
        let (low, high) = (at_scale(number.low, number.scale, scale)?, at_scale(number.high, number.scale, scale)?);
        number_kind(unit, scale, low - step, high + step)
    }

    /// A quotient is never further from zero than its dividend over the smallest divisor.
    fn quotient_kind(&self, over: ColumnId, under: ColumnId, step: Decimal, unit: Option<Unit>) -> Result<Kind, ()> {
        let (over, under) = (self.number(over)?, self.number(under)?);
        let finest = over.scale.max(under.scale);
        let smallest = at_scale(under.low.max(1), under.scale, finest)?;
        let step = step.normalize();
        let widest = i128::from(over.low).abs().max(i128::from(over.high).abs());
        let widest = at_scale(i64::try_from(widest).map_err(|_| ())?, over.scale, finest)?;
        // The machine multiplies both by the decimals of the step before it divides.
        let precise = widest.checked_mul(10_i128.checked_pow(step.scale() + 1).ok_or(())?).ok_or(())?;
        let largest = precise / smallest / 10 + step.mantissa() + 1;
        let low = if over.low < 0 { -largest } else { 0 };
        number_kind(unit, step.scale(), low, largest)
    }

    fn each_kind(&self, policy: value::Policy, value: ColumnId, unit: Option<Unit>) -> Result<Kind, ()> {
        let Ok(number) = self.number(value) else {
            return self.plan.column(value).map(|column| column.kind.clone()).ok_or(());
        };
        let n_most = if policy == value::Policy::Sum { i128::from(value::LARGEST_COLLECTION) } else { 1 };
        let (low, high) = (i128::from(number.low.min(0)) * n_most, i128::from(number.high.max(0)) * n_most);
        number_kind(unit, number.scale, low, high)
    }

    fn number(&self, id: ColumnId) -> Result<Number, ()> {
        match self.plan.column(id).map(|column| &column.kind) {
            Some(Kind::Number(number)) => Ok(*number),
            _ => Err(()),
        }
    }

    /// Two numbers must fit also at the scale at which they are compared.
    fn comparable(&self, left: ColumnId, right: ColumnId) -> Result<(), ()> {
        let (Ok(left), Ok(right)) = (self.number(left), self.number(right)) else {
            return Ok(());
        };
        let scale = left.scale.max(right.scale);
        for number in [left, right] {
            let (low, high) = (at_scale(number.low, number.scale, scale)?, at_scale(number.high, number.scale, scale)?);
            number_kind(None, scale, low, high)?;
        }
        Ok(())
    }

    fn added(&self, left: ColumnId, right: ColumnId, unit: Option<Unit>, is_minus: bool) -> Result<Kind, ()> {
        let (left, right) = (self.number(left)?, self.number(right)?);
        let scale = left.scale.max(right.scale);
        let ends = |number: Number| {
            Ok::<_, ()>((at_scale(number.low, number.scale, scale)?, at_scale(number.high, number.scale, scale)?))
        };
        let ((left_low, left_high), (right_low, right_high)) = (ends(left)?, ends(right)?);
        let (low, high) = if is_minus {
            (left_low - right_high, left_high - right_low)
        } else {
            (left_low + right_low, left_high + right_high)
        };
        number_kind(unit, scale, low, high)
    }

    fn cases_kind(
        &self,
        policy: value::Policy,
        arms: &[Arm],
        otherwise: Option<ColumnId>,
        unit: Option<Unit>,
    ) -> Result<Kind, ()> {
        let values: Vec<ColumnId> = arms.iter().map(|arm| arm.value).chain(otherwise).collect();
        let first = values.first().and_then(|id| self.plan.column(*id)).ok_or(())?;
        if !matches!(first.kind, Kind::Number(_)) {
            return Ok(first.kind.clone());
        }
        let numbers = values.iter().map(|id| self.number(*id)).collect::<Result<Vec<_>, ()>>()?;
        let scale = numbers.iter().map(|number| number.scale).max().ok_or(())?;
        let mut low = i128::MAX;
        let mut high = i128::MIN;
        let mut sum = (0_i128, 0_i128);
        for number in &numbers {
            let ends = (at_scale(number.low, number.scale, scale)?, at_scale(number.high, number.scale, scale)?);
            low = low.min(ends.0);
            high = high.max(ends.1);
            sum = (sum.0 + ends.0.min(0), sum.1 + ends.1.max(0));
        }
        if policy == value::Policy::Sum {
            (low, high) = (low.min(sum.0), high.max(sum.1));
        }
        number_kind(unit, scale, low, high)
    }
}

/// Whether an arm without a guard makes sure that one applies.
fn is_covered(arms: &[Arm]) -> bool {
    arms.iter().any(|arm| arm.guard.is_none())
}

fn at_scale(mantissa: i64, from: u32, to: u32) -> Result<i128, ()> {
    let factor = to.checked_sub(from).and_then(|digits| 10_i128.checked_pow(digits)).ok_or(())?;
    i128::from(mantissa).checked_mul(factor).ok_or(())
}

fn number_kind(unit: Option<Unit>, scale: u32, low: i128, high: i128) -> Result<Kind, ()> {
    if low < -LARGEST || high > LARGEST {
        return Err(());
    }
    let (low, high) = (i64::try_from(low).map_err(|_| ())?, i64::try_from(high).map_err(|_| ())?);
    Ok(Kind::Number(Number { unit: unit.unwrap_or(Unit::Plain), scale, low, high }))
}

/// The kind of an input's values; numbers without a range get the widest.
pub(super) fn input_kind(input: &hir::Input, choices: Kind, program: &hir::Program) -> Kind {
    let range = input.range;
    match input.value_type {
        Type::YesNo => Kind::YesNo,
        Type::Date => Kind::Date,
        Type::Choice(_) => choices,
        numeric => {
            // An amount of money is told to the currency's smallest unit, and no finer.
            let scale = match program.smallest(numeric) {
                Some(smallest) => smallest.normalize().scale(),
                None if numeric == Type::Integer => 0,
                None => 4,
            };
            let end = |value: Option<Value>, widest: i64| {
                let number = value.and_then(Value::as_number).unwrap_or_else(|| Decimal::from(widest));
                value::mantissa(number, scale).and_then(|mantissa| i64::try_from(mantissa).ok()).unwrap_or(widest)
            };
            let low = end(range.map(|range| range.0), -value::LARGEST_INPUT);
            let high = end(range.map(|range| range.1), value::LARGEST_INPUT);
            Kind::Number(Number { unit: super::text::unit(numeric, program).unwrap_or(Unit::Plain), scale, low, high })
        }
    }
}
