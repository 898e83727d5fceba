//! The arguments of `simulate`.
//!
//! Receives the command line; hands on what is asked for. It knows no law.

use std::path::PathBuf;

use clap::Args;

use super::{OwnDataArguments, ProjectionArguments, TableFormat};

/// Arguments of `simulate`.
#[derive(Args, Debug)]
pub(crate) struct SimulateArguments {
    /// Policy files beside the built-in ones; one that declares a built-in module replaces it. `-` is the standard input.
    pub(crate) files: Vec<PathBuf>,
    /// The province, or the nation: ca-mau, ha-nam, binh-dinh, viet-nam. With --data where everybody lives: ha_noi.
    #[arg(long, required_unless_present_any = ["data", "mapping_template"])]
    pub(crate) province: Option<String>,
    /// The year to simulate.
    #[arg(long, required_unless_present_any = ["from", "check", "mapping_template"])]
    pub(crate) year: Option<i32>,
    #[command(flatten)]
    pub(crate) projection: ProjectionArguments,
    #[command(flatten)]
    pub(crate) own: OwnDataArguments,
    /// Print a mapping to begin with.
    #[arg(long, conflicts_with = "data")]
    pub(crate) mapping_template: bool,
    /// Only look whether the data are right, and what is not known.
    #[arg(long, requires = "data")]
    pub(crate) check: bool,
    /// A scenario to hold against current law; `ansinh scenarios` lists them.
    #[arg(long, value_name = "NAME")]
    pub(crate) scenario: Option<String>,
    /// Up to which day the law is known, 2026-08-01; by default the latest.
    #[arg(long, value_name = "DATE")]
    pub(crate) known_on: Option<String>,
    /// A module whose amendments for some people count too: ha_noi.base_rate. May be given several times.
    #[arg(long, value_name = "MODULE")]
    pub(crate) with: Vec<String>,
    /// A parameter and another value for it, all year: base_rate=600_000; or a margin of the population:
    /// unsupported_aged/poor_80=400. May be given several times.
    #[arg(long = "set", value_name = "PARAM=VALUE")]
    pub(crate) settings: Vec<String>,
    /// A file of margins with other values, as `ansinh population` takes it.
    #[arg(long, value_name = "FILE")]
    pub(crate) margins: Option<PathBuf>,
    /// Also break the results down: district, residence, area, age, sex, poverty, fifth; divided by commas.
    #[arg(long, value_name = "TRAITS", value_delimiter = ',')]
    pub(crate) by: Vec<String>,
    /// Also measure poverty, inequality, targeting, winners and losers, and categories that overlap.
    #[arg(long)]
    pub(crate) measures: bool,
    /// Which part of those entitled claims a benefit: monthly_allowance=85%. May be given several times.
    #[arg(long, value_name = "BENEFIT=RATE")]
    pub(crate) take_up: Vec<String>,
    /// Seed of the synthetic population, and of who claims.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How many threads compute; by default one for each processor. The figures are the same.
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Form of the tables.
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    pub(crate) format: TableFormat,
    /// File to write; it appears whole or not at all. By default the standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Also show how far the population meets its published margins.
    #[arg(long)]
    pub(crate) calibration: bool,
    /// Show no progress.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}
