//! A Parquet file, read some thousand rows at a time.
//!
//! Receives a path; hands on cells of the wanted columns, whatever type they are kept in. Columns that nobody wants are
//! not read.

use std::fs::File;
use std::path::Path;

use ansinh_engine::value::{Date, Decimal};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::super::cell::Cell;
use super::{Row, UseRow, unreadable};
use crate::failure::Failure;

/// So many rows are held at a time.
const AT_A_TIME: usize = 8_192;
const SECONDS_A_DAY: i64 = 86_400;

/// The names of the columns.
pub(super) fn header(path: &Path) -> Result<Vec<String>, Failure> {
    let builder = open(path)?;
    Ok(builder.schema().fields().iter().map(|field| Cell::of_text(field.name()).text().into_owned()).collect())
}

/// Goes through all rows.
pub(super) fn each_row(path: &Path, wanted: &[usize], use_row: &mut UseRow<'_>) -> Result<(), Failure> {
    let builder = open(path)?;
    let fields = builder.schema().fields().clone();
    if let Some(field) = wanted.iter().filter_map(|at| fields.get(*at)).find(|field| !is_read(field.data_type())) {
        let (file, name, kind) = (path.display(), field.name(), field.data_type());
        return Err(Failure::input(
            format!(
                "`{file}`: cột `{name}` có kiểu {kind}, không đọc được; ghi lại dưới dạng chữ, số, ngày hoặc đúng/sai"
            ),
            format!(
                "`{file}`: column `{name}` is of type {kind}, which is not read; write texts, numbers, dates or booleans"
            ),
        ));
    }
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted.iter().copied());
    let reader = builder.with_projection(mask).with_batch_size(AT_A_TIME).build();
    let reader = reader.map_err(|error| unreadable(path, "Parquet", &error))?;
    // The projection keeps the order of the file.
    let mut in_file = wanted.to_vec();
    in_file.sort_unstable();
    in_file.dedup();
    let places: Vec<usize> =
        wanted.iter().map(|at| in_file.iter().position(|other| other == at).unwrap_or(0)).collect();
    let mut number = 0;
    for batch in reader {
        let batch = batch.map_err(|error| unreadable(path, "Parquet", &error))?;
        let columns: Vec<Column<'_>> = batch.columns().iter().map(Column::of).collect();
        for row in 0..batch.num_rows() {
            number += 1;
            let cells: Vec<Cell<'_>> =
                places.iter().map(|place| columns.get(*place).map_or(Cell::Empty, |column| column.cell(row))).collect();
            use_row(Row { number, cells: &cells, n_cells: None });
        }
    }
    Ok(())
}

fn open(path: &Path) -> Result<ParquetRecordBatchReaderBuilder<File>, Failure> {
    let file = File::open(path).map_err(|error| Failure::unreadable(path, &error))?;
    ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| unreadable(path, "Parquet", &error))
}

fn is_read(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => !matches!(**values, DataType::Dictionary(..)) && is_read(values),
        DataType::Null | DataType::Boolean | DataType::Date32 | DataType::Decimal128(..) | DataType::Timestamp(..) => {
            true
        }
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Float32 | DataType::Float64 => true,
        other => other.is_integer(),
    }
}

/// A column of a piece of the file: the cells, or the keys into them.
struct Column<'b> {
    values: &'b ArrayRef,
    keys: Option<(&'b dyn Array, Vec<usize>)>,
}

impl<'b> Column<'b> {
    fn of(array: &'b ArrayRef) -> Self {
        match array.as_any_dictionary_opt() {
            Some(dictionary) => {
                // A dictionary of nothing has no keys to look up.
                let keys = if dictionary.values().is_empty() { Vec::new() } else { dictionary.normalized_keys() };
                Self { values: dictionary.values(), keys: Some((array, keys)) }
            }
            None => Self { values: array, keys: None },
        }
    }

    fn cell(&self, row: usize) -> Cell<'b> {
        match &self.keys {
            None => value(self.values, row),
            Some((array, _)) if array.is_null(row) => Cell::Empty,
            Some((_, keys)) => keys.get(row).map_or(Cell::Empty, |key| value(self.values, *key)),
        }
    }
}

