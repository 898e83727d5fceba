//! Tests and properties that are written in the language.
//!
//! Receives them as written; hands on typed expectations and promises. It evaluates nothing.

pub(super) mod expectation;
pub(super) mod facts;
pub(super) mod property;
pub(super) mod test;
