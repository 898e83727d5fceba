//! Facts that change with age and circumstances: who has them keeps them while nothing else changes.
//!
//! Receives the facts of the base year with the circumstances of each person; hands on everybody's facts in other
//! circumstances and years. It knows shares and ranks, and not which facts they are of.
//!
//! Everybody has one rank for each kind of fact, between none and all. In the base year it is drawn within the part
//! that the person's own facts take of all people in the same circumstances; later the facts are those in whose part
//! the rank lies. So the base year is met exactly, shares by circumstances hold, a fact is gained or lost only where
//! circumstances or an assumption change its share, and a larger share only adds people (common random numbers).

use std::collections::BTreeMap;

use super::rates::{ONE, part};

/// One kind of fact: the distinct facts that occur, the shares of each in all circumstances, and everybody's rank.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    /// The ends of the parts in each circumstance, one for each of the facts.
    ends: BTreeMap<u32, Vec<u64>>,
    n_facts: usize,
}

impl Kind {
    /// Counts the shares: `of_each` has the fact and the circumstance of everybody.
    pub(super) fn learn(n_facts: usize, of_each: impl Iterator<Item = (u8, u32)>) -> Self {
        let mut counts: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
        for (fact, circumstance) in of_each {
            let counts = counts.entry(circumstance).or_insert_with(|| vec![0; n_facts]);
            if let Some(count) = counts.get_mut(usize::from(fact)) {
                *count += 1;
            }
        }
        let ends = counts.into_iter().map(|(circumstance, counts)| (circumstance, ends(&counts))).collect();
        Self { ends, n_facts }
    }

    /// The same with the shares of some facts as many thousandths of what they were; the last fact takes the rest.
    pub(super) fn scaled(&self, per_mille: &dyn Fn(usize) -> u64) -> Self {
        let scale = |ends: &Vec<u64>| {
            let mut start = 0;
            let mut shares: Vec<u64> = Vec::new();
            for (fact, &end) in ends.iter().enumerate() {
                shares.push((end - start) * per_mille(fact) / 1_000);
                start = end;
            }
            shares.pop();
            let mut end = 0;
            let mut scaled: Vec<u64> = shares
                .into_iter()
                .map(|share| {
                    end = (end + share).min(ONE);
                    end
                })
                .collect();
            scaled.push(ONE);
            scaled
        };
        Self { ends: self.ends.iter().map(|(circumstance, ends)| (*circumstance, scale(ends))).collect(), ..*self }
    }

    /// The rank of somebody who has a fact, from an even draw.
    pub(super) fn rank(&self, fact: u8, circumstance: u32, draw: u32) -> u32 {
        let Some(ends) = self.ends.get(&circumstance) else {
            return draw;
        };
        let fact = usize::from(fact);
        let end = ends.get(fact).copied().unwrap_or(ONE);
        let start = fact.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
        let rank = start + ((u64::from(draw) * (end - start)) >> 32);
        u32::try_from(rank).unwrap_or(u32::MAX)
    }

    /// A table of the circumstances below a number, for quick reading.
    pub(super) fn table(&self, n_circumstances: u32) -> Table {
        let mut ends = Vec::with_capacity(n_circumstances as usize * self.n_facts);
        let mut is_known = Vec::with_capacity(n_circumstances as usize);
        for circumstance in 0..n_circumstances {
            let found = self.ends.get(&circumstance);
            is_known.push(found.is_some());
            match found {
                Some(found) => ends.extend_from_slice(found),
                None => ends.extend(std::iter::repeat_n(ONE, self.n_facts)),
            }
        }
        Table { ends, is_known, n_facts: self.n_facts }
    }
}

/// The parts of all circumstances, one after another.
pub(super) struct Table {
    ends: Vec<u64>,
    is_known: Vec<bool>,
    n_facts: usize,
}

impl Table {
    /// The fact in whose part a rank lies; nothing in circumstances in which nobody was in the base year.
    pub(super) fn fact(&self, circumstance: u32, rank: u32) -> Option<u8> {
        let at = circumstance as usize;
        if !self.is_known.get(at).copied().unwrap_or(false) {
            return None;
        }
        let ends = self.ends.get(at * self.n_facts..(at + 1) * self.n_facts)?;
        let rank = u64::from(rank);
        u8::try_from(ends.iter().position(|&end| rank < end)?).ok()
    }
}

/// The ends of parts that are as large as counts.
fn ends(counts: &[u64]) -> Vec<u64> {
    let whole: u64 = counts.iter().sum();
    let mut some = 0;
    counts
        .iter()
        .map(|count| {
            some += count;
            part(some, whole)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Kind;

    /// One in four of the young and one in two of the old have the first of two facts.
    fn kind() -> Kind {
        let young = [0, 1, 1, 1].into_iter().map(|fact| (fact, 0));
        let old = [0, 1].into_iter().map(|fact| (fact, 1));
        Kind::learn(2, young.chain(old))
    }

    #[test]
    fn facts_stay_while_nothing_changes_and_a_larger_share_only_adds() {
        let kind = kind();
        let table = kind.table(2);
        for draw in [0, 1 << 20, 1 << 31, u32::MAX] {
            for fact in [0, 1] {
                let rank = kind.rank(fact, 0, draw);
                assert_eq!(table.fact(0, rank), Some(fact));
                assert!(fact == 1 || table.fact(1, rank) == Some(0));
            }
        }
        assert_eq!((table.fact(0, 1 << 30), table.fact(1, 1 << 30), table.fact(2, 0)), (Some(1), Some(0), None));
    }

    #[test]
    fn an_assumption_scales_a_share_and_the_last_fact_takes_the_rest() {
        let twice = kind().scaled(&|fact| if fact == 0 { 2_000 } else { 1_000 }).table(2);
        let below = |circumstance: u32| (0..100_u32).filter(|at| twice.fact(circumstance, at << 25) == Some(0)).count();
        // Half of the young; all of the old.
        assert_eq!((below(0), below(1)), (64, 100));
    }
}
