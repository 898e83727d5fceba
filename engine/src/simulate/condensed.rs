//! Runs households that the law cannot tell apart once.
//!
//! Receives a bound run; hands on one that comes to the same outcome from fewer households, each of which stands for
//! all of its kind. It knows no rule: what tells households apart is what the machines look at.

use super::claims::Claims;
use super::run::{Bound, Run};
use super::weights::Weights;
use crate::population::{self, Population};
use crate::vector::{Look, Told, VectorError, blocks, condense};

impl Bound<'_> {
    /// What of the population is looked at.
    fn look(&self) -> Look<'_, '_> {
        let categories = self.benefits.iter().flat_map(|benefit| &benefit.categories);
        let columns = categories.flat_map(|category| [category.paid, category.qualifies, category.amount]);
        let amounts = self.benefits.iter().map(|benefit| benefit.amount);
        Look { machine: &self.machine, columns: columns.chain(amounts).collect() }
    }
}

impl Run<'_> {
    /// The same outcome, quicker: households of which every machine of the run sees the same are run once. A sample
    /// whose households have weights of their own stays as it is.
    #[must_use]
    pub fn condensed(mut self) -> Self {
        if self.look.weights.is_some() || self.condensed.is_some() {
            return self;
        }
        let bounds = self.days.iter().flat_map(|day| std::iter::once(&day.baseline).chain(&day.reform));
        let looks: Vec<Look<'_, '_>> = bounds.map(Bound::look).chain(self.gauges.looks()).collect();
        let [of_persons, of_households] = claimed(&self.look.claims);
        let single: Vec<(usize, &[u8])> = self.look.closer.groups().collect();
        let told = Told { persons: &of_persons, homes: &of_households, single: &single };
        let Ok(condensed) = condense(self.population, &looks, told) else { return self };
        let Some(kinds) = Weights::new(&condensed.population, &condensed.weights, 0) else { return self };
        let persons: Vec<usize> = population::persons_of(self.population.first_person(), &condensed.homes).collect();
        for (is_of_persons, marks) in self.look.claims.iter_mut().flatten() {
            let places = if *is_of_persons { &persons } else { &condensed.homes };
            *marks = places.iter().filter_map(|&place| marks.get(place).copied()).collect();
        }
        self.look.closer.of_some(&persons, condensed.population.first_person());
        if !self.detail.received.is_empty() {
            self.detail.received = vec![[0; 2]; condensed.population.households()];
        }
        self.look.kinds = Some(kinds);
        self.condensed = Some(condensed);
        self
    }

    /// How many households are run.
    #[must_use]
    pub fn n_households(&self) -> usize {
        self.people().households()
    }

    /// The people who are run.
    pub(super) fn people(&self) -> &Population {
        self.condensed.as_ref().map_or(self.population, |condensed| &condensed.population)
    }

    /// The first row of all people for which the law gives no single answer, whoever is run, in whatever order.
    pub(super) fn first_fault(&self) -> Option<VectorError> {
        let machines: Vec<_> = self
            .days
            .iter()
            .flat_map(|day| std::iter::once(&day.baseline).chain(&day.reform).map(|bound| &bound.machine))
            .collect();
        let all = blocks(self.population);
        let mut scratches: Vec<_> = machines.iter().map(|machine| machine.scratch(&all)).collect();
        all.iter().find_map(|block| {
            machines.iter().zip(&mut scratches).find_map(|(machine, scratch)| machine.run(*block, scratch).err())
        })
    }
}

/// Who claims, of benefits of persons and of households.
fn claimed(claims: &Claims) -> [Vec<(usize, &[u8])>; 2] {
    let all = |wanted: bool| {
        let of = claims.iter().flatten().filter(move |(is_of_persons, _)| *is_of_persons == wanted);
        of.map(|(_, marks)| (2, marks.as_slice())).collect()
    };
    [all(true), all(false)]
}
