//! Finds what looks at what: the order in which needs are passed on.
//!
//! Receives a program without circles; hands on its declarations, those that use others first. It knows no days.

use std::collections::BTreeSet;

use crate::hir::{Case, Expr, ExprKind, Guard, Program};

/// A declaration that passes its need on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::check) enum Node {
    Definition(usize),
    Input(usize),
    Link(usize),
}

/// The expressions of a node.
pub(super) fn exprs_of(program: &Program, node: Node) -> Vec<&Expr> {
    match node {
        Node::Definition(at) => {
            let Some(definition) = program.definitions.get(at) else {
                return Vec::new();
            };
            let exceptions = &definition.exceptions;
            let conditions = exceptions.iter().map(|exception| &exception.condition.expr);
            let cases = definition.cases.iter().chain(exceptions.iter().flat_map(|exception| &exception.instead));
            cases.flat_map(case_exprs).chain(conditions).collect()
        }
        Node::Input(at) => {
            program.inputs.get(at).map_or(Vec::new(), |found| found.implied.iter().map(|(when, _)| when).collect())
        }
        Node::Link(at) => program.links.get(at).map_or(Vec::new(), |found| found.empty_when.iter().collect()),
    }
}

fn case_exprs(case: &Case) -> Vec<&Expr> {
    match &case.guard {
        Guard::When(condition) => vec![&case.value, condition],
        Guard::Always | Guard::Otherwise => vec![&case.value],
    }
}

/// The nodes in an order in which each comes after all that use it.
pub(super) fn users_first(program: &Program) -> Vec<Node> {
    let definitions = (0..program.definitions.len()).map(Node::Definition);
    let inputs = (0..program.inputs.len()).map(Node::Input);
    let links = (0..program.links.len()).map(Node::Link);
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    for start in definitions.chain(inputs).chain(links) {
        visit(program, start, &mut seen, &mut order);
    }
    order.reverse();
    order
}

fn visit(program: &Program, start: Node, seen: &mut BTreeSet<Node>, order: &mut Vec<Node>) {
    if !seen.insert(start) {
        return;
    }
    let mut stack = vec![(start, used_nodes(program, start))];
    while let Some((node, todo)) = stack.last_mut() {
        match todo.pop() {
            Some(next) if seen.insert(next) => stack.push((next, used_nodes(program, next))),
            Some(_) => {}
            None => {
                order.push(*node);
                stack.pop();
            }
        }
    }
}

fn used_nodes(program: &Program, node: Node) -> Vec<Node> {
    let mut used = Vec::new();
    for expr in exprs_of(program, node) {
        collect(expr, &mut used);
    }
    used
}

fn collect(expr: &Expr, used: &mut Vec<Node>) {
    match &expr.kind {
        ExprKind::Definition(id) => used.push(Node::Definition(id.0)),
        ExprKind::Input(id) => used.push(Node::Input(id.0)),
        ExprKind::Follow(link, _) | ExprKind::Count(link, _) => used.push(Node::Link(link.0)),
        _ => {}
    }
    for part in expr.parts() {
        collect(part, used);
    }
}
