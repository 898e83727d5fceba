//! Benefits that are only for people of whom the population has none.
//!
//! Receives a population; remembers the facts that it says of nobody, and hands on of a benefit the fact without which
//! none of its categories can apply. A benefit without a cost, because nobody lives in a facility, would look as if
//! it had been computed.

use std::collections::BTreeSet;

use ansinh_grammar::Text;

use crate::plan::{Benefit, ColumnId, InputId, Op, Plan};
use crate::population::{ColumnData, Population};
use crate::value::Value;

/// The yes/no facts that a population says of nobody.
pub(super) struct Nobody<'p>(BTreeSet<&'p str>);

impl<'p> Nobody<'p> {
    /// The facts of a population.
    pub(super) fn of(population: &'p Population) -> Self {
        let is_never = |data: &ColumnData| matches!(data, ColumnData::YesNo(all) if all.iter().all(|one| *one == 0));
        let never = population.columns().iter().filter(|column| is_never(&column.data));
        Self(never.map(|column| column.name.as_str()).collect())
    }

    /// The label of the fact that is said of nobody, if every category of a benefit needs such a one.
    pub(super) fn is_paid(&self, plan: &Plan, benefit: &Benefit) -> Option<Text> {
        let mut labels = benefit.categories.iter().map(|category| {
            let fact = self.needed(plan, category.entitled)?;
            Some(plan.inputs.get(fact.0)?.label.clone())
        });
        let first = labels.next()??;
        labels.all(|label| label.is_some()).then_some(first)
    }

    /// A fact said of nobody without which a column is no.
    fn needed(&self, plan: &Plan, column: ColumnId) -> Option<InputId> {
        match &plan.column(column)?.op {
            Op::Input(id) if self.0.contains(plan.inputs.get(id.0)?.name.as_str()) => Some(*id),
            Op::Same(one) => self.needed(plan, *one),
            Op::All(parts) => parts.iter().find_map(|part| self.needed(plan, *part)),
            Op::Any(parts) => {
                let can = parts.iter().filter(|part| !is_no(plan, **part));
                let needed: Option<Vec<InputId>> = can.map(|part| self.needed(plan, *part)).collect();
                needed?.first().copied()
            }
            _ => None,
        }
    }
}

fn is_no(plan: &Plan, column: ColumnId) -> bool {
    matches!(plan.column(column).map(|column| &column.op), Some(Op::Constant(Value::YesNo(false))))
}
