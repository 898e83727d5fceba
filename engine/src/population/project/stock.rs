//! The people of a projection, in a form in which they can change.
//!
//! Receives a population; hands on kinds of facts with everybody's ranks, and the population of a later year again. It
//! knows the names of columns and what each depends on, and no event.

use std::collections::BTreeMap;

use super::rates::ONE;
use super::shares::Kind;
use crate::population::{Column, ColumnData, Population, PopulationError};
use crate::value::splitmix::{GOLDEN, mix};

/// What a kind of fact depends on beside age.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Basis {
    sex: bool,
    poverty: bool,
    severe: bool,
    hiv: bool,
}

/// A kind of facts that change together.
pub(super) struct Group {
    columns: &'static [&'static str],
    /// The first ages of the bands within which age makes no difference.
    bands: &'static [i32],
    basis: Basis,
    /// The answers of a single column in the order in which they are passed through; by how frequent they are, the
    /// most frequent last, where nothing is said.
    order: &'static [&'static str],
}

const AGE_ONLY: Basis = Basis { sex: false, poverty: false, severe: false, hiv: false };

/// The kinds of facts of persons, each after those it depends on.
pub(super) const GROUPS: [Group; 7] = [
    Group {
        columns: &["disability"],
        bands: &[0, 16, 40, 60, 80],
        basis: AGE_ONLY,
        order: &["extremely_severe", "severe", "mild", "no_disability"],
    },
    Group { columns: &["hiv"], bands: &[0, 1, 16, 60], basis: Basis { poverty: true, ..AGE_ONLY }, order: &[] },
    Group {
        columns: &["abandoned", "father", "mother", "received_as_child"],
        bands: &[0, 1, 4, 5, 15, 16, 23],
        basis: AGE_ONLY,
        order: &[],
    },
    Group {
        columns: &["in_education", "counted_at_15"],
        bands: &[0, 5, 6, 11, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25],
        basis: AGE_ONLY,
        order: &[],
    },
    Group {
        columns: &["marital"],
        bands: &[0, 18, 20, 25, 30, 40, 50, 60, 70, 80],
        basis: Basis { sex: true, poverty: true, ..AGE_ONLY },
        order: &["widowed", "divorced", "spouse_missing", "married", "never_married"],
    },
    Group {
        columns: &["able_to_work", "stable_income"],
        bands: &[0, 16, 18, 60, 70, 80],
        basis: Basis { poverty: true, severe: true, hiv: true, ..AGE_ONLY },
        order: &[],
    },
    Group {
        columns: &[
            "supporter",
            "pension",
            "insurance_allowance",
            "merit_allowance",
            "other_allowance",
            "eligible_for_facility",
            "community_carer",
        ],
        bands: &[0, 18, 40, 60, 61, 80],
        basis: Basis { poverty: true, severe: true, ..AGE_ONLY },
        order: &[],
    },
];

/// The place of a kind in [`GROUPS`].
pub(super) const DISABILITY: usize = 0;
pub(super) const HIV: usize = 1;
pub(super) const N_GROUPS: usize = GROUPS.len();

/// The facts of one kind: what each number stands for in each column, and who has which.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// The codes of each distinct fact, one a column; the most special first.
    pub(super) codes: Vec<Vec<u8>>,
    /// Everybody's fact, by its place.
    pub(super) of_person: Vec<u8>,
    /// Everybody's rank.
    pub(super) ranks: Vec<u32>,
    pub(super) kind: Kind,
}

/// The circumstances of a person.
#[derive(Clone, Copy)]
pub(super) struct Person {
    pub(super) age: i32,
    pub(super) sex: u8,
    pub(super) poverty: u8,
    pub(super) is_severe: bool,
    pub(super) has_hiv: bool,
}

impl Group {
    /// How many circumstances there are.
    pub(super) fn n_circumstances(&self) -> u32 {
        u32::try_from(self.bands.len()).unwrap_or(0) * 2 * 3 * 2 * 2
    }

    /// The circumstance of a person, as a number.
    pub(super) fn circumstance(&self, person: Person) -> u32 {
        let band = self.bands.iter().rposition(|&first| person.age >= first).unwrap_or(0);
        let mut at = u32::try_from(band).unwrap_or(0);
        at = at * 2 + u32::from(self.basis.sex && person.sex == 1);
        at = at * 3 + if self.basis.poverty { u32::from(person.poverty.min(2)) } else { 0 };
        at = at * 2 + u32::from(self.basis.severe && person.is_severe);
        at * 2 + u32::from(self.basis.hiv && person.has_hiv)
    }

