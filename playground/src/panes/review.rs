//! The answers, to be looked over and corrected.
//!
//! Receives the questionnaire; hands on markup.

use yew::{Html, html};

use crate::figures;
use crate::message::{Answer, Kind, Question, Value};
use crate::panes::Act;
use crate::panes::question::waiting;
use crate::route::Route;
use crate::state::check::{CheckAction, CheckState};
use crate::state::{Action, HEADING};
use crate::words::{Lang, check, said, shell};

/// The answers.
pub(crate) fn pane(lang: Lang, state: &CheckState, act: &Act) -> Html {
    let last = state.answers.len();
    if state.checked.is_none() {
        return waiting(lang, state);
    }
    let before = if last > 0 { Route::Question { number: last, is_revision: false } } else { Route::CheckStart };
    html! {
        <>
            <a class="back" href={before.hash()}>{ check::back(lang) }</a>
            <h1 id={HEADING} tabindex="-1">{ check::review_title(lang) }</h1>
            <p class="lead">{ check::review_lead(lang) }</p>
            { answers(lang, state, true) }
            <div class="buttons">
                <a class="button button-large" href={Route::Outcome.hash()}>{ check::show_result(lang) }</a>
                <button
                    type="button"
                    class="button button-quiet"
                    onclick={act.reform(|_| Action::Check(CheckAction::Wipe))}
                >
                    { check::wipe(lang) }
                </button>
            </div>
        </>
    }
}

/// The list of answers, with a way to change each if wanted.
fn answers(lang: Lang, state: &CheckState, can_change: bool) -> Html {
    html! {
        <dl class="answers">
            { for state.answers.iter().enumerate().map(|(idx, answer)| row(lang, idx + 1, answer, can_change)) }
        </dl>
    }
}

fn row(lang: Lang, number: usize, answer: &Answer, can_change: bool) -> Html {
    let label = said(lang, &answer.question.label);
    let route = Route::Question { number, is_revision: true };
    html! {
        <div class="answer">
            <dt>{ label }</dt>
            <dd>{ value(lang, &answer.question, &answer.value) }</dd>
            if can_change {
                <dd class="answer-change">
                    <a href={route.hash()}>
                        { check::change(lang) }<span class="unseen">{ " " }{ label }</span>
                    </a>
                </dd>
            }
        </div>
    }
}

/// An answer in words.
fn value(lang: Lang, question: &Question, value: &Value) -> Html {
    match value {
        Value::Unknown => html!(<em>{ check::dont_know(lang) }</em>),
        Value::YesNo(true) => html!(shell::yes(lang)),
        Value::YesNo(false) => html!(shell::no(lang)),
        Value::Choice(name) => html!(choice(lang, question, name)),
        Value::Date(plain) => html!(figures::day(lang, plain)),
        Value::Number(plain) => html!(figures::digits(lang, plain)),
        Value::People(people) if people.is_empty() => html!(check::nobody(lang)),
        Value::People(people) => html! {
            <>
                { check::people_count(lang, people.len()) }
                <ol>{ for people.iter().map(|person| html!(<li>{ facts(lang, question, person) }</li>)) }</ol>
            </>
        },
    }
}

fn choice(lang: Lang, question: &Question, name: &str) -> String {
    let Kind::Choice(list) = &question.kind else {
        return name.to_owned();
    };
    list.iter().find(|one| one.name == name).map_or_else(|| name.to_owned(), |one| said(lang, &one.label).to_owned())
}

fn facts(lang: Lang, question: &Question, person: &[(String, Value)]) -> Html {
    let Kind::People(fields) = &question.kind else {
        return html!();
    };
    html! {
        { for person.iter().filter_map(|(fact, given)| {
            let field = fields.iter().find(|field| field.fact == *fact)?;
            Some(html! {
                <span class="fact">{ said(lang, &field.label) }{ ": " }{ value(lang, field, given) }</span>
            })
        }) }
    }
}
