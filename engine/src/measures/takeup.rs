//! Who claims what is due.
//!
//! Receives a seed, a benefit and a person; hands on whether the person takes it up at a rate. It knows no law.
//!
//! Everybody has one number for each benefit, drawn evenly once and for all; who is below the rate claims. So the same
//! people claim under current law and in a draft, and a higher rate only adds people (common random numbers; take-up as
//! in Sutherland and Figari, EUROMOD, 2013). The number is not kept in a table but computed from its address, which is
//! the same as keeping it (Salmon, Moraes, Dror, Shaw 2011). It is independent of everything else: that the poor or the
//! old claim less often, no rate here can say.

use crate::value::Decimal;
use crate::value::splitmix::{GOLDEN, mix};

/// A billion parts: a rate has at most nine decimals.
const PARTS: u64 = 1_000_000_000;

/// Take-up of one benefit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TakeUp {
    stream: u64,
    below: u64,
}

impl TakeUp {
    /// The take-up of a benefit at a rate between 0 and 1; nothing for another rate.
    #[must_use]
    pub fn new(seed: u64, benefit: &str, rate: Decimal) -> Option<Self> {
        let parts = rate.checked_mul(Decimal::from(PARTS))?.trunc();
        let below = u64::try_from(parts).ok().filter(|&parts| parts <= PARTS)?;
        let stream = benefit.bytes().fold(mix(seed.wrapping_add(GOLDEN)), |state, byte| mix(state ^ u64::from(byte)));
        Some(Self { stream, below })
    }

    /// Whether somebody claims, by the place among all persons or households.
    #[must_use]
    pub fn claims(self, place: u64) -> bool {
        let random = mix(self.stream.wrapping_add(place.wrapping_mul(GOLDEN))) >> 32;
        (random * PARTS) >> 32 < self.below
    }
}

#[cfg(test)]
mod tests {
    use super::TakeUp;
    use crate::value::Decimal;

    fn claimants(rate: i64) -> Vec<u64> {
        let take_up = TakeUp::new(1, "allowance", Decimal::new(rate, 2)).unwrap();
        (0..20_000).filter(|&place| take_up.claims(place)).collect()
    }

    #[test]
    fn a_rate_is_met_and_a_higher_one_only_adds() {
        let (none, some, more, all) = (claimants(0), claimants(30), claimants(85), claimants(100));
        assert_eq!((none.len(), all.len()), (0, 20_000));
        // Five standard deviations of a binomial count around 6,000 and 17,000.
        assert!(some.len().abs_diff(6_000) < 325 && more.len().abs_diff(17_000) < 253);
        assert!(some.iter().all(|place| more.contains(place)));
    }

    #[test]
    fn another_benefit_or_seed_is_another_draw_and_wrong_rates_are_none() {
        let rate = Decimal::new(5, 1);
        let drawn = |seed, benefit| {
            let take_up = TakeUp::new(seed, benefit, rate).unwrap();
            (0..64).map(|place| take_up.claims(place)).collect::<Vec<_>>()
        };
        assert_ne!(drawn(1, "a"), drawn(1, "b"));
        assert_ne!(drawn(1, "a"), drawn(2, "a"));
        assert_eq!((TakeUp::new(1, "a", Decimal::TWO), TakeUp::new(1, "a", Decimal::NEGATIVE_ONE)), (None, None));
    }
}
