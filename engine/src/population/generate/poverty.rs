//! Which households are poor, belong to an ethnic minority, and where they live.
//!
//! Receives households with their members, schooling and disability; hands on poverty, ethnic minority, hardship and
//! area. It knows the classes by which the poverty margin is split and no rule that pays the poor.

use std::ops::Range;

use super::draft::{Area, Draft, Marital, Poverty, Role, given};
use super::status::has_spouse;
use crate::population::PopulationError;
use crate::population::margins::Margins;
use crate::population::sampling::{Purpose, Quota};

const CLASSES: [&str; 5] = ["lone_parent", "aged_lone_parent", "all_aged", "with_aged", "no_aged"];
/// Ages counted as aged.
const AGED: Range<u8> = 60..u8::MAX;

/// Poor and near-poor households by class.
pub(super) fn poverty(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let quotas = CLASSES
        .into_iter()
        .map(|class| {
            let poor = margins.value("poverty_by_class", &format!("poor/{class}"))?;
            let near = margins.value("poverty_by_class", &format!("near_poor/{class}"))?;
            Ok(Quota::Counts(vec![poor, near]))
        })
        .collect::<Result<Vec<_>, PopulationError>>()?;
    let cell = |household: u32| Some(class(draft, household));
    let outcomes = draft.allot_households(Purpose::Poverty, "poverty_by_class", &quotas, cell)?;
    for (household, outcome) in given(outcomes) {
        let poverty = if outcome == 0 { Poverty::Poor } else { Poverty::NearPoor };
        draft.poverty.put(household, poverty);
    }
    Ok(())
}

/// The place of the household's class in [`CLASSES`].
fn class(draft: &Draft, household: u32) -> usize {
    let members = draft.members(household);
    let head = members.start;
    let is_aged = |person: u32| AGED.contains(&draft.age.at(person));
    if raises_alone(draft, head) && !draft.is_severe(head) {
        return usize::from(is_aged(head));
    }
    if members.clone().all(is_aged) {
        2
    } else if members.clone().any(is_aged) {
        3
    } else {
        4
    }
}

/// Whether a person heads a household without spouse, is not divorced, and raises a child under 16 or a studying
/// child under 23.
pub(super) fn raises_alone(draft: &Draft, person: u32) -> bool {
    let is_single = draft.role.at(person) == Role::Head
        && !has_spouse(draft, person)
        && matches!(draft.marital.at(person), Marital::NeverMarried | Marital::Widowed | Marital::SpouseMissing);
    let is_raised =
        |child: u32| draft.role.at(child) == Role::Child && (draft.age.at(child) < 16 || draft.in_education.at(child));
    is_single && draft.members(draft.household.at(person)).any(is_raised)
}

/// Households of an ethnic minority, by poverty.
pub(super) fn minority(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let counts = margins.values("ethnic_minority", ["poor", "near_poor", "not_poor"])?;
    let quotas: Vec<Quota> = counts.into_iter().map(|n| Quota::Counts(vec![n])).collect();
    let cell = |household: u32| Some(draft.poverty.at(household) as usize);
    let outcomes = draft.allot_households(Purpose::Minority, "ethnic_minority", &quotas, cell)?;
    for (household, _) in given(outcomes) {
        draft.minority.put(household, true);
    }
    Ok(())
}

/// Hardship, extremely difficult communes, and the kind of area.
pub(super) fn places(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let shares = margins.values("hardship", ["poor", "near_poor", "not_poor"])?;
    let quotas: Vec<Quota> = shares.into_iter().map(|n| Quota::PerMille(vec![n])).collect();
    let cell = |household: u32| Some(draft.poverty.at(household) as usize);
    let outcomes = draft.allot_households(Purpose::Hardship, "hardship", &quotas, cell)?;
    for (household, _) in given(outcomes) {
        draft.hardship.put(household, true);
    }
    special_area(draft, margins)?;
    area(draft, margins)
}

fn special_area(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let minority = ["minority/poor", "minority/near_poor", "minority/not_poor"];
    let majority = ["majority/poor", "majority/near_poor", "majority/not_poor"];
    let mut shares = margins.values("special_area", minority)?;
    shares.extend(margins.values("special_area", majority)?);
    let quotas: Vec<Quota> = shares.into_iter().map(|n| Quota::PerMille(vec![n])).collect();
    let cell = |household: u32| {
        let first = if draft.minority.at(household) { 0 } else { minority.len() };
        Some(first + draft.poverty.at(household) as usize)
    };
    let outcomes = draft.allot_households(Purpose::SpecialArea, "special_area", &quotas, cell)?;
    for (household, _) in given(outcomes) {
        draft.special_area.put(household, true);
        draft.area.put(household, Area::EthnicMinority);
    }
    Ok(())
}

/// A counted few live on the island; the others outside the extremely difficult communes by shares.
fn area(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let island = Quota::Counts(vec![margins.value("area", "island")?]);
    let is_open = |household: u32| (!draft.special_area.at(household)).then_some(0);
    let islanders = draft.allot_households(Purpose::Island, "area", &[island], is_open)?;
    for (household, _) in given(islanders) {
        draft.area.put(household, Area::Island);
    }
    let mountain = margins.value("area", "mountain").unwrap_or(0);
    let mut shares = margins.values("area", ["coastal", "remote"])?;
    shares.push(mountain);
    let shares = Quota::PerMille(shares);
    let is_open = |household: u32| (draft.area.at(household) == Area::Lowland).then_some(0);
    let outcomes = draft.allot_households(Purpose::Area, "area", &[shares], is_open)?;
    for (household, outcome) in given(outcomes) {
        let area = match outcome {
            0 => Area::Coastal,
            1 => Area::Remote,
            _ => Area::Mountain,
        };
        draft.area.put(household, area);
    }
    Ok(())
}
