//! From columns of a plan to diagrams, and the people that there can be.
//!
//! Receives a plan; hands on the diagram of each column that is asked for, seen from one thing. What it cannot look
//! into becomes a variable of its own, so that a diagram never says less than is possible.

use std::collections::{BTreeMap, BTreeSet};

use super::algebra::{Join, Map, Symbol};
use super::diagram::{Diagram, Leaf, Store, Var};
use super::subject::{Links, Subject};
use crate::plan::{Arm, ColumnId, InputId, Kind, LinkId, Op, Plan};
use crate::value::{Decimal, Fault, LARGEST_COLLECTION, LeapBirthday, Policy, Value};

/// The first and the last day that a date may be where no range is said.
const DAYS: (&str, &str) = ("1900-01-01", "2100-12-31");

/// The most variables: a path tests each of them once, one above the other.
const MAX_VARS: usize = 1_000;

/// The diagrams of one plan, in a store that several plans share.
pub(super) struct Compiled<'s, 'p> {
    pub(super) store: &'s mut Store,
    pub(super) plan: &'p Plan,
    /// The plan's number among those of the store.
    number: usize,
    known: BTreeMap<(Links, ColumnId), Option<Diagram>>,
}

impl<'s, 'p> Compiled<'s, 'p> {
    pub(super) fn new(store: &'s mut Store, plan: &'p Plan, number: usize) -> Self {
        Self { store, plan, number, known: BTreeMap::new() }
    }

    /// The diagram of a column, seen from the thing itself; nothing if it grows too large.
    pub(super) fn column(&mut self, id: ColumnId) -> Option<Diagram> {
        self.at(&Vec::new(), id)
    }

    /// The diagram of a column of the thing that some links lead to. What it looks at comes first, in the order of
    /// the plan, so that a long chain of definitions needs no deep stack.
    fn at(&mut self, links: &Links, id: ColumnId) -> Option<Diagram> {
        let mut wanted: BTreeSet<(ColumnId, Links)> = BTreeSet::new();
        let mut todo = vec![(id, links.clone())];
        while let Some((id, links)) = todo.pop() {
            if self.known.contains_key(&(links.clone(), id)) || !wanted.insert((id, links.clone())) {
                continue;
            }
            let op = &self.plan.column(id)?.op;
            let further = match op {
                Op::Follow(link, _) => links.iter().copied().chain([*link]).collect(),
                Op::Count(..) => Vec::new(),
                _ => links,
            };
            todo.extend(op.operands().into_iter().map(|operand| (operand, further.clone())));
        }
        for (id, links) in wanted {
            let is_small = self.store.subjects.len() <= MAX_VARS;
            let diagram = if is_small { self.compute(&links, id) } else { None };
            self.known.insert((links, id), diagram);
        }
        self.ready(links, id)
    }

    fn ready(&self, links: &Links, id: ColumnId) -> Option<Diagram> {
        self.known.get(&(links.clone(), id)).copied().flatten()
    }

    /// What comes out if some columns are other diagrams.
    pub(super) fn with<T>(&mut self, other: &BTreeMap<ColumnId, Diagram>, ask: impl FnOnce(&mut Self) -> T) -> T {
        let replaced = other.iter().map(|(id, diagram)| ((Vec::new(), *id), Some(*diagram))).collect();
        let known = std::mem::replace(&mut self.known, replaced);
        let found = ask(self);
        self.known = known;
        found
    }

    fn compute(&mut self, links: &Links, id: ColumnId) -> Option<Diagram> {
        let plan = self.plan;
        let column = plan.column(id)?;
        match &column.op {
            Op::Constant(value) => self.store.leaf(Leaf::Value(normal(*value))),
            Op::Input(input) => self.input(links, *input),
            Op::Same(one) => self.ready(links, *one),
            Op::Not(one) => self.map(links, &Map::Not, *one),
            Op::All(parts) => self.logic(links, parts, &Join::Both),
            Op::Any(parts) => self.logic(links, parts, &Join::Either),
            Op::Compare(comparison, left, right) => self.join(links, &Join::Compare(*comparison), *left, *right),
            Op::OneOf(one, values) => self.map(links, &Map::OneOf(values.clone()), *one),
            Op::Add(left, right) => self.join(links, &Join::Add, *left, *right),
            Op::Subtract(left, right) => self.join(links, &Join::Subtract, *left, *right),
            Op::Multiply(left, right) => self.join(links, &Join::Multiply, *left, *right),
            Op::Round(rounding, one, unit) => self.map(links, &Map::Round(*rounding, *unit), *one),
            Op::Elapsed { is_years, from, to } => {
                let is_march = plan.leap_birthday == LeapBirthday::March1;
                self.join(links, &Join::Elapsed(*is_years, is_march), *from, *to)
            }
            Op::Cases { policy, arms, otherwise } => self.cases(links, *policy, arms, *otherwise),
            Op::Follow(link, one) => {
                let mut links = links.clone();
                links.push(*link);
                self.ready(&links, *one)
            }
            Op::Count(link, condition) => self.count(links, *link, *condition),
            _ => self.opaque(links, id),
        }
    }

