//! The days and laws that are told apart.
//!
//! Receives a program; hands on one plan for each period in which nothing of the law changes, under current law and
//! under each scenario. It reads days and no conditions.

use std::collections::BTreeSet;

use crate::hir::{self, DefinitionId, Program, Subject};
use crate::lower::{self, World};
use crate::plan::{Plan, Role};
use crate::value::Date;

/// The plans of a program: by day, current law first.
pub(super) fn plans(program: &Program) -> Vec<Plan> {
    let of_patch = |patch: &hir::Patch| Some(program.full_name(patch.module, &patch.naming));
    let scenarios = program.scenarios.iter().filter_map(|scenario| of_patch(program.patch(scenario.patch)?));
    let drafts = scenarios.map(|name| World { scenario: Some(name), ..World::default() });
    let has_overlays = program.patches.iter().any(|patch| patch.scenario.is_none() && patch.scope.is_some());
    let overlays = has_overlays.then(|| World { with: program.modules.clone(), ..World::default() });
    let worlds: Vec<World> = std::iter::once(World::default()).chain(overlays).chain(drafts).collect();
    let mut plans = Vec::new();
    for day in first_days(program) {
        for world in &worlds {
            // A day without a plan has a complaint of its own.
            plans.extend(lower::lower(program, world, day).ok());
        }
    }
    plans.extend(of_unused(program, &plans));
    plans
}

/// The plans of definitions that no benefit uses: on the first day of each of their clauses.
fn of_unused(program: &Program, plans: &[Plan]) -> Vec<Plan> {
    let columns = plans.iter().flat_map(|plan| &plan.columns);
    let used: BTreeSet<&str> =
        columns.filter(|column| column.role == Role::Definition).map(|column| column.name.as_str()).collect();
    let mut found = Vec::new();
    for (at, definition) in program.definitions.iter().enumerate() {
        if used.contains(definition.naming.name.as_str()) {
            continue;
        }
        let usual = first_days(program).into_iter().next();
        let days: BTreeSet<Date> = definition.cases.iter().filter_map(|case| case.days.from.or(usual)).collect();
        let subject = Subject::Definition(DefinitionId(at), 0);
        let of_day =
            |day: Date| lower::lower_subjects(program, &World::default(), day, std::slice::from_ref(&subject)).ok();
        found.extend(days.into_iter().filter_map(of_day));
    }
    found
}

/// The first day of each period on which a benefit is in force; today's law has no day before its first.
fn first_days(program: &Program) -> Vec<Date> {
    let days = program.days_of_change();
    let is_in_force = |day: &Date| program.benefits.iter().any(|benefit| benefit.days.contains(*day));
    let found: Vec<Date> = days.iter().copied().filter(is_in_force).collect();
    if found.is_empty() {
        days.into_iter().next().or_else(|| Date::new(2024, 7, 1)).into_iter().collect()
    } else {
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_without_days_has_one_period() {
        assert_eq!(first_days(&Program::default()).len(), 1);
    }
}
