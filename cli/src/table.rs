//! Tables as text: columns aligned, as wide as their widest cell.
//!
//! Receives cells as texts; hands on lines. It formats no number and knows no command.

use unicode_width::UnicodeWidthStr;

/// To which side a column leans.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// Lines of a header, a rule and rows; every row has as many cells as there are sides.
pub(crate) fn aligned(header: &[String], rows: &[Vec<String>], sides: &[Side]) -> String {
    let widest = |column: usize| {
        let cells = [header].into_iter().chain(rows.iter().map(Vec::as_slice));
        cells.filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..sides.len()).map(widest).collect();
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    let mut text = line(header, &widths, sides);
    text.push_str(&line(&rule, &widths, sides));
    for row in rows {
        text.push_str(&line(row, &widths, sides));
    }
    text
}

fn line(cells: &[String], widths: &[usize], sides: &[Side]) -> String {
    let mut text = String::new();
    for (idx, ((cell, width), side)) in cells.iter().zip(widths).zip(sides).enumerate() {
        if idx > 0 {
            text.push_str("  ");
        }
        let space = " ".repeat(width.saturating_sub(cell.width()));
        match side {
            Side::Left => text.extend([cell.as_str(), &space]),
            Side::Right => text.extend([&space, cell.as_str()]),
        }
    }
    format!("{}\n", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{Side, aligned};

    #[test]
    fn accents_take_no_room_of_their_own() {
        let row = |name: &str, figure: &str| vec![name.to_owned(), figure.to_owned()];
        let rows = [row("hộ nghèo", "1.234"), row("e\u{301}", "5")];
        let text = aligned(&row("diện", "số"), &rows, &[Side::Left, Side::Right]);
        let expected = "diện         số\n────────  ─────\nhộ nghèo  1.234\ne\u{301}             5\n";
        assert_eq!(text, expected);
    }
}
