//! The units of the plan's numbers.
//!
//! Data only. A unit that a policy declares is known by its words; it knows no program.

use std::sync::{Mutex, PoisonError};

use ansinh_grammar::Text;

/// The unit of a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unit {
    /// A count.
    Count,
    /// A plain number.
    Plain,
    /// A plain number shown as a percentage.
    Percent,
    /// Dong.
    Money,
    /// Dong per month.
    MoneyPerMonth,
    /// Dong per year.
    MoneyPerYear,
    /// Months.
    Months,
    /// Any other: days, goods, another currency.
    Other(UnitName),
}

/// The words of a unit, as they stand after a number. The same words are kept once, for as long as the program runs:
/// there are as many as policies declare units.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct UnitName(&'static Text);

static NAMES: Mutex<Vec<&'static Text>> = Mutex::new(Vec::new());

impl UnitName {
    /// The unit of these words.
    #[must_use]
    pub fn new(text: &Text) -> Self {
        let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = names.iter().find(|known| **known == text) {
            return Self(known);
        }
        let kept: &'static Text = Box::leak(Box::new(text.clone()));
        names.push(kept);
        Self(kept)
    }

    /// The words.
    #[must_use]
    pub const fn text(self) -> &'static Text {
        self.0
    }
}
