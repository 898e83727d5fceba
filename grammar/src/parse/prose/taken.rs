//! Names that are words of the language.
//!
//! Receives a text; hands on a complaint for each declaration whose name is a keyword. The grammar would complain of a
//! place before it, so such names are looked for before it is asked. It knows which declarations have a name.

use std::sync::LazyLock;

use pest::Parser;

use crate::diagnostic::Diagnostic;
use crate::keyword;
use crate::language::{Language, Text};
use crate::parse::{PolicyParser, Rule, codes, scan};
use crate::span::{FileId, Span};

/// What begins with a keyword and goes on with its own name.
const NAMED: [&str; 19] = [
    "parameter",
    "define",
    "benefit",
    "category",
    "exception",
    "group",
    "input",
    "enum",
    "link",
    "entity",
    "table",
    "scenario",
    "amendment",
    "fund",
    "budget",
    "indicator",
    "property",
    "currency",
    "instrument",
];

/// The same as they are written in both languages, each with the blank behind it: looked for in every line.
static HEADS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let named = NAMED.iter().filter_map(|token| keyword::by_token(token));
    named.flat_map(|keyword| Language::ALL.map(|language| format!("{} ", keyword.spelling(language)))).collect()
});

/// The complaints about the names in a text that begins at a byte of its file.
pub(in crate::parse) fn complaints(file: FileId, base: usize, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let code = scan::code_of_line(line).unwrap_or_default();
        if let Some((start, name)) = taken(&code) {
            let span = Span { file, start: base + at + start, end: base + at + start + name.len() };
            found.push(complaint(span, name));
        }
        at += line.len();
    }
    found
}

fn complaint(span: Span, name: &str) -> Diagnostic {
    let other = format!("{name}_1");
    let headline = Text::new(
        format!("`{name}` là từ khóa của ngôn ngữ, không dùng làm tên được"),
        format!("`{name}` is a word of the language and cannot be a name"),
    );
    let help =
        Text::new(format!("đặt tên khác, chẳng hạn `{other}`"), format!("choose another name, for example `{other}`"));
    Diagnostic::new(codes::UNEXPECTED, span, headline).help(help).edit(span, other)
}

/// The name of a declaration that is a keyword, with its first byte in the line.
fn taken(line: &str) -> Option<(usize, &str)> {
    let written = line.trim_start();
    let after = HEADS.iter().find_map(|head| written.strip_prefix(head.as_str()))?;
    let after = after.trim_start();
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let name = after.get(..after.find(|letter| !is_part(letter)).unwrap_or(after.len()))?;
    let rest = after.get(name.len()..)?.trim_start();
    let of = keyword::by_token("of")?;
    let is_owner = Language::ALL
        .iter()
        .any(|language| rest.strip_prefix(of.spelling(*language)).is_some_and(|rest| rest.starts_with(' ')));
    // Several words are one name with blanks in it, which is another mistake.
    if name.is_empty() || !(rest.is_empty() || rest.starts_with(':') || is_owner) {
        return None;
    }
    let reserved = PolicyParser::parse(Rule::reserved, name).ok()?;
    (reserved.as_str() == name).then_some((line.len() - after.len(), name))
}

#[cfg(test)]
mod tests {
    use super::{HEADS, NAMED, taken};
    use crate::language::Language;

    #[test]
    fn every_listed_token_is_a_keyword() {
        assert_eq!(HEADS.len(), NAMED.len() * Language::ALL.len());
    }

    #[test]
    fn only_a_keyword_in_the_place_of_a_name_is_taken() {
        assert_eq!(taken("  category given\n"), Some((11, "given")));
        assert_eq!(taken("parameter when: money VND\n"), Some((10, "when")));
        assert_eq!(taken("định nghĩa khi của người: có/không\n").map(|(_, name)| name), Some("khi"));
        for line in ["  category given_up\n", "  category given to all\n", "when given\n", "category\n"] {
            assert_eq!(taken(line), None, "{line}");
        }
    }
}
