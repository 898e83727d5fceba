//! Checks comparisons: both sides of one type, ranges and lists.
//!
//! Receives tree expressions in a context; hands on typed comparisons or complaints. It knows no value of a fact.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Expr as TreeExpr, ExprKind as TreeKind, Membership, Range};
use ansinh_grammar::{Span, Text};

use crate::check::checker::{Checker, Context};
use crate::check::expressions::typed::{compare, typed};
use crate::check::types::words::{shared, words};
use crate::codes;
use crate::hir::{Expr, ExprKind, Type};
use crate::value::Comparison;

impl Checker {
    /// Two operands of one type: a bare name on either side may be a value of the other side's enumeration.
    pub(super) fn alike(&mut self, left: &TreeExpr, right: &TreeExpr, context: &Context) -> Option<(Expr, Expr, Type)> {
        if let Some(compared) = self.value_first(left, right, context) {
            return compared;
        }
        let first = self.expr(left, context, None);
        if first.is_none() && self.is_value_of_any(right) {
            // It is a value of an enumeration that the other side would have told: no second complaint.
            return None;
        }
        let wanted = first.as_ref().map(|first| first.value_type);
        let second = self.expr(right, context, wanted);
        let (first, second) = (first?, second?);
        let Some(value_type) = shared(first.value_type, second.value_type) else {
            let found = self.mismatch_of(&second, first.value_type);
            let found = found.label(first.span, words(first.value_type, &self.program));
            self.report(found);
            return None;
        };
        if self.is_plain_beside_share(&first, &second) {
            return None;
        }
        Some((first, second, value_type))
    }

    pub(super) fn membership(
        &mut self,
        value: Expr,
        membership: &Membership,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        match membership {
            Membership::Range(range) => self.range_test(value, range, context, span),
            Membership::Set(bounds) => {
                let mut tests = Vec::new();
                let mut choices = Vec::new();
                let compared = |bound| self.compare_with(Comparison::Equal, value.clone(), bound, context, span);
                let compared: Vec<Option<Expr>> = bounds.iter().map(compared).collect();
                for (bound, test) in bounds.iter().zip(compared) {
                    match test?.kind {
                        ExprKind::OneOf(_, one) => choices.extend(one),
                        kind => tests.push(typed(kind, Type::YesNo, bound.span)),
                    }
                }
                if !choices.is_empty() {
                    choices.sort_unstable();
                    choices.dedup();
                    return Some(typed(ExprKind::OneOf(Box::new(value), choices), Type::YesNo, span));
                }
                Some(typed(ExprKind::AnyOf(tests), Type::YesNo, span))
            }
        }
    }

    /// Looks at the names of a range or a list whose value is not known, but for what may be values of an enumeration.
    pub(super) fn names_of(&mut self, membership: &Membership, context: &Context) {
        let bounds: Vec<&TreeExpr> = match membership {
            Membership::Range(range) => vec![&range.low, &range.high],
            Membership::Set(bounds) => bounds.iter().collect(),
        };
        for bound in bounds {
            let is_bare = matches!(&bound.kind, TreeKind::Path(path) if path.of.is_empty() && path.under.is_none());
            if !is_bare {
                self.expr(bound, context, None);
            }
        }
    }

    /// Whether a value lies in a range.
    pub(in crate::check) fn range_test(
        &mut self,
        value: Expr,
        range: &Range,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        let above = if range.is_over { Comparison::Greater } else { Comparison::GreaterOrEqual };
        let below = if range.is_under { Comparison::Less } else { Comparison::LessOrEqual };
        let low = self.compare_with(above, value.clone(), &range.low, context, span);
        let high = self.compare_with(below, value, &range.high, context, span);
        if let (Some(low), Some(high)) = (&low, &high) {
            self.check_range(low, high, range);
        }
        Some(typed(ExprKind::AllOf(vec![low?, high?]), Type::YesNo, span))
    }

    /// A comparison of a checked value with a bound.
    pub(in crate::check) fn compare_with(
        &mut self,
        comparison: Comparison,
        value: Expr,
        bound: &TreeExpr,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        let bound = self.expr(bound, context, Some(value.value_type))?;
        if shared(value.value_type, bound.value_type).is_none() {
            let found = self.mismatch_of(&bound, value.value_type);
            self.report(found);
            return None;
        }
        if self.is_plain_beside_share(&value, &bound) {
            return None;
        }
        Some(compare(comparison, value, bound, span))
    }

    /// A range of constants must hold something.
    fn check_range(&mut self, low: &Expr, high: &Expr, range: &Range) {
        let (ExprKind::Compare(above, _, low), ExprKind::Compare(below, _, high)) = (&low.kind, &high.kind) else {
            return;
        };
        let (ExprKind::Constant(from), ExprKind::Constant(to)) = (&low.kind, &high.kind) else {
            return;
        };
        let is_open = *above == Comparison::Greater || *below == Comparison::Less;
        if from > to || (from == to && is_open) {
            self.report_empty_range(range.low.span, range.high.span);
        }
    }

    /// The complaint about a range that holds nothing.
    fn report_empty_range(&mut self, low: Span, high: Span) {
        let headline = Text::new("khoảng này không chứa giá trị nào", "this range holds nothing");
        let found = Diagnostic::new(codes::NEVER_HOLDS, low.to(high), headline)
            .label(low, Text::new("từ đây", "from here"))
            .label(high, Text::new("đến đây, không lớn hơn", "to here, which is no more"));
        self.report(found.help(Text::new("viết giá trị nhỏ trước, giá trị lớn sau", "write the smaller value first")));
    }
}
