//! A table of a report, as the engine made it.
//!
//! Receives a table; hands on markup. It writes digits the way the language does and computes none.

use yew::{Html, html};

use crate::figures;
use crate::message::{Cell, Column, Row, RowWeight, Table, Text};
use crate::panes::chart;
use crate::words::{Lang, said, simulate};

/// A table longer than this is shown on demand.
const LONG: usize = 40;

/// A table with its title, its charts above it and what a reader must know below.
pub(crate) fn figure(lang: Lang, table: &Table) -> Html {
    let title_id = format!("table-{}", table.name);
    let charts = table.charts.iter().enumerate();
    html! {
        <figure class="figure" aria-labelledby={title_id.clone()}>
            <figcaption><h3 id={title_id.clone()}>{ said(lang, &table.title) }</h3></figcaption>
            { for charts.map(|(idx, one)| chart::bars(lang, table, idx, one)) }
            if table.rows.len() > LONG {
                <details class="more">
                    <summary>{ simulate::rows(lang, table.rows.len()) }</summary>
                    { body(lang, table, title_id) }
                </details>
            } else {
                { body(lang, table, title_id) }
            }
            { for table.notes.iter().map(|note| html!(<p class="figure-note">{ said(lang, note) }</p>)) }
        </figure>
    }
}

fn body(lang: Lang, table: &Table, title_id: String) -> Html {
    let unit = common_unit(table);
    html! {
        <>
            if let Some(unit) = unit {
                <p class="figure-unit">{ simulate::unit(lang, said(lang, unit)) }</p>
            }
            <div class="scroll" role="region" tabindex="0" aria-labelledby={title_id}>
                <table>
                    <thead>
                        <tr>{ for table.columns.iter().map(|column| heading(lang, column, unit.is_none())) }</tr>
                    </thead>
                    <tbody>{ for table.rows.iter().map(|one| row(lang, one)) }</tbody>
                </table>
            </div>
        </>
    }
}

/// The unit of every column that has one, if it is the same: then it is said once.
fn common_unit(table: &Table) -> Option<&Text> {
    let mut units = table.columns.iter().map(|column| &column.unit).filter(|unit| **unit != Text::default());
    let first = units.next()?;
    units.all(|unit| unit == first).then_some(first)
}

fn heading(lang: Lang, column: &Column, has_unit: bool) -> Html {
    let unit = said(lang, &column.unit);
    html! {
        <th scope="col">
            { said(lang, &column.title) }
            if has_unit && !unit.is_empty() {
                <span class="column-unit">{ unit }</span>
            }
        </th>
    }
}

fn row(lang: Lang, row: &Row) -> Html {
    let class = match row.weight {
        RowWeight::Main => "main-row",
        RowWeight::Part => "part",
        RowWeight::Total => "total",
    };
    html! {
        <tr {class}>
            { for row.cells.iter().enumerate().map(|(idx, one)| cell(lang, idx, one)) }
        </tr>
    }
}

/// The first cell names the row.
fn cell(lang: Lang, idx: usize, cell: &Cell) -> Html {
    let text = text(lang, cell);
    match (idx, cell) {
        (0, _) => html!(<th scope="row">{ text }</th>),
        (_, Cell::Words(_)) => html!(<td>{ text }</td>),
        _ => html!(<td class="figure-cell">{ text }</td>),
    }
}

/// A cell in words.
pub(crate) fn text(lang: Lang, cell: &Cell) -> String {
    match cell {
        Cell::Words(text) => said(lang, text).to_owned(),
        Cell::Number(plain) => figures::digits(lang, plain),
        Cell::Difference(plain) => figures::difference(lang, plain),
        Cell::Empty => "–".to_owned(),
    }
}
