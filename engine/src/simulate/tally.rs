//! Sums of one block: how many are paid, and how much.
//!
//! Receives the amounts and marks of rows; hands on exact sums. It knows no law and no calendar.

use super::outcome::Flow;

/// How many are paid and how much, scaled, in one block.
pub(super) struct Sum {
    pub(super) n_paid: u64,
    pub(super) amount: i128,
}

/// Adds up the amounts of who is marked and present.
pub(super) fn sum(amounts: &[i64], marks: Option<&[u8]>, present: Option<&[u8]>) -> Sum {
    let largest = amounts.iter().fold(0, |largest: u64, amount| largest.max(amount.unsigned_abs()));
    // Small sums stay in one register; they fit because no row exceeds the largest.
    let is_small = u128::from(largest) * amounts.len() as u128 <= i64::MAX as u128;
    let mut sum = Sum { n_paid: 0, amount: 0 };
    let mut small = 0_i64;
    let mut add = |amount: i64, mark: u8| {
        let amount = amount * i64::from(mark);
        if is_small {
            small += amount;
        } else {
            sum.amount += i128::from(amount);
        }
        sum.n_paid += u64::from(amount != 0);
    };
    match (marks, present) {
        (Some(marks), Some(present)) => {
            amounts.iter().zip(marks).zip(present).for_each(|((amount, mark), present)| add(*amount, mark & present));
        }
        (Some(only), None) | (None, Some(only)) => {
            amounts.iter().zip(only).for_each(|(amount, mark)| add(*amount, *mark));
        }
        (None, None) => amounts.iter().for_each(|amount| add(*amount, 1)),
    }
    sum.amount += i128::from(small);
    sum
}

/// The same, where each row stands for others.
pub(super) fn weighted(amounts: &[i64], marks: Option<&[u8]>, present: Option<&[u8]>, weights: &[u64]) -> Sum {
    let is_marked = |marks: Option<&[u8]>, at: usize| marks.is_none_or(|marks| marks.get(at) == Some(&1));
    let mut sum = Sum { n_paid: 0, amount: 0 };
    for (at, (amount, weight)) in amounts.iter().zip(weights).enumerate() {
        if *amount != 0 && is_marked(marks, at) && is_marked(present, at) {
            sum.n_paid += weight;
            sum.amount += i128::from(*amount) * i128::from(*weight);
        }
    }
    sum
}

/// Adds a block to a flow: on the day of the headcount who is paid, else a month and what is paid.
pub(super) fn tally(flow: &mut Flow, sum: &Sum, scale: u32, is_headcount: bool) {
    if is_headcount {
        flow.headcount += sum.n_paid;
    } else {
        flow.person_months += sum.n_paid;
        flow.cost += sum.amount * 10_i128.pow(flow.scale.saturating_sub(scale));
    }
}
