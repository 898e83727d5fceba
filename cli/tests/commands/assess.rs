//! `ansinh assess`. Amounts are a coefficient times the base rate of the day, both from the law dossier.

use serde_json::Value;

use super::{Run, run, run_with};

const WIDOW: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/widow.json");
/// Law dossier, section 0: from 2024-07-01 to 2026-06-30.
const BASE_2024: u64 = 500_000;
/// Law dossier, section 0: from 2021-07-01 to 2024-06-30.
const BASE_2021: u64 = 360_000;

/// The monthly allowance of a person in the JSON form.
fn allowance<'j>(found: &'j Value, name: &str) -> &'j Value {
    let list = |found: &'j Value| found.as_array().map(Vec::as_slice).unwrap_or_default();
    let thing = list(&found["things"]).iter().find(|thing| thing["name"] == name).expect("the person is there");
    list(&thing["benefits"]).iter().find(|benefit| benefit["name"] == "monthly_allowance").expect("it is there")
}

fn values(benefit: &Value) -> Vec<String> {
    let values = benefit["amount"]["values"].as_array().into_iter().flatten();
    values.filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

fn person(facts: &str, links: &str) -> String {
    format!(
        r#"{{"things": [{{"entity": "person", "name": "lan", "facts": {facts}, "links": {links}}},
            {{"entity": "household", "name": "ho", "facts": {{"poverty": "not_poor", "special_area": false}}}}]}}"#
    )
}

#[test]
fn the_widow_gets_the_allowance_of_a_single_parent_and_that_of_her_disability() {
    let run = run(&["assess", WIDOW, "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let found = run.json();
    let benefit = allowance(&found, "lan");
    // Decree 20/2021 article 6: severe, 16 to under 60: 1.5; each of two children: 1.0; clause 2 adds them.
    let expected = BASE_2024 * 15 / 10 + 2 * BASE_2024;
    assert_eq!((values(benefit), &benefit["amount"]["unit"]), (vec![expected.to_string()], &"VND per month".into()));
    let paid: Vec<&Value> =
        benefit["categories"].as_array().unwrap().iter().filter(|category| category["is_paid"] == true).collect();
    let names: Vec<&str> = paid.iter().filter_map(|category| category["name"].as_str()).collect();
    assert_eq!(names, ["single_parent", "disabled"]);
    assert_eq!(benefit["exceptions"][0]["applies"], true);
    assert_eq!(values(allowance(&found, "mai")), ["0"]);
}

#[test]
fn the_text_gives_amounts_first_and_then_reasons_with_their_places() {
    let run = run(&["assess", WIDOW, "--lang", "en"]);
    assert_eq!(run.code, 0);
    let parts = [
        "══ lan (person) ══",
        "Monthly social allowance: 1,750,000 VND per month",
        "Monthly social allowance – why",
        "✗ Child under 16 without a source of support",
        "✓ Poor single person raising children – paid",
        "[Decree 20/2021, article 5, clause 4]",
        "How many children count: 2",
        "= Base rate of social assistance × How many children count = 1,000,000 VND per month",
        "✓ Exception: A poor single parent also keeps",
        "══ nam (person) ══",
        "Still needed:",
        "- Where is the father now?  [nam.father: present, dead, missing, in_facility, in_custody, unidentified]",
    ];
    let mut rest = run.out.as_str();
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part} in its order\n{}", run.out));
        rest = &rest[at..];
    }
    let run = self::run(&["assess", WIDOW, "--lang", "vi"]);
    for part in
        ["Trợ cấp xã hội hằng tháng: 1.750.000 đồng mỗi tháng", "khoản 4 Điều 5 Nghị định 20/2021", "Cần biết thêm:"]
    {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
}

/// Somebody of whom all but the birth and the pension is known.
fn elder(born: &str, pension: &str) -> String {
    let facts = format!(
        r#"{{"ngày_sinh": "{born}", "pension": {pension}, "insurance_allowance": "không", "other_allowance": false,
            "mức_khuyết_tật": "không_khuyết_tật", "hiv": false, "in_facility": false, "disability": null}}"#
    );
    person(&facts.replace(r#", "disability": null"#, ""), r#"{"hộ": ["ho"], "children_raised": []}"#)
}

#[test]
fn names_of_the_other_language_are_understood() {
    // Golden case GC05: 80 and over, no pension or allowance, from 2021-07-01: 360,000.
    let run = run_with(&["assess", "-", "--on", "2021-07-01", "--format", "json"], &elder("1941-07-01", "false"));
    assert_eq!(values(allowance(&run.json(), "lan")), [BASE_2021.to_string()], "{}", run.err);
    let run = run_with(&["assess", "-", "--on", "2021-07-01", "--format", "json"], &elder("1941-07-02", "false"));
    assert_eq!(values(allowance(&run.json(), "lan")), ["0"]);
}

#[test]
fn what_is_not_told_is_unknown_and_is_asked_for() {
    // Of the year alone: 79 or 80 on the day. Decree 20/2021 article 5 clause 5 point c: coefficient 1.0.
    let run = run_with(&["assess", "-", "--on", "2024-07-01", "--format", "json"], &elder("1944", "false"));
    let found = run.json();
    let benefit = allowance(&found, "lan");
    assert_eq!((values(benefit), &benefit["qualifies"]), (vec!["0".to_owned(), BASE_2024.to_string()], &Value::Null));
    assert_eq!(
        (&benefit["needs"][0]["fact"], benefit["needs"].as_array().map(Vec::len)),
        (&"date_of_birth".into(), Some(1))
    );
    // A month says enough.
    let run = run_with(&["assess", "-", "--on", "2024-07-01", "--format", "json"], &elder("1944-06", "false"));
    assert_eq!(values(allowance(&run.json(), "lan")), [BASE_2024.to_string()]);
    // `null` is unknown, not no.
    let run = run_with(&["assess", "-", "--on", "2024-07-01", "--lang", "en"], &elder("1944-06", "null"));
    assert!(run.out.contains("- Does this person get a monthly pension?  [lan.pension: true, false]"), "{}", run.out);
}

#[test]
fn a_scenario_holds_for_its_people() {
    let facts = r#"{"date_of_birth": "2022-08-01", "in_facility": false, "abandoned": false, "father": "present", "mother": "present",
        "disability": "no_disability", "hiv": false, "pregnant": false}"#;
    let case = format!(
        r#"{{"on": "2024-08-01", "things": [{{"entity": "person", "name": "lan", "facts": {facts}, "links": {{"household": "ho"}}}},
        {{"entity": "household", "name": "ho", "facts": {{"poverty": "poor", "special_area": false, "hardship": true,
          "area": "coastal", "province": "ca_mau"}}}}]}}"#
    );
    let amount = |arguments: &[&str]| values(allowance(&run_with(arguments, &case).json(), "lan"));
    assert_eq!(amount(&["assess", "-", "--format", "json"]), ["0"]);
    // Plan 60 of Cà Mau, section I clause 2 point b; 1.5 is the assumption written in the scenario.
    let expected = (BASE_2024 * 15 / 10).to_string();
    assert_eq!(amount(&["assess", "-", "--format", "json", "--scenario", "ca_mau_extension"]), [expected]);
}

