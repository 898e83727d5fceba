//! Computes every column of a plan for every thing.
//!
//! Receives a plan and bound facts; hands on the possible outcomes, column by column. Meaning is in `value`;
//! this lifts it to sets of outcomes. It knows no reasons.

use std::collections::BTreeSet;

use super::bind::Bound;
use super::chosen::{Candidate, chosen};
use super::possible::{Need, Needed, Outcome, Outcomes, Possible};
use super::set::SmallSet;
use super::table::{Cells, Table};
use crate::plan::{Arm, Column, ColumnId, InputId, Kind, LinkId, Op, Plan};
use crate::value::{self, Decimal, Fact, Fault, Policy, Value, completed_months};

/// Every column for every thing of its entity, in order: each looks only at earlier columns.
pub(super) fn evaluate(plan: &Plan, facts: &Bound) -> Table<'static> {
    let mut table = Table { cells: Vec::new(), base: None };
    compute(plan, facts, &mut table, |_| true);
    table
}

/// Only some columns, of one thing or of all.
pub(super) fn evaluate_some(plan: &Plan, facts: &Bound, is_wanted: impl Fn(ColumnId, usize) -> bool) -> Table<'static> {
    let mut table = Table { cells: Vec::new(), base: None };
    compute_cells(plan, facts, &mut table, |_| true, is_wanted);
    table
}

/// Only some columns anew, over a table that has the others.
pub(super) fn evaluate_over<'b>(
    plan: &Plan,
    facts: &Bound,
    base: &'b Table<'b>,
    columns: &BTreeSet<ColumnId>,
) -> Table<'b> {
    let mut table = Table { cells: Vec::new(), base: Some(base) };
    compute(plan, facts, &mut table, |id| columns.contains(&id));
    table
}

fn compute(plan: &Plan, facts: &Bound, table: &mut Table<'_>, is_wanted: impl Fn(ColumnId) -> bool) {
    compute_cells(plan, facts, table, is_wanted, |_, _| true);
}

fn compute_cells(
    plan: &Plan,
    facts: &Bound,
    table: &mut Table<'_>,
    is_wanted: impl Fn(ColumnId) -> bool,
    is_cell_wanted: impl Fn(ColumnId, usize) -> bool,
) {
    for (at, column) in plan.columns.iter().enumerate() {
        if !is_wanted(ColumnId(at)) {
            table.cells.push(None);
            continue;
        }
        let mut cells = vec![None; facts.things.len().max(1)];
        for thing in facts.things_of(column.entity) {
            if !is_cell_wanted(ColumnId(at), thing) {
                continue;
            }
            let value = Cell { plan, facts, table, thing }.value(column);
            if let Some(cell) = cells.get_mut(thing) {
                *cell = Some(value);
            }
        }
        table.cells.push(Some(cells));
    }
}

/// One column for one thing.
pub(super) struct Cell<'e, T> {
    pub(super) plan: &'e Plan,
    pub(super) facts: &'e Bound,
    pub(super) table: &'e T,
    pub(super) thing: usize,
}

