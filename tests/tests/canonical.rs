//! What the project shows as law is written in its one canonical form.
//!
//! Receives every law file of the project and the laws that the reference shows; fails with each that is not as the
//! formatter would write it, its first line that differs and the command that mends it. The laws inside of cases and of
//! the pages of the codes claim nothing: they are kept short, and some show how not to write.

use ansinh_grammar::format::{self, Refusal};
use ansinh_grammar::{FileId, SourceFile, parse};
use ansinh_tests::{files, law};

/// One law: where it stands, and its text.
struct Law {
    place: String,
    text: String,
    /// How it is brought into canonical form.
    remedy: String,
}

/// What differs from the canonical form: the first such line as it is and as it should be.
fn difference(law: &Law) -> Option<String> {
    let source = SourceFile::new(law.place.as_str(), &law.text);
    let canonical = match format::format(&source) {
        Ok(canonical) => canonical,
        Err(Refusal::Mistakes(found)) => {
            let first = found.iter().find(|found| found.is_error())?;
            let at = source.position(first.primary.span.start);
            return Some(format!("{}: line {}: {}", law.place, at.line, first.headline.en));
        }
        Err(Refusal::Different) => return Some(format!("{}: the formatter would change what it says", law.place)),
    };
    if canonical == law.text {
        return None;
    }
    let (mut is, mut wanted) = (law.text.split('\n'), canonical.split('\n'));
    let mut line = 1;
    loop {
        match (is.next(), wanted.next()) {
            (None, None) => return Some(format!("{}: it differs in no line", law.place)),
            (is, wanted) if is == wanted => line += 1,
            (is, wanted) => {
                let shown = |text: Option<&str>| text.map_or("nothing".to_owned(), |text| format!("`{text}`"));
                let (place, remedy) = (&law.place, &law.remedy);
                let (is, wanted) = (shown(is), shown(wanted));
                return Some(format!("{place}: line {line} is\n  {is}\nand should be\n  {wanted}\n{remedy}"));
            }
        }
    }
}

/// Fails with every law that is not in canonical form.
fn expect_canonical(laws: &[Law]) {
    let wrong: Vec<String> = laws.iter().filter_map(difference).collect();
    assert!(wrong.is_empty(), "{} of {} are not in canonical form\n\n{}", wrong.len(), laws.len(), wrong.join("\n\n"));
}

/// A law file of the project.
fn file(path: String, text: String) -> Law {
    let remedy = format!("mend it with `cargo run -q -- fmt {path}`");
    Law { place: path, text, remedy }
}

/// The laws in the blocks of a document, each where it stands; only those that are read without a mistake.
fn shown(path: &str, document: &str) -> Vec<Law> {
    let mut laws = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (at, line) in document.lines().enumerate() {
        match &mut open {
            None if line == "```law" || line.starts_with("```law ") => open = Some((at + 2, String::new())),
            Some(_) if line.starts_with("```") => laws.extend(open.take()),
            Some((_, text)) => text.extend([line, "\n"]),
            None => {}
        }
    }
    let is_right = |text: &str| {
        let parsed = parse(FileId(0), &SourceFile::new(path, text));
        !parsed.diagnostics.iter().any(ansinh_grammar::Diagnostic::is_error)
    };
    let remedy = "pipe the block through `cargo run -q -- fmt -`".to_owned();
    let law =
        |(line, text)| Law { place: format!("{path}, the law from line {line} on"), text, remedy: remedy.clone() };
    laws.into_iter().filter(|(_, text)| is_right(text)).map(law).collect()
}

#[test]
fn the_law_files_are_canonical() {
    let of_policies = files::under("policies").into_iter().filter(|file| file.path.ends_with(".law"));
    let of_cases = files::under("tests/cases").into_iter().filter(|file| file.path.ends_with(".law"));
    let laws: Vec<Law> = of_policies.chain(of_cases).map(|found| file(found.path, found.text)).collect();
    assert!(laws.len() > law::policies().len(), "{} laws", laws.len());
    expect_canonical(&laws);
}

#[test]
fn the_reference_shows_canonical_law() {
    let path = "grammar/LANGUAGE.md";
    expect_canonical(&shown(path, &files::text(path).unwrap_or_default()));
}
