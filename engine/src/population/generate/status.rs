//! Birth dates, marital status, schooling.
//!
//! Receives persons with age, sex and place in the household; hands on their dates of birth, marital status and
//! whether they study. It knows nothing of poverty and health.

use super::draft::{Draft, Marital, Role, given};
use crate::population::PopulationError;
use crate::population::margins::{Bands, Margins};
use crate::population::sampling::{Purpose, Quota};
use crate::value::{Date, days_in_month};

/// Spreads the births of each age over its calendar year, day by day.
pub(super) fn birth_dates(draft: &mut Draft, _: &Margins) -> Result<(), PopulationError> {
    let stream = draft.stream(Purpose::BirthDay);
    for person in 0..draft.n_persons {
        // On 31 December every birthday of the year has passed.
        let year = draft.year - i32::from(draft.age.at(person));
        let n_days = if days_in_month(year, 2) == 29 { 366 } else { 365 };
        let birth = day_of_year(year, stream.below(person, n_days));
        draft.birth.put(person, birth.ok_or(PopulationError::Year(draft.year))?.packed());
    }
    Ok(())
}

fn day_of_year(year: i32, days_before: u32) -> Option<Date> {
    let mut day = i32::try_from(days_before).ok()? + 1;
    for month in 1..=12 {
        let n_days = days_in_month(year, month);
        if day <= n_days {
            return Date::new(year, month, day);
        }
        day -= n_days;
    }
    None
}

/// The shares of marital status by place in the household, sex and age: a quota for each cell, and for each group
/// its first cell and its ages.
struct Shares {
    quotas: Vec<Quota>,
    groups: Vec<(usize, Bands)>,
}

impl Shares {
    fn read(margins: &Margins) -> Result<Self, PopulationError> {
        let mut shares = Self { quotas: Vec::new(), groups: Vec::new() };
        for who in ["lone/male/", "lone/female/", "other/male/", "other/female/"] {
            let by_status = ["married/", "divorced/", "widowed/", "spouse_missing/"]
                .into_iter()
                .map(|status| margins.bands("marital", &format!("{who}{status}")))
                .collect::<Result<Vec<_>, _>>()?;
            let ages = margins.bands("marital", &format!("{who}married/"))?;
            let first_cell = shares.quotas.len();
            shares.quotas.extend(
                (0..ages.values().count()).map(|band| {
                    Quota::PerMille(by_status.iter().filter_map(|bands| bands.values().nth(band)).collect())
                }),
            );
            shares.groups.push((first_cell, ages));
        }
        Ok(shares)
    }

    fn cell(&self, draft: &Draft, person: u32) -> Option<usize> {
        let is_lone = match draft.role.at(person) {
            Role::Spouse => return None,
            Role::Head if has_spouse(draft, person) => return None,
            Role::Head => true,
            Role::Child | Role::Kin => false,
        };
        let group = usize::from(!is_lone) * 2 + draft.sex.at(person) as usize;
        let (first_cell, ages) = self.groups.get(group)?;
        Some(first_cell + ages.band(draft.age.at(person))?)
    }
}

/// Head couples are married; everybody else follows the shares by place, sex and age.
pub(super) fn marital(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let shares = Shares::read(margins)?;
    let cell = |person: u32| shares.cell(draft, person);
    let outcomes = draft.allot_persons(Purpose::Marital, "marital", &shares.quotas, cell)?;
    for (person, outcome) in given(outcomes) {
        let status = match outcome {
            0 => Marital::Married,
            1 => Marital::Divorced,
            2 => Marital::Widowed,
            _ => Marital::SpouseMissing,
        };
        draft.marital.put(person, status);
    }
    for spouse in 0..draft.n_persons {
        if draft.role.at(spouse) == Role::Spouse {
            draft.marital.put(spouse, Marital::Married);
            draft.marital.put(spouse - 1, Marital::Married);
        }
    }
    Ok(())
}

/// Whether the person after a head is the head's spouse.
pub(super) fn has_spouse(draft: &Draft, head: u32) -> bool {
    head + 1 < draft.n_persons && draft.role.at(head + 1) == Role::Spouse
}

/// Who is at school, in training or at university.
pub(super) fn education(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let bands = margins.bands("in_education", "")?;
    let quotas: Vec<Quota> = bands.values().map(|share| Quota::PerMille(vec![share])).collect();
    let cell = |person: u32| bands.band(draft.age.at(person));
    let outcomes = draft.allot_persons(Purpose::Education, "in_education", &quotas, cell)?;
    for (person, _) in given(outcomes) {
        draft.in_education.put(person, true);
    }
    Ok(())
}
