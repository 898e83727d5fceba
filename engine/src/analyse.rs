//! What the law does to people, without asking anybody: gaps, contradictions, rules that apply to nobody.
//!
//! Receives a checked program without errors; hands on complaints. It works on the plan of each period and each law,
//! in which no name, day or scenario is left to resolve: conditions become decision diagrams, whose paths are kinds of
//! people. An error is told only with an example person that the evaluator has confirmed.

mod algebra;
mod applying;
mod cases;
mod categories;
mod compile;
mod diagram;
mod example;
mod period;
mod subject;
mod unused;

pub use applying::Applying;

use ansinh_grammar::Span;
use ansinh_grammar::diagnostic::{self, Diagnostic};

use crate::codes;
use crate::hir::Program;

/// How much to look for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Depth {
    /// What is wrong, or can never apply.
    Usual,
    /// Also what is needless: facts that no rule uses, conditions that change nothing.
    Strict,
}

/// What was found.
#[derive(Debug)]
pub struct Analysis {
    /// The complaints, in order of position.
    pub diagnostics: Vec<Diagnostic>,
    /// Lists of cases of which some question stays open: nothing is proven of them.
    pub open: Vec<Span>,
    /// The size of all diagrams of one day together, at most.
    pub n_nodes: usize,
}

/// Looks for what is wrong with a program that has no errors.
#[must_use]
pub fn analyse(program: &Program, depth: Depth) -> Analysis {
    let plans = period::plans(program);
    let mut store = diagram::Store::default();
    let mut told = cases::Told::of(program);
    let mut n_nodes = 0;
    let mut day = None;
    for (number, plan) in plans.iter().enumerate() {
        // Plans of one day share what they have in common; on another day every age is another day of birth.
        if day.replace(plan.on) != Some(plan.on) {
            store = diagram::Store::default();
        }
        let mut compiled = compile::Compiled::new(&mut store, plan, number);
        cases::check(&mut compiled, &mut told);
        categories::check(&mut compiled, &mut told);
        if depth == Depth::Strict {
            categories::check_conditions(&mut compiled, &mut told);
        }
        n_nodes = n_nodes.max(store.n_nodes());
    }
    let open = told.open.iter().copied().collect();
    let mut diagnostics = told.finish();
    if depth == Depth::Strict && !program.benefits.is_empty() {
        diagnostics.extend(unused::check(program, &plans));
    }
    diagnostic::sort(&mut diagnostics);
    Analysis { diagnostics, open, n_nodes }
}
