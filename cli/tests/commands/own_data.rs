//! `ansinh simulate --data`. Amounts are a coefficient times the base rate, both from the law dossier: Decree 136/2013
//! pays 270,000 in 2016, 1.0 from 80 without a pension, 1.5 for a severe and 2.0 for an extremely severe disability.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Folder, Run, run};

/// What stands in every mapping here: facts that are the same for all.
const ASSUMED: &str = r#"
abandoned = { assume = "no" }
father = { assume = "present" }
mother = { assume = "present" }
in_education = { assume = "no" }
received_as_child = { assume = "no" }
hiv = { assume = "no" }
marital = { assume = "married" }
supporter = { assume = "able" }
insurance_allowance = { assume = "no" }
other_allowance = { assume = "no" }
stable_income = { assume = "no" }
able_to_work = { assume = "yes" }
eligible_for_facility = { assume = "no" }
community_carer = { assume = "no" }
pregnant = { assume = "no" }
merit_allowance = { assume = "no" }
low_pension = { assume = "no" }
survivor_allowance = { assume = "no" }
parent_on_allowance = { assume = "no" }
in_facility = { assume = "no" }
lost_in_disaster = { assume = "no" }
wage = { assume = "no" }
counted_at_15 = { assume = "no" }
died_this_month = { assume = "no" }
"#;

fn mapping(more: &str) -> String {
    format!(
        r#"
missing = ["99"]
date = "dd/mm/yyyy"
[persons]
household = "HO"
person = "SO"
ignore = ["GHICHU"]
[persons.inputs]
date_of_birth = "NGAYSINH"
sex = {{ column = "GIOI", codes = {{ "1" = "male", "2" = "female" }} }}
pension = {{ column = "LUONGHUU", codes = {{ "1" = "yes", "2" = "no" }} }}
disability = {{ column = "KT", codes = {{ "0" = "no_disability", "2" = "severe", "3" = "extremely_severe" }} }}
{ASSUMED}
[persons.links]
children_raised = "CON"
[households.inputs]
poverty = {{ column = "NGHEO", codes = {{ "1" = "poor", "3" = "not_poor" }} }}
hardship = {{ assume = "no" }}
special_area = {{ assume = "no" }}
area = {{ assume = "lowland" }}
province = {{ assume = "ca_mau" }}
urban = {{ assume = "no" }}
{more}"#
    )
}

const HEAD: &str = "HO,SO,NGAYSINH,GIOI,LUONGHUU,KT,CON,NGHEO,W,GHICHU\n";

fn simulate(rows: &str, more_mapping: &str, more: &[&str]) -> Run {
    let folder = Folder::new();
    let (data, mapping) = (folder.file("p.csv", format!("{HEAD}{rows}")), folder.file("m.toml", mapping(more_mapping)));
    let mut arguments = vec!["simulate", "--data", &data, "--mapping", &mapping, "--quiet", "--lang", "en"];
    arguments.extend(more);
    if !more.contains(&"--check") {
        arguments.extend(["--year", "2016"]);
    }
    run(&arguments)
}

fn rows(found: &Value, table: &str) -> Vec<Value> {
    let tables = found["tables"].as_array().expect("there are tables");
    let table = tables.iter().find(|found| found["name"] == table).expect("the table is there");
    table["rows"].as_array().expect("it has rows").clone()
}

fn cells(found: &Value, table: &str, row: &str) -> Vec<String> {
    let rows = rows(found, table);
    let row = rows.iter().find(|found| found["name"] == row).expect("the row is there");
    let cells = row["cells"].as_array().expect("it has cells");
    cells.iter().map(|cell| cell.as_str().unwrap_or("-").to_owned()).collect()
}

