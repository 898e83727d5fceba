//! Names with blanks in them, and what is said not to be so.
//!
//! Receives a place; hands on remedies. It knows no names: whether one is declared, the checker finds.

use super::Remedy;
use super::words::{Place, Word};
use crate::keyword;
use crate::language::{Language, Text};
use crate::parse::opening;

/// The most words of a name that are put together.
const MAX_WORDS: usize = 9;

/// `người cao tuổi` for `người_cao_tuổi`: the fewest words after which the grammar goes on.
pub(super) fn joined(place: &Place<'_>) -> Vec<Remedy> {
    // `có lương hưu`, `tiền lương` and `ngày sinh` begin with words that are keywords alone.
    let is_start =
        |word: Word<'_>| word.is_name() || matches!(word.token(), Some("yes" | "t_money" | "days" | "one" | "all"));
    let starts = [place.here.checked_sub(1), Some(place.here)].into_iter().flatten();
    // What stands behind a number is its unit.
    let is_unit = |at: usize| at.checked_sub(1).and_then(|at| place.word(at)).is_some_and(|word| word.is_number());
    let starts = starts.filter(|first| !is_unit(*first) && place.word(*first).is_some_and(is_start));
    let from = |first: usize| {
        (place.here.max(first + 1)..first + MAX_WORDS)
            .filter_map(move |last| remedy(place, first, last, |word| word.is_plain()))
    };
    starts.flat_map(from).collect()
}

/// A name with blanks where one is declared or whose something is: `tham số mức mang thai:`, `của trợ cấp hàng tháng.già`.
/// The grammar misses a sign behind such a name and does not say where.
pub(super) fn announced(place: &Place<'_>) -> Vec<Remedy> {
    let (line_start, line) = place.line_at();
    let is_of_line = |word: &Word<'_>| word.start >= line_start && word.end() <= line_start + line.len();
    let head = keyword::all().iter().flat_map(|keyword| Language::ALL.map(|language| keyword.spelling(language)));
    let head = head.filter(|spelling| line.strip_prefix(spelling).is_some_and(|rest| rest.starts_with(' ')));
    let name = head.map(str::len).max().map(|length| line_start + length);
    let is_first = |at: &usize| {
        let before = at.checked_sub(1).and_then(|at| place.word(at));
        let is_of = before.is_some_and(|word| matches!(word.token(), Some("of" | "remove")) && is_of_line(&word));
        let is_head = before.zip(name).is_some_and(|(word, name)| word.end() == name);
        place.word(*at).is_some_and(|word| is_of_line(&word)) && (is_of || is_head)
    };
    let starts: Vec<usize> = (0..place.words.len()).filter(is_first).collect();
    let from = |first: usize| {
        (first + 1..first + MAX_WORDS).filter_map(move |last| remedy(place, first, last, |word| word.is_part_of_name()))
    };
    starts.into_iter().flat_map(from).collect()
}

/// Whether a word begins the line of an item, which is no name.
fn begins_item(place: &Place<'_>, word: &Word<'_>) -> bool {
    let (before, rest) = place.text.split_at_checked(word.start).unwrap_or_default();
    before.trim_end_matches(' ').ends_with('\n') && opening::starts_item(rest.lines().next().unwrap_or(""))
}

/// The words in a row as one name; nothing if they are apart by more than blanks, or are a name already.
fn remedy(place: &Place<'_>, first: usize, last: usize, is_word: fn(&Word<'_>) -> bool) -> Option<Remedy> {
    let words = place.words.get(first..=last)?;
    let is_apart = |pair: &[Word<'_>]| {
        let [left, right] = pair else { return false };
        place.text.get(left.end()..right.start).is_none_or(|between| between != " ")
    };
    if words.first().is_some_and(|word| begins_item(place, word)) {
        return None;
    }
    // A word that is there twice is no part of a name: something is missing between.
    let is_repeated =
        words.iter().enumerate().any(|(at, word)| words.iter().take(at).any(|other| other.text == word.text));
    // No name ends with a keyword, which begins what comes next.
    let is_open = words.last().is_some_and(|word| word.token().is_some());
    if is_open
        || is_repeated
        || !words.iter().all(is_word)
        || words.first().is_none_or(|word| !word.is_letters())
        || words.windows(2).any(is_apart)
    {
        return None;
    }
    let written = words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let is_keyword = |keyword: &keyword::Keyword| keyword.spelling(place.surface) == written;
    if keyword::all().iter().any(is_keyword) {
        return None;
    }
    let name = written.replace(' ', "_");
    // `Cà Mau` is the value `cà_mau`.
    let is_title = words.iter().all(|word| word.text.starts_with(char::is_uppercase));
    let name = if is_title { name.to_lowercase() } else { name };
    let headline = Text::new(format!("tên `{written}` có dấu cách"), format!("the name `{written}` has blanks in it"));
    Some(Remedy::new(place.between(first, last)?, name).saying(headline))
}

/// `"Cà Mau"` for `cà_mau`: a text where a value of a list belongs.
pub(super) fn quoted(text: &str, at: usize) -> Option<Remedy> {
    let said = text.get(at..)?.strip_prefix('"')?;
    let said = said.get(..said.find(['"', '\n'])?)?;
    let small = said.trim().to_lowercase();
    let bare = ["tỉnh ", "thành phố "].iter().find_map(|kind| small.strip_prefix(kind)).unwrap_or(&small);
    let words: Vec<&str> = bare.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let name = words.join("_");
    let headline = Text::new(
        "giá trị được gọi bằng tên, không phải bằng đoạn văn bản trong ngoặc kép",
        "a value is called by its name, not by a text in quotes",
    );
    let is_name = name.starts_with(char::is_alphabetic);
    let remedy = Remedy::new((at, at + said.len() + 2), name).saying(headline);
    (is_name && remedy.works(text)).then_some(remedy)
}

/// `không nghèo` and `nghèo là không`, for `không phải nghèo`.
pub(super) fn negations(place: &Place<'_>) -> Vec<Remedy> {
    let not = place.spelling("not");
    let mut found = Vec::new();
    let is_not = |word: Word<'_>| word.token() == Some("no") || ["chưa", "chẳng"].contains(&word.text);
    if let Some(before) = place.before().filter(|word| is_not(*word)) {
        found.push(Remedy::new((before.start, before.end()), not));
    }
    let is_is = place.word(place.here).is_some_and(|word| word.token() == Some("is"));
    let said = place.word(place.here + 1).and_then(|word| word.token());
    if let (true, Some(said @ ("yes" | "no"))) = (is_is, said)
        && let Some(first) = first_of_path(place)
        && let Some(range) = place.between(first, place.here + 1)
        && let Some(path) =
            place.word(first).zip(place.before()).and_then(|(from, to)| place.text.get(from.start..to.end()))
    {
        found.push(Remedy::new(range, if said == "no" { format!("{not} {path}") } else { path.to_owned() }));
    }
    found
}

/// The first word of a name with whose it is, which ends before the place.
fn first_of_path(place: &Place<'_>) -> Option<usize> {
    let mut first = place.here.checked_sub(1).filter(|at| place.word(*at).is_some_and(|word| word.is_name()))?;
    while let Some(of) = first.checked_sub(2)
        && place.word(of + 1).is_some_and(|word| word.token() == Some("of"))
        && place.word(of).is_some_and(|word| word.is_name())
    {
        first = of;
    }
    Some(first)
}
