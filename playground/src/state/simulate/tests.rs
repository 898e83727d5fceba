//! Runs, stops, replies that come too late, and results that have become old.
//!
//! Knows actions and effects; knows no screen and no figure.

use super::{SimulateAction, SimulateState};
use crate::message::{Catalogue, Parameter, Province, Reply, Report, Request, Scenario, Stage, Text};
use crate::state::{Desk, Effect};
use crate::words::Lang;

fn ready() -> SimulateState {
    let parameter = |name: &str, value: &str| Parameter {
        name: name.to_owned(),
        label: Text::default(),
        unit: Text::default(),
        by_year: vec![(2016, Text { vi: value.to_owned(), en: value.to_owned() })],
    };
    let scenario = |name: &str, parameters| Scenario {
        name: name.to_owned(),
        label: Text::default(),
        summary: Text::default(),
        parameters,
    };
    let catalogue = Catalogue {
        years: vec![2016],
        year: 2016,
        provinces: vec![Province {
            code: "here".to_owned(),
            scenarios: vec![
                scenario("wide", vec![parameter("coefficient", "1.5"), parameter("rate", "270000")]),
                scenario("plain", Vec::new()),
            ],
            ..Province::default()
        }],
        ..Catalogue::default()
    };
    let mut state = SimulateState::default();
    state.offer(&catalogue);
    state
}

fn act(state: &mut SimulateState, action: SimulateAction) -> Vec<Effect> {
    state.apply(Lang::Vi, None, action)
}

fn setting(effects: &[Effect]) -> Option<(String, String)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Ask(Desk::Long, request) => match &request.body {
            Request::Simulate(setup) => setup.setting.clone(),
            _ => None,
        },
        _ => None,
    })
}

#[test]
fn the_value_is_typed_in_the_language_and_asked_as_a_plain_decimal() {
    let mut state = ready();
    act(&mut state, SimulateAction::Parameter("rate".to_owned()));
    act(&mut state, SimulateAction::Value("270.000".to_owned()));
    let effects = act(&mut state, SimulateAction::Run);
    assert_eq!(setting(&effects), Some(("rate".to_owned(), "270000".to_owned())));
}

#[test]
fn an_empty_value_leaves_the_plan_as_it_is() {
    let mut state = ready();
    let effects = act(&mut state, SimulateAction::Run);
    assert!(state.running.is_some());
    assert_eq!(setting(&effects), None);
}

#[test]
fn another_parameter_begins_without_a_value() {
    let mut state = ready();
    act(&mut state, SimulateAction::Value("2".to_owned()));
    act(&mut state, SimulateAction::Parameter("rate".to_owned()));
    assert_eq!(state.value, "");
}

#[test]
fn a_value_that_is_no_number_runs_nothing() {
    let mut state = ready();
    act(&mut state, SimulateAction::Value("nhiều".to_owned()));
    act(&mut state, SimulateAction::Run);
    assert!(state.running.is_none());
    assert_eq!(state.problems.len(), 1);
}

#[test]
fn a_plan_without_parameters_runs_without_a_setting() {
    let mut state = ready();
    act(&mut state, SimulateAction::Scenario("plain".to_owned()));
    assert!(state.chosen_parameter().is_none());
    let effects = act(&mut state, SimulateAction::Run);
    assert!(state.running.is_some());
    assert_eq!(setting(&effects), None);
}

#[test]
fn a_stop_ends_the_worker_and_keeps_the_earlier_result() {
    let mut state = ready();
    act(&mut state, SimulateAction::Run);
    state.hear(state.run, Reply::Simulated(Report::default()));
    act(&mut state, SimulateAction::Run);
    let running = state.run;
    let effects = act(&mut state, SimulateAction::Stop);
    assert!(effects.contains(&Effect::Stop(Desk::Long)));
    assert!(state.running.is_none() && state.result.is_some());
    state.hear(running, Reply::Progress { stage: Stage::Law, done: 1, total: 2 });
    assert!(state.running.is_none());
}

#[test]
fn a_newer_run_ends_an_older_one() {
    let mut state = ready();
    act(&mut state, SimulateAction::Run);
    let effects = act(&mut state, SimulateAction::Run);
    assert_eq!(effects.first(), Some(&Effect::Stop(Desk::Long)));
}

#[test]
fn a_result_is_old_once_a_setting_differs_and_new_again_when_it_does_not() {
    let mut state = ready();
    act(&mut state, SimulateAction::Run);
    state.hear(state.run, Reply::Simulated(Report::default()));
    assert!(!state.is_stale(Lang::Vi));
    act(&mut state, SimulateAction::Value("2".to_owned()));
    assert!(state.is_stale(Lang::Vi));
    act(&mut state, SimulateAction::Value(String::new()));
    assert!(!state.is_stale(Lang::Vi));
}

#[test]
fn a_draft_is_run_in_place_of_the_text_of_the_plan() {
    let mut state = ready();
    let scenarios = state.scenarios.clone();
    let effects = state.run_draft(Lang::Vi, None, "text".to_owned(), scenarios);
    let asked = effects.iter().any(|effect| {
        matches!(effect, Effect::Ask(_, request)
            if matches!(&request.body, Request::Simulate(setup) if setup.policy_text.as_deref() == Some("text")))
    });
    assert!(asked);
}
