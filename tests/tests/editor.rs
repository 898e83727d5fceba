//! What an editor asks: which name means what, outlines, hover texts, completions, new names.
//!
//! Receives the law of the project, of every case and of drafts; holds the answers against the texts.

use ansinh_engine::check::{self, Checked};
use ansinh_engine::editor;
use ansinh_grammar::keyword;
use ansinh_grammar::letters::skeleton;
use ansinh_grammar::{FileId, Language, SourceFile, Span};
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
    let is_said = |name: &&check::Spelling| skeleton(slice(sources, name.span)) == skeleton(&name.text);
    let misplaced = declared.filter(|name| !is_said(name)).map(|name| name.text.clone());
    let is_wrong = |reference: &&check::Reference| {
        let text = slice(sources, reference.span);
        let declared = symbols.get(reference.symbol);
        // The short name that a file gives a module is no name of the module itself.
        let is_module = declared.is_some_and(|declared| matches!(declared.symbol, check::Symbol::Module(_)));
        // Either place of a tone mark is read.
        let is_name = |name: &check::Spelling| skeleton(&name.text) == skeleton(text);
        !is_module && !declared.is_some_and(|declared| declared.names.iter().any(is_name))
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
    let mut is_budget = false;
    for line in source.text().split_inclusive('\n') {
        // The first cell of a budget's row names the row for its reader; nothing else can name it.
        let row = line.trim_start().strip_prefix('|').and_then(|row| row.find('|'));
        let first_cell = row.map_or(0, |end| line.len() - line.trim_start().len() + 1 + end);
        if line.starts_with(char::is_alphabetic) {
            is_budget = ["budget ", "dự toán "].iter().any(|start| line.starts_with(start));
        }
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
                    let is_row = is_budget && start < first_cell;
                    if !is_row && text.starts_with(|sign: char| !sign.is_ascii_digit() && sign != '-') && !is_label {
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

/// The embedded law with a draft after it, and the byte of a mark `|` in the draft.
struct Desk {
    sources: Vec<SourceFile>,
    checked: Checked,
    file: FileId,
    byte: usize,
}

impl Desk {
    fn new(draft: &str) -> Self {
        let head =
            "language en edition 2026\nmodule draft\nuse vn.facts\nuse nd20.base_rate\nuse nd20.monthly_allowance\n";
        let marked = SourceFile::new("draft.law", &format!("{head}{draft}"));
        let byte = marked.text().find('¦').unwrap_or(0);
        let mut sources = law::policies();
        let file = FileId(sources.len());
        sources.push(SourceFile::new("draft.law", &marked.text().replace('¦', "")));
        let checked = check::check(&sources);
        Self { sources, checked, file, byte }
    }

    fn source(&self) -> &SourceFile {
        &self.sources[self.file.0]
    }

    fn completions(&self) -> Vec<String> {
        let found = editor::completions_at(&self.checked, self.source(), self.file, self.byte);
        found.into_iter().map(|completion| completion.text).collect()
    }
}

#[test]
fn a_definition_is_found_from_its_use_in_another_file() {
    let desk = Desk::new("define a of person: yes/no\n  is a¦ge >= 80 years\n");
    let found = editor::definition_at(&desk.checked.symbols, desk.file, desk.byte).unwrap();
    assert_eq!(slice(&desk.sources, found), "age");
    assert_ne!(found.file, desk.file);
    let (id, _) = desk.checked.symbols.at(desk.file, desk.byte).unwrap();
    let places = editor::references(&desk.checked.symbols, id);
    assert!(places.len() > 20 && places.iter().all(|span| ["age", "tuổi"].contains(&slice(&desk.sources, *span))));
}

#[test]
fn a_file_with_errors_has_its_outline_too() {
    let desk = Desk::new(
        "define a of person: yes/no\n  is age >= \n\nbenefit b of person: money VND per month\n  category c\n    when nobody_knows\n    gives base_rate\n",
    );
    let items = editor::outline(&desk.checked, desk.source(), desk.file);
    let names: Vec<&str> = items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(names, ["b"], "what cannot be read is set aside");
    assert_eq!(items[0].items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(), ["c"]);
    assert!(desk.source().slice(items[0].whole).ends_with("gives base_rate\n"));
}

#[test]
fn every_outline_covers_the_declared_names_and_nests_them() {
    fn count(items: &[editor::Item]) -> usize {
        items.iter().map(|item| 1 + count(&item.items)).sum()
    }
    let sources = law::policies();
    let checked = check::check(&sources);
    let total: usize =
        sources.iter().enumerate().map(|(idx, source)| count(&editor::outline(&checked, source, FileId(idx)))).sum();
    let is_shown = |declared: &&check::Declared| {
        !matches!(declared.symbol, check::Symbol::Variable | check::Symbol::Thing | check::Symbol::Module(_))
    };
    assert_eq!(total, checked.symbols.declared.iter().filter(is_shown).count() + checked.program.tests.len());
}

#[test]
fn search_minds_no_diacritics() {
    let checked = check::check(&law::policies());
    let first = |query: &str| editor::search(&checked, query).first().map(|found| found.name.clone());
    assert_eq!(first("muc chuan").as_deref(), Some("mức_chuẩn"));
    assert_eq!(first("BASE_RATE").as_deref(), Some("base_rate"));
    assert_eq!(first("no such name"), None);
}

#[test]
fn a_hover_tells_type_values_and_sources() {
    let desk = Desk::new("define a of person: money VND per month\n  is base_¦rate\n");
    let text = editor::hover_at(&desk.checked, desk.file, desk.byte).unwrap().text;
    // Decree 20/2021, article 4 clause 2, and Decree 76/2024: 360,000, then 500,000 from 2024-07-01.
    for part in ["base_rate: money VND per month", "360,000 VND per month", "from 2024-07-01", "500,000 VND per month"]
    {
        assert!(text.en.contains(part), "{part}\n{}", text.en);
    }
    for part in ["tham số", "mức_chuẩn: tiền VND mỗi tháng", "500.000 đồng mỗi tháng", "Điều 4"] {
        assert!(text.vi.contains(part), "{part}\n{}", text.vi);
    }
}

#[test]
fn completions_are_what_the_grammar_and_the_names_allow() {
    let all = Desk::new("define a of person: yes/no\n  is ¦").completions();
    for wanted in ["age", "base_rate", "all of", "not", "qualifies for"] {
        assert!(all.iter().any(|text| text == wanted), "{wanted} {all:?}");
    }
    assert!(!all.iter().any(|text| ["when", "ND20", "và"].contains(&text.as_str())), "{all:?}");
    let after = Desk::new("define a of person: yes/no\n  is age ¦").completions();
    assert!(after.iter().any(|text| text == "in") && after.iter().any(|text| text == "of"), "{after:?}");
    assert!(!after.iter().any(|text| text == "age"), "{after:?}");
    let typed = Desk::new("define a of person: yes/no\n  is ag¦").completions();
    assert!(typed.iter().all(|text| text.starts_with("ag")) && typed.iter().any(|text| text == "age"), "{typed:?}");
}

#[test]
fn completions_know_the_type_that_is_wanted() {
    let values = Desk::new("define a of person: yes/no\n  is poverty of household = ¦").completions();
    assert!(values.iter().any(|text| text == "near_poor") && !values.iter().any(|text| text == "age"), "{values:?}");
    let listed = Desk::new("define a of person: yes/no\n  is poverty of household in (poor, ¦").completions();
    assert!(listed.iter().any(|text| text == "near_poor"), "{listed:?}");
    let owners = Desk::new("define a of person: yes/no\n  is poverty of ¦").completions();
    assert!(owners.iter().any(|text| text == "household"), "{owners:?}");
    let sources =
        Desk::new("use vn.instruments\ndefine a of person: yes/no\n  is age > 1 month\n    source ¦").completions();
    assert!(sources.iter().any(|text| text == "ND20"), "{sources:?}");
}

#[test]
fn completions_come_after_a_mistake_and_in_the_file_s_language() {
    let after =
        Desk::new("benefit b of person: money VND per month\n  category c\n    when age >=\n    gives ¦").completions();
    assert!(after.iter().any(|text| text == "base_rate"), "{after:?}");
    let source = SourceFile::new("a.law", "ngôn ngữ vi ấn bản 2026\nmô đun a\nđịnh nghĩa b của người: có/không\n  ");
    let byte = source.text().len();
    let checked = check::check(std::slice::from_ref(&source));
    let found: Vec<String> =
        editor::completions_at(&checked, &source, FileId(0), byte).into_iter().map(|it| it.text).collect();
    assert!(found.iter().any(|text| text == "là") && found.iter().any(|text| text == "nhãn"), "{found:?}");
    assert!(!found.iter().any(|text| text == "is"), "{found:?}");
}

#[test]
fn a_name_is_changed_wherever_it_is_spelt_so() {
    let desk = Desk::new(
        "define ol¦d_enough of person: yes/no\n  is age >= 80 years\ndefine b of person: yes/no\n  is not old_enough\n",
    );
    let rename = |wanted: &str| editor::rename(&desk.checked, &desk.sources, desk.file, desk.byte, wanted);
    let edits = rename("aged").unwrap();
    assert_eq!(edits.len(), 2);
    assert!(edits.iter().all(|edit| slice(&desk.sources, edit.span) == "old_enough" && edit.text == "aged"));
    assert!(rename("1st").is_err() && rename("when").is_err() && rename("B").is_err());
}

#[test]
fn no_place_in_any_case_makes_an_editor_stumble() {
    for (path, sources) in cases() {
        let checked = check::check(&sources);
        let Some(source) = sources.first() else { continue };
        let places = source.text().char_indices().map(|(byte, _)| byte).filter(|byte| byte % 97 == 0).take(2);
        for byte in places {
            let _ = editor::hover_at(&checked, FileId(0), byte);
            for completion in editor::completions_at(&checked, source, FileId(0), byte) {
                assert!(completion.replace.end <= source.text().len(), "{path}");
            }
        }
    }
}
