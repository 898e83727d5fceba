//! Checks time: what is used on days without a value, what is never in force, what no instrument covers.
//!
//! Receives a program without errors; hands on complaints. A value is needed on the days on which what uses it is in
//! force, and so on back to the benefits; where nothing is said about a beginning, nothing is claimed about it.

use std::collections::BTreeSet;

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text};

use crate::check::periods::{Periods, day_text, days_text};
use crate::check::time::uses::{Node, exprs_of, users_first};
use crate::codes;
use crate::hir::{
    Benefit, BenefitId, Case, Category, CategoryId, Change, Condition, Conditioned, Days, DefinitionException,
    DefinitionId, Expr, ExprKind, Guard, ParameterId, Program, Rewrite,
};

/// What has a value only on some days.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Target {
    Parameter(ParameterId),
    Definition(DefinitionId),
}

/// A place at which a value is used, and the days on which it is needed there.
struct Site {
    target: Target,
    span: Span,
    days: Periods,
}

/// On which days each declaration is needed.
pub(super) struct Needs {
    pub(in crate::check) parameters: Vec<Periods>,
    pub(in crate::check) definitions: Vec<Periods>,
    inputs: Vec<Periods>,
    links: Vec<Periods>,
    sites: Vec<Site>,
    pub(super) found: Vec<Diagnostic>,
}

impl Needs {
    pub(super) fn of(program: &Program) -> Self {
        let never = |count: usize| vec![Periods::never(); count];
        let mut needs = Self {
            parameters: never(program.parameters.len()),
            definitions: never(program.definitions.len()),
            inputs: never(program.inputs.len()),
            links: never(program.links.len()),
            sites: Vec::new(),
            found: Vec::new(),
        };
        for (idx, benefit) in program.benefits.iter().enumerate() {
            needs.benefit(program, BenefitId(idx), benefit);
        }
        needs.edits(program);
        for node in users_first(program) {
            let (before, is_needed) = (needs.days(), needs.is_needed(node));
            needs.node(program, node);
            // What nothing uses gives no other a need: it only shows where a value would be missing.
            if !is_needed {
                (needs.parameters, needs.definitions, needs.inputs, needs.links) = before;
            }
        }
        needs
    }

    /// The days on which everything is needed so far.
    fn days(&self) -> (Vec<Periods>, Vec<Periods>, Vec<Periods>, Vec<Periods>) {
        (self.parameters.clone(), self.definitions.clone(), self.inputs.clone(), self.links.clone())
    }

    fn is_needed(&self, node: Node) -> bool {
        let days = match node {
            Node::Definition(at) => self.definitions.get(at),
            Node::Input(at) => self.inputs.get(at),
            Node::Link(at) => self.links.get(at),
        };
        days.is_some_and(|days| !days.is_empty())
    }

    fn benefit(&mut self, program: &Program, id: BenefitId, benefit: &Benefit) {
        let days = Periods::of([benefit.days]);
        let exceptions = benefit.exceptions.iter().map(|exception| &exception.condition);
        for condition in benefit.conditions.iter().chain(exceptions) {
            self.condition(condition, &days, Text::new("chế độ", "the benefit"));
        }
        for value in benefit.combination.values() {
            self.expr(value, &days);
        }
        for exception in &benefit.exceptions {
            let days = days.and(&Periods::of([exception.condition.days]));
            for value in exception.instead.values() {
                self.expr(value, &days);
            }
        }
        for (position, category) in benefit.categories.iter().enumerate() {
            self.category(program, benefit, category, &other_ways(program, CategoryId { benefit: id, position }));
        }
    }

    /// What patches put in place of something, on their days while that is in force.
    fn edits(&mut self, program: &Program) {
        for edit in program.patches.iter().flat_map(|patch| &patch.edits) {
            let outer = in_force(program, &edit.change);
            let days = Periods::of([edit.days]).and(&outer);
            if let Some(outer) = outer.first().filter(|_| days.is_empty()) {
                let whole = Text::new("quy định được sửa", "what it changes");
                self.found.push(never_in_force(edit.span, edit.days, outer, &whole));
            }
            match &edit.change {
                Change::Condition(_, _, expr) | Change::Amount(_, expr) => self.expr(expr, &days),
                Change::Definition(_, cases) | Change::DefinitionException(_, _, cases) => {
                    for case in cases {
                        self.clause(case, &days);
                    }
                }
                Change::Combination(_, combination) => {
                    for value in combination.values() {
                        self.expr(value, &days);
                    }
                }
                Change::Remove(_) => {}
            }
        }
    }

