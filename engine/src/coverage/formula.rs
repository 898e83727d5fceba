//! Conditions taken apart into what they join by `and`, `or` and `not`, and which of these decides.
//!
//! Receives conditions and what each smallest part came to; hands on which parts decided the whole: had such a part
//! been the other way, so had the whole. Nothing known is never read as no.

use crate::hir::{Expr, ExprKind, Program};
use crate::value::Value;

/// The smallest parts of a condition, from left to right. What an open reading switches off has none.
pub(super) fn leaves<'e>(program: &Program, expr: &'e Expr) -> Vec<&'e Expr> {
    if constant(program, expr).is_some() {
        return Vec::new();
    }
    match &expr.kind {
        ExprKind::AllOf(parts) | ExprKind::AnyOf(parts) => {
            parts.iter().flat_map(|part| leaves(program, part)).collect()
        }
        ExprKind::Not(inner) => leaves(program, inner),
        _ => vec![expr],
    }
}

/// What a condition comes to for everybody on every day: a constant, or a parameter that the law never changes.
fn constant(program: &Program, expr: &Expr) -> Option<bool> {
    match &expr.kind {
        ExprKind::Constant(value) => value.as_yes_no(),
        ExprKind::Parameter(id) => {
            let of_law = program.parameters.get(id.0)?.values.iter().filter(|value| value.patch.is_none());
            let mut values: Vec<Value> = of_law.map(|value| value.value).collect();
            values.dedup();
            if let [value] = values.as_slice() { value.as_yes_no() } else { None }
        }
        ExprKind::Not(inner) => constant(program, inner).map(|value| !value),
        ExprKind::AllOf(parts) | ExprKind::AnyOf(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| constant(program, part)).collect();
            joined(&parts, matches!(expr.kind, ExprKind::AnyOf(_)))
        }
        _ => None,
    }
}

/// What some conditions together come to, by what their smallest parts came to, in order.
pub(super) fn holds(program: &Program, conditions: &[&Expr], values: &[Option<bool>]) -> Option<bool> {
    let mut values = values.iter().copied();
    let mut parts = Vec::new();
    for condition in conditions {
        parts.push(whole(program, condition, &mut values));
    }
    joined(&parts, false)
}

/// Of each smallest part, how it decided; nothing where it did not.
pub(super) fn decided(program: &Program, conditions: &[&Expr], values: &[Option<bool>]) -> Vec<Option<bool>> {
    let was = holds(program, conditions, values);
    let decides = |at: usize| {
        let own = values.get(at).copied().flatten()?;
        let mut other = values.to_vec();
        *other.get_mut(at)? = Some(!own);
        (was.is_some() && holds(program, conditions, &other) == was.map(|was| !was)).then_some(own)
    };
    (0..values.len()).map(decides).collect()
}

fn whole(program: &Program, expr: &Expr, values: &mut impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let constant = constant(program, expr);
    if constant.is_some() {
        return constant;
    }
    match &expr.kind {
        ExprKind::Not(inner) => whole(program, inner, values).map(|value| !value),
        ExprKind::AllOf(parts) | ExprKind::AnyOf(parts) => {
            let mut found = Vec::new();
            for part in parts {
                found.push(whole(program, part, values));
            }
            joined(&found, matches!(expr.kind, ExprKind::AnyOf(_)))
        }
        _ => values.next().flatten(),
    }
}

/// One certain deciding value decides; else everything must be certain.
fn joined(parts: &[Option<bool>], deciding: bool) -> Option<bool> {
    if parts.contains(&Some(deciding)) {
        return Some(deciding);
    }
    parts.iter().all(Option::is_some).then_some(!deciding)
}
