//! What the page shows, as functions of the state.
//!
//! Receives the state and a way to tell actions; hands on markup. It changes nothing and computes no figure.

use yew::{Callback, Html, html};

use crate::route::Route;
use crate::state::{Action, State};
use crate::words::{Lang, check, draft, law as law_words, shell, simulate};

mod chart;
mod controls;
mod drafting;
mod finding;
mod frame;
mod home;
mod law;
mod outcome;
mod proof;
mod question;
mod review;
mod simulation;
mod start;
mod table;

/// The control that holds the policy text.
pub(crate) const POLICY_TEXT: &str = "policy-text";

/// A way to tell actions.
pub(crate) type Act = Callback<Action>;

/// The whole page.
pub(crate) fn page(state: &State, act: &Act) -> Html {
    let content = if state.is_broken { frame::broken(state.lang, act) } else { html!() };
    let pane = match state.route {
        Route::Home => home::pane(state.lang),
        Route::CheckStart => start::pane(state.lang, &state.check, act),
        Route::Question { number, is_revision } => question::pane(state.lang, &state.check, number, is_revision, act),
        Route::Review => review::pane(state.lang, &state.check, act),
        Route::Outcome => outcome::pane(state.lang, &state.check, act),
        Route::Simulate => simulation::pane(state, act),
        Route::Draft => drafting::pane(state.lang, &state.draft, state.catalogue.is_some(), act),
        Route::Law => law::pane(state.lang, state.law.as_deref()),
        Route::Lost => home::lost(state.lang),
    };
    frame::around(state, act, html!(<>{ content }{ pane }</>))
}

/// The title of the window.
pub(crate) fn title(state: &State) -> String {
    let lang = state.lang;
    let heading = heading(state);
    let has_problem = match state.route {
        Route::CheckStart | Route::Question { .. } => !state.check.problems.is_empty(),
        Route::Simulate => !state.simulate.problems.is_empty(),
        _ => false,
    };
    let page = format!("{heading} – {}", shell::app(lang));
    if has_problem { shell::error_title(lang, page) } else { page }
}

fn heading(state: &State) -> &str {
    let lang = state.lang;
    match state.route {
        Route::Home => shell::home_title(lang),
        Route::CheckStart => check::start_title(lang),
        Route::Question { number, .. } => question_heading(state, lang, number),
        Route::Review => check::review_title(lang),
        Route::Outcome => check::result_title(lang),
        Route::Simulate => simulate::title(lang),
        Route::Draft => draft::title(lang),
        Route::Law => law_words::title(lang),
        Route::Lost => shell::not_found_title(lang),
    }
}

fn question_heading(state: &State, lang: Lang, number: usize) -> &str {
    match state.check.question(number) {
        Some(question) => crate::words::said(lang, &question.ask),
        None => shell::door_check(lang),
    }
}
