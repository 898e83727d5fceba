//! Every published answer is a test of the law, and every test that names one is one.
//!
//! Receives the table of published answers and the texts of the tests in `policies/`; holds them against each other
//! both ways: day, amount, and the word DEPARTURE where the law says something else. It asks no evaluator.

use std::collections::BTreeSet;

const TABLE: &str = include_str!("../golden/answers.csv");

/// Answers that no test can hold, with the reason.
const WITHOUT_TEST: [(&str, &str); 1] =
    [("GC43", "tuition is no social assistance, and no rule of this folder speaks of it")];
/// Statuses of answers that the law does not give.
const OTHERWISE: [&str; 2] = ["disputed", "wrong_as_published"];

/// A row of the table.
struct Row {
    id: String,
    on: String,
    amount: String,
    status: String,
}

fn rows() -> Vec<Row> {
    let mut table = csv::Reader::from_reader(TABLE.as_bytes());
    let row = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.expect("a row");
        let cell = |at: usize| record.get(at).unwrap_or_default().to_owned();
        assert!(record.get(5).is_some_and(|source| !source.is_empty()), "{}: no source", cell(0));
        Row { id: cell(0), on: cell(1), amount: cell(2), status: cell(3) }
    };
    table.records().map(row).collect()
}

/// The texts of all tests of the law.
fn tests() -> Vec<String> {
    let mut tests = Vec::new();
    for policy in ansinh_policies::all() {
        let mut own: Vec<String> = Vec::new();
        for line in policy.text.lines() {
            let is_head = line.starts_with("test \"") || line.starts_with("kiểm thử \"");
            match own.last_mut() {
                _ if is_head => own.push(format!("{line}\n")),
                Some(test) if line.starts_with(' ') || line.is_empty() => *test += &format!("{line}\n"),
                _ => {}
            }
        }
        tests.append(&mut own);
    }
    tests
}

/// The ids that a text names.
fn ids(text: &str) -> BTreeSet<String> {
    let behind = text.split("GC").skip(1).map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
    behind.filter(|digits| !digits.is_empty()).map(|digits| format!("GC{digits}")).collect()
}

/// The ways in which a test may write an amount of dong; none for shares and for yes or no.
fn written(amount: &str) -> Vec<String> {
    let Some(dong) = amount.parse::<u64>().ok().filter(|dong| *dong > 1) else { return Vec::new() };
    let digits = dong.to_string();
    let grouped: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).unwrap_or("")).collect();
    let million = (dong % 1_000_000 == 0).then(|| format!("{} million VND", dong / 1_000_000));
    std::iter::once(format!("{} VND", grouped.join("_"))).chain(million).collect()
}

#[test]
fn every_published_answer_is_a_test_on_its_day_with_its_amount() {
    let tests = tests();
    let mut wrong = Vec::new();
    for row in rows() {
        let own: Vec<&String> = tests.iter().filter(|test| ids(test).contains(&row.id)).collect();
        let is_without = WITHOUT_TEST.iter().any(|(id, _)| *id == row.id);
        if own.is_empty() != is_without {
            wrong.push(format!("{}: {} tests", row.id, own.len()));
        }
        if is_without {
            continue;
        }
        if !own.iter().any(|test| test.contains(&format!("  on {}\n", row.on))) {
            wrong.push(format!("{}: no test on {}", row.id, row.on));
        }
        let is_otherwise = OTHERWISE.contains(&row.status.as_str());
        let amounts = written(&row.amount);
        let has = |test: &&String| amounts.iter().any(|amount| test.contains(&format!(" = {amount}")));
        if !is_otherwise && !amounts.is_empty() && !own.iter().any(has) {
            wrong.push(format!("{}: no test expects {}", row.id, row.amount));
        }
        if is_otherwise && !own.iter().any(|test| test.contains("DEPARTURE")) {
            wrong.push(format!("{}: the law gives another answer, and no test says DEPARTURE", row.id));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_test_that_names_a_published_answer_names_one_that_there_is() {
    let known: BTreeSet<String> = rows().into_iter().map(|row| row.id).collect();
    assert_eq!(known.len(), 38, "an answer stands once");
    let named: BTreeSet<String> = tests().iter().flat_map(|test| ids(test)).collect();
    let unknown: Vec<&String> = named.difference(&known).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
