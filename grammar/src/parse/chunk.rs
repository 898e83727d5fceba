//! Cuts a file into top-level chunks.
//!
//! Receives the text; hands on one slice per line that begins in column 1 with something else than a comment or a part
//! of a declaration. It knows no grammar: declarations start in column 1, whatever is broken inside them.

use super::opening;

/// A slice of the file with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// Its first byte in the file.
    pub(super) start: usize,
}

/// The chunks, in order. Blank lines and comments before the first belong to none.
pub(super) fn split(text: &str) -> Vec<Chunk<'_>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_first = line.starts_with(|first: char| !first.is_whitespace() && first != '#');
        // A part of a declaration that was not indented still belongs to the declaration before it.
        if is_first && (starts.is_empty() || !opening::starts_item(line)) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| text.get(*start..end).map(|text| Chunk { text, start: *start }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_chunk_starts_in_column_one_and_not_at_a_comment() {
        let chunks = split("# head\nuse a\n  b\n# between\ndefine c\n");
        let starts: Vec<(usize, &str)> = chunks.iter().map(|chunk| (chunk.start, chunk.text)).collect();
        assert_eq!(starts, [(7, "use a\n  b\n# between\n"), (27, "define c\n")]);
    }
}
