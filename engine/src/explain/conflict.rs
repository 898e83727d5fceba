//! Which clauses give answers that differ.
//!
//! Receives an evaluated plan; hands on, for an answer that is a conflict, the clauses that apply together, each with
//! its value and its sources. It decides nothing.

use ansinh_grammar::Text;

use super::finding::certainty;
use super::possible::Possible;
use super::reason::Evaluated;
use super::{Certainty, Outcomes};
use crate::lower::kind_text;
use crate::plan::{Arm, Citation, Column, ColumnId, Op};
use crate::value::{Fault, Policy, Value};

/// Clauses that apply together and disagree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// What they are about.
    pub about: Text,
    /// The clauses, in order.
    pub sides: Vec<ConflictSide>,
}

/// One of the clauses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConflictSide {
    /// What it is called.
    pub label: Text,
    /// What it says.
    pub value: Text,
    /// Where it comes from.
    pub citations: Vec<Citation>,
}

/// The conflict that a column's answer rests on, if its answer certainly is one.
pub(super) fn conflict(evaluated: &Evaluated<'_>, id: ColumnId, thing: usize) -> Option<Conflict> {
    if evaluated.get(id, thing).as_certain() != Some(Err(Fault::Conflict)) {
        return None;
    }
    let column = evaluated.plan.column(id)?;
    let places = places_below(evaluated, column, thing);
    let below = places.into_iter().find_map(|(operand, thing)| conflict(evaluated, operand, thing));
    below.or_else(|| here(evaluated, column, thing))
}

/// The columns that an operation looks at, with the thing for which it does.
fn places_below(evaluated: &Evaluated<'_>, column: &Column, thing: usize) -> Vec<(ColumnId, usize)> {
    let targets = |link| evaluated.facts.targets(thing, link).map(<[usize]>::to_vec);
    match &column.op {
        Op::Follow(link, one) | Op::Count(link, Some(one)) => {
            targets(*link).unwrap_or_default().into_iter().map(|target| (*one, target)).collect()
        }
        op => op.operands().into_iter().map(|operand| (operand, thing)).collect(),
    }
}

/// The arms of a column of cases that apply and differ.
fn here(evaluated: &Evaluated<'_>, column: &Column, thing: usize) -> Option<Conflict> {
    let Op::Cases { policy: Policy::Only, arms, .. } = &column.op else {
        return None;
    };
    let applies = |arm: &Arm| arm.guard.is_none_or(|guard| certainty(&evaluated.get(guard, thing)) == Certainty::Yes);
    let mut sides: Vec<(Value, ConflictSide)> = Vec::new();
    for (at, arm) in arms.iter().enumerate().filter(|(_, arm)| applies(arm)) {
        let Some(value) = certain(&evaluated.get(arm.value, thing)) else { continue };
        let phrase = || evaluated.plan.column(arm.value).map_or_else(Text::default, |value| value.phrase.clone());
        let label = column.arm_labels.get(at).cloned().unwrap_or_else(phrase);
        let citations = column.arm_citations.get(at).cloned().unwrap_or_default();
        sides.push((value, ConflictSide { label, value: kind_text(value, &column.kind), citations }));
    }
    let first = sides.first().map(|(value, _)| *value);
    let differ = sides.iter().any(|(value, _)| Some(*value) != first);
    let sides = sides.into_iter().map(|(_, side)| side).collect();
    differ.then(|| Conflict { about: column.phrase.clone(), sides })
}

fn certain(possible: &Possible) -> Option<Value> {
    match &possible.outcomes {
        Outcomes::Of(_) => possible.as_certain()?.ok(),
        Outcomes::Anything => None,
    }
}
