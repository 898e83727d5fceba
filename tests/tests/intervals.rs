//! Intervals of projected figures.
//!
//! Receives runs under other guesses, made by hand; holds intervals, swings and what is told against figures worked out by
//! hand.

use ansinh_engine::plan::Unit;
use ansinh_engine::population::Accounts;
use ansinh_engine::report;
use ansinh_engine::simulate::{
    BenefitOutcome, Change, Figure, Flow, Measure, Outcome, ProjectedYear, Projection, Runs, Side, Swing,
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

fn swing(name: &str, low: Projection, high: Projection) -> Swing {
    Swing { name: name.to_owned(), label: Text::same(name), low, high }
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
    let intervals = runs.intervals(&projection);
    let of = |side| intervals[&cost(side)];
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
    let interval = runs.intervals(&year(1_000, 1_100))[&cost(Side::Baseline)];
    assert_eq!((interval.low / 10_000, interval.high / 10_000), (99_722, 100_277));
}

#[test]
fn a_draft_that_may_cost_less_or_more_loses_its_sign() {
    let swings = vec![swing("poor", year(1_000, 940), year(1_000, 1_080))];
    let runs = Runs { one_in: 1, central: year(1_000, 1_020), swings, ..Runs::default() };
    let mut projection = year(1_000, 1_020);
    projection.intervals = runs.intervals(&projection);
    assert_eq!(projection.intervals[&cost(Side::Added)].low, -60_000_000);
    let table = report::cost_with_range(&projection);
    let shown = |at: usize| table.rows[0].cells[at].shown(Language::En);
    assert_eq!(shown(2), "rise or fall not known");
    // 80 below 1,020 and 60 above: with two digits of doubt the last one told is the ten.
    assert_eq!((shown(1).as_str(), shown(4).as_str()), ("1,020", "940 … 1,080"));
    assert_eq!(shown(5), "-60 … 80");
}
