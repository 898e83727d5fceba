//! The counter-based generator.
//!
//! Receives a seed, a purpose and an index; hands on 64 random bits, with no state between draws. It knows
//! nothing of what is drawn.
//!
//! A draw hashes its own address instead of advancing a state (Salmon, Moraes, Dror, Shaw: Parallel Random Numbers:
//! As Easy as 1, 2, 3, SC 2011). The hash is the finalizer of `SplitMix64` (Steele, Lea, Flood: Fast Splittable
//! Pseudorandom Number Generators, OOPSLA 2014).

use crate::value::splitmix::{GOLDEN, mix};

/// What a stream of draws decides; streams of different purposes are independent.
#[derive(Clone, Copy, Debug)]
pub(in crate::population) enum Purpose {
    HouseholdType,
    HusbandRank,
    WifeRank,
    CoupleAlone,
    CoupleOrder,
    CoupleAloneOrder,
    LoneOrder,
    SoloOrder,
    ChildOrder,
    BirthGap,
    ParentHousehold,
    KinOrder,
    KinHousehold,
    BirthDay,
    Marital,
    Education,
    Disability,
    Poverty,
    Minority,
    Hardship,
    SpecialArea,
    Island,
    Area,
    UnsupportedAlone,
    UnsupportedOther,
    Supporter,
    Allowance,
    Facility,
    Orphan,
    FormerOrphan,
    ParentState,
    HalfOrphan,
    Hiv,
    Pregnant,
    Death,
    DeathMonth,
    HivWork,
    Work,
    Income,
    District,
    IncomeRank,
}

/// The draws of one purpose.
#[derive(Clone, Copy, Debug)]
pub(in crate::population) struct Stream(u64);

impl Stream {
    /// The stream of a seed and a purpose.
    pub(in crate::population) const fn new(seed: u64, purpose: Purpose) -> Self {
        Self(mix(mix(seed.wrapping_add(GOLDEN)) ^ mix((purpose as u64 + 1).wrapping_mul(GOLDEN))))
    }

    /// A whole number below `n` for the address `index`, from the upper 32 random bits; 0 if `n` is 0.
    pub(in crate::population) fn below(self, index: u32, n: u32) -> u32 {
        let random = mix(self.0.wrapping_add(u64::from(index).wrapping_mul(GOLDEN))) >> 32;
        // Invariant (below-n): a product of two 32-bit numbers, shifted by 32, fits in 32 bits.
        u32::try_from((random * u64::from(n)) >> 32).unwrap_or(0)
    }

    /// Puts the items in random order (Fisher and Yates).
    pub(in crate::population) fn shuffle<T>(self, items: &mut [T]) {
        let n_items = super::count(items.len());
        for idx in (1..n_items).rev() {
            items.swap(idx as usize, self.below(idx, idx + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Purpose, Stream};

    #[test]
    fn draws_stay_below_and_spread() {
        let stream = Stream::new(7, Purpose::Death);
        let mut counts = [0_u32; 5];
        for index in 0..50_000 {
            counts[stream.below(index, 5) as usize] += 1;
        }
        assert!(counts.iter().all(|count| (9_500..10_500).contains(count)), "{counts:?}");
    }
}
