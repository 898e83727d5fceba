//! What operations do to the leaves of diagrams, as the evaluators do it to values.
//!
//! Receives diagrams; hands on diagrams of combined values. A number that depends on a fact with many values is a
//! symbol: comparing it with a constant is a test of that fact, comparing it with anything else a question left open.

use super::diagram::{Diagram, Leaf, Store, Var};
use super::subject::Subject;
use crate::value::{self, Comparison, Date, Decimal, Fault, LeapBirthday, Policy, Rounding, Value, completed_months};

/// An operation on two diagrams.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Join {
    /// Both are yes; one certain no decides.
    Both,
    /// Either is yes; one certain yes decides.
    Either,
    /// A comparison.
    Compare(Comparison),
    /// A sum.
    Add,
    /// A difference.
    Subtract,
    /// A product.
    Multiply,
    /// One more value of several, by a policy.
    Combined(Policy),
    /// Completed months, or whole years of twelve, between two days.
    Elapsed(bool, bool),
}

/// An operation on one diagram.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Map {
    /// Not.
    Not,
    /// Whether a choice is one of these.
    OneOf(Vec<u16>),
    /// Rounding.
    Round(Rounding, Decimal),
    /// Whether no case has applied so far.
    IsNothing,
    /// A guard has failed: so does everything but an earlier failure.
    FailOver(Fault),
}

/// A value that is no leaf of finitely many.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Symbol {
    /// The number of a variable, over ten to a power.
    Number(Var, u32),
    /// The day of a variable, packed.
    Day(Var),
    /// Completed months, or whole years of twelve, from the day of a variable to another; with the birthday in leap
    /// years on 1 March or not.
    Elapsed(bool, bool, Var, Date),
    /// Something computed of two leaves.
    Joined(Join, Leaf, Leaf),
    /// Something computed of one leaf.
    Mapped(Map, Leaf),
    /// A column that is not looked into, in one of the plans.
    Opaque(Subject),
}

const fn yes_no(value: bool) -> Leaf {
    Leaf::Value(Value::YesNo(value))
}

impl Store {
    /// The leaf of a symbol.
    pub(super) fn symbol(&mut self, symbol: Symbol) -> Leaf {
        if let Some(known) = self.symbol_ids.get(&symbol) {
            return Leaf::Symbol(*known);
        }
        let id = self.symbols.len();
        self.symbols.push(symbol.clone());
        self.symbol_ids.insert(symbol, id);
        Leaf::Symbol(id)
    }

    fn symbol_of(&self, leaf: Leaf) -> Option<&Symbol> {
        if let Leaf::Symbol(id) = leaf { self.symbols.get(id) } else { None }
    }

    /// Each leaf through an operation.
    pub(super) fn map(&mut self, map: &Map, diagram: Diagram) -> Option<Diagram> {
        if let Some(leaf) = self.as_leaf(diagram) {
            let mapped = self.mapped(map, leaf);
            return self.leaf(mapped);
        }
        if let Some(known) = self.maps.get(&(map.clone(), diagram)) {
            return Some(*known);
        }
        let (var, edges) = self.as_test(diagram)?;
        let mut mapped = Vec::new();
        for (upper, next) in edges.clone() {
            mapped.push((upper, self.map(map, next)?));
        }
        let result = self.test(var, mapped)?;
        self.maps.insert((map.clone(), diagram), result);
        Some(result)
    }

    fn mapped(&mut self, map: &Map, leaf: Leaf) -> Leaf {
        match (map, leaf) {
            (Map::IsNothing, leaf) => yes_no(leaf == Leaf::Nothing),
            (Map::FailOver(fault), Leaf::Fault(other)) => Leaf::Fault(other.min(*fault)),
            (Map::FailOver(fault), _) => Leaf::Fault(*fault),
            (_, Leaf::Fault(_) | Leaf::Nothing) => leaf,
            (Map::Not, Leaf::Value(Value::YesNo(value))) => yes_no(!value),
            (Map::OneOf(values), Leaf::Value(Value::Choice(choice))) => yes_no(values.contains(&choice)),
            (Map::Round(rounding, unit), Leaf::Value(Value::Number(number))) => {
                number_leaf(value::round(number, *rounding, *unit))
            }
            (map, leaf) => self.symbol(Symbol::Mapped(map.clone(), leaf)),
        }
    }

