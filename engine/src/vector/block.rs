//! Blocks: some households and their persons, which are computed together.
//!
//! Receives a population; hands on where each block begins and ends. It knows no column.

use super::register::Grain;
use crate::population::Population;

/// Persons a block holds, unless one household is larger.
const BLOCK_PERSONS: usize = 2048;

/// Some households and their persons, both by position.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// The first household.
    pub household: usize,
    /// How many households.
    pub n_households: usize,
    /// The first person.
    pub person: usize,
    /// How many persons.
    pub n_persons: usize,
}

/// The blocks of a population, in order.
#[must_use]
pub fn blocks(population: &Population) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (household, ends) in population.first_person().windows(2).enumerate() {
        let (start, end) = match ends {
            [start, end] => (*start as usize, *end as usize),
            _ => continue,
        };
        match blocks.last_mut() {
            Some(block) if block.n_persons + end - start <= BLOCK_PERSONS => {
                block.n_persons += end - start;
                block.n_households += 1;
            }
            _ => blocks.push(Block { household, n_households: 1, person: start, n_persons: end - start }),
        }
    }
    blocks
}

pub(super) const fn grain(entity: crate::population::Entity) -> Grain {
    match entity {
        crate::population::Entity::Person => Grain::Person,
        crate::population::Entity::Household => Grain::Household,
    }
}

pub(super) const fn extent(block: Block, grain: Grain) -> (usize, usize) {
    match grain {
        Grain::Person => (block.person, block.n_persons),
        Grain::Household => (block.household, block.n_households),
    }
}
