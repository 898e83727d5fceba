//! What the law says about one benefit, as a card.
//!
//! Receives a finding; hands on markup. It chooses words for what the engine decided and decides nothing.

use yew::{Html, html};

use crate::figures;
use crate::message::{Category, Cited, Deciding, Finding, Outcome, Text};
use crate::panes::proof;
use crate::words::{Lang, check, said};

/// The card of a benefit.
pub(crate) fn card(lang: Lang, finding: &Finding) -> Html {
    html! {
        <article class="finding">
            <h3>{ said(lang, &finding.label) }</h3>
            { answer(lang, finding) }
            { advice(lang, &finding.advice) }
            { doubts(lang, &finding.doubts) }
            <details class="more why">
                <summary>
                    { check::why(lang) }<span class="unseen">{ " " }{ said(lang, &finding.label) }</span>
                </summary>
                <div>
                    { for finding.categories.iter().map(|category| proof::category(lang, category)) }
                    { combination(lang, &finding.combination) }
                    { notes(lang, &finding.notes) }
                </div>
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
        Outcome::NotDue => deciding(lang, &finding.deciding),
        Outcome::Unsettled(code) => html!(<p>{ check::unsettled_text(lang, code) }</p>),
    }
}

/// What to do to get it.
fn advice(lang: Lang, lines: &[Cited]) -> Html {
    html! {
        if !lines.is_empty() {
            <div class="grounds advice">
                <p>{ check::what_to_do(lang) }</p>
                <ul>
                    { for lines.iter().map(|line| html! {
                        <li>
                            { said(lang, &line.text) }
                            { for line.citations.iter().map(|text| proof::citation(lang, text)) }
                        </li>
                    }) }
                </ul>
            </div>
        }
    }
}

/// What is doubtful about the answer.
fn doubts(lang: Lang, doubts: &[Text]) -> Html {
    html! {
        if !doubts.is_empty() {
            <p class="needs-title doubt">{ check::not_certain(lang) }</p>
            <ul class="needs">{ for doubts.iter().map(|doubt| html!(<li>{ said(lang, doubt) }</li>)) }</ul>
        }
    }
}

/// A sum in digits, and in words beneath.
fn sum(lang: Lang, amount: &str, unit: &Text) -> Html {
    let words = figures::in_words(lang, amount);
    html! {
        <p class="sum">
            <strong>{ with_unit(lang, amount, unit) }</strong>
            if let Some(words) = words {
                <span class="sum-words">{ check::in_words(lang, format!("{words} {}", said(lang, unit))) }</span>
            }
        </p>
    }
}

fn with_unit(lang: Lang, amount: &str, unit: &Text) -> String {
    format!("{}{}{}", figures::digits(lang, amount), figures::TIGHT, said(lang, unit))
}

fn possible(lang: Lang, amounts: &[String], unit: &Text) -> Html {
    let sums: Vec<String> = amounts.iter().map(|amount| with_unit(lang, amount, unit)).collect();
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
    let paid: Vec<&Category> = finding.categories.iter().filter(|category| category.is_paid).collect();
    html! {
        if !paid.is_empty() {
            <div class="grounds">
                <p>{ check::because(lang) }</p>
                <ul>{ for paid.iter().map(|category| ground(lang, category)) }</ul>
            </div>
        }
    }
}

/// The ground with the provisions of its conditions and of its amount.
fn ground(lang: Lang, category: &Category) -> Html {
    let mut citations: Vec<&str> = Vec::new();
    let of_amount = category.computation.iter().flat_map(|computation| &computation.citations);
    for text in category.conditions.iter().flat_map(|condition| &condition.citations).chain(of_amount) {
        let text = said(lang, text);
        if !citations.contains(&text) {
            citations.push(text);
        }
    }
    html! {
        <li>
            { said(lang, &category.label) }
            if let Some(computation) = &category.computation {
                <span class="computation">{ said(lang, &computation.text) }</span>
            }
            if !citations.is_empty() {
                <span class="citation">{ citations.join("; ") }</span>
            }
        </li>
    }
}

/// The conditions that decided, each tied to the answer it looks at.
fn deciding(lang: Lang, list: &[Deciding]) -> Html {
    html! {
        if !list.is_empty() {
            <p class="needs-title">{ check::not_due_reason(lang) }</p>
            <ul>
                { for list.iter().map(|one| html! {
                    <li>
                        { said(lang, &one.condition.phrase) }
                        { proof::facts(lang, &one.condition.facts) }
                        <span class="citation">{ said(lang, &one.category) }</span>
                    </li>
                }) }
            </ul>
        }
    }
}

fn combination(lang: Lang, list: &[Cited]) -> Html {
    html! {
        if !list.is_empty() {
            <section class="category">
                <h4>{ check::combination(lang) }</h4>
                <ul>
                    { for list.iter().map(|one| html! {
                        <li>
                            { said(lang, &one.text) }
                            { for one.citations.iter().map(|text| proof::citation(lang, text)) }
                        </li>
                    }) }
                </ul>
            </section>
        }
    }
}

fn notes(lang: Lang, notes: &[Text]) -> Html {
    html! {
        if !notes.is_empty() {
            <section class="category">
                <h4>{ check::notes(lang) }</h4>
                { for notes.iter().map(|note| html!(<p>{ said(lang, note) }</p>)) }
            </section>
        }
    }
}
