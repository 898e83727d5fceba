//! Finds definitions that depend on themselves.
//!
//! Receives the program; hands on complaints. It knows only which declaration uses which.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text};

use crate::check::checker::Checker;
use crate::codes;
use crate::hir::{
    BenefitId, CategoryId, Change, Conditioned, DefinitionId, Expr, ExprKind, Guard, InputId, ParameterId, PatchId,
    Program, Removed,
};

/// The longest chain of declarations of which each uses the next, the same on every platform.
const MAX_STEPS: usize = 200;
/// Operators around a use that count as one more step: both are followed on one stack.
const LEVELS_OF_A_STEP: usize = 8;

/// A declaration that computes something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Node {
    Input(InputId),
    Definition(DefinitionId),
    Benefit(BenefitId),
    Category(CategoryId),
    Parameter(ParameterId),
}

/// How far the search has come with a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// Done: the length of the longest chain below.
    Done(usize),
}

impl Checker {
    /// Reports every circle and every chain that is too long, once each.
    pub(in crate::check) fn check_cycles(&mut self) {
        let mut states = std::collections::BTreeMap::new();
        let mut found = Vec::new();
        for start in all_nodes(&self.program) {
            search(&self.program, start, &mut states, &mut found);
        }
        for diagnostic in found {
            self.report(diagnostic);
        }
    }
}

fn all_nodes(program: &Program) -> Vec<Node> {
    let inputs = (0..program.inputs.len()).map(|idx| Node::Input(InputId(idx)));
    let definitions = (0..program.definitions.len()).map(|idx| Node::Definition(DefinitionId(idx)));
    let benefits = (0..program.benefits.len()).map(|idx| Node::Benefit(BenefitId(idx)));
    inputs.chain(definitions).chain(benefits).collect()
}

/// A declaration that is used, and how many operators lie around the place.
type Use = (Node, usize);

/// One node on the way, with what it uses and has not been followed yet.
struct Frame {
    node: Node,
    todo: Vec<Use>,
    longest: usize,
    /// The steps that the nesting around its use counts for.
    detour: usize,
}

fn search(
    program: &Program,
    start: Node,
    states: &mut std::collections::BTreeMap<Node, State>,
    found: &mut Vec<Diagnostic>,
) {
    if states.contains_key(&start) {
        return;
    }
    states.insert(start, State::Open);
    let mut stack = vec![Frame { node: start, todo: uses(program, start), longest: 0, detour: 0 }];
    while let Some(frame) = stack.last_mut() {
        let Some((next, n_levels)) = frame.todo.pop() else {
            let (node, mut longest, detour) = (frame.node, frame.longest + 1, frame.detour);
            stack.pop();
            if longest > MAX_STEPS {
                found.push(too_many_steps(program, node));
                // What builds on it is not reported for the same steps.
                longest = 0;
            }
            states.insert(node, State::Done(longest));
            if let Some(parent) = stack.last_mut() {
                parent.longest = parent.longest.max(longest + detour);
            }
            continue;
        };
        let detour = n_levels / LEVELS_OF_A_STEP;
        match states.get(&next) {
            Some(State::Done(longest)) => frame.longest = frame.longest.max(*longest + detour),
            Some(State::Open) => found.push(circle(program, &stack, next)),
            None => {
                states.insert(next, State::Open);
                stack.push(Frame { node: next, todo: uses(program, next), longest: 0, detour });
            }
        }
    }
}

fn circle(program: &Program, stack: &[Frame], repeated: Node) -> Diagnostic {
    let on_circle = stack.iter().skip_while(|frame| frame.node != repeated).map(|frame| frame.node);
    let on_circle: Vec<(Text, Span)> = on_circle.chain([repeated]).map(|node| describe(program, node)).collect();
    let (name, span) = describe(program, repeated);
    let headline =
        Text::new(format!("`{}` phụ thuộc vào chính nó", name.vi), format!("`{}` depends on itself", name.en));
    let uses = |next: &Text| Text::new(format!("dùng `{}`", next.vi), format!("uses `{}`", next.en));
    let mut found = Diagnostic::new(codes::CYCLE, span, headline);
    if let Some((next, _)) = on_circle.get(1) {
        found = found.saying(uses(next));
    }
    for ((_, span), (next, _)) in on_circle.iter().zip(on_circle.iter().skip(1)).skip(1) {
        found = found.label(*span, uses(next));
    }
    let names = |form: fn(&Text) -> &str| on_circle.iter().map(|(name, _)| form(name)).collect::<Vec<_>>().join(" → ");
    found.note(Text::new(names(|name| &name.vi), names(|name| &name.en))).help(Text::new(
        "nếu muốn nói đến một trợ cấp khác, khai báo nó thành dữ kiện",
        "if another allowance is meant, make it an input",
    ))
}

fn too_many_steps(program: &Program, node: Node) -> Diagnostic {
    let (name, span) = describe(program, node);
    let headline = Text::new(
        format!("`{}` được định nghĩa qua hơn {MAX_STEPS} bước", name.vi),
        format!("`{}` is defined through more than {MAX_STEPS} steps", name.en),
    );
    Diagnostic::new(codes::TOO_MANY_STEPS, span, headline)
        .help(Text::new("gộp bớt các định nghĩa trung gian", "put some of the definitions between into one"))
}

