//! What the generator promises, and what the constructor refuses.
//!
//! Receives nothing; hands on verdicts. It knows the names of the columns; the law of 2016 is counted by hand in
//! `tests/recipients.rs`.

mod provinces;
mod recipients;

use super::{
    Column, ColumnData, Entity, Population, PopulationError, Province, Relation, Settings, calibration, fingerprint,
    generate,
};
use crate::value::Date;
use std::sync::OnceLock;

/// The fingerprint of the population of seed 1, the same natively and in the browser. It changes whenever the
/// margins or the generator do.
const PINNED: u64 = 0x25fe_585f_db63_492c;

pub(super) fn settings(seed: u64) -> Settings {
    Settings { province: Province::CaMau, reference_year: 2016, year: 2016, seed, assumptions: Vec::new() }
}

pub(super) fn ca_mau(seed: u64) -> Population {
    generate(&settings(seed), &mut |_, _| {}).unwrap()
}

/// The population of seed 1, made once for all tests that do not ask for a seed.
pub(super) fn any() -> &'static Population {
    static ANY: OnceLock<Population> = OnceLock::new();
    ANY.get_or_init(|| ca_mau(1))
}

pub(super) fn column<'a>(population: &'a Population, name: &str) -> &'a ColumnData {
    &population.columns().iter().find(|column| column.name == name).unwrap().data
}

#[test]
fn same_seed_same_bytes() {
    let population = ca_mau(1);
    assert_eq!(population, ca_mau(1));
    assert_eq!(fingerprint(&population), PINNED, "{:#x}", fingerprint(&population));
    assert_ne!(fingerprint(&population), fingerprint(&ca_mau(2)));
}

#[test]
fn progress_is_told_to_the_end() {
    let mut told = Vec::new();
    generate(&settings(3), &mut |done, total| told.push((done, total))).unwrap();
    assert!(told.is_sorted());
    assert_eq!(told.last(), Some(&(20, 20)));
}

/// Prints the calibration table; every margin that is a count is met exactly, every share to the rounding.
#[test]
fn margins_are_met() {
    for seed in [1, 77] {
        let table = calibration(&ca_mau(seed), &settings(seed));
        for margin in &table {
            println!(
                "{:>9} {:>9} {:>5} {:<10} {:<7} {} | {}",
                margin.target,
                margin.got,
                margin.per_mille().map_or("-".to_owned(), |error| format!("{error}‰")),
                margin.unit,
                margin.confidence,
                margin.name_en,
                margin.name_vi,
            );
        }
        assert!(table.len() > 170);
        assert!(table.iter().all(|margin| !margin.source.is_empty()));
        for margin in
            table.iter().filter(|margin| !margin.name.starts_with("district") && !margin.name.starts_with("income"))
        {
            let tolerance = if margin.name_en.starts_with("Studying") { 8 } else { 1 };
            let is_count = !margin.name_en.contains("Studying")
                && !margin.name_en.contains("difficult")
                && !margin.name_en.contains("hardship");
            let off = (margin.got - margin.target).abs();
            assert!(off <= if is_count { 0 } else { tolerance }, "{margin:?}");
        }
    }
}

#[test]
fn children_are_younger_than_their_parents() {
    let population = any();
    let ColumnData::Date(births) = column(population, "date_of_birth") else { panic!() };
    let year = |person: usize| Date::from_packed(births[person]).unwrap().year();
    let relation = &population.relations()[0];
    assert_eq!(relation.name, "children_raised");
    let mut n_linked = 0;
    for parent in 0..population.persons() {
        let range = relation.offsets[parent] as usize..relation.offsets[parent + 1] as usize;
        for &child in &relation.targets[range] {
            let gap = year(child as usize) - year(parent);
            assert!((15..=60).contains(&gap), "{gap}");
            assert!(2016 - year(child as usize) < 23);
            n_linked += 1;
        }
    }
    assert!(n_linked > 400_000);
}

