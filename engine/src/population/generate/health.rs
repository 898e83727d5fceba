//! Disability, HIV, pregnancy, death.
//!
//! Receives persons with age, marital status and poverty; hands on their health. It knows no allowance.
//!
//! Nobody of age 0 is disabled or infected: whoever is born in the course of the year has no certificate yet in the
//! months before.

use super::draft::{Disability, Draft, Marital, Poverty, Sex, given};
use super::poverty::raises_alone;
use crate::population::PopulationError;
use crate::population::margins::Margins;
use crate::population::sampling::{Purpose, Quota};
use crate::value::Date;

/// Certified degrees of disability by age.
pub(super) fn disability(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let mild = margins.bands("disability", "mild/")?;
    let severe = margins.bands("disability", "severe/")?;
    let extremely = margins.bands("disability", "extremely_severe/")?;
    let quotas: Vec<Quota> = mild
        .values()
        .zip(severe.values().zip(extremely.values()))
        .map(|(mild, (severe, extremely))| Quota::Counts(vec![mild, severe, extremely]))
        .collect();
    let cell = |person: u32| match draft.age.at(person) {
        0 => None,
        age => severe.band(age),
    };
    let outcomes = draft.allot_persons(Purpose::Disability, "disability", &quotas, cell)?;
    for (person, outcome) in given(outcomes) {
        let degree = match outcome {
            0 => Disability::Mild,
            1 => Disability::Severe,
            _ => Disability::ExtremelySevere,
        };
        draft.disability.put(person, degree);
    }
    Ok(())
}

/// Persons with HIV by age and poverty, among those who are neither severely disabled, nor orphans, nor raise a child
/// alone in poverty: the published counts do not say how far these groups overlap.
pub(super) fn hiv(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let poor = margins.bands("hiv", "poor/")?;
    let other = margins.bands("hiv", "other/")?;
    let n_poor = poor.values().count();
    let quotas: Vec<Quota> = poor.values().chain(other.values()).map(|n| Quota::Counts(vec![n])).collect();
    let cell = |person: u32| {
        let is_orphan = draft.abandoned.at(person)
            || draft.received_as_child.at(person)
            || draft.father.at(person) != super::draft::Parent::Present
                && draft.mother.at(person) != super::draft::Parent::Present;
        if draft.is_severe(person) || is_orphan {
            return None;
        }
        let age = draft.age.at(person);
        match draft.poverty_of(person) {
            Poverty::Poor if raises_alone(draft, person) => None,
            Poverty::Poor => poor.band(age),
            Poverty::NearPoor | Poverty::NotPoor => Some(n_poor + other.band(age)?),
        }
    };
    let outcomes = draft.allot_persons(Purpose::Hiv, "hiv", &quotas, cell)?;
    for (person, _) in given(outcomes) {
        draft.hiv.put(person, true);
    }
    Ok(())
}

/// Women who are pregnant, and the month of a death.
pub(super) fn pregnancies_and_deaths(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let ages = margins.bands("pregnant", "")?;
    let quotas: Vec<Quota> = ages.values().map(|n| Quota::Counts(vec![n])).collect();
    let cell = |person: u32| {
        let is_wife = draft.sex.at(person) == Sex::Female && draft.marital.at(person) == Marital::Married;
        if is_wife { ages.band(draft.age.at(person)) } else { None }
    };
    let outcomes = draft.allot_persons(Purpose::Pregnant, "pregnant", &quotas, cell)?;
    for (person, _) in given(outcomes) {
        draft.pregnant.put(person, true);
    }
    deaths(draft, margins)
}

fn deaths(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let men = margins.bands("deaths", "male/")?;
    let women = margins.bands("deaths", "female/")?;
    let n_men = men.values().count();
    let quotas: Vec<Quota> = men.values().chain(women.values()).map(|n| Quota::Counts(vec![n])).collect();
    let cell = |person: u32| match draft.sex.at(person) {
        Sex::Male => men.band(draft.age.at(person)),
        Sex::Female => Some(n_men + women.band(draft.age.at(person))?),
    };
    let outcomes = draft.allot_persons(Purpose::Death, "deaths", &quotas, cell)?;
    let stream = draft.stream(Purpose::DeathMonth);
    for (person, _) in given(outcomes) {
        // Nobody dies before the month of birth.
        let birth_month = Date::from_packed(draft.birth.at(person)).map_or(1, Date::month);
        let first_month = match draft.age.at(person) {
            0 => u32::try_from(birth_month).unwrap_or(1),
            _ => 1,
        };
        let month = first_month + stream.below(person, 13 - first_month);
        draft.death.put(person, 1 << (month - 1));
    }
    Ok(())
}
