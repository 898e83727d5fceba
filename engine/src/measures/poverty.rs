//! Headcount, gap and severity of poverty.
//!
//! Receives observations under their poverty lines; hands on fractions. It knows no law: the line is given.

use super::{Observation, Ratio};

/// How much more it counts to be far below the line: the exponent of the measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aversion {
    /// Exponent 0: the part of the people who are poor.
    Headcount,
    /// Exponent 1: how far below the line people are on average, in parts of the line; who is not poor counts as 0.
    Gap,
    /// Exponent 2: the same squared, so that the poorest weigh most.
    Severity,
}

/// People under one poverty line: town and country may have different ones.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Who has less is poor.
    pub line: i64,
    /// Everybody whom the line is for, poor or not.
    pub people: Vec<Observation>,
}

/// The measures of Foster, Greer and Thorbecke (A Class of Decomposable Poverty Measures, Econometrica 52, 1984):
/// `P = 1/N * sum of ((z - y) / z)^a` over whoever has `y < z`. They decompose by groups, so each group has its own
/// line `z`. Nothing without people, with a line that is not above zero, or where a sum does not fit.
#[must_use]
pub fn foster_greer_thorbecke(groups: &[Line], aversion: Aversion) -> Option<Ratio> {
    let exponent = match aversion {
        Aversion::Headcount => 0,
        Aversion::Gap => 1,
        Aversion::Severity => 2,
    };
    let mut scale = 1_i128;
    for group in groups {
        scale = common_multiple(scale, i128::from(group.line).checked_pow(exponent)?)?;
    }
    let (mut sum, mut people) = (0_i128, 0_i128);
    for group in groups {
        let line = i128::from(group.line);
        let mut own = 0_i128;
        for one in &group.people {
            people += i128::from(one.weight);
            let missing = line - i128::from(one.value);
            if missing > 0 {
                own = own.checked_add(missing.checked_pow(exponent)?.checked_mul(i128::from(one.weight))?)?;
            }
        }
        sum = sum.checked_add(own.checked_mul(scale / line.checked_pow(exponent)?)?)?;
    }
    Ratio::new(sum, people.checked_mul(scale)?)
}

/// The least common multiple of two positive numbers.
fn common_multiple(a: i128, b: i128) -> Option<i128> {
    let (mut x, mut y) = (a, b);
    while y > 0 {
        (x, y) = (y, x % y);
    }
    (a > 0 && b > 0).then(|| a / x).and_then(|part| part.checked_mul(b))
}

#[cfg(test)]
mod tests {
    use super::{Aversion, Line, Observation, foster_greer_thorbecke};

    fn line(line: i64, people: &[(i64, u64)]) -> Line {
        Line { line, people: people.iter().map(|&(value, weight)| Observation { value, weight }).collect() }
    }

    fn all(groups: &[Line]) -> Vec<String> {
        [Aversion::Headcount, Aversion::Gap, Aversion::Severity]
            .into_iter()
            .map(|aversion| foster_greer_thorbecke(groups, aversion).unwrap().decimal(6).unwrap().to_string())
            .collect()
    }

    /// Incomes 60, 80, 100 and 200 under a line of 100: two of four are poor, missing 0.4 and 0.2 of the line.
    #[test]
    fn by_hand() {
        // (0.4 + 0.2) / 4 and (0.16 + 0.04) / 4.
        assert_eq!(all(&[line(100, &[(60, 1), (80, 1), (100, 1), (200, 1)])]), ["0.5", "0.15", "0.05"]);
    }

    /// Town: 3 of 10 have 450 under 900; country: 1 of 10 has 350 under 700. Everybody poor misses half.
    #[test]
    fn each_group_has_its_own_line_and_weights_count_people() {
        let groups = [line(900, &[(450, 3), (1000, 7)]), line(700, &[(350, 1), (700, 9)])];
        assert_eq!(all(&groups), ["0.2", "0.1", "0.05"]);
    }

    #[test]
    fn without_people_or_line_there_is_no_measure() {
        assert_eq!(foster_greer_thorbecke(&[], Aversion::Gap), None);
        assert_eq!(foster_greer_thorbecke(&[line(0, &[(1, 1)])], Aversion::Gap), None);
        assert_eq!(foster_greer_thorbecke(&[line(10, &[])], Aversion::Headcount), None);
    }

    /// Lines of 900,000 and 700,000 dong with a hundred million people stay exact.
    #[test]
    fn a_nation_fits() {
        let groups = [line(900_000, &[(0, 50_000_000)]), line(700_000, &[(0, 50_000_000)])];
        assert_eq!(all(&groups), ["1", "1", "1"]);
    }
}
