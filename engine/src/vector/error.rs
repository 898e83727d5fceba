//! Why a plan cannot be run on a population.
//!
//! Data and its texts. It knows no instruction.

use std::fmt;

use ansinh_grammar::{Language, Text};

/// Why a plan cannot be run on a population, or has failed on a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum VectorError {
    /// The law asks for a fact that the population does not have.
    MissingInput {
        /// The input's name.
        input: String,
        /// Its label.
        label: Text,
    },
    /// A column of the population is of another kind than the law's input.
    WrongKind {
        /// The input's name.
        input: String,
    },
    /// A value of the population is not one of the law's.
    UnknownChoice {
        /// The input's name.
        input: String,
        /// The value.
        value: String,
    },
    /// A value of the population lies outside what the law's input may hold.
    OutOfRange {
        /// The input's name.
        input: String,
        /// The row, counted from 0.
        row: usize,
    },
    /// The law follows a link that the population does not have.
    MissingLink {
        /// The link's name.
        link: String,
    },
    /// The plan does something that this evaluator refuses.
    Unsupported {
        /// What.
        what: String,
    },
    /// The law gives no answer for a row: a conflict or a gap.
    Fault {
        /// The column of the plan.
        column: String,
        /// The row, counted from 0, among persons or households.
        row: usize,
    },
}

impl VectorError {
    /// What is wrong and what to do.
    #[must_use]
    pub fn message(&self) -> Text {
        match self {
            Self::MissingInput { input, label } => Text::new(
                format!("dân số này không có dữ kiện `{input}` ({})", label.vi),
                format!("this population does not have the fact `{input}` ({})", label.en),
            ),
            Self::WrongKind { input } => Text::new(
                format!("cột `{input}` của dân số không cùng kiểu với dữ kiện của luật"),
                format!("the population's column `{input}` is of another kind than the law's input"),
            ),
            Self::UnknownChoice { input, value } => Text::new(
                format!("`{value}` không phải là giá trị của `{input}` trong luật"),
                format!("`{value}` is not a value of the law's `{input}`"),
            ),
            Self::OutOfRange { input, row } => Text::new(
                format!("giá trị của `{input}` ở dòng {} nằm ngoài phạm vi", row + 1),
                format!("the value of `{input}` in row {} is out of range", row + 1),
            ),
            Self::MissingLink { link } => Text::new(
                format!("dân số này không có liên kết `{link}`"),
                format!("this population does not have the link `{link}`"),
            ),
            Self::Unsupported { what } => Text::new(
                format!("chưa tính được trên dân số: {what}"),
                format!("cannot be computed on a population yet: {what}"),
            ),
            Self::Fault { column, row } => Text::new(
                format!("luật không có câu trả lời duy nhất cho `{column}` ở dòng {}", row + 1),
                format!("the law gives no single answer for `{column}` in row {}", row + 1),
            ),
        }
    }
}

impl fmt::Display for VectorError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.message().get(Language::En))
    }
}

impl std::error::Error for VectorError {}
