//! What some columns of a plan come to for one case, computed once.
//!
//! Receives a plan, facts and what is wanted; hands on outcomes by column and thing, the facts that the law takes to be
//! otherwise, and the places that a value rests on. Nothing is sharpened: where every fact is known there is nothing
//! to sharpen.

use std::collections::BTreeSet;

use super::bind::{Bound, FactsError};
use super::evaluate::evaluate_some;
use super::possible::{Need, Needed, Possible};
use super::split::looks_at;
use super::table::Table;
use crate::plan::{Arm, Citation, ColumnId, InputId, LinkId, Op, Plan};
use crate::value::{Fact, Facts, Policy, Value};

/// The columns that are wanted of one thing, and those that are wanted of all.
#[derive(Clone, Debug)]
pub struct Scope {
    own: Vec<bool>,
    of_all: Vec<bool>,
}

impl Scope {
    /// Everything that some columns look at, for one thing, and everything that the law takes for granted about all.
    #[must_use]
    pub fn new(plan: &Plan, columns: &[ColumnId]) -> Self {
        let n_columns = plan.columns.len();
        let mut scope = Self { own: vec![false; n_columns], of_all: vec![false; n_columns] };
        let implied = plan.inputs.iter().filter(|input| input.is_used).flat_map(|input| &input.implied);
        let empty = plan.links.iter().filter(|link| link.is_used).flat_map(|link| &link.empty_when);
        let guards = implied.map(|(guard, _)| guard).chain(empty);
        guards.for_each(|guard| mark(&mut scope.of_all, *guard));
        columns.iter().for_each(|column| mark(&mut scope.own, *column));
        // What is looked at lies before what looks at it.
        for (at, column) in plan.columns.iter().enumerate().rev() {
            let (is_own, is_of_all) = (is_marked(&scope.own, at), is_marked(&scope.of_all, at));
            if !is_own && !is_of_all {
                continue;
            }
            let is_elsewhere = matches!(column.op, Op::Follow(..) | Op::Count(..) | Op::Each { .. });
            for operand in looks_at(plan, &column.op) {
                let list = if is_of_all || is_elsewhere { &mut scope.of_all } else { &mut scope.own };
                mark(list, operand);
            }
        }
        scope
    }

    /// Only what the law takes for granted, about all things.
    #[must_use]
    pub fn of_guards(plan: &Plan) -> Self {
        Self::new(plan, &[])
    }
}

fn mark(list: &mut [bool], column: ColumnId) {
    if let Some(mark) = list.get_mut(column.0) {
        *mark = true;
    }
}

fn is_marked(list: &[bool], at: usize) -> bool {
    list.get(at).copied().unwrap_or(false)
}

/// The outcomes of the columns of a scope for the things of a case.
pub struct Answers<'p> {
    plan: &'p Plan,
    bound: Bound,
    table: Table<'static>,
}

impl<'p> Answers<'p> {
    /// Computes the columns of a scope, for a thing and for all.
    ///
    /// # Errors
    /// A fact that the plan has no input for, or a value that does not suit it.
    pub fn new(plan: &'p Plan, facts: &Facts, scope: &Scope, thing: usize) -> Result<Self, FactsError> {
        let bound = Bound::new(plan, facts)?;
        let is_same_for_all = |column: ColumnId| plan.column(column).is_some_and(|column| column.entity.is_none());
        let table = evaluate_some(plan, &bound, |column, at| {
            is_marked(&scope.of_all, column.0)
                || (is_marked(&scope.own, column.0) && (at == thing || is_same_for_all(column)))
        });
        Ok(Self { plan, bound, table })
    }

    /// What a column comes to for a thing.
    #[must_use]
    pub fn of(&self, column: ColumnId, thing: usize) -> Possible {
        self.table.get(self.plan, column, thing)
    }

    /// The stated facts for which the law takes something else for granted, such as a mother of three years.
    #[must_use]
    pub fn contrary(&self) -> Vec<Need> {
        let mut found = Vec::new();
        for (thing, bound) in self.bound.things.iter().enumerate() {
            let inputs = bound.facts().filter(|(id, fact)| self.is_contrary(*id, fact, thing));
            found.extend(inputs.map(|(id, _)| Need { thing, what: Needed::Input(id) }));
            let links = bound.links().filter(|(id, targets)| !targets.is_empty() && self.is_empty(*id, thing));
            found.extend(links.map(|(id, _)| Need { thing, what: Needed::Link(id) }));
        }
        found
    }

