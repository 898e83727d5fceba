//! A report as one page that needs nothing from outside.
//!
//! Receives a report; hands on HTML with its style and drawings inside, a table beneath each drawing. It computes no
//! figure: each is a cell of a table, which also says its exact value.

use ansinh_engine::report::{Cell, Heading, Row, RowKind, Table, Unit};
use ansinh_grammar::Text;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Report, Section};
use crate::view::View;

const STYLE: &str = include_str!("style.css");

/// The page.
pub(super) fn html(report: &Report, view: View) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(view.language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (view.get(&report.title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#content" { (view.say("Đến nội dung", "Skip to content")) }
                header {
                    p.kicker { (view.get(&report.kicker)) }
                    h1 { (view.get(&report.title)) }
                    @if report.is_synthetic {
                        p.label { (view.say("Dân số tổng hợp, không phải số liệu thống kê", "Synthetic population, not statistics")) }
                    }
                }
                main #content tabindex="-1" {
                    section.headlines aria-label=(view.say("Kết quả chính", "Main results")) {
                        ul { @for line in &report.headlines { li { (view.get(line)) } } }
                    }
                    nav aria-label=(view.say("Các phần", "Sections")) {
                        ol { @for section in &report.sections { li { a href={ "#" (section.table.name) } { (view.get(&section.table.title)) } } } }
                    }
                    @for section in &report.sections { (section_of(section, view)) }
                    (pairs("settings", &Text::new("Cài đặt", "Settings"), &report.settings, view))
                    (pairs("sources", &Text::new("Nguồn", "Sources"), &report.sources, view))
                    section #notes {
                        h2 { (view.say("Điều cần biết", "What to know")) }
                        ul { @for note in &report.notes { li { (view.get(note)) } } }
                    }
                }
                footer { p { (view.say(
                    "Lập bằng An Sinh từ luật viết thành mã. Đây là ước tính để chuẩn bị dự toán, không thay cho quyết định chi trả.",
                    "Made by An Sinh from the law as code. An estimate for budgeting; it does not stand in for decisions on payment.",
                )) } }
            }
        }
    };
    page.into_string()
}

fn section_of(section: &Section, view: View) -> Markup {
    let table = &section.table;
    html! {
        section id=(table.name) {
            h2 { (view.get(&table.title)) }
            @if let Some(chart) = &section.chart { (chart) }
            @if section.is_folded {
                details {
                    summary { (view.say("Bảng số liệu", "Table")) }
                    (drawn(table, view))
                }
            } @else { (drawn(table, view)) }
            @if !table.notes.is_empty() {
                ul.notes { @for note in &table.notes { li { (view.get(note)) } } }
            }
        }
    }
}

fn drawn(table: &Table, view: View) -> Markup {
    html! {
        div.scroll role="region" tabindex="0" aria-label=(view.get(&table.title)) {
            table {
                caption { (view.get(&table.title)) }
                thead { tr { td {} @for heading in &table.headings { (headed(heading, view)) } } }
                tbody { @for row in &table.rows { (row_of(row, view)) } }
            }
        }
    }
}

fn headed(heading: &Heading, view: View) -> Markup {
    let unit = heading.unit.words();
    html! {
        th scope="col" class=[(heading.unit != Unit::Text).then_some("number")] {
            (view.get(&heading.label))
            @if !view.get(&unit).is_empty() { " " small { "(" (view.get(&unit)) ")" } }
        }
    }
}

fn row_of(row: &Row, view: View) -> Markup {
    let kind = match row.kind {
        RowKind::Main => "main",
        RowKind::Part => "part",
        RowKind::Total => "total",
    };
    html! {
        tr class=(kind) {
            th scope="row" { (view.get(&row.label)) }
            @for cell in &row.cells {
                @match cell {
                    Cell::Number(number) | Cell::Difference(number) => td.number data-value=(number.normalize()) { (cell.shown(view.language)) },
                    Cell::Ranged { number, low, high } => td.number data-value=(number.normalize()) data-low=(low.normalize()) data-high=(high.normalize()) {
                        (Cell::Number(*number).shown(view.language))
                        " " small.range { (cell.range(view.language).unwrap_or_default()) }
                    },
                    Cell::Text(text) => td { (view.get(text)) },
                    Cell::Empty => td.number { span aria-label=(view.say("không có", "none")) { "–" } },
                }
            }
        }
    }
}

fn pairs(id: &str, title: &Text, pairs: &[(Text, Text)], view: View) -> Markup {
    html! {
        section id=(id) {
            h2 { (view.get(title)) }
            dl { @for (label, value) in pairs { dt { (view.get(label)) } dd { (view.get(value)) } } }
        }
    }
}
