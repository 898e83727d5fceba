//! Which law a result was made with.
//!
//! Receives policy files; hands on one short text that changes when any of them does. It reads no meaning.

use ansinh_grammar::SourceFile;
use sha2::{Digest, Sha256};

/// So many letters of the hash are given: enough to tell any two laws apart, few enough to read aloud.
const LENGTH: usize = 16;

/// The hash of the rules: the first 16 hexadecimal digits of SHA-256 (FIPS 180-4) over the paths and texts of the files,
/// each preceded by its length in bytes (8, little endian), in order of path. Equal natively and in the browser.
///
/// ```
/// use ansinh_engine::provenance::rules_hash;
/// use ansinh_grammar::SourceFile;
/// let (a, b) = (SourceFile::new("a.law", "x"), SourceFile::new("b.law", "y"));
/// assert_eq!(rules_hash(&[a.clone(), b.clone()]), rules_hash(&[b.clone(), a]));
/// assert_ne!(rules_hash(&[b]), rules_hash(&[SourceFile::new("b.law", "z")]));
/// ```
#[must_use]
pub fn rules_hash(sources: &[SourceFile]) -> String {
    let mut files: Vec<(&str, &str)> = sources.iter().map(|source| (source.path(), source.text())).collect();
    files.sort_unstable();
    let mut hasher = Sha256::new();
    for part in files.iter().flat_map(|(path, text)| [path, text]) {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let digits = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    digits.chars().take(LENGTH).collect()
}