    fn map(&mut self, links: &Links, map: &Map, one: ColumnId) -> Option<Diagram> {
        let one = self.ready(links, one)?;
        self.store.map(map, one)
    }

    fn join(&mut self, links: &Links, join: &Join, left: ColumnId, right: ColumnId) -> Option<Diagram> {
        let (left, right) = (self.ready(links, left)?, self.ready(links, right)?);
        self.store.join(join, left, right)
    }

    fn logic(&mut self, links: &Links, parts: &[ColumnId], join: &Join) -> Option<Diagram> {
        let mut all = self.store.yes_no(*join == Join::Both)?;
        for part in parts {
            let part = self.ready(links, *part)?;
            all = self.store.join(join, all, part)?;
        }
        Some(all)
    }

    fn input(&mut self, links: &Links, id: InputId) -> Option<Diagram> {
        let input = self.plan.inputs.get(id.0)?;
        let subject = Subject::Input(links.clone(), id);
        match &input.kind {
            Kind::YesNo => {
                let var = self.store.var(subject, 0, 1);
                let edges = vec![(0, self.store.yes_no(false)?), (1, self.store.yes_no(true)?)];
                self.store.test(var, edges)
            }
            Kind::Choice(choices) => self.choices(subject, choices.len()),
            Kind::Date => {
                let end = |value: Option<Value>, day: &str| match value {
                    Some(Value::Date(day)) => Some(i64::from(day.packed())),
                    _ => crate::value::Date::parse(day).map(|day| i64::from(day.packed())),
                };
                let low = end(input.range.map(|range| range.0), DAYS.0)?;
                let high = end(input.range.map(|range| range.1), DAYS.1)?;
                let var = self.store.var(subject, low, high);
                let leaf = self.store.symbol(Symbol::Day(var));
                self.store.leaf(leaf)
            }
            Kind::Number(number) => {
                let var = self.store.var(subject, number.low, number.high);
                let leaf = self.store.symbol(Symbol::Number(var, number.scale));
                self.store.leaf(leaf)
            }
        }
    }

    fn choices(&mut self, subject: Subject, n_choices: usize) -> Option<Diagram> {
        let last = u16::try_from(n_choices.checked_sub(1)?).ok()?;
        let var = self.store.var(subject, 0, i64::from(last));
        let mut edges = Vec::new();
        for choice in 0..=last {
            edges.push((i64::from(choice), self.store.leaf(Leaf::Value(Value::Choice(choice)))?));
        }
        self.store.test(var, edges)
    }

    fn count(&mut self, links: &Links, link: LinkId, condition: Option<ColumnId>) -> Option<Diagram> {
        let condition = match condition {
            Some(condition) => Some(self.ready(&Vec::new(), condition)?),
            None => None,
        };
        let var = self.store.var(Subject::Count(links.clone(), link, condition), 0, LARGEST_COLLECTION);
        let leaf = self.store.symbol(Symbol::Number(var, 0));
        self.store.leaf(leaf)
    }

    fn opaque(&mut self, links: &Links, id: ColumnId) -> Option<Diagram> {
        let subject = Subject::Opaque(self.number, links.clone(), id);
        match &self.plan.column(id)?.kind {
            Kind::YesNo => {
                let var = self.store.var(subject, 0, 1);
                let edges = vec![(0, self.store.yes_no(false)?), (1, self.store.yes_no(true)?)];
                self.store.test(var, edges)
            }
            Kind::Choice(choices) => self.choices(subject, choices.len()),
            Kind::Date | Kind::Number(_) => {
                let leaf = self.store.symbol(Symbol::Opaque(subject));
                self.store.leaf(leaf)
            }
        }
    }

