//! Binds the plans of a year to a population.
//!
//! Receives a program, a population and settings; hands on what can be run piece by piece, and an empty outcome. It knows
//! the calendar of a year, and no law.

use std::collections::BTreeMap;
use std::fmt;

use ansinh_grammar::{Diagnostic, Language, Text};

use super::claims;
use super::count::Look;
use super::days::{DayLaw, YearLaw};
use super::detail::{Closer, Detail, Overlap};
use super::funding;
use super::indicator::Gauges;
use super::outcome::{BenefitOutcome, CategoryOutcome, Change, Flow, Outcome};
use super::weights::{DayPlans, Holdings};
use super::{Settings, lacking, living};
use crate::hir::Program;
use crate::plan::{self, ColumnId, Plan};
use crate::population::Population;
use crate::value::Date;
use crate::vector::{Block, Condensed, Machine, VectorError, blocks};

/// Why a simulation is not possible.
#[derive(Clone, PartialEq, Debug)]
pub enum SimulateError {
    /// The year is not one that the calendar has.
    Year(i32),
    /// The law cannot be applied on a day of the year, or the world does not exist.
    Law(Vec<Diagnostic>),
    /// The population does not suit the law, or the law gives no answer for somebody.
    Population(VectorError),
    /// A rate of take-up is for no benefit of the year, or not between none and all.
    TakeUp,
}

impl SimulateError {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Text {
        match self {
            Self::Year(year) => Text::new(format!("không có năm {year}"), format!("there is no year {year}")),
            Self::Law(found) => found.first().map_or_else(Text::default, |found| {
                let text = |headline: &str| format!("{}: {headline}", found.code.id);
                Text::new(text(&found.headline.vi), text(&found.headline.en))
            }),
            Self::Population(error) => error.message(),
            Self::TakeUp => Text::new(
                "tỷ lệ đến nhận không dành cho chế độ nào của năm, hoặc không nằm giữa 0 và 100%",
                "a rate of take-up is for no benefit of the year, or not between 0 and 100 %",
            ),
        }
    }
}

impl fmt::Display for SimulateError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.message().get(Language::En))
    }
}

impl std::error::Error for SimulateError {}

/// One plan bound to the population, and where its sums go.
pub(super) struct Bound<'p> {
    pub(super) machine: Machine<'p>,
    /// By benefit: its amount, and its categories.
    pub(super) benefits: Vec<BoundBenefit>,
}

pub(super) struct BoundBenefit {
    pub(super) amount: ColumnId,
    /// Whether its rows are persons, and not households.
    pub(super) is_of_persons: bool,
    /// Whether the money is paid to whom it is due, and to nobody else.
    pub(super) is_cash: bool,
    /// Which clause says who pays for the month.
    pub(super) clause: Option<usize>,
    pub(super) categories: Vec<BoundCategory>,
}

pub(super) struct BoundCategory {
    /// The position among the outcome's categories.
    pub(super) position: usize,
    pub(super) paid: ColumnId,
    pub(super) qualifies: ColumnId,
    pub(super) amount: ColumnId,
}

/// One day: current law and the scenario.
pub(super) struct Day<'p> {
    pub(super) baseline: Bound<'p>,
    pub(super) reform: Option<Bound<'p>>,
    /// Whether it makes the headcount; else it makes a month's cost.
    pub(super) is_headcount: bool,
}

/// A year of law bound to a population.
pub struct Run<'p> {
    pub(super) days: Vec<Day<'p>>,
    pub(super) gauges: Gauges<'p>,
    pub(super) blocks: Vec<Block>,
    /// How many persons and households each one stands for.
    pub(super) weight: u64,
    pub(super) empty: Outcome,
    pub(super) plans: Vec<DayPlans>,
    pub(super) look: Look,
    pub(super) detail: Detail,
    pub(super) population: &'p Population,
    /// Households that the law cannot tell apart, once; nothing where all are run.
    pub(super) condensed: Option<Condensed>,
    pub(super) has_measures: bool,
    pub(super) lines: Option<[i64; 2]>,
}

