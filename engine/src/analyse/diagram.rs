//! Decision diagrams: many-valued tests above many-valued leaves, each stored once.
//!
//! Receives variables with whole-number values and leaves; hands on diagrams of which two are the same function
//! exactly if they are the same number. A node tests one variable and has one edge for each interval of its values, so
//! that `age < 4` and `age >= 60` never hold on one path. It knows no law; what leaves mean stands in `algebra`.

use std::collections::{BTreeMap, BTreeSet};

use super::algebra::{Join, Map, Symbol};
use super::subject::Subject;
use crate::value::{Fault, Value};

/// The most nodes of one analysis: beyond, a question stays open.
const MAX_NODES: usize = 200_000;

/// A diagram, by the number of its first node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Diagram(usize);

/// A variable. Diagrams test variables in the order of their numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Var(pub(super) usize);

/// What a diagram comes to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Leaf {
    /// A value.
    Value(Value),
    /// No value, although every fact is known.
    Fault(Fault),
    /// A value that depends on more than finitely many classes of people, by the number of its symbol.
    Symbol(usize),
    /// No case has applied so far.
    Nothing,
}

/// The edges of a test: up to which value each goes, and where to.
pub(super) type Edges = Vec<(i64, Diagram)>;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Node {
    Leaf(Leaf),
    Test(Var, Edges),
}

/// All diagrams of one analysis.
#[derive(Default)]
pub(super) struct Store {
    nodes: Vec<Node>,
    known: BTreeMap<Node, Diagram>,
    pub(super) subjects: Vec<(Subject, i64, i64)>,
    pub(super) vars: BTreeMap<Subject, Var>,
    pub(super) symbols: Vec<Symbol>,
    pub(super) symbol_ids: BTreeMap<Symbol, usize>,
    pub(super) joins: BTreeMap<(Join, Diagram, Diagram), Diagram>,
    pub(super) maps: BTreeMap<(Map, Diagram), Diagram>,
    selects: BTreeMap<(Diagram, Diagram, Diagram), Diagram>,
    /// Days that are compared with the day of assessment as ages are.
    pub(super) births: BTreeSet<Var>,
}

impl Store {
    /// The number of nodes so far.
    pub(super) fn n_nodes(&self) -> usize {
        self.nodes.len()
    }

    /// The variable of a subject, with the values it may have.
    pub(super) fn var(&mut self, subject: Subject, low: i64, high: i64) -> Var {
        if let Some(known) = self.vars.get(&subject) {
            return *known;
        }
        let var = Var(self.subjects.len());
        self.subjects.push((subject.clone(), low, high));
        self.vars.insert(subject, var);
        var
    }

    /// The smallest and the largest value of a variable.
    pub(super) fn bounds(&self, var: Var) -> (i64, i64) {
        self.subjects.get(var.0).map_or((0, 0), |(_, low, high)| (*low, *high))
    }

    fn intern(&mut self, node: Node) -> Option<Diagram> {
        if let Some(known) = self.known.get(&node) {
            return Some(*known);
        }
        if self.nodes.len() >= MAX_NODES {
            return None;
        }
        let diagram = Diagram(self.nodes.len());
        self.nodes.push(node.clone());
        self.known.insert(node, diagram);
        Some(diagram)
    }

    /// The diagram that is always the same.
    pub(super) fn leaf(&mut self, leaf: Leaf) -> Option<Diagram> {
        self.intern(Node::Leaf(leaf))
    }

    /// Always yes, or always no.
    pub(super) fn yes_no(&mut self, value: bool) -> Option<Diagram> {
        self.leaf(Leaf::Value(Value::YesNo(value)))
    }

    /// What a diagram always is, if it is always the same.
    pub(super) fn as_leaf(&self, diagram: Diagram) -> Option<Leaf> {
        match self.nodes.get(diagram.0) {
            Some(Node::Leaf(leaf)) => Some(*leaf),
            _ => None,
        }
    }

    /// Whether it is never yes.
    pub(super) fn is_no(&self, diagram: Diagram) -> bool {
        self.as_leaf(diagram) == Some(Leaf::Value(Value::YesNo(false)))
    }

    /// The variable a diagram tests first, and its edges.
    pub(super) fn as_test(&self, diagram: Diagram) -> Option<(Var, &Edges)> {
        match self.nodes.get(diagram.0) {
            Some(Node::Test(var, edges)) => Some((*var, edges)),
            _ => None,
        }
    }

    /// A test: edges to one diagram become one edge, and a test that decides nothing is left out.
    pub(super) fn test(&mut self, var: Var, edges: Edges) -> Option<Diagram> {
        let mut merged: Edges = Vec::with_capacity(edges.len());
        for (upper, next) in edges {
            match merged.last_mut() {
                Some(last) if last.1 == next => last.0 = upper,
                _ => merged.push((upper, next)),
            }
        }
        match merged.as_slice() {
            [(_, only)] => Some(*only),
            _ => self.intern(Node::Test(var, merged)),
        }
    }

    /// Whether a variable is at most some value.
    pub(super) fn at_most(&mut self, var: Var, value: i64) -> Option<Diagram> {
        let (low, high) = self.bounds(var);
        if value < low || value >= high {
            return self.yes_no(value >= high);
        }
        let edges = vec![(value, self.yes_no(true)?), (high, self.yes_no(false)?)];
        self.test(var, edges)
    }

    /// The first variable that any of some diagrams tests.
    pub(super) fn top(&self, diagrams: &[Diagram]) -> Option<Var> {
        diagrams.iter().filter_map(|diagram| Some(self.as_test(*diagram)?.0)).min()
    }

