//! The national law of 2015 to 2026 a second time, written from the dossier alone.
//!
//! Receives plain households; hands on what everybody in them is paid each month and the groups that apply. It knows
//! neither the engine nor the language nor any text of `policies/`: the two agree only if both read the law alike.
//! Money is whole dong, coefficients are whole tenths. Where the dossier leaves a reading open, the reading taken here
//! stands beside the place, with the word OPEN.

pub mod care;
pub mod chance;
pub mod day;
pub mod facts;
pub mod groups;
pub mod hiding;
pub mod once;
pub mod people;
pub mod rates;
pub mod shrink;

use std::collections::BTreeSet;

pub use day::Day;
pub use facts::{Household, Person};

/// What one person gets each month.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Paid {
    /// The monthly allowance, or the social pension if that is more.
    pub allowance: i64,
    /// For those who were taken in.
    pub carer: i64,
    /// For a disabled parent of small children.
    pub parent: i64,
    /// In a facility; the facility gets it.
    pub facility: i64,
    /// For who is cared for at home; the household gets it.
    pub home_care: i64,
    /// Once, for the funeral of who died this month.
    pub funeral: i64,
    /// Once, for a severe injury.
    pub injury: i64,
    /// Once, for who died or went missing in a disaster; the household gets it.
    pub disaster: i64,
    /// The groups that apply, as an official would cite them: `20/2021:5.5.a`.
    pub groups: BTreeSet<String>,
}

impl Paid {
    /// All that the person gets each month. What goes to a facility or to the household is not in it.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.allowance + self.carer + self.parent
    }
}

/// What is paid to everybody of a household on a day, in their order.
#[must_use]
pub fn assess(household: &Household, on: Day) -> Vec<Paid> {
    household.persons.iter().map(|one| person(household, one, on)).collect()
}

fn person(household: &Household, person: &Person, on: Day) -> Paid {
    let entitled = groups::entitled(household, person, on);
    let facility = care::facility(household, person, on);
    let carer = care::carer(household, person, on);
    let parent = care::parent(household, person, on);
    let home_care = care::home_care(household, person, on);
    let funeral = once::funeral(household, person, on);
    let injury = once::injury(household, person, on);
    let disaster = once::disaster(household, person, on);
    let parts = [&facility, &carer, &parent, &home_care, &funeral, &injury, &disaster];
    let ids = parts.into_iter().flat_map(|part| part.groups.iter().cloned());
    Paid {
        allowance: groups::highest(&entitled),
        carer: carer.amount,
        parent: parent.amount,
        facility: facility.amount,
        home_care: home_care.amount,
        funeral: funeral.amount,
        injury: injury.amount,
        disaster: disaster.amount,
        groups: entitled.iter().map(|found| found.id.clone()).chain(ids).collect(),
    }
}