    /// Each pair of leaves through an operation.
    pub(super) fn join(&mut self, join: &Join, left: Diagram, right: Diagram) -> Option<Diagram> {
        if let Some(short) = self.short(join, left, right) {
            return Some(short);
        }
        if let (Some(left), Some(right)) = (self.as_leaf(left), self.as_leaf(right)) {
            return self.joined(join, left, right);
        }
        let key = (join.clone(), left, right);
        if let Some(known) = self.joins.get(&key) {
            return Some(*known);
        }
        let var = self.top(&[left, right])?;
        let mut edges = Vec::new();
        for (upper, [left, right]) in self.split(var, [left, right]) {
            edges.push((upper, self.join(join, left, right)?));
        }
        let result = self.branch(var, edges)?;
        self.joins.insert(key, result);
        Some(result)
    }

    /// What one side alone decides.
    fn short(&self, join: &Join, left: Diagram, right: Diagram) -> Option<Diagram> {
        let deciding = match join {
            Join::Both => false,
            Join::Either => true,
            _ => return None,
        };
        for (one, other) in [(left, right), (right, left)] {
            match self.as_leaf(one) {
                Some(Leaf::Value(Value::YesNo(value))) if value == deciding => return Some(one),
                Some(Leaf::Value(Value::YesNo(_))) => return Some(other),
                _ => {}
            }
        }
        (left == right).then_some(left)
    }

    fn joined(&mut self, join: &Join, left: Leaf, right: Leaf) -> Option<Diagram> {
        let leaf = match (join, left, right) {
            (Join::Both | Join::Either, left, right) => logic(left, right, *join == Join::Either),
            (Join::Combined(policy), left, right) => self.combined(*policy, left, right),
            (_, Leaf::Fault(left), Leaf::Fault(right)) => Leaf::Fault(left.min(right)),
            (_, Leaf::Fault(fault), _) | (_, _, Leaf::Fault(fault)) => Leaf::Fault(fault),
            (Join::Compare(comparison), left, right) => return self.compared(*comparison, left, right),
            (Join::Elapsed(is_years, is_march), left, right) => self.elapsed(*is_years, *is_march, left, right),
            (join, Leaf::Value(Value::Number(left)), Leaf::Value(Value::Number(right))) => number_leaf(match join {
                Join::Add => value::add(left, right),
                Join::Subtract => value::subtract(left, right),
                _ => value::multiply(left, right),
            }),
            (join, left, right) => self.symbol(Symbol::Joined(join.clone(), left, right)),
        };
        self.leaf(leaf)
    }

    fn combined(&mut self, policy: Policy, before: Leaf, value: Leaf) -> Leaf {
        match (before, value) {
            (Leaf::Nothing, value) => value,
            (Leaf::Fault(left), Leaf::Fault(right)) => Leaf::Fault(left.min(right)),
            (Leaf::Fault(fault), _) => Leaf::Fault(fault),
            (before, _) if policy == Policy::First => before,
            (_, Leaf::Fault(fault)) => Leaf::Fault(fault),
            (before, value) if before == value && policy != Policy::Sum => before,
            (Leaf::Value(before), Leaf::Value(value)) => match policy {
                Policy::Highest => Leaf::Value(before.max(value)),
                Policy::Lowest => Leaf::Value(before.min(value)),
                Policy::Sum => number_leaf(
                    before.as_number().zip(value.as_number()).and_then(|(left, right)| value::add(left, right)),
                ),
                Policy::Only | Policy::First => Leaf::Fault(Fault::Conflict),
            },
            (before, value) => self.symbol(Symbol::Joined(Join::Combined(policy), before, value)),
        }
    }

    fn elapsed(&mut self, is_years: bool, is_march: bool, from: Leaf, to: Leaf) -> Leaf {
        if let (Leaf::Value(Value::Date(from)), Leaf::Value(Value::Date(to))) = (from, to) {
            let months = completed_months(from, to, leap(is_march));
            let months = if is_years { months.div_euclid(12) * 12 } else { months };
            return Leaf::Value(Value::Number(Decimal::from(months)));
        }
        if let (Some(Symbol::Day(var)), Leaf::Value(Value::Date(to))) = (self.symbol_of(from), to) {
            let var = *var;
            self.births.insert(var);
            return self.symbol(Symbol::Elapsed(is_years, is_march, var, to));
        }
        self.symbol(Symbol::Joined(Join::Elapsed(is_years, is_march), from, to))
    }

    fn compared(&mut self, comparison: Comparison, left: Leaf, right: Leaf) -> Option<Diagram> {
        match (left, right) {
            (Leaf::Value(left), Leaf::Value(right)) => return self.yes_no(comparison.holds(&left, &right)),
            (left, right) if left == right => return self.yes_no(comparison.holds(&0, &0)),
            (Leaf::Value(_), Leaf::Symbol(_)) => return self.compared(turned(comparison), right, left),
            _ => {}
        }
        if let (Some(symbol), Leaf::Value(value)) = (self.symbol_of(left).cloned(), right)
            && let Some(found) = self.compared_with(comparison, &symbol, value)
        {
            return found;
        }
        let var = self.var(Subject::Compared(Join::Compare(comparison), left, right), 0, 1);
        let edges = vec![(0, self.yes_no(false)?), (1, self.yes_no(true)?)];
        self.test(var, edges)
    }

