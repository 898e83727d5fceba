//! Exact quotas given out at random.
//!
//! Receives candidates in cells and a quota of outcomes for each cell; hands on an outcome for each candidate, so
//! that every quota holds exactly and every arrangement is equally likely. It knows nothing of what an outcome
//! means.
//!
//! One pass with one draw a candidate: the next outcome is drawn in proportion to what is left of each (selection
//! sampling: Fan, Muller, Rezucha 1962; Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S).

use super::{Stream, apportion};

/// How the candidates of a cell are to be divided; whoever is left over has no outcome.
#[derive(Clone, Debug)]
pub(in crate::population) enum Quota {
    /// So many of each outcome.
    Counts(Vec<i64>),
    /// So many of a thousand of each outcome.
    PerMille(Vec<i64>),
    /// All candidates, in these proportions.
    Weights(Vec<i64>),
}

/// Outcomes to be drawn without putting back.
#[derive(Clone, Debug)]
pub(in crate::population) struct Urn {
    left: Vec<u32>,
    n_left: u32,
}

impl Urn {
    /// An urn with so many of each outcome.
    pub(in crate::population) fn new(left: Vec<u32>) -> Self {
        let n_left = left.iter().sum();
        Self { left, n_left }
    }

    /// Takes one outcome out; nothing if the urn is empty.
    pub(in crate::population) fn take(&mut self, stream: Stream, idx: u32) -> Option<u8> {
        let mut rank = stream.below(idx, self.n_left);
        for (outcome, left) in (0_u8..).zip(self.left.iter_mut()) {
            if rank < *left {
                *left -= 1;
                self.n_left -= 1;
                return Some(outcome);
            }
            rank -= *left;
        }
        None
    }
}

impl Quota {
    /// The urn of this quota for so many candidates, with one more outcome for those who get none.
    fn urn(&self, n_candidates: u32) -> Option<Urn> {
        let mut left = match self {
            Self::Counts(counts) => {
                counts.iter().map(|&count| u32::try_from(count).ok()).collect::<Option<Vec<_>>>()?
            }
            Self::PerMille(shares) => {
                let rest = 1000 - shares.iter().sum::<i64>();
                apportion(n_candidates, &weights(shares.iter().chain([&rest]))?)
            }
            Self::Weights(shares) => apportion(n_candidates, &weights(shares)?),
        };
        let n_given = left.iter().take(self.outcomes()).sum::<u32>();
        left.truncate(self.outcomes());
        left.push(n_candidates.checked_sub(n_given)?);
        Some(Urn::new(left))
    }

    fn outcomes(&self) -> usize {
        match self {
            Self::Counts(entries) | Self::PerMille(entries) | Self::Weights(entries) => entries.len(),
        }
    }
}

fn weights<'a>(entries: impl IntoIterator<Item = &'a i64>) -> Option<Vec<u64>> {
    entries.into_iter().map(|&entry| u64::try_from(entry).ok()).collect()
}

/// Gives every item of `0..n_items` that is in a cell an outcome of that cell's quota, or none.
/// Nothing at all if a cell has fewer candidates than its quota counts.
pub(in crate::population) fn allot(
    stream: Stream,
    n_items: u32,
    quotas: &[Quota],
    cell: impl Fn(u32) -> Option<usize>,
) -> Option<Vec<Option<u8>>> {
    let mut n_candidates = vec![0_u32; quotas.len()];
    for idx in 0..n_items {
        if let Some(n) = cell(idx).and_then(|cell| n_candidates.get_mut(cell)) {
            *n += 1;
        }
    }
    let mut urns = Vec::new();
    for (quota, &n) in quotas.iter().zip(&n_candidates) {
        urns.push((quota.urn(n)?, quota.outcomes()));
    }
    let outcomes = (0..n_items).map(|idx| {
        let (urn, n_outcomes) = urns.get_mut(cell(idx)?)?;
        let outcome = urn.take(stream, idx)?;
        (usize::from(outcome) < *n_outcomes).then_some(outcome)
    });
    Some(outcomes.collect())
}

#[cfg(test)]
mod tests {
    use super::{Quota, allot};
    use crate::population::sampling::{Purpose, Stream};

    #[test]
    fn quotas_hold_exactly() {
        let stream = Stream::new(1, Purpose::Area);
        let quotas = [Quota::Counts(vec![3, 2]), Quota::PerMille(vec![500])];
        let outcomes = allot(stream, 20, &quotas, |idx| Some(usize::from(idx >= 10))).unwrap();
        let n = |from: usize, outcome| outcomes.iter().skip(from).take(10).filter(|&&got| got == outcome).count();
        assert_eq!((n(0, Some(0)), n(0, Some(1)), n(0, None)), (3, 2, 5));
        assert_eq!((n(10, Some(0)), n(10, None)), (5, 5));
    }

    #[test]
    fn too_few_candidates_are_refused() {
        let stream = Stream::new(1, Purpose::Area);
        assert_eq!(allot(stream, 4, &[Quota::Counts(vec![5])], |_| Some(0)), None);
    }
}
