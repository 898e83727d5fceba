//! Checks what changes do to exceptions and conditions, and whether a scope fits what is changed.
//!
//! Receives changes as written; fills the exceptions that they add, and hands conditions on to the patch. It knows no
//! day of assessment.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Text, tree};

use crate::check::changes::patch::Within;
use crate::check::checker::{Checker, Context};
use crate::check::names::naming::all_names;
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::check::rules::exception::{Excepted, spelled};
use crate::codes;
use crate::hir::{BenefitId, CategoryId, Change, Conditioned, DefinitionId, EntityId, Removed, Rewrite};

impl Checker {
    /// The name of an exception, which lies at the next position of its benefit.
    pub(in crate::check) fn declare_exception(&mut self, benefit: BenefitId, exception: &tree::Exception) {
        let all = self.exceptions.entry(benefit).or_default();
        let symbol = Symbol::Exception(benefit, all.len());
        all.push(spelled(&exception.name, &exception.meta));
        let inside = self.benefit_names(benefit);
        self.add_name(&all_names(&exception.name, &exception.meta), symbol, &inside);
    }

    /// The name of an exception, which lies at the next position of its definition.
    pub(in crate::check) fn declare_definition_exception(
        &mut self,
        id: DefinitionId,
        exception: &tree::DefineException,
    ) {
        let all = self.definition_exceptions.entry(id).or_default();
        let symbol = Symbol::DefinitionException(id, all.len());
        all.push(spelled(&exception.name, &exception.meta));
        let naming = self.program.definitions.get(id.0).map(|found| &found.naming);
        let inside = naming
            .map_or(Vec::new(), |naming| std::iter::once(naming.name.clone()).chain(naming.alias.clone()).collect());
        self.add_name(&all_names(&exception.name, &exception.meta), symbol, &inside);
    }

    /// One more exception of a benefit.
    pub(super) fn add_exception(
        &mut self,
        target: &tree::QualifiedName,
        exception: &tree::Exception,
        within: Within<'_>,
    ) {
        if self.find(target, Wanted::Excepted).is_some() && self.find(target, Wanted::Benefit).is_none() {
            self.wrong_exception(target, true);
            return;
        }
        let Some(Symbol::Benefit(id)) = self.resolve(target, Wanted::Benefit) else { return };
        let Some((entity, _)) = self.entity_and_type(id) else { return };
        self.check_grain(target, entity, within);
        let container = self.program.patch(within.id).map_or(Vec::new(), |patch| patch.citations.clone());
        let context = Context::of(entity);
        let added = self.inside(id, |checker| checker.exception(exception, id, &context, &container));
        let Some(mut added) = added else { return };
        added.patch = Some(within.id);
        if exception.condition.dated.validity.is_none() {
            added.condition.days = within.days;
        }
        if let Some(benefit) = self.program.benefits.get_mut(id.0) {
            benefit.exceptions.push(added);
        }
    }

    /// An exception of one kind for something of the other.
    fn wrong_exception(&mut self, target: &tree::QualifiedName, is_definition: bool) {
        let name = target.joined();
        let found = if is_definition {
            let headline = Text::new(
                format!("`{name}` là định nghĩa: ngoại lệ của nó nêu giá trị, không nêu cách kết hợp"),
                format!("`{name}` is a definition: its exceptions say a value, not a combination"),
            );
            let help = Text::new("viết `là ...` thay cho `kết hợp ...`", "write `is ...` in place of `combine ...`");
            Diagnostic::new(codes::UNKNOWN_NAME, target.span, headline).help(help)
        } else {
            let headline = Text::new(
                format!("`{name}` là chế độ: ngoại lệ của nó nêu cách kết hợp, không nêu giá trị"),
                format!("`{name}` is a benefit: its exceptions say a combination, not a value"),
            );
            let help = Text::new("viết `kết hợp ...` thay cho `là ...`", "write `combine ...` in place of `is ...`");
            Diagnostic::new(codes::UNKNOWN_NAME, target.span, headline).help(help)
        };
        self.report(found);
    }

