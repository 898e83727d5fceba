//! Checks amendments and scenarios: every change names a thing of the law, with its days.
//!
//! Receives patches as written; fills them. Values, categories and exceptions that they add lie beside those of the
//! law and say whose they are; other changes stay with the patch. The lowering applies them, and nothing after it
//! knows of changes.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Part, PatchKind};
use ansinh_grammar::{Text, tree};

use crate::check::checker::{Checker, Context};
use crate::check::names::naming::{all_names, naming};
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::codes;
use crate::hir::{
    BenefitId, CategoryId, Change, Days, Edit, EntityId, Patch, PatchId, Removed, Rewrite, Scenario, ScenarioId, Type,
};

/// What the changes of one patch share.
#[derive(Clone, Copy)]
pub(super) struct Within<'t> {
    pub(in crate::check) id: PatchId,
    pub(in crate::check) patch: &'t tree::Patch,
    /// The days of changes that say none.
    pub(in crate::check) days: Days,
    /// Whom the scope is about; nothing where there is none.
    pub(in crate::check) of: Option<EntityId>,
}

impl Checker {
    /// The first pass: names of patches, and of the categories and exceptions that they add.
    pub(in crate::check) fn declare_patch(&mut self, patch: &tree::Patch) {
        let id = PatchId(self.program.patches.len());
        let names = all_names(&patch.name, &patch.meta);
        let scenario = (patch.kind == PatchKind::Scenario).then_some(ScenarioId(self.program.scenarios.len()));
        let naming = naming(&patch.name, &patch.meta);
        if let Some(scenario) = scenario {
            self.program.scenarios.push(Scenario { naming: naming.clone(), patch: id });
            self.add_name(&names, Symbol::Scenario(scenario), &[]);
        } else {
            self.add_name(&names, Symbol::Amendment(id), &[]);
        }
        self.program.patches.push(Patch {
            naming,
            module: self.module,
            scenario,
            instrument: None,
            scope: None,
            includes: Vec::new(),
            citations: Vec::new(),
            edits: Vec::new(),
        });
        for edit in &patch.edits {
            self.declare_edit(edit, id, patch);
        }
    }

    fn declare_edit(&mut self, edit: &tree::Edit, id: PatchId, patch: &tree::Patch) {
        match &edit.change {
            tree::Change::AddCategory(category) => {
                if let Some(Symbol::Benefit(benefit)) = self.find(&edit.target, Wanted::Benefit) {
                    self.declare_category(benefit, category, Some(id));
                    self.added_by(id);
                }
            }
            tree::Change::AddException(exception) => {
                if let Some(Symbol::Benefit(benefit)) = self.find(&edit.target, Wanted::Benefit) {
                    self.declare_exception(benefit, exception);
                    self.added_by(id);
                }
            }
            tree::Change::AddDefineException(exception) => {
                if let Some(Symbol::Definition(definition)) = self.find(&edit.target, Wanted::Definition) {
                    self.declare_definition_exception(definition, exception);
                    self.added_by(id);
                }
            }
            tree::Change::Set(_) if patch.scope.is_some() => {
                if let Some(Symbol::Parameter(parameter)) = self.find(&edit.target, Wanted::Parameter)
                    && let Some(entity) = self.edited_entity(patch)
                {
                    self.scoped.entry(parameter).or_default().push((entity, id));
                }
            }
            _ => {}
        }
    }

    /// What each patch includes, once all have names; a circle is cut where it closes.
    pub(in crate::check) fn include_patches(&mut self, files: &[tree::File]) {
        let mut next = 0;
        for (module, file) in files.iter().enumerate() {
            self.module = module;
            for declaration in &file.declarations {
                let tree::Declaration::Patch(patch) = declaration else { continue };
                let id = PatchId(next);
                next += 1;
                for name in &patch.includes {
                    self.include(id, name);
                }
            }
        }
    }

    fn include(&mut self, id: PatchId, name: &tree::QualifiedName) {
        let included = match self.resolve(name, Wanted::Patch) {
            Some(Symbol::Amendment(included)) => included,
            Some(Symbol::Scenario(scenario)) => match self.program.scenarios.get(scenario.0) {
                Some(scenario) => scenario.patch,
                None => return,
            },
            _ => return,
        };
        let mut below = Vec::new();
        self.program.push_layers(included, &mut below);
        let of = |id: PatchId| self.program.patch(id).map_or("", |patch| &patch.naming.name).to_owned();
        if below.contains(&id) {
            let (own, other) = (of(id), of(included));
            let headline = Text::new(format!("`{own}` bao gồm chính nó"), format!("`{own}` includes itself"));
            let note = if own == other { own.clone() } else { format!("{own} → {other} → {own}") };
            let found = Diagnostic::new(codes::CYCLE, name.span, headline)
                .note(Text::same(note))
                .help(Text::new(format!("bỏ `{other}` khỏi `bao gồm`"), format!("take `{other}` out of `include`")));
            self.report(found);
            return;
        }
        let is_draft = self.program.patch(included).is_some_and(|patch| patch.scenario.is_some());
        let is_law = self.program.patch(id).is_some_and(|patch| patch.scenario.is_none());
        if is_draft && is_law {
            let other = of(included);
            let headline = Text::new(
                format!("sửa đổi là luật, không bao gồm được kịch bản `{other}`"),
                format!("an amendment is law, it cannot include the scenario `{other}`"),
            );
            let found = Diagnostic::new(codes::NOT_AVAILABLE_HERE, name.span, headline)
                .help(Text::new("viết nó thành kịch bản", "make it a scenario"));
            self.report(found);
            return;
        }
        if let Some(patch) = self.program.patches.get_mut(id.0) {
            patch.includes.push(included);
        }
    }

