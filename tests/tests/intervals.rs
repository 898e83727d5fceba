//! Intervals of projected figures.
//!
//! Receives runs under other guesses, made by hand; holds intervals, swings and what is told against figures worked out by
//! hand.

use ansinh_engine::plan::Unit;
use ansinh_engine::population::Accounts;
use ansinh_engine::report::{self, Cell, Table};
use ansinh_engine::simulate::{
    BenefitOutcome, Change, Figure, Flow, Interval, Measure, Outcome, ProjectedYear, Projection, Runs, Side, Swing,
};
use ansinh_grammar::{Language, Text};

/// One year in which a benefit costs so many million dong under current law and in a draft.
fn year(before: i128, after: i128) -> Projection {
    let flow = |million: i128| Flow { headcount: 1_000, person_months: 12_000, cost: million * 1_000_000, scale: 0 };
    let benefit = BenefitOutcome {
        name: "allowance".to_owned(),
        label: Text::new("Trợ cấp", "Allowance"),
        unit: Unit::MoneyPerMonth,
        categories: Vec::new(),
        baseline: flow(before),
        reform: flow(after),
        clauses: Vec::new(),
        months_in_force: 12,
        is_in_force_at_end: true,
        paid_again: 0,
        change: Some(Change::default()),
    };
    let outcome = Outcome {
        year: 2030,
        is_synthetic: true,
        scenario: Some(Text::new("Phương án", "Draft")),
        persons: 10_000,
        households: 2_500,
        benefits: vec![benefit],
        funds: Vec::new(),
        indicators: Vec::new(),
        left_out: Vec::new(),
        breakdowns: Vec::new(),
        overlaps: Vec::new(),
        livings: None,
        holdings: Default::default(),
        take_up: Vec::new(),
    };
    let years = vec![ProjectedYear { outcome, accounts: Accounts::default(), base_rate: None }];
    Projection { base_year: 2016, years, ..Projection::default() }
}

fn cost(side: Side) -> Figure {
    Figure { year: Some(2030), benefit: None, measure: Measure::Cost, side }
}

fn swing(name: &str, low: Projection, high: Projection) -> Swing<Projection> {
    Swing { name: name.to_owned(), label: Text::same(name), low, high }
}

/// The interval of the cost of the year.
fn interval(runs: &Runs<Projection>, projection: &Projection, side: Side) -> Interval {
    let value = |run: &Projection| run.figure(&cost(side));
    runs.interval(value(projection).expect("a cost"), &value).expect("the runs have it")
}

/// The tables of a projection with a range to each number.
fn ranged(runs: &Runs<Projection>, projection: &Projection) -> Vec<Table> {
    report::ranged(report::projection(projection), &runs.map(report::projection))
}

#[test]
fn deviations_are_added_up_by_their_squares() {
    let swings = vec![
        // 30 below and 30 above, 40 below and 40 above: 50 each way.
        swing("poor", year(970, 1_070), year(1_030, 1_130)),
        swing("deaths", year(1_040, 1_140), year(960, 1_060)),
    ];
    let runs = Runs { one_in: 20, central: year(1_000, 1_100), swings, ..Runs::default() };
    // The projection has more people than the runs, and another level: the deviations count, not the levels.
    let projection = year(1_010, 1_110);
    let of = |side| interval(&runs, &projection, side);
    let ends = |side| (of(side).low / 1_000_000, of(side).central / 1_000_000, of(side).high / 1_000_000);
    assert_eq!(ends(Side::Baseline), (960, 1_010, 1_060));
    // Both laws move alike, so what the draft adds does not move at all.
    assert_eq!(ends(Side::Added), (100, 100, 100));
    let bars: Vec<String> = runs.tornado(&cost(Side::Baseline)).into_iter().map(|bar| bar.name).collect();
    assert_eq!(bars, ["deaths", "poor"], "the widest first");
}

#[test]
fn seeds_spread_as_much_as_so_many_people_leave() {
    // 1,000 and 1,020: a variance of 200; 1.96 standard deviations are 27.7, and with a hundred times the people 2.77.
    let runs = Runs { one_in: 100, central: year(1_000, 1_100), seeds: vec![year(1_020, 1_120)], ..Runs::default() };
    let interval = interval(&runs, &year(1_000, 1_100), Side::Baseline);
    assert_eq!((interval.low / 10_000, interval.high / 10_000), (99_722, 100_277));
}

#[test]
fn a_draft_that_may_cost_less_or_more_loses_its_sign() {
    let swings = vec![swing("poor", year(1_000, 940), year(1_000, 1_080))];
    let runs = Runs { one_in: 1, central: year(1_000, 1_020), swings, ..Runs::default() };
    let projection = year(1_000, 1_020);
    assert_eq!(interval(&runs, &projection, Side::Added).low, -60_000_000);
    let tables = ranged(&runs, &projection);
    let shown = |at: usize| tables[0].rows[0].cells[at].shown(Language::En);
    // Nothing moves current law; the draft has 80 below 1,020 and 60 above: with two digits of doubt the last one told
    // is the ten.
    assert_eq!((shown(0).as_str(), shown(1).as_str()), ("1,000", "1,020 (940 … 1,080)"));
    assert_eq!(shown(2), "rise or fall not known (-60 … 80)");
    // The same of one benefit: people and months that nothing moves are exact.
    let of_benefit = &tables[1].rows[0].cells;
    assert!(of_benefit.iter().any(|cell| cell.shown(Language::En) == "1,020 (940 … 1,080)"), "{of_benefit:?}");
    assert_eq!(tables[1].rows[1].cells[0].shown(Language::En), "1,000");
}

#[test]
fn a_count_is_never_below_nothing_and_ranges_have_columns_of_their_own() {
    let swings = vec![swing("poor", year(0, 1_000), year(300, 1_300))];
    let runs = Runs { one_in: 1, central: year(100, 1_100), swings, ..Runs::default() };
    let table = ranged(&runs, &year(60, 1_060)).swap_remove(0);
    assert_eq!(table.rows[0].cells[0].shown(Language::Vi), "60 (0 … 260)");
    let wide = report::with_columns_of_ranges(table.clone());
    let labels: Vec<&str> = wide.headings.iter().map(|heading| heading.label.en.as_str()).collect();
    let ends = ["Cost: at least", "Cost: at most", "Draft: cost: at least", "Draft: cost: at most"];
    assert_eq!(labels[..3], ["Cost", "Draft: cost", "Cost added"]);
    assert_eq!(labels[3..], ends);
    let cells: Vec<String> = wide.rows[0].cells.iter().map(|cell| cell.shown(Language::En)).collect();
    assert_eq!(cells, ["60", "1,060", "1,000", "0", "260", "960", "1,260"]);
    // Rows of one name are told apart, and a row that the runs do not have keeps its number as it is.
    let mut twice = table;
    let mut other = twice.rows[0].clone();
    other.cells = vec![Cell::count(7), Cell::count(7), Cell::count(0)];
    twice.rows.push(other);
    let again = report::ranged(vec![twice], &runs.map(report::projection));
    assert_eq!(again[0].rows.last().expect("a row").cells[0].shown(Language::En), "7");
}
