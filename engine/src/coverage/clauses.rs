//! Which clauses the tests of a program decide both ways.
//!
//! Receives a program; takes each condition apart, evaluates the parts on the facts of each test with the evaluator of
//! reasons, and marks the parts that decided. A part decides yes if the rule holds and would not without it, and no if
//! it alone keeps the rule from holding. Drafts, amendments for some people and days of knowledge are left out.

use std::collections::BTreeMap;

use ansinh_grammar::{Span, Text};

use super::decision::{Decision, Part, decisions, exprs, n_leaves};
use super::formula::{decided, holds, leaves};
use super::reach::{Reach, Rule};
use crate::explain;
use crate::hir::{self, Days, Expr, InstrumentId, Law, Program, Test};
use crate::lower::{World, lower_expressions};
use crate::value::{Date, Value};

/// What a clause is in its rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ClauseKind {
    /// A part of the condition of a category.
    Condition,
    /// When one amount of several is given.
    Amount,
    /// A part of the condition of an exception.
    Exception,
    /// A part of a definition, or when one of its cases applies.
    Case,
}

/// A clause that can go two ways, under one instrument that it cites.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clause {
    /// The rule, by its name.
    pub rule: String,
    /// Its name in each language.
    pub called: Text,
    /// What the rule is called for a reader.
    pub label: Text,
    /// What the clause is in it.
    pub kind: ClauseKind,
    /// The instrument.
    pub instrument: InstrumentId,
    /// Where it stands.
    pub span: Span,
    /// Whether a test decided it with yes.
    pub yes: bool,
    /// Whether a test decided it with no.
    pub no: bool,
}

impl Clause {
    /// Whether tests decided it both ways.
    #[must_use]
    pub const fn is_covered(&self) -> bool {
        self.yes && self.no
    }
}

/// Every clause of the law that can go two ways, by instrument and in order of position.
#[must_use]
pub fn clauses(program: &Program) -> Vec<Clause> {
    let mut marks = Marks { program, all: BTreeMap::new() };
    marks.every_clause();
    for test in program.tests.iter().filter(|test| test.known_on.is_none()) {
        for on in &test.on {
            marks.test(test, *on);
        }
    }
    marks.all.into_values().collect()
}

struct Marks<'p> {
    program: &'p Program,
    all: BTreeMap<(InstrumentId, Span), Clause>,
}

impl<'p> Marks<'p> {
    fn every_clause(&mut self) {
        let program = self.program;
        let mut rules: Vec<Rule> =
            (0..program.definitions.len()).map(|at| Rule::Definition(hir::DefinitionId(at))).collect();
        for (at, benefit) in program.benefits.iter().enumerate() {
            let id = hir::BenefitId(at);
            rules.push(Rule::Exceptions(id));
            let positions = 0..benefit.categories.len();
            rules.extend(positions.map(|position| Rule::Category(hir::CategoryId { benefit: id, position })));
        }
        for decision in rules.into_iter().flat_map(|rule| decisions(program, rule)) {
            for part in &decision.parts {
                for leaf in leaves(program, part.expr) {
                    self.note(&decision, part, leaf.span, None);
                }
            }
            if let Some((place, guards)) = &decision.otherwise {
                for part in guards.iter().take(1) {
                    self.note(&decision, part, *place, None);
                }
            }
        }
    }

    /// Puts a clause on the list under each instrument that it cites, or marks it on a day.
    fn note(&mut self, decision: &Decision<'p>, part: &Part<'p>, span: Span, outcome: Option<(bool, Date)>) {
        for citation in part.citations {
            let applied = self.program.instruments.get(citation.instrument.0).map_or(Days::default(), |it| it.applied);
            if !applied.overlaps(part.days) || outcome.is_some_and(|(_, on)| !applied.contains(on)) {
                continue;
            }
            let rule = hir::Rule { outer: decision.outer, own: decision.naming };
            let program = self.program;
            let clause = self.all.entry((citation.instrument, span)).or_insert_with(|| Clause {
                rule: rule.id(),
                called: program.called_rule(&rule),
                label: rule.label(),
                kind: decision.kind,
                instrument: citation.instrument,
                span,
                yes: false,
                no: false,
            });
            clause.yes |= outcome.is_some_and(|(yes, _)| yes);
            clause.no |= outcome.is_some_and(|(yes, _)| !yes);
        }
    }

