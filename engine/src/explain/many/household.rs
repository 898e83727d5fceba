//! The facts of one household by id.
//!
//! Receives things, facts and links; keeps them for one household after another, without names and without asking for
//! memory anew. What does not suit the plan is refused. It computes nothing.

use super::super::bind::{Bound, BoundThing, check, is_sound, read};
use crate::plan::{EntityId, InputId, LinkId, Plan};
use crate::value::Fact;

/// The facts of one household by id.
#[derive(Clone)]
pub struct Household<'p> {
    plan: &'p Plan,
    facts: Bound,
    /// Things of households before, to be used again.
    spare: Vec<BoundThing>,
}

impl<'p> Household<'p> {
    /// A household of nobody.
    #[must_use]
    pub const fn new(plan: &'p Plan) -> Self {
        Self { plan, facts: Bound { things: Vec::new(), is_rest_no: false }, spare: Vec::new() }
    }

    /// Forgets all things.
    pub fn clear(&mut self) {
        self.spare.append(&mut self.facts.things);
    }

    /// How many things there are.
    #[must_use]
    pub fn n_things(&self) -> usize {
        self.facts.things.len()
    }

    /// Adds a thing of which nothing is known; its position.
    pub fn add(&mut self, entity: EntityId) -> usize {
        let mut thing = self.spare.pop().unwrap_or_else(|| BoundThing::new(self.plan, entity));
        thing.clear(entity);
        self.facts.things.push(thing);
        self.facts.things.len() - 1
    }

    /// Whether a fact suits the plan, for things of its entity.
    #[must_use]
    pub fn suits(&self, id: InputId, fact: &Fact) -> bool {
        self.plan.inputs.get(id.0).is_some_and(|input| check(self.plan, input, fact).is_ok())
    }

    /// States a fact that suits; a fact that was stated is replaced.
    pub fn state(&mut self, thing: usize, id: InputId, fact: &Fact) {
        let input = self.plan.inputs.get(id.0);
        if let (Some(input), Some(thing)) = (input, self.facts.things.get_mut(thing)) {
            thing.state(id, Some(read(self.plan, &input.name, fact)));
        }
    }

    /// Where a link leads, if that is stated.
    #[must_use]
    pub fn targets(&self, thing: usize, id: LinkId) -> Option<&[usize]> {
        self.facts.targets(thing, id)
    }

    /// States where a link leads.
    pub fn link(&mut self, thing: usize, id: LinkId, targets: Vec<usize>) {
        if let Some(thing) = self.facts.things.get_mut(thing) {
            thing.link(id, targets);
        }
    }

    /// Whether every link leads to as many things as it may.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let n_things = self.n_things();
        let mut links = self.facts.things.iter().flat_map(BoundThing::links);
        links.all(|(id, targets)| is_sound(self.plan, id, targets, n_things))
    }

    pub(super) const fn bound(&self) -> &Bound {
        &self.facts
    }
}
