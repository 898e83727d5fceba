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
    // A name that was typed with blanks is read as the one that is meant.
    let joined = |span: Span| slice(sources, span).replace(' ', "_");
    // A keyword in the place of a name is read as the name that the complaint offers.
    let is_offered = |name: &check::Spelling| format!("{}_1", slice(sources, name.span)) == name.text;
    let is_said = |name: &&check::Spelling| skeleton(&joined(name.span)) == skeleton(&name.text) || is_offered(name);
    let misplaced = declared.filter(|name| !is_said(name)).map(|name| name.text.clone());
    let is_wrong = |reference: &&check::Reference| {
        let text = joined(reference.span);
        let declared = symbols.get(reference.symbol);
        // The short name that a file gives a module is no name of the module itself.
        let is_module = declared.is_some_and(|declared| matches!(declared.symbol, check::Symbol::Module(_)));
        // Either place of a tone mark is read.
        let is_name = |name: &check::Spelling| skeleton(&name.text) == skeleton(&text);
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

/// What is told about the first name that is spelt so in the embedded law.
fn told(sources: &[SourceFile], checked: &Checked, name: &str) -> ansinh_grammar::Text {
    let spelt = |found: &check::Declared| found.names.iter().any(|known| known.text == name);
    let at = checked.symbols.declared.iter().position(spelt).unwrap();
    let span = checked.symbols.declared[at].span();
    assert!(!slice(sources, span).is_empty());
    editor::hover_at(checked, span.file, span.start).unwrap().text
}

#[test]
fn a_hover_tells_what_a_document_a_fund_and_a_budget_say() {
    let sources = law::policies();
    let checked = check::check(&sources);
    let instrument = told(&sources, &checked, "ND136");
    // Decree 136/2013: issued on 2013-10-21, replaced by Decree 20/2021 from 2021-07-01.
    for part in ["136/2013/NĐ-CP", "Issued: 2013-10-21", "In force: from 2014-01-01 to 2021-06-30", "Decree 20/2021"] {
        assert!(instrument.en.contains(part), "{part}\n{}", instrument.en);
    }
    for part in ["Ban hành: 21/10/2013 (Chính phủ)", "ghi theo trí nhớ", "Bị thay thế bởi"] {
        assert!(instrument.vi.contains(part), "{part}\n{}", instrument.vi);
    }
    // Decree 335/2026 binds from 2026-10-05, and its rate is applied from 2026-07-01.
    let applied = told(&sources, &checked, "ND335");
    assert!(applied.vi.contains("Áp dụng: từ 01/07/2026"), "{}", applied.vi);
    // Decision 1556 of 2013 of Cà Mau, section VI: 565 million from the local budget, 1,045 million in all.
    let fund = told(&sources, &checked, "local_budget");
    assert!(fund.vi.contains("Cấp: ngân sách địa phương") && fund.vi.contains("565.000.000 đồng"), "{}", fund.vi);
    let budget = told(&sources, &checked, "child_care_plan");
    assert!(budget.en.contains("Total: 1,045,000,000 VND") && budget.en.contains("Lines: 8"), "{}", budget.en);
    let line = told(&sources, &checked, "học_nghề");
    assert!(line.vi.contains("Tổng cộng: 140.000.000 đồng") && line.vi.contains("khoản mục"), "{}", line.vi);
}

#[test]
fn a_line_of_a_budget_lies_in_its_budget() {
    let sources = law::policies();
    let checked = check::check(&sources);
    let file = sources.iter().position(|source| source.path().ends_with("plan_52.law")).unwrap();
    let items = editor::outline(&checked, &sources[file], FileId(file));
    let budget = items.iter().find(|item| item.kind == editor::Kind::Budget).unwrap();
    assert_eq!(budget.items.len(), 8);
    let line = &budget.items[0];
    assert_eq!((line.kind, line.label.vi.as_str()), (editor::Kind::BudgetRow, "Truyền thông giáo dục vận động xã hội"));
    assert_eq!(editor::definition_at(&checked.symbols, line.span.file, line.span.start), Some(line.span));
    let (id, _) = checked.symbols.at(line.span.file, line.span.start).unwrap();
    assert_eq!(editor::references(&checked.symbols, id), [line.span]);
}

#[test]
fn a_hover_tells_who_pays_and_what_an_amendment_changes() {
    let desk = Desk::new(concat!(
        "use vn.instruments\nfund centre\n  label en \"Centre\"\n  funding level central\n",
        "benefit b¦ of person: money VND per month\n  category c\n    when age >= 80 years\n    gives base_rate\n",
        "  funded by centre 100%\n    from 2021-01-01\n",
        "amendment later\n  label en \"Later\"\n  by ND76\n  where age >= 90 years\n",
        "  widen condition of b.c from 2024-07-01 with age >= 75 years\n    source ND76 article 1\n",
    ));
    let benefit = editor::hover_at(&desk.checked, desk.file, desk.byte).unwrap().text;
    assert!(benefit.en.contains("funded by Centre 100% from 2021-01-01"), "{}", benefit.en);
    let told = |name: &str| {
        let byte = desk.source().text().find(name).unwrap() + name.len() - 1;
        editor::hover_at(&desk.checked, desk.file, byte).unwrap().text
    };
    let fund = told("fund centre");
    assert!(fund.en.contains("Level: central budget") && fund.en.contains("pays 100% of “b”"), "{}", fund.en);
    let amendment = told("amendment later");
    let widened = "Widens the condition of “c”: Age in completed years: 75 years or more from 2024-07-01 (Decree 76/2024, article 1)";
    for part in ["By: Decree 76/2024 (from 2024-07-01", "Only where: Age in completed years: 90 years or more", widened]
    {
        assert!(amendment.en.contains(part), "{part}\n{}", amendment.en);
    }
    assert!(
        amendment.vi.contains("Mở rộng điều kiện của “c”: Tuổi (số năm tròn): từ đủ 75 tuổi trở lên"),
        "{}",
        amendment.vi
    );
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
