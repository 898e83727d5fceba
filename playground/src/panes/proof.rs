//! The reasons: every condition tested, how it came out, and the provision it comes from.
//!
//! Receives a category; hands on markup. Signs and words always stand together: no meaning is in a colour alone.

use yew::{Html, html};

use crate::message::{Category, Condition, Text, Truth};
use crate::words::{Lang, check, said};

/// One way to a benefit with all its conditions; the one that is paid stands open.
pub(crate) fn category(lang: Lang, category: &Category) -> Html {
    html! {
        <details class="category" open={category.is_paid}>
            <summary>
                { verdict(lang, category.status) }
                <span class="category-name">{ said(lang, &category.label) }</span>
                if category.is_paid {
                    <span class="tag">{ check::is_paid(lang) }</span>
                }
            </summary>
            if let Some(computation) = &category.computation {
                <p class="category-amount">
                    { said(lang, &computation.text) }
                    { for computation.citations.iter().map(|text| citation(lang, text)) }
                </p>
            }
            { conditions(lang, &category.conditions, false) }
        </details>
    }
}

fn conditions(lang: Lang, list: &[Condition], is_any: bool) -> Html {
    html! {
        if !list.is_empty() {
            <div class="parts">
                if is_any {
                    <p class="any">{ check::is_any(lang) }</p>
                }
                <ul class="conditions">{ for list.iter().map(|one| condition(lang, one)) }</ul>
            </div>
        }
    }
}

fn condition(lang: Lang, condition: &Condition) -> Html {
    html! {
        <li>
            { verdict(lang, condition.status) }
            <span class="phrase">
                { said(lang, &condition.phrase) }
                { facts(lang, &condition.facts) }
                { for condition.citations.iter().map(|text| citation(lang, text)) }
            </span>
            { conditions(lang, &condition.parts, condition.is_any) }
        </li>
    }
}

/// The facts a condition looks at, each with its value.
pub(crate) fn facts(lang: Lang, facts: &[(Text, Text)]) -> Html {
    html! {
        if !facts.is_empty() {
            <span class="seen">
                { for facts.iter().map(|(label, value)| html! {
                    <span>{ said(lang, label) }{ ": " }<b>{ said(lang, value) }</b></span>
                }) }
            </span>
        }
    }
}

/// A provision.
pub(crate) fn citation(lang: Lang, text: &Text) -> Html {
    html!(<span class="citation">{ said(lang, text) }</span>)
}

/// A sign and a word.
fn verdict(lang: Lang, status: Truth) -> Html {
    let (class, sign, word) = match status {
        Truth::Yes => ("verdict verdict-yes", "✓", check::met(lang)),
        Truth::No => ("verdict verdict-no", "✗", check::not_met(lang)),
        Truth::Unknown => ("verdict verdict-unknown", "?", check::not_known(lang)),
    };
    html! {
        <span {class}><span aria-hidden="true">{ sign }</span>{ " " }{ word }</span>
    }
}
