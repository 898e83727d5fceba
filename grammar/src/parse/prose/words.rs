//! The words of a line and of the lines before it.
//!
//! Receives a text and a byte; hands on words, numbers and signs with their places. Texts in quotes and comments are
//! none. It knows which words are keywords, and no construct.

use crate::keyword;
use crate::language::Language;
use crate::letters;
use crate::parse::scan;

/// How many lines before the line of the place are looked at.
const N_LINES_BEFORE: usize = 4;

/// A word, a number or a sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    /// Its first byte.
    pub(super) start: usize,
    /// The word as written.
    pub(super) text: &'t str,
}

impl Word<'_> {
    /// The byte after it.
    pub(super) const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it begins with a letter.
    pub(super) fn is_letters(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    /// Whether it may be a name, as far as it stands alone.
    pub(super) fn is_name(&self) -> bool {
        self.is_letters() && self.token().is_none()
    }

    /// Whether it is a word of letters that is no name of several words yet.
    pub(super) fn is_plain(&self) -> bool {
        self.is_letters() && !self.text.contains(['_', '.'])
    }

    /// Whether it may be a part of a name that was written with blanks, its number included.
    pub(super) fn is_part_of_name(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric) && !self.text.contains(',')
    }

    /// Whether it is a number.
    pub(super) fn is_number(&self) -> bool {
        self.text.starts_with(|first: char| first.is_ascii_digit())
    }

    /// The keyword that the word alone is, whatever its capitals.
    pub(super) fn token(&self) -> Option<&'static str> {
        let word = self.text.to_lowercase();
        let is_it =
            |keyword: &&keyword::Keyword| Language::ALL.iter().any(|language| keyword.is_spelt(&word, *language));
        keyword::all().iter().find(is_it).map(|keyword| keyword.token)
    }
}

/// A place in a text with the words around it.
pub(super) struct Place<'t> {
    /// The whole text.
    pub(super) text: &'t str,
    /// The language of the file.
    pub(super) surface: Language,
    /// The words, in order.
    pub(super) words: Vec<Word<'t>>,
    /// Which of them is the one that was not understood, or comes after the place.
    pub(super) here: usize,
}

impl<'t> Place<'t> {
    /// The words around a byte.
    pub(super) fn new(text: &'t str, at: usize, surface: Language) -> Self {
        let mut words = Vec::new();
        for (start, line) in lines_around(text, at) {
            let code = scan::code_of_line(line).unwrap_or_default();
            words.extend(
                split(&code).filter_map(|(from, to)| Some(Word { start: start + from, text: line.get(from..to)? })),
            );
        }
        let here = words.iter().position(|word| word.end() > at).unwrap_or(words.len());
        Self { text, surface, words, here }
    }

    /// A word by its number.
    pub(super) fn word(&self, at: usize) -> Option<Word<'t>> {
        self.words.get(at).copied()
    }

    /// The word before the place, if it stands there.
    pub(super) fn before(&self) -> Option<Word<'t>> {
        self.here.checked_sub(1).and_then(|at| self.word(at))
    }

    /// Whether a word is spelt so, whatever its capitals.
    pub(super) fn is(&self, at: usize, spelling: &str) -> bool {
        self.word(at).is_some_and(|word| word.text == spelling || word.text.to_lowercase() == spelling)
    }

    /// Whether a word is spelt so, whatever its capitals, and in a Vietnamese file also without any marks.
    pub(super) fn is_nearly(&self, at: usize, spelling: &str) -> bool {
        let is_bare = |word: Word<'_>| word.text.is_ascii() && letters::bare(spelling) == word.text.to_lowercase();
        self.is(at, spelling) || (self.surface == Language::Vi && self.word(at).is_some_and(is_bare))
    }

    /// The text from the first byte of a word to the last of another.
    pub(super) fn between(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        Some((self.word(first)?.start, self.word(last)?.end()))
    }

    /// The line on which the place is.
    pub(super) fn line(&self) -> &'t str {
        self.line_at().1
    }

    /// The line on which the place is, with its first byte.
    pub(super) fn line_at(&self) -> (usize, &'t str) {
        let at = self.word(self.here).map_or(self.text.len(), |word| word.start);
        let before = self.text.get(..at).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        (start, self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or(""))
    }

    /// How a keyword is spelt in the language of the file.
    pub(super) fn spelling(&self, token: &str) -> &'static str {
        keyword::by_token(token).map_or("", |keyword| keyword.spelling(self.surface))
    }
}

/// The line of a byte and some before it, with their first bytes.
fn lines_around(text: &str, at: usize) -> Vec<(usize, &str)> {
    let mut from = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        if from > at {
            break;
        }
        lines.push((from, line));
        from += line.len();
    }
    lines.split_off(lines.len().saturating_sub(N_LINES_BEFORE + 1))
}

/// Where the words of a line begin and end.
fn split(code: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = code.get(at..)?;
        let blank = rest.len() - rest.trim_start().len();
        let start = at + blank;
        let length = length(code.get(start..)?)?;
        at = start + length;
        Some((start, at))
    })
}

/// How long the word is that a text begins with; nothing if it is empty.
fn length(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let is_part = |sign: char| sign.is_alphanumeric() || sign == '_';
    if !is_part(first) {
        let is_two = ["<=", ">=", "!=", "=>"].iter().any(|sign| text.starts_with(sign));
        return Some(if is_two { 2 } else { first.len_utf8() });
    }
    // Signs inside a number belong to it, and a dot inside a name.
    let mut signs = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, sign)) = signs.next() {
        let goes_on = signs
            .peek()
            .is_some_and(|(_, next)| if first.is_ascii_digit() { next.is_ascii_digit() } else { is_part(*next) });
        let joins = sign == '.' || (sign == ',' && first.is_ascii_digit());
        let belongs = is_part(sign) || (joins && goes_on);
        if !belongs {
            break;
        }
        end = at + sign.len_utf8();
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::Place;
    use crate::language::Language;

    #[test]
    fn numbers_and_names_keep_their_signs() {
        let text = "a\n  từ 500.000 đồng/tháng, nd20.mức >= 1,5 \"b c\" # d\n  sau";
        let place = Place::new(text, 6, Language::Vi);
        let words: Vec<&str> = place.words.iter().map(|word| word.text).collect();
        assert_eq!(words, ["a", "từ", "500.000", "đồng", "/", "tháng", ",", "nd20.mức", ">=", "1,5"]);
        assert_eq!(place.word(place.here).map(|word| word.text), Some("từ"));
    }
}
