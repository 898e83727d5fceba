//! A day as an option names it.
//!
//! Receives what is written; hands on the date, or what is wrong and how to write it. It knows no command.

use ansinh_engine::value::Date;
use ansinh_grammar::Text;

/// A day that an option names.
///
/// # Errors
/// If it is none.
pub(crate) fn day(option: &str, text: &str) -> Result<Date, Text> {
    Date::parse(text).ok_or_else(|| {
        Text::new(
            format!("{option}: `{text}` không phải là ngày; viết như 2024-07-01"),
            format!("{option}: `{text}` is no day; write it as 2024-07-01"),
        )
    })
}
