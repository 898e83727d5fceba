//! Lowers benefits: categories in force, scenarios' additions, combinations and exceptions.
//!
//! Receives checked benefits; hands on the columns of their amounts and of who is paid what. It knows the day and
//! the world.

use std::collections::BTreeMap;

use ansinh_grammar::{Span, Text};

use super::Lowering;
use super::column::unit;
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
            unit: unit(benefit.value_type).unwrap_or(Unit::Money),
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
            let is_of_world = category.scenario.is_none() || category.scenario == self.scenario;
            let has_condition = category.conditions.is_empty()
                || category.conditions.iter().any(|condition| condition.days.contains(self.on))
                || self.widenings(category).next().is_some();
            is_of_world && category.days.contains(self.on) && has_condition
        };
        let positions = benefit.categories.iter().enumerate();
        positions.filter(|(_, category)| is_in_force(category)).map(|(position, _)| position).collect()
    }

    fn widenings<'c>(&self, category: &'c hir::Category) -> impl Iterator<Item = &'c hir::Condition> {
        let (on, scenario) = (self.on, self.scenario);
        category
            .widenings
            .iter()
            .filter(move |widening| Some(widening.scenario) == scenario && widening.condition.days.contains(on))
            .map(|widening| &widening.condition)
    }

    fn scope(&mut self) -> Option<Option<ColumnId>> {
        let program = self.program;
        let scope = self.scenario.and_then(|scenario| program.scenarios.get(scenario.0)?.scope.as_ref());
        Some(match scope {
            Some(scope) => Some(self.expr(scope)?),
            None => None,
        })
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
        let has_own = !own.is_empty() || category.conditions.is_empty();
        if category.scenario.is_some() {
            own.extend(self.scope()?);
        }
        let mut ways = Vec::new();
        if has_own {
            ways.push(self.all(own, label.clone())?);
        }
        let widenings: Vec<&hir::Condition> = self.widenings(category).collect();
        for widening in widenings {
            let mut parts = vec![self.expr(&widening.expr)?];
            parts.extend(self.scope()?);
            ways.push(self.all(parts, label.clone())?);
        }
        let mut parts = Vec::new();
        for condition in benefit.conditions.iter().filter(|condition| condition.days.contains(on)) {
            parts.push(self.expr(&condition.expr)?);
        }
        parts.push(self.any(ways, label.clone())?);
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
            is_of_scenario: category.scenario.is_some(),
            qualifies,
            amount,
            paid: qualifies,
            span: category.naming.span,
            conditions: self.conditions(benefit, category)?,
            citations: self.citations(&category.citations),
            amounts: self.amounts(category)?,
        })
    }

    /// The conditions of a category as a reader sees them; a widening is one condition with its alternatives.
    fn conditions(&mut self, benefit: &hir::Benefit, category: &hir::Category) -> Option<Vec<Condition>> {
        let on = self.on;
        let mut conditions = Vec::new();
        for condition in benefit.conditions.iter().filter(|condition| condition.days.contains(on)) {
            conditions.push(self.condition(condition)?);
        }
        let mut own = Vec::new();
        for condition in category.conditions.iter().filter(|condition| condition.days.contains(on)) {
            own.push(self.condition(condition)?);
        }
        let widenings: Vec<&hir::Condition> = self.widenings(category).collect();
        let scope = if category.scenario.is_some() || !widenings.is_empty() { self.scope()? } else { None };
        if widenings.is_empty() {
            conditions.extend(own);
            if category.scenario.is_some() {
                conditions.extend(scope.map(|column| Condition {
                    column,
                    span: category.naming.span,
                    citations: Vec::new(),
                }));
            }
            return Some(conditions);
        }
        let mut citations: Vec<plan::Citation> = own.iter().flat_map(|condition| condition.citations.clone()).collect();
        let mut ways = Vec::new();
        if !own.is_empty() {
            let columns = own.iter().map(|condition| condition.column).collect();
            ways.push(self.all(columns, category.naming.label.clone())?);
        }
        for widening in widenings {
            let condition = self.condition(widening)?;
            citations.extend(condition.citations);
            let columns = std::iter::once(condition.column).chain(scope).collect();
            ways.push(self.all(columns, Text::new("phần mở rộng của kịch bản", "what the scenario adds"))?);
        }
        let phrase = Text::new("điều kiện cũ hoặc điều kiện mở rộng", "the old condition or the wider one");
        let column = self.any(ways, phrase)?;
        conditions.push(Condition { column, span: category.naming.span, citations });
        Some(conditions)
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
        let amount = self.column(op, unit(value_type), label, Span::default())?;
        let arms = combined.iter().map(|part| part.span).collect();
        self.write_list(amount, id, Listed::Categories, arms);
        let paid = self.paid(policy, amount, combined)?;
        let span = self.program.benefits.get(id.0).map_or_else(Span::default, |benefit| benefit.naming.span);
        Some(Some(Combined { qualifies, amount, paid, span }))
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
        let amount = self.column(op, unit(benefit.value_type), benefit.naming.label.clone(), Span::default())?;
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
