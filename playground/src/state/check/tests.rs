//! The way through the questionnaire, page by page, with a worker that is played here.
//!
//! Knows actions and effects; knows no screen and no law.

use super::{CheckAction, CheckState, SUMMARY, Whom};
use crate::message::{Benefit, Catalogue, Checked, Kind, Question, Request, Text, Value};
use crate::route::Route;
use crate::state::{Effect, Shelf};
use crate::words::Lang;

fn yes_no(fact: &str) -> Question {
    Question {
        fact: fact.to_owned(),
        entity: "person".to_owned(),
        label: Text::default(),
        ask: Text::default(),
        help: Text::default(),
        evidence: Text::default(),
        because: Vec::new(),
        is_sensitive: false,
        kind: Kind::YesNo,
    }
}

fn page(number: usize) -> Route {
    Route::Question { number, is_revision: false }
}

/// What the worker would find: the first of three facts that has no answer comes next.
fn reply(state: &mut CheckState) -> Vec<Effect> {
    let next = ["first", "second", "third"].get(state.answers.len()).map(|fact| yes_no(fact));
    state.hear(state.run, Checked { next, remaining: 1, findings: Vec::new() })
}

fn act(state: &mut CheckState, route: Route, action: CheckAction) -> Vec<Effect> {
    state.apply(Lang::Vi, route, action)
}

fn offered() -> CheckState {
    let mut state = CheckState::begin(Lang::Vi, "2026-11-22", None);
    let benefit = |name: &str, is_usual| Benefit { name: name.to_owned(), label: Text::default(), is_usual };
    state
        .offer(&Catalogue { benefits: vec![benefit("monthly", true), benefit("once", false)], ..Catalogue::default() });
    state
}

fn begun() -> CheckState {
    let mut state = offered();
    act(&mut state, Route::CheckStart, CheckAction::Chose(Whom::Me));
    act(&mut state, Route::CheckStart, CheckAction::Begin);
    assert_eq!(reply(&mut state), [Effect::Go(page(1))]);
    state
}

fn answer(state: &mut CheckState, route: Route, text: &str) -> Vec<Effect> {
    state.arrive(Lang::Vi, route);
    act(state, route, CheckAction::Typed("value".to_owned(), text.to_owned()));
    act(state, route, CheckAction::Submit);
    reply(state)
}

#[test]
fn without_a_person_the_check_does_not_begin() {
    let mut state = offered();
    let effects = act(&mut state, Route::CheckStart, CheckAction::Begin);
    assert_eq!(effects, [Effect::Focus(SUMMARY.to_owned())]);
    assert_eq!(state.problems.len(), 1);
    assert!(!state.has_begun());
}

#[test]
fn the_worker_is_asked_for_the_law_of_today() {
    let mut state = offered();
    act(&mut state, Route::CheckStart, CheckAction::Chose(Whom::Me));
    let effects = act(&mut state, Route::CheckStart, CheckAction::Begin);
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Ask(_, request) => Some(&request.body),
        _ => None,
    });
    assert_eq!(
        asked,
        Some(&Request::Check {
            on: "2026-11-22".to_owned(),
            benefits: vec!["monthly".to_owned()],
            answers: Vec::new()
        })
    );
}

#[test]
fn questions_follow_each_other_until_nothing_more_matters() {
    let mut state = begun();
    assert_eq!(answer(&mut state, page(1), "yes"), [Effect::Go(page(2))]);
    assert_eq!(answer(&mut state, page(2), "?"), [Effect::Go(page(3))]);
    assert_eq!(answer(&mut state, page(3), "no"), [Effect::Go(Route::Review)]);
    let values: Vec<&Value> = state.answers.iter().map(|answer| &answer.value).collect();
    assert_eq!(values, [&Value::YesNo(true), &Value::Unknown, &Value::YesNo(false)]);
}

#[test]
fn going_back_shows_the_answer_and_goes_forward_again() {
    let mut state = begun();
    answer(&mut state, page(1), "yes");
    answer(&mut state, page(2), "no");
    state.arrive(Lang::Vi, page(1));
    assert_eq!(state.entry.text("value"), "yes");
    assert_eq!(answer(&mut state, page(1), "no"), [Effect::Go(page(2))]);
    assert_eq!(state.answers.len(), 2);
}

