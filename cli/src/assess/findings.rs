//! Findings for a program, in both languages.
//!
//! Receives findings; hands on plain types that serialise. Amounts are texts with the exact number.

use ansinh_engine::explain::{
    self, Answer, CategoryFinding, Certainty, ConflictSide, ExceptionFinding, Finding, Reason, ReasonFact, questions,
};
use ansinh_engine::plan::{Citation, Unit};
use serde::Serialize;

use super::months::PlainCalendar;
use super::print::{Assessed, Question, amount, not_in_force};
use crate::plain::{Both, all};

/// All findings.
#[derive(Serialize)]
pub(super) struct Assessment {
    on: String,
    known_on: Option<String>,
    scenario: Option<Both>,
    encoded: Encoded,
    things: Vec<Thing>,
}

/// From when to when there is law; on other days nothing of it is certain.
#[derive(Serialize)]
struct Encoded {
    from: Option<String>,
    last_change: Option<String>,
    covers_the_day: bool,
}

#[derive(Serialize)]
struct Thing {
    entity: String,
    name: String,
    benefits: Vec<Benefit>,
    /// The months paid, where they were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    months: Vec<PlainCalendar>,
}

#[derive(Serialize)]
struct Benefit {
    name: String,
    label: Both,
    is_in_force: bool,
    qualifies: Option<bool>,
    amount: Amount,
    /// With the law as it is known by now, if it is asked as known on an earlier day.
    known_by_now: Option<Later>,
    needs: Vec<Need>,
    categories: Vec<Category>,
    /// Who gets the money, where it is not the one entitled.
    paid_to: Option<Both>,
    combination: Both,
    citations: Vec<Both>,
    exceptions: Vec<Exception>,
    conflict: Vec<Side>,
    notes: Vec<Both>,
    /// What to do to get it, where it is due.
    advice: Option<Advice>,
    /// What is doubtful about the answer.
    doubts: Vec<Both>,
}

/// What to do to get a benefit; what is not known is null.
#[derive(Serialize)]
struct Advice {
    apply_at: Option<Both>,
    bring: Vec<Both>,
    working_days: Option<u32>,
    paid_from: Option<Both>,
    citations: Vec<Both>,
    notes: Vec<Both>,
}

/// One of the clauses that disagree.
#[derive(Serialize)]
struct Side {
    label: Both,
    value: Both,
    citations: Vec<Both>,
}

#[derive(Serialize)]
pub(super) struct Amount {
    /// `certain`, `among`, `unknown` or `fault`; `not_in_force` where there is no such benefit on the day.
    kind: &'static str,
    values: Vec<String>,
    unit: &'static str,
    text: Both,
}

#[derive(Serialize)]
struct Later {
    amount: String,
    /// The back-payment; below zero where too much was paid.
    difference: String,
}

#[derive(Serialize)]
struct Need {
    thing: String,
    fact: String,
    ask: Both,
    allowed: Both,
}

#[derive(Serialize)]
struct Category {
    name: String,
    label: Both,
    is_of_scenario: bool,
    applies: Option<bool>,
    is_paid: Option<bool>,
    amount: Amount,
    computation: Option<Both>,
    conditions: Vec<Condition>,
    citations: Vec<Both>,
    notes: Vec<Both>,
}

#[derive(Serialize)]
struct Condition {
    text: Both,
    holds: Option<bool>,
    facts: Vec<Looked>,
    citations: Vec<Both>,
    is_any: bool,
    parts: Vec<Condition>,
}

#[derive(Serialize)]
struct Looked {
    label: Both,
    value: Both,
}

#[derive(Serialize)]
struct Exception {
    label: Both,
    applies: Option<bool>,
    citations: Vec<Both>,
}

impl Assessment {
    /// Everything that was found.
    pub(super) fn of(assessed: &Assessed<'_>) -> Self {
        let things = assessed.facts.things.iter().zip(&assessed.findings);
        let calendars = |at| assessed.calendars.as_ref().map_or(Vec::new(), |calendars| calendars.plain(at));
        let thing = |(at, (thing, findings)): (usize, (&ansinh_engine::value::Thing, &Vec<Finding>))| Thing {
            months: calendars(at),
            entity: thing.entity.clone(),
            name: thing.name.clone(),
            benefits: findings.iter().map(|finding| benefit(at, finding, assessed)).collect(),
        };
        Self {
            on: assessed.plan.on.to_string(),
            known_on: assessed.plan.known_on.map(|day| day.to_string()),
            scenario: assessed.plan.scenario.as_ref().map(Both::from),
            encoded: Encoded {
                from: assessed.encoded.from.map(|day| day.to_string()),
                last_change: assessed.encoded.to.map(|day| day.to_string()),
                covers_the_day: assessed.encoded.contains(assessed.plan.on),
            },
            things: things.enumerate().filter(|(_, (_, findings))| !findings.is_empty()).map(thing).collect(),
        }
    }
}

