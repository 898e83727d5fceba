//! Which name means what: every declaration, and every place that uses one.
//!
//! Receives names as they are declared and resolved; hands on two tables for editors, translators and indexes.
//! It knows no types and decides nothing.

use std::collections::BTreeMap;

use ansinh_grammar::tree::{Name, QualifiedName};
use ansinh_grammar::{Language, Span};

use super::Checker;
use super::names::Symbol;

/// A declared name: its position in [`Symbols::declared`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SymbolId(pub usize);

/// One way a declaration is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spelling {
    /// The name.
    pub text: String,
    /// Its language, if it is an alias; the first name is in whichever language no alias is in.
    pub language: Option<Language>,
    /// Where it is declared.
    pub span: Span,
}

/// Something that has a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Declared {
    /// What it is.
    pub symbol: Symbol,
    /// The file that declares it.
    pub module: usize,
    /// Its own name first, then its aliases.
    pub names: Vec<Spelling>,
    /// What it lies in: the benefit of a category, the enumeration of a value.
    pub inside: Option<SymbolId>,
}

impl Declared {
    /// Its own name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().map_or("", |name| &name.text)
    }

    /// Where it is declared under its own name.
    #[must_use]
    pub fn span(&self) -> Span {
        self.names.first().map_or_else(Span::default, |name| name.span)
    }

    /// The name in a language: the alias in it, or else its own name.
    #[must_use]
    pub fn name_in(&self, language: Language) -> &str {
        let alias = self.names.iter().find(|name| name.language == Some(language));
        alias.map_or_else(|| self.name(), |name| &name.text)
    }
}

/// A place that uses a declared name: one part of a qualified name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Reference {
    /// The place, with its file.
    pub span: Span,
    /// What is meant.
    pub symbol: SymbolId,
}

/// Every declaration and every use of one, also of a program with errors.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    /// What is declared.
    pub declared: Vec<Declared>,
    /// The uses, in order of position.
    pub references: Vec<Reference>,
}

impl Symbols {
    /// What an id stands for.
    #[must_use]
    pub fn get(&self, id: SymbolId) -> Option<&Declared> {
        self.declared.get(id.0)
    }

    /// The declared name whose own place or use covers a byte of a file.
    #[must_use]
    pub fn at(&self, file: ansinh_grammar::FileId, byte: usize) -> Option<(SymbolId, Span)> {
        let covers = |span: Span| span.file == file && span.start <= byte && byte <= span.end;
        let used = self.references.iter().find(|reference| covers(reference.span));
        used.map(|reference| (reference.symbol, reference.span)).or_else(|| {
            self.declared.iter().enumerate().find_map(|(idx, declared)| {
                let name = declared.names.iter().find(|name| covers(name.span))?;
                Some((SymbolId(idx), name.span))
            })
        })
    }

    /// The id of a symbol.
    #[must_use]
    pub fn id_of(&self, symbol: Symbol) -> Option<SymbolId> {
        self.declared.iter().position(|declared| declared.symbol == symbol).map(SymbolId)
    }
}

/// What is recorded while checking; a place that is resolved twice counts once.
#[derive(Default)]
pub(super) struct Record {
    declared: Vec<Declared>,
    ids: BTreeMap<Symbol, SymbolId>,
    uses: BTreeMap<Span, SymbolId>,
    /// The variables and things that are in scope, the innermost last.
    locals: Vec<SymbolId>,
}

impl Record {
    pub(super) fn declare(
        &mut self,
        symbol: Symbol,
        module: usize,
        names: Vec<Spelling>,
        inside: Option<SymbolId>,
    ) -> SymbolId {
        let id = SymbolId(self.declared.len());
        self.ids.insert(symbol, id);
        self.declared.push(Declared { symbol, module, names, inside });
        id
    }

    pub(super) fn use_of(&mut self, symbol: SymbolId, span: Span) {
        self.uses.insert(span, symbol);
    }

    /// The last declaration of a symbol.
    pub(super) fn id_of(&self, symbol: Symbol) -> Option<SymbolId> {
        self.ids.get(&symbol).copied()
    }

    fn get(&self, id: SymbolId) -> Option<&Declared> {
        self.declared.get(id.0)
    }

    pub(super) fn finish(self) -> Symbols {
        let references = self.uses.into_iter().map(|(span, symbol)| Reference { span, symbol }).collect();
        Symbols { declared: self.declared, references }
    }
}

impl Checker {
    /// Declares a name that is known only here: a member of a collection, a thing of a test.
    pub(super) fn declare_local(&mut self, name: &Name, symbol: Symbol) {
        let names = vec![Spelling { text: name.text.clone(), language: None, span: name.span }];
        let id = self.record.declare(symbol, self.module, names, None);
        self.record.locals.push(id);
    }

    /// Forgets the local names: the next clause or test has others.
    pub(super) fn forget_locals(&mut self) {
        self.record.locals.clear();
    }

    /// Records the use of a local name, if there is one of that name.
    pub(super) fn use_local(&mut self, name: &str, span: Span) {
        let is_called = |id: &&SymbolId| self.record.get(**id).is_some_and(|declared| declared.name() == name);
        if let Some(id) = self.record.locals.iter().rev().find(is_called).copied() {
            self.record.use_of(id, span);
        }
    }

    /// Records the use of a symbol.
    pub(super) fn use_symbol(&mut self, symbol: Symbol, span: Span) {
        if let Some(id) = self.record.id_of(symbol) {
            self.record.use_of(id, span);
        }
    }

    /// Records the use of a module by its full name, or complains that there is none.
    pub(super) fn use_module(&mut self, name: &QualifiedName) {
        let wanted = name.joined();
        match self.program.modules.iter().position(|module| *module == wanted) {
            Some(module) => self.use_symbol(Symbol::Module(module), name.span),
            None => self.unknown_module(name),
        }
    }

    /// Where the name that is used at a place is declared.
    pub(super) fn declared_at(&self, place: Span) -> Option<Span> {
        let (_, id) =
            self.record.uses.iter().rev().find(|(used, _)| used.file == place.file && used.end == place.end)?;
        self.record.get(*id).map(Declared::span)
    }

    /// The language in which the file being checked is written.
    pub(super) fn surface(&self) -> Language {
        self.surfaces.get(self.module).copied().flatten().unwrap_or(Language::En)
    }

    /// A keyword in the language of the file being checked.
    pub(super) fn keyword(&self, token: &str) -> &'static str {
        ansinh_grammar::keyword::by_token(token).map_or("", |keyword| keyword.spelling(self.surface()))
    }

    /// Records what the parts of a qualified name mean: the last one, and the module or benefit before it.
    pub(super) fn use_qualified(&mut self, name: &QualifiedName, meant: SymbolId) {
        let Some((last, outer)) = name.parts.split_last() else {
            return;
        };
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
}
