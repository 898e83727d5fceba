//! Counts whom the measures of plans mark.
//!
//! Receives bound measures, and blocks or classes of persons; adds to counts. It knows no target.

use super::count::{Registers, classes};
use super::indicator::{Bound, Gauges, IndicatorOutcome, Measured};
use super::weights::Weights;
use crate::plan::ColumnId;
use crate::population::Population;
use crate::vector::{Block, Condensed, Scratch};

/// Registers of each measure, under current law and under the scenario.
pub(super) type Scratches = Vec<(Option<Scratch>, Option<Scratch>)>;

impl Gauges<'_> {
    /// Registers for the blocks.
    pub(super) fn scratches(&self, blocks: &[Block]) -> Scratches {
        let scratch = |bound: &Option<Bound<'_>>| bound.as_ref().map(|bound| bound.machine.scratch(blocks));
        self.0.iter().map(|(first, second)| (scratch(first), scratch(second))).collect()
    }

    /// Counts one block.
    pub(super) fn run(
        &self,
        people: (&Population, Block),
        scratches: &mut Scratches,
        outcomes: &mut [IndicatorOutcome],
    ) {
        for (((first, second), (one, other)), outcome) in self.0.iter().zip(scratches).zip(outcomes) {
            if let (Some(bound), Some(scratch)) = (first, one) {
                count(bound, people, scratch, &mut outcome.baseline);
            }
            if let (Some(bound), Some(scratch), Some(measured)) = (second, other, &mut outcome.reform) {
                count(bound, people, scratch, measured);
            }
        }
    }

    /// Counts everybody by classes of persons.
    pub(super) fn run_classes(&self, people: (&Condensed, &Weights), outcomes: &mut [IndicatorOutcome]) {
        for ((first, second), outcome) in self.0.iter().zip(outcomes) {
            if let Some(bound) = first {
                count_classes(bound, people, &mut outcome.baseline);
            }
            if let (Some(bound), Some(measured)) = (second, &mut outcome.reform) {
                count_classes(bound, people, measured);
            }
        }
    }
}

fn count_classes(bound: &Bound<'_>, (people, kinds): (&Condensed, &Weights), measured: &mut Measured) {
    if matches!(measured, Measured::Not(_)) {
        return;
    }
    match classes(&[&bound.machine], people, kinds) {
        Ok((found, weights)) => {
            if let Some(sheet) = found.sheets.first() {
                mark(bound, found.block(), Some(&weights), Registers::OfClasses(sheet), measured);
            }
        }
        Err(error) => {
            let mut scratch = bound.machine.scratch(&[]);
            *measured = Measured::Not(bound.machine.first_fault(&mut scratch).unwrap_or(error).message());
        }
    }
}

/// Counts one block; a row without an answer makes the whole not measurable.
fn count(bound: &Bound<'_>, (population, block): (&Population, Block), scratch: &mut Scratch, measured: &mut Measured) {
    if matches!(measured, Measured::Not(_)) {
        return;
    }
    let machine = &bound.machine;
    if let Err(error) = machine.run_on(population, block, scratch) {
        *measured = Measured::Not(error.message());
        return;
    }
    mark(bound, block, None, Registers::OfRows(scratch), measured);
}

/// Adds rows that were run.
fn mark(bound: &Bound<'_>, block: Block, weights: Option<&Weights>, registers: Registers<'_>, measured: &mut Measured) {
    let Measured::Counted { counted, among } = measured else { return };
    let Bound { machine, gauge, is_of_persons } = bound;
    let weights = weights.map(|weights| weights.rows(block, *is_of_persons));
    let present = if *is_of_persons {
        machine.present(registers.of(machine, gauge.everything), block, gauge.everything)
    } else {
        None
    };
    let length = if *is_of_persons { block.n_persons } else { block.n_households };
    // A column that is the same for all has one value, wherever it is read.
    let marks = |column: Option<ColumnId>| {
        column.map(|id| {
            let is_same = gauge.plan.column(id).is_some_and(|column| column.entity.is_none());
            (machine.yes_no(registers.of(machine, id), block, id), is_same)
        })
    };
    let is_marked = |marks: Option<(&[u8], bool)>, at: usize| {
        marks.is_none_or(|(marks, is_same)| marks.get(if is_same { 0 } else { at }) == Some(&1))
    };
    let (which, of) = (marks(gauge.counted), marks(gauge.among));
    for at in 0..length {
        let is_among = present.is_none_or(|present| present.get(at) == Some(&1)) && is_marked(of, at);
        let weight = weights.map_or(1, |weights| weights.get(at).copied().unwrap_or(0));
        *among += weight * u64::from(is_among);
        *counted += weight * u64::from(is_among && is_marked(which, at));
    }
}
