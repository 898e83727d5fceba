//! A report as a workbook.
//!
//! Receives the tables of a report; hands on the bytes of an XLSX file: one sheet a table, numbers as numbers, then what
//! was asked and where the figures come from. Nothing of the hour stands in it: the same report makes the same bytes.

use ansinh_engine::report::{Cell, Row, RowKind, Table, with_columns_of_ranges};
use ansinh_engine::value::Decimal;
use ansinh_grammar::Text;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::Report;
use crate::view::View;

/// The day that stands in every workbook as the day on which it was made.
const MADE: (u16, u8, u8) = (2015, 1, 1);
/// The widest column of words, in signs.
const WIDEST: usize = 60;

/// How cells look.
struct Looks {
    head: Format,
    title: Format,
    note: Format,
    wrapped: Format,
}

/// The workbook.
///
/// # Errors
/// Names of sheets that a workbook cannot have, or more rows than it can.
pub(super) fn bytes(report: &Report, view: View) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (year, month, day) = MADE;
    let made = ExcelDateTime::from_ymd(year, month, day)?;
    let title = view.get(&report.title);
    book.set_properties(&DocProperties::new().set_title(title).set_author("An Sinh").set_creation_datetime(&made));
    let looks = Looks {
        head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
        title: Format::new().set_bold().set_font_size(14),
        note: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
    };
    summary(book.add_worksheet(), report, &looks, view)?;
    for section in &report.sections {
        let sheet = book.add_worksheet();
        sheet.set_name(section.sheet(view))?;
        table(sheet, &with_columns_of_ranges(section.table.clone()), &looks, view)?;
    }
    pairs(book.add_worksheet(), (view.say("Cài đặt", "Settings"), &report.settings), &looks, view)?;
    pairs(book.add_worksheet(), (view.say("Nguồn", "Sources"), &report.sources), &looks, view)?;
    book.save_to_buffer()
}

fn summary(sheet: &mut Worksheet, report: &Report, looks: &Looks, view: View) -> Result<(), XlsxError> {
    sheet.set_name(view.say("Tóm tắt", "Summary"))?;
    sheet.set_column_width(0, 100)?;
    sheet.write_string_with_format(0, 0, view.get(&report.title), &looks.title)?;
    for (row, note) in (1..).zip(report.headlines.iter().chain(&report.notes)) {
        sheet.write_string_with_format(row, 0, view.get(note), &looks.note)?;
    }
    Ok(())
}

fn table(sheet: &mut Worksheet, table: &Table, looks: &Looks, view: View) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, view.get(&table.title), &looks.title)?;
    let widest = table.rows.iter().map(|row| view.get(&row.label).chars().count()).max().unwrap_or(10);
    sheet.set_column_width(0, f64::from(u32::try_from(widest.clamp(10, WIDEST)).unwrap_or(10)))?;
    sheet.write_string_with_format(2, 0, "", &looks.head)?;
    for (column, heading) in (1..).zip(&table.headings) {
        let unit = heading.unit.words();
        let (label, unit) = (view.get(&heading.label), view.get(&unit));
        let text = if unit.is_empty() { label.to_owned() } else { format!("{label} ({unit})") };
        sheet.write_string_with_format(2, column, text, &looks.head)?;
        sheet.set_column_width(column, 16)?;
    }
    sheet.set_freeze_panes(3, 1)?;
    let mut at = 3;
    for row in &table.rows {
        cells(sheet, at, row, view)?;
        at += 1;
    }
    for (row, note) in (at + 1..).zip(&table.notes) {
        sheet.write_string_with_format(row, 0, view.get(note), &looks.wrapped)?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn cells(sheet: &mut Worksheet, at: u32, row: &Row, view: View) -> Result<(), XlsxError> {
    let mut look = Format::new();
    if row.kind == RowKind::Part {
        look = look.set_indent(1);
    } else {
        look = look.set_bold();
    }
    sheet.write_string_with_format(at, 0, view.get(&row.label), &look)?;
    for (column, cell) in (1..).zip(&row.cells) {
        match cell {
            Cell::Number(number) | Cell::Difference(number) | Cell::Ranged { number, .. } => {
                let look = Format::new().set_num_format(format_of(*number));
                let look = if row.kind == RowKind::Part { look } else { look.set_bold() };
                sheet.write_number_with_format(at, column, fraction(*number), &look)?;
            }
            Cell::Text(text) => {
                sheet.write_string(at, column, view.get(text))?;
            }
            Cell::Empty => {}
        }
    }
    Ok(())
}

/// A workbook keeps its numbers as binary fractions: the nearest one, which shows as the same decimal.
fn fraction(number: Decimal) -> f64 {
    number.to_string().parse().unwrap_or(f64::NAN)
}

fn format_of(number: Decimal) -> String {
    match number.normalize().scale() {
        0 => "#,##0".to_owned(),
        scale => format!("#,##0.{}", "0".repeat(scale as usize)),
    }
}

fn pairs(
    sheet: &mut Worksheet,
    (name, pairs): (&str, &[(Text, Text)]),
    looks: &Looks,
    view: View,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_column_width(0, 40)?;
    sheet.set_column_width(1, 80)?;
    for (row, (label, value)) in (0..).zip(pairs) {
        sheet.write_string_with_format(row, 0, view.get(label), &looks.head)?;
        sheet.write_string_with_format(row, 1, view.get(value), &looks.wrapped)?;
    }
    Ok(())
}