    /// The values of the arms that apply, made one.
    fn cases(&mut self, links: &Links, policy: Policy, arms: &[Arm], rest: Option<ColumnId>) -> Option<Diagram> {
        let mut state = self.store.leaf(Leaf::Nothing)?;
        for arm in arms {
            let value = self.ready(links, arm.value)?;
            let applied = self.store.join(&Join::Combined(policy), state, value)?;
            state = match arm.guard {
                Some(guard) => {
                    let guard = self.ready(links, guard)?;
                    self.store.select(guard, applied, state)?
                }
                None => applied,
            };
        }
        let is_nothing = self.store.map(&Map::IsNothing, state)?;
        let rest = match rest {
            Some(rest) => self.ready(links, rest)?,
            None => self.store.leaf(Leaf::Fault(Fault::NoCase))?,
        };
        self.store.select(is_nothing, rest, state)
    }
}

/// Equal numbers are one leaf whatever their decimals.
fn normal(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(number.normalize()),
        other => other,
    }
}

/// People as there can be: facts within their ranges, with the values that others imply.
impl Compiled<'_, '_> {
    /// Where a yes/no diagram is yes for people that there can be.
    pub(super) fn among_people(&mut self, diagram: Diagram) -> Option<Diagram> {
        let mut all = diagram;
        let mut done: BTreeSet<Var> = BTreeSet::new();
        loop {
            let support = self.store.support(all);
            let Some(var) = support.into_iter().find(|var| !done.contains(var)) else {
                return Some(all);
            };
            done.insert(var);
            let limit = self.limit(var)?;
            all = self.store.join(&Join::Both, all, limit)?;
        }
    }

    /// What must hold of a variable.
    fn limit(&mut self, var: Var) -> Option<Diagram> {
        let (subject, ..) = self.store.subjects.get(var.0)?.clone();
        let mut limit = self.store.yes_no(true)?;
        match subject {
            Subject::Input(links, id) => {
                if self.store.births.contains(&var) {
                    limit = self.store.at_most(var, i64::from(self.plan.on.packed()))?;
                }
                let mut rest = self.store.yes_no(true)?;
                for (condition, value) in &self.plan.inputs.get(id.0)?.implied {
                    if self.plan.is_always(*condition) {
                        break;
                    }
                    let condition = self.at(&links, *condition)?;
                    let is_value = self.is_value(&links, id, *value)?;
                    limit = self.implies(limit, (rest, condition), is_value)?;
                    let other = self.store.map(&Map::Not, condition)?;
                    rest = self.store.join(&Join::Both, rest, other)?;
                }
            }
            Subject::Count(links, link, _) => {
                let is_empty = self.store.at_most(var, 0)?;
                let yes = self.store.yes_no(true)?;
                for condition in &self.plan.links.get(link.0)?.empty_when {
                    let condition = self.at(&links, *condition)?;
                    limit = self.implies(limit, (yes, condition), is_empty)?;
                }
            }
            Subject::Compared(..) | Subject::Opaque(..) => {}
        }
        Some(limit)
    }

    fn is_value(&mut self, links: &Links, id: InputId, value: Value) -> Option<Diagram> {
        let input = self.input(links, id)?;
        let value = self.store.leaf(Leaf::Value(normal(value)))?;
        self.store.join(&Join::Compare(crate::value::Comparison::Equal), input, value)
    }

    /// A limit, and besides: where two conditions hold, so does a third.
    fn implies(&mut self, limit: Diagram, when: (Diagram, Diagram), then: Diagram) -> Option<Diagram> {
        let when = self.store.join(&Join::Both, when.0, when.1)?;
        let not = self.store.map(&Map::Not, when)?;
        let implied = self.store.join(&Join::Either, not, then)?;
        self.store.join(&Join::Both, limit, implied)
    }

    /// The whole number that stands for a value of an input.
    pub(super) fn coordinate(&self, id: InputId, value: Value) -> Option<i64> {
        super::applying::coordinate(value, &self.plan.inputs.get(id.0)?.kind)
    }

    /// The value of an input that a whole number stands for.
    pub(super) fn value_of(&self, id: InputId, coordinate: i64) -> Option<Value> {
        Some(match &self.plan.inputs.get(id.0)?.kind {
            Kind::YesNo => Value::YesNo(coordinate != 0),
            Kind::Choice(_) => Value::Choice(u16::try_from(coordinate).ok()?),
            Kind::Date => Value::Date(crate::value::Date::from_packed(i32::try_from(coordinate).ok()?)?),
            Kind::Number(kind) => {
                Value::Number(Decimal::try_from_i128_with_scale(i128::from(coordinate), kind.scale).ok()?.normalize())
            }
        })
    }
}
