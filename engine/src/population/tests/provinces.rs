//! All provinces and the nation, their districts and incomes, and margins set by hand.
//!
//! Receives nothing; hands on verdicts. It knows the tolerances of margins that are raked.

use std::sync::OnceLock;

use super::{any, column, settings};
use crate::population::{
    Assumption, ColumnData, Margin, Population, PopulationError, Province, Settings, Standing, calibration, generate,
    margins, recipients,
};

fn of(province: Province) -> Settings {
    Settings { province, ..settings(1) }
}

fn nation() -> &'static Population {
    static NATION: OnceLock<Population> = OnceLock::new();
    NATION.get_or_init(|| generate(&of(Province::VietNam), &mut |_, _| {}).unwrap())
}

/// By how many per mille a margin may be missed: a raked one by what whole households leave, men and women of a
/// district and measures of income that nothing is raked to by what the source shows.
fn tolerance(margin: &Margin) -> i64 {
    match margin.name.split('/').next().unwrap_or_default() {
        "district_sex" => 40,
        "district" | "district_poor" | "district_near_poor" => 1,
        "income" if ["income/mean", "income/gini"].contains(&margin.name.as_str()) => 40,
        "income" => 1,
        _ => 0,
    }
}

fn hold(population: &Population, made_for: &Settings, weight: i64) {
    let table = calibration(population, made_for);
    let n = |name: &str| table.iter().filter(|margin| margin.name.starts_with(name)).count();
    assert!(n("district/") >= 2 && n("income/") >= 6 && table.len() > 180);
    for margin in &table {
        let off = (margin.got - margin.target).abs();
        // Shares are rounded in each cell, and each person of a nation stands for a hundred.
        let rounding = match margin.name.split('/').next() {
            Some("in_education") => 8,
            // Two large households.
            Some("district") => 24,
            Some("district_poor" | "district_near_poor") => 3,
            _ => 1,
        };
        let is_near = off <= rounding * weight || off * 1000 <= margin.target * tolerance(margin);
        assert!(is_near, "{margin:?}");
    }
}

#[test]
fn districts_and_incomes_meet_their_margins() {
    hold(any(), &settings(1), 1);
    let made_for = of(Province::HaNam);
    hold(&generate(&made_for, &mut |_, _| {}).unwrap(), &made_for, 1);
}

#[test]
fn the_poor_of_binh_dinh_live_where_they_are_listed() {
    let made_for = of(Province::BinhDinh);
    hold(&generate(&made_for, &mut |_, _| {}).unwrap(), &made_for, 1);
}

#[test]
fn in_a_nation_each_stands_for_a_hundred() {
    assert_eq!(nation().weight(), 100);
    // GSO: 93,250,700 in 2016.
    assert_eq!(nation().persons(), 932_507);
    // Sums of five-year groups are divided age by age: up to half a person is lost or won in each.
    let table = calibration(nation(), &of(Province::VietNam));
    for margin in table.iter().filter(|margin| margin.target > 100_000 && !margin.name.starts_with("income")) {
        assert!(margin.per_mille().unwrap().abs() <= 5, "{margin:?}");
    }
    // Who lives in which province is no margin of the nation: it is not known, rather than somewhere else.
    assert!(nation().columns().iter().all(|column| column.name != "province" && column.name != "district"));
}

#[test]
fn published_figures_are_hard_and_guesses_say_so() {
    let all = margins(&settings(1)).unwrap();
    let hard: Vec<&str> =
        all.iter().filter(|margin| margin.standing == Standing::Hard).map(|margin| margin.name.as_str()).collect();
    let expected = [
        "total/households",
        "recipients/disabled",
        "recipients/older",
        "recipients/orphans",
        "recipients/others",
        "poverty/poor",
        "poverty/near_poor",
    ];
    assert_eq!(hard, expected);
    assert!(all.iter().all(|margin| (margin.standing == Standing::Guess) == margin.source.contains("GUESS")));
    // Seed 002 and 000: 297,264 households, 23,646 poor, 11,388 near-poor; 19,016 older, 12,680 disabled, 252 orphans.
    let target = |name: &str| all.iter().find(|margin| margin.name == name).unwrap().target;
    let published = ["total/households", "poverty/poor", "poverty/near_poor"].map(target);
    assert_eq!(published, [297_264, 23_646, 11_388]);
    let published: Vec<i64> = recipients(&settings(1)).iter().map(|margin| margin.target).collect();
    assert_eq!(published, [12_680, 19_016, 252, 2_415]);
}

#[test]
fn a_margin_set_by_hand_is_met_and_marked() {
    let assume = |name: &str, value| Assumption { name: name.to_owned(), value };
    let made_for = Settings { assumptions: vec![assume("hiv/poor/16-59", 500)], ..settings(1) };
    let population = generate(&made_for, &mut |_, _| {}).unwrap();
    let table = calibration(&population, &made_for);
    let row = table.iter().find(|margin| margin.name == "hiv/poor/16-59").unwrap();
    assert_eq!((row.target, row.got, row.standing), (500, 500, Standing::Assumed));
    let wrong = Settings { assumptions: vec![assume("hiv/rich", 1)], ..settings(1) };
    assert_eq!(generate(&wrong, &mut |_, _| {}), Err(PopulationError::Assumption("hiv/rich".to_owned())));
    // More poor persons with HIV than there are poor persons.
    let wrong = Settings { assumptions: vec![assume("hiv/poor/16-59", 900_000)], ..settings(1) };
    assert_eq!(generate(&wrong, &mut |_, _| {}), Err(PopulationError::Unreachable("hiv".to_owned())));
}

/// Hòn Chuối belongs to the township of Sông Đốc in the district Trần Văn Thời.
#[test]
fn islanders_live_in_the_district_of_the_island() {
    let ColumnData::Choice { values, codes: areas } = column(any(), "area") else { panic!() };
    let ColumnData::Choice { values: names, codes: districts } = column(any(), "district") else { panic!() };
    let on_island = areas.iter().zip(districts).filter(|(area, _)| values[usize::from(**area)] == "island");
    let districts: Vec<&str> = on_island.map(|(_, district)| names[usize::from(*district)].as_str()).collect();
    assert_eq!(districts, vec!["tran_van_thoi"; 50]);
}
