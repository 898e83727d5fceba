//! The inner loops: one operation on whole slices.
//!
//! Receives slices of equal length; writes results. Yes is 1, no is 0. Each loop means what `value` says the
//! operation means on one value. It knows no plan and no population.

use crate::value::{Comparison, Policy, Rounding};

/// Not.
pub(super) fn not(out: &mut [u8], one: &[u8]) {
    for (out, one) in out.iter_mut().zip(one) {
        *out = 1 - one;
    }
}

/// And, into what is there.
pub(super) fn and(out: &mut [u8], one: &[u8]) {
    for (out, one) in out.iter_mut().zip(one) {
        *out &= one;
    }
}

/// Or, into what is there.
pub(super) fn or(out: &mut [u8], one: &[u8]) {
    for (out, one) in out.iter_mut().zip(one) {
        *out |= one;
    }
}

/// Whether a value is certainly the one that decides (`no` of all, `yes` of any) and not a fault, into what is there.
pub(super) fn or_decides(out: &mut [u8], value: &[u8], fault: Option<&[u8]>, deciding: u8) {
    match fault {
        None => {
            for (out, value) in out.iter_mut().zip(value) {
                *out |= u8::from(*value == deciding);
            }
        }
        Some(fault) => {
            for ((out, value), fault) in out.iter_mut().zip(value).zip(fault) {
                *out |= u8::from(*value == deciding) & (1 - fault);
            }
        }
    }
}

/// Keeps a fault only where nothing has decided.
pub(super) fn unless(out: &mut [u8], decided: &[u8]) {
    for (out, decided) in out.iter_mut().zip(decided) {
        *out &= 1 - decided;
    }
}

/// A comparison.
pub(super) fn compare<T: Copy + Ord>(out: &mut [u8], comparison: Comparison, left: &[T], right: &[T]) {
    let rows = out.iter_mut().zip(left).zip(right);
    match comparison {
        Comparison::Equal => rows.for_each(|((out, left), right)| *out = u8::from(left == right)),
        Comparison::NotEqual => rows.for_each(|((out, left), right)| *out = u8::from(left != right)),
        Comparison::Less => rows.for_each(|((out, left), right)| *out = u8::from(left < right)),
        Comparison::LessOrEqual => rows.for_each(|((out, left), right)| *out = u8::from(left <= right)),
        Comparison::Greater => rows.for_each(|((out, left), right)| *out = u8::from(left > right)),
        Comparison::GreaterOrEqual => rows.for_each(|((out, left), right)| *out = u8::from(left >= right)),
    }
}

/// Whether a choice is one of these.
pub(super) fn one_of(out: &mut [u8], one: &[i32], choices: &[i32]) {
    out.fill(0);
    for choice in choices {
        for (out, one) in out.iter_mut().zip(one) {
            *out |= u8::from(one == choice);
        }
    }
}

/// A sum. The plan has proven that it fits.
pub(super) fn add(out: &mut [i64], left: &[i64], right: &[i64]) {
    for ((out, left), right) in out.iter_mut().zip(left).zip(right) {
        *out = left.wrapping_add(*right);
    }
}

/// A difference. The plan has proven that it fits.
pub(super) fn subtract(out: &mut [i64], left: &[i64], right: &[i64]) {
    for ((out, left), right) in out.iter_mut().zip(left).zip(right) {
        *out = left.wrapping_sub(*right);
    }
}

/// A product. The plan has proven that it fits.
pub(super) fn multiply(out: &mut [i64], left: &[i64], right: &[i64]) {
    for ((out, left), right) in out.iter_mut().zip(left).zip(right) {
        *out = left.wrapping_mul(*right);
    }
}

/// More decimals: the same number at a larger scale.
pub(super) fn rescale(out: &mut [i64], one: &[i64], factor: i64) {
    for (out, one) in out.iter_mut().zip(one) {
        *out = one.wrapping_mul(factor);
    }
}

/// Rounding to a multiple of a positive unit at the same scale.
pub(super) fn round(out: &mut [i64], one: &[i64], rounding: Rounding, unit: i64) {
    for (out, one) in out.iter_mut().zip(one) {
        let steps = match rounding {
            Rounding::Down => one.div_euclid(unit),
            Rounding::Up => -((-one).div_euclid(unit)),
            Rounding::Nearest => (2 * one + unit).div_euclid(2 * unit),
        };
        *out = steps.wrapping_mul(unit);
    }
}

/// One arm of cases whose values are numbers, dates, choices or yes/no.
pub(super) struct Arm<'a, T> {
    pub(super) guard: Option<&'a [u8]>,
    pub(super) guard_fault: Option<&'a [u8]>,
    pub(super) value: &'a [T],
    pub(super) value_fault: Option<&'a [u8]>,
}

/// A value of cases: how it starts, adds and compares.
pub(super) trait CaseValue: Copy + Ord + Default {
    /// The sum; only numbers are ever summed.
    fn plus(self, other: Self) -> Self;
}

