//! Who can work, and who has a stable income.
//!
//! Receives persons with age, disability, HIV, pension and poverty; hands on ability to work and stable income.
//! It knows the shares and no rule that asks for them.

use super::draft::{Disability, Draft, Poverty};
use crate::population::PopulationError;
use crate::population::margins::Margins;
use crate::population::sampling::{Purpose, Quota};

/// Ability to work, then stable income.
pub(super) fn work(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    ability(draft, margins)?;
    income(draft, margins)
}

/// Of the poor with HIV a counted number cannot work; everybody else by shares.
fn ability(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let unable = margins.bands("hiv_unable_to_work", "poor/")?;
    let has_count = |person: u32| {
        let is_poor = draft.poverty_of(person) == Poverty::Poor;
        if is_poor && draft.hiv.at(person) { unable.band(draft.age.at(person)) } else { None }
    };
    let counts: Vec<Quota> = unable.values().map(|n| Quota::Counts(vec![n])).collect();
    let unable = draft.allot_persons(Purpose::HivWork, "hiv_unable_to_work", &counts, has_count)?;
    let able = able_by_share(draft, margins, |person| has_count(person).is_some())?;
    let able: Vec<bool> = (0..draft.n_persons)
        .zip(able.into_iter().zip(unable))
        .map(|(person, (able, unable))| match has_count(person) {
            Some(_) => unable.is_none(),
            None => able.is_some(),
        })
        .collect();
    draft.able_to_work = able.into();
    Ok(())
}

/// Shares by age and degree of disability; nobody extremely severely disabled can work.
fn able_by_share(
    draft: &Draft,
    margins: &Margins,
    is_counted: impl Fn(u32) -> bool,
) -> Result<Vec<Option<u8>>, PopulationError> {
    let none = margins.bands("able_to_work", "none/")?;
    let mild = margins.bands("able_to_work", "mild/")?;
    let severe = margins.bands("able_to_work", "severe/")?;
    let (n_none, n_mild) = (none.values().count(), mild.values().count());
    let shares = none.values().chain(mild.values()).chain(severe.values());
    let quotas: Vec<Quota> = shares.map(|share| Quota::PerMille(vec![share])).collect();
    draft.allot_persons(Purpose::Work, "able_to_work", &quotas, |person| {
        let age = draft.age.at(person);
        match draft.disability.at(person) {
            _ if is_counted(person) => None,
            Disability::None => none.band(age),
            Disability::Mild => Some(n_none + mild.band(age)?),
            Disability::Severe => Some(n_none + n_mild + severe.band(age)?),
            Disability::ExtremelySevere => None,
        }
    })
}

/// Wages by shares of age and poverty; a pension is a stable income too.
fn income(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let shares = ["poor/", "near_poor/", "not_poor/"]
        .into_iter()
        .map(|poverty| margins.bands("stable_income", poverty))
        .collect::<Result<Vec<_>, _>>()?;
    let quotas: Vec<Quota> =
        shares.iter().flat_map(|bands| bands.values().take(1)).map(|share| Quota::PerMille(vec![share])).collect();
    let cell = |person: u32| {
        let poverty = draft.poverty_of(person) as usize;
        let is_of_age = shares.get(poverty)?.band(draft.age.at(person)).is_some();
        (is_of_age && draft.able_to_work.at(person)).then_some(poverty)
    };
    let outcomes = draft.allot_persons(Purpose::Income, "stable_income", &quotas, cell)?;
    for (person, outcome) in (0_u32..).zip(outcomes) {
        let has_pension = draft.pension.at(person) || draft.insurance_allowance.at(person);
        draft.stable_income.put(person, outcome.is_some() || has_pension);
    }
    Ok(())
}
