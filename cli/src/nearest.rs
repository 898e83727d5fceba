//! The nearest of some names.
//!
//! Receives what was written and what there is; hands on the likely one, as the checker finds it. It knows no program.

/// The name that is nearest to what was written, if one is near.
pub(crate) fn nearest<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    ansinh_engine::check::nearest(written, names.into_iter(), |name| *name)
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
