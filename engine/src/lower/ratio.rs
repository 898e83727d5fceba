//! Lowers quotients, which are never stored: they are compared, rounded, or taken by a number that divides evenly.
//!
//! Receives checked expressions with divisions in them; hands on operations on whole dividends and divisors. So
//! nothing is ever rounded that the law does not round.

use ansinh_grammar::{Span, Text};

use super::Lowering;
use crate::hir::{Expr, ExprKind, Type};
use crate::plan::{ColumnId, Kind, Op, Unit};
use crate::value::{Decimal, Rounding, Value, reciprocal};

/// A dividend and a divisor, where there is one.
struct Ratio {
    over: Expr,
    under: Option<Expr>,
}

impl Lowering<'_> {
    /// Both sides of a comparison: with divisors, each side times the other's.
    pub(super) fn compared(&mut self, left: &Expr, right: &Expr) -> Option<(ColumnId, ColumnId)> {
        let (first, second) = (ratio(left), ratio(right));
        if first.under.is_none() && second.under.is_none() {
            return Some((self.expr(left)?, self.expr(right)?));
        }
        let (first_under, second_under) = (self.divisor(first.under.as_ref())?, self.divisor(second.under.as_ref())?);
        let first = self.times(&first.over, second_under)?;
        let second = self.times(&second.over, first_under)?;
        Some((first, second))
    }

    /// A rounded number, or a rounded quotient.
    pub(super) fn rounded(&mut self, rounding: Rounding, inner: &Expr, step: Decimal) -> Option<Op> {
        let ratio = ratio(inner);
        match self.divisor(ratio.under.as_ref())? {
            None => Some(Op::Round(rounding, self.expr(&ratio.over)?, step)),
            Some(under) => Some(Op::RoundQuotient(rounding, self.expr(&ratio.over)?, under, step)),
        }
    }

    /// A quotient that stands alone: its divisor divides evenly, or the checker has refused it.
    pub(super) fn divided(&mut self, expr: &Expr, over: &Expr, under: &Expr) -> Option<Op> {
        let ExprKind::Constant(Value::Number(divisor)) = under.kind else {
            self.report_unrounded(expr.span);
            return None;
        };
        let Some(factor) = reciprocal(divisor) else {
            self.report_unrounded(expr.span);
            return None;
        };
        let factor = self.constant(Value::Number(factor), Type::Decimal)?;
        Some(Op::Multiply(self.expr(over)?, factor))
    }

    fn report_unrounded(&mut self, span: Span) {
        let headline = Text::new("thương này phải được làm tròn", "this quotient must be rounded");
        self.complain(crate::codes::UNROUNDED, span, headline);
    }

    /// The column of a divisor, which must be above zero; nothing where there is none.
    #[expect(clippy::option_option, reason = "no divisor is no failure")]
    fn divisor(&mut self, under: Option<&Expr>) -> Option<Option<ColumnId>> {
        let Some(under) = under else {
            return Some(None);
        };
        let column = self.expr(under)?;
        if matches!(self.plan.column(column).map(|column| &column.kind), Some(Kind::Number(number)) if number.low > 0) {
            return Some(Some(column));
        }
        let (phrase, unit) = (self.phrase(under), super::text::unit(under.value_type, self.program));
        self.column(Op::Positive(column), unit, phrase, under.span).map(Some)
    }

    fn times(&mut self, over: &Expr, under: Option<ColumnId>) -> Option<ColumnId> {
        let column = self.expr(over)?;
        let Some(under) = under else {
            return Some(column);
        };
        let phrase = self.phrase(over);
        self.column(Op::Multiply(column, under), Some(Unit::Plain), phrase, over.span)
    }
}

/// An expression as one dividend over one divisor.
fn ratio(expr: &Expr) -> Ratio {
    match &expr.kind {
        ExprKind::Divide(over, under) => {
            if let ExprKind::Constant(Value::Number(divisor)) = under.kind
                && let Some(factor) = reciprocal(divisor)
            {
                let over = ratio(over);
                return Ratio { over: product(&over.over, &number(factor, expr.span), expr), under: over.under };
            }
            let (over, under) = (ratio(over), ratio(under));
            Ratio {
                over: scaled(&over.over, under.under.as_ref(), expr),
                under: both(over.under, Some(under.over), expr),
            }
        }
        ExprKind::Multiply(left, right) => {
            let (left, right) = (ratio(left), ratio(right));
            Ratio { over: product(&left.over, &right.over, expr), under: both(left.under, right.under, expr) }
        }
        ExprKind::Add(left, right) | ExprKind::Subtract(left, right) => {
            let (left, right) = (ratio(left), ratio(right));
            if left.under.is_none() && right.under.is_none() {
                return Ratio { over: expr.clone(), under: None };
            }
            let first = Box::new(scaled(&left.over, right.under.as_ref(), expr));
            let second = Box::new(scaled(&right.over, left.under.as_ref(), expr));
            let is_sum = matches!(expr.kind, ExprKind::Add(..));
            let kind = if is_sum { ExprKind::Add(first, second) } else { ExprKind::Subtract(first, second) };
            let over = Expr { kind, value_type: expr.value_type, span: expr.span };
            Ratio { over, under: both(left.under, right.under, expr) }
        }
        _ => Ratio { over: expr.clone(), under: None },
    }
}

fn number(number: Decimal, span: Span) -> Expr {
    Expr { kind: ExprKind::Constant(Value::Number(number)), value_type: Type::Decimal, span }
}

/// A product, at the place of the expression that it comes from.
fn product(left: &Expr, right: &Expr, of: &Expr) -> Expr {
    let kind = ExprKind::Multiply(Box::new(left.clone()), Box::new(right.clone()));
    Expr { kind, value_type: of.value_type, span: of.span }
}

fn scaled(over: &Expr, factor: Option<&Expr>, of: &Expr) -> Expr {
    factor.map_or_else(|| over.clone(), |factor| product(over, factor, of))
}

fn both(left: Option<Expr>, right: Option<Expr>, of: &Expr) -> Option<Expr> {
    match (left, right) {
        (Some(left), Some(right)) => Some(product(&left, &right, of)),
        (left, right) => left.or(right),
    }
}
