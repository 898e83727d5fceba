//! Units: products of base units with whole exponents.
//!
//! Data and its algebra. It knows no names: a declared unit is an id.

use ansinh_grammar::{Language, Text};

use super::{Program, Type, UnitId};
use crate::value::Decimal;

/// To what period an amount belongs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Per {
    /// A one-off amount.
    Once,
    /// An amount per month.
    Month,
    /// An amount per year.
    Year,
    /// An amount per day.
    Day,
}

impl Per {
    /// The base unit that the amount is per, if any.
    const fn base(self) -> Option<Base> {
        match self {
            Self::Once => None,
            Self::Month => Some(Base::Month),
            Self::Year => Some(Base::Year),
            Self::Day => Some(Base::Day),
        }
    }
}

/// A unit that is not made of others. A year is its own: money per year and per month never mix unseen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Base {
    /// The first currency of the program.
    Currency,
    /// Another currency, or a unit of goods.
    Declared(UnitId),
    /// A month.
    Month,
    /// A year.
    Year,
    /// A day.
    Day,
}

/// How many base units one measure may have.
const MOST: usize = 4;

/// A product of base units with whole exponents, in order; none of them is zero.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Dimension {
    factors: [Option<(Base, i8)>; MOST],
}

impl Dimension {
    /// No unit.
    pub const PLAIN: Self = Self { factors: [None; MOST] };

    /// One base unit.
    #[must_use]
    pub const fn of(base: Base) -> Self {
        Self { factors: [Some((base, 1)), None, None, None] }
    }

    /// One base unit, per a period.
    #[must_use]
    pub fn of_per(base: Base, per: Per) -> Self {
        let one = Self::of(base);
        per.base().and_then(|period| one.over(Self::of(period))).unwrap_or(one)
    }

    /// The base units and their exponents, in order.
    pub fn factors(&self) -> impl Iterator<Item = (Base, i8)> + '_ {
        self.factors.iter().copied().flatten()
    }

    /// The exponent of a base unit.
    #[must_use]
    pub fn exponent(&self, base: Base) -> i8 {
        self.factors().find(|(found, _)| *found == base).map_or(0, |(_, exponent)| exponent)
    }

    /// The product of two units, or nothing if it has too many parts.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        self.joined(other, 1)
    }

    /// One unit over another, or nothing if it has too many parts.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        self.joined(other, -1)
    }

    fn joined(self, other: Self, sign: i8) -> Option<Self> {
        let mut bases: Vec<Base> = self.factors().chain(other.factors()).map(|(base, _)| base).collect();
        bases.sort_unstable();
        bases.dedup();
        let mut joined = Self::PLAIN;
        let mut places = joined.factors.iter_mut();
        for base in bases {
            let exponent = self.exponent(base).checked_add(other.exponent(base).checked_mul(sign)?)?;
            if exponent != 0 {
                *places.next()? = Some((base, exponent));
            }
        }
        Some(joined)
    }
}

impl Program {
    /// The smallest amount of a type's currency, where the type is an amount of money and it was said.
    #[must_use]
    pub fn smallest(&self, value_type: Type) -> Option<Decimal> {
        let measure = value_type.dimension()?;
        let mut found = None;
        for (base, exponent) in measure.factors() {
            match base {
                Base::Month | Base::Year | Base::Day if exponent == -1 => {}
                Base::Currency if exponent == 1 => found = self.currency,
                Base::Declared(id) if exponent == 1 => found = Some(id),
                _ => return None,
            }
        }
        self.units.get(found?.0)?.smallest
    }

    /// A unit in words, as it stands after a number: `kg per month`.
    #[must_use]
    pub fn dimension_text(&self, measure: Dimension) -> Text {
        Text::build(|language| {
            let words = |(base, exponent): (Base, i8)| {
                let power = exponent.unsigned_abs();
                let word = self.base_word(base, exponent == 1, language);
                if power > 1 { format!("{word}^{power}") } else { word }
            };
            let over: Vec<String> = measure.factors().filter(|(_, exponent)| *exponent > 0).map(words).collect();
            let under: Vec<String> = measure.factors().filter(|(_, exponent)| *exponent < 0).map(words).collect();
            let per = if language == Language::Vi { "mỗi" } else { "per" };
            let under = under.iter().map(|word| format!("{per} {word}"));
            let over = Some(over.join(" × ")).filter(|over| !over.is_empty());
            over.into_iter().chain(under).collect::<Vec<_>>().join(" ")
        })
    }

    fn base_word(&self, base: Base, is_counted: bool, language: Language) -> String {
        let named = |id: Option<UnitId>| id.and_then(|id| self.units.get(id.0));
        let (vi, en, ens) = match base {
            Base::Month => ("tháng", "month", "months"),
            Base::Year => ("năm", "year", "years"),
            Base::Day => ("ngày", "day", "days"),
            Base::Currency | Base::Declared(_) => {
                let unit = named(if let Base::Declared(id) = base { Some(id) } else { self.currency });
                return match unit {
                    None => "VND".to_owned(),
                    Some(unit) if unit.naming.name == "VND" && language == Language::Vi => "đồng".to_owned(),
                    Some(unit) => unit.naming.label.get(language).to_owned(),
                };
            }
        };
        let word = match (language, is_counted) {
            (Language::Vi, _) => vi,
            (Language::En, false) => en,
            (Language::En, true) => ens,
        };
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{Base, Dimension, Per};

    #[test]
    fn units_multiply_and_divide() {
        let monthly = Dimension::of_per(Base::Currency, Per::Month);
        let months = Dimension::of(Base::Month);
        assert_eq!(monthly.times(months), Some(Dimension::of(Base::Currency)));
        assert_eq!(Dimension::of(Base::Currency).over(months), Some(monthly));
        assert_eq!(monthly.over(monthly), Some(Dimension::PLAIN));
        let yearly = Dimension::of_per(Base::Currency, Per::Year);
        assert_ne!(yearly.times(months), Some(Dimension::of(Base::Currency)));
    }
}
