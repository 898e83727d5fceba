//! Which chart a table gets.
//!
//! Receives tables; hands on drawings of their cells. It computes no figure.

use ansinh_engine::report::{Cell, Row, RowKind, Table};
use ansinh_engine::value::Decimal;
use ansinh_grammar::Text;
use maud::Markup;

use super::chart::{self, Series, Words};
use crate::view::View;

/// The most parts that a column is made of; the smallest ones together are the last.
const MOST_PARTS: usize = 6;

/// The most guesses that are drawn; the table has all.
const MOST_SWINGS: usize = 12;

fn value(cell: Option<&Cell>) -> Decimal {
    cell.and_then(Cell::number).unwrap_or(Decimal::ZERO)
}

fn labels(rows: &[&Row], view: View) -> Vec<String> {
    rows.iter().map(|row| view.get(&row.label).to_owned()).collect()
}

/// The columns of a table, as they are called.
fn headings(table: &Table, view: View) -> Vec<String> {
    table.headings.iter().map(|heading| view.get(&heading.label).to_owned()).collect()
}

/// A column for each year, made of the categories that cost most.
pub(super) fn cost(table: &Table, view: View) -> Option<Markup> {
    let names = headings(table, view);
    let of = |row: &Row| (0..names.len()).map(|at| value(row.cells.get(at))).collect::<Vec<_>>();
    // A benefit with categories is drawn by these.
    let mut parts: Vec<Series> = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let is_divided = table.rows.get(at + 1).is_some_and(|next| next.kind == RowKind::Part);
        if row.kind == RowKind::Part || (row.kind == RowKind::Main && !is_divided) {
            parts.push(Series { name: view.get(&row.label).to_owned(), values: of(row) });
        }
    }
    let total = table.rows.iter().find(|row| row.kind == RowKind::Total)?;
    parts.retain(|part| part.values.iter().any(|value| !value.is_zero()));
    parts.sort_by(|left, right| {
        let sum = |series: &Series| series.values.iter().copied().sum::<Decimal>();
        sum(right).cmp(&sum(left)).then_with(|| left.name.cmp(&right.name))
    });
    if parts.len() > MOST_PARTS {
        let rest = parts.split_off(MOST_PARTS - 1);
        let sum = |at: usize| rest.iter().filter_map(|part| part.values.get(at)).copied().sum();
        let values = (0..names.len()).map(sum).collect();
        parts.push(Series { name: view.say("Các diện khác", "Other categories").to_owned(), values });
    }
    let (first, last) = (total.cells.first()?, total.cells.last()?);
    let says = format!(
        "{} {}: {}; {}: {} {}",
        view.get(&total.label),
        names.first()?,
        first.shown(view.language),
        names.last()?,
        last.shown(view.language),
        view.say("triệu đồng", "million VND"),
    );
    Some(chart::columns(&words(table, &says, view), &names, &parts, &of(total)))
}

fn words<'w>(table: &'w Table, says: &'w str, view: View) -> Words<'w> {
    Words { id: table.name, title: view.get(&table.title), says, language: view.language }
}

/// Men to the left, women to the right, the oldest on top; of the draft where there is one.
pub(super) fn pyramid(table: &Table, view: View) -> Option<Markup> {
    let from = table.headings.len().saturating_sub(2);
    let rows: Vec<&Row> = table.rows.iter().rev().collect();
    let series = |at: usize| {
        let name = table.headings.get(at).map_or("", |heading| view.get(&heading.label)).to_owned();
        Series { name, values: rows.iter().map(|row| value(row.cells.get(at))).collect() }
    };
    let pair = [series(from), series(from + 1)];
    let sum = |series: &Series| Cell::Number(series.values.iter().copied().sum()).shown(view.language);
    let says = format!("{}: {}; {}: {}", pair[0].name, sum(&pair[0]), pair[1].name, sum(&pair[1]));
    (!rows.is_empty()).then(|| chart::sides(&words(table, &says, view), &labels(&rows, view), &pair))
}

