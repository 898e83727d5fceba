//! A population, column by column.
//!
//! Receives a plan and a population; binds them to a list of instructions on typed registers, and runs these block by
//! block of households. Numbers are scaled whole numbers whose bounds the plan has proven. It remembers no reasons.

mod bind;
mod binder;
mod block;
mod cases;
mod closure;
mod condense;
mod count;
mod distinct;
mod each;
mod error;
mod flow;
mod formula;
mod input;
mod instruction;
mod kernel;
mod kinds;
mod machine;
mod operation;
mod partition;
mod register;
mod related;

pub use block::{Block, blocks};
pub(crate) use condense::{Condensed, Look, Told, condense};
pub(crate) use distinct::{Distinct, Sheet};
pub use error::VectorError;
pub use machine::Machine;
pub use register::Scratch;
