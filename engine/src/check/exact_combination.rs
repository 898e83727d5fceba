//! Checks that what a combination calculates is no finer than the smallest unit of its currency.
//!
//! Receives benefits and what is known of their numbers; hands on complaints. The amounts of categories are checked on
//! their own, and what the benefit itself rounds on all of its days is rounded.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text};

use super::bounds::Knowledge;
use super::codes;
use super::exact::{Proof, is_whole};
use super::periods::Periods;
use super::types::words;
use crate::hir::{Benefit, Combination, Program, Tail};
use crate::value::Decimal;

impl Proof<'_> {
    /// What a benefit calculates with the amounts of its categories.
    pub(super) fn combined_amounts(&self, benefit: &Benefit, found: &mut Vec<Diagnostic>) {
        for exception in &benefit.exceptions {
            self.check_combined(benefit, &exception.instead, exception.naming.span, found);
        }
        self.check_combined(benefit, &benefit.combination, benefit.naming.span, found);
    }

    /// One combination of a benefit.
    pub(super) fn check_combined(
        &self,
        benefit: &Benefit,
        combination: &Combination,
        span: Span,
        found: &mut Vec<Diagnostic>,
    ) {
        let program = &self.checker.program;
        let Some(smallest) = program.smallest(benefit.value_type) else { return };
        let measure = self.known.measure_of(combination, smallest);
        if is_whole(&measure, smallest) || is_rounded_always(benefit, &program.conventions) {
            return;
        }
        let span = combination.values().first().map_or(span, |value| value.span);
        found.push(too_fine(program, benefit, span, &measure, smallest));
    }
}

/// Whether the benefit, or a convention, rounds on every day of the benefit.
fn is_rounded_always(benefit: &Benefit, conventions: &Tail) -> bool {
    let rules = benefit.tail.roundings.iter().chain(&conventions.roundings);
    Periods::of([benefit.days]).without(&Periods::of(rules.map(|rule| rule.days))).is_empty()
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
