//! Heads, sizes, names, imports and panics of source files.
//!
//! Receives every source file; lists what breaks a rule. It reads lines and no syntax.

use ansinh_grammar::keyword;
use ansinh_tests::files::{self, TextFile};

/// Where the sources are.
const FOLDERS: [&str; 9] = [
    "grammar/src",
    "engine/src",
    "cli/src",
    "playground/src",
    "xtask/src",
    "policies/src",
    "tests/src",
    "tests/tests",
    "tests/fuzz",
];
/// Files over 400 lines, which somebody has thought about; it may only shrink.
const LONG: [(&str, &str); 0] = [];
/// Functions over 60 lines; it may only shrink.
const LONG_FUNCTIONS: [(&str, &str, &str); 3] = [
    ("grammar/src/parse/wanted.rs", "construct_name", "a match over every grammar rule"),
    ("engine/src/lower/phrase.rs", "words", "a match over every kind of expression"),
    ("engine/src/vector/machine.rs", "step", "a match over every instruction"),
];
/// Names that say nothing.
const EMPTY_NAMES: [&str; 9] = ["utils", "helpers", "common", "misc", "extra", "base", "new", "old", "v2"];

pub(crate) fn sources() -> Vec<TextFile> {
    let is_source = |file: &TextFile| file.path.ends_with(".rs");
    FOLDERS.into_iter().flat_map(files::under).filter(is_source).collect()
}

/// The lines before the first `#[cfg(test)]`, without comments.
pub(crate) fn code_lines(file: &TextFile) -> Vec<(usize, &str)> {
    let lines = file.text.lines().enumerate();
    let own = lines.take_while(|(_, line)| line.trim() != "#[cfg(test)]" || line.starts_with(' '));
    own.filter(|(_, line)| !line.trim_start().starts_with("//")).map(|(at, line)| (at + 1, line)).collect()
}

