//! Holds the doubts of the dossier against those that a person is told.
//!
//! Receives a table of rows of the dossier (their group and day, with low or medium confidence or from memory) and a
//! household that rests on each; wants the doubt in the answer. It holds figures against nothing: the law's tests do.

use ansinh_engine::explain;
use ansinh_engine::lower::lower;
use ansinh_tests::{household, law};

/// The row of the dossier, the day, the module of a province, facts of the person, facts of the household, the benefit,
/// and words of the doubt.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const SEVERE: &str = r#""disability": "severe""#;
const OLD: &str = r#""disability": "no_disability", "pension": false, "insurance_allowance": false"#;
const OLD_IN_THE_CITY: &str = r#""disability": "no_disability", "pension": false, "insurance_allowance": false, "city_group_of": "no_city_group""#;
const PLAIN: &str = r#""disability": "no_disability""#;

const ROWS: &[Row] = &[
    ("BASE 2007", "2008-03-15", "", r#""disability": "extremely_severe""#, "", "monthly_allowance", "from memory"),
    (
        "DIS_NO_SELFCARE, highest only",
        "2008-03-15",
        "",
        r#""disability": "extremely_severe""#,
        "",
        "monthly_allowance",
        "only the highest",
    ),
    ("BASE 2010", "2010-06-15", "", r#""disability": "extremely_severe""#, "", "monthly_allowance", "Decree 13/2010"),
    (
        "FAC_DIS_XSEV",
        "2013-06-15",
        "",
        r#""disability": "extremely_severe", "in_facility": true"#,
        "",
        "facility_allowance",
        "28/2012",
    ),
    ("BASE 2015", "2018-06-15", "", SEVERE, "", "monthly_allowance", "1 January 2015"),
    (
        "FUNERAL_REG 2014",
        "2014-06-15",
        "",
        r#""disability": "severe", "died_this_month": true"#,
        "",
        "funeral_support",
        "136/2013",
    ),
    (
        "FUNERAL_REG, who never applied",
        "2023-06-15",
        "",
        r#""disability": "severe", "died_this_month": true"#,
        "",
        "funeral_support",
        "not asked",
    ),
    (
        "INJURY_SEVERE",
        "2014-06-15",
        "",
        r#""disability": "no_disability", "severely_injured": true"#,
        "",
        "injury_relief",
        "from memory",
    ),
    (
        "HOUSE_DESTROYED",
        "2014-06-15",
        "",
        PLAIN,
        r#""home_damage": "destroyed", "poverty": "poor""#,
        "housing_relief",
        "from memory",
    ),
    ("BHYT premium share", "2023-06-15", "", SEVERE, "", "health_insurance_premium", "4.5 per cent"),
    (
        "BASE_HANOI 2022",
        "2023-06-15",
        "ha_noi.base_rate",
        SEVERE,
        r#""province": "ha_noi""#,
        "monthly_allowance",
        "from memory",
    ),
    (
        "BASE_HAIPHONG 2022",
        "2023-06-15",
        "hai_phong.base_rate",
        SEVERE,
        r#""province": "hai_phong""#,
        "monthly_allowance",
        "low confidence",
    ),
    (
        "BASE_HAIDUONG 2021",
        "2023-06-15",
        "hai_duong.base_rate",
        SEVERE,
        r#""province": "hai_duong""#,
        "monthly_allowance",
        "derived",
    ),
    (
        "BASE_DANANG 2021",
        "2023-06-15",
        "da_nang.base_rate",
        SEVERE,
        r#""province": "da_nang""#,
        "monthly_allowance",
        "low confidence",
    ),
    (
        "Da Nang 2026",
        "2026-11-15",
        "da_nang.base_rate",
        SEVERE,
        r#""province": "da_nang""#,
        "monthly_allowance",
        "not found",
    ),
    (
        "BASE_CAMAU",
        "2017-06-15",
        "ca_mau.base_rate",
        SEVERE,
        r#""province": "ca_mau""#,
        "monthly_allowance",
        "not found",
    ),
    (
        "SOCIAL_PENSION_TOTAL_TQ",
        "2025-08-15",
        "tuyen_quang.social_pension",
        OLD,
        r#""province": "tuyen_quang""#,
        "monthly_allowance",
        "low confidence",
    ),
    (
        "SOCIAL_PENSION_TOTAL_HCMC",
        "2025-08-15",
        "ho_chi_minh.city_support",
        OLD_IN_THE_CITY,
        r#""province": "ho_chi_minh""#,
        "monthly_allowance",
        "first day is inferred",
    ),
    (
        "HCMC_GROUPS_1_2_5",
        "2022-07-18",
        "ho_chi_minh.city_support",
        r#""disability": "no_disability", "city_group_of": "third_group""#,
        r#""province": "ho_chi_minh""#,
        "monthly_allowance",
        "press",
    ),
    (
        "POOR_UNABLE_WORK_RURAL_QN",
        "2024-10-15",
        "quang_ninh.base_rate",
        PLAIN,
        r#""province": "quang_ninh", "poverty": "poor""#,
        "monthly_allowance",
        "16 or more",
    ),
    (
        "closing of 5b, 5c",
        "2025-08-15",
        "hai_duong.base_rate",
        OLD,
        r#""province": "hai_duong""#,
        "monthly_allowance",
        "inferred from the law",
    ),
    (
        "Ha Noi 650,000 or 690,000",
        "2026-08-15",
        "ha_noi.base_rate",
        OLD,
        r#""province": "ha_noi""#,
        "monthly_allowance",
        "690,000",
    ),
    (
        "a pension below the social pension",
        "2026-08-15",
        "",
        r#""disability": "no_disability", "pension": true, "low_pension": true"#,
        "",
        "monthly_allowance",
        "only the difference",
    ),
    (
        "emergency protection since 2026-10-05",
        "2026-11-15",
        "",
        r#""disability": "no_disability", "needs_emergency_protection": true, "emergency_days": 10"#,
        "",
        "emergency_protection",
        "not seen",
    ),
    (
        "K2 at 22",
        "2023-06-15",
        "",
        r#""disability": "no_disability", "date_of_birth": "2001-01-05", "in_education": true, "received_as_child": true"#,
        "",
        "monthly_allowance",
        "23rd birthday",
    ),
    (
        "Ha Nam: not found",
        "2023-06-15",
        "ha_nam.base_rate",
        SEVERE,
        r#""province": "ha_nam""#,
        "monthly_allowance",
        "not found",
    ),
    (
        "Binh Dinh: not found",
        "2026-11-15",
        "binh_dinh.base_rate",
        SEVERE,
        r#""province": "binh_dinh""#,
        "monthly_allowance",
        "not found",
    ),
    (
        "HCMC_SCREEN_PRENATAL on an island",
        "2025-04-15",
        "ho_chi_minh.city_support",
        r#""disability": "no_disability", "pregnant": true, "minority": "no_tie""#,
        r#""province": "ho_chi_minh", "in_can_gio": true, "special_commune": true"#,
        "birth_support",
        "one of Cần Giờ",
    ),
];

/// The doubts about one benefit for somebody born in 1940, or of a grown age where the row is not about the old.
fn doubts(row: &Row) -> Vec<String> {
    let (_, on, module, person, home, benefit, _) = row;
    let born = if person.contains("pension") { "1940-05-05" } else { "1980-05-05" };
    let with = if module.is_empty() { String::new() } else { format!("{module:?}") };
    let comma = if home.is_empty() { "" } else { ", " };
    let poverty = if home.contains("poverty") { "" } else { r#""poverty": "not_poor", "# };
    let text = format!(
        r#"{{"on": {on:?}, "scenario": null, "with": [{with}], "things": [
            {{"entity": "person", "name": "an", "facts": {{"date_of_birth": {born:?}, {person}, "supporter": "able",
                "marital": "married", "children_raised": [], "people_taken_in": []}}}},
            {{"entity": "household", "name": "ho", "facts": {{{poverty}"members": ["an"]{comma}{home}}}}}]}}"#
    );
    let mut told = household::read(&text, law::embedded()).unwrap_or_else(|error| panic!("{error}: {text}"));
    told.facts.is_rest_no = true;
    let plan = lower(law::embedded(), &told.world, told.on).expect("the law has a value");
    let about = |name| told.facts.position(name).expect("it is there");
    let thing = if *benefit == "housing_relief" { about("ho") } else { about("an") };
    let findings = explain::explain(&plan, &told.facts, thing).expect("the facts suit");
    let found = findings.iter().find(|finding| finding.benefit == *benefit);
    let found = found.unwrap_or_else(|| panic!("{benefit} is not in force on {on}"));
    explain::doubts(found).into_iter().map(|doubt| doubt.en).collect()
}

