//! Draws complaints with the lines they are about.
//!
//! Receives diagnostics and the files; hands on a text for a terminal. It decides nothing and knows no command.

use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use ansinh_engine::lower::{OVERFLOW, UNKNOWN_WORLD};
use ansinh_grammar::{Diagnostic, FileId, Label, Severity, SourceFile, Span};

use crate::view::View;

/// All complaints, one after the other, with a free line between them.
pub(crate) fn draw(diagnostics: &[Diagnostic], sources: &[SourceFile], view: View) -> String {
    let renderer = if view.is_coloured { Renderer::styled() } else { Renderer::plain() };
    let drawn = |diagnostic: &Diagnostic| format!("{}\n\n", renderer.render(&[group(diagnostic, sources, view)]));
    diagnostics.iter().map(drawn).collect()
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a [SourceFile], view: View) -> Group<'a> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR.with_name(view.say("lỗi", "error")),
        Severity::Warning => Level::WARNING.with_name(view.say("cảnh báo", "warning")),
    };
    let headline = level.primary_title(view.get(&diagnostic.headline)).id(diagnostic.code.id);
    let mut group = headline.elements(snippets(diagnostic, sources, view));
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.with_name(view.say("ghi chú", "note")).message(view.get(note)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.with_name(view.say("gợi ý", "help")).message(view.get(help)));
    }
    group
}

/// One snippet a file: first the file of the primary label.
fn snippets<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a [SourceFile],
    view: View,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    // Complaints about the question, such as a scenario that does not exist, are about no place in a file.
    if matches!(diagnostic.code, UNKNOWN_WORLD | OVERFLOW) && diagnostic.primary.span == Span::default() {
        return Vec::new();
    }
    let first = diagnostic.primary.span.file;
    let others: BTreeSet<FileId> = diagnostic.labels.iter().map(|label| label.span.file).collect();
    let files = [first].into_iter().chain(others.into_iter().filter(|file| *file != first));
    files
        .filter_map(|file| {
            let source = sources.get(file.0)?;
            let primary = (file == first).then_some((&diagnostic.primary, AnnotationKind::Primary));
            let labels = diagnostic.labels.iter().filter(|label| label.span.file == file);
            let annotations = primary
                .into_iter()
                .chain(labels.map(|label| (label, AnnotationKind::Context)))
                .map(|(label, kind)| annotation(label, kind, source, view));
            Some(Snippet::source(source.text()).path(source.path()).annotations(annotations))
        })
        .collect()
}

fn annotation<'a>(
    label: &'a Label,
    kind: AnnotationKind,
    source: &SourceFile,
    view: View,
) -> annotate_snippets::Annotation<'a> {
    let text = view.get(&label.text);
    kind.span(inside(label.span.range(), source.text())).label((!text.is_empty()).then_some(text))
}

/// A range that lies inside a text and between its characters.
fn inside(range: Range<usize>, text: &str) -> Range<usize> {
    let start = text.floor_char_boundary(range.start);
    start..text.ceil_char_boundary(range.end).max(start)
}