    fn is_contrary(&self, id: InputId, fact: &Fact, thing: usize) -> bool {
        let implied = self.plan.inputs.get(id.0).map_or(&[][..], |input| &input.implied);
        let first = implied.iter().find(|(guard, _)| self.of(*guard, thing).is_certainly(true));
        first.is_some_and(|(guard, value)| *fact != Fact::Known(*value) && !self.plan.is_always(*guard))
    }

    fn is_empty(&self, id: LinkId, thing: usize) -> bool {
        let empty_when = self.plan.links.get(id.0).map_or(&[][..], |link| &link.empty_when);
        empty_when.iter().any(|guard| self.of(*guard, thing).is_certainly(true))
    }

    /// The places that the value of a column for a thing rests on, each once, the outermost first.
    #[must_use]
    pub fn rests_on(&self, column: ColumnId, thing: usize) -> Vec<Citation> {
        let mut found = Vec::new();
        self.collect(column, thing, &mut BTreeSet::new(), &mut found);
        found
    }

    fn collect(&self, id: ColumnId, thing: usize, seen: &mut BTreeSet<(ColumnId, usize)>, found: &mut Vec<Citation>) {
        let Some(column) = self.plan.column(id).filter(|_| seen.insert((id, thing))) else {
            return;
        };
        let mut add = |citations: &[Citation]| {
            for citation in citations {
                if !found.contains(citation) {
                    found.push(citation.clone());
                }
            }
        };
        add(&column.citations);
        let mut next: Vec<(ColumnId, usize)> = Vec::new();
        match &column.op {
            Op::Cases { policy, arms, otherwise } => {
                let applying = self.applying(*policy, arms, thing);
                for at in &applying {
                    add(column.arm_citations.get(*at).map_or(&[][..], Vec::as_slice));
                    next.extend(arms.get(*at).and_then(|arm| arm.guard).map(|guard| (guard, thing)));
                    next.extend(arms.get(*at).map(|arm| (arm.value, thing)));
                }
                if applying.is_empty() {
                    next.extend(otherwise.map(|otherwise| (otherwise, thing)));
                }
            }
            Op::All(parts) => next.extend(self.deciding(parts, thing, true)),
            Op::Any(parts) => next.extend(self.deciding(parts, thing, false)),
            Op::Follow(link, inner) => {
                let targets = self.bound.targets(thing, *link);
                next.extend(targets.and_then(|targets| targets.first()).map(|target| (*inner, *target)));
            }
            Op::Each { .. } | Op::Count(..) => {}
            op => next.extend(op.operands().into_iter().map(|operand| (operand, thing))),
        }
        for (column, thing) in next {
            self.collect(column, thing, seen, found);
        }
    }

    /// The arms that certainly apply and count, by position.
    fn applying(&self, policy: Policy, arms: &[Arm], thing: usize) -> Vec<usize> {
        let applies = |arm: &Arm| arm.guard.is_none_or(|guard| self.of(guard, thing).is_certainly(true));
        let all: Vec<usize> = (0..arms.len()).filter(|at| arms.get(*at).is_some_and(applies)).collect();
        let value = |at: &usize| self.of(arms.get(*at)?.value, thing).as_certain()?.ok();
        let best: Option<Value> = match policy {
            Policy::First => return all.into_iter().take(1).collect(),
            Policy::Only | Policy::Sum => return all,
            Policy::Highest => all.iter().filter_map(value).max(),
            Policy::Lowest => all.iter().filter_map(value).min(),
        };
        all.into_iter().filter(|at| value(at) == best).take(1).collect()
    }

    /// The parts that decide: where all must hold, the ones that do not if there are any.
    fn deciding(&self, parts: &[ColumnId], thing: usize, is_all: bool) -> Vec<(ColumnId, usize)> {
        let against = |part: &&ColumnId| self.of(**part, thing).is_certainly(!is_all);
        let deciding: Vec<ColumnId> = parts.iter().filter(against).copied().collect();
        let deciding = if deciding.is_empty() { parts.to_vec() } else { deciding };
        deciding.into_iter().map(|part| (part, thing)).collect()
    }
}
