//! Values and citations as a reader writes them.
//!
//! Receives values; hands on texts in both languages. It computes nothing.

use ansinh_grammar::{Language, Text};

use crate::hir::{Instrument, Per, Program, Type};
use crate::plan::{Kind, Unit, UnitName};
use crate::value::{Date, Decimal, StartMonth, StopMonth, Value};

/// A number with its groups and decimals: `1.234,5` in Vietnamese, `1,234.5` in English.
#[must_use]
pub fn number_text(number: Decimal, language: Language) -> String {
    let (group, point) = match language {
        Language::Vi => ('.', ','),
        Language::En => (',', '.'),
    };
    let plain = number.normalize().to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(group);
        }
        grouped.push(digit);
    }
    if decimals.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}{point}{decimals}") }
}

/// A date: `01/07/2024` in Vietnamese, `2024-07-01` in English.
#[must_use]
pub fn date_text(date: Date) -> Text {
    Text::new(format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()), date.to_string())
}

/// The first month paid.
#[must_use]
pub fn start_text(rule: StartMonth) -> Text {
    match rule {
        StartMonth::Same => Text::new("tháng đầu tiên đủ điều kiện", "the first month entitled"),
        StartMonth::Next => {
            Text::new("tháng sau tháng đầu tiên đủ điều kiện", "the month after the first month entitled")
        }
        StartMonth::Decision => Text::new(
            "tháng ra quyết định, nếu muộn hơn tháng đầu tiên đủ điều kiện",
            "the month of the decision, if that is later than the first month entitled",
        ),
    }
}

/// The last month paid.
#[must_use]
pub fn stop_text(rule: StopMonth) -> Text {
    match rule {
        StopMonth::Same => Text::new("tháng cuối cùng đủ điều kiện", "the last month entitled"),
        StopMonth::Next => {
            Text::new("tháng sau tháng cuối cùng đủ điều kiện", "the month after the last month entitled")
        }
    }
}

/// A number with its unit.
#[must_use]
pub fn amount_text(number: Decimal, unit: Unit) -> Text {
    Text::build(|language| {
        let is_vi = language == Language::Vi;
        let shown = |number: Decimal| number_text(number, language);
        match unit {
            Unit::Count | Unit::Plain => shown(number),
            Unit::Percent => format!("{}%", shown(number * Decimal::ONE_HUNDRED)),
            Unit::Money => format!("{} {}", shown(number), if is_vi { "đồng" } else { "VND" }),
            Unit::MoneyPerMonth => {
                format!("{} {}", shown(number), if is_vi { "đồng mỗi tháng" } else { "VND per month" })
            }
            Unit::MoneyPerYear => format!("{} {}", shown(number), if is_vi { "đồng mỗi năm" } else { "VND per year" }),
            Unit::Months => months_text(number, language),
            Unit::Other(name) => {
                let words = name.text().get(language);
                let words = if number == Decimal::ONE && !is_vi && words == "days" { "day" } else { words };
                format!("{} {words}", shown(number))
            }
        }
    })
}

fn months_text(months: Decimal, language: Language) -> String {
    let twelve = Decimal::from(12);
    let is_years = (months % twelve).is_zero() && !months.is_zero();
    let shown = number_text(if is_years { months / twelve } else { months }, language);
    let is_one = shown == "1";
    match (language, is_years, is_one) {
        (Language::Vi, true, _) => format!("{shown} tuổi"),
        (Language::Vi, false, _) => format!("{shown} tháng"),
        (Language::En, true, true) => format!("{shown} year"),
        (Language::En, true, false) => format!("{shown} years"),
        (Language::En, false, true) => format!("{shown} month"),
        (Language::En, false, false) => format!("{shown} months"),
    }
}

/// The unit of a type of numbers.
pub(super) fn unit(value_type: Type, program: &Program) -> Option<Unit> {
    let is_dong =
        program.currency.is_none_or(|id| program.units.get(id.0).is_some_and(|unit| unit.naming.name == "VND"));
    let known = match value_type {
        Type::Integer => Some(Unit::Count),
        Type::Decimal => Some(Unit::Plain),
        Type::Percent => Some(Unit::Percent),
        Type::Money(Per::Once) if is_dong => Some(Unit::Money),
        Type::Money(Per::Month) if is_dong => Some(Unit::MoneyPerMonth),
        Type::Money(Per::Year) if is_dong => Some(Unit::MoneyPerYear),
        Type::Duration => Some(Unit::Months),
        _ => None,
    };
    known.or_else(|| Some(Unit::Other(UnitName::new(&program.dimension_text(value_type.dimension()?)))))
}

/// A value of a kind.
#[must_use]
pub fn kind_text(value: Value, kind: &Kind) -> Text {
    match (value, kind) {
        (Value::YesNo(true), _) => Text::new("có", "yes"),
        (Value::YesNo(false), _) => Text::new("không", "no"),
        (Value::Absent, _) => Text::new("không có", "none"),
        (Value::Date(date), _) => date_text(date),
        (Value::Number(number), Kind::Number(kind)) => amount_text(number, kind.unit),
        (Value::Number(number), _) => amount_text(number, Unit::Plain),
        (Value::Choice(position), Kind::Choice(choices)) => {
            choices.get(usize::from(position)).map_or_else(Text::default, |choice| choice.label.clone())
        }
        (Value::Choice(position), _) => Text::same(position.to_string()),
    }
}

/// A value of a type.
#[must_use]
pub fn value_text(value: Value, value_type: Type, program: &Program) -> Text {
    match (value, value_type) {
        (Value::Number(number), value_type) => amount_text(number, unit(value_type, program).unwrap_or(Unit::Plain)),
        (Value::Choice(position), Type::Choice(id)) => program
            .enumerations
            .get(id.0)
            .and_then(|found| found.values.get(usize::from(position)))
            .map_or_else(Text::default, |value| value.label.clone()),
        (value, _) => kind_text(value, &Kind::YesNo),
    }
}

/// A place in an instrument: from the inside out in Vietnamese, from the outside in in English.
#[must_use]
pub fn citation_text(instrument: &Instrument, parts: &[(&'static str, String)]) -> Text {
    let has_label = instrument.naming.label.vi != instrument.naming.name.replace('_', " ");
    let name = if has_label { instrument.naming.label.clone() } else { Text::same(&instrument.number) };
    let mut vi: Vec<String> =
        parts.iter().rev().map(|(level, label)| format!("{} {label}", level_word(level, Language::Vi))).collect();
    vi.push(name.vi);
    let mut en = vec![name.en];
    en.extend(parts.iter().map(|(level, label)| format!("{} {label}", level_word(level, Language::En))));
    Text::new(vi.join(" "), en.join(", "))
}

/// A place without its instrument: from the inside out in Vietnamese, from the outside in in English.
#[must_use]
pub fn place_text(parts: &[(&'static str, String)]) -> Text {
    let step = |(level, label): &(&'static str, String), language| format!("{} {label}", level_word(level, language));
    let vi: Vec<String> = parts.iter().rev().map(|part| step(part, Language::Vi)).collect();
    let en: Vec<String> = parts.iter().map(|part| step(part, Language::En)).collect();
    if parts.is_empty() {
        return Text::new("toàn văn bản", "the instrument as a whole");
    }
    Text::new(vi.join(" "), en.join(", "))
}

fn level_word(token: &str, language: Language) -> String {
    let word = ansinh_grammar::keyword::by_token(token).map_or(token, |keyword| keyword.spelling(language));
    // Vietnamese legal writing capitalises the article.
    if language == Language::Vi && token == "article" { "Điều".to_owned() } else { word.to_owned() }
}
