//! `ansinh assess --facts`: facts that contradict each other, values as people write them, months, days without law.

use super::list::{assess, cell};
use super::{Folder, run};

const HEADER: &str = "household,person,date_of_birth,disability,pregnant,pension,children_raised,people_taken_in\n";

#[test]
fn facts_that_contradict_each_other_are_wrong_rows_and_the_rest_is_assessed() {
    let persons = format!(
        "{HEADER}h1,be,2022-05-05,no_disability,yes,,none,none\nh1,me,1990-05-05,severe,no,no,none,none\n\
         h2,chu,1990-05-05,severe,no,no,none,none\n"
    );
    let households = "household,poverty,hunger,hungry_months\nh1,poor,,\nh2,poor,,\n";
    let (run, rows) = assess(&persons, households, &["--quiet", "--lang", "en"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let error = cell(&rows[0], "error");
    for part in
        ["line 2", "these facts contradict each other", "Pregnant = yes", "Age", "Nobody is pregnant", "mend one"]
    {
        assert!(error.contains(part) || run.err.contains(part), "{part}: {error}\n{}", run.err);
    }
    let status = |row: usize| cell(&rows[row], "status").to_owned();
    assert_eq!((status(0), status(1), status(2)), ("error".into(), "error".into(), "certain".into()));
    // What is not told contradicts nothing; a household that contradicts itself is told at its row.
    let (run, rows) = assess(
        &format!("{HEADER}h1,ai,,no_disability,yes,,none,none\n"),
        "household,poverty,hunger,hungry_months\nh1,poor,no_hunger,2\n",
        &["--quiet", "--lang", "vi"],
    );
    assert_eq!(run.code, 1);
    assert!(run.err.contains("households.csv dòng 2: các dữ kiện mâu thuẫn nhau"), "{}", run.err);
    assert_eq!(cell(&rows[0], "status"), "error");
    let (run, _) = assess(&format!("{HEADER}h1,ai,,no_disability,yes,,none,none\n"), "household\nh1\n", &["--quiet"]);
    assert_eq!(run.code, 0, "{}", run.err);
    // Nor does what is only taken for granted: that nobody is pregnant at 80.
    let persons = "household,person,date_of_birth,screened_before_birth\nh1,cu,1940-01-01,yes\n";
    let (run, _) = assess(persons, "household\nh1\n", &["--quiet"]);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn a_single_case_with_contradictory_facts_is_refused() {
    let folder = Folder::new();
    let case = folder.file(
        "case.json",
        r#"{"on": "2024-07-01", "things": [{"entity": "person", "name": "an",
            "facts": {"date_of_birth": "2019-01-01", "pension": true, "pregnant": true}}]}"#,
    );
    let told = run(&["assess", &case, "--lang", "en", "--format", "json"]);
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert_eq!(told.err.matches("an: these facts contradict each other").count(), 2, "{}", told.err);
    let told = run(&["assess", &case, "--lang", "vi"]);
    assert!(told.err.contains("Chưa đủ 15 tuổi thì không thể có lương hưu"), "{}", told.err);
}

