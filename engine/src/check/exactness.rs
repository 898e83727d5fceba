//! Proves that amounts are exact: divisors above zero, quotients rounded, whole multiples of the smallest unit.
//!
//! Receives the filled program; hands on complaints. It evaluates nothing.

mod bounds;
mod combination;
mod fineness;
mod proof;

use crate::check::checker::Checker;
use crate::check::exactness::bounds::Known;
use crate::check::exactness::proof::Facts;
use crate::check::exactness::proof::Proof;
use crate::hir::{BenefitId, Conditioned, DefinitionId};

impl Checker {
    /// Every expression of the program.
    pub(super) fn check_exactness(&mut self) {
        let mut found = Vec::new();
        {
            let proof = Proof { checker: self, known: Known::new(&self.program) };
            let program = &self.program;
            for link in &program.links {
                link.empty_when.iter().for_each(|condition| proof.walk(condition, false, &Vec::new(), &mut found));
            }
            for (condition, _) in program.inputs.iter().flat_map(|input| &input.implied) {
                proof.walk(condition, false, &Vec::new(), &mut found);
            }
            for (at, definition) in program.definitions.iter().enumerate() {
                proof.cases(&definition.cases, &Vec::new(), &mut found);
                for (position, exception) in definition.exceptions.iter().enumerate() {
                    proof.walk(&exception.condition.expr, false, &Vec::new(), &mut found);
                    let is_loose = proof.is_loosened(Conditioned::DefinitionException(DefinitionId(at), position));
                    let facts: Facts<'_> = if is_loose { Vec::new() } else { vec![(&exception.condition.expr, true)] };
                    proof.cases(&exception.instead, &facts, &mut found);
                }
            }
            for property in &program.properties {
                let facts: Facts<'_> = property.condition.iter().map(|condition| (condition, true)).collect();
                property.condition.iter().for_each(|condition| proof.walk(condition, false, &Vec::new(), &mut found));
                proof.walk(&property.claim, false, &facts, &mut found);
            }
            for patch in &program.patches {
                patch.scope.iter().for_each(|scope| proof.walk(scope, false, &Vec::new(), &mut found));
                patch.edits.iter().for_each(|edit| proof.change(&edit.change, &mut found));
            }
            for (at, benefit) in program.benefits.iter().enumerate() {
                proof.benefit(BenefitId(at), benefit, &mut found);
            }
        }
        for complaint in found {
            if !self.diagnostics.contains(&complaint) {
                self.report(complaint);
            }
        }
    }
}
