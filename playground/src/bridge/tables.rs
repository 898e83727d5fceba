//! From the engine's tables to plain types, cell by cell.
//!
//! Receives tables; hands on the page's. It chooses which columns a chart compares and which rows it shows.
//! It computes no figure.

use ansinh_engine::report::{self, RowKind};
use ansinh_engine::simulate::Outcome;
use ansinh_engine::value::Decimal;
use ansinh_grammar::Text;

use super::words;
use crate::message::{Cell, Chart, Column, Row, RowWeight, Table};

/// Columns of the simulation's table, without the one that names the row.
const RECIPIENTS: (usize, usize) = (0, 3);
const COST: (usize, usize) = (2, 5);
/// The most rows of a chart; the table beside it has them all.
const BARS: usize = 8;
/// Columns that are differences.
const ADDED: [usize; 2] = [6, 7];

/// The main table, with charts of recipients and of cost.
pub(super) fn simulation(table: &report::Table, outcome: &Outcome) -> Table {
    let names = (Text::new("Luật hiện hành", "Law in force"), outcome.scenario.clone().unwrap_or_default());
    let chart = |title: Text, columns: (usize, usize)| Chart {
        title: words(&title),
        unit: table.headings.get(columns.0).map(|heading| words(&heading.unit.words())).unwrap_or_default(),
        names: (words(&names.0), words(&names.1)),
        columns: (columns.0 + 1, columns.1 + 1),
        rows: chart_rows(table, columns),
    };
    let mut plain = plain(table);
    if outcome.scenario.is_some() {
        plain.charts = vec![
            chart(Text::new("Người hưởng theo diện", "Recipients by category"), RECIPIENTS),
            chart(Text::new("Kinh phí cả năm theo diện", "Cost of the year by category"), COST),
        ];
        for row in &mut plain.rows {
            for at in ADDED {
                if let Some(cell) = row.cells.get_mut(at + 1)
                    && let Cell::Number(number) = cell
                {
                    *cell = Cell::Difference(std::mem::take(number));
                }
            }
        }
    }
    plain
}

/// The parts of the first benefit, which costs most: those that change, then the largest, in the table's order.
fn chart_rows(table: &report::Table, columns: (usize, usize)) -> Vec<usize> {
    let number =
        |row: &report::Row, at: usize| row.cells.get(at).and_then(report::Cell::number).unwrap_or(Decimal::ZERO);
    let parts = table.rows.iter().enumerate().skip(1).take_while(|(_, row)| row.kind == RowKind::Part);
    let mut rows: Vec<(bool, Decimal, usize)> = parts
        .map(|(idx, row)| (number(row, columns.0), number(row, columns.1), idx))
        .filter(|(before, after, _)| !before.is_zero() || !after.is_zero())
        .map(|(before, after, idx)| (before == after, -before.max(after), idx))
        .collect();
    rows.sort_unstable();
    rows.truncate(BARS);
    let mut rows: Vec<usize> = rows.into_iter().map(|(.., idx)| idx).collect();
    rows.sort_unstable();
    rows
}

/// A table without charts.
pub(super) fn plain(table: &report::Table) -> Table {
    let name = Column { title: words(&Text::new("Nội dung", "Item")), unit: words(&Text::default()) };
    let column =
        |heading: &report::Heading| Column { title: words(&heading.label), unit: words(&heading.unit.words()) };
    Table {
        name: table.name.to_owned(),
        title: words(&table.title),
        columns: std::iter::once(name).chain(table.headings.iter().map(column)).collect(),
        rows: table.rows.iter().map(row).collect(),
        charts: Vec::new(),
        notes: table.notes.iter().map(words).collect(),
    }
}

fn row(row: &report::Row) -> Row {
    let cells = row.cells.iter().map(|cell| match cell {
        report::Cell::Number(number) | report::Cell::Difference(number) | report::Cell::Ranged { number, .. } => {
            Cell::Number(number.normalize().to_string())
        }
        report::Cell::Text(text) => Cell::Words(words(text)),
        report::Cell::Empty => Cell::Empty,
    });
    Row {
        cells: std::iter::once(Cell::Words(words(&row.label))).chain(cells).collect(),
        weight: match row.kind {
            RowKind::Main => RowWeight::Main,
            RowKind::Part => RowWeight::Part,
            RowKind::Total => RowWeight::Total,
        },
    }
}
