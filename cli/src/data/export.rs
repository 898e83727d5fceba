//! A population as tables, with the mapping by which they are read again.
//!
//! Receives a population; writes persons and households as CSV or Parquet, and a mapping. It knows no law.

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use ansinh_engine::population::{Column, ColumnData, Entity, Population, Relation};
use ansinh_engine::value::{Date, Decimal};
use arrow_array::types::Int8Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, DictionaryArray, Int64Array, RecordBatch, StringArray, UInt32Array,
};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use crate::arguments::PeopleFormat;
use crate::failure::Failure;
use crate::out::{self, Beside};

/// So many rows are held at a time.
const AT_A_TIME: u32 = 65_536;

/// Writes the tables and the mapping into a folder.
///
/// # Errors
/// If they cannot be written.
pub(crate) fn write(population: &Population, folder: &Path, format: PeopleFormat) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::unwritable(folder.display(), &error))?;
    let ending = match format {
        PeopleFormat::Csv => "csv",
        PeopleFormat::Parquet => "parquet",
    };
    for (entity, name) in [(Entity::Household, "households"), (Entity::Person, "persons")] {
        let path = folder.join(format!("{name}.{ending}"));
        let file = Beside::create(&path)?;
        let table = Table::of(population, entity);
        match format {
            PeopleFormat::Csv => table.csv(file, &path)?,
            PeopleFormat::Parquet => table.parquet(file, &path)?,
        }
    }
    out::write(&folder.join("mapping.toml"), &mapping(population))
}

/// The mapping by which the tables are read again.
fn mapping(population: &Population) -> String {
    let mut text = "[persons]\nhousehold = \"household\"\nperson = \"person\"\n\n[persons.inputs]\n".to_owned();
    let inputs = |text: &mut String, entity: Entity| {
        for column in population.columns().iter().filter(|column| column.entity == entity) {
            let name = &column.name;
            // Writing to a string does not fail.
            let _ = match &column.data {
                ColumnData::YesNoByMonth(_) => writeln!(text, "{name} = {{ column = \"{name}\", months = true }}"),
                _ => writeln!(text, "{name} = \"{name}\""),
            };
        }
    };
    inputs(&mut text, Entity::Person);
    text.push_str("\n[persons.links]\n");
    for relation in population.relations() {
        let _ = writeln!(text, "{} = \"{}\"", relation.name, relation.name);
    }
    text.push_str("\n[households]\nhousehold = \"household\"\n\n[households.inputs]\n");
    inputs(&mut text, Entity::Household);
    if population.weight() > 1 {
        text.push_str("\n[sample]\nweight = \"weight\"\n");
    }
    text
}

/// One table to write.
struct Table<'p> {
    population: &'p Population,
    entity: Entity,
    columns: Vec<&'p Column>,
    relations: Vec<&'p Relation>,
    n_rows: u32,
}

impl<'p> Table<'p> {
    fn of(population: &'p Population, entity: Entity) -> Self {
        let n_rows = if entity == Entity::Person { population.persons() } else { population.households() };
        Self {
            population,
            entity,
            columns: population.columns().iter().filter(|column| column.entity == entity).collect(),
            relations: if entity == Entity::Person { population.relations().iter().collect() } else { Vec::new() },
            n_rows: u32::try_from(n_rows).unwrap_or(u32::MAX),
        }
    }

    fn names(&self) -> Vec<String> {
        let mut names = vec!["household".to_owned()];
        if self.entity == Entity::Person {
            names.push("person".to_owned());
        } else if self.population.weight() > 1 {
            names.push("weight".to_owned());
        }
        names.extend(self.columns.iter().map(|column| column.name.clone()));
        names.extend(self.relations.iter().map(|relation| relation.name.clone()));
        names
    }

    /// The household of a row, and the place of the person in it.
    fn place(&self, row: u32) -> (u32, u32) {
        if self.entity == Entity::Household {
            return (row + 1, 0);
        }
        let first = self.population.first_person();
        let home = first.partition_point(|first| *first <= row);
        let from = home.checked_sub(1).and_then(|home| first.get(home)).copied().unwrap_or(0);
        (u32::try_from(home).unwrap_or(u32::MAX), row - from + 1)
    }

    /// The persons to whom a link leads, by their places.
    fn led(&self, relation: &Relation, row: u32) -> String {
        let at = row as usize;
        let ends = relation.offsets.get(at..at + 2).unwrap_or(&[0, 0]);
        let targets = relation.targets.get(ends[0] as usize..ends[1] as usize).unwrap_or_default();
        let places: Vec<String> = targets.iter().map(|target| self.place(*target).1.to_string()).collect();
        if places.is_empty() { "none".to_owned() } else { places.join("|") }
    }

