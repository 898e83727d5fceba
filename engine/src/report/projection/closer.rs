//! Closer looks at each year in one table: groups, targeting, winners and losers, overlaps.
//!
//! Receives a projection and what makes the tables of one year; hands on the tables of all years together. It counts
//! nobody itself.

use ansinh_grammar::Text;

use super::plans::of_year;
use super::titled;
use crate::report::Table;
use crate::simulate::{By, Outcome, Projection};

/// The tables of each year, those of one name as one: every row says its year.
#[must_use]
pub fn each_year(projection: &Projection, tables_of: &dyn Fn(&Outcome) -> Vec<Table>) -> Vec<Table> {
    let mut all: Vec<Table> = Vec::new();
    for year in &projection.years {
        for table in tables_of(&year.outcome) {
            let rows = table.rows.into_iter().map(|row| of_year(row, year.outcome.year));
            match all.iter_mut().find(|other| other.name == table.name) {
                Some(known) => {
                    known.rows.extend(rows);
                    known
                        .notes
                        .extend(table.notes.into_iter().filter(|note| !known.notes.contains(note)).collect::<Vec<_>>());
                }
                None => {
                    let title = title(projection, table.name, &table.title);
                    all.push(Table { title, rows: rows.collect(), ..table });
                }
            }
        }
    }
    all
}

/// The title of a table of one year, for all of them.
fn title(projection: &Projection, name: &str, of_one: &Text) -> Text {
    let by = name.strip_prefix("by_").and_then(|code| By::ALL.into_iter().find(|by| by.code() == code));
    match by.map(By::label) {
        Some(label) => titled(
            projection,
            &format!("Kết quả từng năm theo {}", label.vi),
            &format!("Results of each year by {}", label.en),
        ),
        None => titled(projection, &of_one.vi, &of_one.en),
    }
}
