//! `ansinh assess --months`. The rules of the months paid are those of article 8 of Decree 20/2021 in the law dossier:
//! from the month in which 80 years are completed; else from the month of the decision; until the month after the
//! last one in which the conditions are met. Amounts are a coefficient times the base rate.

use serde_json::Value;

use super::{Run, run_with};

/// Law dossier, section 0: from 2021-07-01 to 2024-06-30.
const BASE: u64 = 360_000;

/// Lan is 80 on the last day of March 2024. Mai raises a child who is 16 on 1 April.
const CASE: &str = r#"{"on": "2024-03-01", "months": "2024-02..2024-06", "things": [
  {"entity": "person", "name": "lan", "facts": {"date_of_birth": "1944-03-31", "in_facility": false, "pension": false, "marital": "married",
    "insurance_allowance": false, "other_allowance": false, "disability": "no_disability", "hiv": false,
    "in_education": false, "community_carer": false}, "links": {"household": "ho"}},
  {"entity": "household", "name": "ho", "facts": {"poverty": "not_poor", "special_area": false}},
  {"entity": "person", "name": "mai", "facts": {"date_of_birth": "1984-01-01", "in_facility": false, "disability": "no_disability",
    "marital": "widowed", "hiv": false, "in_education": false}, "links": {"household": "nha", "children_raised": ["tu"]}},
  {"entity": "person", "name": "tu", "facts": {"date_of_birth": "2008-04-01", "in_facility": false, "in_education": false},
    "links": {"household": "nha"}},
  {"entity": "household", "name": "nha", "facts": {"poverty": "poor", "special_area": false}}]}"#;

fn asked(more: &[&str]) -> Run {
    run_with(&[&["assess", "-"], more].concat(), CASE)
}

/// By month, what is paid of the allowance to somebody, and whether somebody is entitled.
fn paid(run: &Run, name: &str) -> Vec<(String, Value, Value)> {
    let found = run.json();
    let list = |found: &Value| found.as_array().cloned().unwrap_or_default();
    let thing = list(&found["things"]).into_iter().find(|thing| thing["name"] == name).expect("somebody is there");
    let months = list(&thing["months"]).into_iter().find(|found| found["benefit"] == "monthly_allowance");
    let months = list(&months.expect("it is there")["months"]);
    let text = |month: &Value| month["month"].as_str().unwrap_or_default().to_owned();
    months
        .iter()
        .map(|month| (text(month), month["amount"]["values"][0].clone(), month["is_entitled"].clone()))
        .collect()
}

fn row(month: &str, amount: u64, is_entitled: bool) -> (String, Value, Value) {
    (month.to_owned(), amount.to_string().into(), is_entitled.into())
}

#[test]
fn eighty_years_are_paid_from_the_month_in_which_they_are_completed_whenever_it_is_decided() {
    let expected = [
        row("2024-02", 0, false),
        row("2024-03", BASE, true),
        row("2024-04", BASE, true),
        row("2024-05", BASE, true),
        row("2024-06", BASE, true),
    ];
    assert_eq!(paid(&asked(&["--format", "json"]), "lan"), expected);
    assert_eq!(paid(&asked(&["--format", "json", "--decision", "2024-05-31"]), "lan"), expected);
}

#[test]
fn a_parent_is_paid_from_the_decision_to_the_month_after_the_last_one_entitled() {
    // Article 5 clause 4: a child under 16; 16 on the first of April, so entitled in March for the last time.
    let run = asked(&["--format", "json"]);
    let expected = [
        row("2024-02", BASE, true),
        row("2024-03", BASE, true),
        row("2024-04", BASE, false),
        row("2024-05", 0, false),
        row("2024-06", 0, false),
    ];
    assert_eq!(paid(&run, "mai"), expected);
    let late = asked(&["--format", "json", "--decision", "2024-03-31", "--months", "2024-02..2024-03"]);
    assert_eq!(paid(&late, "mai"), [row("2024-02", 0, true), row("2024-03", BASE, true)]);
}

#[test]
fn the_text_tells_stretches_with_the_article() {
    let english = asked(&["--lang", "en"]).out;
    let parts = [
        "Monthly social allowance – months paid (2024-02 – 2024-06)",
        "  2024-03 – 2024-06 (4 months): 360,000 VND per month",
        "      ▶ paid from the first month entitled",
        "  2024-02 – 2024-04 (3 months): 360,000 VND per month",
        "      ■ stops with the month after the one in which the conditions ended",
        "        [Decree 20/2021, article 8]",
        "No day of decision is given: it is taken to fall in the first month entitled.",
    ];
    for part in parts {
        assert!(english.contains(part), "{part}\n{english}");
    }
    let vietnamese = asked(&["--lang", "vi", "--decision", "2024-03-31"]).out;
    let parts = [
        "các tháng được chi trả (02/2024 – 06/2024; quyết định ngày 31/03/2024)",
        "  03/2024 – 04/2024 (2 tháng): 360.000 đồng mỗi tháng",
        "      ▶ hưởng từ tháng ra quyết định, hoặc từ tháng đủ điều kiện nếu muộn hơn",
        "      ■ thôi hưởng từ tháng ngay sau tháng không còn đủ điều kiện",
        "        [Điều 8 Nghị định 20/2021]",
    ];
    for part in parts {
        assert!(vietnamese.contains(part), "{part}\n{vietnamese}");
    }
    assert!(!vietnamese.contains("Chưa nêu ngày quyết định"), "{vietnamese}");
}

#[test]
fn months_that_are_none_are_told_with_what_is_allowed() {
    for (months, decision) in
        [("2024-05..2024-02", "soon"), ("1900-01..2024-02", "2024-02-30"), ("2024", ""), ("2024-13", "2024-01")]
    {
        let run = asked(&["--lang", "en", "--months", months, "--decision", decision]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        let wrong =
            format!("--months: `{months}` is not allowed; allowed: months, 2024-01..2025-12, at most 600 of them");
        assert!(run.err.contains(&wrong), "{}", run.err);
        assert!(run.err.contains(&format!("--decision: `{decision}` is no day")), "{}", run.err);
    }
    let in_file = CASE.replacen("2024-02..2024-06", "2024-06..2024-02", 1).replacen('{', r#"{"decision": 5, "#, 1);
    let run = run_with(&["assess", "-", "--lang", "vi"], &in_file);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("months: \"2024-06..2024-02\" không hợp lệ"), "{}", run.err);
    assert!(run.err.contains("decision: 5 không hợp lệ; được phép: một ngày, 2024-07-01"), "{}", run.err);
}
