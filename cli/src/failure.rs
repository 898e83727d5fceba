//! Why a command could not do its work.
//!
//! Receives what went wrong; hands on a text for the reader and the code to leave with. It writes nothing.

use std::path::Path;
use std::{fmt, io};

use ansinh_grammar::{Diagnostic, SourceFile, Text};

use crate::draw;
use crate::view::View;

/// Everything was done and nothing is wrong.
pub(crate) const FINE: u8 = 0;
/// The work was done and found something wrong: a policy with errors, a test that does not hold, a code that is not there.
pub(crate) const FOUND_WRONG: u8 = 1;
/// The work could not be done: wrong arguments, wrong input, a file that cannot be read or written.
pub(crate) const NOT_DONE: u8 = 2;

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The arguments or the input are wrong: all that is wrong with them.
    Input(Vec<Text>),
    /// Files that are no text: where, in which encoding they seem to be, and what to do.
    Undecoded(Vec<Text>),
    /// What was asked about is not there.
    NoSuch(Text),
    /// The policies have errors.
    Policies(Vec<SourceFile>, Vec<Diagnostic>),
    /// The policies give no answer to this question: no value on the day, a number that does not fit.
    NoAnswer(Vec<SourceFile>, Vec<Diagnostic>),
}

impl Failure {
    /// One thing that is wrong with the arguments or the input.
    pub(crate) fn input(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Input(vec![Text::new(vi, en)])
    }

    /// Nothing, or all that is wrong: with the input, and with files that are no text.
    ///
    /// # Errors
    /// If anything is wrong.
    pub(crate) fn of_files(wrong: Vec<Text>, undecoded: Vec<Text>) -> Result<(), Self> {
        match (wrong.is_empty(), undecoded.is_empty()) {
            (true, true) => Ok(()),
            (true, false) => Err(Self::Undecoded(undecoded)),
            (false, _) => Err(Self::Input(wrong.into_iter().chain(undecoded).collect())),
        }
    }

    /// A file that cannot be read.
    pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Self {
        let (path, reason) = (path.display(), reason(error));
        Self::input(format!("không đọc được `{path}`: {}", reason.vi), format!("cannot read `{path}`: {}", reason.en))
    }

    /// A file that cannot be written.
    pub(crate) fn unwritable(path: impl fmt::Display, error: &io::Error) -> Self {
        let reason = reason(error);
        Self::input(format!("không ghi được `{path}`: {}", reason.vi), format!("cannot write `{path}`: {}", reason.en))
    }

    /// The code to leave with.
    pub(crate) const fn code(&self) -> u8 {
        match self {
            Self::Input(_) | Self::NoAnswer(..) => NOT_DONE,
            Self::Undecoded(_) | Self::NoSuch(_) | Self::Policies(..) => FOUND_WRONG,
        }
    }

    /// What is wrong, for the reader.
    pub(crate) fn text(&self, view: View) -> String {
        match self {
            Self::Input(wrong) | Self::Undecoded(wrong) => {
                let lead = view.say("lỗi", "error");
                wrong.iter().map(|wrong| format!("{lead}: {}\n", view.get(wrong))).collect()
            }
            Self::NoSuch(wrong) => format!("{}: {}\n", view.say("lỗi", "error"), view.get(wrong)),
            Self::Policies(sources, diagnostics) | Self::NoAnswer(sources, diagnostics) => {
                draw::draw(diagnostics, sources, view)
            }
        }
    }
}

fn reason(error: &io::Error) -> Text {
    match error.kind() {
        io::ErrorKind::NotFound => Text::new("không có tệp hoặc thư mục này", "there is no such file or folder"),
        io::ErrorKind::PermissionDenied => Text::new("không được phép", "permission denied"),
        io::ErrorKind::IsADirectory => Text::new("đây là thư mục", "this is a folder"),
        io::ErrorKind::NotADirectory => Text::new("một phần đường dẫn không phải thư mục", "part of it is no folder"),
        io::ErrorKind::StorageFull => Text::new("hết chỗ trên đĩa", "no space is left"),
        _ => Text::same(error.to_string()),
    }
}
