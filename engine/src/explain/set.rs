//! Small ordered sets.
//!
//! Almost every set of possible outcomes has one or two members: these are kept in place, without asking for memory.

use smallvec::{IntoIter, SmallVec, smallvec};

/// So many members are kept in place.
const IN_PLACE: usize = 2;

/// A set of plain values in their order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SmallSet<T: Copy + Ord>(SmallVec<[T; IN_PLACE]>);

impl<T: Copy + Ord> SmallSet<T> {
    /// No member.
    #[must_use]
    pub fn new() -> Self {
        Self(SmallVec::new())
    }

    /// One member.
    #[must_use]
    pub fn one(member: T) -> Self {
        Self(smallvec![member])
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The smallest member.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.0.first()
    }

    /// Whether a value is a member.
    #[must_use]
    pub fn contains(&self, value: &T) -> bool {
        self.0.binary_search(value).is_ok()
    }

    /// The members in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Adds a member, if it is none yet.
    pub fn insert(&mut self, value: T) {
        if let Err(place) = self.0.binary_search(&value) {
            self.0.insert(place, value);
        }
    }
}

impl<T: Copy + Ord> Default for SmallSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Copy + Ord, const N: usize> From<[T; N]> for SmallSet<T> {
    fn from(members: [T; N]) -> Self {
        members.into_iter().collect()
    }
}

impl<T: Copy + Ord> Extend<T> for SmallSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, members: I) {
        self.0.extend(members);
        self.0.sort_unstable();
        self.0.dedup();
    }
}

impl<T: Copy + Ord> FromIterator<T> for SmallSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(members: I) -> Self {
        let mut set = Self::new();
        set.extend(members);
        set
    }
}

impl<T: Copy + Ord> IntoIterator for SmallSet<T> {
    type Item = T;
    type IntoIter = IntoIter<[T; IN_PLACE]>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'s, T: Copy + Ord> IntoIterator for &'s SmallSet<T> {
    type Item = &'s T;
    type IntoIter = std::slice::Iter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::SmallSet;

    #[test]
    fn members_are_in_order_and_stand_once() {
        let set: SmallSet<u8> = [3, 1, 3, 2, 1].into_iter().collect();
        assert_eq!(set.iter().copied().collect::<Vec<u8>>(), [1, 2, 3]);
        assert!(set.contains(&2) && !set.contains(&4) && set.first() == Some(&1) && set.len() == 3);
        let mut more = SmallSet::one(2);
        more.insert(1);
        more.insert(2);
        assert_eq!(more, SmallSet::from([2, 1]));
    }
}
