//! Source files and places in them.
//!
//! Receives a path and a text; hands on byte ranges and line-and-column positions. It knows no syntax.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// Which file of a set a place is in: its index in the list of files handed to the checker.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct FileId(pub usize);

/// A place in a file: a range of bytes of the normalised text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The range of bytes.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// From the start of this place to the end of another in the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { end: other.end.max(self.end), ..self }
    }
}

/// A policy file: where it came from and what it says.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: String,
    text: String,
    /// Where each line begins: a place is looked up, not counted from the beginning.
    lines: Vec<usize>,
}

/// A position for a reader: both counted from 1, the column in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl SourceFile {
    /// A file with its text in Unicode normal form C and `\n` line ends, to which all spans refer.
    #[must_use]
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = text.nfc().collect::<String>().replace("\r\n", "\n").replace('\r', "\n");
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { path: path.into(), text, lines }
    }

    /// The path, as it is shown to a reader.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The normalised text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a place; empty if the place is not in this file.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The byte of the normalised text that stands at a line and a column as editors count: both from 0, the column in
    /// units of UTF-16. The end of the line or the text for a position beyond it.
    #[must_use]
    pub fn byte_at(&self, line: usize, utf16: usize) -> usize {
        let Some(start) = self.lines.get(line).copied() else {
            return self.text.len();
        };
        let rest = self.text.get(start..).unwrap_or("");
        let mut n_units = 0;
        for (at, character) in rest.char_indices() {
            if n_units >= utf16 || character == '\n' {
                return start + at;
            }
            n_units += character.len_utf16();
        }
        self.text.len()
    }

    /// The column of a byte in units of UTF-16, as editors count it, from 0.
    #[must_use]
    pub fn utf16_column(&self, byte: usize) -> usize {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        before.get(line_start..).unwrap_or("").encode_utf16().count()
    }

    /// The line and column of a byte; the end of the text for a byte beyond it.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let line = self.lines.partition_point(|start| *start <= before.len());
        let line_start = line.checked_sub(1).and_then(|at| self.lines.get(at)).copied().unwrap_or(0);
        Position { line, column: before.get(line_start..).unwrap_or("").chars().count() + 1 }
    }
}
