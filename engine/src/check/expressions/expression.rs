//! Checks expressions: names, subjects, types and units.
//!
//! Receives tree expressions in a context; hands on typed expressions or complaints.
//! It knows no day and no value of a fact.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Aggregate, AggregateTarget, BinaryOperator, Expr as TreeExpr, ExprKind as TreeKind};
use ansinh_grammar::{Span, Text};

use crate::check::checker::{Checker, Context};
use crate::check::expressions::typed::{compare, comparison_of, joined, policy, rounding, typed};
use crate::check::types::words::{shared, words};
use crate::codes;
use crate::hir::{Expr, ExprKind, Type};
use crate::value::{Comparison, Policy, Value};

impl Checker {
    /// Checks an expression whose value must be there. `wanted` says what the place needs, so that a bare name can be a
    /// value of an enumeration.
    pub(in crate::check) fn expr(&mut self, expr: &TreeExpr, context: &Context, wanted: Option<Type>) -> Option<Expr> {
        let checked = self.possibly_absent(expr, context, wanted)?;
        if !self.may_be_absent(&checked) {
            return Some(checked);
        }
        let (value_type, span) = (checked.value_type, checked.span);
        Some(typed(ExprKind::Required(Box::new(checked)), value_type, span))
    }

    /// Checks an expression whose value may be missing.
    pub(super) fn possibly_absent(&mut self, expr: &TreeExpr, context: &Context, wanted: Option<Type>) -> Option<Expr> {
        let span = expr.span;
        Some(match &expr.kind {
            TreeKind::YesNo(value) => typed(ExprKind::Constant(Value::YesNo(*value)), Type::YesNo, span),
            TreeKind::Date(text) => typed(ExprKind::Constant(Value::Date(self.date(text, span)?)), Type::Date, span),
            TreeKind::Quantity(quantity) => {
                let (value, value_type) = self.quantity(quantity)?;
                typed(ExprKind::Constant(value), value_type, span)
            }
            TreeKind::AssessmentDate => typed(ExprKind::AssessmentDate, Type::Date, span),
            TreeKind::Path(path) => return self.path(path, context, wanted),
            TreeKind::Not(inner) => {
                let inner = self.condition(inner, context)?;
                typed(ExprKind::Not(Box::new(inner)), Type::YesNo, span)
            }
            TreeKind::Negate(inner) => return self.negate(inner, context, span),
            TreeKind::Binary(operator, left, right) => {
                return self.binary(*operator, left, right, context, span);
            }
            TreeKind::AllOf(parts) => typed(ExprKind::AllOf(self.conditions(parts, context)?), Type::YesNo, span),
            TreeKind::AnyOf(parts) => typed(ExprKind::AnyOf(self.conditions(parts, context)?), Type::YesNo, span),
            TreeKind::In(value, membership) => {
                let Some(value) = self.expr(value, context, None) else {
                    self.names_of(membership, context);
                    return None;
                };
                return self.membership(value, membership, context, span);
            }
            TreeKind::Rounded(value, mode, unit) => return self.rounded(value, rounding(*mode), unit, context, span),
            TreeKind::Quantifier(quantifier) => return self.quantifier(quantifier, context, span),
            TreeKind::Count(variable, collection, condition) => {
                return self.count(variable, collection, condition.as_deref(), context, span);
            }
            TreeKind::Aggregate(aggregate) => return self.aggregate(aggregate, context, span),
            TreeKind::Elapsed(unit, from, to) => return self.elapsed(*unit, from, to, context, span),
            TreeKind::If(parts) => return self.conditional(parts, context, wanted, span),
            TreeKind::Presence(inner, is_present) => return self.presence(inner, *is_present, context, span),
            TreeKind::MonthEdge(is_last, date) => {
                let date = self.expr(date, context, Some(Type::Date))?;
                if !self.expect_type(&date, Type::Date, None) {
                    return None;
                }
                typed(ExprKind::MonthEdge(*is_last, Box::new(date)), Type::Date, span)
            }
            TreeKind::Qualifies(path) => return self.qualifies(path, context, span),
        })
    }

    fn aggregate(&mut self, aggregate: &Aggregate, context: &Context, span: Span) -> Option<Expr> {
        let policy = policy(aggregate.policy);
        match &aggregate.target {
            AggregateTarget::Each(each) => self.each(policy, each, context, span),
            AggregateTarget::List(parts) => self.several(policy, parts, context, span),
            AggregateTarget::All(_) | AggregateTarget::Group(_) => {
                let headline = Text::new(
                    "`tất cả` và tên nhóm chỉ dùng được sau `kết hợp`",
                    "`all` and groups can be used only after `combine`",
                );
                self.report(Diagnostic::new(codes::NOT_AVAILABLE_HERE, span, headline));
                None
            }
        }
    }