impl<T: Cells> Cell<'_, T> {
    pub(super) fn get(&self, column: ColumnId) -> Possible {
        self.table.get(self.plan, column, self.thing)
    }

    pub(super) fn value(&self, column: &Column) -> Possible {
        match &column.op {
            Op::Constant(value) => Possible::certain(Ok(*value)),
            Op::Input(id) => self.input(*id),
            Op::Same(one) => self.get(*one),
            Op::Not(one) => {
                self.get(*one).map(|value| value.as_yes_no().map(|yes| Value::YesNo(!yes)).ok_or(Fault::Overflow))
            }
            Op::All(parts) => self.logic(parts, false),
            Op::Any(parts) => self.logic(parts, true),
            Op::Compare(comparison, left, right) => {
                let compared = self
                    .get(*left)
                    .zip(&self.get(*right), |left, right| Ok(Value::YesNo(comparison.holds(&left, &right))));
                yes_no(compared)
            }
            Op::OneOf(one, values) => yes_no(self.get(*one).map(|value| match value {
                Value::Choice(choice) => Ok(Value::YesNo(values.contains(&choice))),
                _ => Err(Fault::Overflow),
            })),
            Op::Add(left, right) => self.arithmetic(*left, *right, value::add),
            Op::Subtract(left, right) => self.arithmetic(*left, *right, value::subtract),
            Op::Multiply(left, right) => self.arithmetic(*left, *right, value::multiply),
            Op::Round(rounding, one, unit) => self
                .get(*one)
                .map(|value| number(value.as_number().and_then(|value| value::round(value, *rounding, *unit)))),
            Op::Positive(_)
            | Op::RoundQuotient(..)
            | Op::MonthEdge(..)
            | Op::ElapsedDays(..)
            | Op::IsPresent(_)
            | Op::Required(_) => self.further(&column.op),
            Op::Each { policy, link, value, condition } => self.each(*policy, *link, *value, *condition),
            Op::Elapsed { is_years, from, to } => self.get(*from).zip(&self.get(*to), |from, to| match (from, to) {
                (Value::Date(from), Value::Date(to)) => {
                    let months = completed_months(from, to, self.plan.leap_birthday);
                    let months = if *is_years { months.div_euclid(12) * 12 } else { months };
                    Ok(Value::Number(Decimal::from(months)))
                }
                _ => Err(Fault::Overflow),
            }),
            Op::Cases { policy, arms, otherwise } => self.cases(*policy, arms, *otherwise),
            Op::Chosen { cases, position } => match self.plan.column(*cases).map(|column| &column.op) {
                Some(Op::Cases { policy, arms, .. }) => self.chosen(*policy, arms, *position),
                _ => Possible::certain(Err(Fault::NoCase)),
            },
            Op::Follow(link, one) => self.follow(*link, *one, column),
            Op::Count(link, condition) => self.count(*link, *condition),
        }
    }

    fn arithmetic(
        &self,
        left: ColumnId,
        right: ColumnId,
        compute: impl Fn(Decimal, Decimal) -> Option<Decimal>,
    ) -> Possible {
        self.get(left).zip(&self.get(right), |left, right| {
            number(left.as_number().zip(right.as_number()).and_then(|(left, right)| compute(left, right)))
        })
    }

    /// A fact: as stated, or implied, or unknown.
    fn input(&self, id: InputId) -> Possible {
        match self.facts.fact(self.thing, id) {
            Some(Fact::Known(value)) => return Possible::certain(Ok(normal(*value))),
            Some(Fact::OneOf(days)) => {
                let outcomes = days.iter().map(|day| Ok(Value::Date(*day))).collect();
                return Possible::of(outcomes, self.need(Needed::Input(id)));
            }
            None => {}
        }
        let Some(input) = self.plan.inputs.get(id.0) else {
            return Possible::anything(BTreeSet::new());
        };
        let implied = if self.table.is_left_open(id, self.thing) { &[][..] } else { &input.implied };
        for (condition, value) in implied {
            if self.get(*condition).is_certainly(true) {
                return Possible::certain(Ok(normal(*value)));
            }
        }
        if self.facts.is_rest_no && input.kind == Kind::YesNo {
            return Possible::certain(Ok(Value::YesNo(false)));
        }
        let unknown = unknown(&input.kind, self.need(Needed::Input(id)));
        if input.is_optional { unknown.or(Possible::certain(Ok(Value::Absent))) } else { unknown }
    }

    pub(super) fn need(&self, what: Needed) -> BTreeSet<Need> {
        BTreeSet::from([Need { thing: self.thing, what }])
    }

    /// `all` (deciding value no) or `any` (deciding value yes): a certain deciding value outweighs everything.
    fn logic(&self, parts: &[ColumnId], deciding: bool) -> Possible {
        let mut outcomes: SmallSet<Outcome> = SmallSet::one(Ok(Value::YesNo(!deciding)));
        let mut needs = BTreeSet::new();
        for part in parts {
            let part = self.get(*part);
            needs.extend(part.needs.iter().copied());
            let part = part.yes_no();
            outcomes =
                outcomes.iter().flat_map(|left| part.iter().map(|right| joined(*left, *right, deciding))).collect();
        }
        Possible::of(outcomes, needs)
    }

    /// Where a link leads, if that is known: as stated, or implied to be nowhere.
    pub(super) fn targets(&self, id: LinkId) -> Option<Vec<usize>> {
        if let Some(targets) = self.facts.targets(self.thing, id) {
            return Some(targets.to_vec());
        }
        let link = self.plan.links.get(id.0)?;
        let is_empty = link.empty_when.iter().any(|condition| self.get(*condition).is_certainly(true));
        is_empty.then(Vec::new)
    }

    fn count(&self, link: LinkId, condition: Option<ColumnId>) -> Possible {
        let Some(targets) = self.targets(link) else {
            return Possible::anything(self.need(Needed::Link(link)));
        };
        let mut sum = Possible::certain(Ok(Value::Number(Decimal::ZERO)));
        for target in targets {
            let Some(condition) = condition else {
                sum = sum.map(|sum| number(sum.as_number().and_then(|sum| value::add(sum, Decimal::ONE))));
                continue;
            };
            let is_counted = self.table.get(self.plan, condition, target);
            let is_counted = Possible { outcomes: Outcomes::Of(is_counted.yes_no()), needs: is_counted.needs };
            sum = sum.zip(&is_counted, |sum, is_counted| {
                let step = if is_counted == Value::YesNo(true) { Decimal::ONE } else { Decimal::ZERO };
                number(sum.as_number().and_then(|sum| value::add(sum, step)))
            });
        }
        sum
    }

    fn cases(&self, policy: Policy, arms: &[Arm], otherwise: Option<ColumnId>) -> Possible {
        let mut states: SmallSet<Option<Outcome>> = SmallSet::one(None);
        let mut needs = BTreeSet::new();
        let floor = self.floor(policy, arms);
        let mut is_anything = false;
        for arm in arms {
            let guard = arm.guard.map_or(Possible::certain(Ok(Value::YesNo(true))), |guard| self.get(guard));
            if !guard.may_be_yes() {
                continue;
            }
            let value = self.get(arm.value);
            let Outcomes::Of(values) = &value.outcomes else {
                needs.extend(guard.needs.iter().chain(&value.needs).copied());
                is_anything = true;
                continue;
            };
            let cannot_matter = floor.is_some_and(|floor| {
                !guard.yes_no().iter().any(Result::is_err)
                    && values.iter().all(|value| value.is_ok_and(|value| value <= floor))
            });
            if !cannot_matter {
                needs.extend(guard.needs.iter().chain(&value.needs).copied());
            }
            states = step(policy, &states, &guard, values);
            // The first arm that certainly applies ends the list.
            if policy == Policy::First && guard.is_certainly(true) {
                break;
            }
        }
        let rest = otherwise.map_or(Possible::certain(Err(Fault::NoCase)), |otherwise| self.get(otherwise));
        if states.contains(&None) {
            needs.extend(rest.needs.iter().copied());
            is_anything |= rest.outcomes == Outcomes::Anything;
        }
        if is_anything {
            return Possible::anything(needs);
        }
        let rest = rest.yes_no();
        let outcomes = states
            .into_iter()
            .flat_map(|state| state.map_or_else(|| rest.iter().copied().collect(), |outcome| vec![outcome]))
            .collect();
        Possible::of(outcomes, needs)
    }

    /// Under `highest`, the amount that is certain: an arm that cannot exceed it makes no difference.
    fn floor(&self, policy: Policy, arms: &[Arm]) -> Option<Value> {
        if policy != Policy::Highest {
            return None;
        }
        let certain = arms.iter().filter(|arm| arm.guard.is_none_or(|guard| self.get(guard).is_certainly(true)));
        certain.filter_map(|arm| self.get(arm.value).as_certain()?.ok()).max()
    }

    /// Whether an arm is the one taken.
    fn chosen(&self, policy: Policy, arms: &[Arm], position: usize) -> Possible {
        let candidate = |arm: &Arm| {
            let guard = arm.guard.map_or(Possible::certain(Ok(Value::YesNo(true))), |guard| self.get(guard));
            // Nobody asks for the value of an arm that certainly does not apply.
            let is_needed = !guard.is_certainly(false);
            let value = if is_needed { self.get(arm.value) } else { Possible::certain(Ok(Value::Absent)) };
            Candidate { guard, value }
        };
        let arms: Vec<Candidate> = arms.iter().map(candidate).collect();
        chosen(policy, &arms, position)
    }
}