/// Who gets more to the right and who less to the left.
pub(super) fn changes(table: &Table, view: View) -> Option<Markup> {
    let column = |names: [&str; 2]| table.headings.iter().position(|heading| names.contains(&view.get(&heading.label)));
    let (winners, losers) = (column(["Được nhiều hơn", "Winners"])?, column(["Được ít đi", "Losers"])?);
    let rows: Vec<&Row> = table.rows.iter().collect();
    let names = labels(&rows, view);
    let series = |at: usize| Series {
        name: table.headings.get(at).map_or("", |heading| view.get(&heading.label)).to_owned(),
        values: rows.iter().map(|row| value(row.cells.get(at))).collect(),
    };
    let says = format!(
        "{}: {}; {}: {}",
        series(winners).name,
        Cell::Number(series(winners).values.iter().copied().sum()).shown(view.language),
        series(losers).name,
        Cell::Number(series(losers).values.iter().copied().sum()).shown(view.language),
    );
    Some(chart::bars(&words(table, &says, view), &names, &[series(winners), series(losers)]))
}

/// How far a figure moves with each guess: at its lowest and at its highest, the widest on top.
pub(super) fn tornado(table: &Table, view: View) -> Option<Markup> {
    let moves = |row: &&Row| row.cells.iter().any(|cell| cell.number().is_some_and(|number| !number.is_zero()));
    let rows: Vec<&Row> = table.rows.iter().filter(moves).take(MOST_SWINGS).collect();
    let series = |at: usize| Series {
        name: table.headings.get(at).map_or("", |heading| view.get(&heading.label)).to_owned(),
        values: rows.iter().map(|row| value(row.cells.get(at))).collect(),
    };
    let first = rows.first()?;
    let shown = |at: usize| first.cells.get(at).map_or_else(String::new, |cell| cell.shown(view.language));
    let says =
        format!("{}: {} … {} {}", view.get(&first.label), shown(0), shown(1), view.say("triệu đồng", "million VND"));
    Some(chart::swings(&words(table, &says, view), &labels(&rows, view), &[series(0), series(1)]))
}

/// From the first total by steps to the last.
pub(super) fn bridge(table: &Table, view: View) -> Option<Markup> {
    // Of what may rise or fall no step is drawn; the table tells its range.
    let step =
        |row: &Row| Some((view.get(&row.label).to_owned(), row.cells.first()?.number()?, row.kind == RowKind::Total));
    let steps: Vec<(String, Decimal, bool)> = table.rows.iter().filter_map(step).collect();
    let (first, last) = (table.rows.first()?, table.rows.last()?);
    let shown = |row: &Row| row.cells.first().map_or_else(String::new, |cell| cell.shown(view.language));
    let says = format!(
        "{}: {}; {}: {} {}",
        view.get(&first.label),
        shown(first),
        view.get(&last.label),
        shown(last),
        view.say("triệu đồng", "million VND")
    );
    Some(chart::bridge(&words(table, &says, view), &steps))
}

/// A bar for each place: the cost of all benefits together is not in the table, so that of the first benefit is drawn.
pub(super) fn places(table: &Table, view: View) -> Option<Markup> {
    let first = table.rows.iter().position(|row| row.kind == RowKind::Main)?;
    let rows: Vec<&Row> = table.rows.iter().skip(first + 1).take_while(|row| row.kind == RowKind::Part).collect();
    let cost = |text: &Text| matches!(text.en.as_str(), "Cost" | "Draft: cost");
    let columns: Vec<usize> =
        table.headings.iter().enumerate().filter(|(_, heading)| cost(&heading.label)).map(|(at, _)| at).collect();
    let series: Vec<Series> = columns
        .iter()
        .map(|at| Series {
            name: table.headings.get(*at).map_or("", |heading| view.get(&heading.label)).to_owned(),
            values: rows.iter().map(|row| value(row.cells.get(*at))).collect(),
        })
        .collect();
    let says = format!(
        "{}, {}",
        table.rows.get(first).map_or("", |row| view.get(&row.label)),
        view.say("kinh phí, triệu đồng", "cost, million VND")
    );
    (rows.len() > 1).then(|| chart::bars(&words(table, &says, view), &labels(&rows, view), &series))
}
