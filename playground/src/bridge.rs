//! The one place where the page meets the engine.
//!
//! Receives requests of the page; hands on replies. It runs inside the worker, and natively in tests. It turns what
//! the engine says into the plain types of `message`, and neither adds a figure nor takes one away.

use crate::fixture;
use crate::message::{Reply, Request};

/// Answers a request, telling how far a long one is.
pub fn answer(request: Request, progress: &mut dyn FnMut(u64, u64)) -> Reply {
    match request {
        Request::Catalogue => Reply::Catalogue(fixture::catalogue()),
        Request::Check { answers, .. } => Reply::Checked(fixture::check(&answers)),
        Request::Simulate(setup) => fixture::simulate(&setup, progress),
        Request::Draft { text } => Reply::Drafted(fixture::draft(&text)),
    }
}
