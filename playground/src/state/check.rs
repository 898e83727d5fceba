//! The questionnaire: who is checked, the answers so far, and what they lead to.
//!
//! Receives actions and the replies of the worker; hands on effects. It knows the order of pages, and not one
//! question: those come from the worker, one at a time.

use serde::{Deserialize, Serialize};

use crate::entry::{self, Entry, Fault, Problem};
use crate::message::{Answer, Benefit, Catalogue, Checked, Numbered, Question, Request, Text, Value};
use crate::route::Route;
use crate::state::{Desk, Effect, HEADING, Shelf};
use crate::words::Lang;

/// The control that gets the focus when something is wrong.
pub(crate) const SUMMARY: &str = "problem-summary";

/// For whom the check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Whom {
    /// The person at the screen.
    Me,
    /// A relative.
    Relative,
    /// A resident whom an official helps.
    Resident,
}

/// The state of the questionnaire.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CheckState {
    /// Today, as the clock of the browser says.
    today: String,
    pub(crate) whom: Option<Whom>,
    /// The benefits there are; empty until the worker has told.
    pub(crate) benefits: Vec<Benefit>,
    /// The names of those to examine.
    pub(crate) wanted: Vec<String>,
    /// The last day on which the rules hold a benefit; empty where they have no end.
    pub(crate) last_day: String,
    /// The day whose law is asked for; empty until the check has begun.
    pub(crate) on: String,
    pub(crate) answers: Vec<Answer>,
    pub(crate) checked: Option<Checked>,
    pub(crate) entry: Entry,
    pub(crate) problems: Vec<Problem>,
    pub(crate) is_waiting: bool,
    pub(crate) failure: Option<Text>,
    run: u32,
    /// Where the person is when the reply comes; from there the way goes on.
    leaving: Option<Route>,
}

/// What survives a reload of the tab.
#[derive(Serialize, Deserialize)]
struct Kept {
    whom: Whom,
    on: String,
    wanted: Vec<String>,
    answers: Vec<Answer>,
}

/// What can happen in the questionnaire.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum CheckAction {
    /// For whom the check is.
    Chose(Whom),
    /// A benefit is to be examined, or no longer.
    Toggled(String),
    /// A control changed.
    Typed(String, String),
    /// One more related person.
    AddPerson,
    /// One related person fewer.
    RemovePerson(usize),
    /// The check begins.
    Begin,
    /// The check goes on where it was left.
    Resume,
    /// The answer in the form is given.
    Submit,
    /// The person does not know.
    DontKnow,
    /// All answers are thrown away.
    Wipe,
    /// The result is printed.
    Print,
}

impl CheckState {
    /// The questionnaire of a page just opened.
    pub(crate) fn begin(lang: Lang, today: &str, kept: Option<&str>) -> Self {
        let mut state = Self { today: today.to_owned(), ..Self::default() };
        if let Some(kept) = kept.and_then(|text| serde_json::from_str::<Kept>(text).ok()) {
            state.whom = Some(kept.whom);
            state.on = kept.on;
            state.wanted = kept.wanted;
            state.answers = kept.answers;
        }
        state.arrive(lang, Route::CheckStart);
        state
    }

    /// What the rules offer. By default the usual benefits are examined. What a person has
    /// already chosen or typed stays.
    pub(crate) fn offer(&mut self, catalogue: &Catalogue) {
        let mut untouched = Entry::default();
        untouched.set_date("", &self.first_choice());
        self.benefits.clone_from(&catalogue.benefits);
        self.last_day.clone_from(&catalogue.last_day);
        if self.has_begun() {
            return;
        }
        self.want_usual();
        if self.entry == untouched {
            self.entry.set_date("", &self.first_choice());
        }
    }

    fn want_usual(&mut self) {
        let usual = self.benefits.iter().filter(|benefit| benefit.is_usual);
        self.wanted = usual.map(|benefit| benefit.name.clone()).collect();
    }

