//! Plain households as the facts that the law asks for.
//!
//! Receives a plain household and the cells that are hidden; hands on facts by the names of the law's inputs. A fact
//! that the plain household does not have is none, so that nothing is left open by chance.

use std::collections::BTreeMap;

use ansinh_engine::hir::{Program, Type};
use ansinh_engine::value::{Date, Decimal, Fact, Facts, Value};

use crate::independent::facts::{CityGroup, Disability, Marital, Parent, Poverty, Province, Supporter};
use crate::independent::hiding::{self, Hidden};
use crate::independent::{Day, Household, Person, once};

/// The inputs of the law.
pub(super) struct Inputs {
    /// What each fact is when it is none: of persons, of households.
    none: [BTreeMap<String, Value>; 2],
    /// The values of lists, by fact.
    choices: BTreeMap<String, Vec<String>>,
}

impl Inputs {
    pub(super) fn of(program: &Program) -> Self {
        let mut none = [BTreeMap::new(), BTreeMap::new()];
        let mut choices = BTreeMap::new();
        for input in &program.inputs {
            let entity = program.entities.get(input.entity.0).map_or("", |entity| entity.naming.name.as_str());
            let name = input.naming.name.clone();
            let value = match input.value_type {
                _ if input.is_optional => Value::Absent,
                Type::YesNo => Value::YesNo(false),
                Type::Choice(id) => {
                    let values = program.enumerations.get(id.0).map(|found| found.values.iter());
                    let names = values.into_iter().flatten().map(|value| value.name.clone()).collect();
                    choices.insert(name.clone(), names);
                    Value::Choice(0)
                }
                Type::Date => continue,
                _ => input.range.map_or(Value::Number(Decimal::ZERO), |(low, _)| low),
            };
            none[usize::from(entity == "household")].insert(name, value);
        }
        Self { none, choices }
    }

    /// Persons first, in their order, the household last.
    pub(super) fn facts(&self, household: &Household, day: Day, hidden: Option<(&Hidden, Day)>) -> Facts {
        let mut facts = Facts::default();
        let n_persons = household.persons.len();
        for (at, person) in household.persons.iter().enumerate() {
            let thing = facts.add("person", &format!("p{at}"));
            for (name, value) in
                self.none[0].iter().map(|(name, value)| (name.as_str(), *value)).chain(self.of_person(person))
            {
                facts.state(thing, name, Fact::Known(value));
            }
            facts.state(thing, hiding::BIRTH, Fact::Known(Value::Date(date(person.born))));
            facts.link(thing, "household", vec![n_persons]);
            facts.link(thing, hiding::CHILDREN, person.children.clone());
            facts.link(thing, hiding::TAKEN_IN, person.taken_in.clone());
            facts.link(thing, "spouse", person.spouse.into_iter().collect());
            // For whom a single parent has the allowance follows from the household, so it is not told where it does, but where
            // several have died; where something is hidden it may follow.
            let counts = once::counts_for_single_parent(household, person, day);
            let have_several_died = household.persons.iter().filter(|one| one.died).count() > 1;
            if hidden.is_none() && (have_several_died || !counts) {
                facts.state(thing, "parent_on_allowance", Fact::Known(Value::YesNo(counts)));
            } else if let Some(thing) = facts.things.get_mut(thing) {
                thing.facts.remove("parent_on_allowance");
            }
        }
        let home = facts.add("household", "h");
        let own = self.none[1].iter().map(|(name, value)| (name.as_str(), *value)).chain(self.of_home(household));
        for (name, value) in own {
            facts.state(home, name, Fact::Known(value));
        }
        facts.link(home, "members", (0..n_persons).collect());
        if let Some((hidden, on)) = hidden {
            hide(&mut facts, household, hidden, on);
        }
        facts
    }

    fn choice(&self, input: &str, value: &str) -> Value {
        let position = self.choices.get(input).and_then(|all| all.iter().position(|name| name == value));
        // A value that the law does not know would be told as the wrong one: the comparison would find it.
        Value::Choice(position.and_then(|at| u16::try_from(at).ok()).unwrap_or(u16::MAX))
    }

