//! Declarations: modules, facts, instruments and the heads of rules.
//!
//! Receives the trees; fills the program with what has a name. It knows no clause of a rule.

pub(super) mod declare;
pub(super) mod fact;
pub(super) mod instrument;
pub(super) mod module;
pub(super) mod standing;
