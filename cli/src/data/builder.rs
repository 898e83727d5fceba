//! One column of a population, built cell by cell.
//!
//! Receives what an input may hold, how a mapping says it is written, and cells; hands on values, and the rows in which
//! nothing is known. What is not known is never a no or a zero: such a row is remembered, and what stands in its place
//! means nothing.

mod meaning;

use std::collections::{HashMap, HashSet};

use ansinh_engine::hir::{Input, Program, Type};
use ansinh_engine::lower::value_text;
use ansinh_engine::population::ColumnData;
use ansinh_engine::value::{Decimal, Value, mantissa, multiply};
use ansinh_grammar::Text;

use super::cell::Cell;
use super::mapping::Told as Written;
use super::mistake::Breach;
use super::pattern::{self, Pattern, Told};
use crate::quantity;
use meaning::{Read, day_of, groups, months, no_date, no_meaning, too_fine};

/// The most values of a list that is not the law's.
const MOST_VALUES: usize = 255;
/// What a mapping calls that nothing is known.
pub(super) const UNKNOWN: &str = "unknown";

/// What a column holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Yes or no.
    YesNo,
    /// Yes in some months of the year.
    Months,
    /// One of these, each with its other name.
    Choice(Vec<(String, Option<String>)>),
    /// Whatever is found, as names of groups.
    Open,
    /// A day.
    Date,
    /// A number with so many decimals.
    Number(u32),
}

/// A column under way.
#[derive(Debug)]
pub(super) struct Builder<'p> {
    /// The name of the input or trait.
    pub(super) name: String,
    /// The name of the column in the table.
    pub(super) column: String,
    program: &'p Program,
    input: Option<&'p Input>,
    kind: Kind,
    codes: HashMap<String, Read>,
    missing: HashSet<String>,
    pattern: Option<Pattern>,
    times: Decimal,
    values: Values,
    /// The rows of which nothing is known, in order.
    pub(super) open: Vec<u32>,
    /// Of some of them the year, or the month, is known.
    pub(super) partial: HashMap<u32, Told>,
    n_rows: u32,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Values {
    Small(Vec<u8>),
    Months(Vec<u16>),
    Days(Vec<i32>),
    Whole(Vec<i64>),
}

impl<'p> Builder<'p> {
    /// A column of no rows.
    ///
    /// # Errors
    /// All that is wrong with how the mapping says that it is written.
    pub(super) fn new(
        (name, kind): (&str, Kind),
        (input, program): (Option<&'p Input>, &'p Program),
        written: &Written,
        (all_missing, all_dates): (&[String], Option<&str>),
    ) -> Result<Self, Vec<Text>> {
        // Of a date with a column for each part the year comes first, as usual.
        let is_whole = kind == Kind::Date && written.month.is_none();
        let date = written.date.as_deref().or(all_dates).filter(|_| is_whole);
        let pattern = meaning::pattern(name, date).map_err(|wrong| vec![wrong])?;
        let times = written.times.as_deref().map_or(Some(Decimal::ONE), |times| Decimal::from_str_exact(times).ok());
        let times = times.ok_or_else(|| {
            vec![Text::new(
                format!("bảng ánh xạ: `{name}`: `times` phải là một số, ví dụ \"1000\""),
                format!("mapping: `{name}`: `times` is a number, for example \"1000\""),
            )]
        })?;
        let codes = meaning::codes(name, &kind, written, pattern.as_ref())?;
        let missing = all_missing.iter().chain(&written.missing).map(|cell| cell.trim().to_owned()).collect();
        let values = match kind {
            Kind::YesNo | Kind::Choice(_) | Kind::Open => Values::Small(Vec::new()),
            Kind::Months => Values::Months(Vec::new()),
            Kind::Date => Values::Days(Vec::new()),
            Kind::Number(_) => Values::Whole(Vec::new()),
        };
        let column = written.column.clone().unwrap_or_default();
        let (open, partial) = (Vec::new(), HashMap::new());
        let name = name.to_owned();
        Ok(Self {
            name,
            column,
            program,
            input,
            kind,
            codes,
            missing,
            pattern,
            times,
            values,
            open,
            partial,
            n_rows: 0,
        })
    }

    /// Adds the cell of the next row.
    ///
    /// # Errors
    /// The rule it breaks and what to do; the row then holds nothing.
    pub(super) fn push(&mut self, cell: &Cell<'_>) -> Result<(), (Breach, Text)> {
        let row = self.n_rows;
        self.n_rows += 1;
        let read = self.read(cell);
        let is_known = matches!(read, Ok(Some(_)));
        let value = match &read {
            Ok(Some(value)) => *value,
            Ok(None) | Err(_) => self.filler(),
        };
        match &mut self.values {
            // Invariant (as-read): `read` makes values of the kind of the column.
            Values::Small(values) => values.push(u8::try_from(value).unwrap_or(0)),
            Values::Months(values) => values.push(u16::try_from(value).unwrap_or(0)),
            Values::Days(values) => values.push(i32::try_from(value).unwrap_or(0)),
            Values::Whole(values) => values.push(value),
        }
        if !is_known {
            self.open.push(row);
        }
        read.map(|_| ())
    }

