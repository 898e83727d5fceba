//! The policy language as text: parsing, the syntax tree and diagnostics.
//!
//! Receives text; hands on a tree exactly as written and every complaint about it.
//! It knows no types, no values and no dates in force.

pub mod diagnostic;
pub mod encoding;
pub mod format;
pub mod keyword;
pub mod language;
pub mod letters;
pub mod parse;
pub mod span;
pub mod tree;

pub use diagnostic::{Code, Diagnostic, Edit, Label, Severity};
pub use language::{Language, Text};
pub use parse::{CODES, Expected, expected, parse};
pub use span::{FileId, SourceFile, Span};
