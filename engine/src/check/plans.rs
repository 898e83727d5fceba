//! Plans: funds, budgets and indicators.
//!
//! Receives them as written; adds up what a document states. It measures nothing.

pub(super) mod budget;
pub(super) mod fund;
pub(super) mod indicator;
