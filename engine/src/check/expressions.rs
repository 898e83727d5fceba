//! Expressions: names, subjects, types and units.
//!
//! Receives tree expressions in a context; hands on typed expressions or complaints. It knows no day.

pub(super) mod comparison;
pub(super) mod constant;
pub(super) mod expression;
pub(super) mod law;
pub(super) mod member;
pub(super) mod operation;
pub(super) mod optional;
pub(super) mod path;
pub(super) mod typed;
