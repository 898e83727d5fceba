//! Says what speaks against a property, as a complaint.
//!
//! Receives what a trial found; hands on a complaint with the values, their clauses and the remedy. It tries nothing.

use ansinh_grammar::{Diagnostic, Language, Text};

use super::property::{Counterexample, PropertyTrial, Sampling};
use crate::codes;
use crate::hir::Property;
use crate::lower::date_text;
use crate::value::Date;

/// The complaint about a property that does not hold for somebody.
pub(super) fn refuted(
    (property, name): (&Property, &Text),
    trial: &PropertyTrial,
    seed: u64,
    found: &Counterexample,
) -> Diagnostic {
    let on = date_text(found.on);
    let headline = Text::new(
        format!("`{}` không đúng với một trường hợp vào ngày {}", name.vi, on.vi),
        format!("`{}` does not hold for somebody on {}", name.en, on.en),
    );
    let mut complaint = Diagnostic::new(codes::REFUTED, property.claim.span, headline)
        .saying(Text::new("điều này không đúng", "this is not so"));
    for because in &found.values {
        complaint = complaint.note(because.in_words());
    }
    let n_samples = trial.samples;
    complaint
        .note(Text::new(
            format!("tìm thấy ở mẫu thứ {n_samples}, với số ban đầu {seed}, rồi rút gọn"),
            format!("found at sample {n_samples} from seed {seed}, then made small"),
        ))
        .help(Text::new(
            "chép kiểm thử của phản ví dụ vào tệp, rồi sửa luật hoặc thêm `với điều kiện` cho tính chất",
            "put the test of the counterexample into a file, then mend the law or give the property a `where`",
        ))
}

/// The complaint about a property whose condition nobody met.
pub(super) fn untried((property, name): (&Property, &Text), trial: &PropertyTrial, sampling: Sampling) -> Diagnostic {
    let n_samples = trial.samples;
    let headline = Text::new(
        format!("trong {n_samples} mẫu không có ai thỏa điều kiện của `{}`, nên chưa thử được gì", name.vi),
        format!("nobody of {n_samples} samples met the condition of `{}`, so nothing was tried", name.en),
    );
    let span = property.condition.as_ref().map_or(property.claim.span, |condition| condition.span);
    Diagnostic::new(codes::UNTRIED, span, headline)
        .saying(Text::new("không ai thỏa điều này", "nobody met this"))
        .note(Text::new(
            format!("số ban đầu: {}; một tính chất không nói về ai thì không cho thấy điều gì", sampling.seed),
            format!("seed {}; a property about nobody shows nothing", sampling.seed),
        ))
        .help(Text::new(
            "xem lại `với điều kiện` và các ngày, hoặc lấy nhiều mẫu hơn bằng `--samples`",
            "look at `where` and the days again, or draw more with `--samples`",
        ))
}

/// The complaint that the law has no answer on a day on which a property was promised.
pub(super) fn no_answer((property, name): (&Property, &Text), day: Date, found: Diagnostic) -> Diagnostic {
    let day = date_text(day);
    found
        .label(
            property.claim.span,
            Text::build(|language| match language {
                Language::Vi => format!("`{}` nói về ngày {}", name.vi, day.vi),
                Language::En => format!("`{}` speaks of {}", name.en, day.en),
            }),
        )
        .help(Text::new(
            "ghi cho tính chất các ngày mà luật có câu trả lời: `từ ... đến ...`",
            "give the property the days on which the law has an answer: `from ... to ...`",
        ))
}
