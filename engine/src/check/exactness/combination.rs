//! Checks that what a combination calculates is no finer than the smallest unit of its currency.
//!
//! Receives benefits and what is known of their numbers; hands on complaints. The amounts of categories are checked on
//! their own, and what the benefit itself rounds on all of its days is rounded.

use ansinh_grammar::Span;
use ansinh_grammar::diagnostic::Diagnostic;

use crate::check::exactness::fineness::{is_whole, too_fine};
use crate::check::exactness::proof::Proof;
use crate::check::periods::Periods;
use crate::hir::{Benefit, Combination, Tail};

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
