//! Tables of persons and households, in CSV, Parquet or XLSX.
//!
//! Receives a path; hands on the names of the columns, and then the wanted cells of each row from the first to the
//! last. No more than a piece of a CSV or Parquet file is held at a time. It knows no fact.

mod csv_file;
mod parquet_file;
mod xlsx_file;

use std::path::{Path, PathBuf};

use ansinh_grammar::Text;

use super::cell::Cell;
use crate::failure::Failure;

/// One row.
pub(super) struct Row<'r, 'c> {
    /// The line of a CSV file, the row of a sheet, the place in a Parquet file; counted from 1.
    pub(super) number: u64,
    /// The wanted cells, in the order in which they were wanted.
    pub(super) cells: &'r [Cell<'c>],
    /// How many cells the row has, where that is not how many columns there are.
    pub(super) n_cells: Option<usize>,
}

/// What is done with each row.
pub(super) type UseRow<'u> = dyn FnMut(Row<'_, '_>) + 'u;

/// In what a table is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    Csv,
    Parquet,
    Xlsx,
}

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    path: PathBuf,
    form: Form,
    sheet: Option<String>,
    /// The names of the columns.
    pub(super) header: Vec<String>,
}

impl Table {
    /// Opens a table and reads the names of its columns. Of a workbook the first sheet is taken, or the one named.
    ///
    /// # Errors
    /// A file that cannot be read, of another form, without a header, or with two columns of one name.
    pub(super) fn open(path: &Path, sheet: Option<&str>) -> Result<Self, Failure> {
        let form = form(path)?;
        let header = match form {
            Form::Csv => csv_file::header(path)?,
            Form::Parquet => parquet_file::header(path)?,
            Form::Xlsx => xlsx_file::header(path, sheet)?,
        };
        let file = path.display();
        if header.iter().all(String::is_empty) {
            return Err(Failure::input(
                format!("{file}: thiếu dòng tên cột; dòng đầu phải nêu tên cột"),
                format!("{file}: there is no header; the first row names the columns"),
            ));
        }
        let twin = header
            .iter()
            .enumerate()
            .find(|(at, name)| !name.is_empty() && header.iter().take(*at).any(|other| other == *name));
        if let Some((_, name)) = twin {
            return Err(Failure::input(
                format!("{file}: hai cột cùng tên `{name}`; đổi tên một cột"),
                format!("{file}: two columns are called `{name}`; give one another name"),
            ));
        }
        Ok(Self { path: path.to_owned(), form, sheet: sheet.map(str::to_owned), header })
    }

    /// The file's name, for complaints.
    pub(super) fn file(&self) -> String {
        self.path.display().to_string()
    }

    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// Goes through all rows; only the wanted columns are looked at.
    ///
    /// # Errors
    /// A file that cannot be read to its end.
    pub(super) fn each_row(&self, wanted: &[usize], use_row: &mut UseRow<'_>) -> Result<(), Failure> {
        match self.form {
            Form::Csv => csv_file::each_row(&self.path, wanted, use_row),
            Form::Parquet => parquet_file::each_row(&self.path, wanted, use_row),
            Form::Xlsx => xlsx_file::each_row(&self.path, self.sheet.as_deref(), wanted, use_row),
        }
    }
}

fn form(path: &Path) -> Result<Form, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    match ending.as_str() {
        "csv" | "txt" => Ok(Form::Csv),
        "parquet" | "pq" => Ok(Form::Parquet),
        "xlsx" => Ok(Form::Xlsx),
        _ => Err(Failure::input(
            format!("`{}`: không rõ dạng bảng; đặt đuôi tệp là .csv, .parquet hoặc .xlsx", path.display()),
            format!(
                "`{}`: the form of the table is not known; end its name in .csv, .parquet or .xlsx",
                path.display()
            ),
        )),
    }
}

/// A file that is not what its name says.
fn unreadable(path: &Path, form: &str, reason: &dyn std::fmt::Display) -> Failure {
    let file = path.display();
    Failure::Input(vec![Text::new(
        format!("`{file}`: không đọc được như tệp {form}: {reason}"),
        format!("`{file}`: cannot be read as {form}: {reason}"),
    )])
}
