//! `ansinh assess --facts`. Amounts are a coefficient times the base rate of the day, both from the law dossier.

use super::{Folder, Run, run};

const DAY: &str = "2024-07-01";
/// Law dossier, section 0: from 2024-07-01 to 2026-06-30.
const BASE: u64 = 500_000;

/// Runs over two tables; the run, and the results by person and column.
fn assess(persons: &str, households: &str, more: &[&str]) -> (Run, Vec<Vec<(String, String)>>) {
    let folder = Folder::new();
    let (persons, households) = (folder.file("persons.csv", persons), folder.file("households.csv", households));
    let out = folder.0.join("results.csv").to_str().expect("a path").to_owned();
    let mut arguments = vec!["assess", "--facts", &persons, "--households", &households, "--out", &out];
    arguments.extend(more);
    if !more.contains(&"--on") {
        arguments.extend(["--on", DAY]);
    }
    let run = run(&arguments);
    let Ok(text) = std::fs::read_to_string(&out) else { return (run, Vec::new()) };
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    (run, lines.map(|line| header.iter().cloned().zip(line).collect()).collect())
}

fn cell<'r>(row: &'r [(String, String)], column: &str) -> &'r str {
    row.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell)
}

#[test]
fn each_person_gets_a_row_with_total_groups_and_what_is_open() {
    let persons = "household,person,date_of_birth,disability,pension,insurance_allowance,other_allowance,supporter,children_raised,pregnant,_note\n\
                   h1,old,1940-01-01,no_disability,no,no,no,able,none,no,first\n\
                   h1,ill,1990,severe,no,no,no,able,none,no,\n\
                   h2,open,1990-05-05,,no,no,no,able,none,no,\n";
    let households = "household,poverty,special_area\nh1,not_poor,no\nh2,not_poor,no\n";
    let (run, rows) = assess(persons, households, &["--quiet"]);
    assert_eq!((run.code, run.err.as_str(), run.out.as_str()), (0, "", ""));
    let names: Vec<&str> = rows.iter().map(|row| cell(row, "person")).collect();
    assert_eq!(names, ["old", "ill", "open"]);
    // Decree 20/2021 article 6: 80 and more without a pension 1.0, severe disability 1.5.
    assert_eq!(cell(&rows[0], "total_per_month"), BASE.to_string());
    assert_eq!(cell(&rows[0], "groups"), "20/2021:5.5.c");
    assert_eq!(cell(&rows[1], "total_per_month"), (BASE * 15 / 10).to_string());
    assert_eq!(cell(&rows[1], "paid_groups"), "20/2021:5.6");
    assert_eq!((cell(&rows[2], "status"), cell(&rows[2], "total_per_month")), ("possible", ""));
    assert_eq!(cell(&rows[2], "possible_totals"), format!("0;{};{}", BASE * 15 / 10, BASE * 2));
    assert_eq!((cell(&rows[2], "needs"), cell(&rows[2], "possible_groups")), ("open.disability", "20/2021:5.6"));
    let hashes: std::collections::BTreeSet<&str> = rows.iter().map(|row| cell(row, "rules")).collect();
    assert!(hashes.len() == 1 && hashes.iter().all(|hash| hash.len() == 16), "{hashes:?}");
}

#[test]
fn a_wrong_row_stops_its_own_household_only() {
    let persons = "household,person,date_of_birth,disability\nh1,a,1990-01-01,sevre\nh1,b,1990-01-01,no_disability\n\
                   h2,c,1990-01-01,severe\nh9,d,1990-01-01,severe\nh2,c,1991-01-01,severe\nh3,e,2030-01-01,severe\nh4,f,1990-01-01\n";
    let households = "household,poverty\nh1,not_poor\nh2,not_poor\nh3,not_poor\nh4,not_poor\n";
    let (run, rows) = assess(persons, households, &["--quiet", "--lang", "en"]);
    assert_eq!(run.code, 1);
    let status: Vec<&str> = rows.iter().map(|row| cell(row, "status")).collect();
    assert_eq!(status, ["error"; 7]);
    for part in [
        "line 2, column `disability`: `sevre`: not allowed; allowed: one of:",
        "did you mean `severe`?",
        "line 5, column `household`: `h9`: the table of households has no such household",
        "line 6, column `person`: `c`: another row has this name",
        "line 7, column `date_of_birth`: `2030-01-01`: not born yet",
        "line 8: the row has 3 cells, the table 4 columns",
    ] {
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
    assert!(cell(&rows[1], "error").contains("line 2"), "the other of the household is told why");
    let good = "household,person,date_of_birth,disability,pregnant,children_raised\nh1,a,1990-01-01,sevre,no,none\n\
                h2,c,1990-01-01,severe,no,none\n";
    let (run, rows) = assess(good, households, &["--quiet"]);
    assert_eq!((run.code, cell(&rows[1], "status")), (1, "certain"));
}

#[test]
fn a_column_that_is_no_fact_is_refused_and_nothing_is_written() {
    let (run, rows) = assess("person,date_of_brith\na,1990\n", "household\nh1\n", &["--lang", "en"]);
    assert_eq!((run.code, rows.len()), (2, 0));
    assert!(run.err.contains("column `date_of_brith`: there is no such fact"), "{}", run.err);
    assert!(run.err.contains("did you mean `date_of_birth`?") && run.err.contains("begin with `_`"), "{}", run.err);
    let (run, _) = assess("date_of_birth,date_of_birth\n1990,1990\n", "household,person\nh1,a\n", &["--lang", "en"]);
    for part in ["stands twice", "the column `person` is missing", "column `person`: there is no such fact"] {
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
}

#[test]
fn what_a_province_adds_counts_for_its_own_people() {
    let persons = "hộ;người;ngày_sinh;mức_khuyết_tật;đang_mang_thai;con_đang_nuôi\nh1;a;1990-01-01;nặng;không;none\n\
                   h2;b;1990-01-01;nặng;không;none\n";
    let households = "household,province,poverty\nh1,ha_noi,not_poor\nh2,elsewhere,không_nghèo\n";
    let (run, rows) = assess(persons, households, &["--on", "2026-02-01", "--quiet"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    // Law dossier: Hà Nội pays 650,000 from 2026-01-01, the rest of the country 500,000.
    let total = |row: usize| cell(&rows[row], "total_per_month").to_owned();
    assert_eq!((total(0), total(1)), ((650_000 * 15 / 10).to_string(), (BASE * 15 / 10).to_string()));
    let (run, _) = assess(persons, households, &["--province", "ha_noi", "--lang", "en"]);
    assert!(run.code == 2 && run.err.contains("--province: the table of households has a column"), "{}", run.err);
    let (_, rows) = assess(
        persons,
        "household,poverty\nh1,not_poor\nh2,not_poor\n",
        &["--on", "2026-02-01", "--province", "ha_noi", "--quiet"],
    );
    assert_eq!(cell(&rows[1], "total_per_month"), (650_000 * 15 / 10).to_string());
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let mut persons = String::from("household,person,date_of_birth,disability\n");
    for at in 0..60 {
        persons.push_str(&format!("h{},p{at},{}-01-01,{}\n", at / 3, 1930 + at, ["severe", "", "mild"][at % 3]));
    }
    let households = (0..20).fold(String::from("household\n"), |text, at| format!("{text}h{at}\n"));
    let results = ["1", "3", "7"].map(|threads| assess(&persons, &households, &["--threads", threads, "--quiet"]).1);
    assert_eq!(results[0].len(), 60);
    assert!(results[0] == results[1] && results[1] == results[2]);
}
