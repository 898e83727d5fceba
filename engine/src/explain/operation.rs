//! The rarer operations: quotients, days, values that may be missing, values of each of several things.
//!
//! Receives operations of one cell; hands on possible outcomes. It knows no reasons.

use std::collections::BTreeSet;

use super::MAX_OUTCOMES;
use super::evaluate::{Cell, number, step, unknown, yes_no};
use super::possible::{Needed, Outcome, Outcomes, Possible};
use super::set::SmallSet;
use super::table::Cells;
use crate::plan::{Column, ColumnId, LinkId, Op};
use crate::value::{Decimal, Fault, Policy, Value, round_quotient};

impl<T: Cells> Cell<'_, T> {
    /// The operations on one or two values of the same thing.
    pub(super) fn further(&self, op: &Op) -> Possible {
        match op {
            Op::Positive(one) => self.get(*one).map(|value| match value {
                Value::Number(divisor) if divisor > Decimal::ZERO => Ok(value),
                _ => Err(Fault::Divisor),
            }),
            Op::RoundQuotient(rounding, over, under, unit) => self.get(*over).zip(&self.get(*under), |over, under| {
                let numbers = over.as_number().zip(under.as_number());
                number(numbers.and_then(|(over, under)| round_quotient(over, under, *rounding, *unit)))
            }),
            Op::MonthEdge(is_last, one) => self.get(*one).map(|value| match value {
                Value::Date(date) => Ok(Value::Date(date.month_edge(*is_last))),
                _ => Err(Fault::Overflow),
            }),
            Op::ElapsedDays(from, to) => self.get(*from).zip(&self.get(*to), |from, to| match (from, to) {
                (Value::Date(from), Value::Date(to)) => {
                    Ok(Value::Number(Decimal::from(to.day_number() - from.day_number())))
                }
                _ => Err(Fault::Overflow),
            }),
            Op::IsPresent(one) => yes_no(self.get(*one).map(|value| Ok(Value::YesNo(value != Value::Absent)))),
            Op::Required(one) => {
                self.get(*one).map(|value| if value == Value::Absent { Err(Fault::Absent) } else { Ok(value) })
            }
            _ => Possible::anything(BTreeSet::new()),
        }
    }

    /// The values for each of the things that a link leads to, made one.
    pub(super) fn each(&self, policy: Policy, link: LinkId, value: ColumnId, condition: Option<ColumnId>) -> Possible {
        let Some(targets) = self.targets(link) else {
            return Possible::anything(self.need(Needed::Link(link)));
        };
        let none = if policy == Policy::Sum { Value::Number(Decimal::ZERO) } else { Value::Absent };
        let mut states: SmallSet<Option<Outcome>> = SmallSet::one(None);
        let mut needs = BTreeSet::new();
        let mut is_anything = false;
        for target in targets {
            let always = Possible::certain(Ok(Value::YesNo(true)));
            let guard = condition.map_or(always, |condition| self.table.get(self.plan, condition, target));
            if !guard.may_be_yes() {
                continue;
            }
            let value = self.table.get(self.plan, value, target);
            needs.extend(guard.needs.iter().chain(&value.needs).copied());
            let Outcomes::Of(values) = &value.outcomes else {
                is_anything = true;
                continue;
            };
            states = step(policy, &states, &guard, values);
            if policy == Policy::First && guard.is_certainly(true) {
                break;
            }
            is_anything |= states.len() > MAX_OUTCOMES;
            if is_anything {
                states = SmallSet::one(None);
            }
        }
        if is_anything {
            return Possible::anything(needs);
        }
        Possible::of(states.into_iter().map(|state| state.unwrap_or(Ok(none))).collect(), needs)
    }
    /// The value of the thing that a link leads to, if it leads to one.
    pub(super) fn follow(&self, link: LinkId, one: ColumnId, column: &Column) -> Possible {
        let Some(targets) = self.targets(link) else {
            let unknown = unknown(&column.kind, self.need(Needed::Link(link)));
            return if self.is_optional(link) { unknown.or(Possible::certain(Ok(Value::Absent))) } else { unknown };
        };
        match targets.first() {
            Some(target) => self.table.get(self.plan, one, *target),
            None if self.is_optional(link) => Possible::certain(Ok(Value::Absent)),
            None => unknown(&column.kind, self.need(Needed::Link(link))),
        }
    }

    fn is_optional(&self, link: LinkId) -> bool {
        self.plan.links.get(link.0).is_some_and(|link| link.is_optional)
    }
}
