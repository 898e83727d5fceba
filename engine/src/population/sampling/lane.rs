//! Dense arrays addressed by 32-bit positions.
//!
//! Receives a length and a value; hands on entries. It knows nothing of what they mean.

/// An array whose positions were counted out by the generator itself.
#[derive(Clone, Debug)]
pub(in crate::population) struct Lane<T>(Vec<T>);

impl<T: Copy> Lane<T> {
    /// As many entries as asked, all alike.
    pub(in crate::population) fn filled(n_entries: u32, value: T) -> Self {
        Self(vec![value; n_entries as usize])
    }

    /// The entry at a position.
    #[expect(
        clippy::indexing_slicing,
        reason = "Invariant (dense-lane): positions are counted out from the lane's own length"
    )]
    pub(in crate::population) fn at(&self, idx: u32) -> T {
        self.0[idx as usize]
    }

    /// Replaces the entry at a position.
    #[expect(
        clippy::indexing_slicing,
        reason = "Invariant (dense-lane): positions are counted out from the lane's own length"
    )]
    pub(in crate::population) fn put(&mut self, idx: u32, value: T) {
        self.0[idx as usize] = value;
    }

    /// All entries.
    pub(in crate::population) fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// All entries, given away.
    pub(in crate::population) fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T> From<Vec<T>> for Lane<T> {
    fn from(entries: Vec<T>) -> Self {
        Self(entries)
    }
}

/// A length as a 32-bit count. Invariant (small-population): no province has 2^32 persons.
pub(in crate::population) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
