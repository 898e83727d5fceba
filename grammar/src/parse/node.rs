//! The parser's pairs as a plain tree with every token's place.
//!
//! Receives a text; hands on nodes that carry the name of their rule, for whoever prints the text anew.
//! It knows which rules are keywords, and no construct.

use pest::Parser;

use super::reader::{Pair, keyword_of};
use super::{PolicyParser, Rule, chunk};
use crate::keyword::Keyword;
use std::sync::LazyLock;

/// A construct, or a token if it has no parts.
#[derive(Debug)]
pub(crate) struct Node {
    /// The name of its grammar rule.
    pub(crate) rule: &'static str,
    /// The keyword it is, if it is one.
    pub(crate) keyword: Option<&'static Keyword>,
    /// Its first byte in the text.
    pub(crate) start: usize,
    /// The byte after it, which may lie behind blanks and comments.
    pub(crate) end: usize,
    /// Its parts, in order; signs between them have no node.
    pub(crate) parts: Vec<Node>,
}

/// The names of the rules, by their position.
static RULE_NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    // The end of the input is a rule too, and none of `all_rules`.
    let mut names = vec![String::new(); Rule::all_rules().len() + 1];
    for rule in Rule::all_rules() {
        if let Some(name) = names.get_mut(*rule as usize) {
            *name = format!("{rule:?}");
        }
    }
    names
});

pub(super) fn rule_name(rule: Rule) -> &'static str {
    let names: &'static [String] = RULE_NAMES.as_slice();
    names.get(rule as usize).map_or("", String::as_str)
}

/// Whether the bare grammar accepts every declaration of a text; nothing is built of them.
#[must_use]
pub fn is_grammatical(text: &str) -> bool {
    chunk::split(text).iter().all(|chunk| PolicyParser::parse(Rule::chunk, chunk.text).is_ok())
}

/// The headers and declarations of a text, in order; nothing if one of them cannot be read.
pub(crate) fn nodes(text: &str) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    for chunk in chunk::split(text) {
        let pair = PolicyParser::parse(Rule::chunk, chunk.text).ok()?.next()?;
        let declaration = pair.into_inner().next()?;
        nodes.push(node(declaration.into_inner().next()?, chunk.start));
    }
    Some(nodes)
}

fn node(pair: Pair<'_>, base: usize) -> Node {
    let rule = pair.as_rule();
    let (start, end) = (base + pair.as_span().start(), base + pair.as_span().end());
    // A text in quotes is one token, whatever stands inside.
    let parts =
        if rule == Rule::string { Vec::new() } else { pair.into_inner().map(|part| node(part, base)).collect() };
    Node { rule: rule_name(rule), keyword: keyword_of(rule), start, end, parts }
}

#[cfg(test)]
mod tests {
    use super::{Rule, rule_name};

    #[test]
    fn a_rule_is_found_by_its_position() {
        for rule in Rule::all_rules() {
            assert_eq!(rule_name(*rule), format!("{rule:?}"));
        }
    }
}
