//! Operations on values that are certain.
//!
//! Receives an operation and a thing; hands on its outcome where that is certain without looking at sets. Each means
//! what `evaluate` says it means; whatever is not here goes there. It keeps nothing.

use super::super::evaluate::{combined, normal, number};
use super::super::possible::Outcome;
use super::lazy::{Lazy, Seen};
use super::memo::{End, Pick};
use crate::plan::{Arm, ColumnId, LinkId, Op};
use crate::value::{self, Decimal, Fact, Fault, Policy, Value, completed_months};

impl Lazy<'_> {
    /// What an operation comes to for a thing, if it is certain without looking at sets.
    pub(super) fn quick(&self, op: &Op, thing: usize) -> Option<Seen> {
        match op {
            Op::Constant(value) => Some(Seen::Sure(Ok(*value))),
            Op::Input(id) => match self.facts.fact(thing, *id)? {
                Fact::Known(value) => Some(Seen::Sure(Ok(normal(*value)))),
                Fact::OneOf(_) => None,
            },
            Op::Same(one) => Some(self.seen(*one, thing)),
            Op::Not(one) => {
                self.one(*one, thing, |value| value.as_yes_no().map(|yes| Value::YesNo(!yes)).ok_or(Fault::Overflow))
            }
            Op::All(parts) => self.all(parts, thing, false),
            Op::Any(parts) => self.all(parts, thing, true),
            Op::Compare(comparison, left, right) => {
                self.two(*left, *right, thing, |left, right| Ok(Value::YesNo(comparison.holds(&left, &right))))
            }
            Op::OneOf(one, values) => self.one(*one, thing, |value| match value {
                Value::Choice(choice) => Ok(Value::YesNo(values.contains(&choice))),
                _ => Err(Fault::Overflow),
            }),
            Op::Add(left, right) => self.arithmetic(*left, *right, thing, value::add),
            Op::Subtract(left, right) => self.arithmetic(*left, *right, thing, value::subtract),
            Op::Multiply(left, right) => self.arithmetic(*left, *right, thing, value::multiply),
            Op::Round(rounding, one, unit) => self.one(*one, thing, |value| {
                number(value.as_number().and_then(|value| value::round(value, *rounding, *unit)))
            }),
            Op::Elapsed { is_years, from, to } => self.two(*from, *to, thing, |from, to| match (from, to) {
                (Value::Date(from), Value::Date(to)) => {
                    let months = completed_months(from, to, self.plan.leap_birthday);
                    let months = if *is_years { months.div_euclid(12) * 12 } else { months };
                    Ok(Value::Number(Decimal::from(months)))
                }
                _ => Err(Fault::Overflow),
            }),
            Op::Cases { policy, arms, otherwise } => self.certain_cases(*policy, arms, *otherwise, thing),
            Op::Chosen { cases, position } => self.certain_chosen(*cases, *position, thing),
            Op::Follow(link, one) => {
                let target = self.facts.targets(thing, *link)?.first()?;
                Some(self.seen(*one, *target))
            }
            Op::Count(link, condition) => self.certain_count(*link, *condition, thing),
            _ => None,
        }
    }

    fn sure(&self, column: ColumnId, thing: usize) -> Option<Outcome> {
        match self.seen(column, thing) {
            Seen::Sure(outcome) => Some(outcome),
            Seen::Open(_) => None,
        }
    }

    fn one(&self, one: ColumnId, thing: usize, change: impl Fn(Value) -> Outcome) -> Option<Seen> {
        Some(Seen::Sure(self.sure(one, thing)?.and_then(change)))
    }

    fn two(
        &self,
        left: ColumnId,
        right: ColumnId,
        thing: usize,
        join: impl Fn(Value, Value) -> Outcome,
    ) -> Option<Seen> {
        Some(Seen::Sure(match (self.sure(left, thing)?, self.sure(right, thing)?) {
            (Ok(left), Ok(right)) => join(left, right),
            (Err(left), Err(right)) => Err(left.min(right)),
            (Err(fault), Ok(_)) | (Ok(_), Err(fault)) => Err(fault),
        }))
    }

    fn arithmetic(
        &self,
        left: ColumnId,
        right: ColumnId,
        thing: usize,
        compute: impl Fn(Decimal, Decimal) -> Option<Decimal>,
    ) -> Option<Seen> {
        self.two(left, right, thing, |left, right| {
            number(left.as_number().zip(right.as_number()).and_then(|(left, right)| compute(left, right)))
        })
    }

    /// One certain deciding value outweighs everything, also what is open and what fails.
    fn all(&self, parts: &[ColumnId], thing: usize, deciding: bool) -> Option<Seen> {
        let (mut fault, mut is_open): (Option<Fault>, bool) = (None, false);
        for part in parts {
            match self.seen(*part, thing) {
                Seen::Sure(Ok(Value::YesNo(value))) if value == deciding => {
                    return Some(Seen::Sure(Ok(Value::YesNo(deciding))));
                }
                Seen::Sure(Ok(_)) => {}
                Seen::Sure(Err(own)) => fault = Some(fault.map_or(own, |other| other.min(own))),
                Seen::Open(_) => is_open = true,
            }
        }
        (!is_open).then(|| Seen::Sure(fault.map_or(Ok(Value::YesNo(!deciding)), Err)))
    }

    /// Whether an arm applies, if that is certain.
    fn applies(&self, arm: &Arm, thing: usize) -> Option<Result<bool, Fault>> {
        let Some(guard) = arm.guard else { return Some(Ok(true)) };
        Some(self.sure(guard, thing)?.map(|value| value != Value::YesNo(false)))
    }

    fn certain_cases(&self, policy: Policy, arms: &[Arm], otherwise: Option<ColumnId>, thing: usize) -> Option<Seen> {
        let mut state: Option<Outcome> = None;
        for arm in arms {
            // A guard that fails is left to the sets: a value beside it may still matter.
            if !self.applies(arm, thing)?.ok()? {
                continue;
            }
            state = Some(combined(policy, state, self.sure(arm.value, thing)?));
            if policy == Policy::First {
                break;
            }
        }
        Some(match (state, otherwise) {
            (Some(outcome), _) => Seen::Sure(outcome),
            (None, Some(otherwise)) => self.seen(otherwise, thing),
            (None, None) => Seen::Sure(Err(Fault::NoCase)),
        })
    }

    /// Whether an arm is the one taken, where every arm up to what decides it is certain.
    fn certain_chosen(&self, cases: ColumnId, position: usize, thing: usize) -> Option<Seen> {
        let Some(Op::Cases { policy, arms, .. }) = self.plan.column(cases).map(|column| &column.op) else {
            return None;
        };
        let own = arms.get(position)?;
        let kept = self.memo.borrow().pick(cases, thing);
        let pick = kept.unwrap_or_else(|| {
            let pick = self.pick(*policy, arms, thing);
            self.memo.borrow_mut().keep_pick(cases, thing, pick);
            pick
        });
        if position < pick.n_certain && self.applies(own, thing) == Some(Ok(false)) {
            return Some(Seen::Sure(Ok(Value::YesNo(false))));
        }
        match pick.end {
            End::Open => None,
            End::Fault(fault) => Some(Seen::Sure(Err(fault))),
            End::Taken(taken) => Some(Seen::Sure(Ok(Value::YesNo(taken == Some(position))))),
        }
    }

    fn pick(&self, policy: Policy, arms: &[Arm], thing: usize) -> Pick {
        let mut taken: Option<(usize, Value)> = None;
        let mut differ = false;
        for (at, arm) in arms.iter().enumerate() {
            let ended = |end| Pick { n_certain: at, end };
            match self.applies(arm, thing) {
                Some(Ok(false)) => continue,
                Some(Ok(true)) => {}
                Some(Err(fault)) => return ended(End::Fault(fault)),
                None => return ended(End::Open),
            }
            let value = match self.sure(arm.value, thing) {
                Some(Ok(value)) => value,
                Some(Err(fault)) => return ended(End::Fault(fault)),
                None => return ended(End::Open),
            };
            let is_better = match (taken, policy) {
                (None, _) => true,
                (Some((_, best)), Policy::Highest) => value > best,
                (Some((_, best)), Policy::Lowest) => value < best,
                (Some(_), _) => false,
            };
            differ |= taken.is_some_and(|(_, first)| first != value);
            if is_better {
                taken = Some((at, value));
            }
        }
        let end = if policy == Policy::Only && differ {
            End::Fault(Fault::Conflict)
        } else {
            End::Taken(taken.map(|(at, _)| at))
        };
        Pick { n_certain: arms.len(), end }
    }

    fn certain_count(&self, link: LinkId, condition: Option<ColumnId>, thing: usize) -> Option<Seen> {
        let targets = self.facts.targets(thing, link)?;
        let mut n_counted = 0_usize;
        for target in targets {
            n_counted += match condition {
                None => 1,
                Some(condition) => usize::from(self.sure(condition, *target)?.ok()? == Value::YesNo(true)),
            };
        }
        Some(Seen::Sure(Ok(Value::Number(Decimal::from(n_counted)))))
    }
}
