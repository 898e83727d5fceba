//! Who pays what a year costs: the shares of `funded by`, in whole dong.
//!
//! Receives what each clause on funding covers; hands on whole dong by fund that add up to the whole. It knows no
//! person.

use ansinh_grammar::Text;

use crate::hir::{self, Program};
use crate::value::{Date, Decimal, Rounding, add, multiply, rescaled, round, subtract};

/// At what level a fund is raised.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// By the central budget.
    Central,
    /// By a local budget.
    Local,
    /// From people and organisations.
    Mobilised,
}

/// A fund.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fund {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// At what level it is raised; nothing where that is not said.
    pub level: Option<Level>,
}

/// What one clause on funding covers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clause {
    /// Its first day; open where nothing is said.
    pub from: Option<Date>,
    /// Its last day.
    pub to: Option<Date>,
    /// The funds, by their places in the outcome, and the part that each pays; together one.
    pub shares: Vec<(usize, Decimal)>,
    /// What it covers under current law, scaled like the cost of the benefit.
    pub baseline: i128,
    /// What it covers in the scenario.
    pub reform: i128,
}

impl Clause {
    /// Whether it says who pays for a month that begins on a day.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The funds of a program, in the order of their declaration.
pub(super) fn funds(program: &Program) -> Vec<Fund> {
    let fund = |fund: &hir::Fund| Fund {
        name: fund.naming.name.clone(),
        label: fund.naming.label.clone(),
        level: fund.level.map(|level| match level {
            hir::FundLevel::Central => Level::Central,
            hir::FundLevel::Local => Level::Local,
            hir::FundLevel::Mobilised => Level::Mobilised,
        }),
    };
    program.funds.iter().map(fund).collect()
}

/// The clauses on the funding of a benefit.
pub(super) fn clauses(program: &Program, benefit: &str) -> Vec<Clause> {
    let found = program.benefits.iter().find(|found| found.naming.name == benefit);
    let clause = |funding: &hir::Funding| Clause {
        from: funding.days.from,
        to: funding.days.to,
        shares: funding.shares.iter().map(|(fund, part)| (fund.0, *part)).collect(),
        baseline: 0,
        reform: 0,
    };
    found.map_or(Vec::new(), |found| found.funding.iter().map(clause).collect())
}

/// Whole dong by fund, and what no fund is said to pay, at the end. They add up to the cost in whole dong: each gets
/// its exact part without the fraction of a dong, and the dong that are left go one by one to the largest fractions,
/// of equal ones to the fund declared first (the largest remainder method).
pub(super) fn by_fund(n_funds: usize, cost: Decimal, covered: &[(&Clause, i128)], scale: u32) -> Option<Vec<Decimal>> {
    let mut parts = vec![Decimal::ZERO; n_funds + 1];
    let mut rest = cost;
    for (clause, amount) in covered {
        let amount = rescaled(*amount, scale)?;
        rest = subtract(rest, amount)?;
        for (fund, share) in &clause.shares {
            let place = parts.get_mut(*fund)?;
            *place = add(*place, multiply(amount, *share)?)?;
        }
    }
    *parts.last_mut()? = rest;
    apportioned(cost, &parts)
}

/// Parts as whole numbers that add up to the rounded whole.
fn apportioned(whole: Decimal, parts: &[Decimal]) -> Option<Vec<Decimal>> {
    let whole = round(whole, Rounding::Nearest, Decimal::ONE)?;
    let mut shares: Vec<Decimal> = parts.iter().map(Decimal::floor).collect();
    let mut left = shares.iter().try_fold(whole, |left, share| subtract(left, *share))?;
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(parts.get(*at).map(Decimal::fract)));
    for at in order {
        if left <= Decimal::ZERO {
            break;
        }
        let share = shares.get_mut(at)?;
        *share = add(*share, Decimal::ONE)?;
        left = subtract(left, Decimal::ONE)?;
    }
    Some(shares)
}

#[cfg(test)]
mod tests {
    use super::{Clause, apportioned, by_fund};
    use crate::value::Decimal;

    fn numbers(all: &[i64]) -> Vec<Decimal> {
        all.iter().map(|number| Decimal::from(*number)).collect()
    }

    #[test]
    fn the_dong_that_are_left_go_to_the_largest_fractions() {
        // 100 in three parts: 33 each, and the one that is left to the third, whose part is a little larger.
        let third = Decimal::new(33_333_333, 6);
        let parts = [third, third, Decimal::from(100) - third - third];
        assert_eq!(apportioned(Decimal::from(100), &parts), Some(numbers(&[33, 33, 34])));
        let parts = [Decimal::new(25, 1), Decimal::new(25, 1), Decimal::from(2)];
        assert_eq!(apportioned(Decimal::from(7), &parts), Some(numbers(&[3, 2, 2])));
        // A whole of 10.5 is 11: two dong are left for the halves.
        let parts = [Decimal::new(55, 1), Decimal::new(45, 1), Decimal::new(5, 1)];
        assert_eq!(apportioned(Decimal::new(105, 1), &parts), Some(numbers(&[6, 5, 0])));
    }

    #[test]
    fn two_clauses_and_a_rest_make_the_whole() {
        let clause = |shares: &[(usize, i64)]| Clause {
            from: None,
            to: None,
            shares: shares.iter().map(|(fund, percent)| (*fund, Decimal::new(*percent, 2))).collect(),
            baseline: 0,
            reform: 0,
        };
        let (first, second) = (clause(&[(0, 60), (1, 40)]), clause(&[(1, 100)]));
        // 1,001.0 of 60 and 40 per cent is 600.6 and 400.4; 500.0 more of the second; 99.0 that nobody is said to pay.
        let covered = [(&first, 10_010), (&second, 5_000)];
        let found = by_fund(2, Decimal::from(1_600), &covered, 1);
        assert_eq!(found, Some(numbers(&[601, 900, 99])));
    }
}
