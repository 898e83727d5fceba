//! Declares names: each with its aliases, once.
//!
//! Receives names and what they stand for; hands on complaints of two that are one to a reader. It knows no bodies.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::Name;
use ansinh_grammar::{Language, Text, letters};

use crate::check::checker::Checker;
use crate::check::names::record::{Spelling, SymbolId};
use crate::check::names::spelling::{alias_of_own_language, look_alike, repeated_alias};
use crate::check::names::symbol::Symbol;
use crate::check::names::table::Entry;
use crate::codes;

impl Checker {
    /// Declares a name and its aliases. Two of one kind in one module, or in one benefit, are a mistake.
    pub(in crate::check) fn add_name(
        &mut self,
        names: &[(Option<Language>, &Name)],
        symbol: Symbol,
        inside: &[String],
    ) {
        let module = self.module;
        let id = self.declare_symbol(names, symbol);
        for (_, name) in names {
            let is_twin = |entry: &&Entry| {
                entry.module == module
                    && entry.inside == inside
                    && std::mem::discriminant(&entry.symbol) == std::mem::discriminant(&symbol)
                    && entry.symbol != symbol
            };
            self.check_look_alikes(name, is_twin);
            let entries = self.names.entries.entry(name.text.clone()).or_default();
            let twin = entries.iter().find(is_twin);
            if let Some(twin) = twin {
                let headline = Text::new(
                    format!("`{}` đã được khai báo", name.text),
                    format!("`{}` is declared already", name.text),
                );
                let found = Diagnostic::new(codes::REPEATED_NAME, name.span, headline)
                    .label(twin.span, Text::new("khai báo lần đầu ở đây", "first declared here"));
                self.diagnostics.push(found);
                continue;
            }
            entries.push(Entry { module, symbol, id, span: name.span, inside: inside.to_vec() });
        }
    }

    /// Complains of another name that a reader cannot tell from this one, and remembers what it looks like.
    fn check_look_alikes(&mut self, name: &Name, is_twin: impl Fn(&&Entry) -> bool) {
        let alike = self.names.skeletons.entry(letters::skeleton(&name.text)).or_default();
        if alike.contains(&name.text) {
            return;
        }
        let entries = &self.names.entries;
        let twin = alike.iter().find_map(|other| Some((other, entries.get(other)?.iter().find(&is_twin)?)));
        let found = twin.map(|(other, twin)| look_alike(name, other, twin.span));
        alike.push(name.text.clone());
        self.diagnostics.extend(found);
    }

    /// Records a declaration for those who look up names later.
    pub(in crate::check) fn declare_symbol(&mut self, names: &[(Option<Language>, &Name)], symbol: Symbol) -> SymbolId {
        self.check_aliases(names);
        let container = match symbol {
            Symbol::Category(category) => Some(Symbol::Benefit(category.benefit)),
            Symbol::Group(benefit, _) | Symbol::Exception(benefit, _) => Some(Symbol::Benefit(benefit)),
            Symbol::DefinitionException(definition, _) => Some(Symbol::Definition(definition)),
            Symbol::EnumerationValue(enumeration, _) => Some(Symbol::Enumeration(enumeration)),
            Symbol::BudgetRow(budget, _) => Some(Symbol::Budget(budget)),
            _ => None,
        };
        let inside = container.and_then(|container| self.record.id_of(container));
        let spelling = |(language, name): &(Option<Language>, &Name)| Spelling {
            text: name.text.clone(),
            language: *language,
            span: name.span,
        };
        self.record.declare(symbol, self.module, names.iter().map(spelling).collect(), inside)
    }

    /// Complains of an alias in the language of the file, and of a second one: a name has one spelling in each.
    fn check_aliases(&mut self, names: &[(Option<Language>, &Name)]) {
        let own = self.surfaces.get(self.module).copied().flatten().or(Some(Language::En));
        let aliases: Vec<(Language, &Name)> =
            names.iter().filter_map(|(language, name)| Some(((*language)?, *name))).collect();
        for (idx, (language, name)) in aliases.iter().enumerate() {
            if Some(*language) == own {
                self.report(alias_of_own_language(name, *language));
            } else if let Some((_, first)) = aliases.iter().take(idx).find(|(other, _)| other == language) {
                self.report(repeated_alias(name, first));
            }
        }
    }
}
