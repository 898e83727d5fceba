//! A bar chart of two columns of a table.
//!
//! Receives a table and what to compare in it; hands on SVG. The only numbers made here are lengths on the screen.
//! Every bar has its figure beside it, and the two kinds differ in lightness and place, not in colour alone.

use yew::{Html, html};

use crate::message::{Cell, Chart, Row, Table};
use crate::panes::table;
use crate::words::{Lang, said, simulate};

/// The height of a line of a name, of a bar, and of the air below a row.
const LINE: usize = 18;
const BAR: usize = 20;
const AIR: usize = 18;
/// The most letters of a line that fit the narrowest screen.
const LETTERS: usize = 44;
/// The share of the width that the longest bar takes; its figure stands behind it.
const LONGEST: f64 = 66.0;

/// A chart of a table.
pub(crate) fn bars(lang: Lang, table: &Table, idx: usize, chart: &Chart) -> Html {
    let rows: Vec<&Row> = chart.rows.iter().filter_map(|row| table.rows.get(*row)).collect();
    let (first, second) = chart.columns;
    let longest = rows.iter().flat_map(|row| [length(row, first), length(row, second)]).fold(0.0, f64::max);
    let mut height = 0;
    let mut tops = Vec::new();
    for row in &rows {
        tops.push(height);
        height += LINE * name_lines(&shown(lang, row, 0)).len() + 2 * BAR + AIR;
    }
    let title_id = format!("chart-{}-{idx}", table.name);
    let describe_id = format!("{title_id}-lines");
    html! {
        <div class="picture">
            <h4>
                { said(lang, &chart.title) }
                <span class="column-unit">{ said(lang, &chart.unit) }</span>
            </h4>
            { legend(lang, chart) }
            <svg
                class="chart"
                role="img"
                width="100%"
                height={height.to_string()}
                aria-labelledby={title_id.clone()}
                aria-describedby={describe_id.clone()}
            >
                <title id={title_id}>
                    { simulate::chart_of(lang, said(lang, &chart.title), said(lang, &chart.unit)) }
                </title>
                <desc id={describe_id}>{ lines(lang, &rows, chart) }</desc>
                { for rows.iter().zip(tops).map(|(row, top)| group(lang, row, top, chart, longest)) }
            </svg>
        </div>
    }
}

/// The chart in words, for those who cannot see it.
fn lines(lang: Lang, rows: &[&Row], chart: &Chart) -> String {
    let (first, second) = chart.columns;
    let named = |name, row: &Row, column| format!("{} {}", said(lang, name), shown(lang, row, column));
    let line = |row: &&Row| {
        let (before, after) = (named(&chart.names.0, row, first), named(&chart.names.1, row, second));
        simulate::chart_line(lang, shown(lang, row, 0), before, after)
    };
    rows.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// Which bar is which, outside of the drawing so that long names can wrap.
fn legend(lang: Lang, chart: &Chart) -> Html {
    html! {
        <ul class="legend" aria-hidden="true">
            <li class="legend-first">{ said(lang, &chart.names.0) }</li>
            <li class="legend-second">{ said(lang, &chart.names.1) }</li>
        </ul>
    }
}

fn group(lang: Lang, row: &Row, top: usize, chart: &Chart, longest: f64) -> Html {
    let lines = name_lines(&shown(lang, row, 0));
    let bars = top + LINE * lines.len();
    html! {
        <g aria-hidden="true">
            { for lines.into_iter().enumerate().map(|(line, part)| html! {
                <text class="chart-text chart-name" x="0" y={(top + LINE * line + 13).to_string()}>{ part }</text>
            }) }
            { bar(lang, row, chart.columns.0, bars, longest, "bar bar-first") }
            { bar(lang, row, chart.columns.1, bars + BAR + 2, longest, "bar bar-second") }
        </g>
    }
}

/// A name in one line or two, broken between words.
fn name_lines(name: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in name.split_whitespace() {
        let used = lines.last().map_or(0, |line| line.chars().count());
        if used > 0 && lines.len() < 2 && used + 1 + word.chars().count() > LETTERS {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
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
