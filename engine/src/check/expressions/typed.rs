//! Typed expressions, put together.
//!
//! Receives parts of expressions that are checked; hands on the whole. It complains of nothing.

use ansinh_grammar::Span;
use ansinh_grammar::tree::{BinaryOperator, RoundingMode};

use crate::hir::{Expr, ExprKind, LinkId, Type};
use crate::value::{Comparison, Policy, Rounding, Value};

/// An expression of a type.
pub(in crate::check) fn typed(kind: ExprKind, value_type: Type, span: Span) -> Expr {
    Expr { kind, value_type, span }
}

pub(super) fn joined(is_all: bool, left: Expr, right: Expr, span: Span) -> Expr {
    let mut parts = Vec::new();
    for side in [left, right] {
        match side.kind {
            ExprKind::AllOf(inner) if is_all => parts.extend(inner),
            ExprKind::AnyOf(inner) if !is_all => parts.extend(inner),
            _ => parts.push(side),
        }
    }
    let kind = if is_all { ExprKind::AllOf(parts) } else { ExprKind::AnyOf(parts) };
    typed(kind, Type::YesNo, span)
}

/// A comparison; of a choice with a constant, a test on the list of its values.
pub(in crate::check) fn compare(comparison: Comparison, left: Expr, right: Expr, span: Span) -> Expr {
    let (left, right) =
        if matches!(left.kind, ExprKind::Constant(Value::Choice(_))) { (right, left) } else { (left, right) };
    if let ExprKind::Constant(Value::Choice(choice)) = right.kind {
        let test = typed(ExprKind::OneOf(Box::new(left), vec![choice]), Type::YesNo, span);
        if comparison == Comparison::NotEqual {
            return typed(ExprKind::Not(Box::new(test)), Type::YesNo, span);
        }
        return test;
    }
    typed(ExprKind::Compare(comparison, Box::new(left), Box::new(right)), Type::YesNo, span)
}

/// The comparison of an operator; equality for operators that compare nothing.
pub(in crate::check) const fn comparison_of(operator: BinaryOperator) -> Comparison {
    match operator {
        BinaryOperator::NotEqual => Comparison::NotEqual,
        BinaryOperator::Less => Comparison::Less,
        BinaryOperator::LessOrEqual => Comparison::LessOrEqual,
        BinaryOperator::Greater => Comparison::Greater,
        BinaryOperator::GreaterOrEqual => Comparison::GreaterOrEqual,
        _ => Comparison::Equal,
    }
}

/// The policy as a value-level policy.
pub(in crate::check) const fn policy(written: ansinh_grammar::tree::Policy) -> Policy {
    match written {
        ansinh_grammar::tree::Policy::Only => Policy::Only,
        ansinh_grammar::tree::Policy::First => Policy::First,
        ansinh_grammar::tree::Policy::Highest => Policy::Highest,
        ansinh_grammar::tree::Policy::Lowest => Policy::Lowest,
        ansinh_grammar::tree::Policy::Sum => Policy::Sum,
    }
}

pub(in crate::check) const fn rounding(mode: RoundingMode) -> Rounding {
    match mode {
        RoundingMode::Down => Rounding::Down,
        RoundingMode::Up => Rounding::Up,
        RoundingMode::Nearest => Rounding::Nearest,
    }
}

/// An expression about where links lead, the first of them from the subject.
pub(super) fn led(expr: Expr, links: Vec<LinkId>) -> Expr {
    links.into_iter().rev().fold(expr, |inner, link| {
        let (value_type, span) = (inner.value_type, inner.span);
        typed(ExprKind::Follow(link, Box::new(inner)), value_type, span)
    })
}