impl<'p> Run<'p> {
    /// Binds the law of every month of the year to the population.
    ///
    /// # Errors
    /// A year outside the calendar, a scenario or parameter that does not exist, a parameter without a value in the
    /// year, or a fact that the population does not have.
    pub fn new(program: &Program, population: &'p Population, settings: &Settings) -> Result<Self, SimulateError> {
        Self::under(YearLaw::of(program, settings)?, program, population, settings)
    }

    /// The same under a law that was made ready for these settings before.
    ///
    /// # Errors
    /// A fact that the population does not have.
    pub fn under(
        law: YearLaw,
        program: &Program,
        population: &'p Population,
        settings: &Settings,
    ) -> Result<Self, SimulateError> {
        let YearLaw { dates, baseline, reform, mut plans } = law;
        let reform = reform.as_ref();
        let left_out = lacking::leave_out(&mut plans, population).map_err(SimulateError::Population)?;
        let mut empty = Outcome { left_out, ..empty_outcome(settings, population, &plans) };
        empty.funds = funding::funds(program);
        for benefit in &mut empty.benefits {
            benefit.clauses = funding::clauses(program, &benefit.name);
        }
        let (gauges, indicators) = Gauges::bind(program, population, settings.year, &baseline, reform);
        empty.indicators = indicators;
        let mut days = Vec::new();
        for ((baseline, reform, is_headcount), on) in plans.iter().zip(dates) {
            let reform = match reform {
                Some(reform) => Some(bind(reform, population, &empty, on)?),
                None => None,
            };
            days.push(Day { baseline: bind(baseline, population, &empty, on)?, reform, is_headcount: *is_headcount });
        }
        let closer = Closer::of(population, &settings.by, settings.year, settings.has_measures);
        let scales: Vec<u32> = empty.benefits.iter().map(|benefit| benefit.baseline.scale).collect();
        let detail = closer.empty(&scales, if settings.has_measures { pairs(&empty) } else { Vec::new() }, None);
        let claims = claims::of(settings, &empty, population, &days).ok_or(SimulateError::TakeUp)?;
        Ok(Self {
            days,
            gauges,
            blocks: blocks(population),
            weight: u64::from(population.weight()),
            empty,
            plans: plans
                .into_iter()
                .map(|(baseline, reform, is_headcount)| DayPlans { baseline, reform, is_headcount })
                .collect(),
            look: Look { closer, claims, weights: None, kinds: None },
            detail,
            population,
            condensed: None,
            has_measures: settings.has_measures,
            lines: Date::new(settings.year, 12, 31).and_then(|on| living::lines(program, on)),
        })
    }
}

/// An outcome of zeros with every benefit and category that is in force on some day of the year.
fn empty_outcome(settings: &Settings, population: &Population, plans: &[DayLaw]) -> Outcome {
    let all = || plans.iter().flat_map(|(baseline, reform, _)| std::iter::once(baseline).chain(reform));
    let scales = scales(all());
    let mut benefits: Vec<BenefitOutcome> = Vec::new();
    for plan in all() {
        for benefit in &plan.benefits {
            let scale = scales.get(&benefit.name).copied().unwrap_or(0);
            let zero = Flow { scale, ..Flow::default() };
            let at = benefits.iter().position(|found| found.name == benefit.name).unwrap_or_else(|| {
                benefits.push(BenefitOutcome {
                    name: benefit.name.clone(),
                    label: benefit.label.clone(),
                    unit: benefit.unit,
                    categories: Vec::new(),
                    baseline: zero,
                    reform: zero,
                    clauses: Vec::new(),
                    months_in_force: 0,
                    is_in_force_at_end: false,
                    paid_again: 0,
                    change: plans
                        .iter()
                        .any(|(_, reform, _)| reform.is_some())
                        .then(|| Change { scale, ..Change::default() }),
                });
                benefits.len() - 1
            });
            if let Some(found) = benefits.get_mut(at) {
                add_categories(found, benefit, zero);
            }
        }
    }
    for (plan, _, is_headcount) in plans {
        for (found, benefit) in benefits.iter_mut().zip(&plan.benefits).filter(|(_, benefit)| benefit.is_in_force) {
            found.months_in_force += u64::from(!is_headcount && found.name == benefit.name);
            found.is_in_force_at_end |= *is_headcount;
        }
    }
    Outcome {
        year: settings.year,
        is_synthetic: true,
        scenario: plans.iter().find_map(|(_, reform, _)| reform.as_ref()?.scenario.clone()),
        persons: population.persons() as u64 * u64::from(population.weight()),
        households: population.households() as u64 * u64::from(population.weight()),
        benefits,
        funds: Vec::new(),
        indicators: Vec::new(),
        left_out: Vec::new(),
        breakdowns: Vec::new(),
        overlaps: Vec::new(),
        livings: None,
        holdings: Holdings::new(),
        take_up: settings.take_up.clone(),
    }
}

