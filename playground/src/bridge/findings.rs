//! From the engine's findings to plain types, word for word and figure for figure.
//!
//! Receives findings; hands on the page's. What it chooses is only which reasons stand in front: the conditions that
//! are nearest to being met.

use ansinh_engine::explain::{self, Answer, CategoryFinding, Certainty, Reason};
use ansinh_engine::plan::{Citation, Plan, Unit};
use ansinh_engine::value::Decimal;

use super::{questions, words};
use crate::message::{Category, Cited, Condition, Deciding, Finding, Outcome, Text, Truth};

/// How many deciding conditions stand in front; all are among the reasons.
const DECIDING: usize = 3;

/// One benefit.
pub(super) fn finding(plan: &Plan, found: &explain::Finding) -> Finding {
    let mut needs: Vec<Text> = Vec::new();
    for label in found.needs.iter().filter_map(|need| questions::label(plan, *need)) {
        if !needs.contains(&label) {
            needs.push(label);
        }
    }
    let outcome = outcome(found);
    Finding {
        label: words(&found.label),
        deciding: if outcome == Outcome::NotDue { deciding(found) } else { Vec::new() },
        outcome,
        unit: unit(found.unit),
        needs,
        categories: found.categories.iter().map(|one| category(found, one)).collect(),
        combination: combination(found),
        notes: found.payee.iter().map(paid_to).chain(found.notes.iter().map(words)).collect(),
        advice: explain::advice(plan, found).as_ref().map(advice).unwrap_or_default(),
        doubts: explain::doubts(found).iter().map(words).collect(),
    }
}

/// What to do, line by line; the sources stand with the last one.
fn advice(found: &explain::Advice) -> Vec<Cited> {
    let lines = found.lines().into_iter().chain(found.notes.iter().cloned());
    let mut lines: Vec<Cited> = lines.map(|line| Cited { text: words(&line), citations: Vec::new() }).collect();
    if let Some(last) = lines.last_mut() {
        last.citations = citations(&found.citations);
    }
    lines
}

/// Who gets the money where it is not the one entitled.
fn paid_to(payee: &ansinh_grammar::Text) -> Text {
    Text { vi: format!("Trả cho: {}.", payee.vi), en: format!("Paid to: {}.", payee.en) }
}

fn outcome(found: &explain::Finding) -> Outcome {
    match &found.amount {
        Answer::Certain(amount) if amount.is_zero() => Outcome::NotDue,
        Answer::Certain(amount) => Outcome::Due(plain(*amount)),
        Answer::Among(amounts) => {
            Outcome::Possible(amounts.iter().filter(|amount| !amount.is_zero()).map(|amount| plain(*amount)).collect())
        }
        Answer::Unknown if found.qualifies == Certainty::No => Outcome::NotDue,
        Answer::Unknown => Outcome::Possible(Vec::new()),
        Answer::Fault(fault) => Outcome::Unsettled(fault.code().to_owned()),
    }
}

fn plain(amount: Decimal) -> String {
    amount.normalize().to_string()
}

/// The unit of an amount in words.
pub(super) fn unit(unit: Unit) -> Text {
    let (vi, en) = match unit {
        Unit::Money => ("đồng", "VND"),
        Unit::MoneyPerMonth => ("đồng mỗi tháng", "VND per month"),
        Unit::MoneyPerYear => ("đồng mỗi năm", "VND per year"),
        Unit::Months => ("tháng", "months"),
        Unit::Percent => ("%", "%"),
        Unit::Count | Unit::Plain => ("", ""),
        Unit::Other(name) => (name.text().vi.as_str(), name.text().en.as_str()),
    };
    Text { vi: vi.to_owned(), en: en.to_owned() }
}

fn category(finding: &explain::Finding, found: &CategoryFinding) -> Category {
    Category {
        label: words(&found.label),
        status: truth(found.applies),
        is_paid: is_paid(finding, found),
        computation: found
            .computation
            .as_ref()
            .map(|text| Cited { text: words(text), citations: citations(&found.citations) }),
        conditions: found.conditions.iter().map(condition).collect(),
    }
}

/// Whether a category is what is paid. Where the engine leaves that open although the amount is certain, because some
/// other category that cannot change it is not decided, it is the one that applies and gives the very amount.
fn is_paid(finding: &explain::Finding, found: &CategoryFinding) -> bool {
    let is_said = finding.categories.iter().any(|category| category.is_paid == Certainty::Yes);
    if is_said {
        return found.is_paid == Certainty::Yes;
    }
    matches!(finding.amount, Answer::Certain(_)) && found.applies == Certainty::Yes && found.amount == finding.amount
}

fn condition(reason: &Reason) -> Condition {
    Condition {
        phrase: words(&reason.text),
        status: truth(reason.holds),
        citations: citations(&reason.citations),
        facts: reason.facts.iter().map(|fact| (words(&fact.label), words(&fact.value))).collect(),
        parts: reason.parts.iter().map(condition).collect(),
        is_any: reason.is_any,
    }
}

const fn truth(certainty: Certainty) -> Truth {
    match certainty {
        Certainty::Yes => Truth::Yes,
        Certainty::No => Truth::No,
        Certainty::Unknown => Truth::Unknown,
    }
}

/// The failed conditions of the categories with the fewest failed conditions.
fn deciding(found: &explain::Finding) -> Vec<Deciding> {
    let failed = |category: &CategoryFinding| -> usize {
        category.conditions.iter().filter(|reason| reason.holds != Certainty::Yes).count()
    };
    let fewest = found.categories.iter().map(failed).min().unwrap_or(0);
    found
        .categories
        .iter()
        .filter(|category| failed(category) == fewest)
        .filter_map(|category| {
            let reason = category.conditions.iter().find(|reason| reason.holds == Certainty::No)?;
            Some(Deciding { category: words(&category.label), condition: condition(reason) })
        })
        .take(DECIDING)
        .collect()
}

fn combination(found: &explain::Finding) -> Vec<Cited> {
    let rule = Cited { text: words(&found.combination), citations: citations(&found.citations) };
    let exceptions = found
        .exceptions
        .iter()
        .map(|exception| Cited { text: words(&exception.label), citations: citations(&exception.citations) });
    std::iter::once(rule).filter(|rule| rule.text != Text::default()).chain(exceptions).collect()
}

fn citations(list: &[Citation]) -> Vec<Text> {
    let mut texts: Vec<Text> = Vec::new();
    for citation in list {
        let text = words(&citation.text);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// A label with provisions behind it.
pub(super) fn with_citations<'c>(label: &ansinh_grammar::Text, list: impl Iterator<Item = &'c Citation>) -> Text {
    let list: Vec<Citation> = list.cloned().collect();
    let texts = citations(&list);
    if texts.is_empty() {
        return words(label);
    }
    let join = |part: fn(&Text) -> &str| texts.iter().map(part).collect::<Vec<_>>().join("; ");
    Text {
        vi: format!("{}: {}", label.vi, join(|text| &text.vi)),
        en: format!("{}: {}", label.en, join(|text| &text.en)),
    }
}