impl CaseValue for i64 {
    fn plus(self, other: Self) -> Self {
        self.wrapping_add(other)
    }
}

impl CaseValue for i32 {
    fn plus(self, _: Self) -> Self {
        self
    }
}

impl CaseValue for u8 {
    fn plus(self, _: Self) -> Self {
        self
    }
}

/// What cases write: the value, whether any arm applied so far, and where they failed.
pub(super) struct CasesOut<'a, T> {
    pub(super) value: &'a mut [T],
    pub(super) seen: &'a mut [u8],
    pub(super) fault: &'a mut [u8],
}

impl<T: CaseValue> CasesOut<'_, T> {
    /// Before the first arm.
    pub(super) fn start(&mut self) {
        self.value.fill(T::default());
        self.seen.fill(0);
        self.fault.fill(0);
    }

    /// One more arm.
    pub(super) fn arm(&mut self, policy: Policy, arm: &Arm<'_, T>) {
        self.arm_faults(policy, arm);
        match arm.guard {
            Some(guard) => self.guarded(policy, guard, arm.value),
            None => {
                for ((value, seen), new) in self.value.iter_mut().zip(self.seen.iter_mut()).zip(arm.value) {
                    *value = merged(policy, *seen, *value, *new);
                }
                if policy == Policy::Only {
                    self.conflicts(arm);
                }
                self.seen.fill(1);
            }
        }
    }

    fn guarded(&mut self, policy: Policy, guard: &[u8], new: &[T]) {
        let rows = self.value.iter_mut().zip(self.seen.iter_mut()).zip(guard).zip(new);
        match policy {
            Policy::Highest => rows.for_each(|(((value, seen), guard), new)| {
                let is_better = (*guard != 0) & ((*seen == 0) | (*new > *value));
                *value = if is_better { *new } else { *value };
                *seen |= guard;
            }),
            Policy::Only => {
                let faults = self.fault.iter_mut();
                rows.zip(faults).for_each(|((((value, seen), guard), new), fault)| {
                    *fault |= guard & *seen & u8::from(*value != *new);
                    *value = if (*guard != 0) & (*seen == 0) { *new } else { *value };
                    *seen |= guard;
                });
            }
            _ => rows.for_each(|(((value, seen), guard), new)| {
                if *guard != 0 {
                    *value = merged(policy, *seen, *value, *new);
                    *seen = 1;
                }
            }),
        }
    }

    /// Faults of the guard and of the value where it counts. Under `first`, what comes after an arm that applied
    /// does not count.
    fn arm_faults(&mut self, policy: Policy, arm: &Arm<'_, T>) {
        let is_first = policy == Policy::First;
        if let Some(guard_fault) = arm.guard_fault {
            for ((fault, seen), guard_fault) in self.fault.iter_mut().zip(self.seen.iter()).zip(guard_fault) {
                *fault |= guard_fault & if is_first { 1 - seen } else { 1 };
            }
        }
        if let Some(value_fault) = arm.value_fault {
            for (at, (fault, value_fault)) in self.fault.iter_mut().zip(value_fault).enumerate() {
                let guard = arm.guard.map_or(1, |guard| guard.get(at).copied().unwrap_or(0));
                let seen = self.seen.get(at).copied().unwrap_or(0);
                *fault |= value_fault & guard & if is_first { 1 - seen } else { 1 };
            }
        }
    }

    fn conflicts(&mut self, arm: &Arm<'_, T>) {
        let rows = self.fault.iter_mut().zip(self.seen.iter()).zip(self.value.iter().zip(arm.value));
        for ((fault, seen), (value, new)) in rows {
            *fault |= seen & u8::from(value != new);
        }
    }

    /// After the last arm: the value of the others, or a fault where there is none.
    pub(super) fn finish(&mut self, otherwise: Option<(&[T], Option<&[u8]>)>) {
        let Some((otherwise, otherwise_fault)) = otherwise else {
            for (fault, seen) in self.fault.iter_mut().zip(self.seen.iter()) {
                *fault |= 1 - seen;
            }
            return;
        };
        for ((value, seen), otherwise) in self.value.iter_mut().zip(self.seen.iter()).zip(otherwise) {
            *value = if *seen == 0 { *otherwise } else { *value };
        }
        if let Some(otherwise_fault) = otherwise_fault {
            for ((fault, seen), otherwise) in self.fault.iter_mut().zip(self.seen.iter()).zip(otherwise_fault) {
                *fault |= otherwise & (1 - seen);
            }
        }
    }
}

fn merged<T: CaseValue>(policy: Policy, seen: u8, value: T, new: T) -> T {
    if seen == 0 {
        return new;
    }
    match policy {
        Policy::Only | Policy::First => value,
        Policy::Highest => value.max(new),
        Policy::Lowest => value.min(new),
        Policy::Sum => value.plus(new),
    }
}

