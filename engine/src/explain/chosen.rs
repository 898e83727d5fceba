//! Which arm of several is the one taken, as far as that can be told.
//!
//! Receives what the guards and values of arms may be; hands on whether one of them is taken. An undecided arm that
//! cannot take its place leaves it certain. It knows no plan.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::possible::{Outcomes, Possible};
use super::set::SmallSet;
use crate::value::{Fault, Policy, Value};

/// One arm: whether it applies, and its value.
pub(super) struct Candidate {
    pub(super) guard: Possible,
    pub(super) value: Possible,
}

/// Whether the arm at a position is the one taken.
pub(super) fn chosen(policy: Policy, arms: &[Candidate], position: usize) -> Possible {
    let Some(own) = arms.get(position) else {
        return Possible::certain(Err(Fault::NoCase));
    };
    if let Some(decided) = decided(policy, arms, position) {
        return decided;
    }
    let yes_no = |value: bool| Possible::certain(Ok(Value::YesNo(value)));
    if arms.iter().filter(|arm| arm.guard.may_be_yes()).any(may_fault) || policy == Policy::Only {
        return unknown();
    }
    if own.guard.is_certainly(false) {
        return yes_no(false);
    }
    let others = || arms.iter().enumerate().filter(|(at, arm)| *at != position && arm.guard.may_be_yes());
    let beats = |(at, arm): (usize, &Candidate)| arm.guard.is_certainly(true) && wins(policy, arm, own, at < position);
    if others().any(beats) {
        return yes_no(false);
    }
    let is_safe = |(at, arm): (usize, &Candidate)| wins(policy, own, arm, position < at);
    if own.guard.is_certainly(true) && others().all(is_safe) { yes_no(true) } else { unknown() }
}

/// The answer where every arm that matters is certain.
fn decided(policy: Policy, arms: &[Candidate], position: usize) -> Option<Possible> {
    let mut applying: Vec<(usize, Value)> = Vec::new();
    for (at, arm) in arms.iter().enumerate() {
        match arm.guard.as_certain()? {
            Ok(Value::YesNo(false)) if at == position => return Some(Possible::certain(Ok(Value::YesNo(false)))),
            Ok(Value::YesNo(false)) => {}
            Ok(_) => match arm.value.as_certain()? {
                Ok(value) => applying.push((at, value)),
                Err(fault) => return Some(Possible::certain(Err(fault))),
            },
            Err(fault) => return Some(Possible::certain(Err(fault))),
        }
    }
    let values = applying.iter().map(|(_, value)| *value);
    let taken = match policy {
        Policy::Highest => values.max(),
        Policy::Lowest => values.min(),
        _ => values.clone().next(),
    };
    let differ = applying.iter().any(|(_, value)| Some(*value) != taken);
    if policy == Policy::Only && differ {
        return Some(Possible::certain(Err(Fault::Conflict)));
    }
    let chosen = applying.iter().find(|(_, value)| Some(*value) == taken).map(|(at, _)| *at);
    Some(Possible::certain(Ok(Value::YesNo(chosen == Some(position)))))
}

fn unknown() -> Possible {
    Possible::of(SmallSet::from([Ok(Value::YesNo(false)), Ok(Value::YesNo(true))]), BTreeSet::new())
}

fn may_fault(arm: &Candidate) -> bool {
    let value_faults = match &arm.value.outcomes {
        Outcomes::Of(outcomes) => outcomes.iter().any(Result::is_err),
        Outcomes::Anything => true,
    };
    value_faults || arm.guard.yes_no().iter().any(Result::is_err)
}

/// Whether the first arm is taken before the second whatever their values turn out to be, if both apply.
fn wins(policy: Policy, first: &Candidate, second: &Candidate, is_earlier: bool) -> bool {
    let holds = |wanted: Ordering| {
        let (Outcomes::Of(left), Outcomes::Of(right)) = (&first.value.outcomes, &second.value.outcomes) else {
            return false;
        };
        let compare = |left: &_, right: &_| match Ord::cmp(left, right) {
            Ordering::Equal => is_earlier,
            order => order == wanted,
        };
        left.iter().all(|left| right.iter().all(|right| compare(left, right)))
    };
    match policy {
        Policy::Highest => holds(Ordering::Greater),
        Policy::Lowest => holds(Ordering::Less),
        Policy::First => is_earlier,
        Policy::Only | Policy::Sum => false,
    }
}
