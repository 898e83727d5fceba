//! Holds the columns of a chunk against its tree.
//!
//! Receives pairs; hands on a complaint for each line that looks as if it belonged elsewhere: items stand deeper than
//! what they are part of, and items of one thing stand in one column. It knows which constructs start a line.

use std::sync::LazyLock;

use super::reader::Pair;
use super::{Rule, codes, items, node, opening};
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::span::{FileId, Span};

/// How far a level is indented.
const LEVEL: usize = 2;

/// The rules of which an item is an instance somewhere, by their position.
static MAY_START_LINE: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut may = vec![false; Rule::all_rules().len() + 1];
    for rule in Rule::all_rules() {
        if let Some(place) = may.get_mut(*rule as usize) {
            *place = items::ITEMS.contains(&node::rule_name(*rule));
        }
    }
    may
});

/// What items are looked at against.
struct Columns<'t> {
    file: FileId,
    base: usize,
    text: &'t str,
    found: Vec<Diagnostic>,
    /// The line that was complained of last, by its first byte.
    last_told: Option<usize>,
}

/// The complaints about a chunk.
pub(super) fn complaints(file: FileId, base: usize, text: &str, chunk: &Pair<'_>) -> Vec<Diagnostic> {
    let mut columns = Columns { file, base, text, found: Vec::new(), last_told: None };
    for declaration in chunk.clone().into_inner().flat_map(Pair::into_inner) {
        columns.parts(declaration.as_span().start(), declaration);
    }
    columns.found
}

impl Columns<'_> {
    /// Looks at the parts of a construct that belong to the item at a byte.
    fn parts(&mut self, item: usize, pair: Pair<'_>) {
        let parent = pair.as_rule();
        let mut first: Option<usize> = None;
        for part in pair.into_inner() {
            let rule = part.as_rule();
            let is_item = MAY_START_LINE.get(rule as usize).copied().unwrap_or(false)
                && items::starts_line(node::rule_name(parent), node::rule_name(rule));
            let start = part.as_span().start();
            if !is_item {
                self.goes_on(start, item);
                self.parts(item, part);
                continue;
            }
            if self.is_leading(start) {
                match first {
                    Some(first)
                        if self.column(first) != self.column(start) && self.column(start) > self.column(item) =>
                    {
                        self.unlike(start, first);
                    }
                    _ if self.column(start) <= self.column(item) => self.not_deeper(start, item),
                    Some(_) => {}
                    None => first = Some(start),
                }
            }
            self.parts(start, part);
        }
    }

    /// A line that goes on must not look like another item.
    fn goes_on(&mut self, start: usize, item: usize) {
        let is_told = self.last_told == Some(start);
        if start > item && !is_told && self.is_leading(start) && self.column(start) <= self.column(item) {
            self.not_deeper(start, item);
        }
    }

    fn column(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or("");
        before.rsplit('\n').next().unwrap_or(before).chars().count()
    }

    /// Whether only blanks stand before a byte on its line; a long line is not read from its start.
    fn is_leading(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or("").trim_end_matches([' ', '\t', '\r']);
        before.is_empty() || before.ends_with('\n')
    }

    /// The first word at a byte.
    fn word(&self, at: usize) -> Span {
        let rest = self.text.get(at..).unwrap_or("");
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len()).max(1);
        Span { file: self.file, start: self.base + at, end: self.base + at + length }
    }

    fn not_deeper(&mut self, start: usize, item: usize) {
        self.last_told = Some(start);
        let headline =
            Text::new("dòng này được hiểu là thuộc về mục phía trên", "this line is read as part of the item above it");
        let found = Diagnostic::new(codes::MISLEADING_LAYOUT, self.word(start), headline)
            .saying(Text::new("nhưng không thụt vào sâu hơn mục đó", "but it is not indented deeper than that item"))
            .label(self.word(item), Text::new("được hiểu là một phần của mục này", "read as a part of this item"))
            .help(Text::new(
                "thụt dòng này vào sâu hơn, hoặc chuyển nó lên trước mục đó",
                "indent the line deeper, or move it before that item",
            ));
        let found = if self.column(start) == 0 { self.indented(found, start) } else { found };
        self.found.push(found);
    }

    /// Offers to indent an item in column 1, and what is part of it, by one level.
    fn indented(&self, mut found: Diagnostic, start: usize) -> Diagnostic {
        let lines = self.text.get(start..).unwrap_or("").split_inclusive('\n');
        let is_blank = |line: &str| line.trim().is_empty();
        let next = lines.clone().skip(1).find(|line| !is_blank(line)).map_or(0, opening::indent);
        // What is indented far enough already stays.
        let is_alone = next == 0 || next > LEVEL;
        let mut at = start;
        for (idx, line) in lines.enumerate() {
            if idx > 0 && (is_alone || (!is_blank(line) && opening::indent(line) == 0)) {
                break;
            }
            if !is_blank(line) {
                let place = Span { file: self.file, start: self.base + at, end: self.base + at };
                found = found.edit(place, " ".repeat(LEVEL));
            }
            at += line.len();
        }
        let help = Text::new("thụt dòng này vào 2 ký tự", "indent the line by 2");
        found.help(help)
    }

    fn unlike(&mut self, start: usize, first: usize) {
        let wanted = self.column(first);
        let headline = Text::new(
            "dòng này thụt vào khác với các mục cùng cấp",
            "this line is indented unlike the items it stands beside",
        );
        let found = Diagnostic::new(codes::MISLEADING_LAYOUT, self.word(start), headline)
            .saying(Text::new("được hiểu là ngang hàng", "read as one of the same items"))
            .label(self.word(first), Text::new("với mục này", "as this one"))
            .help(Text::new(
                format!("thụt dòng này vào {wanted} ký tự, hoặc chuyển nó đến mục mà nó thuộc về"),
                format!("indent the line by {wanted}, or move it to the item it belongs to"),
            ));
        self.found.push(found);
    }
}
