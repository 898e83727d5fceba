//! Dates as they are typed in letters: `01/02/2026`, `1-2-2026`, `ngày 1 tháng 2 năm 2026`.
//!
//! Receives a text; hands on a complaint with the right spelling for each date. The grammar would read some of them as
//! calculations, so they are looked for before it is asked. It knows how long a month is.

use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::parse::{codes, scan};
use crate::span::{FileId, Span};

/// A date with its first byte, the byte after it, and how it is meant.
#[derive(Debug, PartialEq, Eq)]
struct Typed {
    start: usize,
    end: usize,
    day: u16,
    month: u16,
    year: u16,
    /// Whether the month came before the day, which only shows where no month has that number.
    is_month_first: bool,
    /// Whether it is written as the language has it, but for blanks behind its dashes.
    is_right: bool,
}

/// How many days a month has; none if there is no such month.
pub(super) fn n_days(year: u16, month: u16) -> u16 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// The complaints about the dates in a text that begins at a byte of its file, and whether they are to be told:
/// of a long dash its own complaint tells.
pub(in crate::parse) fn complaints(file: FileId, base: usize, text: &str) -> Vec<(Diagnostic, bool)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let code = scan::code_of_line(line).unwrap_or_default();
        for date in dates(&code) {
            let span = Span { file, start: base + at + date.start, end: base + at + date.end };
            let complaint = complaint(span, &date, line.get(date.start..date.end).unwrap_or(""));
            found.push((complaint, !date.is_right));
        }
        at += line.len();
    }
    found
}

fn complaint(span: Span, date: &Typed, written: &str) -> Diagnostic {
    let Typed { day, month, year, .. } = date;
    if *day > n_days(*year, *month) {
        return no_such_day(span, date, written);
    }
    let right = format!("{year:04}-{month:02}-{day:02}");
    let headline = Text::new(
        format!("`{written}` phải viết theo thứ tự năm-tháng-ngày"),
        format!("`{written}` must be written year first"),
    );
    let note = if date.is_month_first {
        Text::new(
            format!("không có tháng {day}, nên đọc là ngày {day} tháng {month} năm {year}"),
            format!("there is no month {day}, so it was read as day {day} of month {month} of {year}"),
        )
    } else {
        Text::new(
            format!("đọc theo cách viết Việt Nam: ngày {day} tháng {month} năm {year}"),
            format!("read the Vietnamese way, the day first: day {day} of month {month} of {year}"),
        )
    };
    let found = Diagnostic::new(codes::DATE_FORMAT, span, headline).note(note);
    found.help(Text::new(format!("viết `{right}`"), format!("write `{right}`"))).edit(span, right)
}

/// The complaint about a day that its month does not have; most likely the last one is meant.
fn no_such_day(span: Span, date: &Typed, written: &str) -> Diagnostic {
    let Typed { month, year, .. } = date;
    let last = n_days(*year, *month);
    let right = format!("{year:04}-{month:02}-{last:02}");
    let headline = Text::new(format!("không có ngày `{written}`"), format!("there is no day `{written}`"));
    Diagnostic::new(codes::DATE_FORMAT, span, headline)
        .note(Text::new(
            format!("tháng {month} năm {year} có {last} ngày"),
            format!("month {month} of {year} has {last} days"),
        ))
        .help(Text::new(
            format!("viết ngày cuối tháng, theo thứ tự năm-tháng-ngày: `{right}`"),
            format!("write the last day of the month, year first: `{right}`"),
        ))
        .edit(span, right)
}

/// The dates of a line.
fn dates(code: &str) -> Vec<Typed> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = code.get(at..).and_then(|rest| rest.find(|sign: char| sign.is_ascii_digit())) {
        let start = at + start;
        let is_inside = code.get(..start).is_some_and(|before| before.ends_with(is_part));
        let date = if is_inside { None } else { in_figures(code, start).or_else(|| in_words(code, start)) };
        at = date.as_ref().map_or_else(|| end_of_number(code, start), |date| date.end);
        found.extend(date);
    }
    found
}

/// What a number or a date may go on with.
fn is_part(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '_' | '/' | '-' | '.')
}

