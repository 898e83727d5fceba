//! `ansinh test`.

use super::{Folder, run, run_with};

#[test]
fn the_tests_of_the_law_hold() {
    let run = run(&["test", "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.ends_with(" tests, 0 failed\n"), "{}", run.out);
}

#[test]
fn a_test_that_does_not_hold_is_shown_with_its_line_and_what_was_found() {
    // Law dossier, section 2: the base rate from 2021-07-01 is 360,000.
    let text = "language en edition 2026
module my.tests
use nd20.base_rate
use vn.facts
test \"a wrong base rate\"
  on 2021-07-01
  given person lan
    date_of_birth = 1941-07-01
  expect base_rate = 1 VND per month
  expect age of lan = 80 years
";
    let file = Folder::new().file("mine.law", text);
    let run = run(&["test", &file, "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    for part in [
        "mine.law:9:3: a wrong base rate",
        "    expect base_rate = 1 VND per month",
        "→ found 360,000 VND per month",
        ", 1 failed\n",
    ] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    assert!(!run.out.contains("expect age of lan"));
    let run = self::run(&["test", &file, "--lang", "vi"]);
    assert!(run.out.contains("→ kết quả là 360.000 đồng mỗi tháng"), "{}", run.out);
}

#[test]
fn programs_get_every_test_with_its_place() {
    let text = "language en edition 2026
module my.tests
use nd20.base_rate
use vn.facts
test \"a wrong base rate\"
  on 2021-07-01
  expect base_rate = 1 VND per month
";
    let run = run_with(&["test", "-", "--format", "json"], text);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let found = run.json();
    assert_eq!((&found["schema"], &found["failed"]), (&"ansinh-tests-1".into(), &1.into()));
    let trial = found["trials"].as_array().unwrap().iter().find(|trial| trial["holds"] == false).unwrap();
    assert_eq!((&trial["title"], &trial["start"]["line"]), (&"a wrong base rate".into(), &5.into()));
    assert_eq!(trial["unmet"][0]["start"]["line"], 7);
}

#[test]
fn policies_with_errors_are_not_tested() {
    let run = run_with(&["test", "-", "--lang", "en"], "language en edition 2026\nmodule m\nuse no_such_module\n");
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("error[E"), "{}", run.err);
}

#[test]
fn files_that_cannot_be_read_leave_with_2() {
    let run = run(&["test", "no-such-file.law", "--lang", "vi"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("lỗi: không đọc được"), "{}", run.err);
}
