//! Findings as printed trees.
//!
//! Receives what `explain` found; hands on an indented text, English before Vietnamese on every line.
//! It decides nothing.

use ansinh_engine::explain::{Answer, Certainty, Finding, Need, Needed, Reason};
use ansinh_engine::lower::amount_text;
use ansinh_engine::plan::{Citation, Plan, Unit};
use ansinh_engine::value::Facts;
use ansinh_grammar::Text;

/// One finding: amount, categories that are not ruled out, their conditions, and what is still needed.
#[must_use]
pub fn printed(finding: &Finding, plan: &Plan, facts: &Facts) -> String {
    let mut text = format!("{}: {}\n", finding.benefit, answer(&finding.amount, finding.unit));
    for side in finding.conflict.iter().flat_map(|conflict| &conflict.sides) {
        text.push_str(&format!(
            "  conflict: {} = {}{}\n",
            both(&side.label),
            both(&side.value),
            cited(&side.citations)
        ));
    }
    for category in &finding.categories {
        let paid = if category.is_paid == Certainty::Yes { ", paid" } else { "" };
        text.push_str(&format!("  {} {}{paid}\n", mark(category.applies), both(&category.label)));
        if let Some(computation) = &category.computation {
            text.push_str(&format!("      {}{}\n", both(computation), cited(&category.citations)));
        }
        for condition in &category.conditions {
            reason(condition, 6, &mut text);
        }
    }
    text.push_str(&format!("  {}{}\n", both(&finding.combination), cited(&finding.citations)));
    for exception in &finding.exceptions {
        text.push_str(&format!("  {} exception: {}\n", mark(exception.applies), both(&exception.label)));
    }
    if !finding.needs.is_empty() {
        let needs: Vec<String> = finding.needs.iter().map(|need| need_name(*need, plan, facts)).collect();
        text.push_str(&format!("  needs {}\n", needs.join(", ")));
    }
    text
}

/// A need as `fact of thing`.
#[must_use]
pub fn need_name(need: Need, plan: &Plan, facts: &Facts) -> String {
    let fact = match need.what {
        Needed::Input(id) => plan.inputs.get(id.0).map(|input| input.name.as_str()),
        Needed::Link(id) => plan.links.get(id.0).map(|link| link.name.as_str()),
    };
    let thing = facts.things.get(need.thing).map_or("?", |thing| &thing.name);
    format!("{} of {thing}", fact.unwrap_or("?"))
}

fn answer(answer: &Answer, unit: Unit) -> String {
    match answer {
        Answer::Certain(amount) => both(&amount_text(*amount, unit)),
        Answer::Among(amounts) => {
            let amounts: Vec<String> = amounts.iter().map(|amount| amount_text(*amount, unit).en).collect();
            format!("among {}", amounts.join(", "))
        }
        Answer::Unknown => "unknown".to_owned(),
        Answer::Fault(fault) => format!("error {}", fault.code()),
    }
}

fn reason(reason: &Reason, indent: usize, text: &mut String) {
    let any = if reason.is_any && !reason.parts.is_empty() { " (any of)" } else { "" };
    let line = format!("{} {}{any}{}", mark(reason.holds), both(&reason.text), cited(&reason.citations));
    text.push_str(&format!("{}{line}\n", " ".repeat(indent)));
    for fact in &reason.facts {
        text.push_str(&format!("{}{}: {}\n", " ".repeat(indent + 4), both(&fact.label), both(&fact.value)));
    }
    for part in &reason.parts {
        self::reason(part, indent + 2, text);
    }
}

const fn mark(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Yes => "[yes]",
        Certainty::No => "[no]",
        Certainty::Unknown => "[?]",
    }
}

fn both(text: &Text) -> String {
    if text.en == text.vi { text.en.clone() } else { format!("{} / {}", text.en, text.vi) }
}

fn cited(citations: &[Citation]) -> String {
    let citations: Vec<&str> = citations.iter().map(|citation| citation.text.en.as_str()).collect();
    if citations.is_empty() { String::new() } else { format!(" <{}>", citations.join("; ")) }
}
