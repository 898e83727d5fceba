//! How far the headline hangs on what is guessed, as a table.
//!
//! Receives runs under other guesses; hands on the tornado and how intervals were made. It runs nothing.

use ansinh_grammar::Text;

use super::outcome::million;
use super::{Cell, Row, RowKind, Table, Unit, heading};
use crate::simulate::{Bar, Projection, Runs, Side};
use crate::value::Decimal;

/// The guesses by how far the headline moves with each, the widest first.
#[must_use]
pub fn sensitivity(projection: &Projection, runs: &Runs<Projection>) -> Table {
    let figure = projection.headline();
    let cost = |value: i128| {
        let dong = Decimal::try_from_i128_with_scale(value, 0).ok();
        dong.and_then(million).map_or(Cell::Empty, Cell::Number)
    };
    let row = |bar: &Bar| Row {
        name: bar.name.clone(),
        label: bar.label.clone(),
        kind: RowKind::Main,
        cells: vec![cost(bar.at_low), cost(bar.at_high), Cell::Text(Text::same(&bar.name))],
    };
    let title = match figure.side {
        Side::Added => Text::new(
            "Kinh phí tăng thêm cả thời kỳ phụ thuộc mỗi phỏng đoán đến đâu",
            "How far the cost added in all years hangs on each guess",
        ),
        _ => Text::new(
            "Kinh phí cả thời kỳ phụ thuộc mỗi phỏng đoán đến đâu",
            "How far the cost of all years hangs on each guess",
        ),
    };
    Table {
        name: "sensitivity",
        title,
        headings: vec![
            heading("Khi ở mức thấp", "At its lowest", Unit::MillionDong),
            heading("Khi ở mức cao", "At its highest", Unit::MillionDong),
            heading("Tên", "Name", Unit::Text),
        ],
        rows: runs.tornado(&figure).iter().map(row).collect(),
        notes: method(runs),
    }
}

/// How the intervals were made.
fn method(runs: &Runs<Projection>) -> Vec<Text> {
    let (one_in, guesses, seeds) = (runs.one_in, runs.swings.len(), runs.seeds.len() + 1);
    let mut notes = vec![Text::new(
        format!(
            "Khoảng bất định: {guesses} phỏng đoán, mỗi lần một phỏng đoán ở mức thấp rồi mức cao, và {seeds} mầm ngẫu nhiên, tính trên một phần {one_in} dân số; các độ lệch cộng theo bình phương. Điều không ai nghĩ đến thì không nằm trong khoảng."
        ),
        format!(
            "Intervals: {guesses} guesses, one at a time at its lowest and its highest, and {seeds} seeds, on one in {one_in} of the people; deviations are added up by their squares. What nobody thought of is not in the interval."
        ),
    )];
    if !runs.not_varied.is_empty() {
        let all = |words: fn(&Text) -> &str| runs.not_varied.iter().map(words).collect::<Vec<_>>().join("; ");
        let (vi, en) = (all(|words| &words.vi), all(|words| &words.en));
        notes.push(Text::new(
            format!("Không thay đổi được một mình, vì các số liệu sẽ mâu thuẫn: {vi}"),
            format!("Could not be varied alone, as the margins would contradict each other: {en}"),
        ));
    }
    notes
}
