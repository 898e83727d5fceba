//! Checks conventions and the tails of benefits: which months are paid, and how amounts are rounded.
//!
//! Receives them as written; fills them in the program. It computes no month.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Convention, IncompleteReading};
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::Checker;
use crate::check::expressions::typed::rounding;
use crate::check::types::words::{fits, words};
use crate::codes;
use crate::hir::{BenefitId, CategoryId, Dated, Tail, Type};
use crate::value::{Decimal, IncompleteDate, LeapBirthday, Rounding, StartMonth, StopMonth, TestDay};

/// Whose tail it is.
#[derive(Clone, Copy)]
pub(super) enum Holder {
    /// A benefit's.
    Benefit(BenefitId),
    /// A category's.
    Category(CategoryId),
    /// Everybody's.
    Conventions,
}

impl Checker {
    /// What holds for the calendar and for every benefit.
    pub(in crate::check) fn conventions(&mut self, conventions: &tree::Conventions) {
        let mut tail = tree::Tail::default();
        for item in &conventions.items {
            match item {
                Convention::LeapBirthday(found) => {
                    self.citations(found.source.as_slice());
                    let reading = if found.is_first_of_march { LeapBirthday::March1 } else { LeapBirthday::February28 };
                    match self.stated.leap {
                        Some((other, at)) if other != reading => self.report_differ(found.span, at),
                        _ => self.stated.leap = Some((reading, found.span)),
                    }
                    self.program.leap_birthday = reading;
                }
                Convention::IncompleteBirth(found) => {
                    self.citations(found.source.as_slice());
                    let reading = match found.reading {
                        IncompleteReading::Earliest => IncompleteDate::Earliest,
                        IncompleteReading::Latest => IncompleteDate::Latest,
                        IncompleteReading::Unknown => IncompleteDate::Unknown,
                    };
                    match self.stated.incomplete {
                        Some((other, at)) if other != reading => self.report_differ(found.span, at),
                        _ => self.stated.incomplete = Some((reading, found.span)),
                    }
                    self.program.incomplete_birth = reading;
                }
                Convention::Tested(found) => tail.tested.push(found.clone()),
                Convention::Rounding(found) => tail.roundings.push(found.clone()),
            }
        }
        let found = self.tail(&tail, Holder::Conventions);
        let mut all = std::mem::take(&mut self.program.conventions);
        all.tested.extend(found.tested);
        all.roundings.extend(found.roundings);
        self.check_tail(&all);
        self.program.conventions = all;
    }

    fn report_differ(&mut self, span: Span, other: Span) {
        let headline = Text::new("hai quy ước khác nhau về cùng một việc", "two conventions say different things");
        self.report(
            Diagnostic::new(codes::CONVENTIONS_DIFFER, span, headline)
                .label(other, Text::new("quy ước kia", "the other one"))
                .note(Text::new(
                    "quy ước có hiệu lực cho mọi tệp cùng được tính",
                    "a convention holds for all files that are computed together",
                ))
                .help(Text::new("chỉ giữ một quy ước", "keep only one of them")),
        );
    }

    /// A tail with its days and sources.
    pub(super) fn tail(&mut self, tail: &tree::Tail, holder: Holder) -> Tail {
        let value_type = self.type_of(holder);
        let mut found = Tail::default();
        for item in &tail.starts {
            let month = match item.month {
                tree::StartMonth::Same => StartMonth::Same,
                tree::StartMonth::Next => StartMonth::Next,
                tree::StartMonth::Decision => StartMonth::Decision,
            };
            self.expect_by_the_month(value_type, item.span);
            found.starts.push(self.dated_rule(month, &item.dated, item.span));
        }
        for item in &tail.stops {
            let month = if item.is_next_month { StopMonth::Next } else { StopMonth::Same };
            self.expect_by_the_month(value_type, item.span);
            found.stops.push(self.dated_rule(month, &item.dated, item.span));
        }
        for item in &tail.tested {
            let day = match item.day {
                tree::TestDay::First => TestDay::First,
                tree::TestDay::Last => TestDay::Last,
                tree::TestDay::Any => TestDay::Any,
            };
            self.expect_by_the_month(value_type, item.span);
            found.tested.push(self.dated_rule(day, &item.dated, item.span));
        }
        for item in &tail.roundings {
            if let Some(rule) = self.rounding_rule(item, value_type) {
                found.roundings.push(self.dated_rule(rule, &item.dated, item.span));
            }
        }
        found.procedures = self.procedures(&tail.procedures);
        if !matches!(holder, Holder::Conventions) {
            self.check_tail(&found);
        }
        found
    }

