//! How the columns of somebody's tables are to be read.
//!
//! Receives a mapping in TOML; hands on what it says, as written. It knows no table and no law.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::failure::Failure;
use crate::policies;

/// A mapping as it is written.
#[derive(Deserialize, Clone, Default, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Mapping {
    /// Cells that mean "not known" in every column.
    #[serde(default)]
    pub(super) missing: Vec<String>,
    /// How dates are written in every column: `dd/mm/yyyy`.
    pub(super) date: Option<String>,
    /// The table of persons.
    pub(super) persons: People,
    /// The table of households; without a file of its own its columns stand in the table of persons.
    #[serde(default)]
    pub(super) households: People,
    /// How the people were sampled; nothing if everybody is there.
    pub(super) sample: Option<Sampling>,
}

/// One table.
#[derive(Deserialize, Clone, Default, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    /// The sheet of a workbook.
    pub(super) sheet: Option<String>,
    /// The column with the name of the household.
    pub(super) household: Option<String>,
    /// The column with the name of the person.
    pub(super) person: Option<String>,
    /// Columns that are left alone.
    #[serde(default)]
    pub(super) ignore: Vec<String>,
    /// Which column holds which input.
    #[serde(default)]
    pub(super) inputs: BTreeMap<String, Wanted>,
    /// Which column holds the names of the persons to whom a link leads.
    #[serde(default)]
    pub(super) links: BTreeMap<String, String>,
}

/// Where an input comes from: a column, or more about it.
#[derive(Deserialize, Clone, Debug)]
#[serde(untagged)]
pub(super) enum Wanted {
    /// The name of the column.
    Column(String),
    /// More.
    Told(Box<Told>),
}

/// Where an input comes from.
#[derive(Deserialize, Clone, Default, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    /// The column.
    pub(super) column: Option<String>,
    /// What each code means: a value of the input, or `unknown`.
    #[serde(default)]
    pub(super) codes: BTreeMap<String, String>,
    /// More cells that mean "not known".
    #[serde(default)]
    pub(super) missing: Vec<String>,
    /// How dates are written here.
    pub(super) date: Option<String>,
    /// The column with the month, where `column` only has the year.
    pub(super) month: Option<String>,
    /// The column with the day of the month.
    pub(super) day: Option<String>,
    /// By what numbers are multiplied: `1000` for thousands.
    pub(super) times: Option<String>,
    /// Whether the cell lists the months of the year in which the answer is yes: `3|4`.
    #[serde(default)]
    pub(super) months: bool,
    /// A value taken for granted of everybody; then there is no column.
    pub(super) assume: Option<String>,
}

/// How the people were sampled.
#[derive(Deserialize, Clone, Default, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Sampling {
    /// The column with how many households each one stands for, in the table of households or else of persons.
    pub(super) weight: String,
    /// Columns with replicate weights; `rep_*` for all that begin so.
    #[serde(default)]
    pub(super) replicates: Vec<String>,
    /// By what the sum of squared differences of the replicates is multiplied, where it is not one over their number.
    pub(super) factor: Option<String>,
    /// The column with the stratum.
    pub(super) stratum: Option<String>,
    /// The column with the primary sampling unit.
    pub(super) unit: Option<String>,
}

impl Told {
    /// The columns that are read: one, or the year, the month and the day of a date.
    pub(super) fn columns(&self) -> impl Iterator<Item = &String> {
        self.column.iter().chain(&self.month).chain(&self.day)
    }
}

impl Wanted {
    /// All that is told.
    pub(super) fn told(&self) -> Told {
        match self {
            Self::Column(column) => Told { column: Some(column.clone()), ..Told::default() },
            Self::Told(told) => (**told).clone(),
        }
    }
}

/// Reads a mapping.
///
/// # Errors
/// A file that cannot be read, or is no mapping.
pub(super) fn read(path: &Path) -> Result<Mapping, Failure> {
    let (file, text) = policies::read_text(path)?;
    toml::from_str(&text).map_err(|error| {
        let line =
            error.span().and_then(|span| text.get(..span.start)).map_or(1, |before| before.matches('\n').count() + 1);
        let reason = error.message().trim();
        Failure::input(
            format!("{file} dòng {line}: không phải bảng ánh xạ: {reason}; `--mapping-template` in một mẫu"),
            format!("{file} line {line}: this is no mapping: {reason}; `--mapping-template` prints a template"),
        )
    })
}
