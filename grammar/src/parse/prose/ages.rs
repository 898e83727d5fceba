//! Ages as decrees write them: `từ đủ 75 tuổi đến dưới 80 tuổi`, `dưới 16 tuổi`, `60 tuổi trở lên`.
//!
//! Receives a place; hands on the comparison or the range that is meant. It knows no fact, so where none is named a
//! person must say of what.

use super::Remedy;
use super::words::{Place, Word};
use crate::language::{Language, Text};

/// How many words before the place an age may begin.
const N_BEFORE: usize = 4;

/// The remedies for ages that the place is in.
pub(super) fn remedies(place: &Place<'_>) -> Vec<Remedy> {
    (place.here.saturating_sub(N_BEFORE)..=place.here).filter_map(|first| remedy(place, first)).collect()
}

/// What is said where a comparison does not name what is compared.
pub(super) fn by_hand(place: &Place<'_>) -> Option<Remedy> {
    let firsts = place.here.saturating_sub(N_BEFORE)..=place.here;
    let found = firsts.filter_map(|first| Some((first, remedy(place, first)?)));
    let found = found.filter(|(first, remedy)| remedy.text.is_some() && !follows_value(place, *first));
    let (_, remedy) = found.max_by_key(|(first, remedy)| (remedy.range.1, std::cmp::Reverse(*first)))?;
    let said = remedy.text.as_deref().unwrap_or("");
    let is_of_months = said.contains(place.spelling("months"));
    let fact = match (place.surface, is_of_months) {
        (Language::Vi, true) => "tuổi_theo_tháng",
        (Language::Vi, false) => "tuổi",
        (Language::En, true) => "age_in_months",
        (Language::En, false) => "age",
    };
    let headline = Text::new("so sánh này chưa nêu dữ kiện nào", "this comparison does not say of which fact");
    let help = Text::new(
        format!("viết tên dữ kiện trước, chẳng hạn `{fact} {said}`"),
        format!("write the name of the fact first, such as `{fact} {said}`"),
    );
    Some(Remedy::by_hand(remedy.range, help).saying(headline))
}

/// Whether a name or a bracket stands before a word, of which something may be said.
fn follows_value(place: &Place<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| place.word(at));
    before.is_some_and(|word| {
        word.is_name() || word.is_number() || matches!(word.text, ")" | "<" | ">" | "<=" | ">=" | "|")
    })
}

/// A number with its unit and the word after it.
fn age(place: &Place<'_>, at: usize) -> Option<(String, usize)> {
    let number = place.word(at).filter(|word| word.is_number())?;
    let unit = unit(place, at + 1)?;
    let is_said_twice = (place.is(at + 1, "tháng") && place.is(at + 2, "tuổi")) || place.is(at + 2, "old");
    Some((format!("{} {unit}", number.text), at + if is_said_twice { 3 } else { 2 }))
}

/// The unit that a word is.
fn unit(place: &Place<'_>, at: usize) -> Option<&'static str> {
    Some(match place.word(at)?.text.to_lowercase().as_str() {
        "tuổi" | "năm" | "years" | "year" => place.spelling("years"),
        "tháng" | "months" | "month" => place.spelling("months"),
        _ => return None,
    })
}

/// A number whose unit is said elsewhere: before it, `tuổi từ 75 trở lên`, or with the second, `từ 12 đến 36 tháng`.
fn bare_age(place: &Place<'_>, first: usize, at: usize) -> Option<(String, usize)> {
    let number = place.word(at).filter(|word| word.is_number())?;
    let is_range = place.is(at + 1, "đến") || place.is(at + 1, "to");
    let second = (at + 2..at + 4).find(|at| place.word(*at).is_some_and(|word| word.is_number()));
    let unit = if is_range {
        second.and_then(|second| unit(place, second + 1))
    } else {
        let is_open = place.is(at + 1, "trở");
        first.checked_sub(1).filter(|_| is_open).and_then(|before| unit(place, before))
    };
    Some((format!("{} {}", number.text, unit?), at + 1))
}

fn remedy(place: &Place<'_>, first: usize) -> Option<Remedy> {
    let is = |at: usize, word: &str| place.is(at, word);
    let (sign, number) = match place.word(first)?.text.to_lowercase().as_str() {
        "từ" if is(first + 1, "đủ") => (">=", first + 2),
        "từ" | "đủ" => (">=", first + 1),
        "trên" | "over" => (">", first + 1),
        "dưới" | "under" => ("<", first + 1),
        "chưa" if is(first + 1, "đủ") => ("<", first + 2),
        _ => ("", first),
    };
    let (from, next) = age(place, number).or_else(|| bare_age(place, first, number))?;
    if is(next, "đến") && matches!(sign, ">=" | ">") {
        let is_open = is(next + 1, "dưới") || (is(next + 1, "chưa") && is(next + 2, "đủ"));
        let n_words = if is(next + 1, "dưới") || is(next + 1, "đủ") { 1 } else { usize::from(is_open) * 2 };
        let (to, end) = age(place, next + 1 + n_words)?;
        let word = place.spelling(if is_open { "to_under" } else { "to" });
        let over = if sign == ">" { format!("{} ", place.spelling("over")) } else { String::new() };
        // A cell says of what in the head of its column.
        let is_cell = first.checked_sub(1).and_then(|at| place.word(at)).is_some_and(|word: Word<'_>| word.text == "|");
        let lead = if is_cell { String::new() } else { format!("{} ", place.spelling("in")) };
        let text = format!("{lead}{over}{from} {word} {to}");
        return Some(Remedy::new(place.between(first, end - 1)?, text));
    }
    let is_up = is(next, "trở") && is(next + 1, "lên");
    let is_down = is(next, "trở") && is(next + 1, "xuống");
    let (sign, end) = match (sign, is_up, is_down) {
        ("" | ">=", true, _) => (">=", next + 2),
        ("" | ">=", _, true) => ("<=", next + 2),
        ("", ..) => return None,
        (sign, ..) => (sign, next),
    };
    // `>= 60 tuổi trở lên` says it already.
    let is_said = first.checked_sub(1).and_then(|at| place.word(at)).is_some_and(|word| word.text == sign);
    let sign = if is_said { String::new() } else { format!("{sign} ") };
    Some(Remedy::new(place.between(first, end - 1)?, format!("{sign}{from}")))
}
