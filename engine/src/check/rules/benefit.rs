//! Checks benefits: categories, groups, combinations and their exceptions.
//!
//! Receives benefits as written; fills them in the program. It knows no day of assessment.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::{Checker, Context};
use crate::check::names::naming::{naming, qualified};
use crate::check::names::position::Positions;
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::check::rules::tail::Holder;
use crate::codes;
use crate::hir::{BenefitId, Category, CategoryId, Citation, Combination, CombinationException, Condition, PatchId};
use crate::value::Policy;

impl Checker {
    /// The body of a benefit.
    pub(in crate::check) fn fill_benefit(&mut self, benefit: &tree::Benefit, id: BenefitId) {
        let Some(entity) = self.program.benefits.get(id.0).map(|benefit| benefit.entity) else {
            return;
        };
        let context = Context::of(entity);
        let citations = self.citations(&benefit.meta.sources);
        let days = self.days(benefit.validity.as_ref());
        let conditions = self.whens(&benefit.conditions, &context, &citations);
        for (position, category) in benefit.categories.iter().enumerate() {
            self.fill_category(category, CategoryId { benefit: id, position }, None, benefit.name.span);
        }
        let (combination, combination_citations) = self.benefit_combination(benefit, id);
        let exceptions = benefit.exceptions.iter();
        let exceptions = exceptions.filter_map(|found| self.exception(found, id, &context, &[])).collect();
        let tail = self.tail(&benefit.tail, Holder::Benefit(id));
        if let Some(found) = self.program.benefits.get_mut(id.0) {
            found.days = days;
            found.conditions = conditions;
            found.payee = benefit.meta.payee.as_ref().map(tree::WrittenText::filled);
            found.citations = citations;
            found.combination = combination;
            found.combination_citations = combination_citations;
            found.exceptions = exceptions;
            found.tail = tail;
        }
        self.fill_funding(benefit, id);
    }

    /// The groups of every benefit, before anything asks who qualifies for one, in whatever file.
    pub(in crate::check) fn fill_all_groups(&mut self, files: &[tree::File]) {
        let mut at = Positions::default();
        for (module, file) in files.iter().enumerate() {
            self.module = module;
            for declaration in &file.declarations {
                if let tree::Declaration::Benefit(benefit) = declaration {
                    let id = at.benefit();
                    self.inside(id, |checker| checker.fill_groups(benefit, id));
                }
            }
        }
    }

    fn fill_groups(&mut self, benefit: &tree::Benefit, id: BenefitId) {
        for (position, group) in benefit.groups.iter().enumerate() {
            let mut members: Vec<CategoryId> = Vec::new();
            for member in &group.members {
                match self.resolve(&qualified(member), Wanted::Qualifiable) {
                    Some(Symbol::Category(category)) if category.benefit == id => members.push(category),
                    Some(Symbol::Group(owner, other)) if owner == id && other < position => {
                        members.extend(self.group_members(id, other));
                    }
                    None => {}
                    Some(_) => {
                        let headline = Text::new(
                            format!("`{}` không phải là diện hoặc nhóm đã nêu của chế độ này", member.text),
                            format!("`{}` is no category or earlier group of this benefit", member.text),
                        );
                        self.report(Diagnostic::new(codes::NOT_COMBINABLE, member.span, headline));
                    }
                }
            }
            members.sort_unstable();
            members.dedup();
            let found = self.program.benefits.get_mut(id.0).and_then(|found| found.groups.get_mut(position));
            if let Some(found) = found {
                found.members = members;
            }
        }
    }

    pub(super) fn group_members(&self, id: BenefitId, position: usize) -> Vec<CategoryId> {
        let group = self.program.benefits.get(id.0).and_then(|benefit| benefit.groups.get(position));
        group.map_or(Vec::new(), |group| group.members.clone())
    }

    /// The conditions of a benefit or a category.
    fn whens(&mut self, whens: &[tree::When], context: &Context, container: &[Citation]) -> Vec<Condition> {
        whens.iter().filter_map(|when| self.when(when, context, container)).collect()
    }

