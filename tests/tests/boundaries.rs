//! Every age that the law looks at is tried the day before, on the day and the day after.
//!
//! Receives the plans of the days on which tests of the law are held; finds the ages that a benefit compares with, and
//! wants for each a test of that benefit with a person on each side. It knows no age by itself.

use std::collections::{BTreeMap, BTreeSet};

use ansinh_engine::hir::{BenefitId, Program, Subject, Test};
use ansinh_engine::lower::{self, World};
use ansinh_engine::plan::{Benefit, ColumnId, Op, Plan, Role};
use ansinh_engine::value::{BIRTH, Date, Fact, LeapBirthday, Value, completed_months};
use ansinh_tests::law;

/// Days on which the regimes begin, from the oldest on.
const REGIMES: [&str; 7] =
    ["2007-05-13", "2011-01-01", "2012-06-01", "2015-01-01", "2021-07-01", "2025-07-01", "2026-10-05"];

/// Ages in months that no test of the law tries on three days in a regime: the regime, the benefit, the age, why.
const UNTRIED: [(&str, &str, i64, &str); 0] = [];

/// A regime, a benefit and an age in completed months.
type Threshold = (String, String, i64);

/// Where a person stands to an age on a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Side {
    Tomorrow,
    Today,
    SinceYesterday,
}

const SIDES: [Side; 3] = [Side::Tomorrow, Side::Today, Side::SinceYesterday];

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn regime(on: Date) -> Option<&'static str> {
    REGIMES.into_iter().rev().find(|begin| day(begin) <= on)
}

/// The ages that a benefit compares with, not those of the benefits that it looks at.
fn ages(plan: &Plan, benefit: &Benefit) -> BTreeSet<i64> {
    let own = benefit.categories.iter().flat_map(|category| [category.qualifies, category.amount]);
    let own: BTreeSet<ColumnId> = own.chain([benefit.amount]).collect();
    let mut waiting: Vec<ColumnId> = own.iter().copied().collect();
    let (mut seen, mut ages) = (BTreeSet::new(), BTreeSet::new());
    while let Some(id) = waiting.pop() {
        let Some(column) = plan.column(id).filter(|_| seen.insert(id)) else { continue };
        if matches!(column.role, Role::Category | Role::Benefit) && !own.contains(&id) {
            continue;
        }
        if let Op::Compare(_, left, right) = &column.op {
            ages.extend(age(plan, *left, *right).or_else(|| age(plan, *right, *left)));
        }
        waiting.extend(column.op.operands());
    }
    ages
}

/// The months that the age of somebody is compared with.
fn age(plan: &Plan, of: ColumnId, with: ColumnId) -> Option<i64> {
    let op = |mut id: ColumnId| loop {
        match &plan.column(id)?.op {
            Op::Same(other) => id = *other,
            op => return Some(op),
        }
    };
    let Some(Op::Elapsed { from, .. }) = op(of) else { return None };
    let Some(Op::Input(input)) = op(*from) else { return None };
    let Some(Op::Constant(Value::Number(months))) = op(with) else { return None };
    let is_birth = plan.inputs.get(input.0).is_some_and(|input| input.name == BIRTH);
    is_birth.then(|| i64::try_from(months.trunc().mantissa()).expect("an age is small")).filter(|months| *months > 0)
}

/// The benefits that a test asks for.
fn asked(test: &Test) -> BTreeSet<BenefitId> {
    let of = |subject: &Subject| match subject {
        Subject::Benefit(id, _) | Subject::QualifiesForBenefit(id, _) => vec![*id],
        Subject::Qualifies(categories, _) => categories.iter().map(|category| category.benefit).collect(),
        _ => Vec::new(),
    };
    test.expects.iter().flat_map(|expect| of(&expect.subject)).collect()
}

/// The days of birth that a test tells.
fn births(test: &Test) -> Vec<Date> {
    let born = |fact: Option<&Fact>| match fact {
        Some(Fact::Known(Value::Date(born))) => Some(*born),
        _ => None,
    };
    test.facts.things.iter().filter_map(|thing| born(thing.facts.get(BIRTH))).collect()
}

fn side(born: Date, on: Date, months: i64) -> Option<Side> {
    let is_of_age = |on: Date| i64::from(completed_months(born, on, LeapBirthday::February28)) >= months;
    let (yesterday, tomorrow) = (on.day_before()?, on.day_after()?);
    match (is_of_age(yesterday), is_of_age(on), is_of_age(tomorrow)) {
        (false, false, true) => Some(Side::Tomorrow),
        (false, true, _) => Some(Side::Today),
        (true, _, _) if yesterday.day_before().is_some_and(|before| !is_of_age(before)) => Some(Side::SinceYesterday),
        _ => None,
    }
}

#[test]
fn every_age_is_tried_the_day_before_on_the_day_and_the_day_after() {
    let program: &Program = law::embedded();
    let mut plans: BTreeMap<Date, Plan> = BTreeMap::new();
    let mut tried: BTreeMap<Threshold, BTreeSet<Side>> = BTreeMap::new();
    for test in program.tests.iter().filter(|test| test.known_on.is_none()) {
        let (asked, births) = (asked(test), births(test));
        for on in &test.on {
            let Some(regime) = regime(*on) else { continue };
            let plan = plans.entry(*on).or_insert_with(|| {
                lower::lower(program, &World::default(), *on).unwrap_or_else(|wrong| panic!("{on}: {wrong:?}"))
            });
            for benefit in &plan.benefits {
                let ages = ages(plan, benefit);
                let is_asked = asked.iter().any(|id| program.benefits[id.0].naming.name == benefit.name);
                for age in ages {
                    let sides = tried.entry((regime.to_owned(), benefit.name.clone(), age)).or_default();
                    if is_asked {
                        sides.extend(births.iter().filter_map(|born| side(*born, *on, age)));
                    }
                }
            }
        }
    }
    assert!(tried.len() > 60, "only {} ages", tried.len());
    let is_listed = |(regime, benefit, age): &Threshold| {
        UNTRIED.iter().any(|untried| (untried.0, untried.1, untried.2) == (regime.as_str(), benefit.as_str(), *age))
    };
    let open = tried.iter().filter(|(_, sides)| SIDES.iter().any(|side| !sides.contains(side)));
    let open: Vec<String> = open
        .filter(|(at, _)| !is_listed(at))
        .map(|((regime, benefit, age), sides)| {
            format!("{regime} {benefit} at {} years and {} months: {sides:?}", age / 12, age % 12)
        })
        .collect();
    assert!(open.is_empty(), "write a test in policies/ with a person on each day for: {open:#?}");
}
