//! Rows of a table that lack a sign: `=>` before the result, `|` at the end.
//!
//! Receives a place; hands on the sign that is missing in its row or in the one before, after which the grammar goes on.
//! It knows how a row is laid out, and nothing of what its cells say.

use super::Remedy;
use crate::keyword;
use crate::language::{Language, Text};
use crate::parse::scan;

/// A line: its first byte, and what it says without texts and comment.
type Line = (usize, String);

/// The remedy for the row of a byte, or for the row before it.
pub(super) fn remedy(text: &str, at: usize) -> Option<Remedy> {
    let table = keyword::by_token("table")?;
    Language::ALL.iter().find(|language| text.starts_with(table.spelling(**language)))?;
    let rows = rows_up_to(text, at);
    let near = rows.iter().rev().take(2).rev();
    let working = near.flat_map(|row| remedies(text, row)).filter(|remedy| remedy.works(text));
    // Of equal ones the last cell: `max_by_key` takes the later.
    working.max_by_key(|remedy| remedy.reach(text))
}

/// The rows that begin before a byte or with it.
fn rows_up_to(text: &str, at: usize) -> Vec<Line> {
    let mut start = 0;
    let mut rows = Vec::new();
    for line in text.split_inclusive('\n') {
        if start > at {
            break;
        }
        let code = scan::code_of_line(line).unwrap_or_default();
        if code.trim_start().starts_with('|') {
            rows.push((start, code.trim_end().to_owned()));
        }
        start += line.len();
    }
    rows
}

/// What may be missing in a row.
fn remedies(text: &str, (start, code): &Line) -> Vec<Remedy> {
    let (has_arrow, is_closed) = (code.contains("=>"), code.ends_with('|'));
    let end = start + code.len();
    if has_arrow {
        let close = Remedy::new((end, end), " |").saying(not_closed());
        let help = Text::new("thêm `|` ở cuối dòng", "add `|` at the end of the row");
        return if is_closed { Vec::new() } else { vec![close.helping(help)] };
    }
    let cells = cells(code);
    let result = |(from, to): &(usize, usize)| {
        let shown = (start + from, start + to);
        let cell = text.get(shown.0..shown.1)?;
        let remedy = if is_closed || shown.1 < end {
            Remedy::new((shown.0, shown.0), "=> ")
        } else {
            Remedy::new(shown, format!("=> {cell} |"))
        };
        let written = if is_closed { format!("=> {cell}") } else { format!("=> {cell} |") };
        let help = Text::new(format!("viết `{written}`"), format!("write `{written}`"));
        Some(remedy.showing(shown).saying(without_arrow()).helping(help))
    };
    cells.iter().skip(1).filter_map(result).collect()
}

/// Where the cells of a row begin and end, without the blanks around them.
fn cells(code: &str) -> Vec<(usize, usize)> {
    let mut cells = Vec::new();
    let mut start = 0;
    for cell in code.split_inclusive('|') {
        let said = cell.trim_end_matches('|');
        let from = start + said.len() - said.trim_start().len();
        if !said.trim().is_empty() {
            cells.push((from, from + said.trim().len()));
        }
        start += cell.len();
    }
    cells
}

fn not_closed() -> Text {
    Text::new("dòng này của bảng không đóng bằng `|`", "this row of the table is not closed by `|`")
}

fn without_arrow() -> Text {
    Text::new("dòng này của bảng thiếu `=>` trước kết quả", "this row of the table lacks the `=>` before its result")
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn cells_are_found_without_their_blanks() {
        assert_eq!(cells("  | a | < 1 năm | 5"), [(4, 5), (8, 16), (19, 20)]);
        assert_eq!(cells("|a|"), [(1, 2)]);
    }
}