    /// The second pass: the body of a patch.
    pub(in crate::check) fn fill_patch(&mut self, patch: &tree::Patch, id: PatchId) {
        let citations = self.citations(&patch.meta.sources);
        let instrument = patch.by.as_ref().and_then(|name| match self.resolve(name, Wanted::Instrument) {
            Some(Symbol::Instrument(instrument)) => Some(instrument),
            _ => None,
        });
        if let Some(based_on) = &patch.based_on {
            self.use_module(based_on);
        }
        // A scope speaks of the entity whose benefits are changed.
        let entity = self.edited_entity(patch);
        let context = entity.map_or_else(Context::default, Context::of);
        let scope = patch.scope.as_ref().and_then(|scope| self.condition(scope, &context));
        if let Some(found) = self.program.patches.get_mut(id.0) {
            found.scope = scope;
            found.citations = citations;
            found.instrument = instrument;
        }
        let applied = instrument.and_then(|id| self.program.instruments.get(id.0)).map(|found| found.applied);
        let days = match &patch.validity {
            Some(validity) => self.days(Some(validity)),
            None => applied.unwrap_or_default(),
        };
        let within = Within { id, patch, days, of: entity.filter(|_| patch.scope.is_some()) };
        for edit in &patch.edits {
            self.edit(edit, within);
        }
    }

    /// The entity of the first benefit or definition that is changed; else of the first benefit of all.
    fn edited_entity(&self, patch: &tree::Patch) -> Option<EntityId> {
        let of_benefit = |id: BenefitId| self.program.benefits.get(id.0).map(|benefit| benefit.entity);
        let of_edit = |edit: &tree::Edit| match self.find(&edit.target, Wanted::Changeable)? {
            Symbol::Benefit(id) | Symbol::Exception(id, _) => of_benefit(id),
            Symbol::Category(id) => of_benefit(id.benefit),
            Symbol::Definition(id) | Symbol::DefinitionException(id, _) => {
                self.program.definitions.get(id.0).map(|definition| definition.entity)
            }
            _ => None,
        };
        let first_benefit = || self.program.benefits.first().map(|benefit| benefit.entity);
        let first = || (!self.program.entities.is_empty()).then_some(EntityId(0));
        patch.edits.iter().find_map(of_edit).or_else(first_benefit).or_else(first)
    }

    fn edit(&mut self, edit: &tree::Edit, within: Within<'_>) {
        match &edit.change {
            tree::Change::Set(value) => self.set_parameter(&edit.target, value, within),
            tree::Change::AddCategory(category) => self.add_category(&edit.target, category, within),
            tree::Change::AddException(exception) => self.add_exception(&edit.target, exception, within),
            tree::Change::AddDefineException(exception) => {
                self.add_definition_exception(&edit.target, exception, within);
            }
            tree::Change::Remove(dated) => {
                if let Some(removed) = self.removed(&edit.target) {
                    self.push_edit(Change::Remove(removed), dated, edit, within);
                }
            }
            tree::Change::ReplaceDefinition(validity, cases) => {
                self.replace_definition(edit, validity.as_ref(), cases, within);
            }
            tree::Change::Replace(Part::Condition, with, dated) => {
                self.change_condition(Rewrite::Replace, edit, with, dated, within);
            }
            tree::Change::Widen(with, dated) => self.change_condition(Rewrite::Widen, edit, with, dated, within),
            tree::Change::Narrow(with, dated) => self.change_condition(Rewrite::Narrow, edit, with, dated, within),
            tree::Change::Replace(Part::Amount, with, dated) => {
                let Some(Symbol::Category(id)) = self.resolve(&edit.target, Wanted::Category) else { return };
                let Some((entity, value_type)) = self.entity_and_type(id.benefit) else { return };
                let context = Context::of(entity);
                let amount = self.inside(id.benefit, |checker| checker.expr(with, &context, Some(value_type)));
                let Some(amount) = amount else { return };
                if self.expect_type(&amount, value_type, None) {
                    self.push_edit(Change::Amount(id, amount), dated, edit, within);
                }
            }
            tree::Change::Replace(Part::Combination, with, dated) => {
                let Some(Symbol::Benefit(id)) = self.resolve(&edit.target, Wanted::Benefit) else { return };
                if let Some(combination) = self.inside(id, |checker| checker.combination(with, id, None)) {
                    self.push_edit(Change::Combination(id, combination), dated, edit, within);
                }
            }
        }
    }

