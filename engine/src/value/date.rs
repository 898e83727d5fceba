//! Civil dates and completed months.
//!
//! Receives years, months and days; hands on dates that order, shift by months and count completed months.
//! It knows the Gregorian calendar and the two leap-day conventions of the law; it knows no time zone and no clock.

use std::fmt;

/// A civil date, years 1 to 9999, packed so that comparing two dates is comparing two integers
/// and the month number needs one shift.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// On which day a person born on 29 February completes a year in a common year.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LeapBirthday {
    /// On 28 February, the last day of the month.
    #[default]
    February28,
    /// On 1 March, the day after.
    March1,
}

const DAY_BITS: u32 = 5;
const DAY_MASK: i32 = 31;

impl Date {
    /// The date, or nothing if the calendar does not have it.
    #[must_use]
    pub fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        let is_valid =
            (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        is_valid.then_some(Self(((year * 12 + month - 1) << DAY_BITS) | day))
    }

    /// Reads `2024-07-01`; nothing else is a date.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = digits(parts.next()?, 2)?;
        let day = digits(parts.next()?, 2)?;
        if parts.next().is_some() {
            return None;
        }
        Self::new(year, month, day)
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.month_number() / 12
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> i32 {
        self.month_number() % 12 + 1
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> i32 {
        self.0 & DAY_MASK
    }

    /// Months since the start of year 0: `year * 12 + month - 1`.
    #[must_use]
    pub const fn month_number(self) -> i32 {
        self.0 >> DAY_BITS
    }

    /// The packed form: orders like the date itself. See [`Date::from_packed`].
    #[must_use]
    pub const fn packed(self) -> i32 {
        self.0
    }

    /// The date of a packed form that came from [`Date::packed`], or nothing if no date packs to it.
    #[must_use]
    pub fn from_packed(packed: i32) -> Option<Self> {
        let month_number = packed >> DAY_BITS;
        Self::new(month_number.div_euclid(12), month_number.rem_euclid(12) + 1, packed & DAY_MASK)
    }

    /// The date of a packed form that is known to come from [`Date::packed`].
    pub(crate) const fn of_known(packed: i32) -> Self {
        Self(packed)
    }

    /// The last day of this date's month.
    #[must_use]
    pub const fn last_day_of_month(self) -> i32 {
        days_in_month(self.year(), self.month())
    }

    /// The first or the last day of this date's month.
    #[must_use]
    pub const fn month_edge(self, is_last: bool) -> Self {
        let day = if is_last { self.last_day_of_month() } else { 1 };
        Self((self.month_number() << DAY_BITS) | day)
    }

    /// Days since the start of the calendar, so that the days between two dates are a difference.
    #[must_use]
    pub const fn day_number(self) -> i32 {
        // Years begin in March here, so that the leap day is the last of a year.
        let shifted = self.month_number() - 2;
        let (year, month) = (shifted.div_euclid(12), shifted.rem_euclid(12));
        year * 365 + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + self.day()
    }

    /// The first day of the month `months` later (or earlier); nothing outside years 1 to 9999.
    #[must_use]
    pub fn month_start_after(self, months: i32) -> Option<Self> {
        let month_number = self.month_number().checked_add(months)?;
        Self::new(month_number.div_euclid(12), month_number.rem_euclid(12) + 1, 1)
    }

    /// The day before, or nothing before year 1.
    #[must_use]
    pub fn day_before(self) -> Option<Self> {
        if self.day() > 1 {
            return Some(Self(self.0 - 1));
        }
        let month = self.month_start_after(-1)?;
        Self::new(month.year(), month.month(), month.last_day_of_month())
    }

    /// The day after, or nothing after year 9999.
    #[must_use]
    pub fn day_after(self) -> Option<Self> {
        if self.day() < self.last_day_of_month() {
            return Some(Self(self.0 + 1));
        }
        self.month_start_after(1)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// Days in a month of the Gregorian calendar; 31 for a month number outside 1 to 12.
#[must_use]
pub const fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Completed months from `from` to `to`: the largest n such that `from` plus n months is not after `to`.
/// A month that lacks the day of `from` counts from its last day (28 February convention) or from the first
/// day of the next month (1 March convention). Negative if `to` is before `from`.
#[must_use]
pub const fn completed_months(from: Date, to: Date, leap: LeapBirthday) -> i32 {
    let months = to.month_number() - from.month_number();
    let reaches_day = match leap {
        // The last day of a short month stands for the days it lacks.
        LeapBirthday::February28 => to.day() >= from.day() || to.day() == to.last_day_of_month(),
        LeapBirthday::March1 => to.day() >= from.day(),
    };
    if reaches_day { months } else { months - 1 }
}

/// Completed months from many dates to one, each as [`completed_months`] has it; whole years of twelve on request.
pub(crate) fn completed_months_to(out: &mut [i64], from: &[i32], to: Date, leap: LeapBirthday, is_years: bool) {
    let stands_for_later_days = matches!(leap, LeapBirthday::February28) && to.day() == to.last_day_of_month();
    let last_day = if stands_for_later_days { DAY_MASK } else { to.day() };
    let to_month = to.month_number();
    for (out, from) in out.iter_mut().zip(from) {
        let months = to_month - (from >> DAY_BITS) - i32::from((from & DAY_MASK) > last_day);
        *out = i64::from(if is_years { months.div_euclid(12) * 12 } else { months });
    }
}

fn digits(text: &str, length: usize) -> Option<i32> {
    let is_plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{Date, LeapBirthday, completed_months};

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn only_real_dates_parse() {
        assert_eq!(date("2024-02-29").to_string(), "2024-02-29");
        for wrong in ["2023-02-29", "2024-13-01", "2024-1-1", "24-01-01", "2024-01-01-01", "0000-01-01"] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_leap_day_birthday_follows_the_convention() {
        let born = date("1940-02-29");
        let on = date("2025-02-28");
        assert_eq!(completed_months(born, on, LeapBirthday::February28), 85 * 12);
        assert_eq!(completed_months(born, on, LeapBirthday::March1), 85 * 12 - 1);
        assert_eq!(completed_months(born, date("2025-03-01"), LeapBirthday::March1), 85 * 12);
        assert_eq!(completed_months(born, date("2024-02-28"), LeapBirthday::February28), 84 * 12 - 1);
    }

    #[test]
    fn an_age_completes_on_the_birthday() {
        let born = date("1944-07-01");
        for (on, months) in [("2024-06-30", 80 * 12 - 1), ("2024-07-01", 80 * 12), ("1944-06-30", -1)] {
            assert_eq!(completed_months(born, date(on), LeapBirthday::February28), months, "{on}");
        }
    }

    #[test]
    fn many_dates_at_once_agree_with_one_at_a_time() {
        let from: Vec<super::Date> = (1..=28)
            .chain(29..=31)
            .filter_map(|day| Date::new(1940, 1 + day % 12, day))
            .chain([date("1940-02-29")])
            .collect();
        let packed: Vec<i32> = from.iter().map(|from| from.packed()).collect();
        for to in ["2025-02-28", "2024-02-28", "2024-02-29", "2025-03-01", "2025-04-30", "2025-12-31", "1930-05-05"] {
            for leap in [LeapBirthday::February28, LeapBirthday::March1] {
                for is_years in [false, true] {
                    let mut out = vec![0; packed.len()];
                    super::completed_months_to(&mut out, &packed, date(to), leap, is_years);
                    for (out, from) in out.iter().zip(&from) {
                        let months = i64::from(completed_months(*from, date(to), leap));
                        let expected = if is_years { months.div_euclid(12) * 12 } else { months };
                        assert_eq!(*out, expected, "{from} to {to} {leap:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn day_numbers_count_every_day() {
        let mut day = date("1899-12-30");
        while day < date("2101-03-02") {
            let next = day.day_after().unwrap();
            assert_eq!(next.day_number() - day.day_number(), 1, "{day}");
            assert_eq!(day.month_edge(false).day(), 1);
            assert_eq!(day.month_edge(true).day_after().unwrap(), day.month_start_after(1).unwrap());
            day = next;
        }
    }

    #[test]
    fn neighbouring_days_cross_months_and_years() {
        assert_eq!(date("2024-12-31").day_after(), Some(date("2025-01-01")));
        assert_eq!(date("2024-03-01").day_before(), Some(date("2024-02-29")));
        assert_eq!(Date::from_packed(date("2024-03-01").packed()), Some(date("2024-03-01")));
    }
}
