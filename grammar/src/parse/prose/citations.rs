//! Citations as lawyers write them: the smallest part first, the instrument last, with commas and capitals.
//!
//! Receives a place; hands on the same places in the order of the language. It knows no instrument.

use super::Remedy;
use super::words::{Place, Word};
use crate::language::Text;
use crate::parse::scan;

/// The levels of an instrument, from the largest.
const LEVELS: [&str; 8] = ["appendix", "part", "chapter", "section", "article", "clause", "point", "indent"];

/// What a citation says: the parts with their levels, the instrument, the last word.
struct Cited<'t> {
    parts: Vec<(usize, String)>,
    instrument: Option<Word<'t>>,
    last: usize,
}

/// The citation that begins at the place in the order of the language.
pub(super) fn remedies(place: &Place<'_>) -> Vec<Remedy> {
    (place.here.saturating_sub(3)..=place.here).rev().filter_map(|first| remedy(place, first)).collect()
}

fn remedy(place: &Place<'_>, first: usize) -> Option<Remedy> {
    let cited = cited(place, first)?;
    let parts = in_order(&cited.parts);
    let text = cited.instrument.map_or_else(|| parts.clone(), |instrument| format!("{} {parts}", instrument.text));
    let remedy = Remedy::new(place.between(first, cited.last)?, text);
    let is_moved =
        cited.instrument.is_some_and(|instrument| place.word(first).is_some_and(|word| word.start < instrument.start));
    Some(if is_moved { remedy.saying(order()) } else { remedy })
}

/// What is said where the instrument is not named as it is declared: a person must put its name first.
pub(super) fn by_hand(place: &Place<'_>) -> Option<Remedy> {
    let is_source = |word: Word<'_>| word.text == "cứ" || word.token() == Some("source");
    // `Điều` in capitals is read as a name, and the place is behind it.
    let is_first = |at: &usize| at.checked_sub(1).and_then(|at| place.word(at)).is_some_and(is_source);
    let first = [Some(place.here), place.here.checked_sub(1)].into_iter().flatten().find(is_first)?;
    let cited = cited(place, first).filter(|cited| !cited.parts.is_empty())?;
    let start = place.word(first)?.start;
    let line = place.text.get(start..)?.lines().next()?;
    let code = scan::code_of_line(line).unwrap_or_default();
    let parts = in_order(&cited.parts);
    let help = Text::new(
        format!("viết tên đã khai báo của văn bản trước, rồi từ điều đến điểm: `căn cứ ND20 {parts}`"),
        format!("write the declared name of the instrument first, then from article to point: `source ND20 {parts}`"),
    );
    Some(Remedy::by_hand((start, start + code.trim_end().len()), help).saying(order()))
}

/// What is wrong with the order.
fn order() -> Text {
    Text::new(
        "trích dẫn viết tên văn bản trước, rồi điều, khoản, điểm",
        "a citation names the instrument first, then article, clause and point",
    )
}

fn in_order(parts: &[(usize, String)]) -> String {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|(level, _)| *level);
    parts.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" ")
}

/// The parts and the instrument that the words from one on name; commas and `of` between them do not matter.
fn cited<'t>(place: &Place<'t>, first: usize) -> Option<Cited<'t>> {
    let mut cited = Cited { parts: Vec::new(), instrument: None, last: first };
    let mut at = first;
    while let Some(word) = place.word(at) {
        let level = word.token().and_then(|token| LEVELS.iter().position(|level| *level == token));
        if let Some(level) = level {
            let label = place.word(at + 1)?;
            cited.parts.push((level, format!("{} {}", place.spelling(LEVELS.get(level)?), label.text)));
            cited.last = at + 1;
            at += 2;
        } else if word.is_name() && cited.instrument.is_none() {
            cited.instrument = Some(word);
            cited.last = at;
            at += 1;
        } else if (word.text == "," || word.token() == Some("of")) && at > first {
            at += 1;
        } else {
            break;
        }
    }
    (!cited.parts.is_empty()).then_some(cited)
}
