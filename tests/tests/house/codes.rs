//! Every code of a complaint is unique, well named, and raised by a case.
//!
//! Receives the tables of codes and the cases; lists what is missing.

use std::collections::BTreeSet;

use ansinh_engine::codes;
use ansinh_grammar::diagnostic::Code;
use ansinh_tests::case::Case;
use ansinh_tests::files;

fn all() -> Vec<Code> {
    codes::all()
}

#[test]
fn a_number_has_one_name_and_a_name_one_number() {
    let distinct: BTreeSet<Code> = all().into_iter().collect();
    let ids: BTreeSet<&str> = distinct.iter().map(|code| code.id).collect();
    let names: BTreeSet<&str> = distinct.iter().map(|code| code.name).collect();
    assert_eq!((ids.len(), names.len()), (distinct.len(), distinct.len()));
    assert_eq!(distinct.len(), all().len(), "the tables say a code twice");
}

#[test]
fn codes_are_words() {
    for code in all() {
        let is_number = code.id.len() == 5 && code.id.starts_with(['E', 'W']);
        let is_kebab = code.name.chars().all(|sign| sign.is_ascii_lowercase() || sign == '-');
        assert!(is_number && is_kebab && code.name.contains('-'), "{code:?}");
    }
}

#[test]
fn every_code_is_raised_by_a_case() {
    let wanted: BTreeSet<&str> = all().into_iter().map(|code| code.id).collect();
    let mut raised: BTreeSet<String> = BTreeSet::new();
    for file in files::under("tests/cases") {
        let Ok(case) = Case::read(&file.path, &file.text) else { continue };
        let lines = |kind: &'static str| -> Vec<String> {
            case.of_kind(kind).flat_map(|block| block.text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
        };
        raised.extend(lines("diagnostics").iter().filter_map(|line| line.split(' ').next()).map(str::to_owned));
        raised.extend(lines("properties").iter().filter_map(|line| line.split(' ').next()).map(str::to_owned));
        raised.extend(lines("figures").iter().filter_map(|line| line.split(" error ").nth(1)).map(str::to_owned));
    }
    let missing: Vec<&&str> = wanted.iter().filter(|id| !raised.contains(**id)).collect();
    assert!(missing.is_empty(), "no case raises {missing:?}");
}

#[test]
fn the_documents_name_only_codes_that_are() {
    let known: BTreeSet<&str> = all().into_iter().map(|code| code.id).collect();
    for document in ["grammar/LANGUAGE.md", "tests/README.md", "README.md", "ARCHITECTURE.md", "STYLE.md"] {
        let page = files::text(document).unwrap_or_default();
        let words = page.split(|sign: char| !sign.is_alphanumeric());
        let is_code = |word: &&str| {
            word.len() == 5 && word.starts_with(['E', 'W']) && word.chars().skip(1).all(|sign| sign.is_ascii_digit())
        };
        let unknown: Vec<&str> = words.filter(is_code).filter(|word| !known.contains(word)).collect();
        assert!(unknown.is_empty(), "{document}: {unknown:?}");
    }
}
