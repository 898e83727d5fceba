//! What the policy language means: check, lower, evaluate, simulate, report.

pub mod population;
pub mod value;
