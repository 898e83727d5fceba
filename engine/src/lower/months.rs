//! Lowers the months paid: for one month, whether each category is paid and how much.
//!
//! Receives the rules of a benefit's tail and the days of one month; hands on a plan whose categories say who is
//! paid, where the plan of a day says who is entitled. It looks at the month and at the one before, never at facts.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text};

use super::text::unit;
use super::{Days, Lowering, Month, Place, World, Worlds};
use crate::hir::{self, BenefitId, CategoryId, Dated, Program, Type};
use crate::plan::{self, Arm, ColumnId, EntityId, MonthRule, Op, Plan, Role};
use crate::value::{BIRTH, Comparison, Date, Decimal, Policy, StartMonth, StopMonth, TestDay, Value};

/// The plan of what is paid for a month: entitlement is seen on the days that the benefits say, and the rules of
/// `starts` and `stops` decide which months are paid. Without a decision, it is taken to fall in the first month
/// entitled.
///
/// # Errors
/// As for [`super::lower`], on the days that are looked at.
pub fn lower_month(
    program: &Program,
    world: &World,
    month: Date,
    decision: Option<Date>,
) -> Result<Plan, Vec<Diagnostic>> {
    let first = month.month_start_after(0).unwrap_or(month);
    let worlds = Worlds::of(program, world, &days_looked_at(program, first))?;
    let mut lowering = Lowering::new(&worlds);
    lowering.month = Some(Month { first, decision });
    let looks_at_end = (0..program.benefits.len()).any(|idx| lowering.test_day(BenefitId(idx)) != TestDay::First);
    if looks_at_end {
        lowering.plan.on = last_day(first);
        lowering.move_to(Place { law: None, on: last_day(first) });
    }
    lowering.every_benefit()
}

/// The days of a month and of the one before it on which the law is looked at.
fn days_looked_at(program: &Program, first: Date) -> Days {
    let months: Vec<Date> = first.month_start_after(-1).into_iter().chain([first]).collect();
    let tails = program
        .benefits
        .iter()
        .flat_map(|benefit| benefit.categories.iter().map(|category| &category.tail).chain([&benefit.tail]));
    let mut rules = tails.chain([&program.conventions]).flat_map(|tail| &tail.tested);
    let others = if rules.any(|rule| rule.rule == TestDay::Any) {
        months.into_iter().flat_map(days_of).collect()
    } else {
        let is_inside =
            |day: &Date| months.iter().any(|month| month.year() == day.year() && month.month() == day.month());
        let ends = program.benefits.iter().filter_map(|benefit| benefit.days.to).filter(is_inside);
        months.iter().flat_map(|month| [*month, last_day(*month)]).chain(ends).collect()
    };
    Days { first, others }
}

/// The last day of a date's month.
fn last_day(date: Date) -> Date {
    Date::new(date.year(), date.month(), date.last_day_of_month()).unwrap_or(date)
}

/// The days of a month, in order.
fn days_of(first: Date) -> Vec<Date> {
    (1..=first.last_day_of_month()).filter_map(|day| Date::new(first.year(), first.month(), day)).collect()
}

/// When somebody is entitled in a month, and to how much.
#[derive(Clone, Copy)]
struct Entitled {
    guard: ColumnId,
    amount: ColumnId,
}

