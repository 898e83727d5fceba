//! The law of one world on one day: a program of plain clauses.
//!
//! Receives the program with its patches, and which of them count; applies their changes in order, guarded by their
//! scopes; hands on a program in which nothing is left to change, and the values of its parameters. Everything
//! after this step knows no change.

mod clause;
mod exception;
mod known;

use clause::{all, any, in_force, never, not, plain, settle, with};
use exception::{keep_exceptions, leave_out, rewrite_exception};
use known::{forget, is_in_force_by, rests_on_known};

use crate::hir::{
    Benefit, Case, Category, Change, Citation, Combination, Condition, Conditioned, Days, Definition, DefinitionId,
    Edit, Expr, ExprKind, Guard, Law, Parameter, ParameterValue, Patch, PatchId, Program, Removed, Rewrite,
};
use crate::value::{Date, Policy};

/// Which patches are part of the law, before any scenario.
#[derive(Clone, Debug)]
pub(super) enum Root {
    /// Amendments for everybody, and those of these modules and of what they use.
    With(Vec<usize>),
    /// Amendments of one module and of what it uses.
    Module(usize),
}

/// A law to be looked at.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) law: Law,
    pub(super) root: Root,
    pub(super) on: Date,
    pub(super) known_on: Option<Date>,
}

/// The values of one parameter on the day.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    /// For everybody whom no other value is for.
    pub(super) for_all: Option<ParameterValue>,
    /// For some people; of two that fit, the last one.
    pub(super) for_some: Vec<(Expr, ParameterValue)>,
}

/// A law with all its changes made.
#[derive(Debug)]
pub(super) struct InWorld {
    pub(super) law: Law,
    pub(super) program: Program,
    pub(super) values: Vec<Values>,
}

impl InWorld {
    /// Applies the patches that count.
    pub(super) fn of(program: &Program, asked: &Asked) -> Self {
        let layers = layers(program, asked);
        let values = program.parameters.iter().map(|found| values(program, found, &layers, asked)).collect();
        let mut applied = program.without_tests();
        forget(&mut applied, asked.known_on, asked.on);
        for benefit in &mut applied.benefits {
            keep_additions(benefit, program, &layers, asked.on);
            keep_exceptions(&mut benefit.exceptions, program, &layers, asked.on);
        }
        for definition in &mut applied.definitions {
            keep_exceptions(&mut definition.exceptions, program, &layers, asked.on);
        }
        for (at, id) in layers.iter().enumerate() {
            let Some(patch) = program.patch(*id) else { continue };
            let layer = Layer { patch, later: layers.get(at..).unwrap_or(&[]), on: asked.on };
            for edit in patch.edits.iter().filter(|edit| edit.days.contains(asked.on)) {
                apply(&mut applied, &layer, edit);
            }
        }
        Self { law: asked.law, program: applied, values }
    }
}

/// One patch while it is applied.
struct Layer<'p> {
    patch: &'p Patch,
    /// Itself and the patches that are applied after it.
    later: &'p [PatchId],
    on: Date,
}

/// The patches that count, in the order in which they are applied: amendments, then those of the scenario.
fn layers(program: &Program, asked: &Asked) -> Vec<PatchId> {
    let of_scenario = match asked.law {
        Law::Scenario(scenario) => program.layers(scenario),
        Law::Current | Law::Module(_) => Vec::new(),
    };
    let root = match asked.law {
        Law::Module(module) => Root::Module(module),
        Law::Current | Law::Scenario(_) => asked.root.clone(),
    };
    let used: Vec<usize> = match &root {
        Root::With(modules) => modules.iter().flat_map(|module| program.used_by(*module)).collect(),
        Root::Module(module) => program.used_by(*module),
    };
    let counts = |patch: &Patch| {
        let is_of_root = used.contains(&patch.module) || (matches!(root, Root::With(_)) && patch.scope.is_none());
        patch.scenario.is_none() && is_of_root && is_known(program, patch, asked.known_on)
    };
    let mut ordered = Vec::new();
    for id in (0..program.patches.len()).map(PatchId) {
        program.push_layers(id, &mut ordered);
    }
    ordered.retain(|id| !of_scenario.contains(id) && program.patch(*id).is_some_and(counts));
    ordered.extend(of_scenario);
    ordered
}

