//! The one place where the page meets the engine.
//!
//! Receives requests of the page; hands on replies. It runs inside the worker, and natively in tests. It turns what
//! the engine says into the plain types of `message`, and neither adds a figure nor takes one away.

mod catalogue;
mod coverage;
mod drafting;
mod findings;
mod law;
mod questionnaire;
mod questions;
mod simulation;
mod tables;

use ansinh_grammar::Text;

use crate::message::{self, Reply, Request, Stage};

/// Answers a request, telling how far a long one is.
pub fn answer(request: Request, progress: &mut dyn FnMut(Stage, u64, u64)) -> Reply {
    match request {
        Request::Catalogue => catalogue::reply(),
        Request::Law => coverage::reply(),
        Request::Check { on, benefits, answers } => questionnaire::reply(&on, &benefits, &answers),
        Request::Simulate(setup) => simulation::reply(&setup, progress),
        Request::Draft { text } => drafting::reply(&text),
    }
}

/// The engine's words as the page's.
fn words(text: &Text) -> message::Text {
    message::Text { vi: text.vi.clone(), en: text.en.clone() }
}

/// A refusal in words.
fn failed(vi: impl Into<String>, en: impl Into<String>) -> Reply {
    Reply::Failed { reason: message::Text { vi: vi.into(), en: en.into() }, diagnostics: Vec::new() }
}
