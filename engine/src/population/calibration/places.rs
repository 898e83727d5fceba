//! The margins of districts and of town and country.
//!
//! Receives facts and margin tables; hands on rows. It knows which margin counts whom where.

use super::Margin;
use super::facts::{Answer, Facts, Household, Person};
use crate::population::margins::{Margins, Row};

/// All margins of places. Without a column of districts there is one place, and only town and country are told apart.
pub(super) fn margins(facts: &Facts, margins: &Margins) -> Vec<Margin> {
    let mut table = Vec::new();
    if !facts.has(&["urban"]) {
        return table;
    }
    for row in margins.of("district") {
        let got = persons(facts, |household, _| is_at(facts, household, &row.key));
        table.push(margin(row, got, ("Persons", "Dân số")));
    }
    for (name, answer, en, vi) in [
        ("district_poor", Answer::Poor, "Poor households", "Hộ nghèo"),
        ("district_near_poor", Answer::NearPoor, "Near-poor households", "Hộ cận nghèo"),
    ] {
        for row in margins.of(name).filter(|_| facts.has(&["poverty"])) {
            let is_such = |household: &&Household| household.poverty == answer && is_at(facts, household, &row.key);
            let got = facts.weight * i64::try_from(facts.households.iter().filter(is_such).count()).unwrap_or(i64::MAX);
            table.push(margin(row, got, (en, vi)));
        }
    }
    for row in margins.of("district_sex").filter(|_| facts.has(&["sex"])) {
        let (district, sex) = row.key.split_once('/').unwrap_or((&row.key, ""));
        let sex = Answer::of(sex);
        let got = persons(facts, |household, person| person.sex == sex && is_in(facts, household, district));
        table.push(margin(row, got, if sex == Answer::Male { ("Men", "Nam") } else { ("Women", "Nữ") }));
    }
    table
}

fn persons(facts: &Facts, is_such: impl Fn(&Household, &Person) -> bool) -> i64 {
    let homes = facts.households.iter().flat_map(|household| std::iter::repeat_n(household, household.size as usize));
    facts.weight * homes.zip(&facts.persons).map(|(home, person)| i64::from(is_such(home, person))).sum::<i64>()
}

fn is_in(facts: &Facts, household: &Household, district: &str) -> bool {
    facts.districts.is_empty() || facts.districts.get(usize::from(household.district)).is_some_and(|at| at == district)
}

/// Whether a household lives at a place like `quy_nhon/urban`.
fn is_at(facts: &Facts, household: &Household, place: &str) -> bool {
    let (district, residence) = place.split_once('/').unwrap_or((place, ""));
    household.is_urban == (residence == "urban") && is_in(facts, household, district)
}

fn margin(row: &Row, got: i64, (en, vi): (&str, &str)) -> Margin {
    let (district, rest) = row.key.split_once('/').unwrap_or((&row.key, ""));
    let place = crate::population::district_name(district);
    let (rest_en, rest_vi) = match rest {
        "urban" => (", urban", ", thành thị"),
        "rural" => (", rural", ", nông thôn"),
        _ => ("", ""),
    };
    let name = (format!("{en}, {}{rest_en}", place.en), format!("{vi}, {}{rest_vi}", place.vi));
    Margin::of(row, row.value, got, name)
}
