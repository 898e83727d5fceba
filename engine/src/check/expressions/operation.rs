//! Checks arithmetic and spans of time: products, quotients, rounding, what has passed between two dates.
//!
//! Receives tree expressions in a context; hands on typed expressions or complaints. It knows no day.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{BinaryOperator, Expr as TreeExpr, ExprKind as TreeKind, TimeUnit};
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::{Checker, Context};
use crate::check::expressions::typed::typed;
use crate::check::types::words::{product, quotient, shared, words};
use crate::codes;
use crate::hir::{Base, Dimension, Expr, ExprKind, Type};
use crate::value::{Decimal, Rounding, Value};

impl Checker {
    /// A product or a quotient.
    pub(in crate::check) fn factors(
        &mut self,
        operator: BinaryOperator,
        left: &TreeExpr,
        right: &TreeExpr,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        let first = self.expr(left, context, None);
        let second = self.expr(right, context, None);
        let (mut first, mut second) = (first?, second?);
        let is_product = operator == BinaryOperator::Multiply;
        // Years beside money per year are years, not months of twelve; money over years is money per year.
        let years = |value_type: Type| value_type.dimension().map_or(0, |measure| measure.exponent(Base::Year));
        if is_in_years(right) && if is_product { years(first.value_type) < 0 } else { is_amount(first.value_type) } {
            second = as_years(second);
        } else if is_in_years(left) && is_product && years(second.value_type) < 0 {
            first = as_years(first);
        }
        let value_type = if is_product { product } else { quotient }(first.value_type, second.value_type);
        let Some(value_type) = value_type else {
            self.report_factors(is_product, &first, &second, span);
            return None;
        };
        let (first, second) = (Box::new(first), Box::new(second));
        let kind = if is_product { ExprKind::Multiply(first, second) } else { ExprKind::Divide(first, second) };
        Some(typed(kind, value_type, span))
    }

    fn report_factors(&mut self, is_product: bool, left: &Expr, right: &Expr, span: Span) {
        let (first, second) = (words(left.value_type, &self.program), words(right.value_type, &self.program));
        let headline = if is_product {
            Text::new(
                format!("không nhân được {} với {}", first.vi, second.vi),
                format!("{} cannot be multiplied by {}", first.en, second.en),
            )
        } else {
            Text::new(
                format!("không chia được {} cho {}", first.vi, second.vi),
                format!("{} cannot be divided by {}", first.en, second.en),
            )
        };
        let is_number = left.value_type.is_number() && right.value_type.is_number();
        let code = if is_number { codes::UNIT_MISMATCH } else { codes::TYPE_MISMATCH };
        let found = Diagnostic::new(code, span, headline).label(left.span, first).label(right.span, second);
        let is_condition = [left, right].iter().any(|side| side.value_type == Type::YesNo);
        self.report(found.help(if is_condition {
            Text::new(
                "chỉ nhân và chia các số; điều kiện viết sau `khi`",
                "only numbers multiply and divide; a condition stands behind `when`",
            )
        } else {
            Text::new("chỉ nhân và chia các số", "only numbers multiply and divide")
        }));
    }

    /// A number rounded to a multiple of a constant in its own unit.
    pub(in crate::check) fn rounded(
        &mut self,
        value: &TreeExpr,
        rounding: Rounding,
        unit: &tree::Quantity,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        let value = self.expr(value, context, None)?;
        let (step, step_type) = self.quantity(unit)?;
        self.check_step(step, unit.span);
        if shared(value.value_type, step_type) != Some(value.value_type) {
            let found = self.mismatch(unit.span, step_type, value.value_type);
            self.report(found);
            return None;
        }
        let value_type = value.value_type;
        Some(typed(ExprKind::Round(rounding, Box::new(value), step), value_type, span))
    }

    /// Completed years, months or days.
    pub(super) fn elapsed(
        &mut self,
        unit: TimeUnit,
        from: &TreeExpr,
        to: &TreeExpr,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        let from = self.expr(from, context, Some(Type::Date));
        let to = self.expr(to, context, Some(Type::Date));
        let (from, to) = (from?, to?);
        if !self.expect_type(&from, Type::Date, None) || !self.expect_type(&to, Type::Date, None) {
            return None;
        }
        let (from, to) = (Box::new(from), Box::new(to));
        if unit == TimeUnit::Days {
            let days = Type::of_dimension(Dimension::of(Base::Day));
            return Some(typed(ExprKind::ElapsedDays(from, to), days, span));
        }
        let is_years = unit == TimeUnit::Years;
        Some(typed(ExprKind::Elapsed { is_years, from, to }, Type::Duration, span))
    }

    /// There is no multiple of zero, and none below it.
    fn check_step(&mut self, step: Value, span: Span) {
        if step.as_number().is_some_and(|step| step <= Decimal::ZERO) {
            let headline = Text::new("không làm tròn đến số không được", "nothing can be rounded to zero");
            let found = Diagnostic::new(codes::ROUNDING_STEP, span, headline);
            self.report(found.help(Text::new(
                "viết đơn vị làm tròn, ví dụ `1_000 VND`",
                "write what to round to, for example `1_000 VND`",
            )));
        }
    }
}

/// Whether it is a number of years as written.
fn is_in_years(written: &TreeExpr) -> bool {
    matches!(&written.kind, TreeKind::Quantity(quantity) if quantity.time == Some(TimeUnit::Years))
}

/// Money or goods, with no month in its unit.
fn is_amount(value_type: Type) -> bool {
    value_type.dimension().is_some_and(|measure| {
        measure.exponent(Base::Month) == 0
            && measure
                .factors()
                .any(|(base, exponent)| exponent > 0 && matches!(base, Base::Currency | Base::Declared(_)))
    })
}

/// Months of twelve as years, which do not mix with them.
fn as_years(months: Expr) -> Expr {
    let years = match months.kind {
        ExprKind::Constant(Value::Number(number)) => number / Decimal::from(12),
        _ => return months,
    };
    typed(ExprKind::Constant(Value::Number(years)), Type::of_dimension(Dimension::of(Base::Year)), months.span)
}
