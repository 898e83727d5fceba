//! One case in full: every figure with its reasons, and what cannot be told yet.
//!
//! Receives a plan and facts; hands on the possible amounts of each benefit, the reasons with their citations, and the
//! facts that are still needed. An unknown fact is never read as no or zero. It knows no population and no screen.

mod advice;
mod answers;
mod bind;
mod chosen;
mod conflict;
mod contradiction;
mod evaluate;
mod finding;
mod many;
mod operation;
mod possible;
mod reason;
mod set;
mod split;
mod summary;
mod table;

pub use advice::{Advice, advice, doubts};
pub use answers::{Answers, Scope};
pub use bind::FactsError;
pub use conflict::{Conflict, ConflictSide};
pub use contradiction::{Contradiction, contradictions};
pub use finding::{Answer, CategoryFinding, Certainty, ExceptionFinding, Finding};
pub use many::{Desk, Household, Many};
pub use possible::{Need, Needed, Outcome, Outcomes, Possible};
pub use reason::{Reason, ReasonFact};
pub use set::SmallSet;
pub use summary::{Summary, summaries};

use crate::plan::{ColumnId, Plan};
use crate::value::Facts;

/// The most possible outcomes that are told apart; beyond, a value is just not known.
pub const MAX_OUTCOMES: usize = 400;

/// What each benefit of the plan comes to for one thing.
///
/// # Errors
/// A fact that the plan has no input for, or a value that does not suit it.
pub fn explain(plan: &Plan, facts: &Facts, thing: usize) -> Result<Vec<Finding>, FactsError> {
    let bound = bind::Bound::new(plan, facts)?;
    let table = evaluate::evaluate(plan, &bound);
    Ok(finding::findings(plan, &bound, &table, thing))
}

/// What one column comes to for one thing: its possible outcomes and the facts that keep it from being certain.
///
/// # Errors
/// As for [`explain`].
pub fn possible(plan: &Plan, facts: &Facts, column: ColumnId, thing: Option<usize>) -> Result<Possible, FactsError> {
    let bound = bind::Bound::new(plan, facts)?;
    Ok(split::sharpen(plan, &bound, column, thing))
}

/// What some columns come to, each for one thing, without a closer look at facts that are not told.
///
/// # Errors
/// As for [`explain`].
pub fn cells(plan: &Plan, facts: &Facts, wanted: &[(ColumnId, usize)]) -> Result<Vec<Possible>, FactsError> {
    let bound = bind::Bound::new(plan, facts)?;
    let table = evaluate::evaluate(plan, &bound);
    Ok(wanted.iter().map(|(column, thing)| table.get(plan, *column, *thing)).collect())
}

/// The facts that some findings still need, in the order in which to ask: as declared, but those of a
/// law for some places after the others, and sensitive ones last.
#[must_use]
pub fn questions(plan: &Plan, findings: &[Finding]) -> Vec<Need> {
    let mut needs: Vec<Need> = findings.iter().flat_map(|finding| finding.needs.iter().copied()).collect();
    needs.sort_by_key(|need| {
        let input = match need.what {
            Needed::Input(id) => plan.inputs.get(id.0),
            Needed::Link(_) => None,
        };
        let rank = input.map_or((false, false), |input| (input.is_sensitive, input.is_local));
        (rank, need.what, need.thing)
    });
    needs.dedup();
    needs
}
