//! What is known of a number under the law: its bounds, and a number of which every value is a whole multiple.
//!
//! Receives checked expressions; hands on what holds for all facts, days and scenarios. It knows no complaint.

use std::cell::RefCell;
use std::collections::BTreeSet;

use ansinh_grammar::Span;

use crate::hir::{Arithmetic, Case, Change, Combination, DefinitionId, Expr, ExprKind, ParameterId, Program, Type};
use crate::value::{Decimal, LARGEST_COLLECTION, Policy, Value, common_measure, multiply, reciprocal};

/// A common measure, or why there is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Knowledge {
    /// Every value is a whole multiple of this; of zero, only zero is.
    Some(Decimal),
    /// Nothing is known.
    None,
    /// Something else is wrong that has its own complaint.
    Elsewhere,
}

impl Knowledge {
    fn and(self, other: Self, join: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Self {
        match (self, other) {
            (Self::Some(left), Self::Some(right)) => join(left, right).map_or(Self::None, Self::Some),
            (Self::Elsewhere, _) | (_, Self::Elsewhere) => Self::Elsewhere,
            _ => Self::None,
        }
    }
}

/// What is known, with the definitions that are being looked at: a circle says nothing.
pub(in crate::check) struct Known<'p> {
    program: &'p Program,
    open: RefCell<BTreeSet<DefinitionId>>,
}

type Bounds = (Decimal, Decimal);

impl<'p> Known<'p> {
    pub(in crate::check) const fn new(program: &'p Program) -> Self {
        Self { program, open: RefCell::new(BTreeSet::new()) }
    }

    /// Something about the cases of a definition; nothing inside a circle.
    fn of_definition<T>(&self, id: DefinitionId, look: impl FnOnce(&[Case], Policy) -> T) -> Option<T> {
        let definition = self.program.definitions.get(id.0)?;
        if !self.open.borrow_mut().insert(id) {
            return None;
        }
        let excepted = definition.exceptions.iter().flat_map(|exception| &exception.instead);
        let others: Vec<Case> = self.changed_cases(id).chain(excepted).cloned().collect();
        let found = match definition.policy {
            policy if others.is_empty() => Some(look(&definition.cases, policy)),
            // Sums that stand in place of each other are no sum.
            Policy::Sum => None,
            // Of cases that stand in place of each other, the answer is one of them.
            _ => Some(look(&[definition.cases.as_slice(), &others].concat(), Policy::Only)),
        };
        self.open.borrow_mut().remove(&id);
        found
    }

