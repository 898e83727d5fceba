//! Both languages say the same: a file goes to the other language and back without losing a byte.
//!
//! Receives the embedded policies, the language reference and the laws of the cases; translates them and runs the
//! tests that are written in them, also in a mixture of languages.

use ansinh_engine::translate::{self, Translated};
use ansinh_engine::{check, trial};
use ansinh_grammar::{FileId, Language, SourceFile, format};
use ansinh_tests::{case::Case, files, law};

fn translated(sources: &[SourceFile], file: usize, wanted: Language) -> Translated {
    match translate::translate(sources, FileId(file), wanted) {
        Ok(translated) => translated,
        Err(refusal) => panic!("{}: {refusal:?}\n{}", sources[file].path(), sources[file].text()),
    }
}

fn declared_language(source: &SourceFile) -> Language {
    ansinh_grammar::parse(FileId(0), source).file.language.unwrap_or(Language::En)
}

const fn other(language: Language) -> Language {
    match language {
        Language::Vi => Language::En,
        Language::En => Language::Vi,
    }
}

/// The files with one of them in another text.
fn with(sources: &[SourceFile], file: usize, text: &str) -> Vec<SourceFile> {
    let mut changed = sources.to_vec();
    changed[file] = SourceFile::new(sources[file].path(), text);
    changed
}

/// Every test in the files holds; how many there are.
fn run_tests(sources: &[SourceFile]) -> usize {
    let checked = check::check(sources);
    let errors: Vec<_> = checked.diagnostics.iter().filter(|found| found.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let trials = trial::run(&checked.program);
    for trial in &trials {
        let found: Vec<&str> = trial.failures.iter().map(|failure| failure.found.get(Language::En)).collect();
        assert_eq!(found, Vec::<&str>::new(), "{}", trial.title);
    }
    trials.len()
}

#[test]
fn the_embedded_law_goes_there_and_back_and_its_tests_hold_in_any_mixture() {
    let sources = law::policies();
    let mut there: Vec<SourceFile> = Vec::new();
    for (file, source) in sources.iter().enumerate() {
        let own = declared_language(source);
        let first = translated(&sources, file, other(own));
        assert_eq!(first.left, Vec::<String>::new(), "names without an alias in {}", source.path());
        let changed = with(&sources, file, &first.text);
        let back = translated(&changed, file, own);
        assert_eq!(back.text, source.text(), "{}", source.path());
        there.push(changed[file].clone());
    }
    let n_tests = run_tests(&there);
    assert!(n_tests > 200, "{n_tests} tests");
    for turn in [2, 3] {
        let pick =
            |(idx, pair): (usize, (&SourceFile, &SourceFile))| if idx % turn == 0 { pair.0 } else { pair.1 }.clone();
        let mixed: Vec<SourceFile> = sources.iter().zip(&there).enumerate().map(pick).collect();
        assert_eq!(run_tests(&mixed), n_tests);
    }
}

/// A file with a header and in canonical form, in its own language: what goes there and back.
fn canonical(sources: &[SourceFile], file: usize) -> Option<Vec<SourceFile>> {
    let source = &sources[file];
    let has_header = ansinh_grammar::parse(FileId(0), source).file.language.is_some();
    let header = if has_header { "" } else { "language en edition 2026\n\n" };
    let headed = with(sources, file, &format!("{header}{}", source.text()));
    let text = format::format(&headed[file]).ok()?;
    let formatted = with(&headed, file, &text);
    let own = declared_language(&formatted[file]);
    let named = translate::translate(&formatted, FileId(file), own).ok()?;
    Some(with(&formatted, file, &named.text))
}

#[test]
fn the_laws_of_the_cases_go_there_and_back() {
    let mut n_laws = 0;
    for file in files::under("tests/cases").iter().filter(|file| file.path.ends_with(".md")) {
        let case = Case::read(&file.path, &file.text).expect("a case");
        let sources = law::sources(&case);
        for idx in 0..sources.len() {
            let Some(sources) = canonical(&sources, idx) else { continue };
            let own = declared_language(&sources[idx]);
            let there = translated(&sources, idx, other(own));
            let back = translated(&with(&sources, idx, &there.text), idx, own);
            assert_eq!(back.text, sources[idx].text(), "{}", file.path);
            n_laws += 1;
        }
    }
    assert!(n_laws > 100, "{n_laws} laws");
}

#[test]
fn the_reference_goes_there_and_back_and_its_tests_hold_in_vietnamese() {
    let reference = files::text("grammar/LANGUAGE.md").expect("the reference");
    let blocks = reference.split("\n```law\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let policy: String = blocks.map(|block| format!("{block}\n\n")).collect();
    let sources = canonical(&[SourceFile::new("grammar/LANGUAGE.md", &policy)], 0).expect("it has no mistake");
    let there = translated(&sources, 0, Language::Vi);
    let changed = with(&sources, 0, &there.text);
    assert_eq!(run_tests(&changed), run_tests(&sources));
    assert_eq!(translated(&changed, 0, Language::En).text, sources[0].text());
}
