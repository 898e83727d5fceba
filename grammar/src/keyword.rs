//! The keywords in their two surfaces, from one table.
//!
//! Receives `keywords.tsv`; hands on spellings by token and tokens by spelling, and the grammar rules made from them.
//! It knows no grammar.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::language::Language;

/// One keyword: a token with one spelling in each language.
#[derive(Clone, Copy, Debug)]
pub struct Keyword {
    /// The token, the grammar rule's name without `k_`.
    pub token: &'static str,
    en: &'static str,
    vi: &'static str,
}

impl Keyword {
    /// The spelling that is printed.
    #[must_use]
    pub fn spelling(&self, language: Language) -> &'static str {
        let spellings = self.spellings(language);
        spellings.split('|').next().unwrap_or(spellings)
    }

    /// Whether a text, its blanks folded, spells this keyword in that language.
    #[must_use]
    pub fn is_spelt(&self, text: &str, language: Language) -> bool {
        self.spellings(language).split('|').any(|spelling| spelling.split(' ').eq(text.split_whitespace()))
    }

    const fn spellings(&self, language: Language) -> &'static str {
        match language {
            Language::Vi => self.vi,
            Language::En => self.en,
        }
    }
}

static TABLE: LazyLock<Vec<Keyword>> = LazyLock::new(|| {
    include_str!("../keywords.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Keyword { token: cells.next()?, en: cells.next()?, vi: cells.next()? })
        })
        .collect()
});

/// Every keyword, in the order of the table.
#[must_use]
pub fn all() -> &'static [Keyword] {
    &TABLE
}

/// The keyword of a token.
#[must_use]
pub fn by_token(token: &str) -> Option<&'static Keyword> {
    TABLE.iter().find(|keyword| keyword.token == token)
}

/// The grammar rules of the keywords: the text of `keywords.pest`.
#[must_use]
pub fn grammar_rules() -> String {
    let mut rules = String::from("// Generated from keywords.tsv; do not edit. See keyword.rs.\n\n");
    for keyword in all() {
        let spellings: Vec<String> = keyword.en.split('|').chain(keyword.vi.split('|')).map(quoted).collect();
        let alternatives = spellings.join(" | ");
        rules.push_str(&format!("k_{} = @{{ ({alternatives}) ~ !XID_CONTINUE }}\n", keyword.token));
    }
    // A name begins with no keyword, which is asked of every name: one look at each letter, not one at each keyword.
    let spellings = all().iter().flat_map(|keyword| keyword.en.split('|').chain(keyword.vi.split('|')));
    let mut tree = Letters::default();
    spellings.for_each(|spelling| tree.add(spelling));
    rules.push_str(&format!("reserved = @{{ {} }}\n", tree.rule()));
    rules
}

/// The keywords by their letters: what they have in common stands once.
#[derive(Default)]
struct Letters {
    is_end: bool,
    next: BTreeMap<char, Letters>,
}

impl Letters {
    fn add(&mut self, spelling: &str) {
        let mut at = self;
        for letter in spelling.chars() {
            at = at.next.entry(letter).or_default();
        }
        at.is_end = true;
    }

    /// A rule that accepts any of them, and no longer word.
    fn rule(&self) -> String {
        let end = self.is_end.then(|| "!XID_CONTINUE".to_owned());
        let alternatives: Vec<String> =
            self.next.iter().map(|(letter, rest)| rest.rule_after(*letter)).chain(end).collect();
        alternatives.join(" | ")
    }

    /// The rule behind a letter, with all letters up to the next choice.
    fn rule_after(&self, first: char) -> String {
        let mut letters = String::from(first);
        let mut at = self;
        while let (false, Some((letter, rest)), 1) = (at.is_end, at.next.first_key_value(), at.next.len()) {
            letters.push(*letter);
            at = rest;
        }
        let parts = letters.split(' ').map(|part| if part.is_empty() { String::new() } else { format!("\"{part}\"") });
        let letters = parts.collect::<Vec<_>>().join(" ~ sp ~ ");
        let letters = letters.trim_start_matches(" ~ ").trim_end_matches(" ~ ");
        let n_next = at.next.len() + usize::from(at.is_end);
        let rest = at.rule();
        if n_next == 1 { format!("{letters} ~ {rest}") } else { format!("{letters} ~ ({rest})") }
    }
}

fn quoted(spelling: &str) -> String {
    let words: Vec<String> = spelling.split(' ').map(|word| format!("\"{word}\"")).collect();
    words.join(" ~ sp ~ ")
}

#[cfg(test)]
mod tests {
    use super::{all, by_token, grammar_rules};
    use crate::language::Language;

    #[test]
    fn the_grammar_rules_follow_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/keywords.pest");
        let rules = grammar_rules();
        if std::env::var_os("ANSINH_REWRITE").is_some() {
            std::fs::write(path, &rules).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), rules, "run with ANSINH_REWRITE=1");
    }

    #[test]
    fn no_spelling_belongs_to_two_tokens_of_one_language() {
        for language in Language::ALL {
            let mut spellings: Vec<&str> = all().iter().map(|keyword| keyword.spelling(language)).collect();
            spellings.sort_unstable();
            let count = spellings.len();
            spellings.dedup();
            assert_eq!(spellings.len(), count, "{language:?}");
        }
    }

    #[test]
    fn blanks_inside_a_keyword_are_free() {
        let keyword = by_token("in_force").unwrap();
        assert!(keyword.is_spelt("in  force", Language::En));
        assert!(keyword.is_spelt("có\n hiệu lực", Language::Vi));
        assert!(!keyword.is_spelt("inforce", Language::En));
    }
}
