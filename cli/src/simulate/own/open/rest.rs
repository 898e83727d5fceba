//! A population without some of its households.
//!
//! Receives a population and households; hands on the others, with their persons and links.

use std::collections::BTreeSet;

use ansinh_engine::population::{Column, ColumnData, Entity, Population, Relation};

/// The population without some households.
pub(super) fn without(population: &Population, open: &BTreeSet<u32>) -> Option<Population> {
    let first = population.first_person();
    let n = u32::try_from(population.households()).ok()?;
    let homes: Vec<u32> = (0..n).filter(|home| !open.contains(home)).collect();
    let members = |home: &u32| {
        let at = *home as usize;
        first.get(at).copied().unwrap_or(0)..first.get(at + 1).copied().unwrap_or(0)
    };
    let persons: Vec<u32> = homes.iter().flat_map(members).collect();
    let mut first_person = vec![0];
    let mut end = 0;
    for home in &homes {
        let own = members(home);
        end += own.end - own.start;
        first_person.push(end);
    }
    let columns = population.columns().iter().map(|column| {
        let rows = if column.entity == Entity::Person { &persons } else { &homes };
        Column { name: column.name.clone(), entity: column.entity, data: some(&column.data, rows) }
    });
    let relations = population.relations().iter().map(|relation| {
        let mut kept = Relation { name: relation.name.clone(), offsets: vec![0], targets: Vec::new() };
        for person in &persons {
            let at = *person as usize;
            let ends = relation.offsets.get(at..at + 2).unwrap_or(&[0, 0]);
            let targets = relation.targets.get(ends[0] as usize..ends[1] as usize).unwrap_or_default();
            let place = |target: &u32| persons.binary_search(target).ok().and_then(|at| u32::try_from(at).ok());
            kept.targets.extend(targets.iter().filter_map(place));
            kept.offsets.push(u32::try_from(kept.targets.len()).unwrap_or(u32::MAX));
        }
        kept
    });
    Population::new(first_person, columns.collect(), relations.collect()).ok()
}

fn some(data: &ColumnData, rows: &[u32]) -> ColumnData {
    fn of<T: Copy>(values: &[T], rows: &[u32]) -> Vec<T> {
        rows.iter().filter_map(|row| values.get(*row as usize)).copied().collect()
    }
    match data {
        ColumnData::YesNo(values) => ColumnData::YesNo(of(values, rows)),
        ColumnData::YesNoByMonth(values) => ColumnData::YesNoByMonth(of(values, rows)),
        ColumnData::Choice { values, codes } => ColumnData::Choice { values: values.clone(), codes: of(codes, rows) },
        ColumnData::Date(values) => ColumnData::Date(of(values, rows)),
        ColumnData::Number { scale, values } => ColumnData::Number { scale: *scale, values: of(values, rows) },
    }
}
