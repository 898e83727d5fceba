//! Households that the law cannot tell apart, once.
//!
//! Receives a population and all machines that are run on it; hands on one household of each kind and how many it
//! stands for. What a machine sees of a fact is the registers that follow from it alone and that anything else looks
//! at: ages become the thresholds that the law asks for, incomes the limits. Persons are alike if all machines see the
//! same of all their facts; households, if they are alike and their persons are, one by one, and are related in the
//! same way. So every register of every machine is equal in households of one kind, and nothing is assumed of any rule.

use std::collections::BTreeSet;

use super::block::grain;
use super::distinct::Classes;
use super::instruction::{BoundEach, Instruction, Via};
use super::kinds::Keys;
use super::machine::Machine;
use super::partition::{Numbers, Partition};
use super::register::{Grain, Slot};
use crate::plan::ColumnId;
use crate::population::{self, ColumnData, Population, PopulationError, Relation};

/// One household of each kind.
#[derive(Debug)]
pub(crate) struct Condensed {
    /// The households, in the order in which their kinds occur first.
    pub(crate) population: Population,
    /// How many households each of them stands for.
    pub(crate) weights: Vec<i64>,
    /// The kind of every household of the whole population.
    pub(crate) kinds: Vec<u32>,
    /// The place of each household of the condensed population in the whole one.
    pub(crate) homes: Vec<usize>,
    /// Its persons and households in classes that no machine tells apart by their own facts.
    pub(crate) classes: Classes,
}

/// What must be told apart for whoever counts: codes, each below its number.
#[derive(Clone, Copy, Default)]
pub(crate) struct Told<'g> {
    /// Of persons, for sums.
    pub(crate) persons: &'g [(usize, &'g [u8])],
    /// Of households, for sums.
    pub(crate) homes: &'g [(usize, &'g [u8])],
    /// Of persons, for whoever looks at single rows; of a household its first person's count.
    pub(crate) single: &'g [(usize, &'g [u8])],
}

/// A machine, and the columns of its plan that whoever counts looks at.
pub(crate) struct Look<'m, 'p> {
    pub(crate) machine: &'m Machine<'p>,
    pub(crate) columns: Vec<ColumnId>,
}

/// A machine while households are told apart.
struct Seen<'m, 'p> {
    machine: &'m Machine<'p>,
    roots: BTreeSet<Slot>,
}

/// Condenses a population for some machines.
///
/// # Errors
/// If the population is malformed.
pub(crate) fn condense<'m, 'p>(
    population: &Population,
    looks: &[Look<'m, 'p>],
    told: Told<'_>,
) -> Result<Condensed, PopulationError> {
    let seen = |look: &Look<'m, 'p>| Seen { machine: look.machine, roots: look.machine.roots(&look.columns) };
    let machines: Vec<Seen<'_, '_>> = looks.iter().map(seen).collect();
    let (bare, homes_alike) = classes(population, &machines, told);
    let mut rows = bare.clone();
    split_by_groups(&mut rows, told.single, None);
    let (persons, own) = (&rows.classes, &homes_alike.classes);
    let relations = relations(population, &machines);
    let mut code = machines.iter().flat_map(|seen| &seen.machine.code);
    let is_ordered = !told.persons.is_empty() || !told.single.is_empty() || code.any(Instruction::is_ordered);
    let keys = Keys { persons, homes: own, relations: &relations, is_ordered };
    let (mut key, mut known) = (Vec::new(), Numbers::<Vec<u32>>::new());
    let (mut kinds, mut homes, mut weights) = (Vec::with_capacity(own.len()), Vec::new(), Vec::new());
    for (home, ends) in population.first_person().windows(2).enumerate() {
        let [from, to] = ends else { continue };
        keys.write(home, (*from, *to), &mut key);
        let (kind, is_new) = known.number(key.as_slice());
        if is_new {
            homes.push(home);
            weights.push(0);
        }
        kinds.push(kind);
        if let Some(weight) = weights.get_mut(kind as usize) {
            *weight += 1;
        }
    }
    let chosen = population::chosen(population, &homes)?;
    let own: Vec<u32> = homes.iter().filter_map(|home| own.get(*home).copied()).collect();
    let places = population::persons_of(population.first_person(), &homes);
    let classes = places.filter_map(|place| bare.classes.get(place).copied());
    let classes = Classes::new(&chosen, classes, &own);
    Ok(Condensed { population: chosen, weights, kinds, homes, classes })
}

/// The relations that any machine follows.
fn relations<'p>(population: &'p Population, machines: &[Seen<'_, '_>]) -> Vec<(Grain, &'p Relation)> {
    let via = |instruction: &Instruction| match instruction {
        Instruction::Related(_, _, via) | Instruction::Unrelated(_, via) | Instruction::CountRelated(_, via, _) => {
            Some(*via)
        }
        Instruction::Each(BoundEach { relation, .. }) => *relation,
        _ => None,
    };
    let all = machines.iter().flat_map(|seen| seen.machine.code.iter().filter_map(via));
    let places: BTreeSet<(Grain, usize)> = all.map(|Via { from, at }| (from, at)).collect();
    let relation = |(from, at): (Grain, usize)| {
        let all = if from == Grain::Person { population.relations() } else { population.relations_of_households() };
        Some((from, all.get(at)?))
    };
    places.into_iter().filter_map(relation).collect()
}

