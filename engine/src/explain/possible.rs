//! Sets of possible outcomes.
//!
//! Receives outcomes and what they need; hands on what combining them may come to. It knows no plan.

use std::collections::BTreeSet;

use super::MAX_OUTCOMES;
use super::set::SmallSet;
use crate::plan::{InputId, LinkId};
use crate::value::{Fault, Value};

/// What an evaluation may come to: a value, or a fault although every fact is known.
pub type Outcome = Result<Value, Fault>;

/// A fact that is needed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Needed {
    /// The value of an input.
    Input(InputId),
    /// Where a link leads.
    Link(LinkId),
}

/// A fact of a thing that keeps an answer from being certain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Need {
    /// The thing, by its position in the facts.
    pub thing: usize,
    /// What is needed of it.
    pub what: Needed,
}

/// What is possible.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcomes {
    /// One of these.
    Of(SmallSet<Outcome>),
    /// Anything of the type.
    Anything,
}

/// Possible outcomes and what keeps them from being one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Possible {
    /// The outcomes.
    pub outcomes: Outcomes,
    /// The facts needed; none when certain.
    pub needs: BTreeSet<Need>,
}

impl Possible {
    /// Exactly this.
    #[must_use]
    pub fn certain(outcome: Outcome) -> Self {
        Self { outcomes: Outcomes::Of(SmallSet::one(outcome)), needs: BTreeSet::new() }
    }

    /// One of several, or anything if they are too many. Certain answers need nothing.
    #[must_use]
    pub fn of(outcomes: SmallSet<Outcome>, needs: BTreeSet<Need>) -> Self {
        if outcomes.len() > MAX_OUTCOMES {
            return Self::anything(needs);
        }
        let needs = if outcomes.len() == 1 { BTreeSet::new() } else { needs };
        Self { outcomes: Outcomes::Of(outcomes), needs }
    }

    /// Anything.
    #[must_use]
    pub const fn anything(needs: BTreeSet<Need>) -> Self {
        Self { outcomes: Outcomes::Anything, needs }
    }

    /// The one outcome, if it is certain.
    #[must_use]
    pub fn as_certain(&self) -> Option<Outcome> {
        match &self.outcomes {
            Outcomes::Of(outcomes) if outcomes.len() == 1 => outcomes.first().copied(),
            _ => None,
        }
    }

    /// The outcomes of a yes/no column: anything is yes or no.
    #[must_use]
    pub fn yes_no(&self) -> SmallSet<Outcome> {
        match &self.outcomes {
            Outcomes::Of(outcomes) => outcomes.clone(),
            Outcomes::Anything => SmallSet::from([Ok(Value::YesNo(false)), Ok(Value::YesNo(true))]),
        }
    }

    /// Whether it may be yes.
    #[must_use]
    pub fn may_be_yes(&self) -> bool {
        match &self.outcomes {
            Outcomes::Of(outcomes) => outcomes.iter().any(|outcome| *outcome != Ok(Value::YesNo(false))),
            Outcomes::Anything => true,
        }
    }

    /// Whether it is certainly this yes/no value.
    #[must_use]
    pub fn is_certainly(&self, value: bool) -> bool {
        self.as_certain() == Some(Ok(Value::YesNo(value)))
    }

    /// Both together: what either says is possible.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let needs: BTreeSet<Need> = self.needs.into_iter().chain(other.needs).collect();
        match (self.outcomes, other.outcomes) {
            (Outcomes::Of(left), Outcomes::Of(right)) => Self::of(left.into_iter().chain(right).collect(), needs),
            _ => Self::anything(needs),
        }
    }

    /// Each outcome through a function; faults pass.
    #[must_use]
    pub fn map(&self, change: impl Fn(Value) -> Outcome) -> Self {
        match &self.outcomes {
            Outcomes::Of(outcomes) => {
                let changed = outcomes.iter().map(|outcome| outcome.and_then(&change)).collect();
                Self::of(changed, self.needs.clone())
            }
            Outcomes::Anything => self.clone(),
        }
    }

    /// Each pair of outcomes through a function; faults pass, the smaller first.
    #[must_use]
    pub fn zip(&self, other: &Self, join: impl Fn(Value, Value) -> Outcome) -> Self {
        let needs: BTreeSet<Need> = self.needs.iter().chain(&other.needs).copied().collect();
        let (Outcomes::Of(left), Outcomes::Of(right)) = (&self.outcomes, &other.outcomes) else {
            return Self::anything(needs);
        };
        let mut joined = SmallSet::new();
        for left in left {
            for right in right {
                joined.insert(match (left, right) {
                    (Ok(left), Ok(right)) => join(*left, *right),
                    (Err(left), Err(right)) => Err(*left.min(right)),
                    (Err(fault), Ok(_)) | (Ok(_), Err(fault)) => Err(*fault),
                });
            }
            if joined.len() > MAX_OUTCOMES {
                return Self::anything(needs);
            }
        }
        Self::of(joined, needs)
    }
}
