//! Signs where the language has others or none: a full stop at the end, `:` for `=`, `,` for `;`.
//!
//! Receives a place; hands on remedies for the sign at it or next to it. It knows no construct.

use super::Remedy;
use super::words::{Place, Word};
use crate::language::Text;

/// The most values of a list that is put in brackets.
const MAX_VALUES: usize = 9;

/// The remedies for the sign that the place is at or before.
pub(super) fn remedies(place: &Place<'_>) -> Vec<Remedy> {
    let found =
        [at_end(place), other_sign(place), values(place), cell(place), equals(place), colon(place), of_list(place)];
    found.into_iter().flatten().collect()
}

/// The remedy for a sign at the end of the line before the place.
pub(super) fn behind(place: &Place<'_>) -> Option<Remedy> {
    end_of_line(place, place.before()?)
}

/// `.`, `;` or `,` behind all that a line says.
fn at_end(place: &Place<'_>) -> Option<Remedy> {
    end_of_line(place, place.word(place.here)?)
}

fn end_of_line(place: &Place<'_>, word: Word<'_>) -> Option<Remedy> {
    if !matches!(word.text, "." | ";" | ",") {
        return None;
    }
    let next = place.text.get(word.end()..)?.lines().next().unwrap_or("").trim_start();
    let is_last = next.is_empty() || next.starts_with('#');
    let headline = Text::new(
        format!("cuối dòng không có dấu `{}`", word.text),
        format!("no `{}` stands at the end of a line", word.text),
    );
    is_last.then(|| Remedy::new((word.start, word.end()), "").saying(headline))
}

/// Conditions are set apart by `;`, values by `,`.
fn other_sign(place: &Place<'_>) -> Option<Remedy> {
    let word = place.word(place.here)?;
    let text = match word.text {
        "," => ";",
        ";" => ",",
        _ => return None,
    };
    let headline = Text::new(
        "các điều kiện trong ngoặc ngăn nhau bằng `;`, các giá trị bằng `,`",
        "conditions in brackets are set apart by `;`, values by `,`",
    );
    Some(Remedy::new((word.start, word.end()), text).saying(headline))
}

/// What is said of a comma between conditions, which means either.
pub(super) fn by_hand(place: &Place<'_>) -> Option<Remedy> {
    let word = place.word(place.here).filter(|word| matches!(word.text, "," | ";"))?;
    let headline = Text::new(
        format!("`{}` không nói phải đủ các điều kiện hay chỉ cần một", word.text),
        format!("`{}` does not say whether all conditions are meant or any", word.text),
    );
    let (and, or) = (place.spelling("and"), place.spelling("or"));
    let help = Text::new(
        format!("viết `{and}` nếu phải đủ cả hai, `{or}` nếu chỉ cần một"),
        format!("write `{and}` if both must hold, `{or}` if one is enough"),
    );
    Some(Remedy::by_hand((word.start, word.end()), help).saying(headline))
}

/// `= nghèo, cận_nghèo` for `trong (nghèo, cận_nghèo)`.
fn values(place: &Place<'_>) -> Option<Remedy> {
    place.word(place.here).filter(|word| word.text == ",")?;
    let first = place.here.checked_sub(1)?;
    let equals = first.checked_sub(1)?;
    place.word(equals).filter(|word| word.text == "=")?;
    let is_name = |at: usize| place.word(at).is_some_and(|word| word.is_name());
    let is_comma = |at: usize| place.word(at).is_some_and(|word| word.text == ",");
    let n_more = (0..MAX_VALUES).take_while(|n| is_comma(first + 2 * n + 1) && is_name(first + 2 * n + 2)).count();
    let last = first + 2 * n_more;
    let (from, to) = place.between(first, last)?;
    let text = format!("{} ({})", place.spelling("in"), place.text.get(from..to)?);
    Some(Remedy::new(place.between(equals, last)?, text))
}

/// `nghèo hoặc cận_nghèo` in a cell, where values are set apart by commas.
fn cell(place: &Place<'_>) -> Option<Remedy> {
    let is_or = |word: Word<'_>| word.token() == Some("or");
    place.word(place.here).filter(|word| is_or(*word))?;
    let is_bar = |at: &usize| place.word(*at).is_some_and(|word| word.text == "|");
    let first = (0..place.here).rev().find(is_bar)? + 1;
    let bar = (place.here..place.words.len()).find(is_bar)?;
    let words = place.words.get(first..bar)?;
    let (from, to) = place.between(first, bar.checked_sub(1)?)?;
    let mut text = String::new();
    for word in words {
        let blank = if text.is_empty() || word.text == "," { "" } else { " " };
        text = if is_or(*word) { text + "," } else { format!("{text}{blank}{}", word.text) };
    }
    Some(Remedy::new((from, to), text))
}

/// `ngày_sinh: 1998-01-01` and `ngày_sinh là 1998-01-01` among facts.
fn equals(place: &Place<'_>) -> Option<Remedy> {
    let name = place.word(place.here).filter(|word| word.is_name())?;
    let sign = place.word(place.here + 1).filter(|word| word.text == ":" || word.token() == Some("is"))?;
    let headline = Text::new("dữ kiện nối với giá trị bằng `=`", "a fact has its value behind `=`");
    let help = Text::new("viết `=`", "write `=`");
    let remedy = Remedy::new((name.end(), sign.end()), " =").saying(headline).helping(help);
    Some(remedy.showing((sign.start, sign.end())))
}

/// `một trong các điều kiện: (a; b)`, where the bracket follows at once.
fn of_list(place: &Place<'_>) -> Option<Remedy> {
    let is = |at: usize, sign: &str| place.word(at).is_some_and(|word| word.text == sign);
    let at = (place.here..place.words.len()).find(|at| is(*at, ":") && is(*at + 1, "("))?;
    let sign = place.word(at)?;
    Some(Remedy::new((sign.start, sign.end()), ""))
}

/// `từ 2024-01-01 là 500_000` and `từ 2024-01-01 = 500_000`.
fn colon(place: &Place<'_>) -> Option<Remedy> {
    let (before, sign) = (place.before()?, place.word(place.here)?);
    if !(sign.text == "=" || sign.token() == Some("is")) || place.line().contains(':') {
        return None;
    }
    let help = Text::new("viết `:`", "write `:`");
    Some(Remedy::new((before.end(), sign.end()), ":").helping(help).showing((sign.start, sign.end())).saying(
        Text::new(
            format!("giá trị đứng sau `:`, không phải `{}`", sign.text),
            format!("a value stands behind `:`, not behind `{}`", sign.text),
        ),
    ))
}
