//! One canonical form of a policy file, and the same file in the other language.
//!
//! Receives a source file; hands on its text, laid out by the rules of the language, with every comment kept.
//! It knows which constructs start a line and nothing of what they mean. It reads its own output again and
//! rather leaves a file alone than change what it says.

mod alias;
mod comment;
mod layout;
mod rows;
mod same;
mod token;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::parse::{self, Node};
use crate::span::{FileId, SourceFile};

/// Why a file is left as it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// It has mistakes, in order of position.
    Mistakes(Vec<Diagnostic>),
    /// What would be written does not say the same: a fault of the formatter.
    Different,
}

/// What else changes when a file is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rewrite {
    /// The language of the keywords.
    pub language: Language,
    /// Other spellings of names, by the first byte of the name or of the part of a qualified name.
    pub names: BTreeMap<usize, String>,
}

/// The canonical form of a file.
///
/// # Errors
/// A file with mistakes, whatever they are, is refused.
///
/// ```
/// use ansinh_grammar::{SourceFile, format};
/// let source = SourceFile::new("a.law", "define  old of person :yes/no\n is age>=60 years # why\n");
/// let text = format::format(&source).unwrap();
/// assert_eq!(text, "define old of person: yes/no\n  is age >= 60 years  # why\n");
/// ```
pub fn format(source: &SourceFile) -> Result<String, Refusal> {
    let width = if source.text().contains('\t') { parse::tab_width(source.text()) } else { None };
    let mended = width.map(|width| SourceFile::new(source.path(), &parse::blanks_for_tabs(source.text(), width)));
    let source = mended.as_ref().unwrap_or(source);
    let parsed = parse::parse(FileId::default(), source);
    if parsed.diagnostics.iter().any(Diagnostic::is_error) {
        return Err(Refusal::Mistakes(parsed.diagnostics));
    }
    let language = parsed.file.language.unwrap_or(Language::En);
    let nodes = parse::nodes(source.text()).ok_or(Refusal::Different)?;
    let text = print(source.text(), &nodes, language, &BTreeMap::new());
    same::says_the_same(source.text(), &nodes, &text, same::Names::Kept).then_some(text).ok_or(Refusal::Different)
}

/// The file in a language, in canonical form: keywords, its header, and each alias in that language becomes the name.
///
/// Keywords of either language are read, so that a file that mixes them is mended.
///
/// # Errors
/// A file with other mistakes is refused.
pub fn rewrite(source: &SourceFile, rewrite: &Rewrite) -> Result<String, Refusal> {
    let parsed = parse::parse(FileId::default(), source);
    let is_mistake = |found: &&Diagnostic| found.is_error() && found.code.id != "E0203";
    if parsed.diagnostics.iter().any(|found| is_mistake(&found)) {
        return Err(Refusal::Mistakes(parsed.diagnostics));
    }
    let nodes = parse::nodes(source.text()).ok_or(Refusal::Different)?;
    let mut names = rewrite.names.clone();
    let own = parsed.file.language.unwrap_or(Language::En);
    if own != rewrite.language {
        nodes.iter().for_each(|node| alias::swap(source.text(), node, own, rewrite.language, &mut names));
    }
    let mut text = print(source.text(), &nodes, rewrite.language, &names);
    if !same::says_the_same(source.text(), &nodes, &text, same::Names::Changed) {
        return Err(Refusal::Different);
    }
    if parsed.file.language.is_none() && own != rewrite.language {
        text.insert_str(0, &header(rewrite.language));
    }
    Ok(text)
}

/// The header of a file that has none.
fn header(language: Language) -> String {
    let keyword = crate::keyword::by_token("language").map_or("", |keyword| keyword.spelling(language));
    format!("{keyword} {}\n\n", language.code())
}

fn print(text: &str, nodes: &[Node], language: Language, names: &BTreeMap<usize, String>) -> String {
    let tokens = token::tokens(text, nodes, language, names);
    let comments = comment::comments(text, &tokens);
    let (tokens, comments) = rows::align(tokens, comments);
    layout::lay_out(&tokens, &comments)
}
