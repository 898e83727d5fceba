//! Random households, dense around every threshold of the law.
//!
//! Receives a stream of numbers; hands on days and households. What is drawn is plausible: no child has a pension.
//! Ages lie within a day or a month of where a rule changes, facts are those that rules ask for, several at once.

use super::chance::Chance;
use super::day::{Day, length};
use super::facts::{CityGroup, Disability, Household, Marital, Parent, Person, Poverty, Province, Supporter};

/// Days on which something began, in any province; each is drawn with the day before it and the day after.
const BEGINNINGS: [(i32, i32, i32); 20] = [
    (2015, 1, 1),
    (2016, 1, 1),
    (2020, 2, 29),
    (2021, 7, 1),
    (2021, 8, 1),
    (2022, 1, 1),
    (2022, 4, 17),
    (2023, 1, 1),
    (2024, 1, 1),
    (2024, 2, 29),
    (2024, 7, 1),
    (2024, 8, 1),
    (2024, 10, 1),
    (2025, 7, 1),
    (2025, 8, 1),
    (2026, 1, 1),
    (2026, 3, 1),
    (2026, 7, 1),
    (2026, 8, 21),
    (2026, 10, 5),
];

/// Ages in years at which some rule changes, children more often.
const AGES: [i32; 26] =
    [0, 1, 2, 3, 3, 4, 4, 12, 15, 16, 16, 18, 22, 22, 23, 24, 30, 45, 60, 60, 70, 70, 75, 75, 80, 80];

/// All days on which households are assessed, in order: around every beginning, and one in every quarter.
#[must_use]
pub fn days() -> Vec<Day> {
    let mut days = Vec::new();
    for (year, month, day) in BEGINNINGS {
        let day = Day::new(year, month, day);
        let before = if year == 2015 && month == 1 { day } else { day.previous() };
        days.extend([before, day, day.next()]);
    }
    for year in 2015..=2026 {
        days.extend([(2, 28), (5, 31), (9, 15), (12, 31)].map(|(month, day)| Day::new(year, month, day)));
    }
    days.sort();
    days.dedup();
    days
}

/// A household as of a day.
#[must_use]
pub fn household(chance: &mut Chance, on: Day) -> Household {
    let n_persons = chance.of([1, 1, 2, 2, 3, 3, 4, 5]);
    let mut home = home(chance);
    home.persons = (0..n_persons).map(|_| person(chance, on)).collect();
    for at in 0..n_persons {
        bind(chance, &mut home, at, on);
    }
    home
}

/// The facts of a household without its persons.
#[must_use]
pub fn home(chance: &mut Chance) -> Household {
    use Province::{CaMau, DaNang, Elsewhere, HaNoi, HaiDuong, HaiPhong, HoChiMinh, QuangNinh, TuyenQuang};
    let places = [HaNoi, HaNoi, HaiPhong, HaiDuong, QuangNinh, HoChiMinh, DaNang, TuyenQuang, CaMau, Elsewhere];
    Household {
        poverty: chance.of([Poverty::Poor, Poverty::Poor, Poverty::NearPoor, Poverty::NotPoor]),
        special_area: chance.percent(50),
        urban: chance.percent(50),
        can_gio: chance.percent(50),
        province: chance.percent(50).then(|| chance.of(places)),
        persons: Vec::new(),
    }
}

/// A person without links.
#[must_use]
pub fn person(chance: &mut Chance, on: Day) -> Person {
    let born = birth(chance, on);
    person_born(chance, born, on)
}

/// A person born on a day, without links.
#[must_use]
pub fn person_born(chance: &mut Chance, born: Day, on: Day) -> Person {
    let age = born.years_until(on);
    let mut person = Person::plain(born);
    health(chance, &mut person, age);
    misfortune(chance, &mut person, age);
    if age < 26 {
        childhood(chance, &mut person, age);
    }
    if age >= 16 {
        grown(chance, &mut person, age);
    }
    person
}

/// A day of birth: mostly within a day or a month of an age that counts, at times a leap day or an end of a month.
#[must_use]
pub fn birth(chance: &mut Chance, on: Day) -> Day {
    let year = on.year - chance.of(AGES);
    let born = match chance.below(12) {
        0 => Day::new(year - year.rem_euclid(4), 2, 29),
        1 => Day::new(year, on.month, 1),
        2 => Day::new(year, on.month, 31),
        3 => Day::new(year, 1 + on.month % 12, on.day),
        4 => {
            let month = 1 + i32::try_from(chance.below(12)).unwrap_or(0);
            Day::new(year, month, 1 + i32::try_from(chance.below(28)).unwrap_or(0))
        }
        5 | 6 => Day::new(year, on.month, on.day).previous(),
        7 | 8 => Day::new(year, on.month, on.day).next(),
        _ => Day::new(year, on.month, on.day.min(length(year, on.month))),
    };
    born.min(on)
}

