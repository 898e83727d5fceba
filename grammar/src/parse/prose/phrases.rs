//! Words that lawyers use for a keyword or a sign.
//!
//! Receives a place; hands on remedies for the phrases around it, the longest first. Data.

use super::Remedy;
use super::words::Place;
use crate::language::Language;

/// How many words before the place a phrase may begin.
const N_BEFORE: usize = 3;

/// What is written, and what is meant: the tokens of keywords, or signs; nothing if the words are left out.
type Phrase = (&'static str, &'static [&'static str]);

const PHRASES: &[Phrase] = &[
    ("nếu", &["when"]),
    ("trong trường hợp", &["when"]),
    ("với điều kiện", &["when"]),
    ("if", &["when"]),
    ("provided that", &["when"]),
    ("các trường hợp còn lại", &["otherwise"]),
    ("các trường hợp khác", &["otherwise"]),
    ("ngược lại", &["otherwise"]),
    ("còn lại", &["otherwise"]),
    ("else", &["otherwise"]),
    ("bắt đầu từ ngày", &["from"]),
    ("áp dụng từ ngày", &["from"]),
    ("kể từ ngày", &["from"]),
    ("từ ngày", &["from"]),
    ("kể từ", &["from"]),
    ("bắt đầu từ", &["from"]),
    ("starting from", &["from"]),
    ("starting", &["from"]),
    ("since", &["from"]),
    ("đến hết ngày", &["to"]),
    ("đến hết", &["to"]),
    ("đến ngày", &["to"]),
    ("until", &["to"]),
    ("lớn hơn hoặc bằng", &[">="]),
    ("nhỏ hơn hoặc bằng", &["<="]),
    ("từ đủ", &[">="]),
    ("tối thiểu", &[">="]),
    ("ít nhất", &[">="]),
    ("at least", &[">="]),
    ("tối đa", &["<="]),
    ("không quá", &["<="]),
    ("at most", &["<="]),
    ("lớn hơn", &[">"]),
    ("trên", &[">"]),
    ("greater than", &[">"]),
    ("more than", &[">"]),
    ("nhỏ hơn", &["<"]),
    ("dưới", &["<"]),
    ("chưa đủ", &["<"]),
    ("less than", &["<"]),
    ("khác", &["!="]),
    ("bằng", &["="]),
    ("là", &["="]),
    ("is", &["="]),
    ("hoặc là", &["or"]),
    ("hay", &["or"]),
    ("đồng thời", &["and"]),
    ("nhưng", &["and"]),
    ("but", &["and"]),
    ("đồng / tháng", &["VND", "per", "months"]),
    ("đồng / năm", &["VND", "per", "years"]),
    ("đồng một tháng", &["VND", "per", "months"]),
    ("đồng hàng tháng", &["VND", "per", "months"]),
    ("/ tháng", &["per", "months"]),
    ("/ năm", &["per", "years"]),
    ("hàng tháng", &["per", "months"]),
    ("hằng tháng", &["per", "months"]),
    ("hàng năm", &["per", "years"]),
    ("hằng năm", &["per", "years"]),
    ("một tháng", &["per", "months"]),
    ("một năm", &["per", "years"]),
    ("/ month", &["per", "months"]),
    ("/ year", &["per", "years"]),
    ("a month", &["per", "months"]),
    ("a year", &["per", "years"]),
    ("monthly", &["per", "months"]),
    ("yearly", &["per", "years"]),
    ("tuổi", &[]),
    ("old", &[]),
    ("of age", &[]),
    ("thì", &[]),
    ("đồng", &["VND"]),
    ("của", &["by"]),
    ("bãi bỏ", &["remove"]),
    ("hủy bỏ", &["remove"]),
    ("huỷ bỏ", &["remove"]),
    ("vào", &["on"]),
    ("trợ cấp", &["benefit"]),
    ("hỗ trợ", &["benefit"]),
    ("chính sách", &["benefit"]),
    ("nhóm đối tượng", &["category"]),
    ("đối tượng", &["category"]),
    ("khái niệm", &["define"]),
    ("hằng số", &["parameter"]),
];

/// The remedies for phrases that the place is in.
pub(super) fn remedies(place: &Place<'_>) -> Vec<Remedy> {
    let mut found: Vec<(usize, Remedy)> = Vec::new();
    for first in place.here.saturating_sub(N_BEFORE)..=place.here {
        for (phrase, meant) in PHRASES {
            let n_words = phrase.split(' ').count();
            let is_written = phrase.split(' ').enumerate().all(|(at, word)| place.is_nearly(first + at, word));
            if is_written && first + n_words > place.here {
                found.extend(remedy(place, (first, first + n_words - 1), meant).map(|remedy| (n_words, remedy)));
            }
        }
    }
    found.sort_by_key(|(n_words, _)| std::cmp::Reverse(*n_words));
    found.into_iter().map(|(_, remedy)| remedy).collect()
}

fn remedy(place: &Place<'_>, (first, last): (usize, usize), meant: &[&str]) -> Option<Remedy> {
    let range = place.between(first, last)?;
    let spelt = |token: &&str| match (*token, place.surface) {
        ("months", Language::En) => "month".to_owned(),
        ("years", Language::En) => "year".to_owned(),
        (token, _) if place.spelling(token).is_empty() => token.to_owned(),
        (token, _) => place.spelling(token).to_owned(),
    };
    let text = meant.iter().map(spelt).collect::<Vec<_>>().join(" ");
    // `500_000/tháng` has no blank before its sign.
    let is_close =
        place.text.get(..range.0).is_some_and(|before| !(before.is_empty() || before.ends_with(char::is_whitespace)));
    Some(Remedy::new(range, if is_close && !text.is_empty() { format!(" {text}") } else { text }))
}
