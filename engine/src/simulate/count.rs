//! Runs one day of the law on one block, or on classes of persons, and counts.
//!
//! Receives bound plans and registers; adds to the sums of a part. It knows how to count, and no law.

use super::claims::{Claims, claiming};
use super::detail::{Closer, Detail, Payment};
use super::outcome::Outcome;
use super::run::{Bound, BoundBenefit, Day};
use super::tally::{Sum, sum, tally, weighted};
use super::weights::Weights;
use crate::plan::{ColumnId, Unit};
use crate::population::Population;
use crate::vector::{Block, Condensed, Distinct, Machine, Scratch, Sheet, VectorError};

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
    fn weight(&self, person: usize) -> u64 {
        self.weights.as_ref().or(self.kinds.as_ref()).map_or(1, |weights| weights.person(person))
    }

    /// Everybody of the rows that count: the row, and the person whose groups count. Rows are those of a block, or classes
    /// of persons or households.
    fn each(
        &self,
        (found, block): (Option<&Distinct>, Block),
        is_of_persons: bool,
        counts: &dyn Fn(usize) -> bool,
        each: &mut dyn FnMut(usize, usize),
    ) {
        let Some(found) = found else {
            let n_rows = if is_of_persons { block.n_persons } else { block.n_households };
            let rows = (0..n_rows).filter(|at| counts(*at));
            rows.for_each(|at| each(at, self.closer.person(block, at, is_of_persons)));
            return;
        };
        let counted: Vec<bool> = (0..found.firsts(is_of_persons).len()).map(counts).collect();
        if !counted.contains(&true) {
            return;
        }
        let everybody = Block { household: 0, n_households: 0, person: 0, n_persons: 0 };
        for (row, class) in found.classes(is_of_persons).iter().enumerate() {
            let class = *class as usize;
            if counted.get(class) == Some(&true) {
                each(class, self.closer.person(everybody, row, is_of_persons));
            }
        }
    }
}

/// Which law a bound plan is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Baseline,
    Reform,
}

/// Runs a day on one block.
pub(super) fn run_day(
    day: &Day<'_>,
    (population, block): (&Population, Block),
    (first, second): (&mut Scratch, Option<&mut Scratch>),
    sums: Sums<'_>,
    look: &Look,
) -> Result<(), VectorError> {
    let Sums { outcome, detail } = sums;
    day.baseline.machine.run_on(population, block, first)?;
    let second = match (&day.reform, second) {
        (Some(reform), Some(second)) => {
            reform.machine.run_on(population, block, second)?;
            Some(Registers::OfRows(second))
        }
        _ => None,
    };
    let (is_headcount, weights, claims) = (day.is_headcount, look.weights.as_ref(), &look.claims);
    let mut counting = Counting { block, is_headcount, look, weights, claims, found: None, outcome, detail };
    counting.day(day, Registers::OfRows(first), second);
    Ok(())
}

/// Runs a day on classes of persons and households.
pub(super) fn run_classes(
    day: &Day<'_>,
    (people, kinds): (&Condensed, &Weights),
    sums: Sums<'_>,
    look: &Look,
) -> Result<(), VectorError> {
    let Sums { outcome, detail } = sums;
    let machines: Vec<_> = std::iter::once(&day.baseline).chain(&day.reform).map(|bound| &bound.machine).collect();
    let (found, weights) = classes(&machines, people, kinds)?;
    let (block, is_headcount) = (found.block(), day.is_headcount);
    let (weights, claims) = (Some(&weights), &of_classes(&look.claims, &found));
    let mut counting = Counting { block, is_headcount, look, weights, claims, found: Some(&found), outcome, detail };
    let mut sheets = found.sheets.iter().map(Registers::OfClasses);
    if let Some(first) = sheets.next() {
        counting.day(day, first, sheets.next());
    }
    Ok(())
}

/// Who claims, by classes: all of a class do, or nobody.
fn of_classes(claims: &Claims, found: &Distinct) -> Claims {
    let gather = |(is_of_persons, marks): &(bool, Vec<u8>)| {
        let mark = |first: &u32| marks.get(*first as usize).copied().unwrap_or(0);
        (*is_of_persons, found.firsts(*is_of_persons).iter().map(mark).collect())
    };
    claims.iter().map(|claim| claim.as_ref().map(gather)).collect()
}

