//! What is told while facts are missing stays true when they come.
//!
//! Receives random households from a seed, hides some of their facts, and compares: the answer with all facts is among
//! those that were possible, and an answer that was certain is never taken back.

use ansinh_engine::explain::{self, Answer, Certainty, Finding};
use ansinh_engine::hir::Program;
use ansinh_engine::lower::{self, World};
use ansinh_engine::plan::Plan;
use ansinh_engine::value::{Date, Decimal, Facts, Value};
use ansinh_tests::draw::{self, Drawn};
use ansinh_tests::hide::hidden;
use ansinh_tests::law;
use ansinh_tests::random::Random;

const SEED: u64 = 335_2026;
/// Households on each day.
const HOUSEHOLDS: usize = 30;
/// Days with different law.
const DAYS: [&str; 5] = ["2016-12-01", "2021-06-30", "2021-07-01", "2024-07-01", "2026-10-04"];
/// Months paid under article 8 of Decree 20, the first one of it among them, and days of decisions.
const MONTHS: [(&str, Option<&str>); 4] = [
    ("2021-07-01", None),
    ("2021-08-01", Some("2021-08-31")),
    ("2024-03-01", Some("2024-04-01")),
    ("2025-07-01", None),
];
/// Facts that the law takes for granted at some ages unless they are told: by input, the ages in years, the value.
const IMPLIED: [(&str, i32, i32, Value); 8] = [
    ("pension", 0, 30, Value::YesNo(false)),
    ("pregnant", 0, 10, Value::YesNo(false)),
    ("pregnant", 60, 200, Value::YesNo(false)),
    ("marital", 0, 12, Value::Choice(0)),
    ("gave_birth", 0, 10, Value::YesNo(false)),
    ("gave_birth", 60, 200, Value::YesNo(false)),
    ("parent_on_allowance", 30, 200, Value::YesNo(false)),
    ("screened_after_birth", 1, 200, Value::YesNo(false)),
];
/// Facts that are no unless one of others is yes.
const ONLY_WITH: [(&str, &[&str]); 5] = [
    ("low_pension", &["pension", "insurance_allowance"]),
    ("survivor_allowance", &["insurance_allowance", "merit_allowance", "other_allowance"]),
    ("wage", &["stable_income"]),
    ("screened_before_birth", &["pregnant"]),
    ("spouse_has_care_support", &[]),
];

/// Makes a household plausible: nothing in it contradicts what is implied where nobody tells.
fn made_plausible(household: &mut Drawn, on: Date) {
    for person in &mut household.persons {
        let Some(Value::Date(born)) = person.facts.get(draw::birth_name()).copied() else { continue };
        let years = (on.month_number() - born.month_number()) / 12;
        for (input, from, to, value) in IMPLIED {
            // A year more on both sides: the age is counted exactly by the law, not here.
            if years + 1 >= from && years <= to {
                person.facts.insert(input.to_owned(), value);
            }
        }
        // For whom a single parent has the allowance is worked out of who died; not near the age at which nobody counts.
        let says = |input: &str, value| (input.to_owned(), Value::YesNo(value));
        let died = person.facts.get("died_this_month") == Some(&Value::YesNo(true));
        person.facts.extend(match years {
            28..=31 => Some(says("died_this_month", false)),
            ..28 if died => Some(says("parent_on_allowance", true)),
            _ => None,
        });
        for (input, others) in ONLY_WITH {
            if others.iter().all(|other| person.facts.get(*other) != Some(&Value::YesNo(true))) {
                person.facts.insert(input.to_owned(), Value::YesNo(false));
            }
        }
        if years <= 16 {
            person.children.clear();
        }
    }
}

fn may_be(answer: &Answer, amount: Decimal) -> bool {
    match answer {
        Answer::Certain(certain) => *certain == amount,
        Answer::Among(amounts) => amounts.contains(&amount),
        Answer::Unknown => true,
        Answer::Fault(_) => false,
    }
}

fn agrees(before: Certainty, after: Certainty) -> bool {
    before == Certainty::Unknown || before == after
}

