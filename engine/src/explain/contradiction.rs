//! Facts that contradict each other.
//!
//! Receives a plan whose subjects say what cannot be so, and facts; hands on whom one certainly applies to, with the
//! facts that it rests on. What is not known contradicts nothing.

use ansinh_grammar::Text;

use super::FactsError;
use super::bind::Bound;
use super::evaluate::evaluate;
use super::finding::Certainty;
use super::reason::{Evaluated, Reason, ReasonFact};
use crate::plan::Plan;
use crate::value::Facts;

/// Facts of one thing that cannot all be so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contradiction {
    /// The position of the thing.
    pub thing: usize,
    /// Why they cannot.
    pub why: Text,
    /// The facts, each once.
    pub facts: Vec<ReasonFact>,
}

impl Contradiction {
    /// The whole as one line.
    #[must_use]
    pub fn text(&self) -> Text {
        let told = |get: fn(&Text) -> &str| {
            let each = self.facts.iter().map(|fact| format!("{} = {}", get(&fact.label), get(&fact.value)));
            each.collect::<Vec<_>>().join("; ")
        };
        Text::new(
            format!("các dữ kiện mâu thuẫn nhau: {} ({}); hãy sửa một trong số đó", told(|text| &text.vi), self.why.vi),
            format!("these facts contradict each other: {} ({}); mend one of them", told(|text| &text.en), self.why.en),
        )
    }
}

/// Everything that certainly contradicts itself, by the plan of [`crate::lower::lower_contradictions`].
///
/// # Errors
/// As for [`super::explain()`].
pub fn contradictions(plan: &Plan, facts: &Facts) -> Result<Vec<Contradiction>, FactsError> {
    let bound = Bound::new(plan, facts)?;
    let table = evaluate(plan, &bound);
    let evaluated = Evaluated { plan, facts: &bound, table: &table };
    let mut found = Vec::new();
    for id in &plan.subjects {
        let Some(column) = plan.column(*id) else { continue };
        for thing in bound.things_of(column.entity) {
            if evaluated.get(*id, thing).is_certainly(true) {
                let mut facts = Vec::new();
                evaluated.reason(*id, thing, &[]).iter().for_each(|reason| collect(reason, &mut facts));
                found.push(Contradiction { thing, why: column.phrase.clone(), facts });
            }
        }
    }
    found.sort_by_key(|contradiction| contradiction.thing);
    Ok(found)
}

/// The facts of a reason and of those of its parts that hold.
fn collect(reason: &Reason, facts: &mut Vec<ReasonFact>) {
    for fact in &reason.facts {
        if !facts.contains(fact) {
            facts.push(fact.clone());
        }
    }
    let holding = reason.parts.iter().filter(|part| part.holds == Certainty::Yes);
    holding.for_each(|part| collect(part, facts));
}
