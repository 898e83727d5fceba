//! Many households, one after another, under one plan.
//!
//! Receives a plan and the facts of each household by id; hands on the same summaries as for a single case. A column
//! is computed only if somebody asks for it, and a value that is certain takes the short way; what is open goes through
//! the operations of `evaluate`. It gives no reasons.

mod household;
mod lazy;
mod memo;
mod quick;
mod sharp;

use std::cell::RefCell;

pub use household::Household;

use super::finding::{self, Answer, Certainty, answer};
use super::possible::{Outcome, Possible};
use super::split::looks_at;
use super::summary::Summary;
use crate::plan::{self, ColumnId, Op, Plan};
use crate::value::Value;
use lazy::{Lazy, Seen};
use memo::{Columns, Memo};

/// A plan made ready for many households.
#[derive(Debug)]
pub struct Many<'p> {
    plan: &'p Plan,
    /// The columns that each input may change.
    reached: Vec<Columns>,
}

/// What a worker keeps from household to household.
#[derive(Default)]
pub struct Desk {
    cells: RefCell<Memo>,
    tried: RefCell<Memo>,
    open: RefCell<Vec<Possible>>,
}

impl<'p> Many<'p> {
    /// Makes a plan ready.
    #[must_use]
    pub fn new(plan: &'p Plan) -> Self {
        let mut reached = vec![Columns::none(plan.columns.len()); plan.inputs.len()];
        for (at, column) in plan.columns.iter().enumerate() {
            let looked_at = looks_at(plan, &column.op);
            for (input, columns) in reached.iter_mut().enumerate() {
                let is_it = matches!(&column.op, Op::Input(id) if id.0 == input);
                if is_it || looked_at.iter().any(|operand| columns.has(*operand)) {
                    columns.add(ColumnId(at));
                }
            }
        }
        Self { plan, reached }
    }

    /// The plan.
    #[must_use]
    pub const fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// What the benefits of the plan come to, for every thing of a household in the order in which they were added.
    pub fn summaries(&self, desk: &mut Desk, household: &Household<'_>) -> Vec<Vec<Summary>> {
        let facts = household.bound();
        let n_things = facts.things.len();
        desk.cells.get_mut().clear(self.plan.columns.len(), n_things);
        desk.open.get_mut().clear();
        let lazy = Lazy { plan: self.plan, facts, memo: &desk.cells, open: &desk.open, trial: None };
        let of_thing = |thing: usize| self.of_thing(&lazy, &desk.tried, thing);
        (0..n_things).map(of_thing).collect()
    }

    /// Whether a subject of the plan is certainly yes for anybody: by the plan of contradictions, whether facts contradict
    /// each other.
    pub fn has_certain_subject(&self, desk: &mut Desk, household: &Household<'_>) -> bool {
        let facts = household.bound();
        desk.cells.get_mut().clear(self.plan.columns.len(), facts.things.len());
        desk.open.get_mut().clear();
        let lazy = Lazy { plan: self.plan, facts, memo: &desk.cells, open: &desk.open, trial: None };
        self.plan.subjects.iter().any(|id| {
            let entity = self.plan.column(*id).and_then(|column| column.entity);
            let is_so = |thing: usize| matches!(lazy.seen(*id, thing), Seen::Sure(Ok(Value::YesNo(true))));
            facts.things_of(entity).into_iter().any(is_so)
        })
    }

    fn of_thing(&self, lazy: &Lazy<'_>, tried: &RefCell<Memo>, thing: usize) -> Vec<Summary> {
        let entity = lazy.facts.thing(thing).map(|thing| thing.entity);
        let benefits = self.plan.benefits.iter().enumerate().filter(|(_, benefit)| Some(benefit.entity) == entity);
        benefits.map(|(at, benefit)| self.summary(lazy, tried, (at, benefit), thing)).collect()
    }

    /// The same as `summary::summary` over a table of everything.
    fn summary(
        &self,
        lazy: &Lazy<'_>,
        tried: &RefCell<Memo>,
        (at, benefit): (usize, &plan::Benefit),
        thing: usize,
    ) -> Summary {
        let (amount, needs) = match lazy.seen(benefit.amount, thing) {
            Seen::Sure(outcome) => (sure(outcome), Default::default()),
            Seen::Open(place) => {
                let plain = lazy.open(place);
                let sharp = sharp::sharpen(self, lazy, tried, plain, (benefit.amount, thing));
                (answer(&sharp), sharp.needs)
            }
        };
        let certainty = |column: ColumnId| match lazy.seen(column, thing) {
            Seen::Sure(Ok(Value::YesNo(true))) => Certainty::Yes,
            Seen::Sure(Ok(Value::YesNo(false))) => Certainty::No,
            _ => Certainty::Unknown,
        };
        let qualifies = match (certainty(benefit.qualifies), &amount) {
            // Whoever does not qualify gets nothing; but who gets nothing may still qualify, for an amount of zero.
            (Certainty::Unknown, Answer::Certain(amount)) if !amount.is_zero() => Certainty::Yes,
            (Certainty::Unknown, Answer::Certain(_)) => match lazy.seen(benefit.qualifies, thing) {
                Seen::Sure(_) => Certainty::Unknown,
                Seen::Open(place) => {
                    let plain = lazy.open(place);
                    finding::certainty(&sharp::sharpen(self, lazy, tried, plain, (benefit.qualifies, thing)))
                }
            },
            (qualifies, _) => qualifies,
        };
        let paid = |category: &plan::Category| match amount {
            // Where the law gives no single amount, nothing is told to be paid.
            Answer::Fault(_) => Certainty::Unknown,
            _ => certainty(category.paid),
        };
        Summary {
            benefit: at,
            qualifies,
            needs,
            applies: benefit.categories.iter().map(|category| certainty(category.qualifies)).collect(),
            paid: benefit.categories.iter().map(paid).collect(),
            amount,
        }
    }
}

fn sure(outcome: Outcome) -> Answer {
    match outcome {
        Ok(value) => value.as_number().map_or(Answer::Unknown, Answer::Certain),
        Err(fault) => Answer::Fault(fault),
    }
}
