//! Runs one day of the law on one block and counts.
//!
//! Receives bound plans and registers; adds to the sums of a part. It knows how to count, and no law.

use super::claims::{Claims, claiming};
use super::detail::{Closer, Detail, Payment};
use super::outcome::Outcome;
use super::run::{Bound, BoundBenefit, Day};
use super::tally::{Sum, sum, tally, weighted};
use super::weights::Weights;
use crate::population::Population;
use crate::vector::{Block, Scratch, VectorError};

/// The sums of a part.
pub(super) struct Sums<'s> {
    pub(super) outcome: &'s mut Outcome,
    pub(super) detail: &'s mut Detail,
}

/// How rows are looked at: who claims, and what is counted more closely.
pub(super) struct Look {
    pub(super) closer: Closer,
    pub(super) claims: Claims,
    /// What the households of a sample stand for; nothing where each stands for as many.
    pub(super) weights: Option<Weights>,
    /// How many households each one stands for where those that the law cannot tell apart are run once.
    pub(super) kinds: Option<Weights>,
}

impl Look {
    fn sum(
        &self,
        (block, benefit): (Block, &BoundBenefit),
        amounts: &[i64],
        marks: Option<&[u8]>,
        present: Option<&[u8]>,
    ) -> Sum {
        match self.all_weights() {
            None => sum(amounts, marks, present),
            Some(weights) => weighted(amounts, marks, present, weights.rows(block, benefit.is_of_persons)),
        }
    }

    fn weight(&self, person: usize) -> u64 {
        self.all_weights().map_or(1, |weights| weights.person(person))
    }

    /// What households stand for, whatever the reason.
    pub(super) fn all_weights(&self) -> Option<&Weights> {
        self.weights.as_ref().or(self.kinds.as_ref())
    }
}

/// Which law a bound plan is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Baseline,
    Reform,
}

/// Runs a day.
pub(super) fn run_day(
    day: &Day<'_>,
    (population, block): (&Population, Block),
    (first, second): (&mut Scratch, Option<&mut Scratch>),
    sums: Sums<'_>,
    look: &Look,
) -> Result<(), VectorError> {
    let Sums { outcome, detail } = sums;
    day.baseline.machine.run_on(population, block, first)?;
    let mut counting = Counting { block, is_headcount: day.is_headcount, look, outcome, detail };
    counting.count(&day.baseline, first, Side::Baseline);
    counting.overlaps(&day.baseline, first);
    if let (Some(reform), Some(second)) = (&day.reform, second) {
        reform.machine.run_on(population, block, second)?;
        counting.count(reform, second, Side::Reform);
        counting.compare(&day.baseline, first, reform, second);
    }
    Ok(())
}

/// One block on one day.
struct Counting<'c> {
    block: Block,
    is_headcount: bool,
    look: &'c Look,
    outcome: &'c mut Outcome,
    detail: &'c mut Detail,
}

