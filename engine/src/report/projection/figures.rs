//! Figures of a projection as cells.
//!
//! Receives a projection and a figure; hands on a cell. It knows no table.

use crate::report::Cell;
use crate::report::outcome::million;
use crate::simulate::{Figure, Measure, Projection, Side};
use crate::value::Decimal;

/// A figure; nothing where the projection does not have it.
pub(in crate::report) fn cell(projection: &Projection, figure: &Figure) -> Cell {
    let of_side = if figure.side == Side::Added { Cell::Difference } else { Cell::Number };
    let shown = projection.figure(figure).and_then(|value| shown(value, figure.measure));
    shown.map_or(Cell::Empty, of_side)
}

fn shown(value: i128, measure: Measure) -> Option<Decimal> {
    let value = Decimal::try_from_i128_with_scale(value, 0).ok()?;
    if measure == Measure::Cost { million(value) } else { Some(value) }
}
