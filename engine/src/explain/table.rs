//! What columns come to, kept and handed on.
//!
//! Receives cells by column and thing; hands them on to whoever looks at them. It computes nothing.

use std::collections::BTreeSet;

use super::possible::Possible;
use crate::plan::{ColumnId, InputId, Plan};

/// What columns come to: by column, then by thing. A column that was not computed anew is looked up in the base.
pub(super) struct Table<'b> {
    pub(super) cells: Vec<Option<Vec<Option<Possible>>>>,
    pub(super) base: Option<&'b Table<'b>>,
}

impl Table<'_> {
    /// The cell of a column for a thing.
    pub(super) fn get(&self, plan: &Plan, column: ColumnId, thing: usize) -> Possible {
        let at = if plan.column(column).is_some_and(|column| column.entity.is_none()) { 0 } else { thing };
        let cell = self.column(column).and_then(|cells| cells.get(at)).cloned().flatten();
        // A thing of another entity has no such value: nothing can be said of it.
        cell.unwrap_or(Possible::anything(BTreeSet::new()))
    }

    fn column(&self, column: ColumnId) -> Option<&Vec<Option<Possible>>> {
        let own = self.cells.get(column.0).and_then(Option::as_ref);
        own.or_else(|| self.base.and_then(|base| base.column(column)))
    }
}

/// What other columns come to, from where a column looks at them.
pub(super) trait Cells {
    /// The cell of a column for a thing.
    fn get(&self, plan: &Plan, column: ColumnId, thing: usize) -> Possible;

    /// Whether an input is to be taken as unknown, whatever the law takes for granted.
    fn is_left_open(&self, _id: InputId, _thing: usize) -> bool {
        false
    }
}

impl Cells for Table<'_> {
    fn get(&self, plan: &Plan, column: ColumnId, thing: usize) -> Possible {
        Table::get(self, plan, column, thing)
    }
}
