//! What is paid once: for a funeral, for a severe injury, for somebody dead or missing in a disaster.
//!
//! Receives a person in a household and a day; hands on amounts and the places in the decrees. Articles 11, 13, 14 and 25
//! of Decree 20/2021, 11, 12 and 22 of Decree 335/2026, and before them 11, 13, 14 and 26 of Decree 136/2013.

use super::care::Support;
use super::day::Day;
use super::facts::{Household, Person};
use super::groups;
use super::rates::{self, Regime};

/// The funeral of who died this month. OPEN: one death is paid once: who was lost in a disaster has that support
/// instead, which is never less, unless they lived in a facility, whose funeral is never less than either.
/// OPEN: another monthly allowance is read as one of social insurance, for merit, or a social allowance.
#[must_use]
pub fn funeral(household: &Household, person: &Person, on: Day) -> Support {
    let mut support = Support::default();
    if !person.died || (person.lost && !person.in_facility) {
        return support;
    }
    let regime = rates::regime(on);
    let (place, of_facility) = match regime {
        Regime::Of2013 => ("136/2013:11", "136/2013:26.1"),
        Regime::Of2021 => ("20/2021:11.1", "20/2021:25.3"),
        Regime::Of2026 => ("335/2026:11.1", "335/2026:22.7"),
    };
    let has_money = person.survivor || person.insurance || person.merit || person.other_allowance;
    let age = person.age(on);
    let is_old = match regime {
        Regime::Of2013 | Regime::Of2021 => age >= 80 && has_money,
        Regime::Of2026 if age >= 75 => has_money,
        Regime::Of2026 => age >= 70 && household.is_poor_or_near_poor() && person.survivor,
    };
    let is_recipient = !groups::entitled(household, person, on).is_empty();
    if is_recipient || is_old || counts_for_single_parent(household, person, on) {
        support.amount = 20 * rates::base(household.province, on);
        support.groups.insert(place.to_owned());
    }
    if person.in_facility {
        let times = if regime == Regime::Of2013 { 30 } else { 50 };
        support.amount = support.amount.max(times * rates::facility_base(household.province, on));
        support.groups.insert(of_facility.to_owned());
    }
    support
}

/// Whether a single parent of the household is on the allowance for this child.
#[must_use]
pub fn counts_for_single_parent(household: &Household, person: &Person, on: Day) -> bool {
    let is_same = |at: &usize| household.persons.get(*at).is_some_and(|one| std::ptr::eq(one, person));
    let is_on_it =
        |parent: &Person| groups::entitled(household, parent, on).iter().any(|found| found.id.ends_with(":5.4"));
    let raises = |parent: &&Person| parent.children.iter().any(is_same);
    groups::counts_as_child(person, on) && household.persons.iter().filter(raises).any(is_on_it)
}

/// Emergency care and at least three days in a health facility.
#[must_use]
pub fn injury(household: &Household, person: &Person, on: Day) -> Support {
    let places = ["136/2013:13", "20/2021:13.1", "335/2026:12.2"];
    of_disaster(household, on, person.injured, places, [10, 10])
}

/// Dead or missing in a disaster, a fire, an epidemic or an accident. The household gets it.
#[must_use]
pub fn disaster(household: &Household, person: &Person, on: Day) -> Support {
    let is_in = person.lost && !(person.in_facility && person.died);
    of_disaster(household, on, is_in, ["136/2013:14.1", "20/2021:14.1", "335/2026:12.3.a"], [20, 50])
}

fn of_disaster(household: &Household, on: Day, is_in: bool, places: [&str; 3], times: [i64; 2]) -> Support {
    let mut support = Support::default();
    if is_in {
        let (place, times) = match rates::regime(on) {
            Regime::Of2013 => (places[0], times[0]),
            Regime::Of2021 => (places[1], times[1]),
            Regime::Of2026 => (places[2], times[1]),
        };
        support.amount = times * rates::base(household.province, on);
        support.groups.insert(place.to_owned());
    }
    support
}