/// What machines come to, and how many each class stands for.
pub(super) fn classes(
    machines: &[&Machine<'_>],
    people: &Condensed,
    kinds: &Weights,
) -> Result<(Distinct, Weights), VectorError> {
    let found = Distinct::run(machines, &people.population, &people.classes)?;
    let (of_persons, of_homes) = kinds.all();
    let weights = Weights::of_rows(found.sums(of_persons, of_homes));
    Ok((found, weights))
}

/// The registers of a plan that was run: of the rows of a block, or of classes.
#[derive(Clone, Copy)]
pub(super) enum Registers<'r> {
    OfRows(&'r Scratch),
    OfClasses(&'r Sheet),
}

impl<'r> Registers<'r> {
    /// Those in which a column stands.
    pub(super) fn of(self, machine: &Machine<'_>, column: ColumnId) -> &'r Scratch {
        match self {
            Self::OfRows(scratch) => scratch,
            Self::OfClasses(sheet) => sheet.of(machine.is_of_persons(column)),
        }
    }
}

/// One block on one day.
struct Counting<'c> {
    block: Block,
    is_headcount: bool,
    look: &'c Look,
    /// What the rows stand for; nothing where each stands for itself.
    weights: Option<&'c Weights>,
    /// Who claims, of the rows.
    claims: &'c Claims,
    /// The classes that are the rows; nothing where rows are persons and households.
    found: Option<&'c Distinct>,
    outcome: &'c mut Outcome,
    detail: &'c mut Detail,
}

impl Counting<'_> {
    fn day(&mut self, day: &Day<'_>, first: Registers<'_>, second: Option<Registers<'_>>) {
        self.count(&day.baseline, first, Side::Baseline);
        self.overlaps(&day.baseline, first);
        if let (Some(reform), Some(second)) = (&day.reform, second) {
            self.count(reform, second, Side::Reform);
            self.compare(&day.baseline, first, reform, second);
        }
    }

    fn count(&mut self, bound: &Bound<'_>, registers: Registers<'_>, side: Side) {
        let (block, is_headcount, is_reform) = (self.block, self.is_headcount, side == Side::Reform);
        for (at, (benefit, found)) in bound.benefits.iter().zip(&mut self.outcome.benefits).enumerate() {
            let present = present(bound, registers, block, benefit);
            let present = claiming(present, self.claims, at, block);
            let present = present.as_deref();
            let (amounts, scale) = numbers(bound, registers, block, benefit.amount);
            let weights = self.weights.map(|weights| weights.rows(block, benefit.is_of_persons));
            let total = if is_reform { &mut found.reform } else { &mut found.baseline };
            let paid = total_of(amounts, None, present, weights);
            if let Some(clause) = benefit.clause.and_then(|at| found.clauses.get_mut(at)).filter(|_| !is_headcount) {
                let covered = if is_reform { &mut clause.reform } else { &mut clause.baseline };
                *covered += paid.amount * 10_i128.pow(total.scale.saturating_sub(scale));
            }
            tally(total, &paid, scale, is_headcount);
            let rows = Rows { amounts, scale: total.scale - scale.min(total.scale), present, marks: None };
            hold(self.look, self.detail, (block, benefit), &rows, (at, None, is_reform, is_headcount));
            for category in &benefit.categories {
                let marks = yes_no(bound, registers, block, category.paid);
                let (amounts, scale) = numbers(bound, registers, block, category.amount);
                let Some(found) = found.categories.get_mut(category.position) else {
                    continue;
                };
                let flow = if is_reform { &mut found.reform } else { &mut found.baseline };
                tally(flow, &total_of(amounts, Some(marks), present, weights), scale, is_headcount);
                let rows = Rows { amounts, scale: flow.scale - scale.min(flow.scale), present, marks: Some(marks) };
                hold(
                    self.look,
                    self.detail,
                    (block, benefit),
                    &rows,
                    (at, Some(category.position), is_reform, is_headcount),
                );
            }
            if found.unit == Unit::Money && !is_headcount {
                let (look, again) = (self.look, &mut self.detail.again);
                let counts =
                    |row: usize| amounts.get(row).is_some_and(|amount| *amount != 0) && is_present(present, row);
                look.each((self.found, block), benefit.is_of_persons, &counts, &mut |_, person| {
                    again.paid((at, is_reform, person), look.weight(person));
                });
            }
            if !self.look.closer.is_idle() {
                let rows = Rows { amounts, scale, present, marks: None };
                let asked = (self.found, block, at);
                pay(self.look, self.detail, (asked, benefit), &rows, (is_reform, is_headcount));
            }
        }
    }

    /// To how many two categories apply at once.
    fn overlaps(&mut self, bound: &Bound<'_>, registers: Registers<'_>) {
        if !self.is_headcount {
            return;
        }
        for overlap in &mut self.detail.overlaps {
            let Some(benefit) = bound.benefits.get(overlap.benefit) else { continue };
            let marks = |position: usize| {
                let category = benefit.categories.iter().find(|category| category.position == position)?;
                Some(yes_no(bound, registers, self.block, category.qualifies))
            };
            let (Some(one), Some(other)) = (marks(overlap.one), marks(overlap.other)) else { continue };
            let present = present(bound, registers, self.block, benefit);
            let both = one.iter().zip(other).enumerate();
            let both = both.filter(|(at, (one, other))| **one & **other == 1 && is_present(present, *at));
            let weights = self.weights.map(|weights| weights.rows(self.block, benefit.is_of_persons));
            overlap.both += both.map(|(at, _)| weights.map_or(1, |all| all.get(at).copied().unwrap_or(0))).sum::<u64>();
        }
    }

    fn compare(&mut self, baseline: &Bound<'_>, first: Registers<'_>, reform: &Bound<'_>, second: Registers<'_>) {
        if !self.is_headcount {
            return;
        }
        let block = self.block;
        let pairs = baseline.benefits.iter().zip(&reform.benefits);
        for (benefit, ((before, after), found)) in pairs.zip(&mut self.outcome.benefits).enumerate() {
            let Some(change) = &mut found.change else {
                continue;
            };
            let present = present(baseline, first, block, before);
            let present = claiming(present, self.claims, benefit, block);
            let (old, old_scale) = numbers(baseline, first, block, before.amount);
            let (new, new_scale) = numbers(reform, second, block, after.amount);
            let weights = self.weights.map(|weights| weights.rows(block, before.is_of_persons));
            let scale = old_scale.max(new_scale);
            let old_factor = 10_i128.pow(scale - old_scale);
            let new_factor = 10_i128.pow(scale - new_scale);
            let amounts = |at: usize| {
                let of = |amounts: &[i64]| i128::from(amounts.get(at).copied().unwrap_or(0));
                (of(old) * old_factor, of(new) * new_factor)
            };
            let counts = |at: usize| amounts(at) != (0, 0) && is_present(present.as_deref(), at);
            for at in (0..old.len().min(new.len())).filter(|at| counts(*at)) {
                let weight = weights.map_or(1, |weights| weights.get(at).copied().unwrap_or(0));
                let (old, new) = amounts(at);
                change.count(old, new, scale, weight);
            }
            if !self.look.closer.is_idle() {
                let (look, detail) = (self.look, &mut *self.detail);
                look.each((self.found, block), before.is_of_persons, &counts, &mut |at, person| {
                    look.closer.compare(detail, person, benefit, amounts(at), (scale, look.weight(person)));
                });
            }
        }
    }
}

/// Adds up rows, each of which may stand for others.
fn total_of(amounts: &[i64], marks: Option<&[u8]>, present: Option<&[u8]>, weights: Option<&[u64]>) -> Sum {
    match weights {
        None => sum(amounts, marks, present),
        Some(weights) => weighted(amounts, marks, present, weights),
    }
}

fn present<'r>(bound: &Bound<'_>, registers: Registers<'r>, block: Block, benefit: &BoundBenefit) -> Option<&'r [u8]> {
    bound.machine.present(registers.of(&bound.machine, benefit.amount), block, benefit.amount)
}

fn numbers<'r>(bound: &Bound<'_>, registers: Registers<'r>, block: Block, column: ColumnId) -> (&'r [i64], u32) {
    bound.machine.numbers(registers.of(&bound.machine, column), block, column)
}

fn yes_no<'r>(bound: &Bound<'_>, registers: Registers<'r>, block: Block, column: ColumnId) -> &'r [u8] {
    bound.machine.yes_no(registers.of(&bound.machine, column), block, column)
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
    ((found, block, benefit), bound): ((Option<&Distinct>, Block, usize), &BoundBenefit),
    rows: &Rows<'_>,
    (is_reform, is_headcount): (bool, bool),
) {
    let amount = |at: usize| rows.amounts.get(at).copied().unwrap_or(0);
    let counts = |at: usize| amount(at) != 0 && is_present(rows.present, at);
    look.each((found, block), bound.is_of_persons, &counts, &mut |at, person| {
        let (scale, is_cash, weight) = (rows.scale, bound.is_cash, look.weight(person));
        let payment = Payment { person, benefit, is_reform, amount: amount(at), scale, is_cash, weight };
        look.closer.count(detail, payment, is_headcount);
    });
}

fn is_present(present: Option<&[u8]>, at: usize) -> bool {
    present.is_none_or(|present| present.get(at) == Some(&1))
}