    /// One condition.
    pub(in crate::check) fn when(
        &mut self,
        when: &tree::When,
        context: &Context,
        container: &[Citation],
    ) -> Option<Condition> {
        let expr = self.condition(&when.condition, context);
        let days = self.days(when.dated.validity.as_ref());
        let citations = self.citations(&when.dated.sources);
        self.warn_without_source(&citations, container, when.span);
        Some(Condition { expr: expr?, days, citations })
    }

    /// The body of a category, of the law or of a patch.
    pub(in crate::check) fn fill_category(
        &mut self,
        category: &tree::Category,
        id: CategoryId,
        patch: Option<PatchId>,
        declared: Span,
    ) {
        let Some((entity, value_type)) =
            self.program.benefits.get(id.benefit.0).map(|benefit| (benefit.entity, benefit.value_type))
        else {
            return;
        };
        let context = Context::of(entity);
        let citations = self.citations(&category.meta.sources);
        let days = self.days(category.validity.as_ref());
        let of_patch = patch.and_then(|id| self.program.patch(id)).map_or(Vec::new(), |patch| patch.citations.clone());
        let container = if citations.is_empty() { of_patch } else { citations.clone() };
        let conditions = self.whens(&category.conditions, &context, &container);
        let mut amounts = Vec::new();
        for gives in &category.amounts {
            if let Some(case) = self.case(gives, &context, value_type, declared) {
                if patch.is_none() {
                    self.warn_without_source(&case.citations, &citations, case.span);
                }
                amounts.push(case);
            }
        }
        self.check_cases(&amounts, Policy::Only);
        let tail = self.tail(&category.tail, Holder::Category(id));
        if category.amounts.is_empty() {
            let headline = Text::new("diện này chưa có mức hưởng", "this category gives nothing");
            self.report(
                Diagnostic::new(codes::CATEGORY_WITHOUT_AMOUNT, category.name.span, headline)
                    .help(Text::new("thêm `được hưởng ...`", "add `gives ...`")),
            );
        }
        let found = self.program.benefits.get_mut(id.benefit.0).and_then(|found| found.categories.get_mut(id.position));
        if let Some(found) = found {
            let naming = found.naming.clone();
            *found = Category { naming, days, conditions, amounts, citations, patch, tail };
        }
    }

    fn benefit_combination(&mut self, benefit: &tree::Benefit, id: BenefitId) -> (Combination, Vec<Citation>) {
        let Some(combine) = &benefit.combine else {
            // Categories that exclude each other need no combination; whether they do is analysed later.
            return (Combination::All(Policy::Only), Vec::new());
        };
        let combination = self.combination(&combine.value, id, None).unwrap_or(Combination::All(Policy::Only));
        (combination, self.citations(&combine.dated.sources))
    }

    /// Another combination for some people.
    pub(in crate::check) fn exception(
        &mut self,
        exception: &tree::Exception,
        id: BenefitId,
        context: &Context,
        container: &[Citation],
    ) -> Option<CombinationException> {
        let citations = self.citations(&exception.combine.dated.sources);
        let own = self.citations(&exception.meta.sources);
        let citations = if citations.is_empty() { own } else { citations };
        let condition =
            self.when(&exception.condition, context, if citations.is_empty() { container } else { &citations });
        let combination = self.combination(&exception.combine.value, id, condition.as_ref());
        let naming = naming(&exception.name, &exception.meta);
        // Most override nothing: then nobody's names are looked at.
        let others = exception.overrides.as_ref().and_then(|_| self.exceptions.get(&id).cloned()).unwrap_or_default();
        let overrides = self.overridden(exception.overrides.as_ref(), &others, |at| Symbol::Exception(id, at));
        let (condition, instead) = (condition?, combination?);
        Some(CombinationException { naming, overrides, condition, instead, citations, patch: None })
    }
}
