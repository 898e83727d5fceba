//! What the policy language means: check, lower, evaluate, simulate, report.

pub mod value;