/// One more arm for every state so far.
pub(super) fn step(
    policy: Policy,
    states: &SmallSet<Option<Outcome>>,
    guard: &Possible,
    values: &SmallSet<Outcome>,
) -> SmallSet<Option<Outcome>> {
    let mut next = SmallSet::new();
    for state in states {
        for guard in guard.yes_no() {
            match guard {
                Ok(Value::YesNo(false)) => {
                    next.insert(*state);
                }
                Ok(_) => next.extend(values.iter().map(|value| Some(combined(policy, *state, *value)))),
                Err(fault) => {
                    next.insert(Some(Err(state.and_then(Result::err).map_or(fault, |other| other.min(fault)))));
                }
            }
        }
    }
    next
}

pub(super) fn combined(policy: Policy, state: Option<Outcome>, value: Outcome) -> Outcome {
    let (before, value) = match (state, value) {
        (None, value) => return value,
        (Some(Err(left)), Err(right)) => return Err(left.min(right)),
        // Under `first` what comes later does not count.
        (Some(Ok(before)), _) if policy == Policy::First => return Ok(before),
        (Some(Err(fault)), _) | (_, Err(fault)) => return Err(fault),
        (Some(Ok(before)), Ok(value)) => (before, value),
    };
    match policy {
        Policy::Only if before == value => Ok(before),
        Policy::Only => Err(Fault::Conflict),
        Policy::First => Ok(before),
        Policy::Highest => Ok(before.max(value)),
        Policy::Lowest => Ok(before.min(value)),
        Policy::Sum => {
            number(before.as_number().zip(value.as_number()).and_then(|(left, right)| value::add(left, right)))
        }
    }
}

