//! Who pays, and which targets are reached, on a population that is small enough to be worked out by hand.
//!
//! Receives a law of funds and indicators and four persons in two households; holds the figures against those below,
//! each worked out on paper beside it.

use ansinh_engine::check;
use ansinh_engine::population::{Column, ColumnData, Entity, Population};
use ansinh_engine::report::{self, Cell, Table};
use ansinh_engine::simulate::{Outcome, Run, Settings, Verdict};
use ansinh_engine::value::Decimal;
use ansinh_grammar::{Language, SourceFile};

const LAW: &str = r#"language en edition 2026

module plans

currency VND smallest 1

instrument LAW
  label en "Plan 1" vi "Kế hoạch 1"
  number "1"
  in force from 2020-01-01

entity person
  link household: one household inverse members

entity household
  link members: many person inverse household

input elderly of person: yes/no

input served of person: yes/no
  label en "Gets a service" vi "Được cung cấp dịch vụ"

input poor of household: yes/no

fund centre
  label en "Central budget" vi "Ngân sách trung ương"
  funding level central

fund province
  funding level local

fund gifts
  funding level mobilised

benefit support of person: money VND per month
  from 2020-01-01
  source LAW article 1

  category old
    when elderly
      source LAW article 1
    gives 1_001 VND per month
      source LAW article 1

  funded by centre 60%, province 40%
    from 2020-01-01 to 2024-06-30
    source LAW article 2
  funded by province 33.3%, gifts 66.7%
    from 2024-07-01
    source LAW article 2

benefit meal of household: money VND per month
  from 2020-01-01
  source LAW article 3

  category poor_household
    when poor
      source LAW article 3
    gives 100 VND per month
      source LAW article 3

indicator covered: percent
  label en "People who get support" vi "Người được hỗ trợ"
  source LAW article 4
  measure count of p in all person where qualifies for support of p
  target from 2024-01-01 to 2024-06-30: at least 75%
    source LAW article 4 clause 1
  target from 2024-07-01: more than 75%
    source LAW article 4 clause 2

indicator elderly_covered: percent
  source LAW article 4
  measure count of p in all person where qualifies for support of p among elderly of p
  target from 2024-01-01: exactly 100%

indicator poor_households: integer
  source LAW article 4
  measure count of h in all household where poor of h
  target from 2024-01-01: at most 1

indicator households: integer
  source LAW article 4
  measure count of h in all household

indicator services: percent
  source LAW article 4
  measure count of p in all person where served of p and elderly of p
  target from 2021-01-01 to 2025-12-31: at least 70%

indicator satisfied: percent
  source LAW article 4
  note en "Nobody asks them." vi "Không ai hỏi."
  target from 2021-01-01 to 2025-12-31: at least 70%

indicator later: percent
  source LAW article 4
  note en "Nobody asks them." vi "Không ai hỏi."
  target from 2030-01-01: at least 90%

scenario more
  label en "More for more" vi "Nhiều hơn cho nhiều người hơn"
  based on plans
  replace amount of support.old from 2024-07-01 with 2_002 VND per month
    source LAW article 9
  widen condition of support.old from 2024-12-31 with not elderly
    source LAW article 9
"#;

/// Two households: three persons of whom two are elderly, poor; and one elderly person alone, not poor.
fn population() -> Population {
    let column = |name: &str, entity, marks: &[u8]| Column {
        name: name.to_owned(),
        entity,
        data: ColumnData::YesNo(marks.to_vec()),
    };
    let elderly = column("elderly", Entity::Person, &[1, 1, 0, 1]);
    let poor = column("poor", Entity::Household, &[1, 0]);
    Population::new(vec![0, 3, 4], vec![elderly, poor], Vec::new()).expect("it is whole")
}

fn simulated(scenario: Option<&str>) -> Outcome {
    let checked = check::check(&[SourceFile::new("plans.law", LAW)]);
    let wrong: Vec<_> = checked.diagnostics.iter().map(|found| (found.code.id, &found.headline.en)).collect();
    assert!(checked.is_usable(), "{wrong:?}");
    let population = population();
    let settings = Settings { year: 2024, scenario: scenario.map(str::to_owned), ..Settings::default() };
    let run = Run::new(&checked.program, &population, &settings).expect("the law has a value in every month");
    let part = run.part(0..run.n_pieces(), &mut |_| {}).expect("it runs");
    run.finish(vec![part])
}

fn numbers(all: &[i64]) -> Option<Vec<Decimal>> {
    Some(all.iter().map(|number| Decimal::from(*number)).collect())
}

/// The cells of a row as an English reader sees them.
fn row(table: &Table, name: &str, at: usize) -> Vec<String> {
    let row = table.rows.iter().filter(|row| row.name == name).nth(at).expect("the row is there");
    row.cells.iter().map(|cell| cell.shown(Language::En)).collect()
}

