//! The pages of the codes are true: each wrong example raises its code, each mended one raises nothing.
//!
//! Receives every page; checks, lowers and tries its examples after the little law. It knows no code by itself.

use std::collections::BTreeSet;

use ansinh_engine::analyse::{self, Depth};
use ansinh_engine::codes::{self, Example, Part};
use ansinh_engine::trial::Sampling;
use ansinh_engine::value::Date;
use ansinh_engine::{check, hir, lower, trial};
use ansinh_grammar::{Code, Language, SourceFile};
use ansinh_tests::{files, law};

/// Codes whose pages have no example, with the reason.
const WITHOUT_EXAMPLE: [(&str, &str); 2] =
    [("E0311", "it takes two hundred definitions"), ("E0702", "only a parameter that is set by hand raises it")];
/// Codes of what is needless, which are told only when asked for.
const NEEDLESS: [&str; 3] = ["W0311", "W0312", "W0606"];
/// Codes of an answer that come with one of the analysis, which sees the same gap before anybody is judged.
const TWINS: [(&str, &str); 3] = [("E0801", "E0603"), ("E0802", "E0602"), ("E0601", "E0501")];
/// Codes that may still lack a page; it may only shrink.
const UNEXPLAINED: [&str; 0] = [];

/// The files of an example: its own after the usual headers, and the little law.
fn sources(example: &Example, language: Language) -> Vec<SourceFile> {
    let head = match language {
        Language::Vi => "ngôn ngữ vi ấn bản 2026\n\nmô đun ví_dụ\n\ndùng small\n\n",
        Language::En => "language en edition 2026\n\nmodule example\n\nuse small\n\n",
    };
    let is_whole = ["ngôn ngữ", "language"].iter().any(|start| example.law.starts_with(start));
    let text = if is_whole { example.law.clone() } else { format!("{head}{}", example.law) };
    let small = SourceFile::new("small.law", &files::text(law::SMALL).unwrap_or_default());
    vec![SourceFile::new("example.law", &text), small]
}

/// Every code that an example raises: in the checker, in the plan of its day, or as a test says that it does.
fn raised(example: &Example, language: Language) -> BTreeSet<String> {
    let checked = check::check(&sources(example, language));
    let mut raised: BTreeSet<String> = checked.diagnostics.iter().map(|found| found.code.id.to_owned()).collect();
    if !checked.is_usable() {
        return raised;
    }
    let found = analyse::analyse(&checked.program, Depth::Strict).diagnostics;
    raised.extend(found.iter().map(|found| found.code.id.to_owned()));
    if let Some(day) = example.on.first().and_then(|day| Date::parse(day)) {
        let world = law::world(example.on.get(1).map(String::as_str));
        let found = lower::lower(&checked.program, &world, day).err().unwrap_or_default();
        raised.extend(found.iter().map(|found| found.code.id.to_owned()));
    }
    for test in &checked.program.tests {
        let failures = trial::run_one(&checked.program, test).failures;
        raised.extend(failures.iter().map(|failure| format!("a failed test: {}", failure.found.en)));
        raised.extend(test.expects.iter().filter_map(|expect| match &expect.expected {
            hir::Expected::Error(code) => Some(code.clone()),
            _ => None,
        }));
    }
    let tried = trial::run_properties(&checked.program, Sampling::default());
    raised.extend(tried.iter().filter_map(|trial| Some(trial.complaint.as_ref()?.code.id.to_owned())));
    raised
}

fn wrong_examples(code: Code, language: Language) -> Vec<String> {
    let mut wrong = Vec::new();
    let goes_with = |found: &String| TWINS.iter().any(|(one, other)| *one == code.id && other == found);
    let page = codes::page(code);
    let parts = page.as_ref().map_or(&[][..], |page| page.parts(language));
    let mut n_wrong = 0;
    let mut n_right = 0;
    for part in parts {
        let Part::Law(example) = part else { continue };
        let mut found = raised(example, language);
        // The little law has facts that no example uses.
        found.retain(|found| found == code.id || !NEEDLESS.contains(&found.as_str()));
        let is_true = if example.is_wrong {
            n_wrong += 1;
            found.contains(code.id)
                && found.iter().all(|found| found == code.id || found.starts_with('W') || goes_with(found))
        } else {
            n_right += 1;
            found.is_empty()
        };
        if !is_true {
            wrong.push(format!("{} {language:?} wrong: {}: {found:?}", code.id, example.is_wrong));
        }
    }
    let needs_none = WITHOUT_EXAMPLE.iter().any(|(id, _)| *id == code.id);
    if page.is_some() && !needs_none && (n_wrong == 0 || n_right == 0) {
        wrong.push(format!("{} {language:?} lacks an example", code.id));
    }
    wrong
}

#[test]
fn the_examples_are_true() {
    let wrong: Vec<String> = codes::all()
        .into_iter()
        .flat_map(|code| Language::ALL.into_iter().flat_map(move |language| wrong_examples(code, language)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let has_page = |code: &Code| codes::page(*code).is_some();
    let missing: Vec<&str> = codes::all().iter().filter(|code| !has_page(code)).map(|code| code.id).collect();
    let surprising: Vec<&&str> = missing.iter().filter(|id| !UNEXPLAINED.contains(id)).collect();
    assert!(
        surprising.is_empty(),
        "write pages for these codes, as the others in engine/src/codes/pages: {surprising:?}"
    );
    let written: Vec<&str> = codes::all().iter().filter(|code| has_page(code)).map(|code| code.id).collect();
    let needless: Vec<&&str> = UNEXPLAINED.iter().filter(|id| written.contains(id)).collect();
    assert!(needless.is_empty(), "take these off the list: {needless:?}");
    let known: BTreeSet<String> = codes::all().into_iter().map(|code| format!("# {} {}", code.id, code.name)).collect();
    for file in files::under("engine/src/codes/pages") {
        let head = file.text.lines().next().unwrap_or_default();
        assert!(known.contains(head), "{}: {head}", file.path);
        assert!(file.path.ends_with(&format!("/{}.md", head.get(2..7).unwrap_or_default())), "{}", file.path);
    }
}

#[test]
fn a_page_speaks_both_languages() {
    for code in codes::all() {
        let Some(page) = codes::page(code) else { continue };
        let count = |language| page.parts(language).iter().filter(|part| matches!(part, Part::Law(_))).count();
        assert_eq!(count(Language::Vi), count(Language::En), "{}", code.id);
        assert!(!page.title.vi.is_empty() && !page.title.en.is_empty() && page.title.vi != page.title.en);
    }
}
