//! A chunk as it was meant: changes that complaints offer, made one after the other.
//!
//! Receives complaints with changes; hands on the changed text, and moves places in it to places of the text as written
//! and back. What is shorter than what it replaces is filled up with blanks. It knows no grammar.

use crate::diagnostic::{Diagnostic, Edit};
use crate::span::Span;

/// The most changes that are made to one declaration.
const MAX_MENDED: usize = 20;

/// A text with the changes that were made to it.
#[derive(Debug)]
pub(super) struct Mended {
    /// The text as it was meant.
    pub(super) text: String,
    /// The first byte of the text in its file.
    base: usize,
    /// What was changed, in order of place.
    changes: Vec<Change>,
}

/// Bytes that were changed: the first of them and the one after them, in the chunk as written and as meant.
#[derive(Clone, Copy, Debug)]
struct Change {
    written: (usize, usize),
    meant: (usize, usize),
}

/// Which end of something a place is: at a change it belongs to what stands before or behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

impl Mended {
    /// A text that begins at a byte of its file.
    pub(super) fn new(text: &str, base: usize) -> Self {
        Self { text: text.to_owned(), base, changes: Vec::new() }
    }

    /// Makes the changes of a complaint about the text as it was meant so far; whether they were made.
    pub(super) fn mend(&mut self, found: &Diagnostic) -> bool {
        let is_some = !found.edits.is_empty() && self.changes.len() < MAX_MENDED;
        if !is_some || !found.edits.iter().all(|edit| self.fits(edit)) {
            return false;
        }
        let mut edits: Vec<&Edit> = found.edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        for edit in edits.into_iter().rev() {
            if let Some((start, end)) = self.range(edit.span) {
                self.replace(start, end, &edit.text);
            }
        }
        true
    }

    fn replace(&mut self, start: usize, end: usize, text: &str) {
        let blank = " ".repeat((end - start).saturating_sub(text.len()));
        let n_more = text.len().saturating_sub(end - start);
        let written = (self.written_at(start, End::First), self.written_at(end, End::Last));
        self.text.replace_range(start..end, &format!("{text}{blank}"));
        let position = self.changes.iter().take_while(|change| change.meant.1 <= start).count();
        for later in self.changes.iter_mut().skip(position) {
            later.meant = (later.meant.0 + n_more, later.meant.1 + n_more);
        }
        self.changes.insert(position, Change { written, meant: (start, end + n_more) });
    }

    fn range(&self, span: Span) -> Option<(usize, usize)> {
        Some((span.start.checked_sub(self.base)?, span.end.checked_sub(self.base)?))
    }

    fn fits(&self, edit: &Edit) -> bool {
        let Some((start, end)) = self.range(edit.span) else {
            return false;
        };
        let is_free = !self.changes.iter().any(|change| start < change.meant.1 && change.meant.0 < end);
        is_free && self.text.get(start..end).is_some_and(|old| old != edit.text)
    }

    /// A place in the text as it was meant: of what was changed all, since its parts stand elsewhere.
    pub(super) fn written(&self, span: Span) -> Span {
        let place = |at: usize, end| at.checked_sub(self.base).map_or(at, |at| self.base + self.written_at(at, end));
        Span { start: place(span.start, End::First), end: place(span.end, End::Last), ..span }
    }

    fn written_at(&self, at: usize, end: End) -> usize {
        let before = self.changes.iter().take_while(|change| change.meant.0 < at).last();
        before.map_or(at, |change| match end {
            _ if change.meant.1 <= at => change.written.1 + (at - change.meant.1),
            End::First => change.written.0,
            End::Last => change.written.1,
        })
    }

    /// Where a byte of the chunk as written stands in the chunk as it was meant.
    pub(super) fn meant_at(&self, at: usize) -> usize {
        self.meant_end(at, End::First)
    }

    fn meant_end(&self, at: usize, end: End) -> usize {
        let is_before = |change: &&Change| {
            change.written.1 < at || (change.written.1 == at && (end == End::First || change.written.0 < at))
        };
        let before = self.changes.iter().take_while(is_before).last();
        before.map_or(at, |change| change.meant.1 + (at - change.written.1))
    }

    /// What was meant at a place of the text as written.
    pub(super) fn slice(&self, span: Span) -> &str {
        let range = self.range(span);
        let range = range.map(|(start, end)| (self.meant_end(start, End::First), self.meant_end(end, End::Last)));
        range.and_then(|(start, end)| self.text.get(start..end)).unwrap_or("").trim_end()
    }

    /// A complaint about the text as it was meant; a change inside of what was changed already is not offered.
    pub(super) fn of_written(&self, mut found: Diagnostic) -> Diagnostic {
        let is_inside = |edit: &Edit| {
            let range = self.range(edit.span);
            range.is_some_and(|(start, end)| {
                self.changes.iter().any(|change| start < change.meant.1 && change.meant.0 < end)
            })
        };
        if found.edits.iter().any(is_inside) {
            found.edits.clear();
        }
        found.primary.span = self.written(found.primary.span);
        for label in &mut found.labels {
            label.span = self.written(label.span);
        }
        for edit in &mut found.edits {
            edit.span = self.written(edit.span);
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
        assert!(mended.mend(&found(16, 20, "cao tuổi")));
        assert_eq!(mended.text, "khi   cao tuổi");
        assert_eq!((mended.written(span(16, 26)), mended.written(span(20, 26))), (span(16, 20), span(16, 20)));
        assert_eq!((mended.slice(span(10, 15)), mended.slice(span(16, 20))), ("khi", "cao tuổi"));
    }

    #[test]
    fn what_stands_behind_something_longer_is_found_again() {
        let span = |start, end| Span { file: FileId(0), start, end };
        let found = |start, end, text: &str| {
            Diagnostic::new(Code::new("E0", "x", &[]), span(start, end), Text::same("")).edit(span(start, end), text)
        };
        let mut mended = Mended::new("set a 5 b", 0);
        assert!(mended.mend(&found(6, 7, "5_000")) && mended.mend(&found(5, 5, ":")));
        assert_eq!(mended.text, "set a: 5_000 b");
        let places = [span(4, 5), span(5, 6), span(7, 12), span(13, 14)].map(|place| mended.written(place));
        assert_eq!(places, [span(4, 5), span(5, 5), span(6, 7), span(8, 9)]);
        assert_eq!(places.map(|place| mended.slice(place)), ["a", "", "5_000", "b"]);
        assert_eq!([0, 4, 6, 8].map(|at| mended.meant_at(at)), [0, 4, 7, 13]);
    }
}
