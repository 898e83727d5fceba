//! In which district each household lives, and whether in town.
//!
//! Receives households with size, poverty, ethnic minority and area; hands on their places. It knows the margins of
//! districts and where some kinds of households rather live; who lives in a household it does not look at, so a
//! district's men and women come out near their margin and not on it.

use super::draft::{Area, Draft, Poverty, given};
use crate::population::PopulationError;
use crate::population::margins::{Margins, Row};
use crate::population::sampling::{Constraint, Purpose, Quota, count, rake};

/// Persons of a household, and what sets its place apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Kind {
    area: u8,
    is_minority: bool,
    poverty: u8,
    size: u8,
}

/// Gives each household a place; the persons of each place are met to a few households.
pub(super) fn districts(draft: &mut Draft, margins: &Margins) -> Result<(), PopulationError> {
    let places: Vec<&Row> = margins.of("district").collect();
    let kinds: Vec<Kind> = (0..draft.n_households).map(|household| kind(draft, household)).collect();
    let mut types = kinds.clone();
    types.sort_unstable();
    types.dedup();
    let type_of = |household: u32| kinds.get(household as usize).and_then(|kind| types.binary_search(kind).ok());
    let mut counts = vec![0_u32; types.len()];
    for household in 0..draft.n_households {
        if let Some(n) = type_of(household).and_then(|at| counts.get_mut(at)) {
            *n += 1;
        }
    }
    let affinity: Vec<Vec<u64>> =
        types.iter().map(|kind| places.iter().map(|place| affinity(margins, kind, &place.key)).collect()).collect();
    let table = rake(&counts, &affinity, &constraints(margins, &places, &types));
    let whole = |row: Vec<u32>| Quota::Counts(row.into_iter().map(i64::from).collect());
    let quotas: Vec<Quota> = table.into_iter().map(whole).collect();
    let outcomes = draft.allot_households(Purpose::District, "district", &quotas, type_of)?;
    let names: Vec<(&str, bool)> = places.iter().map(|place| split(&place.key)).collect();
    let mut districts: Vec<&str> = Vec::new();
    for (name, _) in &names {
        if !districts.contains(name) {
            districts.push(name);
        }
    }
    for (household, place) in given(outcomes) {
        let Some((name, is_urban)) = names.get(usize::from(place)) else { continue };
        let district = districts.iter().position(|district| district == name).unwrap_or(0);
        draft.urban.put(household, *is_urban);
        draft.district.put(household, u8::try_from(district).unwrap_or(u8::MAX));
    }
    draft.districts = districts.into_iter().map(str::to_owned).collect();
    Ok(())
}

fn kind(draft: &Draft, household: u32) -> Kind {
    Kind {
        area: draft.area.at(household) as u8,
        is_minority: draft.minority.at(household),
        poverty: draft.poverty.at(household) as u8,
        size: u8::try_from(count(draft.members(household).len())).unwrap_or(u8::MAX),
    }
}

/// Persons of each place, and poor and near-poor households where the margins tell them.
fn constraints(margins: &Margins, places: &[&Row], types: &[Kind]) -> Vec<Constraint> {
    let targets = |margin: &str| -> Option<Vec<u64>> {
        places.iter().map(|place| u64::try_from(margins.value(margin, &place.key).ok()?).ok()).collect()
    };
    let households =
        |poverty: Poverty| -> Vec<u64> { types.iter().map(|kind| u64::from(kind.poverty == poverty as u8)).collect() };
    let persons = types.iter().map(|kind| u64::from(kind.size)).collect();
    let all = [
        ("district_poor", households(Poverty::Poor)),
        ("district_near_poor", households(Poverty::NearPoor)),
        ("district", persons),
    ];
    let constraint = |(margin, measure)| Some(Constraint { measure, targets: targets(margin)? });
    all.into_iter().filter_map(constraint).collect()
}

/// How much likelier such a household lives in a place than elsewhere, before sums are fitted.
fn affinity(margins: &Margins, kind: &Kind, place: &str) -> u64 {
    let (district, is_urban) = split(place);
    let residence = if is_urban { "urban" } else { "rural" };
    let features = [
        (kind.is_minority, "minority"),
        (kind.poverty == Poverty::Poor as u8, "poor"),
        (kind.poverty == Poverty::NearPoor as u8, "near_poor"),
        (kind.area == Area::EthnicMinority as u8, "special_area"),
        (kind.area == Area::Island as u8, "island"),
        (kind.area == Area::Coastal as u8, "coastal"),
        (kind.area == Area::Remote as u8, "remote"),
        (kind.area == Area::Mountain as u8, "mountain"),
    ];
    let mut weight = 1000;
    for (_, feature) in features.into_iter().filter(|(has, _)| *has) {
        for at in [district, residence, place] {
            let share = margins.value("affinity", &format!("{feature}/{at}")).unwrap_or(1000);
            weight = weight * u64::try_from(share).unwrap_or(0) / 1000;
        }
    }
    weight
}

/// Reads `quy_nhon/urban`.
fn split(place: &str) -> (&str, bool) {
    let (district, residence) = place.split_once('/').unwrap_or((place, "rural"));
    (district, residence == "urban")
}
