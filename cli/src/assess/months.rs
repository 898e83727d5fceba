//! The payment calendar: which months are paid, how much, and what starts and stops it.
//!
//! Receives the span of months asked for; hands on the calendars of the engine, printed or as plain types.
//! It decides no month.

use std::fmt::Write;

use ansinh_engine::calendar::{self, Calendar, CalendarError, Event, Stretch, Wanted};
use ansinh_engine::explain::Certainty;
use ansinh_engine::hir::Program;
use ansinh_engine::lower::{World, date_text};
use ansinh_engine::plan::Citation;
use ansinh_engine::value::{Date, Facts};
use ansinh_grammar::Text;
use serde::Serialize;

use super::findings::{Amount, citations, plain_amount};
use super::print::amount;
use super::reasons::sources;
use crate::failure::Failure;
use crate::plain::Both;
use crate::policies::Policies;
use crate::view::View;

/// The months asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Span {
    pub(super) from: Date,
    pub(super) to: Date,
}

/// The calendars of everybody.
pub(super) struct Calendars {
    span: Span,
    decision: Option<Date>,
    /// By thing, in the order of the facts.
    of_things: Vec<Vec<Calendar>>,
}

/// Reads `2024-01..2025-12`, or one month.
pub(super) fn span(text: &str) -> Option<Span> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let month = |text: &str| Date::parse(&format!("{}-01", text.trim()));
    let span = Span { from: month(from)?, to: month(to)? };
    let n_months = usize::try_from(span.to.month_number() - span.from.month_number() + 1).ok()?;
    (n_months > 0 && n_months <= calendar::MOST_MONTHS).then_some(span)
}

/// What is said of months that are none.
pub(super) fn refused(months: &str) -> Text {
    let allowed = allowed();
    Text::new(
        format!("--months: `{months}` không hợp lệ; được phép: {}", allowed.vi),
        format!("--months: `{months}` is not allowed; allowed: {}", allowed.en),
    )
}

/// What is allowed for a span of months.
pub(super) fn allowed() -> Text {
    let most = calendar::MOST_MONTHS;
    Text::new(
        format!("các tháng, 2024-01..2025-12, không quá {most} tháng"),
        format!("months, 2024-01..2025-12, at most {most} of them"),
    )
}

/// The calendars of everybody in a case.
///
/// # Errors
/// A month in which the law has no value; facts that do not suit the law.
pub(super) fn calendars(
    program: &Program,
    policies: &Policies,
    world: &World,
    facts: &Facts,
    (span, decision): (Span, Option<Date>),
) -> Result<Calendars, Failure> {
    let wanted = Wanted { world: world.clone(), from: span.from, to: span.to, decision };
    let of_thing = |thing| {
        calendar::months(program, &wanted, facts, thing).map_err(|error| match error {
            CalendarError::Span => Failure::Input(vec![allowed()]),
            CalendarError::Law(diagnostics) => Failure::NoAnswer(policies.sources.clone(), diagnostics),
            CalendarError::Facts(error) => super::unsuitable(&error),
        })
    };
    let of_things = (0..facts.things.len()).map(of_thing).collect::<Result<Vec<_>, _>>()?;
    Ok(Calendars { span, decision, of_things })
}

impl Calendars {
    /// The calendars of one thing for a reader; benefits of which nothing is paid in one line.
    pub(super) fn text(&self, thing: usize, view: View) -> String {
        let mut text = String::new();
        for calendar in self.of_things.get(thing).map_or(&[][..], Vec::as_slice) {
            let _ = writeln!(
                text,
                "\n{} – {} {}",
                view.get(&calendar.label),
                view.say("các tháng được chi trả", "months paid"),
                self.words(view)
            );
            if calendar.stretches.is_empty() {
                let _ = writeln!(text, "  {}", view.say("không có tháng nào", "none"));
            }
            for stretch in &calendar.stretches {
                text.push_str(&stretch_text(stretch, calendar, view));
            }
            if calendar.assumes_decision {
                let said = view.say(
                    "Chưa nêu ngày quyết định: coi như quyết định được ký trong tháng đầu tiên đủ điều kiện.",
                    "No day of decision is given: it is taken to fall in the first month entitled.",
                );
                let _ = writeln!(text, "  {said}");
            }
        }
        text
    }

    fn words(&self, view: View) -> String {
        let span = format!("{} – {}", month(self.span.from, view), month(self.span.to, view));
        let Some(decision) = self.decision else {
            return format!("({span})");
        };
        let decision = date_text(decision);
        format!("({span}; {} {})", view.say("quyết định ngày", "decision of"), view.get(&decision))
    }
}

