//! The law of `policies/` beside the independent implementation.
//!
//! Receives plain households; asks the evaluator of one household and the independent implementation, and hands on
//! where they differ, by kind, with the smallest household that shows it. It decides nobody's entitlement.

mod ours;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use ansinh_engine::hir::Program;
use ansinh_engine::lower::{self, World};
use ansinh_engine::plan::Plan;
use ansinh_engine::value::Date;

use crate::independent::chance::Chance;
use crate::independent::hiding::{self, Hidden};
use crate::independent::rates;
use crate::independent::{Day, Household, assess, people, shrink};

/// So many completions are tried for a household of which something is hidden, beside the true one.
const COMPLETIONS: usize = 4;

/// One kind of difference.
#[derive(Clone, Debug)]
pub struct Kind {
    /// How often it came up.
    pub n_times: usize,
    /// The day of the example.
    pub on: Day,
    /// The smallest household found.
    pub example: Household,
    /// What both say about it.
    pub both: String,
}

/// What a comparison found.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Households with every fact.
    pub n_known: usize,
    /// Households of which something was hidden.
    pub n_hidden: usize,
    /// Persons in them.
    pub n_persons: usize,
    /// Persons to whom something is paid.
    pub n_paid: usize,
    /// The groups that somebody was in, with how many.
    pub groups: BTreeMap<String, usize>,
    /// The differences, by kind.
    pub kinds: BTreeMap<String, Kind>,
}

/// Plans of the embedded law, by day, each made once.
struct Plans<'p> {
    program: &'p Program,
    national: BTreeMap<String, ours::Law>,
    of_provinces: BTreeMap<String, ours::Law>,
    with: Vec<String>,
}

impl<'p> Plans<'p> {
    fn new(program: &'p Program) -> Self {
        let scoped = program.patches.iter().filter(|patch| patch.scenario.is_none() && patch.scope.is_some());
        let with: BTreeSet<&String> = scoped.filter_map(|patch| program.modules.get(patch.module)).collect();
        let with = with.into_iter().cloned().collect();
        Self { program, national: BTreeMap::new(), of_provinces: BTreeMap::new(), with }
    }

    /// The law of a day: with the overlays of all provinces where somebody asks for the province.
    fn of(&mut self, on: Day, has_province: bool) -> &ours::Law {
        let (plans, with) =
            if has_province { (&mut self.of_provinces, self.with.clone()) } else { (&mut self.national, Vec::new()) };
        let program = self.program;
        plans.entry(on.to_string()).or_insert_with(|| ours::Law::new(program, plan(program, on, with)))
    }
}

/// # Panics
/// If the embedded law has no plan on the day: then there is nothing to compare.
fn plan(program: &Program, on: Day, with: Vec<String>) -> Plan {
    let world = World { with, ..World::default() };
    let day = Date::new(on.year, on.month, on.day).expect("a day of the calendar");
    lower::lower(program, &world, day).unwrap_or_else(|wrong| panic!("{on}: {wrong:?}"))
}

/// Compares so many random households. Of one in five some cells are hidden.
#[must_use]
pub fn compare(program: &Program, n_households: usize, seed: u64, progress: &dyn Fn(usize)) -> Comparison {
    let mut plans = Plans::new(program);
    let mut found = Comparison::default();
    let days = people::days();
    for number in 0..n_households {
        // Each household has numbers of its own, so that any of them can be drawn again alone.
        let mut chance = Chance::new(seed.wrapping_mul(0x9E37_79B9).wrapping_add(number as u64));
        let on = days[number * days.len() / n_households.max(1)];
        let household = people::household(&mut chance, on);
        found.n_persons += household.persons.len();
        if chance.percent(20) {
            found.n_hidden += 1;
            let hidden = hiding::hide(&mut chance, &household);
            found.hidden(&mut plans, &household, &hidden, on, &mut chance);
        } else {
            found.n_known += 1;
            found.known(&mut plans, &household, on);
        }
        progress(number + 1);
    }
    found
}

impl Comparison {
    fn known(&mut self, plans: &mut Plans<'_>, household: &Household, on: Day) {
        let theirs = assess(household, on);
        for person in &theirs {
            self.n_paid += usize::from(person.total() > 0);
            for id in &person.groups {
                *self.groups.entry(id.clone()).or_default() += 1;
            }
        }
        let kinds = differences(plans, household, on);
        for kind in kinds {
            if let Some(found) = self.kinds.get_mut(&kind) {
                found.n_times += 1;
                continue;
            }
            let example = smallest(plans, household, on, &kind);
            let both = plans.of(on, example.province.is_some()).told(&example, &assess(&example, on));
            self.kinds.insert(kind, Kind { n_times: 1, on, example, both });
        }
    }

    fn hidden(&mut self, plans: &mut Plans<'_>, told: &Household, hidden: &Hidden, on: Day, chance: &mut Chance) {
        let law = plans.of(on, told.province.is_some());
        let facts = law.facts(told, Some((hidden, on)));
        for number in 0..=COMPLETIONS {
            let full = if number == 0 { told.clone() } else { hiding::complete(chance, told, hidden, on) };
            let theirs = assess(&full, on);
            for kind in law.ruled_out(&facts, &theirs) {
                let both = format!("hidden: {hidden:?}\n{}", law.told(&full, &theirs));
                let new = || Kind { n_times: 0, on, example: full.clone(), both };
                self.kinds.entry(kind).or_insert_with(new).n_times += 1;
            }
        }
    }
}

/// The kinds of differences of a household of which everything is known.
fn differences(plans: &mut Plans<'_>, household: &Household, on: Day) -> BTreeSet<String> {
    let law = plans.of(on, household.province.is_some());
    let kinds = law.differences(household, &assess(household, on));
    kinds.into_iter().map(|kind| format!("{:?} {kind}", rates::regime(on))).collect()
}

/// The smallest household that still shows a kind of difference.
fn smallest(plans: &mut Plans<'_>, household: &Household, on: Day, kind: &str) -> Household {
    let mut smallest = household.clone();
    loop {
        let mut simpler = shrink::simpler(&smallest).into_iter();
        let Some(next) = simpler.find(|simpler| differences(plans, simpler, on).contains(kind)) else {
            return smallest;
        };
        smallest = next;
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(to, "{} households with every fact, {} with hidden facts", self.n_known, self.n_hidden)?;
        writeln!(to, "{} persons, {} of those with every fact are paid something", self.n_persons, self.n_paid)?;
        let groups: Vec<String> = self.groups.iter().map(|(id, n_persons)| format!("{id} {n_persons}")).collect();
        writeln!(to, "groups: {}", groups.join(", "))?;
        writeln!(to, "kinds of differences: {}", self.kinds.len())?;
        let mut kinds: Vec<(&String, &Kind)> = self.kinds.iter().collect();
        kinds.sort_by_key(|(_, kind)| std::cmp::Reverse(kind.n_times));
        for (name, kind) in kinds {
            writeln!(to, "\n## {name}: {} times; on {}", kind.n_times, kind.on)?;
            writeln!(to, "{}\n{:?}", kind.both, kind.example)?;
        }
        Ok(())
    }
}
