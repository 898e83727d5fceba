//! Reads one chunk and goes on after a mistake.
//!
//! Receives a chunk; adds its declaration and its complaints to what was read of the file. A broken item is set
//! aside by blanking its lines, so that one mistake does not hide the rest. It knows where items begin,
//! and leaves their meaning to the readers of each construct.

use pest::Parser;

use super::chunk::Chunk;
use super::mended::Mended;
use super::opening::{indent, starts_item};
use super::reader::{Reader, keyword_of, language};
use super::{Parsed, PolicyParser, Rule, Surface, codes, columns, message, misplaced, prose, scan};
use crate::diagnostic::{Code, Diagnostic};
use crate::keyword;
use crate::language::{Language, Text};
use crate::span::{FileId, Span};
use crate::tree::{Extent, Name};

/// How many broken items of one declaration are set aside before the declaration is given up.
const MAX_MISTAKES: usize = 10;
/// Complaints about what was read all the same.
const WHOLE: [Code; 2] = [codes::MISLEADING_LAYOUT, codes::OTHER_SURFACE];
/// How many keywords of the other language are reported in one file.
const MAX_SURFACE_REPORTS: usize = 5;

/// Reads a chunk into the file, and notes whether all of it could be read.
pub(super) fn read_chunk(file: FileId, chunk: Chunk<'_>, surface: &mut Surface, parsed: &mut Parsed) {
    let n_before = parsed.diagnostics.len();
    read(file, chunk, surface, parsed);
    let found = parsed.diagnostics.get(n_before..).unwrap_or_default();
    let is_whole = found.iter().all(|found| WHOLE.contains(&found.code));
    let span = Span { file, start: chunk.start, end: chunk.start + chunk.text.len() };
    parsed.file.extents.push(Extent { span, is_whole });
}

fn read(file: FileId, chunk: Chunk<'_>, surface: &mut Surface, parsed: &mut Parsed) {
    let found = scan::scan(file, chunk);
    let is_hopeless = found.iter().any(|found| found.code != codes::UNCLOSED_BRACKET);
    if is_hopeless {
        parsed.diagnostics.extend(found);
        parsed.file.broken.extend(declared_name(file, chunk));
        return;
    }
    let unclosed = found.first().map(|found| found.primary.span.start - chunk.start);
    parsed.diagnostics.extend(found);
    let mut meant = Mended::new(chunk.text, chunk.start);
    for (found, place) in misplaced::complaints(file, chunk.start, chunk.text) {
        parsed.diagnostics.push(found);
        let blank = " ".repeat(place.len());
        meant.text.replace_range(place, &blank);
    }
    let mut last_mistake = dates_and_names(file, chunk, &mut meant, surface.has_signs, parsed);
    let mut n_set_aside = 0;
    while n_set_aside < MAX_MISTAKES {
        let error = match PolicyParser::parse(Rule::chunk, &meant.text) {
            Ok(pairs) => {
                read_whole(file, chunk, &meant, pairs, surface, parsed);
                return;
            }
            Err(error) => error,
        };
        let at = error_position(&error);
        let text = &meant.text;
        let is_echo = last_mistake.is_some_and(|blanked| is_echo(text, blanked, at));
        let open = unclosed.map(|open| meant.meant_at(open));
        let is_of_bracket = open.is_some_and(|open| open <= at && text.as_bytes().get(open) == Some(&b'('));
        let is_second = is_echo || is_of_bracket;
        if !is_second && let Some(n_more) = tell(file, chunk, &mut meant, &error, surface.own(), parsed) {
            last_mistake = last_mistake.map(|end| if end > at { end + n_more } else { end });
            continue;
        }
        n_set_aside += 1;
        let Some(end) = blank_item(&mut meant.text, at) else {
            break;
        };
        last_mistake = Some(end);
    }
    parsed.file.broken.extend(declared_name(file, chunk));
}

/// Tells of a place where the grammar could not go on; how many bytes longer the text is if it was mended.
fn tell(
    file: FileId,
    chunk: Chunk<'_>,
    meant: &mut Mended,
    error: &pest::error::Error<Rule>,
    own: Language,
    parsed: &mut Parsed,
) -> Option<usize> {
    let (at, n_bytes) = (error_position(error), meant.text.len());
    let found = message::unexpected(file, Chunk { text: &meant.text, ..chunk }, at, error, own);
    let told = meant.of_written(found.clone());
    let is_mended = meant.mend(&found);
    if is_mended {
        // A name that was put together may be none: that is no second mistake.
        parsed.file.broken.extend(joined_name(&told));
    }
    parsed.diagnostics.push(told);
    is_mended.then(|| meant.text.len() - n_bytes)
}

