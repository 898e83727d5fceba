//! What follows from some columns of a population alone.
//!
//! Receives a machine and columns; hands on the instructions that depend on nothing else, row by row, and those of
//! their registers that anything else looks at: all that the law sees of these columns. It knows no class.

use std::collections::BTreeSet;

use super::block::Block;
use super::instruction::Fill;
use super::machine::Machine;
use super::register::{Grain, Scratch, Slot};
use crate::plan::ColumnId;
use crate::population::Population;

/// Rows that are looked at together.
const BLOCK_ROWS: usize = 2048;

/// The part of a machine that depends on some columns alone.
pub(super) struct Closure {
    /// Its instructions, by their places.
    code: Vec<usize>,
    /// The registers that others look at.
    frontier: Vec<Slot>,
    /// All registers that it needs.
    slots: BTreeSet<Slot>,
}

impl Machine<'_> {
    /// The registers that whoever counts looks at: of these columns, of who is there, and of faults.
    pub(super) fn roots(&self, columns: &[ColumnId]) -> BTreeSet<Slot> {
        let looked_at = columns.iter().filter_map(|column| self.find(*column)).map(|(_, operand)| operand.slot);
        let faults = self.watched.iter().map(|(_, _, fault)| Slot::Mask(*fault));
        looked_at.chain(faults).chain(self.present.map(Slot::Mask)).collect()
    }

    /// The part that depends on some columns of the population alone, row by row; if homes are followed, of persons also
    /// on the facts of their household. Of its registers those of a grain are handed on that others look at.
    pub(super) fn closure(
        &self,
        is_own: &dyn Fn(usize) -> bool,
        roots: &BTreeSet<Slot>,
        (grain, follows_homes): (Grain, bool),
    ) -> Closure {
        let mut constant: BTreeSet<Slot> = self.fills.iter().copied().map(Fill::slot).collect();
        let (mut own, mut seen, mut code) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for (at, instruction) in self.code.iter().enumerate() {
            let reads = instruction.reads();
            let (is_loaded, is_in) = match instruction.column() {
                Some(column) => (true, is_own(column)),
                None => {
                    let is_known = |slot: &Slot| own.contains(slot) || constant.contains(slot);
                    let is_followed = instruction.is_row_by_row() || (follows_homes && instruction.is_spread());
                    (false, is_followed && reads.iter().all(is_known))
                }
            };
            if !is_in {
                seen.extend(reads.into_iter().filter(|slot| own.contains(slot)));
                continue;
            }
            code.push(at);
            let is_moved = is_loaded || reads.iter().any(|slot| own.contains(slot));
            if is_moved { own.extend(instruction.writes()) } else { constant.extend(instruction.writes()) }
        }
        seen.extend(roots.intersection(&own).copied());
        own.append(&mut constant);
        let frontier = seen.into_iter().filter(|slot| self.layout.grain(*slot) == Some(grain)).collect();
        Closure { code, frontier, slots: own }
    }

    /// The registers that others look at, row by row, for a population of rows.
    pub(super) fn seen(&self, closure: &Closure, rows: &Population) -> Vec<Vec<i64>> {
        let n_rows = rows.households();
        let scratch = &mut self.scratch_of(&closure.slots, BLOCK_ROWS.min(n_rows));
        let mut seen: Vec<Vec<i64>> = closure.frontier.iter().map(|_| Vec::with_capacity(n_rows)).collect();
        let code: Vec<_> = closure.code.iter().filter_map(|at| self.code.get(*at)).collect();
        for start in (0..n_rows).step_by(BLOCK_ROWS) {
            let length = BLOCK_ROWS.min(n_rows - start);
            let block = Block { household: start, n_households: length, person: start, n_persons: length };
            code.iter().for_each(|instruction| self.step(instruction, rows, block, scratch));
            for (values, slot) in seen.iter_mut().zip(&closure.frontier) {
                scratch.read(*slot, length, values);
            }
        }
        seen
    }

    /// Some registers only, for so many rows at once.
    pub(super) fn scratch_of(&self, slots: &BTreeSet<Slot>, n_rows: usize) -> Scratch {
        let mut scratch = Scratch::of_some(&self.layout, slots, n_rows);
        self.fill(&mut scratch);
        scratch
    }
}
