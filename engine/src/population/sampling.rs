//! Drawing without floating point: a counter-based generator, exact quotas, dense lanes.
//!
//! Receives seeds, counts and weights; hands on draws that are the same on every machine. It knows nothing of
//! persons and households.

mod allot;
mod apportion;
mod draw;
mod lane;
mod rake;

pub(super) use allot::{Quota, Urn, allot};
pub(super) use apportion::{apportion, apportion_within};
pub(super) use draw::{Purpose, Stream};
pub(super) use lane::{Lane, count};
pub(super) use rake::{Constraint, rake};
