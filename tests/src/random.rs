//! The generator of numbers of the engine's trials, for the tests.
//!
//! Receives nothing; hands on the same type. It knows nothing of what the numbers are for.

pub use ansinh_engine::trial::Random;