    /// A date whose month and day have cells of their own; one of which nothing is known leaves open what it would say.
    pub(super) fn joined(&self, year: &Cell<'_>, parts: &[&Cell<'_>]) -> Cell<'static> {
        let known = |cell: &Cell<'_>| {
            let text = cell.text().into_owned();
            (!text.is_empty() && !self.missing.contains(&text)).then_some(text)
        };
        let Some(mut date) = known(year) else { return Cell::Empty };
        for part in parts.iter().map_while(|part| known(part)) {
            date.push('-');
            date.push_str(&part);
        }
        Cell::Text(date.into())
    }

    /// The value of a cell as a whole number; nothing if it is not known.
    fn read(&mut self, cell: &Cell<'_>) -> Result<Option<i64>, (Breach, Text)> {
        let is_plain_day = matches!(cell, Cell::Day(_)) && self.codes.is_empty();
        let text = if is_plain_day { "".into() } else { cell.text() };
        let found = self.codes.get(text.as_ref()).copied();
        let found = found.or_else(|| matches!(cell, Cell::YesNo(_)).then(|| self.of_yes_no(cell)).flatten());
        match found {
            Some(Read::Missing) => return Ok(None),
            Some(Read::Code(code)) => return Ok(Some(code.into())),
            Some(Read::Day(told)) => return self.day(told),
            None => {}
        }
        if *cell == Cell::Empty || (!is_plain_day && self.missing.contains(text.as_ref())) {
            return Ok(None);
        }
        match self.kind.clone() {
            Kind::YesNo | Kind::Choice(_) => match self.codes.get(text.to_lowercase().as_str()) {
                Some(Read::Code(code)) if self.input.is_some() => Ok(Some((*code).into())),
                _ => Err((Breach::Code, meaning::allowed(&self.codes, &text))),
            },
            Kind::Open => self.group(&text),
            Kind::Months => months(&text),
            Kind::Date => {
                let told = match cell {
                    Cell::Day(day) => Some(Told::Day(*day)),
                    _ => self.pattern.as_ref().map_or_else(|| pattern::usual(&text), |pattern| pattern.date(&text)),
                };
                self.day(told.ok_or_else(|| (Breach::Date, no_date(self.pattern.is_some())))?)
            }
            Kind::Number(scale) => self.number(cell, &text, scale),
        }
    }

    fn of_yes_no(&self, cell: &Cell<'_>) -> Option<Read> {
        let Cell::YesNo(yes) = cell else { return None };
        (self.kind == Kind::YesNo).then_some(Read::Code(u8::from(*yes)))
    }

    fn day(&mut self, told: Told) -> Result<Option<i64>, (Breach, Text)> {
        match told {
            Told::Day(day) => {
                self.in_range(Value::Date(day))?;
                Ok(Some(day.packed().into()))
            }
            part => {
                self.partial.insert(self.n_rows.saturating_sub(1), part);
                Ok(None)
            }
        }
    }

    fn number(&self, cell: &Cell<'_>, text: &str, scale: u32) -> Result<Option<i64>, (Breach, Text)> {
        let wanted = self.input.map_or(Type::Decimal, |input| input.value_type);
        let number = match cell {
            Cell::Whole(number) => Some(Decimal::from(*number)),
            Cell::Number(number) => Some(*number),
            _ => quantity::parse(text, wanted).ok(),
        };
        let number = number.and_then(|number| multiply(number, self.times)).map(|number| number.normalize());
        let Some(number) = number else { return Err((Breach::Number, quantity::allowed(wanted))) };
        self.in_range(Value::Number(number))?;
        // A finer figure than the law counts in is told, not rounded.
        let scaled = mantissa(number, scale).and_then(|scaled| i64::try_from(scaled).ok());
        scaled.map(Some).ok_or_else(|| (Breach::Number, too_fine(scale)))
    }

    fn group(&mut self, text: &str) -> Result<Option<i64>, (Breach, Text)> {
        let many = || Text::new("quá 255 giá trị khác nhau", "more than 255 different values");
        let code = u8::try_from(self.codes.len()).ok().filter(|code| usize::from(*code) < MOST_VALUES);
        let Some(code) = code else { return Err((Breach::Code, many())) };
        self.codes.insert(text.to_owned(), Read::Code(code));
        if let Kind::Open = self.kind { Ok(Some(code.into())) } else { Err((Breach::Code, many())) }
    }

    fn in_range(&self, value: Value) -> Result<(), (Breach, Text)> {
        let Some((input, (low, high))) = self.input.and_then(|input| Some((input, input.range?))) else {
            return Ok(());
        };
        if low <= value && value <= high {
            return Ok(());
        }
        let ends = |at: Value| value_text(at, input.value_type, self.program);
        let (low, high) = (ends(low), ends(high));
        let text = Text::new(
            format!("được phép: từ {} đến {}", low.vi, high.vi),
            format!("allowed: {} to {}", low.en, high.en),
        );
        Err((Breach::Range, text))
    }

    /// Whether two rows hold the same, or the same part, or both nothing.
    pub(super) fn is_same(&self, one: u32, other: u32) -> bool {
        let is_open = |row: u32| self.open.binary_search(&row).is_ok();
        let (left, right) = (one as usize, other as usize);
        match (is_open(one), is_open(other)) {
            (true, true) => self.partial.get(&one) == self.partial.get(&other),
            (false, false) => match &self.values {
                Values::Small(values) => values.get(left) == values.get(right),
                Values::Months(values) => values.get(left) == values.get(right),
                Values::Days(values) => values.get(left) == values.get(right),
                Values::Whole(values) => values.get(left) == values.get(right),
            },
            _ => false,
        }
    }

    /// The rows in another order, or some of them.
    pub(super) fn take(&mut self, order: &[u32]) {
        fn of<T: Copy>(values: &mut Vec<T>, order: &[u32]) {
            *values = order.iter().filter_map(|row| values.get(*row as usize)).copied().collect();
        }
        match &mut self.values {
            Values::Small(values) => of(values, order),
            Values::Months(values) => of(values, order),
            Values::Days(values) => of(values, order),
            Values::Whole(values) => of(values, order),
        }
        if !self.open.is_empty() {
            let was_open: HashSet<u32> = self.open.iter().copied().collect();
            let moved = (0_u32..).zip(order).filter(|(_, old)| was_open.contains(old));
            let moved: Vec<(u32, u32)> = moved.map(|(new, old)| (new, *old)).collect();
            self.open = moved.iter().map(|(new, _)| *new).collect();
            let partial = moved.iter().filter_map(|(new, old)| Some((*new, *self.partial.get(old)?)));
            self.partial = partial.collect();
        }
        self.n_rows = u32::try_from(order.len()).unwrap_or(u32::MAX);
    }

    /// What stands where nothing is known: one of the values that may be. It counts only where all come to the same.
    fn filler(&self) -> i64 {
        match self.kind {
            // Of a date that is known in part it is one that may be: who is settled, is settled for these days only.
            Kind::Date => match self.partial.get(&self.n_rows.saturating_sub(1)) {
                Some(Told::Month(year, month)) => day_of(*year, *month),
                Some(Told::Year(year)) => day_of(*year, 1),
                Some(Told::Day(_)) | None => day_of(2000, 1),
            },
            Kind::Number(scale) => {
                let low = self.input.and_then(|input| input.range).and_then(|(low, _)| low.as_number());
                low.and_then(|low| mantissa(low, scale)).and_then(|low| i64::try_from(low).ok()).unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// Makes every row the same: a value taken for granted.
    ///
    /// # Errors
    /// A text that is no value of the input.
    pub(super) fn assume(&mut self, text: &str, n_rows: u32) -> Result<(), Text> {
        if text.trim() == UNKNOWN {
            self.open = (0..n_rows).collect();
        }
        let value = self.read(&Cell::of_text(text)).ok().flatten();
        let value = if self.open.is_empty() { value } else { Some(self.filler()) };
        let value = value.ok_or_else(|| no_meaning(&self.name, "assume", text, &self.kind))?;
        let n = n_rows as usize;
        self.values = match &self.values {
            Values::Small(_) => Values::Small(vec![u8::try_from(value).unwrap_or(0); n]),
            Values::Months(_) => Values::Months(vec![u16::try_from(value).unwrap_or(0); n]),
            Values::Days(_) => Values::Days(vec![i32::try_from(value).unwrap_or(0); n]),
            Values::Whole(_) => Values::Whole(vec![value; n]),
        };
        self.n_rows = n_rows;
        Ok(())
    }

    /// The column.
    pub(super) fn finish(self) -> ColumnData {
        match (self.values, self.kind) {
            (Values::Small(codes), Kind::Choice(values)) => {
                ColumnData::Choice { values: values.into_iter().map(|(name, _)| name).collect(), codes }
            }
            (Values::Small(codes), Kind::Open) => ColumnData::Choice { values: groups(self.codes), codes },
            (Values::Small(values), _) => ColumnData::YesNo(values),
            (Values::Months(values), _) => ColumnData::YesNoByMonth(values),
            (Values::Days(values), _) => ColumnData::Date(values),
            (Values::Whole(values), Kind::Number(scale)) => ColumnData::Number { scale, values },
            (Values::Whole(values), _) => ColumnData::Number { scale: 0, values },
        }
    }
}
