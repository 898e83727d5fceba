//! Categories: those that apply to nobody, and conditions that change no amount.
//!
//! Receives the diagrams of one plan; notes what is alive in it. Only what is idle in every plan is told.

use std::collections::BTreeMap;

use ansinh_grammar::{Span, Text};

use super::algebra::Join;
use super::cases::{Told, is_alive};
use super::codes;
use super::compile::Compiled;
use super::diagram::Diagram;
use crate::plan::{Category, ColumnId, Op, Plan, Role};

/// Notes which categories apply to anybody.
pub(super) fn check(compiled: &mut Compiled<'_, '_>, told: &mut Told) {
    let plan = compiled.plan;
    for category in plan.benefits.iter().flat_map(|benefit| &benefit.categories) {
        let name = &category.called;
        let headline = Text::new(
            format!("diện `{}` không bao giờ được áp dụng: các điều kiện loại trừ nhau", name.vi),
            format!("category `{}` can never apply: its conditions exclude each other", name.en),
        );
        let is_alive = match compiled.column(category.qualifies) {
            Some(qualifies) => is_alive(compiled, &[qualifies]),
            None => true,
        };
        told.live((category.span, 0), codes::DEAD_CATEGORY, is_alive, &headline);
    }
}

/// Notes which conditions of categories change what a benefit pays.
pub(super) fn check_conditions(compiled: &mut Compiled<'_, '_>, told: &mut Told) {
    let plan = compiled.plan;
    let Some(before) = amounts(compiled, plan) else {
        return;
    };
    for category in plan.benefits.iter().flat_map(|benefit| &benefit.categories) {
        let parts = parts_of(plan, category);
        for (at, (span, column)) in parts.iter().enumerate() {
            let others = parts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, part)| part.1).collect();
            let changes = parts.len() < 2 || changes(compiled, category, others, &before).unwrap_or(true);
            let words = plan.column(*column).map_or_else(Text::default, |column| column.phrase.clone());
            let name = &category.called;
            let headline = Text::new(
                format!("điều kiện “{}” của diện `{}` không bao giờ làm thay đổi mức hưởng", words.vi, name.vi),
                format!("the condition “{}” of category `{}` never changes the amount", words.en, name.en),
            );
            told.live((*span, at), codes::IDLE_CONDITION, changes, &headline);
        }
    }
}

/// The conditions of a category one by one: a list of conditions that must all hold is taken apart.
fn parts_of(plan: &Plan, category: &Category) -> Vec<(Span, ColumnId)> {
    let mut parts = Vec::new();
    for condition in &category.conditions {
        match plan.column(condition.column).map(|column| (&column.op, column.role)) {
            Some((Op::All(inner), Role::Step)) => parts.extend(inner.iter().map(|part| (condition.span, *part))),
            _ => parts.push((condition.span, condition.column)),
        }
    }
    parts
}

/// The amounts of all benefits.
fn amounts(compiled: &mut Compiled<'_, '_>, plan: &Plan) -> Option<Vec<Diagram>> {
    plan.benefits.iter().map(|benefit| compiled.column(benefit.amount)).collect()
}

/// Whether some benefit pays somebody another amount if a category asks for one condition less.
fn changes(
    compiled: &mut Compiled<'_, '_>,
    category: &Category,
    others: Vec<ColumnId>,
    before: &[Diagram],
) -> Option<bool> {
    let mut wider = compiled.store.yes_no(true)?;
    for other in others {
        let other = compiled.column(other)?;
        wider = compiled.store.join(&Join::Both, wider, other)?;
    }
    let plan = compiled.plan;
    let replaced: BTreeMap<ColumnId, Diagram> = BTreeMap::from([(category.qualifies, wider)]);
    let after = compiled.with(&replaced, |compiled| amounts(compiled, plan))?;
    for (before, after) in before.iter().zip(after) {
        if *before == after {
            continue;
        }
        let differ = Join::Compare(crate::value::Comparison::NotEqual);
        let differ = compiled.store.join(&differ, *before, after)?;
        if is_alive(compiled, &[differ]) {
            return Some(true);
        }
    }
    Some(false)
}