/// What a finding with fewer facts said that one with more facts takes back.
fn taken_back(before: &Finding, after: &Finding) -> Option<String> {
    if let Answer::Certain(amount) = after.amount
        && !may_be(&before.amount, amount)
    {
        return Some(format!("{}: {:?}, then {amount}", before.benefit, before.amount));
    }
    if let (Answer::Certain(amount), after) = (&before.amount, &after.amount)
        && *after != Answer::Certain(*amount)
    {
        return Some(format!("{}: certainly {amount}, then {after:?}", before.benefit));
    }
    if !agrees(before.qualifies, after.qualifies) {
        return Some(format!("{}: qualifies {:?}, then {:?}", before.benefit, before.qualifies, after.qualifies));
    }
    let pairs = before.categories.iter().zip(&after.categories);
    let mut wrong = pairs.filter(|(before, after)| {
        !agrees(before.applies, after.applies)
            || !agrees(before.entitled, after.entitled)
            || !agrees(before.is_paid, after.is_paid)
            || !keeps(&before.amount, &after.amount)
    });
    wrong.next().map(|(before, after)| format!("{before:#?}\nthen {after:#?}"))
}

/// Whether the amount of a category contains the one that is told with more facts.
fn keeps(before: &Answer, after: &Answer) -> bool {
    match after {
        Answer::Certain(amount) => may_be(before, *amount),
        _ => !matches!(before, Answer::Certain(_)),
    }
}

/// Compares the findings of everybody; how many answers with fewer facts were certain, and how many open.
fn compare(plan: &Plan, less: &Facts, more: &Facts, told: impl Fn() -> String) -> (usize, usize) {
    let (mut n_certain, mut n_open) = (0, 0);
    for thing in 1..more.things.len() {
        let find = |facts: &Facts| explain::explain(plan, facts, thing).expect("the facts suit the law");
        for (before, after) in find(less).iter().zip(&find(more)) {
            if let Some(how) = taken_back(before, after) {
                panic!("{}\np{} {how}\nwith only {:#?}\nthen {:#?}", told(), thing - 1, less.things, more.things);
            }
            match before.amount {
                Answer::Certain(_) => n_certain += 1,
                _ => n_open += 1,
            }
        }
    }
    (n_certain, n_open)
}

/// The plans of some days, and of what is paid for some months, with and without a decision.
fn plans(program: &Program) -> Vec<(Plan, World)> {
    let day = |text| Date::parse(text).expect("a date");
    let overlays = World { with: program.modules.clone(), ..World::default() };
    let days = DAYS.into_iter().map(|day| (day, World::default())).chain([("2026-10-04", overlays)]);
    let of_days = days.map(|(text, world)| (lower::lower(program, &world, day(text)), world));
    let of_months = MONTHS.map(|(month, decision)| {
        let world = World::default();
        (lower::lower_month(program, &world, day(month), decision.map(day)), world)
    });
    of_days.chain(of_months).map(|(plan, world)| (plan.expect("the law has a plan"), world)).collect()
}

#[test]
fn more_facts_take_nothing_back() {
    let program = law::embedded();
    let mut random = Random::new(SEED);
    let (mut n_certain, mut n_open) = (0, 0);
    for (plan, world) in plans(program) {
        let on = plan.on;
        for _ in 0..HOUSEHOLDS {
            let mut household = draw::household(&mut random, program, on);
            household.persons.truncate(2);
            for person in &mut household.persons {
                person.children.retain(|child| *child < 2);
            }
            made_plausible(&mut household, on);
            let all = household.facts(program);
            let one_in = 3 + random.below(8);
            // That nobody is married to anybody of the household is taken for granted, so it is never hidden.
            let with_spouses = |mut facts: Facts| {
                for (thing, told) in facts.things.iter_mut().zip(&all.things) {
                    thing.links.extend(told.links.get_key_value("spouse").map(|(link, to)| (link.clone(), to.clone())));
                }
                facts
            };
            let most = with_spouses(hidden(&all, &mut random, one_in));
            let few = with_spouses(hidden(&most, &mut random, 2));
            for (less, more) in [(&most, &all), (&few, &most)] {
                let (certain, open) = compare(&plan, less, more, || household.printed(program, on, &world));
                n_certain += certain;
                n_open += open;
            }
        }
    }
    assert!(n_certain > 200 && n_open > 200, "{n_certain} certain and {n_open} open answers tell little");
}

/// With nothing hidden every answer is certain, or the law itself is at fault.
#[test]
fn all_facts_leave_nothing_open() {
    let program = law::embedded();
    let mut random = Random::new(SEED);
    let on = Date::parse("2024-07-01").expect("a date");
    let plan = lower::lower(program, &law::world(None), on).expect("the law has a plan");
    for _ in 0..200 {
        let household = draw::household(&mut random, program, on);
        for finding in explain::explain(&plan, &household.facts(program), 1).expect("the facts suit the law") {
            assert!(matches!(finding.amount, Answer::Certain(_)), "{:?}", finding.amount);
            assert!(finding.needs.is_empty() && finding.qualifies != Certainty::Unknown);
        }
    }
}
