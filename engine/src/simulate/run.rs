//! Binds the plans of a year and runs them block by block.
//!
//! Receives a program, a population and settings; hands on parts that add up to an outcome. It knows the calendar of
//! a year and how to count, and no law.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use ansinh_grammar::{Diagnostic, Language, Text};

use super::funding;
use super::indicator::{self, Gauges};
use super::outcome::{BenefitOutcome, CategoryOutcome, Change, Flow, Outcome};
use super::tally::{sum, tally};
use super::{Settings, days, lacking};
use crate::hir::Program;
use crate::lower::World;
use crate::plan::{self, ColumnId, Plan};
use crate::population::Population;
use crate::value::Date;
use crate::vector::{Block, Machine, Scratch, VectorError, blocks};

/// Why a simulation is not possible.
#[derive(Clone, PartialEq, Debug)]
pub enum SimulateError {
    /// The year is not one that the calendar has.
    Year(i32),
    /// The law cannot be applied on a day of the year, or the world does not exist.
    Law(Vec<Diagnostic>),
    /// The population does not suit the law, or the law gives no answer for somebody.
    Population(VectorError),
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
struct Bound<'p> {
    machine: Machine<'p>,
    /// By benefit: its amount, and its categories.
    benefits: Vec<BoundBenefit>,
}

struct BoundBenefit {
    amount: ColumnId,
    /// Which clause says who pays for the month.
    clause: Option<usize>,
    categories: Vec<BoundCategory>,
}

struct BoundCategory {
    /// The position among the outcome's categories.
    position: usize,
    paid: ColumnId,
    amount: ColumnId,
}

/// One day: current law and the scenario.
struct Day<'p> {
    baseline: Bound<'p>,
    reform: Option<Bound<'p>>,
    /// Whether it makes the headcount; else it makes a month's cost.
    is_headcount: bool,
}

/// A year of law bound to a population.
pub struct Run<'p> {
    days: Vec<Day<'p>>,
    gauges: Gauges<'p>,
    blocks: Vec<Block>,
    /// How many persons and households each one stands for.
    weight: u64,
    empty: Outcome,
}

/// What some blocks come to.
#[derive(Clone, Debug)]
pub struct Part(Outcome);

impl<'p> Run<'p> {
    /// Binds the law of every month of the year to the population.
    ///
    /// # Errors
    /// A year outside the calendar, a scenario or parameter that does not exist, a parameter without a value in the
    /// year, or a fact that the population does not have.
    pub fn new(program: &Program, population: &'p Population, settings: &Settings) -> Result<Self, SimulateError> {
        let baseline = World { with: settings.with.clone(), known_on: settings.known_on, ..World::default() };
        let has_reform = settings.scenario.is_some() || !settings.settings.is_empty();
        let reform =
            World { scenario: settings.scenario.clone(), settings: settings.settings.clone(), ..baseline.clone() };
        let mut plans = Vec::new();
        for (on, is_headcount) in days::of_year(settings.year).ok_or(SimulateError::Year(settings.year))? {
            let plan = |world: &World| days::plan(program, world, on, is_headcount).map_err(SimulateError::Law);
            plans.push((plan(&baseline)?, if has_reform { Some(plan(&reform)?) } else { None }, is_headcount));
        }
        let left_out = lacking::leave_out(&mut plans, population).map_err(SimulateError::Population)?;
        let mut empty = Outcome { left_out, ..empty_outcome(settings, population, &plans) };
        empty.funds = funding::funds(program);
        for benefit in &mut empty.benefits {
            benefit.clauses = funding::clauses(program, &benefit.name);
        }
        let other = has_reform.then_some(&reform);
        let (gauges, indicators) = Gauges::bind(program, population, settings.year, &baseline, other);
        empty.indicators = indicators;
        let mut days = Vec::new();
        let dates = days::of_year(settings.year).unwrap_or_default();
        for ((baseline, reform, is_headcount), (on, _)) in plans.iter().zip(dates) {
            let reform = match reform {
                Some(reform) => Some(bind(reform, population, &empty, on)?),
                None => None,
            };
            days.push(Day { baseline: bind(baseline, population, &empty, on)?, reform, is_headcount: *is_headcount });
        }
        Ok(Self { days, gauges, blocks: blocks(population), weight: u64::from(population.weight()), empty })
    }

    /// How many blocks there are to share out.
    #[must_use]
    pub fn n_blocks(&self) -> usize {
        self.blocks.len()
    }

    /// Runs some blocks. `progress` is told the persons done so far, after each block.
    ///
    /// # Errors
    /// A row for which the law gives no single answer.
    pub fn part(&self, range: Range<usize>, progress: &mut dyn FnMut(u64)) -> Result<Part, SimulateError> {
        let mut outcome = self.empty.clone();
        let scratch = |bound: &Bound<'_>| bound.machine.scratch(&self.blocks);
        let mut scratches: Vec<(Scratch, Option<Scratch>)> =
            self.days.iter().map(|day| (scratch(&day.baseline), day.reform.as_ref().map(scratch))).collect();
        let mut measures = self.gauges.scratches(&self.blocks);
        let mut n_persons = 0;
        for block in self.blocks.get(range).unwrap_or(&[]) {
            for (day, (first, second)) in self.days.iter().zip(&mut scratches) {
                run_day(day, *block, first, second.as_mut(), &mut outcome).map_err(SimulateError::Population)?;
            }
            self.gauges.run(*block, &mut measures, &mut outcome.indicators);
            n_persons += block.n_persons as u64;
            progress(n_persons);
        }
        Ok(Part(outcome))
    }

