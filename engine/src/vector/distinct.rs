//! One row for all persons, or households, whom the law cannot tell apart.
//!
//! Receives machines, a population and classes of its rows; hands on registers with a row for each class, and who is in
//! which. A step that looks at nothing but its own row is taken once for a class. A step that looks at other rows, such
//! as how many members of a household there are, is taken for everybody, from what their classes come to; where
//! something else comes of it for two rows, their class is split. So a class has what each of its rows would have.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Block, blocks, extent};
use super::error::VectorError;
use super::instruction::Instruction;
use super::machine::Machine;
use super::partition::Partition;
use super::register::{Grain, Scratch, Slot};
use crate::population::{self, Population};

/// Persons and households of a population in classes; those of a class have households of one class.
#[derive(Clone, Debug)]
pub(crate) struct Classes {
    persons: Partition,
    homes: Partition,
    home_of: Vec<u32>,
}

/// What machines come to: registers of classes, for each machine in order.
pub(crate) struct Distinct {
    pub(crate) sheets: Vec<Sheet>,
    classes: Classes,
}

/// The registers of a machine, with a row for each class.
pub(crate) struct Sheet {
    /// A row for each class of persons, with what its household has.
    persons: Scratch,
    /// A row for each class of households, with what they have themselves.
    homes: Scratch,
}

/// Steps that can be taken together: first those of single rows, then those that look at others.
#[derive(Default)]
struct Level {
    of_rows: Vec<usize>,
    across: Vec<usize>,
}

/// What came of a step that looks at other rows, for every row of a grain.
struct Found {
    grain: Grain,
    slot: Slot,
    values: Vec<i64>,
}

/// Everybody, and the blocks in which they are looked at.
struct People<'p> {
    all: &'p Population,
    blocks: Vec<Block>,
}

impl Classes {
    /// Classes of the persons and households of a population, by any numbers.
    pub(super) fn new(population: &Population, persons: impl Iterator<Item = u32>, homes: &[u32]) -> Self {
        let home_of = population::homes_of(population.first_person());
        let (mut persons, homes) = (Partition::by(persons), Partition::by(homes.iter().copied()));
        split_by_home(&mut persons, &homes, &home_of);
        Self { persons, homes, home_of }
    }

    fn of(&self, grain: Grain) -> &Partition {
        match grain {
            Grain::Person => &self.persons,
            Grain::Household => &self.homes,
        }
    }

    /// The first row of each class of persons, and the household of that row.
    fn firsts(&self) -> (&[u32], Vec<u32>) {
        let home = |row: &u32| self.home_of.get(*row as usize).copied().unwrap_or(0);
        (&self.persons.firsts, self.persons.firsts.iter().map(home).collect())
    }

    /// Tells rows apart by what was found.
    fn split<'f>(&mut self, found: impl Iterator<Item = &'f Found> + Clone) {
        let n_homes = self.homes.firsts.len();
        for found in found.clone().filter(|found| found.grain == Grain::Household) {
            self.homes.split(&found.values);
        }
        if self.homes.firsts.len() != n_homes {
            split_by_home(&mut self.persons, &self.homes, &self.home_of);
        }
        for found in found.filter(|found| found.grain == Grain::Person) {
            self.persons.split(&found.values);
        }
    }
}

fn split_by_home(persons: &mut Partition, homes: &Partition, home_of: &[u32]) {
    let class = |home: &u32| homes.classes.get(*home as usize).map_or(0, |class| *class as usize);
    persons.split_by_code(homes.firsts.len().max(1), home_of.iter().map(class));
}

