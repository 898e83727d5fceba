//! Amounts as they stand in decrees and letters: `500.000 đồng/tháng`, `500 000đ`, `1,5 triệu đồng`, `70 phần trăm`.
//!
//! Receives a place; hands on the amount as the language writes it, with its unit. It knows the dong and no other
//! currency.

use super::Remedy;
use super::words::Place;
use crate::language::{Language, Text};
use crate::parse::codes;
use crate::parse::quantity::{NUMBER_NOTE, right_number};

/// How many words before the place an amount may begin.
const N_BEFORE: usize = 7;
/// How people write the dong.
pub(in crate::parse) const DONG: [&str; 6] = ["vnd", "vnđ", "đồng", "đ", "dong", "₫"];
/// How many, by the token.
const SCALES: [(&str, &str); 7] = [
    ("nghìn", "thousand"),
    ("ngàn", "thousand"),
    ("triệu", "million"),
    ("tỷ", "billion"),
    ("tỉ", "billion"),
    ("tr", "million"),
    ("k", "thousand"),
];

/// What is read of an amount, word by word.
struct Amount<'p, 't> {
    place: &'p Place<'t>,
    first: usize,
    next: usize,
}

/// The remedies for amounts that the place is in or right behind.
pub(super) fn remedies(place: &Place<'_>) -> Vec<Remedy> {
    (place.here.saturating_sub(N_BEFORE)..=place.here).filter_map(|first| remedy(place, first)).collect()
}

fn remedy(place: &Place<'_>, first: usize) -> Option<Remedy> {
    let written = place.word(first).filter(|word| word.is_number())?.text;
    let n_digits = written.find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '.' | ',' | '_')));
    let (number, joined) = written.split_at(n_digits.unwrap_or(written.len()));
    let mut amount = Amount { place, first, next: first + 1 };
    let number = if joined.is_empty() { amount.with_groups(number) } else { number.to_owned() };
    let mut joined = Some(joined).filter(|joined| !joined.is_empty());
    let scale =
        amount.take(&mut joined, |word| SCALES.iter().find(|(spelt, _)| *spelt == word).map(|(_, token)| *token));
    let is_short = written.to_lowercase().ends_with('k');
    let dong = amount.take(&mut joined, |word| DONG.contains(&word).then_some("VND"));
    // `500k` is said of nothing but money.
    let dong = dong.or_else(|| (is_short && scale.is_some()).then_some("VND"));
    if joined.is_some() || number.ends_with(['.', ',', '_']) {
        return None;
    }
    let percent = if dong.is_none() && scale.is_none() { amount.percent() } else { None };
    let per = dong.and_then(|_| amount.per().or_else(|| amount.per_of_type()));
    let is_spaced = number.contains(' ');
    if dong.is_none() && percent.is_none() && !is_spaced || amount.next <= place.here.saturating_sub(1) {
        return None;
    }
    let right = right_number(&number.replace(' ', "."), dong.is_some() && scale.is_none());
    let scale = scale.map(|token| place.spelling(token));
    let words = [scale.map(str::to_owned), dong.map(str::to_owned), per].into_iter().flatten();
    let text = std::iter::once(right.clone()).chain(words).collect::<Vec<_>>().join(" ") + percent.unwrap_or("");
    let remedy = Remedy::new(place.between(first, amount.next - 1)?, text);
    Some(if number == right { remedy } else { remedy.about_number(&number) })
}

impl Remedy {
    /// It is about how a number is written.
    fn about_number(mut self, number: &str) -> Self {
        self.code = codes::NUMBER_FORMAT;
        self.note = Some(Text::new(NUMBER_NOTE.0, NUMBER_NOTE.1));
        self.saying(Text::new(
            format!("`{number}` không rõ là số nào"),
            format!("it is not clear which number `{number}` is"),
        ))
    }
}

impl<'t> Amount<'_, 't> {
    /// A word in small letters, if it stands on the line of the amount.
    fn word(&self, at: usize) -> Option<String> {
        let (start, end) = self.place.between(self.first, at)?;
        let is_one_line = !self.place.text.get(start..end)?.contains('\n');
        self.place.word(at).filter(|_| is_one_line).map(|word| word.text.to_lowercase())
    }

    /// The number with the groups of three digits behind it: `500 000`.
    fn with_groups(&mut self, number: &'t str) -> String {
        let mut whole = number.to_owned();
        let is_group = |word: &String| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        let may_go_on = number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
        while may_go_on && let Some(group) = self.word(self.next).filter(is_group) {
            whole.push(' ');
            whole.push_str(&group);
            self.next += 1;
        }
        whole
    }

    /// What stands close to the number, or else is the next word, if it is one of those that are looked for.
    fn take(
        &mut self,
        joined: &mut Option<&str>,
        known: impl Fn(&str) -> Option<&'static str>,
    ) -> Option<&'static str> {
        if let Some(close) = *joined {
            let found = known(&close.to_lowercase())?;
            *joined = None;
            return Some(found);
        }
        let found = known(&self.word(self.next)?)?;
        self.next += 1;
        Some(found)
    }

    /// `phần trăm` and `percent`, for the sign.
    fn percent(&mut self) -> Option<&'static str> {
        let is = |at: usize, wanted: &str| self.word(at).is_some_and(|word| word == wanted);
        let n_words = match () {
            () if is(self.next, "phần") && is(self.next + 1, "trăm") => 2,
            () if is(self.next, "percent") => 1,
            () if is(self.next, "per") && is(self.next + 1, "cent") => 2,
            () => return None,
        };
        self.next += n_words;
        Some("%")
    }

    /// `/người` and `một hộ`, which the subject of the declaration says already.
    fn of_whom(&mut self) {
        let is_lead = self.word(self.next).is_some_and(|word| ["/", "một", "mỗi"].contains(&word.as_str()));
        let whom = self.word(self.next + 1).filter(|_| is_lead);
        if whom.is_some_and(|word| ["người", "hộ", "khẩu", "trẻ", "suất", "person"].contains(&word.as_str()))
        {
            self.next += 2;
        }
    }

    /// The unit of time of the declared type, for an amount that is the value.
    fn per_of_type(&self) -> Option<String> {
        let before = self.first.checked_sub(1).and_then(|at| self.place.word(at))?;
        let is_value = matches!(before.text, ":" | "=>" | "hưởng" | "gives");
        let head = self.place.text.lines().next().filter(|_| is_value)?;
        let (_, per) = head.split_once(" VND ")?;
        let lead = self.place.spelling("per");
        per.starts_with(lead).then(|| per.split('#').next().unwrap_or(per).trim_end().to_owned())
    }

    /// `/tháng`, `một tháng`, `per month`, as the language writes it.
    fn per(&mut self) -> Option<String> {
        self.of_whom();
        let lead = self.word(self.next)?;
        let is_lead = ["/", "một", "hàng", "hằng", "mỗi", "per", "a", "each"].contains(&lead.as_str());
        let unit = match self.word(self.next + 1).filter(|_| is_lead)?.as_str() {
            "tháng" | "month" => "months",
            "năm" | "year" => "years",
            "ngày" | "day" => "days",
            _ => return None,
        };
        self.next += 2;
        let spelt = match (unit, self.place.surface) {
            ("months", Language::En) => "month",
            ("years", Language::En) => "year",
            ("days", Language::En) => "day",
            (unit, _) => self.place.spelling(unit),
        };
        Some(format!("{} {spelt}", self.place.spelling("per")))
    }
}
