//! Persons and households, read from their tables and put in order.
//!
//! Receives tables and what is read of them; hands on columns with one entry a person or household, the persons of each
//! household next to each other, and adds all that is wrong to the complaints. It knows no law.

mod names;
mod remedy;

use std::collections::HashMap;

use super::cell::Cell;
use super::layout::{Layout, Reading};
use super::mistake::{At, Breach, Mistakes};
use super::sample::Weights;
use super::table::{Row, Table};
use crate::failure::Failure;
use names::{Homes, key};

/// Between several names in a cell.
const BETWEEN_NAMES: char = '|';

/// Persons and households as they were read.
pub(super) struct People<'p> {
    pub(super) layout: Layout<'p>,
    /// Household boundaries, as populations have them.
    pub(super) first_person: Vec<u32>,
    /// Of each link from whom to whom, in the order of the persons; and of whom it is not known.
    pub(super) links: Vec<Led>,
    /// The weights of households, where there are any.
    pub(super) weights: Option<Weights>,
    /// How many rows the table of persons has.
    pub(super) n_rows: u64,
}

/// Where one link leads.
#[derive(Default)]
pub(super) struct Led {
    pub(super) offsets: Vec<u32>,
    pub(super) targets: Vec<u32>,
    /// The persons of whom it is not told.
    pub(super) open: Vec<u32>,
}

struct Reader<'r, 'p> {
    layout: Layout<'p>,
    homes: Homes,
    /// The household of each row.
    home: Vec<u32>,
    numbers: Vec<u64>,
    names: Vec<u64>,
    /// Of each link the rows that name somebody; nothing where it is not told.
    links: Vec<HashMap<u32, Vec<(u64, String)>>>,
    known_links: Vec<Vec<u32>>,
    weights: Option<Weights>,
    mistakes: &'r mut Mistakes,
}

/// Reads both tables.
///
/// # Errors
/// A file that cannot be read to its end.
pub(super) fn read<'p>(
    layout: Layout<'p>,
    persons: &Table,
    households: Option<&Table>,
    weights: Option<Weights>,
    mistakes: &mut Mistakes,
) -> Result<People<'p>, Failure> {
    let n_links = layout.links.len();
    let mut reader = Reader {
        layout,
        homes: Homes::default(),
        home: Vec::new(),
        numbers: Vec::new(),
        names: Vec::new(),
        links: vec![HashMap::new(); n_links],
        known_links: vec![Vec::new(); n_links],
        weights,
        mistakes,
    };
    reader.persons(persons, households.is_none())?;
    if let Some(table) = households {
        reader.households(table, persons)?;
    }
    Ok(reader.finish(persons, households))
}

