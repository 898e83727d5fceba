//! Exact fractions.
//!
//! Receives whole numbers; hands on a fraction, and its decimal where a reader wants one. It knows no measure.

use crate::value::{Decimal, Rounding, quotient_steps};

/// A fraction, kept exactly until it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ratio {
    part: i128,
    whole: i128,
}

impl Ratio {
    /// A part of a whole; nothing where the whole is not above zero.
    #[must_use]
    pub fn new(part: i128, whole: i128) -> Option<Self> {
        (whole > 0).then_some(Self { part, whole })
    }

    /// The fraction in whole multiples of `1 / 10^decimals`, to the nearest; nothing where it does not fit.
    #[must_use]
    pub fn decimal(self, decimals: u32) -> Option<Decimal> {
        let over = self.part.checked_mul(10_i128.checked_pow(decimals)?)?;
        let steps = quotient_steps(over, self.whole, Rounding::Nearest)?;
        Decimal::try_from_i128_with_scale(steps, decimals).ok().map(|found| found.normalize())
    }

    /// The fraction in per cent, with so many decimals.
    #[must_use]
    pub fn percent(self, decimals: u32) -> Option<Decimal> {
        Self { part: self.part.checked_mul(100)?, whole: self.whole }.decimal(decimals)
    }

    /// The fraction in thousandths, to the nearest.
    #[must_use]
    pub fn per_mille(self) -> Option<i64> {
        let steps = quotient_steps(self.part.checked_mul(1000)?, self.whole, Rounding::Nearest)?;
        i64::try_from(steps).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Ratio;
    use crate::value::Decimal;

    #[test]
    fn a_third_is_rounded_only_when_it_is_shown() {
        let third = Ratio::new(1, 3).unwrap();
        assert_eq!((third.decimal(4), third.percent(1)), (Some(Decimal::new(3333, 4)), Some(Decimal::new(333, 1))));
        assert_eq!(third.per_mille(), Some(333));
        assert_eq!((Ratio::new(1, 0), Ratio::new(-2, 3).unwrap().per_mille()), (None, Some(-667)));
    }
}
