//! What an editor or a page asks of a policy: outline, search, definitions, uses, hover texts, completions, renaming.
//!
//! Receives source files and what the checker made of them, also with errors; hands on plain values with places.
//! It checks nothing itself and knows no protocol and no screen.

mod complete;
mod hover;
mod outline;
mod particulars;
mod rename;
mod search;

pub use complete::{Completion, completions_at};
pub use hover::{Hover, hover_at, hover_of, naming};
pub use outline::{Item, Kind, outline};
pub use rename::rename;
pub use search::{Found, search};

use ansinh_grammar::{FileId, Span};

use crate::check::{Declared, SymbolId, Symbols};

/// Where the name at a byte is declared, under its own name.
#[must_use]
pub fn definition_at(symbols: &Symbols, file: FileId, byte: usize) -> Option<Span> {
    let (id, _) = symbols.at(file, byte)?;
    symbols.get(id).filter(|declared| !declared.names.is_empty()).map(Declared::span)
}

/// Every place that names a symbol: its declarations, then its uses, in order of position.
#[must_use]
pub fn references(symbols: &Symbols, id: SymbolId) -> Vec<Span> {
    let declared = symbols.get(id).into_iter().flat_map(|declared| &declared.names).map(|name| name.span);
    let used = symbols.references.iter().filter(|reference| reference.symbol == id).map(|reference| reference.span);
    declared.chain(used).collect()
}