    pub(super) fn entity_and_type(&self, id: BenefitId) -> Option<(EntityId, Type)> {
        self.program.benefits.get(id.0).map(|benefit| (benefit.entity, benefit.value_type))
    }

    fn removed(&mut self, target: &tree::QualifiedName) -> Option<Removed> {
        match self.resolve(target, Wanted::Removable)? {
            Symbol::Category(id) => Some(Removed::Category(id)),
            Symbol::Benefit(id) => Some(Removed::Benefit(id)),
            Symbol::Exception(id, position) => Some(Removed::Exception(id, position)),
            Symbol::DefinitionException(id, position) => Some(Removed::DefinitionException(id, position)),
            _ => None,
        }
    }

    fn set_parameter(&mut self, target: &tree::QualifiedName, value: &tree::DatedValue, within: Within<'_>) {
        let Some(Symbol::Parameter(id)) = self.resolve(target, Wanted::Parameter) else { return };
        let Some(value_type) = self.program.parameters.get(id.0).map(|found| found.value_type) else { return };
        let first = self.scoped.get(&id).and_then(|all| all.first()).map(|(entity, _)| *entity);
        if let Some(first) = first.filter(|_| within.of.is_some()) {
            self.check_grain(target, first, within);
        }
        let Some(mut value) = self.parameter_value(value, value_type, Some(within.id)) else { return };
        if value.citations.is_empty() {
            value.citations = self.program.patch(within.id).map_or(Vec::new(), |patch| patch.citations.clone());
        }
        let Some(parameter) = self.program.parameters.get_mut(id.0) else { return };
        parameter.values.push(value);
        // Values of one patch follow each other as those of the law do.
        let is_own = |value: &crate::hir::ParameterValue| value.patch == Some(within.id);
        let (mut own, mut values): (Vec<_>, Vec<_>) =
            std::mem::take(&mut parameter.values).into_iter().partition(is_own);
        self.close_values(&mut own);
        values.append(&mut own);
        if let Some(parameter) = self.program.parameters.get_mut(id.0) {
            parameter.values = values;
        }
    }

    fn add_category(&mut self, target: &tree::QualifiedName, category: &tree::Category, within: Within<'_>) {
        let Some(Symbol::Benefit(benefit)) = self.resolve(target, Wanted::Benefit) else { return };
        if let Some((entity, _)) = self.entity_and_type(benefit) {
            self.check_grain(target, entity, within);
        }
        let is_it =
            |found: &crate::hir::Category| found.patch == Some(within.id) && found.naming.name == category.name.text;
        let position = self.program.benefits.get(benefit.0).and_then(|found| found.categories.iter().position(is_it));
        let Some(position) = position else { return };
        let id = CategoryId { benefit, position };
        let declared = within.patch.name.span;
        self.inside(benefit, |checker| checker.fill_category(category, id, Some(within.id), declared));
        if category.validity.is_none()
            && let Some(found) = self.program.category_mut(id)
        {
            found.days = within.days;
        }
    }

    fn replace_definition(
        &mut self,
        edit: &tree::Edit,
        validity: Option<&tree::Validity>,
        cases: &[tree::Case],
        within: Within<'_>,
    ) {
        let (id, exception) = match self.resolve(&edit.target, Wanted::Definition) {
            Some(Symbol::Definition(id)) => (id, None),
            Some(Symbol::DefinitionException(id, position)) => (id, Some(position)),
            _ => return,
        };
        let Some(definition) = self.program.definitions.get(id.0) else { return };
        let (entity, value_type, declared) = (definition.entity, definition.value_type, definition.naming.span);
        let context = Context::of(entity);
        let cases: Vec<_> = cases.iter().filter_map(|case| self.case(case, &context, value_type, declared)).collect();
        let dated = tree::Dated { validity: validity.cloned(), ..tree::Dated::default() };
        let change = match exception {
            Some(position) => Change::DefinitionException(id, position, cases),
            None => Change::Definition(id, cases),
        };
        self.push_edit(change, &dated, edit, within);
    }

    pub(super) fn push_edit(&mut self, change: Change, dated: &tree::Dated, edit: &tree::Edit, within: Within<'_>) {
        if let Some(entity) = self.changed_entity(&change) {
            self.check_grain(&edit.target, entity, within);
        }
        let days = if dated.validity.is_some() { self.days(dated.validity.as_ref()) } else { within.days };
        let mut citations = self.citations(&dated.sources);
        let container = self.program.patch(within.id).map_or(Vec::new(), |patch| patch.citations.clone());
        let is_told = matches!(&change, Change::Definition(_, cases) | Change::DefinitionException(_, _, cases) if cases.iter().all(|case| !case.citations.is_empty()));
        if !is_told {
            self.warn_without_source(&citations, &container, edit.span);
        }
        if citations.is_empty() {
            citations = container;
        }
        let notes = dated.notes.iter().map(tree::WrittenText::filled).collect();
        if let Some(patch) = self.program.patches.get_mut(within.id.0) {
            patch.edits.push(Edit { change, days, citations, notes, span: edit.span });
        }
    }
}
