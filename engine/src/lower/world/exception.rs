//! What becomes of exceptions in one world: those that patches add, and other conditions for them.
//!
//! Receives exceptions of benefits and definitions alike; changes for whom and whether they hold. It knows no amounts.

use super::clause::{all, never, not};
use super::rewritten;
use crate::hir::{Condition, Edit, Exception, Expr, PatchId, Program, Rewrite};
use crate::value::Date;

/// Exceptions that patches add: those of other worlds are never in force, the others keep to their scope.
pub(super) fn keep_exceptions<T>(exceptions: &mut [Exception<T>], program: &Program, layers: &[PatchId], on: Date) {
    for exception in exceptions {
        let Some(id) = exception.patch else { continue };
        if !layers.contains(&id) {
            exception.condition.days = never(on);
        } else if let Some(scope) = program.patch(id).and_then(|patch| patch.scope.as_ref()) {
            exception.condition.expr = all(vec![exception.condition.expr.clone(), scope.clone()]);
        }
    }
}

/// The condition of an exception that is no longer law, for everybody or for those in a scope.
pub(super) fn leave_out(condition: &mut Condition, scope: Option<&Expr>, on: Date) {
    match scope {
        Some(scope) => condition.expr = all(vec![condition.expr.clone(), not(scope)]),
        None => condition.days = never(on),
    }
}

/// Another condition for an exception; one that is not in force stays so.
pub(super) fn rewrite_exception(
    condition: &mut Condition,
    rewrite: Rewrite,
    scope: Option<&Expr>,
    expr: &Expr,
    edit: &Edit,
    on: Date,
) {
    if !condition.days.contains(on) {
        return;
    }
    let days = condition.days;
    let changed = rewritten(Some(vec![condition.clone()]), rewrite, scope, expr, &edit.citations).unwrap_or_default();
    let citations = changed.iter().flat_map(|found| found.citations.iter().cloned()).collect();
    let exprs = changed.into_iter().map(|found| found.expr).collect();
    *condition = Condition { expr: all(exprs), days, citations };
}
