//! Rows that nothing so far tells apart.
//!
//! Receives what is known of each row, one thing after another; hands on classes of rows, numbered by their first rows.
//! Two rows are in one class exactly if everything received so far is equal. It knows no column and no law.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};

use crate::value::splitmix::{GOLDEN, mix};

/// Codes are looked up in a table up to this many places, else by hashing.
const LARGEST_TABLE: usize = 1 << 22;

/// Values below this are told apart as codes.
const LARGEST_CODE: usize = 256;

/// A quick hash that is the same everywhere; what is found never depends on it.
#[derive(Clone, Copy, Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            self.write_u64(chunk.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte)));
        }
    }

    fn write_u32(&mut self, bits: u32) {
        self.write_u64(u64::from(bits));
    }

    fn write_u64(&mut self, bits: u64) {
        self.0 = mix(self.0.wrapping_mul(GOLDEN) ^ bits);
    }
}

/// Keys numbered in the order in which they come first.
pub(super) struct Numbers<K> {
    keys: Vec<K>,
    /// Numbers by hash, the next free place after a full one; a power of two of them, at least half free.
    places: Vec<u32>,
}

impl<K: Hash + Eq> Numbers<K> {
    pub(super) fn new() -> Self {
        Self { keys: Vec::new(), places: vec![u32::MAX; 1024] }
    }

    /// The number of a key, and whether it is a new one.
    pub(super) fn number<Q>(&mut self, key: &Q) -> (u32, bool)
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        let mut at = self.place(key);
        while let Some(known) = self.places.get(at).copied().filter(|known| *known != u32::MAX) {
            if self.keys.get(known as usize).is_some_and(|known| known.borrow() == key) {
                return (known, false);
            }
            at = (at + 1) % self.places.len();
        }
        let new = number(self.keys.len());
        self.keys.push(key.to_owned());
        if let Some(place) = self.places.get_mut(at) {
            *place = new;
        }
        if self.keys.len() * 2 > self.places.len() {
            self.grow();
        }
        (new, true)
    }

    fn place<Q: Hash + ?Sized>(&self, key: &Q) -> usize {
        let mut hasher = Quick::default();
        key.hash(&mut hasher);
        usize::try_from(hasher.finish() % self.places.len() as u64).unwrap_or(0)
    }

    fn grow(&mut self) {
        self.places = vec![u32::MAX; self.places.len() * 4];
        for at in 0..self.keys.len() {
            let Some(mut place) = self.keys.get(at).map(|key| self.place(key)) else { continue };
            while self.places.get(place).is_some_and(|taken| *taken != u32::MAX) {
                place = (place + 1) % self.places.len();
            }
            if let Some(free) = self.places.get_mut(place) {
                *free = number(at);
            }
        }
    }
}

/// Rows in classes.
#[derive(Clone, Debug)]
pub(super) struct Partition {
    /// The class of each row.
    pub(super) classes: Vec<u32>,
    /// The first row of each class.
    pub(super) firsts: Vec<u32>,
}

impl Partition {
    /// So many rows, all alike.
    pub(super) fn whole(n_rows: usize) -> Self {
        Self { classes: vec![0; n_rows], firsts: if n_rows == 0 { Vec::new() } else { vec![0] } }
    }

    /// The rows by any key.
    pub(super) fn by<K: Hash + Eq + Clone>(keys: impl Iterator<Item = K>) -> Self {
        let mut known = Numbers::<K>::new();
        let mut found = Self { classes: Vec::new(), firsts: Vec::new() };
        for (row, key) in (0_u32..).zip(keys) {
            let (class, is_new) = known.number(&key);
            if is_new {
                found.firsts.push(row);
            }
            found.classes.push(class);
        }
        found
    }

    /// The rows by classes of their classes.
    pub(super) fn merged(&self, classes: &Self) -> Self {
        let of = |class: &u32| classes.classes.get(*class as usize).copied().unwrap_or(u32::MAX);
        let first = |class: &u32| self.firsts.get(*class as usize).copied().unwrap_or(u32::MAX);
        Self { classes: self.classes.iter().map(of).collect(), firsts: classes.firsts.iter().map(first).collect() }
    }

    /// Tells rows apart by small codes, all below `n_codes`.
    pub(super) fn split_by_code(&mut self, n_codes: usize, codes: impl Iterator<Item = usize>) {
        let Some(n_places) = self.firsts.len().checked_mul(n_codes).filter(|n| *n <= LARGEST_TABLE) else {
            let values: Vec<i64> = codes.map(|code| i64::try_from(code).unwrap_or(i64::MAX)).collect();
            self.split(&values);
            return;
        };
        let mut table = vec![u32::MAX; n_places];
        let mut firsts = Vec::with_capacity(self.firsts.len());
        for ((row, class), code) in (0_u32..).zip(&mut self.classes).zip(codes) {
            if let Some(place) = table.get_mut(*class as usize * n_codes + code) {
                if *place == u32::MAX {
                    *place = number(firsts.len());
                    firsts.push(row);
                }
                *class = *place;
            }
        }
        self.firsts = firsts;
    }

    /// Tells rows apart by values.
    pub(super) fn split(&mut self, values: &[i64]) {
        let of_class = |class: u32| self.firsts.get(class as usize).and_then(|first| values.get(*first as usize));
        // Mostly the rows of each class are equal, which is quicker to see than to number them anew.
        if self.classes.iter().zip(values).all(|(class, value)| of_class(*class) == Some(value)) {
            return;
        }
        let codes = values.iter().map(|value| usize::try_from(*value).unwrap_or(usize::MAX));
        match codes.clone().max() {
            Some(largest) if largest < LARGEST_CODE => self.split_by_code(largest + 1, codes),
            _ => *self = Self::by(self.classes.iter().copied().zip(values.iter().copied())),
        }
    }

    /// What each class comes to, if rows count for so many.
    pub(super) fn sums(&self, rows: &[u64]) -> Vec<u64> {
        let mut sums = vec![0; self.firsts.len()];
        for (class, row) in self.classes.iter().zip(rows) {
            if let Some(sum) = sums.get_mut(*class as usize) {
                *sum += row;
            }
        }
        sums
    }
}

/// A place as a small number.
pub(super) fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Partition;

    #[test]
    fn rows_are_told_apart_by_everything_and_numbered_by_their_first() {
        let mut rows = Partition::whole(6);
        rows.split(&[7, 7, -1, 7, -1, 7]);
        assert_eq!((rows.classes.clone(), rows.firsts.clone()), (vec![0, 0, 1, 0, 1, 0], vec![0, 2]));
        rows.split(&[5, 5, 9, 5, 9, 5]);
        assert_eq!(rows.firsts, [0, 2], "what says nothing new changes nothing");
        rows.split_by_code(3, [2, 0, 1, 2, 2, 0].into_iter());
        assert_eq!((rows.classes, rows.firsts), (vec![0, 1, 2, 0, 3, 1], vec![0, 1, 2, 4]));
    }
}
