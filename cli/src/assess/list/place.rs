//! What is wrong with a row, and where.
//!
//! Receives a file, a row, a column and a value; hands on one line for the reader. It judges nothing.

use std::sync::Arc;

use ansinh_grammar::Text;

/// So many characters of a value are shown.
const MOST_SHOWN: usize = 60;

/// One thing that is wrong with one row.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Wrong {
    /// The file.
    pub(super) file: Arc<str>,
    /// The line of the file in which the row begins.
    pub(super) line: u64,
    /// The column, where it is one.
    pub(super) column: Option<String>,
    /// What stands there.
    pub(super) value: Option<String>,
    /// What is wrong and what to do.
    pub(super) what: (String, String),
}

impl Wrong {
    /// The whole as one line.
    pub(super) fn text(&self) -> Text {
        let (file, line) = (&self.file, self.line);
        let column = |word: &str| self.column.as_ref().map_or_else(String::new, |name| format!(", {word} `{name}`"));
        let value = self.value.as_ref().map_or_else(String::new, |value| format!("`{}`: ", cut(value)));
        Text::new(
            format!("{file} dòng {line}{}: {value}{}", column("cột"), self.what.0),
            format!("{file} line {line}{}: {value}{}", column("column"), self.what.1),
        )
    }
}

fn cut(value: &str) -> String {
    let plain: String = value.chars().map(|letter| if letter.is_control() { '·' } else { letter }).collect();
    if plain.chars().count() <= MOST_SHOWN {
        return plain;
    }
    plain.chars().take(MOST_SHOWN).chain(['…']).collect()
}