/// Reads dates, and names that are keywords, as they were meant, the last one first, so that those before it keep their
/// places; an item whose date could not be put into its place is set aside, up to the byte that is handed on.
fn dates_and_names(
    file: FileId,
    chunk: Chunk<'_>,
    meant: &mut Mended,
    has_signs: bool,
    parsed: &mut Parsed,
) -> Option<usize> {
    let mut last_mistake = None;
    let mut all = prose::dates::complaints(file, chunk.start, chunk.text);
    let names = prose::taken::complaints(file, chunk.start, chunk.text);
    all.extend(names.into_iter().map(|found| (found, true)));
    // What nothing else tells is not mended in silence.
    all.retain(|(_, is_told)| *is_told || has_signs);
    all.sort_by_key(|(found, _)| found.primary.span.start);
    for (found, is_told) in all.into_iter().rev() {
        let n_bytes = meant.text.len();
        if meant.mend(&found) {
            last_mistake = last_mistake.map(|end| end + meant.text.len() - n_bytes);
            if !is_told {
                continue;
            }
        } else {
            let blanked = blank_item(&mut meant.text, found.primary.span.start - chunk.start);
            last_mistake = last_mistake.or(blanked);
        }
        parsed.diagnostics.push(found);
    }
    last_mistake
}

/// Reads a chunk that the grammar reads to its end.
fn read_whole(
    file: FileId,
    chunk: Chunk<'_>,
    meant: &Mended,
    mut pairs: pest::iterators::Pairs<'_, Rule>,
    surface: &mut Surface,
    parsed: &mut Parsed,
) {
    let Some(pair) = pairs.next() else { return };
    let n_before = parsed.diagnostics.len();
    check_surface(file, chunk, &pair, surface, parsed);
    // A tab has no width that columns could be counted by; it is a mistake of its own.
    if !meant.text.contains('\t') {
        parsed.diagnostics.extend(columns::complaints(file, chunk.start, &meant.text, &pair));
    }
    let found = parsed.diagnostics.split_off(n_before);
    parsed.diagnostics.extend(found.into_iter().map(|found| meant.of_written(found)));
    read_pair(file, chunk, meant, pair, surface, parsed);
    let mut found = parsed.diagnostics.split_off(n_before);
    // Where something is read otherwise than it is meant, its lines cannot stand right.
    if found.iter().any(|found| found.code == codes::UNEXPECTED) {
        found.retain(|found| found.code != codes::MISLEADING_LAYOUT);
    }
    parsed.diagnostics.append(&mut found);
}

fn read_pair(
    file: FileId,
    chunk: Chunk<'_>,
    meant: &Mended,
    pair: super::reader::Pair<'_>,
    surface: &mut Surface,
    parsed: &mut Parsed,
) {
    let mut reader = Reader { file, base: chunk.start, meant, diagnostics: Vec::new(), depth: 0 };
    let is_read = reader.chunk(pair, &mut parsed.file).is_some();
    surface.language = parsed.file.language;
    if !is_read {
        parsed.file.broken.extend(declared_name(file, chunk));
        // Whatever the grammar accepts the reader reads or complains of; nothing is ever given up in silence.
        if reader.diagnostics.is_empty() {
            let span = Span { file, start: chunk.start, end: chunk.start + first_line_length(chunk.text) };
            let headline = Text::new("không đọc được khai báo này", "this declaration cannot be read");
            reader.complain(codes::UNEXPECTED, span, headline);
        }
    }
    parsed.diagnostics.append(&mut reader.diagnostics);
}

fn first_line_length(text: &str) -> usize {
    text.lines().next().unwrap_or("").trim_end().len()
}

pub(super) fn error_position(error: &pest::error::Error<Rule>) -> usize {
    match error.location {
        pest::error::InputLocation::Pos(at) => at,
        pest::error::InputLocation::Span((start, _)) => start,
    }
}

/// The name that a chunk declares, read from its first line.
fn declared_name(file: FileId, chunk: Chunk<'_>) -> Option<Name> {
    let line = chunk.text.lines().next()?;
    let after_keyword = keyword::all().iter().find_map(|keyword| {
        Language::ALL.into_iter().find_map(|language| {
            let rest = line.strip_prefix(keyword.spelling(language))?;
            rest.starts_with(' ').then_some(rest)
        })
    })?;
    let name = after_keyword.trim_start();
    let start = chunk.start + line.len() - name.len();
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '_' | '.');
    let length = name.find(|character: char| !is_part(character)).unwrap_or(name.len());
    let text = name.get(..length).filter(|text| !text.is_empty())?.to_owned();
    Some(Name { text, span: Span { file, start, end: start + length } })
}

/// The name that a complaint offers for several words.
fn joined_name(found: &Diagnostic) -> Option<Name> {
    let edit = found.edits.first()?;
    let is_name = edit.text.contains('_') && edit.text.chars().all(|sign| sign.is_alphanumeric() || sign == '_');
    // The name stands for as many bytes as were written.
    let is_as_long = edit.span.end - edit.span.start == edit.text.len();
    (is_name && is_as_long).then(|| Name { text: edit.text.clone(), span: edit.span })
}

