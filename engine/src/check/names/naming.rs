//! What a declaration is called, as the program keeps it.
//!
//! Receives written names and what is said about them; hands on namings and lists of names. It looks nothing up.

use ansinh_grammar::tree::{Meta, Name, QualifiedName};
use ansinh_grammar::{Language, Text, tree};

use crate::hir::Naming;

/// A name as one qualified part.
pub(in crate::check) fn qualified(name: &Name) -> QualifiedName {
    QualifiedName { parts: vec![name.clone()], span: name.span }
}

/// All names of a declaration: its own and its aliases with their languages.
pub(in crate::check) fn all_names<'t>(name: &'t Name, meta: &'t Meta) -> Vec<(Option<Language>, &'t Name)> {
    let aliases = meta.aliases.iter().map(|alias| (Some(alias.language), &alias.name));
    std::iter::once((None, name)).chain(aliases).collect()
}

/// What a declaration is called.
pub(in crate::check) fn naming(name: &Name, meta: &Meta) -> Naming {
    Naming {
        name: name.text.clone(),
        alias: meta.aliases.first().map(|alias| alias.name.text.clone()),
        label: meta.label.as_ref().map_or_else(|| Text::same(name.text.replace('_', " ")), tree::WrittenText::filled),
        notes: meta.notes.iter().map(tree::WrittenText::filled).collect(),
        span: name.span,
    }
}

/// What is said about a module.
pub(in crate::check) fn about(module: &tree::Module) -> Naming {
    let name = Name { text: module.name.joined(), span: module.name.span };
    naming(&name, &module.meta)
}
