//! One question on a page.
//!
//! Receives the questionnaire and a number; hands on markup. It knows kinds of answers, and not one question.

use yew::{Html, html};

use crate::entry::{UNKNOWN, person_field};
use crate::message::{Kind, Question};
use crate::panes::Act;
use crate::panes::controls::{self, Form};
use crate::route::Route;
use crate::state::check::{CheckAction, CheckState, Whom};
use crate::state::{Action, HEADING};
use crate::words::{Lang, check, said, shell};

/// A question.
pub(crate) fn pane(lang: Lang, state: &CheckState, number: usize, is_revision: bool, act: &Act) -> Html {
    let Some(question) = state.question(number) else {
        return waiting(lang, state);
    };
    let form = Form { lang, entry: &state.entry, problems: &state.problems, act };
    html! {
        <div class="with-aside">
            <div>
                { controls::summary(lang, &state.problems, act) }
                <a class="back" href={before(number, is_revision).hash()}>{ check::back(lang) }</a>
                { standing(lang, state, number, is_revision) }
                <form key={number} novalidate=true onsubmit={controls::submit(act, Action::Check(CheckAction::Submit))}>
                    { asked(form, question) }
                    <div class="buttons">
                        <button type="submit" class="button button-large">{ check::next(lang) }</button>
                        { dont_know(lang, question, act) }
                        { next_person(lang, state, act) }
                    </div>
                </form>
                { failure(lang, state) }
            </div>
            { about(lang, question) }
        </div>
    }
}

const fn before(number: usize, is_revision: bool) -> Route {
    if is_revision {
        Route::Review
    } else if number > 1 {
        Route::Question { number: number - 1, is_revision: false }
    } else {
        Route::CheckStart
    }
}

fn standing(lang: Lang, state: &CheckState, number: usize, is_revision: bool) -> Html {
    let whom = match state.whom {
        Some(Whom::Relative) => check::for_relative(lang),
        Some(Whom::Resident) => check::for_resident(lang),
        _ => check::for_me(lang),
    };
    let remaining = state.checked.as_ref().map_or(0, |checked| checked.remaining);
    let place = if is_revision || number <= state.answers.len() {
        check::progress_plain(lang, number)
    } else if remaining <= 1 {
        check::progress_last(lang, number)
    } else {
        check::progress(lang, number, remaining - 1)
    };
    html!(<p class="standing"><span>{ place }</span><span class="for-whom">{ whom }</span></p>)
}

/// The question, its explanation and its controls.
fn asked(form: Form<'_>, question: &Question) -> Html {
    let lang = form.lang;
    let heading = html!(<h1 id={HEADING} tabindex="-1">{ said(lang, &question.ask) }</h1>);
    let help = help(lang, question);
    match &question.kind {
        Kind::Number(unit) => html! {
            <div class="group">
                { heading }
                { help }
                { controls::error(form, "", &["number"]) }
                { controls::number(form, "", html!(said(lang, &question.label)), said(lang, unit)) }
            </div>
        },
        Kind::People(fields) => html! {
            <div class="group">
                { heading }
                { help }
                { people(form, fields) }
            </div>
        },
        _ => html! {
            <fieldset aria-describedby={described_by(form, "")}>
                <legend>{ heading }</legend>
                { help }
                { group(form, "", question) }
            </fieldset>
        },
    }
}

fn described_by(form: Form<'_>, prefix: &str) -> Option<String> {
    let is_wrong = form.problems.iter().any(|problem| problem.field.starts_with(prefix));
    is_wrong.then(|| controls::error_id(prefix))
}

fn help(lang: Lang, question: &Question) -> Html {
    let help = said(lang, &question.help);
    html! {
        <>
            if !help.is_empty() {
                <p class="hint">{ help }</p>
            }
            if question.is_sensitive {
                <p class="hint sensitive">{ check::sensitive(lang) }</p>
            }
        </>
    }
}

/// The controls of a choice or a date, and what is wrong with them.
fn group(form: Form<'_>, prefix: &str, question: &Question) -> Html {
    let lang = form.lang;
    let field = format!("{prefix}value");
    let choices = |choices: Html| {
        html! {
            <>
                { controls::error(form, prefix, &["value"]) }
                { choices }
                <p class="or">{ check::or(lang) }</p>
                { controls::radio(form, &field, UNKNOWN, check::dont_know(lang), None) }
            </>
        }
    };
    match &question.kind {
        Kind::YesNo => choices(html! {
            <>
                { controls::radio(form, &field, "yes", shell::yes(lang), None) }
                { controls::radio(form, &field, "no", shell::no(lang), None) }
            </>
        }),
        Kind::Choice(list) => choices(html! {
            <>
                { for list.iter().map(|one| controls::radio(form, &field, &one.name, said(lang, &one.label), None)) }
            </>
        }),
        Kind::Date => html! {
            <>
                <p class="hint">{ check::date_hint(lang) }</p>
                { controls::error(form, prefix, &["day", "month", "year"]) }
                { controls::date(form, prefix) }
            </>
        },
        Kind::Number(_) | Kind::People(_) => html!(),
    }
}

