//! A plain number is no percentage: `150` and `150%` differ by a hundred.
//!
//! Receives checked expressions where a percentage is wanted or stands beside; hands on a complaint with its remedy.
//! It knows no names. What is computed, such as a quotient, may be read as a percentage.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text};

use crate::check::checker::Checker;
use crate::hir::{Expr, ExprKind, Type};
use crate::value::{Decimal, Value, multiply};

impl Checker {
    /// Complains of a plain number that is written where a percentage is wanted; whether there is one.
    pub(in crate::check) fn is_plain_for_share(&mut self, expr: &Expr, wanted: Type) -> bool {
        let Some((span, number, found)) = plain_number(expr).filter(|_| wanted == Type::Percent) else {
            return false;
        };
        let complaint = self.plain_for_share(span, number, found);
        self.report(complaint);
        true
    }

    /// Complains of a plain number that is written beside a percentage; whether there is one.
    pub(in crate::check) fn is_plain_beside_share(&mut self, left: &Expr, right: &Expr) -> bool {
        self.is_plain_for_share(right, left.value_type) || self.is_plain_for_share(left, right.value_type)
    }

    /// The complaint about a plain number where a percentage is wanted.
    pub(in crate::check) fn plain_for_share(&self, span: Span, number: Decimal, found: Type) -> Diagnostic {
        // A fraction up to two is most likely a factor: `1.5` is 150%.
        let is_factor = found == Type::Decimal && number <= Decimal::TWO;
        let meant = if is_factor { multiply(number, Decimal::ONE_HUNDRED).unwrap_or(number) } else { number };
        let meant = format!("{}%", meant.normalize());
        self.mismatch(span, found, Type::Percent)
            .note(Text::new(
                "một số trần là số lần: `1` là `100%`, `150` sẽ là `15_000%`",
                "a plain number counts wholes: `1` is `100%`, and `150` would be `15_000%`",
            ))
            .help(Text::new(format!("viết `{meant}`"), format!("write `{meant}`")))
            .edit(span, meant)
    }
}

/// The first plain number that an expression may be, as it is written.
fn plain_number(expr: &Expr) -> Option<(Span, Decimal, Type)> {
    match &expr.kind {
        ExprKind::Constant(Value::Number(number)) if matches!(expr.value_type, Type::Integer | Type::Decimal) => {
            Some((expr.span, *number, expr.value_type))
        }
        ExprKind::If(parts) => plain_number(&parts.then).or_else(|| plain_number(&parts.otherwise)),
        ExprKind::Several(_, parts) => parts.iter().find_map(plain_number),
        ExprKind::Round(_, inner, _) => plain_number(inner),
        _ => None,
    }
}
