//! What an expression comes to for somebody, and the clauses that make it so.
//!
//! Receives an expression of a promise or of a test, and facts; hands on its value in words with its places in the
//! law. It looks at the expression alone, under the same laws.

use ansinh_grammar::Text;

use super::expectation::outcomes_text;
use crate::explain::{self, Answers, Certainty, Finding, Scope};
use crate::hir::{Expr, Law, Program};
use crate::lower::{self, World};
use crate::plan::{Citation, Kind, Plan};
use crate::value::{Date, Facts};

/// Where and when something is asked.
pub(super) struct Asked<'a> {
    pub(super) program: &'a Program,
    pub(super) world: &'a World,
    pub(super) on: Date,
    pub(super) laws: &'a [Law],
}

/// A value with what makes it so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Because {
    /// What it is the value of, in words.
    pub what: Text,
    /// The value, or the possible ones.
    pub value: Text,
    /// The clauses that make it so, each in words with its places in the law.
    pub reasons: Vec<Ground>,
}

impl Because {
    /// A value with its clauses, on one line.
    #[must_use]
    pub fn in_words(&self) -> Text {
        Text::build(|language| {
            let grounds = self.reasons.iter().map(|ground| {
                let citations: Vec<&str> = ground.citations.iter().map(|citation| citation.get(language)).collect();
                let (text, citations) = (ground.text.get(language), citations.join("; "));
                match (text.is_empty(), citations.is_empty()) {
                    (true, _) => citations,
                    (false, true) => text.to_owned(),
                    (false, false) => format!("{text} ({citations})"),
                }
            });
            let grounds: Vec<String> = grounds.collect();
            let glue = if grounds.is_empty() { "" } else { " — " };
            format!("{}: {}{glue}{}", self.what.get(language), self.value.get(language), grounds.join("; "))
        })
    }
}

/// One clause that makes a value what it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ground {
    /// What it says here; empty where only the places are known.
    pub text: Text,
    /// Its places in the law, as they are cited.
    pub citations: Vec<Text>,
}

/// What an expression comes to for a thing; nothing where the law has no answer on the day.
pub(super) fn because(asked: &Asked<'_>, expr: &Expr, facts: &Facts, thing: usize) -> Option<Because> {
    let (plan, words) = lower::lower_expressions(asked.program, asked.world, asked.on, asked.laws, &[expr]).ok()?;
    let column = *plan.subjects.first()?;
    let kind = plan.column(column).map_or(Kind::YesNo, |column| column.kind.clone());
    let what = words.into_iter().next()?;
    let possible = explain::possible(&plan, facts, column, Some(thing)).ok()?;
    let value = outcomes_text(&possible, &kind);
    Some(Because { what, value, reasons: grounds(&plan, facts, thing) })
}

/// The clauses that make the first subject of a plan what it is.
pub(super) fn grounds(plan: &Plan, facts: &Facts, thing: usize) -> Vec<Ground> {
    let Some(column) = plan.subjects.first() else { return Vec::new() };
    let is_benefit = plan.benefits.iter().position(|benefit| benefit.amount == *column);
    let findings = is_benefit.and_then(|_| explain::explain(plan, facts, thing).ok()).unwrap_or_default();
    let finding = is_benefit.and_then(|at| {
        let name = &plan.benefits.get(at)?.name;
        findings.iter().rfind(|finding| finding.benefit == *name)
    });
    let found = finding.map_or(Vec::new(), paid);
    if !found.is_empty() {
        return found;
    }
    let Ok(answers) = Answers::new(plan, facts, &Scope::new(plan, &[*column]), thing) else { return Vec::new() };
    let citations = answers.rests_on(*column, thing);
    if citations.is_empty() { Vec::new() } else { vec![Ground { text: Text::default(), citations: texts(&citations) }] }
}

/// The categories that are paid, how much each gives, and what makes one amount of several.
fn paid(finding: &Finding) -> Vec<Ground> {
    let paid = finding.categories.iter().filter(|category| category.is_paid == Certainty::Yes);
    let mut found: Vec<Ground> = paid
        .map(|category| {
            let computed = category.computation.clone().unwrap_or_default();
            let colon = if computed.vi.is_empty() { "" } else { ": " };
            let text = Text::new(
                format!("{}{colon}{}", category.label.vi, computed.vi),
                format!("{}{colon}{}", category.label.en, computed.en),
            );
            let conditions = category.conditions.iter().flat_map(|condition| &condition.citations);
            let citations: Vec<Citation> = conditions.chain(&category.citations).cloned().collect();
            Ground { text, citations: texts(&citations) }
        })
        .collect();
    let applying = finding.exceptions.iter().filter(|exception| exception.applies == Certainty::Yes);
    found.extend(applying.map(|found| Ground { text: found.label.clone(), citations: texts(&found.citations) }));
    found
}

fn texts(citations: &[Citation]) -> Vec<Text> {
    let mut found: Vec<Text> = Vec::new();
    for citation in citations {
        if !found.contains(&citation.text) {
            found.push(citation.text.clone());
        }
    }
    found
}
