//! Which households are of one kind.
//!
//! Receives the classes of persons and of households, and the relations that matter; hands on a key for each household.
//! Where nothing depends on who comes first, members are taken in the order of their classes, so that households which
//! differ in the order alone have the same key: what is equal can then still be brought to lie side by side.

use super::instruction::{BoundEach, Instruction};
use super::register::Grain;
use crate::population::Relation;
use crate::value::Policy;

/// What makes the kind of a household.
pub(super) struct Keys<'k> {
    /// The class of every person.
    pub(super) persons: &'k [u32],
    /// The class of every household.
    pub(super) homes: &'k [u32],
    pub(super) relations: &'k [(Grain, &'k Relation)],
    /// Whether it matters who comes first.
    pub(super) is_ordered: bool,
}

impl Instruction {
    /// Whether it may matter in which order the persons of a household come.
    pub(super) fn is_ordered(&self) -> bool {
        match self {
            Self::Each(BoundEach { policy, .. }) => matches!(policy, Policy::First | Policy::Only),
            Self::Related(_, _, via) => via.from == Grain::Household,
            _ => false,
        }
    }
}

impl Keys<'_> {
    /// Writes the key of a household whose persons are those from one place to another.
    pub(super) fn write(&self, home: usize, (from, to): (u32, u32), key: &mut Vec<u32>) {
        let class = |place: u32| self.persons.get((from + place) as usize).copied().unwrap_or(u32::MAX);
        let mut order: Vec<u32> = (0..to - from).collect();
        if !self.is_ordered {
            order.sort_by_key(|place| class(*place));
        }
        let mut places = vec![0; order.len()];
        for (new, old) in (0_u32..).zip(&order) {
            if let Some(place) = places.get_mut(*old as usize) {
                *place = new;
            }
        }
        key.clear();
        key.push(to - from);
        key.extend(self.homes.get(home));
        key.extend(order.iter().map(|place| class(*place)));
        for (grain, relation) in self.relations {
            match grain {
                Grain::Person => {
                    order.iter().for_each(|place| self.led(relation, (from + place) as usize, from, &places, key));
                }
                Grain::Household => self.led(relation, home, from, &places, key),
            }
        }
    }

    /// Where a row is led, by the places of the members.
    fn led(&self, relation: &Relation, row: usize, from: u32, places: &[u32], key: &mut Vec<u32>) {
        let Some([start, end]) = relation.offsets.get(row..row + 2) else { return };
        key.push(end - start);
        let begun = key.len();
        let targets = relation.targets.get(*start as usize..*end as usize).unwrap_or(&[]);
        key.extend(targets.iter().filter_map(|target| places.get(target.checked_sub(from)? as usize)));
        if !self.is_ordered
            && let Some(own) = key.get_mut(begun..)
        {
            own.sort_unstable();
        }
    }
}
