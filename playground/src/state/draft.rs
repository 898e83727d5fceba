//! The policy text: what is written, what is to be said about it, and the way back.
//!
//! Receives actions and the replies of the worker; hands on effects. It knows nothing of the language of policies.

use crate::message::{Drafted, Numbered, Request, Scenario, Text};
use crate::state::{Desk, Effect, Shelf};

/// The state of the policy text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DraftState {
    pub(crate) text: String,
    /// The text a draft begins with; empty until the worker has told.
    original: String,
    /// The draft that the last return to the original threw away.
    dropped: Option<String>,
    /// What is to be said about the text, or about the last text examined while `is_waiting`.
    pub(crate) drafted: Option<Drafted>,
    pub(crate) is_waiting: bool,
    pub(crate) failure: Option<Text>,
    /// A draft kept from before, until the original is known.
    kept: Option<String>,
    run: u32,
}

/// What can happen to the policy text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DraftAction {
    /// The text changed.
    Typed(String),
    /// The typing paused.
    Paused,
    /// A complaint was chosen; its place is to be shown.
    Show(u32, u32),
    /// Back to the original.
    Reset,
    /// Back to the draft that was thrown away.
    UndoReset,
    /// Simulate with this text.
    Simulate,
}

impl DraftState {
    /// The draft of a page just opened.
    pub(crate) fn begin(kept: Option<String>) -> Self {
        // Odd runs are the draft's, even ones the questionnaire's: they share a worker.
        Self { kept, run: 1, ..Self::default() }
    }

    /// The text a draft begins with has become known.
    pub(crate) fn offer(&mut self, original: &str, is_shown: bool) -> Vec<Effect> {
        original.clone_into(&mut self.original);
        self.text = self.kept.take().unwrap_or_else(|| original.to_owned());
        if is_shown { vec![self.examine()] } else { Vec::new() }
    }

    /// The pane is shown.
    pub(crate) fn arrive(&mut self) -> Vec<Effect> {
        if self.original.is_empty() || self.drafted.is_some() { Vec::new() } else { vec![self.examine()] }
    }

    /// Applies an action.
    pub(crate) fn apply(&mut self, action: DraftAction) -> Vec<Effect> {
        match action {
            DraftAction::Typed(text) => {
                self.text = text;
                self.dropped = None;
                self.is_waiting = true;
                vec![self.keep(), Effect::Later(DraftAction::Paused)]
            }
            DraftAction::Paused => vec![self.examine()],
            DraftAction::Show(start, end) => vec![Effect::Select(start, end)],
            DraftAction::Reset => {
                self.dropped = Some(std::mem::replace(&mut self.text, self.original.clone()));
                vec![self.keep(), self.examine(), Effect::Focus("undo-reset".to_owned())]
            }
            DraftAction::UndoReset => {
                if let Some(text) = self.dropped.take() {
                    self.text = text;
                }
                vec![self.keep(), self.examine(), Effect::Focus("policy-text".to_owned())]
            }
            DraftAction::Simulate => Vec::new(),
        }
    }

    /// Whether the text is the one a draft begins with.
    pub(crate) fn is_original(&self) -> bool {
        self.text == self.original
    }

    /// Whether a draft was thrown away and can be brought back.
    pub(crate) const fn can_undo(&self) -> bool {
        self.dropped.is_some()
    }

    /// Whether the text as it stands is known to be free of errors.
    pub(crate) fn is_sound(&self) -> bool {
        !self.is_waiting
            && self
                .drafted
                .as_ref()
                .is_some_and(|drafted| drafted.diagnostics.iter().all(|diagnostic| !diagnostic.is_error))
    }

    /// Whether the text can be simulated: it is sound and holds a plan.
    pub(crate) fn can_simulate(&self) -> bool {
        self.is_sound() && self.drafted.as_ref().is_some_and(|drafted| !drafted.scenarios.is_empty())
    }

    /// The plans in the text.
    pub(crate) fn scenarios(&self) -> Vec<Scenario> {
        self.drafted.as_ref().map(|drafted| drafted.scenarios.clone()).unwrap_or_default()
    }

    /// What the worker found.
    pub(crate) fn hear(&mut self, run: u32, drafted: Drafted) {
        if run == self.run {
            self.is_waiting = false;
            self.failure = None;
            self.drafted = Some(drafted);
        }
    }

    /// The worker could not answer.
    pub(crate) fn fail(&mut self, run: u32, reason: Text) {
        if run == self.run {
            self.is_waiting = false;
            self.failure = Some(reason);
        }
    }

    fn examine(&mut self) -> Effect {
        self.run += 2;
        self.is_waiting = true;
        let body = Request::Draft { text: self.text.clone() };
        Effect::Ask(Desk::Quick, Numbered { run: self.run, body })
    }

    fn keep(&self) -> Effect {
        if self.is_original() { Effect::Drop(Shelf::Draft) } else { Effect::Keep(Shelf::Draft, self.text.clone()) }
    }
}

#[cfg(test)]
mod tests;
