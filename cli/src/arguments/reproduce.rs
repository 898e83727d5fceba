//! The arguments of `reproduce`.
//!
//! Receives the command line; hands on what is asked for. It knows no figure.

use std::path::PathBuf;

use clap::Args;

use super::TableFormat;

/// What the command leaves with.
pub(super) const CODES: &str = "Exit codes: 0 shown; 2 wrong arguments, or a file that cannot be written.";

/// Arguments of `reproduce`.
#[derive(Args, Debug)]
pub(crate) struct ReproduceArguments {
    /// Seed of the synthetic populations.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How many threads compute; by default one for each processor. The figures are the same.
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Form of the table.
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    pub(crate) format: TableFormat,
    /// File to write; it appears whole or not at all. By default the standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Show no progress.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}
