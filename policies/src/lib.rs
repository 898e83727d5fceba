//! The law, embedded.
//!
//! Receives the law files beside this crate, as they stand when it is built.
//! Hands on their paths and texts, in order of path.
//! Knows nothing of the language they are written in.

/// One law file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The path under the folder of policies, with `/` between its parts.
    pub path: &'static str,
    /// The text of the file.
    pub text: &'static str,
}

/// Returns every law file, in order of path.
///
/// ```
/// let policies = ansinh_policies::all();
/// assert!(policies.iter().any(|policy| policy.path == "vn/facts.law"));
/// assert!(policies.is_sorted_by_key(|policy| policy.path));
/// ```
#[must_use]
pub fn all() -> &'static [Policy] {
    POLICIES
}

include!(concat!(env!("OUT_DIR"), "/policies.rs"));
