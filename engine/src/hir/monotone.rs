//! Whether a scenario can only add: nobody gets less than before, whoever they are and on whatever day.
//!
//! Receives the program and a scenario; hands on that it is proven, or why it is not known. It looks only at how
//! clauses are built and knows no figures but their signs; what it cannot see is not known, never denied.

use std::collections::BTreeSet;

use ansinh_grammar::Text;

use super::{
    BenefitId, Case, CategoryId, Change, Combination, Conditioned, Definition, DefinitionException, Expr, ExprKind,
    Guard, Law, PatchId, Program, Rewrite, ScenarioId,
};
use crate::value::{Decimal, Policy, Value};

impl Program {
    /// Proves that a scenario takes nothing away from anybody: it adds categories and widens conditions, amounts
    /// combine so that more of them is never less, and no rule asks that somebody does *not* qualify for what grows.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn can_only_add(&self, scenario: ScenarioId) -> Result<(), Text> {
        let layers = self.layers(scenario);
        let mut grown = self.added(&layers)?;
        loop {
            for id in grown.clone() {
                self.grows_well(id, &layers)?;
            }
            let more = self.more_grown(&grown, &layers)?;
            if more.is_subset(&grown) {
                return Ok(());
            }
            grown.extend(more);
        }
    }

    /// The categories that the patches add or widen; an error if they do anything else.
    fn added(&self, layers: &[PatchId]) -> Result<BTreeSet<CategoryId>, Text> {
        let is_of = |patch: &Option<PatchId>| patch.is_some_and(|id| layers.contains(&id));
        if self.parameters.iter().any(|parameter| parameter.values.iter().any(|value| is_of(&value.patch))) {
            return Err(Text::new("đặt lại một tham số", "it sets a parameter"));
        }
        let of_benefit = self.benefits.iter().flat_map(|found| &found.exceptions).any(|found| is_of(&found.patch));
        if of_benefit || self.definitions.iter().flat_map(|found| &found.exceptions).any(|found| is_of(&found.patch)) {
            return Err(Text::new("thêm một ngoại lệ", "it adds an exception"));
        }
        let mut grown = BTreeSet::new();
        for (idx, benefit) in self.benefits.iter().enumerate() {
            let added = benefit.categories.iter().enumerate().filter(|(_, category)| is_of(&category.patch));
            grown.extend(added.map(|(position, _)| CategoryId { benefit: BenefitId(idx), position }));
        }
        for edit in layers.iter().filter_map(|id| self.patch(*id)).flat_map(|patch| &patch.edits) {
            match &edit.change {
                Change::Condition(Rewrite::Widen, Conditioned::Category(id), _) => grown.extend([*id]),
                Change::Condition(Rewrite::Widen, Conditioned::Benefit(id), _) => grown.extend(self.categories_of(*id)),
                _ => {
                    return Err(Text::new(
                        "thu hẹp, thay hoặc bỏ một quy định",
                        "it narrows, replaces or removes something",
                    ));
                }
            }
        }
        Ok(grown)
    }

    fn categories_of(&self, id: BenefitId) -> Vec<CategoryId> {
        let n = self.benefits.get(id.0).map_or(0, |benefit| benefit.categories.len());
        (0..n).map(|position| CategoryId { benefit: id, position }).collect()
    }

    /// Whether more people in a category means no less for anybody.
    fn grows_well(&self, id: CategoryId, layers: &[PatchId]) -> Result<(), Text> {
        let Some(benefit) = self.benefits.get(id.benefit.0) else { return Ok(()) };
        let Some(category) = benefit.categories.get(id.position) else { return Ok(()) };
        let name = &category.naming.label;
        let combinations = benefit.exceptions.iter().map(|exception| &exception.instead);
        // A benefit without a word on combining has one category; a second one would be a conflict.
        let all_of = |patch: Option<PatchId>| patch.is_none_or(|id| layers.contains(&id));
        let n_categories = benefit.categories.iter().filter(|category| all_of(category.patch)).count();
        let is_alone = n_categories == 1;
        if !combinations.chain([&benefit.combination]).all(|combination| is_alone || adds_up(combination)) {
            return Err(Text::new(
                format!("các mức của “{}” không kết hợp bằng mức cao nhất hay tổng", benefit.naming.label.vi),
                format!("the amounts of “{}” combine neither by the highest nor by the sum", benefit.naming.label.en),
            ));
        }
        if !has_one_answer(&category.amounts) {
            return Err(Text::new(
                format!("các mức của “{}” có thể mâu thuẫn hoặc thiếu", name.vi),
                format!("the amounts of “{}” may contradict each other or be missing", name.en),
            ));
        }
        if !category.amounts.iter().all(|case| self.is_not_below_zero(&case.value)) {
            return Err(Text::new(
                format!("mức của “{}” có thể nhỏ hơn không", name.vi),
                format!("the amount of “{}” may be below zero", name.en),
            ));
        }
        Ok(())
    }

    /// The categories that grow because their conditions ask for grown ones; an error where anything else looks at them.
    fn more_grown(&self, grown: &BTreeSet<CategoryId>, layers: &[PatchId]) -> Result<BTreeSet<CategoryId>, Text> {
        let mentions = |expr: &Expr| mentions(expr, grown);
        let looked = |text: &str, english: &str| Err(Text::new(text, english));
        let of_cases = |cases: &[Case]| {
            cases.iter().any(|case| mentions(&case.value) || matches!(&case.guard, Guard::When(when) if mentions(when)))
        };
        let implied = self.inputs.iter().flat_map(|input| &input.implied).any(|(condition, _)| mentions(condition));
        let empty = self.links.iter().flat_map(|link| &link.empty_when).any(&mentions);
        let scoped = layers.iter().filter_map(|id| self.patch(*id)?.scope.as_ref()).any(&mentions);
        let of_definition = |definition: &Definition| {
            let of_exception =
                |found: &DefinitionException| mentions(&found.condition.expr) || of_cases(&found.instead);
            of_cases(&definition.cases) || definition.exceptions.iter().any(of_exception)
        };
        if implied || empty || scoped || self.definitions.iter().any(of_definition) {
            return looked("một định nghĩa xét đến diện được mở rộng", "a definition looks at a category that grows");
        }
        let mut more = BTreeSet::new();
        for (idx, benefit) in self.benefits.iter().enumerate() {
            if benefit.exceptions.iter().any(|exception| mentions(&exception.condition.expr)) {
                return looked("một ngoại lệ xét đến diện được mở rộng", "an exception looks at a category that grows");
            }
            let benefit_grows = self.grow_by(benefit.conditions.iter().map(|condition| &condition.expr), grown)?;
            for (position, category) in benefit.categories.iter().enumerate() {
                if of_cases(&category.amounts) {
                    return looked(
                        "một mức hưởng xét đến diện được mở rộng",
                        "an amount looks at a category that grows",
                    );
                }
                let id = CategoryId { benefit: BenefitId(idx), position };
                let own = category.conditions.iter().map(|condition| &condition.expr);
                if self.grow_by(own.chain(widenings(self, id, layers)), grown)? || benefit_grows {
                    more.insert(id);
                }
            }
        }
        Ok(more)
    }

    /// Whether conditions hold for more people as the categories grow; an error if they may hold for fewer.
    fn grow_by<'e>(
        &self,
        conditions: impl Iterator<Item = &'e Expr>,
        grown: &BTreeSet<CategoryId>,
    ) -> Result<bool, Text> {
        let mut grows = false;
        for condition in conditions.filter(|condition| mentions(condition, grown)) {
            if !is_monotone(condition, grown) {
                return Err(Text::new(
                    "một điều kiện đòi hỏi không thuộc diện được mở rộng",
                    "a condition asks that somebody does not qualify for a category that grows",
                ));
            }
            grows = true;
        }
        Ok(grows)
    }

    /// Whether a number is surely not below zero.
    fn is_not_below_zero(&self, expr: &Expr) -> bool {
        let is_fine = |value: &Value| value.as_number().is_some_and(|number| number >= Decimal::ZERO);
        match &expr.kind {
            ExprKind::Constant(value) => is_fine(value),
            ExprKind::Parameter(id) => {
                self.parameters.get(id.0).is_some_and(|found| found.values.iter().all(|value| is_fine(&value.value)))
            }
            ExprKind::Input(id) => {
                self.inputs.get(id.0).and_then(|input| input.range).is_some_and(|(low, _)| is_fine(&low))
            }
            // Definitions do not depend on themselves, so this ends.
            ExprKind::Definition(id) => self.definitions.get(id.0).is_some_and(|definition| {
                let excepted = definition.exceptions.iter().flat_map(|exception| &exception.instead);
                definition.cases.iter().chain(excepted).all(|case| self.is_not_below_zero(&case.value))
            }),
            ExprKind::Count(..) | ExprKind::Elapsed { .. } => true,
            ExprKind::Add(..)
            | ExprKind::Multiply(..)
            | ExprKind::Round(..)
            | ExprKind::Several(..)
            | ExprKind::Follow(..)
            | ExprKind::Under(..) => expr.parts().into_iter().all(|part| self.is_not_below_zero(part)),
            _ => false,
        }
    }
}

