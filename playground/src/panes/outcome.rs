//! The result: what is due, what may be, what is not, and why.
//!
//! Receives the questionnaire; hands on markup. It sorts findings into groups by what the engine says of them.

use yew::{Html, html};

use crate::figures;
use crate::message::{Finding, Outcome};
use crate::panes::question::waiting;
use crate::panes::{Act, finding, start};
use crate::route::Route;
use crate::state::check::{CheckAction, CheckState, Whom};
use crate::state::{Action, HEADING};
use crate::words::{Lang, check};

/// The result.
pub(crate) fn pane(lang: Lang, state: &CheckState, act: &Act) -> Html {
    let Some(checked) = &state.checked else {
        return waiting(lang, state);
    };
    let group = |wanted: fn(&Outcome) -> bool| -> Vec<&Finding> {
        checked.findings.iter().filter(|finding| wanted(&finding.outcome)).collect()
    };
    let due = group(|outcome| matches!(outcome, Outcome::Due(_)));
    let possible = group(|outcome| matches!(outcome, Outcome::Possible(_)));
    let unsettled = group(|outcome| matches!(outcome, Outcome::Unsettled(_)));
    let not_due = group(|outcome| matches!(outcome, Outcome::NotDue));
    html! {
        <div class="with-aside">
        <div>
            <a class="back" href={Route::Review.hash()}>{ check::change_answers(lang) }</a>
            <h1 id={HEADING} tabindex="-1">{ check::result_title(lang) }</h1>
            <p class="lead">{ check::result_on(lang, figures::day(lang, &state.on)) }</p>
            { findings(lang, "due", check::due_title(lang), &due) }
            { findings(lang, "possible", check::possible_title(lang), &possible) }
            { findings(lang, "unsettled", check::unsettled_title(lang), &unsettled) }
            { findings(lang, "not-due", check::not_due_title(lang), &not_due) }
            if state.is_out_of_date() {
                { start::out_of_date(lang, state) }
            }
            if checked.findings.is_empty() {
                <div class="notice">
                    <h2>{ check::nothing_title(lang) }</h2>
                    <p>{ check::nothing_text(lang) }</p>
                </div>
            }
        </div>
        <aside class="aside" aria-label={check::next_steps(lang)}>
            <h2>{ check::next_steps(lang) }</h2>
            <p>{ check::disclaimer(lang) }</p>
                <p>{ check::other_benefits(lang) }</p>
            { actions(lang, state, act) }
        </aside>
        </div>
    }
}

fn findings(lang: Lang, kind: &'static str, title: &str, findings: &[&Finding]) -> Html {
    html! {
        if !findings.is_empty() {
            <section class={format!("findings findings-{kind}")} aria-labelledby={format!("group-{kind}")}>
                <h2 id={format!("group-{kind}")}>{ title }</h2>
                { for findings.iter().map(|one| finding::card(lang, one)) }
            </section>
        }
    }
}

fn actions(lang: Lang, state: &CheckState, act: &Act) -> Html {
    let wipe = if state.whom == Some(Whom::Resident) { check::wipe_next(lang) } else { check::wipe(lang) };
    html! {
        <div class="buttons no-print">
            <button type="button" class="button" onclick={act.reform(|_| Action::Check(CheckAction::Print))}>
                { check::print(lang) }
            </button>
            <button
                type="button"
                class="button button-quiet"
                onclick={act.reform(|_| Action::Check(CheckAction::Wipe))}
            >
                { wipe }
            </button>
        </div>
    }
}
