//! Rules: parameters, definitions, tables and benefits, with their clauses.
//!
//! Receives the trees; fills in their bodies. It knows no change of them.

pub(super) mod benefit;
pub(super) mod clause;
pub(super) mod combination;
pub(super) mod exception;
pub(super) mod presence;
pub(super) mod tail;
