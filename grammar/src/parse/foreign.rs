//! A text that is no policy: a decree that was pasted, a letter.
//!
//! Receives the pieces of a file; hands on one complaint if none of them begins as a declaration does, however misspelt.
//! It knows with which keywords a declaration begins.

use super::chunk::Chunk;
use super::{codes, opening, prose};
use crate::diagnostic::Diagnostic;
use crate::keyword;
use crate::language::{Language, Text};
use crate::letters;
use crate::span::{FileId, Span};

/// Tokens that begin a declaration.
const DECLARATIONS: &[&str] = &[
    "language",
    "module",
    "use",
    "instrument",
    "conventions",
    "enum",
    "currency",
    "unit",
    "entity",
    "input",
    "parameter",
    "define",
    "table",
    "benefit",
    "amendment",
    "scenario",
    "fund",
    "budget",
    "indicator",
    "test",
    "property",
];
/// A text of fewer lines may be anything that is being typed.
const MIN_LINES: usize = 2;

/// The complaint about a text of which no line begins a declaration.
pub(super) fn complaint(file: FileId, chunks: &[Chunk<'_>]) -> Option<Diagnostic> {
    let first = chunks.first()?;
    if chunks.len() < MIN_LINES || chunks.iter().any(|chunk| is_declaration(chunk.text)) {
        return None;
    }
    let length = first.text.lines().next().unwrap_or("").trim_end().len();
    let span = Span { file, start: first.start, end: first.start + length };
    let headline = Text::new("tệp này không phải tệp chính sách", "this is no policy file");
    let found = Diagnostic::new(codes::UNEXPECTED, span, headline);
    Some(
        found
            .note(Text::new(
                "không dòng nào bắt đầu bằng từ khóa của một khai báo như `định nghĩa`, `tham số` hay `chế độ`",
                "no line begins with the keyword of a declaration such as `define`, `parameter` or `benefit`",
            ))
            .help(Text::new(
                "chép văn bản luật ra thành các khai báo: xem `ansinh help` và các tệp trong `policies`",
                "write the law down as declarations: see `ansinh help` and the files in `policies`",
            )),
    )
}

/// Whether a piece begins with the keyword of a declaration or of a part of one, whatever its marks and capitals, or with
/// a word that is nearly one.
fn is_declaration(text: &str) -> bool {
    let line = letters::bare(&text.lines().next().unwrap_or("").to_lowercase());
    let words: Vec<&str> = line.split_whitespace().collect();
    let keywords = DECLARATIONS.iter().filter_map(|token| keyword::by_token(token));
    let spellings =
        keywords.flat_map(|keyword| Language::ALL.map(|language| letters::bare(keyword.spelling(language))));
    let begins = |spelling: String| {
        let n_words = spelling.split(' ').count();
        let written = words.get(..n_words).unwrap_or(&words).join(" ");
        written == spelling || prose::is_near(&written, &spelling)
    };
    opening::starts_item(text) || spellings.into_iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::{DECLARATIONS, is_declaration};
    use crate::keyword;

    #[test]
    fn every_listed_token_is_a_keyword() {
        for token in DECLARATIONS {
            assert!(keyword::by_token(token).is_some(), "{token}");
        }
    }

    #[test]
    fn a_declaration_is_known_by_its_first_words() {
        for line in ["định nghĩa x", "ĐỊNH NGHĨA", "dinh nghia x", "defnie x", "test", "nhãn vi \"\""] {
            assert!(is_declaration(line), "{line}");
        }
        for line in ["Điều 1. Phạm vi", "1. Nghị quyết này", "abc", ""] {
            assert!(!is_declaration(line), "{line}");
        }
    }
}
