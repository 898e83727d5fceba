//! Proves that amounts are exact: divisors above zero, quotients rounded, whole multiples of the smallest unit.
//!
//! Receives the filled program; hands on complaints. It reasons with bounds and common measures of all values that a
//! number can have under the law, and evaluates nothing.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text};

use crate::check::checker::Checker;
use crate::check::exactness::bounds::Known;
use crate::check::exactness::fineness::{is_whole, too_fine};
use crate::codes;
use crate::hir::{
    Benefit, BenefitId, Case, Category, CategoryId, Change, Combination, Condition, Conditioned, Expr, ExprKind, Guard,
    Rewrite, Type,
};
use crate::value::{Comparison, Decimal, Value, reciprocal};

/// What holds at a place: conditions that are certainly yes, or certainly no.
pub(super) type Facts<'e> = Vec<(&'e Expr, bool)>;

pub(super) struct Proof<'c> {
    pub(in crate::check) checker: &'c Checker,
    pub(in crate::check) known: Known<'c>,
}

impl Proof<'_> {
    pub(super) fn benefit(&self, id: BenefitId, benefit: &Benefit, found: &mut Vec<Diagnostic>) {
        let own = benefit.conditions.iter().chain(benefit.exceptions.iter().map(|exception| &exception.condition));
        for condition in own {
            self.walk(&condition.expr, false, &Vec::new(), found);
        }
        let combinations = benefit.exceptions.iter().map(|exception| &exception.instead);
        for value in combinations.chain([&benefit.combination]).flat_map(Combination::values) {
            self.walk(value, false, &Vec::new(), found);
        }
        self.combined_amounts(benefit, found);
        for (position, category) in benefit.categories.iter().enumerate() {
            self.category(CategoryId { benefit: id, position }, benefit, category, found);
        }
    }

    fn category(&self, id: CategoryId, benefit: &Benefit, category: &Category, found: &mut Vec<Diagnostic>) {
        for condition in &category.conditions {
            self.walk(&condition.expr, false, &Vec::new(), found);
        }
        // A condition with days of its own, or one that a change widens or replaces, need not hold where the amount
        // is given.
        let is_changed = self.is_loosened(Conditioned::Category(id));
        let always =
            |condition: &&Condition| condition.days.from.is_none() && condition.days.to.is_none() && !is_changed;
        let holding = category.conditions.iter().filter(always).map(|condition| (&condition.expr, true));
        let facts: Facts<'_> = holding.collect();
        self.cases(&category.amounts, &facts, found);
        for case in &category.amounts {
            self.check_amount(benefit, &case.value, found);
        }
    }

    /// Whether a change may let in people whom the conditions of something leave out.
    pub(super) fn is_loosened(&self, of: Conditioned) -> bool {
        let edits = self.checker.program.patches.iter().flat_map(|patch| &patch.edits);
        edits.into_iter().any(|edit| {
            matches!(&edit.change, Change::Condition(rewrite, changed, _)
                if *changed == of && *rewrite != Rewrite::Narrow)
        })
    }

    /// What a change puts in the place of something; nothing is known of whom it is asked for.
    pub(super) fn change(&self, change: &Change, found: &mut Vec<Diagnostic>) {
        match change {
            Change::Condition(_, _, condition) => self.walk(condition, false, &Vec::new(), found),
            Change::Amount(id, amount) => {
                self.walk(amount, false, &Vec::new(), found);
                if let Some(benefit) = self.checker.program.benefits.get(id.benefit.0) {
                    self.check_amount(benefit, amount, found);
                }
            }
            Change::Definition(_, cases) | Change::DefinitionException(_, _, cases) => {
                self.cases(cases, &Vec::new(), found)
            }
            Change::Combination(id, combination) => {
                if let Some(benefit) = self.checker.program.benefits.get(id.0) {
                    self.check_combined(benefit, combination, benefit.naming.span, found);
                }
                for value in combination.values() {
                    self.walk(value, false, &Vec::new(), found);
                }
            }
            Change::Remove(_) => {}
        }
    }

    pub(super) fn cases<'e>(&self, cases: &'e [Case], facts: &Facts<'e>, found: &mut Vec<Diagnostic>) {
        let whens =
            || cases.iter().filter_map(|case| if let Guard::When(guard) = &case.guard { Some(guard) } else { None });
        let is_dated = cases.iter().any(|case| case.days.from.is_some() || case.days.to.is_some());
        for case in cases {
            let mut facts = facts.clone();
            match &case.guard {
                Guard::When(guard) => {
                    self.walk(guard, false, &facts, found);
                    facts.push((guard, true));
                }
                Guard::Otherwise if !is_dated => facts.extend(whens().map(|guard| (guard, false))),
                Guard::Otherwise | Guard::Always => {}
            }
            self.walk(&case.value, false, &facts, found);
        }
    }

    /// Checks an expression; `may_divide` where a quotient is compared or rounded.
    pub(super) fn walk<'e>(&self, expr: &'e Expr, may_divide: bool, facts: &Facts<'e>, found: &mut Vec<Diagnostic>) {
        match &expr.kind {
            ExprKind::Divide(over, under) => {
                self.check_divisor(under, facts, found);
                let is_even =
                    matches!(under.kind, ExprKind::Constant(Value::Number(number)) if reciprocal(number).is_some());
                if !is_even && !may_divide {
                    found.push(unrounded(expr.span, over.span, under.span));
                }
                self.walk(over, may_divide || !is_even, facts, found);
                self.walk(under, may_divide || !is_even, facts, found);
            }
            ExprKind::Add(left, right) | ExprKind::Subtract(left, right) | ExprKind::Multiply(left, right) => {
                self.walk(left, may_divide, facts, found);
                self.walk(right, may_divide, facts, found);
            }
            ExprKind::Round(_, inner, _) => self.walk(inner, true, facts, found),
            ExprKind::Compare(_, left, right) => {
                self.check_years(left, right, expr.span, found);
                self.check_years(right, left, expr.span, found);
                self.walk(left, true, facts, found);
                self.walk(right, true, facts, found);
            }
            // Where one part of a list decides, the others do not count.
            ExprKind::AllOf(parts) | ExprKind::AnyOf(parts) => {
                let is_all = matches!(expr.kind, ExprKind::AllOf(_));
                for (at, part) in parts.iter().enumerate() {
                    let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
                    let mut facts = facts.clone();
                    facts.extend(others.map(|(_, other)| (other, is_all)));
                    self.walk(part, false, &facts, found);
                }
            }
            ExprKind::If(parts) => {
                self.walk(&parts.condition, false, facts, found);
                for (value, holds) in [(&parts.then, true), (&parts.otherwise, false)] {
                    let mut facts = facts.clone();
                    facts.push((&parts.condition, holds));
                    self.walk(value, false, &facts, found);
                }
            }
            // What holds of one thing says nothing of another.
            ExprKind::Each(_, _, each) => {
                let own: Facts<'e> = each.condition.iter().map(|condition| (condition, true)).collect();
                each.condition.iter().for_each(|condition| self.walk(condition, false, &Vec::new(), found));
                self.walk(&each.value, false, &own, found);
            }
            ExprKind::Count(_, Some(inner)) | ExprKind::Follow(_, inner) => {
                self.walk(inner, false, &Vec::new(), found);
            }
            _ => expr.parts().into_iter().for_each(|part| self.walk(part, false, facts, found)),
        }
    }

    fn check_divisor(&self, under: &Expr, facts: &Facts<'_>, found: &mut Vec<Diagnostic>) {
        if self.is_positive(under, facts) || self.known.is_lost(under) {
            return;
        }
        let headline = Text::new("số chia có thể bằng 0 hoặc âm", "the divisor may be zero or below");
        let mut complaint = Diagnostic::new(codes::DIVISOR_ZERO, under.span, headline);
        if let Some((low, high)) = self.known.bounds(under) {
            complaint = complaint.saying(Text::new(format!("từ {low} đến {high}"), format!("from {low} to {high}")));
        }
        if let Some(declared) = self.known.declared(under) {
            complaint = complaint.label(declared, Text::new("khai báo ở đây", "declared here"));
        }
        found.push(complaint.help(Text::new(
            "thêm `phạm vi` lớn hơn 0, hoặc chỉ chia khi số chia lớn hơn 0",
            "give it a `range` above zero, or divide only when it is above zero",
        )));
    }

    /// Whether a number is above zero wherever these conditions hold.
    fn is_positive(&self, expr: &Expr, facts: &Facts<'_>) -> bool {
        if let ExprKind::Multiply(left, right) | ExprKind::Divide(left, right) | ExprKind::Add(left, right) = &expr.kind
            && self.is_positive(left, facts)
            && self.is_positive(right, facts)
        {
            return true;
        }
        let bounds = self.known.bounds(expr);
        if bounds.is_some_and(|(low, _)| low > Decimal::ZERO) {
            return true;
        }
        let is_not_negative = bounds.is_some_and(|(low, _)| low >= Decimal::ZERO);
        facts.iter().any(|(fact, holds)| self.says_positive(fact, *holds, expr, is_not_negative))
    }

    /// Whether a condition that holds, or fails, makes a number positive.
    fn says_positive(&self, fact: &Expr, holds: bool, expr: &Expr, is_not_negative: bool) -> bool {
        match &fact.kind {
            ExprKind::AllOf(parts) if holds => {
                parts.iter().any(|part| self.says_positive(part, holds, expr, is_not_negative))
            }
            ExprKind::AnyOf(parts) if !holds => {
                parts.iter().any(|part| self.says_positive(part, holds, expr, is_not_negative))
            }
            ExprKind::Not(inner) => self.says_positive(inner, !holds, expr, is_not_negative),
            ExprKind::Compare(comparison, left, right) => {
                let comparison = if holds { *comparison } else { negated(*comparison) };
                let (comparison, other) = if alike(left, expr) {
                    (comparison, right)
                } else if alike(right, expr) {
                    (turned(comparison), left)
                } else {
                    return false;
                };
                let Some((low, high)) = self.known.bounds(other) else {
                    return false;
                };
                match comparison {
                    Comparison::Greater => low >= Decimal::ZERO,
                    Comparison::GreaterOrEqual | Comparison::Equal => low > Decimal::ZERO,
                    Comparison::NotEqual => is_not_negative && low.is_zero() && high.is_zero(),
                    Comparison::Less | Comparison::LessOrEqual => false,
                }
            }
            _ => false,
        }
    }

    /// Completed years are never 30 months.
    fn check_years(&self, years: &Expr, months: &Expr, span: Span, found: &mut Vec<Diagnostic>) {
        let ExprKind::Constant(Value::Number(number)) = months.kind else {
            return;
        };
        if months.value_type != Type::Duration
            || (number % Decimal::from(12)).is_zero()
            || !self.known.counts_years(years)
        {
            return;
        }
        let headline = Text::new(
            format!("so sánh số năm tròn với {number} tháng, không phải số năm chẵn"),
            format!("completed years are compared with {number} months, which is not a whole number of years"),
        );
        let complaint = Diagnostic::new(codes::YEARS_AND_MONTHS, span, headline)
            .label(years.span, Text::new("đây là số năm tròn", "these are completed years"));
        found.push(
            complaint.help(Text::new("dùng `số tháng tròn từ ... đến ...`", "use `full months from ... to ...`")),
        );
    }

    /// An amount must be a whole multiple of the smallest unit of its currency.
    fn check_amount(&self, benefit: &Benefit, amount: &Expr, found: &mut Vec<Diagnostic>) {
        let program = &self.checker.program;
        let Some(smallest) = program.smallest(benefit.value_type) else {
            return;
        };
        let measure = self.known.common_measure(amount);
        if !is_whole(&measure, smallest) {
            found.push(too_fine(program, benefit, amount.span, &measure, smallest));
        }
    }
}

