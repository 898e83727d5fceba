//! Checks how amounts of categories make one.
//!
//! Receives what follows `combine`; hands on the combination. An amount of a category is absent for who does not
//! qualify: `highest`, `lowest`, `sum`, `first` and `only` pass over it, and arithmetic is refused unless it is there.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{AggregateTarget, BinaryOperator, Expr as TreeExpr, ExprKind as TreeKind};
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::{Checker, Context};
use crate::check::expressions::typed::{policy, rounding};
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::check::noted::Applying;
use crate::check::types::words::{fits, product, shared};
use crate::codes;
use crate::hir::{Arithmetic, BenefitId, CategoryId, Combination, Condition, Per, Type};
use crate::value::Value;

/// A combination and the type of its amount.
type Typed = (Combination, Type);

impl Checker {
    /// What follows `combine`. The condition of an exception may show that categories apply.
    pub(in crate::check) fn combination(
        &mut self,
        expr: &TreeExpr,
        id: BenefitId,
        condition: Option<&Condition>,
    ) -> Option<Combination> {
        let wanted = self.program.benefits.get(id.0)?.value_type;
        let applying = condition.map_or_else(Applying::default, |condition| Applying::under(&condition.expr));
        let (combination, found) = self.part(expr, id, &applying)?;
        if fits(found, wanted) {
            return Some(combination);
        }
        let complaint = self.mismatch(expr.span, found, wanted);
        self.report(complaint);
        None
    }

    pub(super) fn part(&mut self, expr: &TreeExpr, id: BenefitId, applying: &Applying) -> Option<Typed> {
        let wanted = self.program.benefits.get(id.0)?.value_type;
        match &expr.kind {
            TreeKind::Aggregate(aggregate) => {
                let by = policy(aggregate.policy);
                self.check_policy(by, wanted, expr.span);
                let combination = match &aggregate.target {
                    AggregateTarget::Each(_) => return self.not_combinable(expr.span),
                    AggregateTarget::All(_) => Combination::All(by),
                    AggregateTarget::Group(name) => {
                        let members = self.combined_names(name, id)?;
                        Combination::Several(by, members.into_iter().map(Combination::Category).collect())
                    }
                    AggregateTarget::List(parts) => {
                        let parts = parts.iter().map(|part| self.amount(part, id, applying));
                        Combination::Several(by, parts.collect::<Option<Vec<_>>>()?)
                    }
                };
                Some((combination, wanted))
            }
            TreeKind::Path(path) if path.of.is_empty() && path.under.is_none() && !self.is_value(&path.name) => {
                match self.combined_names(&path.name, id)?.as_slice() {
                    [category] => Some((Combination::Category(*category), wanted)),
                    _ => self.not_combinable(expr.span),
                }
            }
            TreeKind::Binary(operator, left, right) => self.arithmetic(*operator, left, right, id, applying),
            TreeKind::Rounded(inner, mode, unit) => {
                let (inner_part, found) = self.part(inner, id, applying)?;
                self.expect_there(&inner_part, inner.span, id, applying);
                let (step, step_type) = self.quantity(unit)?;
                if !fits(step_type, found) {
                    let complaint = self.mismatch(unit.span, step_type, found);
                    self.report(complaint);
                    return None;
                }
                let step = step.as_number()?;
                Some((Combination::Rounded(rounding(*mode), Box::new(inner_part), step), found))
            }
            TreeKind::Quantity(_) | TreeKind::Path(_) | TreeKind::Count(..) => {
                let entity = self.program.benefits.get(id.0)?.entity;
                let value = self.expr(expr, &Context::of(entity), None)?;
                let found = value.value_type;
                Some((Combination::Value(Box::new(value)), found))
            }
            _ => self.not_combinable(expr.span),
        }
    }

    /// A part that is an amount of the benefit's own type.
    fn amount(&mut self, expr: &TreeExpr, id: BenefitId, applying: &Applying) -> Option<Combination> {
        let wanted = self.program.benefits.get(id.0)?.value_type;
        let (part, found) = self.part(expr, id, applying)?;
        if fits(found, wanted) {
            return Some(part);
        }
        let complaint = self.mismatch(expr.span, found, wanted);
        self.report(complaint);
        None
    }

    /// Whether a name is a figure or a fact, and no category of any benefit.
    fn is_value(&self, name: &tree::QualifiedName) -> bool {
        self.find(name, Wanted::Qualifiable).is_none()
            && matches!(
                self.find(name, Wanted::Value),
                Some(Symbol::Input(_) | Symbol::Parameter(_) | Symbol::Definition(_))
            )
    }

    fn arithmetic(
        &mut self,
        operator: BinaryOperator,
        left: &TreeExpr,
        right: &TreeExpr,
        id: BenefitId,
        applying: &Applying,
    ) -> Option<Typed> {
        let step = match operator {
            BinaryOperator::Add => Arithmetic::Add,
            BinaryOperator::Subtract => Arithmetic::Subtract,
            BinaryOperator::Multiply => Arithmetic::Multiply,
            _ => return self.not_combinable(left.span.to(right.span)),
        };
        let (first, second) = (self.part(left, id, applying), self.part(right, id, applying));
        let ((first, first_type), (second, second_type)) = (first?, second?);
        self.expect_there(&first, left.span, id, applying);
        self.expect_there(&second, right.span, id, applying);
        let result = match step {
            Arithmetic::Multiply => product(first_type, second_type),
            _ => shared(first_type, second_type),
        };
        let Some(result) = result else {
            let complaint = self.mismatch(right.span, second_type, first_type);
            self.report(complaint);
            return None;
        };
        Some((Combination::Arithmetic(step, Box::new(first), Box::new(second)), result))
    }

    fn not_combinable<T>(&mut self, span: Span) -> Option<T> {
        let headline = Text::new("đây không phải là cách kết hợp các diện", "this does not combine categories");
        self.report(Diagnostic::new(codes::NOT_COMBINABLE, span, headline).help(Text::new(
            "ví dụ: `mức cao nhất của tất cả`, `tổng của (diện_a, mức cao nhất của nhóm_b)`",
            "for example: `highest of all`, `sum of (category_a, highest of group_b)`",
        )));
        None
    }

    fn combined_names(&mut self, name: &tree::QualifiedName, id: BenefitId) -> Option<Vec<CategoryId>> {
        match self.resolve(name, Wanted::Qualifiable)? {
            Symbol::Category(category) if category.benefit == id => Some(vec![category]),
            Symbol::Group(owner, position) if owner == id => Some(self.group_members(id, position)),
            _ => self.not_combinable(name.span),
        }
    }

    /// Whether a benefit is paid month by month.
    pub(super) const fn is_by_the_month(value_type: Type) -> bool {
        !matches!(value_type, Type::Money(Per::Once | Per::Year))
    }

    /// The figure of a constant step, if it is more than nothing.
    pub(in crate::check) fn step(value: Value) -> Option<crate::value::Decimal> {
        value.as_number().filter(|step| step.is_sign_positive() && !step.is_zero())
    }
}