    fn category(&mut self, program: &Program, benefit: &Benefit, category: &Category, other_ways: &[Days]) {
        let days = category_days(benefit, category);
        let place = category.naming.span;
        if days.is_empty() {
            let whole = Text::new("chế độ", "the benefit");
            self.found.push(never_in_force(place, category.days, benefit.days, &whole));
            return;
        }
        for condition in &category.conditions {
            self.condition(condition, &days, Text::new("diện", "the category"));
        }
        let conditions = category.conditions.iter().map(|condition| condition.days).chain(other_ways.iter().copied());
        let is_free = category.conditions.is_empty();
        let in_force = if is_free { days } else { days.and(&Periods::of(conditions)) };
        for amount in &category.amounts {
            self.clause(amount, &in_force);
            if !in_force.is_empty() && in_force.and(&Periods::of([amount.days])).is_empty() {
                let whole = Text::new("diện", "the category");
                let outer = in_force.first().unwrap_or_default();
                self.found.push(never_in_force(amount.span, amount.days, outer, &whole));
            }
        }
        let covered = Periods::of(category.amounts.iter().map(|amount| amount.days));
        if let Some(gap) = in_force.without(&covered).that_begin().first().filter(|_| !category.amounts.is_empty()) {
            self.found.push(nothing_given(&program.called(&category.naming), category, gap));
        }
    }

    /// An exception of a definition: its condition, and its cases while that holds.
    fn exception(&mut self, exception: &DefinitionException, outer: &Periods) {
        self.condition(&exception.condition, outer, Text::new("định nghĩa", "the definition"));
        let days = outer.and(&Periods::of([exception.condition.days]));
        for case in &exception.instead {
            self.clause(case, &days);
        }
    }

    fn condition(&mut self, condition: &Condition, outer: &Periods, whole: Text) {
        let days = outer.and(&Periods::of([condition.days]));
        if days.is_empty() && !outer.is_empty() {
            let outer = outer.first().unwrap_or_default();
            self.found.push(never_in_force(condition.expr.span, condition.days, outer, &whole));
        }
        self.expr(&condition.expr, &days);
    }

    fn clause(&mut self, case: &Case, outer: &Periods) {
        let days = outer.and(&Periods::of([case.days]));
        self.expr(&case.value, &days);
        if let Guard::When(condition) = &case.guard {
            self.expr(condition, &days);
        }
    }

    /// Notes what an expression needs on some days.
    fn expr(&mut self, expr: &Expr, days: &Periods) {
        let add = |all: &mut Vec<Periods>, at: usize| {
            if let Some(known) = all.get_mut(at) {
                *known = known.or(days);
            }
        };
        match &expr.kind {
            ExprKind::Parameter(id) => {
                add(&mut self.parameters, id.0);
                self.sites.push(Site { target: Target::Parameter(*id), span: expr.span, days: days.clone() });
            }
            ExprKind::Definition(id) => {
                add(&mut self.definitions, id.0);
                self.sites.push(Site { target: Target::Definition(*id), span: expr.span, days: days.clone() });
            }
            ExprKind::Input(id) => add(&mut self.inputs, id.0),
            ExprKind::Follow(link, _) | ExprKind::Count(link, _) => add(&mut self.links, link.0),
            _ => {}
        }
        for part in expr.parts() {
            self.expr(part, days);
        }
    }

    /// What a node needs, once all that use it are known. What nothing uses may be asked for on any day.
    fn node(&mut self, program: &Program, node: Node) {
        let days = match node {
            Node::Definition(at) => self.definitions.get(at),
            Node::Input(at) => self.inputs.get(at),
            Node::Link(at) => self.links.get(at),
        };
        let days = days.filter(|days| !days.is_empty()).cloned().unwrap_or_else(Periods::always);
        match node {
            Node::Definition(at) => {
                let Some(definition) = program.definitions.get(at) else {
                    return;
                };
                for case in &definition.cases {
                    self.clause(case, &days);
                }
                for exception in &definition.exceptions {
                    self.exception(exception, &days);
                }
            }
            Node::Input(_) | Node::Link(_) => {
                for condition in exprs_of(program, node) {
                    self.expr(condition, &days);
                }
            }
        }
    }
}

/// The days of a category: its own, within those of its benefit.
pub(super) fn category_days(benefit: &Benefit, category: &Category) -> Periods {
    Periods::of([category.days]).and(&Periods::of([benefit.days]))
}

/// The days on which what a change is made to is in force; every day where that is told elsewhere.
fn in_force(program: &Program, change: &Change) -> Periods {
    let of_benefit = |id: BenefitId| program.benefits.get(id.0).map(|benefit| Periods::of([benefit.days]));
    let of_category = |id: CategoryId| {
        let benefit = program.benefits.get(id.benefit.0)?;
        Some(category_days(benefit, benefit.categories.get(id.position)?))
    };
    let of_exception = |id: BenefitId, position: usize| {
        let exception = program.benefits.get(id.0)?.exceptions.get(position)?;
        Some(of_benefit(id)?.and(&Periods::of([exception.condition.days])))
    };
    let days = match change {
        Change::Condition(_, Conditioned::Category(id), _) | Change::Amount(id, _) => of_category(*id),
        Change::Condition(_, Conditioned::Benefit(id), _) | Change::Combination(id, _) => of_benefit(*id),
        Change::Condition(_, Conditioned::Exception(id, position), _) => of_exception(*id, *position),
        Change::Condition(_, Conditioned::DefinitionException(id, position), _) => program
            .definitions
            .get(id.0)
            .and_then(|definition| definition.exceptions.get(*position))
            .map(|exception| Periods::of([exception.condition.days])),
        Change::Definition(..) | Change::DefinitionException(..) | Change::Remove(_) => None,
    };
    days.unwrap_or_else(Periods::always)
}