fn value(array: &ArrayRef, row: usize) -> Cell<'_> {
    if array.is_null(row) {
        return Cell::Empty;
    }
    match array.data_type() {
        DataType::Boolean => Cell::YesNo(array.as_boolean().value(row)),
        DataType::Utf8 => Cell::of_text(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => Cell::of_text(array.as_string::<i64>().value(row)),
        DataType::Utf8View => Cell::of_text(array.as_string_view().value(row)),
        DataType::Int8 => Cell::Whole(array.as_primitive::<Int8Type>().value(row).into()),
        DataType::Int16 => Cell::Whole(array.as_primitive::<Int16Type>().value(row).into()),
        DataType::Int32 => Cell::Whole(array.as_primitive::<Int32Type>().value(row).into()),
        DataType::Int64 => Cell::Whole(array.as_primitive::<Int64Type>().value(row)),
        DataType::UInt8 => Cell::Whole(array.as_primitive::<UInt8Type>().value(row).into()),
        DataType::UInt16 => Cell::Whole(array.as_primitive::<UInt16Type>().value(row).into()),
        DataType::UInt32 => Cell::Whole(array.as_primitive::<UInt32Type>().value(row).into()),
        DataType::UInt64 => {
            let number = array.as_primitive::<UInt64Type>().value(row);
            i64::try_from(number).map_or_else(|_| Cell::Number(Decimal::from(number)), Cell::Whole)
        }
        DataType::Float32 => {
            Cell::of_fraction(array.as_primitive::<Float32Type>().value(row).to_string().parse().unwrap_or(f64::NAN))
        }
        DataType::Float64 => Cell::of_fraction(array.as_primitive::<Float64Type>().value(row)),
        DataType::Decimal128(_, scale) => decimal(array.as_primitive::<Decimal128Type>().value(row), *scale),
        DataType::Date32 => day(array.as_primitive::<Date32Type>().value(row).into()),
        DataType::Timestamp(unit, _) => day(days(array, *unit, row)),
        _ => Cell::Empty,
    }
}

fn decimal(number: i128, scale: i8) -> Cell<'static> {
    let exact = u32::try_from(scale).ok().and_then(|scale| Decimal::try_from_i128_with_scale(number, scale).ok());
    let exact = exact.map(|exact| exact.normalize());
    match exact {
        Some(exact) if exact.scale() == 0 => i64::try_from(exact.mantissa()).map_or(Cell::Number(exact), Cell::Whole),
        Some(exact) => Cell::Number(exact),
        None => Cell::Text(format!("{number}e-{scale}").into()),
    }
}

/// The day of a moment, in days since 1 January 1970.
fn days(array: &ArrayRef, unit: TimeUnit, row: usize) -> i64 {
    let (moment, a_second) = match unit {
        TimeUnit::Second => (array.as_primitive::<TimestampSecondType>().value(row), 1),
        TimeUnit::Millisecond => (array.as_primitive::<TimestampMillisecondType>().value(row), 1_000),
        TimeUnit::Microsecond => (array.as_primitive::<TimestampMicrosecondType>().value(row), 1_000_000),
        TimeUnit::Nanosecond => (array.as_primitive::<TimestampNanosecondType>().value(row), 1_000_000_000),
    };
    moment.div_euclid(a_second * SECONDS_A_DAY)
}

/// The day that is so many days after 1 January 1970; by the method of Howard Hinnant, "chrono-compatible low-level
/// date algorithms", civil_from_days.
fn day(days: i64) -> Cell<'static> {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let part = |number: i64| i32::try_from(number).unwrap_or(0);
    let found = Date::new(part(year), part(month), part(of_year - (153 * shifted + 2) / 5 + 1));
    found.map_or_else(|| Cell::Text(format!("{days}").into()), Cell::Day)
}

#[cfg(test)]
mod tests {
    use super::{Cell, day};
    use ansinh_engine::value::Date;

    #[test]
    fn days_are_counted_from_1970() {
        for (days, written) in [(0, "1970-01-01"), (-1, "1969-12-31"), (19_782, "2024-02-29"), (-25_509, "1900-02-28")]
        {
            assert_eq!(day(days), Date::parse(written).map(Cell::Day).unwrap(), "{written}");
        }
    }
}
