//! A piece of a policy as written, with what each name in it stands for.
//!
//! Receives a place; hands on lines of pieces. It knows names, texts and comments, and no syntax beyond them.

use ansinh_grammar::{SourceFile, Span};

use crate::check::{SymbolId, Symbols};

/// One piece of a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Words and signs of the language.
    Plain(String),
    /// A text in quotation marks.
    Quoted(String),
    /// A comment.
    Comment(String),
    /// A name, where it is used.
    Name(String, SymbolId),
}

/// The text of a place as lines of pieces, without the indentation that all lines but the first share.
#[must_use]
pub fn code(symbols: &Symbols, source: &SourceFile, place: Span) -> Vec<Vec<Piece>> {
    pieces(symbols, source, place, 0)
}

/// Lines of pieces; all but the first begin at least so many blanks deep.
fn pieces(symbols: &Symbols, source: &SourceFile, place: Span, n_kept: usize) -> Vec<Vec<Piece>> {
    let mut lines = vec![Vec::new()];
    let mut at = place.start;
    for reference in references(symbols, place) {
        if reference.span.start < at {
            continue;
        }
        push_text(&mut lines, source.slice(Span { start: at, end: reference.span.start, ..place }));
        let name = source.slice(reference.span).to_owned();
        if let Some(line) = lines.last_mut() {
            line.push(Piece::Name(name, reference.symbol));
        }
        at = reference.span.end;
    }
    push_text(&mut lines, source.slice(Span { start: at, end: place.end, ..place }));
    outdent(&mut lines, n_kept);
    lines
}

/// The text of a whole declaration: from the beginning of its first line.
#[must_use]
pub fn code_of(symbols: &Symbols, source: &SourceFile, whole: Span) -> Vec<Vec<Piece>> {
    let text = source.slice(whole);
    let n_blanks = text.len() - text.trim_start_matches(' ').len();
    let n_end = text.len() - text.trim_end().len();
    // What stands under the first line of a declaration stays two blanks deeper than it.
    pieces(symbols, source, Span { start: whole.start + n_blanks, end: whole.end.saturating_sub(n_end), ..whole }, 2)
}

/// The uses of names in a place; the table is in order of position.
fn references(symbols: &Symbols, place: Span) -> impl Iterator<Item = &crate::check::Reference> {
    let first =
        symbols.references.partition_point(|found| (found.span.file, found.span.start) < (place.file, place.start));
    let rest = symbols.references.get(first..).unwrap_or(&[]);
    rest.iter().take_while(move |found| found.span.file == place.file && found.span.end <= place.end)
}

/// Adds a text without names in it: a name never lies in quotation marks or in a comment.
fn push_text(lines: &mut Vec<Vec<Piece>>, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            lines.push(Vec::new());
        }
        let Some(last) = lines.last_mut() else { continue };
        let mut rest = line;
        while let Some(first) = rest.find(['"', '#']) {
            let (before, marked) = rest.split_at(first);
            push(last, Piece::Plain, before);
            let end = if marked.starts_with('#') { marked.len() } else { quoted_end(marked) };
            let (marked, after) = marked.split_at(end);
            push(last, if marked.starts_with('#') { Piece::Comment } else { Piece::Quoted }, marked);
            rest = after;
        }
        push(last, Piece::Plain, rest);
    }
}

fn push(line: &mut Vec<Piece>, kind: fn(String) -> Piece, text: &str) {
    if !text.is_empty() {
        line.push(kind(text.to_owned()));
    }
}

/// Where a text in quotation marks ends.
fn quoted_end(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            '\\' if !is_escaped => is_escaped = true,
            '"' if !is_escaped => return at + 1,
            _ => is_escaped = false,
        }
    }
    text.len()
}

/// Takes the blanks away that every line after the first begins with.
fn outdent(lines: &mut [Vec<Piece>], n_kept: usize) {
    let blanks = |line: &Vec<Piece>| match line.first() {
        Some(Piece::Plain(text)) => text.len() - text.trim_start_matches(' ').len(),
        _ => 0,
    };
    let n_shared = lines.iter().skip(1).filter(|line| !line.is_empty()).map(blanks).min().unwrap_or(0);
    let n_taken = n_shared.saturating_sub(n_kept);
    for line in lines.iter_mut().skip(1) {
        if let Some(Piece::Plain(text)) = line.first_mut() {
            *text = text.get(n_taken..).unwrap_or("").to_owned();
        }
    }
}
