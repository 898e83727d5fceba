//! Any text is read: a tree and complaints, never a panic.
//!
//! Receives bytes; asserts that every complaint lies inside the text, on whole characters, in order.

#![no_main]

use ansinh_grammar::{FileId, SourceFile, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let source = SourceFile::new("fuzz.law", &String::from_utf8_lossy(bytes));
    let parsed = parse(FileId(0), &source);
    let mut last = None;
    for found in &parsed.diagnostics {
        let span = found.primary.span;
        assert!(source.text().get(span.range()).is_some(), "{span:?}");
        assert!(last.is_none_or(|last| last <= span), "{span:?} after {last:?}");
        assert_ne!(found.headline.en, "this declaration cannot be read", "a declaration was given up in silence");
        assert!(!found.headline.vi.is_empty() && !found.headline.en.is_empty());
        for label in &found.labels {
            assert!(source.text().get(label.span.range()).is_some(), "{:?}", label.span);
        }
        last = Some(span);
    }
    for name in &parsed.file.broken {
        // A letter or a sign that only looks right is read as the one that is meant, which takes as many bytes.
        assert_eq!(source.slice(name.span).len(), name.text.len());
    }
});
