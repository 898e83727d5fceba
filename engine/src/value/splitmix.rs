//! The mixing step of `SplitMix64` (Steele, Lea, Flood 2014).
//!
//! Receives 64 bits; hands on 64 others that show no trace of them, the same on every machine. It knows nothing of what
//! they are for.

/// The golden ratio in 64 bits: what the generator adds at each step.
pub(crate) const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finalizer of the generator.
pub(crate) const fn mix(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::{GOLDEN, mix};

    #[test]
    fn the_hash_is_splitmix64() {
        // The first outputs of SplitMix64 for seed 0.
        let outputs = [mix(GOLDEN), mix(GOLDEN.wrapping_mul(2))];
        assert_eq!(outputs, [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4]);
    }
}
