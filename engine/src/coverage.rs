//! How much of the law is encoded, and which of its clauses the tests decide both ways.
//!
//! Receives a checked program; hands on the articles of each instrument with the rules that state them, and the clauses
//! of each instrument with what the tests made of them. It reads no file and draws nothing.

mod articles;
mod clauses;
mod decision;
mod formula;
mod reach;

pub use articles::{Encoded, LawCoverage, StatedBy, articles};
pub use clauses::{Clause, ClauseKind, clauses};
