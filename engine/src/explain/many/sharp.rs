//! Sharpens an uncertain answer by trying the values of the facts it needs.
//!
//! Receives an open answer; hands on the same as `split`. The values are tried one fact after another, and where those
//! tried so far make the answer certain, the others are not tried: knowing more takes nothing back.

use std::cell::RefCell;

use super::super::bind::Bound;
use super::super::possible::{Need, Needed, Possible};
use super::super::split::{Tried, joined, to_try};
use super::super::table::Cells;
use super::Many;
use super::lazy::{Lazy, Trial};
use super::memo::{Columns, Memo};
use crate::plan::ColumnId;
use crate::value::Fact;

/// The possible outcomes of an open column, told apart by the values of needed facts.
pub(super) fn sharpen(
    many: &Many<'_>,
    household: &Lazy<'_>,
    memo: &RefCell<Memo>,
    plain: Possible,
    (column, thing): (ColumnId, usize),
) -> Possible {
    let tried = to_try(many.plan, &plain.needs);
    if tried.is_empty() {
        return plain;
    }
    let mut changed = Columns::none(many.plan.columns.len());
    for fact in &tried {
        if let Needed::Input(id) = fact.need.what
            && let Some(reached) = many.reached.get(id.0)
        {
            changed.join(reached);
        }
    }
    let needs: Vec<Need> = tried.iter().map(|fact| fact.need).collect();
    let mut trials = Trials {
        household,
        memo,
        changed: &changed,
        tried: &tried,
        needs: &needs,
        facts: household.facts.clone(),
        results: Vec::new(),
    };
    trials.from(0, column, thing);
    let results = trials.results;
    joined(plain, &tried, results)
}

struct Trials<'t> {
    household: &'t Lazy<'t>,
    memo: &'t RefCell<Memo>,
    changed: &'t Columns,
    tried: &'t [Tried],
    needs: &'t [Need],
    facts: Bound,
    /// What each combination comes to; the last fact changes fastest.
    results: Vec<Possible>,
}

impl Trials<'_> {
    /// Tries every value of the fact at a position, and of those after it.
    fn from(&mut self, position: usize, column: ColumnId, thing: usize) {
        let Some(fact) = self.tried.get(position) else { return };
        let Needed::Input(id) = fact.need.what else { return };
        let n_below: usize = self.tried.iter().skip(position + 1).map(|fact| fact.values.len()).product();
        for value in &fact.values {
            if let Some(thing) = self.facts.things.get_mut(fact.need.thing) {
                thing.state(id, Some(Fact::Known(*value)));
            }
            let result = self.result(position + 1, column, thing);
            if n_below == 1 || result.as_certain().is_some() {
                self.results.extend(std::iter::repeat_n(result, n_below));
            } else {
                self.from(position + 1, column, thing);
            }
        }
        if let Some(thing) = self.facts.things.get_mut(fact.need.thing) {
            thing.state(id, None);
        }
    }

    /// What the column comes to with the first facts stated and the others open.
    fn result(&self, n_stated: usize, column: ColumnId, thing: usize) -> Possible {
        let household = self.household;
        self.memo.borrow_mut().clear(household.plan.columns.len(), self.facts.things.len());
        let left_open = self.needs.get(n_stated..).unwrap_or_default();
        let trial = Trial { household, changed: self.changed, left_open };
        let (plan, open) = (household.plan, household.open);
        Lazy { plan, facts: &self.facts, memo: self.memo, open, trial: Some(trial) }.get(plan, column, thing)
    }
}
