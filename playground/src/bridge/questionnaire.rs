//! From answers to findings and the next question.
//!
//! Receives a day, benefits and answers in plain types; hands on what the engine finds. It puts the person first in
//! the engine's list of things, the household second, and related persons behind them.

use ansinh_engine::explain::{self, Finding, Need};
use ansinh_engine::lower::{lower, lower_contradictions};
use ansinh_engine::plan::{EntityId, Input, Kind, Plan};
use ansinh_engine::value::{Date, Decimal, Fact, Facts, Value};
use ansinh_grammar::Text;

use super::{failed, findings, law, questions};
use crate::message::{self, Answer, Checked, Reply};

/// The position of the person asked about.
pub(super) const PERSON: usize = 0;
/// The position of the household.
pub(super) const HOUSEHOLD: usize = 1;

/// Findings and the next question.
pub(super) fn reply(on: &str, benefits: &[String], answers: &[Answer]) -> Reply {
    let Some(on) = Date::parse(on) else {
        return failed(format!("không có ngày {on}"), format!("there is no day {on}"));
    };
    let plan = match lower(law::program(), &law::everywhere(), on) {
        Ok(plan) => plan,
        Err(found) => {
            let headline = found.first().map(|found| found.headline.clone()).unwrap_or_default();
            return failed(headline.vi, headline.en);
        }
    };
    let facts = facts(&plan, answers);
    if let Some(text) = contradiction(on, &facts) {
        return failed(text.vi, text.en);
    }
    match explain::explain(&plan, &facts, PERSON) {
        Ok(found) => Reply::Checked(checked(&plan, benefits, answers, found)),
        Err(error) => {
            failed(format!("{}: {}", error.fact, error.message.vi), format!("{}: {}", error.fact, error.message.en))
        }
    }
}

/// Answers that contradict each other, if there are any.
fn contradiction(on: Date, facts: &Facts) -> Option<Text> {
    let plan = lower_contradictions(law::program(), on).ok()?;
    explain::contradictions(&plan, facts).ok()?.first().map(explain::Contradiction::text)
}

fn checked(plan: &Plan, benefits: &[String], answers: &[Answer], found: Vec<Finding>) -> Checked {
    let mut wanted: Vec<Finding> = found
        .into_iter()
        .filter(|finding| finding.is_in_force)
        .filter(|finding| benefits.is_empty() || benefits.contains(&finding.benefit))
        .collect();
    wanted.sort_by_key(|finding| law::rests_on(plan, &finding.benefit));
    let open: Vec<Need> =
        explain::questions(plan, &wanted).into_iter().filter(|need| questions::is_open(plan, answers, *need)).collect();
    Checked {
        next: open.first().and_then(|need| questions::question(plan, &wanted, *need)),
        remaining: u32::try_from(open.len()).unwrap_or(u32::MAX),
        findings: wanted.iter().map(|finding| findings::finding(plan, finding)).collect(),
    }
}

/// The answers as the engine's facts. What is not known is not there.
fn facts(plan: &Plan, answers: &[Answer]) -> Facts {
    let mut facts = Facts::default();
    for name in ["person", "household"] {
        facts.add(name, name);
    }
    facts.link(PERSON, "household", vec![HOUSEHOLD]);
    for answer in answers {
        let thing = if answer.question.entity == "household" { HOUSEHOLD } else { PERSON };
        match &answer.value {
            message::Value::People(people) => add_people(plan, &mut facts, &answer.question.fact, people),
            value => state(plan, &mut facts, thing, &answer.question.fact, value),
        }
    }
    facts
}

fn add_people(plan: &Plan, facts: &mut Facts, link: &str, people: &[Vec<(String, message::Value)>]) {
    let mut targets = Vec::new();
    for (idx, person) in people.iter().enumerate() {
        let thing = facts.add("person", &format!("{link} {}", idx + 1));
        for (fact, value) in person {
            state(plan, facts, thing, fact, value);
        }
        targets.push(thing);
    }
    facts.link(PERSON, link, targets);
}

fn state(plan: &Plan, facts: &mut Facts, thing: usize, name: &str, value: &message::Value) {
    let input = plan.input(name).and_then(|id| plan.inputs.get(id.0));
    if let Some(fact) = input.and_then(|input| fact(input, value)) {
        facts.state(thing, name, fact);
    }
}

fn fact(input: &Input, value: &message::Value) -> Option<Fact> {
    match (value, &input.kind) {
        (message::Value::YesNo(is_so), Kind::YesNo) => Some(Fact::Known(Value::YesNo(*is_so))),
        (message::Value::Choice(name), Kind::Choice(list)) => {
            let position = list.iter().position(|choice| choice.name == *name)?;
            Some(Fact::Known(Value::Choice(u16::try_from(position).ok()?)))
        }
        (message::Value::Number(plain), Kind::Number(_)) => {
            Some(Fact::Known(Value::Number(plain.parse::<Decimal>().ok()?)))
        }
        (message::Value::Date(plain), Kind::Date) => date(plain),
        _ => None,
    }
}

/// A day, or all days of a month or year of which no more is known.
fn date(plain: &str) -> Option<Fact> {
    if let Some(day) = Date::parse(plain) {
        return Some(Fact::Known(Value::Date(day)));
    }
    let known = plain.trim_end_matches("-XX");
    let mut parts = known.split('-').map(str::parse::<i32>);
    let year = parts.next()?.ok()?;
    let months = match parts.next() {
        Some(month) => {
            let month = month.ok()?;
            month..=month
        }
        None => 1..=12,
    };
    let days: Vec<Date> =
        months.flat_map(|month| (1..=31).filter_map(move |day| Date::new(year, month, day))).collect();
    (!days.is_empty()).then_some(Fact::OneOf(days))
}

/// The name of an entity.
pub(super) fn entity_name(plan: &Plan, id: EntityId) -> String {
    plan.entities.get(id.0).map(|entity| entity.name.clone()).unwrap_or_default()
}
