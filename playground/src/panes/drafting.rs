//! The policy text, what is to be said about it, and its tests.
//!
//! Receives the draft; hands on markup. It knows nothing of the language of policies.

use wasm_bindgen::JsCast;
use web_sys::{HtmlTextAreaElement, InputEvent};
use yew::{Html, html};

use crate::message::{Diagnostic, Place, TestResult};
use crate::panes::{Act, POLICY_TEXT};
use crate::state::draft::{DraftAction, DraftState};
use crate::state::{Action, HEADING};
use crate::words::{Lang, draft, said, shell};

/// The drafting pane.
pub(crate) fn pane(lang: Lang, state: &DraftState, is_ready: bool, act: &Act) -> Html {
    html! {
        <>
            <h1 id={HEADING} tabindex="-1">{ draft::title(lang) }</h1>
            <p class="lead">{ draft::lead(lang) }</p>
            if is_ready {
                <div class="columns columns-draft">
                    { text(lang, state, act) }
                    <div class="findings-column">
                        { problems(lang, state, act) }
                        { tests(lang, state) }
                    </div>
                </div>
            } else {
                <p role="status">{ shell::loading(lang) }</p>
            }
        </>
    }
}

fn text(lang: Lang, state: &DraftState, act: &Act) -> Html {
    let saved = if state.is_original() { draft::unchanged(lang) } else { draft::saved(lang) };
    html! {
        <section class="panel editor">
            <label for={POLICY_TEXT}>{ draft::text_label(lang) }</label>
            <textarea
                id={POLICY_TEXT}
                class="code"
                rows="24"
                wrap="off"
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                value={state.text.clone()}
                aria-describedby="draft-count draft-saved"
                oninput={act.reform(|event| Action::Draft(DraftAction::Typed(area_text(&event))))}
            />
            <p class="hint" id="draft-saved">{ saved }</p>
            { buttons(lang, state, act) }
        </section>
    }
}

fn area_text(event: &InputEvent) -> String {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok())
        .map(|area| area.value())
        .unwrap_or_default()
}

/// A button that cannot be used yet stays in reach and says why.
fn buttons(lang: Lang, state: &DraftState, act: &Act) -> Html {
    let can_simulate = state.can_simulate();
    let simulate = act.reform(move |_| {
        if can_simulate { Action::Draft(DraftAction::Simulate) } else { Action::Focus("draft-count".to_owned()) }
    });
    html! {
        <>
            <div class="buttons">
                <button
                    type="button"
                    class="button"
                    aria-disabled={(!can_simulate).to_string()}
                    aria-describedby="simulate-hint"
                    onclick={simulate}
                >
                    { draft::simulate(lang) }
                </button>
                if !state.is_original() {
                    <button
                        type="button"
                        class="button button-quiet"
                        onclick={act.reform(|_| Action::Draft(DraftAction::Reset))}
                    >
                        { draft::reset(lang) }
                    </button>
                }
                if state.can_undo() {
                    <button
                        type="button"
                        id="undo-reset"
                        class="button button-quiet"
                        onclick={act.reform(|_| Action::Draft(DraftAction::UndoReset))}
                    >
                        { draft::undo_reset(lang) }
                    </button>
                }
            </div>
            <p class="hint" id="simulate-hint">
                if !state.is_sound() {
                    { draft::simulate_wait(lang) }
                } else if !can_simulate {
                    { draft::simulate_none(lang) }
                }
            </p>
        </>
    }
}

fn problems(lang: Lang, state: &DraftState, act: &Act) -> Html {
    let diagnostics = state.drafted.as_ref().map(|drafted| drafted.diagnostics.as_slice()).unwrap_or_default();
    html! {
        <section class="panel" aria-labelledby="problems-heading">
            <h2 id="problems-heading">{ draft::problems_title(lang) }</h2>
            <p id="draft-count" role="status" tabindex="-1">{ standing(lang, state, diagnostics) }</p>
            if let Some(reason) = &state.failure {
                <div class="notice notice-bad">
                    <h3>{ draft::failed_title(lang) }</h3>
                    <p>{ said(lang, reason) }</p>
                </div>
            }
            { complaints(lang, diagnostics, act) }
        </section>
    }
}

