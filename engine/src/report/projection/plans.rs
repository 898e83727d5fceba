//! Who pays in each year, and which targets of plans are reached.
//!
//! Receives a projection; hands on tables made of those of each year. It divides nothing and judges no target itself.

use ansinh_grammar::Text;

use super::titled;
use crate::report::{Cell, Heading, Row, RowKind, Table, Unit, funding, heading, indicators};
use crate::simulate::Projection;

/// What each fund pays in each year, in whole dong; nothing where no benefit says who pays.
#[must_use]
pub fn funding_by_year(projection: &Projection) -> Option<Table> {
    let mut rows = Vec::new();
    let mut headings: Vec<Heading> = Vec::new();
    let mut notes = Vec::new();
    for year in &projection.years {
        let Some(table) = funding(&year.outcome) else { continue };
        let kept = table.rows.into_iter().filter(|row| row.kind != RowKind::Part);
        rows.extend(kept.map(|row| of_year(row, year.outcome.year)));
        (headings, notes) = (table.headings, table.notes);
    }
    (!rows.is_empty()).then(|| Table {
        name: "projection_funding",
        title: titled(projection, "Kinh phí theo nguồn chi, từng năm", "Cost by who pays and year"),
        headings,
        rows,
        notes,
    })
}

/// The indicators of plans in each year in which one has a target.
#[must_use]
pub fn targets_by_year(projection: &Projection) -> Option<Table> {
    let mut rows = Vec::new();
    let (mut headings, mut notes) = (vec![heading("", "", Unit::Text)], Vec::new());
    for year in &projection.years {
        let Some(table) = indicators(&year.outcome) else { continue };
        let has_target = |row: &Row| !matches!(row.cells.get(1), Some(Cell::Empty) | None);
        rows.extend(table.rows.into_iter().filter(has_target).map(|row| of_year(row, year.outcome.year)));
        (headings, notes) = (table.headings, table.notes);
    }
    (!rows.is_empty()).then(|| Table {
        name: "projection_indicators",
        title: titled(projection, "Chỉ tiêu của các kế hoạch, từng năm", "Indicators of plans by year"),
        headings,
        rows,
        notes,
    })
}

pub(super) fn of_year(row: Row, year: i32) -> Row {
    let label = Text::new(format!("{year} · {}", row.label.vi), format!("{year} · {}", row.label.en));
    Row { name: format!("{}/{year}", row.name), label, ..row }
}