fn widenings<'p>(program: &'p Program, id: CategoryId, layers: &'p [PatchId]) -> impl Iterator<Item = &'p Expr> {
    let edits = layers.iter().filter_map(|id| program.patch(*id)).flat_map(|patch| &patch.edits);
    edits.filter_map(move |edit| match &edit.change {
        Change::Condition(_, Conditioned::Category(target), expr) if *target == id => Some(expr),
        _ => None,
    })
}

/// Whether more amounts, or higher ones, never make the combination less.
fn adds_up(combination: &Combination) -> bool {
    match combination {
        Combination::Category(_) => true,
        Combination::All(policy) => matches!(policy, Policy::Highest | Policy::Sum),
        Combination::Several(policy, parts) => {
            matches!(policy, Policy::Highest | Policy::Sum) && parts.iter().all(adds_up)
        }
        Combination::For(..) | Combination::Value(_) | Combination::Arithmetic(..) | Combination::Rounded(..) => false,
    }
}

/// Whether exactly one amount holds on each day: one for all, or one for some and another for the rest.
fn has_one_answer(cases: &[Case]) -> bool {
    cases.iter().enumerate().all(|(at, case)| {
        let others: Vec<&Case> = cases
            .iter()
            .enumerate()
            .filter(|(other, found)| *other != at && found.days.overlaps(case.days))
            .map(|(_, found)| found)
            .collect();
        match (&case.guard, others.as_slice()) {
            (Guard::Always, []) => true,
            (Guard::When(_), [other]) => matches!(other.guard, Guard::Otherwise) && other.days == case.days,
            (Guard::Otherwise, [other]) => matches!(other.guard, Guard::When(_)) && other.days == case.days,
            _ => false,
        }
    })
}

/// Whether an expression looks at one of the categories, or at a benefit that has one.
fn mentions(expr: &Expr, grown: &BTreeSet<CategoryId>) -> bool {
    match &expr.kind {
        ExprKind::Qualifies(categories) => categories.iter().any(|id| grown.contains(id)),
        ExprKind::QualifiesForBenefit(benefit) => grown.iter().any(|id| id.benefit == *benefit),
        // Another law does not grow, unless it is a scenario, which may be this one.
        ExprKind::Under(Law::Current | Law::Module(_), _) => false,
        _ => expr.parts().into_iter().any(|part| mentions(part, grown)),
    }
}

/// Whether a condition that mentions grown categories can only turn from no to yes.
fn is_monotone(expr: &Expr, grown: &BTreeSet<CategoryId>) -> bool {
    match &expr.kind {
        _ if !mentions(expr, grown) => true,
        ExprKind::Qualifies(_) | ExprKind::QualifiesForBenefit(_) => true,
        ExprKind::AllOf(parts) | ExprKind::AnyOf(parts) => parts.iter().all(|part| is_monotone(part, grown)),
        ExprKind::Follow(_, inner) => is_monotone(inner, grown),
        _ => false,
    }
}
