//! Walks the parser's pairs.
//!
//! Receives pairs; hands on places, children without keywords, and names. It knows which rules are keywords
//! and nothing of what a construct means.

use std::sync::LazyLock;

use super::Rule;
use super::mended::Mended;
use crate::diagnostic::{Code, Diagnostic};
use crate::keyword::{self, Keyword};
use crate::language::{Language, Text};
use crate::span::{FileId, Span};
use crate::tree::{Name, QualifiedName};

pub(super) type Pair<'i> = pest::iterators::Pair<'i, Rule>;

/// Reads one chunk: where it lies in the file, its text, and the complaints so far.
pub(super) struct Reader<'t> {
    pub(super) file: FileId,
    pub(super) base: usize,
    pub(super) meant: &'t Mended,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How deep the expression being read lies, counted in operators and brackets.
    pub(super) depth: usize,
}

/// The rules that are keywords, in order.
static KEYWORDS: LazyLock<Vec<(Rule, &'static Keyword)>> = LazyLock::new(|| {
    let keyword = |rule: &Rule| Some((*rule, format!("{rule:?}").strip_prefix("k_").and_then(keyword::by_token)?));
    let mut keywords: Vec<(Rule, &'static Keyword)> = Rule::all_rules().iter().filter_map(keyword).collect();
    keywords.sort_by_key(|(rule, _)| *rule);
    keywords
});

/// The keyword that a rule stands for.
pub(super) fn keyword_of(rule: Rule) -> Option<&'static Keyword> {
    let found = KEYWORDS.binary_search_by_key(&rule, |(rule, _)| *rule).ok()?;
    KEYWORDS.get(found).map(|(_, keyword)| *keyword)
}

/// The parts of a construct that are not keywords.
pub(super) fn children(pair: Pair<'_>) -> impl Iterator<Item = Pair<'_>> {
    pair.into_inner().filter(|child| keyword_of(child.as_rule()).is_none())
}

/// The token of the first keyword directly inside a construct, for constructs that are a choice of keywords.
pub(super) fn first_keyword(pair: &Pair<'_>) -> Option<&'static str> {
    pair.clone().into_inner().find_map(|child| keyword_of(child.as_rule())).map(|keyword| keyword.token)
}

/// Whether a keyword stands directly inside a construct.
pub(super) fn has_keyword(pair: &Pair<'_>, token: &str) -> bool {
    pair.clone().into_inner().filter_map(|child| keyword_of(child.as_rule())).any(|keyword| keyword.token == token)
}

impl Reader<'_> {
    /// The place of a construct, without the blanks and comments that the parser counts to it.
    pub(super) fn span(&self, pair: &Pair<'_>) -> Span {
        let start = pair.as_span().start();
        let end = start + tight_length(pair);
        self.meant.written(Span { file: self.file, start: self.base + start, end: self.base + end })
    }

    /// Adds a complaint.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A complaint about a place in this file.
    pub(super) fn complain(&mut self, code: Code, span: Span, headline: Text) {
        self.report(Diagnostic::new(code, span, headline));
    }

    /// A name.
    pub(super) fn name(&self, pair: &Pair<'_>) -> Name {
        Name { text: pair.as_str().to_owned(), span: self.span(pair) }
    }

    /// A qualified name.
    pub(super) fn qualified(&self, pair: &Pair<'_>) -> QualifiedName {
        let span = self.span(pair);
        let mut start = span.start;
        let mut parts = Vec::new();
        if span.end - span.start != pair.as_str().len() {
            // It was changed: nothing of it stands by itself in the text as written.
            let of = |part: &str| Name { text: part.to_owned(), span };
            return QualifiedName { parts: pair.as_str().split('.').map(of).collect(), span };
        }
        for part in pair.as_str().split('.') {
            let end = start + part.len();
            parts.push(Name { text: part.to_owned(), span: Span { start, end, ..span } });
            start = end + 1;
        }
        QualifiedName { parts, span }
    }
}

/// The length of a construct up to its last character that is not blank or comment.
fn tight_length(pair: &Pair<'_>) -> usize {
    let text = pair.as_str();
    let start = pair.as_span().start();
    let known =
        pair.clone().into_inner().next_back().map_or(0, |last| last.as_span().start() - start + tight_length(&last));
    let mut end = known;
    let mut is_comment = false;
    for (at, character) in text.get(known..).unwrap_or("").char_indices() {
        is_comment = (is_comment || character == '#') && character != '\n';
        if !is_comment && !character.is_whitespace() {
            end = known + at + character.len_utf8();
        }
    }
    end
}

/// The language of a `lang` pair.
pub(super) fn language(pair: &Pair<'_>) -> Option<Language> {
    Language::from_code(pair.as_str())
}
