//! Figures with the digits that their intervals leave.
//!
//! Receives a projection and a figure; hands on cells. It knows no table.

use ansinh_grammar::{Language, Text};

use crate::lower::number_text;
use crate::report::Cell;
use crate::report::outcome::million;
use crate::simulate::{Figure, Interval, Measure, Projection, Side};
use crate::value::Decimal;

/// A figure; rounded as its interval says, if there is one. A difference whose interval spans zero is not told.
pub(in crate::report) fn cell(projection: &Projection, figure: &Figure) -> Cell {
    let Some(value) = projection.figure(figure) else {
        return Cell::Empty;
    };
    let Some(interval) = projection.intervals.get(figure) else {
        return shown(value, figure.measure).map_or(Cell::Empty, Cell::Number);
    };
    if figure.side == Side::Added && value != 0 && !interval.has_sign() {
        return Cell::Text(Text::new("chưa rõ tăng hay giảm", "rise or fall not known"));
    }
    shown(rounded(value, step(interval)), figure.measure).map_or(Cell::Empty, Cell::Number)
}

/// The interval of a figure in words.
pub(in crate::report) fn interval_cell(projection: &Projection, figure: &Figure) -> Cell {
    let Some(interval) = projection.intervals.get(figure) else {
        return Cell::Empty;
    };
    let step = step(interval);
    let ends = [interval.low, interval.high].map(|end| shown(rounded(end, step), figure.measure));
    let [Some(low), Some(high)] = ends else { return Cell::Empty };
    Cell::Text(Text::build(|language: Language| {
        format!("{} … {}", number_text(low, language), number_text(high, language))
    }))
}

fn shown(value: i128, measure: Measure) -> Option<Decimal> {
    let value = Decimal::try_from_i128_with_scale(value, 0).ok()?;
    if measure == Measure::Cost { million(value) } else { Some(value) }
}

/// The unit in which a figure is told: the power of ten of a tenth of the interval's half width, so that the last digit
/// that is told is the first that is doubtful, and one more.
fn step(interval: &Interval) -> i128 {
    let half = (interval.high - interval.low) / 2;
    let mut step = 1;
    while step * 100 <= half {
        step *= 10;
    }
    step
}

fn rounded(value: i128, step: i128) -> i128 {
    (value + value.signum() * step / 2) / step * step
}

#[cfg(test)]
mod tests {
    use super::{rounded, step};
    use crate::simulate::Interval;

    #[test]
    fn no_more_digits_are_told_than_the_interval_leaves() {
        let interval = |half: i128| Interval { central: 123_456, low: 123_456 - half, high: 123_456 + half };
        let told = |half| rounded(123_456, step(&interval(half)));
        assert_eq!(
            (told(0), told(99), told(100), told(2_500), told(60_000)),
            (123_456, 123_456, 123_460, 123_500, 123_000)
        );
        assert_eq!(rounded(-123_456, 100), -123_500);
    }
}
