//! The one state of the page, the one list of actions, and the one function that applies an action.
//!
//! Receives actions; hands on the new state and what is to be done outside of it. It knows no screen, no clock, no
//! storage and no worker: those are effects, named here and carried out elsewhere.

use crate::message::{Catalogue, Instrument, Numbered, Reply, Request};
use crate::route::Route;
use crate::words::Lang;

pub(crate) mod check;
pub(crate) mod draft;
pub(crate) mod simulate;

use check::{CheckAction, CheckState};
use draft::{DraftAction, DraftState};
use simulate::{SimulateAction, SimulateState};

/// Everything the page shows depends on this and on nothing else.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct State {
    pub(crate) lang: Lang,
    pub(crate) route: Route,
    pub(crate) is_menu_open: bool,
    /// Nothing until the worker has told.
    pub(crate) catalogue: Option<Catalogue>,
    /// The instruments; nothing until somebody wanted to see them and the worker has told.
    pub(crate) law: Option<Vec<Instrument>>,
    /// Set when a worker ended by itself.
    pub(crate) is_broken: bool,
    pub(crate) check: CheckState,
    pub(crate) simulate: SimulateState,
    pub(crate) draft: DraftState,
}

/// Everything that can happen to the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    /// The address changed.
    Navigated(Route),
    /// The person chose the other language.
    Speak(Lang),
    /// The person opened or closed the menu.
    ToggleMenu,
    /// A worker replied.
    Heard(Desk, Box<Numbered<Reply>>),
    /// A worker ended by itself.
    Broke(Desk),
    /// The person wants to be at a control.
    Focus(String),
    /// The person wants the page loaded anew.
    Reload,
    /// Something happened in the questionnaire.
    Check(CheckAction),
    /// Something happened in the simulation.
    Simulate(SimulateAction),
    /// Something happened in the policy text.
    Draft(DraftAction),
}

/// A worker, by what it is for: a long simulation must not keep a question waiting, and can be ended alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Desk {
    /// Answers questions and examines texts.
    Quick,
    /// Simulates.
    Long,
}

/// Something to be done outside of the state.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    /// Goes to another place, as a new entry in the browser's history.
    Go(Route),
    /// Goes to another place in place of the current entry.
    Replace(Route),
    /// Asks a worker.
    Ask(Desk, Numbered<Request>),
    /// Starts a worker before it is needed.
    Wake(Desk),
    /// Ends a worker whatever it is doing.
    Stop(Desk),
    /// Keeps a text.
    Keep(Shelf, String),
    /// Throws a kept text away.
    Drop(Shelf),
    /// Applies an action when no other such wish came for a while.
    Later(DraftAction),
    /// Moves the focus to a control once it is drawn.
    Focus(String),
    /// Selects a stretch of the policy text once it is drawn.
    Select(u32, u32),
    /// Opens the browser's print window.
    Print,
    /// Loads the page anew.
    Reload,
}

/// Where a text is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// The language, for good.
    Lang,
    /// The answers, until the tab is closed.
    Answers,
    /// The draft of a policy, for good.
    Draft,
}

/// What the page finds when it begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Beginning {
    pub(crate) route: Route,
    pub(crate) lang: Lang,
    /// Today, as `2026-11-22`.
    pub(crate) today: String,
    pub(crate) answers: Option<String>,
    pub(crate) draft: Option<String>,
}

/// The control that gets the focus when another place is shown.
pub(crate) const HEADING: &str = "page-heading";

impl State {
    /// The state of a page that has just been opened, and what is to be done first.
    pub(crate) fn begin(beginning: Beginning) -> (Self, Vec<Effect>) {
        let mut state = Self {
            lang: beginning.lang,
            check: CheckState::begin(beginning.lang, &beginning.today, beginning.answers.as_deref()),
            draft: DraftState::begin(beginning.draft),
            ..Self::default()
        };
        let mut effects = vec![Effect::Ask(Desk::Quick, Numbered { run: 0, body: Request::Catalogue })];
        effects.extend(state.check.resume());
        effects.extend(state.arrive(beginning.route));
        (state, effects)
    }

    /// Applies an action.
    pub(crate) fn apply(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Navigated(route) => {
                let mut effects = self.arrive(route);
                effects.push(Effect::Focus(HEADING.to_owned()));
                effects
            }
            Action::Speak(lang) => {
                self.lang = lang;
                vec![Effect::Keep(Shelf::Lang, lang.tag().to_owned())]
            }
            Action::ToggleMenu => {
                self.is_menu_open = !self.is_menu_open;
                Vec::new()
            }
            Action::Heard(desk, reply) => self.hear(desk, *reply),
            Action::Broke(desk) => {
                self.is_broken = true;
                self.simulate.running = None;
                vec![Effect::Stop(desk)]
            }
            Action::Focus(id) => vec![Effect::Focus(id)],
            Action::Reload => vec![Effect::Reload],
            Action::Check(action) => self.check.apply(self.lang, self.route, action),
            Action::Simulate(action) => self.simulate.apply(self.lang, self.catalogue.as_ref(), action),
            Action::Draft(action) => self.apply_to_draft(action),
        }
    }

    fn arrive(&mut self, route: Route) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.route == Route::Simulate && route != Route::Simulate {
            effects.extend(self.simulate.stop());
        }
        self.is_menu_open = false;
        self.route = route;
        match route {
            Route::Simulate => effects.push(Effect::Wake(Desk::Long)),
            Route::Draft => effects.extend(self.draft.arrive()),
            Route::Law if self.law.is_none() => {
                effects.push(Effect::Ask(Desk::Quick, Numbered { run: 0, body: Request::Law }));
            }
            Route::Question { .. } | Route::Review | Route::Outcome | Route::CheckStart => {
                effects.extend(self.check.arrive(self.lang, route));
            }
            Route::Home | Route::Law | Route::Lost => {}
        }
        effects
    }

    fn hear(&mut self, desk: Desk, reply: Numbered<Reply>) -> Vec<Effect> {
        match (desk, reply.body) {
            (Desk::Quick, Reply::Catalogue(catalogue)) => {
                self.check.offer(&catalogue);
                self.simulate.offer(&catalogue);
                let effects = self.draft.offer(&catalogue.draft, self.route == Route::Draft);
                self.catalogue = Some(catalogue);
                effects
            }
            (Desk::Quick, Reply::Law(law)) => {
                self.law = Some(law);
                Vec::new()
            }
            (Desk::Quick, Reply::Checked(checked)) => self.check.hear(reply.run, checked),
            (Desk::Quick, Reply::Drafted(drafted)) => {
                self.draft.hear(reply.run, drafted);
                Vec::new()
            }
            (Desk::Quick, Reply::Failed { reason, .. }) => {
                self.check.fail(reply.run, reason.clone());
                self.draft.fail(reply.run, reason);
                Vec::new()
            }
            (Desk::Long, body) => self.simulate.hear(reply.run, body),
            _ => Vec::new(),
        }
    }

    /// A draft that is to be simulated changes place; everything else stays within the draft.
    fn apply_to_draft(&mut self, action: DraftAction) -> Vec<Effect> {
        if action != DraftAction::Simulate {
            return self.draft.apply(action);
        }
        let mut effects = vec![Effect::Go(Route::Simulate)];
        effects.extend(self.simulate.run_draft(
            self.lang,
            self.catalogue.as_ref(),
            self.draft.text.clone(),
            self.draft.scenarios(),
        ));
        effects
    }
}
