//! What is said about a province: plans, settings, tables and their charts.
//!
//! Plain data: every figure is already computed, as a plain decimal. It knows neither the engine nor the screen.

use serde::{Deserialize, Serialize};

use super::Text;

/// A place that can be simulated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Province {
    /// Its code.
    pub code: String,
    /// Its name in words.
    pub name: Text,
    /// Its name as it stands within a sentence.
    pub within: Text,
    /// Its plans; none where current law alone can be simulated.
    pub scenarios: Vec<Scenario>,
}

/// A plan that can be simulated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Its name in the policy text.
    pub name: String,
    /// Its name in words.
    pub label: Text,
    /// What it changes, in a sentence.
    pub summary: Text,
    /// The parameters a person may set.
    pub parameters: Vec<Parameter>,
}

/// A number a person may set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name in the policy text.
    pub name: String,
    /// Its name in words.
    pub label: Text,
    /// Its unit in words.
    pub unit: Text,
    /// What it is in each year unless it is set, in words; empty words where it is nothing yet.
    pub by_year: Vec<(i32, Text)>,
}

/// What a simulation is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// The place, by its code.
    pub province: String,
    /// The year.
    pub year: i32,
    /// The plan.
    pub scenario: String,
    /// The parameter a person set, and its value.
    pub setting: Option<(String, String)>,
    /// A policy text that takes the place of the plan's own.
    pub policy_text: Option<String>,
    /// The number the synthetic population is drawn from.
    pub seed: u64,
}

/// What a simulation is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Making the population, step by step.
    Population,
    /// Applying the law, person by person.
    Law,
}

/// What a plan costs a province.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The finding in one sentence.
    pub headline: Text,
    /// What the figures are of: place, persons, households, seed.
    pub basis: Text,
    /// The tables, in the order they are shown.
    pub tables: Vec<Table>,
    /// What must not be concluded from them.
    pub cautions: Vec<Text>,
}

/// A table of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Its name for the page: `people`, `spending`, `calibration`, …
    pub name: String,
    /// Its title, which states the finding.
    pub title: Text,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The charts of it.
    pub charts: Vec<Chart>,
    /// What a reader must know about it.
    pub notes: Vec<Text>,
}

/// A chart that compares two columns of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// Its title.
    pub title: Text,
    /// The unit of both columns in words.
    pub unit: Text,
    /// What the two columns are called.
    pub names: (Text, Text),
    /// The columns, by position.
    pub columns: (usize, usize),
    /// The rows it shows, by position.
    pub rows: Vec<usize>,
}

/// What a row of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowWeight {
    /// A row of its own.
    Main,
    /// A part of the row above.
    Part,
    /// The sum of all.
    Total,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its title.
    pub title: Text,
    /// Its unit in words; empty where there is none.
    pub unit: Text,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// One cell for each column.
    pub cells: Vec<Cell>,
    /// What it is.
    pub weight: RowWeight,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Words.
    Words(Text),
    /// A plain decimal.
    Number(String),
    /// A plain decimal that is a difference, shown with its sign.
    Difference(String),
    /// Nothing is known here.
    Empty,
}