impl Lowering<'_> {
    /// Which months are paid for a category: its own rule, or its benefit's, or the convention's.
    pub(super) fn month_rule(&self, benefit: &hir::Benefit, category: &hir::Category) -> MonthRule {
        let (own, of_all) = (&category.tail, &benefit.tail);
        let starts = self.rule(&[&own.starts, &of_all.starts]);
        let stops = self.rule(&[&own.stops, &of_all.stops]);
        let tested = self.rule(&[&own.tested, &of_all.tested, &self.program.conventions.tested]);
        let citations = |own: &[hir::Citation]| {
            let own = if own.is_empty() { &benefit.citations } else { own };
            self.citations(own)
        };
        MonthRule {
            starts: starts.map(|found| found.rule).unwrap_or_default(),
            stops: stops.map(|found| found.rule).unwrap_or_default(),
            tested: tested.map(|found| found.rule).unwrap_or_default(),
            start_citations: starts.map_or(Vec::new(), |found| citations(&found.citations)),
            stop_citations: stops.map_or(Vec::new(), |found| citations(&found.citations)),
        }
    }

    /// The first rule in force, the nearest list first.
    fn rule<'r, T>(&self, lists: &[&'r Vec<Dated<T>>]) -> Option<&'r Dated<T>> {
        lists.iter().find_map(|list| list.iter().find(|rule| rule.days.contains(self.on)))
    }

    /// On which day of a month a benefit is looked at.
    fn test_day(&self, id: BenefitId) -> TestDay {
        let rule = |benefit: &hir::Benefit| {
            self.rule(&[&benefit.tail.tested, &self.program.conventions.tested]).map(|found| found.rule)
        };
        self.program.benefits.get(id.0).and_then(rule).unwrap_or_default()
    }

    /// The day on which a benefit as a whole is looked at: the plan's own, or the one that its tail says.
    pub(super) fn reference_day(&self, id: BenefitId) -> Date {
        let Some(month) = self.month else {
            return self.on;
        };
        self.days_tested(id, self.test_day(id), month.first).last().copied().unwrap_or(month.first)
    }

    /// The days of a month on which entitlement is seen. The last day is the last one on which the benefit is in force.
    fn days_tested(&self, id: BenefitId, tested: TestDay, first: Date) -> Vec<Date> {
        match tested {
            TestDay::First => vec![first],
            TestDay::Last => {
                let last = last_day(first);
                let days = self.program.benefits.get(id.0).map(|benefit| benefit.days).unwrap_or_default();
                // A benefit that a change takes out of the law has no last day.
                let end = days.to.filter(|end| days.from.is_none_or(|from| from <= *end));
                vec![end.filter(|end| (first..last).contains(end)).unwrap_or(last)]
            }
            TestDay::Any => days_of(first),
        }
    }

    /// Lowers on another day.
    pub(super) fn on_day<T>(&mut self, day: Date, lower: impl FnOnce(&mut Self) -> T) -> T {
        self.at(Place { law: self.law, on: day }, lower)
    }

    /// What is paid for a category in the month: who, and how much.
    pub(super) fn paid_in_month(&mut self, id: CategoryId, found: plan::Category) -> Option<plan::Category> {
        let Some(month) = self.month else {
            return Some(found);
        };
        let (starts, stops, tested) = (found.months.starts, found.months.stops, found.months.tested);
        let is_too_early = starts == StartMonth::Decision
            && month.decision.is_some_and(|decision| decision.month_number() > month.first.month_number());
        let is_plain = starts != StartMonth::Next && stops == StopMonth::Same && !is_too_early;
        if is_plain && self.days_tested(id.benefit, tested, month.first) == [self.on] && self.on == self.plan.on {
            return Some(found);
        }
        let value_type = self.program.benefits.get(id.benefit.0)?.value_type;
        let zero = self.constant(Value::Number(Decimal::ZERO), value_type)?;
        let no = self.constant(Value::YesNo(false), Type::YesNo)?;
        let now = self.entitled(id, tested, month.first, zero)?.unwrap_or(Entitled { guard: no, amount: zero });
        let before = match month.first.month_start_after(-1) {
            Some(previous) if !is_plain => {
                self.if_begun(|lowering| lowering.entitled(id, tested, previous, zero))?.flatten()
            }
            _ => None,
        };
        let before = before.unwrap_or(Entitled { guard: no, amount: zero });
        let phrase = found.label.clone();
        let guard = match (starts, stops) {
            _ if is_too_early => no,
            (StartMonth::Same | StartMonth::Decision, StopMonth::Same) => now.guard,
            (StartMonth::Same | StartMonth::Decision, StopMonth::Next) => {
                self.any(vec![now.guard, before.guard], phrase.clone())?
            }
            (StartMonth::Next, StopMonth::Same) => self.all(vec![now.guard, before.guard], phrase.clone())?,
            (StartMonth::Next, StopMonth::Next) => before.guard,
        };
        let amount = if stops == StopMonth::Next {
            // In the month after the last one entitled, that one's amount is paid.
            let arms = vec![Arm { guard: Some(now.guard), value: now.amount }];
            let op = Op::Cases { policy: Policy::First, arms, otherwise: Some(before.amount) };
            self.column(op, unit(value_type, self.program), phrase, Span::default())?
        } else {
            now.amount
        };
        let naming = &self.program.benefits.get(id.benefit.0)?.categories.get(id.position)?.naming;
        let citations = self.plan.column(found.qualifies).map_or(Vec::new(), |column| column.citations.clone());
        let qualifies = self.named(guard, naming, Role::Category, citations);
        Some(plan::Category { qualifies, paid: qualifies, amount, entitled: now.guard, ..found })
    }

    /// Whether somebody is entitled in a month: on the day that counts, or on any of its days. Inner nothing if the
    /// category is not in force then.
    fn entitled(&mut self, id: CategoryId, tested: TestDay, first: Date, zero: ColumnId) -> Option<Option<Entitled>> {
        let mut found: Vec<Entitled> = Vec::new();
        for day in self.days_tested(id.benefit, tested, first) {
            found.extend(self.on_day(day, |lowering| lowering.entitled_on_day(id))?);
        }
        if let [] | [_] = found.as_slice() {
            return Some(found.pop());
        }
        let benefit = self.program.benefits.get(id.benefit.0)?;
        let label = benefit.categories.get(id.position)?.naming.label.clone();
        let guard = self.any(found.iter().map(|day| day.guard).collect(), label.clone())?;
        let arms = found.iter().map(|day| Arm { guard: Some(day.guard), value: day.amount }).collect();
        let op = Op::Cases { policy: Policy::First, arms, otherwise: Some(zero) };
        let amount = self.column(op, unit(benefit.value_type, self.program), label, Span::default())?;
        Some(Some(Entitled { guard, amount }))
    }

    /// What was lowered on days of the month before; nothing if the law had not begun then, because the first value
    /// of something that it needs is a later one. Outer nothing, with its complaint, for any other reason.
    fn if_begun<T>(&mut self, lower: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        let n_told = self.diagnostics.len();
        if let Some(found) = lower(self) {
            return Some(Some(found));
        }
        let told = self.diagnostics.get(n_told..).unwrap_or_default();
        // What was looked at before in the same place says nothing a second time.
        if self.not_begun.is_empty() || !told.iter().all(|found| self.not_begun.contains(found)) {
            return None;
        }
        self.diagnostics.truncate(n_told);
        Some(None)
    }

    fn entitled_on_day(&mut self, id: CategoryId) -> Option<Option<Entitled>> {
        if !self.categories_in_force(id.benefit).contains(&id.position) {
            return Some(None);
        }
        let benefit = self.program.benefits.get(id.benefit.0)?;
        let category = benefit.categories.get(id.position)?;
        let mut parts = vec![self.qualifies(id)?];
        if self.on != self.plan.on {
            parts.extend(self.is_born(EntityId(benefit.entity.0))?);
        }
        let guard = self.all(parts, category.naming.label.clone())?;
        let amount = self.cases(Policy::Only, &category.amounts, benefit.value_type, &category.naming)?;
        Some(Some(Entitled { guard, amount }))
    }

    /// Whether somebody is born by the day: who is not born counts on no day. Inner nothing where births are not told.
    pub(super) fn is_born(&mut self, entity: EntityId) -> Option<Option<ColumnId>> {
        let is_birth = |input: &hir::Input| {
            input.entity.0 == entity.0 && input.naming.name == BIRTH && input.value_type == Type::Date
        };
        let Some(at) = self.program.inputs.iter().position(is_birth) else {
            return Some(None);
        };
        let born = self.input(hir::InputId(at))?;
        let day = self.constant(Value::Date(self.on), Type::Date)?;
        let phrase = Text::new("đã sinh", "is born");
        self.column(Op::Compare(Comparison::LessOrEqual, born, day), None, phrase, Span::default()).map(Some)
    }
}