impl<'p> Reader<'_, 'p> {
    fn persons(&mut self, table: &Table, is_whole: bool) -> Result<(), Failure> {
        let file = table.file();
        let Layout { persons, households, links, home, person, .. } = &self.layout;
        let mut wanted: Vec<usize> = home.iter().chain(person).copied().collect();
        let (has_home, n_names) = (home.is_some(), wanted.len());
        wanted.extend(links.iter().map(|link| link.at));
        let own = |readings: &[Reading<'_>]| readings.iter().flat_map(Reading::places).collect::<Vec<_>>();
        wanted.extend(own(persons));
        let of_homes = if is_whole { own(households) } else { Vec::new() };
        wanted.extend(&of_homes);
        let is_weighed_here = self.weights.as_ref().is_some_and(|weights| weights.is_of(table));
        if is_weighed_here {
            wanted.extend(self.weights.iter().flat_map(|weights| weights.wanted()));
        }
        table.each_row(&wanted, &mut |row| {
            let at = |column| At { file: &file, row: row.number, column };
            self.names(&row, (has_home, n_names), table, at);
            let mut rest = row.cells.get(n_names..).unwrap_or_default().iter();
            self.link_cells(&mut rest);
            push(&mut self.layout.persons, &mut rest, self.mistakes, at);
            if is_whole {
                push(&mut self.layout.households, &mut rest, self.mistakes, at);
            }
            if let Some(weights) = self.weights.as_mut().filter(|_| is_weighed_here) {
                weights.push(rest.as_slice(), at, self.mistakes);
            }
        })
    }

    /// The names of a row: of the household, and of the person.
    fn names<'a>(
        &mut self,
        row: &Row<'_, '_>,
        (has_home, n_names): (bool, usize),
        table: &Table,
        at: impl Fn(&'a str) -> At<'a>,
    ) {
        if let Some(n_cells) = row.n_cells {
            self.mistakes.add(at(""), "", Breach::Cells, remedy::wrong_cells(n_cells, table.header.len()));
        }
        let home = row.cells.first().filter(|cell| has_home && **cell != Cell::Empty);
        if home.is_none() {
            self.mistakes.add(at(""), "", Breach::Named, remedy::no_home());
        }
        // Whoever has no household is told, and is alone until then.
        let own = Cell::Text(format!("\u{0}{}", row.number).into());
        let home = self.homes.enter(home.unwrap_or(&own));
        self.home.push(home);
        self.numbers.push(row.number);
        if n_names > usize::from(has_home) {
            self.names.push(row.cells.get(usize::from(has_home)).map_or(0, key));
        }
    }

    fn link_cells(&mut self, cells: &mut std::slice::Iter<'_, Cell<'_>>) {
        let row = u32::try_from(self.home.len() - 1).unwrap_or(u32::MAX);
        for (named, known) in self.links.iter_mut().zip(&mut self.known_links) {
            let Some(cell) = cells.next().filter(|cell| **cell != Cell::Empty) else { continue };
            known.push(row);
            let text = cell.text();
            if matches!(text.to_lowercase().as_str(), "none" | "không có" | "không") {
                continue;
            }
            let names = text.split(BETWEEN_NAMES).map(|name| (key(&Cell::of_text(name)), name.trim().to_owned()));
            named.insert(row, names.collect());
        }
    }

    /// The table of households: its rows in the order of the households.
    fn households(&mut self, table: &Table, persons: &Table) -> Result<(), Failure> {
        let file = table.file();
        let name = self.layout.household;
        let mut wanted: Vec<usize> = name.into_iter().collect();
        wanted.extend(self.layout.households.iter().flat_map(Reading::places));
        let is_weighed_here = self.weights.as_ref().is_some_and(|weights| weights.is_of(table));
        if is_weighed_here {
            wanted.extend(self.weights.iter().flat_map(|weights| weights.wanted()));
        }
        let column = name.and_then(|at| table.header.get(at)).map_or("", String::as_str);
        let none = u32::MAX;
        let mut rows: Vec<u32> = vec![none; self.homes.len() as usize];
        let mut n_rows = 0;
        table.each_row(&wanted, &mut |row| {
            let at = |column| At { file: &file, row: row.number, column };
            if let Some(n_cells) = row.n_cells {
                self.mistakes.add(at(""), "", Breach::Cells, remedy::wrong_cells(n_cells, table.header.len()));
            }
            let mut rest = row.cells.iter();
            let cell = rest.next().cloned().unwrap_or(Cell::Empty);
            let place = self.homes.known(&cell).and_then(|home| rows.get_mut(home as usize));
            match place {
                _ if cell == Cell::Empty => self.mistakes.add(at(column), "", Breach::Named, remedy::no_home()),
                None => self.mistakes.add(at(column), &cell.text(), Breach::Somebody, remedy::nobody()),
                Some(place) if *place != none => {
                    self.mistakes.add(at(column), &cell.text(), Breach::NamedOnce, remedy::twice());
                }
                Some(place) => *place = n_rows,
            }
            n_rows += 1;
            push(&mut self.layout.households, &mut rest, self.mistakes, at);
            if let Some(weights) = self.weights.as_mut().filter(|_| is_weighed_here) {
                weights.push(rest.as_slice(), at, self.mistakes);
            }
        })?;
        self.missing_homes(&rows, persons);
        // A household without a row is told; until then it holds what the first row holds.
        let order: Vec<u32> = rows.iter().map(|row| if *row == none { 0 } else { *row }).collect();
        for reading in self.layout.households.iter_mut().filter(|reading| reading.at.is_some()) {
            reading.builder.take(&order);
        }
        if let Some(weights) = self.weights.as_mut().filter(|_| is_weighed_here) {
            weights.take(&order);
        }
        Ok(())
    }

    fn missing_homes(&mut self, rows: &[u32], persons: &Table) {
        if rows.iter().all(|row| *row != u32::MAX) {
            return;
        }
        let texts = self.homes.of_text.iter().map(|(name, home)| (*home, name.to_string()));
        let numbers = self.homes.of_number.iter().map(|(name, home)| (*home, name.to_string()));
        let names: HashMap<u32, String> = texts.chain(numbers).collect();
        let column = self.layout.home.and_then(|at| persons.header.get(at)).cloned().unwrap_or_default();
        let file = persons.file();
        let mut told = vec![false; rows.len()];
        for (home, number) in self.home.iter().zip(&self.numbers) {
            let at = *home as usize;
            let is_missing = rows.get(at) == Some(&u32::MAX);
            let name = names.get(home).filter(|name| is_missing && !name.starts_with('\u{0}'));
            if let (Some(name), Some(false)) = (name, told.get(at)) {
                let place = At { file: &file, row: *number, column: &column };
                self.mistakes.add(place, name, Breach::Household, remedy::no_household());
                told[at] = true;
            }
        }
    }

    fn finish(mut self, persons: &Table, households: Option<&Table>) -> People<'p> {
        let n_rows = self.home.len() as u64;
        let (first_person, order) = self.order();
        self.repeated(&first_person, &order, persons);
        if households.is_none() {
            self.same(&first_person, &order, persons);
        }
        let links = self.led(&first_person, &order, persons);
        let is_in_order = order.iter().zip(0_u32..).all(|(row, at)| *row == at);
        for reading in self.layout.persons.iter_mut().filter(|reading| reading.at.is_some() && !is_in_order) {
            reading.builder.take(&order);
        }
        if households.is_none() {
            let firsts: Vec<u32> = firsts(&first_person, &order).collect();
            for reading in self.layout.households.iter_mut().filter(|reading| reading.at.is_some()) {
                reading.builder.take(&firsts);
            }
        }
        if let Some(weights) = self.weights.as_mut().filter(|weights| weights.is_of(persons)) {
            weights.same(&first_person, &order, &persons.file(), &self.numbers, self.mistakes);
            weights.take(&firsts(&first_person, &order).collect::<Vec<_>>());
        }
        People { layout: self.layout, first_person, links, weights: self.weights, n_rows }
    }

    /// Household boundaries, and the row of each person: households in the order of their first row.
    fn order(&self) -> (Vec<u32>, Vec<u32>) {
        let mut first_person = vec![0_u32; self.homes.len() as usize + 1];
        for home in &self.home {
            first_person[*home as usize + 1] += 1;
        }
        for at in 1..first_person.len() {
            first_person[at] += first_person[at - 1];
        }
        let mut next = first_person.clone();
        let mut order = vec![0_u32; self.home.len()];
        for (row, home) in (0_u32..).zip(&self.home) {
            let place = &mut next[*home as usize];
            order[*place as usize] = row;
            *place += 1;
        }
        (first_person, order)
    }

    /// Persons of one household who have the same name.
    fn repeated(&mut self, first_person: &[u32], order: &[u32], table: &Table) {
        if self.names.is_empty() {
            return;
        }
        let file = table.file();
        let column = self.layout.person.and_then(|at| table.header.get(at)).cloned().unwrap_or_default();
        for members in members(first_person, order) {
            for (at, row) in members.iter().enumerate() {
                let name = self.names.get(*row as usize);
                let is_twin = |other: &u32| self.names.get(*other as usize) == name;
                if members.get(..at).unwrap_or_default().iter().any(is_twin) {
                    let place = At { file: &file, row: self.number(*row), column: &column };
                    self.mistakes.add(place, "", Breach::NamedOnce, remedy::twice());
                }
            }
        }
    }

    /// What the persons of a household say of their household differently.
    fn same(&mut self, first_person: &[u32], order: &[u32], table: &Table) {
        let file = table.file();
        for members in members(first_person, order) {
            let Some((first, others)) = members.split_first() else { continue };
            for reading in self.layout.households.iter().filter(|reading| reading.at.is_some()) {
                for row in others.iter().filter(|row| !reading.builder.is_same(*first, **row)) {
                    let number = |row: u32| self.numbers.get(row as usize).copied().unwrap_or(0);
                    let place = At { file: &file, row: number(*row), column: &reading.builder.column };
                    self.mistakes.add(place, "", Breach::Same, remedy::not_same(number(*first)));
                }
            }
        }
    }

    fn number(&self, row: u32) -> u64 {
        self.numbers.get(row as usize).copied().unwrap_or(0)
    }

    /// Where the links lead, in the order of the persons.
    fn led(&mut self, first_person: &[u32], order: &[u32], table: &Table) -> Vec<Led> {
        let file = table.file();
        let mut all = Vec::new();
        for (at, link) in self.layout.links.iter().enumerate() {
            let (named, mut known) = (&self.links[at], self.known_links[at].to_vec());
            known.sort_unstable();
            let mut led = Led { offsets: vec![0], ..Led::default() };
            for (ends, members) in first_person.windows(2).zip(members(first_person, order)) {
                let start = ends.first().copied().unwrap_or(0);
                for (person, row) in (start..).zip(members) {
                    if known.binary_search(row).is_err() {
                        led.open.push(person);
                    }
                    for (name, written) in named.get(row).into_iter().flatten() {
                        let target = members.iter().position(|other| self.names.get(*other as usize) == Some(name));
                        let target = target.and_then(|at| u32::try_from(at).ok()).map(|at| start + at);
                        match target.filter(|target| *target != person) {
                            Some(target) => led.targets.push(target),
                            None => {
                                let number = self.numbers.get(*row as usize).copied().unwrap_or(0);
                                let place = At { file: &file, row: number, column: &link.column };
                                self.mistakes.add(place, written, Breach::Link, remedy::wrong_link());
                            }
                        }
                    }
                    led.offsets.push(u32::try_from(led.targets.len()).unwrap_or(u32::MAX));
                }
            }
            all.push(led);
        }
        all
    }
}

