//! Numbers with their units, as they are given on the command line and in facts.
//!
//! Receives a text and the type that is wanted; hands on the exact number, in the unit in which the engine counts.
//! It knows no name.

use ansinh_engine::hir::Type;
use ansinh_engine::value::{Decimal, multiply};
use ansinh_grammar::Text;

/// The number of a text: `500_000`, `1.5`, `4.5%`, `20 months`, `22 years`.
///
/// # Errors
/// What is allowed instead.
pub(crate) fn parse(text: &str, wanted: Type) -> Result<Decimal, Text> {
    read(text.trim(), wanted).ok_or_else(|| allowed(wanted))
}

fn read(text: &str, wanted: Type) -> Option<Decimal> {
    match wanted {
        // `500.000` may be meant as five hundred thousand: a point is refused, not read.
        Type::Integer | Type::Money(_) => number(text).filter(|_| !text.contains('.')),
        Type::Decimal | Type::Quantity(_) => number(text),
        Type::Percent => multiply(number(text.strip_suffix('%')?)?, Decimal::new(1, 2)),
        Type::Duration => {
            let split = text.find(|character: char| !(character.is_ascii_digit() || character == '_'))?;
            let (count, unit) = text.split_at_checked(split)?;
            multiply(number(count)?, Decimal::from(months_of(unit.trim())?))
        }
        Type::YesNo | Type::Date | Type::Choice(_) => None,
    }
}

fn months_of(unit: &str) -> Option<i32> {
    match unit.to_lowercase().as_str() {
        "y" | "year" | "years" | "năm" | "tuổi" => Some(12),
        "m" | "month" | "months" | "tháng" => Some(1),
        _ => None,
    }
}

/// A plain number: digits, `_` between them, at most one point. Exactly as written, never rounded. No rate, level or
/// amount of the law is negative, so there is no sign.
fn number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let is_plain = text.starts_with(|first: char| first.is_ascii_digit())
        && text.ends_with(|last: char| last.is_ascii_digit())
        && text.chars().all(|character| character.is_ascii_digit() || matches!(character, '_' | '.'));
    let plain = text.replace('_', "");
    is_plain.then(|| Decimal::from_str_exact(&plain).ok()).flatten().map(|number| number.normalize())
}

/// What may be written for a type.
pub(crate) fn allowed(wanted: Type) -> Text {
    match wanted {
        Type::Integer => Text::new("một số nguyên, ví dụ 3", "a whole number, for example 3"),
        Type::Decimal | Type::Quantity(_) => {
            Text::new("một số, dấu chấm là dấu thập phân, ví dụ 1.5", "a number with a decimal point, for example 1.5")
        }
        Type::Percent => Text::new("một tỷ lệ có dấu %, ví dụ 4.5%", "a share with its % sign, for example 4.5%"),
        Type::Money(_) => Text::new(
            "số đồng nguyên, ví dụ 500000 hoặc 500_000",
            "a whole number of dong, for example 500000 or 500_000",
        ),
        Type::Duration => {
            Text::new("số tháng hoặc số năm, ví dụ 20m hoặc 22y", "months or years, for example 20m or 22y")
        }
        Type::YesNo => Text::new("true hoặc false", "true or false"),
        Type::Date => Text::new(
            "một ngày, tháng hoặc năm: 1944-07-01, 1944-07, 1944",
            "a day, a month or a year: 1944-07-01, 1944-07, 1944",
        ),
        Type::Choice(_) => Text::new("một giá trị trong danh mục", "a value of the list"),
    }
}

#[cfg(test)]
mod tests {
    use ansinh_engine::hir::{Per, Type};

    use super::parse;

    fn parsed(text: &str, wanted: Type) -> Option<String> {
        parse(text, wanted).ok().map(|number| number.to_string())
    }

    #[test]
    fn a_number_needs_the_unit_of_its_type() {
        let money = Type::Money(Per::Month);
        assert_eq!(parsed("500_000", money).as_deref(), Some("500000"));
        assert_eq!(parsed("500.000", money), None);
        assert_eq!(parsed("4.5%", Type::Percent).as_deref(), Some("0.045"));
        assert_eq!(parsed("4.5", Type::Percent), None);
        assert_eq!(parsed("22 năm", Type::Duration).as_deref(), Some("264"));
        assert_eq!(parsed("20m", Type::Duration).as_deref(), Some("20"));
        assert_eq!(parsed("20", Type::Duration), None);
        assert_eq!(parsed("1.50", Type::Decimal).as_deref(), Some("1.5"));
        for wrong in ["", "-", "-1", ".5", "5.", "1e3", "1_", "1.2.3", "99999999999999999999999999999999", "+1"] {
            assert_eq!(parsed(wrong, Type::Decimal), None, "{wrong}");
        }
    }
}
