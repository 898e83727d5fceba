//! Signs of word processors where the language has another: curly quotes, long dashes, blanks that do not break.
//!
//! Receives a text; hands on a complaint for each such sign, with the changes that mend all of them, and the text with
//! the signs that were meant. Inside of texts and comments every sign is right. It knows no grammar.

use super::{codes, scan};
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::span::{FileId, Span};

/// Signs with the one that is meant.
const SIGNS: [(char, &str); 26] = [
    ('\u{201c}', "\""),
    ('\u{201d}', "\""),
    ('\u{201e}', "\""),
    ('\u{ab}', "\""),
    ('\u{bb}', "\""),
    ('\u{ff02}', "\""),
    ('\u{2212}', "-"),
    ('\u{2013}', "-"),
    ('\u{2014}', "-"),
    ('\u{2011}', "-"),
    ('\u{2265}', ">="),
    ('\u{2264}', "<="),
    ('\u{2260}', "!="),
    ('\u{d7}', "*"),
    ('\u{f7}', "/"),
    ('\u{a0}', " "),
    ('\u{202f}', " "),
    ('\u{2009}', " "),
    ('\u{3000}', " "),
    ('\u{200b}', " "),
    ('\u{feff}', " "),
    ('\u{ff08}', "("),
    ('\u{ff09}', ")"),
    ('\u{ff0c}', ","),
    ('\u{ff1a}', ":"),
    ('\u{ff1b}', ";"),
];
/// How many kinds of signs are reported in one file.
const MAX_KINDS: usize = 5;

/// A sign: its first byte, and its place in the table.
type Found = (usize, usize);

/// One complaint about each kind of sign, at the first.
pub(super) fn complaints(file: FileId, text: &str) -> Vec<Diagnostic> {
    let signs = signs(text);
    let mut kinds: Vec<usize> = Vec::new();
    for (_, kind) in &signs {
        if !kinds.contains(kind) && kinds.len() < MAX_KINDS {
            kinds.push(*kind);
        }
    }
    kinds.into_iter().filter_map(|kind| complaint(file, kind, &signs)).collect()
}

fn complaint(file: FileId, kind: usize, signs: &[Found]) -> Option<Diagnostic> {
    let (sign, meant) = SIGNS.get(kind)?;
    let own: Vec<usize> = signs.iter().filter(|(_, other)| *other == kind).map(|(at, _)| *at).collect();
    let span = |start: usize| Span { file, start, end: start + sign.len_utf8() };
    let (code, n_signs) = (u32::from(*sign), own.len());
    let shown =
        if sign.is_whitespace() || code == 0x200b || code == 0xfeff { String::new() } else { format!("`{sign}` ") };
    let headline = if *meant == " " {
        Text::new(
            format!("ký tự {shown}U+{code:04X} trông như dấu cách nhưng là ký tự khác"),
            format!("the character {shown}U+{code:04X} looks like a blank or like nothing, and is another"),
        )
    } else {
        Text::new(
            format!("dấu {shown}(U+{code:04X}) do trình soạn văn bản tự thay, không phải `{meant}`"),
            format!("the sign {shown}(U+{code:04X}) was put in by a word processor and is not `{meant}`"),
        )
    };
    let found = Diagnostic::new(codes::LOOK_ALIKE_LETTER, span(*own.first()?), headline);
    let found = if n_signs == 1 {
        found
    } else {
        found.note(Text::new(format!("tệp này có {n_signs} chỗ như vậy"), format!("there are {n_signs} in this file")))
    };
    let found = if *meant == " " {
        found.help(Text::new("viết dấu cách thường", "write a plain blank"))
    } else {
        found.help(Text::new(format!("viết `{meant}`"), format!("write `{meant}`")))
    };
    Some(own.into_iter().fold(found, |found, at| found.edit(span(at), *meant)))
}

/// The text with the signs that were meant, filled up with blanks so that no byte changes its place.
pub(super) fn meant(text: &str) -> Option<String> {
    let signs = signs(text);
    signs.first()?;
    let mut right = text.to_owned();
    for (at, kind) in signs {
        if let Some((sign, meant)) = SIGNS.get(kind) {
            let length = sign.len_utf8();
            right.replace_range(at..at + length, &format!("{meant:<length$}"));
        }
    }
    Some(right)
}

/// A complaint about the text that was meant may point into a sign that takes more bytes as written: it means all of it.
pub(super) fn widen(found: &mut Diagnostic, text: &str) {
    let whole = |span: &mut Span| {
        while !text.is_char_boundary(span.start) {
            span.start -= 1;
        }
        while !text.is_char_boundary(span.end) && span.end < text.len() {
            span.end += 1;
        }
    };
    whole(&mut found.primary.span);
    found.labels.iter_mut().for_each(|label| whole(&mut label.span));
    found.edits.iter_mut().for_each(|edit| whole(&mut edit.span));
}

fn signs(text: &str) -> Vec<Found> {
    if text.is_ascii() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let code = if line.is_ascii() { String::new() } else { scan::code_of_line(line).unwrap_or_default() };
        let others = code.char_indices().filter(|(_, sign)| !sign.is_ascii() && !sign.is_alphabetic());
        let known = others.filter_map(|(at, sign)| Some((at, SIGNS.iter().position(|(known, _)| *known == sign)?)));
        found.extend(known.map(|(at, kind)| (start + at, kind)));
        start += line.len();
    }
    found
}