    fn type_of(&self, holder: Holder) -> Option<Type> {
        let id = match holder {
            Holder::Benefit(id) => id,
            Holder::Category(id) => id.benefit,
            Holder::Conventions => return None,
        };
        self.program.benefits.get(id.0).map(|benefit| benefit.value_type)
    }

    fn dated_rule<T>(&mut self, rule: T, dated: &tree::Dated, span: Span) -> Dated<T> {
        let days = self.days(dated.validity.as_ref());
        Dated { rule, days, citations: self.citations(&dated.sources), span }
    }

    fn expect_by_the_month(&mut self, value_type: Option<Type>, span: Span) {
        let Some(value_type) = value_type.filter(|value_type| !Self::is_by_the_month(*value_type)) else {
            return;
        };
        let kind = words(value_type, &self.program);
        let headline = Text::new(
            format!("{} không chi trả theo tháng", kind.vi),
            format!("{} is not paid month by month", kind.en),
        );
        self.report(
            Diagnostic::new(codes::NOT_BY_THE_MONTH, span, headline)
                .note(Text::new(
                    "`bắt đầu hưởng`, `thôi hưởng` và `xét vào` nói đến các tháng được chi trả",
                    "`starts`, `stops` and `tested on` speak of the months that are paid",
                ))
                .help(Text::new("bỏ dòng này", "leave this line out")),
        );
    }

    fn rounding_rule(&mut self, item: &tree::AmountRounding, value_type: Option<Type>) -> Option<(Rounding, Decimal)> {
        let (step, found) = self.quantity(&item.unit)?;
        let is_money = |value_type: Type| matches!(value_type, Type::Money(_));
        // Rounding to dong is meant for an amount of any period.
        let fits = value_type.is_none_or(|wanted| fits(found, wanted) || is_money(wanted) && is_money(found));
        if !fits || (value_type.is_none() && !is_money(found)) {
            let wanted = value_type.unwrap_or(Type::Money(crate::hir::Per::Once));
            let complaint = self.mismatch(item.unit.span, found, wanted);
            self.report(complaint);
            return None;
        }
        let Some(step) = Self::step(step) else {
            let headline =
                Text::new("không làm tròn được đến bội số của 0", "there are no multiples of zero to round to");
            self.report(
                Diagnostic::new(codes::ROUNDING_STEP, item.unit.span, headline)
                    .help(Text::new("ví dụ: `làm tròn gần nhất đến 1 VND`", "for example `rounded nearest to 1 VND`")),
            );
            return None;
        };
        Some((rounding(item.mode), step))
    }

    /// Two rules of one kind on the same day.
    fn check_tail(&mut self, tail: &Tail) {
        let places = |days: Vec<(crate::hir::Days, Span)>| days;
        let lists = [
            places(tail.starts.iter().map(|rule| (rule.days, rule.span)).collect()),
            places(tail.stops.iter().map(|rule| (rule.days, rule.span)).collect()),
            places(tail.tested.iter().map(|rule| (rule.days, rule.span)).collect()),
            places(tail.roundings.iter().map(|rule| (rule.days, rule.span)).collect()),
            places(tail.procedures.iter().map(|rule| (rule.days, rule.span)).collect()),
        ];
        for list in lists {
            for (at, (days, span)) in list.iter().enumerate() {
                if let Some((_, other)) = list.iter().take(at).find(|(other, _)| other.overlaps(*days)) {
                    let headline =
                        Text::new("hai quy định cùng áp dụng trong một thời gian", "two rules apply on the same days");
                    let found = Diagnostic::new(codes::OVERLAPPING_VALUES, *span, headline)
                        .label(*other, Text::new("quy định kia", "the other rule"));
                    if !self.diagnostics.contains(&found) {
                        self.report(found);
                    }
                }
            }
        }
    }
}
