//! The arguments of `assess`.
//!
//! Receives the command line; hands on what is asked for. It opens no file.

use std::path::PathBuf;

use clap::Args;

use super::TableFormat;

/// Arguments of `assess`.
#[derive(Args, Debug)]
pub(crate) struct AssessArguments {
    /// The facts of one household, as JSON. `-` is the standard input.
    #[arg(required_unless_present_any = ["facts", "columns", "template"], conflicts_with = "facts")]
    pub(crate) case: Option<PathBuf>,
    /// Instead: a table of many persons, as CSV, one row each. `-` is the standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub(crate) facts: Option<PathBuf>,
    /// Instead: list every column that the tables may have, with what may stand there and who asks for it.
    #[arg(long, conflicts_with_all = ["case", "facts", "template", "months", "decision"])]
    pub(crate) columns: bool,
    /// Instead: write both tables with nothing but the names of their columns into this folder.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["case", "facts", "months", "decision", "format", "on"])]
    pub(crate) template: Option<PathBuf>,
    /// The table of their households, as CSV.
    #[arg(long, value_name = "FILE", requires = "facts")]
    pub(crate) households: Option<PathBuf>,
    /// The province that everybody lives in: ha_noi. What it adds to the law counts.
    #[arg(long, value_name = "PROVINCE", conflicts_with_all = ["columns", "template"])]
    pub(crate) province: Option<String>,
    /// What is taken to be so of everybody of whom the tables do not say it: in_facility=no. The results say it too. May be
    /// given several times.
    #[arg(long, value_name = "FACT=VALUE", requires = "facts")]
    pub(crate) assume: Vec<String>,
    /// File for the table of results; it appears whole or not at all. By default the standard output.
    #[arg(long, value_name = "FILE", requires = "facts")]
    pub(crate) out: Option<PathBuf>,
    /// How many threads work on a table; by default one for each processor. The results are the same.
    #[arg(long, value_name = "N", requires = "facts")]
    pub(crate) threads: Option<usize>,
    /// Show no progress.
    #[arg(long, short, requires = "facts")]
    pub(crate) quiet: bool,
    /// Day of assessment, 2024-07-01; by default the one in the file. A table needs it, or months.
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// A scenario instead of current law; `ansinh scenarios` lists them.
    #[arg(long, value_name = "NAME")]
    pub(crate) scenario: Option<String>,
    /// Up to which day the law is known, 2026-08-01; by default the one in the file, else the latest.
    #[arg(long, value_name = "DATE")]
    pub(crate) known_on: Option<String>,
    /// A module whose amendments for some people count too: ha_noi.base_rate. May be given several times.
    #[arg(long, value_name = "MODULE")]
    pub(crate) with: Vec<String>,
    /// Also show which of these months are paid, 2024-01..2025-12; by default those in the file. Of a table: one row for each
    /// person and month, in place of a day.
    #[arg(long, value_name = "MONTHS")]
    pub(crate) months: Option<String>,
    /// Day of the decision; without it, it is taken to fall in the first month entitled.
    #[arg(long, value_name = "DATE")]
    pub(crate) decision: Option<String>,
    /// Form of what is printed; csv for columns only.
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    pub(crate) format: TableFormat,
}
