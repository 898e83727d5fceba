//! How far figures hang on what is guessed, and within which range they lie.
//!
//! Receives runs under other guesses and other seeds, and what is made of each; hands on intervals and swings. It runs
//! nothing itself.
//!
//! Each guess is put to the lowest and to the highest value that is thought possible while all others stay (one at a
//! time: Saltelli et al., Global Sensitivity Analysis, 2008, chapter 1), on the same people (common random numbers). Of
//! one figure the deviations below and above are added up by their squares, as if the guesses were independent and small;
//! with them the spread between seeds, 1.96 standard deviations, divided by the square root of how many times more people
//! the projection has than the runs (Goedemé, Van den Bosch, Salanauskaite and Verbist, Testing the statistical
//! significance of microsimulation results: a plea, International Journal of Microsimulation 6(3), 2013). What nobody
//! thought of varying is not in the interval.

use ansinh_grammar::Text;

use super::projection::{Figure, Projection};

/// A figure and the range in which it is thought to lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interval {
    /// The figure.
    pub central: i128,
    /// The lower end.
    pub low: i128,
    /// The upper end.
    pub high: i128,
}

/// What a guess does: a result with it at its lowest and at its highest.
#[derive(Clone, Debug)]
pub struct Swing<T> {
    /// The name of the assumption or of the margin.
    pub name: String,
    /// Its name in words.
    pub label: Text,
    /// The result at its lowest.
    pub low: T,
    /// The result at its highest.
    pub high: T,
}

/// Results of runs on fewer people: projections, or what is made of them.
#[derive(Clone, Debug, Default)]
pub struct Runs<T> {
    /// How many times more people the projection has than each run.
    pub one_in: u32,
    /// The run with every guess at its own value.
    pub central: T,
    /// Runs with one guess at an end of its range.
    pub swings: Vec<Swing<T>>,
    /// Runs with other seeds.
    pub seeds: Vec<T>,
    /// What could not be varied, since the margins would contradict each other.
    pub not_varied: Vec<Text>,
}

/// What a guess does to the headline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    /// The name of the guess.
    pub name: String,
    /// Its name in words.
    pub label: Text,
    /// The change of the headline with the guess at its lowest.
    pub at_low: i128,
    /// The change with it at its highest.
    pub at_high: i128,
}

impl<T> Runs<T> {
    /// What is made of the result of each run.
    #[must_use]
    pub fn map<U>(&self, made_of: impl Fn(&T) -> U) -> Runs<U> {
        let swing = |swing: &Swing<T>| Swing {
            name: swing.name.clone(),
            label: swing.label.clone(),
            low: made_of(&swing.low),
            high: made_of(&swing.high),
        };
        Runs {
            one_in: self.one_in,
            central: made_of(&self.central),
            swings: self.swings.iter().map(swing).collect(),
            seeds: self.seeds.iter().map(&made_of).collect(),
            not_varied: self.not_varied.clone(),
        }
    }

    /// The interval of a figure that the projection has, by what the runs have in its place; nothing where the run with
    /// every guess at its own value does not have it.
    #[must_use]
    pub fn interval(&self, central: i128, value: &dyn Fn(&T) -> Option<i128>) -> Option<Interval> {
        let run = value(&self.central)?;
        let (mut below, mut above) = (0_u128, 0_u128);
        for swing in &self.swings {
            let changes = [&swing.low, &swing.high].map(|other| value(other).map(|other| other - run));
            let ends = changes.iter().flatten();
            let least = ends.clone().copied().min().unwrap_or(0).min(0).unsigned_abs();
            let most = ends.copied().max().unwrap_or(0).max(0).unsigned_abs();
            below = below.saturating_add(least.saturating_mul(least));
            above = above.saturating_add(most.saturating_mul(most));
        }
        let seeds = self.spread(value);
        let low = central - signed(below.saturating_add(seeds).isqrt());
        let high = central + signed(above.saturating_add(seeds).isqrt());
        Some(Interval { central, low, high })
    }

    /// The square of 1.96 standard deviations between seeds, for as many people as the projection has.
    fn spread(&self, value: &dyn Fn(&T) -> Option<i128>) -> u128 {
        let values: Vec<i128> = self.seeds.iter().chain([&self.central]).filter_map(value).collect();
        let n = i128::try_from(values.len()).unwrap_or(0);
        if n < 2 {
            return 0;
        }
        let mean = values.iter().sum::<i128>() / n;
        let squares = values.iter().fold(0_u128, |sum, value| {
            let distance = (value - mean).unsigned_abs();
            sum.saturating_add(distance.saturating_mul(distance))
        });
        let variance = squares / (n - 1).unsigned_abs();
        variance.saturating_mul(196 * 196) / 10_000 / u128::from(self.one_in.max(1))
    }
}

impl Runs<Projection> {
    /// What each guess does to a figure, the widest first.
    #[must_use]
    pub fn tornado(&self, figure: &Figure) -> Vec<Bar> {
        let run = self.central.figure(figure).unwrap_or(0);
        let bar = |swing: &Swing<Projection>| {
            let change = |other: &Projection| other.figure(figure).map_or(0, |other| other - run);
            let (at_low, at_high) = (change(&swing.low), change(&swing.high));
            Bar { name: swing.name.clone(), label: swing.label.clone(), at_low, at_high }
        };
        let mut bars: Vec<Bar> = self.swings.iter().map(bar).collect();
        bars.sort_by_key(|bar| (std::cmp::Reverse(bar.at_low.abs().max(bar.at_high.abs())), bar.name.clone()));
        bars
    }
}

fn signed(value: u128) -> i128 {
    i128::try_from(value).unwrap_or(i128::MAX)
}
