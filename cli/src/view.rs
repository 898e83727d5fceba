//! How the reader wants to read: language, colours, progress.
//!
//! Receives the choice on the command line and the environment; hands on one small value, and writes texts out.
//! It knows no command.

use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};

use ansinh_grammar::{Language, Text};

/// How the reader wants to read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct View {
    /// The language.
    pub(crate) language: Language,
    /// Whether what is written to the output may be coloured.
    pub(crate) is_coloured: bool,
}

impl View {
    /// The view of a reader of a language at this terminal, or at no terminal.
    pub(crate) fn of(language: Language) -> Self {
        let is_plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || env::var_os("TERM").is_some_and(|value| value == "dumb");
        Self { language, is_coloured: io::stdout().is_terminal() && !is_plain }
    }

    /// One of two wordings.
    pub(crate) fn say<'t>(self, vi: &'t str, en: &'t str) -> &'t str {
        match self.language {
            Language::Vi => vi,
            Language::En => en,
        }
    }

    /// The form of a text that the reader reads.
    pub(crate) fn get(self, text: &Text) -> &str {
        text.get(self.language)
    }
}

/// The language of the environment: Vietnamese if the locale begins with `vi`, or else English.
pub(crate) fn language_of_environment() -> Language {
    let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")).unwrap_or_default();
    if locale.to_lowercase().starts_with("vi") { Language::Vi } else { Language::En }
}

/// Writes all of a text. A reader who has gone away is no failure.
///
/// # Errors
/// Anything else that keeps the text from being written.
pub(crate) fn write_all(mut to: impl Write, text: &str) -> io::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// A text of the writer's without characters that would steer a terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { '\u{fffd}' } else { character }).collect()
}