#[test]
fn funds_pay_whole_dong_that_add_up() {
    let outcome = simulated(Some("more"));
    // 3 persons × 1,001 × 6 months = 18,018 in each half of the year; from July twice that in the scenario.
    // Central: 60 % of 18,018 = 10,810.8. Province: 40 % = 7,207.2 and 33.3 % of 18,018 = 5,999.994, together
    // 13,207.194. Gifts: 66.7 % of 18,018 = 12,018.006. Whole parts make 36,035; the dong left goes to .8.
    let support = outcome.benefit("support").expect("it is there");
    assert_eq!(support.baseline.dong(), Some(Decimal::from(36_036)));
    assert_eq!(support.baseline_by_fund(3), numbers(&[10_811, 13_207, 12_018, 0]));
    // Scenario: 33.3 % of 36,036 = 11,999.988, province 19,207.188; gifts 24,036.012; in all 54,054.
    assert_eq!(support.reform_by_fund(3), numbers(&[10_811, 19_207, 24_036, 0]));
    // 1 household × 100 × 12, and nothing is said about who pays.
    let meal = outcome.benefit("meal").expect("it is there");
    assert_eq!(meal.baseline_by_fund(3), numbers(&[0, 0, 0, 1_200]));
}

#[test]
fn the_table_of_funds_adds_up_by_fund_and_by_level() {
    let table = report::funding(&simulated(Some("more"))).expect("somebody is said to pay");
    assert_eq!(row(&table, "centre", 0), ["central budget", "10,811", "10,811", "0"]);
    assert_eq!(row(&table, "gifts", 0), ["mobilised", "12,018", "24,036", "12,018"]);
    assert_eq!(row(&table, "not_stated", 0), ["–", "1,200", "1,200", "0"]);
    assert_eq!(row(&table, "local", 0), ["local budget", "13,207", "19,207", "6,000"]);
    assert_eq!(row(&table, "total", 0), ["–", "37,236", "55,254", "18,018"]);
    let number = |cell: Option<&Cell>| cell.and_then(Cell::number).unwrap_or(Decimal::ZERO);
    let funds = ["centre", "province", "gifts", "not_stated"];
    let main = |name: &str| table.rows.iter().find(|row| row.name == name).expect("the fund is there");
    let sum: Decimal = funds.iter().map(|name| number(main(name).cells.get(1))).sum();
    assert_eq!(sum, Decimal::from(37_236));
    assert!(table.rows.iter().any(|row| row.label.vi == "Ngân sách trung ương"));
}

#[test]
fn targets_are_reached_or_not_or_cannot_be_measured() {
    let outcome = simulated(Some("more"));
    let verdicts: Vec<(&str, String, Verdict, Verdict)> = outcome
        .indicators
        .iter()
        .map(|found| {
            let reform = found.reform.as_ref().expect("there is a scenario");
            (found.name.as_str(), found.on.to_string(), found.verdict(&found.baseline), found.verdict(reform))
        })
        .collect();
    let of = |name, on: &str, before, after| (name, on.to_owned(), before, after);
    use Verdict::{NoTarget, NotMeasurable, NotReached, Reached};
    assert_eq!(
        verdicts,
        [
            // 3 of 4 are 75 %: at least that, and not more; on the last day of the year the scenario reaches all 4.
            of("covered", "2024-06-30", Reached, Reached),
            of("covered", "2024-12-31", NotReached, Reached),
            // All 3 of 3 elderly people.
            of("elderly_covered", "2024-12-31", Reached, Reached),
            of("poor_households", "2024-12-31", Reached, Reached),
            of("households", "2024-12-31", NoTarget, NoTarget),
            of("services", "2024-12-31", NotMeasurable, NotMeasurable),
            of("satisfied", "2024-12-31", NotMeasurable, NotMeasurable),
        ]
    );
}

#[test]
fn the_table_of_indicators_gives_values_targets_reasons_and_sources() {
    let table = report::indicators(&simulated(None)).expect("there are some");
    let source = "Plan 1, article 4, clause 2";
    let expected = ["2024-12-31", "more than 75%", "from 2024-07-01", "75%", "3", "4", "not reached", "–", source];
    assert_eq!(row(&table, "covered", 1), expected);
    let expected = ["100%", "3", "3", "reached"];
    assert_eq!(row(&table, "elderly_covered", 0)[3..7], expected);
    // A count has nothing that it is a part of.
    assert_eq!(row(&table, "poor_households", 0)[3..7], ["1", "1", "–", "reached"]);
    assert_eq!(row(&table, "households", 0)[1..7], ["–", "–", "2", "2", "–", "no target"]);
    let why = "facts absent from this population: Gets a service";
    assert_eq!(row(&table, "services", 0)[3..8], ["–", "–", "–", "not measurable", why]);
    assert_eq!(row(&table, "satisfied", 0)[7], "Nobody asks them.");
    let vietnamese = |name: &str, at: usize| {
        let row = table.rows.iter().find(|row| row.name == name).expect("the row is there");
        row.cells.get(at).map(|cell| cell.shown(Language::Vi)).unwrap_or_default()
    };
    assert_eq!(vietnamese("services", 7), "dân số này không có dữ kiện: Được cung cấp dịch vụ");
    assert_eq!((vietnamese("covered", 1).as_str(), vietnamese("covered", 6).as_str()), ("ít nhất 75%", "đạt"));
}
