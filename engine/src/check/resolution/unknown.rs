//! The complaint about a name that stands for nothing, with the name that was probably meant.
//!
//! Receives the name and what is wanted at its place; hands on one complaint, or remembers that its module is not used.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::QualifiedName;
use ansinh_grammar::{Span, Text};

use crate::check::checker::Checker;
use crate::check::names::nearest::nearest;
use crate::check::names::spelling::without_marks;
use crate::check::names::wanted::{Wanted, words_of};
use crate::codes;

impl Checker {
    pub(super) fn report_unknown(&mut self, name: &QualifiedName, wanted: Wanted) {
        if self.names.broken.iter().any(|broken| broken == name.last()) {
            return;
        }
        if let Some(marked) = self.names.marked(self.module, name.last(), wanted) {
            let found = without_marks(name, marked);
            self.report(found);
            return;
        }
        if self.is_unseen(name, wanted) {
            return;
        }
        if let Some(found) = self.wrong_prefix(name, wanted) {
            self.report(found);
            return;
        }
        let (vi, en) = wanted.words();
        let headline =
            Text::new(format!("`{}` không phải là {vi}", name.joined()), format!("`{}` is not {en}", name.joined()));
        let mut found =
            Diagnostic::new(codes::UNKNOWN_NAME, name.span, headline).saying(Text::new("không tìm thấy", "not found"));
        if let Some((entry, true)) = self.names.namesake(self.module, name.last())
            && name.parts.len() == 1
        {
            let (vi, en) = words_of(entry.symbol);
            found = found.label(entry.span, Text::new(format!("đây là {vi}"), format!("this is {en}")));
        }
        let found = self.with_remedy(found, name, wanted);
        // A name may be from a module that is not there, which was told.
        if found.help.is_some() || !self.blind.contains(&self.module) {
            self.report(found);
        }
    }

    fn with_remedy(&self, mut found: Diagnostic, name: &QualifiedName, wanted: Wanted) -> Diagnostic {
        let last = name.parts.last().map_or(name.span, |part| part.span);
        if let Some(meant) = self.unit_meant(name.last(), wanted) {
            return found.help(Text::new(format!("viết `{meant}`"), format!("write `{meant}`"))).edit(last, meant);
        }
        if let Some((meant, declared)) = self.name_meant(name.last(), wanted) {
            found = found
                .help(Text::new(format!("có phải là `{meant}`?"), format!("did you mean `{meant}`?")))
                .edit(last, &meant);
            if found.labels.is_empty() {
                let said = Text::new(format!("`{meant}` khai báo ở đây"), format!("`{meant}` is declared here"));
                found = found.label(declared, said);
            }
        }
        found
    }

    /// The complaint about a benefit or a module before a dot which has nothing of this name, while another has.
    fn wrong_prefix(&self, name: &QualifiedName, wanted: Wanted) -> Option<Diagnostic> {
        let (last, outer) = name.parts.split_last()?;
        let (first, end) = (outer.first()?, outer.last()?);
        let bare = QualifiedName { parts: vec![last.clone()], span: last.span };
        let entries = self.names.candidates(self.module, &bare, wanted);
        let known = entries.first()?;
        let written = outer.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(".");
        let module = |at: usize| self.program.modules.get(at).cloned();
        let containers: Vec<String> =
            entries
                .iter()
                .flat_map(|entry| {
                    if entry.inside.is_empty() { Vec::from_iter(module(entry.module)) } else { entry.inside.clone() }
                })
                .collect();
        let span = first.span.to(end.span);
        let headline = Text::new(
            format!("`{written}` không phải là chế độ hay mô đun có `{}`", last.text),
            format!("`{written}` is no benefit or module that has `{}`", last.text),
        );
        let found = Diagnostic::new(codes::UNKNOWN_NAME, span, headline)
            .saying(Text::new("không tìm thấy", "not found"))
            .label(
                known.span,
                Text::new(format!("`{}` khai báo ở đây", last.text), format!("`{}` is declared here", last.text)),
            );
        Some(match nearest(&written, containers.iter(), |name| name.as_str()) {
            Some(near) => found
                .help(Text::new(format!("có phải là `{near}`?"), format!("did you mean `{near}`?")))
                .edit(span, near),
            None => {
                let whole = Span { end: last.span.start, ..span };
                let name = &last.text;
                found
                    .help(Text::new(format!("chỉ viết `{name}`"), format!("write `{name}` alone")))
                    .edit(whole, String::new())
            }
        })
    }
}
