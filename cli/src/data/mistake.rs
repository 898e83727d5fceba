//! What is wrong with the rows of a table: all of it.
//!
//! Receives one complaint after another; hands on counts by kind, the first of them as lines, and all of them as a table
//! of rejects. It judges nothing.

use std::collections::BTreeMap;
use std::fmt::Write;

use ansinh_grammar::Text;

use crate::view::View;

/// So many complaints are kept one by one; the counts know them all.
const MOST_KEPT: usize = 1_000_000;
/// So many characters of a value are shown.
const MOST_SHOWN: usize = 60;

/// The rule that a row breaks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Breach {
    /// As many cells as columns.
    Cells,
    /// A name where one is needed.
    Named,
    /// A name once only.
    NamedOnce,
    /// A household that the table of households has.
    Household,
    /// Somebody in each household.
    Somebody,
    /// A code that the mapping or the law knows.
    Code,
    /// A day of the calendar, written as said.
    Date,
    /// A number.
    Number,
    /// A value inside the range of the input.
    Range,
    /// Links to persons of the same household.
    Link,
    /// One value for the whole household.
    Same,
    /// A weight above zero.
    Weight,
}

impl Breach {
    /// The stable name.
    const fn code(self) -> &'static str {
        match self {
            Self::Cells => "cells",
            Self::Named => "no-name",
            Self::NamedOnce => "repeated-name",
            Self::Household => "no-household",
            Self::Somebody => "nobody",
            Self::Code => "unknown-code",
            Self::Date => "no-date",
            Self::Number => "no-number",
            Self::Range => "out-of-range",
            Self::Link => "wrong-link",
            Self::Same => "contradiction",
            Self::Weight => "wrong-weight",
        }
    }

    fn label(self) -> Text {
        match self {
            Self::Cells => Text::new("dòng thừa hoặc thiếu ô", "rows with too many or too few cells"),
            Self::Named => Text::new("thiếu mã", "names that are missing"),
            Self::NamedOnce => Text::new("mã lặp lại", "names that stand twice"),
            Self::Household => Text::new("hộ không có trong bảng hộ", "households that the table of households lacks"),
            Self::Somebody => Text::new("hộ không có ai", "households with nobody"),
            Self::Code => Text::new("mã giá trị không có trong bảng ánh xạ", "codes that the mapping does not know"),
            Self::Date => Text::new("ngày không hợp lệ", "days that are none"),
            Self::Number => Text::new("số không hợp lệ", "numbers that are none"),
            Self::Range => Text::new("giá trị ngoài phạm vi", "values out of range"),
            Self::Link => Text::new("liên kết sai", "wrong links"),
            Self::Same => Text::new("giá trị của hộ mâu thuẫn nhau", "households that contradict themselves"),
            Self::Weight => Text::new("quyền số sai", "wrong weights"),
        }
    }
}

/// Where something is wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'a> {
    pub(super) file: &'a str,
    pub(super) row: u64,
    pub(super) column: &'a str,
}

/// One complaint.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Mistake {
    file: String,
    row: u64,
    column: String,
    value: String,
    rule: Breach,
    remedy: (String, String),
}

/// All complaints.
#[derive(Default, Debug)]
pub(crate) struct Mistakes {
    kept: Vec<Mistake>,
    counts: BTreeMap<Breach, u64>,
}

impl Mistakes {
    /// Adds a complaint.
    pub(super) fn add(&mut self, at: At<'_>, value: &str, rule: Breach, remedy: Text) {
        *self.counts.entry(rule).or_default() += 1;
        if self.kept.len() < MOST_KEPT {
            let At { file, row, column } = at;
            let (file, column, value) = (file.to_owned(), column.to_owned(), cut(value));
            self.kept.push(Mistake { file, row, column, value, rule, remedy: (remedy.vi, remedy.en) });
        }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> u64 {
        self.counts.values().sum()
    }

    /// How many there are of each kind, with the stable name and the label.
    pub(crate) fn by_kind(&self) -> Vec<(&'static str, Text, u64)> {
        self.counts.iter().map(|(rule, count)| (rule.code(), rule.label(), *count)).collect()
    }

    /// The counts by kind, and the first complaints in the order of files and rows.
    pub(crate) fn told(&mut self, most: usize, view: View) -> String {
        self.kept.sort();
        let mut text = String::new();
        for (_, label, count) in self.by_kind() {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{}: {count} {}", view.say("lỗi", "error"), view.get(&label));
        }
        for mistake in self.kept.iter().take(most) {
            let Mistake { file, row, column, value, remedy, .. } = mistake;
            let column =
                if column.is_empty() { String::new() } else { format!(", {} `{column}`", view.say("cột", "column")) };
            let value = if value.is_empty() { String::new() } else { format!("`{value}`: ") };
            let (line, remedy) = (view.say("dòng", "row"), view.say(&remedy.0, &remedy.1));
            let _ = writeln!(text, "  {file} {line} {row}{column}: {value}{remedy}");
        }
        let shown = self.kept.len().min(most) as u64;
        if self.count() > shown {
            let more = self.count() - shown;
            let _ = writeln!(
                text,
                "  {} {more} {}",
                view.say("và", "and"),
                view.say("lỗi nữa; --rejects TỆP ghi tất cả", "more; --rejects FILE writes them all")
            );
        }
        text
    }

    /// All complaints as a CSV table.
    pub(crate) fn rejects(&mut self, view: View) -> Result<String, csv::Error> {
        self.kept.sort();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["file", "row", "column", "value", "rule", "remedy"])?;
        for mistake in &self.kept {
            let remedy = view.say(&mistake.remedy.0, &mistake.remedy.1);
            let row = mistake.row.to_string();
            writer.write_record([&mistake.file, &row, &mistake.column, &mistake.value, mistake.rule.code(), remedy])?;
        }
        let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn cut(value: &str) -> String {
    let plain: String = value.chars().map(|letter| if letter.is_control() { '·' } else { letter }).collect();
    if plain.chars().count() <= MOST_SHOWN {
        return plain;
    }
    plain.chars().take(MOST_SHOWN).chain(['…']).collect()
}
