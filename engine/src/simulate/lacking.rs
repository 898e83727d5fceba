//! Which benefits of a year are simulated.
//!
//! Receives plans and a population; takes out of the plans what is in force on no day of them, and what current law
//! asks a fact for that the population does not have. Nothing is ever taken for no: such a benefit is handed on with
//! its reason. So is one that is only for people of whom there are none, such as residents of facilities. A scenario
//! gets no such leave.

use std::collections::BTreeSet;

use ansinh_grammar::Text;

use super::days::DayLaw;
use super::nobody::Nobody;
use super::outcome::LeftOut;
use crate::plan::{Benefit, Plan};
use crate::population::Population;
use crate::vector::{Machine, VectorError};

/// Takes benefits out of the plans, the same ones everywhere; hands on those that are in force and lack a fact.
///
/// # Errors
/// No benefit can be simulated; then the first reason.
pub(super) fn leave_out(plans: &mut [DayLaw], population: &Population) -> Result<Vec<LeftOut>, VectorError> {
    let (left_out, first) = left_out(plans.iter().map(|(plan, _, _)| plan), population);
    let all = plans.iter().flat_map(|(baseline, reform, _)| std::iter::once(baseline).chain(reform));
    let in_force = all.flat_map(|plan| &plan.benefits).filter(|benefit| benefit.is_in_force);
    let mut kept: BTreeSet<String> = in_force.map(|benefit| benefit.name.clone()).collect();
    for left in &left_out {
        kept.remove(&left.name);
    }
    if let Some(error) = first.filter(|_| kept.is_empty()) {
        return Err(error);
    }
    for (baseline, reform, _) in plans {
        for plan in std::iter::once(baseline).chain(reform) {
            plan.benefits.retain(|benefit| kept.contains(&benefit.name));
        }
    }
    Ok(left_out)
}

/// The benefits in force on some day that lack a fact, and the first reason.
fn left_out<'a>(plans: impl Iterator<Item = &'a Plan>, population: &Population) -> (Vec<LeftOut>, Option<VectorError>) {
    let nobody = Nobody::of(population);
    let mut found: Vec<LeftOut> = Vec::new();
    let mut first = None;
    for plan in plans {
        for benefit in plan.benefits.iter().filter(|benefit| benefit.is_in_force) {
            if found.iter().any(|left| left.name == benefit.name) {
                continue;
            }
            let missing = if let Some((error, missing)) = missing(plan, benefit, population) {
                first = first.or(Some(error));
                missing
            } else if let Some(label) = nobody.is_paid(plan, benefit) {
                label
            } else {
                continue;
            };
            found.push(LeftOut { name: benefit.name.clone(), label: benefit.label.clone(), missing });
        }
    }
    (found, first)
}

fn missing(plan: &Plan, benefit: &Benefit, population: &Population) -> Option<(VectorError, Text)> {
    let paid = benefit.categories.iter().flat_map(|category| [category.paid, category.amount]);
    let wanted: Vec<_> = paid.chain([benefit.amount]).collect();
    let error = Machine::bind(plan, population, &wanted).err()?;
    let missing = match &error {
        VectorError::MissingInput { label, .. } => label.clone(),
        VectorError::MissingLink { link } => {
            let found = plan.links.iter().find(|found| found.name == *link);
            found.map_or_else(|| Text::same(link), |found| found.label.clone())
        }
        _ => return None,
    };
    Some((error, missing))
}
