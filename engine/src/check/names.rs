//! Names: what they stand for, who may see them, which is nearest.
//!
//! Receives the names of declarations; hands on two tables, of what can be found and of what is used where.
//! It knows neither the checker nor any body.

pub(super) mod naming;
pub(super) mod nearest;
pub(super) mod position;
pub(super) mod record;
pub(super) mod spelling;
pub(super) mod symbol;
pub(super) mod table;
pub(super) mod wanted;
