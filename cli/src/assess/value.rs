//! The value of one fact, as given.
//!
//! Receives a JSON value and the input it is for; hands on the fact, or what is allowed instead. It knows no other
//! fact.

use ansinh_engine::hir::{Input, Naming, Program, Type};
use ansinh_engine::lower::value_text;
use ansinh_engine::value::{Date, Fact, Value, days_in_month};
use ansinh_grammar::Text;
use unicode_normalization::UnicodeNormalization;

use super::node::Node;
use crate::nearest::nearest;
use crate::quantity;

/// The fact that a value states.
///
/// # Errors
/// What is allowed instead.
pub(super) fn fact(node: &Node, input: &Input, program: &Program) -> Result<Fact, Text> {
    let fact = match (input.value_type, node) {
        (_, Node::Text(text)) if input.is_optional && is_absent(text) => return Ok(Fact::Known(Value::Absent)),
        (Type::YesNo, Node::YesNo(value)) => Fact::Known(Value::YesNo(*value)),
        (Type::YesNo, Node::Text(text)) => Fact::Known(Value::YesNo(yes_no(text)?)),
        (Type::Date, Node::Text(text)) => days(text).ok_or_else(|| quantity::allowed(Type::Date))?,
        (Type::Choice(_), Node::Text(text)) => choice(text, input.value_type, program)?,
        (Type::Choice(_), _) => return Err(one_of(&choices(input.value_type, program), None)),
        (Type::YesNo | Type::Date, _) => return Err(quantity::allowed(input.value_type)),
        (wanted, Node::Text(text)) => Fact::Known(Value::Number(quantity::parse(text, wanted)?)),
        (wanted, Node::Number(number)) => Fact::Known(Value::Number(quantity::parse(number, wanted)?)),
        (wanted, _) => return Err(quantity::allowed(wanted)),
    };
    in_range(fact, input, program)
}

/// Whether a text says that there is no value.
fn is_absent(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "absent" | "none" | "không có")
}

fn yes_no(text: &str) -> Result<bool, Text> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "có" => Ok(true),
        "no" | "false" | "không" => Ok(false),
        _ => Err(quantity::allowed(Type::YesNo)),
    }
}

/// A day, or the days of a month or a year of which no more is known.
fn days(text: &str) -> Option<Fact> {
    if let Some(day) = Date::parse(text) {
        return Some(Fact::Known(Value::Date(day)));
    }
    let (year, month) = match text.split_once('-') {
        None => (digits(text, 4)?, None),
        Some((year, month)) => (digits(year, 4)?, Some(digits(month, 2)?)),
    };
    let months = month.map_or(1..=12, |month| month..=month);
    let days: Vec<Date> = months
        .flat_map(|month| (1..=days_in_month(year, month)).filter_map(move |day| Date::new(year, month, day)))
        .collect();
    (!days.is_empty()).then_some(Fact::OneOf(days))
}

fn digits(text: &str, length: usize) -> Option<i32> {
    let is_plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

/// The values of a choice.
pub(super) fn choices(value_type: Type, program: &Program) -> Vec<&Naming> {
    match value_type {
        Type::Choice(id) => program.enumerations.get(id.0).map_or(Vec::new(), |found| found.values.iter().collect()),
        _ => Vec::new(),
    }
}

fn choice(text: &str, value_type: Type, program: &Program) -> Result<Fact, Text> {
    let values = choices(value_type, program);
    let position = values.iter().position(|value| value.goes_by(text)).or_else(|| written_freely(&values, text));
    position
        .and_then(|position| u16::try_from(position).ok())
        .map(|position| Fact::Known(Value::Choice(position)))
        .ok_or_else(|| one_of(&values, Some(text)))
}

/// The one value whose name or label a person may write so: capitals and blanks do not count, marks do.
fn written_freely(values: &[&Naming], text: &str) -> Option<usize> {
    let text = plain(text);
    let means = |value: &&Naming| {
        let names = [Some(&value.name), value.alias.as_ref(), Some(&value.label.vi), Some(&value.label.en)];
        names.into_iter().flatten().any(|name| plain(name) == text)
    };
    let mut found = values.iter().enumerate().filter(|(_, value)| means(value)).map(|(position, _)| position);
    found.next().filter(|_| found.next().is_none())
}

/// A name without what people write differently: in normal form C, small letters, one sign between words.
fn plain(name: &str) -> String {
    let small = name.nfc().collect::<String>().to_lowercase();
    let words = small.split(|sign: char| sign.is_whitespace() || matches!(sign, '_' | '-' | ',' | '.'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

/// The names that are allowed, in the reader's language, and the one that was probably meant.
pub(super) fn one_of(allowed: &[&Naming], written: Option<&str>) -> Text {
    let of_vi = |naming: &&Naming| naming.alias.clone().unwrap_or_else(|| naming.name.clone());
    let names: Vec<String> = allowed.iter().map(|naming| naming.name.clone()).collect();
    let names_vi: Vec<String> = allowed.iter().map(of_vi).collect();
    let near = written.and_then(|written| nearest(written, names.iter().chain(&names_vi).map(String::as_str)));
    let (en, vi) = (names.join(", "), names_vi.join(", "));
    match near {
        None => Text::new(format!("một trong: {vi}"), format!("one of: {en}")),
        Some(near) => {
            Text::new(format!("một trong: {vi}; có lẽ là `{near}`"), format!("one of: {en}; did you mean `{near}`?"))
        }
    }
}

fn in_range(fact: Fact, input: &Input, program: &Program) -> Result<Fact, Text> {
    let Some((low, high)) = input.range else {
        return Ok(fact);
    };
    let lies_inside = |value: Value| low <= value && value <= high;
    let is_inside = match &fact {
        Fact::Known(value) => lies_inside(*value),
        Fact::OneOf(days) => days.iter().all(|day| lies_inside(Value::Date(*day))),
    };
    if is_inside {
        return Ok(fact);
    }
    let ends = |at: Value| value_text(at, input.value_type, program);
    let (low, high) = (ends(low), ends(high));
    Err(Text::new(format!("từ {} đến {}", low.vi, high.vi), format!("from {} to {}", low.en, high.en)))
}
