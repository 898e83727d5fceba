//! Files that are no good text: each is refused with what is wrong and how to mend it, and nothing is written.

use super::{Folder, run};

/// Runs `check` and `fmt` on a file with these bytes; what is said about it.
fn told(bytes: &[u8]) -> String {
    let file = Folder::new().file("bad.law", bytes);
    let checked = run(&["check", &file, "--lang", "en"]);
    let formatted = run(&["fmt", &file, "--lang", "en"]);
    assert!(formatted.code > 0 || checked.code == 0, "{}", formatted.out);
    assert!(checked.code > 0, "{}", checked.out);
    assert_eq!(std::fs::read(&file).expect("the file is there"), bytes, "it was written");
    let told = checked.out + &checked.err;
    assert!(!told.contains("panicked"), "{told}");
    told
}

fn expect(bytes: &[u8], parts: &[&str]) {
    let told = told(bytes);
    for part in parts {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

fn law(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

const DEFINE: &str = "module my.rules\nuse vn.facts\ndefine d of person: yes/no\n";

#[test]
fn another_encoding_is_named_with_the_command_that_converts_it() {
    let text = "ngôn ngữ vi\nđịnh nghĩa x của người: có/không\n  là có\n    căn cứ A điều 1\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    expect(&little, &["line 1", "UTF-16", "iconv -f UTF-16 -t UTF-8"]);
    let big: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    expect(&big, &["UTF-16"]);
    expect(b"module a\n# \xf0i\xea\xccu c\xe3n c\xfd\xec\n", &["line 2", "Windows-1258", "iconv -f WINDOWS-1258"]);
    expect(b"module a\n# \xae\xdenh ngh\xdca c\xa8n c\xf8 \xaei\xd2u\n", &["line 2", "TCVN3", "UniKey"]);
    expect(b"module a\n# \xf1\xf2nh ngh\xf3a c\xeaan c\xf6\xf9 \xf1ie\xe0u\n", &["line 2", "VNI", "UniKey"]);
    expect(b"module a\n# caf\xe9\n", &["line 2", "not UTF-8 text", "save the file as UTF-8"]);
}

#[test]
fn every_command_leaves_with_1_where_a_file_is_no_text() {
    let folder = Folder::new();
    let bad = folder.file("bad.law", b"module a\n# caf\xe9\n");
    let out = folder.0.join("out");
    let out = out.to_str().expect("a path");
    for arguments in [
        &["check", &bad][..],
        &["fmt", &bad],
        &["fmt", "--check", &bad],
        &["test", &bad],
        &["translate", &bad, "--to", "vi"],
        &["doc", &bad, "--out", out],
        &["law", &bad, "--on", "2024-07-01"],
        &["simulate", &bad, "--province", "ca-mau", "--year", "2016"],
        &["assess", &bad],
        &["assess", "--facts", &bad, "--on", "2024-07-01"],
    ] {
        let run = run(&[arguments, &["--lang", "en"]].concat());
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{arguments:?}\n{}", run.err);
        assert!(run.err.contains("bad.law` line 2: ") && run.err.contains("save the file as UTF-8"), "{}", run.err);
    }
    // A file that is not there is another matter.
    assert_eq!(run(&["check", &bad, "missing.law"]).code, 2);
}

#[test]
fn a_file_that_is_no_text_is_refused() {
    expect(b"module a\ndefine \0 of person: yes/no\n", &["line 2", "NUL"]);
    expect(&[0u8; 4096], &["UTF-16"]);
    expect(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xd8", &["not UTF-8 text"]);
}

#[test]
fn quotes_and_signs_of_word_processors_are_told_with_the_right_ones() {
    let quotes = format!("{DEFINE}  label en \u{201c}Old\u{201d} vi \u{201c}Già\u{201d}\n  is yes\n");
    expect(&law(&quotes), &["E0207", "U+201C", "write `\"`"]);
    let minus = format!("{DEFINE}  is 1 \u{2212} 1 > 0\n");
    expect(&law(&minus), &["E0207", "U+2212", "write `-`"]);
    let at_least = format!("{DEFINE}  is age \u{2265} 60 years\n");
    expect(&law(&at_least), &["E0207", "U+2265", "write `>=`"]);
}

#[test]
fn a_megabyte_of_one_line_is_refused_or_read() {
    let long = format!("{DEFINE}  is {}x\n", "x and ".repeat(170_000));
    expect(&law(&long), &["E0104"]);
    let file = Folder::new().file("long.law", format!("{DEFINE}  is {}\n", "x".repeat(1_000_000)));
    let checked = run(&["check", &file, "--lang", "en"]);
    assert!(checked.code == 1 && checked.out.contains("E0301"), "{}", checked.err);
}

#[test]
fn programs_are_told_of_files_that_cannot_be_read() {
    let folder = Folder::new();
    let text: Vec<u8> = "module a\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bad = folder.file("bad.law", text);
    for (file, wanted) in [(bad.as_str(), "UTF-16"), ("missing.law", "there is no such file")] {
        let run = run(&["check", file, "--format", "json"]);
        assert_eq!((run.code, run.err.as_str()), (1, ""), "{file}");
        let found = run.json();
        assert_eq!((&found["errors"], &found["diagnostics"][0]["file"]), (&1.into(), &file.into()));
        let headline = found["diagnostics"][0]["headline"]["en"].as_str().expect("a text");
        assert!(headline.contains(wanted), "{headline}");
    }
}
