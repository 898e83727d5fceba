//! Recognises the lines that begin an item.
//!
//! Receives one line of text; hands on whether it starts with an item's keyword, in either language.
//! It knows the keyword table and no grammar.

use std::sync::LazyLock;

use crate::keyword;
use crate::language::Language;

/// Tokens that begin an item. `where` is left out: it also continues a condition.
const ITEMS: &[&str] = &[
    "label",
    "alias",
    "ask",
    "help",
    "note",
    "evidence",
    "paid_to",
    "sensitive",
    "source",
    "range",
    "implied",
    "link",
    "value",
    "number",
    "title",
    "issued",
    "in_force",
    "applied",
    "replaces",
    "articles",
    "out_of_scope",
    "discretionary",
    "not_seen",
    "uncertain",
    "procedure",
    "apply_at",
    "bring",
    "answered_within",
    "leap_birthday",
    "incomplete_birth",
    "starts",
    "stops",
    "tested_on",
    "rounded",
    "from",
    "is",
    "when",
    "gives",
    "category",
    "group",
    "combine",
    "exception",
    "by",
    "based_on",
    "include",
    "set",
    "add",
    "remove",
    "replace",
    "widen",
    "narrow",
    "under",
    "on",
    "known_at",
    "given",
    "everything_else",
    "expect",
    "level",
    "funded_by",
    "period",
    "measure",
    "target",
    "for_every",
    "always",
];

/// How each item's keyword is spelt, in either language.
static SPELLINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let keywords = ITEMS.iter().filter_map(|token| keyword::by_token(token));
    keywords.flat_map(|keyword| Language::ALL.map(|language| keyword.spelling(language))).collect()
});

/// Whether the line begins with an item's keyword, or is a table row.
pub(super) fn starts_item(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('|') || (!line.is_empty() && SPELLINGS.iter().any(|spelling| starts_with_word(line, spelling)))
}

fn starts_with_word(line: &str, word: &str) -> bool {
    line.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
}

/// How far a line is indented, in bytes.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::starts_item;
    use crate::keyword;

    #[test]
    fn every_listed_token_is_a_keyword() {
        for token in super::ITEMS {
            assert!(keyword::by_token(token).is_some(), "{token}");
        }
    }

    #[test]
    fn both_surfaces_and_rows_begin_items() {
        for line in ["  when age", "  khi tuổi", "  | a | b |", "  được hưởng 1.0", "    nguồn"] {
            assert_eq!(starts_item(line), !line.contains("nguồn"), "{line}");
        }
        assert!(!starts_item("  whenever"));
    }
}