    /// One more exception of a definition.
    pub(super) fn add_definition_exception(
        &mut self,
        target: &tree::QualifiedName,
        exception: &tree::DefineException,
        within: Within<'_>,
    ) {
        if self.find(target, Wanted::Benefit).is_some() && self.find(target, Wanted::Excepted).is_none() {
            self.wrong_exception(target, false);
            return;
        }
        let Some(Symbol::Definition(id)) = self.resolve(target, Wanted::Excepted) else { return };
        let Some(definition) = self.program.definitions.get(id.0) else { return };
        let (entity, policy, place) = (definition.entity, definition.policy, definition.naming.span);
        let rule = Excepted { id, entity, value_type: definition.value_type, policy, place };
        self.check_grain(target, entity, within);
        let container = self.program.patch(within.id).map_or(Vec::new(), |patch| patch.citations.clone());
        let Some(mut added) = self.definition_exception(exception, rule, &container) else { return };
        added.patch = Some(within.id);
        if exception.condition.dated.validity.is_none() {
            added.condition.days = within.days;
        }
        if let Some(definition) = self.program.definitions.get_mut(id.0) {
            definition.exceptions.push(added);
        }
    }

    /// Another condition for something, or one more.
    pub(super) fn change_condition(
        &mut self,
        rewrite: Rewrite,
        edit: &tree::Edit,
        with: &tree::Expr,
        dated: &tree::Dated,
        within: Within<'_>,
    ) {
        let target = match self.resolve(&edit.target, Wanted::Conditioned) {
            Some(Symbol::Category(id)) => Conditioned::Category(id),
            Some(Symbol::Benefit(id)) => Conditioned::Benefit(id),
            Some(Symbol::Exception(id, position)) => Conditioned::Exception(id, position),
            Some(Symbol::DefinitionException(id, position)) => Conditioned::DefinitionException(id, position),
            _ => return,
        };
        let Some(entity) = self.conditioned_entity(target) else { return };
        let context = Context::of(entity);
        let condition = match target {
            Conditioned::Category(CategoryId { benefit, .. })
            | Conditioned::Benefit(benefit)
            | Conditioned::Exception(benefit, _) => self.inside(benefit, |checker| checker.condition(with, &context)),
            Conditioned::DefinitionException(..) => self.condition(with, &context),
        };
        let Some(condition) = condition else { return };
        self.push_edit(Change::Condition(rewrite, target, condition), dated, edit, within);
    }

    fn conditioned_entity(&self, target: Conditioned) -> Option<EntityId> {
        match target {
            Conditioned::Category(id) => self.entity_and_type(id.benefit).map(|(entity, _)| entity),
            Conditioned::Benefit(id) | Conditioned::Exception(id, _) => {
                self.entity_and_type(id).map(|(entity, _)| entity)
            }
            Conditioned::DefinitionException(id, _) => self.program.definitions.get(id.0).map(|found| found.entity),
        }
    }

    /// Whom a change is about.
    pub(super) fn changed_entity(&self, change: &Change) -> Option<EntityId> {
        let target = match change {
            Change::Condition(_, target, _) => *target,
            Change::Amount(id, _) | Change::Remove(Removed::Category(id)) => Conditioned::Category(*id),
            Change::Combination(id, _) | Change::Remove(Removed::Benefit(id) | Removed::Exception(id, _)) => {
                Conditioned::Benefit(*id)
            }
            Change::Definition(id, _)
            | Change::DefinitionException(id, _, _)
            | Change::Remove(Removed::DefinitionException(id, _)) => Conditioned::DefinitionException(*id, 0),
        };
        self.conditioned_entity(target)
    }

    /// Complains where the scope is about other things than what is changed: nobody could tell for whom it changes.
    pub(super) fn check_grain(&mut self, target: &tree::QualifiedName, entity: EntityId, within: Within<'_>) {
        let (Some(of), Some(scope)) = (within.of, &within.patch.scope) else { return };
        if of == entity {
            return;
        }
        let name = |id: EntityId| {
            let naming = self.program.entities.get(id.0).map(|found| &found.naming);
            naming.map(|naming| self.program.called(naming)).unwrap_or_default()
        };
        let (of, entity, target_name) = (name(of), name(entity), target.joined());
        let headline = Text::new(
            format!("phạm vi áp dụng xét từng `{}`, nhưng `{target_name}` là của `{}`", of.vi, entity.vi),
            format!("the scope is about a `{}`, but `{target_name}` is of a `{}`", of.en, entity.en),
        );
        let said = Text::new(format!("điều kiện về một `{}`", of.vi), format!("a condition about a `{}`", of.en));
        let found = Diagnostic::new(codes::SCOPED, target.span, headline)
            .saying(Text::new(format!("của `{}`", entity.vi), format!("of a `{}`", entity.en)))
            .label(scope.span, said)
            .help(Text::new(
                format!("tách thay đổi này thành một sửa đổi riêng, với điều kiện về `{}`", entity.vi),
                format!("put this change into an amendment of its own, with a scope about the `{}`", entity.en),
            ));
        self.report(found);
    }
}
