//! What stands for what in the cells of one column, and what is allowed instead.
//!
//! Receives what an input may hold and what a mapping says; hands on the meanings of cells. It holds no row.

use std::collections::HashMap;

use ansinh_engine::value::Date;
use ansinh_grammar::Text;

use super::super::mapping::Told as Written;
use super::super::mistake::Breach;
use super::super::pattern::{self, Pattern, Told};
use super::{Kind, UNKNOWN};
use crate::nearest::nearest;

/// What a cell stands for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Read {
    Missing,
    Code(u8),
    Day(Told),
}

/// What the codes of a mapping stand for; without any, the names of the law.
///
/// # Errors
/// All that stand for nothing.
pub(super) fn codes(
    name: &str,
    kind: &Kind,
    written: &Written,
    pattern: Option<&Pattern>,
) -> Result<HashMap<String, Read>, Vec<Text>> {
    let (mut codes, mut wrong) = (HashMap::new(), Vec::new());
    for (code, value) in &written.codes {
        match meaning(value, kind, pattern) {
            Some(read) => {
                codes.insert(code.trim().to_owned(), read);
            }
            None => wrong.push(no_meaning(name, code, value, kind)),
        }
    }
    if written.codes.is_empty() {
        codes.extend(own_names(kind));
    }
    if wrong.is_empty() { Ok(codes) } else { Err(wrong) }
}

/// How dates are written in a column.
///
/// # Errors
/// A form that is none.
pub(super) fn pattern(name: &str, date: Option<&str>) -> Result<Option<Pattern>, Text> {
    let Some(date) = date else { return Ok(None) };
    Pattern::read(date).map(Some).ok_or_else(|| {
        Text::new(
            format!("bảng ánh xạ: `{name}`: không hiểu dạng ngày `{date}`; ví dụ: dd/mm/yyyy"),
            format!("mapping: `{name}`: the form of dates `{date}` is not understood; for example dd/mm/yyyy"),
        )
    })
}

/// Which codes are allowed, and the one that was probably meant.
pub(super) fn allowed(codes: &HashMap<String, Read>, written: &str) -> Text {
    let mut codes: Vec<&str> = codes.keys().map(String::as_str).filter(|code| !code.is_empty()).collect();
    codes.sort_unstable();
    let all = codes.join(", ");
    // Of codes of one or two signs every other one is near.
    let near = nearest(written, codes.iter().copied()).filter(|_| written.chars().count() > 2);
    match near {
        Some(near) => {
            Text::new(format!("được phép: {all}; có lẽ là `{near}`"), format!("allowed: {all}; did you mean `{near}`?"))
        }
        None => Text::new(
            format!("được phép: {all}; nếu nghĩa là chưa biết, thêm vào `missing`"),
            format!("allowed: {all}; if it means not known, add it to `missing`"),
        ),
    }
}

/// The names of groups in the order of their codes.
pub(super) fn groups(codes: HashMap<String, Read>) -> Vec<String> {
    let mut named: Vec<(u8, String)> = codes
        .into_iter()
        .filter_map(|(name, read)| if let Read::Code(code) = read { Some((code, name)) } else { None })
        .collect();
    named.sort();
    let groups: Vec<String> = named.into_iter().map(|(_, name)| name).collect();
    // Where no group is known of anybody, there is one without a name.
    if groups.is_empty() { vec![String::new()] } else { groups }
}

/// The first day of a month.
pub(super) fn day_of(year: i32, month: i32) -> i64 {
    Date::new(year, month, 1).map_or(0, |day| day.packed().into())
}

/// What a code stands for.
fn meaning(value: &str, kind: &Kind, pattern: Option<&Pattern>) -> Option<Read> {
    let value = value.trim();
    if value == UNKNOWN {
        return Some(Read::Missing);
    }
    match kind {
        Kind::Date => {
            let told = pattern.map_or_else(|| pattern::usual(value), |pattern| pattern.date(value));
            told.map(Read::Day)
        }
        Kind::Months | Kind::Number(_) | Kind::Open => None,
        Kind::YesNo | Kind::Choice(_) => {
            own_names(kind).into_iter().find(|(name, _)| name == value).map(|(_, read)| read)
        }
    }
}

/// The names that need no mapping.
fn own_names(kind: &Kind) -> Vec<(String, Read)> {
    match kind {
        Kind::YesNo => [("yes", 1), ("no", 0), ("có", 1), ("không", 0), ("true", 1), ("false", 0)]
            .map(|(name, code)| (name.to_owned(), Read::Code(code)))
            .to_vec(),
        Kind::Choice(values) => (0_u8..)
            .zip(values)
            .flat_map(|(code, (name, alias))| {
                std::iter::once(name).chain(alias).map(move |name| (name.clone(), Read::Code(code)))
            })
            .collect(),
        _ => Vec::new(),
    }
}

pub(super) fn no_meaning(name: &str, code: &str, value: &str, kind: &Kind) -> Text {
    let names: Vec<String> = own_names(kind).into_iter().map(|(name, _)| name).chain([UNKNOWN.to_owned()]).collect();
    let all = names.join(", ");
    let near = nearest(value, names.iter().map(String::as_str)).map_or(all.as_str(), |near| near);
    Text::new(
        format!("bảng ánh xạ: `{name}`: `{code}` = `{value}` không phải là giá trị; có lẽ là: {near}"),
        format!("mapping: `{name}`: `{code}` = `{value}` is no value of it; did you mean: {near}?"),
    )
}

pub(super) fn no_date(has_pattern: bool) -> Text {
    if has_pattern {
        Text::new("không phải là ngày viết như `date` nêu", "no day, written as `date` says")
    } else {
        Text::new(
            "không phải là ngày dạng 1944-07-01; nếu viết khác, thêm `date` vào bảng ánh xạ",
            "no day such as 1944-07-01; if it is written otherwise, add `date` to the mapping",
        )
    }
}

pub(super) fn too_fine(scale: u32) -> Text {
    Text::new(
        format!("nhiều nhất {scale} chữ số thập phân"),
        format!("no more than {scale} decimals, and no more than fits"),
    )
}

/// Months of the year, `3|4`; `none` for none.
pub(super) fn months(text: &str) -> Result<Option<i64>, (Breach, Text)> {
    if matches!(text.to_lowercase().as_str(), "none" | "không" | "no") {
        return Ok(Some(0));
    }
    let month = |part: &str| part.trim().parse::<u32>().ok().filter(|month| (1..=12).contains(month));
    let bits = text.split('|').try_fold(0_i64, |bits, part| Some(bits | 1 << (month(part)? - 1)));
    let allowed = || {
        Text::new("các tháng từ 1 đến 12, cách nhau bằng `|`, hoặc `none`", "months 1 to 12, divided by `|`, or `none`")
    };
    bits.map(Some).ok_or_else(|| (Breach::Code, allowed()))
}
