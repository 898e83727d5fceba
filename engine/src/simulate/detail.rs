//! What comes of a year for groups of people, and for each household.
//!
//! Receives the rows of blocks that are paid; hands on counts and exact sums by group, overlaps of categories, and what
//! each household is paid. It knows no law and no table.

use ansinh_grammar::Text;

use super::again::Again;
use super::groups::{By, Grouping};
use super::outcome::{Change, Flow};
use super::weights::{Holdings, Weights};
use crate::population::Population;
use crate::vector::Block;

/// Results by the groups of one trait.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Breakdown {
    /// The trait.
    pub by: By,
    /// Its groups.
    pub groups: Vec<Group>,
}

/// One group of people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Its key.
    pub key: String,
    /// Its name.
    pub label: Text,
    /// Persons in it.
    pub persons: u64,
    /// What comes of each benefit, in the order of the outcome's benefits. Of a benefit of households the group of the
    /// first person counts.
    pub benefits: Vec<GroupBenefit>,
}

/// One benefit in one group.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct GroupBenefit {
    /// Under current law.
    pub baseline: Flow,
    /// In the scenario.
    pub reform: Flow,
    /// What the scenario changes; zeros without one.
    pub change: Change,
}

/// Two categories of one benefit that both apply to the same people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Overlap {
    /// The benefit, by its place.
    pub benefit: usize,
    /// One category, by its place in the benefit.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// To how many both apply on 31 December, under current law.
    pub both: u64,
}

/// How results are to be looked at more closely.
pub(super) struct Closer {
    groupings: Vec<Grouping>,
    /// The household of each person; empty if nobody asks what households are paid.
    home: Vec<u32>,
    first_person: Vec<u32>,
}

/// What is counted more closely in some blocks.
#[derive(Clone, Debug, Default)]
pub(super) struct Detail {
    pub(super) breakdowns: Vec<Breakdown>,
    pub(super) overlaps: Vec<Overlap>,
    /// What each household is paid in the year, under current law and in the scenario; empty if nobody asks.
    pub(super) received: Vec<[i128; 2]>,
    /// Decimals of what households are paid.
    pub(super) scale: u32,
    /// What the households of a sample are paid.
    pub(super) holdings: Holdings,
    /// Payments of one-off benefits.
    pub(super) again: Again,
}

/// One payment: who, for which benefit, under which law, how much.
#[derive(Clone, Copy)]
pub(super) struct Payment {
    pub(super) person: usize,
    pub(super) benefit: usize,
    pub(super) is_reform: bool,
    pub(super) amount: i64,
    pub(super) scale: u32,
    pub(super) is_cash: bool,
    /// How many the person stands for.
    pub(super) weight: u64,
}

impl Closer {
    /// The groups asked for that the population has, in order; whether households are asked for.
    pub(super) fn of(population: &Population, by: &[By], year: i32, has_households: bool) -> Self {
        let first_person = population.first_person().to_vec();
        let home = if has_households { homes(&first_person) } else { Vec::new() };
        let groupings = by.iter().filter_map(|&by| Grouping::of(population, by, year)).collect();
        Self { groupings, home, first_person }
    }

    /// Whether there is anything to look at.
    pub(super) fn is_idle(&self) -> bool {
        self.groupings.is_empty() && self.home.is_empty()
    }

    /// The group of every person, of each grouping, with how many groups there are.
    pub(super) fn groups(&self) -> impl Iterator<Item = (usize, &[u8])> {
        self.groupings.iter().map(|grouping| (grouping.groups.len().max(1), grouping.of_person.as_slice()))
    }

    /// The same for some of the persons, who live in households with these boundaries.
    pub(super) fn of_some(&mut self, persons: &[usize], first_person: &[u32]) {
        for grouping in &mut self.groupings {
            grouping.of_person = persons.iter().filter_map(|&person| grouping.of_person.get(person).copied()).collect();
        }
        self.first_person = first_person.to_vec();
        if !self.home.is_empty() {
            self.home = homes(&self.first_person);
        }
    }

    /// Zeros for every group and benefit.
    pub(super) fn empty(&self, scales: &[u32], overlaps: Vec<Overlap>, weights: Option<&Weights>) -> Detail {
        let benefits: Vec<GroupBenefit> = scales
            .iter()
            .map(|&scale| {
                let zero = Flow { scale, ..Flow::default() };
                GroupBenefit { baseline: zero, reform: zero, change: Change { scale, ..Change::default() } }
            })
            .collect();
        let group = |grouping: &Grouping, at: usize, (key, label): &(String, Text)| Group {
            key: key.clone(),
            label: label.clone(),
            persons: {
                let own = grouping.of_person.iter().enumerate().filter(|(_, code)| usize::from(**code) == at);
                own.map(|(person, _)| weights.map_or(1, |weights| weights.person(person))).sum()
            },
            benefits: benefits.clone(),
        };
        let breakdown = |grouping: &Grouping| Breakdown {
            by: grouping.by,
            groups: grouping.groups.iter().enumerate().map(|(at, named)| group(grouping, at, named)).collect(),
        };
        let n_households = if self.home.is_empty() { 0 } else { self.first_person.len().saturating_sub(1) };
        Detail {
            breakdowns: self.groupings.iter().map(breakdown).collect(),
            overlaps,
            received: vec![[0; 2]; n_households],
            scale: scales.iter().copied().max().unwrap_or(0),
            holdings: Holdings::new(),
            again: Again::default(),
        }
    }

