//! Changes: amendments, overlays and scenarios, and the order among them.
//!
//! Receives them as written; hands on checked changes. It applies none.

pub(super) mod changed;
pub(super) mod order;
pub(super) mod patch;
pub(super) mod twins;
