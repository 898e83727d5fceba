//! What types and units may be combined.
//!
//! Receives types; hands on the type of a result or a complaint. It knows no names.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Language, Span, Text};

use super::{Checker, codes};
use crate::hir::{Expr, Per, Program, Type};

/// The type in the words of the language.
pub(crate) fn words(value_type: Type, program: &Program) -> Text {
    let (vi, en) = match value_type {
        Type::YesNo => ("có/không", "yes/no"),
        Type::Integer => ("số nguyên", "integer"),
        Type::Decimal => ("số thập phân", "decimal"),
        Type::Percent => ("phần trăm", "percent"),
        Type::Money(Per::Once) => ("tiền VND", "money VND"),
        Type::Money(Per::Month) => ("tiền VND mỗi tháng", "money VND per month"),
        Type::Money(Per::Year) => ("tiền VND mỗi năm", "money VND per year"),
        Type::Date => ("ngày tháng", "date"),
        Type::Duration => ("thời hạn", "duration"),
        Type::Choice(id) => {
            return program.enumerations.get(id.0).map_or_else(Text::default, |found| Text::same(&found.naming.name));
        }
    };
    Text::new(vi, en)
}

/// Whether a type is a number without a unit.
pub(super) const fn is_plain(value_type: Type) -> bool {
    matches!(value_type, Type::Integer | Type::Decimal | Type::Percent)
}

const fn is_number(value_type: Type) -> bool {
    is_plain(value_type) || matches!(value_type, Type::Money(_) | Type::Duration)
}

/// Whether a value of one type may stand where another is wanted.
pub(super) fn fits(found: Type, wanted: Type) -> bool {
    found == wanted || (matches!(wanted, Type::Decimal | Type::Percent) && is_plain(found))
}

/// The type that two values share, if they may be compared or added.
pub(super) fn shared(left: Type, right: Type) -> Option<Type> {
    if left == right {
        return Some(left);
    }
    (is_plain(left) && is_plain(right)).then_some(Type::Decimal)
}

/// The type of a product.
pub(super) fn product(left: Type, right: Type) -> Option<Type> {
    match (left, right) {
        (Type::Integer, Type::Integer) => Some(Type::Integer),
        (left, right) if is_plain(left) && is_plain(right) => Some(Type::Decimal),
        (Type::Money(Per::Month), Type::Duration) | (Type::Duration, Type::Money(Per::Month)) => {
            Some(Type::Money(Per::Once))
        }
        (unit @ (Type::Money(_) | Type::Duration), plain) | (plain, unit @ (Type::Money(_) | Type::Duration))
            if is_plain(plain) =>
        {
            Some(unit)
        }
        _ => None,
    }
}

impl Checker {
    /// Complains unless an expression has a wanted type; whether it has.
    pub(super) fn expect_type(&mut self, expr: &Expr, wanted: Type, declared: Option<Span>) -> bool {
        if fits(expr.value_type, wanted) {
            return true;
        }
        let mut found = self.mismatch(expr.span, expr.value_type, wanted);
        if let Some(declared) = declared {
            let words = words(wanted, &self.program);
            found = found.label(
                declared,
                Text::build(|language| match language {
                    Language::Vi => format!("cần: {}", words.vi),
                    Language::En => format!("expected: {}", words.en),
                }),
            );
        }
        self.report(found);
        false
    }

    /// The complaint about a value of one type where another is wanted.
    pub(super) fn mismatch(&self, span: Span, found: Type, wanted: Type) -> Diagnostic {
        let (found_words, wanted_words) = (words(found, &self.program), words(wanted, &self.program));
        let headline = Text::new(
            format!("cần {}, nhưng đây là {}", wanted_words.vi, found_words.vi),
            format!("{} is wanted, but this is {}", wanted_words.en, found_words.en),
        );
        let said = Text::new(format!("đây là: {}", found_words.vi), format!("found: {}", found_words.en));
        let (code, help) = match (found, wanted) {
            (Type::Money(Per::Month), Type::Money(Per::Once)) => (
                codes::PERIOD_MISMATCH,
                Some(Text::new(
                    "nhân với số tháng, ví dụ `* 20 tháng`",
                    "multiply by a number of months, for example `* 20 months`",
                )),
            ),
            (Type::Money(_), Type::Money(_)) => (codes::PERIOD_MISMATCH, None),
            // Units differ between numbers; with anything else it is the types that do.
            _ if found != wanted && is_number(found) && is_number(wanted) && !(is_plain(found) && is_plain(wanted)) => {
                (codes::UNIT_MISMATCH, None)
            }
            _ => (codes::TYPE_MISMATCH, None),
        };
        let mut diagnostic = Diagnostic::new(code, span, headline).saying(said);
        diagnostic.help = help;
        if (found, wanted) == (Type::Money(Per::Month), Type::Money(Per::Once)) {
            diagnostic = diagnostic.note(Text::new(
                "nhân với một số không đổi đơn vị: số tiền mỗi tháng vẫn là số tiền mỗi tháng",
                "a plain number keeps the unit: an amount per month stays one per month",
            ));
        }
        diagnostic
    }
}
