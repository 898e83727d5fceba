//! Deep nesting is refused at the same depth everywhere, and never overflows the stack.
//!
//! Receives expressions made by repeating one construct; asserts the code of the complaint.

use ansinh_engine::{check, lower, trial};
use ansinh_grammar::{FileId, SourceFile, parse};

/// The codes of the complaints of the parser about one definition, which is also checked and printed.
fn codes(expression: &str) -> Vec<&'static str> {
    let text = format!("define a of person: yes/no\n  is {expression}\n");
    let checked = check::check(&[SourceFile::new("deep.law", &text)]);
    let _ = format!("{:?}", checked.program);
    checked.diagnostics.iter().map(|found| found.code.id).filter(|id| id.starts_with("E01")).collect()
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

/// A chain of definitions, each with the one before at the bottom of nested operators.
fn chain(open: &str, close: &str, times: usize, n_definitions: usize) -> String {
    let mut text = "module chain\nuse small\ndefine a0 of person: yes/no\n  is pension\n".to_owned();
    for at in 1..n_definitions {
        let body = format!("{}a{}{}", open.repeat(times), at - 1, close.repeat(times));
        text.push_str(&format!("define a{at} of person: yes/no\n  is {body}\n"));
    }
    let last = n_definitions - 1;
    text.push_str(&format!(
        "benefit b of person: money VND per month\n  category c\n    when a{last}\n    gives rate\n"
    ));
    text + &format!("test \"t\"\n  on 2024-07-01\n  given person an\n    pension = yes\n  expect a{last} of an\n")
}

/// As deep as the language allows, on a stack as small as a browser gives; deeper is refused.
#[test]
fn the_deepest_law_fits_a_small_stack() {
    const STACK: usize = 1 << 20;
    let small = ansinh_tests::files::text(ansinh_tests::law::SMALL).unwrap_or_default();
    let deepest =
        [("not (", ")", 60, 22), ("pension and (", ")", 60, 196), ("pension or ", "", 250, 196), ("not ", "", 6, 196)];
    for (open, close, times, n_definitions) in deepest {
        let read = |n_definitions: usize| {
            let chain = SourceFile::new("chain.law", &chain(open, close, times, n_definitions));
            check::check(&[chain, SourceFile::new("small.law", &small)])
        };
        let checked = read(n_definitions);
        assert!(checked.is_usable(), "{open} {:?}", checked.diagnostics.last());
        let refused = read(n_definitions + 10).diagnostics;
        assert!(refused.iter().any(|found| found.code.id == "E0311"), "{open}");
        let run = move || {
            let on = ansinh_engine::value::Date::parse("2024-07-01").expect("a date");
            let plan = lower::lower(&checked.program, &ansinh_tests::law::world(None), on);
            assert!(plan.is_ok(), "{open}");
            assert!(trial::run(&checked.program).iter().all(|trial| trial.failures.is_empty()), "{open}");
        };
        let thread = std::thread::Builder::new().stack_size(STACK).spawn(run).expect("a thread");
        assert!(thread.join().is_ok(), "{open}");
    }
}
