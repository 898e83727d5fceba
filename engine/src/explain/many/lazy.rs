//! Cells that are computed when somebody asks for them.
//!
//! Receives facts; hands on what a column comes to for a thing, once computed. In a trial, columns that the tried facts
//! cannot change are those of the household. It knows how no operation works.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::super::bind::Bound;
use super::super::evaluate::Cell;
use super::super::possible::{Need, Needed, Outcome, Possible};
use super::super::table::Cells;
use super::memo::{Columns, Memo};
use crate::plan::{ColumnId, InputId, Plan};

/// What a column comes to for a thing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Seen {
    /// Exactly this.
    Sure(Outcome),
    /// What stands at this place of the open ones.
    Open(usize),
}

/// Where some facts are tried.
pub(super) struct Trial<'e> {
    /// The household as it is.
    pub(super) household: &'e Lazy<'e>,
    /// The columns that the tried facts may change.
    pub(super) changed: &'e Columns,
    /// The facts that have no value yet.
    pub(super) left_open: &'e [Need],
}

/// The cells of one household.
pub(super) struct Lazy<'e> {
    pub(super) plan: &'e Plan,
    pub(super) facts: &'e Bound,
    pub(super) memo: &'e RefCell<Memo>,
    pub(super) open: &'e RefCell<Vec<Possible>>,
    pub(super) trial: Option<Trial<'e>>,
}

impl Lazy<'_> {
    /// What a column comes to for a thing.
    pub(super) fn seen(&self, id: ColumnId, thing: usize) -> Seen {
        if let Some(trial) = &self.trial
            && !trial.changed.has(id)
        {
            return trial.household.seen(id, thing);
        }
        let Some(column) = self.plan.column(id) else { return self.nothing() };
        let thing = if column.entity.is_none() { 0 } else { thing };
        if let Some(seen) = self.memo.borrow().cell(id, thing) {
            return seen;
        }
        let own = self.facts.thing(thing).map(|thing| thing.entity);
        let seen = match column.entity {
            // A thing of another entity has no such value: nothing can be said of it.
            Some(entity) if Some(entity) != own => self.nothing(),
            _ => self.quick(&column.op, thing).unwrap_or_else(|| {
                let cell = Cell { plan: self.plan, facts: self.facts, table: self, thing };
                self.keep_open(cell.value(column))
            }),
        };
        self.memo.borrow_mut().keep(id, thing, seen);
        seen
    }

    /// What is open at a place.
    pub(super) fn open(&self, place: usize) -> Possible {
        self.open.borrow().get(place).cloned().unwrap_or(Possible::anything(BTreeSet::new()))
    }

    fn nothing(&self) -> Seen {
        self.keep_open(Possible::anything(BTreeSet::new()))
    }

    fn keep_open(&self, possible: Possible) -> Seen {
        match possible.as_certain() {
            Some(outcome) => Seen::Sure(outcome),
            None => {
                let mut open = self.open.borrow_mut();
                open.push(possible);
                Seen::Open(open.len() - 1)
            }
        }
    }
}

impl Cells for Lazy<'_> {
    fn get(&self, _plan: &Plan, column: ColumnId, thing: usize) -> Possible {
        match self.seen(column, thing) {
            Seen::Sure(outcome) => Possible::certain(outcome),
            Seen::Open(place) => self.open(place),
        }
    }

    fn is_left_open(&self, id: InputId, thing: usize) -> bool {
        let is_it = |need: &Need| need.thing == thing && need.what == Needed::Input(id);
        self.trial.as_ref().is_some_and(|trial| trial.left_open.iter().any(is_it))
    }
}