fn health(chance: &mut Chance, person: &mut Person, age: i32) {
    use Disability::{ExtremelySevere, Mild, No, Severe};
    person.disability = chance.of([No, No, No, Mild, Severe, Severe, ExtremelySevere, ExtremelySevere]);
    person.hiv = chance.percent(25);
    person.able_to_work = chance.percent(50);
    person.in_facility = chance.percent(6);
    person.cared_for_at_home = chance.percent(40);
    person.pregnant = (12..50).contains(&age) && chance.percent(30);
    person.other_allowance = chance.percent(8);
    person.stable_income = person.other_allowance;
}

fn misfortune(chance: &mut Chance, person: &mut Person, age: i32) {
    use CityGroup::{CoveredChild, IllOrInjured, No, OldAlone, Third};
    person.died = chance.percent(15);
    person.lost = chance.percent(8);
    person.injured = chance.percent(8);
    person.city_group = match age {
        ..16 => chance.of([No, CoveredChild, Third]),
        16..60 => chance.of([No, IllOrInjured, Third]),
        _ => chance.of([No, OldAlone, Third]),
    };
}

fn childhood(chance: &mut Chance, person: &mut Person, age: i32) {
    use Parent::{Dead, InCustody, InFacility, Missing, Present, Unidentified};
    let parents = [Present, Present, Dead, Dead, Missing, InFacility, InCustody, Unidentified];
    person.abandoned = chance.percent(8);
    person.father = chance.of(parents);
    person.mother = chance.of(parents);
    person.in_education = chance.percent(60);
    person.received_as_child = age >= 16 && chance.percent(55);
    person.counted_at_15 = age >= 16 && chance.percent(55);
}

fn grown(chance: &mut Chance, person: &mut Person, age: i32) {
    use Marital::{Divorced, Married, NeverMarried, SpouseMissing, Widowed};
    person.marital = chance.of([NeverMarried, NeverMarried, Married, Divorced, Widowed, Widowed, SpouseMissing]);
    person.spouse_has_support = person.marital == Married && chance.percent(40);
    person.pension = age >= 30 && chance.percent(20);
    person.insurance = chance.percent(15);
    person.merit = chance.percent(12);
    person.survivor = (person.insurance || person.merit || person.other_allowance) && chance.percent(60);
    person.low_pension = (person.pension || person.insurance) && chance.percent(50);
    person.wage = chance.percent(25);
    person.stable_income |= person.pension || person.insurance || person.wage || chance.percent(8);
    if age >= 50 {
        person.supporter = chance.of([Supporter::Nobody, Supporter::Nobody, Supporter::OnAllowance, Supporter::Able]);
        person.eligible_for_facility = chance.percent(45);
        person.community_carer = chance.percent(45);
    }
}

/// Whom somebody raises, and whom they have taken in.
pub fn bind(chance: &mut Chance, home: &mut Household, at: usize, on: Day) {
    let Some(own) = home.persons.get(at).map(|person| person.age(on)) else { return };
    let others = home.persons.iter().enumerate().filter(|(other, _)| *other != at);
    let (mut children, mut taken_in) = (Vec::new(), Vec::new());
    // Nobody is taken in twice.
    let is_taken = |other: usize| home.persons.iter().any(|person| person.taken_in.contains(&other));
    for (other, person) in others {
        let age = person.age(on);
        if own >= 16 && age <= 24 && own >= age + 12 && chance.percent(75) {
            children.push(other);
        } else if own >= 18 && chance.percent(40) && !is_taken(other) {
            taken_in.push(other);
        }
    }
    if let Some(person) = home.persons.get_mut(at) {
        person.children = children;
        person.taken_in = taken_in;
    }
    marry(chance, home, at);
}

/// Two married persons of a household may be husband and wife. Those to whom the other's support is told are left alone.
fn marry(chance: &mut Chance, home: &mut Household, at: usize) {
    let may = |person: &Person| person.marital == Marital::Married && person.spouse.is_none();
    let other = home.persons.iter().enumerate().position(|(other, person)| other < at && may(person));
    let Some(other) = other.filter(|_| home.persons.get(at).is_some_and(may) && chance.percent(60)) else { return };
    for (one, spouse) in [(at, other), (other, at)] {
        if let Some(person) = home.persons.get_mut(one) {
            person.spouse = Some(spouse);
        }
    }
}
