//! The months paid, held against what a person typed, and their stretches as printed.
//!
//! Receives the lines of a `months` block, a program and a household; hands on what does not agree. It reads
//! `allowance 2024-01..2024-03 = 500_000`, and `unknown`, `among 0, 500_000`, `error E0801` in place of the value; and
//! `refused E0601` for months that have no law. Of a benefit that is named, every month of the span must be said.

use ansinh_engine::calendar::{self, Calendar, CalendarError, Event, Month, Stretch, Wanted};
use ansinh_engine::explain::Answer;
use ansinh_engine::hir::Program;
use ansinh_engine::lower::{World, amount_text};
use ansinh_engine::plan::Unit;
use ansinh_engine::value::{Date, Decimal};
use ansinh_grammar::Text;

use crate::case::Block;
use crate::figures::SOURCE;
use crate::household::Household;

/// What does not agree, one message a line; then the months that no line speaks of.
#[must_use]
pub fn judge(block: &Block, program: &Program, household: &Household) -> Vec<String> {
    let told = block.arguments.join(" ");
    let lines: Vec<&str> = block.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.starts_with(SOURCE)).collect();
    let refused = lines.iter().find_map(|line| line.strip_prefix("refused "));
    let calendars = match (calendars(block, program, household), refused) {
        (Ok(calendars), None) => calendars,
        (Err(found), Some(wanted)) if found == wanted => return Vec::new(),
        (Ok(_), Some(wanted)) => return vec![format!("{told}: not refused with {wanted}")],
        (Err(found), _) => return vec![format!("{told}: {found}")],
    };
    let mut failures = Vec::new();
    let mut spoken = Vec::new();
    for line in lines {
        let judged = judge_line(line, &calendars);
        failures.extend(judged.as_ref().err().map(|found| format!("{told}: {line}\n    {found}")));
        spoken.extend(judged.unwrap_or_default());
    }
    for calendar in calendars.iter().filter(|calendar| spoken.iter().any(|(name, _)| *name == calendar.benefit)) {
        let is_spoken = |month: &&Month| spoken.contains(&(calendar.benefit.clone(), month.first));
        let silent: Vec<String> =
            calendar.months.iter().filter(|month| !is_spoken(month)).map(|month| month.first.to_string()).collect();
        if failures.is_empty() && !silent.is_empty() {
            failures.push(format!("{told}: nothing is said of {} in {}", calendar.benefit, silent.join(", ")));
        }
    }
    failures
}

/// The stretches of every benefit of which something is paid.
///
/// # Errors
/// Arguments that are none, or months without law.
pub fn stretches(block: &Block, program: &Program, household: &Household) -> Result<String, String> {
    let calendars = calendars(block, program, household)?;
    let mut text = String::new();
    for calendar in calendars.iter().filter(|calendar| !calendar.stretches.is_empty()) {
        let assumed = if calendar.assumes_decision { " (decision assumed)" } else { "" };
        text.push_str(&format!("{}{assumed}\n", calendar.benefit));
        for stretch in &calendar.stretches {
            text.push_str(&printed(stretch, calendar.unit));
        }
    }
    Ok(text)
}

fn printed(stretch: &Stretch, unit: Unit) -> String {
    let labels: Vec<String> = stretch.categories.iter().map(both).collect();
    let amount = match &stretch.amount {
        Answer::Certain(amount) => both(&amount_text(*amount, unit)),
        other => format!("{other:?}"),
    };
    let (from, to) = (month_text(stretch.from), month_text(stretch.to));
    let mut text = format!("  {from}..{to}, {} months: {amount}: {}\n", stretch.n_months, labels.join(" + "));
    let mut event = |word: &str, event: &Option<Event>| {
        if let Some(event) = event {
            let citations: Vec<&str> = event.citations.iter().map(|found| found.text.en.as_str()).collect();
            text.push_str(&format!("    {word}: {} <{}>\n", both(&event.text), citations.join("; ")));
        }
    };
    event("start", &stretch.start);
    event("stop", &stretch.stop);
    text
}

fn both(text: &Text) -> String {
    if text.en == text.vi { text.en.clone() } else { format!("{} / {}", text.en, text.vi) }
}

fn month_text(first: Date) -> String {
    format!("{:04}-{:02}", first.year(), first.month())
}

/// The calendars that the words of a block ask for: whose, which months, and perhaps `decision D` and `known D`.
fn calendars(block: &Block, program: &Program, household: &Household) -> Result<Vec<Calendar>, String> {
    let name = block.argument(0).ok_or("months of whom?")?;
    let thing = household.facts.position(name).ok_or_else(|| format!("there is no `{name}`"))?;
    let (from, to) = block.argument(1).and_then(span).ok_or("which months?")?;
    let day = |word: &str| {
        let at = block.arguments.iter().position(|found| found == word)?;
        Date::parse(block.argument(at + 1)?)
    };
    let known_on = day("known").or(household.world.known_on);
    let world = World { known_on, ..household.world.clone() };
    let wanted = Wanted { world, from, to, decision: day("decision") };
    calendar::months(program, &wanted, &household.facts, thing).map_err(|error| match error {
        CalendarError::Law(found) => found.first().map_or_else(String::new, |found| found.code.id.to_owned()),
        other => format!("{other:?}"),
    })
}

/// `2024-01..2024-12`, or one month.
fn span(text: &str) -> Option<(Date, Date)> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let month = |text: &str| Date::parse(&format!("{text}-01"));
    Some((month(from)?, month(to)?))
}

/// The months that a line speaks of.
fn judge_line(line: &str, calendars: &[Calendar]) -> Result<Vec<(String, Date)>, String> {
    let mut words = line.splitn(3, ' ');
    let (name, months) = (words.next().unwrap_or_default(), words.next().and_then(span));
    let ((from, to), wanted) = months.zip(words.next()).ok_or("it names no months or no value")?;
    let calendar =
        calendars.iter().find(|found| found.benefit == name).ok_or("there is no such benefit by the month")?;
    let months: Vec<&Month> = calendar.months.iter().filter(|month| (from..=to).contains(&month.first)).collect();
    if months.is_empty() {
        return Err("the span has no such month".to_owned());
    }
    for month in &months {
        if !is_met(wanted, &month.amount) {
            return Err(format!("{}: {:?}", month_text(month.first), month.amount));
        }
    }
    Ok(months.iter().map(|month| (name.to_owned(), month.first)).collect())
}

fn is_met(wanted: &str, amount: &Answer) -> bool {
    let number = |word: &str| word.trim().replace('_', "").parse::<Decimal>().ok().map(|found| found.normalize());
    let (kind, rest) = wanted.split_once(' ').unwrap_or((wanted, ""));
    match (kind, amount) {
        ("=", Answer::Certain(amount)) => number(rest) == Some(amount.normalize()),
        ("among", Answer::Among(amounts)) => {
            let wanted: Vec<Option<Decimal>> = rest.split(',').map(number).collect();
            wanted == amounts.iter().map(|amount| Some(amount.normalize())).collect::<Vec<_>>()
        }
        ("unknown", Answer::Unknown) => true,
        ("error", Answer::Fault(fault)) => fault.code() == rest,
        _ => false,
    }
}
