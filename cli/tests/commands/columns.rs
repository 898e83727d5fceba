//! `ansinh assess --columns` and `--template`: what the tables of a list may hold.

use std::fs;
use std::path::Path;

use super::{Folder, run};

/// The cells of a table without quotes around commas: enough to look for words.
fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

#[test]
fn every_column_is_told_with_what_may_stand_there_and_who_asks() {
    let told = run(&["assess", "--columns", "--format", "json", "--lang", "en"]);
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    let columns = told.json();
    let columns = columns.as_array().expect("a list");
    let of = |table: &str, name: &str| {
        let found = columns.iter().find(|column| column["table"] == table && column["column"] == name);
        found.unwrap_or_else(|| panic!("{name} of {table}")).clone()
    };
    assert!(columns.len() > 50 && columns.iter().all(|column| column["unless_given"] == "unknown"));
    assert_eq!(of("persons", "person")["holds"], "name");
    assert_eq!(
        (&of("persons", "household")["holds"], &of("persons", "household")["alias"]),
        (&"link".into(), &"hộ".into())
    );
    assert_eq!(of("persons", "children_raised")["may_be_none"], true);
    let disability = of("persons", "disability");
    assert_eq!(
        (&disability["values"][2]["name"], &disability["values"][2]["alias"]),
        (&"severe".into(), &"nặng".into())
    );
    assert!(disability["question"]["vi"].as_str().is_some_and(|asked| asked.ends_with('?')));
    let benefits = disability["benefits"].as_array().expect("a list");
    assert!(benefits.contains(&"monthly_allowance".into()), "{benefits:?}");
    let damage = of("households", "home_damage");
    assert_eq!(damage["benefits"], serde_json::json!(["housing_relief"]));
    assert!(!columns.iter().any(|column| column["column"] == "members"), "who lives there is told by the persons");
    let text = run(&["assess", "--columns", "--lang", "vi", "--on", "2024-07-01"]).out;
    for part in
        ["households.csv", "disability (mức_khuyết_tật): ", "Giấy xác nhận khuyết tật ghi mức nào?", "chưa biết"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn the_readme_says_what_the_command_says() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("it is there");
    let told = run(&["assess", "--columns", "--format", "csv"]).out;
    let header = lines(&told)[0];
    for column in header.split(',') {
        assert!(readme.contains(&format!("`{column}`")), "cli/README.md does not explain `{column}` of --columns");
    }
    let folder = Folder::new();
    let persons = folder.file("persons.csv", "person\na\n");
    let results = run(&["assess", "--facts", &persons, "--on", "2024-07-01", "--quiet"]).out;
    for column in lines(&results)[0].split(',') {
        let column = if column.starts_with("benefit.") { "benefit.NAME" } else { column };
        assert!(readme.contains(&format!("`{column}`")), "cli/README.md does not explain `{column}` of the results");
    }
    // Every name that the README gives as an example is one that the command knows.
    let names: Vec<&str> = lines(&told).iter().filter_map(|line| line.split(',').nth(1)).collect();
    for name in ["date_of_birth", "disability", "pension", "poverty", "special_area", "province", "children_raised"] {
        assert!(readme.contains(&format!("`{name}`")) && names.contains(&name), "{name}");
    }
}

#[test]
fn a_template_is_a_table_with_every_column_and_keeps_what_is_there() {
    let folder = Folder::new();
    let into = folder.0.join("lists");
    let into = into.to_str().expect("a path");
    let made = run(&["assess", "--template", into]);
    assert_eq!((made.code, made.out.lines().count(), made.err.as_str()), (0, 2, ""));
    let (persons, households) = (format!("{into}/persons.csv"), format!("{into}/households.csv"));
    let header = fs::read_to_string(&persons).expect("it is there");
    assert!(header.starts_with("person,household,") && header.lines().count() == 1, "{header}");
    let run_on = |more: &[&str]| {
        run(&[&["assess", "--facts", &persons, "--households", &households, "--on", "2024-07-01", "--quiet"], more]
            .concat())
    };
    let empty = run_on(&[]);
    assert_eq!((empty.code, empty.out.lines().count(), empty.err.as_str()), (0, 1, ""));
    let again = run(&["assess", "--template", into, "--lang", "en"]);
    assert!(again.code == 2 && again.err.contains("is there already; it is kept"), "{}", again.err);
    let csv = run(&["assess", &persons, "--format", "csv", "--lang", "en"]);
    assert!(csv.code == 2 && csv.err.contains("only for --columns"), "{}", csv.err);
}
