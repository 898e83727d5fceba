//! Quantile shares and the Gini coefficient.
//!
//! Receives observations; hands on sums of quantiles and a fraction. It knows no poverty line.

use super::{Observation, Ratio};

/// One of equally many parts of the people, from those with least upwards.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quantile {
    /// The people in it, times the number of quantiles.
    weight: i128,
    /// What they have together, times the number of quantiles.
    sum: i128,
    /// What everybody has together, times the number of quantiles.
    total: i128,
}

impl Quantile {
    /// The part of everything that these people have.
    #[must_use]
    pub fn share(&self) -> Option<Ratio> {
        Ratio::new(self.sum, self.total)
    }

    /// What one of them has on average, to the nearest whole.
    #[must_use]
    pub fn mean(&self) -> Option<i64> {
        let mean = Ratio::new(self.sum, self.weight)?.decimal(0)?;
        mean.try_into().ok()
    }
}

/// The people in order of what they have, cut into `n` equal parts: the ordinates of the Lorenz curve are the sums of
/// the shares (Lorenz 1905; Cowell, Measuring Inequality, 2011). Whoever stands across a cut counts on both sides, in
/// proportion. Nothing without people, or where a sum does not fit.
#[must_use]
pub fn quantiles(observations: &[Observation], n: u64) -> Option<Vec<Quantile>> {
    let sorted = sorted(observations);
    let people: i128 = sorted.iter().map(|one| i128::from(one.weight)).sum();
    if people == 0 || n == 0 {
        return None;
    }
    let times = i128::from(n);
    let all: i128 = sorted.iter().map(|one| i128::from(one.value) * i128::from(one.weight)).sum();
    let total = all.checked_mul(times)?;
    // In n-ths of a person each quantile holds as many as there are people.
    let empty = Quantile { weight: 0, sum: 0, total };
    let mut parts = vec![empty; usize::try_from(n).ok()?];
    let mut at = 0_usize;
    for one in sorted {
        let mut left = i128::from(one.weight) * times;
        while left > 0 {
            let part = parts.get_mut(at)?;
            let taken = left.min(people - part.weight);
            part.weight += taken;
            part.sum = part.sum.checked_add(i128::from(one.value).checked_mul(taken)?)?;
            left -= taken;
            at += usize::from(part.weight == people);
        }
    }
    Some(parts)
}

/// The Gini coefficient: twice the area between the line of equality and the Lorenz curve (Gini 1912), with weights
/// and the whole population as in Lerman and Yitzhaki (1989). No correction for small samples. Nothing where all
/// together have nothing, or where a sum does not fit.
#[must_use]
pub fn gini(observations: &[Observation]) -> Option<Ratio> {
    let (mut before, mut weighted, mut all) = (0_i128, 0_i128, 0_i128);
    for one in sorted(observations) {
        let weight = i128::from(one.weight);
        let mass = weight.checked_mul(i128::from(one.value))?;
        weighted = weighted.checked_add(mass.checked_mul(before.checked_mul(2)?.checked_add(weight)?)?)?;
        all = all.checked_add(mass)?;
        before += weight;
    }
    let whole = all.checked_mul(before)?;
    Ratio::new(weighted.checked_sub(whole)?, whole)
}

fn sorted(observations: &[Observation]) -> Vec<Observation> {
    let mut sorted = observations.to_vec();
    sorted.sort_unstable();
    sorted
}

#[cfg(test)]
mod tests {
    use super::{Observation, gini, quantiles};

    fn people(all: &[(i64, u64)]) -> Vec<Observation> {
        all.iter().map(|&(value, weight)| Observation { value, weight }).collect()
    }

    /// 1, 2, 3, 4, 5: the mean difference is 8 / 5, the mean 3, so G = 8 / (2 * 5 * 3) = 4 / 15.
    #[test]
    fn gini_of_one_to_five() {
        let found = gini(&people(&[(5, 1), (1, 1), (3, 1), (2, 1), (4, 1)])).unwrap();
        assert_eq!(found.decimal(6).unwrap().to_string(), "0.266667");
    }

    #[test]
    fn a_weight_is_so_many_people_and_equality_is_zero() {
        let apart = people(&[(1, 1), (1, 1), (7, 1), (7, 1), (7, 1)]);
        let together = people(&[(7, 3), (1, 2)]);
        assert_eq!(gini(&apart).unwrap().per_mille(), gini(&together).unwrap().per_mille());
        // 2 of 1 and 3 of 7: the sum is 23; the area gives (2*2 + 21*7) / (5 * 23) - 1 = 151/115 - 1 = 36/115.
        assert_eq!(gini(&together).unwrap().decimal(4).unwrap().to_string(), "0.313");
        assert_eq!(gini(&people(&[(4, 9)])).unwrap().per_mille(), Some(0));
        assert_eq!((gini(&[]), gini(&people(&[(0, 5)]))), (None, None));
    }

    /// Three people with 10, 20 and 60 in halves: the middle one is cut in two, so 20 and 70 of 90.
    #[test]
    fn whoever_stands_across_a_cut_counts_on_both_sides() {
        let halves = quantiles(&people(&[(60, 1), (10, 1), (20, 1)]), 2).unwrap();
        let shares: Vec<_> = halves.iter().map(|half| half.share().unwrap().per_mille()).collect();
        assert_eq!(shares, [Some(222), Some(778)]);
        // (10 + 20 / 2) / 1.5 and (60 + 20 / 2) / 1.5.
        assert_eq!(halves.iter().map(super::Quantile::mean).collect::<Vec<_>>(), [Some(13), Some(47)]);
        assert_eq!(quantiles(&[], 5), None);
    }
}
