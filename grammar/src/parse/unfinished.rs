//! Says what a line or a declaration still needs where the grammar only complains of what comes next.
//!
//! Receives a place where the grammar could not go on; hands on a complaint at the words that are not finished. It knows
//! what every declaration must have at least.

use super::chunk::Chunk;
use super::reader::keyword_of;
use super::{Rule, codes, items, message, node, opening};
use crate::diagnostic::Diagnostic;
use crate::keyword;
use crate::language::{Language, Text};
use crate::span::{FileId, Span};

/// A part that a declaration must have: its declaration, the rules of the part, what to say of it.
struct Part {
    of: &'static str,
    rules: &'static [Rule],
    keyword: &'static str,
    headline: (&'static str, &'static str),
}

const PARTS: &[Part] = &[
    Part {
        of: "benefit",
        rules: &[Rule::category, Rule::k_category],
        keyword: "category",
        headline: ("chế độ phải có ít nhất một diện", "a benefit has at least one category"),
    },
    Part {
        of: "parameter",
        rules: &[Rule::dated_value, Rule::validity, Rule::k_from],
        keyword: "from",
        headline: ("tham số phải có ít nhất một giá trị", "a parameter has at least one value"),
    },
    Part {
        of: "define",
        rules: &[Rule::case, Rule::k_is],
        keyword: "is",
        headline: ("định nghĩa phải có ít nhất một trường hợp", "a definition has at least one case"),
    },
    Part {
        of: "enum",
        rules: &[Rule::enumeration_value, Rule::k_value],
        keyword: "value",
        headline: ("danh mục phải có ít nhất một giá trị", "an enumeration has at least one value"),
    },
    Part {
        of: "table",
        rules: &[Rule::table_head, Rule::table_row],
        keyword: "",
        headline: ("bảng phải có dòng đầu và ít nhất một dòng kết quả", "a table has a head and at least one row"),
    },
];

/// The complaint about a line or a declaration that is not finished.
pub(super) fn complaint(
    file: FileId,
    chunk: Chunk<'_>,
    at: usize,
    error: &pest::error::Error<Rule>,
    surface: Language,
) -> Option<Diagnostic> {
    let pest::error::ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return None;
    };
    let span = |start: usize, end: usize| Span { file, start: chunk.start + start, end: chunk.start + end };
    let is_end = chunk.text.get(at..).is_none_or(|rest| rest.trim().is_empty());
    if is_end {
        let (part, length) = missing_part(chunk.text, positives)?;
        let (vi, en) = part.headline;
        let keyword = keyword::by_token(part.keyword).map_or("|", |keyword| keyword.spelling(surface));
        let help = Text::new(format!("thêm một dòng `{keyword} …`"), format!("add a line `{keyword} …`"));
        let found = Diagnostic::new(codes::UNEXPECTED, span(0, length), Text::new(vi, en));
        return Some(found.saying(Text::new("khai báo này còn thiếu", "this declaration lacks it")).help(help));
    }
    let (start, end) = unfinished_line(chunk.text, at, positives)?;
    let word = chunk.text.get(start..end)?;
    let headline = Text::new(format!("sau `{word}` còn thiếu"), format!("something is missing behind `{word}`"));
    let found = Diagnostic::new(codes::UNEXPECTED, span(start, end), headline);
    Some(message::told(found, chunk.text, at, error, surface))
}

/// The part that a declaration still needs where its text ends, and how long its keyword is.
fn missing_part(text: &str, positives: &[Rule]) -> Option<(&'static Part, usize)> {
    PARTS.iter().find_map(|part| {
        let spellings = Language::ALL.map(|language| keyword::by_token(part.of).map(|of| of.spelling(language)));
        let of = spellings.into_iter().flatten().find(|of| text.starts_with(of))?;
        positives.iter().any(|rule| part.rules.contains(rule)).then_some((part, of.len()))
    })
}

/// The last word before a line that begins another item, where the grammar takes no item yet.
fn unfinished_line(text: &str, at: usize, positives: &[Rule]) -> Option<(usize, usize)> {
    let before = text.get(..at)?;
    let line = text.get(at..)?.lines().next()?;
    let is_leading = before.trim_end_matches([' ', '\r']).ends_with('\n');
    let begins = |rule: &Rule| {
        *rule == Rule::EOI
            || items::ITEMS.contains(&node::rule_name(*rule))
            || keyword_of(*rule).is_some_and(|keyword| opening::starts_item(keyword.spelling(Language::En)))
    };
    if !is_leading || !opening::starts_item(line) || positives.iter().any(begins) {
        return None;
    }
    let end = last_code(before)?;
    let start = before.get(..end)?.rfind([' ', '\n', '(', '|']).map_or(0, |blank| blank + 1);
    (start < end).then_some((start, end))
}

/// The byte after the last that is neither blank nor comment.
fn last_code(text: &str) -> Option<usize> {
    let mut start = 0;
    let mut last = None;
    for line in text.split_inclusive('\n') {
        let code = line.split(" #").next().unwrap_or(line).trim_end();
        if !code.is_empty() && !code.trim_start().starts_with('#') {
            last = Some(start + code.len());
        }
        start += line.len();
    }
    last
}
