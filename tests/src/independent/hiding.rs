//! Facts that nobody told, and what they might be.
//!
//! Receives a household; hands on which of its cells are hidden, and households that differ from it in those cells
//! only. The names of cells are the columns that `cli/README.md` describes.

use std::collections::BTreeSet;

use super::chance::Chance;
use super::day::Day;
use super::facts::{Household, Marital, Person};
use super::people;

/// Copies one fact from a person to another.
type Copy = fn(&mut Person, &Person);

/// The facts of persons that may be hidden, beside the date of birth and the links. Not where somebody lives: who does
/// not say so lives at home.
pub const FACTS: [(&str, Copy); 23] = [
    ("abandoned", |to, from| to.abandoned = from.abandoned),
    ("father", |to, from| to.father = from.father),
    ("mother", |to, from| to.mother = from.mother),
    ("in_education", |to, from| to.in_education = from.in_education),
    ("received_as_child", |to, from| to.received_as_child = from.received_as_child),
    ("counted_at_15", |to, from| to.counted_at_15 = from.counted_at_15),
    ("marital", |to, from| to.marital = from.marital),
    ("pregnant", |to, from| to.pregnant = from.pregnant),
    ("supporter", |to, from| to.supporter = from.supporter),
    ("pension", |to, from| to.pension = from.pension),
    ("insurance_allowance", |to, from| to.insurance = from.insurance),
    ("low_pension", |to, from| to.low_pension = from.low_pension),
    ("other_allowance", |to, from| to.other_allowance = from.other_allowance),
    ("merit_allowance", |to, from| to.merit = from.merit),
    ("stable_income", |to, from| to.stable_income = from.stable_income),
    ("wage", |to, from| to.wage = from.wage),
    ("disability", |to, from| to.disability = from.disability),
    ("able_to_work", |to, from| to.able_to_work = from.able_to_work),
    ("hiv", |to, from| to.hiv = from.hiv),
    ("eligible_for_facility", |to, from| to.eligible_for_facility = from.eligible_for_facility),
    ("community_carer", |to, from| to.community_carer = from.community_carer),
    ("cared_for_at_home", |to, from| to.cared_for_at_home = from.cared_for_at_home),
    ("spouse_has_care_support", |to, from| to.spouse_has_support = from.spouse_has_support),
];
/// The date of birth.
pub const BIRTH: &str = "date_of_birth";
/// The children somebody raises.
pub const CHILDREN: &str = "children_raised";
/// The people somebody has taken in.
pub const TAKEN_IN: &str = "people_taken_in";
/// The facts of households.
pub const HOME: [&str; 4] = ["poverty", "special_area", "urban", "province"];

/// The cells that are hidden.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hidden {
    /// Of each person.
    pub persons: Vec<BTreeSet<&'static str>>,
    /// Of the household.
    pub home: BTreeSet<&'static str>,
    /// Of hidden dates of birth the year is told, for these persons.
    pub year_is_told: BTreeSet<usize>,
}

/// Hides a few cells.
#[must_use]
pub fn hide(chance: &mut Chance, household: &Household) -> Hidden {
    let percent = chance.of([2, 4, 8]);
    let mut hidden = Hidden::default();
    for at in 0..household.persons.len() {
        let names = FACTS.iter().map(|(name, _)| *name).chain([BIRTH, CHILDREN, TAKEN_IN]);
        let own: BTreeSet<&'static str> = names.filter(|_| chance.percent(percent)).collect();
        if own.contains(BIRTH) && chance.percent(70) {
            hidden.year_is_told.insert(at);
        }
        hidden.persons.push(own);
    }
    hidden.home = HOME.into_iter().filter(|_| chance.percent(percent)).collect();
    hidden
}

/// A household that is like this one in every cell that is told.
#[must_use]
pub fn complete(chance: &mut Chance, household: &Household, hidden: &Hidden, on: Day) -> Household {
    let mut home = household.clone();
    for (at, own) in hidden.persons.iter().enumerate() {
        let Some(person) = home.persons.get_mut(at) else { continue };
        if own.contains(BIRTH) {
            person.born = birth(chance, person.born, hidden.year_is_told.contains(&at), on);
        }
        let drawn = people::person_born(chance, person.born, on);
        for (_, copy) in FACTS.iter().filter(|(name, _)| own.contains(name)) {
            copy(person, &drawn);
        }
        make_plausible(person, own);
    }
    for (at, own) in hidden.persons.iter().enumerate() {
        bind(chance, &mut home, at, own, on);
    }
    let drawn = people::home(chance);
    if hidden.home.contains("poverty") {
        home.poverty = drawn.poverty;
    }
    home.special_area = if hidden.home.contains("special_area") { drawn.special_area } else { home.special_area };
    home.urban = if hidden.home.contains("urban") { drawn.urban } else { home.urban };
    if hidden.home.contains("province") && home.province.is_some() {
        home.province = drawn.province.or(home.province);
    }
    home
}

fn birth(chance: &mut Chance, told: Day, year_is_told: bool, on: Day) -> Day {
    let drawn = people::birth(chance, on);
    let year = if year_is_told { told.year } else { drawn.year };
    Day::new(year, drawn.month, drawn.day).min(on)
}

/// What is hidden does not contradict what is told.
fn make_plausible(person: &mut Person, own: &BTreeSet<&'static str>) {
    if own.contains("low_pension") && !person.pension && !person.insurance {
        person.low_pension = false;
    }
    if own.contains("wage") && !person.stable_income {
        person.wage = false;
    }
    if own.contains("spouse_has_care_support") && person.marital != Marital::Married {
        person.spouse_has_support = false;
    }
}

fn bind(chance: &mut Chance, home: &mut Household, at: usize, own: &BTreeSet<&'static str>, on: Day) {
    let mut drawn = home.clone();
    people::bind(chance, &mut drawn, at, on);
    let (Some(person), Some(drawn)) = (home.persons.get_mut(at), drawn.persons.get(at)) else { return };
    if own.contains(CHILDREN) {
        person.children.clone_from(&drawn.children);
    }
    if own.contains(TAKEN_IN) {
        person.taken_in.clone_from(&drawn.taken_in);
    }
}
