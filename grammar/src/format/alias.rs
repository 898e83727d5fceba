//! Names and aliases change places when a file changes its language.
//!
//! Receives nodes; adds other spellings by place. It knows only which constructs carry an alias.

use std::collections::BTreeMap;

use crate::language::Language;
use crate::parse::Node;

/// Adds what changes in a construct and its parts: the name and the alias in the wanted language, and the header.
pub(super) fn swap(text: &str, node: &Node, own: Language, wanted: Language, names: &mut BTreeMap<usize, String>) {
    let spelt = |node: &Node| text.get(node.start..node.end).unwrap_or("");
    if node.rule == "language_header" {
        names.extend(node.parts.iter().filter(|part| part.rule == "lang").map(|lang| (lang.start, code(wanted))));
    }
    let aliases = node.parts.iter().filter(|part| part.rule == "alias").flat_map(entries);
    let alias = aliases.into_iter().find(|(lang, _)| spelt(lang) == wanted.code());
    let name = node.parts.iter().find(|part| part.rule == "ident");
    if let (Some((lang, alias)), Some(name)) = (alias, name) {
        names.insert(name.start, spelt(alias).to_owned());
        names.insert(alias.start, spelt(name).to_owned());
        names.insert(lang.start, code(own));
    }
    node.parts.iter().for_each(|part| swap(text, part, own, wanted, names));
}

fn code(language: Language) -> String {
    language.code().to_owned()
}

/// The languages and names of one alias item.
fn entries(alias: &Node) -> Vec<(&Node, &Node)> {
    let parts: Vec<&Node> = alias.parts.iter().filter(|part| part.keyword.is_none()).collect();
    parts.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
}
