//! What an editor asks of the checker: which name means what.
//!
//! Receives the law of the project and of every case; holds the tables of names against the texts.

use ansinh_engine::check::{self, Checked};
use ansinh_grammar::keyword;
use ansinh_grammar::{Language, SourceFile, Span};
use ansinh_tests::case::Case;
use ansinh_tests::{files, law};

fn cases() -> Vec<(String, Vec<SourceFile>)> {
    let read =
        |file: &files::TextFile| Some((file.path.clone(), law::sources(&Case::read(&file.path, &file.text).ok()?)));
    files::under("tests/cases").iter().filter_map(read).collect()
}

fn slice(sources: &[SourceFile], span: Span) -> &str {
    sources.get(span.file.0).map_or("", |source| source.slice(span))
}

/// Places whose text is none of the names of what they are said to mean.
fn wrong_places(sources: &[SourceFile], checked: &Checked) -> Vec<String> {
    let symbols = &checked.symbols;
    let declared = symbols.declared.iter().flat_map(|declared| &declared.names);
    let misplaced = declared.filter(|name| slice(sources, name.span) != name.text).map(|name| name.text.clone());
    let is_wrong = |reference: &&check::Reference| {
        let text = slice(sources, reference.span);
        let declared = symbols.get(reference.symbol);
        // The short name that a file gives a module is no name of the module itself.
        let is_module = declared.is_some_and(|declared| matches!(declared.symbol, check::Symbol::Module(_)));
        !is_module && !declared.is_some_and(|declared| declared.names.iter().any(|name| name.text == text))
    };
    let wrong = symbols.references.iter().filter(is_wrong);
    misplaced.chain(wrong.map(|reference| slice(sources, reference.span).to_owned())).collect()
}

#[test]
fn every_place_says_a_name_of_what_it_means() {
    for (path, sources) in cases().into_iter().chain([("policies".to_owned(), law::policies())]) {
        let wrong = wrong_places(&sources, &check::check(&sources));
        assert!(wrong.is_empty(), "{path}: {wrong:#?}");
    }
}

/// The names in a text: words that are neither keywords, numbers, texts, comments nor labels of citations.
fn names(source: &SourceFile, file: usize) -> Vec<Span> {
    let mut names = Vec::new();
    let mut start_of_line = 0;
    for line in source.text().split_inclusive('\n') {
        let mut is_text = false;
        let mut word_start = None;
        let is_cited =
            ["source", "căn cứ", "expect", "kỳ vọng", "|"].iter().any(|start| line.trim_start().starts_with(start));
        for (at, sign) in line.char_indices() {
            let is_word = !is_text && (sign.is_alphanumeric() || sign == '_' || sign == '-');
            match (is_word, word_start) {
                (true, None) => word_start = Some(at),
                (false, Some(start)) => {
                    let span = Span {
                        file: ansinh_grammar::FileId(file),
                        start: start_of_line + start,
                        end: start_of_line + at,
                    };
                    let text = source.slice(span);
                    let is_label =
                        is_cited && (text.chars().count() <= 2 || text.chars().all(|sign| "IVX".contains(sign)));
                    if text.starts_with(|sign: char| !sign.is_ascii_digit() && sign != '-') && !is_label {
                        names.push(span);
                    }
                    word_start = None;
                }
                _ => {}
            }
            if sign == '"' {
                is_text = !is_text;
            }
            if sign == '#' && !is_text {
                break;
            }
        }
        start_of_line += line.len();
    }
    names
}

fn is_of_keyword(word: &str) -> bool {
    let spells = |language| {
        move |keyword: &keyword::Keyword| keyword.spelling(language).split([' ', '/']).any(|part| part == word)
    };
    Language::ALL.into_iter().any(|language| keyword::all().iter().any(spells(language)))
        || ["vi", "en"].contains(&word)
}

#[test]
fn every_name_in_the_law_is_known() {
    let sources = law::policies();
    let checked = check::check(&sources);
    let mut unknown = Vec::new();
    for (file, source) in sources.iter().enumerate() {
        for span in names(source, file) {
            let text = source.slice(span);
            if !is_of_keyword(text) && checked.symbols.at(span.file, span.start).is_none() {
                let at = source.position(span.start);
                unknown.push(format!("{}:{}:{} {text}", source.path(), at.line, at.column));
            }
        }
    }
    assert!(unknown.is_empty(), "{} names: {unknown:#?}", unknown.len());
}
