//! Support for those who care, and facilities.
//!
//! Receives a person in a household and a day; hands on amounts and the places in the decrees. Articles 20 and 25 of
//! Decree 20/2021, 17 and 22 of Decree 335/2026, and before them 17 of Decree 28/2012, 20 and 26 of Decree 136/2013.

use std::collections::BTreeSet;

use super::day::Day;
use super::facts::{Disability, Household, Person};
use super::groups;
use super::rates::{self, Regime};

/// An amount and what it is for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Support {
    /// Dong a month.
    pub amount: i64,
    /// The places.
    pub groups: BTreeSet<String>,
}

impl Support {
    fn add(&mut self, amount: i64, place: &str) {
        self.amount += amount;
        self.groups.insert(place.to_owned());
    }
}

/// For the people that somebody has taken in.
/// OPEN: a child without parents who is extremely severely disabled stands in clause 1 and in clause 2 of article 20,
/// and nothing says whether both are paid. From 2021 each person taken in counts once, with the higher coefficient, of
/// equal ones by clause 1. Decree 28/2012 pays for one or for several whatever their number, a decree of its own, and
/// stands beside Decree 136/2013.
#[must_use]
pub fn carer(household: &Household, person: &Person, on: Day) -> Support {
    let base = rates::base(household.province, on);
    let mut support = Support::default();
    let mut n_disabled = 0;
    for other in household.those(&person.taken_in) {
        let fostered = fostered(household, other, on);
        let disabled = if other.age(on) < 16 { 25 } else { 15 };
        let is_disabled = other.disability == Disability::ExtremelySevere;
        let (places, tenths) = match rates::regime(on) {
            Regime::Of2013 => (["136/2013:20.1"; 3], fostered),
            Regime::Of2021 => (["20/2021:20.1.a", "20/2021:20.1.b", "20/2021:20.2.d"], fostered),
            Regime::Of2026 => (["335/2026:17.1.a", "335/2026:17.1.b", "335/2026:17.2.d"], fostered),
        };
        n_disabled += usize::from(is_disabled);
        if is_disabled && disabled > tenths && rates::regime(on) != Regime::Of2013 {
            support.add(disabled * base / 10, places[2]);
        } else if tenths > 0 {
            support.add(tenths * base / 10, places[usize::from(tenths < 25)]);
        }
    }
    if rates::regime(on) == Regime::Of2013 {
        match n_disabled {
            0 => {}
            1 => support.add(15 * base / 10, "28/2012:17.4"),
            _ => support.add(30 * base / 10, "28/2012:17.4"),
        }
    }
    support
}

/// Tenths of the base for a child of clause 1, or an old person who would otherwise be in a facility.
fn fostered(household: &Household, other: &Person, on: Day) -> i64 {
    if other.in_facility {
        return 0;
    }
    match (groups::is_child_without_care(other, on), other.age(on)) {
        (true, ..4) => 25,
        (true, _) => 15,
        (false, _) if groups::is_cared_for_outside(household, other, on) => 15,
        (false, _) => 0,
    }
}

/// For a severely or extremely severely disabled person who is pregnant or raises a child under 36 months.
#[must_use]
pub fn parent(household: &Household, person: &Person, on: Day) -> Support {
    let mut support = Support::default();
    // OPEN: a couple gets it once, to whom is not said: the one with the higher coefficient, of equal ones half each.
    let tenths = parent_tenths(household, person, on);
    let spouse =
        person.spouse.and_then(|at| household.persons.get(at)).map(|spouse| parent_tenths(household, spouse, on));
    if tenths == 0 || spouse.is_some_and(|spouse| spouse > tenths) {
        return support;
    }
    let parts = if spouse == Some(tenths) { 2 } else { 1 };
    let place = match rates::regime(on) {
        Regime::Of2013 => "28/2012:17.1",
        Regime::Of2021 => "20/2021:20.2.a",
        Regime::Of2026 => "335/2026:17.2.a",
    };
    support.add(tenths * rates::base(household.province, on) / 10 / parts, place);
    support
}

/// Tenths of the base for a parent without regard to husband or wife, but for who says that the other gets it.
fn parent_tenths(household: &Household, person: &Person, on: Day) -> i64 {
    let n_small = household.those(&person.children).filter(|child| child.age(on) < 3).count();
    match (person.pregnant, n_small) {
        _ if !groups::is_disabled(person) || person.spouse_has_support => 0,
        (false, 0) => 0,
        (true, 0) | (false, 1) => 15,
        (true, 1) | (_, 2..) => 20,
    }
}

/// For an extremely severely disabled person whom the own household cares for. The household gets it, for each.
#[must_use]
pub fn home_care(household: &Household, person: &Person, on: Day) -> Support {
    let mut support = Support::default();
    if person.disability != Disability::ExtremelySevere || !person.cared_for_at_home {
        return support;
    }
    let place = match rates::regime(on) {
        Regime::Of2013 => "28/2012:17.3",
        Regime::Of2021 => "20/2021:20.2.c",
        Regime::Of2026 => "335/2026:17.2.c",
    };
    support.add(rates::base(household.province, on), place);
    support
}

/// For those who live in a facility.
#[must_use]
pub fn facility(household: &Household, person: &Person, on: Day) -> Support {
    let mut support = Support::default();
    if !person.in_facility {
        return support;
    }
    let (decree, place) = match rates::regime(on) {
        Regime::Of2013 => ("136/2013", "26.1"),
        Regime::Of2021 => ("20/2021", "25.1"),
        Regime::Of2026 => ("335/2026", "22.1"),
    };
    let tenths = match (rates::regime(on), person.age(on)) {
        (_, ..4) => 50,
        // Recalled with low confidence in the dossier.
        (Regime::Of2013, 16..60) => 30,
        _ => 40,
    };
    support.add(tenths * rates::facility_base(household.province, on) / 10, &format!("{decree}:{place}"));
    support
}