    /// Adds parts up. The order does not matter.
    #[must_use]
    pub fn finish(&self, parts: Vec<Part>) -> Outcome {
        let mut sum = self.empty.clone();
        for Part(part) in parts {
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
                    change.new += other.new;
                    change.kept += other.kept;
                    change.lost += other.lost;
                    change.winners += other.winners;
                    change.losers += other.losers;
                }
            }
        }
        sum.benefits.iter_mut().for_each(|benefit| benefit.weigh(self.weight));
        indicator::weigh(&mut sum.indicators, self.weight);
        sum
    }
}

/// An outcome of zeros with every benefit and category that is in force on some day of the year.
fn empty_outcome(settings: &Settings, population: &Population, plans: &[(Plan, Option<Plan>, bool)]) -> Outcome {
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
                    change: plans.iter().any(|(_, reform, _)| reform.is_some()).then(Change::default),
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
        scenario: plans.iter().find_map(|(_, reform, _)| reform.as_ref()?.scenario.clone()),
        persons: population.persons() as u64 * u64::from(population.weight()),
        households: population.households() as u64 * u64::from(population.weight()),
        benefits,
        funds: Vec::new(),
        indicators: Vec::new(),
        left_out: Vec::new(),
    }
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
                categories.push(BoundCategory { position, paid: category.paid, amount: category.amount });
                wanted.push(category.paid);
            }
        }
        wanted.push(benefit.amount);
        let clause = found.clauses.iter().position(|clause| clause.covers(on));
        benefits.push(BoundBenefit { amount: benefit.amount, clause, categories });
    }
    let machine = Machine::bind(plan, population, &wanted).map_err(SimulateError::Population)?;
    Ok(Bound { machine, benefits })
}

fn run_day(
    day: &Day<'_>,
    block: Block,
    first: &mut Scratch,
    second: Option<&mut Scratch>,
    outcome: &mut Outcome,
) -> Result<(), VectorError> {
    day.baseline.machine.run(block, first)?;
    count(&day.baseline, block, first, day.is_headcount, outcome, false);
    if let (Some(reform), Some(second)) = (&day.reform, second) {
        reform.machine.run(block, second)?;
        count(reform, block, second, day.is_headcount, outcome, true);
        if day.is_headcount {
            compare(&day.baseline, first, reform, second, block, outcome);
        }
    }
    Ok(())
}

fn count(
    bound: &Bound<'_>,
    block: Block,
    scratch: &Scratch,
    is_headcount: bool,
    outcome: &mut Outcome,
    is_reform: bool,
) {
    for (benefit, found) in bound.benefits.iter().zip(&mut outcome.benefits) {
        let present = bound.machine.present(scratch, block, benefit.amount);
        let (amounts, scale) = bound.machine.numbers(scratch, block, benefit.amount);
        let total = if is_reform { &mut found.reform } else { &mut found.baseline };
        let paid = sum(amounts, None, present);
        if let Some(clause) = benefit.clause.and_then(|at| found.clauses.get_mut(at)).filter(|_| !is_headcount) {
            let covered = if is_reform { &mut clause.reform } else { &mut clause.baseline };
            *covered += paid.amount * 10_i128.pow(total.scale.saturating_sub(scale));
        }
        tally(total, &paid, scale, is_headcount);
        for category in &benefit.categories {
            let marks = bound.machine.yes_no(scratch, block, category.paid);
            let (amounts, scale) = bound.machine.numbers(scratch, block, category.amount);
            let Some(found) = found.categories.get_mut(category.position) else {
                continue;
            };
            let flow = if is_reform { &mut found.reform } else { &mut found.baseline };
            tally(flow, &sum(amounts, Some(marks), present), scale, is_headcount);
        }
    }
}

fn is_present(present: Option<&[u8]>, at: usize) -> bool {
    present.is_none_or(|present| present.get(at) == Some(&1))
}

fn compare(
    baseline: &Bound<'_>,
    first: &Scratch,
    reform: &Bound<'_>,
    second: &Scratch,
    block: Block,
    outcome: &mut Outcome,
) {
    let pairs = baseline.benefits.iter().zip(&reform.benefits);
    for ((before, after), found) in pairs.zip(&mut outcome.benefits) {
        let Some(change) = &mut found.change else {
            continue;
        };
        let present = baseline.machine.present(first, block, before.amount);
        let (old, old_scale) = baseline.machine.numbers(first, block, before.amount);
        let (new, new_scale) = reform.machine.numbers(second, block, after.amount);
        let scale = old_scale.max(new_scale);
        let old_factor = 10_i128.pow(scale - old_scale);
        let new_factor = 10_i128.pow(scale - new_scale);
        for (at, (old, new)) in old.iter().zip(new).enumerate() {
            if (*old | *new) == 0 || !is_present(present, at) {
                continue;
            }
            let (old, new) = (i128::from(*old) * old_factor, i128::from(*new) * new_factor);
            change.new += u64::from(old == 0);
            change.lost += u64::from(new == 0);
            change.kept += u64::from(old != 0 && new != 0);
            change.winners += u64::from(new > old);
            change.losers += u64::from(new < old);
        }
    }
}
