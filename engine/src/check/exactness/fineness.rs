//! Whether amounts are whole multiples of the smallest unit of their currency.
//!
//! Receives what is known of a number; hands on the answer and the complaint. It looks at no expression.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text};

use crate::check::exactness::bounds::Knowledge;
use crate::check::types::words::words;
use crate::codes;
use crate::hir::{Benefit, Program};
use crate::value::Decimal;

/// Whether every value is a whole multiple of the smallest amount.
pub(super) fn is_whole(measure: &Knowledge, smallest: Decimal) -> bool {
    match measure {
        Knowledge::Some(measure) => measure.checked_rem(smallest).is_some_and(|rest| rest.is_zero()),
        // A circle, or a quotient, has its own complaint.
        Knowledge::Elsewhere => true,
        Knowledge::None => false,
    }
}

/// The complaint about an amount that may be finer than the smallest unit.
pub(super) fn too_fine(
    program: &Program,
    benefit: &Benefit,
    span: Span,
    measure: &Knowledge,
    smallest: Decimal,
) -> Diagnostic {
    let said = words(benefit.value_type, program);
    let headline = Text::new(
        format!("số tiền này có thể lẻ dưới {smallest} ({})", said.vi),
        format!("this amount may be finer than {smallest} ({})", said.en),
    );
    let mut complaint = Diagnostic::new(codes::UNROUNDED, span, headline)
        .label(benefit.naming.span, Text::new("mức hưởng là tiền", "the benefit is an amount of money"));
    if let Knowledge::Some(measure) = measure {
        complaint = complaint.note(Text::new(
            format!("các giá trị là bội số của {measure}"),
            format!("its values are multiples of {measure}"),
        ));
    }
    complaint.help(Text::new(
        "thêm `làm tròn gần nhất đến ...` (hoặc lên, xuống): luật phải quy định",
        "add `rounded nearest to ...` (or up, or down): the law must say which",
    ))
}
