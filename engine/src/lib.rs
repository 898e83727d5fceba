//! What the policy language means: check, lower, evaluate, simulate, report.
//!
//! Receives policy texts, facts and populations; hands on findings, costs and tables, each with its reasons.
//! It opens no file, asks no clock, reads no environment, and draws no number without a seed.

pub mod analyse;
pub mod calendar;
pub mod catalogue;
pub mod check;
pub mod codes;
pub mod coverage;
pub mod editor;
pub mod explain;
pub mod hir;
pub mod lower;
pub mod measures;
pub mod plan;
pub mod population;
pub mod provenance;
pub mod report;
pub mod simulate;
pub mod translate;
pub mod trial;
pub mod value;
pub mod vector;
