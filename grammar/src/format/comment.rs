//! The comments of a file, each before the token that follows it.
//!
//! Receives the text and its tokens; hands on comments by place in the text. It knows no construct.

use super::token::{Place, Token};

/// A comment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Comment {
    /// From `#` to the last sign.
    pub(super) text: String,
    /// Whether it has its line for itself.
    pub(super) is_alone: bool,
    /// How many characters stand before it on its line.
    pub(super) column: usize,
    /// Whether a blank line stands before it.
    pub(super) is_after_blank: bool,
    /// Whether a blank line stands after it.
    pub(super) is_before_blank: bool,
}

/// The comments before each token, and after the last.
pub(super) fn comments(text: &str, tokens: &[Token]) -> Vec<Vec<Comment>> {
    let mut found: Vec<Vec<Comment>> = Vec::with_capacity(tokens.len() + 1);
    let mut end = 0;
    let mut held: Vec<Comment> = Vec::new();
    for token in tokens {
        let start = token.start.max(end);
        held.extend(between(text, end, start));
        end = token.end.max(end);
        // A sign stays with the word before it; the comment follows the sign.
        if token.is_tight && token.place == Place::Here {
            found.push(Vec::new());
        } else {
            found.push(std::mem::take(&mut held));
        }
    }
    held.extend(between(text, end, text.len()));
    found.push(held);
    found
}

/// The comments between two tokens.
fn between(text: &str, from: usize, to: usize) -> Vec<Comment> {
    let mut found: Vec<Comment> = Vec::new();
    let gap = text.get(from..to).unwrap_or("");
    let mut n_line_ends = 0;
    let mut is_alone = from == 0;
    let mut at = 0;
    while let Some(rest) = gap.get(at..).filter(|rest| !rest.is_empty()) {
        let length = if rest.starts_with('#') {
            let length = rest.find('\n').unwrap_or(rest.len());
            found.push(Comment {
                text: rest.get(..length).unwrap_or("").trim_end().to_owned(),
                is_alone,
                column: column(text, from + at),
                is_after_blank: n_line_ends > 1,
                is_before_blank: false,
            });
            n_line_ends = 0;
            length
        } else {
            if rest.starts_with('\n') {
                n_line_ends += 1;
                is_alone = true;
            }
            rest.chars().next().map_or(1, char::len_utf8)
        };
        at += length;
        if let Some(last) = found.last_mut() {
            last.is_before_blank = n_line_ends > 1;
        }
    }
    found
}

fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or("");
    before.rsplit('\n').next().unwrap_or("").chars().count()
}
