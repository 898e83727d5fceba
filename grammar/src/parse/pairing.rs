//! Operators that must not stand beside each other without brackets.
//!
//! Receives the two sides of an operator as they were read; hands on complaints. It knows no types.

use super::codes;
use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::span::Span;
use crate::tree::{BinaryOperator, Case, Expr, ExprKind};

impl Reader<'_> {
    /// Refuses `a and b or c` and `a < b < c`, which readers understand in two ways.
    pub(super) fn check_pairing(&mut self, left: &Expr, operator: BinaryOperator, right: &Expr, sign: Span) {
        let has = |side: &Expr, wanted: fn(BinaryOperator) -> bool| {
            matches!(&side.kind, ExprKind::Binary(inner, ..) if wanted(*inner)) && !self.is_bracketed(side)
        };
        let is_mixed = operator == BinaryOperator::Or
            && [left, right].into_iter().any(|side| has(side, |inner| inner == BinaryOperator::And));
        if is_mixed {
            let headline =
                Text::new("`và` đi cùng `hoặc` mà không có ngoặc", "`and` is mixed with `or` without brackets");
            let found = Diagnostic::new(codes::MIXED_AND_OR, sign, headline)
                .note(Text::new(
                    "người đọc hiểu câu này theo hai cách, cho hai nhóm người khác nhau",
                    "readers take this in two ways, which mean different people",
                ))
                .help(Text::new("đặt một phần trong ngoặc", "put one part in brackets"));
            let both = [left, right].into_iter().filter(|side| has(side, |inner| inner == BinaryOperator::And));
            let found = both.fold(found, |found, side| {
                found.label(side.span, Text::new("phần này có `và`", "this part has the `and`"))
            });
            self.report(found);
        }
        if self.is_chained(left, operator) {
            let found = self.chained(left, operator, right, sign);
            self.report(found);
        }
    }

    pub(super) fn is_chained(&self, left: &Expr, operator: BinaryOperator) -> bool {
        let is_comparison = matches!(&left.kind, ExprKind::Binary(inner, ..) if inner.is_comparison());
        operator.is_comparison() && is_comparison && !self.is_bracketed(left)
    }

    /// The complaint about `a < b < c`, with the range that is meant where the signs point one way.
    fn chained(&self, left: &Expr, operator: BinaryOperator, right: &Expr, sign: Span) -> Diagnostic {
        let headline = Text::new("so sánh nối tiếp nhau", "comparisons do not chain");
        let found = Diagnostic::new(codes::CHAINED_COMPARISON, sign, headline)
            .label(left.span, Text::new("đây đã là một so sánh", "this is a comparison already"));
        let ExprKind::Binary(first, low, middle) = &left.kind else {
            return found;
        };
        let is_rising = |operator| matches!(operator, BinaryOperator::Less | BinaryOperator::LessOrEqual);
        if !is_rising(*first) || !is_rising(operator) {
            return found;
        }
        let text = |expr: &Expr| self.slice(expr.span);
        let (low, middle, high) = (text(low), text(middle), text(right));
        let (over_vi, over_en) = if *first == BinaryOperator::Less { ("trên ", "over ") } else { ("", "") };
        let (to_vi, to_en) =
            if operator == BinaryOperator::Less { ("đến dưới", "to under") } else { ("đến", "to") };
        found.help(Text::new(
            format!("viết `{middle} trong {over_vi}{low} {to_vi} {high}`"),
            format!("write `{middle} in {over_en}{low} {to_en} {high}`"),
        ))
    }

    /// Refuses `là lương_hưu là không`, which is two cases to the grammar and one to whoever writes it.
    pub(super) fn check_cases(&mut self, cases: &[Case]) {
        for pair in cases.windows(2) {
            let [first, second] = pair else { continue };
            let ExprKind::YesNo(is_yes) = second.value.kind else { continue };
            let span = Span { end: second.value.span.end, ..first.value.span };
            let said = self.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
            if first.guard.is_some() || self.slice(span).contains('\n') {
                continue;
            }
            let is_vietnamese = self.slice(second.span).starts_with("là");
            let not = match (is_yes, is_vietnamese) {
                (true, _) => "",
                (false, true) => "không phải ",
                (false, false) => "not ",
            };
            let meant = format!("{not}{}", self.slice(first.value.span));
            let headline = Text::new(format!("không hiểu `{said}` ở đây"), format!("`{said}` is not understood here"));
            let found = Diagnostic::new(codes::UNEXPECTED, span, headline)
                .help(Text::new(format!("viết `{meant}`"), format!("write `{meant}`")))
                .edit(span, meant);
            self.report(found);
        }
    }

    /// The text of a place in this chunk.
    fn slice(&self, span: Span) -> &str {
        self.meant.slice(span)
    }

    /// Whether an operand is one pair of brackets: the first opens what the last closes.
    fn is_bracketed(&self, expr: &Expr) -> bool {
        let text = self.slice(expr.span);
        let mut depth = 0_usize;
        let closing = text.char_indices().find(|(_, character)| {
            match character {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        });
        closing.is_some_and(|(at, character)| character == ')' && at + 1 == text.len())
    }
}
