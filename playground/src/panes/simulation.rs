//! The simulation: what to run, how far it is, and what came out.
//!
//! Receives the state; hands on markup. All figures and their titles come from the engine.

use yew::{Html, html};

use crate::figures;
use crate::message::{Catalogue, Parameter, Report, Scenario, Stage};
use crate::panes::controls::{self, input_text, selected};
use crate::panes::{Act, drafting, table};
use crate::state::check::SUMMARY;
use crate::state::simulate::{SimulateAction, SimulateState};
use crate::state::{Action, HEADING, State};
use crate::words::{Lang, said, shell, simulate};

/// The simulation.
pub(crate) fn pane(state: &State, act: &Act) -> Html {
    let lang = state.lang;
    let heading = html!(<h1 id={HEADING} tabindex="-1">{ simulate::title(lang) }</h1>);
    // The heading has the focus by now and must stay the same element when the rules come.
    let below = match &state.catalogue {
        Some(catalogue) => loaded(lang, catalogue, state, act),
        None => html!(<><p role="status">{ shell::loading(lang) }</p></>),
    };
    html!(<>{ heading }{ below }</>)
}

fn loaded(lang: Lang, catalogue: &Catalogue, state: &State, act: &Act) -> Html {
    html! {
        <>
            <p class="lead">{ simulate::lead(lang, within(lang, catalogue, &state.simulate)) }</p>
            <div class="columns columns-simulate">
                <section class="panel" aria-labelledby="settings-title">
                    <h2 id="settings-title">{ simulate::settings(lang) }</h2>
                    { controls::summary(lang, &state.simulate.problems, act) }
                    { settings(lang, catalogue, &state.simulate, act) }
                </section>
                <div class="results">
                    { standing(lang, &state.simulate) }
                    { failure(lang, &state.simulate, act) }
                    { result(lang, &state.simulate) }
                </div>
            </div>
        </>
    }
}

fn settings(lang: Lang, catalogue: &Catalogue, state: &SimulateState, act: &Act) -> Html {
    html! {
        <form novalidate=true onsubmit={controls::submit(act, Action::Simulate(SimulateAction::Run))}>
            { draft_in_use(lang, state, act) }
            { provinces(lang, catalogue, state, act) }
            { years(lang, catalogue, state, act) }
            { scenarios(lang, state, act) }
            { parameter(lang, state, act) }
            { advanced(lang, state, act) }
            { buttons(lang, state, act) }
        </form>
    }
}

fn draft_in_use(lang: Lang, state: &SimulateState, act: &Act) -> Html {
    html! {
        if state.draft.is_some() {
            <div class="notice">
                <p>{ simulate::uses_draft(lang) }</p>
                <button
                    type="button"
                    class="link"
                    onclick={act.reform(|_| Action::Simulate(SimulateAction::DropDraft))}
                >
                    { simulate::drop_draft(lang) }
                </button>
            </div>
        }
    }
}

/// The place as it stands within a sentence.
fn within<'c>(lang: Lang, catalogue: &'c Catalogue, state: &SimulateState) -> &'c str {
    let place = catalogue.provinces.iter().find(|place| place.code == state.province);
    place.map(|place| said(lang, &place.within)).unwrap_or_default()
}

fn provinces(lang: Lang, catalogue: &Catalogue, state: &SimulateState, act: &Act) -> Html {
    let onchange = act.reform(|event| Action::Simulate(SimulateAction::Province(selected(&event))));
    html! {
        <div class="field">
            <label for="province">{ simulate::province(lang) }</label>
            <select id="province" class="text" {onchange}>
                { for catalogue.provinces.iter().map(|place| html! {
                    <option value={place.code.clone()} selected={place.code == state.province}>
                        { said(lang, &place.name) }
                    </option>
                }) }
            </select>
        </div>
    }
}