fn unrounded(span: Span, over: Span, under: Span) -> Diagnostic {
    let headline = Text::new("thương này phải được làm tròn", "this quotient must be rounded");
    Diagnostic::new(codes::UNROUNDED, span, headline)
        .label(over, Text::new("số bị chia", "the dividend"))
        .label(
            under,
            Text::new("số chia không chia hết trong hệ thập phân", "this divisor does not divide evenly in decimals"),
        )
        .note(Text::new(
            "thương chỉ được so sánh, làm tròn, hoặc chia cho số như 2, 4, 5",
            "a quotient is only compared, rounded, or taken by a number such as 2, 4 or 5",
        ))
        .help(Text::new(
            "thêm `làm tròn gần nhất đến ...` (hoặc lên, xuống): luật phải quy định",
            "add `rounded nearest to ...` (or up, or down): the law must say which",
        ))
}

const fn negated(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::Less => Comparison::GreaterOrEqual,
        Comparison::LessOrEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessOrEqual,
        Comparison::GreaterOrEqual => Comparison::Less,
    }
}

const fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}

/// Whether two expressions are the same, wherever they stand.
pub(in crate::check) fn alike(left: &Expr, right: &Expr) -> bool {
    match (&left.kind, &right.kind) {
        (ExprKind::Follow(first, left), ExprKind::Follow(second, right)) => first == second && alike(left, right),
        (ExprKind::Required(left), ExprKind::Required(right)) => alike(left, right),
        (ExprKind::Add(a, b), ExprKind::Add(c, d))
        | (ExprKind::Subtract(a, b), ExprKind::Subtract(c, d))
        | (ExprKind::Multiply(a, b), ExprKind::Multiply(c, d)) => alike(a, c) && alike(b, d),
        (ExprKind::Input(_) | ExprKind::Parameter(_) | ExprKind::Definition(_) | ExprKind::Constant(_), _)
        | (ExprKind::Count(_, None), _) => left.kind == right.kind,
        _ => false,
    }
}
