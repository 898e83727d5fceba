//! Checks conditionals, and values that may be absent.
//!
//! Receives tree expressions in a context; hands on typed expressions or complaints. It knows no fact.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Expr as TreeExpr, ExprKind as TreeKind};
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::{Checker, Context};
use crate::check::expressions::typed::{compare, typed};
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::check::types::words::{shared, words};
use crate::codes;
use crate::hir::{Conditional, Expr, ExprKind, Type};
use crate::value::{Comparison, Decimal, Policy, Value};

impl Checker {
    /// One value or another, of one type.
    pub(super) fn conditional(
        &mut self,
        parts: &tree::Conditional,
        context: &Context,
        wanted: Option<Type>,
        span: Span,
    ) -> Option<Expr> {
        let condition = self.condition(&parts.condition, context);
        let then = self.expr(&parts.then, context, wanted);
        let wanted = wanted.or_else(|| then.as_ref().map(|then| then.value_type));
        let otherwise = self.expr(&parts.otherwise, context, wanted);
        let (condition, then, otherwise) = (condition?, then?, otherwise?);
        let Some(value_type) = shared(then.value_type, otherwise.value_type) else {
            let found = self.mismatch(otherwise.span, otherwise.value_type, then.value_type);
            let said = words(then.value_type, &self.program);
            self.report(found.label(then.span, said));
            return None;
        };
        if self.is_plain_beside_share(&then, &otherwise) {
            return None;
        }
        Some(typed(ExprKind::If(Box::new(Conditional { condition, then, otherwise })), value_type, span))
    }

    /// Whether there is a value, or a thing that a link leads to.
    pub(in crate::check) fn presence(
        &mut self,
        inner: &TreeExpr,
        is_present: bool,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        let present = match self.linked(inner, context, span) {
            Some(linked) => linked,
            None => {
                let inner = self.possibly_absent(inner, context, None)?;
                if !self.may_be_absent(&inner) {
                    self.report_always_present(inner.span);
                    return None;
                }
                typed(ExprKind::IsPresent(Box::new(inner)), Type::YesNo, span)
            }
        };
        if is_present {
            return Some(present);
        }
        Some(typed(ExprKind::Not(Box::new(present)), Type::YesNo, span))
    }

    /// Whether a link leads anywhere, if that is what a name means.
    fn linked(&mut self, inner: &TreeExpr, context: &Context, span: Span) -> Option<Expr> {
        let TreeKind::Path(path) = &inner.kind else {
            return None;
        };
        let is_bare = path.of.is_empty() && path.under.is_none() && self.find(&path.name, Wanted::Value).is_none();
        if !is_bare || !matches!(self.find(&path.name, Wanted::Link), Some(Symbol::Link(_))) {
            return None;
        }
        let (_, link, _) = self.collection(path, context)?;
        let zero = typed(ExprKind::Constant(Value::Number(Decimal::ZERO)), Type::Integer, span);
        let count = typed(ExprKind::Count(link, None), Type::Integer, span);
        Some(compare(Comparison::Greater, count, zero, span))
    }

    fn report_always_present(&mut self, span: Span) {
        let headline = Text::new("giá trị này luôn có", "this value is always there");
        let found = Diagnostic::new(codes::TYPE_MISMATCH, span, headline)
            .note(Text::new(
                "`đã có` chỉ hỏi về dữ kiện tùy chọn; điều chưa biết thì không hỏi được",
                "`is present` asks about an optional fact; what is not known yet cannot be asked for",
            ))
            .help(Text::new(
                "khai báo dữ kiện là `tùy chọn`, hoặc bỏ phép thử",
                "declare the fact `optional`, or leave the test out",
            ));
        self.report(found);
    }

    /// Whether a value may be missing although every fact is known.
    pub(super) fn may_be_absent(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Input(id) => self.program.inputs.get(id.0).is_some_and(|input| input.is_optional),
            ExprKind::Follow(link, inner) => {
                self.program.links.get(link.0).is_some_and(|link| link.is_optional) || self.may_be_absent(inner)
            }
            ExprKind::Each(policy, ..) => *policy != Policy::Sum,
            _ => false,
        }
    }
}
