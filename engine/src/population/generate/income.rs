//! What a household has to live on, for each head and month, before any benefit of the simulated law.
//!
//! Receives households with poverty, residence and earners; hands on income. It knows the mean of each fifth of the
//! people, and guesses who stands where: no source tells how income goes with poverty and residence in a province.
//!
//! Households are ranked by points for poverty, residence and earners, and by noise; the people in them fill the
//! fifths. Within a fifth income rises in two straight lines that meet at the mean of the fifth, placed so that the
//! mean holds; neighbouring fifths meet half way between their means (the interpolation of grouped data in Cowell,
//! Measuring Inequality, 2011, section 5.3: a split histogram). The lowest and the highest income are guesses.

use super::draft::Draft;
use crate::population::PopulationError;
use crate::population::margins::Margins;
use crate::population::sampling::{Purpose, count};

/// Binary places of a position among all persons.
const POINT: u32 = 32;
const ONE: u64 = 1 << POINT;

/// One fifth: its lowest, mean and highest income, and where in it the mean is reached.
#[derive(Clone, Copy, Debug)]
struct Fifth {
    lowest: u64,
    mean: u64,
    highest: u64,
    knee: u64,
}

/// Ranks the households and gives each the income of its place.
pub(super) fn income(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let fifths = fifths(margins)?;
    let mut ranks = ranks(draft, margins)?;
    ranks.sort_unstable();
    let mut before = 0_u64;
    for (_, household) in ranks {
        let size = u64::from(count(draft.members(household).len()));
        let doubled = 2 * before + size;
        before += size;
        // The middle of the household among all persons, in parts of 2^32.
        let position = u64::try_from((u128::from(doubled) << POINT) / (2 * u128::from(draft.n_persons.max(1))));
        let position = position.unwrap_or(0).min(ONE - 1) * 5;
        let fifth = usize::try_from(position >> POINT).ok().and_then(|at| fifths.get(at));
        let income = fifth.map_or(0, |fifth| at(fifth, position & (ONE - 1)));
        draft.income.put(household, i64::try_from(income / 1000 * 1000).unwrap_or(i64::MAX));
    }
    Ok(())
}

/// The points of each household.
fn ranks(draft: &Draft, margins: &Margins) -> Result<Vec<(i64, u32)>, PopulationError> {
    let shifts = margins.values("income_rank", ["poor", "near_poor", "not_poor"])?;
    let noises = margins.values("income_rank", ["noise_poor", "noise_near_poor", "noise_not_poor"])?;
    let (urban, earner) = (margins.value("income_rank", "urban")?, margins.value("income_rank", "earner")?);
    let stream = draft.stream(Purpose::IncomeRank);
    let points = |household: u32| {
        let poverty = draft.poverty.at(household) as usize;
        let shift = shifts.get(poverty).copied().unwrap_or(0);
        let noise = noises.get(poverty).and_then(|&noise| u32::try_from(noise).ok()).unwrap_or(0);
        let noise = i64::from(stream.below(household, noise));
        let earners = draft.members(household).filter(|&person| draft.stable_income.at(person)).count().min(3);
        let town = if draft.urban.at(household) { urban } else { 0 };
        (shift + noise + town + earner * i64::from(count(earners)), household)
    };
    Ok((0..draft.n_households).map(points).collect())
}

fn fifths(margins: &Margins) -> Result<Vec<Fifth>, PopulationError> {
    let keys = ["fifth_1", "fifth_2", "fifth_3", "fifth_4", "fifth_5"];
    let unreachable = || PopulationError::Unreachable("income".to_owned());
    let read = |key: &str| u64::try_from(margins.value("income", key)?).map_err(|_| unreachable());
    let means = keys.into_iter().map(read).collect::<Result<Vec<u64>, _>>()?;
    let (lowest, highest) = (read("lowest")?, read("highest")?);
    let mut fifths = Vec::new();
    let mut from = means.first().map_or(0, |mean| mean * lowest / 1000);
    for (at, &mean) in means.iter().enumerate() {
        let to = match means.get(at + 1) {
            Some(&next) => u64::midpoint(mean, next),
            None => mean + mean.saturating_sub(from) * highest / 1000,
        };
        if !(from < mean && mean < to) {
            return Err(unreachable());
        }
        fifths.push(Fifth { lowest: from, mean, highest: to, knee: ((to - mean) << POINT) / (to - from) });
        from = to;
    }
    Ok(fifths)
}

/// The income at a place of the fifth, in parts of 2^32.
fn at(fifth: &Fifth, place: u64) -> u64 {
    let Fifth { lowest, mean, highest, knee } = *fifth;
    let line = |from: u64, to: u64, place: u64, width: u64| {
        let rise = u128::from(to - from) * u128::from(place) / u128::from(width.max(1));
        from + u64::try_from(rise).unwrap_or(0)
    };
    if place < knee { line(lowest, mean, place, knee) } else { line(mean, highest, place - knee, ONE - knee) }
}

#[cfg(test)]
mod tests {
    use super::{Fifth, ONE, at};

    /// Two lines from 100 over 200 to 500: the mean 200 is reached after three quarters, and 150 * 3/4 + 350 * 1/4 = 200.
    #[test]
    fn the_mean_of_a_fifth_holds() {
        let fifth = Fifth { lowest: 100, mean: 200, highest: 500, knee: ONE / 4 * 3 };
        assert_eq!([at(&fifth, 0), at(&fifth, ONE / 8 * 3), at(&fifth, ONE / 4 * 3)], [100, 150, 200]);
        let mean = (0..1000).map(|place| at(&fifth, ONE / 1000 * place)).sum::<u64>() / 1000;
        assert!(mean.abs_diff(200) <= 1, "{mean}");
    }
}