fn standing(lang: Lang, state: &DraftState, diagnostics: &[Diagnostic]) -> String {
    if state.drafted.is_none() {
        return draft::examining(lang).to_owned();
    }
    if diagnostics.is_empty() {
        return draft::no_problems(lang).to_owned();
    }
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error).count();
    draft::problem_count(lang, errors, diagnostics.len() - errors)
}

/// Complaints, each a way to its place.
pub(crate) fn complaints(lang: Lang, diagnostics: &[Diagnostic], act: &Act) -> Html {
    html! {
        if !diagnostics.is_empty() {
            <ol class="complaints">{ for diagnostics.iter().map(|one| complaint(lang, one, act)) }</ol>
        }
    }
}

fn complaint(lang: Lang, diagnostic: &Diagnostic, act: &Act) -> Html {
    let (class, word) =
        if diagnostic.is_error { ("tag tag-bad", draft::error(lang)) } else { ("tag tag-warn", draft::warning(lang)) };
    html! {
        <li class="complaint">
            <p class="complaint-line">
                <span {class}>{ word }</span>
                { " " }
                <strong>{ quoted(said(lang, &diagnostic.headline)) }</strong>
                { " " }
                <code class="complaint-code">{ &diagnostic.code }</code>
            </p>
            { for diagnostic.places.iter().map(|one| place(lang, one, act)) }
            { for diagnostic.notes.iter().map(|text| html! {
                <p class="complaint-more"><em>{ draft::note(lang) }</em>{ " " }{ quoted(said(lang, text)) }</p>
            }) }
            if let Some(help) = &diagnostic.help {
                <p class="complaint-more"><em>{ draft::help(lang) }</em>{ " " }{ quoted(said(lang, help)) }</p>
            }
        </li>
    }
}

/// Words with the writer's own text, which stands between backticks, set apart.
fn quoted(words: &str) -> Html {
    words
        .split('`')
        .enumerate()
        .map(|(idx, part)| if idx % 2 == 1 { html!(<code>{ part }</code>) } else { html!({ part }) })
        .collect()
}

fn place(lang: Lang, place: &Place, act: &Act) -> Html {
    let (start, end) = (place.start, place.end);
    let label = said(lang, &place.label);
    let way = match &place.elsewhere {
        Some(file) => html!(<span>{ draft::elsewhere(lang, file, place.line) }</span>),
        None => html! {
            <button
                type="button"
                class="link"
                onclick={act.reform(move |_| Action::Draft(DraftAction::Show(start, end)))}
            >
                { draft::place(lang, place.line, place.column) }
                <span class="unseen">{ " – " }{ draft::go_there(lang) }</span>
            </button>
        },
    };
    html! {
        <p class="complaint-place">
            { way }
            if !label.is_empty() {
                { " " }<span>{ quoted(label) }</span>
            }
        </p>
    }
}

fn tests(lang: Lang, state: &DraftState) -> Html {
    let tests = state.drafted.as_ref().map(|drafted| drafted.tests.as_slice()).unwrap_or_default();
    html! {
        <section class="panel" aria-labelledby="tests-heading">
            <h2 id="tests-heading">{ draft::tests_title(lang) }</h2>
            if tests.is_empty() {
                <p class="hint">
                    { if state.is_sound() { draft::no_tests(lang) } else { draft::tests_wait(lang) } }
                </p>
            } else {
                <ul class="tests">{ for tests.iter().map(|one| test(lang, one)) }</ul>
            }
        </section>
    }
}

fn test(lang: Lang, test: &TestResult) -> Html {
    let (class, sign, word) = if test.is_passed {
        ("verdict verdict-yes", "✓", draft::test_passed(lang))
    } else {
        ("verdict verdict-no", "✗", draft::test_failed(lang))
    };
    let message = said(lang, &test.message);
    html! {
        <li>
            <span {class}><span aria-hidden="true">{ sign }</span>{ " " }{ word }</span>
            { " " }<span>{ &test.name }</span>
            if !message.is_empty() {
                <p class="test-message">{ message }</p>
            }
        </li>
    }
}
