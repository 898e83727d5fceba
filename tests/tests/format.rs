//! The canonical form: formatting what is formatted changes nothing, no word and no comment is lost.
//!
//! Receives the embedded policies, the language reference and the laws of the cases; formats each without mistakes.
//! The formatter compares trees and comments itself and refuses what differs: no refusal is accepted here.

use ansinh_grammar::format::{self, Refusal};
use ansinh_grammar::{SourceFile, parse};
use ansinh_tests::{case::Case, files, law};

/// Every law of the project that has no mistake: the embedded ones, the reference's, those of the cases.
fn laws() -> Vec<SourceFile> {
    let mut laws = law::policies();
    for file in files::under("tests/cases").iter().filter(|file| file.path.ends_with(".md")) {
        let case = Case::read(&file.path, &file.text).expect("a case");
        let blocks = case.of_kind("law").map(|block| SourceFile::new(file.path.as_str(), &block.text));
        laws.extend(blocks);
    }
    let reference = files::text("grammar/LANGUAGE.md").expect("the reference");
    laws.extend(blocks(&reference).map(|block| SourceFile::new("grammar/LANGUAGE.md", block)));
    let is_right = |law: &SourceFile| {
        let parsed = parse(ansinh_grammar::FileId::default(), law);
        !parsed.diagnostics.iter().any(ansinh_grammar::Diagnostic::is_error)
    };
    laws.into_iter().filter(is_right).collect()
}

/// The `law` blocks of a document.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n```law\n").skip(1).filter_map(|rest| rest.split("```\n").next())
}

/// The canonical form of a text without mistakes.
fn formatted(path: &str, text: &str) -> String {
    match format::format(&SourceFile::new(path, text)) {
        Ok(text) => text,
        Err(refusal) => panic!("{path}: {refusal:?}\n{text}"),
    }
}

#[test]
fn what_is_formatted_stays_as_it_is() {
    let laws = laws();
    assert!(laws.len() > 150, "{} laws", laws.len());
    for law in laws {
        let once = formatted(law.path(), law.text());
        assert_eq!(formatted(law.path(), &once), once, "{}", law.path());
    }
}

#[test]
fn squeezed_and_stretched_laws_come_back() {
    for law in law::policies() {
        let canonical = formatted(law.path(), law.text());
        assert_eq!(formatted(law.path(), &stretched(&canonical)), canonical, "{}", law.path());
    }
}

/// The text with wider blanks outside of texts and comments, deeper indents and Windows line ends.
fn stretched(text: &str) -> String {
    let mut stretched = String::new();
    for line in text.lines() {
        let rest = line.trim_start();
        let indent = (line.len() - rest.len()) * 3;
        stretched.push_str(&" ".repeat(indent));
        let mut is_text = false;
        for (at, sign) in rest.char_indices() {
            if sign == '#' && !is_text {
                stretched.push_str(&rest[at..]);
                break;
            }
            is_text ^= sign == '"';
            stretched.push(sign);
            if sign == ' ' && !is_text {
                stretched.push(' ');
            }
        }
        stretched.push_str(" \r\n");
    }
    stretched
}

/// Comments in every place where one may stand.
const WITH_COMMENTS: &str = "\
# head of the file


# second block
language en edition 2026
module a.b # the module
# why it is used
use c
use d

# a block before a declaration

define old of person: yes/no # first
# from column one
  label en \"Old\" # between languages
    vi \"Già\"
  is all of ( # opened
    age >= 60 years # sixty
      # alone
    and pension # no semicolon
      # last inside
  ) # closed
    # before the source
    source EX article 1

    # trailing, deep
  # trailing, flat
# the end
";

/// The same in canonical form.
const WITH_COMMENTS_KEPT: &str = "\
# head of the file

# second block
language en edition 2026

module a.b  # the module

# why it is used
use c
use d

# a block before a declaration

define old of person: yes/no  # first
  # from column one
  label en \"Old\"  # between languages
        vi \"Già\"
  is all of (  # opened
    age >= 60 years  # sixty
        # alone
        and pension;  # no semicolon
    # last inside
  )  # closed
    # before the source
    source EX article 1
    # trailing, deep
  # trailing, flat

# the end
";

#[test]
fn comments_stay_with_what_they_are_about() {
    assert_eq!(formatted("a.law", WITH_COMMENTS), WITH_COMMENTS_KEPT);
    assert_eq!(formatted("a.law", WITH_COMMENTS_KEPT), WITH_COMMENTS_KEPT);
}

#[test]
fn columns_of_tables_are_aligned_and_long_texts_put_one_language_a_line() {
    let written = "\
table c of person: decimal
  |age|pension|=>result|
  # a row of its own
  |60 years to under 80 years|any|=>1.0| # why
  |>=80 years|no,yes|=>- 1.5|
  note en \"never read\"
"
    .replace("  note en \"never read\"\n", "");
    let wanted = "\
table c of person: decimal
  | age                        | pension | => result |
  # a row of its own
  | 60 years to under 80 years | any     | => 1.0    |  # why
  | >= 80 years                | no, yes | => -1.5   |
";
    assert_eq!(formatted("a.law", &written), wanted);
    let long = "a".repeat(60);
    let written = format!("input x of person: yes/no\n  ask en \"{long}\" vi \"{long}\"\n");
    let wanted = format!("input x of person: yes/no\n  ask en \"{long}\"\n      vi \"{long}\"\n");
    assert_eq!(formatted("a.law", &written), wanted);
}

#[test]
fn units_are_counted_and_blanks_are_normal() {
    let written = "\
define x of person: duration

  is highest of(1 years,12 month ,-( y ))when age<18 year or(a)
";
    let wanted = "\
define x of person: duration
  is highest of (1 year, 12 months, -(y)) when age < 18 years or (a)
";
    assert_eq!(formatted("a.law", written), wanted);
}

#[test]
fn a_file_with_a_mistake_is_refused() {
    let source = SourceFile::new("a.law", "define x of person: yes/no\n  is age >= and\n");
    assert!(matches!(format::format(&source), Err(Refusal::Mistakes(found)) if found.len() == 1));
}

#[test]
fn tabs_before_a_line_become_blanks() {
    assert_eq!(
        formatted("a.law", "define x of person: yes/no\n\tis yes\n\t\tsource EX article 1\n"),
        "define x of person: yes/no\n  is yes\n    source EX article 1\n"
    );
}
