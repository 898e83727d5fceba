//! Checked exceptions: what holds instead for some people.
//!
//! Data only. It knows no day of assessment.

use super::{Case, Citation, Combination, Condition, Naming, PatchId};

/// Something else for some people.
#[derive(Clone, Debug)]
pub struct Exception<T> {
    /// Name and label.
    pub naming: Naming,
    /// The exception that gives way where both apply, by its position beside this one.
    pub overrides: Option<usize>,
    /// For whom.
    pub condition: Condition,
    /// What holds for them.
    pub instead: T,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// The patch that adds it.
    pub patch: Option<PatchId>,
}

/// Other cases of a definition for some people.
pub type DefinitionException = Exception<Vec<Case>>;

/// Another combination of a benefit for some people.
pub type CombinationException = Exception<Combination>;
