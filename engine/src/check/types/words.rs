//! What types and units may be combined.
//!
//! Receives types; hands on the type of a result or a complaint. It knows no names.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Language, Span, Text};

use crate::check::checker::Checker;
use crate::check::types::remedy::{period_help, unit_help};
use crate::codes;
use crate::hir::{Base, Dimension, Expr, Per, Program, Type, UnitId};

/// The type in the words of the language.
#[must_use]
pub fn words(value_type: Type, program: &Program) -> Text {
    let (vi, en) = match value_type {
        Type::YesNo => ("có/không", "yes/no"),
        Type::Integer => ("số nguyên", "integer"),
        Type::Decimal => ("số thập phân", "decimal"),
        Type::Percent => ("phần trăm", "percent"),
        Type::Money(_) | Type::Quantity(_) => return measure_words(value_type, program),
        Type::Date => ("ngày tháng", "date"),
        Type::Duration => ("thời hạn", "duration"),
        Type::Choice(id) => {
            return program.enumerations.get(id.0).map_or_else(Text::default, |found| program.called(&found.naming));
        }
    };
    Text::new(vi, en)
}

/// Money and goods as they are declared; any other unit as a product.
fn measure_words(value_type: Type, program: &Program) -> Text {
    let measure = value_type.dimension().unwrap_or_default();
    let mut counted = measure.factors().filter(|(base, _)| !matches!(base, Base::Month | Base::Year | Base::Day));
    let name = |id: Option<UnitId>| {
        let unit = id.and_then(|id| program.units.get(id.0));
        unit.map_or_else(|| Text::same("VND"), |unit| program.called(&unit.naming))
    };
    let (lead, name) = match (counted.next(), counted.next()) {
        (Some((Base::Currency, 1)), None) => (("tiền", "money"), name(program.currency)),
        (Some((Base::Declared(id), 1)), None) => {
            let is_currency = program.units.get(id.0).is_some_and(|unit| unit.is_currency);
            (if is_currency { ("tiền", "money") } else { ("lượng", "quantity") }, name(Some(id)))
        }
        _ => return quantity_of(&program.dimension_text(measure)),
    };
    let per = [
        (Base::Month, " mỗi tháng", " per month"),
        (Base::Year, " mỗi năm", " per year"),
        (Base::Day, " mỗi ngày", " per day"),
    ];
    let (mut vi, mut en) = (format!("{} {}", lead.0, name.vi), format!("{} {}", lead.1, name.en));
    for (base, period_vi, period_en) in per {
        match measure.exponent(base) {
            0 => {}
            -1 => {
                vi.push_str(period_vi);
                en.push_str(period_en);
            }
            _ => return quantity_of(&program.dimension_text(measure)),
        }
    }
    Text::new(vi, en)
}

fn quantity_of(unit: &Text) -> Text {
    Text::new(format!("lượng {}", unit.vi), format!("quantity {}", unit.en))
}

/// Whether a type is a number without a unit.
pub(in crate::check) const fn is_plain(value_type: Type) -> bool {
    matches!(value_type, Type::Integer | Type::Decimal | Type::Percent)
}

/// Whether a value of one type may stand where another is wanted.
pub(in crate::check) fn fits(found: Type, wanted: Type) -> bool {
    // A whole number is never a percentage; a quotient may be read as one.
    found == wanted || (wanted == Type::Decimal && is_plain(found)) || (wanted, found) == (Type::Percent, Type::Decimal)
}

/// The type that two values share, if they may be compared or added.
pub(in crate::check) fn shared(left: Type, right: Type) -> Option<Type> {
    if left == right {
        return Some(left);
    }
    (is_plain(left) && is_plain(right)).then_some(Type::Decimal)
}

/// The type of a product.
pub(in crate::check) fn product(left: Type, right: Type) -> Option<Type> {
    match (left, right) {
        (Type::Integer, Type::Integer) => Some(Type::Integer),
        (left, right) if is_plain(left) && is_plain(right) => Some(Type::Decimal),
        (unit, plain) | (plain, unit) if is_plain(plain) && unit.is_number() => Some(unit),
        (left, right) => Some(Type::of_dimension(left.dimension()?.times(right.dimension()?)?)),
    }
}

/// The type of a quotient.
pub(in crate::check) fn quotient(left: Type, right: Type) -> Option<Type> {
    match (left, right) {
        (left, right) if is_plain(left) && is_plain(right) => Some(Type::Decimal),
        (unit, plain) if is_plain(plain) && unit.is_number() => Some(unit),
        (left, right) => Some(Type::of_dimension(left.dimension()?.over(right.dimension()?)?)),
    }
}

/// One is in days where the other is in months, and nothing else differs.
fn is_days_against_months(left: Type, right: Type) -> bool {
    let months = Dimension::of(Base::Month);
    let days = Dimension::of(Base::Day);
    let pair = (left.dimension(), right.dimension());
    pair == (Some(days), Some(months)) || pair == (Some(months), Some(days))
}

impl Checker {
    /// Complains unless an expression has a wanted type; whether it has.
    pub(in crate::check) fn expect_type(&mut self, expr: &Expr, wanted: Type, declared: Option<Span>) -> bool {
        if self.is_plain_for_share(expr, wanted) {
            return false;
        }
        if fits(expr.value_type, wanted) {
            return true;
        }
        let mut found = self.mismatch_of(expr, wanted);
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
    pub(in crate::check) fn mismatch(&self, span: Span, found: Type, wanted: Type) -> Diagnostic {
        let (found_words, wanted_words) = (words(found, &self.program), words(wanted, &self.program));
        let headline = if is_days_against_months(found, wanted) {
            Text::new("ngày và tháng không quy đổi được cho nhau", "days and months have no fixed relation")
        } else {
            Text::new(
                format!("cần {}, nhưng đây là {}", wanted_words.vi, found_words.vi),
                format!("{} is wanted, but this is {}", wanted_words.en, found_words.en),
            )
        };
        let said = Text::new(format!("đây là: {}", found_words.vi), format!("found: {}", found_words.en));
        let (code, help) = match (found, wanted) {
            (Type::Money(Per::Month), Type::Money(Per::Once)) => (
                codes::PERIOD_MISMATCH,
                Some(Text::new(
                    "nhân với số tháng, ví dụ `* 20 tháng`",
                    "multiply by a number of months, for example `* 20 months`",
                )),
            ),
            (Type::Money(_), Type::Money(_)) => (codes::PERIOD_MISMATCH, period_help(found, wanted)),
            _ if is_days_against_months(found, wanted) => (
                codes::DAYS_AND_MONTHS,
                Some(Text::new(
                    "dùng cùng một đơn vị, ví dụ `số ngày tròn từ ... đến ...`",
                    "use one unit, for example `full days from ... to ...`",
                )),
            ),
            // Units differ between numbers; with anything else it is the types that do.
            _ if found != wanted
                && found.is_number()
                && wanted.is_number()
                && !(is_plain(found) && is_plain(wanted)) =>
            {
                (codes::UNIT_MISMATCH, unit_help(found, wanted))
            }
            (Type::Integer, Type::Percent) => (
                codes::TYPE_MISMATCH,
                Some(Text::new("nhân với `1%` nếu là số phần trăm", "multiply by `1%` if it counts per cent")),
            ),
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