impl Distinct {
    /// Runs machines on classes of a population, which their steps look at in the same places.
    ///
    /// # Errors
    /// A row for which the law gives no single answer: some row, whichever.
    pub(crate) fn run(
        machines: &[&Machine<'_>],
        population: &Population,
        classes: &Classes,
    ) -> Result<Self, VectorError> {
        let people = People { all: population, blocks: blocks(population) };
        let levels: Vec<Vec<Level>> = machines.iter().map(|machine| machine.levels()).collect();
        let mut own = Self { sheets: Vec::new(), classes: classes.clone() };
        let (n_persons, n_homes) = (classes.persons.firsts.len(), classes.homes.firsts.len());
        own.sheets.extend(machines.iter().map(|machine| Sheet::new(machine, n_persons, n_homes)));
        let loaded = machines.iter().flat_map(|machine| machine.code.iter().filter_map(Instruction::column));
        let mut columns: Vec<usize> = loaded.collect::<BTreeSet<usize>>().into_iter().collect();
        for at in 0..levels.iter().map(Vec::len).max().unwrap_or(0) {
            own.level(machines, &people, (at, &levels), &columns);
            // Everything is loaded on the first.
            columns.clear();
        }
        let block = own.block();
        for (machine, sheet) in machines.iter().zip(&own.sheets) {
            machine.faults(block, |grain| sheet.of(grain == Grain::Person))?;
        }
        Ok(own)
    }

    /// The classes as rows.
    pub(crate) fn block(&self) -> Block {
        let (n_persons, n_households) = (self.classes.persons.firsts.len(), self.classes.homes.firsts.len());
        Block { household: 0, n_households, person: 0, n_persons }
    }

    /// The class of each person, or of each household.
    pub(crate) fn classes(&self, is_of_persons: bool) -> &[u32] {
        let classes = if is_of_persons { &self.classes.persons } else { &self.classes.homes };
        &classes.classes
    }

    /// The first person, or the first household, of each class.
    pub(crate) fn firsts(&self, is_of_persons: bool) -> &[u32] {
        let classes = if is_of_persons { &self.classes.persons } else { &self.classes.homes };
        &classes.firsts
    }

    /// What the classes of persons and of households stand for, if rows stand for so many.
    pub(crate) fn sums(&self, of_persons: &[u64], of_homes: &[u64]) -> [Vec<u64>; 2] {
        [self.classes.persons.sums(of_persons), self.classes.homes.sums(of_homes)]
    }

    fn level(
        &mut self,
        machines: &[&Machine<'_>],
        people: &People<'_>,
        (at, levels): (usize, &[Vec<Level>]),
        columns: &[usize],
    ) {
        let (firsts, homes) = self.classes.firsts();
        let persons = population::rows(people.all, columns, firsts, &homes);
        let homes = population::rows(people.all, columns, &[], &self.classes.homes.firsts);
        let mut found = Vec::new();
        for ((machine, sheet), levels) in machines.iter().zip(&mut self.sheets).zip(levels) {
            let Some(level) = levels.get(at) else {
                found.push(Vec::new());
                continue;
            };
            sheet.step(machine, &level.of_rows, [&persons, &homes]);
            found.push(sheet.across(machine, &level.across, people, &self.classes));
        }
        if found.iter().all(Vec::is_empty) {
            return;
        }
        let before = self.classes.clone();
        self.classes.split(found.iter().flatten());
        for (sheet, found) in self.sheets.iter_mut().zip(&found) {
            sheet.follow(&before, &self.classes, found);
        }
    }
}

impl Machine<'_> {
    /// Its steps by when they can be taken.
    fn levels(&self) -> Vec<Level> {
        let (mut levels, mut of_slot) = (Vec::<Level>::new(), BTreeMap::<Slot, usize>::new());
        for (at, instruction) in self.code.iter().enumerate() {
            let touched = instruction.reads().into_iter().chain(instruction.writes());
            let level = touched.filter_map(|slot| of_slot.get(&slot)).copied().max().unwrap_or(0);
            let is_across = !instruction.is_row_by_row() && !instruction.is_spread();
            if level >= levels.len() {
                levels.resize_with(level + 1, Level::default);
            }
            if let Some(level) = levels.get_mut(level) {
                if is_across { level.across.push(at) } else { level.of_rows.push(at) }
            }
            let after = level + usize::from(is_across);
            of_slot.extend(instruction.writes().into_iter().map(|slot| (slot, after)));
        }
        levels
    }
}

impl Sheet {
    fn new(machine: &Machine<'_>, n_persons: usize, n_homes: usize) -> Self {
        let mut persons = Scratch::new(&machine.layout, n_persons, n_persons);
        let mut homes = Scratch::new(&machine.layout, 0, n_homes);
        machine.fill(&mut persons);
        machine.fill(&mut homes);
        Self { persons, homes }
    }

