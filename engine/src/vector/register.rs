//! Typed registers: one block's worth of values each.
//!
//! Receives register numbers; hands on slices. It knows no instruction and no plan.

use std::collections::BTreeSet;

/// Of which things a register holds values.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Grain {
    Person,
    Household,
}

/// A register of yes/no values and faults, 0 or 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Mask(pub(super) usize);
/// A register of scaled whole numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Whole(pub(super) usize);
/// A register of choices or packed dates.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Small(pub(super) usize);

/// A register of any type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Slot {
    Mask(Mask),
    Whole(Whole),
    Small(Small),
}

/// How many registers of each type there are, and of which grain each is.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub(super) masks: Vec<Grain>,
    pub(super) wholes: Vec<Grain>,
    pub(super) smalls: Vec<Grain>,
}

impl Layout {
    /// The grain of a register.
    pub(super) fn grain(&self, slot: Slot) -> Option<Grain> {
        match slot {
            Slot::Mask(Mask(at)) => self.masks.get(at),
            Slot::Whole(Whole(at)) => self.wholes.get(at),
            Slot::Small(Small(at)) => self.smalls.get(at),
        }
        .copied()
    }

    pub(super) fn mask(&mut self, grain: Grain) -> Mask {
        self.masks.push(grain);
        Mask(self.masks.len() - 1)
    }

    pub(super) fn whole(&mut self, grain: Grain) -> Whole {
        self.wholes.push(grain);
        Whole(self.wholes.len() - 1)
    }

    pub(super) fn small(&mut self, grain: Grain) -> Small {
        self.smalls.push(grain);
        Small(self.smalls.len() - 1)
    }
}

/// The registers of one block, to be used again for the next.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    masks: Vec<Vec<u8>>,
    wholes: Vec<Vec<i64>>,
    smalls: Vec<Vec<i32>>,
}

impl Scratch {
    /// Registers for blocks of so many persons and households.
    pub(super) fn new(layout: &Layout, n_persons: usize, n_households: usize) -> Self {
        let length = |grain: &Grain| match grain {
            Grain::Person => n_persons,
            Grain::Household => n_households,
        };
        Self {
            masks: layout.masks.iter().map(|grain| vec![0; length(grain)]).collect(),
            wholes: layout.wholes.iter().map(|grain| vec![0; length(grain)]).collect(),
            smalls: layout.smalls.iter().map(|grain| vec![0; length(grain)]).collect(),
        }
    }

    /// Some registers only, for so many rows; the others hold nothing.
    pub(super) fn of_some(layout: &Layout, wanted: &BTreeSet<Slot>, n_rows: usize) -> Self {
        let length = |slot: Slot| if wanted.contains(&slot) { n_rows } else { 0 };
        Self {
            masks: (0..layout.masks.len()).map(|at| vec![0; length(Slot::Mask(Mask(at)))]).collect(),
            wholes: (0..layout.wholes.len()).map(|at| vec![0; length(Slot::Whole(Whole(at)))]).collect(),
            smalls: (0..layout.smalls.len()).map(|at| vec![0; length(Slot::Small(Small(at)))]).collect(),
        }
    }

    pub(super) fn mask(&self, register: Mask) -> &[u8] {
        self.masks.get(register.0).map_or(&[], Vec::as_slice)
    }

    pub(super) fn whole(&self, register: Whole) -> &[i64] {
        self.wholes.get(register.0).map_or(&[], Vec::as_slice)
    }

    pub(super) fn small(&self, register: Small) -> &[i32] {
        self.smalls.get(register.0).map_or(&[], Vec::as_slice)
    }

    /// Adds the first values of a register, as numbers.
    pub(super) fn read(&self, slot: Slot, length: usize, values: &mut Vec<i64>) {
        match slot {
            Slot::Mask(mask) => values.extend(self.mask(mask).iter().take(length).map(|value| i64::from(*value))),
            Slot::Whole(whole) => values.extend(self.whole(whole).iter().take(length)),
            Slot::Small(small) => values.extend(self.small(small).iter().take(length).map(|value| i64::from(*value))),
        }
    }

