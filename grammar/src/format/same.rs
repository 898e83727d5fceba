//! Whether two texts say the same, with the same comments.
//!
//! Receives a text as it was read and a text that would take its place; hands on yes or no.

use crate::parse::{self, Node};

/// Whether names may differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Names {
    /// They must be the same.
    Kept,
    /// They may have other spellings.
    Changed,
}

/// Whether the new text reads as the same constructs and words, and has the same comments in the same order.
pub(super) fn says_the_same(text: &str, nodes: &[Node], printed: &str, names: Names) -> bool {
    let Some(again) = parse::nodes(printed) else {
        return false;
    };
    words(text, nodes, names) == words(printed, &again, names) && comments(text, nodes) == comments(printed, &again)
}

/// Each construct and word in order: keywords by their token, others by their spelling.
fn words<'t>(text: &'t str, nodes: &[Node], names: Names) -> Vec<(&'static str, &'t str)> {
    let mut found = Vec::new();
    let mut left: Vec<&Node> = nodes.iter().rev().collect();
    while let Some(node) = left.pop() {
        let may_differ = names == Names::Changed && matches!(node.rule, "ident" | "qname" | "lang");
        let is_word = node.parts.is_empty() && node.keyword.is_none() && !may_differ;
        let spelt = if is_word { text.get(node.start..node.end).unwrap_or("") } else { "" };
        found.push((node.rule, word(spelt)));
        left.extend(node.parts.iter().rev());
    }
    found
}

/// A word without the blanks and comments that the parser counts to it; brackets around nothing are one word.
fn word(spelt: &str) -> &str {
    let is_end = |sign: char| sign.is_whitespace() || sign == '#' || sign == ')';
    let length = if spelt.starts_with('"') { spelt.len() } else { spelt.find(is_end).unwrap_or(spelt.len()) };
    spelt.get(..length).unwrap_or(spelt)
}

/// The comments, in order.
fn comments<'t>(text: &'t str, nodes: &[Node]) -> Vec<&'t str> {
    let mut texts: Vec<(usize, usize)> = Vec::new();
    let mut left: Vec<&Node> = nodes.iter().collect();
    while let Some(node) = left.pop() {
        if node.rule == "string" {
            texts.push((node.start, node.end));
        }
        left.extend(&node.parts);
    }
    texts.sort_unstable();
    let mut found = Vec::new();
    let mut at = 0;
    let mut texts = texts.into_iter().peekable();
    while let Some(next) = text.get(at..).and_then(|rest| rest.find('#')).map(|found| at + found) {
        while texts.next_if(|(_, end)| *end <= next).is_some() {}
        match texts.peek() {
            Some((start, end)) if *start < next => at = *end,
            _ => {
                let rest = text.get(next..).unwrap_or("");
                let line = rest.split('\n').next().unwrap_or("");
                found.push(line.trim_end());
                at = next + line.len();
            }
        }
    }
    found
}
