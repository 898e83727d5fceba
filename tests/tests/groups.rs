//! Results by group, take-up, poverty and inequality, on a population that is small enough to be worked out by hand.
//!
//! Receives a law of two benefits and four persons in two households, each of whom stands for ten; holds the figures
//! against those below, each worked out on paper beside it.

use ansinh_engine::check;
use ansinh_engine::population::{Column, ColumnData, Entity, Population};
use ansinh_engine::report;
use ansinh_engine::simulate::{By, Outcome, Run, Settings, SimulateError};
use ansinh_engine::value::Decimal;
use ansinh_grammar::{Language, SourceFile};

const LAW: &str = r#"language en edition 2026

module groups

currency VND smallest 1

instrument LAW
  label en "Law 1" vi "Luật 1"
  number "1"
  in force from 2016-01-01

entity person
  link household: one household inverse members

entity household
  link members: many person inverse household

input elderly of person: yes/no

input frail of person: yes/no

input poor of household: yes/no

parameter rural_line: money VND per month
  from 2016-01-01: 700_000 VND per month
    source LAW article 1

parameter urban_line: money VND per month
  from 2016-01-01: 900_000 VND per month
    source LAW article 1

benefit support of person: money VND per month
  from 2016-01-01
  source LAW article 1

  category old
    when elderly
      source LAW article 1
    gives 300_000 VND per month
      source LAW article 1

  category weak
    when frail
      source LAW article 1
    gives 300_000 VND per month
      source LAW article 1

  combine highest of all
    source LAW article 1

benefit meal of household: money VND per month
  from 2016-01-01
  source LAW article 2

  category poor_household
    when poor
      source LAW article 2
    gives 60_000 VND per month
      source LAW article 2

scenario more
  label en "More" vi "Thêm"
  based on groups
  replace amount of support.old from 2016-07-01 with 450_000 VND per month
    source LAW article 9
"#;

/// An elderly woman, an elderly and frail man and a girl in a poor household in the country with 500,000 a head; an
/// elderly man alone in town with 2,000,000. Each stands for ten.
fn population() -> Population {
    let column = |name: &str, entity, data| Column { name: name.to_owned(), entity, data };
    let marks = |marks: &[u8]| ColumnData::YesNo(marks.to_vec());
    let choice = |values: &[&str], codes: &[u8]| ColumnData::Choice {
        values: values.iter().map(|&value| value.to_owned()).collect(),
        codes: codes.to_vec(),
    };
    let columns = vec![
        column("elderly", Entity::Person, marks(&[1, 1, 0, 1])),
        column("frail", Entity::Person, marks(&[0, 1, 0, 0])),
        column("sex", Entity::Person, choice(&["male", "female"], &[1, 0, 1, 0])),
        column("poor", Entity::Household, marks(&[1, 0])),
        column("poverty", Entity::Household, choice(&["poor", "not_poor"], &[0, 1])),
        column("urban", Entity::Household, marks(&[0, 1])),
        column("income_per_head", Entity::Household, ColumnData::Number { scale: 0, values: vec![500_000, 2_000_000] }),
    ];
    Population::new(vec![0, 3, 4], columns, Vec::new()).expect("it is whole").weighted(10)
}

fn settings(scenario: Option<&str>) -> Settings {
    Settings {
        year: 2016,
        scenario: scenario.map(str::to_owned),
        by: vec![By::Sex, By::Poverty, By::District, By::Fifth],
        has_measures: true,
        ..Settings::default()
    }
}

fn simulated(settings: &Settings) -> Result<Outcome, SimulateError> {
    simulated_under(LAW, settings)
}

fn simulated_under(law: &str, settings: &Settings) -> Result<Outcome, SimulateError> {
    let checked = check::check(&[SourceFile::new("groups.law", law)]);
    let wrong: Vec<_> = checked.diagnostics.iter().map(|found| (found.code.id, &found.headline.en)).collect();
    assert!(checked.is_usable(), "{wrong:?}");
    let population = population();
    let run = Run::new(&checked.program, &population, settings)?;
    Ok(run.finish(vec![run.part(0..run.n_pieces(), &mut |_| {})?]))
}

/// The cells of a row as an English reader sees them.
fn row(table: &report::Table, name: &str) -> Vec<String> {
    let row = table.rows.iter().find(|row| row.name == name).expect("the row is there");
    row.cells.iter().map(|cell| cell.shown(Language::En)).collect()
}

#[test]
fn groups_add_up_and_lacking_traits_are_left_out() {
    let outcome = simulated(&settings(None)).unwrap();
    let traits: Vec<By> = outcome.breakdowns.iter().map(|found| found.by).collect();
    assert_eq!(traits, [By::Sex, By::Poverty, By::Fifth]);
    let tables = report::breakdowns(&outcome);
    // Two elderly men and one woman, ten of each: 12 months at 300,000, so 36 million dong for each person made.
    assert_eq!(row(&tables[0], "support"), ["40", "30", "360", "108", "75"]);
    assert_eq!(row(&tables[0], "support/male"), ["20", "20", "240", "72", "100"]);
    assert_eq!(row(&tables[0], "support/female"), ["20", "10", "120", "36", "50"]);
    // The meal of the household counts with its first person, a woman: 12 x 60,000 x 10.
    assert_eq!(row(&tables[0], "meal/female"), ["20", "10", "120", "7.2", "50"]);
    assert_eq!(row(&tables[1], "support/not_poor"), ["10", "10", "120", "36", "100"]);
}

