//! What people live on: poverty and inequality without benefits, under current law and in a scenario.
//!
//! Receives incomes, what households are paid, and poverty lines; hands on measures. What a household is paid in the
//! year counts for all its members alike, in twelfths. It knows no benefit.

use std::collections::BTreeMap;

use crate::hir::Program;
use crate::measures::{Aversion, Line, Observation, Quantile, Ratio, foster_greer_thorbecke, gini, quantiles};
use crate::population::{ColumnData, Population};
use crate::value::{Date, Decimal, Rounding, Value, quotient_steps, round};

/// Measures of what people live on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Living {
    /// The part of the people under the poverty line, how far below they are, and how severely.
    pub poverty: [Option<Ratio>; 3],
    /// The Gini coefficient.
    pub gini: Option<Ratio>,
    /// The fifths of the people, from the poorest.
    pub fifths: Vec<Quantile>,
}

/// What people live on without benefits, under current law and, with one, in the scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Livings {
    /// Without any benefit that is simulated.
    pub without: Living,
    /// Under current law.
    pub baseline: Living,
    /// In the scenario.
    pub reform: Option<Living>,
    /// The poverty lines in the country and in town, for each head and month; nothing where the law has none.
    pub lines: Option<[i64; 2]>,
}

/// The measures; nothing where the population has no incomes.
pub(super) fn measure(
    population: &Population,
    lines: Option<[i64; 2]>,
    received: &[[i128; 2]],
    scale: u32,
    has_reform: bool,
) -> Option<Livings> {
    let incomes = numbers(population, "income_per_head")?;
    let urban = population.columns().iter().find(|column| column.name == "urban").map(|column| &column.data);
    let is_urban = |at: usize| match urban {
        Some(ColumnData::YesNo(urban)) => urban.get(at) == Some(&1),
        _ => false,
    };
    let of = |pick: &dyn Fn(&[i128; 2]) -> i128| {
        let mut people = [Vec::new(), Vec::new()];
        let homes = incomes.iter().zip(population.first_person().windows(2)).zip(received);
        for (at, ((&income, ends), received)) in homes.enumerate() {
            let [from, to] = ends else { continue };
            let size = u64::from(to - from);
            let value = income.saturating_add(a_month(pick(received), scale, size)?);
            let weight = size * u64::from(population.weight());
            people[usize::from(is_urban(at))].push(Observation { value, weight });
        }
        Some(living(people, lines))
    };
    Some(Livings {
        without: of(&|_| 0)?,
        baseline: of(&|received| received[0])?,
        reform: if has_reform { Some(of(&|received| received[1])?) } else { None },
        lines,
    })
}

/// What the year brings for each head and month, to the nearest dong.
fn a_month(received: i128, scale: u32, size: u64) -> Option<i64> {
    let parts = i128::from(size.max(1)) * 12 * 10_i128.checked_pow(scale)?;
    i64::try_from(quotient_steps(received, parts, Rounding::Nearest)?).ok()
}

fn living([country, town]: [Vec<Observation>; 2], lines: Option<[i64; 2]>) -> Living {
    let everybody: Vec<Observation> = country.iter().chain(&town).copied().collect();
    let poverty = lines.map_or([None; 3], |[rural, urban]| {
        // Equal incomes are one observation; the sums are the same and shorter.
        let groups = [Line { line: rural, people: merged(country) }, Line { line: urban, people: merged(town) }];
        [Aversion::Headcount, Aversion::Gap, Aversion::Severity]
            .map(|aversion| foster_greer_thorbecke(&groups, aversion))
    });
    Living { poverty, gini: gini(&everybody), fifths: quantiles(&everybody, 5).unwrap_or_default() }
}

fn merged(people: Vec<Observation>) -> Vec<Observation> {
    let mut by_value: BTreeMap<i64, u64> = BTreeMap::new();
    for one in people {
        *by_value.entry(one.value).or_default() += one.weight;
    }
    by_value.into_iter().map(|(value, weight)| Observation { value, weight }).collect()
}

fn numbers<'p>(population: &'p Population, name: &str) -> Option<&'p [i64]> {
    population.columns().iter().find(|column| column.name == name).and_then(|column| match &column.data {
        ColumnData::Number { scale: 0, values } => Some(values.as_slice()),
        _ => None,
    })
}

/// The poverty lines of the law in the country and in town on a day.
pub(super) fn lines(program: &Program, on: Date) -> Option<[i64; 2]> {
    let line = |name: &str| {
        let parameter = program.parameters.iter().find(|parameter| parameter.naming.name == name)?;
        let holds =
            |days: &crate::hir::Days| days.from.is_none_or(|from| from <= on) && days.to.is_none_or(|to| on <= to);
        let value = parameter.values.iter().find(|value| value.patch.is_none() && holds(&value.days))?;
        let Value::Number(dong) = value.value else { return None };
        round(dong, Rounding::Nearest, Decimal::ONE)?.try_into().ok()
    };
    Some([line("rural_line")?, line("urban_line")?])
}

#[cfg(test)]
mod tests {
    use super::a_month;

    #[test]
    fn a_year_is_spread_over_heads_and_months() {
        // 2,160,000.0 in a year for four people: 45,000 a month each.
        assert_eq!(a_month(21_600_000, 1, 4), Some(45_000));
    }
}
