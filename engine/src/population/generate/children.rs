//! The state of children's parents, orphans and abandoned children.
//!
//! Receives persons with their place in the household; hands on father, mother, abandonment and who was receiving
//! the orphan allowance on turning 16. It knows the counts of orphans and no rule that pays them.
//!
//! Both parents of anybody older than 22 are left as present: no rule asks. A parent who is present need not live in
//! the household.

use super::draft::{Draft, Marital, Parent, Role, Sex, given};
use super::status::has_spouse;
use crate::population::PopulationError;
use crate::population::margins::Margins;
use crate::population::sampling::{Purpose, Quota};

/// Parents of the children of lone heads, and half orphans in other households.
pub(super) fn parents(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    for child in 0..draft.n_persons {
        if draft.role.at(child) == Role::Child {
            other_parent(draft, child);
        }
    }
    half_orphans(draft, margins)
}

/// The other parent of a lone head's child follows from the head's marital status.
fn other_parent(draft: &mut Draft, child: u32) {
    let head = draft.members(draft.household.at(child)).start;
    if has_spouse(draft, head) {
        return;
    }
    let state = match draft.marital.at(head) {
        Marital::Widowed => Parent::Dead,
        Marital::SpouseMissing => Parent::Missing,
        Marital::NeverMarried | Marital::Married | Marital::Divorced => Parent::Present,
    };
    match draft.sex.at(head) {
        Sex::Male => draft.mother.put(child, state),
        Sex::Female => draft.father.put(child, state),
    }
}

fn half_orphans(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let father = margins.bands("half_orphan", "father_dead/")?;
    let mother = margins.bands("half_orphan", "mother_dead/")?;
    let quotas: Vec<Quota> =
        father.values().zip(mother.values()).map(|(father, mother)| Quota::PerMille(vec![father, mother])).collect();
    let cell = |person: u32| match draft.role.at(person) {
        Role::Kin => father.band(draft.age.at(person)),
        Role::Head | Role::Spouse | Role::Child => None,
    };
    let outcomes = draft.allot_persons(Purpose::HalfOrphan, "half_orphan", &quotas, cell)?;
    for (person, outcome) in given(outcomes) {
        let parent = if outcome == 0 { &mut draft.father } else { &mut draft.mother };
        parent.put(person, Parent::Dead);
    }
    Ok(())
}

/// Children without a parent to raise them, and young people who were such children.
pub(super) fn orphans(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let ages = margins.bands("orphans", "")?;
    let quotas: Vec<Quota> = ages.values().map(|n| Quota::Counts(vec![n])).collect();
    let cell = |person: u32| {
        let may_be = draft.role.at(person) == Role::Kin && !draft.is_severe(person);
        if may_be { ages.band(draft.age.at(person)) } else { None }
    };
    let orphans = draft.allot_persons(Purpose::Orphan, "orphans", &quotas, cell)?;
    let former = former_orphans(draft, margins)?;
    for (person, _) in given(former.clone()) {
        draft.received_as_child.put(person, true);
    }
    parent_states(draft, margins, &orphans, &former)
}

fn former_orphans(draft: &Draft, margins: &Margins) -> Result<Vec<Option<u8>>, PopulationError> {
    let counts = margins.values("former_orphans", ["studying", "not_studying"])?;
    let quotas: Vec<Quota> = counts.into_iter().map(|n| Quota::Counts(vec![n])).collect();
    draft.allot_persons(Purpose::FormerOrphan, "former_orphans", &quotas, |person| {
        let may_be = draft.role.at(person) == Role::Kin
            && (16..=22).contains(&draft.age.at(person))
            && draft.marital.at(person) == Marital::NeverMarried
            && !draft.is_severe(person);
        may_be.then_some(usize::from(!draft.in_education.at(person)))
    })
}

/// The state of both parents of orphans, by counts, and of former orphans in the same proportions.
fn parent_states(
    draft: &mut Draft,
    margins: &Margins,
    orphans: &[Option<u8>],
    former: &[Option<u8>],
) -> Result<(), PopulationError> {
    let (keys, counts): (Vec<&str>, Vec<i64>) =
        margins.of("orphan_state").map(|row| (row.key.as_str(), row.value)).unzip();
    let quotas = [Quota::Counts(counts.clone()), Quota::Weights(counts)];
    let is_in = |persons: &[Option<u8>], person: u32| persons.get(person as usize).copied().flatten().is_some();
    let cell = |person: u32| match (is_in(orphans, person), is_in(former, person)) {
        (true, _) => Some(0),
        (false, true) => Some(1),
        (false, false) => None,
    };
    let states = draft.allot_persons(Purpose::ParentState, "orphan_state", &quotas, cell)?;
    for (person, state) in given(states) {
        let key = keys.get(usize::from(state)).copied().unwrap_or("abandoned");
        if key == "abandoned" {
            draft.abandoned.put(person, true);
            continue;
        }
        let (father, mother) = both(key).ok_or_else(|| PopulationError::Table(format!("orphan_state/{key}")))?;
        draft.father.put(person, father);
        draft.mother.put(person, mother);
    }
    Ok(())
}

/// Reads `dead_in_custody`: the father, then the mother.
fn both(key: &str) -> Option<(Parent, Parent)> {
    const STATES: [(&str, Parent); 4] = [
        ("dead", Parent::Dead),
        ("missing", Parent::Missing),
        ("in_facility", Parent::InFacility),
        ("in_custody", Parent::InCustody),
    ];
    STATES.into_iter().find_map(|(father_key, father)| {
        let mother_key = key.strip_prefix(father_key)?.strip_prefix('_')?;
        let (_, mother) = STATES.into_iter().find(|(state, _)| *state == mother_key)?;
        Some((father, mother))
    })
}

#[cfg(test)]
mod tests {
    use super::{Parent, both};

    #[test]
    fn both_parents_are_read() {
        assert_eq!(both("in_custody_dead"), Some((Parent::InCustody, Parent::Dead)));
        assert_eq!(both("dead"), None);
    }
}
