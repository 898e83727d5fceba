//! `ansinh test`.

use super::{Folder, run, run_with};

#[test]
fn the_tests_of_the_law_hold() {
    let run = run(&["test", "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains(" tests, 0 failed\n"), "{}", run.out);
    assert!(run.out.ends_with(" properties, 0 refuted or not tried (seed 1, 1000 samples each)\n"), "{}", run.out);
    assert!(run.out.contains("never_below_the_national_rate: no counterexample in 1000 samples on "), "{}", run.out);
    assert!(!run.out.contains("prove"), "nothing is proven by drawing: {}", run.out);
}

/// A law in which somebody is promised what the law does not give.
const PROMISES: &str = "language en edition 2026
module my.promises
use nd20.base_rate
use nd20.monthly_allowance
use vn.facts
property twice_the_rate
  for every person p from 2024-07-01 to 2025-06-30 where qualifies for disabled of p
  always monthly_allowance of p >= base_rate * 2
property of_nobody
  for every person p from 2024-07-01 where pension of p and not pension of p
  always base_rate = 0 VND per month
";

#[test]
fn a_property_that_does_not_hold_is_shown_with_a_test_that_fails() {
    let run = run_with(&["test", "-", "--samples", "200", "--seed", "1", "--lang", "en"], PROMISES);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    for part in [
        "error[E1105]: `twice_the_rate` does not hold for somebody on 2024-10-01",
        "750,000 VND per month",
        "base_rate * 2",
        "error[E1104]: nobody of 200 samples met the condition of `of_nobody`",
        "2 refuted or not tried (seed 1, 200 samples each)",
    ] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    // The printed test can be put into the file, and fails there.
    let at = run.out.find("test \"counterexample").unwrap();
    let test = run.out.get(at..).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let text = format!("{PROMISES}\n{test}\n");
    let again = run_with(&["test", "-", "--samples", "1", "--lang", "en"], &text);
    assert!(
        again.err.is_empty() && again.out.contains("expect monthly_allowance of p >= base_rate * 2"),
        "{}",
        again.out
    );
    assert!(again.out.contains(" tests, 1 failed\n"), "{}", again.out);
    assert_eq!(run.out, run_with(&["test", "-", "--samples", "200", "--seed", "1", "--lang", "en"], PROMISES).out);
}

#[test]
fn programs_get_every_property_with_its_counterexample() {
    let found = run_with(&["test", "-", "--format", "json", "--samples", "200"], PROMISES).json();
    assert_eq!((&found["samples"], &found["seed"]), (&200.into(), &1.into()));
    let property = |name: &str| {
        let all = found["properties"].as_array().unwrap();
        all.iter().find(|property| property["name"] == name).unwrap().clone()
    };
    let refuted = property("my.promises.twice_the_rate");
    assert_eq!((&refuted["verdict"], &refuted["start"]["line"]), (&"counterexample".into(), &6.into()));
    assert_eq!(refuted["counterexample"]["values"].as_array().unwrap().len(), 2);
    assert!(refuted["counterexample"]["test"].as_str().unwrap().starts_with("test \"counterexample"));
    assert_eq!(refuted["complaints"]["diagnostics"][0]["code"], "E1105");
    let untried = property("my.promises.of_nobody");
    assert_eq!((&untried["verdict"], &untried["met"]), (&"untried".into(), &0.into()));
    assert_eq!(property("ha_noi.base_rate_tests.never_below_the_national_rate")["verdict"], "no_counterexample");
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
        "on 2021-07-01, expected: 1 VND per month",
        "→ found 360,000 VND per month",
        "Base rate of social assistance: 360,000 VND per month — Decree 20/2021, article 4, clause 2",
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
    assert_eq!((&found["schema"], &found["failed"]), (&"ansinh-tests-2".into(), &1.into()));
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

#[test]
fn only_what_the_given_files_promise_is_tried_when_asked() {
    let run = run_with(&["test", "-", "--only-given", "--samples", "200", "--lang", "en"], PROMISES);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("\n0 tests, 0 failed\n2 properties, 2 refuted or not tried"), "{}", run.out);
}

#[test]
fn no_samples_at_all_are_refused() {
    let run = run(&["test", "--samples", "0", "--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("--samples: must be at least 1"), "{}", run.err);
}
