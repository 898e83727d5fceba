//! A small Cà Mau over some years.
//!
//! Receives a generated population; holds what a projection promises of it. It knows no law.

use super::{Accounts, Paths, Projector};
use crate::population::{
    Assumption, Circumstance, ColumnData, Population, Province, Settings, fingerprint, generate, n_aged, thinned,
};
use crate::value::Date;

/// One household in forty of Cà Mau in 2016.
fn base() -> Population {
    let settings =
        Settings { province: Province::CaMau, reference_year: 2016, year: 2016, seed: 1, assumptions: Vec::new() };
    thinned(&generate(&settings, &mut |_, _| {}).unwrap(), 40, 1).unwrap()
}

fn paths(own: &[(&str, i64)]) -> Paths {
    let own: Vec<Assumption> =
        own.iter().map(|(name, value)| Assumption { name: (*name).to_owned(), value: *value }).collect();
    Paths::of(Province::CaMau, &own).unwrap()
}

fn projected(base: &Population, own: &[(&str, i64)], to: i32) -> (Projector, Vec<Accounts>) {
    let mut projector = Projector::new(base.clone(), 2016, paths(own), 1).unwrap();
    let mut accounts = Vec::new();
    while projector.year() < to {
        projector.advance().unwrap();
        accounts.push(projector.accounts());
    }
    (projector, accounts)
}

fn codes<'p>(population: &'p Population, name: &str) -> &'p [u8] {
    super::codes(population, name).unwrap()
}

#[test]
fn every_year_begins_with_who_was_there_at_the_end_of_the_last_and_nothing_hangs_on_the_run() {
    let base = base();
    let (one, accounts) = projected(&base, &[], 2019);
    let (other, _) = projected(&base, &[], 2019);
    assert_eq!(fingerprint(one.population()), fingerprint(other.population()));
    assert_eq!(accounts[0].at_start, base.persons() as u64 * u64::from(base.weight()));
    assert!(accounts.windows(2).all(|years| years[0].at_end == years[1].at_start));
    for year in accounts {
        assert_eq!(year.at_end, year.at_start + year.births + year.arrivals - year.deaths - year.departures);
    }
}

#[test]
fn with_nobody_born_dying_or_moving_the_same_people_grow_older_and_keep_the_class_of_their_home() {
    let base = base();
    let still = [("tfr", 0), ("mortality", 0), ("migration", 0), ("poor", 796), ("near_poor", 383)];
    let (later, accounts) = projected(&base, &still, 2017);
    assert_eq!((accounts[0].births, accounts[0].deaths, accounts[0].departures), (0, 0, 0));
    assert_eq!(later.population().first_person(), base.first_person());
    let births = |population: &Population| super::births(population).unwrap().to_vec();
    assert_eq!(births(&base), births(later.population()));
    // A home changes its class only where its ages do: in one year few do.
    let (before, after) = (codes(&base, "poverty"), codes(later.population(), "poverty"));
    let n_changed = before.iter().zip(after).filter(|(before, after)| before != after).count();
    assert!(n_changed * 100 < before.len(), "{n_changed} of {}", before.len());
    // Nobody is healed, and nobody of 30 who was never disabled becomes so: 16 to 39 is one band.
    let n_disabled = |population: &Population| codes(population, "disability").iter().filter(|&&code| code > 0).count();
    assert!(n_disabled(later.population()) >= n_disabled(&base));
}

#[test]
fn a_higher_rate_only_adds_events_to_the_same_people() {
    let base = base();
    let deaths = |level: i64| {
        let (later, _) = projected(&base, &[("mortality", level), ("migration", 0), ("tfr", 0)], 2017);
        let column = super::column(later.population(), "died_this_month").unwrap();
        let ColumnData::YesNoByMonth(months) = &column.data else { unreachable!() };
        months.clone()
    };
    let (some, more) = (deaths(500), deaths(1_000));
    assert_eq!(some.len(), more.len());
    assert!(some.iter().zip(&more).all(|(some, more)| *some == 0 || some == more));
    let count = |all: &[u16]| all.iter().filter(|months| **months != 0).count();
    assert!(count(&some) < count(&more));
    assert!(more.iter().all(|months| months.count_ones() <= 1));
}

#[test]
fn the_aged_without_a_pension_and_small_children_are_counted_on_a_day() {
    let (later, _) = projected(&base(), &[], 2018);
    let count = |day: Date, ages, of| n_aged(later.population(), day, ages, of).unwrap();
    let (june, december) = (Date::new(2018, 6, 30).unwrap(), Date::new(2018, 12, 31).unwrap());
    // Who is born in the second half is not there in June.
    assert!(count(june, 0..12, Circumstance::Any) > 0);
    let born = |day| count(day, -1..1_600, Circumstance::Any);
    assert!(born(june) != born(december));
    let aged = |of| count(december, 900..960, of);
    assert!(aged(Circumstance::WithoutPension) < aged(Circumstance::Any));
    assert!(aged(Circumstance::PoorOrMinority) < aged(Circumstance::Any));
}
