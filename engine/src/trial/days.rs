//! The days on which a promise is tried: dense where the law changes.
//!
//! Receives a property; hands on days of its span. It looks at the clauses that the property can reach, by name, and
//! decides nothing.

use std::collections::BTreeSet;

use super::Random;
use crate::hir::{
    BenefitId, Case, Combination, Condition, Days, DefinitionId, Expr, ExprKind, Guard, ParameterId, Program, Property,
};
use crate::value::Date;

/// How many days are tried at most.
const MOST_DAYS: usize = 40;

/// The first days of periods in which nothing changes that a property can reach, in its span and in order.
pub(super) fn periods(program: &Program, property: &Property) -> Vec<Date> {
    let mut reach = Reach::new(program);
    property.condition.iter().chain([&property.claim]).for_each(|expr| reach.expr(expr));
    let used = program.used_by(property.module);
    for patch in program.patches.iter().filter(|patch| used.contains(&patch.module)) {
        patch.edits.iter().for_each(|edit| reach.days(edit.days));
    }
    let days = reach.found;
    let from = property.days.from.or_else(|| days.first().copied()).or_else(|| Date::new(2024, 7, 1));
    let to = property.days.to;
    let is_inside = |day: &Date| from.is_none_or(|from| from <= *day) && to.is_none_or(|to| *day <= to);
    let found: BTreeSet<Date> = from.into_iter().chain(days.into_iter().filter(is_inside)).collect();
    found.into_iter().collect()
}

/// The days to try, in order: about every change, at the ends of the span, and some others.
pub(super) fn days(periods: &[Date], span: Days, random: &mut Random) -> Vec<Date> {
    let Some(first) = periods.first().copied() else { return Vec::new() };
    let last =
        span.to.or_else(|| periods.last().and_then(|last| last.month_start_after(13)).and_then(Date::day_before));
    let last = last.unwrap_or(first).max(first);
    let mut found = BTreeSet::from([first, last]);
    let about = periods.iter().flat_map(|day| [Some(*day), day.day_before()]).flatten();
    let mut about: Vec<Date> = about.filter(|day| (first..=last).contains(day)).collect();
    while found.len() < MOST_DAYS && !about.is_empty() {
        let at = if about.len() + 2 <= MOST_DAYS { 0 } else { random.below(about.len()) };
        found.insert(about.remove(at));
    }
    let n_months = last.month_number() - first.month_number();
    for _ in found.len()..MOST_DAYS.min(found.len() + MOST_DAYS / 4) {
        let months = i32::try_from(random.below(usize::try_from(n_months).unwrap_or(0) + 1)).unwrap_or(0);
        let month = first.month_start_after(months).unwrap_or(first);
        let day = i32::try_from(random.below(31)).unwrap_or(0) + 1;
        let day = Date::new(month.year(), month.month(), day.min(month.last_day_of_month()));
        found.extend(day.filter(|day| (first..=last).contains(day)));
    }
    found.into_iter().collect()
}

/// What a property can reach by name, and the days that were met on the way.
struct Reach<'p> {
    program: &'p Program,
    parameters: BTreeSet<ParameterId>,
    definitions: BTreeSet<DefinitionId>,
    benefits: BTreeSet<BenefitId>,
    found: BTreeSet<Date>,
}

impl<'p> Reach<'p> {
    const fn new(program: &'p Program) -> Self {
        Self {
            program,
            parameters: BTreeSet::new(),
            definitions: BTreeSet::new(),
            benefits: BTreeSet::new(),
            found: BTreeSet::new(),
        }
    }

    fn days(&mut self, days: Days) {
        self.found.extend(days.from);
        self.found.extend(days.to.and_then(Date::day_after));
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Parameter(id) if self.parameters.insert(*id) => {
                let values = self.program.parameters.get(id.0).map_or(&[][..], |found| &found.values);
                values.iter().for_each(|value| self.days(value.days));
            }
            ExprKind::Definition(id) if self.definitions.insert(*id) => self.definition(*id),
            ExprKind::Benefit(id) | ExprKind::QualifiesForBenefit(id) => self.benefit(*id),
            ExprKind::Qualifies(categories) => categories.iter().for_each(|id| self.benefit(id.benefit)),
            _ => {}
        }
        expr.parts().into_iter().for_each(|part| self.expr(part));
    }

    fn definition(&mut self, id: DefinitionId) {
        let Some(definition) = self.program.definitions.get(id.0) else { return };
        self.cases(&definition.cases);
        for exception in &definition.exceptions {
            self.condition(&exception.condition);
            self.cases(&exception.instead);
        }
    }

    fn benefit(&mut self, id: BenefitId) {
        let Some(benefit) = self.program.benefits.get(id.0).filter(|_| self.benefits.insert(id)) else { return };
        self.days(benefit.days);
        benefit.conditions.iter().for_each(|condition| self.condition(condition));
        for category in &benefit.categories {
            self.days(category.days);
            category.conditions.iter().for_each(|condition| self.condition(condition));
            self.cases(&category.amounts);
        }
        self.combination(&benefit.combination);
        for exception in &benefit.exceptions {
            self.condition(&exception.condition);
            self.combination(&exception.instead);
        }
    }

    fn combination(&mut self, combination: &Combination) {
        combination.values().into_iter().for_each(|value| self.expr(value));
    }

    fn condition(&mut self, condition: &Condition) {
        self.days(condition.days);
        self.expr(&condition.expr);
    }

    fn cases(&mut self, cases: &[Case]) {
        for case in cases {
            self.days(case.days);
            self.expr(&case.value);
            if let Guard::When(condition) = &case.guard {
                self.expr(condition);
            }
        }
    }
}
