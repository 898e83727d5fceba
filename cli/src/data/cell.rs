//! One cell of a table, whatever the table is kept in.
//!
//! Receives what a reader found; hands on texts for codes and complaints. It knows no fact.

use std::borrow::Cow;

use ansinh_engine::value::{Date, Decimal};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// One cell.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Cell<'c> {
    /// Nothing stands there.
    Empty,
    /// A text without the blanks around it.
    Text(Cow<'c, str>),
    /// A whole number.
    Whole(i64),
    /// A number with decimals.
    Number(Decimal),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Day(Date),
}

impl<'c> Cell<'c> {
    /// A cell of text: blanks around it are no part of it, letters are in normal form C.
    pub(super) fn of_text(text: &'c str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            Self::Empty
        } else if text.is_ascii() || is_nfc(text) {
            Self::Text(Cow::Borrowed(text))
        } else {
            Self::Text(Cow::Owned(text.nfc().collect()))
        }
    }

    /// A cell of a binary fraction, as the shortest decimal that is the same fraction: what a reader of the table
    /// sees. What is no number is a cell in which nothing stands.
    pub(super) fn of_fraction(fraction: f64) -> Self {
        if !fraction.is_finite() {
            return Self::Empty;
        }
        let text = format!("{fraction}");
        match (text.parse(), Decimal::from_str_exact(&text)) {
            (Ok(whole), _) => Self::Whole(whole),
            (_, Ok(number)) => Self::Number(number.normalize()),
            _ => Self::Text(Cow::Owned(text)),
        }
    }

    /// The cell as a text, by which codes are looked up and complaints quote it.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text.as_ref()),
            Self::Whole(number) => Cow::Owned(number.to_string()),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::YesNo(true) => Cow::Borrowed("true"),
            Self::YesNo(false) => Cow::Borrowed("false"),
            Self::Day(day) => Cow::Owned(day.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cell;
    use ansinh_engine::value::Decimal;

    #[test]
    fn a_fraction_is_read_as_it_is_shown() {
        assert_eq!(Cell::of_fraction(3.0), Cell::Whole(3));
        assert_eq!(Cell::of_fraction(0.1), Cell::Number(Decimal::new(1, 1)));
        assert_eq!(Cell::of_fraction(f64::NAN), Cell::Empty);
        assert_eq!(Cell::of_text(" e\u{301} ").text(), "é");
    }
}
