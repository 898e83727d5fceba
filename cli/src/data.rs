//! Somebody's own data: persons and households from CSV, Parquet or XLSX.
//!
//! Receives tables and a mapping of their columns to the law's inputs; hands on a population, what is not known of it,
//! the weights of a sample, and everything that is wrong with the rows. What is not known stays so: in its place stands a
//! value that nobody looks at. It knows no result.

mod builder;
mod cell;
pub(crate) mod export;
mod layout;
mod mapping;
mod mistake;
mod pattern;
mod people;
mod sample;
mod table;
mod template;

use std::collections::HashMap;
use std::path::Path;

use ansinh_engine::hir::Program;
use ansinh_engine::population::{Column, Entity, Population, Relation};
use ansinh_grammar::Text;

use crate::failure::Failure;
use layout::{Layout, Reading, Sources};
pub(crate) use mistake::Mistakes;
pub(crate) use pattern::Told;
use people::People;
pub(crate) use sample::Sample;
use sample::Weights;
use table::Table;
pub(crate) use template::template;

/// Where the data are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Files<'f> {
    /// The table of persons.
    pub(crate) persons: &'f Path,
    /// The table of households; without one its columns stand in the table of persons.
    pub(crate) households: Option<&'f Path>,
    /// How the columns are to be read.
    pub(crate) mapping: &'f Path,
}

/// The rows of one column of which nothing, or only a part, is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct OpenColumn {
    /// The name of the input.
    pub(crate) name: String,
    /// Whom it is about.
    pub(crate) entity: Entity,
    /// The persons or households, in order.
    pub(crate) rows: Vec<u32>,
    /// Of some of them the year or month of a date.
    pub(crate) partial: HashMap<u32, Told>,
}

/// What is not known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Open {
    /// Facts.
    pub(crate) columns: Vec<OpenColumn>,
    /// Links, and the persons of whom they are not told.
    pub(crate) links: Vec<(String, Vec<u32>)>,
}

/// Data that were read.
#[derive(Debug)]
pub(crate) struct Data {
    /// The persons and households.
    pub(crate) population: Population,
    /// What is not known of them.
    pub(crate) open: Open,
    /// The weights of a sample.
    pub(crate) sample: Option<Sample>,
    /// What must be told beside the results.
    pub(crate) notes: Vec<Text>,
    /// The inputs of the law that no column holds.
    pub(crate) unmapped: Vec<String>,
}

/// Reads data; all mistakes of their rows are added to the complaints. With any, there is a population of what is right
/// and of fillers, which nobody should use.
///
/// # Errors
/// Files that cannot be read, a mapping that does not fit, weights that are too large.
pub(crate) fn read(files: Files<'_>, program: &Program, mistakes: &mut Mistakes) -> Result<Data, Failure> {
    let mapping = mapping::read(files.mapping)?;
    let persons = Table::open(files.persons, mapping.persons.sheet.as_deref())?;
    let households = files.households.map(|path| Table::open(path, mapping.households.sheet.as_deref())).transpose()?;
    let sources = Sources { mapping: &mapping, program, persons: &persons, households: households.as_ref() };
    let layout = Layout::of(&sources);
    let weights = mapping.sample.as_ref().map(|sample| Weights::of(sample, &persons, households.as_ref())).transpose();
    let (layout, weights) = match (layout, weights) {
        (Ok(layout), Ok(weights)) => (layout, weights),
        (layout, weights) => {
            return Err(Failure::Input(layout.err().into_iter().chain(weights.err()).flatten().collect()));
        }
    };
    let read = people::read(layout, &persons, households.as_ref(), weights, mistakes)?;
    data(read)
}

fn data(read: People<'_>) -> Result<Data, Failure> {
    let People { layout, first_person, links, weights, n_rows } = read;
    let n_persons = first_person.last().copied().unwrap_or(0);
    let n_households = u32::try_from(first_person.len() - 1).unwrap_or(u32::MAX);
    if n_rows == 0 {
        return Err(Failure::input("bảng người không có dòng nào", "the table of persons has no rows"));
    }
    let (mut columns, mut open, mut wrong) = (Vec::new(), Open::default(), Vec::new());
    let names: Vec<String> = layout.links.into_iter().map(|link| link.name).collect();
    for (readings, entity, n) in
        [(layout.persons, Entity::Person, n_persons), (layout.households, Entity::Household, n_households)]
    {
        for reading in readings {
            match column(reading, entity, n) {
                Ok((column, rest)) => {
                    columns.push(column);
                    open.columns.push(rest);
                }
                Err(text) => wrong.push(text),
            }
        }
    }
    let mut relations = Vec::new();
    for (name, led) in names.into_iter().zip(links) {
        relations.push(Relation { name: name.clone(), offsets: led.offsets, targets: led.targets });
        open.links.push((name, led.open));
    }
    let sample = weights.map(Weights::finish).transpose().map_err(|text| Failure::Input(vec![text]))?;
    if !wrong.is_empty() {
        return Err(Failure::Input(wrong));
    }
    let population = Population::new(first_person, columns, relations).map_err(|error| {
        Failure::input(format!("không lập được dân số: {error}"), format!("no population: {error}"))
    })?;
    Ok(Data { population, open, sample, notes: layout.notes, unmapped: layout.unmapped })
}

/// A column, and where it is open.
fn column(reading: Reading<'_>, entity: Entity, n_rows: u32) -> Result<(Column, OpenColumn), Text> {
    let Reading { mut builder, assume, .. } = reading;
    if let Some(text) = assume {
        builder.assume(&text, n_rows)?;
    }
    let name = builder.name.clone();
    let open = OpenColumn {
        name: name.clone(),
        entity,
        rows: std::mem::take(&mut builder.open),
        partial: std::mem::take(&mut builder.partial),
    };
    Ok((Column { name, entity, data: builder.finish() }, open))
}
