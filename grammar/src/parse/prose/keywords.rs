//! Keywords of which a word is missing or a letter is wrong, and a colon that is missing.
//!
//! Receives a place; hands on remedies. It knows the table of keywords, and which of them fit it asks nobody.

use super::Remedy;
use super::words::Place;
use crate::keyword;
use crate::language::Text;

/// Before how many words of a line a colon is tried.
const MAX_WORDS: usize = 8;
/// Shorter words are too near to each other to be taken for another.
const MIN_LETTERS: usize = 4;

/// `được` for `được hưởng`, `hiệu lực` for `có hiệu lực`, `categry` for `category`.
pub(super) fn remedies(place: &Place<'_>) -> Vec<Remedy> {
    let Some(word) = place.word(place.here).filter(super::words::Word::is_letters) else {
        return Vec::new();
    };
    let next = place.word(place.here + 1);
    let next = next.filter(|next| place.text.get(word.end()..next.start) == Some(" "));
    // What is a keyword already needs something else.
    let rest = place.text.get(word.start..).unwrap_or("");
    if keyword::all().iter().any(|keyword| starts_with_words(rest, keyword.spelling(place.surface))) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for keyword in keyword::all() {
        let spelling = keyword.spelling(place.surface);
        let is_part = |written: &str| {
            spelling.strip_prefix(written).is_some_and(|rest| rest.starts_with(' '))
                || spelling.strip_suffix(written).is_some_and(|rest| rest.ends_with(' '))
        };
        let two = next.and_then(|next| Some((next.end(), place.text.get(word.start..next.end())?)));
        if let Some((end, _)) = two.filter(|(_, two)| is_part(two) || is_near(two, spelling)) {
            found.push(Remedy::new((word.start, end), spelling));
        } else if is_part(word.text) || is_near(word.text, spelling) {
            found.push(Remedy::new((word.start, word.end()), spelling));
        }
    }
    found
}

fn starts_with_words(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
}

fn is_one_line(text: &str, start: usize, end: usize) -> bool {
    text.get(start..end).is_some_and(|between| !between.contains('\n'))
}

/// Whether one letter is wrong, missing or too many, or two stand the wrong way round.
pub(super) fn is_near(written: &str, spelling: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (written.chars().collect(), spelling.chars().collect());
    if left == right || left.len() < MIN_LETTERS || right.len() < MIN_LETTERS || left.len().abs_diff(right.len()) > 1 {
        return false;
    }
    let n_same = left.iter().zip(&right).take_while(|(left, right)| left == right).count();
    let rest = |letters: &[char], from: usize| letters.get(from..).map(<[char]>::to_vec).unwrap_or_default();
    let (left_rest, right_rest) = (rest(&left, n_same), rest(&right, n_same));
    let is_turned = left_rest.len() == right_rest.len()
        && left_rest.first() == right_rest.get(1)
        && left_rest.get(1) == right_rest.first()
        && rest(&left_rest, 2) == rest(&right_rest, 2);
    is_turned
        || rest(&left_rest, 1) == rest(&right_rest, 1)
        || left_rest == rest(&right_rest, 1)
        || rest(&left_rest, 1) == right_rest
}

/// The colon that is missing before a type or a value.
pub(super) fn colons(place: &Place<'_>) -> Vec<Remedy> {
    // Only heads and dated values have a colon, and one each.
    let line = place.line();
    let is_head = ["from", "set", "target", "group", "link"].iter().any(|token| {
        let spelling = place.spelling(token);
        starts_with_words(line.trim_start(), spelling)
    });
    if line.contains(':') || !(is_head || line.starts_with(char::is_alphabetic)) {
        return Vec::new();
    }
    let is_of_line = |at: &usize| {
        let (first, last) = (place.word(place.here), at.checked_sub(1).and_then(|at| place.word(at)));
        let between = first.zip(last).and_then(|(first, last)| place.text.get(first.start..last.end()));
        between.is_some_and(|between| !between.contains('\n'))
    };
    let n_words = place.words.len().saturating_sub(1);
    let before = place.before().map(|word| word.end());
    let before =
        before.filter(|end| place.word(place.here).is_some_and(|word| is_one_line(place.text, *end, word.start)));
    let ends = (place.here + 1..=(place.here + MAX_WORDS).min(n_words)).take_while(is_of_line);
    let ends = ends.filter_map(|at| place.word(at - 1)).map(|word| word.end());
    let headline = Text::new("thiếu dấu `:` ở đây", "a `:` is missing here");
    before.into_iter().chain(ends).map(|end| Remedy::new((end, end), ":").saying(headline.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn one_letter_is_near() {
        for written in ["categry", "catgeory", "categoryy", "cetegory"] {
            assert!(is_near(written, "category"), "{written}");
        }
        for written in ["category", "catery", "when", "catgroey"] {
            assert!(!is_near(written, "category"), "{written}");
        }
    }
}