    fn of_person(&self, person: &Person) -> Vec<(&'static str, Value)> {
        let yes_no = [
            ("abandoned", person.abandoned),
            ("in_education", person.in_education),
            ("received_as_child", person.received_as_child),
            ("counted_at_15", person.counted_at_15),
            ("pregnant", person.pregnant),
            ("pension", person.pension),
            ("insurance_allowance", person.insurance),
            ("low_pension", person.low_pension),
            ("other_allowance", person.other_allowance),
            ("merit_allowance", person.merit),
            ("stable_income", person.stable_income),
            ("wage", person.wage),
            ("able_to_work", person.able_to_work),
            ("hiv", person.hiv),
            ("eligible_for_facility", person.eligible_for_facility),
            ("in_facility", person.in_facility),
            ("community_carer", person.community_carer),
            ("cared_for_at_home", person.cared_for_at_home),
            ("spouse_has_care_support", person.spouse_has_support),
            ("died_this_month", person.died),
            ("lost_in_disaster", person.lost),
            ("severely_injured", person.injured),
            ("survivor_allowance", person.survivor),
        ];
        let choices = [
            ("father", parent(person.father)),
            ("mother", parent(person.mother)),
            ("marital", marital(person.marital)),
            ("supporter", supporter(person.supporter)),
            ("disability", disability(person.disability)),
            ("city_group_of", city_group(person.city_group)),
        ];
        let yes_no = yes_no.into_iter().map(|(name, value)| (name, Value::YesNo(value)));
        yes_no.chain(choices.into_iter().map(|(name, value)| (name, self.choice(name, value)))).collect()
    }

    fn of_home(&self, household: &Household) -> Vec<(&'static str, Value)> {
        let poverty = match household.poverty {
            Poverty::Poor => "poor",
            Poverty::NearPoor => "near_poor",
            Poverty::NotPoor => "not_poor",
        };
        let province = household.province.map_or("elsewhere", province);
        vec![
            ("poverty", self.choice("poverty", poverty)),
            ("province", self.choice("province", province)),
            ("special_area", Value::YesNo(household.special_area)),
            ("urban", Value::YesNo(household.urban)),
            ("in_can_gio", Value::YesNo(household.can_gio)),
        ]
    }
}

/// Takes away what is hidden. Of a date of birth the year may stay.
fn hide(facts: &mut Facts, household: &Household, hidden: &Hidden, on: Day) {
    for (at, own) in hidden.persons.iter().enumerate() {
        let Some(thing) = facts.things.get_mut(at) else { continue };
        for name in own {
            thing.facts.remove(*name);
            thing.links.remove(*name);
        }
        if let (true, Some(person)) = (hidden.year_is_told.contains(&at), household.persons.get(at)) {
            let months = (1..=12).flat_map(|month| (1..=31).map(move |day| (month, day)));
            let days = months.filter_map(|(month, day)| Date::new(person.born.year, month, day));
            let days = days.filter(|day| *day <= date(on)).collect();
            thing.facts.insert(hiding::BIRTH.to_owned(), Fact::OneOf(days));
        }
    }
    if let Some(home) = facts.things.last_mut() {
        home.facts.retain(|name, _| !hidden.home.contains(name.as_str()));
    }
}

/// # Panics
/// If the day is none.
fn date(day: Day) -> Date {
    Date::new(day.year, day.month, day.day).expect("a day of the calendar")
}

const fn parent(parent: Parent) -> &'static str {
    match parent {
        Parent::Present => "present",
        Parent::Dead => "dead",
        Parent::Missing => "missing",
        Parent::InFacility => "in_facility",
        Parent::InCustody => "in_custody",
        Parent::Unidentified => "unidentified",
    }
}

const fn marital(marital: Marital) -> &'static str {
    match marital {
        Marital::NeverMarried => "never_married",
        Marital::Married => "married",
        Marital::Divorced => "divorced",
        Marital::Widowed => "widowed",
        Marital::SpouseMissing => "spouse_missing",
    }
}

const fn supporter(supporter: Supporter) -> &'static str {
    match supporter {
        Supporter::Nobody => "no_supporter",
        Supporter::OnAllowance => "on_allowance",
        Supporter::Able => "able",
    }
}

const fn disability(disability: Disability) -> &'static str {
    match disability {
        Disability::No => "no_disability",
        Disability::Mild => "mild",
        Disability::Severe => "severe",
        Disability::ExtremelySevere => "extremely_severe",
    }
}

const fn city_group(group: CityGroup) -> &'static str {
    match group {
        CityGroup::No => "no_city_group",
        CityGroup::OldAlone => "old_alone",
        CityGroup::IllOrInjured => "ill_or_injured",
        CityGroup::CoveredChild => "covered_child",
        CityGroup::Third => "third_group",
    }
}

const fn province(province: Province) -> &'static str {
    match province {
        Province::HaNoi => "ha_noi",
        Province::HaiPhong => "hai_phong",
        Province::HaiDuong => "hai_duong",
        Province::QuangNinh => "quang_ninh",
        Province::HoChiMinh => "ho_chi_minh",
        Province::DaNang => "da_nang",
        Province::TuyenQuang => "tuyen_quang",
        Province::CaMau => "ca_mau",
        Province::Elsewhere => "elsewhere",
    }
}