fn describe(program: &Program, node: Node) -> (Text, Span) {
    let naming = match node {
        Node::Input(id) => program.inputs.get(id.0).map(|found| &found.naming),
        Node::Definition(id) => program.definitions.get(id.0).map(|found| &found.naming),
        Node::Benefit(id) => program.benefits.get(id.0).map(|found| &found.naming),
        Node::Parameter(id) => program.parameters.get(id.0).map(|found| &found.naming),
        Node::Category(id) => program
            .benefits
            .get(id.benefit.0)
            .and_then(|found| found.categories.get(id.position))
            .map(|found| &found.naming),
    };
    naming.map_or_else(Default::default, |naming| (program.called(naming), naming.span))
}

/// What a declaration uses, last first.
fn uses(program: &Program, node: Node) -> Vec<Use> {
    let mut found = Vec::new();
    match node {
        Node::Input(id) => {
            for (condition, _) in program.inputs.get(id.0).map_or(&[][..], |input| &input.implied) {
                collect(condition, 0, &mut found);
            }
        }
        Node::Definition(id) => {
            let Some(definition) = program.definitions.get(id.0) else {
                return found;
            };
            let exceptions = &definition.exceptions;
            for case in definition.cases.iter().chain(exceptions.iter().flat_map(|exception| &exception.instead)) {
                collect_case(case, &mut found);
            }
            for exception in exceptions {
                collect(&exception.condition.expr, 0, &mut found);
            }
        }
        Node::Benefit(id) => {
            let Some(benefit) = program.benefits.get(id.0) else {
                return found;
            };
            for condition in benefit.conditions.iter().chain(benefit.exceptions.iter().map(|found| &found.condition)) {
                collect(&condition.expr, 0, &mut found);
            }
            let combinations = benefit.exceptions.iter().map(|found| &found.instead).chain([&benefit.combination]);
            for expr in combinations.flat_map(crate::hir::Combination::values) {
                collect(expr, 0, &mut found);
            }
            let categories = 0..benefit.categories.len();
            found.extend(categories.map(|position| (Node::Category(CategoryId { benefit: id, position }), 0)));
        }
        Node::Category(id) => {
            let Some(benefit) = program.benefits.get(id.benefit.0) else {
                return found;
            };
            let Some(category) = benefit.categories.get(id.position) else {
                return found;
            };
            for condition in category.conditions.iter().chain(&benefit.conditions) {
                collect(&condition.expr, 0, &mut found);
            }
            for case in &category.amounts {
                collect_case(case, &mut found);
            }
            collect_scopes(program, category.patch.into_iter(), &mut found);
        }
        // A value that a patch sets for some people depends on who they are.
        Node::Parameter(id) => {
            let values = program.parameters.get(id.0).map_or(&[][..], |parameter| &parameter.values);
            collect_scopes(program, values.iter().filter_map(|value| value.patch), &mut found);
        }
    }
    collect_edits(program, node, &mut found);
    found
}

/// What patches put into a declaration, under whatever law.
fn collect_edits(program: &Program, node: Node, found: &mut Vec<Use>) {
    for patch in &program.patches {
        for edit in &patch.edits {
            match (&edit.change, node) {
                (Change::Condition(_, Conditioned::Category(id), condition), Node::Category(at)) if *id == at => {
                    collect(condition, 0, found);
                }
                (
                    Change::Condition(_, Conditioned::Benefit(id) | Conditioned::Exception(id, _), condition),
                    Node::Benefit(at),
                ) if *id == at => collect(condition, 0, found),
                (Change::Condition(_, Conditioned::DefinitionException(id, _), condition), Node::Definition(at))
                    if *id == at =>
                {
                    collect(condition, 0, found);
                }
                (Change::Condition(_, Conditioned::Benefit(id), condition), Node::Category(at))
                    if *id == at.benefit =>
                {
                    collect(condition, 0, found);
                }
                (Change::Amount(id, amount), Node::Category(at)) if *id == at => collect(amount, 0, found),
                (Change::Definition(id, cases) | Change::DefinitionException(id, _, cases), Node::Definition(at))
                    if *id == at =>
                {
                    cases.iter().for_each(|case| collect_case(case, found));
                }
                (Change::Remove(Removed::Category(id)), Node::Category(at)) if *id == at => {}
                (Change::Remove(Removed::Benefit(id)), Node::Category(at)) if *id == at.benefit => {}
                (Change::Combination(id, _), Node::Benefit(at)) if *id == at => {}
                _ => continue,
            }
            found.extend(patch.scope.iter().flat_map(|scope| {
                let mut inside = Vec::new();
                collect(scope, 0, &mut inside);
                inside
            }));
        }
    }
}

fn collect_scopes(program: &Program, patches: impl Iterator<Item = PatchId>, found: &mut Vec<Use>) {
    for scope in patches.filter_map(|id| program.patch(id)?.scope.as_ref()) {
        collect(scope, 0, found);
    }
}

fn collect_case(case: &crate::hir::Case, found: &mut Vec<Use>) {
    collect(&case.value, 0, found);
    if let Guard::When(condition) = &case.guard {
        collect(condition, 0, found);
    }
}

fn collect(expr: &Expr, n_levels: usize, found: &mut Vec<Use>) {
    match &expr.kind {
        ExprKind::Input(id) => found.push((Node::Input(*id), n_levels)),
        ExprKind::Definition(id) => found.push((Node::Definition(*id), n_levels)),
        ExprKind::Parameter(id) => found.push((Node::Parameter(*id), n_levels)),
        ExprKind::Qualifies(categories) => found.extend(categories.iter().map(|id| (Node::Category(*id), n_levels))),
        ExprKind::QualifiesForBenefit(id) => found.push((Node::Benefit(*id), n_levels)),
        _ => {}
    }
    for part in expr.parts() {
        collect(part, n_levels + 1, found);
    }
}