    /// The cases that amendments and scenarios put in the place of a definition's own.
    fn changed_cases(&self, id: DefinitionId) -> impl Iterator<Item = &'p Case> {
        let edits = self.program.patches.iter().flat_map(|patch| &patch.edits);
        let cases = edits.filter_map(move |edit| match &edit.change {
            Change::Definition(changed, cases) | Change::DefinitionException(changed, _, cases) if *changed == id => {
                Some(cases)
            }
            _ => None,
        });
        cases.flatten()
    }

    fn parameter_values(&self, id: ParameterId) -> Vec<Decimal> {
        let values = self.program.parameters.get(id.0).map_or(&[][..], |parameter| &parameter.values);
        values.iter().filter_map(|value| value.value.as_number()).collect()
    }

    /// The least and the greatest value, where they are known.
    pub(in crate::check) fn bounds(&self, expr: &Expr) -> Option<Bounds> {
        match &expr.kind {
            ExprKind::Constant(value) => value.as_number().map(|number| (number, number)),
            ExprKind::Input(id) => {
                let (low, high) = self.program.inputs.get(id.0)?.range?;
                Some((low.as_number()?, high.as_number()?))
            }
            ExprKind::Parameter(id) => {
                hull(self.parameter_values(*id).into_iter().map(|number| Some((number, number))))
            }
            ExprKind::Definition(id) => {
                self.of_definition(*id, |cases, policy| self.bounds_of_cases(cases, policy)).flatten()
            }
            ExprKind::Follow(_, inner) | ExprKind::Under(_, inner) | ExprKind::Required(inner) => self.bounds(inner),
            ExprKind::Count(..) => Some((Decimal::ZERO, Decimal::from(LARGEST_COLLECTION))),
            ExprKind::Add(left, right) => {
                let ((low, high), (other_low, other_high)) = (self.bounds(left)?, self.bounds(right)?);
                Some((low.checked_add(other_low)?, high.checked_add(other_high)?))
            }
            ExprKind::Subtract(left, right) => {
                let ((low, high), (other_low, other_high)) = (self.bounds(left)?, self.bounds(right)?);
                Some((low.checked_sub(other_high)?, high.checked_sub(other_low)?))
            }
            ExprKind::Multiply(left, right) => corners(self.bounds(left)?, self.bounds(right)?),
            ExprKind::Divide(over, under) => {
                let (low, high) = self.bounds(under)?;
                if low <= Decimal::ZERO {
                    return None;
                }
                // One more in the last place, so that a quotient that was cut off still lies inside.
                let end = Decimal::ONE.checked_div(low)?.checked_add(Decimal::new(1, 20))?;
                let start = Decimal::ONE.checked_div(high)?.checked_sub(Decimal::new(1, 20))?.max(Decimal::ZERO);
                corners(self.bounds(over)?, (start, end))
            }
            ExprKind::Round(_, inner, step) => {
                let ((low, high), step) = (self.bounds(inner)?, step.as_number()?);
                Some((
                    if low >= Decimal::ZERO { Decimal::ZERO } else { low.checked_sub(step)? },
                    high.checked_add(step)?,
                ))
            }
            ExprKind::If(parts) => hull([&parts.then, &parts.otherwise].into_iter().map(|part| self.bounds(part))),
            ExprKind::Several(policy, parts) if *policy != Policy::Sum => {
                hull(parts.iter().map(|part| self.bounds(part)))
            }
            ExprKind::Each(policy, _, each) => {
                let (low, high) = self.bounds(&each.value)?;
                if *policy != Policy::Sum {
                    return Some((low, high));
                }
                let most = Decimal::from(LARGEST_COLLECTION);
                Some((low.min(Decimal::ZERO).checked_mul(most)?, high.max(Decimal::ZERO).checked_mul(most)?))
            }
            _ => None,
        }
    }

    fn bounds_of_cases(&self, cases: &[Case], policy: Policy) -> Option<Bounds> {
        let (low, high) = hull(cases.iter().map(|case| self.bounds(&case.value)))?;
        if policy != Policy::Sum {
            return Some((low, high));
        }
        let n_cases = Decimal::from(cases.len());
        Some((low.min(low.checked_mul(n_cases)?), high.max(high.checked_mul(n_cases)?)))
    }

    /// Whether a number has a part of which no value could be read, which was told.
    pub(super) fn is_lost(&self, expr: &Expr) -> bool {
        let is_empty = match &expr.kind {
            ExprKind::Parameter(id) => self.program.parameters.get(id.0).is_some_and(|found| found.values.is_empty()),
            ExprKind::Definition(id) => {
                self.of_definition(*id, |cases, _| {
                    cases.is_empty() || cases.iter().any(|case| self.is_lost(&case.value))
                }) == Some(true)
            }
            _ => false,
        };
        is_empty || expr.parts().into_iter().any(|part| self.is_lost(part))
    }

    /// A number of which every value is a whole multiple.
    pub(super) fn common_measure(&self, expr: &Expr) -> Knowledge {
        match &expr.kind {
            ExprKind::Constant(value) => {
                value.as_number().map_or(Knowledge::None, |number| Knowledge::Some(number.abs()))
            }
            ExprKind::Input(id) => self.program.inputs.get(id.0).map_or(Knowledge::None, |input| {
                let told = self.program.smallest(input.value_type);
                let finest = if input.value_type == Type::Integer { Decimal::ONE } else { Decimal::new(1, 4) };
                Knowledge::Some(told.unwrap_or(finest))
            }),
            ExprKind::Parameter(id) => {
                let numbers = self.parameter_values(*id).into_iter().map(|number| Knowledge::Some(number.abs()));
                together(numbers)
            }
            ExprKind::Definition(id) => self
                .of_definition(*id, |cases, _| together(cases.iter().map(|case| self.common_measure(&case.value))))
                .unwrap_or(Knowledge::Elsewhere),
            ExprKind::Follow(_, inner) | ExprKind::Under(_, inner) | ExprKind::Required(inner) => {
                self.common_measure(inner)
            }
            ExprKind::Count(..) | ExprKind::ElapsedDays(..) => Knowledge::Some(Decimal::ONE),
            ExprKind::Elapsed { is_years, .. } => Knowledge::Some(Decimal::from(if *is_years { 12 } else { 1 })),
            ExprKind::Add(left, right) | ExprKind::Subtract(left, right) => {
                self.common_measure(left).and(self.common_measure(right), common_measure)
            }
            ExprKind::Multiply(left, right) => self.common_measure(left).and(self.common_measure(right), multiply),
            ExprKind::Divide(over, under) => match under.kind {
                ExprKind::Constant(Value::Number(number)) => reciprocal(number)
                    .map_or(Knowledge::Elsewhere, |factor| {
                        self.common_measure(over).and(Knowledge::Some(factor.abs()), multiply)
                    }),
                _ => Knowledge::Elsewhere,
            },
            ExprKind::Round(_, _, step) => step.as_number().map_or(Knowledge::None, Knowledge::Some),
            ExprKind::If(parts) => {
                together([&parts.then, &parts.otherwise].into_iter().map(|part| self.common_measure(part)))
            }
            ExprKind::Several(_, parts) => together(parts.iter().map(|part| self.common_measure(part))),
            ExprKind::Each(_, _, each) => self.common_measure(&each.value),
            _ => Knowledge::None,
        }
    }

    /// Of what all values of a combination are multiples; the amounts of categories are checked on their own.
    pub(super) fn measure_of(&self, part: &Combination, smallest: Decimal) -> Knowledge {
        match part {
            Combination::Category(_) | Combination::All(_) => Knowledge::Some(smallest),
            Combination::Value(expr) => self.common_measure(expr),
            Combination::Several(_, parts) => together(parts.iter().map(|part| self.measure_of(part, smallest))),
            Combination::For(_, then, otherwise) => {
                together([then, otherwise].into_iter().map(|part| self.measure_of(part, smallest)))
            }
            Combination::Arithmetic(step, left, right) => {
                let (left, right) = (self.measure_of(left, smallest), self.measure_of(right, smallest));
                match step {
                    Arithmetic::Multiply => left.and(right, multiply),
                    Arithmetic::Add | Arithmetic::Subtract => left.and(right, common_measure),
                }
            }
            Combination::Rounded(_, _, step) => Knowledge::Some(*step),
        }
    }

    /// Whether a duration is a number of completed years.
    pub(super) fn counts_years(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Elapsed { is_years, .. } => *is_years,
            ExprKind::Follow(_, inner) | ExprKind::Under(_, inner) | ExprKind::Required(inner) => {
                self.counts_years(inner)
            }
            ExprKind::Definition(id) => self
                .of_definition(*id, |cases, _| {
                    !cases.is_empty() && cases.iter().all(|case| self.counts_years(&case.value))
                })
                .unwrap_or(false),
            ExprKind::If(parts) => self.counts_years(&parts.then) && self.counts_years(&parts.otherwise),
            ExprKind::Several(_, parts) => parts.iter().all(|part| self.counts_years(part)),
            ExprKind::Each(_, _, each) => self.counts_years(&each.value),
            _ => false,
        }
    }

    /// Where the name that an expression consists of was declared.
    pub(in crate::check) fn declared(&self, expr: &Expr) -> Option<Span> {
        match &expr.kind {
            ExprKind::Input(id) => self.program.inputs.get(id.0).map(|found| found.naming.span),
            ExprKind::Parameter(id) => self.program.parameters.get(id.0).map(|found| found.naming.span),
            ExprKind::Definition(id) => self.program.definitions.get(id.0).map(|found| found.naming.span),
            ExprKind::Follow(_, inner) | ExprKind::Under(_, inner) | ExprKind::Required(inner) => self.declared(inner),
            _ => None,
        }
    }
}

fn together(mut measures: impl Iterator<Item = Knowledge>) -> Knowledge {
    // Where nothing is left, what could not be read was told.
    let first = measures.next().unwrap_or(Knowledge::Elsewhere);
    measures.fold(first, |left, right| left.and(right, common_measure))
}

/// From the least to the greatest; nothing if one is not known, or there are none.
fn hull(bounds: impl IntoIterator<Item = Option<Bounds>>) -> Option<Bounds> {
    let mut bounds = bounds.into_iter();
    let first = bounds.next()??;
    bounds.try_fold(first, |(low, high), next| {
        let (other_low, other_high) = next?;
        Some((low.min(other_low), high.max(other_high)))
    })
}

fn corners((low, high): Bounds, (other_low, other_high): Bounds) -> Option<Bounds> {
    let ends = [(low, other_low), (low, other_high), (high, other_low), (high, other_high)];
    let products = ends.into_iter().map(|(left, right)| left.checked_mul(right).map(|product| (product, product)));
    hull(products)
}