fn people(form: Form<'_>, fields: &[Question]) -> Html {
    let lang = form.lang;
    let add = form.act.reform(|_| Action::Check(CheckAction::AddPerson));
    html! {
        <>
            if form.entry.people == 0 {
                <p class="hint">{ check::no_people(lang) }</p>
            }
            { for (0..form.entry.people).map(|idx| person(form, idx, fields)) }
            <button type="button" id="add-person" class="button button-quiet" onclick={add}>
                { check::add_person(lang) }
            </button>
        </>
    }
}

fn person(form: Form<'_>, idx: usize, fields: &[Question]) -> Html {
    let lang = form.lang;
    let remove = form.act.reform(move |_| Action::Check(CheckAction::RemovePerson(idx)));
    html! {
        <section class="person" aria-labelledby={format!("person-{}", idx + 1)}>
            <h2 id={format!("person-{}", idx + 1)} tabindex="-1">{ check::person(lang, idx + 1) }</h2>
            { for fields.iter().map(|field| person_fact(form, idx, field)) }
            <button type="button" class="link" onclick={remove}>{ check::remove_person(lang, idx + 1) }</button>
        </section>
    }
}

fn person_fact(form: Form<'_>, idx: usize, field: &Question) -> Html {
    let lang = form.lang;
    let prefix = person_field(idx, &format!("{}.", field.fact));
    if let Kind::Number(unit) = &field.kind {
        return html! {
            <>
                { controls::error(form, &prefix, &["number"]) }
                { controls::number(form, &prefix, html!(said(lang, &field.ask)), said(lang, unit)) }
            </>
        };
    }
    html! {
        <fieldset class="inner" aria-describedby={described_by(form, &prefix)}>
            <legend>{ said(lang, &field.ask) }</legend>
            { group(form, &prefix, field) }
        </fieldset>
    }
}

/// Choices carry the answer "I don't know" themselves; everything else has a button for it.
fn dont_know(lang: Lang, question: &Question, act: &Act) -> Html {
    let is_choice = matches!(question.kind, Kind::YesNo | Kind::Choice(_));
    html! {
        if !is_choice {
            <button
                type="button"
                class="button button-quiet"
                onclick={act.reform(|_| Action::Check(CheckAction::DontKnow))}
            >
                { check::dont_know(lang) }
            </button>
        }
    }
}

/// At a service desk the next person is one press away.
fn next_person(lang: Lang, state: &CheckState, act: &Act) -> Html {
    html! {
        if state.whom == Some(Whom::Resident) {
            <button
                type="button"
                class="button button-quiet"
                onclick={act.reform(|_| Action::Check(CheckAction::Wipe))}
            >
                { check::wipe_next(lang) }
            </button>
        }
    }
}

fn about(lang: Lang, question: &Question) -> Html {
    let evidence = said(lang, &question.evidence);
    html! {
        if !question.because.is_empty() || !evidence.is_empty() {
            <aside class="aside" aria-label={check::why_asked(lang)}>
                <details class="more">
                    <summary>{ check::why_asked(lang) }</summary>
                    <div>
                        if !question.because.is_empty() {
                            <p>{ check::why_asked_text(lang) }</p>
                            <ul>{ for question.because.iter().map(|text| html!(<li>{ said(lang, text) }</li>)) }</ul>
                        }
                        if !evidence.is_empty() {
                            <p><strong>{ check::evidence(lang) }</strong>{ ": " }{ evidence }</p>
                        }
                    </div>
                </details>
            </aside>
        }
    }
}

/// Shown while the next question is not known yet.
pub(crate) fn waiting(lang: Lang, state: &CheckState) -> Html {
    html! {
        <>
            <h1 id={HEADING} tabindex="-1">{ shell::door_check(lang) }</h1>
            if state.failure.is_none() {
                <p role="status">{ check::working(lang) }</p>
            }
            { failure(lang, state) }
        </>
    }
}

/// Why the worker could not answer, if it could not.
pub(crate) fn failure(lang: Lang, state: &CheckState) -> Html {
    html! {
        if let Some(reason) = &state.failure {
            <div class="notice notice-bad" role="alert">
                <h2>{ check::failed_title(lang) }</h2>
                <p>{ said(lang, reason) }</p>
            </div>
        }
    }
}
