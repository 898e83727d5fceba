//! Whole shares of a whole.
//!
//! Receives a total and weights; hands on whole numbers that add up to the total. It knows nothing of what is
//! shared.

/// Shares `total` in proportion to the weights by largest remainder; equal remainders go to the earlier.
/// All zero if the weights are.
pub(in crate::population) fn apportion(total: u32, weights: &[u64]) -> Vec<u32> {
    let sum: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let products = weights.iter().map(|&weight| u128::from(weight) * u128::from(total));
    // Invariant (share-of-total): a share is no larger than the 32-bit total.
    let mut shares: Vec<u32> = products.clone().map(|product| u32::try_from(product / sum).unwrap_or(total)).collect();
    let left = total.saturating_sub(shares.iter().sum());
    let mut remainders: Vec<(u128, usize)> = products.enumerate().map(|(idx, product)| (product % sum, idx)).collect();
    remainders.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for &(_, idx) in remainders.iter().take(left as usize) {
        if let Some(share) = shares.get_mut(idx) {
            *share += 1;
        }
    }
    shares
}

/// Like [`apportion`], but no share exceeds its cap: what is cut off goes to the others by weight.
/// Nothing if weighted places do not suffice.
pub(in crate::population) fn apportion_within(total: u32, weights: &[u64], caps: &[u32]) -> Option<Vec<u32>> {
    let mut shares = vec![0_u32; weights.len()];
    let mut left = total;
    while left > 0 {
        let open: Vec<u64> = weights
            .iter()
            .zip(caps.iter().zip(&shares))
            .map(|(&weight, (cap, share))| if share < cap { weight } else { 0 })
            .collect();
        if open.iter().all(|&weight| weight == 0) {
            return None;
        }
        for ((share, &cap), more) in shares.iter_mut().zip(caps).zip(apportion(left, &open)) {
            let given = more.min(cap - *share);
            *share += given;
            left -= given;
        }
    }
    Some(shares)
}

#[cfg(test)]
mod tests {
    use super::{apportion, apportion_within};

    #[test]
    fn shares_add_up() {
        assert_eq!(apportion(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(apportion(7, &[0, 5, 2]), [0, 5, 2]);
        assert_eq!(apportion(3, &[0, 0]), [0, 0]);
    }

    #[test]
    fn caps_hold() {
        assert_eq!(apportion_within(10, &[1, 1, 1], &[1, 9, 9]), Some(vec![1, 5, 4]));
        assert_eq!(apportion_within(10, &[1, 0], &[9, 9]), None);
    }
}
