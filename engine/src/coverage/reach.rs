//! What an expectation of a test looks at: rules and things, also those behind other rules.
//!
//! Receives subjects; hands on rules of things. It evaluates nothing: of things behind a link all are meant.

use std::collections::BTreeSet;

use crate::hir::{
    BenefitId, Case, CategoryId, Combination, Computed, DefinitionId, Expected, Expr, ExprKind, Guard, LinkId, Program,
    Subject, Test,
};

/// A rule that makes decisions about a thing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Rule {
    /// A category of a benefit.
    Category(CategoryId),
    /// The exceptions of a benefit.
    Exceptions(BenefitId),
    /// A definition or a table.
    Definition(DefinitionId),
}

/// What is reached.
pub(super) struct Reach<'p> {
    program: &'p Program,
    test: &'p Test,
    pub(super) found: BTreeSet<(Rule, usize)>,
}

impl<'p> Reach<'p> {
    pub(super) const fn new(program: &'p Program, test: &'p Test) -> Self {
        Self { program, test, found: BTreeSet::new() }
    }

    pub(super) fn subject(&mut self, subject: &Subject) {
        match subject {
            Subject::Parameter(..) | Subject::Input(..) => {}
            Subject::Definition(id, thing) => self.definition(*id, *thing),
            Subject::Benefit(id, thing) => self.benefit(*id, *thing),
            Subject::QualifiesForBenefit(id, thing) => self.categories(*id, *thing),
            Subject::Qualifies(categories, thing) => categories.iter().for_each(|id| self.category(*id, *thing)),
            Subject::Computed(computed) => self.computed(computed),
        }
    }

    pub(super) fn expected(&mut self, expected: &Expected) {
        if let Expected::ComparesWith(_, computed) = expected {
            self.computed(computed);
        }
    }

    fn computed(&mut self, computed: &Computed) {
        if let Some(thing) = computed.thing {
            self.expr(&computed.expr, thing);
        }
    }

    fn expr(&mut self, expr: &Expr, thing: usize) {
        match &expr.kind {
            ExprKind::Definition(id) => self.definition(*id, thing),
            ExprKind::Qualifies(categories) => categories.iter().for_each(|id| self.category(*id, thing)),
            ExprKind::QualifiesForBenefit(id) => self.categories(*id, thing),
            ExprKind::Benefit(id) => self.benefit(*id, thing),
            ExprKind::Follow(link, _) | ExprKind::Count(link, _) | ExprKind::Each(_, link, _) => {
                for other in self.behind(*link) {
                    expr.parts().into_iter().for_each(|part| self.expr(part, other));
                }
            }
            // Another law is another question.
            ExprKind::Under(..) => {}
            _ => expr.parts().into_iter().for_each(|part| self.expr(part, thing)),
        }
    }

    /// The things that a link may lead to.
    fn behind(&self, link: LinkId) -> Vec<usize> {
        let to = self.program.links.get(link.0).and_then(|link| self.program.entities.get(link.to.0));
        let things = self.test.facts.things.iter().enumerate();
        things.filter(|(_, thing)| to.is_some_and(|to| to.naming.name == thing.entity)).map(|(at, _)| at).collect()
    }

    fn definition(&mut self, id: DefinitionId, thing: usize) {
        let Some(definition) = self.program.definitions.get(id.0) else { return };
        if !self.found.insert((Rule::Definition(id), thing)) {
            return;
        }
        self.cases(&definition.cases, thing);
        for exception in &definition.exceptions {
            self.expr(&exception.condition.expr, thing);
            self.cases(&exception.instead, thing);
        }
    }

    fn benefit(&mut self, id: BenefitId, thing: usize) {
        let Some(benefit) = self.program.benefits.get(id.0) else { return };
        self.categories(id, thing);
        if !self.found.insert((Rule::Exceptions(id), thing)) {
            return;
        }
        self.combination(&benefit.combination, thing);
        for exception in &benefit.exceptions {
            self.expr(&exception.condition.expr, thing);
            self.combination(&exception.instead, thing);
        }
    }

    fn categories(&mut self, id: BenefitId, thing: usize) {
        let n_categories = self.program.benefits.get(id.0).map_or(0, |benefit| benefit.categories.len());
        (0..n_categories).for_each(|position| self.category(CategoryId { benefit: id, position }, thing));
    }

    fn category(&mut self, id: CategoryId, thing: usize) {
        let Some(benefit) = self.program.benefits.get(id.benefit.0) else { return };
        let Some(category) = benefit.categories.get(id.position) else { return };
        if !self.found.insert((Rule::Category(id), thing)) {
            return;
        }
        let conditions = benefit.conditions.iter().chain(&category.conditions);
        conditions.for_each(|condition| self.expr(&condition.expr, thing));
        self.cases(&category.amounts, thing);
    }

    fn cases(&mut self, cases: &[Case], thing: usize) {
        for case in cases {
            self.expr(&case.value, thing);
            if let Guard::When(condition) = &case.guard {
                self.expr(condition, thing);
            }
        }
    }

    fn combination(&mut self, combination: &Combination, thing: usize) {
        combination.values().into_iter().for_each(|value| self.expr(value, thing));
    }
}
