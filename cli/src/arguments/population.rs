//! The arguments of `population`.
//!
//! Receives the command line; hands on what is asked for. It knows no margin.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::TableFormat;

/// What the command leaves with.
pub(super) const CODES: &str =
    "A margin is set by its name, as the table gives it: --set unsupported_aged/poor_80=400. \
     A file for --margins has one such line for each margin; what follows # is left alone.

Exit codes: 0 shown; 1 a hard target is missed by more than 1 %; 2 wrong arguments, a file that cannot be read or \
     written, or margins that contradict each other.";

/// In what form people are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum PeopleFormat {
    Csv,
    Parquet,
}

/// Arguments of `population`.
#[derive(Args, Debug)]
pub(crate) struct PopulationArguments {
    /// The province, or the nation: ca-mau, ha-nam, binh-dinh, viet-nam.
    #[arg(long)]
    pub(crate) province: String,
    /// A margin and another value for it: poverty/poor=20_000. May be given several times.
    #[arg(long = "set", value_name = "NAME=VALUE")]
    pub(crate) settings: Vec<String>,
    /// A file of margins with other values.
    #[arg(long, value_name = "FILE")]
    pub(crate) margins: Option<PathBuf>,
    /// List the margins that only shape who lives with whom too; they are shown as they are used, not counted.
    #[arg(long)]
    pub(crate) all: bool,
    /// List the assumptions of projections instead, with sources and ranges; no population is made.
    #[arg(long)]
    pub(crate) assumptions: bool,
    /// Folder for the people themselves, as tables of persons and households with the mapping that reads them again.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) people: Option<PathBuf>,
    /// Form of the tables of people.
    #[arg(long, value_enum, default_value_t = PeopleFormat::Csv, requires = "people")]
    pub(crate) people_format: PeopleFormat,
    /// The year at whose end the people are looked at, for --people; by default that of the margins.
    #[arg(long, value_name = "YEAR", requires = "people")]
    pub(crate) people_year: Option<i32>,
    /// Seed of the synthetic population.
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