fn years(lang: Lang, catalogue: &Catalogue, state: &SimulateState, act: &Act) -> Html {
    let fallback = state.year;
    let onchange =
        act.reform(move |event| Action::Simulate(SimulateAction::Year(selected(&event).parse().unwrap_or(fallback))));
    html! {
        <div class="field">
            <label for="year">{ simulate::year(lang) }</label>
            <select id="year" class="text" {onchange}>
                { for catalogue.years.iter().map(|year| html! {
                    <option value={year.to_string()} selected={*year == state.year}>{ year }</option>
                }) }
            </select>
        </div>
    }
}

fn scenarios(lang: Lang, state: &SimulateState, act: &Act) -> Html {
    let onchange = act.reform(|event| Action::Simulate(SimulateAction::Scenario(selected(&event))));
    let summary = state.chosen().map(|scenario| said(lang, &scenario.summary)).unwrap_or_default();
    html! {
        if state.scenarios.is_empty() {
            <p class="hint">{ simulate::no_scenario(lang) }</p>
        } else {
            <div class="field">
                <label for="scenario">{ simulate::scenario(lang) }</label>
                <select id="scenario" class="text" aria-describedby="scenario-hint" {onchange}>
                    { for state.scenarios.iter().map(|one| scenario(lang, one, &state.scenario)) }
                </select>
                <p class="hint" id="scenario-hint">{ summary }</p>
            </div>
        }
    }
}

fn scenario(lang: Lang, scenario: &Scenario, chosen: &str) -> Html {
    html! {
        <option value={scenario.name.clone()} selected={scenario.name == chosen}>{ said(lang, &scenario.label) }</option>
    }
}

fn parameter(lang: Lang, state: &SimulateState, act: &Act) -> Html {
    let Some(parameter) = state.chosen_parameter() else {
        return html!();
    };
    let choose = act.reform(|event| Action::Simulate(SimulateAction::Parameter(selected(&event))));
    let typed = act.reform(|event| Action::Simulate(SimulateAction::Value(input_text(&event))));
    let list = state.chosen().map(|scenario| scenario.parameters.as_slice()).unwrap_or_default();
    let is_wrong = state.problems.iter().any(|problem| problem.field == "value");
    html! {
        <>
            <div class="field">
                <label for="parameter">{ simulate::parameter(lang) }</label>
                <select id="parameter" class="text" onchange={choose}>
                    { for list.iter().map(|one| html! {
                        <option value={one.name.clone()} selected={one.name == parameter.name}>
                            { said(lang, &one.label) }
                        </option>
                    }) }
                </select>
            </div>
            <div class="field">
                <label for="value">{ simulate::parameter_value(lang) }</label>
                <div class="with-unit">
                    <input
                        id="value"
                        class="text text-short"
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        value={state.value.clone()}
                        aria-invalid={is_wrong.then_some("true")}
                        aria-describedby="value-hint"
                        oninput={typed}
                    />
                    <span class="unit">{ said(lang, &parameter.unit) }</span>
                </div>
                <p class="hint" id="value-hint">{ by_default(lang, parameter, state.year) }</p>
            </div>
        </>
    }
}

/// What the parameter is in the year unless a value is tried.
fn by_default(lang: Lang, parameter: &Parameter, year: i32) -> String {
    let words = parameter.by_year.iter().find(|(of_year, _)| *of_year == year).map(|(_, words)| said(lang, words));
    match words {
        Some(words) if !words.is_empty() => simulate::parameter_value_hint(lang, words),
        _ => simulate::parameter_none(lang).to_owned(),
    }
}

fn advanced(lang: Lang, state: &SimulateState, act: &Act) -> Html {
    let typed = act.reform(|event| Action::Simulate(SimulateAction::Seed(input_text(&event))));
    let is_wrong = state.problems.iter().any(|problem| problem.field == "seed");
    html! {
        <details class="more">
            <summary>{ simulate::advanced(lang) }</summary>
            <div class="field">
                <label for="seed">{ simulate::seed(lang) }</label>
                <input
                    id="seed"
                    class="text text-short"
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    value={state.seed.clone()}
                    aria-invalid={is_wrong.then_some("true")}
                    aria-describedby="seed-hint"
                    oninput={typed}
                />
                <p class="hint" id="seed-hint">{ simulate::seed_hint(lang) }</p>
            </div>
        </details>
    }
}

