//! What the policy language means: check, lower, evaluate, simulate, report.

pub mod check;
pub mod hir;
pub mod lower;
pub mod plan;
pub mod population;
pub mod value;
