//! Rates by age: who dies, who bears a child, who moves.
//!
//! Receives paths and a year; hands on chances as parts of 2^32. It knows ages and no person.
//!
//! The shapes by age are those of the nation (`data/projection_rates.csv`); the paths bring them to the level of a
//! province and a year.

use super::assumption::Paths;
use crate::population::PopulationError;
use crate::population::margins::ages;

const TABLE: &str = include_str!("../../../data/projection_rates.csv");
/// Ages 0 to 130.
const N_AGES: usize = 131;
/// One, as a part of 2^32.
pub(super) const ONE: u64 = 1 << 32;

/// A value for each age.
type ByAge = [u64; N_AGES];

/// The rates of the nation, by age.
#[derive(Clone, Debug)]
pub(super) struct Schedules {
    /// Deaths per million person-years of men and of women.
    mortality: [ByAge; 2],
    /// Births per million women a year.
    fertility: ByAge,
    /// Relative weights of who moves.
    migration: ByAge,
}

/// The chances of a year.
#[derive(Clone, Debug)]
pub(super) struct Chances {
    /// Of dying in the year, by sex and by age on 1 July.
    death: [ByAge; 2],
    /// Of bearing a child that lives, by age on 1 July.
    birth: ByAge,
    /// Of moving, by age; whether people come, and do not leave.
    moving: ByAge,
    pub(super) is_arrival: bool,
    /// That a child is a boy.
    pub(super) boy: u64,
}

impl Schedules {
    /// Reads the table.
    pub(super) fn read() -> Result<Self, PopulationError> {
        let mut read = Self { mortality: [[0; N_AGES]; 2], fertility: [0; N_AGES], migration: [0; N_AGES] };
        for record in csv::Reader::from_reader(TABLE.as_bytes()).records() {
            let record = record.map_err(|error| PopulationError::Table(error.to_string()))?;
            let malformed = || PopulationError::Table(record.iter().take(2).collect::<Vec<_>>().join("/"));
            let (margin, key) = record.get(0).zip(record.get(1)).ok_or_else(malformed)?;
            let value = record.get(2).and_then(|value| value.parse().ok()).ok_or_else(malformed)?;
            let (lane, range) = match (margin, key.split_once('/')) {
                ("mortality", Some(("male", range))) => (&mut read.mortality[0], range),
                ("mortality", Some(("female", range))) => (&mut read.mortality[1], range),
                ("fertility", None) => (&mut read.fertility, key),
                ("migration", None) => (&mut read.migration, key),
                _ => return Err(malformed()),
            };
            let (first, last) = ages(range).ok_or_else(malformed)?;
            let band = lane.iter_mut().skip(usize::from(first)).take(usize::from(last - first) + 1);
            band.for_each(|place| *place = value);
        }
        Ok(read)
    }

    /// The chances of a year for people of these ages: `n_by_age` counts everybody at the beginning of the year.
    pub(super) fn chances(&self, paths: &Paths, year: i32, n_by_age: &[u64]) -> Result<Chances, PopulationError> {
        let path = |name: &str| paths.at(name, year).ok_or_else(|| PopulationError::Table(name.to_owned()));
        let level = |name: &str| path(name).map(|value| u64::try_from(value).unwrap_or(0));
        let mortality = level("mortality")?;
        let death = self.mortality.map(|rates| rates.map(|rate| chance_of_death(rate * mortality / 1_000)));
        // Births of a woman who lives to 50 at the rates of the table, times a million.
        let whole: u64 = self.fertility.iter().sum();
        let infants = [0, 1].map(|sex: usize| death.get(sex).and_then(|lane| lane.first()).copied().unwrap_or(0));
        let living = ONE - (infants[0] + infants[1]) / 2 * 3 / 4;
        let tfr = level("tfr")?;
        let of_rate = |rate: u64| part(rate * tfr, whole.saturating_mul(1_000));
        let birth = self.fertility.map(|rate| (of_rate(rate) * living) >> 32);
        let net = path("migration")?;
        let n_persons: u64 = n_by_age.iter().sum();
        let movers = n_persons * net.unsigned_abs();
        let weighted: u64 = n_by_age.iter().zip(&self.migration).map(|(n, weight)| n * weight).sum();
        let moving = self.migration.map(|weight| part(movers * weight, weighted.saturating_mul(10_000)));
        let boys = level("sex_ratio")?;
        Ok(Chances { death, birth, moving, is_arrival: net > 0, boy: part(boys, boys + 1_000) })
    }
}

impl Chances {
    /// The chance of dying in the year.
    pub(super) fn death(&self, sex: usize, age: i32) -> u64 {
        self.death.get(sex).map_or(0, |lane| at(lane, age))
    }

    /// The chance of bearing a child in the year.
    pub(super) fn birth(&self, age: i32) -> u64 {
        at(&self.birth, age)
    }

    /// The chance of moving in the year.
    pub(super) fn moving(&self, age: i32) -> u64 {
        at(&self.moving, age)
    }
}

fn at(lane: &ByAge, age: i32) -> u64 {
    let age = usize::try_from(age.max(0)).unwrap_or(0).min(N_AGES - 1);
    lane.get(age).copied().unwrap_or(0)
}

/// A fraction as a part of 2^32, at most one; zero of zero.
pub(super) fn part(some: u64, whole: u64) -> u64 {
    let parts = (u128::from(some) << 32).checked_div(u128::from(whole)).unwrap_or(0);
    u64::try_from(parts).unwrap_or(ONE).min(ONE)
}

/// The chance of dying within a year at a rate per million person-years: `q = m / (1 + m / 2)`, deaths being even over
/// the year.
fn chance_of_death(rate: u64) -> u64 {
    part(2 * rate, 2_000_000 + rate)
}

#[cfg(test)]
mod tests {
    use super::{ONE, Schedules, chance_of_death};
    use crate::population::Province;
    use crate::population::project::assumption::Paths;

    #[test]
    fn the_rates_of_a_year_add_up_to_their_level() {
        let paths = Paths::of(Province::CaMau, &[]).unwrap();
        let chances = Schedules::read().unwrap().chances(&paths, 2017, &[1_000; 100]).unwrap();
        // 1.42 children to a woman in 2017; two or three in a hundred thousand do not live to the end of the year.
        let children: u64 = (0..131).map(|age| chances.birth(age)).sum();
        let per_thousand = children * 1_000 / ONE;
        assert!((1_395..=1_420).contains(&per_thousand), "{per_thousand}");
        // Eighty in ten thousand leave, whatever their ages.
        assert!(!chances.is_arrival);
        let movers: u64 = (0..100).map(|age| 1_000 * chances.moving(age)).sum();
        assert_eq!((movers + ONE / 2) / ONE, 800);
        // 1.13 boys to a girl in 2016, 1.12 in 2022.
        assert!((529..531).contains(&(chances.boy * 1_000 / ONE)));
    }

    #[test]
    fn half_of_who_dies_is_not_there_for_half_of_the_year() {
        assert_eq!((chance_of_death(0), chance_of_death(2_000_000)), (0, ONE));
        assert_eq!(chance_of_death(400_000), ONE / 3);
    }
}
