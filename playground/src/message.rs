//! The plain types the page and the worker talk in.
//!
//! Both sides receive and hand on JSON of these types. They know neither the engine nor the screen: whatever the
//! engine says is already in words of both languages here, and every figure is already computed.

mod check;
mod draft;
mod law;
mod simulate;

pub use check::{
    Alternative, Answer, Category, Checked, Cited, Condition, Deciding, Finding, Kind, Outcome, Question, Truth, Value,
};
pub use draft::{Diagnostic, Drafted, Place, TestResult};
pub use law::{Article, Fate, Instrument, Part};
pub use simulate::{Cell, Chart, Column, Parameter, Province, Report, Row, RowWeight, Scenario, Setup, Stage, Table};

use serde::{Deserialize, Serialize};

/// The same words in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// A message and the run it belongs to; a newer run replaces an older one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Numbered<T> {
    /// The run.
    pub run: u32,
    /// The message.
    pub body: T,
}

/// What the page asks the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// What there is to choose from.
    Catalogue,
    /// What these answers lead to on a day.
    Check {
        /// The day, as `2026-11-22`.
        on: String,
        /// The benefits to examine, by name; all where none is named.
        benefits: Vec<String>,
        /// The answers so far, in the order they were given.
        answers: Vec<Answer>,
    },
    /// How much of the law the rules state.
    Law,
    /// What a plan costs a province.
    Simulate(Setup),
    /// What is to be said about a policy text.
    Draft {
        /// The text.
        text: String,
    },
}

/// What the worker replies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The worker is awake and listens.
    Ready,
    /// What there is to choose from.
    Catalogue(Catalogue),
    /// How much of the law the rules state: its instruments, the newest first.
    Law(Vec<Instrument>),
    /// What the answers lead to.
    Checked(Checked),
    /// How far a simulation is.
    Progress {
        /// What is being done.
        stage: Stage,
        /// Steps or persons done.
        done: u64,
        /// Steps or persons in all.
        total: u64,
    },
    /// What a plan costs a province.
    Simulated(Report),
    /// What is to be said about a policy text.
    Drafted(Drafted),
    /// The request could not be answered.
    Failed {
        /// Why.
        reason: Text,
        /// Complaints about a policy text, if that was the cause.
        diagnostics: Vec<Diagnostic>,
    },
}

/// What there is to choose from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalogue {
    /// The version of the rules, for the foot of the page.
    pub version: String,
    /// The places that can be simulated, first the one that the draft is about.
    pub provinces: Vec<Province>,
    /// The years a simulation can be of, and the one offered first.
    pub years: Vec<i32>,
    /// The year offered first.
    pub year: i32,
    /// The policy text a draft begins with.
    pub draft: String,
    /// The benefits that can be examined.
    pub benefits: Vec<Benefit>,
    /// The last day on which the rules hold a benefit; empty where they have no end.
    pub last_day: String,
}

/// A benefit that can be examined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benefit {
    /// Its name in the policy text.
    pub name: String,
    /// Its name in words.
    pub label: Text,
    /// Whether it is examined unless somebody says otherwise.
    pub is_usual: bool,
}
