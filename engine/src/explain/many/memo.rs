//! What was computed already, and sets of columns.
//!
//! Receives cells by column and thing; hands them on until it is cleared. It knows no operation.

use super::lazy::Seen;
use crate::plan::ColumnId;
use crate::value::{Fault, Value};

/// Which arm of a list of cases is taken, as far as the arms can be told one after another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pick {
    /// So many arms, from the first, are certain.
    pub(super) n_certain: usize,
    /// What comes of those that apply, if all are certain.
    pub(super) end: End,
}

/// How the arms end.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    /// An arm is not certain.
    Open,
    /// An arm has no value, or the arms contradict each other.
    Fault(Fault),
    /// This arm is taken, or none.
    Taken(Option<usize>),
}

/// Something that is kept for the household of a number.
#[derive(Clone, Copy, Debug)]
struct Kept<T> {
    number: u32,
    value: T,
}

/// Cells by column and thing. To forget them all is to begin a new number.
#[derive(Default, Debug)]
pub(super) struct Memo {
    cells: Vec<Kept<Seen>>,
    picks: Vec<Kept<Pick>>,
    number: u32,
    n_things: usize,
}

impl Memo {
    /// Forgets everything, and makes room for things.
    pub(super) fn clear(&mut self, n_columns: usize, n_things: usize) {
        let n_cells = n_columns * n_things.max(1);
        if self.number == u32::MAX {
            *self = Self::default();
        }
        self.number += 1;
        self.n_things = n_things.max(1);
        if self.cells.len() < n_cells {
            let seen = Seen::Sure(Ok(Value::Absent));
            self.cells.resize(n_cells, Kept { number: 0, value: seen });
            let pick = Pick { n_certain: 0, end: End::Open };
            self.picks.resize(n_cells, Kept { number: 0, value: pick });
        }
    }

    pub(super) fn cell(&self, column: ColumnId, thing: usize) -> Option<Seen> {
        let kept = self.cells.get(column.0 * self.n_things + thing)?;
        (kept.number == self.number).then_some(kept.value)
    }

    pub(super) fn keep(&mut self, column: ColumnId, thing: usize, value: Seen) {
        if let Some(place) = self.cells.get_mut(column.0 * self.n_things + thing) {
            *place = Kept { number: self.number, value };
        }
    }

    pub(super) fn pick(&self, column: ColumnId, thing: usize) -> Option<Pick> {
        let kept = self.picks.get(column.0 * self.n_things + thing)?;
        (kept.number == self.number).then_some(kept.value)
    }

    pub(super) fn keep_pick(&mut self, column: ColumnId, thing: usize, value: Pick) {
        if let Some(place) = self.picks.get_mut(column.0 * self.n_things + thing) {
            *place = Kept { number: self.number, value };
        }
    }
}

/// A set of columns of one plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Columns(Vec<u64>);

impl Columns {
    /// No column.
    pub(super) fn none(n_columns: usize) -> Self {
        Self(vec![0; n_columns.div_ceil(64)])
    }

    pub(super) fn has(&self, column: ColumnId) -> bool {
        self.0.get(column.0 / 64).is_some_and(|word| word >> (column.0 % 64) & 1 == 1)
    }

    pub(super) fn add(&mut self, column: ColumnId) {
        if let Some(word) = self.0.get_mut(column.0 / 64) {
            *word |= 1 << (column.0 % 64);
        }
    }

    /// Adds the columns of another set.
    pub(super) fn join(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }
}
