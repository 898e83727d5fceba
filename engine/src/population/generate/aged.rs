//! Supporters, pensions and allowances, facilities: the facts that matter in old age.
//!
//! Receives persons with age, disability and poverty; hands on who has a supporter, a pension or another allowance,
//! and who qualifies for a facility. It knows the strata of these margins and no rule that pays the aged.
//!
//! `other_allowance` means any other monthly allowance from the state, so whoever has a merit allowance has it too.

use super::draft::{Draft, Poverty, Supporter, given};
use super::poverty::raises_alone;
use crate::population::PopulationError;
use crate::population::margins::Margins;
use crate::population::sampling::{Purpose, Quota, count};

const AGED: u8 = 60;
const VERY_AGED: u8 = 80;

/// Who of the aged has no supporter, or one who draws an allowance. Everybody else has an able one.
pub(super) fn supporters(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let unsupported = unsupported(draft, margins)?;
    let share = margins.value("unsupported_aged", "supporter_on_allowance")?;
    let quotas = [Quota::PerMille(vec![share])];
    let outcomes = draft.allot_persons(Purpose::Supporter, "unsupported_aged", &quotas, |person| {
        unsupported.get(person as usize).copied().unwrap_or(false).then_some(0)
    })?;
    for (person, (is_unsupported, outcome)) in (0_u32..).zip(unsupported.iter().zip(outcomes)) {
        if *is_unsupported {
            let on_allowance = outcome.map_or(Supporter::Nobody, |_| Supporter::OnAllowance);
            draft.supporter.put(person, on_allowance);
        }
    }
    Ok(())
}

fn unsupported(draft: &Draft, margins: &Margins) -> Result<Vec<bool>, PopulationError> {
    let keys = ["living_with_aged_only", "poor_80", "severely_disabled", "near_poor", "not_poor"];
    let shares = margins.values("unsupported_aged", keys)?;
    let quotas: Vec<Quota> = shares.into_iter().map(|share| Quota::PerMille(vec![share])).collect();
    let lives_with_aged = all_aged(draft);
    let stratum = |person: u32| stratum(draft, &lives_with_aged, person);
    let by_share = |person: u32| stratum(person).filter(|&stratum| stratum < quotas.len());
    let margin = "unsupported_aged";
    let alone = draft.allot_persons(Purpose::UnsupportedAlone, margin, &quotas, by_share)?;
    let n_alone = (0..draft.n_persons)
        .zip(&alone)
        .filter(|&(person, outcome)| outcome.is_some() && stratum(person) == Some(0))
        .count();
    // The count of the poor aged 60 to 79 is closed by those who live with younger people.
    let left = margins.value(margin, "poor_60_79")? - i64::from(count(n_alone));
    let with_others = |person: u32| (stratum(person) == Some(quotas.len())).then_some(0);
    let rest = [Quota::Counts(vec![left])];
    let others = draft.allot_persons(Purpose::UnsupportedOther, margin, &rest, with_others)?;
    Ok(alone.iter().zip(&others).map(|(a, b)| a.is_some() || b.is_some()).collect())
}

/// Whether each household has only aged members.
fn all_aged(draft: &Draft) -> Vec<bool> {
    let is_all_aged = |household| draft.members(household).all(|person| draft.age.at(person) >= AGED);
    (0..draft.n_households).map(is_all_aged).collect()
}

/// The stratum of an aged person: the places of the shares, then the poor aged 60 to 79 who live with others.
/// A poor person who raises a child alone counts as supported.
fn stratum(draft: &Draft, lives_with_aged: &[bool], person: u32) -> Option<usize> {
    let age = draft.age.at(person);
    if age < AGED {
        return None;
    }
    match draft.poverty_of(person) {
        Poverty::NearPoor => Some(3),
        Poverty::NotPoor => Some(4),
        Poverty::Poor if draft.is_severe(person) => Some(2),
        Poverty::Poor if age >= VERY_AGED => Some(1),
        Poverty::Poor if raises_alone(draft, person) => None,
        Poverty::Poor => {
            let household = draft.household.at(person) as usize;
            let is_alone = lives_with_aged.get(household).copied().unwrap_or(false);
            Some(if is_alone { 0 } else { 5 })
        }
    }
}

/// Pensions, insurance, merit and other monthly allowances.
pub(super) fn allowances(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    const KINDS: [&str; 4] = ["pension", "insurance_allowance", "merit_allowance", "other_allowance"];
    let mut quotas = vec![Quota::Counts(margins.values("allowance_80", KINDS)?)];
    for stratum in ["severe_80", "60_79", "poor_60_79", "40_59", "18_39"] {
        let keys = KINDS.map(|kind| format!("{stratum}/{kind}"));
        let shares = keys.iter().map(|key| margins.value("allowance", key));
        quotas.push(Quota::PerMille(shares.collect::<Result<_, _>>()?));
    }
    let cell = |person: u32| {
        let is_poor = draft.poverty_of(person) == Poverty::Poor;
        match draft.age.at(person) {
            VERY_AGED.. if draft.is_severe(person) => Some(1),
            // A poor person without supporter has no pension either.
            VERY_AGED.. => (!is_poor || draft.supporter.at(person) == Supporter::Able).then_some(0),
            AGED.. => Some(if is_poor { 3 } else { 2 }),
            40.. => Some(4),
            18.. => Some(5),
            _ => None,
        }
    };
    let outcomes = draft.allot_persons(Purpose::Allowance, "allowance_80", &quotas, cell)?;
    for (person, outcome) in given(outcomes) {
        match outcome {
            0 => draft.pension.put(person, true),
            1 => draft.insurance_allowance.put(person, true),
            2 => {
                draft.merit_allowance.put(person, true);
                draft.other_allowance.put(person, true);
            }
            _ => draft.other_allowance.put(person, true),
        }
    }
    Ok(())
}

/// Poor aged persons without supporter who qualify for a facility; a few are cared for in the community instead.
pub(super) fn facilities(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let quotas = [Quota::Counts(margins.values("facility", ["community_carer", "eligible_only"])?)];
    let cell = |person: u32| {
        let qualifies = draft.age.at(person) > AGED
            && draft.poverty_of(person) == Poverty::Poor
            && draft.supporter.at(person) != Supporter::Able
            && !draft.is_severe(person);
        qualifies.then_some(0)
    };
    let outcomes = draft.allot_persons(Purpose::Facility, "facility", &quotas, cell)?;
    for (person, outcome) in given(outcomes) {
        draft.eligible_for_facility.put(person, true);
        draft.community_carer.put(person, outcome == 0);
    }
    Ok(())
}
