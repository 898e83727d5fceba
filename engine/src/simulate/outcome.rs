//! What a simulation comes to.
//!
//! Data, and sums of it. It knows no plan and no population.

use ansinh_grammar::Text;

use super::detail::{Breakdown, Overlap};
use super::funding::{self, Clause, Fund};
use super::indicator::IndicatorOutcome;
use super::living::Livings;
use super::weights::Holdings;
use crate::plan::Unit;
use crate::value::{Decimal, rescaled};

/// Payments to some people: how many of them, how often, how much.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Flow {
    /// Recipients on the last day of the year.
    pub headcount: u64,
    /// Months in which somebody was paid, over the year.
    pub person_months: u64,
    /// Dong over the year, times ten to the power of `scale`.
    pub cost: i128,
    /// Decimals of the cost.
    pub scale: u32,
}

impl Flow {
    /// The cost in dong; nothing if it does not fit.
    #[must_use]
    pub fn dong(&self) -> Option<Decimal> {
        rescaled(self.cost, self.scale)
    }

    /// Both together; the scale must be the same.
    pub(super) fn add(&mut self, other: &Self) {
        self.headcount += other.headcount;
        self.person_months += other.person_months;
        self.cost += other.cost;
    }

    /// Everything as often as each person stands for others.
    pub(super) fn weigh(&mut self, weight: u64) {
        self.headcount *= weight;
        self.person_months *= weight;
        self.cost *= i128::from(weight);
    }
}

/// How many people a scenario changes something for, on the last day of the year.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// Receive in the scenario and not under current law.
    pub new: u64,
    /// Receive in both.
    pub kept: u64,
    /// Receive under current law and not in the scenario.
    pub lost: u64,
    /// Receive more.
    pub winners: u64,
    /// Receive less.
    pub losers: u64,
    /// How much more the winners receive in that month, times ten to the power of `scale`.
    pub gain: i128,
    /// How much less the losers receive.
    pub loss: i128,
    /// Decimals of gain and loss.
    pub scale: u32,
}

impl Change {
    /// Counts somebody, who stands for so many, who receives one amount under current law and another in the scenario.
    pub(super) fn count(&mut self, old: i128, new: i128, scale: u32, weight: u64) {
        self.new += weight * u64::from(old == 0);
        self.lost += weight * u64::from(new == 0);
        self.kept += weight * u64::from(old != 0 && new != 0);
        self.winners += weight * u64::from(new > old);
        self.losers += weight * u64::from(new < old);
        let factor = 10_i128.pow(self.scale.saturating_sub(scale)) * i128::from(weight);
        self.gain += (new - old).max(0) * factor;
        self.loss += (old - new).max(0) * factor;
    }

    /// Both together; the scale must be the same.
    pub(super) const fn add(&mut self, other: &Self) {
        self.new += other.new;
        self.kept += other.kept;
        self.lost += other.lost;
        self.winners += other.winners;
        self.losers += other.losers;
        self.gain += other.gain;
        self.loss += other.loss;
    }

    /// Everything as often as each person stands for others.
    pub(super) fn weigh(&mut self, weight: u64) {
        for count in [&mut self.new, &mut self.kept, &mut self.lost, &mut self.winners, &mut self.losers] {
            *count *= weight;
        }
        self.gain *= i128::from(weight);
        self.loss *= i128::from(weight);
    }
}

/// One category of a benefit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CategoryOutcome {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// Whether the scenario adds it.
    pub is_of_scenario: bool,
    /// Under current law.
    pub baseline: Flow,
    /// In the scenario.
    pub reform: Flow,
}

/// One benefit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BenefitOutcome {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// The unit of its amounts.
    pub unit: Unit,
    /// The categories, by whose amount is paid.
    pub categories: Vec<CategoryOutcome>,
    /// Everybody who is paid, under current law.
    pub baseline: Flow,
    /// Everybody who is paid, in the scenario.
    pub reform: Flow,
    /// Who is said to pay, and how much each clause on that covers.
    pub clauses: Vec<Clause>,
    /// Months of the year on whose first day it is in force; outside it counts nothing.
    pub months_in_force: u64,
    /// Whether it is in force on the last day of the year.
    pub is_in_force_at_end: bool,
    /// People who are paid in several months of the year what is to be paid once; none of other benefits.
    pub paid_again: u64,
    /// What the scenario changes; nothing without one.
    pub change: Option<Change>,
}

/// What a year comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// The year.
    pub year: i32,
    /// Whether the people are made up.
    pub is_synthetic: bool,
    /// The scenario's label; nothing without one.
    pub scenario: Option<Text>,
    /// Persons that the population stands for.
    pub persons: u64,
    /// Households that it stands for.
    pub households: u64,
    /// The benefits, in the order of their declaration.
    pub benefits: Vec<BenefitOutcome>,
    /// The funds of the program.
    pub funds: Vec<Fund>,
    /// The indicators of plans on days of the year.
    pub indicators: Vec<IndicatorOutcome>,
    /// The benefits in force that are not simulated, for the population lacks a fact.
    pub left_out: Vec<LeftOut>,
    /// Results by group, as far as they are asked for and the population has the groups.
    pub breakdowns: Vec<Breakdown>,
    /// Categories that apply to the same people; none unless measures are asked for.
    pub overlaps: Vec<Overlap>,
    /// Poverty and inequality; nothing unless measures are asked for and the population has incomes.
    pub livings: Option<Livings>,
    /// What each household of a sample is paid; nothing unless they have weights.
    pub holdings: Holdings,
    /// Rates of take-up that were asked for, by benefit.
    pub take_up: Vec<(String, Decimal)>,
}

/// A benefit that is not simulated, because the population does not have what the law asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// The benefit's name.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// The fact or link that is missing first.
    pub missing: Text,
}

impl Outcome {
    /// The benefit of a name.
    #[must_use]
    pub fn benefit(&self, name: &str) -> Option<&BenefitOutcome> {
        self.benefits.iter().find(|benefit| benefit.name == name)
    }
}

impl BenefitOutcome {
    /// Everything as often as each person stands for others.
    pub(super) fn weigh(&mut self, weight: u64) {
        let parts = self.categories.iter_mut().flat_map(|category| [&mut category.baseline, &mut category.reform]);
        parts.chain([&mut self.baseline, &mut self.reform]).for_each(|flow| flow.weigh(weight));
        for clause in &mut self.clauses {
            clause.baseline *= i128::from(weight);
            clause.reform *= i128::from(weight);
        }
        self.paid_again *= weight;
        if let Some(change) = &mut self.change {
            change.weigh(weight);
        }
    }

    /// What each of some funds pays under current law, in whole dong, and at the end what no fund is said to pay.
    #[must_use]
    pub fn baseline_by_fund(&self, n_funds: usize) -> Option<Vec<Decimal>> {
        let covered: Vec<(&Clause, i128)> = self.clauses.iter().map(|clause| (clause, clause.baseline)).collect();
        funding::by_fund(n_funds, self.baseline.dong()?, &covered, self.baseline.scale)
    }

    /// The same in the scenario.
    #[must_use]
    pub fn reform_by_fund(&self, n_funds: usize) -> Option<Vec<Decimal>> {
        let covered: Vec<(&Clause, i128)> = self.clauses.iter().map(|clause| (clause, clause.reform)).collect();
        funding::by_fund(n_funds, self.reform.dong()?, &covered, self.reform.scale)
    }
}
