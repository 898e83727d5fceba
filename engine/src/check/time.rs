//! Checks time: what is used on days without a value, what is never in force, what no instrument covers.
//!
//! Receives a program without errors; hands on complaints. It judges no day of assessment.

mod basis;
mod needs;
mod overlaps;
mod uses;

use crate::check::checker::Checker;
use crate::check::time::needs::{Needs, gaps};

impl Checker {
    /// Every complaint about time. The program has no circle.
    pub(super) fn check_time(&mut self) {
        let mut needs = Needs::of(&self.program);
        let mut found = std::mem::take(&mut needs.found);
        overlaps::check(&self.program, &mut found);
        gaps(&self.program, &needs, &mut found);
        basis::check(&self.program, &needs, &mut found);
        for diagnostic in found {
            self.report(diagnostic);
        }
    }
}
