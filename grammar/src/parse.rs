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
mod foreign;

pub(crate) mod items;
mod mended;
mod message;
mod misplaced;
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
mod unfinished;
mod wanted;

pub use codes::{CODES, NUMBER_IN_PROSE, WITHOUT_MARKS};
pub use expected::{Expected, expected};
pub use node::is_grammatical;
pub(crate) use node::{Node, nodes};
pub(crate) use typing::{blanks_for_tabs, tab_width};

use crate::diagnostic::{self, Diagnostic};
use crate::keyword;
use crate::language::{Language, Text};
use crate::letters;
use crate::span::{FileId, SourceFile, Span};
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
    surface.has_signs = meant.is_some();
    let text = meant.as_deref().unwrap_or(source.text());
    let chunks = chunk::split(text);
    if let Some(found) = foreign::complaint(id, &chunks) {
        parsed.diagnostics.push(found);
        let span = Span { file: id, start: 0, end: text.len() };
        parsed.file.extents.push(tree::Extent { span, is_whole: false });
    } else {
        parsed.diagnostics.extend(surface.guess(id, text));
        for chunk in chunks {
            recover::read_chunk(id, chunk, &mut surface, &mut parsed);
        }
    }
    if meant.is_some() {
        parsed.diagnostics.iter_mut().for_each(|found| signs::widen(found, source.text()));
    }
    diagnostic::sort(&mut parsed.diagnostics);
    parsed
}

/// The language a file declares, and how many keywords of the other one were reported.
#[derive(Default)]
struct Surface {
    language: Option<Language>,
    /// The language of a file that declares none, by its first word.
    guessed: Option<Language>,
    n_reported: usize,
    /// Whether signs of word processors were found, which are told by themselves.
    has_signs: bool,
}

impl Surface {
    /// The language in which the file is read.
    fn own(&self) -> Language {
        self.language.or(self.guessed).unwrap_or(Language::En)
    }

    /// Looks in which language the first declaration of a file without a header begins; a file in Vietnamese needs one.
    fn guess(&mut self, file: FileId, text: &str) -> Option<Diagnostic> {
        let spelling =
            |token: &str, language| keyword::by_token(token).map_or("", |keyword| keyword.spelling(language));
        let declares =
            |line: &str| Language::ALL.iter().any(|language| line.starts_with(spelling("language", *language)));
        if text.lines().any(declares) {
            return None;
        }
        let first = chunk::split(text).into_iter().find(|chunk| !chunk.text.trim().is_empty())?;
        // Marks and capitals that are missing or wrong are told by themselves.
        let plain = |text: &str| letters::bare(&text.to_lowercase());
        let line = plain(first.text.lines().next()?);
        let begins = |spelling: &str| {
            let rest = line.strip_prefix(plain(spelling).as_str());
            rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
        };
        let is_english = |vi: &str| keyword::all().iter().any(|other| plain(vi) == other.spelling(Language::En));
        let words = keyword::all().iter().map(|keyword| (keyword.token, keyword.spelling(Language::Vi)));
        let words = words.filter(|(_, vi)| begins(vi) && !is_english(vi));
        let (token, found) = words.max_by_key(|(_, vi)| vi.len())?;
        self.guessed = Some(Language::Vi);
        if token == "language" {
            return None;
        }
        let n_bytes = first.text.char_indices().map(|(at, _)| at).nth(found.chars().count())?;
        let found = first.text.get(..n_bytes)?;
        let header = format!("{} {}", spelling("language", Language::Vi), Language::Vi.code());
        let span = Span { file, start: first.start, end: first.start + found.len() };
        let headline = Text::new(
            format!("tệp bắt đầu bằng từ khóa tiếng Việt `{found}` mà không nêu viết bằng ngôn ngữ nào"),
            format!(
                "the file begins with the Vietnamese keyword `{found}` and does not say in which language it is written"
            ),
        );
        let help =
            Text::new(format!("thêm dòng đầu tệp `{header}`"), format!("begin the file with the line `{header}`"));
        let top = Span { file, start: 0, end: 0 };
        let complaint = Diagnostic::new(codes::OTHER_SURFACE, span, headline);
        Some(complaint.help(help).edit(top, format!("{header}\n\n")))
    }
}
