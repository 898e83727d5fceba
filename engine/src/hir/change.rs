//! The days on which a program changes.
//!
//! Receives a program; hands on days. It reads no condition.

use std::collections::BTreeSet;

use super::{Days, Program};
use crate::value::Date;

impl Program {
    /// The first day of every value, clause and change, and the day after the last.
    #[must_use]
    pub fn days_of_change(&self) -> BTreeSet<Date> {
        let mut days = BTreeSet::new();
        for dated in dated(self) {
            days.extend(dated.from);
            days.extend(dated.to.and_then(Date::day_after));
        }
        days
    }
}

fn dated(program: &Program) -> Vec<Days> {
    let mut all = Vec::new();
    for parameter in &program.parameters {
        all.extend(parameter.values.iter().map(|value| value.days));
    }
    for definition in &program.definitions {
        all.extend(definition.cases.iter().map(|case| case.days));
        all.extend(definition.exceptions.iter().map(|exception| exception.condition.days));
        all.extend(definition.exceptions.iter().flat_map(|exception| &exception.instead).map(|case| case.days));
    }
    for benefit in &program.benefits {
        all.push(benefit.days);
        all.extend(benefit.conditions.iter().map(|condition| condition.days));
        all.extend(benefit.exceptions.iter().map(|exception| exception.condition.days));
        for category in &benefit.categories {
            all.push(category.days);
            all.extend(category.conditions.iter().map(|condition| condition.days));
            all.extend(category.amounts.iter().map(|amount| amount.days));
        }
    }
    for edit in program.patches.iter().flat_map(|patch| &patch.edits) {
        all.push(edit.days);
    }
    all
}
