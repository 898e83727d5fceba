//! Which id a declaration has.
//!
//! Receives declarations one after another in the order in which they were declared; hands on their ids. It knows no name.

use crate::hir::{BenefitId, DefinitionId, FundId, InputId, InstrumentId, ParameterId, PatchId};

/// How many declarations of each kind the second pass has met: the position is the id.
#[derive(Default)]
pub(in crate::check) struct Positions {
    pub(in crate::check) link: usize,
    instrument: usize,
    input: usize,
    parameter: usize,
    definition: usize,
    benefit: usize,
    patch: usize,
    fund: usize,
}

macro_rules! next_id {
    ($($name:ident -> $id:ident;)*) => {
        impl Positions {
            $(pub(in crate::check) fn $name(&mut self) -> $id {
                self.$name += 1;
                $id(self.$name - 1)
            })*
        }
    };
}

next_id! {
    instrument -> InstrumentId;
    input -> InputId;
    parameter -> ParameterId;
    definition -> DefinitionId;
    benefit -> BenefitId;
    patch -> PatchId;
    fund -> FundId;
}
