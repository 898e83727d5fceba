//! Lowers benefits: categories in force, combinations and exceptions.
//!
//! Receives checked benefits; hands on the columns of their amounts and of who is paid what. It knows the day and
//! the world.

use std::collections::BTreeMap;

use ansinh_grammar::{Span, Text};

use super::Lowering;
use super::text::unit;
use crate::hir::{self, BenefitId, CategoryId, Combination, Guard, Type};
use crate::plan::{self, Amount, Arm, ColumnId, Condition, EntityId, Listed, Op, Role, Unit};
use crate::value::{Decimal, Policy, Value};

/// What a combination amounts to: for whom, how much, and which categories make it up.
struct Combined {
    qualifies: ColumnId,
    amount: ColumnId,
    paid: BTreeMap<CategoryId, ColumnId>,
    /// Where the category stands, or else the benefit.
    span: Span,
}

impl Lowering<'_> {
    /// Adds a benefit to the plan; its position there.
    pub(super) fn benefit(&mut self, id: BenefitId) -> Option<usize> {
        let program = self.program;
        let benefit = program.benefits.get(id.0)?;
        if let Some(position) = self.plan.benefits.iter().position(|found| found.name == benefit.naming.name) {
            return Some(position);
        }
        let mut lowered = Vec::new();
        for position in self.categories_in_force(id) {
            let category = CategoryId { benefit: id, position };
            lowered.push((category, self.category(category)?));
        }
        let zero = self.constant(Value::Number(Decimal::ZERO), benefit.value_type)?;
        let combined = self.combined(&benefit.combination, id, benefit.value_type, &lowered)?;
        let (amount, paid, exceptions) = match combined {
            Some(combined) => self.with_exceptions(benefit, id, combined, &lowered)?,
            None => (zero, BTreeMap::new(), Vec::new()),
        };
        let amount = self.benefit_amount(amount, benefit);
        let qualifies = self.qualifies_for_benefit(id)?;
        let mut categories = Vec::new();
        for (category_id, mut category) in lowered {
            category.paid = paid.get(&category_id).copied().unwrap_or(category.qualifies);
            categories.push(category);
        }
        self.plan.benefits.push(plan::Benefit {
            name: benefit.naming.name.clone(),
            label: benefit.naming.label.clone(),
            notes: benefit.naming.notes.clone(),
            entity: EntityId(benefit.entity.0),
            unit: unit(benefit.value_type, self.program).unwrap_or(Unit::Money),
            is_in_force: benefit.days.contains(self.on),
            amount,
            qualifies,
            categories,
            combination: super::phrase::combination(&benefit.combination, benefit),
            citations: self.citations(&benefit.combination_citations),
            exceptions,
        });
        Some(self.plan.benefits.len() - 1)
    }

    fn benefit_amount(&mut self, amount: ColumnId, benefit: &hir::Benefit) -> ColumnId {
        let citations = self.citations(&benefit.citations);
        self.named(amount, &benefit.naming, Role::Benefit, citations)
    }

    /// The positions of the categories that are in force on the day in the world.
    fn categories_in_force(&self, id: BenefitId) -> Vec<usize> {
        let Some(benefit) = self.program.benefits.get(id.0) else {
            return Vec::new();
        };
        if !benefit.days.contains(self.on) {
            return Vec::new();
        }
        let is_in_force = |category: &hir::Category| {
            let has_condition = category.conditions.is_empty()
                || category.conditions.iter().any(|condition| condition.days.contains(self.on));
            category.days.contains(self.on) && has_condition
        };
        let positions = benefit.categories.iter().enumerate();
        positions.filter(|(_, category)| is_in_force(category)).map(|(position, _)| position).collect()
    }

    /// Whether a category applies; nothing if it is not in force.
    fn qualifies(&mut self, id: CategoryId) -> Option<ColumnId> {
        if let Some(known) = self.categories.get(&id) {
            return *known;
        }
        let column = self.qualifying_column(id);
        self.categories.insert(id, column);
        column
    }

    fn qualifying_column(&mut self, id: CategoryId) -> Option<ColumnId> {
        let program = self.program;
        let benefit = program.benefits.get(id.benefit.0)?;
        let category = benefit.categories.get(id.position)?;
        let label = category.naming.label.clone();
        let on = self.on;
        let mut own = Vec::new();
        for condition in category.conditions.iter().filter(|condition| condition.days.contains(on)) {
            own.push(self.expr(&condition.expr)?);
        }
        let mut parts = Vec::new();
        for condition in benefit.conditions.iter().filter(|condition| condition.days.contains(on)) {
            parts.push(self.expr(&condition.expr)?);
        }
        parts.push(self.all(own, label.clone())?);
        let column = self.all(parts, label)?;
        let citations: Vec<hir::Citation> = category
            .conditions
            .iter()
            .filter(|condition| condition.days.contains(self.on))
            .flat_map(|condition| &condition.citations)
            .chain(&category.citations)
            .cloned()
            .collect();
        let citations = self.citations(&citations);
        Some(self.named(column, &category.naming, Role::Category, citations))
    }

    /// Whether any of some categories applies.
    pub(super) fn qualifies_for_any(&mut self, categories: &[CategoryId]) -> Option<ColumnId> {
        let mut parts = Vec::new();
        for id in categories {
            if self.categories_in_force(id.benefit).contains(&id.position) {
                parts.push(self.qualifies(*id)?);
            }
        }
        let label = Text::new("thuộc một trong các diện", "one of the categories applies");
        let label = match categories {
            [id] => self
                .program
                .benefits
                .get(id.benefit.0)
                .and_then(|benefit| benefit.categories.get(id.position))
                .map_or(label, |found| found.naming.label.clone()),
            _ => label,
        };
        self.any(parts, label)
    }

    /// Whether any category of a benefit applies.
    pub(super) fn qualifies_for_benefit(&mut self, id: BenefitId) -> Option<ColumnId> {
        let positions = self.categories_in_force(id);
        let categories: Vec<CategoryId> =
            positions.into_iter().map(|position| CategoryId { benefit: id, position }).collect();
        let mut parts = Vec::new();
        for category in &categories {
            parts.push(self.qualifies(*category)?);
        }
        let label = self.program.benefits.get(id.0)?.naming.label.clone();
        let phrase = Text::new(format!("được hưởng: {}", label.vi), format!("entitled to: {}", label.en));
        self.any(parts, phrase)
    }

    fn category(&mut self, id: CategoryId) -> Option<plan::Category> {
        let program = self.program;
        let benefit = program.benefits.get(id.benefit.0)?;
        let category = benefit.categories.get(id.position)?;
        let qualifies = self.qualifies(id)?;
        let amount = self.cases(Policy::Only, &category.amounts, benefit.value_type, &category.naming)?;
        Some(plan::Category {
            name: category.naming.name.clone(),
            label: category.naming.label.clone(),
            notes: category.naming.notes.clone(),
            is_of_scenario: category
                .patch
                .is_some_and(|id| program.patch(id).is_some_and(|patch| patch.scenario.is_some())),
            qualifies,
            amount,
            paid: qualifies,
            span: category.naming.span,
            conditions: self.conditions(benefit, category)?,
            citations: self.citations(&category.citations),
            amounts: self.amounts(category)?,
        })
    }

    /// The conditions of a category as a reader sees them.
    fn conditions(&mut self, benefit: &hir::Benefit, category: &hir::Category) -> Option<Vec<Condition>> {
        let on = self.on;
        let all = benefit.conditions.iter().chain(&category.conditions);
        all.filter(|condition| condition.days.contains(on)).map(|condition| self.condition(condition)).collect()
    }

    fn condition(&mut self, condition: &hir::Condition) -> Option<Condition> {
        let column = self.expr(&condition.expr)?;
        Some(Condition { column, span: condition.expr.span, citations: self.citations(&condition.citations) })
    }

    fn amounts(&mut self, category: &hir::Category) -> Option<Vec<Amount>> {
        let on = self.on;
        let mut amounts = Vec::new();
        for case in category.amounts.iter().filter(|case| case.days.contains(on)) {
            let guard = match &case.guard {
                Guard::When(condition) => Some(self.expr(condition)?),
                Guard::Always | Guard::Otherwise => None,
            };
            let value = self.expr(&case.value)?;
            let phrase = self.phrase(&case.value);
            amounts.push(Amount { guard, value, phrase, citations: self.citations(&case.citations) });
        }
        Some(amounts)
    }

    /// A combination of the categories in force; inner nothing if it has none of them.
    fn combined(
        &mut self,
        combination: &Combination,
        id: BenefitId,
        value_type: Type,
        lowered: &[(CategoryId, plan::Category)],
    ) -> Option<Option<Combined>> {
        let (policy, parts) = match combination {
            Combination::Category(category) => {
                let found = lowered.iter().find(|(lowered, _)| lowered == category);
                return Some(found.map(|(_, found)| Combined {
                    qualifies: found.qualifies,
                    amount: found.amount,
                    paid: BTreeMap::from([(*category, found.qualifies)]),
                    span: found.span,
                }));
            }
            Combination::Several(policy, parts) => (*policy, parts.clone()),
            Combination::For(scope, then, otherwise) => {
                let scope = self.expr(scope)?;
                let then = self.combined(then, id, value_type, lowered)?;
                let otherwise = self.combined(otherwise, id, value_type, lowered)?;
                return Some(Some(self.either(scope, then, otherwise, value_type)?));
            }
            Combination::All(policy) => {
                (*policy, lowered.iter().map(|(category, _)| Combination::Category(*category)).collect())
            }
        };
        let mut combined = Vec::new();
        for part in &parts {
            combined.extend(self.combined(part, id, value_type, lowered)?);
        }
        if combined.is_empty() {
            return Some(None);
        }
        let arms: Vec<Arm> =
            combined.iter().map(|part| Arm { guard: Some(part.qualifies), value: part.amount }).collect();
        let label = self.program.benefits.get(id.0).map_or_else(Text::default, |benefit| benefit.naming.label.clone());
        let qualifies = self.any(combined.iter().map(|part| part.qualifies).collect(), label.clone())?;
        let otherwise = Some(self.constant(Value::Number(Decimal::ZERO), value_type)?);
        let op = Op::Cases { policy, arms, otherwise };
        let amount = self.column(op, unit(value_type, self.program), label, Span::default())?;
        let arms = combined.iter().map(|part| part.span).collect();
        self.write_list(amount, id, Listed::Categories, arms);
        let paid = self.paid(policy, amount, combined)?;
        let span = self.program.benefits.get(id.0).map_or_else(Span::default, |benefit| benefit.naming.span);
        Some(Some(Combined { qualifies, amount, paid, span }))
    }

    /// One combination for those in a scope, another for the others.
    fn either(
        &mut self,
        scope: ColumnId,
        then: Option<Combined>,
        otherwise: Option<Combined>,
        value_type: Type,
    ) -> Option<Combined> {
        let phrase = Text::new("trong phạm vi áp dụng", "in the scope");
        let outside = self.column(Op::Not(scope), None, phrase.clone(), Span::default())?;
        let zero = self.constant(Value::Number(Decimal::ZERO), value_type)?;
        let of = |combined: &Option<Combined>| combined.as_ref().map_or(zero, |combined| combined.amount);
        let arms = vec![Arm { guard: Some(scope), value: of(&then) }];
        let op = Op::Cases { policy: Policy::First, arms, otherwise: Some(of(&otherwise)) };
        let amount = self.column(op, unit(value_type, self.program), phrase.clone(), Span::default())?;
        let (mut ways, mut paid) = (Vec::new(), BTreeMap::<CategoryId, Vec<ColumnId>>::new());
        for (guard, combined) in [(scope, then), (outside, otherwise)] {
            let Some(combined) = combined else { continue };
            ways.push(self.all(vec![guard, combined.qualifies], phrase.clone())?);
            for (category, inside) in combined.paid {
                let both = self.all(vec![guard, inside], phrase.clone())?;
                paid.entry(category).or_default().push(both);
            }
        }
        let qualifies = self.any(ways, phrase.clone())?;
        let paid = paid.into_iter().map(|(category, ways)| Some((category, self.any(ways, phrase.clone())?)));
        let paid = paid.collect::<Option<BTreeMap<_, _>>>()?;
        Some(Combined { qualifies, amount, paid, span: Span::default() })
    }

    /// Which categories make up a combination: all of a sum, else those of the part whose amount is taken.
    fn paid(
        &mut self,
        policy: Policy,
        cases: ColumnId,
        parts: Vec<Combined>,
    ) -> Option<BTreeMap<CategoryId, ColumnId>> {
        let mut paid = BTreeMap::new();
        for (position, part) in parts.into_iter().enumerate() {
            for (category, inside) in part.paid {
                let column = if policy == Policy::Sum {
                    inside
                } else {
                    let phrase = Text::new("là mức được chọn", "is the amount taken");
                    let op = Op::Chosen { cases, position };
                    let chosen = self.column(op, None, phrase.clone(), Span::default())?;
                    if inside == part.qualifies { chosen } else { self.all(vec![chosen, inside], phrase)? }
                };
                paid.insert(category, column);
            }
        }
        Some(paid)
    }

    /// The exceptions over the base combination: two that apply must agree.
    fn with_exceptions(
        &mut self,
        benefit: &hir::Benefit,
        id: BenefitId,
        base: Combined,
        lowered: &[(CategoryId, plan::Category)],
    ) -> Option<(ColumnId, BTreeMap<CategoryId, ColumnId>, Vec<plan::Exception>)> {
        let mut shown = Vec::new();
        let mut others = Vec::new();
        let mut places = Vec::new();
        let on = self.on;
        for exception in benefit.exceptions.iter().filter(|found| found.condition.days.contains(on)) {
            let guard = self.expr(&exception.condition.expr)?;
            let Some(combined) = self.combined(&exception.combination, id, benefit.value_type, lowered)? else {
                continue;
            };
            let citations = self.citations(&exception.citations);
            shown.push(plan::Exception { label: exception.naming.label.clone(), condition: guard, citations });
            others.push((guard, combined));
            places.push(exception.naming.span);
        }
        if others.is_empty() {
            return Some((base.amount, base.paid, shown));
        }
        let arms = others.iter().map(|(guard, other)| Arm { guard: Some(*guard), value: other.amount }).collect();
        let op = Op::Cases { policy: Policy::Only, arms, otherwise: Some(base.amount) };
        let amount =
            self.column(op, unit(benefit.value_type, self.program), benefit.naming.label.clone(), Span::default())?;
        self.write_list(amount, id, Listed::Exceptions, places);
        let guards: Vec<ColumnId> = others.iter().map(|(guard, _)| *guard).collect();
        let phrase = Text::new("là mức được trả", "is what is paid");
        let any = self.any(guards, phrase.clone())?;
        let plain = self.column(Op::Not(any), None, phrase.clone(), Span::default())?;
        let mut paid = BTreeMap::new();
        for (category, _) in lowered {
            let mut ways = Vec::new();
            if let Some(inside) = base.paid.get(category) {
                ways.push(self.all(vec![plain, *inside], phrase.clone())?);
            }
            for (guard, other) in &others {
                if let Some(inside) = other.paid.get(category) {
                    ways.push(self.all(vec![*guard, *inside], phrase.clone())?);
                }
            }
            paid.insert(*category, self.any(ways, phrase.clone())?);
        }
        Some((amount, paid, shown))
    }
}
