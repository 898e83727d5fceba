//! The start of the questionnaire: for whom, and under the law of which day.
//!
//! Receives the questionnaire; hands on markup.

use yew::{Html, html};

use crate::figures;
use crate::message::Benefit;
use crate::panes::controls::Form;
use crate::panes::{Act, controls};
use crate::state::check::{CheckAction, CheckState, Whom};
use crate::state::{Action, HEADING};
use crate::words::{Lang, check, said};

/// The start.
pub(crate) fn pane(lang: Lang, state: &CheckState, act: &Act) -> Html {
    let form = Form { lang, entry: &state.entry, problems: &state.problems, act };
    html! {
        <>
            { controls::summary(lang, &state.problems, act) }
            { resume(lang, state, act) }
            <form novalidate=true onsubmit={controls::submit(act, Action::Check(CheckAction::Begin))}>
                <fieldset aria-describedby={(!state.problems.is_empty()).then_some("error")}>
                    <legend><h1 id={HEADING} tabindex="-1">{ check::start_title(lang) }</h1></legend>
                    { controls::error(form, "", &["whom"]) }
                    { whom(lang, state, Whom::Me, "me", check::whom_me(lang), act) }
                    { whom(lang, state, Whom::Relative, "relative", check::whom_relative(lang), act) }
                    { whom(lang, state, Whom::Resident, "resident", check::whom_resident(lang), act) }
                </fieldset>
                <fieldset class="quiet-group" aria-describedby="on-hint">
                    <legend>{ check::on_title(lang) }</legend>
                    <p class="hint" id="on-hint">
                        { if state.is_out_of_date() { check::on_hint_last(lang) } else { check::on_hint(lang) } }
                    </p>
                    { controls::error(form, "", &["day", "month", "year"]) }
                    { controls::date(form, "") }
                    if state.is_out_of_date() {
                        { out_of_date(lang, state) }
                    }
                </fieldset>
                { benefits(lang, state, act, form) }
                <button type="submit" class="button button-large" disabled={state.is_waiting || state.benefits.is_empty()}>
                    { check::start_button(lang) }
                </button>
            </form>
            { super::question::failure(lang, state) }
        </>
    }
}

fn whom(lang: Lang, state: &CheckState, whom: Whom, id: &'static str, label: &str, act: &Act) -> Html {
    let hint = (whom == Whom::Resident).then(|| check::whom_hint_resident(lang));
    let id = format!("whom-{id}");
    html! {
        <div class="choice">
            <input
                type="radio"
                id={id.clone()}
                name="whom"
                checked={state.whom == Some(whom)}
                aria-describedby={hint.map(|_| "whom-hint")}
                onchange={act.reform(move |_| Action::Check(CheckAction::Chose(whom)))}
            />
            <label for={id}>{ label }</label>
            if let Some(hint) = hint {
                <p class="hint" id="whom-hint">{ hint }</p>
            }
        </div>
    }
}

/// Said wherever a day is chosen or shown while the rules have ended.
pub(crate) fn out_of_date(lang: Lang, state: &CheckState) -> Html {
    html! {
        <div class="notice notice-old">
            <p><strong>{ check::out_of_date_title(lang, figures::day(lang, &state.last_day)) }</strong></p>
            <p>{ check::out_of_date_text(lang) }</p>
        </div>
    }
}

fn benefits(lang: Lang, state: &CheckState, act: &Act, form: Form<'_>) -> Html {
    html! {
        if !state.benefits.is_empty() {
            <fieldset class="quiet-group">
                <legend>{ check::benefits_title(lang) }</legend>
                { controls::error(form, "", &["benefit"]) }
                { for state.benefits.iter().map(|one| benefit(lang, state, act, one)) }
            </fieldset>
        }
    }
}

fn benefit(lang: Lang, state: &CheckState, act: &Act, benefit: &Benefit) -> Html {
    let name = benefit.name.clone();
    let id = format!("benefit-{name}");
    html! {
        <div class="choice">
            <input
                type="checkbox"
                id={id.clone()}
                name="benefit"
                checked={state.wanted.contains(&benefit.name)}
                onchange={act.reform(move |_| Action::Check(CheckAction::Toggled(name.clone())))}
            />
            <label for={id}>{ said(lang, &benefit.label) }</label>
        </div>
    }
}

fn resume(lang: Lang, state: &CheckState, act: &Act) -> Html {
    html! {
        if state.has_begun() && !state.answers.is_empty() {
            <div class="notice">
                <h2>{ check::resume_title(lang) }</h2>
                <div class="buttons">
                    <button
                        type="button"
                        class="button"
                        onclick={act.reform(|_| Action::Check(CheckAction::Resume))}
                    >
                        { check::resume_button(lang) }
                    </button>
                    <button
                        type="button"
                        class="button button-quiet"
                        onclick={act.reform(|_| Action::Check(CheckAction::Wipe))}
                    >
                        { check::wipe(lang) }
                    </button>
                </div>
            </div>
        }
    }
}
