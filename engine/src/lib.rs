//! What the policy language means: check, lower, evaluate, simulate, report.

pub mod check;
pub mod explain;
pub mod hir;
pub mod lower;
pub mod plan;
pub mod population;
pub mod report;
pub mod simulate;
pub mod trial;
pub mod value;
pub mod vector;
