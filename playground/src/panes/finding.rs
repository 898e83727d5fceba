//! What the law says about one benefit, as a card.
//!
//! Receives a finding; hands on markup. It chooses words for what the engine decided and decides nothing.

use yew::{Html, html};

use crate::figures;
use crate::message::{Amount, Category, Condition, Finding, Outcome, Text, Truth};
use crate::panes::proof;
use crate::words::{Lang, check, said};

/// The card of a benefit.
pub(crate) fn card(lang: Lang, finding: &Finding) -> Html {
    html! {
        <article class="finding">
            <h3>{ said(lang, &finding.label) }</h3>
            { answer(lang, finding) }
            <details class="more why">
                <summary>
                    { check::why(lang) }<span class="unseen">{ " " }{ said(lang, &finding.label) }</span>
                </summary>
                { for finding.categories.iter().map(|category| proof::category(lang, category, &finding.unit)) }
            </details>
        </article>
    }
}

fn answer(lang: Lang, finding: &Finding) -> Html {
    match &finding.outcome {
        Outcome::Due(amount) => html! {
            <>
                { sum(lang, amount, &finding.unit) }
                { grounds(lang, finding) }
            </>
        },
        Outcome::Possible(amounts) => html! {
            <>
                { possible(lang, amounts, &finding.unit) }
                { needs(lang, &finding.needs) }
            </>
        },
        Outcome::NotDue => deciding(lang, finding),
    }
}

/// A sum in digits, and in words beneath.
fn sum(lang: Lang, amount: &Amount, unit: &Text) -> Html {
    let words = figures::in_words(lang, &amount.number);
    html! {
        <p class="sum">
            <strong>{ with_unit(lang, amount, unit) }</strong>
            if let Some(words) = words {
                <span class="sum-words">
                    { check::in_words(lang, format!("{words} {}", said(lang, unit))) }
                </span>
            }
        </p>
    }
}

/// A sum with its unit on one line.
pub(crate) fn with_unit(lang: Lang, amount: &Amount, unit: &Text) -> String {
    format!(
        "{}{}{}",
        figures::digits(lang, &amount.number),
        figures::TIGHT,
        said(lang, unit)
    )
}

/// An amount of nothing is no amount to promise: only the others are named.
fn possible(lang: Lang, amounts: &[Amount], unit: &Text) -> Html {
    let sums: Vec<String> = amounts
        .iter()
        .filter(|amount| amount.number != "0")
        .map(|amount| with_unit(lang, amount, unit))
        .collect();
    html! {
        if !sums.is_empty() {
            <p class="sum">
                <span>{ check::possible_amount(lang) }</span>
                { " " }
                <strong>{ sums.join(check::possible_or(lang)) }</strong>
            </p>
        }
    }
}

fn needs(lang: Lang, needs: &[Text]) -> Html {
    html! {
        if !needs.is_empty() {
            <p class="needs-title">{ check::needs(lang) }</p>
            <ul class="needs">{ for needs.iter().map(|need| html!(<li>{ said(lang, need) }</li>)) }</ul>
        }
    }
}

fn grounds(lang: Lang, finding: &Finding) -> Html {
    let paid: Vec<&Category> = finding
        .categories
        .iter()
        .filter(|category| category.is_paid)
        .collect();
    html! {
        if !paid.is_empty() {
            <div class="grounds">
                <p>{ check::because(lang) }</p>
                <ul>{ for paid.iter().map(|category| ground(lang, category)) }</ul>
            </div>
        }
    }
}

fn ground(lang: Lang, category: &Category) -> Html {
    let mut citations: Vec<&str> = Vec::new();
    for text in category
        .conditions
        .iter()
        .flat_map(|condition| &condition.citations)
    {
        let text = said(lang, text);
        if !citations.contains(&text) {
            citations.push(text);
        }
    }
    html! {
        <li>
            { said(lang, &category.label) }
            if !citations.is_empty() {
                <span class="citation">{ citations.join("; ") }</span>
            }
        </li>
    }
}

/// For each way to the benefit the first condition that is not met.
fn deciding(lang: Lang, finding: &Finding) -> Html {
    let first: Vec<&Condition> = finding
        .categories
        .iter()
        .filter_map(|category| {
            category
                .conditions
                .iter()
                .find(|condition| condition.status == Truth::No)
        })
        .collect();
    let shown: Vec<&&Condition> = first
        .iter()
        .enumerate()
        .filter(|(idx, condition)| {
            !first
                .iter()
                .take(*idx)
                .any(|before| before.phrase == condition.phrase)
        })
        .map(|(_, condition)| condition)
        .collect();
    html! {
        if !shown.is_empty() {
            <p>{ check::not_due_reason(lang) }</p>
            <ul>
                { for shown.iter().map(|condition| html!(<li>{ said(lang, &deepest(condition).phrase) }</li>)) }
            </ul>
        }
    }
}

/// The innermost condition that decided, as that is the one tied to an answer.
fn deepest(condition: &Condition) -> &Condition {
    match condition.parts.iter().find(|part| part.status == Truth::No) {
        Some(part)
            if condition.parts.iter().all(|part| part.status != Truth::Yes)
                || part.parts.is_empty() =>
        {
            deepest(part)
        }
        _ => condition,
    }
}
