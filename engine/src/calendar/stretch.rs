//! The months paid, told as stretches of one amount, with what starts and stops them.
//!
//! Receives months; hands on stretches. It decides no month.

use ansinh_grammar::Text;

use super::{Month, MonthCategory};
use crate::explain::{Answer, Certainty};
use crate::plan::Citation;
use crate::value::{Date, StartMonth, StopMonth};

/// Months in a row with one amount.
#[derive(Clone, PartialEq, Debug)]
pub struct Stretch {
    /// The first day of the first month.
    pub from: Date,
    /// The first day of the last month.
    pub to: Date,
    /// How many months.
    pub n_months: usize,
    /// What is paid for each of them.
    pub amount: Answer,
    /// The categories that are paid, by label.
    pub categories: Vec<Text>,
    /// Why it starts here; nothing where another stretch goes before, or where it began before the months asked for.
    pub start: Option<Event>,
    /// Why it stops here; nothing where another stretch follows, or where it lasts to the last month asked for.
    pub stop: Option<Event>,
}

/// What starts or stops payment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// The rule in words.
    pub text: Text,
    /// The provision.
    pub citations: Vec<Citation>,
}

fn is_nothing(amount: &Answer) -> bool {
    matches!(amount, Answer::Certain(amount) if amount.is_zero())
}

/// The stretches of some months in a row.
pub(super) fn stretches(months: &[Month]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for (at, month) in months.iter().enumerate().filter(|(_, month)| !is_nothing(&month.amount)) {
        let before = at.checked_sub(1).and_then(|before| months.get(before));
        let after = months.get(at + 1);
        let categories = paid(month);
        let is_same = |last: &Stretch| {
            last.amount == month.amount
                && last.categories == categories
                && before.is_some_and(|before| before.first == last.to)
        };
        let stop = after.filter(|after| is_nothing(&after.amount)).map(|_| stop(month));
        match found.last_mut() {
            Some(last) if is_same(last) => {
                last.to = month.first;
                last.n_months += 1;
                last.stop = stop;
            }
            _ => found.push(Stretch {
                from: month.first,
                to: month.first,
                n_months: 1,
                amount: month.amount.clone(),
                categories,
                start: before.filter(|before| is_nothing(&before.amount)).map(|_| start(month)),
                stop,
            }),
        }
    }
    found
}

fn paid(month: &Month) -> Vec<Text> {
    month
        .categories
        .iter()
        .filter(|category| category.is_paid == Certainty::Yes)
        .map(|category| category.label.clone())
        .collect()
}

/// The category whose rule decides: one that is paid, or else one that may be.
fn deciding(month: &Month) -> Option<&MonthCategory> {
    let of = |wanted: Certainty| month.categories.iter().find(|category| category.is_paid == wanted);
    of(Certainty::Yes).or_else(|| of(Certainty::Unknown))
}

fn start(month: &Month) -> Event {
    let rule = deciding(month).map(|category| &category.rule);
    let (vi, en) = match rule.map(|rule| rule.starts) {
        Some(StartMonth::Decision) => (
            "hưởng từ tháng ra quyết định, hoặc từ tháng đủ điều kiện nếu muộn hơn",
            "paid from the month of the decision, or from the first month entitled if that is later",
        ),
        Some(StartMonth::Next) => {
            ("hưởng từ tháng sau tháng đủ điều kiện", "paid from the month after the first month entitled")
        }
        _ => ("hưởng từ tháng đủ điều kiện", "paid from the first month entitled"),
    };
    Event { text: Text::new(vi, en), citations: rule.map_or(Vec::new(), |rule| rule.start_citations.clone()) }
}

fn stop(month: &Month) -> Event {
    let rule = deciding(month).map(|category| &category.rule);
    // Paid although not entitled any more: the month after the last one entitled. Entitled in its last month: the rule
    // had no month to add, for the benefit or the category itself ends.
    let is_added = deciding(month).is_some_and(|category| category.entitled == Certainty::No);
    let (vi, en) = match rule.map(|rule| rule.stops) {
        Some(StopMonth::Next) if is_added => (
            "thôi hưởng từ tháng ngay sau tháng không còn đủ điều kiện",
            "stops with the month after the one in which the conditions ended",
        ),
        Some(StopMonth::Next) => ("chế độ hoặc diện hết hiệu lực", "the benefit or the category is in force no longer"),
        _ => ("thôi hưởng sau tháng cuối đủ điều kiện", "stops after the last month entitled"),
    };
    let is_of_rule = is_added || !matches!(rule.map(|rule| rule.stops), Some(StopMonth::Next));
    let citations = rule.filter(|_| is_of_rule).map_or(Vec::new(), |rule| rule.stop_citations.clone());
    Event { text: Text::new(vi, en), citations }
}
