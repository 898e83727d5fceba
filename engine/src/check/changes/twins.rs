//! Names that changes add beside the same names of the law, or of other changes that apply with them.
//!
//! Receives every declaration, and which patch adds it; hands on complaints. Two of one module are told where they are
//! declared. It applies no change.

use std::collections::BTreeMap;

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text};

use crate::check::checker::Checker;
use crate::check::names::symbol::Symbol;
use crate::codes;
use crate::hir::{PatchId, Program};

/// One name of a category or an exception.
#[derive(Clone, Copy)]
struct Part {
    symbol: Symbol,
    module: usize,
    /// The patch that adds it; nothing of the law.
    patch: Option<PatchId>,
    span: Span,
}

impl Checker {
    /// Remembers that what was declared last belongs to a patch.
    pub(super) fn added_by(&mut self, patch: PatchId) {
        if let Some(last) = self.record.last() {
            self.added.insert(last, patch);
        }
    }

    /// Complains of an added name that something else of the same benefit or definition has, in whatever module.
    pub(in crate::check) fn check_twins(&mut self) {
        let mut named: BTreeMap<(Symbol, bool, &str), Vec<Part>> = BTreeMap::new();
        for declared in self.record.declared() {
            let Some((container, is_exception)) = container(declared.symbol) else { continue };
            for name in &declared.names {
                let (symbol, patch) = (declared.symbol, self.added.get(&declared.symbol).copied());
                let part = Part { symbol, module: declared.module, patch, span: name.span };
                named.entry((container, is_exception, &name.text)).or_default().push(part);
            }
        }
        let mut found = Vec::new();
        let mut told = Vec::new();
        for ((_, _, name), parts) in &named {
            for (at, part) in parts.iter().enumerate() {
                let is_twin = |other: &&Part| {
                    other.symbol != part.symbol && other.module != part.module && meet(&self.program, other, part)
                };
                if let Some(twin) = parts.iter().take(at).find(is_twin) {
                    // What is added comes second, wherever the files stand.
                    let (first, second) = if part.patch.is_some() { (twin, part) } else { (part, twin) };
                    if !told.contains(&(first.symbol, second.symbol)) {
                        told.push((first.symbol, second.symbol));
                        found.push(repeated(name, first.span, second.span));
                    }
                }
            }
        }
        self.diagnostics.extend(found);
    }
}

fn repeated(name: &str, first: Span, second: Span) -> Diagnostic {
    let headline = Text::new(format!("`{name}` đã được khai báo"), format!("`{name}` is declared already"));
    Diagnostic::new(codes::REPEATED_NAME, second, headline)
        .label(first, Text::new("khai báo lần đầu ở đây", "first declared here"))
        .note(Text::new(
            "hai thứ cùng tên của một chế độ hoặc định nghĩa cùng áp dụng, và không phân biệt được",
            "two of one name in one benefit or definition apply together and cannot be told apart",
        ))
        .help(Text::new("đặt cho phần được thêm một tên khác", "give what is added another name"))
}

/// What a category or an exception lies in, and whether it is an exception.
fn container(symbol: Symbol) -> Option<(Symbol, bool)> {
    match symbol {
        Symbol::Category(category) => Some((Symbol::Benefit(category.benefit), false)),
        Symbol::Exception(benefit, _) => Some((Symbol::Benefit(benefit), true)),
        Symbol::DefinitionException(definition, _) => Some((Symbol::Definition(definition), true)),
        _ => None,
    }
}

/// Whether two declarations are ever part of one law.
fn meet(program: &Program, left: &Part, right: &Part) -> bool {
    let (Some(left), Some(right)) = (left.patch, right.patch) else {
        return true;
    };
    left == right || is_included(program, left, right) || are_both_law(program, left, right)
}

/// Whether some patch takes both with it.
fn is_included(program: &Program, left: PatchId, right: PatchId) -> bool {
    (0..program.patches.len()).map(PatchId).any(|id| {
        let mut layers = Vec::new();
        program.push_layers(id, &mut layers);
        layers.contains(&left) && layers.contains(&right)
    })
}

/// Whether both may be in force beside each other: drafts never are, and those of two places only where one module uses
/// both.
fn are_both_law(program: &Program, left: PatchId, right: PatchId) -> bool {
    let (Some(left), Some(right)) = (program.patch(left), program.patch(right)) else {
        return false;
    };
    if left.scenario.is_some() && right.scenario.is_some() {
        return false;
    }
    let is_for_all = |patch: &crate::hir::Patch| patch.scenario.is_none() && patch.scope.is_none();
    let is_used_by_one = || {
        (0..program.modules.len()).any(|module| {
            let used = program.used_by(module);
            used.contains(&left.module) && used.contains(&right.module)
        })
    };
    is_for_all(left) || is_for_all(right) || is_used_by_one()
}
