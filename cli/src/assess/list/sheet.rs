//! A table of text.
//!
//! Receives the path of a CSV file; hands on its header, where each row stands, and the cells of a row as they stand.
//! Commas or semicolons may divide the cells. It knows no fact.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use ansinh_grammar::Text;
use csv::{ReaderBuilder, StringRecord};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::failure::Failure;
use crate::policies;

/// Where a row stands.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    line: u64,
    n_cells: usize,
}

/// A table.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The file's name, for complaints.
    pub(super) file: Arc<str>,
    /// The names of the columns.
    pub(super) header: Vec<String>,
    text: String,
    divider: u8,
    rows: Vec<Place>,
}

impl Sheet {
    /// Reads a file. A row with too few or too many cells is kept: it is told where it is used.
    ///
    /// # Errors
    /// A file that cannot be read, is not UTF-8, or has no header.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let (file, text) = policies::read_text(path)?;
        let text = normal(text);
        let header = text.lines().next().unwrap_or_default();
        let divider = if header.contains(';') && !header.contains(',') { b';' } else { b',' };
        let mut reader = reader(divider).has_headers(true).from_reader(text.as_bytes());
        let failed = |error: csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            Failure::input(
                format!("{file} dòng {line}: không đọc được bảng CSV: {error}"),
                format!("{file} line {line}: this is no CSV table: {error}"),
            )
        };
        let header: Vec<String> = reader.headers().map_err(failed)?.iter().map(|name| name.trim().to_owned()).collect();
        if header.iter().all(String::is_empty) {
            return Err(Failure::Input(vec![empty(&file)]));
        }
        let (mut rows, mut record) = (Vec::new(), StringRecord::new());
        while reader.read_record(&mut record).map_err(failed)? {
            let position = record.position();
            let start = position.map_or(0, csv::Position::byte);
            let line = position.map_or(0, csv::Position::line);
            rows.push(Place { start: usize::try_from(start).unwrap_or(0), line, n_cells: record.len() });
        }
        Ok(Self { file: file.into(), header, text, divider, rows })
    }

    /// How many rows there are.
    pub(super) fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// The line in which a row begins.
    pub(super) fn line(&self, row: usize) -> u64 {
        self.rows.get(row).map_or(0, |place| place.line)
    }

    /// How many cells a row has.
    pub(super) fn n_cells(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |place| place.n_cells)
    }

    /// A cell without the blanks around it; nothing where it is empty or missing.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<Cow<'_, str>> {
        let mut found = None;
        self.each_cell(row, &mut |at, cell| {
            if at == column && !cell.is_empty() {
                found = Some(cell);
            }
        });
        found
    }

    /// The cells of a row from the left, each without the blanks around it.
    pub(super) fn each_cell<'s>(&'s self, row: usize, use_cell: &mut dyn FnMut(usize, Cow<'s, str>)) {
        let end = self.rows.get(row + 1).map_or(self.text.len(), |next| next.start);
        let text = self.rows.get(row).and_then(|place| self.text.get(place.start..end));
        let text = text.unwrap_or_default().trim_matches('\n');
        if !text.contains('"') {
            let cells = text.split(char::from(self.divider)).enumerate();
            return cells.for_each(|(at, cell)| use_cell(at, Cow::Borrowed(cell.trim())));
        }
        let mut record = StringRecord::new();
        // The whole table was read before: what it holds can be read again.
        let is_read = reader(self.divider).has_headers(false).from_reader(text.as_bytes()).read_record(&mut record);
        if is_read.unwrap_or(false) {
            record.iter().enumerate().for_each(|(at, cell)| use_cell(at, Cow::Owned(cell.trim().to_owned())));
        }
    }
}

fn reader(divider: u8) -> ReaderBuilder {
    let mut reader = ReaderBuilder::new();
    reader.delimiter(divider).flexible(true);
    reader
}

/// The text without a mark of its byte order, with plain ends of lines and letters in normal form C.
fn normal(text: String) -> String {
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    if text.is_ascii() || is_nfc(&text) { text } else { text.nfc().collect() }
}

fn empty(file: &str) -> Text {
    Text::new(
        format!("{file} dòng 1: thiếu dòng tên cột; dòng đầu phải nêu tên cột, ví dụ household,person,date_of_birth"),
        format!("{file} line 1: there is no header; the first line names the columns: household,person,date_of_birth"),
    )
}
