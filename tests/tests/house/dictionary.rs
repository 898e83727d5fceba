//! What the fuzzer knows of the language.
//!
//! Receives the table of keywords; holds the fuzzer's dictionary against it, or writes it anew (`ANSINH_REWRITE=1`). The
//! signs and literals below its line are written by hand.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ansinh_tests::files;

const PATH: &str = "tests/fuzz/law.dict";
const HEAD: &str = "# The keywords of both surfaces: generated from `grammar/keywords.tsv`, held by a test.\n";
const BY_HAND: &str = "# Signs, literals and names of the seeds, by hand.\n";

/// A text as the fuzzer reads it: bytes that are no plain letter in hexadecimal.
fn quoted(text: &str) -> String {
    let mut found = String::from("\"");
    for byte in text.bytes() {
        if byte.is_ascii_graphic() && byte != b'"' && byte != b'\\' || byte == b' ' {
            found.push(char::from(byte));
        } else {
            let _ = write!(found, "\\x{byte:02X}");
        }
    }
    found + "\"\n"
}

/// The dictionary, with the part that is written by hand taken over.
fn dictionary(by_hand: &str) -> String {
    let table = files::text("grammar/keywords.tsv").expect("the table is there");
    let mut seen = BTreeSet::new();
    let mut found = HEAD.to_owned();
    for row in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        for spelling in row.split('\t').skip(1).flat_map(|cell| cell.split('|')) {
            if seen.insert(spelling) {
                found.push_str(&quoted(spelling));
            }
        }
    }
    found + BY_HAND + by_hand
}

#[test]
fn the_dictionary_of_the_fuzzer_has_every_keyword() {
    let is = files::text(PATH).expect("the dictionary is there");
    let by_hand = is.split_once(BY_HAND).map_or("", |(_, by_hand)| by_hand);
    let should_be = dictionary(by_hand);
    if std::env::var_os("ANSINH_REWRITE").is_some() {
        std::fs::write(files::root().join(PATH), should_be).expect("it can be written");
        return;
    }
    assert!(is == should_be, "{PATH} does not have every keyword; ANSINH_REWRITE=1 writes it anew");
}
