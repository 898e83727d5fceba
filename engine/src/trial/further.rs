//! Chooses the further things of a promise among the things that were drawn.
//!
//! Receives facts; hands on facts with links to the further things, each another one than those before it. It draws no
//! value.

use super::Random;
use super::draw::Draw;
use crate::hir::Further;
use crate::plan::EntityId;
use crate::value::{BIRTH, Fact, Facts, Value};

impl Draw<'_> {
    /// Links the thing that the promise is about to the further ones, where there are some.
    pub(super) fn point(&self, facts: &mut Facts, random: &mut Random) {
        let Some(subject) = self.subject_of(facts) else { return };
        let mut chosen = vec![subject];
        for other in self.others {
            let candidates = self.candidates(facts, other, &chosen);
            let Some(found) = random.pick(&candidates).copied() else { return };
            facts.link(subject, &other.link_name(), vec![found]);
            chosen.push(found);
        }
    }

    /// Whether every further thing is there, and is one that the promise speaks of.
    pub(super) fn is_pointed(&self, facts: &Facts) -> bool {
        let Some(subject) = self.subject_of(facts) else { return false };
        let mut chosen = vec![subject];
        for other in self.others {
            let Some(found) = pointed(facts, subject, other) else { return false };
            if !self.candidates(facts, other, &chosen).contains(&found) || self.is_unborn(facts, found) {
                return false;
            }
            chosen.push(found);
        }
        true
    }

    /// Whether somebody is born after the day.
    fn is_unborn(&self, facts: &Facts, thing: usize) -> bool {
        let born = facts.things.get(thing).and_then(|thing| thing.facts.get(BIRTH));
        matches!(born, Some(Fact::Known(Value::Date(day))) if *day > self.plan.on)
    }

    /// Who may be a further thing: nobody who is one already.
    fn candidates(&self, facts: &Facts, other: &Further, chosen: &[usize]) -> Vec<usize> {
        let all = match &other.among {
            None => self.things(facts, EntityId(other.entity.0)),
            Some((from, links)) => {
                let mut reached: Vec<usize> = chosen.get(*from).copied().into_iter().collect();
                for link in links {
                    let name = self.plan.links.get(link.0).map_or("", |link| &link.name);
                    let targets = |thing: &usize| facts.things.get(*thing)?.links.get(name).cloned();
                    reached = reached.iter().filter_map(targets).flatten().collect();
                }
                reached
            }
        };
        all.into_iter().filter(|thing| !chosen.contains(thing)).collect()
    }
}

/// The position of a further thing.
pub(super) fn pointed(facts: &Facts, subject: usize, other: &Further) -> Option<usize> {
    facts.things.get(subject)?.links.get(&other.link_name())?.first().copied()
}

/// Adds the things of other facts, with names of their own.
pub(super) fn add(facts: &mut Facts, others: Facts) {
    let before = facts.things.len();
    for (at, mut thing) in others.things.into_iter().enumerate() {
        thing.name = format!("{}_{}", thing.entity, before + at + 1);
        thing.links.values_mut().flatten().for_each(|target| *target += before);
        facts.things.push(thing);
    }
}
