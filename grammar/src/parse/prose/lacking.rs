//! What is missing between two words: a currency, a share.
//!
//! Receives a place; hands on the words that belong before it. It knows the dong and no other currency.

use super::Remedy;
use super::words::Place;
use crate::language::Text;

/// The remedies for what is missing behind the word before the place.
pub(super) fn remedies(place: &Place<'_>) -> Vec<Remedy> {
    [currency(place), share(place)].into_iter().flatten().collect()
}

/// `tiền mỗi tháng` for `tiền VND mỗi tháng`.
fn currency(place: &Place<'_>) -> Option<Remedy> {
    let before = place.before().filter(|word| word.token() == Some("t_money"))?;
    let headline = Text::new("kiểu tiền phải nêu tiền tệ", "a type of money names its currency");
    let help = Text::new(format!("viết `{} VND`", before.text), format!("write `{} VND`", before.text));
    let remedy = Remedy::new((before.end(), before.end()), " VND").saying(headline).helping(help);
    Some(remedy.showing((before.start, before.end())))
}

/// `chi từ ngân_sách_tỉnh` for `chi từ ngân_sách_tỉnh 100%`, where it is the only fund.
fn share(place: &Place<'_>) -> Option<Remedy> {
    let fund = place.before().filter(|word| word.is_letters())?;
    let line = place.text.get(..fund.start)?;
    let line = line.rsplit('\n').next().unwrap_or(line);
    if line.split_whitespace().collect::<Vec<_>>().join(" ") != place.spelling("funded_by") {
        return None;
    }
    let headline = Text::new("nguồn vốn này chưa nêu tỷ lệ", "this fund has no share");
    let name = fund.text;
    let help = Text::new(format!("viết `{name} 100%`"), format!("write `{name} 100%`"));
    Some(
        Remedy::new((fund.end(), fund.end()), " 100%").saying(headline).helping(help).showing((fund.start, fund.end())),
    )
}
