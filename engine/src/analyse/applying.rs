//! What diagrams say of one person, to be held against what an evaluator says.
//!
//! Receives a plan and facts; hands on which cases and categories apply. It is slower than the evaluators and takes
//! every fact as stated.

use super::compile::Compiled;
use super::diagram::{Diagram, Leaf, Store, Var};
use super::subject::{Links, Subject};
use crate::plan::{ColumnId, InputId, LinkId, Op, Plan};
use crate::value::{Fact, Facts, Value, mantissa};

/// The conditions of cases and of categories of one plan, as diagrams.
pub struct Applying<'p> {
    plan: &'p Plan,
    store: Store,
    columns: Vec<(ColumnId, Diagram)>,
}

impl<'p> Applying<'p> {
    /// Compiles every condition of a case and of a category.
    #[must_use]
    pub fn of(plan: &'p Plan) -> Self {
        let mut store = Store::default();
        let mut compiled = Compiled::new(&mut store, plan, 0);
        let lists = plan.columns.iter().filter(|column| column.written.is_some());
        let guards = lists.flat_map(|column| match &column.op {
            Op::Cases { arms, .. } => arms.iter().filter_map(|arm| arm.guard).collect(),
            _ => Vec::new(),
        });
        let categories = plan.benefits.iter().flat_map(|benefit| &benefit.categories);
        let mut wanted: Vec<ColumnId> = guards.chain(categories.map(|category| category.qualifies)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let columns = wanted.into_iter().filter_map(|id| Some((id, compiled.column(id)?))).collect();
        Self { plan, store, columns }
    }

    /// The columns that were compiled.
    #[must_use]
    pub fn columns(&self) -> Vec<ColumnId> {
        self.columns.iter().map(|(id, _)| *id).collect()
    }

    /// Whether each column is yes for a thing, in the order of [`Applying::columns`]; nothing where diagrams do not
    /// look that far.
    #[must_use]
    pub fn holds(&self, facts: &Facts, thing: usize) -> Vec<Option<bool>> {
        self.columns.iter().map(|(_, diagram)| self.is_yes(*diagram, facts, thing)).collect()
    }

    fn is_yes(&self, diagram: Diagram, facts: &Facts, thing: usize) -> Option<bool> {
        match self.store.follow(diagram, &mut |var| self.coordinate(var, facts, thing))? {
            Leaf::Value(Value::YesNo(value)) => Some(value),
            _ => None,
        }
    }

    fn coordinate(&self, var: Var, facts: &Facts, thing: usize) -> Option<i64> {
        match &self.store.subjects.get(var.0)?.0 {
            Subject::Input(links, id) => self.fact(facts, self.reached(facts, thing, links)?, *id),
            Subject::Count(links, link, condition) => {
                let owner = self.reached(facts, thing, links)?;
                let members = self.targets(facts, owner, *link)?;
                let mut n_members = 0;
                for member in members {
                    let counts = match condition {
                        Some(condition) => self.is_yes(*condition, facts, *member)?,
                        None => true,
                    };
                    n_members += i64::from(counts);
                }
                Some(n_members)
            }
            Subject::Compared(..) | Subject::Opaque(..) => None,
        }
    }

    fn targets<'f>(&self, facts: &'f Facts, thing: usize, link: LinkId) -> Option<&'f Vec<usize>> {
        facts.things.get(thing)?.links.get(&self.plan.links.get(link.0)?.name)
    }

    fn reached(&self, facts: &Facts, thing: usize, links: &Links) -> Option<usize> {
        links.iter().try_fold(thing, |at, link| self.targets(facts, at, *link)?.first().copied())
    }

    fn fact(&self, facts: &Facts, thing: usize, id: InputId) -> Option<i64> {
        let input = self.plan.inputs.get(id.0)?;
        match facts.things.get(thing)?.facts.get(&input.name)? {
            Fact::Known(value) => coordinate(*value, &input.kind),
            Fact::OneOf(_) => None,
        }
    }
}

/// The whole number that stands for a value of a kind.
pub(super) fn coordinate(value: Value, kind: &crate::plan::Kind) -> Option<i64> {
    match (value, kind) {
        (Value::YesNo(value), _) => Some(i64::from(value)),
        (Value::Choice(choice), _) => Some(i64::from(choice)),
        (Value::Date(day), _) => Some(i64::from(day.packed())),
        (Value::Number(number), crate::plan::Kind::Number(kind)) => i64::try_from(mantissa(number, kind.scale)?).ok(),
        (Value::Number(_) | Value::Absent, _) => None,
    }
}
