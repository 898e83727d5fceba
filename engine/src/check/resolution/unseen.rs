//! Names that are declared in a module which the file does not use: one complaint for each module.
//!
//! Receives names as they are met; hands on complaints when all are known, with the line that is missing.

use std::collections::BTreeSet;

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{self, QualifiedName};
use ansinh_grammar::{Span, Text};

use crate::check::checker::Checker;
use crate::check::names::wanted::Wanted;
use crate::check::noted::Unseen;
use crate::codes;

/// The most names that a complaint lists.
const MOST_NAMES: usize = 3;

impl Checker {
    /// Whether a name is declared in modules that the file does not use; then it is remembered.
    pub(in crate::check) fn is_unseen(&mut self, name: &QualifiedName, wanted: Wanted) -> bool {
        if self.blind.contains(&self.module) {
            return false;
        }
        let declared = self.names.elsewhere(self.module, name.last(), wanted);
        if declared.is_empty() {
            return false;
        }
        let (name, span) = (name.last().to_owned(), name.span);
        self.unseen.push(Unseen { from: self.module, name, span, declared });
        true
    }

    /// One complaint for each module that is missing in a file: first the one that declares most of what is used.
    pub(in crate::check) fn report_unseen(&mut self, files: &[tree::File]) {
        let mut left = std::mem::take(&mut self.unseen);
        left.sort_by_key(|unseen| unseen.span);
        left.dedup_by_key(|unseen| unseen.span);
        while let Some(first) = left.first() {
            let from = first.from;
            let modules: BTreeSet<usize> =
                left.iter().filter(|unseen| unseen.from == from).flat_map(Unseen::modules).collect();
            let names = |module: &usize| {
                let supplied =
                    left.iter().filter(|unseen| unseen.from == from && unseen.modules().any(|at| at == *module));
                supplied.map(|unseen| unseen.name.as_str()).collect::<BTreeSet<_>>().len()
            };
            let Some(module) = modules.iter().copied().max_by_key(|module| (names(module), std::cmp::Reverse(*module)))
            else {
                return;
            };
            let (supplied, others): (Vec<_>, Vec<_>) =
                left.into_iter().partition(|unseen| unseen.from == from && unseen.modules().any(|at| at == module));
            left = others;
            self.module = from;
            let found = self.module_missing(&supplied, module, files.get(from));
            self.diagnostics.extend(found);
        }
    }

    fn module_missing(&self, supplied: &[Unseen], module: usize, file: Option<&tree::File>) -> Option<Diagnostic> {
        let first = supplied.first()?;
        let module_name = self.program.modules.get(module)?;
        let mut names: Vec<&str> = Vec::new();
        for unseen in supplied {
            if !names.contains(&unseen.name.as_str()) {
                names.push(&unseen.name);
            }
        }
        let listed = format!("`{}`", names.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join("`, `"));
        let listed = match names.len().saturating_sub(MOST_NAMES) {
            0 => Text::same(listed),
            more => Text::new(format!("{listed} và {more} tên khác"), format!("{listed} and {more} more")),
        };
        let headline = Text::new(
            format!("tệp này chưa dùng mô đun `{module_name}`, nơi khai báo {}", listed.vi),
            format!("this file does not use the module `{module_name}`, which declares {}", listed.en),
        );
        let mut found = Diagnostic::new(codes::UNKNOWN_NAME, first.span, headline)
            .saying(Text::new("không tìm thấy", "not found"))
            .help(Text::new(format!("thêm dòng `dùng {module_name}`"), format!("add a line `use {module_name}`")));
        if let Some((_, declared)) = first.declared.iter().find(|(at, _)| *at == module) {
            found = found.label(*declared, Text::new("khai báo ở mô đun này", "declared in this module"));
        }
        let line = format!("{} {module_name}", self.keyword("use"));
        Some(match file.and_then(|file| place_of_use(file, &line)) {
            Some((place, text)) => found.edit(place, text),
            None => found,
        })
    }
}

/// Where a further line of use goes, and what is put there: behind the last one, else behind the module's head.
fn place_of_use(file: &tree::File, line: &str) -> Option<(Span, String)> {
    let after = |span: Span| Span { start: span.end, ..span };
    if let Some(last) = file.uses.last() {
        let span = last.short.as_ref().map_or(last.module.span, |short| short.span);
        return Some((after(span), format!("\n{line}")));
    }
    let head = file.module.as_ref()?.name.span;
    let is_head = |extent: &&tree::Extent| extent.span.start <= head.start && head.end <= extent.span.end;
    let extent = file.extents.iter().find(is_head)?;
    Some((after(extent.span), format!("{line}\n\n")))
}
