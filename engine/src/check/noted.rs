//! What is noted while reading and judged later.
//!
//! Receives conventions, parts of calculations and names out of sight as they are met; the passes that judge them take them from here.
//! It judges nothing.

use ansinh_grammar::Span;

use crate::hir::{BenefitId, CategoryId, Combination, Expr, ExprKind};
use crate::value::{IncompleteDate, LeapBirthday};

/// Where each convention was stated first: two that differ are a mistake.
#[derive(Default)]
pub(super) struct Stated {
    pub(super) leap: Option<(LeapBirthday, Span)>,
    pub(super) incomplete: Option<(IncompleteDate, Span)>,
}

/// A part of a calculation that must be there.
pub(super) struct Expected {
    pub(super) part: Combination,
    pub(super) span: Span,
    pub(super) benefit: BenefitId,
    /// The categories that apply to everybody for whom it is calculated.
    pub(super) applying: Applying,
    /// The change that lets others in, if there is one.
    pub(super) loosened: Option<Span>,
}

/// The categories that a condition asks for one by one: where it holds, they apply.
#[derive(Clone, Default)]
pub(super) struct Applying {
    pub(super) categories: Vec<CategoryId>,
    /// Where the condition stands; a change may put another in its place.
    pub(super) condition: Option<Span>,
}

impl Applying {
    pub(super) fn under(condition: &Expr) -> Self {
        Self { categories: certain_categories(condition), condition: Some(condition.span) }
    }
}

pub(super) fn certain_categories(condition: &Expr) -> Vec<CategoryId> {
    match &condition.kind {
        ExprKind::Qualifies(categories) if categories.len() == 1 => categories.clone(),
        ExprKind::AllOf(parts) => parts.iter().flat_map(certain_categories).collect(),
        _ => Vec::new(),
    }
}

/// A name that a file cannot see, and the modules that declare it.
pub(super) struct Unseen {
    /// The file that uses it.
    pub(super) from: usize,
    pub(super) name: String,
    pub(super) span: Span,
    /// Each module that has it, and where.
    pub(super) declared: Vec<(usize, Span)>,
}

impl Unseen {
    /// The modules that have it.
    pub(super) fn modules(&self) -> impl Iterator<Item = usize> + '_ {
        self.declared.iter().map(|(module, _)| *module)
    }
}