/// The days on which patches let people into a category by another way.
fn other_ways(program: &Program, id: CategoryId) -> Vec<Days> {
    let edits = program.patches.iter().flat_map(|patch| &patch.edits);
    let is_way = |change: &Change| match change {
        Change::Condition(Rewrite::Widen | Rewrite::Replace, Conditioned::Category(target), _) => *target == id,
        _ => false,
    };
    edits.filter(|edit| is_way(&edit.change)).map(|edit| edit.days).collect()
}

/// Values that are needed on days on which there is none: one complaint for each gap.
pub(super) fn gaps(program: &Program, needs: &Needs, found: &mut Vec<Diagnostic>) {
    let mut told = BTreeSet::new();
    for site in &needs.sites {
        let clauses: Vec<(Days, Span)> = match site.target {
            Target::Parameter(id) => program.parameters.get(id.0).map_or(Vec::new(), |parameter| {
                parameter.values.iter().map(|value| (value.days, value.span)).collect()
            }),
            Target::Definition(id) => program
                .definitions
                .get(id.0)
                .map_or(Vec::new(), |definition| definition.cases.iter().map(|case| (case.days, case.span)).collect()),
        };
        let covered = Periods::of(clauses.iter().map(|(days, _)| *days));
        let Some(gap) = site.days.without(&covered).that_begin().first().filter(|_| !clauses.is_empty()) else {
            continue;
        };
        if told.insert((site.target, gap.from, gap.to)) {
            let naming = match site.target {
                Target::Parameter(id) => program.parameters.get(id.0).map(|found| &found.naming),
                Target::Definition(id) => program.definitions.get(id.0).map(|found| &found.naming),
            };
            let name = naming.map(|naming| program.called(naming)).unwrap_or_default();
            found.push(no_value(&name, site.span, gap, &clauses));
        }
    }
}

fn no_value(name: &Text, span: Span, gap: Days, clauses: &[(Days, Span)]) -> Diagnostic {
    let words = days_text(gap);
    let headline = Text::new(
        format!("`{}` không có giá trị {} nhưng vẫn được dùng trong thời gian đó", name.vi, words.vi),
        format!("`{}` has no value {}, but it is used on those days", name.en, words.en),
    );
    let mut diagnostic =
        Diagnostic::new(codes::NO_VALUE_IN_USE, span, headline).saying(Text::new("được dùng ở đây", "used here"));
    let before = clauses.iter().filter(|(days, _)| days.to < gap.from && days.to.is_some());
    let after = clauses.iter().filter(|(days, _)| days.from > gap.from);
    if let Some((_, span)) = before.max_by_key(|(days, _)| days.to) {
        diagnostic = diagnostic.label(*span, Text::new("giá trị cuối cùng trước đó", "the last value before"));
    } else if let Some((_, span)) = after.min_by_key(|(days, _)| days.from) {
        diagnostic = diagnostic.label(*span, Text::new("giá trị đầu tiên", "the first value"));
    }
    let from = gap.from.map(day_text).unwrap_or_default();
    diagnostic.help(Text::new(
        format!("thêm giá trị từ {}, hoặc sửa thời gian của quy định đang dùng nó", from.vi),
        format!("add a value from {}, or change the days of the clause that uses it", from.en),
    ))
}

fn nothing_given(name: &Text, category: &Category, gap: Days) -> Diagnostic {
    let words = days_text(gap);
    let headline = Text::new(
        format!("diện `{}` có hiệu lực {} nhưng không có mức hưởng trong thời gian đó", name.vi, words.vi),
        format!("category `{}` is in force {}, but gives nothing on those days", name.en, words.en),
    );
    Diagnostic::new(codes::NO_VALUE_IN_USE, category.naming.span, headline).help(Text::new(
        format!("thêm `được hưởng ...` áp dụng {}, hoặc sửa thời gian của diện", words.vi),
        format!("add `gives ...` {}, or change the days of the category", words.en),
    ))
}

fn never_in_force(span: Span, own: Days, outer: Days, whole: &Text) -> Diagnostic {
    let (own, outer) = (days_text(own), days_text(outer));
    let headline = Text::new(
        format!("quy định này không bao giờ có hiệu lực: nó ghi {}, còn {} chỉ {}", own.vi, whole.vi, outer.vi),
        format!("this is never in force: it is {}, but {} is only {}", own.en, whole.en, outer.en),
    );
    Diagnostic::new(codes::NEVER_IN_FORCE, span, headline)
        .help(Text::new("sửa một trong hai thời gian", "change one of the two periods"))
}
