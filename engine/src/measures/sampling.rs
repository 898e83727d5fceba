//! How far the total of a sample may be off because other households could have been drawn.
//!
//! Receives totals of sampling units, or totals under replicate weights; hands on standard errors as whole numbers. With
//! replicate weights the variance is the sum of squared differences from the full estimate, times a factor that belongs
//! to the design (K. Wolter, Introduction to Variance Estimation, 2nd ed. 2007, chapters 3 to 5). Without them it is the
//! rescaled bootstrap of J. Rao and C. Wu (1988), in the form with weights of J. Rao, C. Wu and K. Yue (1992): of the n
//! units of a stratum n - 1 are drawn with replacement and count n / (n - 1) times. It knows no law.

use std::collections::BTreeMap;

use crate::value::{Decimal, Rounding, round};

/// The sampling units of a sample, stratum by stratum.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Design {
    /// The units of each stratum.
    strata: Vec<Vec<u32>>,
    n_units: usize,
}

impl Design {
    /// The design of households with a stratum and a unit each.
    #[must_use]
    pub fn new(strata: &[u32], units: &[u32]) -> Self {
        let mut found: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (stratum, unit) in strata.iter().zip(units) {
            found.entry(*stratum).or_default().push(*unit);
        }
        let each = found.into_values().map(|mut units| {
            units.sort_unstable();
            units.dedup();
            units
        });
        let n_units = units.iter().max().map_or(0, |last| *last as usize + 1);
        Self { strata: each.collect(), n_units }
    }

    /// The strata of one unit only: they add nothing to a variance, so it is too small.
    #[must_use]
    pub fn lonely(&self) -> usize {
        self.strata.iter().filter(|units| units.len() == 1).count()
    }

    /// How many strata and units there are.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.strata.len(), self.strata.iter().map(Vec::len).sum())
    }

    /// Draws bootstrap samples from a seed; for each, the differences from the full estimate of some totals, each given
    /// by what the units with anything have of it.
    #[must_use]
    pub fn bootstrap(&self, seed: u64, n_samples: u32, totals: &[Vec<(u32, i128)>]) -> Vec<Vec<i128>> {
        let mut differences = vec![Vec::new(); totals.len()];
        let mut state = seed;
        let mut times = vec![0_i128; self.n_units];
        let mut size = vec![0_i128; self.n_units];
        for units in &self.strata {
            for unit in units {
                if let Some(own) = size.get_mut(*unit as usize) {
                    *own = units.len() as i128;
                }
            }
        }
        for _ in 0..n_samples {
            times.iter_mut().for_each(|times| *times = 0);
            for units in self.strata.iter().filter(|units| units.len() > 1) {
                for _ in 1..units.len() {
                    let at = below(&mut state, units.len());
                    let unit = units.get(at).and_then(|unit| times.get_mut(*unit as usize));
                    unit.into_iter().for_each(|times| *times += 1);
                }
            }
            for (total, differences) in totals.iter().zip(&mut differences) {
                let part = |(unit, own): &(u32, i128)| {
                    let n = size.get(*unit as usize).copied().unwrap_or(0);
                    let t = times.get(*unit as usize).copied().unwrap_or(0);
                    // A unit alone in its stratum is always there.
                    if n < 2 { 0 } else { own * (t * n - (n - 1)) / (n - 1) }
                };
                differences.push(total.iter().map(part).sum());
            }
        }
        differences
    }
}

/// The next draw below a number, by SplitMix64 of G. Steele, D. Lea and C. Flood (2014).
fn below(state: &mut u64, n: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    // The high bits of the product spread evenly enough for so few units.
    usize::try_from((u128::from(mixed) * n as u128) >> 64).unwrap_or(0)
}

/// The standard error of differences from an estimate: the root of their sum of squares times a factor; by default one
/// over their number. Nothing without any, or if they are too large.
#[must_use]
pub fn standard_error(differences: &[i128], factor: Option<Decimal>) -> Option<u128> {
    let n = differences.len() as u128;
    let squares =
        differences.iter().try_fold(0_u128, |sum, one| sum.checked_add(one.unsigned_abs().checked_pow(2)?))?;
    let variance = match factor {
        None => squares.checked_div(n)?,
        Some(factor) => {
            let unit = 10_u128.checked_pow(factor.scale())?;
            let times = u128::try_from(factor.mantissa()).ok()?;
            // Large sums lose their last digits before they are multiplied, small ones none.
            match squares.checked_mul(times) {
                Some(product) => product / unit,
                None => (squares / unit).checked_mul(times)?,
            }
        }
    };
    (n > 0).then(|| variance.isqrt())
}

/// How far on both sides of an estimate a normal interval of 95 % reaches: 1.96 standard errors.
#[must_use]
pub fn reach(standard_error: u128) -> Option<Decimal> {
    let error = Decimal::from_i128_with_scale(i128::try_from(standard_error).ok()?, 0);
    round(error.checked_mul(Decimal::new(196, 2))?, Rounding::Up, Decimal::ONE)
}

#[cfg(test)]
mod tests {
    use super::{Design, standard_error};
    use crate::value::Decimal;

    #[test]
    fn replicates_are_held_against_the_estimate() {
        // Worked out by hand: 9 + 16 + 0 = 25, over 3 and times 1.
        assert_eq!(standard_error(&[3, -4, 0], None), Some(2));
        assert_eq!(standard_error(&[3, -4, 0], Some(Decimal::ONE)), Some(5));
        assert_eq!(standard_error(&[30, -40], Some(Decimal::new(1, 2))), Some(5));
        assert_eq!(standard_error(&[], None), None);
    }

    #[test]
    fn a_bootstrap_comes_near_the_textbook_variance() {
        // One stratum of 100 units of which every second has 10: with n / (n - 1) times the sum of squares about the
        // mean, 100 / 99 * 100 * 25 = 2525, the standard error is 50.2.
        let units: Vec<u32> = (0..100).collect();
        let design = Design::new(&[0; 100], &units);
        let total: Vec<(u32, i128)> = units.iter().filter(|unit| *unit % 2 == 0).map(|unit| (*unit, 1_000)).collect();
        let drawn = design.bootstrap(1, 400, std::slice::from_ref(&total));
        let error = drawn.first().and_then(|drawn| standard_error(drawn, None)).unwrap_or(0);
        assert!((4_500..5_600).contains(&error), "{error}");
        assert_eq!(drawn, design.bootstrap(1, 400, &[total]));
        assert_eq!(Design::new(&[0, 1, 1], &[0, 1, 2]).lonely(), 1);
    }
}