/// Classes of persons and of households: each by its own facts, and persons by those of their household too.
fn classes(population: &Population, machines: &[Seen<'_, '_>], told: Told<'_>) -> (Partition, Partition) {
    let groups = [told.persons, told.homes];
    let columns = [Grain::Person, Grain::Household].map(|grain| columns(population, machines, grain));
    let both = columns.concat();
    let own = |grain: Grain, n_rows: usize, columns: &[usize], groups| {
        let mut rows = Partition::whole(n_rows);
        for &at in columns {
            split_by_column(&mut rows, population, machines, (grain, at));
        }
        split_by_groups(&mut rows, groups, None);
        rows
    };
    // Rows that differ in a fact may still look alike to every machine.
    let mut homes = own(Grain::Household, population.households(), &columns[1], groups[1]);
    let mut alike = look(population, machines, &columns[1], &Rows::homes(&homes.firsts));
    split_by_groups(&mut alike, groups[1], Some(&homes.firsts));
    homes = homes.merged(&alike);
    let mut persons = own(Grain::Person, population.persons(), &columns[0], groups[0]);
    let mut alike = look(population, machines, &columns[0], &Rows::persons(&persons.firsts));
    split_by_groups(&mut alike, groups[0], Some(&persons.firsts));
    persons = persons.merged(&alike);
    // Of persons nothing is left but what comes of all their facts and those of their household together.
    let home_of = population::homes_of(population.first_person());
    let class = |home: &u32| homes.classes.get(*home as usize).map_or(0, |class| *class as usize);
    persons.split_by_code(homes.firsts.len(), home_of.iter().map(class));
    let home = |person: &u32| home_of.get(*person as usize).copied().unwrap_or(0);
    let own_homes: Vec<u32> = persons.firsts.iter().map(home).collect();
    let rows = Rows { persons: &persons.firsts, homes: &own_homes, grain: Grain::Person, follows_homes: true };
    let mut alike = look(population, machines, &both, &rows);
    split_by_groups(&mut alike, groups[0], Some(&persons.firsts));
    persons = persons.merged(&alike);
    let rows = Rows { follows_homes: true, ..Rows::homes(&homes.firsts) };
    let mut alike = look(population, machines, &both, &rows);
    split_by_groups(&mut alike, groups[1], Some(&homes.firsts));
    (persons, homes.merged(&alike))
}

/// Tells rows apart by codes that whoever counts needs; `firsts` are the places of the rows, if they are not all.
fn split_by_groups(rows: &mut Partition, groups: &[(usize, &[u8])], firsts: Option<&[u32]>) {
    for (n_codes, codes) in groups {
        match firsts {
            None => rows.split_by_code(*n_codes, codes.iter().map(|code| usize::from(*code))),
            Some(firsts) => {
                let code = |row: &u32| codes.get(*row as usize).map_or(0, |code| usize::from(*code));
                rows.split_by_code(*n_codes, firsts.iter().map(code));
            }
        }
    }
}

/// The columns of persons or of households that any machine loads.
fn columns(population: &Population, machines: &[Seen<'_, '_>], own: Grain) -> Vec<usize> {
    let loaded = machines.iter().flat_map(|seen| seen.machine.code.iter().filter_map(Instruction::column));
    let is_own = |at: &usize| population.columns().get(*at).is_some_and(|column| grain(column.entity) == own);
    loaded.filter(is_own).collect::<BTreeSet<usize>>().into_iter().collect()
}

/// Some persons, some households, or some persons each with a household; what is seen is that of a grain.
struct Rows<'r> {
    persons: &'r [u32],
    homes: &'r [u32],
    grain: Grain,
    /// Whether what persons have of their household is theirs.
    follows_homes: bool,
}

impl<'r> Rows<'r> {
    const fn persons(persons: &'r [u32]) -> Self {
        Self { persons, homes: &[], grain: Grain::Person, follows_homes: false }
    }

    const fn homes(homes: &'r [u32]) -> Self {
        Self { persons: &[], homes, grain: Grain::Household, follows_homes: false }
    }
}

/// What the machines see of some rows of columns.
fn look(population: &Population, machines: &[Seen<'_, '_>], columns: &[usize], rows: &Rows<'_>) -> Partition {
    let people = population::rows(population, columns, rows.persons, rows.homes);
    let mut alike = Partition::whole(people.households());
    for Seen { machine, roots } in machines {
        let closure = machine.closure(&|at| columns.contains(&at), roots, (rows.grain, rows.follows_homes));
        for values in machine.seen(&closure, &people) {
            alike.split(&values);
        }
    }
    alike
}

/// Tells rows apart by a column: by its few answers, or by what the machines see of its many values.
fn split_by_column(
    rows: &mut Partition,
    population: &Population,
    machines: &[Seen<'_, '_>],
    (grain, at): (Grain, usize),
) {
    let Some(column) = population.columns().get(at) else { return };
    let mut by_value = |values: Partition| {
        let firsts = if grain == Grain::Person { Rows::persons(&values.firsts) } else { Rows::homes(&values.firsts) };
        let alike = look(population, machines, &[at], &firsts);
        let class = |value: &u32| alike.classes.get(*value as usize).map_or(0, |class| *class as usize);
        rows.split_by_code(alike.firsts.len().max(1), values.classes.iter().map(class));
    };
    match &column.data {
        ColumnData::YesNo(codes) => rows.split_by_code(2, codes.iter().map(|code| usize::from(*code))),
        ColumnData::Choice { values, codes } => {
            rows.split_by_code(values.len().max(1), codes.iter().map(|code| usize::from(*code)));
        }
        ColumnData::YesNoByMonth(values) => by_value(Partition::by(values.iter().copied())),
        ColumnData::Date(values) => by_value(Partition::by(values.iter().copied())),
        ColumnData::Number { values, .. } => by_value(Partition::by(values.iter().copied())),
    }
}
