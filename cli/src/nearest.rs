//! The nearest of some names.
//!
//! Receives what was written and what there is; hands on the likely one. It knows no program.

/// The name that is nearest to what was written, if one is near; letters in capitals and `-` for `_` do not count.
pub(crate) fn nearest<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let written = folded(written);
    let distance = |name: &str| strsim::damerau_levenshtein(&folded(name), &written);
    names
        .into_iter()
        .map(|name| (distance(name), name))
        .min()
        .filter(|(distance, _)| *distance <= 1 + written.chars().count() / 4)
        .map(|(_, name)| name)
}

fn folded(name: &str) -> String {
    name.to_lowercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_a_near_name_is_offered() {
        let names = ["poor", "near_poor", "not_poor"];
        assert_eq!(nearest("Poor", names), Some("poor"));
        assert_eq!(nearest("near-por", names), Some("near_poor"));
        assert_eq!(nearest("rich", names), None);
        assert_eq!(nearest("x", []), None);
    }
}
