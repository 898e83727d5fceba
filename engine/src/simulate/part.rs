//! Runs pieces of a year, and adds them up.
//!
//! Receives a bound run; hands on parts, and the outcome that they come to in any order. A piece is a block of
//! households with all days; where households are run by kinds it is a day, and then the law is worked out for classes of
//! persons, each once. It knows no law and no thread.

use std::ops::Range;

use super::count::{Sums, run_classes, run_day};
use super::detail::Detail;
use super::outcome::Outcome;
use super::run::{Bound, Run, SimulateError};
use super::weights::Weights;
use super::{indicator, living};
use crate::vector::{Condensed, VectorError};

/// What some pieces come to.
#[derive(Clone, Debug)]
pub struct Part(Outcome, Detail);

impl Run<'_> {
    /// How many pieces there are to share out.
    #[must_use]
    pub fn n_pieces(&self) -> usize {
        if self.kinds().is_some() { self.days.len() } else { self.blocks.len() }
    }

    /// The people by kinds, where they are.
    fn kinds(&self) -> Option<(&Condensed, &Weights)> {
        Some((self.condensed.as_ref()?, self.look.kinds.as_ref()?))
    }

    /// Runs some pieces. `progress` is told the persons done so far: in the end, of all pieces together, everybody.
    ///
    /// # Errors
    /// A row for which the law gives no single answer.
    pub fn part(&self, range: Range<usize>, progress: &mut dyn FnMut(u64)) -> Result<Part, SimulateError> {
        let mut part = Part(self.empty.clone(), self.detail.clone());
        match self.kinds() {
            Some(people) => self.days(range, people, &mut part, progress)?,
            None => self.blocks(range, &mut part, progress)?,
        }
        Ok(part)
    }

    fn days(
        &self,
        range: Range<usize>,
        people: (&Condensed, &Weights),
        Part(outcome, detail): &mut Part,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), SimulateError> {
        let n_persons = people.1.size().0;
        let is_first = range.start == 0;
        for (n_done, day) in (1..).zip(self.days.get(range).unwrap_or(&[])) {
            let sums = Sums { outcome: &mut *outcome, detail: &mut *detail };
            run_classes(day, people, sums, &self.look).map_err(|error| self.fault(error))?;
            progress(n_persons * n_done / self.days.len() as u64);
        }
        if is_first {
            self.gauges.run_classes(people, &mut outcome.indicators);
        }
        Ok(())
    }

    fn blocks(
        &self,
        range: Range<usize>,
        Part(outcome, detail): &mut Part,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), SimulateError> {
        let blocks = self.blocks.get(range).unwrap_or(&[]);
        let n_all: u64 = blocks.iter().map(|block| block.n_persons as u64).sum();
        // One day after the other: the registers of one are enough, and stay near.
        for (n_done, day) in (0..).zip(&self.days) {
            let scratch = |bound: &Bound<'_>| bound.machine.scratch(blocks);
            let (mut first, mut second) = (scratch(&day.baseline), day.reform.as_ref().map(scratch));
            let mut n_persons = 0;
            for block in blocks {
                let sums = Sums { outcome: &mut *outcome, detail: &mut *detail };
                run_day(day, (self.population, *block), (&mut first, second.as_mut()), sums, &self.look)
                    .map_err(|error| self.fault(error))?;
                n_persons += block.n_persons as u64;
                progress((n_all * n_done + n_persons) / self.days.len() as u64);
            }
        }
        let mut measures = self.gauges.scratches(blocks);
        for block in blocks {
            self.gauges.run((self.population, *block), &mut measures, &mut outcome.indicators);
        }
        Ok(())
    }

    fn fault(&self, error: VectorError) -> SimulateError {
        SimulateError::Population(self.first_fault().unwrap_or(error))
    }

    /// Adds parts up. The order does not matter.
    #[must_use]
    pub fn finish(&self, parts: Vec<Part>) -> Outcome {
        let (mut sum, mut detail) = (self.empty.clone(), self.detail.clone());
        for Part(part, more) in parts {
            detail.add(&more);
            indicator::add_all(&mut sum.indicators, &part.indicators);
            for (benefit, other) in sum.benefits.iter_mut().zip(&part.benefits) {
                benefit.baseline.add(&other.baseline);
                benefit.reform.add(&other.reform);
                for (clause, other) in benefit.clauses.iter_mut().zip(&other.clauses) {
                    clause.baseline += other.baseline;
                    clause.reform += other.reform;
                }
                for (category, other) in benefit.categories.iter_mut().zip(&other.categories) {
                    category.baseline.add(&other.baseline);
                    category.reform.add(&other.reform);
                }
                if let (Some(change), Some(other)) = (&mut benefit.change, &other.change) {
                    change.add(other);
                }
            }
        }
        detail.again.tell(&mut sum.benefits);
        if let Some(weights) = &self.look.weights {
            weights.bring_back(&mut sum, &mut detail);
        }
        sum.benefits.iter_mut().for_each(|benefit| benefit.weigh(self.weight));
        indicator::weigh(&mut sum.indicators, self.weight);
        if let Some(condensed) = &self.condensed {
            detail.spread(&condensed.kinds);
        }
        if self.has_measures && self.look.weights.is_none() {
            let has_reform = sum.benefits.iter().any(|benefit| benefit.change.is_some());
            sum.livings = living::measure(self.population, self.lines, &detail.received, detail.scale, has_reform);
        }
        detail.weigh(self.weight);
        (sum.breakdowns, sum.overlaps, sum.holdings) = (detail.breakdowns, detail.overlaps, detail.holdings);
        sum
    }
}
