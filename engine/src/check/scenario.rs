//! Checks scenarios: each edit becomes dated clauses that belong to the scenario.
//!
//! Receives scenarios as written; fills them, and puts their clauses beside those of the law they change.
//! Nothing after this step knows of edits.

use ansinh_grammar::tree::{self, ScenarioEdit};

use super::names::{Positions, Symbol, Wanted};
use super::{Checker, Context};
use crate::hir::{CategoryId, Days, ScenarioId, Widening};

impl Checker {
    /// The body of a scenario.
    pub(super) fn fill_scenario(&mut self, scenario: &tree::Scenario, at: &mut Positions) {
        let id = at.scenario();
        let own = self.days(scenario.validity.as_ref());
        let citations = self.citations(&scenario.meta.sources);
        if let Some(module) = &scenario.based_on {
            self.use_module(module);
        }
        let scope = scenario.scope.as_ref().and_then(|scope| {
            // A scope speaks of the entity that the scenario's benefits are of: the first one declared.
            let entity = self.edited_entity(scenario)?;
            self.condition(scope, &Context::of(entity))
        });
        if let Some(found) = self.program.scenarios.get_mut(id.0) {
            found.scope = scope;
            found.citations = citations;
        }
        for edit in &scenario.edits {
            self.edit(edit, id, own, scenario);
        }
    }

    fn edited_entity(&mut self, scenario: &tree::Scenario) -> Option<crate::hir::EntityId> {
        let of_edit = scenario.edits.iter().find_map(|edit| match edit {
            ScenarioEdit::AddCategory(target, _) => match self.find(target, Wanted::Benefit)? {
                Symbol::Benefit(id) => self.program.benefits.get(id.0).map(|benefit| benefit.entity),
                _ => None,
            },
            ScenarioEdit::WidenCondition(target, _) => match self.find(target, Wanted::Category)? {
                Symbol::Category(id) => self.program.benefits.get(id.benefit.0).map(|benefit| benefit.entity),
                _ => None,
            },
            ScenarioEdit::SetParameter(..) => None,
        });
        of_edit.or_else(|| self.program.benefits.first().map(|benefit| benefit.entity))
    }

    fn edit(&mut self, edit: &ScenarioEdit, id: ScenarioId, own: Days, scenario: &tree::Scenario) {
        match edit {
            ScenarioEdit::SetParameter(target, value) => {
                let Some(Symbol::Parameter(parameter)) = self.resolve(target, Wanted::Parameter) else {
                    return;
                };
                let Some(value_type) = self.program.parameters.get(parameter.0).map(|found| found.value_type) else {
                    return;
                };
                if let Some(value) = self.parameter_value(value, value_type, Some(id))
                    && let Some(found) = self.program.parameters.get_mut(parameter.0)
                {
                    found.values.push(value);
                }
            }
            ScenarioEdit::AddCategory(target, category) => {
                let Some(Symbol::Benefit(benefit)) = self.resolve(target, Wanted::Benefit) else {
                    return;
                };
                let position = self.program.benefits.get(benefit.0).and_then(|found| {
                    found
                        .categories
                        .iter()
                        .position(|found| found.scenario == Some(id) && found.naming.name == category.name.text)
                });
                if let Some(position) = position {
                    let category_id = CategoryId { benefit, position };
                    self.fill_category(category, category_id, Some(id), scenario.name.span);
                    self.limit_days(category_id, category.validity.as_ref(), own);
                }
            }
            ScenarioEdit::WidenCondition(target, when) => self.widen(target, when, id, own),
        }
    }

    fn limit_days(&mut self, id: CategoryId, validity: Option<&tree::Validity>, own: Days) {
        let days = self.scenario_days(validity, own);
        let found = self.program.benefits.get_mut(id.benefit.0).and_then(|found| found.categories.get_mut(id.position));
        if let Some(found) = found {
            found.days = days;
        }
    }

    fn widen(&mut self, target: &tree::QualifiedName, when: &tree::When, id: ScenarioId, own: Days) {
        let Some(Symbol::Category(category)) = self.resolve(target, Wanted::Category) else {
            return;
        };
        let Some(entity) = self.program.benefits.get(category.benefit.0).map(|benefit| benefit.entity) else {
            return;
        };
        let Some(mut condition) = self.when(when, &Context::of(entity), &[]) else {
            return;
        };
        condition.days = self.scenario_days(when.dated.validity.as_ref(), own);
        let found = self
            .program
            .benefits
            .get_mut(category.benefit.0)
            .and_then(|found| found.categories.get_mut(category.position));
        if let Some(found) = found {
            found.widenings.push(Widening { scenario: id, condition });
        }
    }
}