#[test]
fn a_revision_returns_to_the_answers() {
    let mut state = begun();
    for number in 1..=3 {
        answer(&mut state, page(number), "yes");
    }
    let revision = Route::Question { number: 2, is_revision: true };
    assert_eq!(answer(&mut state, revision, "no"), [Effect::Go(Route::Review)]);
}

#[test]
fn an_answer_that_cannot_be_read_asks_nobody() {
    let mut state = begun();
    state.arrive(Lang::Vi, page(1));
    assert_eq!(act(&mut state, page(1), CheckAction::Submit), [Effect::Focus(SUMMARY.to_owned())]);
    assert!(state.answers.is_empty());
}

#[test]
fn two_quick_presses_are_one_answer() {
    let mut state = begun();
    state.arrive(Lang::Vi, page(1));
    act(&mut state, page(1), CheckAction::DontKnow);
    assert_eq!(act(&mut state, page(1), CheckAction::DontKnow), []);
    assert_eq!(state.answers.len(), 1);
}

#[test]
fn a_reply_to_an_older_request_is_not_heard() {
    let mut state = begun();
    let old = state.run;
    state.arrive(Lang::Vi, page(1));
    act(&mut state, page(1), CheckAction::DontKnow);
    assert_eq!(state.hear(old, Checked::default()), []);
    assert!(state.is_waiting);
}

#[test]
fn answers_survive_a_reload_and_a_wipe_leaves_nothing() {
    let mut state = begun();
    answer(&mut state, page(1), "yes");
    state.arrive(Lang::Vi, page(2));
    act(&mut state, page(2), CheckAction::Typed("value".to_owned(), "no".to_owned()));
    let effects = act(&mut state, page(2), CheckAction::Submit);
    let kept = effects.into_iter().find_map(|effect| match effect {
        Effect::Keep(Shelf::Answers, text) => Some(text),
        _ => None,
    });
    let mut again = CheckState::begin(Lang::Vi, "2026-11-23", kept.as_deref());
    assert_eq!(again.answers, state.answers);
    assert_eq!(again.on, "2026-11-22");
    assert_eq!(again.resume().len(), 1);
    let effects = act(&mut again, page(2), CheckAction::Wipe);
    assert!(effects.contains(&Effect::Drop(Shelf::Answers)));
    assert!(again.answers.is_empty() && !again.has_begun() && again.whom.is_none());
}

#[test]
fn a_question_not_reached_leads_back() {
    let mut state = offered();
    assert_eq!(state.arrive(Lang::Vi, page(4)), [Effect::Replace(Route::CheckStart)]);
    let mut state = begun();
    assert_eq!(state.arrive(Lang::Vi, page(4)), [Effect::Replace(Route::Review)]);
}

#[test]
fn kept_answers_that_cannot_be_read_are_no_answers() {
    let state = CheckState::begin(Lang::Vi, "2026-11-22", Some("{\"whom\":1}"));
    assert!(!state.has_begun());
}

#[test]
fn rules_that_ended_offer_their_last_day_and_say_so() {
    let mut state = CheckState::begin(Lang::Vi, "2026-11-22", None);
    state.offer(&Catalogue { last_day: "2026-10-04".to_owned(), ..Catalogue::default() });
    assert!(state.is_out_of_date());
    assert_eq!(state.entry.text("day"), "4");
    state.offer(&Catalogue { last_day: "2027-01-01".to_owned(), ..Catalogue::default() });
    assert!(!state.is_out_of_date());
    assert_eq!(state.entry.text("day"), "22");
}

#[test]
fn a_day_typed_before_the_rules_are_known_stays() {
    let mut state = CheckState::begin(Lang::Vi, "2026-11-22", None);
    act(&mut state, Route::CheckStart, CheckAction::Typed("day".to_owned(), "30".to_owned()));
    state.offer(&Catalogue { last_day: "2026-10-04".to_owned(), ..Catalogue::default() });
    assert_eq!((state.entry.text("day"), state.entry.text("month")), ("30", "11"));
}

#[test]
fn a_check_of_no_benefit_does_not_begin() {
    let mut state = offered();
    act(&mut state, Route::CheckStart, CheckAction::Chose(Whom::Me));
    act(&mut state, Route::CheckStart, CheckAction::Toggled("monthly".to_owned()));
    act(&mut state, Route::CheckStart, CheckAction::Begin);
    assert!(!state.has_begun());
    act(&mut state, Route::CheckStart, CheckAction::Toggled("once".to_owned()));
    act(&mut state, Route::CheckStart, CheckAction::Begin);
    assert!(state.has_begun());
}
