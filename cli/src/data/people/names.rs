//! The names of households and persons.
//!
//! Receives cells; hands on the place of a household among those met so far, and of persons what they are compared by.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::super::cell::Cell;

/// What a name is remembered by: names are only compared.
pub(super) fn key(cell: &Cell<'_>) -> u64 {
    // A whole number is the same name whether it stands as a text or as a number.
    let text = cell.text();
    let plain = text.parse::<i64>().ok().filter(|number| number.to_string() == text);
    let mut hasher = DefaultHasher::new();
    match plain {
        Some(number) => number.hash(&mut hasher),
        None => text.hash(&mut hasher),
    }
    hasher.finish()
}

/// The names of households, each once. Households are told apart by their whole names.
#[derive(Default)]
pub(super) struct Homes {
    pub(super) of_number: HashMap<i64, u32>,
    pub(super) of_text: HashMap<Box<str>, u32>,
}

impl Homes {
    /// The place of a household, if it was met.
    pub(super) fn known(&self, cell: &Cell<'_>) -> Option<u32> {
        let text = cell.text();
        match text.parse::<i64>().ok().filter(|number| number.to_string() == text) {
            Some(number) => self.of_number.get(&number).copied(),
            None => self.of_text.get(text.as_ref()).copied(),
        }
    }

    /// The place of a household, the next one if it is met for the first time.
    pub(super) fn enter(&mut self, cell: &Cell<'_>) -> u32 {
        let next = self.len();
        if let Cell::Whole(number) = cell {
            return *self.of_number.entry(*number).or_insert(next);
        }
        let text = cell.text();
        match text.parse::<i64>().ok().filter(|number| number.to_string() == text) {
            Some(number) => *self.of_number.entry(number).or_insert(next),
            None => match self.of_text.get(text.as_ref()) {
                Some(known) => *known,
                None => *self.of_text.entry(text.into()).or_insert(next),
            },
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.of_number.len() + self.of_text.len()).unwrap_or(u32::MAX)
    }
}