/// The rows of each household's persons.
fn members<'o>(first_person: &'o [u32], order: &'o [u32]) -> impl Iterator<Item = &'o [u32]> {
    first_person.windows(2).map(|ends| match ends {
        [from, to] => order.get(*from as usize..*to as usize).unwrap_or_default(),
        _ => &[],
    })
}

/// The first row of each household.
fn firsts<'o>(first_person: &'o [u32], order: &'o [u32]) -> impl Iterator<Item = u32> {
    members(first_person, order).filter_map(|rows| rows.first().copied())
}

fn push<'a>(
    readings: &mut [Reading<'_>],
    cells: &mut std::slice::Iter<'_, Cell<'_>>,
    mistakes: &mut Mistakes,
    at: impl Fn(&'a str) -> At<'a>,
) {
    for reading in readings.iter_mut().filter(|reading| reading.at.is_some()) {
        let cell = cells.next().unwrap_or(&Cell::Empty);
        let parts: Vec<&Cell<'_>> = reading.parts.iter().map(|_| cells.next().unwrap_or(&Cell::Empty)).collect();
        let joined = (!parts.is_empty()).then(|| reading.builder.joined(cell, &parts));
        let cell = joined.as_ref().unwrap_or(cell);
        if let Err((rule, remedy)) = reading.builder.push(cell) {
            let At { file, row, .. } = at("");
            mistakes.add(At { file, row, column: &reading.builder.column }, &cell.text(), rule, remedy);
        }
    }
}
