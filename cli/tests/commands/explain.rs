//! `ansinh explain`.

use super::run;

#[test]
fn a_code_is_explained_by_number_or_name_in_the_language_asked_for() {
    let english = run(&["explain", "e0301", "--lang", "en"]);
    assert_eq!((english.code, english.err.as_str()), (0, ""));
    assert!(english.out.starts_with("E0301 unknown-name\nA name that is not declared\n"), "{}", english.out);
    assert!(english.out.contains("\nWrong:\n") && english.out.contains("\nRight:\n"));
    let vietnamese = run(&["explain", "Unknown-Name", "--lang", "vi"]);
    assert!(vietnamese.out.contains("Tên chưa được khai báo") && vietnamese.out.contains("\nSai:\n"));
    assert!(english.out.lines().chain(vietnamese.out.lines()).all(|line| line.chars().count() <= 120));
}

#[test]
fn a_code_that_is_not_there_leaves_with_1_and_the_nearest() {
    let run = run(&["explain", "E03O1", "--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(run.err, "error: there is no code `E03O1`; did you mean `E0301`?\n");
}

#[test]
fn every_code_is_listed_with_a_title() {
    let run = run(&["explain", "--list", "--lang", "vi"]);
    assert_eq!(run.code, 0);
    assert!(run.out.lines().count() > 35 && run.out.lines().all(|line| line.split_whitespace().count() > 2));
    let found = self::run(&["explain", "--list", "--format", "json"]).json();
    assert_eq!(found.as_array().map(Vec::len), Some(run.out.lines().count()));
    assert_eq!(self::run(&["explain"]).code, 2);
}
