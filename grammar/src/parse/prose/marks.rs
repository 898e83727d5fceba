//! Keywords typed without their marks, with wrong ones, or in capitals: `dinh nghia`, `ĐỊNH NGHĨA`, `co/khong`.
//!
//! Receives a place; hands on the keyword that is meant. It knows the table of keywords and no grammar.

use super::Remedy;
use super::words::{Place, Word};
use crate::keyword;
use crate::language::{Language, Text};
use crate::letters;
use crate::parse::codes;

/// The keyword that stands at a byte, or is the word before it, but for its marks; the longest with which the grammar
/// goes on. One right at the place is told also where more is wrong behind it.
pub(in crate::parse) fn misspelt(text: &str, at: usize, surface: Language) -> Option<Remedy> {
    let place = Place::new(text, at, surface);
    let of_marks = |remedy: &Remedy| remedy.code == codes::MISSING_MARKS;
    let at_word = |word: Word<'_>| remedies(text, word.start, surface).into_iter().filter(of_marks);
    let here: Vec<Remedy> =
        place.word(place.here).filter(|word| word.start == at).into_iter().flat_map(at_word).collect();
    let before = place.before().into_iter().flat_map(at_word);
    let working = here.iter().cloned().chain(before).find(|remedy| remedy.works(text));
    // Where the grammar takes no such keyword the word is another that only looks like it: `lương` is no `lượng`.
    let taken = |remedy: &Remedy| remedy.reach(text) > remedy.range.0;
    working.or_else(|| here.into_iter().rev().filter(taken).max_by_key(|remedy| remedy.reach(text)))
}

/// The remedies for a keyword in capitals.
pub(super) fn capitals(place: &Place<'_>) -> Vec<Remedy> {
    let near = [Some(place.here), place.here.checked_sub(1)];
    let words = near.into_iter().flatten().filter_map(|at| place.word(at));
    let found = words.flat_map(|word| remedies(place.text, word.start, place.surface));
    found.filter(|remedy| remedy.code != codes::MISSING_MARKS).collect()
}

/// The keywords that a text spells from a byte on, the longest first.
fn remedies(text: &str, at: usize, surface: Language) -> Vec<Remedy> {
    let Some(rest) = text.get(at..) else { return Vec::new() };
    let spelt = |keyword: &'static str| {
        let length = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).nth(keyword.chars().count())?;
        let words = rest.get(..length)?;
        let is_whole = !rest.get(length..)?.starts_with(|next: char| next.is_alphanumeric() || next == '_');
        let is_meant = words != keyword && letters::bare(&words.to_lowercase()) == letters::bare(keyword);
        (is_whole && is_meant).then(|| (length, remedy((at, at + length), words, keyword)))
    };
    let mut found: Vec<(usize, Remedy)> =
        keyword::all().iter().filter_map(|keyword| spelt(keyword.spelling(surface))).collect();
    found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    found.into_iter().map(|(_, remedy)| remedy).collect()
}

fn remedy(range: (usize, usize), words: &str, keyword: &'static str) -> Remedy {
    let remedy = Remedy::new(range, keyword);
    if words.to_lowercase() == keyword {
        return remedy.saying(Text::new(
            format!("từ khóa `{words}` phải viết bằng chữ thường"),
            format!("the keyword `{words}` must be written in small letters"),
        ));
    }
    let mut remedy = remedy.saying(Text::new(
        format!("từ khóa `{words}` thiếu dấu hoặc sai dấu"),
        format!("the keyword `{words}` is written without its marks or with wrong ones"),
    ));
    remedy.code = codes::MISSING_MARKS;
    remedy
}