fn end_of_number(code: &str, start: usize) -> usize {
    let rest = code.get(start..).unwrap_or("");
    start + rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len())
}

/// A whole number at a byte: how many digits it has, its value, the byte after it.
fn number(code: &str, start: usize) -> Option<(usize, u16, usize)> {
    let end = end_of_number(code, start);
    Some((end - start, code.get(start..end)?.parse().ok()?, end))
}

/// `01/02/2026`, `1-2-2026`, `1.2.2026`, `2026/02/01`, `2026-2-1`.
fn in_figures(code: &str, start: usize) -> Option<Typed> {
    let (n_first, first, end) = number(code, start)?;
    let sign = code.get(end..)?.chars().next().filter(|sign| matches!(sign, '/' | '-' | '.'))?;
    // A long dash is as wide as a short one with two blanks.
    let behind = |end: usize| end + 1 + if code.get(end..).is_some_and(|rest| rest.starts_with("-  ")) { 2 } else { 0 };
    let (second_start, is_short) = (behind(end), behind(end) == end + 1);
    let (n_second, second, end) = number(code, second_start)?;
    code.get(end..)?.strip_prefix(sign)?;
    let (third_start, is_short) = (behind(end), is_short && behind(end) == end + 1);
    let (n_third, third, end) = number(code, third_start)?;
    if code.get(end..)?.starts_with(is_part) || n_second > 2 || n_second == 0 {
        return None;
    }
    match (n_first, n_third) {
        (1 | 2, 4) => typed((start, end), first, second, third),
        (4, 1 | 2) if sign != '-' || n_second + n_third < 4 => typed((start, end), third, second, first),
        (4, 2) if !is_short => Some(Typed { is_right: true, ..typed((start, end), third, second, first)? }),
        _ => None,
    }
}

/// `ngày 1 tháng 2 năm 2026`; the first word may be a part of a keyword.
fn in_words(code: &str, start: usize) -> Option<Typed> {
    let (n_day, day, end) = number(code, start)?;
    let rest = code.get(end..)?.strip_prefix(" tháng ")?;
    let (n_month, month, end) = number(code, code.len() - rest.len())?;
    let rest = code.get(end..)?.strip_prefix(" năm ").or_else(|| code.get(end..)?.strip_prefix(", năm "))?;
    let (n_year, year, end) = number(code, code.len() - rest.len())?;
    if n_day > 2 || n_month > 2 || n_year != 4 {
        return None;
    }
    let before = code.get(..start)?;
    let is_keyword = ["vào ngày ", "đến ngày "].iter().any(|keyword| before.ends_with(keyword));
    let from = if is_keyword { None } else { before.strip_suffix("ngày ").map(str::len) };
    typed((from.unwrap_or(start), end), day, month, year)
}

fn typed((start, end): (usize, usize), day: u16, month: u16, year: u16) -> Option<Typed> {
    let is_month_first = month > 12 && day <= 12;
    let (day, month) = if is_month_first { (month, day) } else { (day, month) };
    let is_date = (1..=31).contains(&day) && (1..=12).contains(&month);
    is_date.then_some(Typed { start, end, day, month, year, is_month_first, is_right: false })
}

#[cfg(test)]
mod tests {
    use super::dates;

    #[test]
    fn dates_are_read_day_first() {
        let found = |code: &str| -> Vec<(u16, u16, u16)> {
            dates(code).iter().map(|date| (date.year, date.month, date.day)).collect()
        };
        for code in
            ["từ 01/02/2026:", "1-2-2026", "từ 1.2.2026", "2026/02/01", "2026-2-1", "từ ngày 1 tháng 2 năm 2026:"]
        {
            assert_eq!(found(code), [(2026, 2, 1)], "{code}");
        }
        assert_eq!(found("12/31/2025 31/12/2025"), [(2025, 12, 31), (2025, 12, 31)]);
        for code in [
            "2026-02-01",
            "20/2021/NĐ-CP",
            "1/2",
            "40/13/2020",
            "1/2/20261",
            "a1/2/2026",
            "18 năm 6 tháng",
            "1.234.567",
        ] {
            assert_eq!(found(code), [], "{code}");
        }
    }
}
