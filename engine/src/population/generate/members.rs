//! Who else lives in the household.
//!
//! Receives households with heads and free places; hands on households without a free place, every person of the
//! age margin in one of them. It knows the ages of parents and children and nothing else about persons.

use super::draft::{Draft, Role, Sex};
use crate::population::PopulationError;
use crate::population::margins::{Bands, Margins};
use crate::population::sampling::{Purpose, Stream, Urn, apportion, count};

/// A person without a place.
type Person = (Sex, u8);

/// Least and largest years between a parent and a child.
const GAP: std::ops::RangeInclusive<u8> = 15..=45;

/// The oldest age at which a person is placed as a child.
const LAST_CHILD_AGE: u8 = 22;

/// A lone father is taken to be this much older than the mother was.
const FATHER_OLDER: u8 = 3;

/// Fills all places: own children first, then other relatives.
pub(super) fn settle(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    own_children(draft, margins)?;
    relatives(draft, margins)?;
    let is_full = draft.free.as_slice().iter().all(|&free| free == 0);
    is_full.then_some(()).ok_or_else(|| PopulationError::Unreachable("household_size".to_owned()))
}

/// Households with a free place, by the age of the younger parent.
struct ByParent(Vec<Vec<u32>>);

impl ByParent {
    fn of(draft: &Draft) -> Self {
        let mut by_age = vec![Vec::new(); 256];
        for household in 0..draft.n_households {
            let parent = usize::from(parent_age(draft, household));
            if draft.free.at(household) > 0
                && let Some(households) = by_age.get_mut(parent)
            {
                households.push(household);
            }
        }
        Self(by_age)
    }

    /// The households whose parent is nearest to `gap` years older than a child and has room.
    fn nearest(&mut self, age: u8, gap: u8) -> Option<&mut Vec<u32>> {
        let reach = GAP.end() - GAP.start();
        let gaps = (0..=reach).flat_map(|by| [gap.saturating_add(by), gap.saturating_sub(by)]);
        let parent = gaps
            .filter(|gap| GAP.contains(gap))
            .map(|gap| usize::from(age + gap))
            .find(|&parent| self.0.get(parent).is_some_and(|households| !households.is_empty()))?;
        self.0.get_mut(parent)
    }
}

/// The age to which a child's age is compared: the younger of the couple, or the lone head's as a mother.
fn parent_age(draft: &Draft, household: u32) -> u8 {
    let head = draft.first.at(household);
    let age = draft.age.at(head);
    let has_spouse = draft.members(household).len() > 1 && draft.role.at(head + 1) == Role::Spouse;
    match draft.sex.at(head) {
        _ if has_spouse => age.min(draft.age.at(head + 1)),
        Sex::Male => age.saturating_sub(FATHER_OLDER),
        Sex::Female => age,
    }
}

fn own_children(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let share = margins.bands("own_child_share", "")?;
    let gaps = margins.bands("birth_gap", "")?;
    let mut children = Vec::new();
    for (sex, by_age) in [Sex::Male, Sex::Female].into_iter().zip(&draft.unplaced) {
        for (age, &n) in (0..=LAST_CHILD_AGE).zip(by_age) {
            let own = u64::from(n) * share.weight(age) / 1000;
            children.extend((0..own).map(|_| (sex, age)));
        }
    }
    draft.stream(Purpose::ChildOrder).shuffle(&mut children);
    let mut gap_urn = gap_urn(&gaps, count(children.len()));
    let gap_stream = draft.stream(Purpose::BirthGap);
    let stream = draft.stream(Purpose::ParentHousehold);
    let mut by_parent = ByParent::of(draft);
    for (idx, (sex, age)) in (0_u32..).zip(children) {
        let gap = GAP.start() + gap_urn.take(gap_stream, idx).unwrap_or(0);
        // A child for whom no parent has room stays unplaced and becomes another relative.
        if let Some(households) = by_parent.nearest(age, gap) {
            put(draft, households, stream, idx, (sex, age, Role::Child));
        }
    }
    Ok(())
}

/// The years between mother and child, one for each child.
fn gap_urn(gaps: &Bands, n_children: u32) -> Urn {
    let weights: Vec<u64> = GAP.map(|gap| gaps.weight(gap)).collect();
    Urn::new(apportion(n_children, &weights))
}

/// Puts a person into one of the households; a household that is full leaves the list.
fn put(draft: &mut Draft, households: &mut Vec<u32>, stream: Stream, idx: u32, (sex, age, role): (Sex, u8, Role)) {
    let place = stream.below(idx, count(households.len()));
    let Some(&household) = households.get(place as usize) else {
        return;
    };
    draft.place(household, sex, age, role);
    if draft.free.at(household) == 0 {
        households.swap_remove(place as usize);
    }
}

/// Aged relatives go rather to younger heads; children of others and adults rather to older heads.
fn relatives(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let old_head = margins.value("old_head_age", "years")?;
    let open = (0..draft.n_households).filter(|&household| draft.free.at(household) > 0);
    let (mut old, mut young): (Vec<u32>, Vec<u32>) =
        open.partition(|&household| i64::from(parent_age(draft, household)) >= old_head);
    let mut persons = unplaced(draft);
    draft.stream(Purpose::KinOrder).shuffle(&mut persons);
    let (aged, others): (Vec<Person>, Vec<Person>) = persons.into_iter().partition(|&(_, age)| age >= 60);
    let (minors, adults): (Vec<Person>, Vec<Person>) = others.into_iter().partition(|&(_, age)| age <= LAST_CHILD_AGE);
    let stream = draft.stream(Purpose::KinHousehold);
    let mut idx = 0;
    for (persons, prefers_young) in [(aged, true), (minors, false), (adults, false)] {
        for (sex, age) in persons {
            let households = match (prefers_young, young.is_empty(), old.is_empty()) {
                (true, false, _) | (false, false, true) => &mut young,
                _ => &mut old,
            };
            put(draft, households, stream, idx, (sex, age, Role::Kin));
            idx += 1;
        }
    }
    Ok(())
}

fn unplaced(draft: &Draft) -> Vec<Person> {
    let mut persons = Vec::new();
    for (sex, by_age) in [Sex::Male, Sex::Female].into_iter().zip(&draft.unplaced) {
        for (age, &n) in (0_u8..).zip(by_age) {
            persons.extend((0..n).map(|_| (sex, age)));
        }
    }
    persons
}
