//! Households that the law cannot tell apart are run once, and everything comes out as if all had been run.
//!
//! Receives random households, dense where the law changes its mind, each several times and once more with a birth a
//! day earlier; runs years and scenarios of all law in both ways and compares every figure. That a household taken for
//! its neighbour of a day would be noticed is held too.

use ansinh_engine::check;
use ansinh_engine::hir::Program;
use ansinh_engine::population::{Column, ColumnData, Entity, Population};
use ansinh_engine::simulate::{By, Outcome, Run, Settings, SimulateError};
use ansinh_engine::value::{Date, Decimal, Value};
use ansinh_grammar::SourceFile;
use ansinh_tests::draw::{self, Drawn};
use ansinh_tests::law;
use ansinh_tests::random::Random;

/// Where the stream of numbers begins.
const SEED: u64 = 20_261_123;
/// Different households of each year and law.
const HOUSEHOLDS: usize = 40;

/// What a year comes to, household by household or by kinds, and how many households were run.
fn outcome(program: &Program, population: &Population, settings: &Settings, is_condensed: bool) -> (Ran, usize) {
    let run = match Run::new(program, population, settings) {
        Ok(run) => run,
        Err(error) => return (Err(error), 0),
    };
    let run = if is_condensed { run.condensed() } else { run };
    let halves = [0..run.n_pieces() / 2, run.n_pieces() / 2..run.n_pieces()];
    let parts: Result<Vec<_>, _> = halves.into_iter().map(|range| run.part(range, &mut |_| {})).collect();
    (parts.map(|parts| run.finish(parts)), run.n_households())
}

type Ran = Result<Outcome, SimulateError>;

/// The same household, its first person born a day before.
fn a_day_older(household: &Drawn) -> Drawn {
    let mut older = household.clone();
    let birth = older.persons.first_mut().and_then(|person| person.facts.get_mut(draw::birth_name()));
    if let Some(Value::Date(birth)) = birth {
        *birth = birth.day_before().unwrap_or(*birth);
    }
    older
}

/// Households beside the thresholds of days of the year, and the same a day older.
fn drawn(random: &mut Random, program: &Program, year: i32) -> (Vec<Drawn>, Vec<Drawn>) {
    let mut households = Vec::new();
    for _ in 0..HOUSEHOLDS {
        // Months are looked at on their first day, so that is where a day matters.
        let (month, day) = (1 + random.below(12), if random.one_in(4) { 1 + random.below(28) } else { 1 });
        let small = |number: usize| i32::try_from(number).unwrap_or(1);
        let on = Date::new(year, small(month), small(day)).expect("a day");
        households.push(draw::household(random, program, on));
    }
    let older = households.iter().map(a_day_older).collect();
    (households, older)
}

/// Every household one to three times and its twin, in a random order.
fn mixed(random: &mut Random, households: &[Drawn], older: &[Drawn]) -> Vec<Drawn> {
    let mut all: Vec<Drawn> = older.to_vec();
    for household in households {
        all.extend(std::iter::repeat_n(household.clone(), 1 + random.below(3)));
    }
    for at in (1..all.len()).rev() {
        all.swap(at, random.below(at + 1));
    }
    all
}

/// Every year of the law under current law and in turn under each scenario; each second one is looked at closely.
fn asked(program: &Program) -> Vec<Settings> {
    let scenarios: Vec<&String> = program.scenarios.iter().map(|scenario| &scenario.naming.name).collect();
    let mut all = Vec::new();
    for (at, year) in (2015..2027).enumerate() {
        let scenario = scenarios.get(at % scenarios.len().max(1)).map(|name| (*name).clone());
        let is_close = at % 2 == 1;
        all.push(Settings {
            year,
            is_first_half: at % 5 == 4,
            scenario,
            with: if at % 3 == 2 { program.modules.clone() } else { Vec::new() },
            by: if is_close { By::ALL.to_vec() } else { Vec::new() },
            has_measures: is_close,
            take_up: if at % 4 == 3 { vec![("monthly_allowance".to_owned(), Decimal::new(6, 1))] } else { Vec::new() },
            take_up_seed: 7,
            ..Settings::default()
        });
    }
    all
}

