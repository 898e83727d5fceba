//! Which households are poor in a year.
//!
//! Receives households with the ages of their members; hands on who is poor, near-poor and in hardship. It knows the
//! paths of poverty and no person.
//!
//! As with the facts of persons, every household keeps a rank within its circumstances: whether all, some or none of
//! its members are 60 or more, and whether it is of an ethnic minority. When poverty falls, those nearest to its edge
//! become near-poor first; what makes a household poor before another is not told by any source.

use super::assumption::Paths;
use super::shares::Kind;
use super::stock::{Purpose, codes, draw};
use super::{births, packed_year};
use crate::population::{ColumnData, Population, PopulationError};

/// The first age of the aged.
const AGED: i32 = 60;
/// The code of households that are not poor.
const NOT_POOR: u8 = 2;
/// All, some or none aged; of a minority or not.
const N_CIRCUMSTANCES: u32 = 6;
/// The column of incomes.
pub(super) const INCOME: &str = "income_per_head";

/// The households of a projection.
#[derive(Clone, Debug)]
pub(super) struct Homes {
    poverty: Kind,
    hardship: Kind,
    /// Everybody's rank of poverty and of hardship.
    pub(super) ranks: Vec<[u32; 2]>,
    /// What each has a head and month in the base year, in dong; empty where nothing is known of incomes.
    pub(super) incomes: Vec<i64>,
    base_year: i32,
}

impl Homes {
    /// Learns the shares of a base year.
    pub(super) fn learn(population: &Population, year: i32, seed: u64) -> Result<Self, PopulationError> {
        let circumstances = circumstances(population, year)?;
        let poverty = codes(population, "poverty")?;
        let hardship = codes(population, "hardship")?;
        // In hardship first: the last fact takes the rest.
        let is_well = |at: usize| u8::from(hardship.get(at) != Some(&1));
        let of = |at: usize| circumstances.get(at).copied().unwrap_or(0);
        let class = |at: usize| poverty.get(at).copied().unwrap_or(NOT_POOR);
        let n_homes = population.households();
        let poor = Kind::learn(3, (0..n_homes).map(|at| (class(at), of(at))));
        let hard = Kind::learn(2, (0..n_homes).map(|at| (is_well(at), u32::from(class(at)))));
        let rank = |at: usize| {
            let drawn = |turn| draw(seed, Purpose::HouseholdRank, at as u64, turn);
            [poor.rank(class(at), of(at), drawn(0)), hard.rank(is_well(at), u32::from(class(at)), drawn(1))]
        };
        let ranks = (0..n_homes).map(rank).collect();
        let incomes = population.columns().iter().find(|column| column.name == INCOME).map(|column| &column.data);
        let incomes = if let Some(ColumnData::Number { values, .. }) = incomes { values.clone() } else { Vec::new() };
        Ok(Self { poverty: poor, hardship: hard, ranks, incomes, base_year: year })
    }

    /// The incomes of households in a year, in whole thousands of dong as in the base year: all grow alike.
    pub(super) fn incomes_in(&self, paths: &Paths, year: i32, homes: &[u32]) -> Vec<i64> {
        let at = |year| paths.at("income", year).map(i128::from);
        let (now, base) = (at(year).unwrap_or(1), at(self.base_year).unwrap_or(1).max(1));
        let grown = |income: i64| {
            let thousands = (i128::from(income) * now / base + 500).div_euclid(1_000);
            i64::try_from(thousands * 1_000).unwrap_or(i64::MAX)
        };
        homes.iter().map(|&home| self.incomes.get(home as usize).copied().map_or(0, grown)).collect()
    }

    /// The class and hardship of households in a year, by their circumstances.
    pub(super) fn classes(
        &self,
        paths: &Paths,
        year: i32,
        circumstances: &[u32],
        ranks: &[[u32; 2]],
    ) -> Result<(Vec<u8>, Vec<u8>), PopulationError> {
        let level = |name: &str| {
            let at = |year| paths.at(name, year).and_then(|value| u64::try_from(value).ok());
            let (now, base) =
                at(year).zip(at(self.base_year)).ok_or_else(|| PopulationError::Table(name.to_owned()))?;
            Ok::<u64, PopulationError>((now * 1_000).checked_div(base).unwrap_or(1_000))
        };
        let (poor, near) = (level("poor")?, level("near_poor")?);
        let scale = |fact: usize| [poor, near].get(fact).copied().unwrap_or(1_000);
        let table = self.poverty.scaled(&scale).table(N_CIRCUMSTANCES);
        let hard = self.hardship.table(3);
        let of = |(circumstance, ranks): (&u32, &[u32; 2])| {
            let class = table.fact(*circumstance, ranks[0]).unwrap_or(NOT_POOR);
            (class, u8::from(hard.fact(u32::from(class), ranks[1]) == Some(0)))
        };
        Ok(circumstances.iter().zip(ranks).map(of).unzip())
    }
}

/// The circumstances of all households at the end of a year.
pub(super) fn circumstances(population: &Population, year: i32) -> Result<Vec<u32>, PopulationError> {
    let births = births(population)?;
    let minority = codes(population, "ethnic_minority")?;
    let of = |(ends, minority): (&[u32], &u8)| {
        let members = match ends {
            [from, to] => births.get(*from as usize..*to as usize).unwrap_or(&[]),
            _ => &[],
        };
        circumstance(members.iter().map(|&birth| year - packed_year(birth)), *minority == 1)
    };
    Ok(population.first_person().windows(2).zip(minority).map(of).collect())
}

/// The circumstance of one household as a number.
pub(super) fn circumstance(ages: impl Iterator<Item = i32>, is_minority: bool) -> u32 {
    let (mut n_aged, mut n_members) = (0, 0);
    for age in ages {
        n_members += 1;
        n_aged += i32::from(age >= AGED);
    }
    let aged = match n_aged {
        0 => 0,
        some if some == n_members => 2,
        _ => 1,
    };
    aged * 2 + u32::from(is_minority)
}
