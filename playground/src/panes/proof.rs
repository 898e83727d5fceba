//! The reasons: every condition tested, how it came out, and the provision it comes from.
//!
//! Receives a category; hands on markup. Signs and words always stand together: no meaning is in a colour alone.

use yew::{Html, html};

use crate::message::{Category, Condition, Text, Truth};
use crate::panes::finding::with_unit;
use crate::words::{Lang, check, said};

/// One way to a benefit with all its conditions.
pub(crate) fn category(lang: Lang, category: &Category, unit: &Text) -> Html {
    html! {
        <section class="category">
            <h4>
                { verdict(lang, category.status) }
                <span>{ said(lang, &category.label) }</span>
                if category.is_paid {
                    <span class="tag">{ check::is_paid(lang) }</span>
                }
            </h4>
            if let Some(amount) = &category.amount {
                <p class="category-amount">{ with_unit(lang, amount, unit) }</p>
            }
            { conditions(lang, &category.conditions) }
        </section>
    }
}

fn conditions(lang: Lang, list: &[Condition]) -> Html {
    html! {
        if !list.is_empty() {
            <ul class="conditions">{ for list.iter().map(|one| condition(lang, one)) }</ul>
        }
    }
}

fn condition(lang: Lang, condition: &Condition) -> Html {
    html! {
        <li>
            { verdict(lang, condition.status) }
            <span class="phrase">
                { said(lang, &condition.phrase) }
                { for condition.citations.iter().map(|text| html! {
                    <span class="citation">{ said(lang, text) }</span>
                }) }
            </span>
            { conditions(lang, &condition.parts) }
        </li>
    }
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
