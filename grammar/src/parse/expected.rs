//! What may stand at a place of a file, for completion.
//!
//! Receives a file and a byte; hands on keywords and whether a name, a number or a text may follow. It asks the
//! grammar itself: a candidate may stand where parsing gets past it. It knows no names.

use pest::Parser;

use super::chunk::{self, Chunk};
use super::recover::{blank_item, error_position};
use super::{PolicyParser, Rule, shorter};
use crate::keyword::{self, Keyword};
use crate::language::Language;
use crate::span::SourceFile;

/// A sign that no rule accepts: parsing always ends there, at the latest.
const STOP: char = '\u{1}';
/// How many broken items before the place are set aside.
const MAX_MISTAKES: usize = 10;

/// What may stand at a place.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// The first byte of the word at the place: what a completion replaces.
    pub start: usize,
    /// The keywords, in the order of their table.
    pub keywords: Vec<&'static Keyword>,
    /// Whether a name may stand there.
    pub is_name: bool,
    /// Whether a number may.
    pub is_number: bool,
    /// Whether a text in quotes may.
    pub is_text: bool,
}

/// What may stand where the word at a byte begins.
#[must_use]
pub fn expected(source: &SourceFile, byte: usize, surface: Language) -> Expected {
    let text = source.text();
    let start = word_start(text, byte);
    if is_hidden(text, start) {
        return Expected { start, ..Expected::default() };
    }
    let chunks = chunk::split(text);
    let around = chunks.iter().rev().find(|chunk| chunk.start <= start);
    let is_new = text.get(..start).is_none_or(|before| before.is_empty() || before.ends_with('\n'));
    let before = match around {
        Some(Chunk { text, start: from }) if !is_new => text.get(..start - from).unwrap_or("").to_owned(),
        _ => String::new(),
    };
    let Some(before) = readable(before) else {
        return Expected { start, ..Expected::default() };
    };
    let before = shorter::shortened(&before, is_read).unwrap_or(before);
    let stands = |candidate: &str| reaches(&before, candidate);
    let is_number = stands("1");
    // A keyword that begins with a number would be read as that number.
    let may_be = |spelling: &str| !(is_number && spelling.starts_with(|first: char| first.is_ascii_digit()));
    // What begins with a bracket behind a keyword is no rule that the parser would tell.
    let is_keyword = |keyword: &&Keyword| {
        let spelling = keyword.spelling(surface);
        may_be(spelling) && (stands(spelling) || stands(&format!("{spelling} (")))
    };
    Expected {
        start,
        keywords: keyword::all().iter().filter(is_keyword).collect(),
        is_name: stands("xx"),
        is_number,
        is_text: stands("\"\""),
    }
}

/// The first byte of the word that a byte is in or behind.
fn word_start(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or(text);
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '/';
    let length: usize = before.chars().rev().take_while(|letter| is_word(*letter)).map(char::len_utf8).sum();
    before.len() - length
}

/// Whether a byte lies in a comment or a text.
fn is_hidden(text: &str, byte: usize) -> bool {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or(before);
    let mut is_text = false;
    for letter in line.chars() {
        match letter {
            '"' => is_text = !is_text,
            '#' if !is_text => return true,
            _ => {}
        }
    }
    is_text
}

/// The text before a place with its broken items blanked, so that nothing stops the grammar before the place.
fn readable(mut before: String) -> Option<String> {
    for _ in 0..=MAX_MISTAKES {
        let at = furthest(&format!("{before}{STOP}"));
        if before.get(at..).is_none_or(|rest| rest.trim().is_empty()) {
            return Some(before);
        }
        blank_item(&mut before, at)?;
    }
    None
}

/// Whether the grammar reads a text to its end.
fn is_read(text: &str) -> bool {
    let at = furthest(&format!("{text}{STOP}"));
    text.get(at..).is_none_or(|rest| rest.trim().is_empty())
}

/// Whether parsing gets past a candidate that is put behind a text.
fn reaches(before: &str, candidate: &str) -> bool {
    let text = format!("{before}{candidate} {STOP}");
    furthest(&text) >= before.len() + candidate.len()
}

/// The byte at which the grammar could not go on.
fn furthest(text: &str) -> usize {
    PolicyParser::parse(Rule::chunk, text).map_or_else(|error| error_position(&error), |_| text.len())
}
