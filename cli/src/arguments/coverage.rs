//! The arguments of `coverage`.
//!
//! Data only. It knows no policy.

use std::path::PathBuf;

use clap::Args;

use super::Format;

/// What the exit codes mean.
pub(super) const CODES: &str = "An article is encoded if a rule cites it; the others are what the instrument says of \
     them. A clause is decided by a test if the answer of its rule would be other without it.

Exit codes: 0 fine; 1 an instrument of --require has an article that is not accounted for, or with --rules a clause \
     that no test decides both ways, or the policies have errors; 2 wrong arguments or a file that cannot be read.";

/// Arguments of `coverage`.
#[derive(Args, Debug)]
pub(crate) struct CoverageArguments {
    /// Policy files; one that declares a built-in module replaces it. `-` is the standard input.
    pub(crate) files: Vec<PathBuf>,
    /// The clauses that no test decides both ways, instead of the articles.
    #[arg(long)]
    pub(crate) rules: bool,
    /// Every open reading with its default, and every departure from a published answer, instead of the articles.
    #[arg(long, conflicts_with_all = ["rules", "instrument", "require"])]
    pub(crate) readings: bool,
    /// Only this instrument, by its number or its name: 20/2021. May be given several times.
    #[arg(long, value_name = "INSTRUMENT")]
    pub(crate) instrument: Vec<String>,
    /// Leave with code 1 unless this instrument is covered whole. May be given several times.
    #[arg(long, value_name = "INSTRUMENT")]
    pub(crate) require: Vec<String>,
    /// Form of what is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}
