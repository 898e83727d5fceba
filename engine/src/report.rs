//! Results as tables that a view only has to draw.
//!
//! Receives what a simulation came to and what a population was calibrated to; hands on tables with headings, units and
//! notes in both languages. Every figure that is shown is computed here, once. It knows no screen.

mod breakdown;
mod calibration;
mod funding;
mod headline;
mod indicators;
mod measures;
mod official;
mod outcome;
mod own;
mod projection;
mod ranges;
mod reproduction;
mod sensitivity;
mod years;

pub use breakdown::{breakdowns, changes, targeting};
pub use calibration::{calibration, recipients};
pub use funding::funding;
pub use headline::headline;
pub use indicators::indicators;
pub use measures::{living, overlaps};
pub use official::official;
pub use outcome::{assumed_levels, simulation};
pub use own::{Missing, Range, missing, range, sampling};
pub use projection::{assumptions, each_year, funding_by_year, people, projection, targets_by_year, without_ranges};
pub use ranges::{ranged, with_columns_of_ranges};
pub use reproduction::{Reproduced, reproductions, rise};
pub use sensitivity::sensitivity;
pub use years::{Side, added_by_year, bridge, cost_by_year, halves, pyramid, recipients_by_year, rounded};

use ansinh_grammar::{Language, Text};

use crate::lower::number_text;
use crate::value::Decimal;

/// What a column's numbers count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// People.
    People,
    /// Months in which somebody was paid; for one-off benefits, payments.
    PersonMonths,
    /// Million dong a year.
    MillionDong,
    /// Whole dong a year.
    Dong,
    /// Per cent.
    Percent,
    /// Whatever the row says.
    AsSaid,
    /// A text.
    Text,
}

impl Unit {
    /// The unit in words; nothing for texts.
    #[must_use]
    pub fn words(self) -> Text {
        match self {
            Self::People => Text::new("người", "people"),
            Self::PersonMonths => Text::new("tháng hưởng", "person-months"),
            Self::MillionDong => Text::new("triệu đồng", "million VND"),
            Self::Dong => Text::new("đồng", "VND"),
            Self::Percent => Text::same("%"),
            Self::AsSaid | Self::Text => Text::default(),
        }
    }
}

/// One cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// A number, with as many decimals as it is known to.
    Number(Decimal),
    /// A number that is a difference of two, so it may be below zero.
    Difference(Decimal),
    /// A number and the range in which it is thought to lie.
    Ranged {
        /// The number.
        number: Decimal,
        /// The lower end.
        low: Decimal,
        /// The upper end.
        high: Decimal,
    },
    /// A text.
    Text(Text),
    /// Nothing can be said.
    Empty,
}

impl Cell {
    /// A count.
    #[must_use]
    pub fn count(count: u64) -> Self {
        Self::Number(Decimal::from(count))
    }

    /// The number, whatever is known of its range; nothing in other cells.
    #[must_use]
    pub const fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) | Self::Difference(number) | Self::Ranged { number, .. } => Some(*number),
            Self::Text(_) | Self::Empty => None,
        }
    }

    /// The range in words; nothing where there is none.
    #[must_use]
    pub fn range(&self, language: Language) -> Option<String> {
        match self {
            Self::Ranged { low, high, .. } => {
                Some(format!("{} … {}", number_text(*low, language), number_text(*high, language)))
            }
            _ => None,
        }
    }

    /// The cell as a reader sees it: an empty one is a dash, never a zero.
    #[must_use]
    pub fn shown(&self, language: Language) -> String {
        match self {
            Self::Number(number) | Self::Difference(number) => number_text(*number, language),
            Self::Ranged { number, .. } => {
                format!("{} ({})", number_text(*number, language), self.range(language).unwrap_or_default())
            }
            Self::Text(text) => text.get(language).to_owned(),
            Self::Empty => "–".to_owned(),
        }
    }
}

/// The heading of a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// What it shows.
    pub label: Text,
    /// What its numbers count.
    pub unit: Unit,
}

/// What a row is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowKind {
    /// A benefit or a group, with its own total.
    Main,
    /// A part of the row above.
    Part,
    /// A grand total.
    Total,
}

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// A stable name, where it has one.
    pub name: String,
    /// What it shows.
    pub label: Text,
    /// What it is.
    pub kind: RowKind,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// A table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// A stable name.
    pub name: &'static str,
    /// What it shows.
    pub title: Text,
    /// The headings.
    pub headings: Vec<Heading>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What a reader must know about it.
    pub notes: Vec<Text>,
}

fn heading(vi: &str, en: &str, unit: Unit) -> Heading {
    Heading { label: Text::new(vi, en), unit }
}
