//! The keywords in their two surfaces, from one table.
//!
//! Receives `keywords.tsv`; hands on spellings by token and tokens by spelling, and the grammar rules made from them.
//! It knows no grammar.

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
    let names: Vec<String> = all().iter().map(|keyword| format!("k_{}", keyword.token)).collect();
    rules.push_str(&format!("reserved = @{{ {} }}\n", names.join(" | ")));
    rules
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
