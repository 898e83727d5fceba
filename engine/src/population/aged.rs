//! How many people of an age there are in some circumstances.
//!
//! Receives a population and a day; hands on counts. It knows no law: the circumstances are those of published plans.

use std::ops::Range;

use super::project::{LEFT_ON, births, codes};
use super::{ColumnData, Population, PopulationError};
use crate::value::{Date, LeapBirthday, completed_months};

/// In what circumstances people are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Circumstance {
    /// In any.
    Any,
    /// Without a pension and without an allowance of social insurance.
    WithoutPension,
    /// In a poor household or one of an ethnic minority.
    PoorOrMinority,
}

/// How many people have completed so many months of age on a day, each as often as they stand for others.
///
/// # Errors
///
/// If the population lacks a column of its facts.
pub fn n_aged(
    population: &Population,
    on: Date,
    months: Range<i32>,
    circumstance: Circumstance,
) -> Result<u64, PopulationError> {
    let is_in = is_in(population, circumstance)?;
    let births = births(population)?;
    let left = population.columns().iter().find(|column| column.name == LEFT_ON).map(|column| &column.data);
    let is_there = |person: usize| match left {
        Some(ColumnData::Date(left)) => left.get(person).is_none_or(|&left| left > on.packed()),
        _ => true,
    };
    let is_aged = |birth: i32| {
        let age = Date::from_packed(birth).map(|birth| completed_months(birth, on, LeapBirthday::default()));
        birth <= on.packed() && age.is_some_and(|age| months.contains(&age))
    };
    let mut n_found = 0;
    for (home, ends) in population.first_person().windows(2).enumerate() {
        let [from, to] = ends else { continue };
        let members = (*from as usize..*to as usize).filter(|&person| is_there(person) && is_in(person, home));
        n_found += members.filter(|&person| births.get(person).is_some_and(|&birth| is_aged(birth))).count() as u64;
    }
    Ok(n_found * u64::from(population.weight()))
}

/// Whether somebody of a household is in the circumstances.
fn is_in<'p>(
    population: &'p Population,
    circumstance: Circumstance,
) -> Result<Box<dyn Fn(usize, usize) -> bool + 'p>, PopulationError> {
    let column = |name: &str| codes(population, name);
    Ok(match circumstance {
        Circumstance::Any => Box::new(|_, _| true),
        Circumstance::WithoutPension => {
            let (pension, insurance) = (column("pension")?, column("insurance_allowance")?);
            Box::new(move |person, _| pension.get(person) == Some(&0) && insurance.get(person) == Some(&0))
        }
        Circumstance::PoorOrMinority => {
            let (poverty, minority) = (column("poverty")?, column("ethnic_minority")?);
            // Poor is the first class of households.
            Box::new(move |_, home| poverty.get(home) == Some(&0) || minority.get(home) == Some(&1))
        }
    })
}
