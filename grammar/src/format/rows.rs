//! Aligns the columns of tables.
//!
//! Receives tokens with their comments; hands on the same with each row of a table as one token.
//! It knows that cells stand between bars, and nothing of what is in them.

use super::comment::Comment;
use super::layout::join;
use super::token::Token;

/// A row: its first token, the token after its last, and its cells.
struct Row {
    first: usize,
    end: usize,
    table: usize,
    cells: Vec<String>,
}

/// Makes one token of each row. A row with a comment inside stays as it is.
pub(super) fn align(tokens: Vec<Token>, comments: Vec<Vec<Comment>>) -> (Vec<Token>, Vec<Vec<Comment>>) {
    let rows = rows(&tokens, &comments);
    if rows.is_empty() {
        return (tokens, comments);
    }
    let mut printed: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut kept: Vec<Vec<Comment>> = Vec::with_capacity(comments.len());
    let mut rows_left = rows.iter().enumerate().peekable();
    let mut widths: Vec<usize> = Vec::new();
    let mut is_inside_until = 0;
    for (idx, (token, comments)) in tokens.iter().zip(&comments).enumerate() {
        if idx < is_inside_until {
            continue;
        }
        let mut token = token.clone();
        if let Some((row_idx, row)) = rows_left.next_if(|(_, row)| row.first == idx) {
            let is_first = row_idx == 0 || rows.get(row_idx - 1).is_some_and(|before| before.table != row.table);
            if is_first {
                widths = widths_of(&rows, row.table);
            }
            token.text = padded(&row.cells, &widths);
            token.end = tokens.get(row.end - 1).map_or(token.end, |last| last.end);
            is_inside_until = row.end;
        }
        printed.push(token);
        kept.push(comments.clone());
    }
    kept.push(comments.last().cloned().unwrap_or_default());
    (printed, kept)
}

fn rows(tokens: &[Token], comments: &[Vec<Comment>]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (first, token) in tokens.iter().enumerate() {
        let Some(table) = token.row_of else { continue };
        let is_end = |token: &Token| !matches!(token.place, super::token::Place::Here);
        let rest = tokens.get(first + 1..).unwrap_or_default();
        let inside = |token: &Token| !is_end(token) || is_list(token);
        let end = first + 1 + rest.iter().take_while(|token| inside(token)).count();
        let has_comment = comments.get(first + 1..end).unwrap_or_default().iter().any(|found| !found.is_empty());
        let row = tokens.get(first..end).unwrap_or_default();
        // What follows the last bar, the text of a heading for example, would be lost.
        if has_comment || row.last().is_none_or(|last| last.text != "|") {
            continue;
        }
        let cells = row.split(|token| token.text == "|").map(join).collect::<Vec<String>>();
        let n_cells = cells.len();
        let cells = cells.into_iter().take(n_cells - 1).skip(1).collect();
        rows.push(Row { first, end, table, cells });
    }
    rows
}

/// Whether a token's place is one that a cell may hold: there it is printed on the row's line.
const fn is_list(token: &Token) -> bool {
    use super::token::Place;
    matches!(token.place, Place::Condition | Place::Close | Place::FirstLanguage(_) | Place::NextLanguage)
}

fn widths_of(rows: &[Row], table: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows.iter().filter(|row| row.table == table) {
        for (idx, cell) in row.cells.iter().enumerate() {
            let width = cell.chars().count();
            match widths.get_mut(idx) {
                Some(widest) => *widest = width.max(*widest),
                None => widths.push(width),
            }
        }
    }
    widths
}

fn padded(cells: &[String], widths: &[usize]) -> String {
    let cells: Vec<String> = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
    format!("| {} |", cells.join(" | "))
}
