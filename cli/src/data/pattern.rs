//! How dates are written in a table.
//!
//! Receives a pattern such as `dd/mm/yyyy` and texts; hands on days, or as much of them as is told. A day or month of
//! zeros is one that is not known, as registers write it.

use ansinh_engine::value::Date;

/// A pattern.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Pattern(Vec<Part>);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    /// Which of year, month and day, and how many digits.
    Digits(usize, usize),
    Sign(char),
}

/// A date as far as it is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Told {
    /// A day.
    Day(Date),
    /// A month of a year.
    Month(i32, i32),
    /// A year.
    Year(i32),
}

impl Pattern {
    /// A pattern of `y`, `m`, `d` and signs between them; nothing if it has no year, or anything twice.
    pub(super) fn read(written: &str) -> Option<Self> {
        let mut parts: Vec<Part> = Vec::new();
        for sign in written.trim().to_lowercase().chars() {
            let part = ['y', 'm', 'd'].iter().position(|letter| *letter == sign);
            match (part, parts.last_mut()) {
                (Some(part), Some(Part::Digits(last, length))) if *last == part => *length += 1,
                (Some(part), _) => parts.push(Part::Digits(part, 1)),
                (None, _) if sign.is_alphanumeric() => return None,
                (None, _) => parts.push(Part::Sign(sign)),
            }
        }
        let length = |wanted: usize| {
            let mut found = parts.iter().filter_map(|part| match part {
                Part::Digits(part, length) if *part == wanted => Some(*length),
                _ => None,
            });
            (found.next().unwrap_or(0), found.next().is_some())
        };
        let [(year, twice), (month, month_twice), (day, day_twice)] = [0, 1, 2].map(length);
        let is_sound = year == 4 && month <= 2 && day <= 2 && (day == 0 || month > 0);
        (is_sound && !twice && !month_twice && !day_twice).then_some(Self(parts))
    }

    /// The date of a text.
    pub(super) fn date(&self, text: &str) -> Option<Told> {
        let (mut rest, mut found) = (text, [None, None, None]);
        for (at, part) in self.0.iter().enumerate() {
            match part {
                Part::Sign(sign) => rest = rest.strip_prefix(*sign)?,
                Part::Digits(which, length) => {
                    let most = if *which == 0 { 4 } else { 2 };
                    let is_apart = !matches!(self.0.get(at + 1), Some(Part::Digits(..)));
                    let n_digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
                    // Where digits follow digits, all are written.
                    let n_digits = if is_apart { n_digits } else { *length };
                    let (digits, after) = rest.split_at_checked(n_digits)?;
                    if digits.len() < *length && *which == 0 {
                        return None;
                    }
                    *found.get_mut(*which)? = Some(digits.parse().ok()?);
                    rest = after;
                }
            }
        }
        if !rest.is_empty() {
            return None;
        }
        of_parts(found)
    }
}

fn of_parts([year, month, day]: [Option<i32>; 3]) -> Option<Told> {
    let year = year.filter(|year| Date::new(*year, 1, 1).is_some())?;
    let month = month.filter(|month| *month != 0);
    let Some(month) = month else {
        // A day of no month says nothing.
        return day.filter(|day| *day != 0).is_none().then_some(Told::Year(year));
    };
    match day.filter(|day| *day != 0) {
        None => Date::new(year, month, 1).map(|_| Told::Month(year, month)),
        Some(day) => Date::new(year, month, day).map(Told::Day),
    }
}

/// What is read where no pattern is told: `1944-07-01`, `1944-07`, `1944`.
pub(super) fn usual(text: &str) -> Option<Told> {
    ["yyyy-mm-dd", "yyyy-mm", "yyyy"].into_iter().find_map(|pattern| Pattern::read(pattern)?.date(text))
}

#[cfg(test)]
mod tests {
    use super::{Pattern, Told, usual};
    use ansinh_engine::value::Date;

    fn day(year: i32, month: i32, day: i32) -> Option<Told> {
        Date::new(year, month, day).map(Told::Day)
    }

    #[test]
    fn dates_are_read_as_the_pattern_says() {
        let read = |pattern: &str, text: &str| Pattern::read(pattern).and_then(|pattern| pattern.date(text));
        assert_eq!(read("dd/mm/yyyy", "01/07/1944"), day(1944, 7, 1));
        assert_eq!(read("dd/mm/yyyy", "1/7/1944"), day(1944, 7, 1));
        assert_eq!(read("mm/dd/yyyy", "7/1/1944"), day(1944, 7, 1));
        assert_eq!(read("yyyymmdd", "19440701"), day(1944, 7, 1));
        assert_eq!(read("dd/mm/yyyy", "00/00/1944"), Some(Told::Year(1944)));
        assert_eq!(read("dd/mm/yyyy", "00/07/1944"), Some(Told::Month(1944, 7)));
        assert_eq!(read("mm/yyyy", "07/1944"), Some(Told::Month(1944, 7)));
        for (pattern, text) in
            [("dd/mm/yyyy", "30/02/1944"), ("dd/mm/yyyy", "1944"), ("dd/mm/yyyy", "1/7/44"), ("yyyy", "1944x")]
        {
            assert_eq!(read(pattern, text), None, "{pattern} {text}");
        }
        assert_eq!(usual("1944-07"), Some(Told::Month(1944, 7)));
    }

    #[test]
    fn a_pattern_has_one_year_of_four_digits() {
        for wrong in ["dd/mm", "dd/mm/yy", "yyyy-yyyy", "date", "ddmmmyyyy", "dd/yyyy"] {
            assert_eq!(Pattern::read(wrong), None, "{wrong}");
        }
    }
}