    /// Its columns.
    pub(super) const fn columns(&self) -> &'static [&'static str] {
        self.columns
    }

    /// The distinct facts of a population, and everybody's.
    fn facts(&self, population: &Population) -> Result<(Vec<Vec<u8>>, Vec<u8>), PopulationError> {
        let lanes = self.columns.iter().map(|name| codes(population, name)).collect::<Result<Vec<_>, _>>()?;
        let row = |person: usize| -> Vec<u8> { lanes.iter().filter_map(|lane| lane.get(person).copied()).collect() };
        let mut counts: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        for person in 0..population.persons() {
            *counts.entry(row(person)).or_default() += 1;
        }
        let mut facts: Vec<Vec<u8>> = counts.keys().cloned().collect();
        let values = self.columns.first().map_or(&[][..], |name| values(population, name));
        let place = |fact: &Vec<u8>| {
            let value = fact.first().and_then(|&code| values.get(usize::from(code)));
            self.order.iter().position(|known| value.is_some_and(|value| value == known))
        };
        if self.order.is_empty() {
            facts.sort_by_key(|fact| counts.get(fact).copied());
        } else {
            facts.sort_by_key(|fact| place(fact));
        }
        let places: BTreeMap<&Vec<u8>, u8> = facts.iter().zip(0..).collect();
        let of_person =
            (0..population.persons()).map(|person| places.get(&row(person)).copied().unwrap_or(0)).collect();
        Ok((facts.clone(), of_person))
    }

    /// The facts of a population of people with circumstances, and a rank for each.
    pub(super) fn learn(
        &self,
        population: &Population,
        persons: &dyn Fn(usize) -> Person,
        draw: &dyn Fn(usize) -> u32,
    ) -> Result<Facts, PopulationError> {
        let (codes, of_person) = self.facts(population)?;
        let with = |(at, &fact): (usize, &u8)| (fact, self.circumstance(persons(at)));
        let kind = Kind::learn(codes.len(), of_person.iter().enumerate().map(with));
        let rank = |(at, &fact): (usize, &u8)| kind.rank(fact, self.circumstance(persons(at)), draw(at));
        let ranks = of_person.iter().enumerate().map(rank).collect();
        Ok(Facts { codes, of_person, ranks, kind })
    }
}

/// The answers of a column of choices.
pub(super) fn values<'p>(population: &'p Population, name: &str) -> &'p [String] {
    match column(population, name).map(|column| &column.data) {
        Ok(ColumnData::Choice { values, .. }) => values,
        _ => &[],
    }
}

/// The answers of a column as small numbers.
pub(in crate::population) fn codes<'p>(population: &'p Population, name: &str) -> Result<&'p [u8], PopulationError> {
    match &column(population, name)?.data {
        ColumnData::YesNo(values) | ColumnData::Choice { codes: values, .. } => Ok(values),
        _ => Err(PopulationError::Value(name.to_owned())),
    }
}

/// The column of a name.
pub(super) fn column<'p>(population: &'p Population, name: &str) -> Result<&'p Column, PopulationError> {
    let found = population.columns().iter().find(|column| column.name == name);
    found.ok_or_else(|| PopulationError::Length(name.to_owned()))
}

/// What a draw decides.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    Rank = 1,
    HouseholdRank,
    Death,
    DeathMonth,
    Move,
    MoveMonth,
    Birth,
    BirthDay,
    Sex,
    Identity,
}

/// An even draw for somebody, of a purpose, in a year or for a kind of fact: a hash of its own address, so that it is
/// the same whatever else is drawn (Salmon, Moraes, Dror, Shaw 2011).
pub(super) fn draw(seed: u64, purpose: Purpose, identity: u64, turn: u64) -> u32 {
    let stream = mix(seed.wrapping_add(GOLDEN)) ^ mix((purpose as u64 + 1_000).wrapping_mul(GOLDEN));
    let random = mix(mix(stream ^ mix(turn.wrapping_add(GOLDEN))).wrapping_add(identity.wrapping_mul(GOLDEN)));
    u32::try_from(random >> 32).unwrap_or(u32::MAX)
}

/// Whether something of a chance happens.
pub(super) fn happens(draw: u32, chance: u64) -> bool {
    u64::from(draw) < chance
}

/// A number below another from a draw.
pub(super) fn below(draw: u32, n: u32) -> u32 {
    u32::try_from(u64::from(draw) * u64::from(n) / ONE).unwrap_or(0)
}
