//! Conditions, days and expressions put together from others.
//!
//! Receives parts of clauses; hands on others. It knows no patch.

use crate::hir::{Category, Condition, Days, Expr, ExprKind, Type};
use crate::value::Date;

/// The conditions of a category on a day; nothing if it has some and none is in force: then it is not law.
pub(super) fn in_force(conditions: &[Condition], on: Date) -> Option<Vec<Condition>> {
    let own: Vec<Condition> = conditions.iter().filter(|condition| condition.days.contains(on)).cloned().collect();
    (conditions.is_empty() || !own.is_empty()).then_some(own)
}

pub(super) fn settle(category: &mut Category, conditions: Option<Vec<Condition>>, on: Date) {
    match conditions {
        Some(conditions) => category.conditions = conditions,
        None => category.days = never(on),
    }
}

pub(super) fn with(mut conditions: Vec<Condition>, more: Condition) -> Vec<Condition> {
    conditions.push(Condition { days: Days::default(), ..more });
    conditions
}

pub(super) const fn plain(expr: Expr) -> Condition {
    Condition { expr, days: Days { from: None, to: None }, citations: Vec::new() }
}

/// Days among which the day is not.
pub(super) fn never(on: Date) -> Days {
    Days { from: on.day_after(), to: on.day_before() }
}

pub(super) fn all(mut parts: Vec<Expr>) -> Expr {
    if parts.len() == 1
        && let Some(part) = parts.pop()
    {
        return part;
    }
    joined(ExprKind::AllOf, parts)
}

pub(super) fn any(parts: Vec<Expr>) -> Expr {
    joined(ExprKind::AnyOf, parts)
}

pub(super) fn not(expr: &Expr) -> Expr {
    Expr { kind: ExprKind::Not(Box::new(expr.clone())), value_type: Type::YesNo, span: expr.span }
}

pub(super) fn joined(kind: fn(Vec<Expr>) -> ExprKind, parts: Vec<Expr>) -> Expr {
    let span = parts.first().map_or_else(Default::default, |part| part.span);
    Expr { kind: kind(parts), value_type: Type::YesNo, span }
}