    /// One test on one day, under each law that its expectations ask for.
    fn test(&mut self, test: &'p Test, on: Date) {
        let mut laws: Vec<Law> = Vec::new();
        for expect in &test.expects {
            let law = expect.under.unwrap_or(test.law);
            if !laws.contains(&law) && !matches!(law, Law::Scenario(_)) {
                laws.push(law);
            }
        }
        for law in laws {
            let mut reach = Reach::new(self.program, test);
            for expect in test.expects.iter().filter(|expect| expect.under.unwrap_or(test.law) == law) {
                reach.subject(&expect.subject);
                reach.expected(&expect.expected);
            }
            self.reached(test, on, law, &reach);
        }
    }

    fn reached(&mut self, test: &'p Test, on: Date, law: Law, reach: &Reach<'p>) {
        let mut asked: Vec<(Decision<'p>, usize)> = Vec::new();
        for (rule, thing) in &reach.found {
            let found = decisions(self.program, *rule).into_iter();
            asked.extend(found.map(|decision| (decision.on(on), *thing)).filter(|(decision, _)| decision.is_asked()));
        }
        let world = World::under(self.program, law, test.module);
        let Some(values) = evaluated(self.program, &world, on, test, &asked) else { return };
        let mut values = values.into_iter();
        for (decision, _) in &asked {
            let given: Vec<Option<bool>> = values.by_ref().take(n_leaves(self.program, &decision.given)).collect();
            let own: Vec<Option<bool>> = values.by_ref().take(n_leaves(self.program, &decision.parts)).collect();
            let guards = decision.otherwise.as_ref().map_or(&[][..], |(_, guards)| guards);
            let guarded: Vec<Option<bool>> = values.by_ref().take(n_leaves(self.program, guards)).collect();
            if holds(self.program, &exprs(&decision.given), &given) == Some(true) {
                self.mark(decision, &own, &guarded, on);
            }
        }
    }

    fn mark(&mut self, decision: &Decision<'p>, own: &[Option<bool>], guarded: &[Option<bool>], on: Date) {
        let mut outcomes = decided(self.program, &exprs(&decision.parts), own).into_iter();
        for part in &decision.parts {
            for leaf in leaves(self.program, part.expr) {
                if let Some(yes) = outcomes.next().flatten() {
                    self.note(decision, part, leaf.span, Some((yes, on)));
                }
            }
        }
        let Some((place, guards)) = &decision.otherwise else { return };
        let mut values = guarded;
        let mut found = Vec::new();
        for guard in guards {
            let (first, rest) = values.split_at_checked(leaves(self.program, guard.expr).len()).unwrap_or_default();
            found.push(holds(self.program, &[guard.expr], first));
            values = rest;
        }
        let is_left =
            if found.contains(&Some(true)) { Some(false) } else { found.iter().all(Option::is_some).then_some(true) };
        if let (Some(yes), Some(part)) = (is_left, guards.first()) {
            self.note(decision, part, *place, Some((yes, on)));
        }
    }
}

/// What every smallest part of some decisions comes to, in order; nothing where the law has no answer.
fn evaluated(
    program: &Program,
    world: &World,
    on: Date,
    test: &Test,
    asked: &[(Decision<'_>, usize)],
) -> Option<Vec<Option<bool>>> {
    let mut wanted: Vec<(&Expr, usize)> = Vec::new();
    for (decision, thing) in asked {
        let guards = decision.otherwise.as_ref().map_or(&[][..], |(_, guards)| guards);
        let all = decision.given.iter().chain(&decision.parts).chain(guards);
        wanted.extend(all.flat_map(|part| leaves(program, part.expr)).map(|leaf| (leaf, *thing)));
    }
    let expressions: Vec<&Expr> = wanted.iter().map(|(leaf, _)| *leaf).collect();
    let (plan, _) = lower_expressions(program, world, on, &[], &expressions).ok()?;
    let cells: Vec<_> = plan.subjects.iter().copied().zip(wanted.iter().map(|(_, thing)| *thing)).collect();
    let found = explain::cells(&plan, &test.facts, &cells).ok()?;
    let certain = |possible: &explain::Possible| match possible.as_certain() {
        Some(Ok(Value::YesNo(yes))) => Some(yes),
        _ => None,
    };
    (found.len() == wanted.len()).then(|| found.iter().map(certain).collect())
}
