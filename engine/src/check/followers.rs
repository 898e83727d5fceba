//! Takes back what only follows from another complaint.
//!
//! Receives all complaints, and where something could not be read or cites nothing known; leaves out those that say
//! something is missing there. It finds no mistake by itself.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::File;
use ansinh_grammar::{Code, Span};

use crate::codes;

/// Complaints that something is missing.
const MISSING: [Code; 5] = [
    codes::CATEGORY_WITHOUT_AMOUNT,
    codes::WITHOUT_SOURCE,
    codes::WITHOUT_EXPECTATION,
    codes::WITHOUT_MEASURE,
    codes::DAYS_WITHOUT_TARGET,
];

/// Leaves out what is said to be missing in a declaration of which a part could not be read, and the source of a
/// clause that cites an instrument which nobody declared.
pub(super) fn take_back(files: &[File], lost: &[Span], found: &mut Vec<Diagnostic>) {
    let is_follower = |found: &Diagnostic| {
        let at = found.primary.span;
        let extent = files.get(at.file.0).and_then(|file| {
            file.extents.iter().find(|extent| extent.span.start <= at.start && at.start < extent.span.end)
        });
        let Some(extent) = extent.filter(|_| MISSING.contains(&found.code)) else {
            return false;
        };
        let is_inside =
            |lost: &Span| lost.file == at.file && extent.span.start <= lost.start && lost.start < extent.span.end;
        !extent.is_whole || (found.code == codes::WITHOUT_SOURCE && lost.iter().any(is_inside))
    };
    found.retain(|found| !is_follower(found));
}
