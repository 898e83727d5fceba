//! A text that can be gone on with as another, and is shorter.
//!
//! Receives the lines of a declaration; hands on fewer: of many items of one kind in a row the first two and the last.
//! What may follow depends on what kinds went before, never on how many. It knows how items are indented, and no grammar.

use super::opening::{indent, starts_item};

/// How many items of one kind in a row are kept before the last.
const N_KEPT: usize = 2;
/// Lines that lie deeper are kept as they are.
const MAX_DEPTH: usize = 8;

/// The text without what does not matter for how it goes on; nothing if it is no shorter, or is not read as before.
pub(super) fn shortened(text: &str, is_read: impl Fn(&str) -> bool) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (head, items) = lines.split_first()?;
    let mut kept = vec![*head];
    keep(items, MAX_DEPTH, &mut kept);
    let shorter = kept.concat();
    (shorter.len() < text.len() && is_read(&shorter)).then_some(shorter)
}

/// Keeps what matters of the items of one thing.
fn keep<'t>(lines: &[&'t str], depth: usize, kept: &mut Vec<&'t str>) {
    if depth == 0 {
        kept.extend(lines);
        return;
    }
    let items = items(lines);
    for (at, item) in items.iter().enumerate() {
        let kind = item.first().map(|line| kind(line));
        let is_like =
            |other: Option<&&[&str]>| other.is_some_and(|other| other.first().map(|line| self::kind(line)) == kind);
        let n_alike_before =
            items.get(..at).unwrap_or(&[]).iter().rev().take(N_KEPT).filter(|other| is_like(Some(other)));
        let is_needless = n_alike_before.count() == N_KEPT && is_like(items.get(at + 1));
        if let (false, Some((first, rest))) = (is_needless, item.split_first()) {
            kept.push(first);
            keep(rest, depth - 1, kept);
        }
    }
}

/// The lines of each item: one that is indented no deeper than the first, and all that are.
fn items<'l, 't>(lines: &'l [&'t str]) -> Vec<&'l [&'t str]> {
    let is_code = |line: &&&str| !line.trim().is_empty();
    let Some(own) = lines.iter().find(is_code).map(|line| indent(line)) else {
        return vec![lines];
    };
    let is_first = |line: &&str| is_code(&line) && indent(line) <= own && !line.trim_start().starts_with(')');
    let mut starts: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| is_first(line)).map(|(at, _)| at).collect();
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| lines.get(*start..end)).collect()
}

/// What an item begins with, as far as it is the same for all of its kind.
fn kind(line: &str) -> &str {
    let code = line.trim_start();
    if code.starts_with('|') {
        return "|";
    }
    let word = code.split_whitespace().next().unwrap_or("");
    if starts_item(line) { word } else { "" }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    fn shorter(text: &str) -> Option<String> {
        shortened(text, |_| true)
    }

    #[test]
    fn of_many_alike_three_are_left() {
        let row = |at: usize| format!("  | {at} | => 1 |\n    # why\n");
        let rows: String = (0..1000).map(row).collect();
        let text = format!("table a of person: decimal\n  source A\n{rows}  note en \"\"\n  ");
        let wanted =
            format!("table a of person: decimal\n  source A\n{}{}{}  note en \"\"\n  ", row(0), row(1), row(999));
        assert_eq!(shorter(&text), Some(wanted));
    }

    #[test]
    fn what_is_inside_of_what_is_left_is_shortened_too() {
        let text = "benefit b\n  category a\n    when x\n    when y\n    when z\n    when v\n    gives 1\n    g";
        assert_eq!(
            shorter(text).as_deref(),
            Some("benefit b\n  category a\n    when x\n    when y\n    when v\n    gives 1\n    g")
        );
    }

    #[test]
    fn a_short_text_stays() {
        for text in ["", "define a", "define a\n  is x\n  is y\n  ", "\n\n", "a\n      b\n   c\n d\n"] {
            assert_eq!(shorter(text), None, "{text}");
        }
    }

    #[test]
    fn a_staircase_is_no_trouble() {
        let stairs: String = (0..3_000).map(|at| format!("{}x\n", " ".repeat(at))).collect();
        assert_eq!(shorter(&stairs), None);
    }
}
