//! Places of complaints, as the browser counts them.
//!
//! Knows texts and offsets; knows nothing of the language of policies.

use ansinh_grammar::SourceFile;

use super::browser_offset;

fn offset(typed: &str, wanted: &str) -> u32 {
    let source = SourceFile::new("draft.law", typed);
    let byte = source.text().find(wanted).unwrap_or(usize::MAX);
    browser_offset(typed, &source, byte)
}

#[test]
fn vietnamese_letters_are_one_unit_each() {
    assert_eq!(offset("tham số\nmức_chuẩn: x", "x"), 19);
}

#[test]
fn letters_typed_in_parts_are_counted_as_typed() {
    // Five letters, of which two are typed with a mark of their own.
    assert_eq!(offset("so\u{302}\u{301} x", "x"), 5);
    assert_eq!(offset("a\nso\u{302}\u{301} x", "x"), 7);
}

#[test]
fn letters_outside_the_basic_plane_are_two_units() {
    assert_eq!(offset("# 🙂\nx", "x"), 5);
}

#[test]
fn a_byte_behind_the_text_is_its_end() {
    assert_eq!(offset("abc", "nowhere"), 3);
}