fn is_test_module(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

fn is_of_library(path: &str) -> bool {
    (path.starts_with("grammar/src") || path.starts_with("engine/src")) && !is_test_module(path)
}

#[test]
fn every_file_opens_with_two_lines_about_itself() {
    let is_headless = |file: &TextFile| file.text.lines().take_while(|line| line.starts_with("//!")).count() < 2;
    let missing: Vec<String> = sources().into_iter().filter(is_headless).map(|file| file.path).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn no_file_is_too_long() {
    let mut too_long = Vec::new();
    let mut long = Vec::new();
    for file in sources() {
        let inline_tests = file.text.lines().skip_while(|line| *line != "#[cfg(test)]");
        let n_lines = file.text.lines().count() - inline_tests.count();
        if n_lines > 600 {
            too_long.push(file.path);
        } else if n_lines > 400 {
            long.push(file.path);
        }
    }
    assert!(too_long.is_empty(), "over 600 lines: {too_long:#?}");
    let listed: Vec<&str> = LONG.iter().map(|(path, _)| *path).collect();
    let surprising: Vec<&String> = long.iter().filter(|path| !listed.contains(&path.as_str())).collect();
    assert!(surprising.is_empty(), "over 400 lines and on no list: {surprising:#?}");
    let shrunk: Vec<&&str> = listed.iter().filter(|path| !long.iter().any(|found| found == **path)).collect();
    assert!(shrunk.is_empty(), "take these off the list: {shrunk:#?}");
}

#[test]
fn no_file_has_an_empty_name() {
    let is_empty = |file: &&TextFile| {
        let path = file.path.trim_end_matches(".rs");
        path.split('/').any(|part| EMPTY_NAMES.contains(&part))
    };
    let files = sources();
    let found: Vec<&String> = files.iter().filter(is_empty).map(|file| &file.path).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_import_takes_everything() {
    let mut found = Vec::new();
    for file in sources() {
        for (line, text) in code_lines(&file) {
            let is_import = text.trim_start().starts_with("use ") || text.trim_start().starts_with("pub use ");
            if is_import && text.contains("::*") {
                found.push(format!("{}:{line}", file.path));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_libraries_never_panic() {
    let calls =
        [".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!(", "assert!(", "assert_eq!("];
    let mut found = Vec::new();
    for file in sources().into_iter().filter(|file| is_of_library(&file.path)) {
        for (line, text) in code_lines(&file) {
            let text = &text.replace("self.expect(", "");
            if calls.iter().any(|call| text.contains(call)) && !text.contains("debug_assert") {
                found.push(format!("{}:{line} {}", file.path, text.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Assertions of browser tests that hold only on a machine that is fast enough.
#[test]
fn browser_tests_wait_for_what_they_assert() {
    let is_hasty = |line: &str| {
        let asserts_what_was_read_once = line.contains("assert") && line.contains("await ");
        let is_not_waited_for = ["expect(", "expect.poll(", "isFocused("].iter().any(|call| line.starts_with(call));
        asserts_what_was_read_once || is_not_waited_for || line.contains("waitForTimeout")
    };
    let mut found = Vec::new();
    for file in files::under("tests/web").into_iter().filter(|file| file.path.ends_with(".mjs")) {
        for (at, line) in file.text.lines().enumerate().filter(|(_, line)| is_hasty(line.trim())) {
            found.push(format!("{}:{} {}", file.path, at + 1, line.trim()));
        }
    }
    assert!(found.is_empty(), "use `await expect(…)`: {found:#?}");
}

#[test]
fn the_engine_opens_nothing_and_asks_no_clock() {
    let doors = ["std::fs", "std::env", "std::net", "std::process", "std::thread", "std::time", "HashMap", "HashSet"];
    let mut found = Vec::new();
    for file in sources().into_iter().filter(|file| is_of_library(&file.path)) {
        for (line, text) in code_lines(&file) {
            if doors.iter().any(|door| text.contains(door)) {
                found.push(format!("{}:{line} {}", file.path, text.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_keyword_rules_follow_the_table() {
    let rules = files::text("grammar/src/keywords.pest").unwrap_or_default();
    assert!(rules == keyword::grammar_rules(), "run the tests of the grammar with ANSINH_REWRITE=1");
}

#[test]
fn functions_stay_short() {
    let mut found = Vec::new();
    for file in sources() {
        for (name, n_lines) in functions(&file) {
            if n_lines > 60 {
                found.push(format!("{} {name} {n_lines}", file.path));
            }
        }
    }
    let stands_for = |(path, name, _): &(&str, &str, &str), entry: &str| entry.starts_with(&format!("{path} {name} "));
    let is_listed = |entry: &&String| LONG_FUNCTIONS.iter().any(|listed| stands_for(listed, entry));
    let surprising: Vec<&String> = found.iter().filter(|entry| !is_listed(entry)).collect();
    assert!(surprising.is_empty(), "{surprising:#?}");
    let is_needed = |listed: &&(&str, &str, &str)| found.iter().any(|entry| stands_for(listed, entry));
    let needed = LONG_FUNCTIONS.iter().filter(is_needed).count();
    assert_eq!(needed, LONG_FUNCTIONS.len(), "take what is short now off the list");
}

/// Functions with the number of lines from their first to their closing brace, by indentation.
fn functions(file: &TextFile) -> Vec<(String, usize)> {
    let mut open: Vec<(String, usize, usize)> = Vec::new();
    let mut found = Vec::new();
    for (at, line) in file.text.lines().enumerate() {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        let after = ["fn ", "pub fn ", "pub(super) fn ", "pub(crate) fn ", "const fn ", "pub const fn "];
        if let Some(rest) = after.iter().find_map(|start| text.strip_prefix(start)) {
            let name = rest.split(['(', '<']).next().unwrap_or(rest).to_owned();
            open.push((name, indent, at));
        }
        if text == "}"
            && let Some((name, own, start)) = open.last().cloned()
            && own == indent
        {
            open.pop();
            found.push((name, at + 1 - start));
        }
    }
    found
}
