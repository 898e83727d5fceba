//! Lowers combinations: how amounts of categories make one, and the exceptions to that.
//!
//! Receives checked combinations and the columns of the categories in force; hands on the column of the amount and
//! the columns of who is paid what. It knows the day and the world.

use std::collections::BTreeMap;

use ansinh_grammar::{Span, Text};

use super::exception::Told;
use super::text::unit;
use super::{Lowering, MAY_BE_ABSENT};
use crate::hir::{self, BenefitId, CategoryId, Combination, Expr, Type};
use crate::plan::{self, Arm, ColumnId, Listed, Op};
use crate::value::{Decimal, Policy, Rounding, Value};

/// What a combination amounts to: for whom, how much, and which categories make it up.
pub(super) struct Combined {
    qualifies: ColumnId,
    pub(super) amount: ColumnId,
    pub(super) paid: BTreeMap<CategoryId, ColumnId>,
    told: Told,
    /// Where the category stands, or else the benefit.
    span: Span,
}

impl Lowering<'_> {
    /// A combination of the categories in force; inner nothing if it has none of them.
    pub(super) fn combined(
        &mut self,
        combination: &Combination,
        id: BenefitId,
        value_type: Type,
        lowered: &[(CategoryId, plan::Category)],
    ) -> Option<Option<Combined>> {
        let (policy, parts) = match combination {
            Combination::Value(value) => return self.value_for_everybody(value).map(Some),
            Combination::Arithmetic(step, left, right) => {
                let left = self.combined(left, id, value_type, lowered)?;
                let right = self.combined(right, id, value_type, lowered)?;
                return self.calculated(*step, left, right, id).map(Some);
            }
            Combination::Rounded(rounding, inner, step) => {
                let Some(inner) = self.combined(inner, id, value_type, lowered)? else {
                    return Some(None);
                };
                let amount = self.round_column(*rounding, inner.amount, *step, value_type)?;
                return Some(Some(Combined { amount, ..inner }));
            }
            Combination::Category(category) => return Some(self.of_category(*category, lowered)),
            Combination::Several(policy, parts) => (*policy, parts.clone()),
            Combination::For(scope, then, otherwise) => {
                let scope = self.expr(scope)?;
                let then = self.combined(then, id, value_type, lowered)?;
                let otherwise = self.combined(otherwise, id, value_type, lowered)?;
                return Some(Some(self.either(scope, then, otherwise, (id, value_type))?));
            }
            Combination::All(policy) => {
                (*policy, lowered.iter().map(|(category, _)| Combination::Category(*category)).collect())
            }
        };
        self.several((policy, &parts), combination, (id, value_type), lowered)
    }

    /// The amount of one category; nothing if it is not in force.
    fn of_category(&self, id: CategoryId, lowered: &[(CategoryId, plan::Category)]) -> Option<Combined> {
        let (_, found) = lowered.iter().find(|(lowered, _)| *lowered == id)?;
        Some(Combined {
            qualifies: found.qualifies,
            amount: found.amount,
            paid: BTreeMap::from([(id, found.qualifies)]),
            told: self.told_of(&Combination::Category(id), id.benefit),
            span: found.span,
        })
    }

    /// Amounts under a policy.
    fn several(
        &mut self,
        (policy, parts): (Policy, &[Combination]),
        combination: &Combination,
        (id, value_type): (BenefitId, Type),
        lowered: &[(CategoryId, plan::Category)],
    ) -> Option<Option<Combined>> {
        let mut combined = Vec::new();
        for part in parts {
            combined.extend(self.combined(part, id, value_type, lowered)?);
        }
        if combined.is_empty() {
            return Some(None);
        }
        let arms: Vec<Arm> =
            combined.iter().map(|part| Arm { guard: Some(part.qualifies), value: part.amount }).collect();
        let label = self.program.benefits.get(id.0).map_or_else(Text::default, |benefit| benefit.naming.label.clone());
        let qualifies = self.any(combined.iter().map(|part| part.qualifies).collect(), label.clone())?;
        let otherwise = Some(self.constant(Value::Number(Decimal::ZERO), value_type)?);
        let op = Op::Cases { policy, arms, otherwise };
        let amount = self.column(op, unit(value_type, self.program), label, Span::default())?;
        self.tell_arms(amount, combined.iter().map(|part| part.told.clone()).collect());
        let arms = combined.iter().map(|part| part.span).collect();
        self.write_list(amount, id, Listed::Categories, arms);
        let told = self.told_of(combination, id);
        let span = self.program.benefits.get(id.0).map_or_else(Span::default, |benefit| benefit.naming.span);
        let paid = self.paid(policy, amount, combined)?;
        Some(Some(Combined { qualifies, amount, paid, told, span }))
    }

    /// One combination for those in a scope, another for the others.
    fn either(
        &mut self,
        scope: ColumnId,
        then: Option<Combined>,
        otherwise: Option<Combined>,
        (id, value_type): (BenefitId, Type),
    ) -> Option<Combined> {
        let phrase = Text::new("trong phạm vi áp dụng", "in the scope");
        let outside = self.column(Op::Not(scope), None, phrase.clone(), Span::default())?;
        let zero = self.constant(Value::Number(Decimal::ZERO), value_type)?;
        let of = |combined: &Option<Combined>| combined.as_ref().map_or(zero, |combined| combined.amount);
        let arms = vec![Arm { guard: Some(scope), value: of(&then) }];
        let op = Op::Cases { policy: Policy::First, arms, otherwise: Some(of(&otherwise)) };
        let amount = self.column(op, unit(value_type, self.program), phrase.clone(), Span::default())?;
        let (mut ways, mut paid) = (Vec::new(), BTreeMap::<CategoryId, Vec<ColumnId>>::new());
        for (guard, combined) in [(scope, then), (outside, otherwise)] {
            let Some(combined) = combined else { continue };
            ways.push(self.all(vec![guard, combined.qualifies], phrase.clone())?);
            for (category, inside) in combined.paid {
                let both = self.all(vec![guard, inside], phrase.clone())?;
                paid.entry(category).or_default().push(both);
            }
        }
        let qualifies = self.any(ways, phrase.clone())?;
        let paid = paid.into_iter().map(|(category, ways)| Some((category, self.any(ways, phrase.clone())?)));
        let paid = paid.collect::<Option<BTreeMap<_, _>>>()?;
        let benefit = self.program.benefits.get(id.0)?;
        let told = Told { label: benefit.naming.label.clone(), citations: Vec::new() };
        Some(Combined { qualifies, amount, paid, told, span: benefit.naming.span })
    }

    /// Which categories make up a combination: all of a sum, else those of the part whose amount is taken.
    fn paid(
        &mut self,
        policy: Policy,
        cases: ColumnId,
        parts: Vec<Combined>,
    ) -> Option<BTreeMap<CategoryId, ColumnId>> {
        let mut paid = BTreeMap::new();
        for (position, part) in parts.into_iter().enumerate() {
            for (category, inside) in part.paid {
                let column = if policy == Policy::Sum {
                    inside
                } else {
                    let phrase = Text::new("là mức được chọn", "is the amount taken");
                    let op = Op::Chosen { cases, position };
                    let chosen = self.column(op, None, phrase.clone(), Span::default())?;
                    if inside == part.qualifies { chosen } else { self.all(vec![chosen, inside], phrase)? }
                };
                paid.insert(category, column);
            }
        }
        Some(paid)
    }

    /// The exceptions over the base combination: two that apply must agree.
    pub(super) fn with_exceptions(
        &mut self,
        benefit: &hir::Benefit,
        id: BenefitId,
        base: Combined,
        lowered: &[(CategoryId, plan::Category)],
    ) -> Option<(ColumnId, BTreeMap<CategoryId, ColumnId>, Vec<plan::Exception>)> {
        let mut shown = Vec::new();
        let mut others = Vec::new();
        let in_force = super::exception::in_force(&benefit.exceptions, self.on);
        let guards = self.exception_guards(&in_force)?;
        for ((_, exception), guard) in in_force.into_iter().zip(guards) {
            let n_told = self.diagnostics.len();
            let combined = self.combined(&exception.instead, id, benefit.value_type, lowered);
            let told = self.diagnostics.get(n_told..).unwrap_or_default();
            // It is for those who qualify for what it calculates with; where that is not in force, that is nobody.
            if combined.is_none() && !told.is_empty() && told.iter().all(|found| found.code == MAY_BE_ABSENT) {
                self.diagnostics.truncate(n_told);
                continue;
            }
            let Some(combined) = combined? else { continue };
            let citations = self.exception_citations(&exception.citations, &exception.condition);
            let label = exception.naming.label.clone();
            let told = Told { label: label.clone(), citations: citations.clone() };
            shown.push(plan::Exception { label, condition: guard, citations });
            others.push((guard, Combined { told, span: exception.naming.span, ..combined }));
        }
        if others.is_empty() {
            return Some((base.amount, base.paid, shown));
        }
        let arms = others.iter().map(|(guard, other)| Arm { guard: Some(*guard), value: other.amount }).collect();
        let op = Op::Cases { policy: Policy::Only, arms, otherwise: Some(base.amount) };
        let amount =
            self.column(op, unit(benefit.value_type, self.program), benefit.naming.label.clone(), Span::default())?;
        self.write_list(amount, id, Listed::Exceptions, others.iter().map(|(_, other)| other.span).collect());
        self.tell_arms(amount, others.iter().map(|(_, other)| other.told.clone()).collect());
        let phrase = Text::new("là mức được trả", "is what is paid");
        let mut paid = BTreeMap::new();
        for (category, _) in lowered {
            let no = self.constant(Value::YesNo(false), Type::YesNo)?;
            let inside = |combined: &Combined| combined.paid.get(category).copied().unwrap_or(no);
            let arms = others.iter().map(|(guard, other)| Arm { guard: Some(*guard), value: inside(other) }).collect();
            let op = Op::Cases { policy: Policy::First, arms, otherwise: Some(inside(&base)) };
            paid.insert(*category, self.column(op, None, phrase.clone(), Span::default())?);
        }
        Some((amount, paid, shown))
    }

    /// An amount that is there for everybody: nobody is paid for a category by it.
    fn value_for_everybody(&mut self, value: &Expr) -> Option<Combined> {
        let amount = self.expr(value)?;
        let qualifies = self.constant(Value::YesNo(true), Type::YesNo)?;
        let told = Told { label: self.phrase(value), citations: Vec::new() };
        Some(Combined { qualifies, amount, paid: BTreeMap::new(), told, span: value.span })
    }

    /// Nothing for who does not qualify, also where the combination has an amount for everybody.
    pub(super) fn for_who_qualifies(
        &mut self,
        amount: ColumnId,
        zero: ColumnId,
        benefit: &hir::Benefit,
        id: BenefitId,
    ) -> Option<ColumnId> {
        let mut combinations = benefit.exceptions.iter().map(|found| &found.instead).chain([&benefit.combination]);
        if amount == zero || combinations.all(|combination| combination.values().is_empty()) {
            return Some(amount);
        }
        let guard = self.qualifies_for_benefit(id)?;
        let arms = vec![Arm { guard: Some(guard), value: amount }];
        let op = Op::Cases { policy: Policy::First, arms, otherwise: Some(zero) };
        self.column(op, unit(benefit.value_type, self.program), benefit.naming.label.clone(), Span::default())
    }

    /// A calculation with two amounts that the checker has shown to be there; on this day they may still be missing.
    fn calculated(
        &mut self,
        step: hir::Arithmetic,
        left: Option<Combined>,
        right: Option<Combined>,
        id: BenefitId,
    ) -> Option<Combined> {
        let benefit = self.program.benefits.get(id.0)?;
        let (Some(left), Some(right)) = (left, right) else {
            let name = self.program.called(&benefit.naming);
            let headline = Text::new(
                format!("cách kết hợp của `{}` tính với một diện không có hiệu lực vào ngày {}", name.vi, self.on),
                format!(
                    "the combination of `{}` calculates with a category that is not in force on {}",
                    name.en, self.on
                ),
            );
            self.complain(MAY_BE_ABSENT, benefit.naming.span, headline);
            return None;
        };
        let (op, sign) = match step {
            hir::Arithmetic::Add => (Op::Add(left.amount, right.amount), "+"),
            hir::Arithmetic::Subtract => (Op::Subtract(left.amount, right.amount), "−"),
            hir::Arithmetic::Multiply => (Op::Multiply(left.amount, right.amount), "×"),
        };
        let label = |first: &str, second: &str| format!("{first} {sign} {second}");
        let label = Text::new(
            label(&left.told.label.vi, &right.told.label.vi),
            label(&left.told.label.en, &right.told.label.en),
        );
        let amount = self.column(op, unit(benefit.value_type, self.program), label.clone(), benefit.naming.span)?;
        let qualifies = self.all(vec![left.qualifies, right.qualifies], label.clone())?;
        let mut paid = left.paid;
        for (category, column) in right.paid {
            let both = paid.get(&category).map_or_else(|| vec![column], |other| vec![*other, column]);
            let column = self.any(both, label.clone())?;
            paid.insert(category, column);
        }
        let told = Told { label, citations: Vec::new() };
        Some(Combined { qualifies, amount, paid, told, span: benefit.naming.span })
    }

    /// What a part of a combination is called where it disagrees with another one.
    fn told_of(&self, part: &Combination, id: BenefitId) -> Told {
        let Some(benefit) = self.program.benefits.get(id.0) else {
            return Told::default();
        };
        let citations = match part {
            Combination::Category(category) => benefit.categories.get(category.position).map_or(Vec::new(), |found| {
                let on = self.on;
                let conditions = found.conditions.iter().filter(|condition| condition.days.contains(on));
                let amounts = found.amounts.iter().filter(|case| case.days.contains(on));
                let own = conditions.flat_map(|condition| &condition.citations).chain(&found.citations);
                own.chain(amounts.flat_map(|case| &case.citations)).cloned().collect()
            }),
            _ => Vec::new(),
        };
        Told { label: self.combination(part, benefit), citations: self.citations(&citations) }
    }

    /// The rounding that the benefit or a convention prescribes.
    pub(super) fn rounded_as_said(&mut self, amount: ColumnId, benefit: &hir::Benefit) -> Option<ColumnId> {
        let on = self.on;
        let of = |tail: &hir::Tail| tail.roundings.iter().find(|rule| rule.days.contains(on)).map(|rule| rule.rule);
        let is_money = matches!(benefit.value_type, Type::Money(_));
        let convention = of(&self.program.conventions).filter(|_| is_money);
        match of(&benefit.tail).or(convention) {
            Some((rounding, step)) => self.round_column(rounding, amount, step, benefit.value_type),
            None => Some(amount),
        }
    }

    /// A rounded amount; what is always a multiple stays as it is.
    fn round_column(
        &mut self,
        rounding: Rounding,
        amount: ColumnId,
        step: Decimal,
        value_type: Type,
    ) -> Option<ColumnId> {
        let column = self.plan.column(amount)?;
        let is_whole = matches!(column.kind, plan::Kind::Number(number) if number.scale == 0);
        if is_whole && step == Decimal::ONE {
            return Some(amount);
        }
        let phrase = column.phrase.clone();
        self.column(Op::Round(rounding, amount, step), unit(value_type, self.program), phrase, Span::default())
    }
}
