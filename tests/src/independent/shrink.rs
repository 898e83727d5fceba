//! Smaller households, to show what a difference rests on.
//!
//! Receives a household; hands on every household in which one thing is simpler. It judges none of them.

use super::facts::{CityGroup, Disability, Household, Marital, Parent, Person, Poverty, Supporter};

/// The same household with one thing simpler, in every way.
#[must_use]
pub fn simpler(household: &Household) -> Vec<Household> {
    let mut all = Vec::new();
    for gone in 0..household.persons.len() {
        if household.persons.len() > 1 {
            all.push(without(household, gone));
        }
    }
    let mut home = |change: &dyn Fn(&mut Household)| {
        let mut simpler = household.clone();
        change(&mut simpler);
        all.push(simpler);
    };
    home(&|home| home.province = None);
    home(&|home| home.special_area = false);
    home(&|home| home.urban = false);
    home(&|home| home.can_gio = false);
    home(&|home| home.poverty = Poverty::NotPoor);
    for (at, person) in household.persons.iter().enumerate() {
        for change in changes(person) {
            let mut simpler = household.clone();
            if let Some(person) = simpler.persons.get_mut(at) {
                change(person);
            }
            all.push(simpler);
        }
    }
    all.retain(|simpler| simpler != household);
    all
}

/// The household without one of its persons.
fn without(household: &Household, gone: usize) -> Household {
    let mut home = household.clone();
    home.persons.remove(gone);
    for person in &mut home.persons {
        person.spouse = person.spouse.filter(|at| *at != gone).map(|at| at - usize::from(at > gone));
        for list in [&mut person.children, &mut person.taken_in] {
            list.retain(|at| *at != gone);
            list.iter_mut().for_each(|at| *at -= usize::from(*at > gone));
        }
    }
    home
}

type Change = Box<dyn Fn(&mut Person)>;

fn changes(person: &Person) -> Vec<Change> {
    let mut all: Vec<Change> = vec![
        Box::new(|person| person.abandoned = false),
        Box::new(|person| person.father = Parent::Present),
        Box::new(|person| person.mother = Parent::Present),
        Box::new(|person| person.in_education = false),
        Box::new(|person| person.received_as_child = false),
        Box::new(|person| person.counted_at_15 = false),
        Box::new(|person| person.marital = Marital::Married),
        Box::new(|person| person.pregnant = false),
        Box::new(|person| person.supporter = Supporter::Able),
        Box::new(|person| person.pension = false),
        Box::new(|person| person.insurance = false),
        Box::new(|person| person.low_pension = false),
        Box::new(|person| person.other_allowance = false),
        Box::new(|person| person.merit = false),
        Box::new(|person| person.stable_income = false),
        Box::new(|person| person.wage = false),
        Box::new(|person| person.disability = Disability::No),
        Box::new(|person| person.able_to_work = true),
        Box::new(|person| person.hiv = false),
        Box::new(|person| person.eligible_for_facility = false),
        Box::new(|person| person.in_facility = false),
        Box::new(|person| person.community_carer = false),
        Box::new(|person| person.cared_for_at_home = false),
        Box::new(|person| person.spouse_has_support = false),
        Box::new(|person| person.died = false),
        Box::new(|person| person.lost = false),
        Box::new(|person| person.injured = false),
        Box::new(|person| person.survivor = false),
        Box::new(|person| person.city_group = CityGroup::No),
    ];
    for at in 0..person.children.len() {
        all.push(Box::new(move |person| {
            person.children.remove(at);
        }));
    }
    for at in 0..person.taken_in.len() {
        all.push(Box::new(move |person| {
            person.taken_in.remove(at);
        }));
    }
    all
}
