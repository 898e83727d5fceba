//! Synthetic populations: persons in households, column by column, raked to published margins.
//!
//! Receives settings (province, years, seed) or columns made elsewhere; hands on a population whose columns bind
//! to law inputs by name, and its calibration table. It knows no law, no plan and no result: a column states a
//! fact about a person or a household, never that somebody is paid.
//!
//! A generated population is a stationary stock as of 31 December of [`Settings::year`]. Ages and all other facts
//! hold on that day. A person of age 0 is born in the course of the year, so in earlier months the birth lies
//! ahead: whoever evaluates a month must leave out a person who is not born yet. A death (`died_this_month`) is
//! an event that raises funeral support; the place of the dead is taken by another person with the same facts,
//! so that the stock stays as it is. Everybody grows older through the year and nobody leaves: those above an age
//! are fewest in January and reach the margin on 31 December, those below an age are most in January.
//!
//! Counts of recipients come out because some counts of facts were chosen to close them (the tables say which): they
//! are met by construction and prove nothing about the guesses behind them.
//!
//! ```
//! use ansinh_engine::population::{Column, ColumnData, Entity, Population};
//!
//! let sex = Column {
//!     name: "sex".to_owned(),
//!     entity: Entity::Person,
//!     data: ColumnData::Choice { values: vec!["male".to_owned(), "female".to_owned()], codes: vec![1, 0, 1] },
//! };
//! let population = Population::new(vec![0, 2, 3], vec![sex], Vec::new()).unwrap();
//! assert_eq!((population.persons(), population.households()), (3, 2));
//! ```

mod aged;
mod calibration;
mod district;
mod fingerprint;
mod generate;
mod margins;
mod project;
mod sampling;
mod settings;
mod thin;
mod valid;

#[cfg(test)]
mod tests;

pub use aged::{Circumstance, n_aged};
pub use calibration::{Margin, Standing, calibration, margins, recipients};
pub use district::district_name;
pub use fingerprint::fingerprint;
pub use generate::{ASSUMED_NO, DERIVED, generate};
pub(crate) use project::homes_of;
pub use project::{Accounts, LEFT_ON, PathPoint, Paths, Projector, path_label};
pub use settings::{Assumption, Province, Settings};
pub use thin::thinned;
pub(crate) use thin::{chosen, persons_of, rows};

use std::fmt;

/// Persons in households, with their facts in columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Population {
    first_person: Vec<u32>,
    columns: Vec<Column>,
    relations: Vec<Relation>,
    /// From each household to persons in it, besides its members.
    of_households: Vec<Relation>,
    weight: u32,
}

/// One fact about every person or every household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name by which a law input finds the column.
    pub name: String,
    /// Whom the fact is about.
    pub entity: Entity,
    /// The facts, one a person or household.
    pub data: ColumnData,
}

/// Whom a column is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity {
    /// Every person.
    Person,
    /// Every household.
    Household,
}

/// The facts of one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnData {
    /// 1 for yes, 0 for no, all year.
    YesNo(Vec<u8>),
    /// Bit `m - 1` is set if the answer is yes in calendar month `m`.
    YesNoByMonth(Vec<u16>),
    /// One of a closed list of answers.
    Choice {
        /// The answers.
        values: Vec<String>,
        /// The place of each answer in `values`.
        codes: Vec<u8>,
    },
    /// Dates as [`crate::value::Date::packed`] packs them.
    Date(Vec<i32>),
    /// Scaled whole numbers: `value / 10^scale`.
    Number {
        /// Decimal places.
        scale: u32,
        /// The scaled values.
        values: Vec<i64>,
    },
}

/// From each person, or each household, to persons of the same household, as compressed rows:
/// person `p` relates to `targets[offsets[p]..offsets[p + 1]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The name by which a law finds the relation.
    pub name: String,
    /// Where each row's targets begin; one more entry than there are rows.
    pub offsets: Vec<u32>,
    /// The persons related to.
    pub targets: Vec<u32>,
}

