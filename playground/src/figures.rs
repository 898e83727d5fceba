//! Writes plain decimals the way each language writes numbers.
//!
//! Receives plain decimals such as `-1234567.5` or dates such as `2026-11-22`; hands on words. It rounds nothing and
//! computes nothing.

use crate::words::Lang;

/// A space that does not break, between a number and its unit.
pub(crate) const TIGHT: char = '\u{a0}';

/// A plain decimal with its digits grouped: `1.234.567,5` or `1,234,567.5`.
pub(crate) fn digits(lang: Lang, plain: &str) -> String {
    let (group, point) = match lang {
        Lang::Vi => ('.', ','),
        Lang::En => (',', '.'),
    };
    let (sign, rest) = match plain.strip_prefix('-') {
        Some(rest) => ("\u{2212}", rest),
        None => ("", plain),
    };
    let (whole, part) = rest.split_once('.').unwrap_or((rest, ""));
    let mut text = sign.to_owned();
    for (idx, digit) in whole.chars().enumerate() {
        if idx > 0 && (whole.len() - idx) % 3 == 0 {
            text.push(group);
        }
        text.push(digit);
    }
    if !part.is_empty() {
        text.push(point);
        text.push_str(part);
    }
    text
}

/// A plain decimal that is a difference: a rise has its sign too.
pub(crate) fn difference(lang: Lang, plain: &str) -> String {
    let is_rise = !plain.starts_with('-') && plain.chars().any(|digit| ('1'..='9').contains(&digit));
    let sign = if is_rise { "+" } else { "" };
    format!("{sign}{}", digits(lang, plain))
}

/// A day as people write it: `22/11/2026` or `22 November 2026`; `1944-XX-XX` is only a year.
pub(crate) fn day(lang: Lang, plain: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<&str> =
        plain.split('-').map(|part| part.trim_start_matches('0')).filter(|part| *part != "XX").collect();
    let name = parts
        .get(1)
        .and_then(|month| month.parse::<usize>().ok())
        .and_then(|number| MONTHS.get(number.wrapping_sub(1)));
    match (parts.as_slice(), lang, name) {
        ([year, _, day], Lang::En, Some(name)) => format!("{day}{TIGHT}{name} {year}"),
        ([year, _], Lang::En, Some(name)) => format!("{name} {year}"),
        ([year, month, day], ..) => format!("{day}/{month}/{year}"),
        ([year, month], ..) => format!("{month}/{year}"),
        ([year], ..) => (*year).to_owned(),
        _ => plain.to_owned(),
    }
}

/// A whole number in words, as cheques and decisions write sums; nothing for what has no such form.
pub(crate) fn in_words(lang: Lang, plain: &str) -> Option<String> {
    let whole = plain.strip_suffix(".0").unwrap_or(plain);
    let number: u64 = whole.parse().ok().filter(|number| *number < 1_000_000_000_000_000)?;
    if number == 0 {
        return Some(match lang {
            Lang::Vi => "không".to_owned(),
            Lang::En => "zero".to_owned(),
        });
    }
    let mut words: Vec<String> = Vec::new();
    let mut rest = number;
    for scale in [1_000_000_000_000, 1_000_000_000, 1_000_000, 1_000, 1] {
        let group = rest / scale;
        rest %= scale;
        if group > 0 {
            let is_first = words.is_empty();
            words.push(match lang {
                Lang::Vi => vietnamese_group(group, is_first),
                Lang::En => english_group(group),
            });
            words.extend(scale_name(lang, scale).map(str::to_owned));
        }
    }
    Some(words.join(" "))
}

const fn scale_name(lang: Lang, scale: u64) -> Option<&'static str> {
    Some(match (lang, scale) {
        (Lang::Vi, 1_000) => "nghìn",
        (Lang::Vi, 1_000_000) => "triệu",
        (Lang::Vi, 1_000_000_000) => "tỷ",
        (Lang::Vi, 1_000_000_000_000) => "nghìn tỷ",
        (Lang::En, 1_000) => "thousand",
        (Lang::En, 1_000_000) => "million",
        (Lang::En, 1_000_000_000) => "billion",
        (Lang::En, 1_000_000_000_000) => "trillion",
        _ => return None,
    })
}

