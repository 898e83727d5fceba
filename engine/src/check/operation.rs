//! Checks the rarer expressions: products and quotients, conditionals, optional values, values of each of several.
//!
//! Receives tree expressions in a context; hands on typed expressions or complaints. It knows no day.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{
    self, BinaryOperator, Each as TreeEach, Expr as TreeExpr, ExprKind as TreeKind, Range, TimeUnit,
};
use ansinh_grammar::{Span, Text};

use super::expression::{compare, typed};
use super::names::{Symbol, Wanted};
use super::types::{product, quotient, shared, words};
use super::{Checker, Context, codes};
use crate::hir::{Base, Conditional, Dimension, Each, Expr, ExprKind, Type};
use crate::value::{Comparison, Decimal, Policy, Rounding, Value};

impl Checker {
    /// A product or a quotient.
    pub(super) fn factors(
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
        self.report(found.help(Text::new("chỉ nhân và chia các số", "only numbers multiply and divide")));
    }

    /// A number rounded to a multiple of a constant in its own unit.
    pub(super) fn rounded(
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
        let from = self.expr(from, context, Some(Type::Date))?;
        let to = self.expr(to, context, Some(Type::Date))?;
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

    /// How many of a collection meet a condition.
    pub(super) fn count(
        &mut self,
        variable: &tree::Name,
        collection: &tree::Path,
        condition: Option<&TreeExpr>,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        let (link, member) = self.collection(collection, context)?;
        self.declare_local(variable, Symbol::Variable);
        let inner = Context { entity: Some(member), variable: Some(variable.text.clone()) };
        let condition = match condition {
            Some(condition) => Some(Box::new(self.condition(condition, &inner)?)),
            None => None,
        };
        Some(typed(ExprKind::Count(link, condition), Type::Integer, span))
    }

    /// One value or another, of one type.
    pub(super) fn conditional(
        &mut self,
        parts: &tree::Conditional,
        context: &Context,
        wanted: Option<Type>,
        span: Span,
    ) -> Option<Expr> {
        let condition = self.condition(&parts.condition, context);
        let then = self.expr(&parts.then, context, wanted);
        let wanted = wanted.or_else(|| then.as_ref().map(|then| then.value_type));
        let otherwise = self.expr(&parts.otherwise, context, wanted);
        let (condition, then, otherwise) = (condition?, then?, otherwise?);
        let Some(value_type) = shared(then.value_type, otherwise.value_type) else {
            let found = self.mismatch(otherwise.span, otherwise.value_type, then.value_type);
            let said = words(then.value_type, &self.program);
            self.report(found.label(then.span, said));
            return None;
        };
        Some(typed(ExprKind::If(Box::new(Conditional { condition, then, otherwise })), value_type, span))
    }

    /// Whether there is a value, or a thing that a link leads to.
    pub(super) fn presence(
        &mut self,
        inner: &TreeExpr,
        is_present: bool,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        let present = match self.linked(inner, context, span) {
            Some(linked) => linked,
            None => {
                let inner = self.possibly_absent(inner, context, None)?;
                if !self.may_be_absent(&inner) {
                    self.report_always_present(inner.span);
                    return None;
                }
                typed(ExprKind::IsPresent(Box::new(inner)), Type::YesNo, span)
            }
        };
        if is_present {
            return Some(present);
        }
        Some(typed(ExprKind::Not(Box::new(present)), Type::YesNo, span))
    }

    /// Whether a link leads anywhere, if that is what a name means.
    fn linked(&mut self, inner: &TreeExpr, context: &Context, span: Span) -> Option<Expr> {
        let TreeKind::Path(path) = &inner.kind else {
            return None;
        };
        let is_bare = path.of.is_empty() && path.under.is_none() && self.find(&path.name, Wanted::Value).is_none();
        if !is_bare || !matches!(self.find(&path.name, Wanted::Link), Some(Symbol::Link(_))) {
            return None;
        }
        let (link, _) = self.collection(path, context)?;
        let zero = typed(ExprKind::Constant(Value::Number(Decimal::ZERO)), Type::Integer, span);
        let count = typed(ExprKind::Count(link, None), Type::Integer, span);
        Some(compare(Comparison::Greater, count, zero, span))
    }

    fn report_always_present(&mut self, span: Span) {
        let headline = Text::new("giá trị này luôn có", "this value is always there");
        let found = Diagnostic::new(codes::TYPE_MISMATCH, span, headline)
            .note(Text::new(
                "`đã có` chỉ hỏi về dữ kiện tùy chọn; điều chưa biết thì không hỏi được",
                "`is present` asks about an optional fact; what is not known yet cannot be asked for",
            ))
            .help(Text::new(
                "khai báo dữ kiện là `tùy chọn`, hoặc bỏ phép thử",
                "declare the fact `optional`, or leave the test out",
            ));
        self.report(found);
    }

    /// Whether a value may be missing although every fact is known.
    pub(super) fn may_be_absent(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Input(id) => self.program.inputs.get(id.0).is_some_and(|input| input.is_optional),
            ExprKind::Follow(link, inner) => {
                self.program.links.get(link.0).is_some_and(|link| link.is_optional) || self.may_be_absent(inner)
            }
            ExprKind::Each(policy, ..) => *policy != Policy::Sum,
            _ => false,
        }
    }

    /// A value of each of a collection, made one.
    pub(super) fn each(&mut self, policy: Policy, each: &TreeEach, context: &Context, span: Span) -> Option<Expr> {
        let (link, member) = self.collection(&each.collection, context)?;
        self.declare_local(&each.variable, Symbol::Variable);
        let inner = Context { entity: Some(member), variable: Some(each.variable.text.clone()) };
        let condition = match &each.condition {
            Some(condition) => Some(self.condition(condition, &inner)?),
            None => None,
        };
        let value = self.expr(&each.value, &inner, None)?;
        self.check_policy(policy, value.value_type, value.span);
        let value_type = value.value_type;
        Some(typed(ExprKind::Each(policy, link, Box::new(Each { value, condition })), value_type, span))
    }

    /// There is no multiple of zero, and none below it.
    pub(super) fn check_step(&mut self, step: Value, span: Span) {
        if step.as_number().is_some_and(|step| step <= Decimal::ZERO) {
            let headline = Text::new("không làm tròn đến số không được", "nothing can be rounded to zero");
            let found = Diagnostic::new(codes::ROUNDING_STEP, span, headline);
            self.report(found.help(Text::new(
                "viết đơn vị làm tròn, ví dụ `1_000 VND`",
                "write what to round to, for example `1_000 VND`",
            )));
        }
    }

    /// A range of constants must hold something.
    pub(super) fn check_range(&mut self, low: &Expr, high: &Expr, range: &Range) {
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
    pub(super) fn report_empty_range(&mut self, low: Span, high: Span) {
        let headline = Text::new("khoảng này không chứa giá trị nào", "this range holds nothing");
        let found = Diagnostic::new(codes::NEVER_HOLDS, low.to(high), headline)
            .label(low, Text::new("từ đây", "from here"))
            .label(high, Text::new("đến đây, không lớn hơn", "to here, which is no more"));
        self.report(found.help(Text::new("viết giá trị nhỏ trước, giá trị lớn sau", "write the smaller value first")));
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