#[test]
fn poverty_and_inequality_before_and_after() {
    let outcome = simulated(&settings(Some("more"))).unwrap();
    let table = report::living(&outcome).unwrap();
    // In the country 500,000 under 700,000: 3 of 4, a gap of 2/7 each, 3/4 x 2/7 = 21.429 %, 3/4 x 4/49 = 6.122 %.
    // Current law brings 2 x 300,000 + 60,000 a month for three heads, 220,000: 720,000, nobody is poor.
    // The scenario brings half of the year 150,000 more to each of the elderly: (2 x 375,000 + 60,000) / 3 = 270,000.
    assert_eq!(row(&table, "headcount"), ["75", "0", "0"]);
    assert_eq!(row(&table, "gap"), ["21.429", "0", "0"]);
    assert_eq!(row(&table, "severity"), ["6.122", "0", "0"]);
    // Of all income the poor 3/4 have 1.5 of 3.5 million: G = 3/4 - 3/7 = 9/28. After: 2.16 of 4.46 million, and
    // 3/4 - 2.16/4.46; in the scenario 2.31 of 4.685 million.
    assert_eq!(row(&table, "gini"), ["32.143", "26.57", "25.694"]);
    // The poorest fifth has 0.8 of a person: 0.4 of 3.5 million; 0.576 of 4.46; 0.616 of 4.685.
    assert_eq!(row(&table, "share_1"), ["11.429", "12.915", "13.148"]);
}

#[test]
fn targeting_changes_and_overlaps() {
    let outcome = simulated(&settings(Some("more"))).unwrap();
    let targeting = report::targeting(&outcome).unwrap();
    // 20 of 30 poor people are paid, and 10 others; two thirds of the money for three quarters of the people.
    let law = ["66.7", "33.3", "33.3", "66.7", "88.9"];
    assert_eq!(row(&targeting, "support/poor"), [law, law].concat());
    let changes = report::changes(&outcome).unwrap();
    // On 31 December each of the 30 has 150,000 more.
    let expected = ["0", "30", "0", "30", "4,500,000", "150,000", "0", "0", "–", "4,500,000"];
    assert_eq!(row(&changes, "support"), expected);
    let overlaps = report::overlaps(&outcome).unwrap();
    assert_eq!(row(&overlaps, "old+weak"), ["10", "33.3"]);
}

#[test]
fn who_claims_is_the_same_under_both_laws() {
    let rate =
        |rate| Settings { take_up: vec![("support".to_owned(), rate)], take_up_seed: 3, ..settings(Some("more")) };
    let none = simulated(&rate(Decimal::ZERO)).unwrap();
    let support = none.benefit("support").unwrap();
    assert_eq!((support.baseline.headcount, support.baseline.cost, support.reform.cost), (0, 0, 0));
    assert_eq!(none.benefit("meal").unwrap().baseline.headcount, 10);
    let half = simulated(&rate(Decimal::new(5, 1))).unwrap();
    let change = half.benefit("support").unwrap().change.unwrap();
    assert_eq!((change.new, change.lost), (0, 0));
    assert_eq!(simulated(&rate(Decimal::ONE)).unwrap().benefits, simulated(&settings(Some("more"))).unwrap().benefits);
    assert_eq!(simulated(&rate(Decimal::TWO)), Err(SimulateError::TakeUp));
}

/// A benefit that is paid once, if something is so.
fn gift(condition: &str) -> String {
    let new = GIFT.replace("CONDITION", condition);
    format!("{LAW}\n{new}")
}

const GIFT: &str = r#"benefit gift of person: money VND
  label en "Gift" vi "Quà"
  from 2016-01-01
  source LAW article 1

  category handed
    when CONDITION
      source LAW article 1
    gives 1_000 VND
      source LAW article 1
"#;

#[test]
fn what_is_paid_once_but_month_by_month_is_told() {
    let plain = Settings { year: 2016, ..Settings::default() };
    let gift_of = |condition: &str| {
        let outcome = simulated_under(&gift(condition), &plain).expect("the law can be applied");
        let found = outcome.benefit("gift").expect("the gift");
        let notes: Vec<String> = report::simulation(&outcome).notes.iter().map(|note| note.en.clone()).collect();
        (found.paid_again, found.baseline.person_months, notes.iter().any(|note| note.starts_with("WARNING: “Gift”")))
    };
    // One is frail in all twelve months and stands for ten; nobody is both not elderly and frail.
    assert_eq!(gift_of("frail"), (10, 120, true));
    assert_eq!(gift_of("frail and not elderly"), (0, 0, false));
}

#[test]
fn the_headline_tells_the_benefit_that_changes_most() {
    let current = simulated(&Settings { year: 2016, ..Settings::default() }).expect("the law can be applied");
    assert!(report::headline(&current).en.contains("recipients at the end of the year"), "{current:?}");
    // The elderly get more and nobody is new.
    let more = simulated(&settings(Some("more"))).expect("the law can be applied");
    let headline = report::headline(&more).en;
    assert!(headline.starts_with("support: 30 people gain and 0 lose; cost rises by"), "{headline}");
    // A benefit of little money is told too, if it is what changes.
    let law = format!("{}\nscenario none\n  based on groups\n  remove gift from 2016-01-01\n", gift_each_month());
    let gone = simulated_under(&law, &settings(Some("none"))).expect("the law can be applied");
    let headline = report::headline(&gone).en;
    assert!(headline.starts_with("Gift: 0 more recipients, 10 no longer; cost falls by"), "{headline}");
}

fn gift_each_month() -> String {
    gift("frail")
        .replace("money VND\n  label en \"Gift\"", "money VND per month\n  label en \"Gift\"")
        .replace("gives 1_000 VND\n", "gives 1_000 VND per month\n")
}
