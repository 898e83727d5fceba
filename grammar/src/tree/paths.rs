//! The names in an expression.
//!
//! Receives an expression; hands on its paths, in the order in which they are written. It knows no meaning.

use super::{Aggregate, AggregateTarget, Expr, ExprKind, Membership, Path};

impl Expr {
    /// Every path in it, collections too.
    #[must_use]
    pub fn paths(&self) -> Vec<&Path> {
        let mut found = Vec::new();
        collect(self, &mut found);
        found
    }
}

fn collect<'e>(expr: &'e Expr, found: &mut Vec<&'e Path>) {
    match &expr.kind {
        ExprKind::YesNo(_) | ExprKind::Date(_) | ExprKind::Quantity(_) | ExprKind::AssessmentDate => {}
        ExprKind::Path(path) | ExprKind::Qualifies(path) => found.push(path),
        ExprKind::Not(inner)
        | ExprKind::Negate(inner)
        | ExprKind::Rounded(inner, ..)
        | ExprKind::Presence(inner, _)
        | ExprKind::MonthEdge(_, inner) => collect(inner, found),
        ExprKind::Binary(_, left, right) | ExprKind::Elapsed(_, left, right) => {
            collect(left, found);
            collect(right, found);
        }
        ExprKind::AllOf(parts) | ExprKind::AnyOf(parts) => parts.iter().for_each(|part| collect(part, found)),
        ExprKind::In(value, membership) => {
            collect(value, found);
            match membership.as_ref() {
                Membership::Range(range) => {
                    collect(&range.low, found);
                    collect(&range.high, found);
                }
                Membership::Set(bounds) => bounds.iter().for_each(|bound| collect(bound, found)),
            }
        }
        ExprKind::Quantifier(quantifier) => {
            found.push(&quantifier.collection);
            collect(&quantifier.condition, found);
        }
        ExprKind::Count(_, collection, condition) => {
            found.push(collection);
            condition.iter().for_each(|condition| collect(condition, found));
        }
        ExprKind::Aggregate(aggregate) => collect_aggregate(aggregate, found),
        ExprKind::If(parts) => {
            [&parts.condition, &parts.then, &parts.otherwise].into_iter().for_each(|part| collect(part, found));
        }
    }
}

fn collect_aggregate<'e>(aggregate: &'e Aggregate, found: &mut Vec<&'e Path>) {
    match &aggregate.target {
        AggregateTarget::List(parts) => parts.iter().for_each(|part| collect(part, found)),
        AggregateTarget::All(_) | AggregateTarget::Group(_) => {}
        AggregateTarget::Each(each) => {
            found.push(&each.collection);
            collect(&each.value, found);
            each.condition.iter().for_each(|condition| collect(condition, found));
        }
    }
}