const ONES: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

fn one(number: u64) -> &'static str {
    usize::try_from(number).ok().and_then(|idx| ONES.get(idx)).copied().unwrap_or_default()
}

/// Up to three digits. A group that follows another names its hundreds even when there are none.
fn vietnamese_group(group: u64, is_first: bool) -> String {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let mut words: Vec<&str> = Vec::new();
    if hundreds > 0 || !is_first {
        words.extend([one(hundreds), "trăm"]);
    }
    match tens {
        0 if ones > 0 && !words.is_empty() => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([one(tens), "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(one(ones)),
    }
    words.join(" ")
}

fn english_group(group: u64) -> String {
    const ONES: [&str; 20] = [
        "",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let word = |list: &[&'static str], number: u64| {
        usize::try_from(number).ok().and_then(|idx| list.get(idx)).copied().unwrap_or_default()
    };
    let (hundreds, rest) = (group / 100, group % 100);
    let mut words: Vec<String> = Vec::new();
    if hundreds > 0 {
        words.push(format!("{} hundred", word(&ONES, hundreds)));
    }
    if rest >= 20 {
        let dash = if rest % 10 > 0 { "-" } else { "" };
        words.push(format!("{}{dash}{}", word(&TENS, rest / 10), word(&ONES, rest % 10)));
    } else if rest > 0 {
        words.push(word(&ONES, rest).to_owned());
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{day, difference, digits, in_words};
    use crate::words::Lang;

    #[test]
    fn digits_follow_the_language() {
        assert_eq!(digits(Lang::Vi, "1234567.5"), "1.234.567,5");
        assert_eq!(digits(Lang::En, "1234567.5"), "1,234,567.5");
        assert_eq!(digits(Lang::Vi, "500"), "500");
        assert_eq!(digits(Lang::En, "-1000"), "\u{2212}1,000");
    }

    #[test]
    fn a_difference_shows_its_sign_unless_it_is_nothing() {
        assert_eq!(difference(Lang::Vi, "1200"), "+1.200");
        assert_eq!(difference(Lang::Vi, "-0.4"), "\u{2212}0,4");
        assert_eq!(difference(Lang::En, "0.0"), "0.0");
    }

    #[test]
    fn days_are_written_as_people_write_them() {
        assert_eq!(day(Lang::Vi, "2026-07-01"), "1/7/2026");
        assert_eq!(day(Lang::En, "2026-07-01"), "1\u{a0}July 2026");
        assert_eq!(day(Lang::Vi, "1944-XX-XX"), "1944");
        assert_eq!(day(Lang::Vi, "1944-03-XX"), "3/1944");
        assert_eq!(day(Lang::En, "1944-03-XX"), "March 1944");
    }

    #[test]
    fn sums_are_written_in_vietnamese_words() {
        let cases = [
            ("0", "không"),
            ("5", "năm"),
            ("15", "mười lăm"),
            ("21", "hai mươi mốt"),
            ("24", "hai mươi tư"),
            ("105", "một trăm linh năm"),
            ("500000", "năm trăm nghìn"),
            ("810000", "tám trăm mười nghìn"),
            ("1005000", "một triệu không trăm linh năm nghìn"),
            ("1250001", "một triệu hai trăm năm mươi nghìn không trăm linh một"),
        ];
        for (plain, words) in cases {
            assert_eq!(in_words(Lang::Vi, plain).as_deref(), Some(words), "{plain}");
        }
    }

    #[test]
    fn sums_are_written_in_english_words() {
        let cases = [
            ("500000", "five hundred thousand"),
            ("1021", "one thousand twenty-one"),
            ("1250000", "one million two hundred fifty thousand"),
        ];
        for (plain, words) in cases {
            assert_eq!(in_words(Lang::En, plain).as_deref(), Some(words), "{plain}");
        }
        assert_eq!(in_words(Lang::En, "1.5"), None);
        assert_eq!(in_words(Lang::En, "-1"), None);
    }
}
