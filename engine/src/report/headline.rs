//! What a simulation came to, in one sentence.
//!
//! Receives an outcome; hands on a sentence in both languages. It counts nobody itself.

use ansinh_grammar::{Language, Text};

use super::outcome::by_cost;
use crate::lower::number_text;
use crate::plan;
use crate::simulate::{BenefitOutcome, Change, Flow, Outcome};
use crate::value::{Decimal, Rounding, add, round, subtract};

/// The main finding: whom the largest benefit reaches and what all of them cost; or what a draft changes. What could not
/// be simulated is said with it.
#[must_use]
pub fn headline(outcome: &Outcome) -> Text {
    let Some(main) = by_cost(outcome).first().copied() else { return Text::default() };
    let has_reform = outcome.benefits.iter().any(|benefit| benefit.change.is_some());
    let finding = if has_reform { change(outcome) } else { current(outcome, main) };
    let n_left_out = outcome.left_out.len();
    Text::build(|language| {
        let left_out = match (n_left_out, language) {
            (0, _) => String::new(),
            (n, Language::Vi) => format!(" Chưa tính được {n} chế độ, vì dân số thiếu dữ kiện: xem ghi chú."),
            (n, Language::En) => {
                format!(" {n} benefits could not be simulated, for the population lacks facts: see the notes.")
            }
        };
        format!("{}{left_out}", finding.get(language))
    })
}

fn cost(outcome: &Outcome, flow: fn(&BenefitOutcome) -> &Flow) -> Option<Decimal> {
    outcome.benefits.iter().try_fold(Decimal::ZERO, |sum, benefit| add(sum, flow(benefit).dong()?))
}

/// Dong as billion dong.
fn billion(dong: Option<Decimal>, language: Language) -> String {
    let billion = dong.and_then(|dong| round(dong, Rounding::Nearest, Decimal::from(100_000_000)));
    let billion = billion.and_then(|billion| billion.checked_div(Decimal::from(1_000_000_000)));
    billion.map_or_else(|| "–".to_owned(), |billion| number_text(billion, language))
}

fn people(count: u64, language: Language) -> String {
    number_text(Decimal::from(count), language)
}

fn current(outcome: &Outcome, main: &BenefitOutcome) -> Text {
    let (n, all) = (outcome.benefits.len(), cost(outcome, |benefit| &benefit.baseline));
    Text::build(|language| {
        let (paid, all) = (people(main.baseline.headcount, language), billion(all, language));
        let label = main.label.get(language);
        match language {
            Language::Vi => format!("{label}: {paid} người hưởng vào cuối năm; {n} chế độ cả năm chi {all} tỷ đồng."),
            Language::En => {
                format!(
                    "{label}: {paid} recipients at the end of the year; {n} benefits cost {all} billion VND in the year."
                )
            }
        }
    })
}

/// Who is new and who is no longer paid in the benefits of each month, and what that costs.
fn change(outcome: &Outcome) -> Text {
    let is_changed = |change: &Change| change.winners + change.losers > 0;
    let monthly = outcome.benefits.iter().filter(|benefit| benefit.unit != plan::Unit::Money);
    let changed: Vec<(&BenefitOutcome, Change)> =
        monthly.filter_map(|benefit| Some((benefit, benefit.change.filter(is_changed)?))).collect();
    let sum = |of: fn(&Change) -> u64| changed.iter().map(|(_, change)| of(change)).sum::<u64>();
    let (new, lost) = (sum(|change| change.new), sum(|change| change.lost));
    let before = cost(outcome, |benefit| &benefit.baseline);
    let after = cost(outcome, |benefit| &benefit.reform);
    let added = before.zip(after).and_then(|(before, after)| subtract(after, before));
    let is_fall = added.is_some_and(|added| added.is_sign_negative() && !added.is_zero());
    // Who is paid two benefits counts in each.
    let is_of_several = changed.len() > 1;
    Text::build(|language| {
        let (new, lost) = (people(new, language), people(lost, language));
        let (added, before) = (billion(added.map(|added| added.abs()), language), billion(before, language));
        match language {
            Language::Vi => {
                let people =
                    if is_of_several { "lượt người (đếm ở từng chế độ)" } else { "người" };
                let word = if is_fall { "giảm" } else { "tăng" };
                format!(
                    "Thêm {new} {people} hưởng, {lost} thôi hưởng; kinh phí {word} {added} tỷ đồng trên {before} tỷ đồng."
                )
            }
            Language::En => {
                let people =
                    if is_of_several { "more recipients (counted in each benefit)" } else { "more recipients" };
                let word = if is_fall { "falls" } else { "rises" };
                format!("{new} {people}, {lost} no longer; cost {word} by {added} billion VND on {before} billion VND.")
            }
        }
    })
}
