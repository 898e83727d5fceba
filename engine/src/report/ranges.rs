//! Within which range every number of a table lies.
//!
//! Receives tables, and the same tables of runs under other guesses and other seeds; hands on the tables with a range to
//! each number. A number carries only the digits that its range leaves, and a difference whose range spans zero is not
//! told. How the range comes about is told by the runs ([`Runs::interval`]).

use std::collections::BTreeMap;

use ansinh_grammar::{Language, Text};

use super::{Cell, Heading, Row, RowKind, Table};
use crate::lower::number_text;
use crate::simulate::{Interval, Runs};
use crate::value::Decimal;

/// Numbers are compared with so many decimals, fewer where they are large.
const MOST_DECIMALS: u32 = 6;
/// Numbers are below this when they are compared: the square of one fits.
const LARGEST: i128 = 1_000_000_000_000_000_000;
/// A row of whatever is left: of other things in each run.
const LEFT_OVER: &str = "other";

/// A number by its table, its row and its column.
type Place = (&'static str, String, usize);

/// The tables with a range to each number that the runs have too; numbers that nothing moves stay as they are.
#[must_use]
pub fn ranged(tables: Vec<Table>, runs: &Runs<Vec<Table>>) -> Vec<Table> {
    let numbers = runs.map(|tables| numbers(tables));
    let with_ranges = |table: Table| {
        let names = names(&table);
        let row = |(row, name): (Row, String)| {
            let has_ranges = row.name != LEFT_OVER;
            let cell = |(at, cell): (usize, Cell)| match has_ranges {
                true => told(cell, &(table.name, name.clone(), at), &numbers),
                false => cell,
            };
            Row { cells: row.cells.into_iter().enumerate().map(cell).collect(), ..row }
        };
        Table { rows: table.rows.into_iter().zip(names).map(row).collect(), ..table }
    };
    tables.into_iter().map(with_ranges).collect()
}

/// Every number of the tables of a run.
fn numbers(tables: &[Table]) -> BTreeMap<Place, Decimal> {
    let of_table = |table: &Table| {
        let rows = table.rows.iter().zip(names(table));
        let of_row = |(row, name): (&Row, String)| {
            let numbers = row.cells.iter().enumerate().filter_map(|(at, cell)| Some((at, cell.number()?)));
            numbers.map(|(at, number)| ((table.name, name.clone(), at), number)).collect::<Vec<_>>()
        };
        rows.flat_map(of_row).collect::<Vec<_>>()
    };
    tables.iter().flat_map(of_table).collect()
}

/// The names of the rows, each with that of the row that it is a part of; rows of one name are told apart by their order.
fn names(table: &Table) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut whole = String::new();
    let name = |row: &Row| {
        if row.kind != RowKind::Part {
            whole.clone_from(&row.name);
        }
        let name = format!("{whole} {:?} {}", row.kind, row.name);
        let n_th = seen.entry(name.clone()).and_modify(|n_th| *n_th += 1).or_insert(1);
        format!("{name} {n_th}")
    };
    table.rows.iter().map(name).collect()
}

/// A cell with its range.
fn told(cell: Cell, place: &Place, runs: &Runs<BTreeMap<Place, Decimal>>) -> Cell {
    let Some(number) = cell.number() else { return cell };
    let Some((interval, unit)) = interval(number, place, runs) else { return cell };
    if interval.low == interval.high {
        return cell;
    }
    let is_difference = matches!(cell, Cell::Difference(_));
    // What is no difference is never below nothing.
    let low = if is_difference || number.is_sign_negative() { interval.low } else { interval.low.max(0) };
    let interval = Interval { low, ..interval };
    let step = step(&interval, unit.least);
    let shown = |value: i128| Decimal::try_from_i128_with_scale(rounded(value, step), unit.decimals).ok();
    let (Some(number), Some(low), Some(high)) = (shown(interval.central), shown(interval.low), shown(interval.high))
    else {
        return cell;
    };
    let [number, low, high] = [number, low, high].map(|number| number.normalize());
    if is_difference && low < Decimal::ZERO && high > Decimal::ZERO {
        let range = |language: Language| format!("{} … {}", number_text(low, language), number_text(high, language));
        return Cell::Text(Text::build(|language| match language {
            Language::Vi => format!("chưa rõ tăng hay giảm ({})", range(language)),
            Language::En => format!("rise or fall not known ({})", range(language)),
        }));
    }
    Cell::Ranged { number, low, high }
}

