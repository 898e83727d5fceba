//! Arithmetic on exact numbers.
//!
//! Receives decimals; hands on the exact result or nothing where it does not fit. Nothing rounds by itself.
//! It knows no unit.

use rust_decimal::Decimal;

/// How to round.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rounding {
    /// Towards minus infinity.
    Down,
    /// Towards plus infinity.
    Up,
    /// To the nearest; a half goes up.
    Nearest,
}

/// The sum, or nothing if it does not fit.
#[must_use]
pub fn add(left: Decimal, right: Decimal) -> Option<Decimal> {
    left.checked_add(right).map(|sum| sum.normalize())
}

/// The difference, or nothing if it does not fit.
#[must_use]
pub fn subtract(left: Decimal, right: Decimal) -> Option<Decimal> {
    left.checked_sub(right).map(|difference| difference.normalize())
}

/// The product, or nothing if it does not fit exactly.
#[must_use]
pub fn multiply(left: Decimal, right: Decimal) -> Option<Decimal> {
    let (left, right) = (left.normalize(), right.normalize());
    // A product with more than 28 decimals would be rounded in silence.
    if left.scale() + right.scale() > Decimal::MAX_SCALE {
        return None;
    }
    left.checked_mul(right).map(|product| product.normalize())
}

/// The multiple of a positive `unit` that the rounding says, or nothing if it does not fit.
#[must_use]
pub fn round(value: Decimal, rounding: Rounding, unit: Decimal) -> Option<Decimal> {
    let scale = value.scale().max(unit.scale());
    let (value, unit) = (mantissa(value, scale)?, mantissa(unit, scale)?);
    if unit <= 0 {
        return None;
    }
    let steps = match rounding {
        Rounding::Down => value.div_euclid(unit),
        Rounding::Up => -((-value).div_euclid(unit)),
        Rounding::Nearest => (2 * value + unit).div_euclid(2 * unit),
    };
    Decimal::try_from_i128_with_scale(steps.checked_mul(unit)?, scale).ok().map(|rounded| rounded.normalize())
}

/// The multiple of a positive `unit` that the rounding says of a quotient, computed exactly; nothing if the divisor is
/// not above zero or the result does not fit.
#[must_use]
pub fn round_quotient(dividend: Decimal, divisor: Decimal, rounding: Rounding, unit: Decimal) -> Option<Decimal> {
    let (dividend, divisor, unit) = (dividend.normalize(), divisor.normalize(), unit.normalize());
    let scale = dividend.scale().max(divisor.scale());
    let (over, under) = (mantissa(dividend, scale)?, mantissa(divisor, scale)?);
    let step = unit.mantissa();
    if under <= 0 || step <= 0 {
        return None;
    }
    let over = over.checked_mul(10_i128.checked_pow(unit.scale())?)?;
    let steps = quotient_steps(over, under.checked_mul(step)?, rounding)?;
    rescaled(steps.checked_mul(step)?, unit.scale())
}

/// How many whole times a positive number goes into another, as the rounding says; nothing if it does not fit.
pub(crate) fn quotient_steps(over: i128, under: i128, rounding: Rounding) -> Option<i128> {
    Some(match rounding {
        Rounding::Down => over.div_euclid(under),
        Rounding::Up => -((-over).div_euclid(under)),
        Rounding::Nearest => over.checked_mul(2)?.checked_add(under)?.div_euclid(under.checked_mul(2)?),
    })
}

/// The number with which multiplying is dividing, if it has finitely many decimals.
#[must_use]
pub fn reciprocal(divisor: Decimal) -> Option<Decimal> {
    let found = Decimal::ONE.checked_div(divisor)?.normalize();
    (multiply(found, divisor) == Some(Decimal::ONE)).then_some(found)
}

/// The largest number of which both are whole multiples; zero is a multiple of everything.
#[must_use]
pub fn common_measure(left: Decimal, right: Decimal) -> Option<Decimal> {
    let scale = left.normalize().scale().max(right.normalize().scale());
    let (mut left, mut right) = (mantissa(left, scale)?.abs(), mantissa(right, scale)?.abs());
    while right != 0 {
        (left, right) = (right, left % right);
    }
    rescaled(left, scale)
}

/// The whole number that the value is at a scale: 2.5 at scale 1 is 25. Nothing if decimals would be lost.
#[must_use]
pub fn mantissa(value: Decimal, scale: u32) -> Option<i128> {
    let value = value.normalize();
    let missing = scale.checked_sub(value.scale())?;
    value.mantissa().checked_mul(10_i128.checked_pow(missing)?)
}

/// The number that a whole number stands for at a scale, or nothing if it does not fit.
#[must_use]
pub fn rescaled(mantissa: i128, scale: u32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(mantissa, scale).ok().map(|number| number.normalize())
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Rounding, common_measure, multiply, reciprocal, round, round_quotient};

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn rounding_follows_the_law_also_below_zero() {
        let cases = [
            ("1499.5", Rounding::Down, "1000"),
            ("1499.5", Rounding::Up, "2000"),
            ("1500", Rounding::Nearest, "2000"),
            ("1499.999", Rounding::Nearest, "1000"),
            ("-1500", Rounding::Nearest, "-1000"),
            ("-1", Rounding::Down, "-1000"),
            ("-1", Rounding::Up, "0"),
        ];
        for (value, rounding, expected) in cases {
            let rounded = round(decimal(value), rounding, decimal("1000"));
            assert_eq!(rounded, Some(decimal(expected)), "{value} {rounding:?}");
        }
    }

    #[test]
    fn a_quotient_is_rounded_once_and_exactly() {
        let cases = [
            ("1000000", "3", Rounding::Down, "1", "333333"),
            ("1000000", "3", Rounding::Up, "1", "333334"),
            ("1000000", "3", Rounding::Nearest, "1000", "333000"),
            ("1", "2", Rounding::Nearest, "1", "1"),
            ("-1", "2", Rounding::Nearest, "1", "0"),
            ("-1", "3", Rounding::Down, "1", "-1"),
            ("0.5", "0.25", Rounding::Down, "0.1", "2"),
        ];
        for (over, under, rounding, unit, expected) in cases {
            let rounded = round_quotient(decimal(over), decimal(under), rounding, decimal(unit));
            assert_eq!(rounded, Some(decimal(expected)), "{over} / {under}");
        }
        assert_eq!(round_quotient(decimal("1"), decimal("0"), Rounding::Down, decimal("1")), None);
    }

    #[test]
    fn only_some_divisors_have_a_finite_reciprocal() {
        assert_eq!(reciprocal(decimal("4")), Some(decimal("0.25")));
        assert_eq!(reciprocal(decimal("12")), None);
        assert_eq!(reciprocal(decimal("0")), None);
        assert_eq!(common_measure(decimal("360000"), decimal("500000")), Some(decimal("20000")));
        assert_eq!(common_measure(decimal("1.5"), decimal("0")), Some(decimal("1.5")));
    }

    #[test]
    fn a_product_is_exact_or_nothing() {
        assert_eq!(multiply(decimal("360000"), decimal("2.5")), Some(decimal("900000")));
        assert_eq!(multiply(decimal("0.000000000000001"), decimal("0.00000000000001")), None);
    }
}
