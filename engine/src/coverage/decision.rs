//! What a rule decides: conditions that must all hold, which of several cases applies, and what applies otherwise.
//!
//! Receives rules; hands on their conditions with days and citations, without those of drafts and amendments. It
//! evaluates nothing.

use ansinh_grammar::Span;

use super::clauses::ClauseKind;
use super::formula::leaves;
use super::reach::Rule;
use crate::hir::{self, Case, Citation, Condition, Days, Expr, Guard, Naming, Program, Type};
use crate::value::Date;

/// Something that is decided: conditions that must all hold, under conditions that must hold before it is asked.
pub(super) struct Decision<'p> {
    pub(super) outer: Option<&'p Naming>,
    pub(super) naming: &'p Naming,
    pub(super) kind: ClauseKind,
    pub(super) given: Vec<Part<'p>>,
    pub(super) parts: Vec<Part<'p>>,
    /// Guards of which none may hold; only of what applies otherwise, whose place this is.
    pub(super) otherwise: Option<(Span, Vec<Part<'p>>)>,
}

/// A condition with its days and where it comes from.
#[derive(Clone, Copy)]
pub(super) struct Part<'p> {
    pub(super) expr: &'p Expr,
    pub(super) days: Days,
    pub(super) citations: &'p [Citation],
}

impl Decision<'_> {
    /// What is in force of it on a day.
    pub(super) fn on(mut self, day: Date) -> Self {
        let is_in_force = |part: &Part<'_>| part.days.contains(day);
        self.given.retain(is_in_force);
        self.parts.retain(is_in_force);
        if let Some((_, guards)) = &mut self.otherwise {
            guards.retain(is_in_force);
        }
        self
    }

    pub(super) fn is_asked(&self) -> bool {
        !self.parts.is_empty() || self.otherwise.as_ref().is_some_and(|(_, guards)| !guards.is_empty())
    }
}

pub(super) fn exprs<'p>(parts: &[Part<'p>]) -> Vec<&'p Expr> {
    parts.iter().map(|part| part.expr).collect()
}

pub(super) fn n_leaves(program: &Program, parts: &[Part<'_>]) -> usize {
    parts.iter().map(|part| leaves(program, part.expr).len()).sum()
}

/// What a rule decides.
pub(super) fn decisions(program: &Program, rule: Rule) -> Vec<Decision<'_>> {
    match rule {
        Rule::Category(id) => program.benefits.get(id.benefit.0).map_or(Vec::new(), |benefit| category(benefit, id)),
        Rule::Exceptions(id) => program.benefits.get(id.0).map_or(Vec::new(), exceptions),
        Rule::Definition(id) => program.definitions.get(id.0).map_or(Vec::new(), definition),
    }
}

/// A category, and which of its amounts is given.
fn category(benefit: &hir::Benefit, id: hir::CategoryId) -> Vec<Decision<'_>> {
    let Some(category) = benefit.categories.get(id.position).filter(|category| category.patch.is_none()) else {
        return Vec::new();
    };
    let Some(days) = common(benefit.days, category.days) else { return Vec::new() };
    let of_benefit = benefit.conditions.iter().map(|condition| (condition, &benefit.citations));
    let own = category.conditions.iter().map(|condition| (condition, &category.citations));
    let parts: Vec<Part<'_>> =
        of_benefit.chain(own).filter_map(|(condition, whole)| part(condition, whole, days)).collect();
    let (outer, naming) = (Some(&benefit.naming), &category.naming);
    let (kind, given) = (ClauseKind::Condition, Vec::new());
    let mut all = cases(&category.amounts, &category.citations, days, (outer, naming), ClauseKind::Amount);
    for decision in &mut all {
        decision.given.clone_from(&parts);
    }
    all.push(Decision { outer, naming, kind, given, parts, otherwise: None });
    all
}

fn exceptions(benefit: &hir::Benefit) -> Vec<Decision<'_>> {
    let mut all = Vec::new();
    for exception in benefit.exceptions.iter().filter(|exception| exception.patch.is_none()) {
        let parts = part(&exception.condition, &exception.citations, benefit.days).into_iter().collect();
        let (outer, naming, kind) = (Some(&benefit.naming), &exception.naming, ClauseKind::Exception);
        all.push(Decision { outer, naming, kind, given: Vec::new(), parts, otherwise: None });
    }
    all
}

fn definition(definition: &hir::Definition) -> Vec<Decision<'_>> {
    let days = Days::default();
    let mut all = cases(&definition.cases, &definition.citations, days, (None, &definition.naming), ClauseKind::Case);
    // A condition that has a name is taken apart like one that stands in its rule.
    if definition.value_type == Type::YesNo {
        for case in definition.cases.iter().filter(|case| matches!(case.guard, Guard::Always)) {
            let parts = vec![Part {
                expr: &case.value,
                days: case.days,
                citations: own_or(&case.citations, &definition.citations),
            }];
            let (naming, kind) = (&definition.naming, ClauseKind::Case);
            all.push(Decision { outer: None, naming, kind, given: Vec::new(), parts, otherwise: None });
        }
    }
    for exception in definition.exceptions.iter().filter(|exception| exception.patch.is_none()) {
        let parts = part(&exception.condition, &exception.citations, days).into_iter().collect();
        let (outer, naming, kind) = (Some(&definition.naming), &exception.naming, ClauseKind::Exception);
        all.push(Decision { outer, naming, kind, given: Vec::new(), parts, otherwise: None });
    }
    all
}

/// When each of several cases applies, and the one that applies otherwise.
fn cases<'p>(
    cases: &'p [Case],
    whole: &'p [Citation],
    days: Days,
    (outer, naming): (Option<&'p Naming>, &'p Naming),
    kind: ClauseKind,
) -> Vec<Decision<'p>> {
    let mut all = Vec::new();
    for case in cases {
        let Some(days) = common(days, case.days) else { continue };
        let citations = own_or(&case.citations, whole);
        let mut decision = Decision { outer, naming, kind, given: Vec::new(), parts: Vec::new(), otherwise: None };
        match &case.guard {
            Guard::Always => continue,
            Guard::When(expr) => decision.parts.push(Part { expr, days, citations }),
            Guard::Otherwise => {
                let beside = cases.iter().filter_map(|other| match &other.guard {
                    Guard::When(expr) => Some(Part { expr, days: common(days, other.days)?, citations }),
                    _ => None,
                });
                decision.otherwise = Some((case.span, beside.collect()));
            }
        }
        all.push(decision);
    }
    all
}

fn part<'p>(condition: &'p Condition, whole: &'p [Citation], days: Days) -> Option<Part<'p>> {
    let days = common(days, condition.days)?;
    Some(Part { expr: &condition.expr, days, citations: own_or(&condition.citations, whole) })
}

fn own_or<'p>(own: &'p [Citation], whole: &'p [Citation]) -> &'p [Citation] {
    if own.is_empty() { whole } else { own }
}

/// The days that two spans have in common.
fn common(left: Days, right: Days) -> Option<Days> {
    let from = left.from.max(right.from);
    let to = match (left.to, right.to) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (left, right) => left.or(right),
    };
    left.overlaps(right).then_some(Days { from, to })
}
