//! A population, column by column.
//!
//! Receives a plan and a population; binds them to a list of instructions on typed registers, and runs these block by
//! block of households. Numbers are scaled whole numbers whose bounds the plan has proven. It remembers no reasons.

mod bind;
mod each;
mod error;
mod kernel;
mod machine;
mod operation;
mod register;
mod related;

pub use error::VectorError;
pub use machine::{Block, Machine, blocks};
pub use register::Scratch;
