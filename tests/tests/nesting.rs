//! Deep nesting is refused at the same depth everywhere, and never overflows the stack.
//!
//! Receives expressions made by repeating one construct; asserts the code of the complaint.

use ansinh_engine::check;
use ansinh_grammar::{FileId, SourceFile, parse};

/// The codes of the complaints about one definition.
fn codes(expression: &str) -> Vec<&'static str> {
    let text = format!("define a of person: yes/no\n  is {expression}\n");
    let source = SourceFile::new("deep.law", &text);
    // What is read must also be safe to check and to print.
    let _ = check::check(std::slice::from_ref(&source));
    let parsed = parse(FileId(0), &source);
    let _ = format!("{:?}", parsed.file);
    parsed.diagnostics.iter().map(|found| found.code.id).collect()
}

fn around(open: &str, close: &str, times: usize) -> String {
    format!("{}x{}", open.repeat(times), close.repeat(times))
}

/// Far beyond every limit; brackets and prefixes are refused at once, chains after they were read.
const DEEP: usize = 100_000;

#[test]
fn sixty_four_brackets_are_read_and_sixty_five_are_not() {
    assert!(codes(&around("(", ")", 64)).is_empty());
    assert_eq!(codes(&around("(", ")", 65)), ["E0104"]);
}

#[test]
fn lists_and_quantifiers_count_like_brackets() {
    for (open, close) in [
        ("all of (", ")"),
        ("any of (", ")"),
        ("some c in l where ", ""),
        ("every c in l satisfies ", ""),
        ("count of c in l where ", ""),
    ] {
        assert!(codes(&around(open, close, 64)).is_empty(), "{open}");
        assert_eq!(codes(&around(open, close, 65)), ["E0104"], "{open}");
    }
}

#[test]
fn a_hundred_thousand_of_anything_is_refused_and_not_fatal() {
    for (open, close) in [
        ("(", ")"),
        ("( ", ""),
        ("all of (", ")"),
        ("highest of (", ")"),
        ("some c in l where ", ""),
        ("count of c in l where ", ""),
        ("not ", ""),
        ("- ", ""),
        ("x and ", ""),
        ("x or ", ""),
        ("x + ", ""),
        ("x * ", ""),
        ("x = ", ""),
        ("", " in (a)"),
        ("", " rounded up to 1"),
        ("not - ", ""),
        ("", " of x"),
    ] {
        let found = codes(&around(open, close, DEEP));
        assert!(!found.is_empty() || close == " of x", "{open}x{close} is accepted");
    }
}

#[test]
fn a_list_of_ten_thousand_conditions_is_flat_and_read() {
    let conditions = vec!["x"; 10_000].join("; ");
    assert!(codes(&format!("all of ({conditions})")).is_empty());
}

#[test]
fn both_surfaces_count_the_same() {
    let quantifiers = |opening: &str, times: usize| {
        let text = format!("định nghĩa a của người: có/không\n  là {}x\n", opening.repeat(times));
        let source = SourceFile::new("deep.law", &format!("ngôn ngữ vi\n{text}"));
        let found = parse(FileId(0), &source).diagnostics;
        found.iter().map(|found| found.code.id).collect::<Vec<_>>()
    };
    for opening in ["(", "tồn tại c trong l với điều kiện ", "mọi c trong l đều thỏa "] {
        let is_bracket = opening == "(";
        if !is_bracket {
            assert!(quantifiers(opening, 64).is_empty(), "{opening}");
        }
        assert!(quantifiers(opening, 65).contains(&"E0104"), "{opening}");
    }
}
