//! Types, units and literals.
//!
//! Receives what is written of them; hands on types and values, or complaints. It knows no subject.

pub(super) mod literal;
pub(super) mod percentage;
pub(super) mod remedy;
pub(super) mod unit;
pub(super) mod words;
