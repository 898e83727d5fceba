//! How the time of each step grows when one construct is doubled, and doubled again.
//!
//! Receives nothing; makes a law that repeats one construct, times the steps on n, 2n and 4n of it and prints the
//! exponents: 1 is in step with the size, 2 is its square.

use std::time::Duration;

use ansinh_engine::check;
use ansinh_engine::editor;
use ansinh_grammar::{FileId, SourceFile, format, parse};
use ansinh_tests::printed;

use crate::timed;

const FACTS: &str = include_str!("facts.law");
const HEAD: &str = "language en edition 2026\n\nmodule grown\n\nuse common.facts\n\n";
const N_ROUNDS: usize = 3;
/// A longer time is not doubled any further.
const ENOUGH: Duration = Duration::from_secs(4);

/// A construct: its name, how many of it the smallest law has, and the law with so many.
type Construct = (&'static str, usize, fn(usize) -> String);

/// Text that is repeated with its number.
fn times(n: usize, text: impl Fn(usize) -> String) -> String {
    (0..n).map(text).collect()
}

fn day(at: usize) -> String {
    format!("{}-{:02}-{:02}", 1000 + at / 336, 1 + at / 28 % 12, 1 + at % 28)
}

const CONSTRUCTS: [Construct; 22] = [
    ("blank lines", 20_000, |n| "\n".repeat(n)),
    ("comments", 10_000, |n| times(n, |at| format!("# comment {at}\n"))),
    ("notes of one thing", 1_000, |n| {
        "define a of person: yes/no\n".to_owned() + &times(n, |at| format!("  note en \"{at}\"\n")) + "  is pension\n"
    }),
    ("inputs", 1_000, |n| times(n, |at| format!("input i{at} of person: yes/no\n"))),
    ("definitions, each of the one before", 100, |n| {
        let rest = times(n, |at| format!("define d{} of person: decimal\n  is d{at} rounded down to 1\n", at + 1));
        "define d0 of person: decimal\n  is 1.0\n".to_owned() + &rest
    }),
    ("values of a parameter", 500, |n| {
        "parameter q: decimal\n".to_owned() + &times(n, |at| format!("  from {}: {at}.5\n", day(at)))
    }),
    ("cases of a definition", 500, |n| {
        let case = |at| format!("  is {at}.5 when income = {at} VND per month\n");
        "define a of person: decimal\n".to_owned() + &times(n, case)
    }),
    ("exceptions of a definition", 200, |n| {
        let one = |at| format!("  exception e{at}\n    when income = {at} VND per month\n    is {at}.5\n");
        "define a of person: decimal\n  is 1.0\n".to_owned() + &times(n, one)
    }),
    ("rows of a table", 500, |n| {
        let row = |at| format!("  | {at} VND per month | => {at}.5 |\n");
        "table a of person: decimal\n  | income | => result |\n".to_owned() + &times(n, row)
    }),
    ("categories of a benefit", 200, |n| benefit(n, "") + "  combine highest of all\n"),
    ("exceptions of a benefit", 200, |n| {
        let one = |at| format!("  exception e{at}\n    when income = {at} VND per month\n    combine lowest of all\n");
        benefit(2, "") + "  combine highest of all\n" + &times(n, one)
    }),
    ("amendments", 100, |n| {
        let law = "parameter q: decimal\n  from 2020-01-01: 1.0\n";
        let one = |at| {
            let days = format!("from {} to {}", day(342_720 + at), day(342_720 + at));
            format!("amendment a{at}\n  by LAW\n  set q {days}: {at}.5\n")
        };
        law.to_owned() + &times(n, one)
    }),
    ("scenarios", 200, |n| {
        let one = |at| format!("scenario s{at}\n  set q from 2021-01-01: {at}.5\n");
        "parameter q: decimal\n  from 2020-01-01: 1.0\n".to_owned() + &times(n, one)
    }),
    ("tests", 300, |n| {
        let one = |at| {
            format!("test \"t{at}\"\n  on 2021-01-01\n  given person an\n    pension = yes\n  expect pension of an\n")
        };
        times(n, one)
    }),
    ("persons of a test", 200, |n| {
        let one = |at| format!("  given person p{at}\n    pension = yes\n");
        let all = times(n, one);
        format!("test \"t\"\n  on 2021-01-01\n{all}") + &times(n, |at| format!("  expect pension of p{at}\n"))
    }),
    ("lines of a budget", 500, |n| {
        let line = |at| format!("  | l{at} | 1 | 2 | 3 |\n");
        "budget b in VND\n  | line | central_budget | provincial_budget | total |\n".to_owned() + &times(n, line)
    }),
    ("values of an enumeration", 1_000, |n| "enumeration e\n".to_owned() + &times(n, |at| format!("  value v{at}\n"))),
    ("conditions of a list", 1_000, |n| {
        format!("define a of person: yes/no\n  is all of ({})\n", "age > 3 years; ".repeat(n))
    }),
    ("operators on one line, refused", 2_000, |n| {
        format!("define a of person: yes/no\n  is {}pension\n", "pension and ".repeat(n))
    }),
    ("misspelt names", 200, |n| {
        let one = |at| format!("define d{at} of person: yes/no\n  is pensjon\n");
        times(n, one)
    }),
    ("mistakes of syntax, each in its own declaration", 200, |n| {
        times(n, |at| format!("define d{at} of person: yes/no\n  is and pension\n"))
    }),
    ("mistakes of syntax in one declaration", 200, |n| {
        "define d of person: yes/no\n".to_owned() + &times(n, |_| "  is and pension\n".to_owned())
    }),
];

fn benefit(n: usize, rest: &str) -> String {
    let one = |at| format!("  category c{at}\n    when income = {at} VND per month\n    gives {at} VND per month\n");
    "benefit b of person: money VND per month\n".to_owned() + &times(n, one) + rest
}

/// A step on one law.
type Work = fn(&[SourceFile]);

const STEPS: [(&str, Work); 6] = [
    ("grammar", |files| {
        let _ = files.iter().filter(|file| parse::is_grammatical(file.text())).count();
    }),
    ("parse", |files| {
        let _: usize = files.iter().map(|file| parse(FileId(0), file).diagnostics.len()).sum();
    }),
    ("check", |files| {
        let _ = check::check(files);
    }),
    ("tell", |files| {
        let _ = printed::diagnostics_in_full(&check::check(files).diagnostics, files);
    }),
    ("format", |files| {
        let _: usize = files.iter().filter_map(|file| format::format(file).ok()).map(|text| text.len()).sum();
    }),
    ("edit", |files| {
        let checked = check::check(files);
        let (file, own) = (FileId(0), &files[0]);
        let _ = editor::outline(&checked, own, file);
        let _ = editor::completions_at(&checked, own, file, own.text().len() - 1);
        let _ = editor::hover_at(&checked, file, own.text().len() / 2);
    }),
];

/// Prints, for each construct and each step, the time for n and the exponents from n to 2n and from 2n to 4n.
pub(crate) fn table() {
    print!("{:<60}", "construct");
    STEPS.iter().for_each(|(name, _)| print!("{name:>24}"));
    println!();
    let only = std::env::args().nth(2);
    for (name, n, law) in CONSTRUCTS {
        if only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            continue;
        }
        let errors = check::check(&files(n, law)).diagnostics.iter().filter(|found| found.is_error()).count();
        print!("{:<60}", format!("{name} ({n}; errors {errors})"));
        for (_, step) in STEPS {
            print!("{:>24}", exponents(n, law, step));
        }
        println!();
    }
}

fn files(n: usize, law: fn(usize) -> String) -> [SourceFile; 2] {
    [SourceFile::new("grown.law", &(HEAD.to_owned() + &law(n))), SourceFile::new("facts.law", FACTS)]
}

fn exponents(n: usize, law: fn(usize) -> String, step: Work) -> String {
    let taken = |n: usize| {
        let files = [SourceFile::new("grown.law", &(HEAD.to_owned() + &law(n))), SourceFile::new("facts.law", FACTS)];
        (0..N_ROUNDS).map(|_| timed(|| step(&files)).0).min().unwrap_or_default()
    };
    let mut text = String::new();
    let mut before = taken(n);
    let smallest = before;
    for doubled in [2 * n, 4 * n] {
        if before > ENOUGH {
            text += "    -";
            continue;
        }
        let now = taken(doubled);
        text += &format!(" {:>4.1}", (now.as_secs_f64() / before.as_secs_f64()).log2());
        before = now;
    }
    format!("{:.1} ms{text}", smallest.as_secs_f64() * 1e3)
}