    /// A yes/no expression.
    pub(in crate::check) fn condition(&mut self, expr: &TreeExpr, context: &Context) -> Option<Expr> {
        let checked = self.expr(expr, context, Some(Type::YesNo))?;
        self.expect_type(&checked, Type::YesNo, None).then_some(checked)
    }

    /// Yes/no expressions: all are checked before one that is wrong counts.
    fn conditions(&mut self, parts: &[TreeExpr], context: &Context) -> Option<Vec<Expr>> {
        let checked: Vec<Option<Expr>> = parts.iter().map(|part| self.condition(part, context)).collect();
        checked.into_iter().collect()
    }

    fn negate(&mut self, inner: &TreeExpr, context: &Context, span: Span) -> Option<Expr> {
        let inner = self.expr(inner, context, None)?;
        if !inner.value_type.is_number() {
            let found = self.mismatch(inner.span, inner.value_type, Type::Decimal);
            self.report(found);
            return None;
        }
        let value_type = inner.value_type;
        if let ExprKind::Constant(Value::Number(number)) = inner.kind {
            return Some(typed(ExprKind::Constant(Value::Number(-number)), value_type, span));
        }
        let zero = typed(ExprKind::Constant(Value::Number(crate::value::Decimal::ZERO)), value_type, span);
        Some(typed(ExprKind::Subtract(Box::new(zero), Box::new(inner)), value_type, span))
    }

    fn binary(
        &mut self,
        operator: BinaryOperator,
        left: &TreeExpr,
        right: &TreeExpr,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        match operator {
            BinaryOperator::And | BinaryOperator::Or => {
                let left = self.condition(left, context);
                let right = self.condition(right, context);
                Some(joined(operator == BinaryOperator::And, left?, right?, span))
            }
            BinaryOperator::Add | BinaryOperator::Subtract => {
                let (left, right, value_type) = self.alike(left, right, context)?;
                if !value_type.is_number() {
                    let found = self.mismatch(left.span, value_type, Type::Decimal);
                    self.report(found);
                    return None;
                }
                let (left, right) = (Box::new(left), Box::new(right));
                let is_sum = operator == BinaryOperator::Add;
                let kind = if is_sum { ExprKind::Add(left, right) } else { ExprKind::Subtract(left, right) };
                Some(typed(kind, value_type, span))
            }
            BinaryOperator::Multiply | BinaryOperator::Divide => self.factors(operator, left, right, context, span),
            comparison => {
                let (left, right, value_type) = self.alike(left, right, context)?;
                let comparison = comparison_of(comparison);
                let is_ordered = !matches!(value_type, Type::YesNo | Type::Choice(_));
                if !is_ordered && !matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
                    let headline = Text::new("các giá trị này không có thứ tự", "these values have no order");
                    self.report(Diagnostic::new(codes::TYPE_MISMATCH, span, headline));
                    return None;
                }
                Some(compare(comparison, left, right, span))
            }
        }
    }

    fn several(&mut self, policy: Policy, parts: &[TreeExpr], context: &Context, span: Span) -> Option<Expr> {
        let mut checked: Vec<Expr> = Vec::new();
        let mut is_sound = true;
        for part in parts {
            let wanted = checked.first().map(|first| first.value_type);
            let Some(part) = self.expr(part, context, wanted) else {
                is_sound = false;
                continue;
            };
            if let Some(first) = checked.first()
                && shared(first.value_type, part.value_type).is_none()
            {
                let found = self.mismatch(part.span, part.value_type, first.value_type);
                self.report(found);
                return None;
            }
            if let Some(first) = checked.first().cloned()
                && self.is_plain_beside_share(&first, &part)
            {
                return None;
            }
            checked.push(part);
        }
        let first = checked.first().filter(|_| is_sound)?;
        self.check_policy(policy, first.value_type, first.span);
        let value_type =
            checked.iter().map(|part| part.value_type).reduce(|left, right| shared(left, right).unwrap_or(left))?;
        Some(typed(ExprKind::Several(policy, checked), value_type, span))
    }

    /// Whether values of a type can be made one by a policy.
    pub(in crate::check) fn check_policy(&mut self, policy: Policy, value_type: Type, span: Span) {
        let fits = match policy {
            Policy::Only | Policy::First => true,
            Policy::Highest | Policy::Lowest => value_type.is_number() || value_type == Type::Date,
            Policy::Sum => value_type.is_number(),
        };
        if fits {
            return;
        }
        let kind = words(value_type, &self.program);
        let headline = if policy == Policy::Sum {
            Text::new(format!("không cộng được {}", kind.vi), format!("{} cannot be added up", kind.en))
        } else {
            Text::new(
                format!("{} không có cao nhất, thấp nhất", kind.vi),
                format!("{} has no highest and no lowest", kind.en),
            )
        };
        self.report(Diagnostic::new(codes::NO_RANK, span, headline).help(Text::new(
            "dùng `kết hợp mức duy nhất` hoặc `kết hợp mức đầu tiên`",
            "use `combine only` or `combine first`",
        )));
    }
}
