//! Ages as decrees write them: `từ đủ 75 tuổi đến dưới 80 tuổi`, `dưới 16 tuổi`, `60 tuổi trở lên`.
//!
//! Receives a place; hands on the comparison or the range that is meant. It knows no fact.

use super::Remedy;
use super::words::Place;

/// How many words before the place an age may begin.
const N_BEFORE: usize = 4;

/// The remedies for ages that the place is in.
pub(super) fn remedies(place: &Place<'_>) -> Vec<Remedy> {
    (place.here.saturating_sub(N_BEFORE)..=place.here).filter_map(|first| remedy(place, first)).collect()
}

/// A number with its unit and the word after it.
fn age(place: &Place<'_>, at: usize) -> Option<(String, usize)> {
    let number = place.word(at).filter(|word| word.is_number())?;
    let unit = match place.word(at + 1)?.text.to_lowercase().as_str() {
        "tuổi" | "năm" | "years" | "year" => place.spelling("years"),
        "tháng" | "months" | "month" => place.spelling("months"),
        _ => return None,
    };
    let is_said_twice = (place.is(at + 1, "tháng") && place.is(at + 2, "tuổi")) || place.is(at + 2, "old");
    Some((format!("{} {unit}", number.text), at + if is_said_twice { 3 } else { 2 }))
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
    let (from, next) = age(place, number)?;
    if is(next, "đến") && matches!(sign, ">=" | ">") {
        let is_open = is(next + 1, "dưới") || (is(next + 1, "chưa") && is(next + 2, "đủ"));
        let n_words = if is(next + 1, "dưới") || is(next + 1, "đủ") { 1 } else { usize::from(is_open) * 2 };
        let (to, end) = age(place, next + 1 + n_words)?;
        let word = place.spelling(if is_open { "to_under" } else { "to" });
        let over = if sign == ">" { format!("{} ", place.spelling("over")) } else { String::new() };
        let text = format!("{} {over}{from} {word} {to}", place.spelling("in"));
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
