//! Persons and households read back from columns.
//!
//! Receives a population; hands on one plain record a person and a household, with ages on 31 December. It knows
//! the names of columns and answers; a column that is missing is remembered as missing.

use crate::population::{ColumnData, Population};
use crate::value::Date;

/// A household as the margins see it.
#[derive(Clone, Debug, Default)]
pub(super) struct Household {
    pub(super) size: u32,
    pub(super) poverty: Answer,
    pub(super) area: Answer,
    pub(super) is_minority: bool,
    pub(super) is_in_hardship: bool,
    pub(super) is_special_area: bool,
    pub(super) is_urban: bool,
    /// The place of the district in [`Facts::districts`].
    pub(super) district: u8,
    /// For each head and month.
    pub(super) income: i64,
}

/// A person as the margins see it.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    pub(super) age: u8,
    pub(super) sex: Answer,
    pub(super) poverty: Answer,
    pub(super) marital: Answer,
    pub(super) disability: Answer,
    pub(super) supporter: Answer,
    pub(super) father: Answer,
    pub(super) mother: Answer,
    pub(super) abandoned: bool,
    pub(super) received_as_child: bool,
    pub(super) in_education: bool,
    pub(super) hiv: bool,
    pub(super) able_to_work: bool,
    pub(super) pension: bool,
    pub(super) insurance_allowance: bool,
    pub(super) merit_allowance: bool,
    pub(super) other_allowance: bool,
    pub(super) community_carer: bool,
    pub(super) eligible_for_facility: bool,
    pub(super) pregnant: bool,
    pub(super) dies: bool,
    pub(super) raises_child: bool,
}

/// All records, and the columns they could be read from.
pub(super) struct Facts {
    pub(super) households: Vec<Household>,
    pub(super) persons: Vec<Person>,
    pub(super) districts: Vec<String>,
    /// How many persons and households each one stands for.
    pub(super) weight: i64,
    columns: Vec<String>,
}

/// An answer a margin asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Answer {
    /// Any other answer, or none.
    #[default]
    Other,
    Male,
    Female,
    Poor,
    NearPoor,
    NotPoor,
    NeverMarried,
    Widowed,
    SpouseMissing,
    Mild,
    Severe,
    ExtremelySevere,
    NoSupporter,
    OnAllowance,
    Present,
    Island,
}

const ANSWERS: [(&str, Answer); 15] = [
    ("male", Answer::Male),
    ("female", Answer::Female),
    ("poor", Answer::Poor),
    ("near_poor", Answer::NearPoor),
    ("not_poor", Answer::NotPoor),
    ("never_married", Answer::NeverMarried),
    ("widowed", Answer::Widowed),
    ("spouse_missing", Answer::SpouseMissing),
    ("mild", Answer::Mild),
    ("severe", Answer::Severe),
    ("extremely_severe", Answer::ExtremelySevere),
    ("no_supporter", Answer::NoSupporter),
    ("on_allowance", Answer::OnAllowance),
    ("present", Answer::Present),
    ("island", Answer::Island),
];

impl Answer {
    /// The answer of a column value or a margin key.
    pub(super) fn of(text: &str) -> Self {
        let known = ANSWERS.into_iter().find(|(answer, _)| *answer == text);
        known.map_or(Self::Other, |(_, answer)| answer)
    }
}

impl Facts {
    /// Reads a population; ages are those completed on 31 December of the year.
    pub(super) fn of(population: &Population, year: i32) -> Self {
        let mut facts = Self {
            households: vec![Household::default(); population.households()],
            persons: vec![Person::default(); population.persons()],
            districts: Vec::new(),
            weight: i64::from(population.weight()),
            columns: population.columns().iter().map(|column| column.name.clone()).collect(),
        };
        let first = population.first_person();
        for (household, (&from, &to)) in facts.households.iter_mut().zip(first.iter().zip(first.iter().skip(1))) {
            household.size = to - from;
        }
        for column in population.columns() {
            facts.read_household(&column.name, &column.data);
            facts.read_person(&column.name, &column.data, year);
        }
        facts.poverty_of_persons();
        facts.read_children(population);
        facts
    }

    /// Whether the population has all these columns.
    pub(super) fn has(&self, columns: &[&str]) -> bool {
        columns.iter().all(|&name| self.columns.iter().any(|column| column == name))
    }