    /// Writes a register from numbers that were read of one.
    pub(super) fn write(&mut self, slot: Slot, values: impl Iterator<Item = i64>) {
        fn put<T: TryFrom<i64>>(out: &mut [T], values: impl Iterator<Item = i64>) {
            let values = values.filter_map(|value| T::try_from(value).ok());
            out.iter_mut().zip(values).for_each(|(out, value)| *out = value);
        }
        match slot {
            Slot::Mask(mask) => self.with_mask(mask, |_, out| put(out, values)),
            Slot::Whole(whole) => self.with_whole(whole, |_, out| put(out, values)),
            Slot::Small(small) => self.with_small(small, |_, out| put(out, values)),
        }
    }

    /// Writes a register from some rows of the same register elsewhere.
    pub(super) fn gather(&mut self, slot: Slot, from: &Self, rows: &[u32]) {
        fn gather<T: Copy>(out: &mut [T], from: &[T], rows: &[u32]) {
            for (out, row) in out.iter_mut().zip(rows) {
                if let Some(value) = from.get(*row as usize) {
                    *out = *value;
                }
            }
        }
        match slot {
            Slot::Mask(mask) => self.with_mask(mask, |_, out| gather(out, from.mask(mask), rows)),
            Slot::Whole(whole) => self.with_whole(whole, |_, out| gather(out, from.whole(whole), rows)),
            Slot::Small(small) => self.with_small(small, |_, out| gather(out, from.small(small), rows)),
        }
    }

    /// Registers of some rows; what holds nothing holds nothing then.
    pub(super) fn picked(&self, rows: &[u32]) -> Self {
        fn pick<T: Copy>(all: &[Vec<T>], rows: &[u32]) -> Vec<Vec<T>> {
            let one = |own: &Vec<T>| rows.iter().filter_map(|row| own.get(*row as usize).copied()).collect();
            all.iter().map(one).collect()
        }
        Self { masks: pick(&self.masks, rows), wholes: pick(&self.wholes, rows), smalls: pick(&self.smalls, rows) }
    }

    /// Takes a register out, to write it beside another; it must be put back.
    pub(super) fn take_mask(&mut self, register: Mask) -> Vec<u8> {
        self.masks.get_mut(register.0).map(std::mem::take).unwrap_or_default()
    }

    /// Puts a register back.
    pub(super) fn put_mask(&mut self, register: Mask, values: Vec<u8>) {
        if let Some(place) = self.masks.get_mut(register.0) {
            *place = values;
        }
    }

    /// Runs a kernel that writes one register while it reads the others.
    pub(super) fn with_mask(&mut self, register: Mask, kernel: impl FnOnce(&Self, &mut [u8])) {
        let mut out = self.masks.get_mut(register.0).map(std::mem::take).unwrap_or_default();
        kernel(self, &mut out);
        if let Some(place) = self.masks.get_mut(register.0) {
            *place = out;
        }
    }

    /// Runs a kernel that writes one register while it reads the others.
    pub(super) fn with_whole(&mut self, register: Whole, kernel: impl FnOnce(&Self, &mut [i64])) {
        let mut out = self.wholes.get_mut(register.0).map(std::mem::take).unwrap_or_default();
        kernel(self, &mut out);
        if let Some(place) = self.wholes.get_mut(register.0) {
            *place = out;
        }
    }

    /// Runs a kernel that writes one register while it reads the others.
    pub(super) fn with_small(&mut self, register: Small, kernel: impl FnOnce(&Self, &mut [i32])) {
        let mut out = self.smalls.get_mut(register.0).map(std::mem::take).unwrap_or_default();
        kernel(self, &mut out);
        if let Some(place) = self.smalls.get_mut(register.0) {
            *place = out;
        }
    }
}
