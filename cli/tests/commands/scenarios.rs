//! `ansinh scenarios`.

use super::{Folder, run};

#[test]
fn scenarios_and_parameters_are_listed_with_their_values() {
    let run = run(&["scenarios", "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for part in [
        "(ca_mau_extension)",
        "base_rate (mức_chuẩn)",
        // Law dossier, section 0.
        "from 2021-07-01: 360,000 VND per month",
        "from 2024-07-01: 500,000 VND per month",
    ] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    let run = self::run(&["scenarios", "--lang", "vi"]);
    assert!(run.out.contains("từ 01/07/2024: 500.000 đồng mỗi tháng"), "{}", run.out);
}

#[test]
fn programs_get_days_and_both_languages() {
    let found = run(&["scenarios", "--format", "json"]).json();
    let parameters = found["parameters"].as_array().unwrap();
    let base_rate = parameters.iter().find(|found| found["name"] == "base_rate").unwrap();
    assert_eq!(base_rate["module"], "nd20.base_rate");
    let value = base_rate["values"].as_array().unwrap().iter().find(|value| value["from"] == "2024-07-01").unwrap();
    assert_eq!(value["value"]["vi"], "500.000 đồng mỗi tháng");
    let divorced = parameters.iter().find(|found| found["name"] == "divorced_parent_counts").unwrap();
    assert_eq!(divorced["values"][0]["value"]["vi"], "không");
    assert!(!found["scenarios"].as_array().unwrap().is_empty());
}

#[test]
fn it_is_said_of_which_scenarios_nobody_can_lose() {
    let found = run(&["scenarios", "--format", "json"]).json();
    let all = found["scenarios"].as_array().expect("a list");
    let can_only_add =
        |name: &str| all.iter().find(|one| one["alias"] == name).expect("it is there")["can_only_add"].clone();
    // Plan 60 adds two groups under the highest of all; the other reading also sets a parameter.
    assert_eq!(can_only_add("ca_mau_extension"), true);
    assert_eq!(can_only_add("ca_mau_extension_other_reading"), false);
    let text = run(&["scenarios", "--lang", "en"]).out;
    assert!(text.contains("It cannot take anything away from anyone."), "{text}");
    assert!(text.contains("Whether anyone loses is not known: it sets a parameter."), "{text}");
}

#[test]
fn scenarios_of_given_files_are_listed_too() {
    let text = "module my.draft\nuse vn.facts\nuse nd20.base_rate\nscenario higher_rate\n  set base_rate from 2026-01-01: 600_000 VND per month\n    note en \"Assumed.\" vi \"Giả định.\"\n";
    let file = Folder::new().file("draft.law", text);
    let run = run(&["scenarios", &file, "--lang", "en"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("higher_rate") && run.out.contains("(scenario higher_rate)"), "{}", run.out);
}
