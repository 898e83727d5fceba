//! `ansinh reproduce`: every published figure with ours and the deviation, as `tests/golden/reproductions.csv` has them.
//!
//! Ours there are what the program printed; a change of one is a change of the law, of the population or of the way they
//! are simulated, and must be looked at. The published figures are those of the dossier on populations, section 10.

use std::collections::BTreeMap;

use super::run;

#[test]
fn every_reproduction_is_as_it_was_and_says_why_it_deviates() {
    let run = run(&["reproduce", "--format", "json", "--quiet"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let found = run.json();
    let rows = found["tables"][0]["rows"].as_array().expect("rows");
    let cell = |row: &serde_json::Value, at: usize| row["cells"][at].as_str().unwrap_or_default().to_owned();
    let ours: BTreeMap<String, [String; 7]> = rows
        .iter()
        .map(|row| {
            let judged = row["cells"][6]["en"].as_str().unwrap_or_default();
            let verdict = ["can hold", "DOES NOT HOLD", "holds", "the source gives no cost"];
            let verdict = verdict.into_iter().find(|verdict| judged.starts_with(verdict)).unwrap_or_default();
            let cells = [0, 1, 2, 3, 4, 5].map(|at| cell(row, at));
            let [a, b, c, d, e, f] = cells;
            (row["name"].as_str().expect("a name").to_owned(), [a, b, c, d, e, f, verdict.to_owned()])
        })
        .collect();
    let table = include_str!("../../../tests/golden/reproductions.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut held = BTreeMap::new();
    for record in reader.records() {
        let record = record.expect("a row");
        assert!(record[8].len() > 20, "{}: says why it deviates", &record[0]);
        held.insert(record[0].to_owned(), std::array::from_fn(|at| record[at + 1].to_owned()));
    }
    assert_eq!(ours, held);
}
