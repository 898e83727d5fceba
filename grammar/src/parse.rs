//! From text to the syntax tree, with every complaint.
//!
//! Receives a source file; hands on the tree of all it could read and the diagnostics, in order of position.
//! It never fails and never panics. It alone, with its submodules, names a grammar rule.

mod benefit;
mod chunk;
mod codes;
mod columns;
mod declaration;
mod expected;
mod expression;

pub(crate) mod items;
mod mended;
mod message;
mod money;
mod node;
mod opening;
mod pairing;
mod patch;
mod place;
mod prose;
mod quantity;
mod reader;
mod recover;
mod scan;
mod shorter;
mod signs;
mod tail;
mod test;
mod typing;
mod wanted;

pub use codes::{CODES, WITHOUT_MARKS};
pub use expected::{Expected, expected};
pub use node::is_grammatical;
pub(crate) use node::{Node, nodes};
pub(crate) use typing::{blanks_for_tabs, tab_width};

use crate::diagnostic::{self, Diagnostic};
use crate::language::Language;
use crate::span::{FileId, SourceFile};
use crate::tree;

/// The most brackets and quantifiers that may lie inside one another, the same on every platform.
pub const MAX_NESTING: usize = 64;

/// What was read of a file, and what is wrong with it.
#[derive(Debug)]
pub struct Parsed {
    /// The tree of everything that could be read.
    pub file: tree::File,
    /// The complaints, in order of position.
    pub diagnostics: Vec<Diagnostic>,
}

/// The derived parser; its rules stay inside this module.
mod grammar {
    #[derive(pest_derive::Parser)]
    #[grammar = "grammar.pest"]
    #[grammar = "keywords.pest"]
    pub(super) struct PolicyParser;
}

use grammar::{PolicyParser, Rule};

/// Reads a file.
#[must_use]
pub fn parse(id: FileId, source: &SourceFile) -> Parsed {
    let mut parsed = Parsed { file: tree::File::default(), diagnostics: Vec::new() };
    let mut surface = Surface::default();
    parsed.diagnostics.extend(typing::complaints(id, source.text()));
    let meant = typing::meant(source.text());
    for chunk in chunk::split(meant.as_deref().unwrap_or(source.text())) {
        recover::read_chunk(id, chunk, &mut surface, &mut parsed);
    }
    diagnostic::sort(&mut parsed.diagnostics);
    parsed
}

/// The language a file declares, and how many keywords of the other one were reported.
#[derive(Default)]
struct Surface {
    language: Option<Language>,
    n_reported: usize,
}
