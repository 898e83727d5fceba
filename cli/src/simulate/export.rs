//! Tables for programs and spreadsheets.
//!
//! Receives the engine's tables; hands on JSON in both languages, or CSV in one. Numbers are exact: as texts in
//! JSON, with a decimal point and no groups in CSV.

use ansinh_engine::hir::{Program, Type};
use ansinh_engine::lower::parameter_named;
use ansinh_engine::population;
use ansinh_engine::report::{Cell, Heading, Row, RowKind, Table, Unit, headline};
use ansinh_engine::value::Value;
use ansinh_grammar::Text;
use serde::Serialize;

use super::Simulated;
use crate::plain::{Both, all};
use crate::view::View;

/// A simulation and of what it is one.
#[derive(Serialize)]
pub(super) struct Exported {
    is_synthetic: bool,
    province: &'static str,
    year: i32,
    reference_year: i32,
    seed: String,
    fingerprint: String,
    weight: u32,
    persons: u64,
    households: u64,
    scenario: Option<Scenario>,
    settings: Vec<Setting>,
    headline: Both,
    notes: Vec<Both>,
    tables: Vec<PlainTable>,
}

/// Tables about a population.
#[derive(Serialize)]
pub(crate) struct Tables {
    is_synthetic: bool,
    province: &'static str,
    reference_year: i32,
    seed: String,
    weight: u32,
    settings: Vec<Setting>,
    notes: Vec<Both>,
    tables: Vec<PlainTable>,
}

impl Tables {
    /// Tables with what they are of.
    pub(crate) fn of(made_for: &population::Settings, notes: &[Text], tables: &[Table]) -> Self {
        Self {
            is_synthetic: true,
            province: made_for.province.code(),
            reference_year: made_for.reference_year,
            seed: made_for.seed.to_string(),
            weight: made_for.province.weight(),
            settings: made_for.assumptions.iter().map(Setting::of_margin).collect(),
            notes: all(notes),
            tables: tables.iter().map(plain_table).collect(),
        }
    }
}

#[derive(Serialize)]
struct Scenario {
    name: Option<String>,
    label: Both,
}

#[derive(Serialize)]
struct Setting {
    parameter: String,
    value: String,
}

impl Setting {
    fn of_margin(assumption: &population::Assumption) -> Self {
        Self { parameter: assumption.name.clone(), value: assumption.value.to_string() }
    }
}

#[derive(Serialize)]
pub(crate) struct PlainTable {
    name: &'static str,
    title: Both,
    headings: Vec<PlainHeading>,
    rows: Vec<PlainRow>,
    notes: Vec<Both>,
}

#[derive(Serialize)]
struct PlainHeading {
    label: Both,
    unit: &'static str,
}

#[derive(Serialize)]
struct PlainRow {
    name: String,
    label: Both,
    kind: &'static str,
    /// A text with the exact number, a text in both languages, or nothing.
    cells: Vec<PlainCell>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum PlainCell {
    Number(String),
    Ranged { number: String, low: String, high: String },
    Text(Both),
    Empty,
}

/// A value that was set by hand, as `--set` takes it: a number as digits, yes or no, a day, the name in a list.
fn plain_value(program: &Program, name: &str, value: Value) -> String {
    let parameter = parameter_named(program, name).one().and_then(|id| program.parameters.get(id.0));
    match value {
        Value::YesNo(value) => if value { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Choice(position) => match parameter.map(|parameter| parameter.value_type) {
            Some(Type::Choice(id)) => {
                let values = program.enumerations.get(id.0).map_or(&[][..], |found| &found.values);
                values.get(usize::from(position)).map_or_else(String::new, |value| value.name.clone())
            }
            _ => String::new(),
        },
        Value::Absent => String::new(),
    }
}

impl Exported {
    /// Everything that came of a simulation.
    pub(super) fn of(simulated: &Simulated, program: &Program) -> Self {
        let (made_for, settings, outcome) = (&simulated.population, &simulated.settings, &simulated.outcome);
        let setting = |(name, value): &(String, Value)| Setting {
            parameter: name.clone(),
            value: plain_value(program, name, *value),
        };
        let scenario = |label| Scenario { name: settings.scenario.clone(), label: Both::from(label) };
        Self {
            is_synthetic: true,
            province: made_for.province.code(),
            year: made_for.year,
            reference_year: made_for.reference_year,
            // As a text: programs that read JSON may keep no more than 53 bits of a number.
            seed: made_for.seed.to_string(),
            fingerprint: format!("{:016x}", simulated.fingerprint),
            weight: made_for.province.weight(),
            persons: outcome.persons,
            households: outcome.households,
            scenario: outcome.scenario.as_ref().map(scenario),
            settings: settings
                .settings
                .iter()
                .map(setting)
                .chain(made_for.assumptions.iter().map(Setting::of_margin))
                .collect(),
            headline: Both::from(&headline(outcome)),
            notes: all(&simulated.notes),
            tables: simulated.tables.iter().map(plain_table).collect(),
        }
    }
}

pub(crate) fn plain_table(table: &Table) -> PlainTable {
    let heading = |heading: &Heading| PlainHeading { label: Both::from(&heading.label), unit: unit_name(heading.unit) };
    let row = |row: &Row| PlainRow {
        name: row.name.clone(),
        label: Both::from(&row.label),
        kind: kind_name(row.kind),
        cells: row.cells.iter().map(plain_cell).collect(),
    };
    PlainTable {
        name: table.name,
        title: Both::from(&table.title),
        headings: table.headings.iter().map(heading).collect(),
        rows: table.rows.iter().map(row).collect(),
        notes: all(&table.notes),
    }
}

fn plain_cell(cell: &Cell) -> PlainCell {
    match cell {
        Cell::Number(number) | Cell::Difference(number) => PlainCell::Number(number.to_string()),
        Cell::Ranged { number, low, high } => {
            PlainCell::Ranged { number: number.to_string(), low: low.to_string(), high: high.to_string() }
        }
        Cell::Text(text) => PlainCell::Text(Both::from(text)),
        Cell::Empty => PlainCell::Empty,
    }
}

const fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::People => "people",
        Unit::PersonMonths => "person-months",
        Unit::MillionDong => "million VND",
        Unit::Dong => "VND",
        Unit::Percent => "percent",
        Unit::AsSaid => "as said",
        Unit::Text => "text",
    }
}