#[test]
fn kinds_of_households_come_to_what_all_households_come_to() {
    let program = law::embedded();
    let mut random = Random::new(SEED);
    let (mut n_merged, mut n_days_that_matter, mut n_compared) = (0, 0, 0);
    for settings in asked(program) {
        let (households, older) = drawn(&mut random, program, settings.year);
        let all = mixed(&mut random, &households, &older);
        let population = draw::population(&all, program).expect("the households are a population");
        let (whole, n_all) = outcome(program, &population, &settings, false);
        let (kinds, n_run) = outcome(program, &population, &settings, true);
        assert!(whole == kinds, "{settings:?}");
        n_compared += usize::from(whole.is_ok());
        n_merged += n_all - n_run;
        // If everybody were taken for who is a day older, something else would come out.
        let swapped: Vec<Drawn> = all.iter().map(a_day_older).collect();
        let swapped = draw::population(&swapped, program).expect("the households are a population");
        n_days_that_matter += usize::from(outcome(program, &swapped, &settings, false).0 != whole);
    }
    assert!(n_compared >= 10, "{n_compared} years compared");
    assert!(n_merged > 150, "{n_merged} households were run with another");
    assert!(n_days_that_matter >= 8, "in {n_days_that_matter} years a day makes a difference");
}

const LAW: &str = r#"language en edition 2026

module ages

currency VND smallest 1

instrument LAW
  label en "Law 1" vi "Luật 1"
  number "1"
  in force from 2010-01-01

entity person
  link household: one household inverse members

entity household
  link members: many person inverse household

input date_of_birth of person: date

input income of household: money VND
  range 0 VND to 1_000_000 VND

benefit support of person: money VND per month
  from 2010-01-01
  source LAW article 1

  category old
    when full years from date_of_birth to assessment date >= 80 years
      source LAW article 1
    when income of household < 1_000 VND
      source LAW article 1
    gives 1_001 VND per month
      source LAW article 1

  category penniless
    when income of household = 0 VND
      source LAW article 2
    gives 500 VND per month
      source LAW article 2

  combine only of all
    source LAW article 3
"#;

/// How a year comes out, run in both ways, for households with one person each, born and earning as said; and how many
/// households are run.
fn run(births: &[&str], incomes: &[i64]) -> (Ran, usize) {
    let checked = check::check(&[SourceFile::new("ages.law", LAW)]);
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    let births: Vec<i32> = births.iter().map(|birth| Date::parse(birth).expect("a day").packed()).collect();
    let homes = (0..).take(births.len() + 1).collect();
    let column = |name: &str, entity, data| Column { name: name.to_owned(), entity, data };
    let columns = vec![
        column("date_of_birth", Entity::Person, ColumnData::Date(births)),
        column("income", Entity::Household, ColumnData::Number { scale: 0, values: incomes.to_vec() }),
    ];
    let population = Population::new(homes, columns, Vec::new()).expect("households");
    let settings = Settings { year: 2024, ..Settings::default() };
    let whole = outcome(&checked.program, &population, &settings, false).0;
    let (kinds, n_run) = outcome(&checked.program, &population, &settings, true);
    assert_eq!(whole, kinds);
    (kinds, n_run)
}

#[test]
fn only_what_the_law_asks_on_some_day_tells_households_apart() {
    let n_run = |births: [&str; 2], incomes: [i64; 2]| run(&births, &incomes).1;
    let poor = [1, 999];
    assert_eq!(n_run(["1980-01-01", "1990-05-05"], poor), 1, "both are young all year");
    assert_eq!(n_run(["1940-01-01", "1930-05-05"], poor), 1, "both are old all year");
    assert_eq!(n_run(["1944-07-01", "1944-07-02"], poor), 2, "one is old on 1 July, the other is not");
    assert_eq!(n_run(["1944-07-02", "1944-08-01"], poor), 1, "no day of the law lies between");
    assert_eq!(n_run(["1944-12-31", "1945-01-01"], poor), 2, "one is old on 31 December");
    assert_eq!(n_run(["1930-01-01", "1930-01-01"], [999, 1_000]), 2, "the limit lies between");
    assert_eq!(n_run(["1930-01-01", "1930-01-01"], [1_000, 1_000_000]), 1, "both have too much");
}

#[test]
fn a_row_without_an_answer_is_told_as_if_all_had_been_run() {
    // Whoever is old and penniless at once has two amounts: the last row from January on, those before from July on.
    let births = ["1980-01-01", "1981-01-01", "1930-01-01", "1944-06-20", "1944-06-20", "1930-01-01"];
    let (ran, n_run) = run(&births, &[5, 5, 5, 0, 0, 0]);
    assert_eq!(n_run, 4);
    assert!(format!("{:?}", ran.expect_err("there is no single amount")).contains("row: 5"));
    let (ran, _) = run(&births, &[0, 0, 5, 5, 5, 5]);
    assert_eq!(ran.expect("an answer for everybody").benefits[0].baseline.headcount, 6);
}