impl Population {
    /// A population of given columns, checked for lengths, codes and memberships.
    ///
    /// # Errors
    ///
    /// If the household boundaries do not rise from 0, a column has not one entry a person or household, a column
    /// name repeats, a code, date or month does not exist, or a relation leaves the household.
    pub fn new(
        first_person: Vec<u32>,
        columns: Vec<Column>,
        relations: Vec<Relation>,
    ) -> Result<Self, PopulationError> {
        valid::validate(&first_person, &columns, &relations)?;
        Ok(Self { first_person, columns, relations, of_households: Vec::new(), weight: 1 })
    }

    /// The same population with relations from households to persons in them, such as the head: the rows of each are
    /// households.
    ///
    /// # Errors
    ///
    /// If a name repeats, a relation has not one row a household, or it leaves the household.
    pub fn with_relations_of_households(self, relations: Vec<Relation>) -> Result<Self, PopulationError> {
        valid::validate_of_households(&self, &relations)?;
        Ok(Self { of_households: relations, ..self })
    }

    /// The same population, each of whose persons and households stands for so many; at least one.
    #[must_use]
    pub fn weighted(self, weight: u32) -> Self {
        Self { weight: weight.max(1), ..self }
    }

    /// How many persons and households each one stands for.
    #[must_use]
    pub const fn weight(&self) -> u32 {
        self.weight
    }

    /// The number of persons.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.first_person.last().map_or(0, |&last| last as usize)
    }

    /// The number of households.
    #[must_use]
    pub fn households(&self) -> usize {
        self.first_person.len().saturating_sub(1)
    }

    /// Household boundaries: household `h` holds persons `first_person[h]..first_person[h + 1]`.
    #[must_use]
    pub fn first_person(&self) -> &[u32] {
        &self.first_person
    }

    /// All columns, persons' first.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// All relations from households to persons in them.
    #[must_use]
    pub fn relations_of_households(&self) -> &[Relation] {
        &self.of_households
    }

    /// All relations between persons.
    #[must_use]
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }
}

impl ColumnData {
    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::YesNo(values) => values.len(),
            Self::YesNoByMonth(values) => values.len(),
            Self::Choice { codes, .. } => codes.len(),
            Self::Date(values) => values.len(),
            Self::Number { values, .. } => values.len(),
        }
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Why there is no population.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PopulationError {
    /// The household boundaries do not start at 0 or do not rise.
    Households,
    /// The named column or relation has not one entry for every person or household.
    Length(String),
    /// Two columns or two relations have this name.
    Repeated(String),
    /// The named column holds a code, date or month that does not exist.
    Value(String),
    /// The named relation points outside the person's household.
    Relation(String),
    /// No margins are held for this year.
    ReferenceYear(i32),
    /// Birth dates for this year would leave the calendar.
    Year(i32),
    /// There is no margin of this name.
    Assumption(String),
    /// The margin table is malformed here.
    Table(String),
    /// The margins contradict each other: this one cannot be met.
    Unreachable(String),
}

impl fmt::Display for PopulationError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Households => write!(out, "household boundaries do not rise from 0"),
            Self::Length(name) => write!(out, "`{name}` has the wrong number of entries"),
            Self::Repeated(name) => write!(out, "`{name}` is given twice"),
            Self::Value(name) => write!(out, "`{name}` holds a value that does not exist"),
            Self::Relation(name) => write!(out, "`{name}` points outside the household"),
            Self::ReferenceYear(year) => write!(out, "no margins are held for {year}"),
            Self::Year(year) => write!(out, "no birth dates can be given for {year}"),
            Self::Assumption(name) => write!(out, "there is no margin `{name}`"),
            Self::Table(place) => write!(out, "margin table is malformed at `{place}`"),
            Self::Unreachable(margin) => write!(out, "margin `{margin}` cannot be met"),
        }
    }
}

impl std::error::Error for PopulationError {}
