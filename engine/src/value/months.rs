//! Which months are paid.
//!
//! Receives whether somebody is entitled in a month and in the one before; hands on whether the month is paid.
//! It knows no benefit and no calendar.

/// Which month is the first one paid.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum StartMonth {
    /// The first month entitled.
    #[default]
    Same,
    /// The month after it.
    Next,
    /// The month of the decision, if that is later than the first month entitled.
    Decision,
}

/// Which month is the last one paid.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum StopMonth {
    /// The last month entitled.
    #[default]
    Same,
    /// The month after it.
    Next,
}

/// On which day of a month entitlement is seen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum TestDay {
    /// The first.
    #[default]
    First,
    /// The last.
    Last,
    /// Any: one entitled day is enough.
    Any,
}

/// How a date of which only a part is known is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum IncompleteDate {
    /// As any of its days.
    #[default]
    Unknown,
    /// As the first of them.
    Earliest,
    /// As the last of them.
    Latest,
}

/// Whether a month is paid to somebody who is entitled in it, and in the month before it, as said. Over every run of
/// entitled months from f to l this pays from f (`Same`) or f + 1 (`Next`) to l (`Same`) or l + 1 (`Next`); from the
/// decision on, which the caller knows, it pays like `Same`.
#[must_use]
pub const fn is_month_paid(starts: StartMonth, stops: StopMonth, now: bool, before: bool) -> bool {
    match (starts, stops) {
        (StartMonth::Same | StartMonth::Decision, StopMonth::Same) => now,
        (StartMonth::Same | StartMonth::Decision, StopMonth::Next) => now || before,
        (StartMonth::Next, StopMonth::Same) => now && before,
        (StartMonth::Next, StopMonth::Next) => before,
    }
}

#[cfg(test)]
mod tests {
    use super::{StartMonth, StopMonth, is_month_paid};

    /// The rule as it is written down: over maximal runs of entitled months.
    fn by_runs(starts: StartMonth, stops: StopMonth, entitled: &[bool]) -> Vec<bool> {
        let mut paid = vec![false; entitled.len()];
        let mut first = None;
        for at in 0..=entitled.len() {
            match (first, entitled.get(at).copied().unwrap_or(false)) {
                (None, true) => first = Some(at),
                (Some(from), false) => {
                    let from = from + usize::from(starts == StartMonth::Next);
                    let to = at + usize::from(stops == StopMonth::Next);
                    (from..to.min(paid.len())).for_each(|month| paid[month] = true);
                    first = None;
                }
                _ => {}
            }
        }
        paid
    }

    #[test]
    fn two_months_tell_what_the_runs_tell() {
        for pattern in 0..256_u32 {
            let entitled: Vec<bool> = (0..8).map(|bit| pattern >> bit & 1 == 1).collect();
            for starts in [StartMonth::Same, StartMonth::Next] {
                for stops in [StopMonth::Same, StopMonth::Next] {
                    let paid: Vec<bool> = (0..8)
                        .map(|at| is_month_paid(starts, stops, entitled[at], at > 0 && entitled[at - 1]))
                        .collect();
                    // A run that lasts to the end of what is looked at has no end yet.
                    let runs = by_runs(starts, stops, &entitled);
                    assert_eq!(paid, runs, "{entitled:?} {starts:?} {stops:?}");
                }
            }
        }
    }
}