    /// The registers of persons, or of households.
    pub(crate) const fn of(&self, is_of_persons: bool) -> &Scratch {
        if is_of_persons { &self.persons } else { &self.homes }
    }

    /// Takes steps that look at single rows.
    fn step(&mut self, machine: &Machine<'_>, steps: &[usize], [persons, homes]: [&Population; 2]) {
        let (n_persons, n_homes) = (persons.households(), homes.households());
        let of_persons = Block { household: 0, n_households: n_persons, person: 0, n_persons };
        let of_homes = Block { household: 0, n_households: n_homes, person: 0, n_persons: 0 };
        for instruction in steps.iter().filter_map(|at| machine.code.get(*at)) {
            machine.step(instruction, persons, of_persons, &mut self.persons);
            let is_of_homes = |slot: &Slot| machine.layout.grain(*slot) == Some(Grain::Household);
            if instruction.writes().iter().all(is_of_homes) {
                machine.step(instruction, homes, of_homes, &mut self.homes);
            }
        }
    }

    /// Takes steps that look at other rows, for everybody.
    fn across(&self, machine: &Machine<'_>, steps: &[usize], people: &People<'_>, classes: &Classes) -> Vec<Found> {
        let steps: Vec<&Instruction> = steps.iter().filter_map(|at| machine.code.get(*at)).collect();
        let reads: BTreeSet<Slot> = steps.iter().flat_map(|step| step.reads()).collect();
        let writes: BTreeSet<Slot> = steps.iter().flat_map(|step| step.writes()).collect();
        let grain = |slot: &Slot| machine.layout.grain(*slot).map(|grain| (grain, *slot));
        let found = |(grain, slot)| Found { grain, slot, values: Vec::new() };
        let mut found: Vec<Found> = writes.iter().filter_map(grain).map(found).collect();
        if found.is_empty() {
            return found;
        }
        let most = people.blocks.iter().map(|block| block.n_persons.max(block.n_households)).max().unwrap_or(0);
        let mut scratch = machine.scratch_of(&reads.union(&writes).copied().collect(), most);
        for block in &people.blocks {
            for (grain, slot) in reads.iter().filter_map(grain) {
                let (from, n_rows) = extent(*block, grain);
                let own = classes.of(grain).classes.get(from..from + n_rows).unwrap_or(&[]);
                scratch.gather(slot, self.of(grain == Grain::Person), own);
            }
            for step in &steps {
                machine.step(step, people.all, *block, &mut scratch);
            }
            for found in &mut found {
                scratch.read(found.slot, extent(*block, found.grain).1, &mut found.values);
            }
        }
        found
    }

    /// Gives each new class what the class had of which it was a part, and what was found of its first row.
    fn follow(&mut self, before: &Classes, classes: &Classes, found: &[Found]) {
        let old = |grain: Grain| {
            let old = &before.of(grain).classes;
            let firsts = classes.of(grain).firsts.iter();
            firsts.map(|row| old.get(*row as usize).copied().unwrap_or(0)).collect::<Vec<u32>>()
        };
        self.persons = self.persons.picked(&old(Grain::Person));
        self.homes = self.homes.picked(&old(Grain::Household));
        let (firsts, own_homes) = classes.firsts();
        for Found { grain, slot, values } in found {
            let value = |row: &u32| values.get(*row as usize).copied().unwrap_or(0);
            match grain {
                Grain::Person => self.persons.write(*slot, firsts.iter().map(value)),
                Grain::Household => {
                    self.persons.write(*slot, own_homes.iter().map(value));
                    self.homes.write(*slot, classes.homes.firsts.iter().map(value));
                }
            }
        }
    }
}
