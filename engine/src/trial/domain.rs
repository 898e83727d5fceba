//! The values at which a plan changes its mind.
//!
//! Receives a plan; hands on its thresholds: ages, dates, amounts. It knows no person.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{Kind, Op, Plan, Unit};
use crate::value::{Date, Decimal, Value};

/// The constants that a plan compares facts with, by what they are.
#[derive(Clone, Debug, Default)]
pub(super) struct Domain {
    /// Durations in months, such as ages, lowest first.
    pub(super) months: Vec<i32>,
    /// Dates.
    pub(super) dates: Vec<Date>,
    /// Other numbers, by their unit.
    numbers: BTreeMap<Unit, BTreeSet<Decimal>>,
}

impl Domain {
    /// The thresholds of a plan.
    pub(super) fn of(plan: &Plan) -> Self {
        let (mut months, mut dates) = (BTreeSet::from([0]), BTreeSet::new());
        let mut numbers: BTreeMap<Unit, BTreeSet<Decimal>> = BTreeMap::new();
        for column in &plan.columns {
            match (&column.op, &column.kind) {
                (Op::Constant(Value::Date(date)), _) if *date != plan.on => {
                    dates.insert(*date);
                }
                (Op::Constant(Value::Number(number)), Kind::Number(kind)) if kind.unit == Unit::Months => {
                    months.extend(i32::try_from(number.trunc().mantissa()).ok().filter(|months| *months <= 1_800));
                }
                (Op::Constant(Value::Number(number)), Kind::Number(kind)) => {
                    numbers.entry(kind.unit).or_default().insert(*number);
                }
                _ => {}
            }
        }
        Self { months: months.into_iter().collect(), dates: dates.into_iter().collect(), numbers }
    }

    /// The numbers of a unit that are worth trying: thresholds, and small multiples of them.
    pub(super) fn numbers(&self, unit: Unit) -> Vec<Decimal> {
        let own: Vec<Decimal> = if unit == Unit::Months {
            self.months.iter().map(|months| Decimal::from(*months)).collect()
        } else {
            self.numbers.get(&unit).into_iter().flatten().copied().collect()
        };
        let multiples = |number: &Decimal| {
            let number = *number;
            (1..=4).filter_map(move |times| number.checked_mul(Decimal::from(times)))
        };
        let mut found: Vec<Decimal> = own.iter().flat_map(multiples).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The days on which a person is born who is of one of the ages on a day, the youngest first.
    pub(super) fn births(&self, on: Date) -> impl Iterator<Item = Date> + '_ {
        self.months.iter().filter_map(move |months| months_before(on, *months))
    }
}

/// The same day of the month so many months before, or the last day of that month.
pub(super) fn months_before(on: Date, months: i32) -> Option<Date> {
    let month = on.month_start_after(-months)?;
    Date::new(month.year(), month.month(), on.day().min(month.last_day_of_month()))
}
