//! Which name means what: every declaration, and every place that uses one.
//!
//! Receives names as they are declared and resolved; hands on two tables for editors, translators and indexes.
//! It knows no types and decides nothing.

use std::collections::BTreeMap;

use ansinh_grammar::{Language, Span};

use crate::check::names::symbol::Symbol;

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
pub(in crate::check) struct Record {
    declared: Vec<Declared>,
    ids: BTreeMap<Symbol, SymbolId>,
    pub(in crate::check) uses: BTreeMap<Span, SymbolId>,
    /// The variables and things that are in scope, the innermost last.
    pub(in crate::check) locals: Vec<SymbolId>,
}

impl Record {
    pub(in crate::check) fn declare(
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

    pub(in crate::check) fn use_of(&mut self, symbol: SymbolId, span: Span) {
        self.uses.insert(span, symbol);
    }

    /// The last declaration of a symbol.
    pub(in crate::check) fn id_of(&self, symbol: Symbol) -> Option<SymbolId> {
        self.ids.get(&symbol).copied()
    }

    pub(in crate::check) fn get(&self, id: SymbolId) -> Option<&Declared> {
        self.declared.get(id.0)
    }

    /// Every declaration so far, in order.
    pub(in crate::check) fn declared(&self) -> &[Declared] {
        &self.declared
    }

    /// What was declared last.
    pub(in crate::check) fn last(&self) -> Option<Symbol> {
        self.declared.last().map(|declared| declared.symbol)
    }

    pub(in crate::check) fn finish(self) -> Symbols {
        let references = self.uses.into_iter().map(|(span, symbol)| Reference { span, symbol }).collect();
        Symbols { declared: self.declared, references }
    }
}
