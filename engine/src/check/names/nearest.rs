//! The name that was meant by one that nobody declared.
//!
//! Receives what is written and the names that could stand there; hands on the nearest, if one is near. It knows no kind
//! of thing.

use std::borrow::Cow;

/// The candidate whose name is nearest, if it is near: diacritics and capitals count last.
#[must_use]
pub fn nearest<T>(written: &str, candidates: impl Iterator<Item = T>, name: impl Fn(&T) -> &str) -> Option<T> {
    let wanted = plain(written);
    let most = wanted.chars().count() / 4 + usize::from(wanted.len() > 2);
    let shape = Shape::of(&wanted);
    let distance = |candidate: T| {
        let found = name(&candidate);
        let found_plain = plain(found);
        // Most names are told apart by what they are made of, which is quicker than to count the changes.
        if shape.least_distance(Shape::of(&found_plain)) > most {
            return None;
        }
        let n_changes = strsim::damerau_levenshtein(&found_plain, &wanted);
        let rank = (n_changes, strsim::damerau_levenshtein(found, written), found.to_owned());
        (n_changes <= most).then_some((rank, candidate))
    };
    candidates.filter_map(distance).min_by(|left, right| left.0.cmp(&right.0)).map(|(_, found)| found)
}

/// A name in small letters without diacritics; a hyphen is as good as an underscore.
fn plain(name: &str) -> Cow<'_, str> {
    let is_plain = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'-');
    if is_plain { Cow::Borrowed(name) } else { Cow::Owned(ansinh_grammar::language::skeleton(name).replace('-', "_")) }
}

/// What a name is made of: how many letters, and which.
#[derive(Clone, Copy)]
struct Shape {
    n_letters: usize,
    letters: u64,
}

impl Shape {
    fn of(name: &str) -> Self {
        name.chars().fold(Self { n_letters: 0, letters: 0 }, |shape, letter| Self {
            n_letters: shape.n_letters + 1,
            letters: shape.letters | 1 << (u32::from(letter) % 64),
        })
    }

    /// A number of changes that is never more than it takes: one change adds one letter or takes one away, or both.
    fn least_distance(self, other: Self) -> usize {
        let n_missing = (self.letters & !other.letters).count_ones().max((other.letters & !self.letters).count_ones());
        self.n_letters.abs_diff(other.n_letters).max(usize::try_from(n_missing).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, nearest, plain};

    #[test]
    fn what_is_passed_over_is_never_nearer_than_it_seems() {
        let names = ["base_rate", "bse_rate", "base_rtae", "rate", "tuổi", "hộ_nghèo", "Nghèo", "a", "", "zzzzzzzz"];
        for left in names {
            for right in names {
                let (left, right) = (plain(left), plain(right));
                let least = Shape::of(&left).least_distance(Shape::of(&right));
                assert!(least <= strsim::damerau_levenshtein(&left, &right), "{left} {right}");
            }
        }
    }

    #[test]
    fn the_nearest_is_found_with_and_without_marks() {
        let names = ["base_rate", "hộ_nghèo", "pension"];
        let found = |written| nearest(written, names.iter(), |name| name).copied();
        assert_eq!(found("bse_rate"), Some("base_rate"));
        assert_eq!(found("ho_ngheo"), Some("hộ_nghèo"));
        assert_eq!(found("disability"), None);
    }
}