#[test]
fn births_and_deaths_spread_over_the_year() {
    let population = any();
    let ColumnData::Date(births) = column(population, "date_of_birth") else { panic!() };
    let mut months = [0_usize; 12];
    for &birth in births {
        months[usize::try_from(Date::from_packed(birth).unwrap().month() - 1).unwrap()] += 1;
    }
    let even = population.persons() / 12;
    assert!(months.iter().all(|&n| n.abs_diff(even) < even / 10), "{months:?}");
    let ColumnData::YesNoByMonth(deaths) = column(population, "died_this_month") else { panic!() };
    let deaths_in = |month: usize| deaths.iter().filter(|&&mask| mask == 1 << month).count();
    assert_eq!((0..12).map(deaths_in).sum::<usize>(), 5751);
    assert!((0..12).all(|month| (380..580).contains(&deaths_in(month))));
}

#[test]
fn no_child_lives_without_an_adult() {
    let population = any();
    let ColumnData::Date(births) = column(population, "date_of_birth") else { panic!() };
    for household in population.first_person().windows(2) {
        let members = &births[household[0] as usize..household[1] as usize];
        assert!(members.iter().any(|&birth| Date::from_packed(birth).unwrap().year() <= 1998));
    }
}

#[test]
fn another_year_shifts_the_births() {
    let later = Settings { year: 2024, ..settings(1) };
    let population = generate(&later, &mut |_, _| {}).unwrap();
    let table = calibration(&population, &later);
    assert!(
        table.iter().filter(|margin| margin.name_en.contains("aged 80-")).all(|margin| margin.got == margin.target)
    );
    let wrong = Settings { reference_year: 2015, ..later.clone() };
    assert_eq!(generate(&wrong, &mut |_, _| {}), Err(PopulationError::ReferenceYear(2015)));
    let wrong = Settings { year: 99_999, ..later };
    assert_eq!(generate(&wrong, &mut |_, _| {}), Err(PopulationError::Year(99_999)));
}

fn yes_no(name: &str, entity: Entity, values: &[u8]) -> Column {
    Column { name: name.to_owned(), entity, data: ColumnData::YesNo(values.to_vec()) }
}

fn relation(offsets: &[u32], targets: &[u32]) -> Relation {
    Relation { name: "raises".to_owned(), offsets: offsets.to_vec(), targets: targets.to_vec() }
}

#[test]
fn the_constructor_refuses_what_is_no_population() {
    let made = |first: &[u32], columns: Vec<Column>, relations: Vec<Relation>| {
        Population::new(first.to_vec(), columns, relations).map(|population| population.persons())
    };
    let named = |error: fn(String) -> PopulationError, name: &str| Err(error(name.to_owned()));
    let a = |values: &[u8]| yes_no("a", Entity::Person, values);
    assert_eq!(made(&[0, 2, 3], vec![a(&[1, 0, 1])], vec![relation(&[0, 1, 1, 1], &[1])]), Ok(3));
    assert_eq!(made(&[0], Vec::new(), Vec::new()), Ok(0));
    assert_eq!(made(&[], Vec::new(), Vec::new()), Err(PopulationError::Households));
    assert_eq!(made(&[0, 2, 1], Vec::new(), Vec::new()), Err(PopulationError::Households));
    assert_eq!(made(&[0, 2], vec![a(&[1])], Vec::new()), named(PopulationError::Length, "a"));
    assert_eq!(made(&[0, 1], vec![a(&[2])], Vec::new()), named(PopulationError::Value, "a"));
    assert_eq!(made(&[0, 1], vec![a(&[1]), a(&[1])], Vec::new()), named(PopulationError::Repeated, "a"));
    let wrong = vec![relation(&[0, 1, 1, 1], &[2])];
    assert_eq!(made(&[0, 2, 3], Vec::new(), wrong), named(PopulationError::Relation, "raises"));
    let wrong = vec![relation(&[0, 1, 1], &[1])];
    assert_eq!(made(&[0, 2, 3], Vec::new(), wrong), named(PopulationError::Length, "raises"));
}
