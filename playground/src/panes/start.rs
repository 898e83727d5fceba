//! The start of the questionnaire: for whom, and under the law of which day.
//!
//! Receives the questionnaire; hands on markup.

use yew::{Html, html};

use crate::panes::controls::Form;
use crate::panes::{Act, controls};
use crate::state::check::{CheckAction, CheckState, Whom};
use crate::state::{Action, HEADING};
use crate::words::{Lang, check};

/// The start.
pub(crate) fn pane(lang: Lang, state: &CheckState, act: &Act) -> Html {
    let form = Form {
        lang,
        entry: &state.entry,
        problems: &state.problems,
        act,
    };
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
                    <p class="hint" id="on-hint">{ check::on_hint(lang) }</p>
                    { controls::error(form, "", &["day", "month", "year"]) }
                    { controls::date(form, "") }
                </fieldset>
                <button type="submit" class="button button-large" disabled={state.is_waiting}>
                    { check::start_button(lang) }
                </button>
            </form>
            { super::question::failure(lang, state) }
        </>
    }
}

fn whom(
    lang: Lang,
    state: &CheckState,
    whom: Whom,
    id: &'static str,
    label: &str,
    act: &Act,
) -> Html {
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
