//! Days for which no law is written.
//!
//! Receives from when to when there is law, and a day; hands on what is to be said of it. It knows no benefit.

use ansinh_engine::hir::Days;
use ansinh_engine::lower::date_text;
use ansinh_engine::value::Date;
use ansinh_grammar::Text;

/// What is to be said of a day before the first law, or after the last change of it.
pub(super) fn remark(encoded: Days, on: Date) -> Option<Text> {
    let (first, last) = (encoded.from.map(date_text), encoded.to.map(date_text));
    match (first.filter(|_| is_before(encoded, on)), last.filter(|_| is_after(encoded, on))) {
        (Some(first), _) => Some(Text::new(
            format!(
                "chưa có luật nào được ghi cho ngày này (luật ghi từ {}), nên không biết ai được hưởng gì",
                first.vi
            ),
            format!("no law is encoded for this day (it begins on {}), so nobody can say who gets what", first.en),
        )),
        (None, Some(last)) => Some(Text::new(
            format!("luật được ghi đến lần thay đổi ngày {}; về sau coi như giữ nguyên, chưa chắc chắn", last.vi),
            format!(
                "law is encoded up to its change of {}; it is taken to stay as it is, which is not certain",
                last.en
            ),
        )),
        (None, None) => None,
    }
}

/// Whether a day lies before all law.
pub(super) fn is_before(encoded: Days, on: Date) -> bool {
    encoded.from.is_some_and(|first| on < first)
}

/// Whether a day lies after the last change.
pub(super) fn is_after(encoded: Days, on: Date) -> bool {
    encoded.to.is_some_and(|last| last < on)
}
