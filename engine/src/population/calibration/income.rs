//! The margins of income.
//!
//! Receives facts and margin tables; hands on rows. It knows which margin is which measure of income.

use super::Margin;
use super::facts::Facts;
use crate::measures::{Observation, gini, quantiles};
use crate::population::margins::Margins;

/// The mean of each fifth of the people and of all; the Gini coefficient where it is published.
pub(super) fn margins(facts: &Facts, margins: &Margins) -> Vec<Margin> {
    let mut table = Vec::new();
    if !facts.has(&["income_per_head"]) {
        return table;
    }
    let observation = |household: &super::facts::Household| Observation {
        value: household.income,
        weight: u64::from(household.size),
    };
    let incomes: Vec<Observation> = facts.households.iter().map(observation).collect();
    let fifths = quantiles(&incomes, 5).unwrap_or_default();
    for (at, fifth) in (1..).zip(&fifths) {
        if let (Ok(row), Some(mean)) = (margins.row("income", &format!("fifth_{at}")), fifth.mean()) {
            let name =
                (format!("Mean income of fifth {at}"), format!("Thu nhập bình quân của nhóm {at} trong năm nhóm"));
            table.push(Margin::of(row, row.value, mean, name));
        }
    }
    if let (Ok(row), Some([all])) = (margins.row("income", "mean"), quantiles(&incomes, 1).as_deref()) {
        let name = ("Mean income".to_owned(), "Thu nhập bình quân".to_owned());
        table.extend(all.mean().map(|mean| Margin::of(row, row.value, mean, name)));
    }
    if let (Ok(row), Some(gini)) = (margins.row("income", "gini"), gini(&incomes)) {
        let name = ("Gini coefficient of income".to_owned(), "Hệ số Gini của thu nhập".to_owned());
        table.extend(gini.per_mille().map(|got| Margin::of(row, row.value, got, name)));
    }
    table
}
