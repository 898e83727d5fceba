//! The margins of households.
//!
//! Receives facts and margin tables; hands on rows. It knows which margin counts which households.

use super::Margin;
use super::facts::{Answer, Facts, Household};
use crate::population::margins::{Margins, Row};

const POVERTY: [(&str, &str, &str); 3] =
    [("poor", "poor", "nghèo"), ("near_poor", "near-poor", "cận nghèo"), ("not_poor", "not poor", "không nghèo")];

/// All margins of households.
pub(super) fn margins(facts: &Facts, margins: &Margins) -> Vec<Margin> {
    let mut table = Vec::new();
    if let Ok(row) = margins.row("total", "households") {
        let got = count(facts, |_| true);
        table.push(Margin::of(row, row.value, got, names("Households", "Số hộ")));
    }
    for row in margins.of("household_size") {
        let size = row.key.parse::<u32>().ok();
        let got = count(facts, |household| Some(household.size) == size);
        let name = (format!("Households of {} persons", row.key), format!("Hộ có {} người", row.key));
        table.push(Margin::of(row, row.value, got, name));
    }
    if facts.has(&["poverty"]) {
        table.extend(poverty(facts, margins));
    }
    table.extend(places(facts, margins));
    table
}

fn poverty(facts: &Facts, margins: &Margins) -> Vec<Margin> {
    let mut table = Vec::new();
    for (key, en, vi) in POVERTY {
        let answer = Answer::of(key);
        let is_such = |household: &Household| household.poverty == answer;
        if let Ok(row) = margins.row("poverty", key) {
            let name = names(&format!("Households, {en}"), &format!("Hộ {vi}"));
            table.push(Margin::of(row, row.value, count(facts, is_such), name));
        }
        if let (Ok(row), true) = (margins.row("ethnic_minority", key), facts.has(&["ethnic_minority"])) {
            let got = count(facts, |household| is_such(household) && household.is_minority);
            let name = (format!("Ethnic-minority households, {en}"), format!("Hộ dân tộc thiểu số, {vi}"));
            table.push(Margin::of(row, row.value, got, name));
        }
        if let (Ok(row), true) = (margins.row("hardship", key), facts.has(&["hardship"])) {
            let got = count(facts, |household| is_such(household) && household.is_in_hardship);
            let name =
                (format!("Households in special hardship, {en}"), format!("Hộ có hoàn cảnh đặc biệt khó khăn, {vi}"));
            table.push(share(row, count(facts, is_such), got, name));
        }
    }
    table
}

fn places(facts: &Facts, margins: &Margins) -> Vec<Margin> {
    let mut table = Vec::new();
    if let (Ok(row), true) = (margins.row("area", "island"), facts.has(&["area"])) {
        let got = count(facts, |household| household.area == Answer::Island);
        table.push(Margin::of(row, row.value, got, names("Households on islands", "Hộ ở đảo")));
    }
    if !facts.has(&["special_area", "poverty", "ethnic_minority"]) {
        return table;
    }
    for (group, is_minority, en, vi) in
        [("minority", true, "ethnic minority", "dân tộc thiểu số"), ("majority", false, "majority", "dân tộc Kinh")]
    {
        for (key, poverty_en, poverty_vi) in POVERTY {
            let Ok(row) = margins.row("special_area", &format!("{group}/{key}")) else {
                continue;
            };
            let is_such =
                |household: &Household| household.is_minority == is_minority && household.poverty == Answer::of(key);
            let got = count(facts, |household| is_such(household) && household.is_special_area);
            let name = (
                format!("Households in extremely difficult communes, {en}, {poverty_en}"),
                format!("Hộ ở xã đặc biệt khó khăn, {vi}, {poverty_vi}"),
            );
            table.push(share(row, count(facts, is_such), got, name));
        }
    }
    table
}

/// A margin whose target is a share, in thousandths, of counted candidates.
fn share(row: &Row, n_candidates: i64, got: i64, name: (String, String)) -> Margin {
    let target = n_candidates.saturating_mul(row.value).saturating_add(500) / 1000;
    Margin { unit: "households".to_owned(), ..Margin::of(row, target, got, name) }
}

fn count(facts: &Facts, is_such: impl Fn(&Household) -> bool) -> i64 {
    facts.weight * facts.households.iter().map(|household| i64::from(is_such(household))).sum::<i64>()
}

fn names(en: &str, vi: &str) -> (String, String) {
    (en.to_owned(), vi.to_owned())
}
