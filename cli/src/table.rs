//! Tables as text: columns aligned, long words wrapped.
//!
//! Receives cells as texts; hands on lines. It formats no number and knows no command.

use unicode_width::UnicodeWidthStr;

/// The most room that words take in a column, and the heading of a column of figures.
const WIDEST_WORDS: usize = 48;
const WIDEST_HEADING: usize = 16;

/// To which side a column leans.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Figures; they are never wrapped.
    Right,
}

/// Lines of a header, a rule and rows; every row has as many cells as there are sides.
pub(crate) fn aligned(header: &[String], rows: &[Vec<String>], sides: &[Side]) -> String {
    let heading = |(cell, side): (&String, &Side)| match side {
        Side::Left => wrapped(cell, WIDEST_WORDS),
        Side::Right => wrapped(cell, WIDEST_HEADING),
    };
    let header: Vec<Vec<String>> = header.iter().zip(sides).map(heading).collect();
    let cell = |(cell, side): (&String, &Side)| match side {
        Side::Left => wrapped(cell, WIDEST_WORDS),
        Side::Right => vec![cell.clone()],
    };
    let rows: Vec<Vec<Vec<String>>> = rows.iter().map(|row| row.iter().zip(sides).map(cell).collect()).collect();
    let widest = |column: usize| {
        let cells = [&header].into_iter().chain(&rows).filter_map(|row| row.get(column)).flatten();
        cells.map(|line| line.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..sides.len()).map(widest).collect();
    let rule: Vec<Vec<String>> = widths.iter().map(|width| vec!["─".repeat(*width)]).collect();
    let lines = [&header, &rule].into_iter().chain(&rows);
    lines.map(|row| row_lines(row, &widths, sides)).collect()
}

fn row_lines(cells: &[Vec<String>], widths: &[usize], sides: &[Side]) -> String {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let parts: Vec<&str> = cells.iter().map(|cell| cell.get(at).map_or("", String::as_str)).collect();
        one_line(&parts, widths, sides)
    };
    (0..height).map(line).collect()
}

fn one_line(cells: &[&str], widths: &[usize], sides: &[Side]) -> String {
    let padded = |((cell, width), side): ((&&str, &usize), &Side)| {
        let space = " ".repeat(width.saturating_sub(cell.width()));
        match side {
            Side::Left => format!("{cell}{space}"),
            Side::Right => format!("{space}{cell}"),
        }
    };
    let cells: Vec<String> = cells.iter().zip(widths).zip(sides).map(padded).collect();
    format!("{}\n", cells.join("  ").trim_end())
}

/// A text in lines of a width, broken between words; lines after the first are indented like the first.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let indent = &text[..text.len() - text.trim_start().len()];
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{indent}{word}")),
        }
    }
    if lines.is_empty() { vec![String::new()] } else { lines }
}

#[cfg(test)]
mod tests {
    use super::{Side, aligned, wrapped};

    #[test]
    fn accents_take_no_room_of_their_own() {
        let row = |name: &str, figure: &str| vec![name.to_owned(), figure.to_owned()];
        let rows = [row("hộ nghèo", "1.234"), row("e\u{301}", "5")];
        let text = aligned(&row("diện", "số"), &rows, &[Side::Left, Side::Right]);
        let expected = "diện         số\n────────  ─────\nhộ nghèo  1.234\ne\u{301}             5\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn words_wrap_and_keep_their_indent() {
        assert_eq!(wrapped("  trẻ em dưới 3 tuổi", 12), ["  trẻ em", "  dưới 3", "  tuổi"]);
        assert_eq!(wrapped("", 12), [""]);
    }
}