#[test]
fn what_is_not_known_is_a_range_and_never_a_zero() {
    let people = "1,1,01/01/1930,1,2,0,none,3,1,\n1,2,05/06/1932,2,,0,none,3,1,\n2,1,01/01/1990,1,2,2,none,1,1,\n\
                  3,1,15/03/1980,1,2,99,none,3,1,\n4,1,15/03/1980,1,99,0,none,3,1,\n";
    let run = simulate(people, "", &["--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let found = run.json();
    assert_eq!(found["is_synthetic"], false);
    // Settled are the severely disabled person, 12 times 405,000 = 4.86 million, and who may or may not have a pension
    // at 36, which changes nothing.
    assert_eq!(cells(&found, "simulation", "monthly_allowance"), ["1", "12", "4.9"]);
    // At least: they, and the one of 86 without a pension, 12 times 270,000 = 3.24 million. At most: also the wife of 84,
    // and an extremely severe disability, 12 times 540,000 = 6.48 million.
    assert_eq!(cells(&found, "range", "monthly_allowance"), ["2", "4", "8.1", "17.8"]);
    assert_eq!(&cells(&found, "missing", "pension")[1..], ["2", "0", "5", "40"]);
    assert_eq!(&cells(&found, "missing", "disability")[1..], ["1", "0", "5", "20"]);
}

#[test]
fn a_date_known_in_part_leaves_open_what_it_leaves_open() {
    // Somebody who turns 80 in the course of 2016, nobody knows when; and somebody who did so long ago.
    let people = "1,1,00/00/1936,1,2,0,none,3,1,\n2,1,00/05/1930,2,2,0,none,3,1,\n";
    let found = simulate(people, "", &["--format", "json"]).json();
    let range = cells(&found, "range", "monthly_allowance");
    assert_eq!(range[..3], ["2", "2", "3.2"].map(str::to_owned), "{range:?}");
    assert_eq!(cells(&found, "missing", "date_of_birth")[1..3], ["2", "2"].map(str::to_owned));
}

#[test]
fn year_month_and_day_may_stand_in_three_columns() {
    let written = mapping("").replace(
        "date_of_birth = \"NGAYSINH\"",
        "date_of_birth = { column = \"NAM\", month = \"THANG\", day = \"NGAY\" }",
    );
    let head = HEAD.replace("NGAYSINH", "NAM,THANG,NGAY");
    let simulate = |mapping: &str, people: &str| {
        let folder = Folder::new();
        let (data, mapping) = (folder.file("p.csv", format!("{head}{people}")), folder.file("m.toml", mapping));
        let data = ["--data", &data, "--mapping", &mapping];
        run(&[&["simulate", "--year", "2016", "--quiet", "--lang", "en", "--format", "json"], &data[..]].concat())
    };
    // 80 on 1 July 2016: paid from July, six times 270,000; the third, of 86, twelve times, on whatever day they were
    // born; of the second nobody knows when they turn 80.
    let people = "1,1,1936,7,1,1,2,0,none,3,1,\n2,1,1936,99,5,1,2,0,none,3,1,\n3,1,1930,,,2,2,0,none,3,1,\n";
    let found = simulate(&written, people);
    assert_eq!((found.code, found.err.as_str()), (0, ""));
    let found = found.json();
    assert_eq!(cells(&found, "simulation", "monthly_allowance")[2], "4.9");
    assert_eq!(cells(&found, "missing", "date_of_birth")[1..3], ["2", "2"].map(str::to_owned));
    let wrong = simulate(&written, "1,1,1936,13,1,1,2,0,none,3,1,\n");
    assert!(wrong.code == 1 && wrong.err.contains("column `NAM`: `1936-13-1`"), "{}", wrong.err);
    let without = simulate(&written.replace("month = \"THANG\", ", ""), people);
    assert!(without.code == 2 && without.err.contains("has `day` without `month`"), "{}", without.err);
}

#[test]
fn all_wrong_rows_are_told_at_once() {
    let people = "1,1,31/02/1930,1,5,0,none,3,1,\n1,1,01/01/1950,1,2,0,7,1,1,\n,3,01/01/1950,1,2,0,none,3,1,\n\
                  2,1,01/01/1950,1,2,0,none,3,1\n";
    let folder = Folder::new();
    let rejects = folder.0.join("rejects.csv").to_str().expect("a path").to_owned();
    let run = simulate(people, "", &["--check", "--rejects", &rejects]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    for part in [
        "row 2, column `NGAYSINH`: `31/02/1930`: no day, written as `date` says",
        "row 2, column `LUONGHUU`: `5`: allowed: 1, 2",
        "row 3, column `SO`: another row has this name",
        "row 3, column `CON`: `7`: not the name of another person",
        "row 3, column `NGHEO`: differs from row 2 of the same household",
        "row 4: the name of the household is missing",
        "row 5: the row has 9 cells, the table 10 columns",
        "error: 1 codes that the mapping does not know",
    ] {
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
    let written = fs::read_to_string(&rejects).expect("the rejects are written");
    assert_eq!(written.lines().count(), 8, "{written}");
    assert!(written.starts_with("file,row,column,value,rule,remedy\n") && written.contains(",31/02/1930,no-date,"));
}

#[test]
fn a_mapping_that_does_not_fit_is_told_whole() {
    let folder = Folder::new();
    let data = folder.file("p.csv", format!("{HEAD}1,1,01/01/1930,1,2,0,none,3,1,\n"));
    let wrong = mapping("").replace("\"NGAYSINH\"", "\"NGAY_SINH\"").replace("= \"severe\"", "= \"sevre\"");
    let wrong = wrong.replace("hardship =", "hardshp =").replace("ignore = [\"GHICHU\"]", "");
    let mapping_file = folder.file("m.toml", wrong);
    let run = run(&["simulate", "--data", &data, "--mapping", &mapping_file, "--check", "--lang", "en"]);
    assert_eq!(run.code, 2);
    for part in [
        "`NGAY_SINH` (date_of_birth); did you mean: NGAYSINH?",
        "`2` = `sevre` is no value of it; did you mean: severe?",
        "`households.inputs.hardshp`; did you mean `hardship`?",
    ] {
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
    let mapping_file = folder.file("m.toml", mapping("").replace("ignore = [\"GHICHU\"]", ""));
    let run = super::run(&["simulate", "--data", &data, "--mapping", &mapping_file, "--check", "--lang", "en"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("the mapping says nothing of the columns: W, GHICHU"), "{}", run.out);
    assert!(run.out.contains("Facts of the law that no column holds: "), "{}", run.out);
}

#[test]
fn weights_multiply_and_have_an_error() {
    let people: String = (1..=20)
        .map(|home| format!("{home},1,01/01/1930,1,{},0,none,3,{}.25,\n", if home % 2 == 0 { 2 } else { 1 }, home))
        .collect();
    let sample = "\n[sample]\nweight = \"W\"\n";
    let one = simulate(&people, sample, &["--format", "json", "--threads", "1"]);
    assert_eq!((one.code, one.err.as_str()), (0, ""));
    let found = one.json();
    // Of the even ones, 2.25 + 4.25 + ... + 20.25 = 112.5 stand for people without a pension; 113 as whole people, and
    // 112.5 times 3.24 million.
    assert_eq!(cells(&found, "simulation", "monthly_allowance"), ["113", "1350", "364.5"]);
    let error: f64 = cells(&found, "sampling", "monthly_allowance")[3].parse().expect("a number");
    // Worked out beside: with n / (n - 1) times the sum of squares about the mean of 20 households the standard error is
    // 29.7 people, so 96.4 million; 1.96 of these are 189, and 200 draws are within a fifth of it.
    assert!((150.0..230.0).contains(&error), "{error}");
    assert_eq!(simulate(&people, sample, &["--format", "json", "--threads", "3"]).out, one.out);
    let wrong = simulate("1,1,01/01/1930,1,2,0,none,3,-2,\n", sample, &[]);
    assert!(wrong.code == 1 && wrong.err.contains("column `W`: `-2`: a weight is a number above zero"), "{wrong:?}");
}

/// The rows of the results, without notes.
fn results(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.starts_with("simulation,") && !line.contains(",note,")).collect()
}

#[test]
fn a_population_that_is_written_and_read_again_gives_the_same() {
    let folder = Folder::new();
    let place = |name: &str| folder.0.join(name).to_str().expect("a path").to_owned();
    let before =
        run(&["simulate", "--province", "ha-nam", "--year", "2016", "--format", "csv", "--quiet", "--lang", "en"]);
    for format in ["csv", "parquet"] {
        let people = place(format);
        let written = ["population", "--province", "ha-nam", "--people", &people, "--people-format", format, "--quiet"];
        assert_eq!(run(&written).code, 0);
        let [persons, households, mapping] =
            [format!("persons.{format}"), format!("households.{format}"), "mapping.toml".to_owned()]
                .map(|name| Path::new(&people).join(name).to_str().expect("a path").to_owned());
        let after = run(&[
            "simulate",
            "--data",
            &persons,
            "--households",
            &households,
            "--mapping",
            &mapping,
            "--year",
            "2016",
            "--format",
            "csv",
            "--quiet",
            "--lang",
            "en",
        ]);
        assert_eq!((after.code, after.err.as_str()), (0, ""));
        assert!(results(&after.out).len() > 20, "{}", after.out);
        assert_eq!(results(&after.out), results(&before.out), "{format}");
    }
}

#[test]
fn a_workbook_is_read_as_a_table() {
    let folder = Folder::new();
    let path = folder.0.join("p.xlsx").to_str().expect("a path").to_owned();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let names = HEAD.trim().split(',');
    for (column, name) in (0..).zip(names) {
        sheet.write_string(0, column, name).expect("a cell");
    }
    let born = rust_xlsxwriter::ExcelDateTime::from_ymd(1930, 1, 1).expect("a day");
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    for (column, number) in [(0, 1.0), (1, 1.0), (3, 1.0), (4, 2.0), (5, 0.0), (7, 3.0)] {
        sheet.write_number(1, column, number).expect("a cell");
    }
    sheet.write_datetime_with_format(1, 2, &born, &day).expect("a cell");
    sheet.write_string(1, 6, "none").expect("a cell");
    book.save(&path).expect("it is written");
    let mapping = folder.file("m.toml", mapping(""));
    let run =
        run(&["simulate", "--data", &path, "--mapping", &mapping, "--year", "2016", "--format", "json", "--quiet"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(cells(&run.json(), "simulation", "monthly_allowance"), ["1", "12", "3.2"]);
}

#[test]
fn the_template_is_a_mapping() {
    let run = run(&["simulate", "--mapping-template", "--lang", "vi"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("[persons.inputs]") && run.out.contains("date_of_birth = { column"), "{}", run.out);
    let folder = Folder::new();
    let (data, mapping) = (folder.file("p.csv", "household,person\n1,1\n"), folder.file("m.toml", &run.out));
    let checked = super::run(&["simulate", "--data", &data, "--mapping", &mapping, "--check", "--lang", "en"]);
    // It is read; the columns of the example are not in this table.
    assert!(checked.code == 2 && checked.err.contains("there is no column `date_of_birth`"), "{}", checked.err);
    assert!(!checked.err.contains("this is no mapping") && !checked.err.contains("mapping: "), "{}", checked.err);
}