    fn csv(&self, file: Beside, path: &Path) -> Result<(), Failure> {
        let failed = |error: csv::Error| Failure::unwritable(path.display(), &error.into());
        let mut writer = csv::Writer::from_writer(file);
        writer.write_record(self.names()).map_err(failed)?;
        for row in 0..self.n_rows {
            let (household, person) = self.place(row);
            let mut cells = vec![household.to_string()];
            if self.entity == Entity::Person {
                cells.push(person.to_string());
            } else if self.population.weight() > 1 {
                cells.push(self.population.weight().to_string());
            }
            cells.extend(self.columns.iter().map(|column| cell(&column.data, row as usize)));
            cells.extend(self.relations.iter().map(|relation| self.led(relation, row)));
            writer.write_record(&cells).map_err(failed)?;
        }
        let mut file = writer.into_inner().map_err(|error| failed(error.into_error().into()))?;
        file.flush().map_err(|error| Failure::unwritable(path.display(), &error))?;
        file.finish()
    }

    fn parquet(&self, mut file: Beside, path: &Path) -> Result<(), Failure> {
        let failed = |error: &dyn std::fmt::Display| {
            Failure::unwritable(path.display(), &std::io::Error::other(error.to_string()))
        };
        let level = ZstdLevel::try_new(3).map_err(|error| failed(&error))?;
        // Nothing of the machine or the hour stands in the file: the same people make the same bytes.
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
        let first = self.batch(0..self.n_rows.min(AT_A_TIME)).map_err(|error| failed(&error))?;
        let mut writer =
            ArrowWriter::try_new(&mut file, first.schema(), Some(properties)).map_err(|error| failed(&error))?;
        writer.write(&first).map_err(|error| failed(&error))?;
        let mut from = AT_A_TIME;
        while from < self.n_rows {
            let to = self.n_rows.min(from.saturating_add(AT_A_TIME));
            let batch = self.batch(from..to).map_err(|error| failed(&error))?;
            writer.write(&batch).map_err(|error| failed(&error))?;
            from = to;
        }
        writer.close().map_err(|error| failed(&error))?;
        file.finish()
    }

    fn batch(&self, rows: std::ops::Range<u32>) -> Result<RecordBatch, arrow_schema::ArrowError> {
        let places: Vec<(u32, u32)> = rows.clone().map(|row| self.place(row)).collect();
        let whole = |numbers: Vec<u32>| Arc::new(UInt32Array::from(numbers)) as ArrayRef;
        let mut arrays = vec![whole(places.iter().map(|(household, _)| *household).collect())];
        if self.entity == Entity::Person {
            arrays.push(whole(places.iter().map(|(_, person)| *person).collect()));
        } else if self.population.weight() > 1 {
            arrays.push(whole(vec![self.population.weight(); places.len()]));
        }
        let span = rows.start as usize..rows.end as usize;
        arrays.extend(self.columns.iter().map(|column| array(&column.data, span.clone())));
        let links = |relation: &&Relation| {
            Arc::new(StringArray::from_iter_values(rows.clone().map(|row| self.led(relation, row)))) as ArrayRef
        };
        arrays.extend(self.relations.iter().map(links));
        RecordBatch::try_from_iter(self.names().into_iter().zip(arrays))
    }
}

fn cell(data: &ColumnData, row: usize) -> String {
    let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    match data {
        ColumnData::YesNo(values) => yes_no(values.get(row) == Some(&1)),
        ColumnData::YesNoByMonth(values) => months(values.get(row).copied().unwrap_or(0)),
        ColumnData::Choice { values, codes } => {
            codes.get(row).and_then(|code| values.get(usize::from(*code))).cloned().unwrap_or_default()
        }
        ColumnData::Date(days) => {
            let day = days.get(row).and_then(|day| Date::from_packed(*day));
            day.map_or_else(String::new, |day| day.to_string())
        }
        ColumnData::Number { scale, values } => {
            values.get(row).map_or_else(String::new, |value| Decimal::new(*value, *scale).to_string())
        }
    }
}

fn months(bits: u16) -> String {
    let months: Vec<String> =
        (1..=12).filter(|month| bits >> (month - 1) & 1 == 1).map(|month| month.to_string()).collect();
    if months.is_empty() { "none".to_owned() } else { months.join("|") }
}

fn array(data: &ColumnData, rows: std::ops::Range<usize>) -> ArrayRef {
    match data {
        ColumnData::YesNo(values) => {
            let own = values.get(rows).unwrap_or_default();
            Arc::new(own.iter().map(|value| Some(*value == 1)).collect::<BooleanArray>())
        }
        ColumnData::Choice { values, codes } if values.len() < 128 => {
            let own = codes
                .get(rows)
                .unwrap_or_default()
                .iter()
                .map(|code| values.get(usize::from(*code)).map(String::as_str));
            Arc::new(own.collect::<DictionaryArray<Int8Type>>())
        }
        ColumnData::Date(days) => {
            let first = Date::new(1970, 1, 1).map_or(0, Date::day_number);
            let own = days.get(rows).unwrap_or_default();
            let number = |day: &i32| Date::from_packed(*day).map(|day| day.day_number() - first);
            Arc::new(own.iter().map(number).collect::<Date32Array>())
        }
        ColumnData::Number { scale: 0, values } => {
            Arc::new(Int64Array::from(values.get(rows).unwrap_or_default().to_vec()))
        }
        other => Arc::new(StringArray::from_iter_values(rows.map(|row| cell(other, row)))),
    }
}
