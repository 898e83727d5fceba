//! Says what was expected, in the law-writer's words.
//!
//! Receives a parser error; hands on a diagnostic. It knows some mistakes by sight.

use super::chunk::Chunk;
use super::quantity::number_format;
use super::{Rule, codes, prose, unfinished, wanted};
use crate::diagnostic::Diagnostic;
use crate::language::{Language, Text};
use crate::span::{FileId, Span};

/// The complaint about a place where the grammar could not go on. Keywords are named in the file's language.
pub(super) fn unexpected(
    file: FileId,
    chunk: Chunk<'_>,
    at: usize,
    error: &pest::error::Error<Rule>,
    surface: Language,
) -> Diagnostic {
    let word = word_at(chunk.text, at);
    // Where nothing stands the complaint belongs to the last word before, not to the blanks after it.
    let at = if word.is_empty() { chunk.text.get(..at).map_or(at, |before| before.trim_end().len()) } else { at };
    let span = Span { file, start: chunk.start + at, end: chunk.start + at + word.len() };
    if word.starts_with("=>") {
        let headline = Text::new("`=>` không phải phép so sánh", "`=>` is not a comparison");
        return Diagnostic::new(codes::ARROW_FOR_COMPARISON, span, headline)
            .help(Text::new("viết `>=`", "write `>=`"))
            .edit(span, ">=");
    }
    if let Some(found) = known(file, chunk, at, error, surface) {
        return found;
    }
    let found = if word.is_empty() {
        Text::new("khai báo kết thúc quá sớm", "the declaration ends too early")
    } else {
        Text::new(format!("không hiểu `{word}` ở đây"), format!("`{word}` is not understood here"))
    };
    told(Diagnostic::new(codes::UNEXPECTED, span, found), chunk.text, at, error, surface)
}

/// A complaint with what may stand at the place, and what to do about an operator before it.
pub(super) fn told(
    found: Diagnostic,
    text: &str,
    at: usize,
    error: &pest::error::Error<Rule>,
    surface: Language,
) -> Diagnostic {
    let found = match wanted::words(error, surface) {
        Some(wanted) => found.saying(wanted),
        None => found,
    };
    match dangling_operator(text, at) {
        Some(before) => found.help(go_on(before)),
        None => found,
    }
}

/// What to do about an operator that nothing follows.
fn go_on(before: &str) -> Text {
    Text::new(
        format!("viết tiếp điều kiện sau `{before}`, hoặc bỏ `{before}`"),
        format!("complete the condition after `{before}`, or remove `{before}`"),
    )
}

/// The complaint about a mistake that is known by sight.
fn known(
    file: FileId,
    chunk: Chunk<'_>,
    at: usize,
    error: &pest::error::Error<Rule>,
    surface: Language,
) -> Option<Diagnostic> {
    let text = chunk.text;
    let remedy = prose::row(text, at)
        .or_else(|| prose::marks::misspelt(text, at, surface))
        .or_else(|| prose::amount(text, at, surface));
    if let Some(remedy) = remedy {
        return Some(remedy.complaint(file, chunk.start, text));
    }
    if let Some((start, number)) = number_around(text, at) {
        let end = start + number.len();
        let is_money = text.get(end..).is_some_and(is_money);
        let span = Span { file, start: chunk.start + start, end: chunk.start + end };
        return Some(number_format(span, number, is_money));
    }
    let remedy = prose::quoted(text, at).or_else(|| prose::remedy(text, at, error, surface));
    let found = remedy.map(|remedy| remedy.complaint(file, chunk.start, text));
    found.or_else(|| unfinished::complaint(file, chunk, at, error, surface))
}

/// The word or sign at a byte.
fn word_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let length = match rest.chars().next() {
        Some(first) if is_word(first) => rest.find(|character| !is_word(character)).unwrap_or(rest.len()),
        Some('=') if rest.starts_with("=>") => 2,
        Some(first) if !first.is_whitespace() => first.len_utf8(),
        _ => 0,
    };
    rest.get(..length).unwrap_or("")
}

/// A number in the format of Vietnamese prose around a byte, with its first byte.
fn number_around(text: &str, at: usize) -> Option<(usize, &str)> {
    let is_part = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'_');
    let bytes = text.as_bytes();
    let start = (0..at).rev().take_while(|idx| bytes.get(*idx).copied().is_some_and(is_part)).last().unwrap_or(at);
    let end = (at..bytes.len()).take_while(|idx| bytes.get(*idx).copied().is_some_and(is_part)).last()? + 1;
    let number = text.get(start..end)?;
    let is_prose = number.starts_with(|first: char| first.is_ascii_digit())
        && number.ends_with(|last: char| last.is_ascii_digit())
        && (number.contains(',') || number.matches('.').count() > 1);
    is_prose.then_some((start, number))
}

/// Whether a text goes on with the name of the money after a number, as far as a writer of Vietnam would name it.
fn is_money(rest: &str) -> bool {
    prose::numbers::DONG.contains(&word_at(rest, rest.len() - rest.trim_start().len()).to_lowercase().as_str())
}

/// The `and` or `or` that a line before the place ends with.
fn dangling_operator(text: &str, at: usize) -> Option<&str> {
    let last = text.get(..at)?.split_whitespace().next_back()?;
    ["and", "or", "not", "và", "hoặc", "phải"].contains(&last).then_some(last)
}
