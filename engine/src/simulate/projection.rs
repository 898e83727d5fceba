//! Several years of the law on a population that grows older.
//!
//! Receives what each year came to and how its people came about; hands on single figures by name, so that runs under
//! other assumptions can be held against each other. It runs no year itself and knows no law.

use std::collections::BTreeSet;

use ansinh_grammar::Text;

use super::outcome::{BenefitOutcome, Flow, Outcome};
use crate::hir::Program;
use crate::population::{Accounts, PathPoint};
use crate::value::{Date, Decimal, Rounding, round};

/// What some years in a row come to.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Projection {
    /// The years, in order.
    pub years: Vec<ProjectedYear>,
    /// The year whose people are the base: those before have the same people, shifted.
    pub base_year: i32,
    /// What is assumed about the years after it.
    pub paths: Vec<PathPoint>,
    /// The last day on which the law changes; what holds then is taken to hold on. Nothing if it never changes.
    pub law_until: Option<Date>,
    /// The last year closer, if that was asked for.
    pub last: Option<LastYear>,
}

/// More of the last year.
#[derive(Clone, PartialEq, Debug)]
pub struct LastYear {
    /// What its first half comes to.
    pub half: Outcome,
    /// A fingerprint of its people.
    pub fingerprint: u64,
}

/// What one year comes to.
#[derive(Clone, PartialEq, Debug)]
pub struct ProjectedYear {
    /// Who is paid, and what it costs.
    pub outcome: Outcome,
    /// How the people of the year came about.
    pub accounts: Accounts,
    /// The base rate that is assumed in place of the law, in dong a month.
    pub base_rate: Option<i64>,
}

/// One figure of a projection.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Figure {
    /// The year; nothing for all of them together.
    pub year: Option<i32>,
    /// The benefit; nothing for all of them together, of which only cost can be added up.
    pub benefit: Option<String>,
    /// What is counted.
    pub measure: Measure,
    /// Under which law.
    pub side: Side,
}

/// What a figure counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Measure {
    /// Recipients on 31 December.
    Headcount,
    /// Months in which somebody was paid.
    PersonMonths,
    /// Whole dong.
    Cost,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Headcount, Self::PersonMonths, Self::Cost];
}

/// Under which law a figure is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Side {
    /// Current law.
    Baseline,
    /// The scenario.
    Reform,
    /// The scenario less current law.
    Added,
}

impl Side {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Baseline, Self::Reform, Self::Added];
}

impl Projection {
    /// The benefits of any of the years, in the order in which they come first, with their labels.
    #[must_use]
    pub fn benefits(&self) -> Vec<(String, Text)> {
        let mut seen = BTreeSet::new();
        let all = self.years.iter().flat_map(|year| &year.outcome.benefits);
        all.filter(|benefit| seen.insert(benefit.name.clone()))
            .map(|benefit| (benefit.name.clone(), benefit.label.clone()))
            .collect()
    }

    /// The scenario's label; nothing without one.
    #[must_use]
    pub fn scenario(&self) -> Option<&Text> {
        self.years.iter().find_map(|year| year.outcome.scenario.as_ref())
    }

    /// Whether something is held against current law.
    #[must_use]
    pub fn has_reform(&self) -> bool {
        self.years.iter().flat_map(|year| &year.outcome.benefits).any(|benefit| benefit.change.is_some())
    }

    /// One figure; nothing where the benefit is in none of the years meant, or the figure does not exist or fit.
    #[must_use]
    pub fn figure(&self, figure: &Figure) -> Option<i128> {
        match figure.side {
            Side::Added => {
                let of = |side| self.figure(&Figure { side, ..figure.clone() });
                of(Side::Reform)?.checked_sub(of(Side::Baseline)?)
            }
            side => self.sum(figure, side),
        }
    }

    fn sum(&self, figure: &Figure, side: Side) -> Option<i128> {
        // People of several years or benefits cannot be added up.
        if figure.measure == Measure::Headcount && (figure.year.is_none() || figure.benefit.is_none())
            || figure.measure == Measure::PersonMonths && figure.benefit.is_none()
        {
            return None;
        }
        let years = self.years.iter().filter(|year| figure.year.is_none_or(|wanted| wanted == year.outcome.year));
        let wanted = |benefit: &&BenefitOutcome| figure.benefit.as_ref().is_none_or(|name| *name == benefit.name);
        let mut flows = years.flat_map(|year| year.outcome.benefits.iter().filter(wanted)).map(|benefit| match side {
            Side::Baseline => &benefit.baseline,
            Side::Reform | Side::Added => &benefit.reform,
        });
        let first = measured(flows.next()?, figure.measure)?;
        flows.try_fold(first, |sum, flow| sum.checked_add(measured(flow, figure.measure)?))
    }

    /// What is looked at first: what the scenario adds to the cost of all years; that cost itself where it adds nothing.
    #[must_use]
    pub fn headline(&self) -> Figure {
        let of = |side| Figure { year: None, benefit: None, measure: Measure::Cost, side };
        let added = of(Side::Added);
        if self.has_reform() && self.figure(&added) != Some(0) { added } else { of(Side::Baseline) }
    }
}

fn measured(flow: &Flow, measure: Measure) -> Option<i128> {
    Some(match measure {
        Measure::Headcount => i128::from(flow.headcount),
        Measure::PersonMonths => i128::from(flow.person_months),
        Measure::Cost => i128::try_from(round(flow.dong()?, Rounding::Nearest, Decimal::ONE)?).ok()?,
    })
}

/// The last day on which a law changes.
#[must_use]
pub fn last_change(program: &Program) -> Option<Date> {
    program.days_of_change().into_iter().next_back()
}
