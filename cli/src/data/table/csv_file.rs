//! CSV in UTF-8, divided by commas, semicolons or tabs, read row by row.
//!
//! Receives a path; hands on cells of text. A row with too few or too many cells is handed on as such.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use ansinh_grammar::encoding;
use csv::{ByteRecord, Reader, ReaderBuilder};

use super::super::cell::Cell;
use super::{Row, UseRow, unreadable};
use crate::failure::Failure;

const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// The names of the columns.
pub(super) fn header(path: &Path) -> Result<Vec<String>, Failure> {
    let mut reader = open(path)?;
    let header = reader.byte_headers().map_err(|error| unreadable(path, "CSV", &error))?;
    let name = |cell: &[u8]| std::str::from_utf8(cell).map(|name| Cell::of_text(name).text().into_owned());
    header.iter().map(name).collect::<Result<_, _>>().map_err(|_| undecoded(path))
}

/// Goes through all rows.
pub(super) fn each_row(path: &Path, wanted: &[usize], use_row: &mut UseRow<'_>) -> Result<(), Failure> {
    let mut reader = open(path)?;
    let failed = |error: csv::Error| unreadable(path, "CSV", &error);
    let n_columns = reader.byte_headers().map_err(failed)?.len();
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(failed)? {
        let number = record.position().map_or(0, csv::Position::line);
        let cell = |at: &usize| std::str::from_utf8(record.get(*at).unwrap_or_default()).map(Cell::of_text);
        let cells: Vec<Cell<'_>> = wanted.iter().map(cell).collect::<Result<_, _>>().map_err(|_| undecoded(path))?;
        let n_cells = (record.len() != n_columns).then_some(record.len());
        use_row(Row { number, cells: &cells, n_cells });
    }
    Ok(())
}

fn open(path: &Path) -> Result<Reader<BufReader<File>>, Failure> {
    let failed = |error| Failure::unreadable(path, &error);
    let mut file = BufReader::with_capacity(1 << 16, File::open(path).map_err(failed)?);
    let mut first = Vec::new();
    file.by_ref().take(1 << 16).read_until(b'\n', &mut first).map_err(failed)?;
    let start = if first.starts_with(&MARK) { MARK.len() as u64 } else { 0 };
    file.seek(SeekFrom::Start(start)).map_err(failed)?;
    let divider = [b',', b';', b'\t'].into_iter().find(|divider| first.contains(divider)).unwrap_or(b',');
    Ok(ReaderBuilder::new().delimiter(divider).flexible(true).from_reader(file))
}

/// A file in another encoding: which it seems to be, and what to do.
fn undecoded(path: &Path) -> Failure {
    let mut bytes = Vec::new();
    if let Err(error) = File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)) {
        return Failure::unreadable(path, &error);
    }
    let file = path.display();
    match encoding::decode(&bytes) {
        Err(wrong) => Failure::Undecoded(vec![ansinh_grammar::Text::new(
            format!("`{file}` dòng {}: {}; {}", wrong.line, wrong.headline.vi, wrong.help.vi),
            format!("`{file}` line {}: {}; {}", wrong.line, wrong.headline.en, wrong.help.en),
        )]),
        Ok(_) => unreadable(path, "CSV", &"UTF-8"),
    }
}