fn joined(left: Outcome, right: Outcome, deciding: bool) -> Outcome {
    let decides = Ok(Value::YesNo(deciding));
    match (left, right) {
        _ if left == decides || right == decides => decides,
        (Err(left), Err(right)) => Err(left.min(right)),
        (Err(fault), _) | (_, Err(fault)) => Err(fault),
        _ => Ok(Value::YesNo(!deciding)),
    }
}

/// A comparison with something unknown is yes or no.
pub(super) fn yes_no(possible: Possible) -> Possible {
    let outcomes = possible.yes_no();
    Possible::of(outcomes, possible.needs)
}

pub(super) fn number(computed: Option<Decimal>) -> Outcome {
    computed.map(Value::Number).ok_or(Fault::Overflow)
}

/// Equal numbers compare equal whatever their decimals; normal ones also print alike.
pub(super) fn normal(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(number.normalize()),
        other => other,
    }
}

/// Every value of a finite kind, or anything.
pub(super) fn unknown(kind: &Kind, needs: BTreeSet<Need>) -> Possible {
    match kind {
        Kind::YesNo => Possible::of(SmallSet::from([Ok(Value::YesNo(false)), Ok(Value::YesNo(true))]), needs),
        Kind::Choice(choices) => {
            let outcomes = (0..choices.len()).filter_map(|at| u16::try_from(at).ok()).map(|at| Ok(Value::Choice(at)));
            Possible::of(outcomes.collect(), needs)
        }
        Kind::Date | Kind::Number(_) => Possible::anything(needs),
    }
}
