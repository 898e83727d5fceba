//! Sets of days: periods that do not touch, in order.
//!
//! Receives days with open or closed ends; hands on their unions, common days and differences, and says them in words.
//! It knows no clause.

use ansinh_grammar::{Language, Text};

use crate::hir::Days;
use crate::value::Date;

/// Days on which something holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Periods(Vec<Days>);

impl Periods {
    /// No day.
    pub(super) const fn never() -> Self {
        Self(Vec::new())
    }

    /// Every day.
    pub(super) fn always() -> Self {
        Self(vec![Days::default()])
    }

    /// The days of several clauses.
    pub(super) fn of(all: impl IntoIterator<Item = Days>) -> Self {
        let mut periods: Vec<Days> = all.into_iter().filter(|days| !is_reversed(*days)).collect();
        periods.sort_by_key(|days| days.from);
        let mut joined: Vec<Days> = Vec::new();
        for days in periods {
            match joined.last_mut() {
                Some(last) if touches(*last, days) => {
                    last.to = last.to.zip(days.to).map(|(left, right)| left.max(right));
                }
                _ => joined.push(days),
            }
        }
        Self(joined)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn first(&self) -> Option<Days> {
        self.0.first().copied()
    }

    /// The days of either.
    pub(super) fn or(&self, other: &Self) -> Self {
        Self::of(self.0.iter().chain(&other.0).copied())
    }

    /// The days of both.
    pub(super) fn and(&self, other: &Self) -> Self {
        Self::of(self.0.iter().flat_map(|left| other.0.iter().filter_map(|right| common(*left, *right))))
    }

    /// The days of this that are not days of the other.
    pub(super) fn without(&self, other: &Self) -> Self {
        let mut rest = self.0.clone();
        for taken in &other.0 {
            rest = rest.into_iter().flat_map(|days| difference(days, *taken)).collect();
        }
        Self::of(rest)
    }

    /// The periods with a first day: where nothing is said about a beginning, nothing is claimed.
    pub(super) fn that_begin(&self) -> Self {
        Self(self.0.iter().copied().filter(|days| days.from.is_some()).collect())
    }

    /// The periods with a first and a last day.
    pub(super) fn that_begin_and_end(&self) -> Self {
        Self(self.that_begin().0.into_iter().filter(|days| days.to.is_some()).collect())
    }
}

fn is_reversed(days: Days) -> bool {
    days.from.zip(days.to).is_some_and(|(from, to)| from > to)
}

/// Whether the second, which does not begin earlier, begins at the latest on the day after the first.
fn touches(first: Days, second: Days) -> bool {
    let Some(after) = first.to.and_then(Date::day_after) else {
        return true;
    };
    second.from.is_none_or(|from| from <= after)
}

fn common(left: Days, right: Days) -> Option<Days> {
    let from = left.from.max(right.from);
    let to = match (left.to, right.to) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (one, other) => one.or(other),
    };
    Some(Days { from, to }).filter(|days| left.overlaps(right) && !is_reversed(*days))
}

fn difference(days: Days, taken: Days) -> Vec<Days> {
    if !days.overlaps(taken) {
        return vec![days];
    }
    let mut rest = Vec::new();
    if let Some(before) = taken.from.and_then(Date::day_before) {
        rest.push(Days { from: days.from, to: Some(before) });
    }
    if let Some(after) = taken.to.and_then(Date::day_after) {
        rest.push(Days { from: Some(after), to: days.to });
    }
    rest.into_iter().filter(|rest| !is_reversed(*rest)).collect()
}

/// A day for a reader.
pub(super) fn day_text(day: Date) -> Text {
    Text::new(format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()), day.to_string())
}

/// A period for a reader.
pub(super) fn days_text(days: Days) -> Text {
    Text::build(|language| {
        let day = |day: Date| day_text(day).get(language).to_owned();
        match (language, days.from, days.to) {
            (Language::Vi, Some(from), Some(to)) if from == to => format!("vào ngày {}", day(from)),
            (Language::En, Some(from), Some(to)) if from == to => format!("on {}", day(from)),
            (Language::Vi, Some(from), Some(to)) => format!("từ {} đến {}", day(from), day(to)),
            (Language::Vi, Some(from), None) => format!("từ {}", day(from)),
            (Language::Vi, None, Some(to)) => format!("đến hết {}", day(to)),
            (Language::Vi, None, None) => "mọi ngày".to_owned(),
            (Language::En, Some(from), Some(to)) => format!("from {} to {}", day(from), day(to)),
            (Language::En, Some(from), None) => format!("from {}", day(from)),
            (Language::En, None, Some(to)) => format!("until {}", day(to)),
            (Language::En, None, None) => "on every day".to_owned(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, to: &str) -> Days {
        Days { from: Date::parse(from), to: Date::parse(to) }
    }

    #[test]
    fn periods_that_touch_are_one() {
        let joined = Periods::of([days("2024-07-01", ""), days("2020-01-01", "2024-06-30")]);
        assert_eq!(joined, Periods::of([days("2020-01-01", "")]));
        assert_eq!(joined.without(&Periods::always()), Periods::never());
    }

    #[test]
    fn a_gap_is_what_is_left() {
        let all = Periods::always();
        let some = Periods::of([days("2020-01-01", "2020-12-31"), days("2022-01-01", "2022-12-31")]);
        let gaps = Periods::of([days("", "2019-12-31"), days("2021-01-01", "2021-12-31"), days("2023-01-01", "")]);
        assert_eq!(all.without(&some), gaps);
        assert_eq!(gaps.that_begin_and_end(), Periods::of([days("2021-01-01", "2021-12-31")]));
        assert_eq!(all.and(&some), some);
        assert_eq!(some.or(&gaps), all);
    }
}
