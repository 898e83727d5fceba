//! What goes round in circles: definitions that need themselves, exceptions that override themselves.
//!
//! Receives the filled program; hands on complaints. It evaluates nothing.

pub(super) mod cycle;
pub(super) mod overrides;
