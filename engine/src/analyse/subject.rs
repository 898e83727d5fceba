//! What a variable of a diagram stands for.
//!
//! Data only: a fact, a count, or a question that diagrams do not look into. It knows no law.

use super::algebra::Join;
use super::diagram::{Diagram, Leaf};
use crate::plan::{ColumnId, InputId, LinkId};

/// The links from the thing that is looked at to the thing that is meant.
pub(super) type Links = Vec<LinkId>;

/// What a variable stands for. The number is the same in every plan of a program.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Subject {
    /// A fact.
    Input(Links, InputId),
    /// How many things a link leads to that meet a condition; it may be any number, whatever other counts are.
    Count(Links, LinkId, Option<Diagram>),
    /// Whether two numbers compare so, where that is not told by one fact alone.
    Compared(Join, Leaf, Leaf),
    /// A column that is not looked into, in one of the plans.
    Opaque(usize, Links, ColumnId),
}

impl Subject {
    /// Whether a person can be made for each of its values.
    pub(super) const fn is_concrete(&self) -> bool {
        matches!(self, Self::Input(..) | Self::Count(..))
    }
}
