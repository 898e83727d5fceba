//! Reads numbers with their scales and units, and types.
//!
//! Receives pairs of quantities and types; hands on their parts as written. It refuses numbers that a Vietnamese reader and a
//! machine understand differently, and knows no currency.

use super::reader::{Pair, Reader, children, first_keyword, has_keyword};
use super::{Rule, codes};
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::span::Span;
use crate::tree::{Quantity, Scale, TimeUnit, ValueType};

impl Reader<'_> {
    /// A number with its scale and unit.
    pub(super) fn quantity(&mut self, pair: &Pair<'_>) -> Quantity {
        let mut number = None;
        let mut quantity = Quantity {
            number: String::new(),
            scale: None,
            is_percent: false,
            time: None,
            currency: None,
            per: None,
            span: self.span(pair),
        };
        for part in children(pair.clone()) {
            match part.as_rule() {
                Rule::number => {
                    quantity.number = part.as_str().replace('_', "");
                    number = Some(part);
                }
                Rule::scale => quantity.scale = scale(&part),
                Rule::percent_sign => quantity.is_percent = true,
                Rule::time_unit if quantity.currency.is_some() => quantity.per = time_unit(&part),
                Rule::time_unit => quantity.time = time_unit(&part),
                Rule::ident => quantity.currency = Some(self.name(&part)),
                _ => {}
            }
        }
        // A coefficient is never in the thousands: `1.255` alone is a plain number. With a unit or a scale it may be
        // meant as one thousand two hundred and fifty-five.
        let is_plain = quantity.scale.is_none() && quantity.time.is_none() && quantity.currency.is_none();
        if let Some(number) = number.filter(|_| !is_plain) {
            self.check_number(&number, quantity.currency.is_some());
        }
        quantity
    }

    /// A type, and whether a value of it may be missing.
    pub(super) fn value_type(&mut self, pair: Pair<'_>) -> Option<ValueType> {
        let optional = children(pair.clone()).find(|part| part.as_rule() == Rule::optional);
        let optional = optional.map(|optional| self.span(&optional));
        let value_type = self.present_type(pair)?;
        Some(match optional {
            Some(span) => ValueType::Optional(Box::new(value_type), span),
            None => value_type,
        })
    }

    fn present_type(&mut self, pair: Pair<'_>) -> Option<ValueType> {
        if let Some(token) = first_keyword(&pair) {
            return Some(match token {
                "t_bool" => ValueType::YesNo,
                "t_int" => ValueType::Integer,
                "t_dec" => ValueType::Decimal,
                "t_percent" => ValueType::Percent,
                "t_date" => ValueType::Date,
                "t_duration" => ValueType::Duration,
                _ => return None,
            });
        }
        let part = children(pair).find(|part| part.as_rule() != Rule::optional)?;
        if part.as_rule() == Rule::qname {
            return Some(ValueType::Enumeration(self.qualified(&part)));
        }
        let is_money = part.as_rule() == Rule::money_type;
        let is_of = |rule: Rule| move |part: &Pair<'_>| part.as_rule() == rule;
        let unit = children(part.clone()).find(is_of(Rule::ident)).map(|name| self.name(&name));
        let per = children(part).find(is_of(Rule::per)).and_then(|per| time_unit(&per));
        Some(if is_money { ValueType::Money(unit?, per) } else { ValueType::Quantity(unit, per) })
    }

    /// `360.000` is three hundred and sixty to the grammar and three hundred and sixty thousand to a Vietnamese reader.
    fn check_number(&mut self, pair: &Pair<'_>, is_money: bool) {
        let text = pair.as_str();
        let is_ambiguous = text.split_once('.').is_some_and(|(whole, decimals)| whole != "0" && decimals.len() == 3);
        if is_ambiguous {
            let span = self.span(pair);
            self.report(number_format(span, text, is_money));
        }
    }
}

/// How numbers are written, in both languages.
pub(super) const NUMBER_NOTE: (&str, &str) =
    ("hàng nghìn ngăn bằng `_`, phần thập phân ngăn bằng `.`", "thousands are set apart by `_`, decimals by `.`");

/// Whether the commas of a number may set thousands apart.
fn is_in_thousands(text: &str) -> bool {
    text.contains(',') && text.split(',').skip(1).all(|digits| digits.len() == 3)
}

/// A number of Vietnamese prose as the language writes it; of money no part is a thousandth.
pub(super) fn right_number(text: &str, is_money: bool) -> String {
    let (n_points, n_commas) = (text.matches('.').count(), text.matches(',').count());
    let is_decimal = |(whole, decimals): (&str, &str)| whole == "0" || decimals.len() != 3;
    if n_commas == 0 && n_points < 2 && text.split_once('.').is_none_or(is_decimal) {
        return text.to_owned();
    }
    match (n_points, n_commas) {
        (1, 1..) if text.find('.') > text.rfind(',') => text.replace(',', "_"),
        (0, 1) if is_money && is_in_thousands(text) => text.replace(',', "_"),
        (_, 1) if text.rfind('.') < text.find(',') => text.replace('.', "_").replace(',', "."),
        _ => text.replace(['.', ','], "_"),
    }
}

/// The complaint about a number that is written as in Vietnamese prose; of money no part is a thousandth.
pub(super) fn number_format(span: Span, text: &str, is_money: bool) -> Diagnostic {
    let headline =
        Text::new(format!("`{text}` không rõ là số nào"), format!("it is not clear which number `{text}` is"));
    let remedy = right_number(text, is_money);
    let found = Diagnostic::new(codes::NUMBER_FORMAT, span, headline)
        .note(Text::new(NUMBER_NOTE.0, NUMBER_NOTE.1))
        .help(Text::new(format!("viết `{remedy}`"), format!("write `{remedy}`")));
    // `360,000` of what is no money may be either; a person must say.
    let is_certain = is_money || !is_in_thousands(text) || text.matches(',').count() > 1;
    if is_certain { found.edit(span, remedy) } else { found }
}

/// The scale word.
pub(super) fn scale(pair: &Pair<'_>) -> Option<Scale> {
    Some(match first_keyword(pair)? {
        "thousand" => Scale::Thousand,
        "million" => Scale::Million,
        "billion" => Scale::Billion,
        _ => return None,
    })
}

/// The unit of time that a construct names.
pub(super) fn time_unit(pair: &Pair<'_>) -> Option<TimeUnit> {
    let token = ["years", "months", "days"].into_iter().find(|token| has_keyword(pair, token))?;
    Some(match token {
        "years" => TimeUnit::Years,
        "months" => TimeUnit::Months,
        "days" => TimeUnit::Days,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::right_number;

    #[test]
    fn numbers_are_read_the_vietnamese_way() {
        let pairs = [("500.000", "500_000"), ("1.500.000", "1_500_000"), ("1.500.000,5", "1_500_000.5")];
        for (written, right) in
            pairs.into_iter().chain([("1,5", "1.5"), ("2.5", "2.5"), ("0.125", "0.125"), ("7", "7")])
        {
            assert_eq!(right_number(written, false), right, "{written}");
        }
        assert_eq!(
            (right_number("500,000", false), right_number("500,000", true)),
            ("500.000".into(), "500_000".into())
        );
        assert_eq!(
            (right_number("1,234.5", false), right_number("1,234,567", false)),
            ("1_234.5".into(), "1_234_567".into())
        );
    }
}