    fn read_household(&mut self, name: &str, data: &ColumnData) {
        let all = &mut self.households;
        match name {
            "poverty" => answers(all, data, |household, answer| household.poverty = answer),
            "area" => answers(all, data, |household, answer| household.area = answer),
            "ethnic_minority" => flags(all, data, |household, yes| household.is_minority = yes),
            "hardship" => flags(all, data, |household, yes| household.is_in_hardship = yes),
            "special_area" => flags(all, data, |household, yes| household.is_special_area = yes),
            "urban" => flags(all, data, |household, yes| household.is_urban = yes),
            "district" => {
                if let ColumnData::Choice { values, codes } = data {
                    self.districts.clone_from(values);
                    all.iter_mut().zip(codes).for_each(|(household, &code)| household.district = code);
                }
            }
            "income_per_head" => {
                if let ColumnData::Number { scale: 0, values } = data {
                    all.iter_mut().zip(values).for_each(|(household, &value)| household.income = value);
                }
            }
            _ => {}
        }
    }

    fn read_person(&mut self, name: &str, data: &ColumnData, year: i32) {
        let all = &mut self.persons;
        match name {
            "date_of_birth" => ages(all, data, year),
            "sex" => answers(all, data, |person, answer| person.sex = answer),
            "marital" => answers(all, data, |person, answer| person.marital = answer),
            "disability" => answers(all, data, |person, answer| person.disability = answer),
            "supporter" => answers(all, data, |person, answer| person.supporter = answer),
            "father" => answers(all, data, |person, answer| person.father = answer),
            "mother" => answers(all, data, |person, answer| person.mother = answer),
            "abandoned" => flags(all, data, |person, yes| person.abandoned = yes),
            "received_as_child" => flags(all, data, |person, yes| person.received_as_child = yes),
            "in_education" => flags(all, data, |person, yes| person.in_education = yes),
            "hiv" => flags(all, data, |person, yes| person.hiv = yes),
            "able_to_work" => flags(all, data, |person, yes| person.able_to_work = yes),
            "pension" => flags(all, data, |person, yes| person.pension = yes),
            "insurance_allowance" => flags(all, data, |person, yes| person.insurance_allowance = yes),
            "merit_allowance" => flags(all, data, |person, yes| person.merit_allowance = yes),
            "other_allowance" => flags(all, data, |person, yes| person.other_allowance = yes),
            "community_carer" => flags(all, data, |person, yes| person.community_carer = yes),
            "eligible_for_facility" => flags(all, data, |person, yes| person.eligible_for_facility = yes),
            "pregnant" => flags(all, data, |person, yes| person.pregnant = yes),
            "died_this_month" => flags(all, data, |person, yes| person.dies = yes),
            _ => {}
        }
    }

    fn poverty_of_persons(&mut self) {
        let poverty = self
            .households
            .iter()
            .flat_map(|household| std::iter::repeat_n(household.poverty, household.size as usize));
        for (person, poverty) in self.persons.iter_mut().zip(poverty) {
            person.poverty = poverty;
        }
    }

    /// A person raises a child who is under 16 or studies.
    fn read_children(&mut self, population: &Population) {
        let relations = population.relations();
        let Some(children) = relations.iter().find(|relation| relation.name == "children_raised") else {
            return;
        };
        self.columns.push(children.name.clone());
        let offsets = children.offsets.iter().zip(children.offsets.iter().skip(1));
        let raises: Vec<bool> = offsets
            .map(|(&from, &to)| {
                let targets = children.targets.get(from as usize..to as usize).unwrap_or_default();
                let persons = targets.iter().filter_map(|&child| self.persons.get(child as usize));
                persons.into_iter().any(|child| child.age < 16 || child.in_education)
            })
            .collect();
        for (person, raises) in self.persons.iter_mut().zip(raises) {
            person.raises_child = raises;
        }
    }
}

fn answers<T>(all: &mut [T], data: &ColumnData, mut set: impl FnMut(&mut T, Answer)) {
    let ColumnData::Choice { values, codes } = data else {
        return;
    };
    let known: Vec<Answer> = values.iter().map(|value| Answer::of(value)).collect();
    for (record, &code) in all.iter_mut().zip(codes) {
        set(record, known.get(usize::from(code)).copied().unwrap_or_default());
    }
}

fn flags<T>(all: &mut [T], data: &ColumnData, mut set: impl FnMut(&mut T, bool)) {
    match data {
        ColumnData::YesNo(values) => {
            all.iter_mut().zip(values).for_each(|(record, &value)| set(record, value != 0));
        }
        ColumnData::YesNoByMonth(values) => {
            all.iter_mut().zip(values).for_each(|(record, &value)| set(record, value != 0));
        }
        ColumnData::Choice { .. } | ColumnData::Date(_) | ColumnData::Number { .. } => {}
    }
}

fn ages(all: &mut [Person], data: &ColumnData, year: i32) {
    let ColumnData::Date(values) = data else {
        return;
    };
    for (person, &value) in all.iter_mut().zip(values) {
        let birth_year = Date::from_packed(value).map_or(year, Date::year);
        person.age = u8::try_from((year - birth_year).max(0)).unwrap_or(u8::MAX);
    }
}