#[test]
fn values_may_be_written_as_people_write_them() {
    let persons =
        format!("{HEADER}h1,a,1990-01-01,Đặc biệt nặng,Không,,none,none\nh2,b,1990-01-01,NẶNG,no,,none,none\n");
    let households = "household,province,poverty\nh1,Hà Nội,Hộ cận nghèo\nh2,ha noi,Cận nghèo\n";
    let (run, rows) = assess(&persons, households, &["--on", "2026-02-01", "--quiet"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    // Law dossier: Hà Nội pays 650,000 from 2026-01-01; extremely severe 2.0, severe 1.5.
    assert_eq!(cell(&rows[0], "total_per_month"), "1300000");
    assert_eq!(cell(&rows[1], "total_per_month"), "975000");
    let wrong = "household,province,poverty\nh1,Hà Lội,nghèo\nh2,ha noi,khá giả\n";
    let (run, rows) = assess(&persons, wrong, &["--on", "2026-02-01", "--quiet", "--lang", "vi"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("`khá giả`: không hợp lệ; được phép: một trong: nghèo, cận_nghèo, không_nghèo"),
        "{}",
        run.err
    );
    assert!(cell(&rows[0], "error").contains("households.csv dòng 2"), "{rows:?}");
}

/// Decree 20/2021 article 8: who turns 80 without a pension is paid from then on; until June 2024 the rate is 360,000.
#[test]
fn months_of_a_table_are_a_row_for_each_person_and_month() {
    let header = "household,person,date_of_birth,disability,pension,insurance_allowance,other_allowance,supporter,pregnant,children_raised,people_taken_in\n";
    let persons = format!(
        "{header}h1,cu,1940-01-01,no_disability,no,no,no,able,no,none,none\n\
         h1,be,2024-06-20,no_disability,no,no,no,able,no,none,none\n"
    );
    let months = ["--months", "2024-05..2024-07", "--quiet", "--assume", "abandoned=no", "--assume", "hiv=no"];
    let folder = Folder::new();
    let files =
        [("persons.csv", persons.as_str()), ("households.csv", "household,poverty,special_area\nh1,not_poor,no\n")];
    let [persons, households] = files.map(|(name, text)| folder.file(name, text));
    let first =
        ["assess", "--facts", &persons, "--households", &households, "--assume", "in_facility=no", "--lang", "en"];
    let told = run(&[&first[..], &months[..]].concat());
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    let mut lines = told.out.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    let at = |name: &str| header.iter().position(|column| *column == name).expect("a column");
    let rows: Vec<[&str; 4]> =
        lines.map(|line| ["person", "on", "status", "total_per_month"].map(|name| line[at(name)])).collect();
    let of = |person: &str| rows.iter().filter(|row| row[0] == person).copied().collect::<Vec<_>>();
    assert_eq!(
        of("cu"),
        [
            ["cu", "2024-05", "certain", "360000"],
            ["cu", "2024-06", "certain", "360000"],
            ["cu", "2024-07", "certain", "500000"]
        ]
    );
    assert_eq!(of("be")[0], ["be", "2024-05", "not_born", ""]);
    assert_eq!(rows.len(), 6);
    let both = run(&[&first[..], &months[..], &["--on", "2024-07-01"]].concat());
    assert!(both.code == 2 && both.err.contains("--on: not together with --months"), "{}", both.err);
    let none = run(&[&first[..], &["--months", "2024-13", "--quiet"]].concat());
    assert!(none.code == 2 && none.err.contains("--months: `2024-13` is not allowed"), "{}", none.err);
}

#[test]
fn before_all_law_nothing_is_told_and_after_its_last_change_it_is_said() {
    let persons = format!("{HEADER}h1,a,1940-01-01,severe,no,no,none,none\n");
    let households = "household,poverty\nh1,not_poor\n";
    let (run, rows) = assess(&persons, households, &["--on", "2003-05-01", "--lang", "en"]);
    assert_eq!((run.code, cell(&rows[0], "status"), cell(&rows[0], "total_per_month")), (0, "no_law", ""));
    assert_eq!(cell(&rows[0], "benefit.monthly_allowance"), "");
    assert!(run.err.contains("no law is encoded for this day"), "{}", run.err);
    let (run, rows) = assess(&persons, households, &["--on", "2099-01-01", "--lang", "en"]);
    assert!(run.err.contains("law is encoded up to its change of"), "{}", run.err);
    assert_eq!(cell(&rows[0], "assumed"), "in_facility=no;law=unchanged");
    let (_, rows) = assess(&persons, households, &["--on", "2024-07-01", "--quiet"]);
    assert_eq!(cell(&rows[0], "assumed"), "in_facility=no");
}

#[test]
fn a_single_case_before_all_law_has_no_zero() {
    let folder = Folder::new();
    let case = folder.file(
        "case.json",
        r#"{"on": "2003-05-01", "things": [{"entity": "person", "name": "an",
            "facts": {"date_of_birth": "1920-01-01", "disability": "severe"}}]}"#,
    );
    let told = run(&["assess", &case, "--lang", "en"]);
    assert!(told.out.contains("! no law is encoded for this day"), "{}", told.out);
    let json = run(&["assess", &case, "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(found["encoded"]["covers_the_day"], false);
    for benefit in found["things"][0]["benefits"].as_array().expect("benefits") {
        assert_eq!(
            (&benefit["amount"]["kind"], &benefit["qualifies"]),
            (&"not_in_force".into(), &serde_json::Value::Null)
        );
    }
}