/// The two buttons are never one element: pressing one that turns into the other would press both.
fn buttons(lang: Lang, state: &SimulateState, act: &Act) -> Html {
    let run = if state.result.is_some() { simulate::run_again(lang) } else { simulate::run(lang) };
    html! {
        <div class="buttons">
            if state.running.is_some() {
                <button
                    key="stop"
                    type="button"
                    id="stop"
                    class="button button-stop button-large"
                    onclick={act.reform(|_| Action::Simulate(SimulateAction::Stop))}
                >
                    { simulate::stop(lang) }
                </button>
            } else {
                <button key="run" type="submit" id="run" class="button button-large">{ run }</button>
            }
        </div>
    }
}

/// How far the run is. The words sit in a live region that is always there, so that they are spoken.
fn standing(lang: Lang, state: &SimulateState) -> Html {
    let figure = |number: u64| figures::digits(lang, &number.to_string());
    let words = match state.running {
        Some((_, _, 0)) => simulate::starting(lang).to_owned(),
        Some((Stage::Population, done, total)) => simulate::making_of(lang, figure(done), figure(total)),
        Some((Stage::Law, done, total)) => simulate::running_of(lang, figure(done), figure(total)),
        None if state.was_stopped => simulate::stopped(lang).to_owned(),
        None => String::new(),
    };
    html! {
        <div class="standing-run">
            if let Some((_, done, total)) = state.running {
                if total > 0 {
                    <progress aria-label={simulate::running(lang)} max={total.to_string()} value={done.to_string()} />
                } else {
                    <progress aria-label={simulate::running(lang)} />
                }
            }
            <p role="status">{ words }</p>
        </div>
    }
}

fn failure(lang: Lang, state: &SimulateState, act: &Act) -> Html {
    html! {
        if let Some((reason, diagnostics)) = &state.failure {
            <div class="notice notice-bad" id={SUMMARY} role="alert" tabindex="-1">
                <h2>{ simulate::failed_title(lang) }</h2>
                <p>{ said(lang, reason) }</p>
                if !diagnostics.is_empty() {
                    { drafting::complaints(lang, diagnostics, act) }
                }
            </div>
        }
    }
}

fn result(lang: Lang, state: &SimulateState) -> Html {
    let Some((_, report)) = &state.result else {
        return html! {
            if state.running.is_none() && state.failure.is_none() {
                <div class="empty">
                    <h2>{ simulate::empty_title(lang) }</h2>
                    <p>{ simulate::empty_text(lang) }</p>
                </div>
            }
        };
    };
    let is_old = state.running.is_some() || state.is_stale(lang);
    html! {
        <section class={if is_old { "report report-old" } else { "report" }} aria-labelledby="result-heading">
            if is_old {
                <div class="notice notice-old">
                    <h2>{ simulate::stale_title(lang) }</h2>
                    if state.running.is_none() {
                        <p>{ simulate::stale_text(lang) }</p>
                    }
                </div>
            }
            { report_body(lang, report) }
        </section>
    }
}

fn report_body(lang: Lang, report: &Report) -> Html {
    html! {
        <>
            <h2 id="result-heading" class="headline" tabindex="-1">{ said(lang, &report.headline) }</h2>
            <div class="synthetic">
                <p><span class="tag">{ simulate::synthetic(lang) }</span>{ " " }{ said(lang, &report.basis) }</p>
                <p class="hint">{ simulate::synthetic_text(lang) }</p>
            </div>
            { for report.tables.iter().map(|one| table::figure(lang, one)) }
            if !report.cautions.is_empty() {
                <section class="cautions">
                    <h3>{ simulate::cautions(lang) }</h3>
                    <ul>{ for report.cautions.iter().map(|text| html!(<li>{ said(lang, text) }</li>)) }</ul>
                </section>
            }
        </>
    }
}
