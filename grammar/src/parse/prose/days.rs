//! Days of which only the month or the year is said: `từ 01/2024`, `đến tháng 6 năm 2025`, `từ 2024`.
//!
//! Receives a place; hands on the first or the last day that is meant. It knows how long a month is.

use super::Remedy;
use super::dates::n_days;
use super::words::Place;
use crate::language::Text;
use crate::parse::codes;

/// The remedies for a month or a year that stands for a day.
pub(super) fn remedies(place: &Place<'_>) -> Vec<Remedy> {
    remedy(place).into_iter().collect()
}

fn remedy(place: &Place<'_>) -> Option<Remedy> {
    let is_end = match place.before()?.token()? {
        "from" | "on" => false,
        "to" => true,
        _ => return None,
    };
    let mut at = place.here;
    let skip = |at: &mut usize, words: &[&str]| *at += usize::from(words.iter().any(|word| place.is(*at, word)));
    skip(&mut at, &["tháng", "đầu", "năm", "month", "year"]);
    let number = |at: usize| place.word(at).filter(|word| word.is_number())?.text.parse::<u16>().ok();
    let first = number(at)?;
    let month = if (1..=12).contains(&first) && place.word(at)?.text.len() <= 2 {
        at += 1;
        skip(&mut at, &["/", "năm"]);
        Some(first)
    } else {
        None
    };
    let year = number(at).filter(|_| place.word(at).is_some_and(|word| word.text.len() == 4))?;
    let (own_month, day) = match (month, is_end) {
        (Some(month), true) => (month, n_days(year, month)),
        (Some(month), false) => (month, 1),
        (None, true) => (12, 31),
        (None, false) => (1, 1),
    };
    let range = place.between(place.here, at)?;
    let written = place.text.get(range.0..range.1)?;
    let headline = Text::new(format!("`{written}` chưa nêu ngày"), format!("`{written}` does not say which day"));
    let mut remedy = Remedy::new(range, format!("{year:04}-{own_month:02}-{day:02}")).saying(headline);
    remedy.code = codes::DATE_FORMAT;
    remedy.note = Some(if is_end {
        Text::new("hiểu là hết ngày cuối cùng", "read as up to its last day")
    } else {
        Text::new("hiểu là từ ngày đầu tiên", "read as from its first day on")
    });
    Some(remedy)
}