#[test]
fn what_the_dossier_doubts_is_told() {
    let mut wrong = Vec::new();
    for row in ROWS {
        let told = doubts(row);
        if !told.iter().any(|doubt| doubt.contains(row.6)) {
            wrong.push(format!("{} on {}: no {:?} in {told:#?}", row.0, row.1, row.6));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_reading_that_decides_against_somebody_is_told_to_them_alone() {
    let mother = |marital: &str, poverty: &str| {
        let text = format!(
            r#"{{"on": "2023-06-15", "scenario": null, "things": [
                {{"entity": "person", "name": "lan", "facts": {{"date_of_birth": "1990-05-05", "supporter": "able",
                    "disability": "no_disability", "marital": {marital:?}, "children_raised": ["be"]}}}},
                {{"entity": "person", "name": "be", "facts": {{"date_of_birth": "2018-05-05", "children_raised": []}}}},
                {{"entity": "household", "name": "ho", "facts": {{"poverty": {poverty:?}, "members": ["lan", "be"]}}}}]}}"#
        );
        let mut told = household::read(&text, law::embedded()).unwrap_or_else(|error| panic!("{error}"));
        told.facts.is_rest_no = true;
        let plan = lower(law::embedded(), &told.world, told.on).expect("the law has a value");
        let findings = explain::explain(&plan, &told.facts, 0).expect("the facts suit");
        let found = findings.iter().find(|finding| finding.benefit == "monthly_allowance").expect("it is in force");
        explain::doubts(found)
    };
    let told = mother("divorced", "poor");
    assert!(told.iter().any(|doubt| doubt.en.contains("Divorced")), "{told:?}");
    for (marital, poverty) in [("married", "poor"), ("divorced", "not_poor"), ("widowed", "poor")] {
        let told = mother(marital, poverty);
        assert!(told.is_empty(), "{marital} {poverty}: {told:?}");
    }
}

#[test]
fn the_age_of_residents_is_no_doubt_of_care_at_home() {
    let row =
        ("home care", "2018-06-15", "", r#""disability": "extremely_severe", "cared_for_at_home": true"#, "", "", "");
    for benefit in ["monthly_allowance", "home_care_support"] {
        let told = doubts(&(row.0, row.1, row.2, row.3, row.4, benefit, ""));
        assert!(!told.is_empty() && told.iter().all(|doubt| !doubt.contains("16 to 60")), "{told:?}");
    }
}
