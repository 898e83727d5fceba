//! What a simulation came to, in one sentence.
//!
//! Receives an outcome; hands on a sentence in both languages. It counts nobody itself.

use ansinh_grammar::{Language, Text};

use super::outcome::by_cost;
use crate::lower::number_text;
use crate::plan;
use crate::simulate::{BenefitOutcome, Change, Flow, Outcome};
use crate::value::{Decimal, Rounding, add, rescaled, round, subtract};

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

/// For whom the benefit that changes most changes, how many others change, and what all that costs.
fn change(outcome: &Outcome) -> Text {
    let monthly = outcome.benefits.iter().filter(|benefit| benefit.unit != plan::Unit::Money);
    let mut changed: Vec<(&BenefitOutcome, Change)> =
        monthly.filter_map(|benefit| Some((benefit, benefit.change?))).filter(|(_, change)| is_any(change)).collect();
    changed.sort_by_key(|(_, change)| {
        let money = rescaled(change.gain + change.loss, change.scale);
        std::cmp::Reverse((change.new + change.lost, change.winners + change.losers, money))
    });
    let people = people_of(&changed);
    let before = cost(outcome, |benefit| &benefit.baseline);
    let after = cost(outcome, |benefit| &benefit.reform);
    let added = before.zip(after).and_then(|(before, after)| subtract(after, before));
    let is_fall = added.is_some_and(|added| added.is_sign_negative() && !added.is_zero());
    Text::build(|language| {
        let (added, before) = (billion(added.map(|added| added.abs()), language), billion(before, language));
        let people = people.get(language);
        match (language, is_fall) {
            (Language::Vi, false) => format!("{people}; kinh phí tăng {added} tỷ đồng trên {before} tỷ đồng."),
            (Language::Vi, true) => format!("{people}; kinh phí giảm {added} tỷ đồng trên {before} tỷ đồng."),
            (Language::En, false) => format!("{people}; cost rises by {added} billion VND on {before} billion VND."),
            (Language::En, true) => format!("{people}; cost falls by {added} billion VND on {before} billion VND."),
        }
    })
}

const fn is_any(change: &Change) -> bool {
    change.winners + change.losers > 0
}

fn people_of(changed: &[(&BenefitOutcome, Change)]) -> Text {
    let Some((benefit, change)) = changed.first() else {
        return Text::new("Vào ngày 31/12 không ai được thêm hay mất đi", "On 31 December nobody gains or loses");
    };
    let is_of_amounts = change.new + change.lost == 0;
    let (more, less) = if is_of_amounts { (change.winners, change.losers) } else { (change.new, change.lost) };
    let n_others = changed.len() - 1;
    Text::build(|language| {
        let (more, less) = (people(more, language), people(less, language));
        let label = benefit.label.get(language);
        let others = match (language, n_others) {
            (_, 0) => String::new(),
            (Language::Vi, n) => format!("; {n} chế độ khác cũng thay đổi"),
            (Language::En, n) => format!("; {n} other benefits change too"),
        };
        match (language, is_of_amounts) {
            (Language::Vi, false) => format!("{label}: thêm {more} người hưởng, {less} người thôi hưởng{others}"),
            (Language::Vi, true) => format!("{label}: {more} người được nhiều hơn, {less} người được ít đi{others}"),
            (Language::En, false) => format!("{label}: {more} more recipients, {less} no longer{others}"),
            (Language::En, true) => format!("{label}: {more} people gain and {less} lose{others}"),
        }
    })
}
