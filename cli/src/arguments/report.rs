//! The arguments of `report`.
//!
//! Receives the command line; hands on what is asked for. It knows no population.

use std::path::PathBuf;

use clap::Args;

use super::OwnDataArguments;

/// What the command leaves with.
pub(super) const CODES: &str = "Exit codes: 0 written; 1 the policies have errors, rows of the data are wrong, or a \
     file is not UTF-8 text; 2 wrong arguments, a file that cannot be read or written, or a law without a value.";

/// Arguments of `report`.
#[derive(Args, Debug)]
pub(crate) struct ReportArguments {
    /// Policy files beside the built-in ones; one that declares a built-in module replaces it. `-` is the standard input.
    pub(crate) files: Vec<PathBuf>,
    /// The province, or the nation: ca-mau, ha-nam, binh-dinh, viet-nam. With --data where everybody lives: ha_noi.
    #[arg(long, required_unless_present = "data")]
    pub(crate) province: Option<String>,
    /// The first year.
    #[arg(long, value_name = "YEAR")]
    pub(crate) from: i32,
    /// The last year: the one that is reported on.
    #[arg(long, value_name = "YEAR")]
    pub(crate) to: i32,
    /// A scenario to hold against current law; `ansinh scenarios` lists them.
    #[arg(long, value_name = "NAME")]
    pub(crate) scenario: Option<String>,
    /// Up to which day the law is known, 2026-08-01; by default the latest.
    #[arg(long, value_name = "DATE")]
    pub(crate) known_on: Option<String>,
    /// A module whose amendments for some people count too: ha_noi.base_rate. May be given several times.
    #[arg(long, value_name = "MODULE")]
    pub(crate) with: Vec<String>,
    /// A parameter and another value for it, all years: base_rate=600_000; or a margin of the population. May be given
    /// several times.
    #[arg(long = "set", value_name = "PARAM=VALUE")]
    pub(crate) settings: Vec<String>,
    /// An assumption about later years and another value for it: tfr/2025=1_500, poor=300, base_rate/2028=600_000;
    /// `ansinh population --assumptions` lists them. May be given several times.
    #[arg(long, value_name = "NAME=VALUE", conflicts_with = "data")]
    pub(crate) assume: Vec<String>,
    /// A file of assumptions with other values, one a line.
    #[arg(long, value_name = "FILE", conflicts_with = "data")]
    pub(crate) assumptions: Option<PathBuf>,
    /// Also say within which range the cost of each year lies, and on which guess it hangs most: some fifty runs on a
    /// twentieth of the people.
    #[arg(long, conflicts_with = "data")]
    pub(crate) sensitivity: bool,
    /// Further traits by which the results of the last year are broken down: residence, area, age, sex, fifth; divided
    /// by commas.
    #[arg(long, value_name = "TRAITS", value_delimiter = ',')]
    pub(crate) by: Vec<String>,
    /// Which part of those entitled claims a benefit: monthly_allowance=85%. May be given several times.
    #[arg(long, value_name = "BENEFIT=RATE")]
    pub(crate) take_up: Vec<String>,
    #[command(flatten)]
    pub(crate) own: OwnDataArguments,
    /// Seed of the synthetic population, and of the sampling error.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How many threads compute; by default one for each processor. The figures are the same.
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Folder to write: report.html, report.xlsx, report.csv and report.json, each whole or not at all.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
    /// Show no progress.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}
