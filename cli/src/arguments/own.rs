//! The arguments for somebody's own data.
//!
//! Receives the command line; hands on what is asked for. It opens no file.

use std::path::PathBuf;

use clap::Args;

/// Own data instead of a synthetic population.
#[derive(Args, Debug)]
pub(crate) struct OwnDataArguments {
    /// Instead of a synthetic population: a table of persons, as CSV, Parquet or XLSX.
    #[arg(long, value_name = "FILE", requires = "mapping")]
    pub(crate) data: Option<PathBuf>,
    /// The table of their households; without it, its columns stand in the table of persons.
    #[arg(long, value_name = "FILE", requires = "data")]
    pub(crate) households: Option<PathBuf>,
    /// Which column is which fact, and what its codes mean, as TOML.
    #[arg(long, value_name = "FILE", requires = "data")]
    pub(crate) mapping: Option<PathBuf>,
    /// File for all that is wrong with the rows, as CSV.
    #[arg(long, value_name = "FILE", requires = "data")]
    pub(crate) rejects: Option<PathBuf>,
    /// How many wrong rows are shown; the counts and --rejects know them all.
    #[arg(long, value_name = "N", default_value_t = 50, requires = "data")]
    pub(crate) most: usize,
    /// How often households are drawn again for the sampling error, where the weights have no replicates.
    #[arg(long, value_name = "N", default_value_t = 200, requires = "data")]
    pub(crate) samples: u32,
}
