//! Gathers what failed out of what test programs print, so that it can be told once more at the very end.
//!
//! Receives lines of text; hands on names, each with the first lines of its message. It knows how libtest and node's
//! reporter `spec` write failures, and no single test.

use std::collections::VecDeque;
use std::fmt;

/// The lines of a message that are told again; all of them stand further up.
const LONGEST_MESSAGE: usize = 24;
/// The signs of a line that are told again.
const LONGEST_LINE: usize = 400;
/// The last lines told again of a program that failed without naming a test.
const LAST_LINES: usize = 40;
/// What node writes before it lists its failures.
const LIST_OF_NODE: &str = "✖ failing tests:";

/// Something that failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The test, or the program that ended badly.
    pub(crate) name: String,
    /// What was said about it.
    pub(crate) message: Vec<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(to, "✖ {}", self.name)?;
        self.message.iter().try_for_each(|line| writeln!(to, "    {line}"))
    }
}

/// The failures of one program, line by line.
#[derive(Debug, Default)]
pub(crate) struct Failures {
    found: Vec<Failure>,
    /// Whether the lines that come belong to the last failure found.
    is_open: bool,
    /// Whether node's list of failures has begun.
    is_in_list: bool,
    last: VecDeque<String>,
}

impl Failures {
    /// Reads one printed line.
    pub(crate) fn read(&mut self, line: &str) {
        if self.last.len() == LAST_LINES {
            self.last.pop_front();
        }
        self.last.push_back(shortened(line));
        let of_libtest = line.strip_prefix("---- ").and_then(|rest| rest.strip_suffix(" stdout ----"));
        let of_node = line.strip_prefix("✖ ").filter(|_| self.is_in_list);
        if line == LIST_OF_NODE {
            (self.is_in_list, self.is_open) = (true, false);
        } else if let Some(name) = of_libtest.or(of_node) {
            self.found.push(Failure { name: name.to_owned(), message: Vec::new() });
            self.is_open = true;
        } else if ends_a_message(line, self.is_in_list) {
            self.is_open = false;
        } else if self.is_open && !line.trim().is_empty() {
            let message = self.found.last_mut().map(|failure| &mut failure.message);
            if let Some(message) = message.filter(|message| message.len() < LONGEST_MESSAGE) {
                message.push(shortened(line));
            }
        }
    }

    /// The failures found, or the program itself with its last lines if it named none.
    pub(crate) fn of_program(self, program: &str) -> Vec<Failure> {
        if self.found.is_empty() {
            return vec![Failure { name: format!("`{program}`"), message: self.last.into() }];
        }
        self.found
    }
}

fn ends_a_message(line: &str, is_in_list: bool) -> bool {
    if is_in_list { line.starts_with("test at ") } else { line == "failures:" || line.starts_with("test result: ") }
}

fn shortened(line: &str) -> String {
    line.trim_end().chars().take(LONGEST_LINE).collect()
}

#[cfg(test)]
mod tests {
    use super::{Failure, Failures};

    fn failures(text: &str) -> Vec<Failure> {
        let mut failures = Failures::default();
        text.lines().for_each(|line| failures.read(line));
        failures.of_program("cargo something")
    }

    fn failure(name: &str, message: &[&str]) -> Failure {
        Failure { name: name.to_owned(), message: message.iter().map(|line| (*line).to_owned()).collect() }
    }

    #[test]
    fn failures_of_libtest_are_found_with_their_messages() {
        let text = "test a::b ... FAILED\ntest a::c ... ok\n\nfailures:\n\n---- a::b stdout ----\n\nthread 'a::b' \
            panicked at src/a.rs:3:5:\nleft is not right\n\n\nfailures:\n    a::b\n\ntest result: FAILED. 1 passed";
        let message = ["thread 'a::b' panicked at src/a.rs:3:5:", "left is not right"];
        assert_eq!(failures(text), [failure("a::b", &message)]);
    }

    #[test]
    fn failures_of_node_are_found_once() {
        let text = "✔ one (3ms)\n✖ two (9ms)\n  Error: far up\nℹ fail 2\n\n✖ failing tests:\n\ntest at a.mjs:3:1\n\
            ✖ two (9ms)\n  Error: gone\n      at a.mjs:4\n\ntest at a.mjs:9:1\n✖ three (1ms)\n  Error: lost\n";
        let expected =
            [failure("two (9ms)", &["  Error: gone", "      at a.mjs:4"]), failure("three (1ms)", &["  Error: lost"])];
        assert_eq!(failures(text), expected);
    }

    #[test]
    fn a_program_that_names_no_test_is_told_with_its_last_lines() {
        let text = "error: unused variable\n  --> src/a.rs:1:1";
        assert_eq!(failures(text), [failure("`cargo something`", &["error: unused variable", "  --> src/a.rs:1:1"])]);
    }
}