/// Whether the instrument of an amendment is in force by the day up to which the law is known.
fn is_known(program: &Program, patch: &Patch, known_on: Option<Date>) -> bool {
    let instrument = patch.instrument.and_then(|id| program.instruments.get(id.0));
    is_in_force_by(instrument.and_then(|found| found.in_force.from), known_on)
}

/// The values of a parameter over time under a law: for everybody, or for those whom a scenario is for.
#[must_use]
pub fn values_under(program: &Program, parameter: &Parameter, law: Law) -> Vec<ParameterValue> {
    let first = |value: &ParameterValue| value.days.from;
    let after = |value: &ParameterValue| value.days.to.and_then(Date::day_after);
    let mut days: Vec<Date> =
        parameter.values.iter().flat_map(|value| [first(value), after(value)]).flatten().collect();
    days.sort_unstable();
    days.dedup();
    let mut found: Vec<ParameterValue> = Vec::new();
    for (at, on) in days.iter().enumerate() {
        let asked = Asked { law, root: Root::With(Vec::new()), on: *on, known_on: None };
        let Values { for_all, mut for_some } = values(program, parameter, &layers(program, &asked), &asked);
        let Some(value) = for_some.pop().map(|(_, value)| value).or(for_all) else { continue };
        let to = days.get(at + 1).copied().and_then(Date::day_before);
        match found.last_mut() {
            Some(last) if last.span == value.span => last.days.to = to,
            _ => found.push(ParameterValue { days: Days { from: Some(*on), to }, ..value }),
        }
    }
    found
}

fn values(program: &Program, parameter: &Parameter, layers: &[PatchId], asked: &Asked) -> Values {
    let is_declared =
        |value: &&ParameterValue| value.patch.is_none() && rests_on_known(program, &value.citations, asked.known_on);
    let mut declared: Vec<ParameterValue> = parameter.values.iter().filter(is_declared).cloned().collect();
    // Where a value is not known yet, the one before it runs on.
    let starts: Vec<Option<Date>> = declared.iter().skip(1).map(|value| value.days.from).chain([None]).collect();
    for (value, next) in declared.iter_mut().zip(starts) {
        if value.is_open {
            value.days.to = next.and_then(Date::day_before);
        }
    }
    let mut found =
        Values { for_all: declared.into_iter().rfind(|value| value.days.contains(asked.on)), ..Values::default() };
    for layer in layers {
        let is_its = |value: &&ParameterValue| value.patch == Some(*layer) && value.days.contains(asked.on);
        let Some(value) = parameter.values.iter().rfind(is_its) else { continue };
        match program.patch(*layer).and_then(|patch| patch.scope.as_ref()) {
            Some(scope) => found.for_some.push((scope.clone(), value.clone())),
            None => found = Values { for_all: Some(value.clone()), for_some: Vec::new() },
        }
    }
    found
}

/// Categories that patches add: those of other worlds are never in force, the others keep to their scope.
fn keep_additions(benefit: &mut Benefit, program: &Program, layers: &[PatchId], on: Date) {
    for category in &mut benefit.categories {
        let Some(id) = category.patch else { continue };
        if !layers.contains(&id) {
            category.days = never(on);
        } else if let Some(scope) = program.patch(id).and_then(|patch| patch.scope.as_ref()) {
            let own = in_force(&category.conditions, on).map(|own| with(own, plain(scope.clone())));
            settle(category, own, on);
        }
    }
}

