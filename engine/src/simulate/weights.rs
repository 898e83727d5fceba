//! A sample whose households stand for different numbers of households.
//!
//! Receives a weight for each household, as a scaled whole number; hands on what the rows of a block stand for, keeps
//! what each household of the sample is paid, and brings sums back from the scale of the weights. Sums are exact until
//! they are brought back; then people, months and the last kept decimal of money are rounded once.

use std::collections::BTreeMap;

use super::detail::{Detail, GroupBenefit};
use super::indicator::Gauges;
use super::outcome::{BenefitOutcome, Change, Flow, Outcome};
use super::run::Run;
use crate::plan::Plan;
use crate::population::Population;
use crate::vector::Block;

/// What each household of a sample stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Weights {
    of_household: Vec<u64>,
    of_person: Vec<u64>,
    scale: u32,
}

/// The law of one day of the year.
#[derive(Clone, Debug)]
pub struct DayPlans {
    /// Current law.
    pub baseline: Plan,
    /// The scenario; nothing without one.
    pub reform: Option<Plan>,
    /// Whether it makes the headcount; else it makes a month's cost.
    pub is_headcount: bool,
}

/// What one household of a sample is paid, of a benefit or one of its categories, under one law.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Held {
    /// Recipients on the last day of the year.
    pub headcount: u64,
    /// Months paid.
    pub person_months: u64,
    /// What is paid in the year, at the scale of the benefit.
    pub cost: i128,
}

/// Which figure of which household: the household, the benefit, the category, and whether it is in the scenario.
pub type HeldKey = (u32, usize, Option<usize>, bool);

/// What the households of a sample are paid.
pub type Holdings = BTreeMap<HeldKey, Held>;

impl Run<'_> {
    /// The same, where each household stands for as many as its weight says. Indicators of plans and measures of poverty
    /// are then left out.
    #[must_use]
    pub fn weighted(mut self, weights: Weights) -> Self {
        (self.empty.persons, self.empty.households) = weights.size();
        self.empty.indicators = Vec::new();
        self.gauges = Gauges::none();
        let scales: Vec<u32> = self.empty.benefits.iter().map(|benefit| benefit.baseline.scale).collect();
        self.detail = self.look.closer.empty(&scales, std::mem::take(&mut self.detail.overlaps), Some(&weights));
        self.lines = None;
        self.look.weights = Some(weights);
        self
    }

    /// The law of each day that is run, with the benefits that are simulated.
    #[must_use]
    pub fn plans(&self) -> &[DayPlans] {
        &self.plans
    }

    /// What comes of nobody: every benefit and category, with zeros.
    #[must_use]
    pub const fn empty(&self) -> &Outcome {
        &self.empty
    }
}

impl Weights {
    /// Weights of the households of a population, each a whole number over ten to the power of `scale`; nothing if
    /// there is not one for each.
    #[must_use]
    pub fn new(population: &Population, weights: &[i64], scale: u32) -> Option<Self> {
        let of_household = weights.iter().map(|weight| u64::try_from(*weight).ok()).collect::<Option<Vec<u64>>>()?;
        if of_household.len() != population.households() {
            return None;
        }
        let sizes = population.first_person().windows(2).map(|ends| match ends {
            [from, to] => (to - from) as usize,
            _ => 0,
        });
        let of_person = of_household.iter().zip(sizes).flat_map(|(weight, size)| std::iter::repeat_n(*weight, size));
        Some(Self { of_person: of_person.collect(), of_household, scale })
    }

    /// Weights of rows that are persons and rows that are households, which need not be theirs.
    pub(super) fn of_rows([of_person, of_household]: [Vec<u64>; 2]) -> Self {
        Self { of_household, of_person, scale: 0 }
    }

    /// The weights of all persons, and of all households.
    pub(super) fn all(&self) -> (&[u64], &[u64]) {
        (&self.of_person, &self.of_household)
    }

    /// The weights of the rows of a block.
    pub(super) fn rows(&self, block: Block, is_of_persons: bool) -> &[u64] {
        let (all, from, n) = if is_of_persons {
            (&self.of_person, block.person, block.n_persons)
        } else {
            (&self.of_household, block.household, block.n_households)
        };
        all.get(from..from + n).unwrap_or(&[])
    }

    /// What a person stands for.
    pub(super) fn person(&self, person: usize) -> u64 {
        self.of_person.get(person).copied().unwrap_or(0)
    }

    /// How many persons and households the sample stands for.
    pub(super) fn size(&self) -> (u64, u64) {
        let sum = |weights: &[u64]| back(weights.iter().map(|weight| i128::from(*weight)).sum(), self.scale);
        (count(sum(&self.of_person)), count(sum(&self.of_household)))
    }

    /// Brings the sums of an outcome back from the scale of the weights.
    pub(super) fn bring_back(&self, outcome: &mut Outcome, detail: &mut Detail) {
        outcome.benefits.iter_mut().for_each(|benefit| self.benefit(benefit));
        for group in detail.breakdowns.iter_mut().flat_map(|breakdown| &mut breakdown.groups) {
            self.count(&mut group.persons);
            for GroupBenefit { baseline, reform, change } in &mut group.benefits {
                self.flow(baseline);
                self.flow(reform);
                self.change(change);
            }
        }
        detail.overlaps.iter_mut().for_each(|overlap| self.count(&mut overlap.both));
    }

    fn benefit(&self, benefit: &mut BenefitOutcome) {
        let parts = benefit.categories.iter_mut().flat_map(|category| [&mut category.baseline, &mut category.reform]);
        parts.chain([&mut benefit.baseline, &mut benefit.reform]).for_each(|flow| self.flow(flow));
        for clause in &mut benefit.clauses {
            clause.baseline = back(clause.baseline, self.scale);
            clause.reform = back(clause.reform, self.scale);
        }
        self.count(&mut benefit.paid_again);
        if let Some(change) = &mut benefit.change {
            self.change(change);
        }
    }

    fn flow(&self, flow: &mut Flow) {
        self.count(&mut flow.headcount);
        self.count(&mut flow.person_months);
        flow.cost = back(flow.cost, self.scale);
    }

    fn change(&self, change: &mut Change) {
        for own in [&mut change.new, &mut change.kept, &mut change.lost, &mut change.winners, &mut change.losers] {
            self.count(own);
        }
        change.gain = back(change.gain, self.scale);
        change.loss = back(change.loss, self.scale);
    }

    fn count(&self, own: &mut u64) {
        *own = count(back(i128::from(*own), self.scale));
    }
}

impl Held {
    /// Adds a row: on the day of the headcount a recipient, else a month and what is paid.
    pub(super) fn add(&mut self, amount: i128, is_headcount: bool) {
        if is_headcount {
            self.headcount += 1;
        } else {
            self.person_months += 1;
            self.cost += amount;
        }
    }
}

fn count(number: i128) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A sum without the scale of the weights, rounded half away from zero.
const fn back(sum: i128, scale: u32) -> i128 {
    let unit = 10_i128.pow(scale);
    (sum.abs() + unit / 2) / unit * sum.signum()
}

#[cfg(test)]
mod tests {
    use super::back;

    #[test]
    fn sums_are_rounded_once_and_half_away_from_zero() {
        assert_eq!([back(149, 2), back(150, 2), back(-150, 2), back(7, 0)], [1, 2, -2, 7]);
    }
}
