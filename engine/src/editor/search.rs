//! Finds names in all files of a program, without minding diacritics.
//!
//! Receives what a person typed; hands on names, the likely ones first. It knows no meaning.

use ansinh_grammar::language::skeleton;
use ansinh_grammar::{Language, Span, Text};

use crate::check::{Checked, Declared, SymbolId};
use crate::editor::{Kind, hover};

/// A name that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// What it names.
    pub symbol: SymbolId,
    /// The name that fits best.
    pub name: String,
    /// The label for a reader.
    pub label: Text,
    /// What it is.
    pub kind: Kind,
    /// Where it is declared.
    pub span: Span,
}

/// Every declared name, alias or label that has the words of a query: whole names first, then beginnings, then the rest.
#[must_use]
pub fn search(checked: &Checked, query: &str) -> Vec<Found> {
    let wanted = folded(query);
    let mut found: Vec<(usize, Found)> = Vec::new();
    for (idx, declared) in checked.symbols.declared.iter().enumerate() {
        let kind = Kind::of(declared.symbol);
        if declared.names.is_empty() || matches!(kind, Kind::Local) {
            continue;
        }
        if let Some((rank, name)) = best(checked, declared, &wanted) {
            let (label, span) = (hover::label(checked, declared), declared.span());
            found.push((rank, Found { symbol: SymbolId(idx), name, label, kind, span }));
        }
    }
    found.sort_by(|left, right| (left.0, &left.1.name, left.1.span).cmp(&(right.0, &right.1.name, right.1.span)));
    found.into_iter().map(|(_, found)| found).collect()
}

/// How well a declaration fits, the less the better, and under which name.
fn best(checked: &Checked, declared: &Declared, wanted: &str) -> Option<(usize, String)> {
    let names = declared.names.iter().map(|name| (rank(&name.text, wanted), name.text.clone()));
    let label = hover::label(checked, declared);
    let labels = Language::ALL
        .map(|language| (rank(label.get(language), wanted).map(|rank| rank + 3), declared.name().to_owned()));
    names.chain(labels).filter_map(|(rank, name)| Some((rank?, name))).min()
}

fn rank(name: &str, wanted: &str) -> Option<usize> {
    let name = folded(name);
    if name == wanted {
        Some(0)
    } else if name.starts_with(wanted) {
        Some(1)
    } else {
        wanted.split(' ').all(|word| name.contains(word)).then_some(2)
    }
}

/// Small letters without diacritics, words apart by one blank.
fn folded(text: &str) -> String {
    skeleton(text)
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
