//! A table of text.
//!
//! Receives the path of a CSV file; hands on its header and its rows as they stand, each with its line. Commas or
//! semicolons may divide the cells. It knows no fact.

use std::path::Path;
use std::sync::Arc;

use ansinh_grammar::Text;
use csv::{ReaderBuilder, StringRecord};

use crate::failure::Failure;
use crate::policies;

/// A table.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The file's name, for complaints.
    pub(super) file: Arc<str>,
    /// The names of the columns.
    pub(super) header: Vec<String>,
    /// The rows.
    pub(super) rows: Vec<StringRecord>,
}

impl Sheet {
    /// Reads a file. A row with too few or too many cells is kept: it is told where it is used.
    ///
    /// # Errors
    /// A file that cannot be read, is not UTF-8, or has no header.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let source = policies::read(path)?;
        let text = source.text().trim_start_matches('\u{feff}');
        let header = text.lines().next().unwrap_or_default();
        let divider = if header.contains(';') && !header.contains(',') { b';' } else { b',' };
        let mut reader = ReaderBuilder::new().delimiter(divider).flexible(true).from_reader(text.as_bytes());
        let failed = |error: csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            let file = source.path();
            Failure::input(
                format!("{file} dòng {line}: không đọc được bảng CSV: {error}"),
                format!("{file} line {line}: this is no CSV table: {error}"),
            )
        };
        let header: Vec<String> = reader.headers().map_err(failed)?.iter().map(|name| name.trim().to_owned()).collect();
        if header.iter().all(String::is_empty) {
            return Err(Failure::Input(vec![empty(source.path())]));
        }
        let rows = reader.into_records().collect::<Result<Vec<StringRecord>, csv::Error>>().map_err(failed)?;
        Ok(Self { file: source.path().into(), header, rows })
    }

    /// The line in which a row begins.
    pub(super) fn line(&self, row: usize) -> u64 {
        self.rows.get(row).and_then(StringRecord::position).map_or(0, csv::Position::line)
    }

    /// A cell without the blanks around it; nothing where it is empty or missing.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<&str> {
        self.rows.get(row)?.get(column).map(str::trim).filter(|cell| !cell.is_empty())
    }
}

fn empty(file: &str) -> Text {
    Text::new(
        format!("{file} dòng 1: thiếu dòng tên cột; dòng đầu phải nêu tên cột, ví dụ household,person,date_of_birth"),
        format!("{file} line 1: there is no header; the first line names the columns: household,person,date_of_birth"),
    )
}