fn benefit(thing: usize, finding: &Finding, assessed: &Assessed<'_>) -> Benefit {
    let need = |need| {
        let question = Question::of(need, assessed);
        let (ask, allowed) = (Both::from(&question.ask), Both::from(&question.allowed));
        Need { thing: question.thing, fact: question.fact, ask, allowed }
    };
    Benefit {
        name: finding.benefit.clone(),
        label: Both::from(&finding.label),
        is_in_force: finding.is_in_force,
        qualifies: certain(finding.qualifies).filter(|_| finding.is_in_force),
        amount: if finding.is_in_force {
            plain_amount(&finding.amount, finding.unit)
        } else {
            let text = Both::from(&not_in_force());
            Amount { kind: "not_in_force", values: Vec::new(), unit: unit_name(finding.unit), text }
        },
        known_by_now: assessed.difference(thing, finding).map(|(amount, difference)| Later {
            amount: amount.normalize().to_string(),
            difference: difference.normalize().to_string(),
        }),
        needs: questions(assessed.plan, std::slice::from_ref(finding)).into_iter().map(need).collect(),
        categories: finding.categories.iter().map(|found| category(found, finding.unit)).collect(),
        paid_to: finding.payee.as_ref().map(Both::from),
        combination: Both::from(&finding.combination),
        citations: citations(&finding.citations),
        exceptions: finding.exceptions.iter().map(exception).collect(),
        conflict: finding.conflict.iter().flat_map(|found| &found.sides).map(side).collect(),
        notes: all(&finding.notes),
        advice: explain::advice(assessed.plan, finding).as_ref().map(advice),
        doubts: all(&explain::doubts(finding)),
    }
}

fn advice(found: &explain::Advice) -> Advice {
    Advice {
        apply_at: found.apply_at.as_ref().map(Both::from),
        bring: all(&found.bring),
        working_days: found.working_days,
        paid_from: found.paid_from.as_ref().map(Both::from),
        citations: citations(&found.citations),
        notes: all(&found.notes),
    }
}

fn category(found: &CategoryFinding, unit: Unit) -> Category {
    Category {
        name: found.name.clone(),
        label: Both::from(&found.label),
        is_of_scenario: found.is_of_scenario,
        applies: certain(found.applies),
        is_paid: certain(found.is_paid),
        amount: plain_amount(&found.amount, unit),
        computation: found.computation.as_ref().map(Both::from),
        conditions: found.conditions.iter().map(condition).collect(),
        citations: citations(&found.citations),
        notes: all(&found.notes),
    }
}

fn condition(reason: &Reason) -> Condition {
    let looked = |fact: &ReasonFact| Looked { label: Both::from(&fact.label), value: Both::from(&fact.value) };
    Condition {
        text: Both::from(&reason.text),
        holds: certain(reason.holds),
        facts: reason.facts.iter().map(looked).collect(),
        citations: citations(&reason.citations),
        is_any: reason.is_any,
        parts: reason.parts.iter().map(condition).collect(),
    }
}

fn exception(found: &ExceptionFinding) -> Exception {
    let (label, applies) = (Both::from(&found.label), certain(found.applies));
    Exception { label, applies, citations: citations(&found.citations) }
}

fn side(found: &ConflictSide) -> Side {
    let (label, value) = (Both::from(&found.label), Both::from(&found.value));
    Side { label, value, citations: citations(&found.citations) }
}

pub(super) fn plain_amount(answer: &Answer, unit: Unit) -> Amount {
    let (kind, values) = match answer {
        Answer::Certain(value) => ("certain", vec![value.to_string()]),
        Answer::Among(values) => ("among", values.iter().map(ToString::to_string).collect()),
        Answer::Unknown => ("unknown", Vec::new()),
        Answer::Fault(fault) => ("fault", vec![fault.code().to_owned()]),
    };
    Amount { kind, values, unit: unit_name(unit), text: Both::from(&amount(answer, unit)) }
}

const fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "count",
        Unit::Plain => "number",
        Unit::Percent => "share",
        Unit::Money => "VND",
        Unit::MoneyPerMonth => "VND per month",
        Unit::MoneyPerYear => "VND per year",
        Unit::Months => "months",
        Unit::Other(name) => name.text().en.as_str(),
    }
}

pub(super) fn citations(citations: &[Citation]) -> Vec<Both> {
    citations.iter().map(|citation| Both::from(&citation.text)).collect()
}

const fn certain(certainty: Certainty) -> Option<bool> {
    match certainty {
        Certainty::Yes => Some(true),
        Certainty::No => Some(false),
        Certainty::Unknown => None,
    }
}