    /// Some diagrams on each interval of a variable that no diagram tests anything before.
    pub(super) fn split<const N: usize>(&self, var: Var, diagrams: [Diagram; N]) -> Vec<(i64, [Diagram; N])> {
        let mut uppers: Vec<i64> = vec![self.bounds(var).1];
        for (_, edges) in diagrams.iter().filter_map(|diagram| self.as_test(*diagram)).filter(|test| test.0 == var) {
            uppers.extend(edges.iter().map(|(upper, _)| *upper));
        }
        uppers.sort_unstable();
        uppers.dedup();
        let at = |diagram: Diagram, value: i64| match self.as_test(diagram) {
            Some((tested, edges)) if tested == var => next_of(edges, value).unwrap_or(diagram),
            _ => diagram,
        };
        uppers.into_iter().map(|upper| (upper, diagrams.map(|diagram| at(diagram, upper)))).collect()
    }

    /// A test above diagrams that may test earlier variables.
    pub(super) fn branch(&mut self, var: Var, edges: Edges) -> Option<Diagram> {
        let is_ordered = edges.iter().all(|(_, next)| self.as_test(*next).is_none_or(|(below, _)| below > var));
        if is_ordered {
            return self.test(var, edges);
        }
        let mut rest = edges.last()?.1;
        for (upper, next) in edges.into_iter().rev().skip(1) {
            let guard = self.at_most(var, upper)?;
            rest = self.select(guard, next, rest)?;
        }
        Some(rest)
    }

    /// One diagram where a guard is yes, another where it is no. A guard that fails makes it fail.
    pub(super) fn select(&mut self, guard: Diagram, then: Diagram, rest: Diagram) -> Option<Diagram> {
        match self.as_leaf(guard) {
            Some(Leaf::Value(Value::YesNo(true))) => return Some(then),
            Some(Leaf::Value(Value::YesNo(false))) => return Some(rest),
            Some(Leaf::Fault(fault)) => return self.map(&Map::FailOver(fault), rest),
            Some(_) => return None,
            None => {}
        }
        if let Some(known) = self.selects.get(&(guard, then, rest)) {
            return Some(*known);
        }
        let var = self.top(&[guard, then, rest])?;
        let mut edges = Vec::new();
        for (upper, [guard, then, rest]) in self.split(var, [guard, then, rest]) {
            edges.push((upper, self.select(guard, then, rest)?));
        }
        let selected = self.test(var, edges)?;
        self.selects.insert((guard, then, rest), selected);
        Some(selected)
    }

    /// The variables that a diagram looks at.
    pub(super) fn support(&self, diagram: Diagram) -> BTreeSet<Var> {
        let mut vars = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut todo = vec![diagram];
        while let Some(next) = todo.pop() {
            if !seen.insert(next) {
                continue;
            }
            if let Some((var, edges)) = self.as_test(next) {
                vars.insert(var);
                todo.extend(edges.iter().map(|(_, below)| *below));
            }
        }
        vars
    }

    /// What a diagram comes to for values of its variables; nothing if one that it looks at has no value.
    pub(super) fn follow(&self, diagram: Diagram, value: &mut impl FnMut(Var) -> Option<i64>) -> Option<Leaf> {
        let mut at = diagram;
        while let Some((var, edges)) = self.as_test(at) {
            at = next_of(edges, value(var)?)?;
        }
        self.as_leaf(at)
    }
}

/// Where the edges lead from a value.
fn next_of(edges: &Edges, value: i64) -> Option<Diagram> {
    let at = edges.partition_point(|(upper, _)| *upper < value);
    edges.get(at).map(|(_, next)| *next)
}

/// A step of a path: a variable and the values on it, both ends included.
pub(super) type Way = Vec<(Var, i64, i64)>;

impl Store {
    /// The path to yes that tests the least, by the weight of each variable.
    pub(super) fn cheapest(&self, diagram: Diagram, weight: &impl Fn(Var) -> usize) -> Option<Way> {
        let mut costs = BTreeMap::new();
        self.cost(diagram, weight, &mut costs)?;
        let mut way = Vec::new();
        let mut at = diagram;
        while let Some((var, edges)) = self.as_test(at) {
            let cost = |next: &Diagram| costs.get(next).copied().flatten();
            let best = (0..edges.len()).min_by_key(|at| {
                let cost = edges.get(*at).and_then(|(_, next)| cost(next));
                (cost.is_none(), cost)
            })?;
            let low = best.checked_sub(1).and_then(|before| edges.get(before)).map(|(upper, _)| upper + 1);
            let (upper, next) = *edges.get(best)?;
            way.push((var, low.unwrap_or(self.bounds(var).0), upper));
            at = next;
        }
        Some(way)
    }

    fn cost(
        &self,
        diagram: Diagram,
        weight: &impl Fn(Var) -> usize,
        costs: &mut BTreeMap<Diagram, Option<usize>>,
    ) -> Option<usize> {
        if let Some(known) = costs.get(&diagram) {
            return *known;
        }
        let cost = match self.as_test(diagram) {
            None => (self.as_leaf(diagram) == Some(Leaf::Value(Value::YesNo(true)))).then_some(0),
            Some((var, edges)) => {
                let below = edges.iter().filter_map(|(_, next)| self.cost(*next, weight, costs)).min();
                below.map(|below| below + weight(var))
            }
        };
        costs.insert(diagram, cost);
        cost
    }
}
