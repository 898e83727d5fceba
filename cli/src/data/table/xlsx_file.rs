//! A sheet of an XLSX workbook.
//!
//! Receives a path and the name of a sheet; hands on its cells. A workbook is read as a whole: it has at most
//! 1,048,576 rows.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use ansinh_engine::value::Date;
use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook};

use super::super::cell::Cell;
use super::{Row, UseRow, unreadable};
use crate::failure::Failure;
use crate::nearest::nearest;

/// The names of the columns.
pub(super) fn header(path: &Path, sheet: Option<&str>) -> Result<Vec<String>, Failure> {
    let range = range(path, sheet)?;
    Ok(range.rows().next().unwrap_or_default().iter().map(|name| cell(name).text().into_owned()).collect())
}

/// Goes through all rows; one in which nothing stands is none.
pub(super) fn each_row(
    path: &Path,
    sheet: Option<&str>,
    wanted: &[usize],
    use_row: &mut UseRow<'_>,
) -> Result<(), Failure> {
    let range = range(path, sheet)?;
    let first = range.start().map_or(0, |(row, _)| u64::from(row)) + 1;
    for (number, row) in (first..).zip(range.rows()).skip(1) {
        if row.iter().all(|data| matches!(data, Data::Empty)) {
            continue;
        }
        let cells: Vec<Cell<'_>> = wanted.iter().map(|at| row.get(*at).map_or(Cell::Empty, cell)).collect();
        use_row(Row { number, cells: &cells, n_cells: None });
    }
    Ok(())
}

fn range(path: &Path, sheet: Option<&str>) -> Result<Range<Data>, Failure> {
    File::open(path).map_err(|error| Failure::unreadable(path, &error))?;
    let failed = |error: calamine::XlsxError| unreadable(path, "XLSX", &error);
    let mut book: Xlsx<BufReader<File>> = open_workbook(path).map_err(failed)?;
    let names = book.sheet_names();
    let wanted = sheet.unwrap_or_else(|| names.first().map(String::as_str).unwrap_or_default()).to_owned();
    if !names.contains(&wanted) {
        let (file, all) = (path.display(), names.join(", "));
        let near = nearest(&wanted, names.iter().map(String::as_str)).unwrap_or(&all);
        return Err(Failure::input(
            format!("`{file}`: không có trang tính `{wanted}`; có lẽ là: {near}"),
            format!("`{file}`: there is no sheet `{wanted}`; did you mean: {near}?"),
        ));
    }
    book.worksheet_range(&wanted).map_err(failed)
}

fn cell(data: &Data) -> Cell<'_> {
    match data {
        Data::Int(number) => Cell::Whole(*number),
        Data::Float(number) => Cell::of_fraction(*number),
        Data::Bool(value) => Cell::YesNo(*value),
        Data::String(text) => Cell::of_text(text),
        Data::DateTimeIso(text) => text.get(..10).and_then(Date::parse).map_or_else(|| Cell::of_text(text), Cell::Day),
        Data::DateTime(_) => day(data).map_or(Cell::Empty, Cell::Day),
        Data::DurationIso(text) => Cell::of_text(text),
        // A formula that failed: told as what it shows, so that it is refused where it stands.
        Data::Error(error) => Cell::Text(error.to_string().into()),
        _ => Cell::Empty,
    }
}

fn day(data: &Data) -> Option<Date> {
    let (year, month, day, ..) = data.get_datetime()?.to_ymd_hms_milli();
    Date::new(i32::from(year), i32::from(month), i32::from(day))
}
