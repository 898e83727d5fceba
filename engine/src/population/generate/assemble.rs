//! From the draft to columns with the names of law inputs.
//!
//! Receives a finished draft; hands on a validated population. It knows the names of the columns and the order of
//! their answers.

use super::draft::{Draft, Role};
use crate::population::sampling::{Lane, count};
use crate::population::{Column, ColumnData, Entity, Population, PopulationError, Province, Relation};

const PARENT: [&str; 5] = ["present", "dead", "missing", "in_facility", "in_custody"];
const MARITAL: [&str; 5] = ["never_married", "married", "divorced", "widowed", "spouse_missing"];
const SUPPORTER: [&str; 3] = ["no_supporter", "on_allowance", "able"];
const DISABILITY: [&str; 4] = ["no_disability", "mild", "severe", "extremely_severe"];
const POVERTY: [&str; 3] = ["poor", "near_poor", "not_poor"];
/// In the order of the codes of [`super::draft::Area`].
const AREA: [&str; 6] = ["lowland", "mountain", "island", "ethnic_minority", "coastal", "remote"];

/// Facts that no source counts, and that are therefore no for everybody.
pub const ASSUMED_NO: [&str; 5] =
    ["low_pension", "survivor_allowance", "parent_on_allowance", "in_facility", "lost_in_disaster"];
/// Facts that no source counts, and that follow from others: who has a steady income and neither a pension nor a
/// social-insurance allowance earns it; who is in education was a counted child at 15. Each with what it follows from.
pub const DERIVED: [(&str, &[&str]); 2] =
    [("wage", &["stable_income", "pension", "insurance_allowance"]), ("counted_at_15", &["in_education"])];

/// Turns lanes into columns.
pub(super) fn assemble(draft: Draft, province: Province) -> Result<Population, PopulationError> {
    let relation = children_raised(&draft);
    let mut columns = Vec::new();
    persons(&draft, &mut columns);
    households(&draft, province, &mut columns);
    Ok(Population::new(draft.first.into_vec(), columns, vec![relation])?.weighted(province.weight()))
}

fn persons(draft: &Draft, columns: &mut Vec<Column>) {
    let mut person = |name: &str, data| push(columns, Entity::Person, name, data);
    person("date_of_birth", ColumnData::Date(draft.birth.as_slice().to_vec()));
    person("sex", choice(&["male", "female"], &draft.sex, |sex| sex as u8));
    person("abandoned", yes_no(&draft.abandoned));
    person("father", choice(&PARENT, &draft.father, |parent| parent as u8));
    person("mother", choice(&PARENT, &draft.mother, |parent| parent as u8));
    person("in_education", yes_no(&draft.in_education));
    person("received_as_child", yes_no(&draft.received_as_child));
    person("hiv", yes_no(&draft.hiv));
    person("marital", choice(&MARITAL, &draft.marital, |marital| marital as u8));
    person("supporter", choice(&SUPPORTER, &draft.supporter, |supporter| supporter as u8));
    person("pension", yes_no(&draft.pension));
    person("insurance_allowance", yes_no(&draft.insurance_allowance));
    person("other_allowance", yes_no(&draft.other_allowance));
    person("stable_income", yes_no(&draft.stable_income));
    person("able_to_work", yes_no(&draft.able_to_work));
    person("eligible_for_facility", yes_no(&draft.eligible_for_facility));
    person("community_carer", yes_no(&draft.community_carer));
    person("disability", choice(&DISABILITY, &draft.disability, |degree| degree as u8));
    person("pregnant", yes_no(&draft.pregnant));
    person("merit_allowance", yes_no(&draft.merit_allowance));
    for name in ASSUMED_NO {
        person(name, ColumnData::YesNo(vec![0; draft.n_persons as usize]));
    }
    person("wage", ColumnData::YesNo(wages(draft)));
    person("counted_at_15", yes_no(&draft.in_education));
    person("died_this_month", ColumnData::YesNoByMonth(draft.death.as_slice().to_vec()));
}

fn households(draft: &Draft, province: Province, columns: &mut Vec<Column>) {
    let mut household = |name: &str, data| push(columns, Entity::Household, name, data);
    household("poverty", choice(&POVERTY, &draft.poverty, |poverty| poverty as u8));
    household("hardship", yes_no(&draft.hardship));
    household("special_area", yes_no(&draft.special_area));
    household("area", choice(&AREA, &draft.area, |area| area as u8));
    if let Some(answer) = province.answer() {
        let codes = vec![0; draft.n_households as usize];
        household("province", ColumnData::Choice { values: texts(&[answer]), codes });
    }
    household("ethnic_minority", yes_no(&draft.minority));
    household("urban", yes_no(&draft.urban));
    if draft.districts.len() > 1 {
        let codes = draft.district.as_slice().to_vec();
        household("district", ColumnData::Choice { values: draft.districts.clone(), codes });
    }
    household("income_per_head", ColumnData::Number { scale: 0, values: draft.income.as_slice().to_vec() });
}

fn push(columns: &mut Vec<Column>, entity: Entity, name: &str, data: ColumnData) {
    columns.push(Column { name: name.to_owned(), entity, data });
}

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|&value| value.to_owned()).collect()
}

fn yes_no(lane: &Lane<bool>) -> ColumnData {
    ColumnData::YesNo(lane.as_slice().iter().map(|&yes| u8::from(yes)).collect())
}

fn choice<T: Copy>(values: &[&str], lane: &Lane<T>, code: impl Fn(T) -> u8) -> ColumnData {
    ColumnData::Choice { values: texts(values), codes: lane.as_slice().iter().map(|&value| code(value)).collect() }
}

fn wages(draft: &Draft) -> Vec<u8> {
    let earns = |person: u32| {
        draft.stable_income.at(person) && !draft.pension.at(person) && !draft.insurance_allowance.at(person)
    };
    (0..draft.n_persons).map(|person| u8::from(earns(person))).collect()
}

/// From the head and the spouse to their children in the household.
fn children_raised(draft: &Draft) -> Relation {
    let mut offsets = vec![0];
    let mut targets = Vec::new();
    for person in 0..draft.n_persons {
        if matches!(draft.role.at(person), Role::Head | Role::Spouse) {
            let members = draft.members(draft.household.at(person));
            targets.extend(members.filter(|&child| draft.role.at(child) == Role::Child));
        }
        offsets.push(count(targets.len()));
    }
    Relation { name: "children_raised".to_owned(), offsets, targets }
}
