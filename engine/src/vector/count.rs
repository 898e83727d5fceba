//! Counts those whom a link leads to.
//!
//! Receives a link and a condition; hands on the register of the number. Who is not born on the day does not count.

use super::binder::Binder;
use super::error::VectorError;
use super::instruction::{Fill, Instruction, Operand, Via};
use super::register::{Grain, Mask, Slot};
use crate::plan::{ColumnId, Link, LinkId};

impl Binder<'_, '_> {
    pub(super) fn count(
        &mut self,
        link: LinkId,
        condition: Option<ColumnId>,
        id: ColumnId,
        grain: Grain,
    ) -> Result<Operand, VectorError> {
        let link =
            self.plan.links.get(link.0).ok_or_else(|| VectorError::Unsupported { what: format!("t{}", id.0) })?;
        let (marks, mark_fault) = match condition {
            Some(condition) => self.mask(condition, Grain::Person)?,
            None => {
                let all = self.layout.mask(Grain::Person);
                self.fills.push(Fill::Mask(all, 1));
                (all, None)
            }
        };
        let relation = self.via(link, grain)?;
        let counted = |binder: &mut Self, marks: Mask| {
            let marks = binder.of_present(marks);
            let out = binder.layout.whole(grain);
            binder.code.push(match relation {
                Some(relation) => Instruction::CountRelated(out, relation, marks),
                None => Instruction::CountMembers(out, marks),
            });
            out
        };
        let out = counted(self, marks);
        let fault = mark_fault.map(|fault| {
            let n_faults = counted(self, fault);
            let any = self.layout.mask(grain);
            self.code.push(Instruction::Positive(any, n_faults));
            any
        });
        Ok(Operand { slot: Slot::Whole(out), fault, scale: 0, absent: None })
    }

    /// The relation of the population that a link to several or to nobody means; nothing for the members of a
    /// household, which are the first collection of persons that a household has.
    pub(super) fn via(&self, link: &Link, grain: Grain) -> Result<Option<Via>, VectorError> {
        let found = Via::named(self.population, grain, &link.name);
        let collection = self.plan.links.iter().find(|other| other.is_many && other.from == link.from);
        let is_members = grain == Grain::Household && collection.is_some_and(|first| first.name == link.name);
        if found.is_none() && !is_members {
            return Err(VectorError::MissingLink { link: link.name.clone() });
        }
        Ok(found)
    }

    /// The marks of persons that are born on the day.
    fn of_present(&mut self, marks: Mask) -> Mask {
        let Some(present) = self.present else {
            return marks;
        };
        let out = self.layout.mask(Grain::Person);
        self.code.push(Instruction::And(out, marks, present));
        out
    }
}