/// Every two categories of a benefit.
fn pairs(outcome: &Outcome) -> Vec<Overlap> {
    let mut pairs = Vec::new();
    for (benefit, found) in outcome.benefits.iter().enumerate() {
        for one in 0..found.categories.len() {
            pairs.extend((one + 1..found.categories.len()).map(|other| Overlap { benefit, one, other, both: 0 }));
        }
    }
    pairs
}

/// The decimals in which each benefit's sums are kept: enough for every plan.
fn scales<'a>(plans: impl Iterator<Item = &'a Plan>) -> BTreeMap<String, u32> {
    let mut scales = BTreeMap::new();
    for plan in plans {
        for benefit in &plan.benefits {
            let columns = benefit.categories.iter().map(|category| category.amount).chain([benefit.amount]);
            for column in columns.filter_map(|id| plan.column(id)) {
                if let plan::Kind::Number(number) = column.kind {
                    let scale: &mut u32 = scales.entry(benefit.name.clone()).or_default();
                    *scale = (*scale).max(number.scale);
                }
            }
        }
    }
    scales
}

fn add_categories(outcome: &mut BenefitOutcome, benefit: &plan::Benefit, zero: Flow) {
    for category in &benefit.categories {
        if !outcome.categories.iter().any(|found| found.name == category.name) {
            outcome.categories.push(CategoryOutcome {
                name: category.name.clone(),
                label: category.label.clone(),
                is_of_scenario: category.is_of_scenario,
                baseline: zero,
                reform: zero,
            });
        }
    }
}

fn bind<'p>(plan: &Plan, population: &'p Population, outcome: &Outcome, on: Date) -> Result<Bound<'p>, SimulateError> {
    let mut wanted = Vec::new();
    let mut benefits = Vec::new();
    // Every plan has every benefit, in the same order.
    for (benefit, found) in plan.benefits.iter().zip(&outcome.benefits) {
        let mut categories = Vec::new();
        for category in &benefit.categories {
            if let Some(position) = found.categories.iter().position(|found| found.name == category.name) {
                let (paid, qualifies, amount) = (category.paid, category.qualifies, category.amount);
                categories.push(BoundCategory { position, paid, qualifies, amount });
                wanted.extend([paid, qualifies]);
            }
        }
        wanted.push(benefit.amount);
        let clause = found.clauses.iter().position(|clause| clause.covers(on));
        let entity = plan.entities.get(benefit.entity.0);
        benefits.push(BoundBenefit {
            amount: benefit.amount,
            is_of_persons: entity.is_none_or(|entity| entity.name == "person"),
            is_cash: benefit.payee.is_none(),
            clause,
            categories,
        });
    }
    let machine = Machine::bind(plan, population, &wanted).map_err(SimulateError::Population)?;
    Ok(Bound { machine, benefits })
}
