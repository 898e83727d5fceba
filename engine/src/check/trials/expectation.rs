//! Checks expectations that are computed: expressions on both sides.
//!
//! Receives expressions about the things of a test; hands them on typed, each about one thing. It evaluates nothing.

use ansinh_grammar::Span;
use ansinh_grammar::tree::{BinaryOperator, Expr as TreeExpr, ExprKind as TreeKind};

use crate::check::checker::{Checker, Context};
use crate::check::expressions::typed::comparison_of;
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::check::types::words::{shared, words};
use crate::hir::{Computed, EntityId, Expect, Expected, Further, Law, Subject, Type};
use crate::value::{Comparison, Facts, Value};

/// Whether an expression is one name, or asks for one category.
pub(super) const fn is_name(expr: &TreeExpr) -> bool {
    matches!(expr.kind, TreeKind::Path(_) | TreeKind::Qualifies(_))
}

impl Checker {
    /// Whether what a name is compared with has to be computed: it is no literal and no value of an enumeration.
    pub(super) fn is_computed(&mut self, left: &TreeExpr, right: &TreeExpr) -> bool {
        match &right.kind {
            TreeKind::YesNo(_) | TreeKind::Date(_) | TreeKind::Quantity(_) => false,
            TreeKind::Negate(inner) => self.is_computed(left, inner),
            TreeKind::Path(path) if path.of.is_empty() && path.under.is_none() => {
                self.find(&path.name, Wanted::Value).is_some() && !self.is_choice(left)
            }
            _ => true,
        }
    }

    /// Whether a name stands for a value of an enumeration.
    fn is_choice(&self, expr: &TreeExpr) -> bool {
        use Symbol;
        let TreeKind::Path(path) = &expr.kind else { return false };
        let value_type = match self.find(&path.name, Wanted::Value) {
            Some(Symbol::Input(id)) => self.program.inputs.get(id.0).map(|found| found.value_type),
            Some(Symbol::Parameter(id)) => self.program.parameters.get(id.0).map(|found| found.value_type),
            Some(Symbol::Definition(id)) => self.program.definitions.get(id.0).map(|found| found.value_type),
            Some(Symbol::Benefit(id)) => self.program.benefits.get(id.0).map(|found| found.value_type),
            _ => None,
        };
        matches!(value_type, Some(Type::Choice(_)))
    }

    /// A comparison of what can be computed: of one thing, or of one thing with another.
    pub(super) fn computed_comparison(
        &mut self,
        (operator, left, right): (BinaryOperator, &TreeExpr, &TreeExpr),
        (whole, span): (&TreeExpr, Span),
        law: Law,
        facts: &Facts,
    ) -> Option<Expect> {
        let (of_left, of_right) = (things_in(left, facts), things_in(right, facts));
        let is_of_two = of_left.len() == 1 && of_right.len() == 1 && of_left != of_right;
        if !is_of_two {
            let subject = Subject::Computed(Box::new(self.computed(whole, law, facts)?));
            let expected = Expected::Compares(Comparison::Equal, Value::YesNo(true));
            return Some(Expect { subject, under: None, expected, span });
        }
        let (left, right) = (self.computed(left, law, facts)?, self.computed(right, law, facts)?);
        if shared(left.expr.value_type, right.expr.value_type).is_none() {
            let found = self.mismatch(right.expr.span, right.expr.value_type, left.expr.value_type);
            let found = found.label(left.expr.span, words(left.expr.value_type, &self.program));
            self.report(found);
            return None;
        }
        let expected = Expected::ComparesWith(comparison_of(operator), Box::new(right));
        Some(Expect { subject: Subject::Computed(Box::new(left)), under: None, expected, span })
    }

    /// An expression about things of a test.
    pub(in crate::check) fn computed(&mut self, expr: &TreeExpr, law: Law, facts: &Facts) -> Option<Computed> {
        let things = things_in(expr, facts);
        let named = |at: &usize| {
            let thing = facts.things.get(*at)?;
            let entity = self.program.entities.iter().position(|entity| entity.naming.name == thing.entity)?;
            Some((thing.name.clone(), EntityId(entity)))
        };
        let mut context = Context::default();
        if let Some((name, entity)) = things.first().and_then(named) {
            context = Context::of_member(entity, &name);
        }
        let others = things.iter().skip(1).filter_map(|at| Some((named(at)?, *at)));
        let others: Vec<(Further, usize)> =
            others.map(|((name, entity), at)| (Further { name, entity, among: None, span: expr.span }, at)).collect();
        context.further = others.iter().map(|(further, _)| further.clone()).collect();
        let (expr, laws) = self.asking(law, |checker| checker.expr(expr, &context, None));
        Some(Computed { expr: expr?, thing: things.first().copied(), others, laws })
    }
}

/// The things of a test that an expression names, each once.
fn things_in(expr: &TreeExpr, facts: &Facts) -> Vec<usize> {
    let mut found = Vec::new();
    for path in expr.paths() {
        let thing = path.of.last().and_then(|name| facts.position(&name.joined()));
        found.extend(thing.filter(|thing| !found.contains(thing)));
    }
    found
}
