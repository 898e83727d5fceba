//! What each benefit comes to, without reasons.
//!
//! Receives a plan and the facts of one household; hands on amounts, categories and needed facts for everybody in it.
//! The full finding starts from the same summary, so that a list and a single case can never disagree.

use std::collections::BTreeSet;

use super::bind::Bound;
use super::evaluate::evaluate;
use super::finding::{Answer, Certainty, answer, certainty};
use super::possible::Need;
use super::table::Table;
use super::{FactsError, split};
use crate::plan::{self, Plan};
use crate::value::Facts;

/// What one benefit comes to for one thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Summary {
    /// Which benefit of the plan.
    pub benefit: usize,
    /// The amount.
    pub amount: Answer,
    /// Whether any category applies.
    pub qualifies: Certainty,
    /// The facts that keep the amount from being certain.
    pub needs: BTreeSet<Need>,
    /// Whether each category of the benefit applies, in the order of the plan.
    pub applies: Vec<Certainty>,
    /// Whether each category is what is paid, or a part of it.
    pub paid: Vec<Certainty>,
}

/// What the benefits of the plan come to, for every thing in the order of the facts.
///
/// # Errors
/// A fact that the plan has no input for, or a value that does not suit it.
pub fn summaries(plan: &Plan, facts: &Facts) -> Result<Vec<Vec<Summary>>, FactsError> {
    let bound = Bound::new(plan, facts)?;
    let table = evaluate(plan, &bound);
    let of_thing = |thing: usize| {
        let entity = bound.thing(thing).map(|thing| thing.entity);
        let benefits = plan.benefits.iter().enumerate().filter(|(_, benefit)| Some(benefit.entity) == entity);
        benefits.map(|(at, benefit)| summary(plan, &bound, &table, (at, benefit), thing)).collect()
    };
    Ok((0..bound.things.len()).map(of_thing).collect())
}

/// What one benefit comes to for one thing.
pub(super) fn summary(
    plan: &Plan,
    facts: &Bound,
    table: &Table<'_>,
    (at, benefit): (usize, &plan::Benefit),
    thing: usize,
) -> Summary {
    let possible = split::sharpen_over(plan, facts, table, benefit.amount, thing);
    let amount = answer(&possible);
    let qualifies = match (certainty(&table.get(plan, benefit.qualifies, thing)), &amount) {
        // Whoever does not qualify gets nothing; but who gets nothing may still qualify, for an amount of zero.
        (Certainty::Unknown, Answer::Certain(amount)) if !amount.is_zero() => Certainty::Yes,
        (Certainty::Unknown, Answer::Certain(_)) => {
            certainty(&split::sharpen_over(plan, facts, table, benefit.qualifies, thing))
        }
        (qualifies, _) => qualifies,
    };
    let applies = |category: &plan::Category| certainty(&table.get(plan, category.qualifies, thing));
    let paid = |category: &plan::Category| match amount {
        // Where the law gives no single amount, nothing is told to be paid.
        Answer::Fault(_) => Certainty::Unknown,
        _ => certainty(&table.get(plan, category.paid, thing)),
    };
    Summary {
        benefit: at,
        qualifies,
        needs: possible.needs,
        applies: benefit.categories.iter().map(applies).collect(),
        paid: benefit.categories.iter().map(paid).collect(),
        amount,
    }
}
