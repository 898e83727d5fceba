//! The words and signs of a file, each with its place in the layout.
//!
//! Receives nodes and the text; hands on tokens in order, spelt canonically. It knows no width and no comment.

use std::collections::BTreeMap;

use crate::keyword::Keyword;
use crate::language::Language;
use crate::parse::{Node, items};

/// Where a token stands on the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// After the token before it.
    Here,
    /// At the start of a declaration.
    Declaration {
        /// Whether a blank line stands before it.
        is_apart: bool,
    },
    /// At the start of an item so many levels deep.
    Item {
        /// The level; items of a declaration are on the first.
        depth: usize,
        /// Whether a blank line stands before it.
        is_apart: bool,
    },
    /// At the start of a condition of a list.
    Condition,
    /// The bracket that closes a list of conditions.
    Close,
    /// A language of a text: the first, with the width of the whole text.
    FirstLanguage(usize),
    /// A further language of a text.
    NextLanguage,
}

/// A word or a sign.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// As it is printed.
    pub(super) text: String,
    /// Its first byte in the source.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
    /// Where it stands.
    pub(super) place: Place,
    /// No blank before it.
    pub(super) is_tight: bool,
    /// No blank after it.
    pub(super) is_tight_after: bool,
    /// It opens a list of conditions.
    pub(super) opens_list: bool,
    /// It stands in a text in several languages.
    pub(super) is_in_text: bool,
    /// The table it begins a row of: the first byte of the table.
    pub(super) row_of: Option<usize>,
}

impl Token {
    /// How many columns it takes.
    pub(super) fn width(&self) -> usize {
        self.text.chars().count()
    }
}

/// The tokens of all declarations.
pub(super) fn tokens(text: &str, nodes: &[Node], language: Language, names: &BTreeMap<usize, String>) -> Vec<Token> {
    let mut walk = Walk { text, language, names, tokens: Vec::new(), place: Place::Here };
    let mut previous: Option<&Node> = None;
    for node in nodes {
        let is_apart = previous.is_some_and(|previous| items::are_declarations_apart(previous.rule, node.rule));
        walk.place = Place::Declaration { is_apart };
        walk.construct(node, 0);
        previous = Some(node);
    }
    walk.tokens
}

struct Walk<'t> {
    text: &'t str,
    language: Language,
    names: &'t BTreeMap<usize, String>,
    tokens: Vec<Token>,
    /// Where the next token stands.
    place: Place,
}

