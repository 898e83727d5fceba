//! Checks that amounts which are calculated with are there for everybody.
//!
//! Receives the parts of calculations as they are read; judges them once all patches are known, since a change may
//! leave somebody without an amount. It knows conditions only as whole: of the law, of an exception, of a change.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text};

use crate::check::checker::Checker;
use crate::check::noted::{Applying, Expected, certain_categories};
use crate::codes;
use crate::hir::{
    BenefitId, Category, CategoryId, Change, Combination, Conditioned, Days, Edit, Expr, Removed, Rewrite,
};

impl Checker {
    /// Notes that an amount must be there for everybody, besides those for whom these categories apply anyway.
    pub(super) fn expect_there(&mut self, part: &Combination, span: Span, benefit: BenefitId, applying: &Applying) {
        self.expected.push(Expected { part: part.clone(), span, benefit, applying: applying.clone(), loosened: None });
    }

    /// Complains where an amount may be absent for somebody.
    pub(in crate::check) fn check_presence(&mut self) {
        let mut expected = std::mem::take(&mut self.expected);
        for expected in &mut expected {
            for (span, condition) in self.other_conditions(expected) {
                let certain = certain_categories(condition);
                let n_applying = expected.applying.categories.len();
                expected.applying.categories.retain(|category| certain.contains(category));
                if expected.applying.categories.len() < n_applying {
                    expected.loosened = Some(span);
                }
            }
        }
        let absent = expected.iter().filter(|found| !self.is_there(&found.part, found));
        let mut found: Vec<Diagnostic> = absent.map(|found| self.no_amount_for_some(found)).collect();
        self.diagnostics.append(&mut found);
    }

    /// The conditions that changes let people in by, besides the one that the calculation stands under.
    fn other_conditions(&self, expected: &Expected) -> Vec<(Span, &Expr)> {
        let benefit = self.program.benefits.get(expected.benefit.0);
        let place = |position: usize| Some(benefit?.exceptions.get(position)?.condition.expr.span);
        let other = self.edits().filter_map(|edit| match &edit.change {
            Change::Condition(rewrite, Conditioned::Exception(id, position), condition) => {
                let is_it = *id == expected.benefit && place(*position) == expected.applying.condition;
                (is_it && *rewrite != Rewrite::Narrow).then_some((edit.span, condition))
            }
            _ => None,
        });
        other.collect()
    }

    fn no_amount_for_some(&self, expected: &Expected) -> Diagnostic {
        let headline = Text::new(
            "mức này có thể không có: người không thuộc diện thì không có mức nào để tính",
            "this amount may be absent: who does not qualify has none to calculate with",
        );
        let mut found = Diagnostic::new(codes::MAY_BE_ABSENT, expected.span, headline).note(Text::new(
            "không có mức hưởng không phải là mức bằng không",
            "an amount that is absent is not an amount of zero",
        ));
        if let Some(edit) = self.taking_away(expected) {
            found = found.label(
                edit.span,
                Text::new(
                    "với thay đổi này, diện không còn cho mọi người",
                    "with this change the category is no longer for everybody",
                ),
            );
        }
        if let Some(loosened) = expected.loosened {
            found = found.label(
                loosened,
                Text::new(
                    "thay đổi này đưa vào cả người không thuộc các diện đó",
                    "this change lets in people who need not qualify",
                ),
            );
        }
        found.help(Text::new(
            "dùng `tổng của (a, b)`, hoặc đặt trong ngoại lệ `khi thuộc diện a và thuộc diện b`",
            "use `sum of (a, b)`, or put it under an exception `when qualifies for a and qualifies for b`",
        ))
    }

    /// Whether an amount is there for everybody the combination is for.
    fn is_there(&self, part: &Combination, expected: &Expected) -> bool {
        match part {
            Combination::Value(_) | Combination::Arithmetic(..) | Combination::Rounded(..) => true,
            Combination::Category(category) => {
                expected.applying.categories.contains(category) || self.applies_to_everybody(*category)
            }
            Combination::Several(_, parts) => parts.iter().any(|part| self.is_there(part, expected)),
            Combination::For(_, then, otherwise) => [then, otherwise].iter().all(|part| self.is_there(part, expected)),
            Combination::All(_) => {
                expected.applying.categories.iter().any(|category| category.benefit == expected.benefit)
                    || self.categories_of(expected.benefit).any(|category| self.applies_to_everybody(category))
            }
        }
    }

    fn categories_of(&self, benefit: BenefitId) -> impl Iterator<Item = CategoryId> + use<> {
        let n_categories = self.program.benefits.get(benefit.0).map_or(0, |benefit| benefit.categories.len());
        (0..n_categories).map(move |position| CategoryId { benefit, position })
    }

    /// Whether a category is for everybody, on every day and under every law.
    fn applies_to_everybody(&self, id: CategoryId) -> bool {
        self.is_open(id) && self.edits().all(|edit| !takes_away(&edit.change, id))
    }

    /// Whether a category is for everybody, as far as no change says otherwise.
    fn is_open(&self, id: CategoryId) -> bool {
        let Some(benefit) = self.program.benefits.get(id.benefit.0) else {
            return false;
        };
        let is_open = |category: &Category| {
            category.conditions.is_empty() && category.patch.is_none() && category.days == Days::default()
        };
        benefit.conditions.is_empty() && benefit.categories.get(id.position).is_some_and(is_open)
    }

    fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.program.patches.iter().flat_map(|patch| &patch.edits)
    }

    /// The change that takes an amount away from somebody who had it.
    fn taking_away(&self, expected: &Expected) -> Option<&Edit> {
        let open: Vec<CategoryId> = self.categories_of(expected.benefit).filter(|id| self.is_open(*id)).collect();
        self.edits().find(|edit| open.iter().any(|id| takes_away(&edit.change, *id)))
    }
}

/// Whether a change may leave somebody without a category.
fn takes_away(change: &Change, id: CategoryId) -> bool {
    match change {
        Change::Remove(Removed::Category(category)) => *category == id,
        Change::Remove(Removed::Benefit(benefit)) => *benefit == id.benefit,
        Change::Condition(Rewrite::Narrow | Rewrite::Replace, Conditioned::Category(category), _) => *category == id,
        Change::Condition(Rewrite::Narrow | Rewrite::Replace, Conditioned::Benefit(benefit), _) => {
            *benefit == id.benefit
        }
        _ => false,
    }
}
