//! Counts passed and failed tests in what test programs print.
//!
//! Receives lines of text; hands on numbers. It knows how libtest and node write their last lines.

/// How many tests ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Count {
    /// One check that is not a test program.
    pub(crate) fn one(succeeded: bool) -> Self {
        Self { passed: u64::from(succeeded), failed: u64::from(!succeeded), skipped: 0 }
    }

    /// Both together.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }

    /// What one printed line adds.
    pub(crate) fn of_line(line: &str) -> Self {
        match line.strip_prefix("test result: ") {
            Some(summary) => of_libtest(summary),
            None => of_node(line),
        }
    }
}

/// `ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s`
fn of_libtest(summary: &str) -> Count {
    let mut count = Count::default();
    for part in summary.split([';', '.']) {
        let mut words = part.split_whitespace();
        let (Some(number), Some(word)) = (words.next(), words.next()) else {
            continue;
        };
        let number = number.parse().unwrap_or(0);
        match word {
            "passed" => count.passed = number,
            "failed" => count.failed = number,
            "ignored" => count.skipped = number,
            _ => {}
        }
    }
    count
}

/// `# pass 4`, or with another mark before the word.
fn of_node(line: &str) -> Count {
    let mut count = Count::default();
    let mut words = line.split_whitespace();
    let (Some("#" | "ℹ"), Some(word), Some(number), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return count;
    };
    let number = number.parse().unwrap_or(0);
    match word {
        "pass" => count.passed = number,
        "fail" | "cancelled" => count.failed = number,
        "skipped" | "todo" => count.skipped = number,
        _ => {}
    }
    count
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn a_line_of_libtest_is_counted() {
        let line = "test result: FAILED. 14 passed; 2 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.06s";
        assert_eq!(Count::of_line(line), Count { passed: 14, failed: 2, skipped: 1 });
    }

    #[test]
    fn the_lines_of_node_are_counted() {
        let count = ["ℹ tests 9", "ℹ pass 7", "ℹ fail 1", "# cancelled 1", "ℹ skipped 0", "ℹ duration_ms 12"]
            .iter()
            .map(|line| Count::of_line(line))
            .fold(Count::default(), Count::and);
        assert_eq!(count, Count { passed: 7, failed: 2, skipped: 0 });
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in ["", "test a::b ... ok", "# a heading", "# pass the salt 4 times", "5 passed"] {
            assert_eq!(Count::of_line(line), Count::default(), "{line}");
        }
    }
}