/// Whether a mistake only shows that an item was set aside: it lies at the code that follows the blanked lines,
/// or at the end of a declaration that now lacks them.
fn is_echo(text: &str, blanked: usize, at: usize) -> bool {
    first_code_after(text, blanked) == Some(at) || first_code_after(text, at).is_none()
}

/// The first byte at or after `from` that is neither blank nor comment.
pub(super) fn first_code_after(text: &str, from: usize) -> Option<usize> {
    let mut is_comment = false;
    for (at, character) in text.get(from..)?.char_indices() {
        is_comment = (is_comment || character == '#') && character != '\n';
        if !is_comment && !character.is_whitespace() {
            return Some(from + at);
        }
    }
    None
}

/// A line of a chunk: its first byte and its text with the line end.
type Line<'t> = (usize, &'t str);

/// Blanks the lines of the item that a mistake belongs to; the byte after them, or nothing if that is the head.
pub(super) fn blank_item(text: &mut String, at: usize) -> Option<usize> {
    let lines = lines(text);
    let error_line = lines.iter().rposition(|(start, _)| *start <= at)?;
    let first = first_line_of_item(&lines, error_line, at)?;
    let (start, line) = *lines.get(first)?;
    let own_indent = indent(line);
    let mut last = first;
    for (idx, (_, line)) in lines.iter().enumerate().skip(first + 1) {
        let is_inside = line.trim().is_empty() || indent(line) > own_indent || idx <= last;
        let is_closing = line.trim_start().starts_with(')');
        if !is_inside && !is_closing {
            break;
        }
        last = idx;
    }
    let (last_start, last_line) = *lines.get(last)?;
    let end = last_start + last_line.len();
    let blanked: String = text.get(start..end)?.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    if blanked == text.get(start..end)? {
        return None;
    }
    text.replace_range(start..end, &blanked);
    Some(end)
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            (start, line)
        })
        .collect()
}

/// The line on which the broken item begins. A mistake found at the first word of an item belongs to the item
/// before: the grammar complains at the next word.
fn first_line_of_item(lines: &[Line<'_>], error_line: usize, at: usize) -> Option<usize> {
    let (start, line) = lines.get(error_line)?;
    let is_at_first_word = *start + indent(line) == at;
    if is_at_first_word && !starts_item(line) && error_line > 0 && !line.trim_start().starts_with(')') {
        return Some(error_line);
    }
    let mut idx = if is_at_first_word { error_line.checked_sub(1)? } else { error_line };
    loop {
        let (_, line) = lines.get(idx)?;
        if idx == 0 {
            return None;
        }
        if starts_item(line) {
            return Some(idx);
        }
        idx -= 1;
    }
}

/// Reports keywords of the language that the file is not written in.
fn check_surface(
    file: FileId,
    chunk: Chunk<'_>,
    pair: &super::reader::Pair<'_>,
    surface: &mut Surface,
    parsed: &mut Parsed,
) {
    let header = pair.clone().into_inner().flatten().find(|part| part.as_rule() == Rule::language_header);
    if let Some(header) = header {
        surface.language =
            header.into_inner().find(|part| part.as_rule() == Rule::lang).and_then(|part| language(&part));
    }
    let own = surface.own();
    for part in pair.clone().into_inner().flatten() {
        let Some(keyword) = keyword_of(part.as_rule()) else {
            continue;
        };
        if keyword.is_spelt(part.as_str(), own) || surface.n_reported >= MAX_SURFACE_REPORTS {
            continue;
        }
        surface.n_reported += 1;
        let span = Span { file, start: chunk.start + part.as_span().start(), end: chunk.start + part.as_span().end() };
        parsed.diagnostics.push(other_surface(span, part.as_str(), keyword.spelling(own), own));
    }
}

fn other_surface(span: Span, found: &str, wanted: &str, own: Language) -> Diagnostic {
    let headline = match own {
        Language::En => Text::new(
            format!("tệp này viết bằng tiếng Anh, nhưng `{found}` là từ khóa tiếng Việt"),
            format!("this file is written in English, but `{found}` is a Vietnamese keyword"),
        ),
        Language::Vi => Text::new(
            format!("tệp này viết bằng tiếng Việt, nhưng `{found}` là từ khóa tiếng Anh"),
            format!("this file is written in Vietnamese, but `{found}` is an English keyword"),
        ),
    };
    Diagnostic::new(codes::OTHER_SURFACE, span, headline)
        .help(Text::new(format!("viết `{wanted}`"), format!("write `{wanted}`")))
        .edit(span, wanted)
}
