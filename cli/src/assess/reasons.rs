//! Reasons as an indented tree.
//!
//! Receives reasons; hands on lines. It leaves out what decides nothing, and places that the line above has just named.

use std::fmt::Write;

use ansinh_engine::explain::{CategoryFinding, Certainty, Reason};
use ansinh_engine::plan::Citation;

use crate::view::View;

/// The sign of a certainty; the legend says what it means.
pub(super) const fn sign(certainty: Certainty) -> char {
    match certainty {
        Certainty::Yes => '✓',
        Certainty::No => '✗',
        Certainty::Unknown => '?',
    }
}

/// The conditions of a category that decide, each with its facts, its sources and its parts that decide.
pub(super) fn tree(category: &CategoryFinding, depth: usize, view: View) -> String {
    let mut text = String::new();
    for reason in deciding(&category.conditions, category.applies, false) {
        if reason.text == category.label {
            // The one condition is the category itself: its line stands there already.
            text.push_str(&below(reason, depth, &[], view));
        } else {
            text.push_str(&node(reason, depth, &[], view));
        }
    }
    text
}

/// Of what holds, the parts that hold; of what does not, those that do not; of what is open, all but what is ruled
/// out. The whole tree is in the JSON form.
fn deciding(parts: &[Reason], whole: Certainty, is_any: bool) -> Vec<&Reason> {
    let decides = |part: &&Reason| match whole {
        Certainty::Unknown => !is_any || part.holds != Certainty::No,
        certain => part.holds == certain,
    };
    parts.iter().filter(decides).collect()
}

fn node(reason: &Reason, depth: usize, above: &[Citation], view: View) -> String {
    let indent = "  ".repeat(depth);
    format!("{indent}{} {}\n{}", sign(reason.holds), view.get(&reason.text), below(reason, depth + 2, above, view))
}

/// The facts, sources and parts of a condition.
fn below(reason: &Reason, depth: usize, above: &[Citation], view: View) -> String {
    let indent = "  ".repeat(depth);
    let mut text = String::new();
    for fact in &reason.facts {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{indent}{}: {}", view.get(&fact.label), view.get(&fact.value));
    }
    let own: Vec<&Citation> = reason.citations.iter().filter(|citation| !above.contains(citation)).collect();
    text.push_str(&sources(&own, depth, view));
    let parts = deciding(&reason.parts, reason.holds, reason.is_any);
    if reason.is_any && parts.len() > 1 && reason.holds != Certainty::No {
        let _ = writeln!(text, "{indent}{}", view.say("chỉ cần một trong:", "one of these is enough:"));
    }
    for part in parts {
        text.push_str(&node(part, depth, &reason.citations, view));
    }
    text
}

/// One line with places in the law; nothing if there is none.
pub(super) fn sources(citations: &[&Citation], depth: usize, view: View) -> String {
    let mut places: Vec<&str> = Vec::new();
    for citation in citations {
        let place = view.get(&citation.text);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    if places.is_empty() { String::new() } else { format!("{}[{}]\n", "  ".repeat(depth), places.join("; ")) }
}
