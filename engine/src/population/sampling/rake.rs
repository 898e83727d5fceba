//! Households of each type spread over places, so that sums by place come out as wanted.
//!
//! Receives counts of types, affinities and sums by cell; hands on whole counts of each type in each cell. It knows
//! nothing of what types and cells are.
//!
//! Iterative proportional fitting (Deming and Stephan 1940) with sums of households and of persons at once (the
//! iterative proportional updating of Ye, Konduri, Pendyala, Sana and Waddell 2009; raking ratios in Deville,
//! Särndal and Sautory 1993), in fixed point, from a table of affinities whose zeros stay zero. The fitted table is
//! made whole row by row: each type keeps its count, and what a cell gets too little or too much by rounding is
//! carried to the next type (controlled rounding after Cox 1987; that whole counts beat drawn ones: Lovelace and
//! Ballas 2013).

/// Binary places of a fitted count.
const POINT: u32 = 24;
/// Rounds of fitting; it has long converged then, or never will.
const ROUNDS: usize = 200;

/// A sum that is wanted in every cell.
pub(in crate::population) struct Constraint {
    /// How much one of each type adds; 0 if the constraint does not ask about it.
    pub(in crate::population) measure: Vec<u64>,
    /// The sum in each cell.
    pub(in crate::population) targets: Vec<u64>,
}

/// Whole counts by type and cell: each type's counts add up to its own, and each constraint is met as nearly as
/// whole counts can. A type without affinity to any cell gets none.
pub(in crate::population) fn rake(counts: &[u32], affinity: &[Vec<u64>], constraints: &[Constraint]) -> Vec<Vec<u32>> {
    let mut table: Vec<Vec<u128>> =
        affinity.iter().map(|row| row.iter().map(|&weight| u128::from(weight) << POINT).collect()).collect();
    fit_rows(&mut table, counts);
    for _ in 0..ROUNDS {
        for constraint in constraints {
            fit_cells(&mut table, constraint);
        }
        fit_rows(&mut table, counts);
    }
    whole(&table, counts)
}

fn fit_rows(table: &mut [Vec<u128>], counts: &[u32]) {
    for (row, &count) in table.iter_mut().zip(counts) {
        let sum: u128 = row.iter().sum();
        if sum > 0 {
            let target = u128::from(count) << POINT;
            row.iter_mut().for_each(|cell| *cell = scaled(*cell, target, sum));
        }
    }
}

fn fit_cells(table: &mut [Vec<u128>], constraint: &Constraint) {
    for (at, &target) in constraint.targets.iter().enumerate() {
        let cells = table.iter().zip(&constraint.measure);
        let sum: u128 = cells.map(|(row, &measure)| row.get(at).copied().unwrap_or(0) * u128::from(measure)).sum();
        if sum == 0 {
            continue;
        }
        let target = u128::from(target) << POINT;
        for (row, _) in table.iter_mut().zip(&constraint.measure).filter(|(_, measure)| **measure > 0) {
            if let Some(cell) = row.get_mut(at) {
                *cell = scaled(*cell, target, sum);
            }
        }
    }
}

/// `cell * target / sum`, rounded. Both factors stay below 2^63: counts have 32 bits and 24 places, sums of persons
/// a few bits more.
fn scaled(cell: u128, target: u128, sum: u128) -> u128 {
    (cell.saturating_mul(target).saturating_add(sum / 2)) / sum
}

fn whole(table: &[Vec<u128>], counts: &[u32]) -> Vec<Vec<u32>> {
    let mut carried = vec![0_i128; table.first().map_or(0, Vec::len)];
    table.iter().zip(counts).map(|(row, &count)| whole_row(row, count, &mut carried)).collect()
}

/// One row as whole numbers; what they differ from the fitted ones is carried on by cell.
fn whole_row(row: &[u128], count: u32, carried: &mut [i128]) -> Vec<u32> {
    let fitted: Vec<i128> = row.iter().map(|&cell| i128::try_from(cell).unwrap_or(0)).collect();
    let wanted: Vec<i128> = fitted.iter().zip(carried.iter()).map(|(fitted, carried)| fitted + carried).collect();
    let mut open: Vec<usize> = (0..row.len()).filter(|&at| fitted.get(at).is_some_and(|&cell| cell > 0)).collect();
    let mut given = vec![0_u32; row.len()];
    for &at in &open {
        if let (Some(given), Some(&wanted)) = (given.get_mut(at), wanted.get(at)) {
            *given = u32::try_from((wanted >> POINT).max(0)).unwrap_or(0);
        }
    }
    let fraction = |at: usize| wanted.get(at).map_or(0, |&wanted| wanted - ((wanted >> POINT).max(0) << POINT));
    open.sort_by_key(|&at| (std::cmp::Reverse(fraction(at)), at));
    let mut left = i64::from(count) - given.iter().map(|&given| i64::from(given)).sum::<i64>();
    while left > 0 && !open.is_empty() {
        for &at in open.iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
            if let Some(given) = given.get_mut(at) {
                *given += 1;
                left -= 1;
            }
        }
    }
    while left < 0 {
        for &at in open.iter().rev() {
            if let Some(given) = given.get_mut(at).filter(|given| left < 0 && **given > 0) {
                *given -= 1;
                left += 1;
            }
        }
    }
    for ((carried, wanted), (fitted, given)) in carried.iter_mut().zip(wanted).zip(fitted.iter().zip(&given)) {
        if *fitted > 0 {
            *carried = wanted - (i128::from(*given) << POINT);
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::{Constraint, rake};

    /// The textbook table of Deming and Stephan's method: margins that fit, odds ratios that stay.
    #[test]
    fn both_margins_hold_and_odds_stay() {
        let constraint = Constraint { measure: vec![1, 1], targets: vec![600, 400] };
        let found = rake(&[700, 300], &[vec![3, 1], vec![1, 2]], &[constraint]);
        assert_eq!((found[0][0] + found[0][1], found[1][0] + found[1][1]), (700, 300));
        assert_eq!((found[0][0] + found[1][0], found[0][1] + found[1][1]), (600, 400));
        // The odds ratio of the seed is 6, so x (x - 300) = 6 (700 - x) (600 - x): x = 508.1.
        assert_eq!(found[0][0], 508);
    }

    #[test]
    fn persons_and_households_are_fitted_at_once_and_zeros_stay() {
        // Households of 1 and of 3 persons; the third type lives in the first cell only.
        let persons = Constraint { measure: vec![1, 3, 3], targets: vec![50, 60] };
        let found = rake(&[20, 20, 10], &[vec![1, 1], vec![1, 1], vec![1, 0]], &[persons]);
        assert_eq!(found[2], [10, 0]);
        let persons = |cell: usize| found[0][cell] + 3 * found[1][cell] + 3 * found[2][cell];
        assert!(persons(0).abs_diff(50) <= 2 && persons(1).abs_diff(60) <= 2, "{found:?}");
    }

    #[test]
    fn what_rounding_takes_is_carried_on() {
        // Ten types of one household: without carrying, all would go to the larger cell.
        let found = rake(&[1; 10], &vec![vec![3, 2]; 10], &[]);
        assert_eq!(found.iter().map(|row| row[0]).sum::<u32>(), 6);
    }
}
