//! A smaller population whose households stand for more.
//!
//! Receives a population; hands on one household in so many, taken at even distances from a seeded start (systematic
//! sampling), each standing for as many more. It knows no column.

use super::sampling::count;
use super::{Column, ColumnData, Entity, Population, PopulationError, Relation};
use crate::value::splitmix::mix;

/// One household in `one_in` of a population; the population itself for one in one.
///
/// # Errors
///
/// If the population is malformed.
pub fn thinned(population: &Population, one_in: u32, seed: u64) -> Result<Population, PopulationError> {
    let one_in = one_in.max(1);
    let start = usize::try_from(mix(seed) % u64::from(one_in)).unwrap_or(0);
    let homes: Vec<usize> = (start..population.households()).step_by(one_in as usize).collect();
    let weight = population.weight().saturating_mul(one_in);
    Ok(chosen(population, &homes)?.weighted(weight))
}

/// Some households of a population, each standing for itself.
///
/// # Errors
///
/// If the population is malformed.
pub(crate) fn chosen(population: &Population, homes: &[usize]) -> Result<Population, PopulationError> {
    let (mut first_person, mut persons) = (vec![0], Vec::new());
    for &home in homes {
        if let Some([from, to]) = population.first_person().get(home..home + 2) {
            persons.extend(*from..*to);
        }
        first_person.push(count(persons.len()));
    }
    let columns = population.columns().iter().map(|column| {
        let data = match column.entity {
            Entity::Person => picked(&column.data, persons.iter().map(|&person| person as usize)),
            Entity::Household => picked(&column.data, homes.iter().copied()),
        };
        Column { name: column.name.clone(), entity: column.entity, data }
    });
    let relations = population.relations().iter().map(|relation| related(relation, &persons, &first_person));
    let of_homes = population.relations_of_households().iter();
    let of_homes: Vec<Relation> =
        of_homes.map(|relation| related_to_homes(relation, homes, &persons, &first_person)).collect();
    let chosen = Population::new(first_person.clone(), columns.collect(), relations.collect())?;
    chosen.with_relations_of_households(of_homes)
}

/// The places of the persons of some households.
pub(crate) fn persons_of(first_person: &[u32], homes: &[usize]) -> impl Iterator<Item = usize> {
    let ends = |home: &usize| match first_person.get(*home..home + 2) {
        Some([from, to]) => *from as usize..*to as usize,
        _ => 0..0,
    };
    homes.iter().flat_map(ends)
}

/// One person a household, of some columns, with the facts of a household: both by their places, as many of the one as
/// of the other, or none. The other columns are empty. It is no population, but enough for whoever looks at these
/// columns row by row.
pub(crate) fn rows(population: &Population, columns: &[usize], persons: &[u32], homes: &[u32]) -> Population {
    let column = |(at, column): (usize, &Column)| {
        let rows = if column.entity == Entity::Person { persons } else { homes };
        let places = if columns.contains(&at) { rows } else { &[] };
        let data = picked(&column.data, places.iter().map(|&row| row as usize));
        Column { name: column.name.clone(), entity: column.entity, data }
    };
    Population {
        first_person: (0..=count(persons.len().max(homes.len()))).collect(),
        columns: population.columns().iter().enumerate().map(column).collect(),
        relations: Vec::new(),
        of_households: Vec::new(),
        weight: 1,
    }
}

/// A relation among some persons, whole households of them.
fn related(relation: &Relation, persons: &[u32], first_person: &[u32]) -> Relation {
    let (mut offsets, mut targets) = (vec![0], Vec::new());
    for ends in first_person.windows(2) {
        let [from, to] = ends else { continue };
        let members = persons.get(*from as usize..*to as usize).unwrap_or(&[]);
        // The members of a household lie side by side before and after.
        let shift = |target: &u32| members.first().map(|first| target - first + from);
        for &person in members {
            let place = person as usize;
            if let Some([start, end]) = relation.offsets.get(place..place + 2) {
                let own = relation.targets.get(*start as usize..*end as usize).unwrap_or(&[]);
                targets.extend(own.iter().filter_map(shift));
            }
            offsets.push(count(targets.len()));
        }
    }
    Relation { name: relation.name.clone(), offsets, targets }
}

/// A relation from some households to persons in them.
fn related_to_homes(relation: &Relation, homes: &[usize], persons: &[u32], first_person: &[u32]) -> Relation {
    let (mut offsets, mut targets) = (vec![0], Vec::new());
    for (&home, &from) in homes.iter().zip(first_person) {
        let before = persons.get(from as usize).copied().unwrap_or(0);
        if let Some([start, end]) = relation.offsets.get(home..home + 2) {
            let own = relation.targets.get(*start as usize..*end as usize).unwrap_or(&[]);
            targets.extend(own.iter().map(|target| target - before + from));
        }
        offsets.push(count(targets.len()));
    }
    Relation { name: relation.name.clone(), offsets, targets }
}

fn picked(data: &ColumnData, places: impl Iterator<Item = usize>) -> ColumnData {
    fn pick<T: Copy>(lane: &[T], places: impl Iterator<Item = usize>) -> Vec<T> {
        places.filter_map(|place| lane.get(place).copied()).collect()
    }
    match data {
        ColumnData::YesNo(lane) => ColumnData::YesNo(pick(lane, places)),
        ColumnData::YesNoByMonth(lane) => ColumnData::YesNoByMonth(pick(lane, places)),
        ColumnData::Choice { values, codes } => {
            ColumnData::Choice { values: values.clone(), codes: pick(codes, places) }
        }
        ColumnData::Date(lane) => ColumnData::Date(pick(lane, places)),
        ColumnData::Number { scale, values } => ColumnData::Number { scale: *scale, values: pick(values, places) },
    }
}

#[cfg(test)]
mod tests {
    use super::thinned;
    use crate::population::{Column, ColumnData, Entity, Population, Relation};

    #[test]
    fn one_household_in_three_stands_for_three_and_keeps_its_relations() {
        let sizes = [2, 1, 3, 2, 1, 3, 2, 1, 3];
        let first: Vec<u32> = std::iter::once(0)
            .chain(sizes.iter().scan(0, |sum, size| {
                *sum += size;
                Some(*sum)
            }))
            .collect();
        let n = first.last().copied().unwrap();
        let ages = Column {
            name: "place".to_owned(),
            entity: Entity::Person,
            data: ColumnData::Number { scale: 0, values: (0..i64::from(n)).collect() },
        };
        // Everybody relates to the first of their household.
        let homes = first.windows(2).flat_map(|ends| std::iter::repeat_n(ends[0], (ends[1] - ends[0]) as usize));
        let relation = Relation { name: "head".to_owned(), offsets: (0..=n).collect(), targets: homes.collect() };
        let whole = Population::new(first, vec![ages], vec![relation]).unwrap();
        let some = thinned(&whole, 3, 7).unwrap();
        assert_eq!((some.households(), some.weight()), (3, 3));
        assert_eq!(some.persons() % 3, 0);
        let relation = &some.relations()[0];
        let heads: Vec<u32> = relation.targets.clone();
        assert!(heads.iter().all(|head| some.first_person().contains(head)));
        assert_eq!(thinned(&whole, 1, 7).unwrap(), whole);
    }
}