/// In which whole numbers the values of a cell are compared.
struct Units {
    /// With so many decimals.
    decimals: u32,
    /// The least difference that the cell can show.
    least: i128,
}

fn interval(number: Decimal, place: &Place, runs: &Runs<BTreeMap<Place, Decimal>>) -> Option<(Interval, Units)> {
    let of_run = runs.map(|numbers| numbers.get(place).copied());
    let ends = of_run.swings.iter().flat_map(|swing| [swing.low, swing.high]);
    let all: Vec<Decimal> =
        ends.chain(of_run.seeds.iter().copied()).chain([of_run.central, Some(number)]).flatten().collect();
    let whole = |number: Decimal, decimals: u32| -> Option<i128> {
        let factor = Decimal::from(10_u64.checked_pow(decimals)?);
        let whole = number.checked_mul(factor)?.round().normalize();
        Some(whole.mantissa()).filter(|value| value.abs() < LARGEST)
    };
    let decimals =
        (0..=MOST_DECIMALS).rev().find(|&decimals| all.iter().all(|number| whole(*number, decimals).is_some()))?;
    let shown = all.iter().map(|number| number.normalize().scale()).max().unwrap_or(0);
    let least = 10_i128.checked_pow(decimals.saturating_sub(shown))?;
    let value = |number: &Option<Decimal>| number.and_then(|number| whole(number, decimals));
    Some((of_run.interval(whole(number, decimals)?, &value)?, Units { decimals, least }))
}

/// The unit in which a figure is told: the power of ten of a tenth of the interval's half width, so that the last digit
/// that is told is the first that is doubtful, and one more.
fn step(interval: &Interval, least: i128) -> i128 {
    let half = (interval.high - interval.low) / 2;
    let mut step = least.max(1);
    while step * 100 <= half {
        step *= 10;
    }
    step
}

fn rounded(value: i128, step: i128) -> i128 {
    (value + value.signum() * step / 2) / step * step
}

/// A table whose ranges stand in columns of their own, for programs that count with them.
#[must_use]
pub fn with_columns_of_ranges(table: Table) -> Table {
    let n_columns = table.headings.len();
    let is_ranged = |at: &usize| table.rows.iter().any(|row| matches!(row.cells.get(*at), Some(Cell::Ranged { .. })));
    let columns: Vec<usize> = (0..n_columns).filter(is_ranged).collect();
    let heading = |at: &usize| {
        let of = table.headings.get(*at)?;
        let (vi, en) = (&of.label.vi, &of.label.en);
        let ends = [
            Text::new(format!("{vi}: thấp nhất"), format!("{en}: at least")),
            Text::new(format!("{vi}: cao nhất"), format!("{en}: at most")),
        ];
        Some(ends.map(|label| Heading { label, unit: of.unit }))
    };
    let more: Vec<Heading> = columns.iter().filter_map(heading).flatten().collect();
    let row = |row: Row| {
        let ends = |at: &usize| match row.cells.get(*at) {
            Some(Cell::Ranged { low, high, .. }) => [Cell::Number(*low), Cell::Number(*high)],
            // What nothing moves lies where it is.
            Some(Cell::Number(number) | Cell::Difference(number)) => [Cell::Number(*number), Cell::Number(*number)],
            _ => [Cell::Empty, Cell::Empty],
        };
        let ends: Vec<Cell> = columns.iter().flat_map(ends).collect();
        let plain = |cell: Cell| match cell {
            Cell::Ranged { number, .. } => Cell::Number(number),
            other => other,
        };
        Row { cells: row.cells.into_iter().map(plain).chain(ends).collect(), ..row }
    };
    let rows = table.rows.into_iter().map(row).collect();
    Table { headings: table.headings.into_iter().chain(more).collect(), rows, ..table }
}

#[cfg(test)]
mod tests {
    use super::{rounded, step};
    use crate::simulate::Interval;

    #[test]
    fn no_more_digits_are_told_than_the_interval_leaves() {
        let interval = |half: i128| Interval { central: 123_456, low: 123_456 - half, high: 123_456 + half };
        let told = |half| rounded(123_456, step(&interval(half), 1));
        assert_eq!(
            (told(0), told(99), told(100), told(2_500), told(60_000)),
            (123_456, 123_456, 123_460, 123_500, 123_000)
        );
        assert_eq!(rounded(-123_456, 100), -123_500);
        assert_eq!(rounded(123_456, step(&interval(10), 1_000)), 123_000);
    }
}
