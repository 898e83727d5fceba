//! Who is paid more than once what is paid once.
//!
//! Receives payments of one-off benefits, month by month; hands on how many people have more than one in the year: then
//! the condition is no event of a month but a state that lasts, and the cost is too high. It knows no law.

use std::collections::BTreeMap;

use super::outcome::BenefitOutcome;
use crate::plan::Unit;

/// A benefit by its place, whether in the scenario, and a row.
type Key = (usize, bool, usize);

/// Payments of one-off benefits by row: in how many months, and for how many the row stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Again(BTreeMap<Key, (u32, u64)>);

impl Again {
    /// Adds a month in which a row is paid.
    pub(super) fn paid(&mut self, key: Key, weight: u64) {
        let (months, stands_for) = self.0.entry(key).or_default();
        *months += 1;
        *stands_for = weight;
    }

    /// Adds the months of another part.
    pub(super) fn add(&mut self, other: &Self) {
        for (key, (more, weight)) in &other.0 {
            let (months, stands_for) = self.0.entry(*key).or_default();
            *months += more;
            *stands_for = *weight;
        }
    }

    /// Tells each benefit how many are paid more than once, under the law under which there are more.
    pub(super) fn tell(&self, benefits: &mut [BenefitOutcome]) {
        for (at, benefit) in benefits.iter_mut().enumerate().filter(|(_, benefit)| benefit.unit == Unit::Money) {
            let of = |is_reform: bool| -> u64 {
                let rows = self.0.range((at, is_reform, 0)..=(at, is_reform, usize::MAX));
                rows.filter(|(_, (months, _))| *months > 1).map(|(_, (_, weight))| weight).sum()
            };
            benefit.paid_again = of(false).max(of(true));
        }
    }
}
