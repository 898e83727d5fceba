//! Days and ages.
//!
//! Receives calendar days; hands on completed years and months. It knows no law.

use std::fmt;

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: i32,
    /// The day of the month.
    pub day: i32,
}

impl Day {
    /// A day; one behind the end of its month is the last of it.
    #[must_use]
    pub const fn new(year: i32, month: i32, day: i32) -> Self {
        let last = length(year, month);
        Self { year, month, day: if day > last { last } else { day } }
    }

    /// The day after.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.day < length(self.year, self.month) {
            return Self { day: self.day + 1, ..self };
        }
        let (year, month) = if self.month == 12 { (self.year + 1, 1) } else { (self.year, self.month + 1) };
        Self { year, month, day: 1 }
    }

    /// The day before.
    #[must_use]
    pub const fn previous(self) -> Self {
        if self.day > 1 {
            return Self { day: self.day - 1, ..self };
        }
        let (year, month) = if self.month == 1 { (self.year - 1, 12) } else { (self.year, self.month - 1) };
        Self { year, month, day: length(year, month) }
    }

    /// The completed years of somebody born on this day. OPEN: nothing says when those born on 29 February turn a year
    /// older in a common year; here on 28 February.
    #[must_use]
    pub const fn years_until(self, on: Self) -> i32 {
        let has_come = on.month > self.month || (on.month == self.month && on.day >= self.birthday_in(on.year));
        on.year - self.year - if has_come { 0 } else { 1 }
    }

    const fn birthday_in(self, year: i32) -> i32 {
        let last = length(year, self.month);
        if self.day > last { last } else { self.day }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// How many days a month has.
#[must_use]
pub const fn length(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
