//! Rows in the order of the list.
//!
//! Receives rows as they are done; writes each as soon as all before it are written. It knows no column.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::results::Rows;

/// The rows on their way out.
pub(super) struct Delivery<'w> {
    out: &'w mut dyn Write,
    /// The place in the list of the row that is to be written next.
    next: usize,
    /// Rows that stand further down, by their place.
    waiting: BTreeMap<usize, Vec<u8>>,
}

impl<'w> Delivery<'w> {
    /// Nothing is written yet.
    pub(super) const fn new(out: &'w mut dyn Write) -> Self {
        Self { out, next: 0, waiting: BTreeMap::new() }
    }

    /// Takes rows, and writes what can be written.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn take(&mut self, rows: &Rows) -> io::Result<()> {
        let mut start = 0;
        for (place, end) in &rows.ends {
            let row = rows.bytes.get(start..*end).unwrap_or_default();
            start = *end;
            if *place != self.next {
                self.waiting.insert(*place, row.to_vec());
                continue;
            }
            self.out.write_all(row)?;
            self.next += 1;
            while let Some(row) = self.waiting.remove(&self.next) {
                self.out.write_all(&row)?;
                self.next += 1;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Delivery, Rows};

    #[test]
    fn rows_come_out_in_their_order() {
        let rows = |text: &str, places: &[usize]| {
            let ends = places.iter().enumerate().map(|(at, place)| (*place, at + 1)).collect();
            Rows { bytes: text.as_bytes().to_vec(), ends }
        };
        let mut out = Vec::new();
        let mut delivery = Delivery::new(&mut out);
        delivery.take(&rows("bd", &[1, 3])).unwrap();
        delivery.take(&rows("ac", &[0, 2])).unwrap();
        delivery.take(&rows("e", &[4])).unwrap();
        assert_eq!(out, b"abcde");
    }
}
