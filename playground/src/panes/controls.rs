//! The controls of a form: choices, dates, numbers, and what is wrong with them.
//!
//! Receives an entry and its problems; hands on markup. It knows how a control looks, and no question.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, InputEvent, SubmitEvent};
use yew::{Callback, Html, classes, html};

use crate::entry::{Entry, Fault, Problem};
use crate::panes::Act;
use crate::state::Action;
use crate::state::check::{CheckAction, SUMMARY};
use crate::words::{Lang, check, shell, simulate};

/// A form as a control sees it.
#[derive(Clone, Copy)]
pub(crate) struct Form<'a> {
    pub(crate) lang: Lang,
    pub(crate) entry: &'a Entry,
    pub(crate) problems: &'a [Problem],
    pub(crate) act: &'a Act,
}

impl Form<'_> {
    fn fault(&self, field: &str) -> Option<Fault> {
        self.problems.iter().find(|problem| problem.field == field).map(|problem| problem.fault)
    }

    fn typed(&self, field: &str) -> Callback<InputEvent> {
        let field = field.to_owned();
        self.act.reform(move |event: InputEvent| Action::Check(CheckAction::Typed(field.clone(), input_text(&event))))
    }

    fn chose(&self, field: &str, value: &str) -> Callback<Event> {
        let (field, value) = (field.to_owned(), value.to_owned());
        self.act.reform(move |_| Action::Check(CheckAction::Typed(field.clone(), value.clone())))
    }
}

/// What a text control holds after it changed.
pub(crate) fn input_text(event: &InputEvent) -> String {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .map(|input| input.value())
        .unwrap_or_default()
}

/// What a list control holds after it changed.
pub(crate) fn selected(event: &Event) -> String {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok())
        .map(|list| list.value())
        .unwrap_or_default()
}

/// Sends a form without the browser sending it anywhere.
pub(crate) fn submit(act: &Act, action: Action) -> Callback<SubmitEvent> {
    act.reform(move |event: SubmitEvent| {
        event.prevent_default();
        action.clone()
    })
}

/// One of several answers, as a large target.
pub(crate) fn radio(form: Form<'_>, field: &str, value: &str, label: &str, hint: Option<&str>) -> Html {
    let id = format!("{field}-{value}");
    let hint_id = format!("{id}-hint");
    html! {
        <div class="choice">
            <input
                type="radio"
                id={id.clone()}
                name={field.to_owned()}
                value={value.to_owned()}
                checked={form.entry.text(field) == value}
                aria-describedby={hint.map(|_| hint_id.clone())}
                onchange={form.chose(field, value)}
            />
            <label for={id}>{ label }</label>
            if let Some(hint) = hint {
                <p class="hint" id={hint_id}>{ hint }</p>
            }
        </div>
    }
}

/// The three controls of a date. They belong in a fieldset.
pub(crate) fn date(form: Form<'_>, prefix: &str) -> Html {
    let lang = form.lang;
    let parts = [("day", check::day(lang), "2"), ("month", check::month(lang), "2"), ("year", check::year(lang), "4")];
    let is_wrong = parts.iter().any(|(part, ..)| form.fault(&format!("{prefix}{part}")).is_some());
    html! {
        <div class="date">
            { for parts.into_iter().map(|(part, label, length)| {
                let field = format!("{prefix}{part}");
                let fault = form.fault(&field);
                // A day that the calendar lacks is wrong in all three parts, an empty month only in one.
                let is_marked = fault.is_some() || is_wrong && form.fault(&format!("{prefix}day")) == Some(Fault::DateAbsent);
                html! {
                    <div class={classes!("date-part", format!("date-{part}"))}>
                        <label for={field.clone()}>{ label }</label>
                        <input
                            id={field.clone()}
                            class="text"
                            type="text"
                            inputmode="numeric"
                            autocomplete="off"
                            size={length}
                            value={form.entry.text(&field).to_owned()}
                            aria-invalid={is_marked.then_some("true")}
                            aria-describedby={is_marked.then(|| error_id(prefix))}
                            oninput={form.typed(&field)}
                        />
                    </div>
                }
            }) }
        </div>
    }
}

/// A number with its unit.
pub(crate) fn number(form: Form<'_>, prefix: &str, label: Html, unit: &str) -> Html {
    let field = format!("{prefix}number");
    let is_wrong = form.fault(&field).is_some();
    html! {
        <div class="number">
            <label for={field.clone()}>{ label }</label>
            <div class="with-unit">
                <input
                    id={field.clone()}
                    class="text text-short"
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    value={form.entry.text(&field).to_owned()}
                    aria-invalid={is_wrong.then_some("true")}
                    aria-describedby={is_wrong.then(|| error_id(prefix))}
                    oninput={form.typed(&field)}
                />
                <span class="unit">{ unit }</span>
            </div>
        </div>
    }
}

/// The name of the place that says what is wrong with the controls of a question.
pub(crate) fn error_id(prefix: &str) -> String {
    format!("{prefix}error")
}

/// What is wrong with the controls of a question, beside them.
pub(crate) fn error(form: Form<'_>, prefix: &str, fields: &[&str]) -> Html {
    let fault = fields.iter().find_map(|field| form.fault(&format!("{prefix}{field}")));
    html! {
        if let Some(fault) = fault {
            <p class="error" id={error_id(prefix)}>
                <span class="unseen">{ shell::error_prefix(form.lang) }</span>
                { fault_text(form.lang, fault) }
            </p>
        }
    }
}

/// All that is wrong with a form, above it, each leading to its control.
pub(crate) fn summary(lang: Lang, problems: &[Problem], act: &Act) -> Html {
    html! {
        if !problems.is_empty() {
            <div class="notice notice-bad" id={SUMMARY} role="alert" tabindex="-1" aria-labelledby="problem-title">
                <h2 id="problem-title">{ shell::problems_title(lang) }</h2>
                <ul>
                    { for problems.iter().map(|problem| summary_line(lang, problem, act)) }
                </ul>
            </div>
        }
    }
}

/// A button, because a link would change the address.
fn summary_line(lang: Lang, problem: &Problem, act: &Act) -> Html {
    let field = problem.field.clone();
    let onclick = act.reform(move |_| Action::Focus(field.clone()));
    html!(<li><button type="button" class="link" {onclick}>{ fault_text(lang, problem.fault) }</button></li>)
}

fn fault_text(lang: Lang, fault: Fault) -> &'static str {
    match fault {
        Fault::Whom => check::problem_whom(lang),
        Fault::NoBenefit => check::problem_benefit(lang),
        Fault::NothingChosen => check::problem_choose(lang),
        Fault::DateMissing => check::problem_date_missing(lang),
        Fault::DateAbsent => check::problem_date_absent(lang),
        Fault::Number => check::problem_number(lang),
        Fault::Setting => simulate::problem_value(lang),
        Fault::Seed => simulate::problem_seed(lang),
    }
}
