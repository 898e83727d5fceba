//! Declares names and resolves them, with the complaints.
//!
//! Receives names as written; fills the tables of `names`. It knows no bodies.

pub(super) mod declare;
pub(super) mod meant;
pub(super) mod resolve;
pub(super) mod unknown;
pub(super) mod unseen;
pub(super) mod usage;