/// Whether this arm is the one taken: it applies, its value is the result, and no earlier one was taken.
pub(super) fn chosen<T: Copy + Eq>(out: &mut [u8], taken: &mut [u8], guard: Option<&[u8]>, value: &[T], result: &[T]) {
    let rows = out.iter_mut().zip(taken.iter_mut()).zip(value).zip(result);
    match guard {
        Some(guard) => rows.zip(guard).for_each(|((((out, taken), value), result), guard)| {
            *out = guard & u8::from(value == result) & (1 - *taken);
            *taken |= *out;
        }),
        None => rows.for_each(|(((out, taken), value), result)| {
            *out = u8::from(value == result) & (1 - *taken);
            *taken |= *out;
        }),
    }
}

/// The value of each household for each of its persons.
pub(super) fn spread<T: Copy>(out: &mut [T], households: &[T], sizes: &[u32]) {
    let mut rest = out;
    for (value, ends) in households.iter().zip(sizes.windows(2)) {
        let size = ends.last().zip(ends.first()).map_or(0, |(end, start)| (end - start) as usize);
        let (own, others) = rest.split_at_mut(size.min(rest.len()));
        own.fill(*value);
        rest = others;
    }
}

/// How many of each household's persons are marked.
pub(super) fn count_members(out: &mut [i64], marks: &[u8], sizes: &[u32]) {
    let mut rest = marks;
    for (out, ends) in out.iter_mut().zip(sizes.windows(2)) {
        let size = ends.last().zip(ends.first()).map_or(0, |(end, start)| (end - start) as usize);
        let (own, others) = rest.split_at(size.min(rest.len()));
        *out = own.iter().map(|mark| i64::from(*mark)).sum();
        rest = others;
    }
}

/// How many of the persons that each person's relation leads to are marked.
pub(super) fn count_related(out: &mut [i64], marks: &[u8], offsets: &[u32], targets: &[u32], first_person: usize) {
    for (out, ends) in out.iter_mut().zip(offsets.windows(2)) {
        let (start, end) = match ends {
            [start, end] => (*start as usize, *end as usize),
            _ => (0, 0),
        };
        *out = if start == end {
            0
        } else {
            let related = targets.get(start..end).unwrap_or(&[]);
            let mark = |target: &u32| (*target as usize).checked_sub(first_person).and_then(|at| marks.get(at));
            related.iter().filter_map(mark).map(|mark| i64::from(*mark)).sum()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{Arm, CasesOut, chosen, round};
    use crate::value::{Policy, Rounding};

    fn cases(policy: Policy, arms: &[(&[u8], &[i64])], otherwise: Option<&[i64]>) -> (Vec<i64>, Vec<u8>) {
        let length = arms[0].0.len();
        let (mut value, mut seen, mut fault) = (vec![0; length], vec![0; length], vec![0; length]);
        let mut out = CasesOut { value: &mut value, seen: &mut seen, fault: &mut fault };
        out.start();
        for (guard, value) in arms {
            out.arm(policy, &Arm { guard: Some(guard), guard_fault: None, value, value_fault: None });
        }
        out.finish(otherwise.map(|otherwise| (otherwise, None)));
        (value, fault)
    }

    #[test]
    fn each_policy_makes_one_of_several() {
        let arms: [(&[u8], &[i64]); 2] = [(&[1, 1, 0, 0], &[5, 5, 5, 5]), (&[1, 0, 1, 0], &[7, 7, 7, 7])];
        let otherwise: &[i64] = &[1, 1, 1, 1];
        assert_eq!(cases(Policy::Highest, &arms, Some(otherwise)).0, [7, 5, 7, 1]);
        assert_eq!(cases(Policy::Lowest, &arms, Some(otherwise)).0, [5, 5, 7, 1]);
        assert_eq!(cases(Policy::Sum, &arms, Some(otherwise)).0, [12, 5, 7, 1]);
        assert_eq!(cases(Policy::First, &arms, Some(otherwise)).0, [5, 5, 7, 1]);
        assert_eq!(cases(Policy::Only, &arms, Some(otherwise)).1, [1, 0, 0, 0]);
        assert_eq!(cases(Policy::Only, &arms, None).1, [1, 0, 0, 1]);
    }

    #[test]
    fn of_equal_amounts_the_first_is_chosen() {
        let (mut taken, mut first, mut second) = (vec![0; 2], vec![0; 2], vec![0; 2]);
        chosen(&mut first, &mut taken, Some(&[1, 0]), &[5, 5], &[5, 5]);
        chosen(&mut second, &mut taken, Some(&[1, 1]), &[5, 5], &[5, 5]);
        assert_eq!((first, second), (vec![1, 0], vec![0, 1]));
    }

    #[test]
    fn rounding_agrees_with_one_value_at_a_time() {
        let values = [-1500_i64, -1, 0, 499, 500, 1499, 1500];
        for rounding in [Rounding::Down, Rounding::Up, Rounding::Nearest] {
            let mut out = [0; 7];
            round(&mut out, &values, rounding, 1000);
            for (out, value) in out.iter().zip(values) {
                let expected = crate::value::round(value.into(), rounding, 1000.into());
                assert_eq!(Some((*out).into()), expected, "{value} {rounding:?}");
            }
        }
    }
}
