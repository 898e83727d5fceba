//! How far the results of a sample may be off because of who was drawn.
//!
//! Receives what each household of a sample is paid, and its design; hands on how far on both sides of each figure an
//! interval of 95 % reaches. It knows no law.

use std::collections::BTreeMap;

use super::outcome::Outcome;
use super::weights::Held;
use crate::measures::{Design, reach, standard_error};
use crate::value::{Decimal, Rounding, round};

/// How a sample was drawn.
#[derive(Clone, Copy, Debug)]
pub struct Drawn<'s> {
    /// The weight of each household, times ten to the power of `scale`.
    pub weights: &'s [i64],
    /// Decimals of the weights.
    pub scale: u32,
    /// Replicate weights at the same scale; without any, households are drawn again from the seed.
    pub replicates: &'s [Vec<i64>],
    /// By what the sum of squared differences of replicates is multiplied.
    pub factor: Option<Decimal>,
    /// The stratum of each household.
    pub strata: &'s [u32],
    /// The sampling unit of each household.
    pub units: &'s [u32],
    /// The seed of what is drawn.
    pub seed: u64,
    /// How many times it is drawn.
    pub n_samples: u32,
}

/// How far two figures reach on both sides: people, and dong a year. Nothing where it cannot be told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Reach {
    /// People.
    pub people: Option<Decimal>,
    /// Dong.
    pub dong: Option<Decimal>,
}

/// How far the figures of a benefit or a category reach.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reaches {
    /// The benefit, by its place; nothing for all together.
    pub benefit: Option<usize>,
    /// The category, by its place in the benefit.
    pub category: Option<usize>,
    /// Under current law.
    pub baseline: Reach,
    /// In the scenario.
    pub reform: Reach,
    /// What the scenario adds.
    pub added: Reach,
}

/// Hundredths of people, so that small counts keep their error.
const PARTS: i128 = 100;

/// The figures of one household: people and cost, under current law, in the scenario, and what that adds.
type Six = [i128; 6];

/// The figures of a benefit and a category, of everything where there is none, by household.
type OfFigure<'f> = (&'f (Option<usize>, Option<usize>), &'f BTreeMap<u32, Six>);

/// How far every benefit and category, and all together, reach.
#[must_use]
pub fn reaches(outcome: &Outcome, drawn: &Drawn<'_>) -> Vec<Reaches> {
    let mut of_figure: BTreeMap<(Option<usize>, Option<usize>), BTreeMap<u32, Six>> = BTreeMap::new();
    for benefit in 0..outcome.benefits.len() {
        of_figure.entry((Some(benefit), None)).or_default();
    }
    of_figure.entry((None, None)).or_default();
    for ((household, benefit, category, is_reform), held) in &outcome.holdings {
        let scale = outcome.benefits.get(*benefit).map_or(0, |benefit| benefit.baseline.scale);
        let own = six(held, scale, *is_reform);
        let mut add = |key| {
            let found: &mut Six = of_figure.entry(key).or_default().entry(*household).or_default();
            found.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        };
        add((Some(*benefit), *category));
        if category.is_none() {
            add((None, None));
        }
    }
    let design = Design::new(drawn.strata, drawn.units);
    let row = |((benefit, category), of_household): OfFigure<'_>| {
        let errors = errors(of_household, drawn, &design);
        let [a, b, c, d, e, f] = errors;
        let reach = |people: Option<u128>, dong: Option<u128>| Reach {
            people: people
                .and_then(reach)
                .and_then(|people| round(people / Decimal::from(PARTS), Rounding::Up, Decimal::ONE)),
            dong: dong.and_then(reach),
        };
        let (benefit, category) = (*benefit, *category);
        Reaches { benefit, category, baseline: reach(a, b), reform: reach(c, d), added: reach(e, f) }
    };
    of_figure.iter().map(row).collect()
}

fn six(held: &Held, scale: u32, is_reform: bool) -> Six {
    let people = i128::from(held.headcount) * PARTS;
    let dong = held.cost / 10_i128.pow(scale);
    if is_reform { [0, 0, people, dong, people, dong] } else { [people, dong, 0, 0, -people, -dong] }
}

/// The standard errors of six totals.
fn errors(of_household: &BTreeMap<u32, Six>, drawn: &Drawn<'_>, design: &Design) -> [Option<u128>; 6] {
    let unit = 10_i128.pow(drawn.scale);
    let weight = |weights: &[i64], household: &u32| i128::from(weights.get(*household as usize).copied().unwrap_or(0));
    let differences: Vec<Vec<i128>> = if drawn.replicates.is_empty() {
        let mut totals: Vec<BTreeMap<u32, i128>> = vec![BTreeMap::new(); 6];
        for (household, six) in of_household {
            let own = drawn.units.get(*household as usize).copied().unwrap_or(0);
            for (total, figure) in totals.iter_mut().zip(six) {
                *total.entry(own).or_default() += figure * weight(drawn.weights, household);
            }
        }
        let totals: Vec<Vec<(u32, i128)>> = totals.into_iter().map(|total| total.into_iter().collect()).collect();
        design.bootstrap(drawn.seed, drawn.n_samples, &totals)
    } else {
        let of = |at: usize| {
            let total = |weights: &[i64]| -> i128 {
                of_household
                    .iter()
                    .map(|(household, six)| six.get(at).copied().unwrap_or(0) * weight(weights, household))
                    .sum()
            };
            let full = total(drawn.weights);
            drawn.replicates.iter().map(|weights| total(weights) - full).collect()
        };
        (0..6).map(of).collect()
    };
    let factor = drawn.factor.filter(|_| !drawn.replicates.is_empty());
    let error = |at: usize| {
        let own: Vec<i128> = differences.get(at)?.iter().map(|difference| difference / unit).collect();
        standard_error(&own, factor)
    };
    std::array::from_fn(error)
}
