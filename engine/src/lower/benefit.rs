//! Lowers benefits: categories in force.
//!
//! Receives checked benefits; hands on the columns of their amounts and of who is paid what. It knows the day and
//! the world.

use std::collections::BTreeMap;

use ansinh_grammar::Text;

use super::Lowering;
use super::text::unit;
use crate::hir::{self, BenefitId, CategoryId, Guard};
use crate::plan::{self, Amount, ColumnId, Condition, EntityId, Role, Unit};
use crate::value::{Decimal, Policy, Value};

impl Lowering<'_> {
    /// Adds a benefit to the plan; its position there.
    pub(super) fn benefit(&mut self, id: BenefitId) -> Option<usize> {
        let program = self.program;
        let benefit = program.benefits.get(id.0)?;
        if let Some(position) = self.benefits.get(&id) {
            return Some(*position);
        }
        let mut lowered = Vec::new();
        for position in self.categories_in_force(id) {
            let category = CategoryId { benefit: id, position };
            lowered.push((category, self.category(category)?));
        }
        let entitled = self.pay(&mut lowered)?;
        let zero = self.constant(Value::Number(Decimal::ZERO), benefit.value_type)?;
        let combined = self.combined(&benefit.combination, id, benefit.value_type, &lowered)?;
        let (amount, paid, exceptions) = match combined {
            Some(combined) => self.with_exceptions(benefit, id, combined, &lowered)?,
            None => (zero, BTreeMap::new(), Vec::new()),
        };
        let amount = self.for_who_qualifies(amount, zero, benefit, id)?;
        let amount = self.rounded_as_said(amount, benefit)?;
        let amount = self.benefit_amount(amount, benefit);
        let qualifies = self.qualifies_for_benefit(id)?;
        self.categories.extend(entitled);
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
            payee: benefit.payee.clone(),
            sources: self.citations(&benefit.citations),
            combination: self.combination(&benefit.combination, benefit),
            citations: self.citations(&benefit.combination_citations),
            exceptions,
        });
        let position = self.plan.benefits.len() - 1;
        self.benefits.insert(id, position);
        Some(position)
    }

    /// The amount of a benefit, as a promise looks at it.
    pub(super) fn benefit_amount_of(&mut self, id: BenefitId) -> Option<ColumnId> {
        let position = self.benefit(id)?;
        self.plan.benefits.get(position).map(|benefit| benefit.amount)
    }

    /// Where a month is wanted, who is paid takes the place of who is entitled, for the combination and its exceptions;
    /// hands on what was there before.
    fn pay(&mut self, lowered: &mut [(CategoryId, plan::Category)]) -> Option<BTreeMap<CategoryId, Option<ColumnId>>> {
        if self.month.is_none() {
            return Some(BTreeMap::new());
        }
        for (id, category) in &mut *lowered {
            *category = self.paid_in_month(*id, category.clone())?;
        }
        let mut entitled = BTreeMap::new();
        for (id, category) in lowered {
            entitled.extend(self.categories.insert(*id, Some(category.qualifies)).map(|before| (*id, before)));
        }
        Some(entitled)
    }

    fn benefit_amount(&mut self, amount: ColumnId, benefit: &hir::Benefit) -> ColumnId {
        let citations = self.citations(&benefit.citations);
        self.named(amount, &benefit.naming, Role::Benefit, citations)
    }

    /// The positions of the categories that are in force on the day in the world.
    pub(super) fn categories_in_force(&self, id: BenefitId) -> Vec<usize> {
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
    pub(super) fn qualifies(&mut self, id: CategoryId) -> Option<ColumnId> {
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
            called: program.called(&category.naming),
            label: category.naming.label.clone(),
            notes: category.naming.notes.clone(),
            is_of_scenario: category
                .patch
                .is_some_and(|id| program.patch(id).is_some_and(|patch| patch.scenario.is_some())),
            qualifies,
            entitled: qualifies,
            amount,
            paid: qualifies,
            span: category.naming.span,
            conditions: self.conditions(benefit, category)?,
            citations: self.citations(&category.citations),
            amounts: self.amounts(category)?,
            months: self.month_rule(benefit, category),
            procedure: self.procedure(benefit, category),
        })
    }

    /// How somebody gets it: what the category says, or else the benefit.
    fn procedure(&self, benefit: &hir::Benefit, category: &hir::Category) -> Option<plan::Procedure> {
        let all = category.tail.procedures.iter().chain(&benefit.tail.procedures);
        let found = all.into_iter().find(|procedure| procedure.days.contains(self.on))?;
        Some(plan::Procedure {
            apply_at: found.apply_at.clone(),
            bring: found.bring.clone(),
            working_days: found.working_days,
            citations: self.citations(&found.citations),
            notes: found.notes.clone(),
        })
    }

    /// The conditions of a category as a reader sees them: its own come first, then those of the whole benefit.
    fn conditions(&mut self, benefit: &hir::Benefit, category: &hir::Category) -> Option<Vec<Condition>> {
        let on = self.on;
        let all = category.conditions.iter().chain(&benefit.conditions);
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
}