    /// Whether today lies behind the rules that were written down.
    pub(crate) fn is_out_of_date(&self) -> bool {
        !self.last_day.is_empty() && self.last_day < self.today
    }

    /// The day offered at first: today, or the last day of the rules if that is earlier.
    fn first_choice(&self) -> String {
        if self.is_out_of_date() { self.last_day.clone() } else { self.today.clone() }
    }

    /// Asks again what answers kept from before lead to.
    pub(crate) fn resume(&mut self) -> Vec<Effect> {
        if self.has_begun() { vec![self.ask()] } else { Vec::new() }
    }

    /// Whether there is a check to go on with.
    pub(crate) const fn has_begun(&self) -> bool {
        !self.on.is_empty()
    }

    /// The question with this number, if it has been reached.
    pub(crate) fn question(&self, number: usize) -> Option<&Question> {
        let idx = number.checked_sub(1)?;
        match self.answers.get(idx) {
            Some(answer) => Some(&answer.question),
            None if idx == self.answers.len() => self.checked.as_ref()?.next.as_ref(),
            None => None,
        }
    }

    /// Prepares a page of the questionnaire, or sends to the start who has not begun.
    pub(crate) fn arrive(&mut self, lang: Lang, route: Route) -> Vec<Effect> {
        self.problems.clear();
        self.entry = Entry::default();
        match route {
            Route::CheckStart => {
                let on = if self.on.is_empty() { &self.today } else { &self.on };
                self.entry.set_date("", &on.clone());
            }
            Route::Question { .. } | Route::Review | Route::Outcome if !self.has_begun() => {
                return vec![Effect::Replace(Route::CheckStart)];
            }
            Route::Question { number, .. } => return self.arrive_at_question(lang, number),
            _ => {}
        }
        Vec::new()
    }

    fn arrive_at_question(&mut self, lang: Lang, number: usize) -> Vec<Effect> {
        if let Some(answer) = number.checked_sub(1).and_then(|idx| self.answers.get(idx)) {
            self.entry = Entry::of(lang, &answer.question, &answer.value);
            return Vec::new();
        }
        let is_next = number == self.answers.len() + 1;
        let is_open = self.checked.as_ref().is_none_or(|checked| checked.next.is_some());
        if is_next && is_open { Vec::new() } else { vec![Effect::Replace(Route::Review)] }
    }

    /// Applies an action.
    pub(crate) fn apply(&mut self, lang: Lang, route: Route, action: CheckAction) -> Vec<Effect> {
        match action {
            CheckAction::Chose(whom) => self.whom = Some(whom),
            CheckAction::Toggled(name) => self.toggle(name),
            CheckAction::Typed(field, text) => self.entry.set(&field, text),
            CheckAction::AddPerson => {
                self.entry.people += 1;
                return vec![Effect::Focus(format!("person-{}", self.entry.people))];
            }
            CheckAction::RemovePerson(idx) => {
                self.entry.remove_person(idx);
                self.problems.clear();
                return vec![Effect::Focus("add-person".to_owned())];
            }
            CheckAction::Begin => return self.start(),
            CheckAction::Resume => return vec![Effect::Go(self.frontier())],
            CheckAction::Submit => return self.submit(lang, route),
            CheckAction::DontKnow => return self.answer(route, Value::Unknown),
            CheckAction::Wipe => return self.wipe(),
            CheckAction::Print => return vec![Effect::Print],
        }
        Vec::new()
    }

    fn toggle(&mut self, name: String) {
        match self.wanted.iter().position(|wanted| *wanted == name) {
            Some(idx) => {
                self.wanted.remove(idx);
            }
            None => self.wanted.push(name),
        }
    }

    fn start(&mut self) -> Vec<Effect> {
        self.problems.clear();
        if self.whom.is_none() {
            self.problems.push(Problem { field: "whom".to_owned(), fault: Fault::Whom });
        }
        if self.wanted.is_empty() {
            self.problems.push(Problem { field: "benefit".to_owned(), fault: Fault::NoBenefit });
        }
        let on = entry::read_date("", &self.entry).map_err(|problem| self.problems.push(problem));
        let (Ok(on), true) = (on, self.problems.is_empty()) else {
            return vec![Effect::Focus(SUMMARY.to_owned())];
        };
        self.answers.clear();
        self.checked = None;
        self.on = on;
        self.leaving = Some(Route::CheckStart);
        vec![self.keep(), self.ask()]
    }

