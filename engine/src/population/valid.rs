//! Whether given columns make a population.
//!
//! Receives boundaries, columns and relations; hands on the first complaint. It knows no margin and no meaning
//! of a column.

use super::{Column, ColumnData, Entity, Population, PopulationError, Relation};
use crate::value::Date;

const MONTHS: u16 = (1 << 12) - 1;

/// Checks what [`Population::new`](super::Population::new) promises.
pub(super) fn validate(
    first_person: &[u32],
    columns: &[Column],
    relations: &[Relation],
) -> Result<(), PopulationError> {
    let rises = first_person.iter().zip(first_person.iter().skip(1)).all(|(a, b)| a <= b);
    if first_person.first() != Some(&0) || !rises {
        return Err(PopulationError::Households);
    }
    let n_persons = first_person.last().map_or(0, |&last| last as usize);
    let n_households = first_person.len() - 1;
    unique(columns.iter().map(|column| column.name.as_str()))?;
    unique(relations.iter().map(|relation| relation.name.as_str()))?;
    for column in columns {
        let n_entries = match column.entity {
            Entity::Person => n_persons,
            Entity::Household => n_households,
        };
        if column.data.len() != n_entries {
            return Err(PopulationError::Length(column.name.clone()));
        }
        if !values_exist(&column.data) {
            return Err(PopulationError::Value(column.name.clone()));
        }
    }
    relations.iter().try_for_each(|relation| stays_inside(first_person, n_persons, relation))
}

/// Checks what [`Population::with_relations_of_households`] promises.
pub(super) fn validate_of_households(population: &Population, relations: &[Relation]) -> Result<(), PopulationError> {
    let names = population.relations.iter().chain(relations).map(|relation| relation.name.as_str());
    unique(names)?;
    for relation in relations {
        rows_are_sound(relation, population.households())?;
        for (home, ends) in population.first_person.windows(2).enumerate() {
            let &[first, end] = ends else { continue };
            let row = relation.offsets.get(home..home + 2).and_then(|row| match row {
                &[start, end] => relation.targets.get(start as usize..end as usize),
                _ => None,
            });
            if !row.is_some_and(|targets| targets.iter().all(|target| (first..end).contains(target))) {
                return Err(PopulationError::Relation(relation.name.clone()));
            }
        }
    }
    Ok(())
}

fn unique<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), PopulationError> {
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        if seen.contains(&name) {
            return Err(PopulationError::Repeated(name.to_owned()));
        }
        seen.push(name);
    }
    Ok(())
}

fn values_exist(data: &ColumnData) -> bool {
    match data {
        ColumnData::YesNo(values) => values.iter().all(|&value| value <= 1),
        ColumnData::YesNoByMonth(values) => values.iter().all(|&value| value & !MONTHS == 0),
        ColumnData::Choice { values, codes } => codes.iter().all(|&code| usize::from(code) < values.len()),
        ColumnData::Date(values) => values.iter().all(|&value| Date::from_packed(value).is_some()),
        ColumnData::Number { .. } => true,
    }
}

/// One row for each of so many, one after the other.
fn rows_are_sound(relation: &Relation, n_rows: usize) -> Result<(), PopulationError> {
    let offsets = &relation.offsets;
    let rises = offsets.iter().zip(offsets.iter().skip(1)).all(|(a, b)| a <= b);
    let ends = offsets.last().is_some_and(|&last| last as usize == relation.targets.len());
    if offsets.len() != n_rows + 1 || offsets.first() != Some(&0) || !rises || !ends {
        return Err(PopulationError::Length(relation.name.clone()));
    }
    Ok(())
}

fn stays_inside(first_person: &[u32], n_persons: usize, relation: &Relation) -> Result<(), PopulationError> {
    rows_are_sound(relation, n_persons)?;
    let offsets = &relation.offsets;
    for (&first, &end) in first_person.iter().zip(first_person.iter().skip(1)) {
        let of_household = |person: u32| offsets.get(person as usize).copied().unwrap_or(0) as usize;
        let targets = relation.targets.get(of_household(first)..of_household(end));
        let inside = |targets: &[u32]| targets.iter().all(|target| (first..end).contains(target));
        if !targets.is_some_and(inside) {
            return Err(PopulationError::Relation(relation.name.clone()));
        }
    }
    Ok(())
}
