//! Checks what is asked of the members of a collection: some, every, how many, a value of each.
//!
//! Receives tree expressions in a context; hands on typed expressions about the members, or complaints. It counts nobody.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Each as TreeEach, Expr as TreeExpr, Path, Quantifier, QuantifierKind};
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::{Checker, Context};
use crate::check::expressions::typed::{compare, led, typed};
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::codes;
use crate::hir::{Each, EntityId, Expr, ExprKind, LinkId, Type};
use crate::value::{Comparison, Policy, Value};

impl Checker {
    pub(super) fn quantifier(&mut self, quantifier: &Quantifier, context: &Context, span: Span) -> Option<Expr> {
        let (links, link, member) = self.collection(&quantifier.collection, context)?;
        self.declare_local(&quantifier.variable, Symbol::Variable);
        let inner = Context::of_member(member, &quantifier.variable.text);
        let condition = self.condition(&quantifier.condition, &inner)?;
        let zero = typed(ExprKind::Constant(Value::Number(crate::value::Decimal::ZERO)), Type::Integer, span);
        let count = |condition: Expr| typed(ExprKind::Count(link, Some(Box::new(condition))), Type::Integer, span);
        let quantified = match quantifier.kind {
            // Some: more than none meets it. Every: none fails it.
            QuantifierKind::Some => compare(Comparison::Greater, count(condition), zero, span),
            QuantifierKind::Every => {
                let fails = typed(ExprKind::Not(Box::new(condition)), Type::YesNo, span);
                compare(Comparison::Equal, count(fails), zero, span)
            }
        };
        Some(led(quantified, links))
    }

    /// The links that lead to where a collection begins, the link that it is, and the entity it leads to.
    pub(in crate::check) fn collection(
        &mut self,
        path: &Path,
        context: &Context,
    ) -> Option<(Vec<LinkId>, LinkId, EntityId)> {
        let Some(Symbol::Link(id)) = self.resolve(&path.name, Wanted::Link) else {
            return None;
        };
        let link = self.program.links.get(id.0)?.clone();
        let (at, links) = self.reached(&path.name, &path.of, context)?;
        if !(link.is_many || link.is_optional) || path.under.is_some() || at != link.from {
            let headline = Text::new(
                format!("`{}` không phải là tập hợp của chủ thể này", path.name.joined()),
                format!("`{}` is not a collection of this subject", path.name.joined()),
            );
            self.report(Diagnostic::new(codes::WRONG_SUBJECT, path.span, headline));
            return None;
        }
        Some((links, id, link.to))
    }

    /// How many of a collection meet a condition.
    pub(in crate::check) fn count(
        &mut self,
        variable: &tree::Name,
        collection: &tree::Path,
        condition: Option<&TreeExpr>,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        let (links, link, member) = self.collection(collection, context)?;
        self.declare_local(variable, Symbol::Variable);
        let inner = Context::of_member(member, &variable.text);
        let condition = match condition {
            Some(condition) => Some(Box::new(self.condition(condition, &inner)?)),
            None => None,
        };
        Some(led(typed(ExprKind::Count(link, condition), Type::Integer, span), links))
    }

    /// A value of each of a collection, made one.
    pub(in crate::check) fn each(
        &mut self,
        policy: Policy,
        each: &TreeEach,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        let (links, link, member) = self.collection(&each.collection, context)?;
        self.declare_local(&each.variable, Symbol::Variable);
        let inner = Context::of_member(member, &each.variable.text);
        let condition = each.condition.as_ref().map(|condition| self.condition(condition, &inner));
        let value = self.expr(&each.value, &inner, None);
        let (condition, value) = (condition.map_or(Some(None), |condition| condition.map(Some))?, value?);
        self.check_policy(policy, value.value_type, value.span);
        let value_type = value.value_type;
        let each = typed(ExprKind::Each(policy, link, Box::new(Each { value, condition })), value_type, span);
        Some(led(each, links))
    }
}