    fn submit(&mut self, lang: Lang, route: Route) -> Vec<Effect> {
        let Route::Question { number, .. } = route else {
            return Vec::new();
        };
        let Some(question) = self.question(number) else {
            return Vec::new();
        };
        match entry::read(lang, question, &self.entry) {
            Ok(value) => self.answer(route, value),
            Err(problems) => {
                self.problems = problems;
                vec![Effect::Focus(SUMMARY.to_owned())]
            }
        }
    }

    /// Invariant (no-double-answer): while a reply is awaited no answer is taken, so two quick presses count as one.
    fn answer(&mut self, route: Route, value: Value) -> Vec<Effect> {
        let Route::Question { number, .. } = route else {
            return Vec::new();
        };
        let Some(question) = self.question(number).cloned() else {
            return Vec::new();
        };
        if self.is_waiting {
            return Vec::new();
        }
        let answer = Answer { question, value };
        match self.answers.get_mut(number - 1) {
            Some(place) => *place = answer,
            None => self.answers.push(answer),
        }
        self.leaving = Some(route);
        vec![self.keep(), self.ask()]
    }

    /// What the rules offer stays, everything a person gave goes.
    fn wipe(&mut self) -> Vec<Effect> {
        let old = std::mem::take(self);
        self.today = old.today;
        self.benefits = old.benefits;
        self.last_day = old.last_day;
        self.run = old.run + 2;
        self.want_usual();
        self.entry.set_date("", &self.first_choice());
        vec![Effect::Drop(Shelf::Answers), Effect::Go(Route::CheckStart), Effect::Focus(HEADING.to_owned())]
    }

    /// What the worker found; the way goes on from where the person is.
    pub(crate) fn hear(&mut self, run: u32, checked: Checked) -> Vec<Effect> {
        if run != self.run {
            return Vec::new();
        }
        self.is_waiting = false;
        self.failure = None;
        self.checked = Some(checked);
        match self.leaving.take() {
            Some(from) => vec![Effect::Go(self.after(from))],
            None => Vec::new(),
        }
    }

    /// The worker could not answer.
    pub(crate) fn fail(&mut self, run: u32, reason: Text) {
        if run == self.run {
            self.is_waiting = false;
            self.failure = Some(reason);
        }
    }

    fn after(&self, from: Route) -> Route {
        match from {
            Route::Question { number, is_revision: false } if number < self.answers.len() => {
                Route::Question { number: number + 1, is_revision: false }
            }
            _ => self.frontier(),
        }
    }

    /// The first question without an answer, or the answers if there is none.
    fn frontier(&self) -> Route {
        match &self.checked {
            Some(Checked { next: None, .. }) => Route::Review,
            _ => Route::Question { number: self.answers.len() + 1, is_revision: false },
        }
    }

    fn ask(&mut self) -> Effect {
        // Even runs are the questionnaire's, odd ones the draft's: they share a worker.
        self.run += 2;
        self.is_waiting = true;
        let body = Request::Check { on: self.on.clone(), benefits: self.wanted.clone(), answers: self.answers.clone() };
        Effect::Ask(Desk::Quick, Numbered { run: self.run, body })
    }

    fn keep(&self) -> Effect {
        let kept = Kept {
            whom: self.whom.unwrap_or(Whom::Me),
            on: self.on.clone(),
            wanted: self.wanted.clone(),
            answers: self.answers.clone(),
        };
        match serde_json::to_string(&kept) {
            Ok(text) => Effect::Keep(Shelf::Answers, text),
            Err(_) => Effect::Drop(Shelf::Answers),
        }
    }
}

#[cfg(test)]
mod tests;
