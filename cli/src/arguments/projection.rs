//! The arguments of several years in a row.
//!
//! Receives the command line; hands on what is asked for. It knows no assumption.

use std::path::PathBuf;

use clap::Args;

/// Which years, and what is assumed about them.
#[derive(Args, Debug)]
pub(crate) struct ProjectionArguments {
    /// The first of several years: people grow older, are born, die and move. 2015 at the earliest.
    #[arg(long, value_name = "YEAR", requires = "to", conflicts_with = "year")]
    pub(crate) from: Option<i32>,
    /// The last of several years. 2035 at the latest.
    #[arg(long, value_name = "YEAR", requires = "from")]
    pub(crate) to: Option<i32>,
    /// An assumption about later years and another value for it: tfr/2025=1_500, poor=300, base_rate/2028=600_000;
    /// `ansinh population --assumptions` lists them. May be given several times.
    #[arg(long, value_name = "NAME=VALUE", requires = "from")]
    pub(crate) assume: Vec<String>,
    /// A file of assumptions with other values, one a line.
    #[arg(long, value_name = "FILE", requires = "from")]
    pub(crate) assumptions: Option<PathBuf>,
    /// Also say within which range each figure lies, and on which guess the cost hangs most: some fifty runs on a
    /// twentieth of the people.
    #[arg(long, requires = "from")]
    pub(crate) sensitivity: bool,
}
