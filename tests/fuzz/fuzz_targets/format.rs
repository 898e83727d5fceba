//! Any text is formatted once and for all, and goes to the other language and back.
//!
//! Receives bytes; formats them if they are a law without mistakes. The formatter itself refuses a text that would
//! not say the same or would lose a comment: no refusal is accepted here.

#![no_main]

use ansinh_engine::translate;
use ansinh_grammar::format::{self, Refusal};
use ansinh_grammar::{FileId, Language, SourceFile, parse};
use libfuzzer_sys::fuzz_target;

const SMALL: &str = include_str!("../../cases/small.law");

fn source(text: &str) -> SourceFile {
    SourceFile::new("fuzz.law", text)
}

fuzz_target!(|bytes: &[u8]| {
    let once = match format::format(&source(&String::from_utf8_lossy(bytes))) {
        Ok(text) => text,
        Err(Refusal::Mistakes(_)) => return,
        Err(Refusal::Different) => panic!("written anew it would not say the same"),
    };
    assert_eq!(format::format(&source(&once)).as_ref(), Ok(&once));
    let Some(own) = parse(FileId(0), &source(&once)).file.language else { return };
    let other = if own == Language::En { Language::Vi } else { Language::En };
    let translated = |text: &str, wanted| {
        let sources = [source(text), SourceFile::new("small.law", SMALL)];
        translate::translate(&sources, FileId(0), wanted).ok().map(|found| found.text)
    };
    // Names that are used in their own language come back as they were.
    let Some(named) = translated(&once, own) else { return };
    let Some(there) = translated(&named, other) else { panic!("it cannot be translated") };
    assert_eq!(translated(&there, own), Some(named));
});