fn apply(program: &mut Program, layer: &Layer<'_>, edit: &Edit) {
    let (scope, on) = (layer.patch.scope.as_ref(), layer.on);
    match &edit.change {
        Change::Remove(removed) => remove(program, *removed, scope, on),
        Change::Condition(rewrite, Conditioned::Category(id), expr) => {
            if let Some(category) = program.category_mut(*id) {
                let own = in_force(&category.conditions, on);
                let changed = rewritten(own, *rewrite, scope, expr, &edit.citations);
                settle(category, changed, on);
            }
        }
        Change::Condition(rewrite, Conditioned::Benefit(id), expr) => {
            if let Some(benefit) = program.benefits.get_mut(id.0) {
                let own = benefit.conditions.iter().filter(|condition| condition.days.contains(on)).cloned().collect();
                benefit.conditions = rewritten(Some(own), *rewrite, scope, expr, &edit.citations).unwrap_or_default();
            }
        }
        Change::Condition(rewrite, Conditioned::Exception(id, position), expr) => {
            let benefit = program.benefits.get_mut(id.0);
            if let Some(exception) = benefit.and_then(|benefit| benefit.exceptions.get_mut(*position)) {
                rewrite_exception(&mut exception.condition, *rewrite, scope, expr, edit, on);
            }
        }
        Change::Condition(rewrite, Conditioned::DefinitionException(id, position), expr) => {
            let definition = program.definitions.get_mut(id.0);
            if let Some(exception) = definition.and_then(|definition| definition.exceptions.get_mut(*position)) {
                rewrite_exception(&mut exception.condition, *rewrite, scope, expr, edit, on);
            }
        }
        Change::Amount(id, amount) => {
            if let Some(category) = program.category_mut(*id) {
                replace_amount(category, scope, amount, edit);
            }
        }
        Change::Combination(id, combination) => {
            if let Some(benefit) = program.benefits.get_mut(id.0) {
                replace_combination(benefit, scope, combination, edit);
            }
        }
        Change::Definition(id, cases) => replace_definition(program, *id, layer, cases),
        Change::DefinitionException(id, position, cases) => {
            replace_cases_of_exception(program, (*id, *position), scope, cases);
        }
    }
}

fn remove(program: &mut Program, removed: Removed, scope: Option<&Expr>, on: Date) {
    match removed {
        Removed::Category(id) => {
            if let Some(category) = program.category_mut(id) {
                let own = in_force(&category.conditions, on);
                let left = scope.and_then(|scope| Some(with(own?, plain(not(scope)))));
                settle(category, left, on);
            }
        }
        Removed::Benefit(id) => {
            if let Some(benefit) = program.benefits.get_mut(id.0) {
                match scope {
                    Some(scope) => benefit.conditions.push(plain(not(scope))),
                    None => benefit.days = never(on),
                }
            }
        }
        Removed::Exception(id, position) => {
            let benefit = program.benefits.get_mut(id.0);
            if let Some(exception) = benefit.and_then(|benefit| benefit.exceptions.get_mut(position)) {
                leave_out(&mut exception.condition, scope, on);
            }
        }
        Removed::DefinitionException(id, position) => {
            let definition = program.definitions.get_mut(id.0);
            if let Some(exception) = definition.and_then(|definition| definition.exceptions.get_mut(position)) {
                leave_out(&mut exception.condition, scope, on);
            }
        }
    }
}

/// Conditions after a change; nothing where there is none to meet and so nobody.
fn rewritten(
    own: Option<Vec<Condition>>,
    rewrite: Rewrite,
    scope: Option<&Expr>,
    expr: &Expr,
    citations: &[Citation],
) -> Option<Vec<Condition>> {
    let changed = |expr: Expr, own: &[Condition]| {
        let of_own = own.iter().flat_map(|condition| &condition.citations);
        let citations = of_own.chain(citations).cloned().collect();
        Some(vec![Condition { expr, days: Days::default(), citations }])
    };
    let exprs = |own: &[Condition]| own.iter().map(|condition| condition.expr.clone()).collect::<Vec<_>>();
    let in_scope = |expr: &Expr| all(std::iter::once(expr).chain(scope).cloned().collect());
    match (rewrite, own, scope) {
        (Rewrite::Widen | Rewrite::Replace, None, _) | (Rewrite::Replace, Some(_), None) => {
            changed(in_scope(expr), &[])
        }
        (Rewrite::Widen, Some(own), _) => changed(any(vec![all(exprs(&own)), in_scope(expr)]), &own),
        (Rewrite::Narrow, None, _) => None,
        (Rewrite::Narrow, Some(own), scope) => {
            let narrow = scope.map_or_else(|| expr.clone(), |scope| any(vec![not(scope), expr.clone()]));
            Some(with(own, Condition { expr: narrow, days: Days::default(), citations: citations.to_vec() }))
        }
        (Rewrite::Replace, Some(own), Some(scope)) => {
            let old = all(std::iter::once(not(scope)).chain(exprs(&own)).collect());
            changed(any(vec![in_scope(expr), old]), &own)
        }
    }
}

