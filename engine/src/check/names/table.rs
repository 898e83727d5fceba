//! The names of a program and who may see them.
//!
//! Receives the names of declarations; hands on what fits a name in a module, or the nearest one. It knows no types.

use std::collections::BTreeMap;

use ansinh_grammar::tree::QualifiedName;
use ansinh_grammar::{Span, letters};

use crate::check::names::nearest::nearest;
use crate::check::names::record::SymbolId;
use crate::check::names::spelling::looks_like;
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;

/// One declared name.
#[derive(Clone, Debug)]
pub(in crate::check) struct Entry {
    pub(in crate::check) module: usize,
    pub(in crate::check) symbol: Symbol,
    pub(in crate::check) id: SymbolId,
    pub(in crate::check) span: Span,
    /// The benefit a category or a group lies in, under all its names.
    pub(in crate::check) inside: Vec<String>,
}

/// Every name of the program.
#[derive(Default)]
pub(in crate::check) struct Names {
    pub(in crate::check) entries: BTreeMap<String, Vec<Entry>>,
    /// What each module may see besides itself: a module and the names it goes by there.
    uses: Vec<Vec<(usize, Vec<String>)>>,
    /// Names whose declarations could not be read.
    pub(in crate::check) broken: Vec<String>,
    /// Names by what they look like.
    pub(in crate::check) skeletons: BTreeMap<String, Vec<String>>,
}

impl Names {
    pub(in crate::check) fn set_uses(&mut self, uses: Vec<Vec<(usize, Vec<String>)>>) {
        self.uses = uses;
    }

    pub(in crate::check) fn add_broken(&mut self, name: &str) {
        self.broken.push(name.to_owned());
    }

    /// The module that a name means in a module: itself, or one it uses.
    pub(in crate::check) fn module(&self, from: usize, name: &str) -> Option<usize> {
        let names = |(module, names): &(usize, Vec<String>)| names.iter().any(|known| known == name).then_some(*module);
        self.uses.get(from)?.iter().find_map(names)
    }

    fn is_visible(&self, from: usize, entry: &Entry) -> bool {
        entry.module == from
            || self.uses.get(from).is_some_and(|uses| uses.iter().any(|(module, _)| *module == entry.module))
    }

    /// Whether a prefix names the entry's module or the benefit it lies in.
    fn is_inside(&self, from: usize, entry: &Entry, prefix: &str) -> bool {
        let last = prefix.rsplit('.').next().unwrap_or(prefix);
        entry.inside.iter().any(|name| looks_like(name, last))
            || self.uses.get(from).is_some_and(|uses| {
                uses.iter().any(|(module, names)| *module == entry.module && names.iter().any(|name| name == prefix))
            })
    }

    pub(in crate::check) fn candidates(&self, from: usize, name: &QualifiedName, wanted: Wanted) -> Vec<&Entry> {
        let prefix = name.parts.split_last().map_or(String::new(), |(_, outer)| {
            outer.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(".")
        });
        let fitting = |spelling: &str| -> Vec<&Entry> {
            let entries = self.entries.get(spelling).map_or(&[][..], Vec::as_slice);
            entries
                .iter()
                .filter(|entry| wanted.fits(entry.symbol) && self.is_visible(from, entry))
                .filter(|entry| prefix.is_empty() || self.is_inside(from, entry, &prefix))
                .collect()
        };
        let exact = fitting(name.last());
        if !exact.is_empty() || name.last().is_ascii() {
            return exact;
        }
        // Either place of a tone mark is accepted.
        let alike = self.skeletons.get(&letters::skeleton(name.last())).map_or(&[][..], Vec::as_slice);
        alike.iter().flat_map(|spelling| fitting(spelling)).collect()
    }

    /// The name that was meant by one typed without any mark.
    pub(in crate::check) fn marked(&self, from: usize, name: &str, wanted: Wanted) -> Option<&str> {
        let is_meant =
            |entries: &[Entry]| entries.iter().any(|entry| wanted.fits(entry.symbol) && self.is_visible(from, entry));
        let n_letters = name.chars().count();
        let is_like = |candidate: &str| !candidate.is_ascii() && candidate.chars().count() == n_letters;
        let mut candidates = self.entries.iter().filter(|(candidate, _)| is_like(candidate));
        let found = candidates.find(|(candidate, entries)| is_meant(entries) && letters::bare(candidate) == name);
        found.map(|(candidate, _)| candidate.as_str())
    }

    /// The nearest name that could stand here, and where it is declared.
    pub(in crate::check) fn nearest(
        &self,
        from: usize,
        name: &str,
        wanted: Wanted,
        is_meant: &dyn Fn(Symbol) -> bool,
    ) -> Option<(&str, Span)> {
        let fits = |entry: &&Entry| wanted.fits(entry.symbol) && is_meant(entry.symbol) && self.is_visible(from, entry);
        let fitting = self.entries.iter().filter_map(|(candidate, entries)| {
            let found = entries.iter().find(fits)?;
            Some((candidate.as_str(), found.span))
        });
        nearest(name, fitting, |(candidate, _)| candidate)
    }

    /// Where something of this very name that could stand here is declared.
    pub(in crate::check) fn visible(&self, from: usize, name: &str, wanted: Wanted) -> Option<Span> {
        let mut entries = self.entries.get(name)?.iter();
        entries.find(|entry| wanted.fits(entry.symbol) && self.is_visible(from, entry)).map(|entry| entry.span)
    }

    /// The modules that declare something of this very name which could stand here, but cannot be seen from here.
    pub(in crate::check) fn elsewhere(&self, from: usize, name: &str, wanted: Wanted) -> Vec<(usize, Span)> {
        let entries = self.entries.get(name).map_or(&[][..], Vec::as_slice);
        let fitting = entries.iter().filter(|entry| wanted.fits(entry.symbol));
        if fitting.clone().any(|entry| self.is_visible(from, entry)) {
            return Vec::new();
        }
        fitting.map(|entry| (entry.module, entry.span)).collect()
    }

    /// The modules that declare something of this very name.
    pub(in crate::check) fn modules_of(&self, name: &str) -> Vec<usize> {
        let mut modules: Vec<usize> = self.entries.get(name).into_iter().flatten().map(|entry| entry.module).collect();
        modules.sort_unstable();
        modules.dedup();
        modules
    }

    /// Something of this very name that cannot stand here, or cannot be seen from here.
    pub(in crate::check) fn namesake(&self, from: usize, name: &str) -> Option<(&Entry, bool)> {
        let entries = self.entries.get(name)?;
        let seen = entries.iter().find(|entry| self.is_visible(from, entry));
        seen.map(|entry| (entry, true)).or_else(|| entries.first().map(|entry| (entry, false)))
    }
}