fn month(first: Date, view: View) -> String {
    let (year, month) = (first.year(), first.month());
    view.say(&format!("{month:02}/{year}"), &format!("{year:04}-{month:02}")).to_owned()
}

fn stretch_text(stretch: &Stretch, calendar: &Calendar, view: View) -> String {
    let amount = amount(&stretch.amount, calendar.unit);
    let (from, to) = (month(stretch.from, view), month(stretch.to, view));
    let span = if stretch.n_months == 1 { from } else { format!("{from} – {to}") };
    let unit = view.say("tháng", if stretch.n_months == 1 { "month" } else { "months" });
    let mut text = format!("  {span} ({} {unit}): {}\n", stretch.n_months, view.get(&amount));
    let labels: Vec<&str> = stretch.categories.iter().map(|label| view.get(label)).collect();
    if !labels.is_empty() {
        let _ = writeln!(text, "      {}", labels.join(" + "));
    }
    let mut event = |mark: &str, event: &Option<Event>| {
        if let Some(event) = event {
            let _ = writeln!(text, "      {mark} {}", view.get(&event.text));
            text.push_str(&sources(&event.citations.iter().collect::<Vec<&Citation>>(), 4, view));
        }
    };
    event("▶", &stretch.start);
    event("■", &stretch.stop);
    text
}

/// The months of one benefit of one thing, for a program.
#[derive(Serialize)]
pub(super) struct PlainCalendar {
    benefit: String,
    label: Both,
    from: String,
    to: String,
    decision: Option<String>,
    assumes_decision: bool,
    months: Vec<PlainMonth>,
    stretches: Vec<PlainStretch>,
}

#[derive(Serialize)]
struct PlainMonth {
    month: String,
    is_entitled: Option<bool>,
    amount: Amount,
    categories: Vec<PlainCategory>,
}

#[derive(Serialize)]
struct PlainCategory {
    name: String,
    label: Both,
    is_entitled: Option<bool>,
    counts: Option<bool>,
    is_paid: Option<bool>,
}

#[derive(Serialize)]
struct PlainStretch {
    from: String,
    to: String,
    n_months: usize,
    amount: Amount,
    categories: Vec<Both>,
    start: Option<PlainEvent>,
    stop: Option<PlainEvent>,
}

#[derive(Serialize)]
struct PlainEvent {
    text: Both,
    citations: Vec<Both>,
}

impl Calendars {
    /// The calendars of one thing for a program.
    pub(super) fn plain(&self, thing: usize) -> Vec<PlainCalendar> {
        self.of_things
            .get(thing)
            .map_or(Vec::new(), |calendars| calendars.iter().map(|calendar| self.plain_calendar(calendar)).collect())
    }

    fn plain_calendar(&self, calendar: &Calendar) -> PlainCalendar {
        let month = |found: &calendar::Month| PlainMonth {
            month: plain_month(found.first),
            is_entitled: certain(found.entitled),
            amount: plain_amount(&found.amount, calendar.unit),
            categories: found.categories.iter().map(plain_category).collect(),
        };
        let stretch = |found: &Stretch| PlainStretch {
            from: plain_month(found.from),
            to: plain_month(found.to),
            n_months: found.n_months,
            amount: plain_amount(&found.amount, calendar.unit),
            categories: found.categories.iter().map(Both::from).collect(),
            start: found.start.as_ref().map(plain_event),
            stop: found.stop.as_ref().map(plain_event),
        };
        PlainCalendar {
            benefit: calendar.benefit.clone(),
            label: Both::from(&calendar.label),
            from: plain_month(self.span.from),
            to: plain_month(self.span.to),
            decision: self.decision.map(|decision| decision.to_string()),
            assumes_decision: calendar.assumes_decision,
            months: calendar.months.iter().map(month).collect(),
            stretches: calendar.stretches.iter().map(stretch).collect(),
        }
    }
}

fn plain_category(found: &calendar::MonthCategory) -> PlainCategory {
    PlainCategory {
        name: found.name.clone(),
        label: Both::from(&found.label),
        is_entitled: certain(found.entitled),
        counts: certain(found.counts),
        is_paid: certain(found.is_paid),
    }
}

fn plain_event(event: &Event) -> PlainEvent {
    PlainEvent { text: Both::from(&event.text), citations: citations(&event.citations) }
}

fn plain_month(first: Date) -> String {
    format!("{:04}-{:02}", first.year(), first.month())
}

const fn certain(certainty: Certainty) -> Option<bool> {
    match certainty {
        Certainty::Yes => Some(true),
        Certainty::No => Some(false),
        Certainty::Unknown => None,
    }
}