const fn kind_name(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Main => "main",
        RowKind::Part => "part",
        RowKind::Total => "total",
    }
}

/// One line a cell, so that tables of different columns share one file; notes are lines too.
pub(crate) fn csv(notes: &[Text], tables: &[Table], view: View) -> String {
    let mut lines = vec![line(["table", "row", "kind", "label", "column", "unit", "value", "low", "high"])];
    lines.extend(notes.iter().map(|note| line(["notes", "", "", "", "", "", view.get(note), "", ""])));
    for table in tables {
        for row in &table.rows {
            for (heading, cell) in table.headings.iter().zip(&row.cells) {
                lines.push(cell_line(table, row, heading, cell, view));
            }
        }
        lines.extend(table.notes.iter().map(|note| line([table.name, "", "note", "", "", "", view.get(note), "", ""])));
    }
    lines.concat()
}

fn cell_line(table: &Table, row: &Row, heading: &Heading, cell: &Cell, view: View) -> String {
    let none = String::new;
    let (value, low, high) = match cell {
        Cell::Number(number) | Cell::Difference(number) => (number.to_string(), none(), none()),
        Cell::Ranged { number, low, high } => (number.to_string(), low.to_string(), high.to_string()),
        Cell::Text(text) => (view.get(text).to_owned(), none(), none()),
        Cell::Empty => (none(), none(), none()),
    };
    let (label, column) = (view.get(&row.label), view.get(&heading.label));
    line([table.name, &row.name, kind_name(row.kind), label, column, unit_name(heading.unit), &value, &low, &high])
}

/// A line of fields, in quotation marks where a field needs them.
fn line(fields: [&str; 9]) -> String {
    let field = |field: &str| {
        if field.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field.to_owned()
        }
    };
    format!("{}\n", fields.map(field).join(","))
}

#[cfg(test)]
mod tests {
    use ansinh_engine::check::check;
    use ansinh_engine::value::Value;
    use ansinh_grammar::SourceFile;

    use super::{line, plain_value};

    #[test]
    fn a_field_with_a_comma_or_a_quotation_mark_stays_one_field() {
        let expected = "a,\"b, c\",\"say \"\"d\"\"\",,,,1.5,1,2\n";
        assert_eq!(line(["a", "b, c", "say \"d\"", "", "", "", "1.5", "1", "2"]), expected);
    }

    #[test]
    fn a_value_of_a_list_is_told_by_its_name() {
        let law = "module m\n\ninstrument L\n  number \"1\"\n  title en \"A\" vi \"B\"\n  in force from 2020-01-01\n\n\
            enumeration level\n  value low\n  value high\n\n\
            parameter chosen: level\n  from 2020-01-01: low\n    source L article 1\n";
        let sources = [SourceFile::new("m.law", law)];
        let checked = check(&sources);
        assert!(checked.is_usable(), "{:?}", checked.diagnostics);
        for name in ["chosen", "m.chosen"] {
            assert_eq!(plain_value(&checked.program, name, Value::Choice(1)), "high");
        }
    }
}