impl Walk<'_> {
    /// A construct whose item is so many levels deep.
    fn construct(&mut self, node: &Node, depth: usize) {
        if node.parts.is_empty() {
            self.leaf(node);
            return;
        }
        let is_list = matches!(node.rule, "all_of" | "any_of");
        let n_before = self.tokens.len();
        let mut at = node.start;
        let mut previous: Option<&Node> = None;
        for part in &node.parts {
            self.signs(at, part.start, is_list);
            if items::starts_line(node.rule, part.rule) {
                let is_apart = items::is_apart(node.rule, part.rule, previous.map(|previous| previous.rule));
                self.place = Place::Item { depth: depth + 1, is_apart };
                let first = self.tokens.len();
                self.construct(part, depth + 1);
                self.mark_row(first, node);
            } else {
                if is_list && part.rule == "expr" {
                    self.place = Place::Condition;
                }
                self.construct(part, depth);
            }
            // Signs after the last token of a part belong to the construct around it.
            at = self.tokens.last().map_or(at, |last| last.end).max(part.start);
            previous = Some(part);
        }
        self.signs(at, node.end, is_list);
        if is_list {
            self.end_list();
        }
        if node.rule == "text" {
            self.mark_text(n_before);
        }
    }

    fn leaf(&mut self, node: &Node) {
        let spelt = self.text.get(node.start..node.end).unwrap_or("");
        if let Some(keyword) = node.keyword {
            let text = self.spelling(keyword);
            self.push(text, node.start, node.end);
        } else if spelt.starts_with(is_sign) {
            self.signs(node.start, node.end, false);
            if node.rule == "minus"
                && let Some(last) = self.tokens.last_mut()
            {
                last.is_tight_after = true;
            }
        } else {
            self.push(self.renamed(node.start, spelt), node.start, node.end);
        }
    }

    /// A name, each of whose parts may have another spelling.
    fn renamed(&self, start: usize, spelt: &str) -> String {
        if spelt.starts_with('"') {
            return spelt.to_owned();
        }
        let mut at = start;
        let mut parts = Vec::new();
        for part in spelt.split('.') {
            parts.push(self.names.get(&at).map_or(part, String::as_str));
            at += part.len() + 1;
        }
        parts.join(".")
    }

    /// A keyword; one month, two months.
    fn spelling(&self, keyword: &'static Keyword) -> String {
        let spelling = keyword.spelling(self.language);
        let is_one = self.tokens.last().is_some_and(|last| ["1", "per"].contains(&last.text.as_str()));
        let is_counted = matches!(keyword.token, "years" | "months" | "days");
        if self.language == Language::En && is_counted && is_one {
            return spelling.trim_end_matches('s').to_owned();
        }
        spelling.to_owned()
    }

    fn push(&mut self, text: String, start: usize, end: usize) {
        let place = std::mem::replace(&mut self.place, Place::Here);
        let is_tight = matches!(text.as_str(), "," | ";" | ":" | ")" | "%");
        let is_tight_after = text == "(";
        self.tokens.push(Token {
            text,
            start,
            end,
            place,
            is_tight,
            is_tight_after,
            opens_list: false,
            is_in_text: false,
            row_of: None,
        });
    }

    /// The signs between two places, where only signs, blanks and comments stand.
    fn signs(&mut self, from: usize, to: usize, is_list: bool) {
        let mut at = from;
        while let Some(rest) = self.text.get(at..to).filter(|rest| !rest.is_empty()) {
            let length = match rest.chars().next() {
                Some('#') => rest.find('\n').unwrap_or(rest.len()),
                Some(blank) if blank.is_whitespace() => blank.len_utf8(),
                Some(sign) => {
                    let length = ["=>", "<=", ">=", "!="].iter().find(|sign| rest.starts_with(**sign));
                    let length = length.map_or(sign.len_utf8(), |sign| sign.len());
                    self.push(rest.get(..length).unwrap_or("").to_owned(), at, at + length);
                    self.mark_list(is_list);
                    length
                }
                None => return,
            };
            at += length;
        }
    }

    fn mark_list(&mut self, is_list: bool) {
        if let Some(last) = self.tokens.last_mut().filter(|_| is_list) {
            match last.text.as_str() {
                "(" => last.opens_list = true,
                ")" => last.place = Place::Close,
                _ => {}
            }
        }
    }

    /// Puts a `;` after the last condition if there is none.
    fn end_list(&mut self) {
        let Some(close) = self.tokens.pop() else {
            return;
        };
        if let Some(last) = self.tokens.last().filter(|last| last.text != ";").map(|last| last.end) {
            self.push(";".to_owned(), last, last);
        }
        self.tokens.push(close);
    }

    fn mark_text(&mut self, first: usize) {
        let tokens = self.tokens.get_mut(first..).unwrap_or_default();
        let width = tokens.iter().map(|token| token.width() + 1).sum::<usize>() - 1;
        for (idx, token) in tokens.iter_mut().enumerate() {
            token.is_in_text = true;
            match idx {
                0 => token.place = Place::FirstLanguage(width),
                _ if idx % 2 == 0 => token.place = Place::NextLanguage,
                _ => {}
            }
        }
    }

    fn mark_row(&mut self, first: usize, table: &Node) {
        if let Some(token) = self.tokens.get_mut(first).filter(|token| token.text == "|") {
            token.row_of = Some(table.start);
        }
    }
}

fn is_sign(first: char) -> bool {
    "()|,;:=<>!+-*/%".contains(first)
}