    /// The person whose groups count for a row.
    pub(super) fn person(&self, block: Block, at: usize, is_of_persons: bool) -> usize {
        if is_of_persons {
            return block.person + at;
        }
        self.first_person.get(block.household + at).map_or(0, |&person| person as usize)
    }

    /// The household of a row.
    pub(super) fn household(&self, block: Block, at: usize, is_of_persons: bool) -> u32 {
        let household = if is_of_persons {
            let person = u32::try_from(block.person + at).unwrap_or(u32::MAX);
            self.first_person.partition_point(|first| *first <= person).saturating_sub(1)
        } else {
            block.household + at
        };
        u32::try_from(household).unwrap_or(u32::MAX)
    }

    /// Counts a payment: on the day of the headcount the person, else a month and its amount.
    pub(super) fn count(&self, detail: &mut Detail, payment: Payment, is_headcount: bool) {
        let Payment { person, benefit, is_reform, amount, scale, is_cash, weight } = payment;
        self.each(detail, person, benefit, |found| {
            let flow = if is_reform { &mut found.reform } else { &mut found.baseline };
            if is_headcount {
                flow.headcount += weight;
            } else {
                flow.person_months += weight;
                flow.cost += i128::from(amount) * i128::from(weight) * 10_i128.pow(flow.scale.saturating_sub(scale));
            }
        });
        if is_headcount || !is_cash {
            return;
        }
        let factor = 10_i128.pow(detail.scale.saturating_sub(scale));
        let home = self.home.get(person).and_then(|&home| detail.received.get_mut(home as usize));
        if let Some([baseline, reform]) = home {
            *(if is_reform { reform } else { baseline }) += i128::from(amount) * factor;
        }
    }

    /// Counts what a scenario changes for somebody.
    pub(super) fn compare(
        &self,
        detail: &mut Detail,
        person: usize,
        benefit: usize,
        (old, new): (i128, i128),
        (scale, weight): (u32, u64),
    ) {
        self.each(detail, person, benefit, |found| found.change.count(old, new, scale, weight));
    }

    fn each(&self, detail: &mut Detail, person: usize, benefit: usize, mut count: impl FnMut(&mut GroupBenefit)) {
        for (grouping, breakdown) in self.groupings.iter().zip(&mut detail.breakdowns) {
            let code = grouping.of_person.get(person).copied().map(usize::from);
            let group = code.and_then(|code| breakdown.groups.get_mut(code));
            if let Some(found) = group.and_then(|group| group.benefits.get_mut(benefit)) {
                count(found);
            }
        }
    }
}

/// The household of each person.
fn homes(first_person: &[u32]) -> Vec<u32> {
    let mut homes = Vec::new();
    for (household, ends) in (0_u32..).zip(first_person.windows(2)) {
        if let [from, to] = ends {
            homes.extend(std::iter::repeat_n(household, (to - from) as usize));
        }
    }
    homes
}

impl Detail {
    /// Adds another part.
    pub(super) fn add(&mut self, other: &Self) {
        self.again.add(&other.again);
        // Every household is in one part only.
        self.holdings.extend(other.holdings.iter().map(|(key, held)| (*key, *held)));
        for (breakdown, other) in self.breakdowns.iter_mut().zip(&other.breakdowns) {
            for (group, other) in breakdown.groups.iter_mut().zip(&other.groups) {
                for (benefit, other) in group.benefits.iter_mut().zip(&other.benefits) {
                    benefit.baseline.add(&other.baseline);
                    benefit.reform.add(&other.reform);
                    benefit.change.add(&other.change);
                }
            }
        }
        for (overlap, other) in self.overlaps.iter_mut().zip(&other.overlaps) {
            overlap.both += other.both;
        }
        for ([baseline, reform], [more, reformed]) in self.received.iter_mut().zip(&other.received) {
            *baseline += more;
            *reform += reformed;
        }
    }

    /// What each kind of household is paid, for every household of the kind.
    pub(super) fn spread(&mut self, kinds: &[u32]) {
        if !self.received.is_empty() {
            let of_kind = |kind: &u32| self.received.get(*kind as usize).copied().unwrap_or_default();
            self.received = kinds.iter().map(of_kind).collect();
        }
    }

    /// Everything as often as each person stands for others, but what one household is paid.
    pub(super) fn weigh(&mut self, weight: u64) {
        for group in self.breakdowns.iter_mut().flat_map(|breakdown| &mut breakdown.groups) {
            group.persons *= weight;
            for benefit in &mut group.benefits {
                benefit.baseline.weigh(weight);
                benefit.reform.weigh(weight);
                benefit.change.weigh(weight);
            }
        }
        self.overlaps.iter_mut().for_each(|overlap| overlap.both *= weight);
    }
}
