//! Finds `everything else no` inside the facts of one thing: it is said of the whole test.
//!
//! Receives the text of a declaration; hands on complaints with the change that moves the line, and the bytes to pass
//! over. It looks at lines and knows no grammar.

use std::ops::Range;

use super::codes;
use super::opening::indent;
use crate::diagnostic::Diagnostic;
use crate::keyword;
use crate::language::{Language, Text};
use crate::span::{FileId, Span};

/// The complaints about a declaration, each with the bytes of the line in its text.
pub(super) fn complaints(file: FileId, base: usize, text: &str) -> Vec<(Diagnostic, Range<usize>)> {
    if !begins(text, "test") {
        return Vec::new();
    }
    let place = |start: usize, end: usize| Span { file, start: base + start, end: base + end };
    let mut found = Vec::new();
    let mut given: Option<(usize, usize, usize)> = None;
    for (start, line) in lines(text) {
        let (column, words) = (indent(line), line.trim());
        let at = start + line.len() - line.trim_start().len();
        if begins(words, "given") {
            given = Some((column, at, words.len()));
        } else if let Some((outer, above, n_above)) = given.filter(|(outer, ..)| column > *outer) {
            if !begins(words, "everything_else") {
                continue;
            }
            let end = at + words.len();
            let next = text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| end + length + 1);
            let (target, before, after) = behind_given(text, start, outer);
            let moved = format!("{before}{}{words}{after}", " ".repeat(outer));
            let headline = Text::new(
                format!("`{words}` nói về cả kiểm thử, không về riêng một mục `{}`", spelling("given", Language::Vi)),
                format!("`{words}` is said of the whole test, not of one `{}`", spelling("given", Language::En)),
            );
            let complaint = Diagnostic::new(codes::MISLEADING_LAYOUT, place(at, end), headline)
                .saying(Text::new("nằm bên trong một mục", "inside of one item"))
                .label(place(above, above + n_above), Text::new("mục này", "this one"))
                .help(Text::new(
                    format!("chuyển nó ra sau các mục `{}`", spelling("given", Language::Vi)),
                    format!("move it behind the items `{}`", spelling("given", Language::En)),
                ))
                .edit(place(start, next), String::new())
                .edit(place(target, target), moved);
            found.push((complaint, at..end));
        } else if !words.is_empty() {
            given = None;
        }
    }
    found
}

/// Where the items that give facts end, and what to put before and behind a line there.
fn behind_given(text: &str, from: usize, outer: usize) -> (usize, &'static str, &'static str) {
    let is_next = |(start, line): &(usize, &str)| {
        *start > from && !line.trim().is_empty() && indent(line) <= outer && !begins(line.trim(), "given")
    };
    match lines(text).find(is_next) {
        Some((start, _)) => (start, "", "\n"),
        None => (text.trim_end().len(), "\n", ""),
    }
}

/// Each line with its first byte.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |next, line| {
        let start = *next;
        *next += line.len();
        Some((start, line.trim_end_matches(['\n', '\r'])))
    })
}

/// Whether a line begins with a keyword, in either language.
fn begins(line: &str, token: &str) -> bool {
    Language::ALL.iter().any(|language| {
        let rest = line.strip_prefix(spelling(token, *language));
        rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
    })
}

fn spelling(token: &str, language: Language) -> &'static str {
    keyword::by_token(token).map_or("\0", |keyword| keyword.spelling(language))
}