/// Law dossier, section 3b: Decree 335/2026 is in force from 2026-10-05 and applied from 2026-07-01.
const BASE_2026: u64 = 540_000;
/// Law dossier, section 8: Hà Nội from 2026-01-01.
const BASE_HA_NOI: u64 = 650_000;

/// A severely disabled person of 34 in Hà Nội: 1.5 times the rate.
const IN_HA_NOI: &str = r#"{"on": "2026-08-01", "things": [
    {"entity": "person", "name": "lan", "links": {"household": "ho"}, "facts": {"date_of_birth": "1992-02-01", "in_facility": false,
      "marital": "married", "disability": "severe", "hiv": false, "pregnant": false}},
    {"entity": "household", "name": "ho", "facts": {"poverty": "not_poor", "special_area": false, "province": "ha_noi"}}]}"#;

#[test]
fn a_month_as_known_then_and_as_known_now_differ_by_the_back_payment() {
    // Hà Nội has a rate of its own; the back-payment is that of the nation.
    let elsewhere = IN_HA_NOI.replace("ha_noi", "ca_mau");
    let asked = |more: &[&str]| run_with(&[&["assess", "-", "--format", "json"], more].concat(), &elsewhere).json();
    let then = asked(&["--known-on", "2026-08-15"]);
    let benefit = allowance(&then, "lan");
    assert_eq!(values(benefit), [(BASE_2024 * 15 / 10).to_string()]);
    let (now, more) = (BASE_2026 * 15 / 10, (BASE_2026 - BASE_2024) * 15 / 10);
    assert_eq!(benefit["known_by_now"]["amount"], now.to_string());
    assert_eq!(benefit["known_by_now"]["difference"], more.to_string());
    assert_eq!(then["known_on"], "2026-08-15");
    let later = asked(&["--known-on", "2026-11-01"]);
    assert_eq!(values(allowance(&later, "lan")), [now.to_string()]);
    assert_eq!(allowance(&later, "lan")["known_by_now"]["difference"], "0");
    assert_eq!(values(allowance(&asked(&[]), "lan")), [now.to_string()]);
    let in_file = elsewhere.replacen('{', r#"{"known_on": "2026-08-15", "#, 1);
    let text = run_with(&["assess", "-", "--lang", "vi"], &in_file);
    assert!(text.out.contains("luật biết đến ngày 15/08/2026"), "{}", text.out);
    assert!(text.out.contains("Truy lĩnh: 60.000 đồng mỗi tháng"), "{}", text.out);
}

#[test]
fn what_a_province_adds_counts_for_whoever_lives_there() {
    let of = |case: &str, more: &[&str]| run_with(&[&["assess", "-", "--format", "json"], more].concat(), case);
    let (here, nation) = ((BASE_HA_NOI * 15 / 10).to_string(), (BASE_2026 * 15 / 10).to_string());
    for more in [&[][..], &["--with", "ha_noi.base_rate"], &["--province", "ha_noi"], &["--province", "hà_nội"]] {
        let run = of(IN_HA_NOI, more);
        assert_eq!((values(allowance(&run.json(), "lan")).join(";"), run.err.as_str()), (here.clone(), ""), "{more:?}");
    }
    let elsewhere = IN_HA_NOI.replace("ha_noi", "ca_mau");
    for more in [&[][..], &["--with", "ha_noi.base_rate"]] {
        assert_eq!(values(allowance(&of(&elsewhere, more).json(), "lan")).join(";"), nation, "{more:?}");
    }
    // Where nobody says where they live, the answer is that of the nation, and this is said.
    let nowhere = IN_HA_NOI.replace(r#", "province": "ha_noi""#, "");
    let run = of(&nowhere, &["--lang", "en"]);
    assert_eq!(values(allowance(&run.json(), "lan")), [nation]);
    assert!(run.err.contains("note: no province is given, so only the national law counts"), "{}", run.err);
    assert_eq!(values(allowance(&of(&nowhere, &["--province", "ha_noi"]).json(), "lan")), [here]);
    wrong(&of(&elsewhere, &["--province", "ha_noi", "--lang", "en"]), &["--province: the file names another province"]);
    wrong(&of(&elsewhere, &["--province", "atlantis", "--lang", "en"]), &["--province: `atlantis` is not allowed"]);
}

#[test]
fn a_module_that_is_not_there_is_told_with_the_nearest() {
    let said = run_with(&["assess", "-", "--with", "ha_noi.base_rat", "--known-on", "soon", "--lang", "en"], IN_HA_NOI);
    wrong(
        &said,
        &[
            "--with: there is no module `ha_noi.base_rat`; did you mean `ha_noi.base_rate`?",
            "--known-on: `soon` is no day",
        ],
    );
}

fn wrong(run: &Run, parts: &[&str]) {
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for part in parts {
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let case = r#"{"on": "2024-13-01", "extra": 1, "things": [
        {"entity": "persn", "name": "a"},
        {"entity": "person", "name": "lan", "facts": {"date_of_birth": "1800", "disability": "sever", "pension": "maybe",
          "poverty": "poor", "pensoin": true, "ngày_sinh": "1944", "marital": 3}, "links": {"household": "hoo"}},
        {"entity": "household", "name": "ho", "links": {"members": []}},
        {"entity": "person", "name": "lan", "links": {"household": "ho"}},
        {"name": "b"}, 5]}"#;
    let run = run_with(&["assess", "-", "--scenario", "ca_mau_extnsion", "--lang", "en"], case);
    let parts = [
        "--scenario: there is no scenario `ca_mau_extnsion`; did you mean `ca_mau_extension`?",
        "on: \"2024-13-01\" is not allowed; allowed: a day, 2024-07-01",
        "\"extra\": there is no such entry; allowed: on, known_on, months, decision, things",
        "things[0].entity: \"persn\" is not allowed; allowed: one of: person, household; did you mean `person`?",
        "lan.date_of_birth: \"1800\" is not allowed; allowed: from 1900-01-01 to 2100-12-31",
        "lan.disability: \"sever\" is not allowed; allowed: one of: no_disability, mild, severe, extremely_severe",
        "did you mean `severe`?",
        "lan.pension: \"maybe\" is not allowed; allowed: true or false",
        "lan.poverty: this is a fact of `household`",
        "lan.pensoin: there is no such fact;",
        "did you mean `pension`?",
        "lan.ngày_sinh: is given twice",
        "lan.marital: 3 is not allowed",
        "lan.household: \"hoo\" is not allowed; allowed: each once of: ho",
        "ho.members: does not list `lan`, yet `lan` names `ho`",
        "lan: two entries have this name",
        "things[4]: `entity` or `name` is missing",
        "things[5]: 5 is not allowed",
    ];
    wrong(&run, &parts);
    let run = run_with(&["assess", "-", "--lang", "vi"], case);
    wrong(&run, &["lỗi: lan.pension: \"maybe\" không hợp lệ; được phép: true hoặc false"]);
}

#[test]
fn no_input_makes_it_stumble() {
    let deep = "[".repeat(100_000);
    let long =
        format!(r#"{{"on": "2024-07-01", "things": [{{"entity": "person", "name": "{}"}}]}}"#, "x".repeat(100_000));
    let many = format!(r#"{{"on": "2024-07-01", "things": [{}1]}}"#, "1,".repeat(100_000));
    for case in
        ["", "null", "[]", "{}", "{\"things\": {}}", "{\"on\"", "\u{feff}{}", "\"\u{1b}[31m\"", &deep, &long, &many]
    {
        let run = run_with(&["assess", "-", "--lang", "en"], case);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.starts_with("error: ") && run.err.len() < 2_000 && !run.err.contains('\u{1b}'), "{}", run.err);
    }
}

#[test]
fn the_day_must_be_given_and_be_a_day() {
    let case = r#"{"things": [{"entity": "person", "name": "lan"}]}"#;
    wrong(&run_with(&["assess", "-", "--lang", "en"], case), &["on: no day is given"]);
    wrong(&run_with(&["assess", "-", "--on", "today", "--lang", "en"], case), &["--on: `today` is no day"]);
    wrong(&run(&["assess", "no-such-file.json", "--lang", "en"]), &["cannot read `no-such-file.json`"]);
    // Before the law: nothing is in force, and that is an answer.
    let run = run_with(&["assess", "-", "--on", "1990-01-01", "--lang", "en"], case);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("Monthly social allowance: not in force on this day"), "{}", run.out);
}

#[test]
fn what_is_due_comes_with_what_to_do_and_what_is_doubtful() {
    // A social pension of August 2025: Law on Social Insurance article 21, Decree 176/2025 article 4.
    let found = run_with(&["assess", "-", "--on", "2025-08-15", "--format", "json"], &old("1945-01-01")).json();
    let benefit = allowance(&found, "lan");
    assert_eq!(benefit["advice"]["working_days"], 10, "{benefit:#}");
    assert!(benefit["advice"]["bring"].to_string().contains("A written request"), "{benefit:#}");
    assert!(benefit["doubts"].to_string().contains("read in the press"), "{benefit:#}");
    let text = run_with(&["assess", "-", "--on", "2025-08-15", "--lang", "vi"], &old("1945-01-01"));
    for said in
        ["Nơi nộp hồ sơ: Xã, phường", "Mang theo: Đơn đề nghị", "Trả lời: trong 10 ngày làm việc", "Chưa chắc chắn: "]
    {
        assert!(text.out.contains(said), "{said}: {}", text.out);
    }
    // Decree 20/2021 was read; how to apply under it was not seen.
    let before = run_with(&["assess", "-", "--on", "2023-07-01", "--format", "json"], &old("1940-01-01")).json();
    let benefit = allowance(&before, "lan");
    assert_eq!((&benefit["advice"]["working_days"], &benefit["doubts"]), (&Value::Null, &Value::Array(Vec::new())));
    let before = run_with(&["assess", "-", "--on", "2023-07-01", "--lang", "en"], &old("1940-01-01"));
    assert!(before.out.contains("Answer: not known"), "{}", before.out);
}

/// Somebody old of a household that is not poor, without any other money.
fn old(born: &str) -> String {
    format!(
        r#"{{"things": [{{"entity": "person", "name": "lan", "facts": {{"date_of_birth": "{born}", "in_facility": false, "pension": false,
        "insurance_allowance": false, "other_allowance": false, "disability": "no_disability", "hiv": false}},
        "links": {{"household": ["ho"], "children_raised": []}}}},
        {{"entity": "household", "name": "ho", "facts": {{"poverty": "not_poor", "special_area": false}}}}]}}"#
    )
}
