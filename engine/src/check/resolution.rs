//! Declares names and resolves them, with the complaints.
//!
//! Receives names as written; fills the tables of `names`. It knows no types.

pub(super) mod declare;
pub(super) mod resolve;
pub(super) mod usage;
