//! The months that are paid to one thing: from when to when, how much, and why it starts and stops.
//!
//! Receives a program, facts, a span of months and perhaps the day of a decision; hands on the months of each benefit.
//! Facts other than dates are taken to be the same in every month. It knows no screen.

mod facts;
mod stretch;

pub use facts::{born_by, is_born};
pub use stretch::{Event, Stretch};

use ansinh_grammar::Text;
use ansinh_grammar::diagnostic::Diagnostic;

use crate::explain::{self, Answer, Certainty, FactsError, Finding};
use crate::hir::Program;
use crate::lower::{self, World};
use crate::plan::{MonthRule, Plan, Unit};
use crate::value::{Date, Facts, StartMonth};

/// The most months of one calendar.
pub const MOST_MONTHS: usize = 600;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Under which law.
    pub world: World,
    /// A day of the first month.
    pub from: Date,
    /// A day of the last month.
    pub to: Date,
    /// The day of the decision; without it, it is taken to fall in the first month entitled.
    pub decision: Option<Date>,
}

/// Why there is no calendar.
#[derive(Clone, PartialEq, Debug)]
pub enum CalendarError {
    /// The last month lies before the first, or there are too many.
    Span,
    /// The law cannot be applied in a month.
    Law(Vec<Diagnostic>),
    /// The facts do not suit the law.
    Facts(FactsError),
}

/// The months of one benefit of one thing.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The benefit's name.
    pub benefit: String,
    /// Its label.
    pub label: Text,
    /// The unit of its amounts.
    pub unit: Unit,
    /// Every month asked for, in order.
    pub months: Vec<Month>,
    /// The months that are paid, each run of one amount on its own.
    pub stretches: Vec<Stretch>,
    /// Whether the decision is taken to fall in the first month entitled, because its day is not told.
    pub assumes_decision: bool,
}

/// One month of one benefit.
#[derive(Clone, Debug)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// Whether somebody is entitled in it.
    pub entitled: Certainty,
    /// What is paid for it.
    pub amount: Answer,
    /// The categories that may be entitled or paid.
    pub categories: Vec<MonthCategory>,
}

/// One category in one month.
#[derive(Clone, Debug)]
pub struct MonthCategory {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// Whether somebody is entitled by it.
    pub entitled: Certainty,
    /// Whether the month counts for it, by the rules of the months paid.
    pub counts: Certainty,
    /// Whether its amount is what is paid, or a part of it.
    pub is_paid: Certainty,
    /// The rules.
    pub rule: MonthRule,
}

/// The months of every benefit that is paid by the month to a thing.
///
/// # Errors
/// A span that is none or too long, a month in which the law cannot be applied, facts that do not suit the law.
pub fn months(program: &Program, wanted: &Wanted, facts: &Facts, thing: usize) -> Result<Vec<Calendar>, CalendarError> {
    let (from, to) = (wanted.from.month_number(), wanted.to.month_number());
    let n_months = usize::try_from(to - from + 1).map_err(|_| CalendarError::Span)?;
    if n_months == 0 || n_months > MOST_MONTHS {
        return Err(CalendarError::Span);
    }
    let mut calendars: Vec<Calendar> = Vec::new();
    for step in 0..=to - from {
        let first = wanted.from.month_start_after(step).ok_or(CalendarError::Span)?;
        let plan = lower::lower_month(program, &wanted.world, first, wanted.decision).map_err(CalendarError::Law)?;
        for (finding, month) in seen(&plan, facts, thing, first).map_err(CalendarError::Facts)? {
            add(&mut calendars, &finding, month);
        }
    }
    for calendar in &mut calendars {
        calendar.stretches = stretch::stretches(&calendar.months);
        calendar.assumes_decision = wanted.decision.is_none() && calendar.months.iter().any(rests_on_decision);
    }
    Ok(calendars)
}

fn rests_on_decision(month: &Month) -> bool {
    month
        .categories
        .iter()
        .any(|category| category.counts != Certainty::No && category.rule.starts == StartMonth::Decision)
}

/// What a month comes to, benefit by benefit. Who is not born by the day that is looked at gets nothing.
fn seen(plan: &Plan, facts: &Facts, thing: usize, first: Date) -> Result<Vec<(Finding, Month)>, FactsError> {
    let born = facts::born_by(facts, plan.on);
    let is_born = facts::is_born(facts, thing, plan.on);
    let findings = explain::explain(plan, &born, thing)?;
    let by_month = findings.into_iter().filter(|finding| finding.unit == Unit::MoneyPerMonth);
    Ok(by_month
        .map(|finding| {
            let month = if is_born { month_of(plan, &finding, first) } else { nothing(first) };
            (finding, month)
        })
        .collect())
}

fn nothing(first: Date) -> Month {
    let amount = Answer::Certain(crate::value::Decimal::ZERO);
    Month { first, entitled: Certainty::No, amount, categories: Vec::new() }
}

fn month_of(plan: &Plan, finding: &Finding, first: Date) -> Month {
    let categories = plan.benefit(&finding.benefit).map_or(&[][..], |benefit| &benefit.categories);
    let rule = |name: &str| categories.iter().find(|found| found.name == name).map(|found| found.months.clone());
    let categories: Vec<MonthCategory> = finding
        .categories
        .iter()
        .filter(|found| found.applies != Certainty::No || found.entitled != Certainty::No)
        .map(|found| MonthCategory {
            name: found.name.clone(),
            label: found.label.clone(),
            entitled: found.entitled,
            counts: found.applies,
            is_paid: found.is_paid,
            rule: rule(&found.name).unwrap_or_default(),
        })
        .collect();
    let is = |wanted: Certainty| categories.iter().any(|category| category.entitled == wanted);
    let entitled = match (is(Certainty::Yes), is(Certainty::Unknown)) {
        (true, _) => Certainty::Yes,
        (false, true) => Certainty::Unknown,
        (false, false) => Certainty::No,
    };
    Month { first, entitled, amount: finding.amount.clone(), categories }
}

fn add(calendars: &mut Vec<Calendar>, finding: &Finding, month: Month) {
    if let Some(found) = calendars.iter_mut().find(|found| found.benefit == finding.benefit) {
        found.months.push(month);
        return;
    }
    calendars.push(Calendar {
        benefit: finding.benefit.clone(),
        label: finding.label.clone(),
        unit: finding.unit,
        months: vec![month],
        stretches: Vec::new(),
        assumes_decision: false,
    });
}
