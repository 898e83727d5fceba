//! A bar chart of two columns of a table.
//!
//! Receives a table that names two columns to compare; hands on SVG. The only numbers made here are lengths on the
//! screen. Every bar has its figure beside it, and the two kinds differ in lightness and place, not in colour alone.

use yew::{Html, html};

use crate::message::{Cell, Row, Table};
use crate::panes::table;
use crate::words::{Lang, said, simulate};

/// The height of a row: its name, two bars and some air.
const ROW: usize = 74;
const NAME: usize = 18;
const BAR: usize = 20;
/// The share of the width that the longest bar takes; its figure stands behind it.
const LONGEST: f64 = 58.0;

/// The chart of a table, if it has one.
pub(crate) fn bars(lang: Lang, table: &Table) -> Html {
    let Some((first, second)) = table.chart else {
        return html!();
    };
    let rows: Vec<&Row> = table.rows.iter().filter(|row| !row.is_total).collect();
    let longest = rows.iter().flat_map(|row| [length(row, first), length(row, second)]).fold(0.0, f64::max);
    let title_id = format!("chart-{}", table.name);
    let describe_id = format!("chart-{}-lines", table.name);
    let height = ROW * rows.len();
    html! {
        <>
            { legend(lang, table, first, second) }
            <svg
                class="chart"
                role="img"
                width="100%"
                height={height.to_string()}
                aria-labelledby={title_id.clone()}
                aria-describedby={describe_id.clone()}
            >
                <title id={title_id}>{ simulate::chart_of(lang, said(lang, &table.title)) }</title>
                <desc id={describe_id}>{ lines(lang, &rows, first, second) }</desc>
                { for rows.iter().enumerate().map(|(idx, row)| group(lang, row, idx, (first, second), longest)) }
            </svg>
        </>
    }
}

/// The chart in words, for those who cannot see it.
fn lines(lang: Lang, rows: &[&Row], first: usize, second: usize) -> String {
    let lines: Vec<String> = rows
        .iter()
        .map(|row| simulate::chart_line(lang, shown(lang, row, 0), shown(lang, row, first), shown(lang, row, second)))
        .collect();
    lines.join("; ")
}

/// Which bar is which, outside of the drawing so that long names can wrap.
fn legend(lang: Lang, table: &Table, first: usize, second: usize) -> Html {
    let name = |idx: usize| table.columns.get(idx).map(|column| said(lang, &column.title)).unwrap_or_default();
    html! {
        <ul class="legend" aria-hidden="true">
            <li class="legend-first">{ name(first) }</li>
            <li class="legend-second">{ name(second) }</li>
        </ul>
    }
}

fn group(lang: Lang, row: &Row, idx: usize, columns: (usize, usize), longest: f64) -> Html {
    let top = ROW * idx;
    html! {
        <g aria-hidden="true">
            <text class="chart-text chart-name" x="0" y={(top + 13).to_string()}>{ shown(lang, row, 0) }</text>
            { bar(lang, row, columns.0, top + NAME, longest, "bar bar-first") }
            { bar(lang, row, columns.1, top + NAME + BAR + 3, longest, "bar bar-second") }
        </g>
    }
}

fn bar(lang: Lang, row: &Row, column: usize, top: usize, longest: f64, class: &'static str) -> Html {
    let share = if longest > 0.0 { length(row, column) / longest * LONGEST } else { 0.0 };
    html! {
        <>
            <rect {class} x="0" y={top.to_string()} width={format!("{share:.2}%")} height={BAR.to_string()} />
            <text class="chart-text" x={format!("{share:.2}%")} dx="6" y={(top + 15).to_string()}>
                { shown(lang, row, column) }
            </text>
        </>
    }
}

fn shown(lang: Lang, row: &Row, column: usize) -> String {
    match row.cells.get(column) {
        Some(Cell::Empty) | None => simulate::no_figure(lang).to_owned(),
        Some(cell) => table::text(lang, cell),
    }
}

fn length(row: &Row, column: usize) -> f64 {
    match row.cells.get(column) {
        Some(Cell::Number(plain)) => plain.parse::<f64>().unwrap_or(0.0).max(0.0),
        _ => 0.0,
    }
}
