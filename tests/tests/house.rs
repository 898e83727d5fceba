//! The rules of the house that a machine can check.
//!
//! Receives the files of the project; fails with every place that breaks a rule. What does not follow a rule yet
//! stands on a list here, with its reason: the lists may only shrink, and an entry that is not needed any more fails.

mod house {
    pub(crate) mod codes;
    pub(crate) mod dictionary;
    pub(crate) mod documents;
    pub(crate) mod edges;
    pub(crate) mod sources;
}