    /// A symbol of one variable against a constant; nothing where it is no such symbol.
    fn compared_with(&mut self, comparison: Comparison, symbol: &Symbol, value: Value) -> Option<Option<Diagram>> {
        let reached = |store: &mut Self, is_more: bool| match (symbol, value) {
            (Symbol::Number(var, scale), Value::Number(number)) => store.number_reaches(*var, *scale, number, is_more),
            (Symbol::Day(var), Value::Date(day)) => {
                let below = i64::from(day.packed()) - i64::from(!is_more);
                let at_most = store.at_most(*var, below)?;
                store.map(&Map::Not, at_most)
            }
            (Symbol::Elapsed(is_years, is_march, var, to), Value::Number(number)) => {
                let step = Decimal::from(if *is_years { 12 } else { 1 });
                let steps = number.checked_div(step)?;
                let steps = if is_more { steps.floor() + Decimal::ONE } else { steps.ceil() };
                let months = i32::try_from((steps * step).mantissa_at_zero()?).ok()?;
                match latest_birth(months, *to, leap(*is_march)) {
                    Some(day) => store.at_most(*var, i64::from(day.packed())),
                    None => store.yes_no(months <= 0),
                }
            }
            _ => None,
        };
        let is_known = matches!(
            (symbol, value),
            (Symbol::Number(..) | Symbol::Elapsed(..), Value::Number(_)) | (Symbol::Day(_), Value::Date(_))
        );
        if !is_known {
            return None;
        }
        Some((|| {
            let at_least = reached(self, false)?;
            let more = reached(self, true)?;
            match comparison {
                Comparison::GreaterOrEqual => Some(at_least),
                Comparison::Greater => Some(more),
                Comparison::Less => self.map(&Map::Not, at_least),
                Comparison::LessOrEqual => self.map(&Map::Not, more),
                Comparison::Equal | Comparison::NotEqual => {
                    let not_more = self.map(&Map::Not, more)?;
                    let equal = self.join(&Join::Both, at_least, not_more)?;
                    if comparison == Comparison::Equal { Some(equal) } else { self.map(&Map::Not, equal) }
                }
            }
        })())
    }

    /// Whether a number is at least a bound, or more than it.
    fn number_reaches(&mut self, var: Var, scale: u32, bound: Decimal, is_more: bool) -> Option<Diagram> {
        let scaled = bound.checked_mul(Decimal::from(10_i64.checked_pow(scale)?))?;
        let least = if is_more { scaled.floor() + Decimal::ONE } else { scaled.ceil() };
        let least = i64::try_from(least.mantissa_at_zero()?).ok()?;
        let below = self.at_most(var, least - 1)?;
        self.map(&Map::Not, below)
    }
}

/// The whole number that a decimal is.
trait Whole {
    fn mantissa_at_zero(self) -> Option<i128>;
}

impl Whole for Decimal {
    fn mantissa_at_zero(self) -> Option<i128> {
        value::mantissa(self, 0)
    }
}

const fn leap(is_march: bool) -> LeapBirthday {
    if is_march { LeapBirthday::March1 } else { LeapBirthday::February28 }
}

/// The last day of birth with so many completed months on a day.
fn latest_birth(months: i32, on: Date, leap: LeapBirthday) -> Option<Date> {
    let month = on.month_start_after(1 - months)?;
    let mut day = Date::new(month.year(), month.month(), month.last_day_of_month())?;
    while completed_months(day, on, leap) < months {
        day = day.day_before()?;
    }
    Some(day)
}

const fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::Equal,
        Comparison::NotEqual => Comparison::NotEqual,
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
    }
}

fn logic(left: Leaf, right: Leaf, deciding: bool) -> Leaf {
    let decides = yes_no(deciding);
    match (left, right) {
        _ if left == decides || right == decides => decides,
        (Leaf::Fault(left), Leaf::Fault(right)) => Leaf::Fault(left.min(right)),
        (Leaf::Fault(fault), _) | (_, Leaf::Fault(fault)) => Leaf::Fault(fault),
        _ => yes_no(!deciding),
    }
}

fn number_leaf(number: Option<Decimal>) -> Leaf {
    number.map_or(Leaf::Fault(Fault::Overflow), |number| Leaf::Value(Value::Number(number.normalize())))
}