impl Counting<'_> {
    fn count(&mut self, bound: &Bound<'_>, scratch: &Scratch, side: Side) {
        let (block, is_headcount, is_reform) = (self.block, self.is_headcount, side == Side::Reform);
        for (at, (benefit, found)) in bound.benefits.iter().zip(&mut self.outcome.benefits).enumerate() {
            let present = bound.machine.present(scratch, block, benefit.amount);
            let present = claiming(present, &self.look.claims, at, block);
            let present = present.as_deref();
            let (amounts, scale) = bound.machine.numbers(scratch, block, benefit.amount);
            let total = if is_reform { &mut found.reform } else { &mut found.baseline };
            let paid = self.look.sum((block, benefit), amounts, None, present);
            if let Some(clause) = benefit.clause.and_then(|at| found.clauses.get_mut(at)).filter(|_| !is_headcount) {
                let covered = if is_reform { &mut clause.reform } else { &mut clause.baseline };
                *covered += paid.amount * 10_i128.pow(total.scale.saturating_sub(scale));
            }
            tally(total, &paid, scale, is_headcount);
            let rows = Rows { amounts, scale: total.scale - scale.min(total.scale), present, marks: None };
            hold(self.look, self.detail, (block, benefit), &rows, (at, None, is_reform, is_headcount));
            for category in &benefit.categories {
                let marks = bound.machine.yes_no(scratch, block, category.paid);
                let (amounts, scale) = bound.machine.numbers(scratch, block, category.amount);
                let Some(found) = found.categories.get_mut(category.position) else {
                    continue;
                };
                let flow = if is_reform { &mut found.reform } else { &mut found.baseline };
                tally(flow, &self.look.sum((block, benefit), amounts, Some(marks), present), scale, is_headcount);
                let rows = Rows { amounts, scale: flow.scale - scale.min(flow.scale), present, marks: Some(marks) };
                hold(
                    self.look,
                    self.detail,
                    (block, benefit),
                    &rows,
                    (at, Some(category.position), is_reform, is_headcount),
                );
            }
            if !self.look.closer.is_idle() {
                let rows = Rows { amounts, scale, present, marks: None };
                pay(self.look, self.detail, (block, at, benefit), &rows, (is_reform, is_headcount));
            }
        }
    }

    /// To how many two categories apply at once.
    fn overlaps(&mut self, bound: &Bound<'_>, scratch: &Scratch) {
        if !self.is_headcount {
            return;
        }
        for overlap in &mut self.detail.overlaps {
            let Some(benefit) = bound.benefits.get(overlap.benefit) else { continue };
            let marks = |position: usize| {
                let category = benefit.categories.iter().find(|category| category.position == position)?;
                Some(bound.machine.yes_no(scratch, self.block, category.qualifies))
            };
            let (Some(one), Some(other)) = (marks(overlap.one), marks(overlap.other)) else { continue };
            let present = bound.machine.present(scratch, self.block, benefit.amount);
            let both = one.iter().zip(other).enumerate();
            let both = both.filter(|(at, (one, other))| **one & **other == 1 && is_present(present, *at));
            let weights = self.look.all_weights().map(|weights| weights.rows(self.block, benefit.is_of_persons));
            overlap.both += both.map(|(at, _)| weights.map_or(1, |all| all.get(at).copied().unwrap_or(0))).sum::<u64>();
        }
    }

    fn compare(&mut self, baseline: &Bound<'_>, first: &Scratch, reform: &Bound<'_>, second: &Scratch) {
        if !self.is_headcount {
            return;
        }
        let block = self.block;
        let pairs = baseline.benefits.iter().zip(&reform.benefits);
        for (benefit, ((before, after), found)) in pairs.zip(&mut self.outcome.benefits).enumerate() {
            let Some(change) = &mut found.change else {
                continue;
            };
            let present = baseline.machine.present(first, block, before.amount);
            let present = claiming(present, &self.look.claims, benefit, block);
            let (old, old_scale) = baseline.machine.numbers(first, block, before.amount);
            let (new, new_scale) = reform.machine.numbers(second, block, after.amount);
            let scale = old_scale.max(new_scale);
            let old_factor = 10_i128.pow(scale - old_scale);
            let new_factor = 10_i128.pow(scale - new_scale);
            for (at, (old, new)) in old.iter().zip(new).enumerate() {
                if (*old | *new) == 0 || !is_present(present.as_deref(), at) {
                    continue;
                }
                let (old, new) = (i128::from(*old) * old_factor, i128::from(*new) * new_factor);
                let person = self.look.closer.person(block, at, before.is_of_persons);
                let weight = self.look.weight(person);
                change.count(old, new, scale, weight);
                if !self.look.closer.is_idle() {
                    self.look.closer.compare(self.detail, person, benefit, (old, new), (scale, weight));
                }
            }
        }
    }
}

/// What one benefit pays in a block, row by row.
struct Rows<'r> {
    amounts: &'r [i64],
    scale: u32,
    present: Option<&'r [u8]>,
    marks: Option<&'r [u8]>,
}

/// Keeps what each household of a sample is paid; `scale` is by how many decimals the sums are finer.
fn hold(
    look: &Look,
    detail: &mut Detail,
    (block, bound): (Block, &BoundBenefit),
    rows: &Rows<'_>,
    (benefit, category, is_reform, is_headcount): (usize, Option<usize>, bool, bool),
) {
    if look.weights.is_none() {
        return;
    }
    let factor = 10_i128.pow(rows.scale);
    for (at, &amount) in rows.amounts.iter().enumerate() {
        if amount != 0 && is_present(rows.present, at) && is_present(rows.marks, at) {
            let household = look.closer.household(block, at, bound.is_of_persons);
            let held = detail.holdings.entry((household, benefit, category, is_reform)).or_default();
            held.add(i128::from(amount) * factor, is_headcount);
        }
    }
}

fn pay(
    look: &Look,
    detail: &mut Detail,
    (block, benefit, bound): (Block, usize, &BoundBenefit),
    rows: &Rows<'_>,
    (is_reform, is_headcount): (bool, bool),
) {
    for (at, &amount) in rows.amounts.iter().enumerate() {
        if amount != 0 && is_present(rows.present, at) {
            let person = look.closer.person(block, at, bound.is_of_persons);
            let (scale, is_cash, weight) = (rows.scale, bound.is_cash, look.weight(person));
            let payment = Payment { person, benefit, is_reform, amount, scale, is_cash, weight };
            look.closer.count(detail, payment, is_headcount);
        }
    }
}

fn is_present(present: Option<&[u8]>, at: usize) -> bool {
    present.is_none_or(|present| present.get(at) == Some(&1))
}
