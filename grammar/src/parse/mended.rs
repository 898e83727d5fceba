//! A chunk as it was meant: changes that complaints offer, made where no byte after them changes its place.
//!
//! Receives complaints with changes; hands on the changed text, and moves places in it to places of the text as written.
//! It knows no grammar.

use crate::diagnostic::{Diagnostic, Edit};
use crate::span::Span;

/// The most changes that are made to one declaration.
const MAX_MENDED: usize = 20;

/// A text with the changes that were made to it.
#[derive(Debug)]
pub(super) struct Mended {
    /// The text as it was meant, as long as it is written.
    pub(super) text: String,
    /// The first byte of the text in its file.
    base: usize,
    /// What was changed, in the file: the first byte of each and the byte after it.
    ranges: Vec<(usize, usize)>,
}

impl Mended {
    /// A text that begins at a byte of its file.
    pub(super) fn new(text: &str, base: usize) -> Self {
        Self { text: text.to_owned(), base, ranges: Vec::new() }
    }

    /// Makes the changes of a complaint; whether they were made.
    pub(super) fn mend(&mut self, found: &Diagnostic) -> bool {
        let is_some = !found.edits.is_empty() && self.ranges.len() < MAX_MENDED;
        if !is_some || !found.edits.iter().all(|edit| self.fits(edit)) {
            return false;
        }
        for edit in &found.edits {
            if let Some((start, end)) = self.range(edit.span) {
                let blank = " ".repeat(end - start - edit.text.len());
                self.text.replace_range(start..end, &format!("{}{blank}", edit.text));
                self.ranges.push((edit.span.start, edit.span.end));
            }
        }
        true
    }

    fn range(&self, span: Span) -> Option<(usize, usize)> {
        Some((span.start.checked_sub(self.base)?, span.end.checked_sub(self.base)?))
    }

    fn fits(&self, edit: &Edit) -> bool {
        let is_free = !self.ranges.iter().any(|(start, end)| edit.span.start < *end && *start < edit.span.end);
        is_free
            && self.range(edit.span).is_some_and(|(start, end)| {
                edit.text.len() <= end - start && self.text.get(start..end).is_some_and(|old| old != edit.text)
            })
    }

    /// A place in the text as it was meant: of what was changed all, since its parts stand elsewhere.
    pub(super) fn written(&self, span: Span) -> Span {
        let (mut start, mut end) = (span.start, span.end);
        for (from, to) in &self.ranges {
            if *from < start && start < *to {
                start = *from;
            }
            if *from < end && end < *to {
                end = *to;
            }
        }
        Span { start, end, ..span }
    }

    /// A complaint about the text as it was meant; a change inside of what was changed already is not offered.
    pub(super) fn of_written(&self, mut found: Diagnostic) -> Diagnostic {
        found.primary.span = self.written(found.primary.span);
        for label in &mut found.labels {
            label.span = self.written(label.span);
        }
        if found.edits.iter().any(|edit| self.written(edit.span) != edit.span) {
            found.edits.clear();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Mended;
    use crate::diagnostic::{Code, Diagnostic};
    use crate::language::Text;
    use crate::span::{FileId, Span};

    #[test]
    fn what_follows_a_change_keeps_its_place() {
        let span = |start, end| Span { file: FileId(0), start, end };
        let found = |start, end, text: &str| {
            Diagnostic::new(Code::new("E0", "x", &[]), span(start, end), Text::same("")).edit(span(start, end), text)
        };
        let mut mended = Mended::new("nếu già", 10);
        assert!(mended.mend(&found(10, 15, "khi")));
        assert_eq!(mended.text, "khi   già");
        assert_eq!((mended.written(span(10, 13)), mended.written(span(16, 20))), (span(10, 15), span(16, 20)));
        assert!(!mended.mend(&found(10, 13, "la")), "it was changed already");
        assert!(!mended.mend(&found(16, 20, "cao tuổi")), "it is longer");
    }
}