fn replace_amount(category: &mut Category, scope: Option<&Expr>, amount: &Expr, edit: &Edit) {
    let guard = scope.map_or(Guard::Always, |scope| Guard::When(scope.clone()));
    let (days, citations) = (Days::default(), edit.citations.clone());
    let new = Case { value: amount.clone(), guard, days, citations, span: edit.span };
    let Some(scope) = scope else {
        category.amounts = vec![new];
        return;
    };
    for case in &mut category.amounts {
        case.guard = match &case.guard {
            Guard::Always => Guard::When(not(scope)),
            Guard::When(condition) => Guard::When(all(vec![not(scope), condition.clone()])),
            Guard::Otherwise => Guard::Otherwise,
        };
    }
    category.amounts.insert(0, new);
}

fn replace_combination(benefit: &mut Benefit, scope: Option<&Expr>, combination: &Combination, edit: &Edit) {
    match scope {
        None => {
            benefit.combination = combination.clone();
            benefit.combination_citations.clone_from(&edit.citations);
        }
        Some(scope) => {
            let old = std::mem::replace(&mut benefit.combination, Combination::All(Policy::Only));
            benefit.combination =
                Combination::For(Box::new(scope.clone()), Box::new(combination.clone()), Box::new(old));
            benefit.combination_citations.extend(edit.citations.iter().cloned());
        }
    }
}

/// Other cases for everybody; or, for some, a choice between two definitions: the new one and the old one.
fn replace_definition(program: &mut Program, id: DefinitionId, layer: &Layer<'_>, cases: &[Case]) {
    let Some(definition) = program.definitions.get_mut(id.0) else { return };
    // What is put in place of a definition is the whole of it: exceptions stay with what they were written for. Those
    // that this patch or a later one adds go before the new cases.
    let is_later = |patch: Option<PatchId>| patch.is_some_and(|patch| layer.later.contains(&patch));
    let mut old = definition.clone();
    old.exceptions.iter_mut().filter(|found| is_later(found.patch)).for_each(|it| it.condition.days = never(layer.on));
    let own = definition.exceptions.iter_mut();
    own.filter(|found| !is_later(found.patch)).for_each(|found| found.condition.days = never(layer.on));
    let Some(scope) = layer.patch.scope.as_ref() else {
        definition.cases = cases.to_vec();
        return;
    };
    let new = Definition { cases: cases.to_vec(), exceptions: Vec::new(), ..definition.clone() };
    let chosen = chosen(program, scope, new, old);
    if let Some(definition) = program.definitions.get_mut(id.0) {
        definition.policy = Policy::First;
        definition.cases = chosen;
    }
}

/// The same for what one exception of a definition says.
fn replace_cases_of_exception(
    program: &mut Program,
    (id, position): (DefinitionId, usize),
    scope: Option<&Expr>,
    cases: &[Case],
) {
    let Some(definition) = program.definitions.get_mut(id.0) else { return };
    let bare = Definition { cases: cases.to_vec(), exceptions: Vec::new(), ..definition.clone() };
    let Some(exception) = definition.exceptions.get_mut(position) else { return };
    let old = Definition { cases: std::mem::take(&mut exception.instead), ..bare.clone() };
    exception.instead = match scope {
        Some(_) => Vec::new(),
        None => cases.to_vec(),
    };
    let Some(scope) = scope else { return };
    let chosen = chosen(program, scope, bare, old);
    let exceptions = program.definitions.get_mut(id.0).map(|definition| &mut definition.exceptions);
    if let Some(exception) = exceptions.and_then(|exceptions| exceptions.get_mut(position)) {
        exception.instead = chosen;
    }
}

/// Two definitions and a choice between them: one for those in a scope, the other for the rest.
fn chosen(program: &mut Program, scope: &Expr, new: Definition, old: Definition) -> Vec<Case> {
    let next = DefinitionId(program.definitions.len());
    let (value_type, span) = (new.value_type, new.naming.span);
    let case = |id: DefinitionId, guard| {
        let value = Expr { kind: ExprKind::Definition(id), value_type, span };
        Case { value, guard, days: Days::default(), citations: Vec::new(), span }
    };
    program.definitions.extend([new, old]);
    vec![case(next, Guard::When(scope.clone())), case(DefinitionId(next.0 + 1), Guard::Otherwise)]
}
