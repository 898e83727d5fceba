//! `ansinh assess --facts`. Amounts are a coefficient times the base rate of the day, both from the law dossier.

use super::{Folder, Run, run};

const DAY: &str = "2024-07-01";
/// Law dossier, section 0: from 2024-07-01 to 2026-06-30.
const BASE: u64 = 500_000;

/// Nobody in these lists lives in a facility.
const AT_HOME: [&str; 2] = ["--assume", "in_facility=no"];

/// Runs over two tables of people who live at home; the run, and the results by person and column.
pub(super) fn assess(persons: &str, households: &str, more: &[&str]) -> (Run, Vec<Vec<(String, String)>>) {
    assess_as_told(persons, households, &[&AT_HOME, more].concat())
}

/// The same, with nothing taken to be so.
fn assess_as_told(persons: &str, households: &str, more: &[&str]) -> (Run, Vec<Vec<(String, String)>>) {
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

pub(super) fn cell<'r>(row: &'r [(String, String)], column: &str) -> &'r str {
    row.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell)
}

#[test]
fn each_person_gets_a_row_with_total_groups_and_what_is_open() {
    let persons = "household,person,date_of_birth,disability,pension,insurance_allowance,other_allowance,supporter,children_raised,people_taken_in,pregnant,_note\n\
                   h1,old,1940-01-01,no_disability,no,no,no,able,none,none,no,first\n\
                   h1,ill,1990,severe,no,no,no,able,none,none,no,\n\
                   h2,open,1990-05-05,,no,no,no,able,none,none,no,\n";
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
    let good = "household,person,date_of_birth,disability,pregnant,children_raised,people_taken_in\nh1,a,1990-01-01,sevre,no,none,none\n\
                h2,c,1990-01-01,severe,no,none,none\n";
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
    let persons = "hộ;người;ngày_sinh;mức_khuyết_tật;đang_mang_thai;con_đang_nuôi;người_nhận_chăm_sóc\nh1;a;1990-01-01;nặng;không;none;none\n\
                   h2;b;1990-01-01;nặng;không;none;none\n";
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
fn rows_of_households_that_nobody_needs_are_told_and_none_is_skipped() {
    let persons = "household,person,date_of_birth,disability,pregnant,children_raised,people_taken_in\nh1,a,1990-01-01,severe,no,none,none\n";
    let households = "household,poverty\nh1,not_poor\n,poor\nh2,poor\nh3,poor\nh3,poor\nh4\n";
    let (run, rows) = assess(persons, households, &["--quiet", "--lang", "en"]);
    assert_eq!((run.code, rows.len(), cell(&rows[0], "status")), (1, 1, "certain"));
    for part in [
        "line 3, column `household`: the name is missing; each row needs its own",
        "line 4, column `household`: `h2`: the table of persons has nobody in this household",
        "line 5, column `household`: `h3`: the table of persons has nobody in this household",
        "line 6, column `household`: `h3`: another row has this name",
        "line 7: the row has 1 cells, the table 2 columns",
        "line 7, column `household`: `h4`: the table of persons has nobody",
    ] {
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
    assert_eq!(run.err.lines().count(), 6, "{}", run.err);
    // Two rows of one household: neither is taken for the right one.
    let twice = "household,poverty\nh1,not_poor\nh1,poor\n";
    let (run, rows) = assess(persons, twice, &["--quiet", "--lang", "vi"]);
    assert_eq!((run.code, cell(&rows[0], "status")), (1, "error"));
    assert!(run.err.contains("dòng 3, cột `household`: `h1`: mã này đã có ở dòng khác"), "{}", run.err);
}

#[test]
fn marks_of_word_processors_and_other_systems_change_nothing() {
    let persons = "household,person,date_of_birth,disability,pregnant,children_raised,people_taken_in\n\
                   h1,a,1990-01-01,severe,no,none,none\nh1,\"b, \"\"c\"\"\",1950,,no,a,none\n";
    let households = "household,poverty\nh1,not_poor\n";
    let (plain, rows) = assess(persons, households, &["--quiet", "--province", "ha_noi"]);
    assert_eq!((plain.code, rows.len()), (0, 2), "{}", plain.err);
    assert_eq!(cell(&rows[0], "status"), "certain");
    let marked = format!("\u{feff}{}", persons.replace('\n', "\r\n"));
    let old = persons.replace('\n', "\r");
    let divided = "household;person;date_of_birth;disability;pregnant;children_raised;people_taken_in\n\
                   h1;a;1990-01-01;severe;no;none;none\nh1;\"b, \"\"c\"\"\";1950;;no;a;none\n";
    for other in [marked.as_str(), &old, divided, &persons.replace("\nh1,a", "\n\n\nh1,a"), persons.trim_end()] {
        let (run, same) = assess(other, &format!("\u{feff}{households}"), &["--quiet", "--province", "ha_noi"]);
        assert_eq!((run.code, &same), (0, &rows), "{other:?}");
    }
    let (run, _) = assess(&marked.replace("severe", "sevre"), households, &["--quiet", "--lang", "en"]);
    assert!(run.err.contains("persons.csv line 2, column `disability`: `sevre`"), "{}", run.err);
}

#[test]
fn a_table_in_another_encoding_is_told_with_its_remedy() {
    let folder = Folder::new();
    let text = "household,person,_note\nh1,a,ngôn ngữ có\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wrong = folder.file("wide.csv", [&[0xff, 0xfe], wide.as_slice()].concat());
    let byte = folder.file("byte.csv", b"household\nh\xe9\n");
    let good = folder.file("good.csv", text);
    let homes = folder.file("homes.csv", "household\nh1\n");
    let out = folder.0.join("results.csv");
    let out = out.to_str().expect("a path");
    for (persons, households, parts) in [
        (&wrong, &homes, ["wide.csv` line 1", "UTF-16", "iconv -f UTF-16"]),
        (&good, &byte, ["byte.csv` line 2", "not UTF-8 text", "save the file as UTF-8"]),
    ] {
        let run =
            run(&["assess", "--facts", persons, "--households", households, "--on", DAY, "--out", out, "--lang", "en"]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(parts.iter().all(|part| run.err.contains(part)), "{}", run.err);
        assert!(!std::path::Path::new(out).exists(), "nothing is written");
    }
}

#[test]
fn results_that_cannot_be_written_leave_what_was_there() {
    let folder = Folder::new();
    let persons = folder.file("persons.csv", "person\na\n");
    let nowhere = folder.0.join("missing").join("results.csv");
    let run = |out: &str| run(&["assess", "--facts", &persons, "--on", DAY, "--out", out, "--quiet", "--lang", "en"]);
    let failed = run(nowhere.to_str().expect("a path"));
    assert!(failed.code == 2 && failed.err.contains("cannot write"), "{}", failed.err);
    let folder_itself = run(folder.0.to_str().expect("a path"));
    assert!(folder_itself.code == 2 && folder_itself.err.contains("this is a folder"), "{}", folder_itself.err);
    let files = std::fs::read_dir(&folder.0).expect("the folder is there").count();
    assert_eq!(files, 1, "only the table is there");
}

/// Persons of one household may stand anywhere in the list; each keeps their place in the results.
#[test]
fn persons_keep_their_places_however_households_are_mixed() {
    let mut persons =
        String::from("household,person,date_of_birth,disability,pregnant,children_raised,people_taken_in\n");
    for at in 0..1_000 {
        let kind = ["severe", "mild", ""][at % 3];
        persons.push_str(&format!("h{},p{at},1990-01-01,{kind},no,none,none\n", at * 7 % 300));
    }
    let households = (0..300).fold(String::from("household\n"), |text, at| format!("{text}h{at}\n"));
    let (run, rows) = assess(&persons, &households, &["--quiet", "--threads", "3"]);
    assert_eq!((run.code, rows.len()), (0, 1_000), "{}", run.err);
    for (at, row) in rows.iter().enumerate() {
        assert_eq!((cell(row, "person"), cell(row, "household")), (&*format!("p{at}"), &*format!("h{}", at * 7 % 300)));
        let is_open = cell(row, "needs").contains(&format!("p{at}.disability"));
        assert_eq!(is_open, at % 3 == 2, "{row:?}");
    }
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

const SEVERE: &str = "household,person,date_of_birth,disability,in_facility,pregnant,children_raised,people_taken_in\n\
                      h1,open,1990-01-01,severe,,no,none,none\nh1,home,1990-01-01,severe,no,no,none,none\n\
                      h1,away,1990-01-01,severe,yes,no,none,none\n";

/// A list without the column leaves it open whether somebody lives in a facility; who assumes it says so, and a cell that
/// says something goes before. Decree 20/2021 article 25 clause 5.
#[test]
fn what_is_assumed_holds_where_the_list_says_nothing_and_is_told_in_the_results() {
    let told = |more: &[&str]| {
        let (run, rows) = assess_as_told(SEVERE, "household,poverty\nh1,not_poor\n", &[&["--quiet"], more].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        let of = |row: &Vec<(String, String)>| {
            let cells = ["status", "total_per_month", "possible_totals", "needs", "assumed"];
            cells.map(|column| cell(row, column).to_owned()).join(",")
        };
        rows.iter().map(of).collect::<Vec<_>>()
    };
    let amount = BASE * 15 / 10;
    let (open, home) = (format!("possible,,0;{amount},open.in_facility,"), format!("certain,{amount},,,"));
    assert_eq!(told(&[]), [open.as_str(), &home, "certain,0,,,"]);
    let assumed = |row: &str| format!("{row}in_facility=no");
    assert_eq!(told(&AT_HOME), [assumed(&home), assumed(&home), assumed("certain,0,,,")]);
    assert_eq!(told(&["--assume", "đang_ở_cơ_sở=không"])[0], format!("{home}in_facility=không"));
}

#[test]
fn an_assumption_that_cannot_be_made_is_told_with_its_remedy() {
    let assume = ["in_facility", "in_facilty=no", "in_facility=2", "province=ha_noi", "hiv=no", "hiv=yes"];
    let more: Vec<&str> = assume.iter().flat_map(|assumed| ["--assume", assumed]).chain(["--lang", "en"]).collect();
    let (run, rows) = assess_as_told(SEVERE, "household,poverty\nh1,not_poor\n", &more);
    assert_eq!((run.code, rows.len()), (2, 0));
    for part in [
        "`in_facility` must be FACT=VALUE",
        "there is no fact `in_facilty`; did you mean `in_facility`?",
        "`in_facility`: `2` is not allowed",
        "said with --province",
        "`hiv` is given twice",
    ] {
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
}
