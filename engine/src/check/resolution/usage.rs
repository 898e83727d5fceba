//! Records which name is used where.
//!
//! Receives names as they are resolved, and local ones; fills the record. It decides nothing.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Name, QualifiedName};
use ansinh_grammar::{Language, Span, Text};

use crate::check::checker::Checker;
use crate::check::names::nearest::nearest;
use crate::check::names::record::{Declared, Spelling, SymbolId};
use crate::check::names::symbol::Symbol;
use crate::codes;

impl Checker {
    /// Declares a name that is known only here: a member of a collection, a thing of a test.
    pub(in crate::check) fn declare_local(&mut self, name: &Name, symbol: Symbol) {
        let names = vec![Spelling { text: name.text.clone(), language: None, span: name.span }];
        let id = self.record.declare(symbol, self.module, names, None);
        self.record.locals.push(id);
    }

    /// Forgets the local names: the next clause or test has others.
    pub(in crate::check) fn forget_locals(&mut self) {
        self.record.locals.clear();
    }

    /// Records the use of a local name, if there is one of that name.
    pub(in crate::check) fn use_local(&mut self, name: &str, span: Span) {
        let is_called = |id: &&SymbolId| self.record.get(**id).is_some_and(|declared| declared.name() == name);
        if let Some(id) = self.record.locals.iter().rev().find(is_called).copied() {
            self.record.use_of(id, span);
        }
    }

    /// Records the use of a symbol.
    pub(in crate::check) fn use_symbol(&mut self, symbol: Symbol, span: Span) {
        if let Some(id) = self.record.id_of(symbol) {
            self.record.use_of(id, span);
        }
    }

    /// Records the use of a module by its full name, or complains that there is none.
    pub(in crate::check) fn use_module(&mut self, name: &QualifiedName) {
        let wanted = name.joined();
        match self.program.modules.iter().position(|module| *module == wanted) {
            Some(module) => self.use_symbol(Symbol::Module(module), name.span),
            None => self.unknown_module(name),
        }
    }

    /// Where the name that is used at a place is declared.
    pub(in crate::check) fn declared_at(&self, place: Span) -> Option<Span> {
        let (_, id) =
            self.record.uses.iter().rev().find(|(used, _)| used.file == place.file && used.end == place.end)?;
        self.record.get(*id).map(Declared::span)
    }

    /// The language in which the file being checked is written.
    pub(in crate::check) fn surface(&self) -> Language {
        self.surfaces.get(self.module).copied().flatten().unwrap_or(Language::En)
    }

    /// A keyword in the language of the file being checked.
    pub(in crate::check) fn keyword(&self, token: &str) -> &'static str {
        ansinh_grammar::keyword::by_token(token).map_or("", |keyword| keyword.spelling(self.surface()))
    }

    /// Records what the parts of a qualified name mean: the last one, and the module or benefit before it.
    pub(super) fn use_qualified(&mut self, name: &QualifiedName, meant: SymbolId) {
        let Some((last, outer)) = name.parts.split_last() else {
            return;
        };
        // A name that a remedy put there stands nowhere in the text.
        if last.span.end - last.span.start != last.text.len() {
            return;
        }
        self.record.use_of(meant, last.span);
        let (Some(first), Some(end)) = (outer.first(), outer.last()) else {
            return;
        };
        let declared = self.record.get(meant);
        let inside = declared.and_then(|declared| declared.inside);
        let is_container = inside
            .and_then(|id| self.record.get(id))
            .is_some_and(|found| found.names.iter().any(|name| name.text == end.text));
        if let Some(inside) = inside.filter(|_| is_container) {
            self.record.use_of(inside, end.span);
        } else if let Some(module) = declared.map(|declared| declared.module) {
            self.use_symbol(Symbol::Module(module), first.span.to(end.span));
        }
    }

    /// The complaint about a module that is not there.
    pub(in crate::check) fn unknown_module(&mut self, name: &QualifiedName) {
        let wanted = name.joined();
        let headline = Text::new(format!("không có mô đun `{wanted}`"), format!("there is no module `{wanted}`"));
        let mut found = Diagnostic::new(codes::UNKNOWN_NAME, name.span, headline);
        let modules = self.program.modules.iter().filter(|module| !module.starts_with('#'));
        if let Some(near) = nearest(&wanted, modules, |module| module.as_str()) {
            found = found
                .help(Text::new(format!("có phải là `{near}`?"), format!("did you mean `{near}`?")))
                .edit(name.span, near);
        } else if let Some(near) = self.module_that_declares(name) {
            let last = name.last();
            found = found
                .help(Text::new(
                    format!("`{last}` khai báo ở mô đun `{near}`: có phải là mô đun ấy?"),
                    format!("`{last}` is declared in the module `{near}`: did you mean that?"),
                ))
                .edit(name.span, near);
        }
        self.report(found);
    }

    /// The only module that declares what was taken for a module; of several, the only one of the same law.
    fn module_that_declares(&self, name: &QualifiedName) -> Option<&str> {
        let law = name.parts.first().filter(|_| name.parts.len() > 1).map(|part| format!("{}.", part.text));
        let modules = self.names.modules_of(name.last());
        let named =
            || modules.iter().filter_map(|at| self.program.modules.get(*at)).filter(|name| !name.starts_with('#'));
        let of_law: Vec<&String> =
            named().filter(|name| law.as_ref().is_some_and(|law| name.starts_with(law))).collect();
        let fitting = if of_law.is_empty() { named().collect() } else { of_law };
        match fitting.as_slice() {
            [only] => Some(only.as_str()),
            _ => None,
        }
    }
}
