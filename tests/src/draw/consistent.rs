//! Households whose facts do not contradict each other.
//!
//! Receives a random household; takes back what cannot be so beside the rest, in the words of
//! `policies/vn/contradictions.law`. It draws nothing.

use std::collections::BTreeSet;

use ansinh_engine::hir::Program;
use ansinh_engine::value::{Date, Decimal, Value};

use super::{Drawn, Values, birth_name, choices};

/// Facts that are no below an age in years.
const NOT_BEFORE: [(&str, i32); 3] = [("pension", 16), ("pregnant", 11), ("gave_birth", 11)];
/// Facts that are no unless one of others is yes.
const ONLY_WITH: [(&str, &[&str]); 5] = [
    ("low_pension", &["pension", "insurance_allowance"]),
    ("survivor_allowance", &["insurance_allowance", "merit_allowance", "other_allowance"]),
    ("wage", &["stable_income"]),
    ("screened_before_birth", &["pregnant"]),
    ("buried_by_others", &["died_this_month", "lost_in_disaster"]),
];
/// Facts of which each is a steady income.
const INCOME: [&str; 3] = ["pension", "insurance_allowance", "other_allowance"];

/// Takes back what contradicts the rest.
pub fn make_consistent(drawn: &mut Drawn, program: &Program, on: Date) {
    for person in &mut drawn.persons {
        let years = born(&person.facts).map_or(0, |born| (on.month_number() - born.month_number()) / 12);
        consistent_person(&mut person.facts, years, program);
        if years < 10 {
            person.children.clear();
        }
    }
    let births: Vec<Option<Date>> = drawn.persons.iter().map(|person| born(&person.facts)).collect();
    for (at, person) in drawn.persons.iter_mut().enumerate() {
        person.children.retain(|child| births.get(*child) > births.get(at));
    }
    let home = &mut drawn.household;
    if is(home, "hunger", "no_hunger", program) {
        home.insert("hungry_months".to_owned(), Value::Number(Decimal::ZERO));
    }
    if !is(home, "province", "ho_chi_minh", program) {
        say_no(home, "in_can_gio");
    }
}

/// The people each person takes in: nobody is taken in twice.
#[must_use]
pub fn taken_in(drawn: &Drawn) -> Vec<Vec<usize>> {
    let mut taken = BTreeSet::new();
    let own = |children: &Vec<usize>| children.iter().copied().filter(|child| taken.insert(*child)).collect();
    drawn.persons.iter().map(|person| &person.children).map(own).collect()
}

fn consistent_person(facts: &mut Values, years: i32, program: &Program) {
    for (name, _) in NOT_BEFORE.iter().filter(|(_, from)| years < *from) {
        say_no(facts, name);
    }
    if years >= 1 {
        say_no(facts, "screened_after_birth");
    }
    if years < 13 {
        facts.insert("marital".to_owned(), Value::Choice(0));
    }
    if INCOME.iter().any(|name| says_yes(facts, name)) {
        facts.insert("stable_income".to_owned(), Value::YesNo(true));
    }
    for (name, others) in ONLY_WITH {
        if !others.iter().any(|other| says_yes(facts, other)) {
            say_no(facts, name);
        }
    }
    if !is(facts, "marital", "married", program) {
        say_no(facts, "spouse_has_care_support");
    }
    if says_yes(facts, "in_facility") {
        say_no(facts, "cared_for_at_home");
        say_no(facts, "community_carer");
    }
    if !says_yes(facts, "needs_emergency_protection") {
        facts.insert("emergency_days".to_owned(), Value::Number(Decimal::ZERO));
    }
    let is_wrong_group = (is(facts, "city_group_of", "old_alone", program) && years < 61)
        || (is(facts, "city_group_of", "ill_or_injured", program) && !(17..59).contains(&years));
    if is_wrong_group {
        facts.insert("city_group_of".to_owned(), Value::Choice(0));
    }
}

fn born(facts: &Values) -> Option<Date> {
    if let Some(Value::Date(born)) = facts.get(birth_name()) { Some(*born) } else { None }
}

fn says_yes(facts: &Values, name: &str) -> bool {
    facts.get(name) == Some(&Value::YesNo(true))
}

fn say_no(facts: &mut Values, name: &str) {
    if let Some(value) = facts.get_mut(name) {
        *value = Value::YesNo(false);
    }
}

fn is(facts: &Values, name: &str, value: &str, program: &Program) -> bool {
    let wanted = choices(program, name).iter().position(|choice| choice == value);
    let told = facts.get(name).copied();
    wanted.and_then(|at| u16::try_from(at).ok()).is_some_and(|at| told == Some(Value::Choice(at)))
}
