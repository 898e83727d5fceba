//! Typing, examining, going back to the original and back again.
//!
//! Knows actions and effects; knows nothing of the language of policies.

use super::{DraftAction, DraftState};
use crate::message::{Diagnostic, Drafted, Text};
use crate::state::{Effect, Shelf};

fn fault(is_error: bool) -> Diagnostic {
    Diagnostic {
        is_error,
        code: "x".to_owned(),
        headline: Text::default(),
        places: Vec::new(),
        notes: Vec::new(),
        help: None,
    }
}

fn open(kept: Option<&str>) -> DraftState {
    let mut state = DraftState::begin(kept.map(str::to_owned));
    state.offer("original", true);
    state
}

#[test]
fn a_draft_kept_from_before_comes_first() {
    assert_eq!(open(None).text, "original");
    assert_eq!(open(Some("mine")).text, "mine");
}

#[test]
fn a_text_is_examined_only_after_a_pause() {
    let mut state = open(None);
    let effects = state.apply(DraftAction::Typed("mine".to_owned()));
    let expected = [Effect::Keep(Shelf::Draft, "mine".to_owned()), Effect::Later(DraftAction::Paused)];
    assert_eq!(effects, expected);
    assert!(matches!(state.apply(DraftAction::Paused).as_slice(), [Effect::Ask(..)]));
}

#[test]
fn what_was_found_about_an_older_text_is_not_heard() {
    let mut state = open(None);
    let old = state.run;
    state.apply(DraftAction::Typed("mine".to_owned()));
    state.apply(DraftAction::Paused);
    state.hear(old, Drafted::default());
    assert!(state.drafted.is_none() && !state.is_sound());
}

#[test]
fn a_text_is_sound_when_examined_and_without_errors() {
    let mut state = open(None);
    let found = |diagnostics| Drafted { diagnostics, ..Drafted::default() };
    state.hear(state.run, found(vec![fault(false)]));
    assert!(state.is_sound());
    state.hear(state.run, found(vec![fault(false), fault(true)]));
    assert!(!state.is_sound());
    state.hear(state.run, found(Vec::new()));
    state.apply(DraftAction::Typed("mine".to_owned()));
    assert!(!state.is_sound());
}

#[test]
fn a_return_to_the_original_can_be_undone() {
    let mut state = open(Some("mine"));
    let effects = state.apply(DraftAction::Reset);
    assert_eq!(effects.first(), Some(&Effect::Drop(Shelf::Draft)));
    assert!(state.is_original() && state.can_undo());
    state.apply(DraftAction::UndoReset);
    assert_eq!(state.text, "mine");
    assert!(!state.can_undo());
}
