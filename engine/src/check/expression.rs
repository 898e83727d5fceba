//! Checks expressions: names, subjects, types and units.
//!
//! Receives tree expressions in a context; hands on typed expressions or complaints.
//! It knows no day and no value of a fact.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{
    Aggregate, AggregateTarget, BinaryOperator, Expr as TreeExpr, ExprKind as TreeKind, Membership, Path,
    QualifiedName, Quantifier, QuantifierKind, Range, RoundingMode, World,
};
use ansinh_grammar::{Language, Span, Text};

use super::names::{Symbol, Wanted};
use super::types::{shared, words};
use super::{Checker, Context, codes};
use crate::hir::{CategoryId, EntityId, Expr, ExprKind, LinkId, Type};
use crate::value::{Comparison, Policy, Rounding, Value};

/// An expression of a type.
pub(super) fn typed(kind: ExprKind, value_type: Type, span: Span) -> Expr {
    Expr { kind, value_type, span }
}

impl Checker {
    /// Checks an expression whose value must be there. `wanted` says what the place needs, so that a bare name can be a
    /// value of an enumeration.
    pub(super) fn expr(&mut self, expr: &TreeExpr, context: &Context, wanted: Option<Type>) -> Option<Expr> {
        let checked = self.possibly_absent(expr, context, wanted)?;
        if !self.may_be_absent(&checked) {
            return Some(checked);
        }
        let (value_type, span) = (checked.value_type, checked.span);
        Some(typed(ExprKind::Required(Box::new(checked)), value_type, span))
    }

    /// Checks an expression whose value may be missing.
    pub(super) fn possibly_absent(&mut self, expr: &TreeExpr, context: &Context, wanted: Option<Type>) -> Option<Expr> {
        let span = expr.span;
        Some(match &expr.kind {
            TreeKind::YesNo(value) => typed(ExprKind::Constant(Value::YesNo(*value)), Type::YesNo, span),
            TreeKind::Date(text) => typed(ExprKind::Constant(Value::Date(self.date(text, span)?)), Type::Date, span),
            TreeKind::Quantity(quantity) => {
                let (value, value_type) = self.quantity(quantity)?;
                typed(ExprKind::Constant(value), value_type, span)
            }
            TreeKind::AssessmentDate => typed(ExprKind::AssessmentDate, Type::Date, span),
            TreeKind::Path(path) => return self.path(path, context, wanted),
            TreeKind::Not(inner) => {
                let inner = self.condition(inner, context)?;
                typed(ExprKind::Not(Box::new(inner)), Type::YesNo, span)
            }
            TreeKind::Negate(inner) => return self.negate(inner, context, span),
            TreeKind::Binary(operator, left, right) => {
                return self.binary(*operator, left, right, context, span);
            }
            TreeKind::AllOf(parts) => typed(ExprKind::AllOf(self.conditions(parts, context)?), Type::YesNo, span),
            TreeKind::AnyOf(parts) => typed(ExprKind::AnyOf(self.conditions(parts, context)?), Type::YesNo, span),
            TreeKind::In(value, membership) => {
                let value = self.expr(value, context, None)?;
                return self.membership(value, membership, context, span);
            }
            TreeKind::Rounded(value, mode, unit) => return self.rounded(value, rounding(*mode), unit, context, span),
            TreeKind::Quantifier(quantifier) => return self.quantifier(quantifier, context, span),
            TreeKind::Count(variable, collection, condition) => {
                return self.count(variable, collection, condition.as_deref(), context, span);
            }
            TreeKind::Aggregate(aggregate) => return self.aggregate(aggregate, context, span),
            TreeKind::Elapsed(unit, from, to) => return self.elapsed(*unit, from, to, context, span),
            TreeKind::If(parts) => return self.conditional(parts, context, wanted, span),
            TreeKind::Presence(inner, is_present) => return self.presence(inner, *is_present, context, span),
            TreeKind::MonthEdge(is_last, date) => {
                let date = self.expr(date, context, Some(Type::Date))?;
                if !self.expect_type(&date, Type::Date, None) {
                    return None;
                }
                typed(ExprKind::MonthEdge(*is_last, Box::new(date)), Type::Date, span)
            }
            TreeKind::Qualifies(path) => return self.qualifies(path, context, span),
        })
    }

    fn aggregate(&mut self, aggregate: &Aggregate, context: &Context, span: Span) -> Option<Expr> {
        let policy = policy(aggregate.policy);
        match &aggregate.target {
            AggregateTarget::Each(each) => self.each(policy, each, context, span),
            AggregateTarget::List(parts) => self.several(policy, parts, context, span),
            AggregateTarget::All(_) | AggregateTarget::Group(_) => {
                let headline = Text::new(
                    "`tất cả` và tên nhóm chỉ dùng được sau `kết hợp`",
                    "`all` and groups can be used only after `combine`",
                );
                self.report(Diagnostic::new(codes::NOT_AVAILABLE_HERE, span, headline));
                None
            }
        }
    }

    /// A yes/no expression.
    pub(super) fn condition(&mut self, expr: &TreeExpr, context: &Context) -> Option<Expr> {
        let checked = self.expr(expr, context, Some(Type::YesNo))?;
        self.expect_type(&checked, Type::YesNo, None).then_some(checked)
    }

    /// Yes/no expressions: all are checked before one that is wrong counts.
    fn conditions(&mut self, parts: &[TreeExpr], context: &Context) -> Option<Vec<Expr>> {
        let checked: Vec<Option<Expr>> = parts.iter().map(|part| self.condition(part, context)).collect();
        checked.into_iter().collect()
    }

    fn negate(&mut self, inner: &TreeExpr, context: &Context, span: Span) -> Option<Expr> {
        let inner = self.expr(inner, context, None)?;
        if !inner.value_type.is_number() {
            let found = self.mismatch(inner.span, inner.value_type, Type::Decimal);
            self.report(found);
            return None;
        }
        let value_type = inner.value_type;
        if let ExprKind::Constant(Value::Number(number)) = inner.kind {
            return Some(typed(ExprKind::Constant(Value::Number(-number)), value_type, span));
        }
        let zero = typed(ExprKind::Constant(Value::Number(crate::value::Decimal::ZERO)), value_type, span);
        Some(typed(ExprKind::Subtract(Box::new(zero), Box::new(inner)), value_type, span))
    }

    fn binary(
        &mut self,
        operator: BinaryOperator,
        left: &TreeExpr,
        right: &TreeExpr,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        match operator {
            BinaryOperator::And | BinaryOperator::Or => {
                let left = self.condition(left, context);
                let right = self.condition(right, context);
                Some(joined(operator == BinaryOperator::And, left?, right?, span))
            }
            BinaryOperator::Add | BinaryOperator::Subtract => {
                let (left, right, value_type) = self.alike(left, right, context)?;
                if !value_type.is_number() {
                    let found = self.mismatch(left.span, value_type, Type::Decimal);
                    self.report(found);
                    return None;
                }
                let (left, right) = (Box::new(left), Box::new(right));
                let is_sum = operator == BinaryOperator::Add;
                let kind = if is_sum { ExprKind::Add(left, right) } else { ExprKind::Subtract(left, right) };
                Some(typed(kind, value_type, span))
            }
            BinaryOperator::Multiply | BinaryOperator::Divide => self.factors(operator, left, right, context, span),
            comparison => {
                let (left, right, value_type) = self.alike(left, right, context)?;
                let comparison = comparison_of(comparison);
                let is_ordered = !matches!(value_type, Type::YesNo | Type::Choice(_));
                if !is_ordered && !matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
                    let headline = Text::new("các giá trị này không có thứ tự", "these values have no order");
                    self.report(Diagnostic::new(codes::TYPE_MISMATCH, span, headline));
                    return None;
                }
                Some(compare(comparison, left, right, span))
            }
        }
    }

    /// Two operands of one type: a bare name on either side may be a value of the other side's enumeration.
    fn alike(&mut self, left: &TreeExpr, right: &TreeExpr, context: &Context) -> Option<(Expr, Expr, Type)> {
        if let Some(compared) = self.value_first(left, right, context) {
            return compared;
        }
        let first = self.expr(left, context, None);
        if first.is_none() && is_bare_name(right) {
            // It may be a value of an enumeration that the other side would have told: no second complaint.
            return None;
        }
        let wanted = first.as_ref().map(|first| first.value_type);
        let second = self.expr(right, context, wanted);
        let (first, second) = (first?, second?);
        let Some(value_type) = shared(first.value_type, second.value_type) else {
            let found = self.mismatch(second.span, second.value_type, first.value_type);
            let found = found.label(first.span, words(first.value_type, &self.program));
            self.report(found);
            return None;
        };
        Some((first, second, value_type))
    }

    fn membership(&mut self, value: Expr, membership: &Membership, context: &Context, span: Span) -> Option<Expr> {
        match membership {
            Membership::Range(range) => self.range_test(value, range, context, span),
            Membership::Set(bounds) => {
                let mut tests = Vec::new();
                let mut choices = Vec::new();
                for bound in bounds {
                    let test = self.compare_with(Comparison::Equal, value.clone(), bound, context, span);
                    match test?.kind {
                        ExprKind::OneOf(_, one) => choices.extend(one),
                        kind => tests.push(typed(kind, Type::YesNo, bound.span)),
                    }
                }
                if !choices.is_empty() {
                    choices.sort_unstable();
                    choices.dedup();
                    return Some(typed(ExprKind::OneOf(Box::new(value), choices), Type::YesNo, span));
                }
                Some(typed(ExprKind::AnyOf(tests), Type::YesNo, span))
            }
        }
    }

    /// Whether a value lies in a range.
    pub(super) fn range_test(&mut self, value: Expr, range: &Range, context: &Context, span: Span) -> Option<Expr> {
        let above = if range.is_over { Comparison::Greater } else { Comparison::GreaterOrEqual };
        let below = if range.is_under { Comparison::Less } else { Comparison::LessOrEqual };
        let low = self.compare_with(above, value.clone(), &range.low, context, span);
        let high = self.compare_with(below, value, &range.high, context, span);
        if let (Some(low), Some(high)) = (&low, &high) {
            self.check_range(low, high, range);
        }
        Some(typed(ExprKind::AllOf(vec![low?, high?]), Type::YesNo, span))
    }

    /// A comparison of a checked value with a bound.
    pub(super) fn compare_with(
        &mut self,
        comparison: Comparison,
        value: Expr,
        bound: &TreeExpr,
        context: &Context,
        span: Span,
    ) -> Option<Expr> {
        let bound = self.expr(bound, context, Some(value.value_type))?;
        if shared(value.value_type, bound.value_type).is_none() {
            let found = self.mismatch(bound.span, bound.value_type, value.value_type);
            self.report(found);
            return None;
        }
        Some(compare(comparison, value, bound, span))
    }

    fn quantifier(&mut self, quantifier: &Quantifier, context: &Context, span: Span) -> Option<Expr> {
        let (link, member) = self.collection(&quantifier.collection, context)?;
        self.declare_local(&quantifier.variable, Symbol::Variable);
        let inner = Context { entity: Some(member), variable: Some(quantifier.variable.text.clone()) };
        let condition = self.condition(&quantifier.condition, &inner)?;
        let zero = typed(ExprKind::Constant(Value::Number(crate::value::Decimal::ZERO)), Type::Integer, span);
        let count = |condition: Expr| typed(ExprKind::Count(link, Some(Box::new(condition))), Type::Integer, span);
        Some(match quantifier.kind {
            // Some: more than none meets it. Every: none fails it.
            QuantifierKind::Some => compare(Comparison::Greater, count(condition), zero, span),
            QuantifierKind::Every => {
                let fails = typed(ExprKind::Not(Box::new(condition)), Type::YesNo, span);
                compare(Comparison::Equal, count(fails), zero, span)
            }
        })
    }

    /// The link that a collection names and the entity it leads to.
    pub(super) fn collection(&mut self, path: &Path, context: &Context) -> Option<(LinkId, EntityId)> {
        let Some(Symbol::Link(id)) = self.resolve(&path.name, Wanted::Link) else {
            return None;
        };
        let link = self.program.links.get(id.0)?.clone();
        let whose: Option<String> = path.of.first().map(QualifiedName::joined);
        let is_plain = path.of.len() <= 1 && path.under.is_none() && context.variable == whose;
        if !(link.is_many || link.is_optional) || !is_plain || context.entity != Some(link.from) {
            let headline = Text::new(
                format!("`{}` không phải là tập hợp của chủ thể này", path.name.joined()),
                format!("`{}` is not a collection of this subject", path.name.joined()),
            );
            self.report(Diagnostic::new(codes::WRONG_SUBJECT, path.span, headline));
            return None;
        }
        if let Some(whose) = path.of.first() {
            self.use_local(&whose.joined(), whose.span);
        }
        Some((id, link.to))
    }

    fn several(&mut self, policy: Policy, parts: &[TreeExpr], context: &Context, span: Span) -> Option<Expr> {
        let mut checked: Vec<Expr> = Vec::new();
        for part in parts {
            let wanted = checked.first().map(|first| first.value_type);
            let part = self.expr(part, context, wanted)?;
            if let Some(first) = checked.first()
                && shared(first.value_type, part.value_type).is_none()
            {
                let found = self.mismatch(part.span, part.value_type, first.value_type);
                self.report(found);
                return None;
            }
            checked.push(part);
        }
        let first = checked.first()?;
        self.check_policy(policy, first.value_type, first.span);
        let value_type =
            checked.iter().map(|part| part.value_type).reduce(|left, right| shared(left, right).unwrap_or(left))?;
        Some(typed(ExprKind::Several(policy, checked), value_type, span))
    }

    /// A name: a value of the wanted enumeration, or a fact, a parameter, a definition or a benefit of a subject.
    fn path(&mut self, path: &Path, context: &Context, wanted: Option<Type>) -> Option<Expr> {
        if let Some(wanted) = wanted
            && path.of.is_empty()
            && let Some(value) = self.find_choice(&path.name, wanted)
        {
            return Some(typed(ExprKind::Constant(value), wanted, path.span));
        }
        let symbol = match wanted {
            Some(Type::Choice(_)) if self.find(&path.name, Wanted::Value).is_none() => {
                self.choice(&path.name, wanted?)?;
                return None;
            }
            _ => self.resolve(&path.name, Wanted::Value)?,
        };
        let (kind, value_type, entity) = self.value_of(symbol, path.span)?;
        let expr = typed(kind, value_type, path.span);
        let expr = match (entity, symbol) {
            (Some(entity), _) => self.about(expr, entity, &path.name, &path.of, context),
            (None, Symbol::Parameter(id)) => self.parameter_of(expr, id, path, context),
            (None, _) => Some(expr),
        };
        self.under(expr?, path.under.as_ref())
    }

    /// The expression under another law, if one is named.
    fn under(&mut self, expr: Expr, world: Option<&World>) -> Option<Expr> {
        let Some(world) = world else { return Some(expr) };
        let law = self.law(world)?;
        if !self.program.laws.contains(&law) {
            self.program.laws.push(law);
        }
        let (value_type, span) = (expr.value_type, expr.span);
        Some(typed(ExprKind::Under(law, Box::new(expr)), value_type, span))
    }

    fn value_of(&mut self, symbol: Symbol, span: Span) -> Option<(ExprKind, Type, Option<EntityId>)> {
        Some(match symbol {
            Symbol::Input(id) => {
                let input = self.program.inputs.get(id.0)?;
                (ExprKind::Input(id), input.value_type, Some(input.entity))
            }
            Symbol::Parameter(id) => (ExprKind::Parameter(id), self.program.parameters.get(id.0)?.value_type, None),
            Symbol::Definition(id) => {
                let definition = self.program.definitions.get(id.0)?;
                (ExprKind::Definition(id), definition.value_type, Some(definition.entity))
            }
            Symbol::Benefit(id) if self.asked_under.is_some() => {
                let benefit = self.program.benefits.get(id.0)?;
                (ExprKind::Benefit(id), benefit.value_type, Some(benefit.entity))
            }
            _ => {
                let headline = Text::new(
                    "mức hưởng của một chế độ chưa dùng được ở đây",
                    "the amount of a benefit cannot be used here",
                );
                self.report(
                    Diagnostic::new(codes::NOT_AVAILABLE_HERE, span, headline)
                        .help(Text::new("dùng `thuộc diện ...`", "use `qualifies for ...`")),
                );
                return None;
            }
        })
    }

    /// Puts an expression about `entity` into the context: directly, of the member, or by links.
    pub(super) fn about(
        &mut self,
        expr: Expr,
        entity: EntityId,
        name: &QualifiedName,
        of: &[QualifiedName],
        context: &Context,
    ) -> Option<Expr> {
        let (at, links) = self.reached(name, of, context)?;
        if at != entity {
            self.wrong_subject(name, entity, at);
            return None;
        }
        Some(links.into_iter().rev().fold(expr, |inner, link| {
            let (value_type, span) = (inner.value_type, inner.span);
            typed(ExprKind::Follow(link, Box::new(inner)), value_type, span)
        }))
    }

    /// Where links lead from the subject, from the inside out, and by which of them.
    pub(super) fn reached(
        &mut self,
        name: &QualifiedName,
        of: &[QualifiedName],
        context: &Context,
    ) -> Option<(EntityId, Vec<LinkId>)> {
        let mut of = of;
        if let Some(variable) = &context.variable {
            let Some((last, rest)) = of.split_last().filter(|(last, _)| last.joined() == *variable) else {
                let headline = Text::new(
                    format!("phải nêu `{}` là của ai", name.joined()),
                    format!("say whose `{}` it is", name.joined()),
                );
                let end = Span { start: name.span.end, ..name.span };
                let of = self.keyword("of");
                self.report(
                    Diagnostic::new(codes::SUBJECT_MISSING, name.span, headline)
                        .help(Text::new(
                            format!("viết `{} {of} {variable}`", name.joined()),
                            format!("write `{} {of} {variable}`", name.joined()),
                        ))
                        .edit(end, format!(" {of} {variable}")),
                );
                return None;
            };
            self.use_local(variable, last.span);
            of = rest;
        }
        let Some(mut at) = context.entity else {
            let headline = Text::new("ở đây không có chủ thể nào", "there is no subject here");
            self.report(Diagnostic::new(codes::SUBJECT_MISSING, name.span, headline));
            return None;
        };
        let mut links = Vec::new();
        for step in of.iter().rev() {
            let Some(Symbol::Link(id)) = self.resolve(step, Wanted::Link) else {
                return None;
            };
            let link = self.program.links.get(id.0)?;
            if link.from != at || link.is_many {
                self.wrong_step(step);
                return None;
            }
            at = link.to;
            links.push(id);
        }
        Some((at, links))
    }

    fn wrong_step(&mut self, step: &QualifiedName) {
        let headline = Text::new(
            format!("`{}` không dẫn từ chủ thể này đến một chủ thể khác", step.joined()),
            format!("`{}` does not lead from this subject to one other", step.joined()),
        );
        self.report(Diagnostic::new(codes::WRONG_SUBJECT, step.span, headline));
    }

    /// Complains that something is of another entity.
    pub(super) fn wrong_subject(&mut self, name: &QualifiedName, wanted: EntityId, found: EntityId) {
        let entity = |id: EntityId| {
            let naming = self.program.entities.get(id.0).map(|entity| &entity.naming);
            naming.map_or_else(Text::default, |naming| {
                Text::new(naming.alias.as_ref().unwrap_or(&naming.name), &naming.name)
            })
        };
        let (wanted_name, found_name) = (entity(wanted), entity(found));
        let headline = Text::new(
            format!("`{}` là của `{}`, nhưng đang dùng cho `{}`", name.joined(), wanted_name.vi, found_name.vi),
            format!("`{}` is of `{}`, but it is used for a `{}`", name.joined(), wanted_name.en, found_name.en),
        );
        let of = self.keyword("of");
        let link = self.program.links.iter().find(|link| link.from == found && link.to == wanted && !link.is_many);
        let mut diagnostic = Diagnostic::new(codes::WRONG_SUBJECT, name.span, headline);
        if let Some(declared) = self.declared_at(name.span) {
            diagnostic = diagnostic.label(declared, Text::new("khai báo ở đây", "declared here"));
        }
        if let Some(link) = link {
            let is_vietnamese = self.surface() == Language::Vi;
            let step = link.naming.alias.as_ref().filter(|_| is_vietnamese).unwrap_or(&link.naming.name);
            let mended = format!("{} {of} {step}", name.joined());
            diagnostic = diagnostic
                .help(Text::new(format!("viết `{mended}`"), format!("write `{mended}`")))
                .edit(Span { start: name.span.end, ..name.span }, format!(" {of} {step}"));
        }
        self.report(diagnostic);
    }

    fn qualifies(&mut self, path: &Path, context: &Context, span: Span) -> Option<Expr> {
        let symbol = self.resolve(&path.name, Wanted::Qualifiable)?;
        let (kind, benefit) = match symbol {
            Symbol::Benefit(id) => (ExprKind::QualifiesForBenefit(id), id),
            Symbol::Category(id) => (ExprKind::Qualifies(vec![id]), id.benefit),
            Symbol::Group(benefit, position) => {
                let members: Vec<CategoryId> =
                    self.program.benefits.get(benefit.0)?.groups.get(position)?.members.clone();
                (ExprKind::Qualifies(members), benefit)
            }
            _ => return None,
        };
        let entity = self.program.benefits.get(benefit.0)?.entity;
        let expr = self.about(typed(kind, Type::YesNo, span), entity, &path.name, &path.of, context)?;
        self.under(expr, path.under.as_ref())
    }
}

fn is_bare_name(expr: &TreeExpr) -> bool {
    matches!(&expr.kind, TreeKind::Path(path) if path.of.is_empty() && path.under.is_none())
}

fn joined(is_all: bool, left: Expr, right: Expr, span: Span) -> Expr {
    let mut parts = Vec::new();
    for side in [left, right] {
        match side.kind {
            ExprKind::AllOf(inner) if is_all => parts.extend(inner),
            ExprKind::AnyOf(inner) if !is_all => parts.extend(inner),
            _ => parts.push(side),
        }
    }
    let kind = if is_all { ExprKind::AllOf(parts) } else { ExprKind::AnyOf(parts) };
    typed(kind, Type::YesNo, span)
}

/// A comparison; of a choice with a constant, a test on the list of its values.
pub(super) fn compare(comparison: Comparison, left: Expr, right: Expr, span: Span) -> Expr {
    let (left, right) =
        if matches!(left.kind, ExprKind::Constant(Value::Choice(_))) { (right, left) } else { (left, right) };
    if let ExprKind::Constant(Value::Choice(choice)) = right.kind {
        let test = typed(ExprKind::OneOf(Box::new(left), vec![choice]), Type::YesNo, span);
        if comparison == Comparison::NotEqual {
            return typed(ExprKind::Not(Box::new(test)), Type::YesNo, span);
        }
        return test;
    }
    typed(ExprKind::Compare(comparison, Box::new(left), Box::new(right)), Type::YesNo, span)
}

/// The comparison of an operator; equality for operators that compare nothing.
pub(super) const fn comparison_of(operator: BinaryOperator) -> Comparison {
    match operator {
        BinaryOperator::NotEqual => Comparison::NotEqual,
        BinaryOperator::Less => Comparison::Less,
        BinaryOperator::LessOrEqual => Comparison::LessOrEqual,
        BinaryOperator::Greater => Comparison::Greater,
        BinaryOperator::GreaterOrEqual => Comparison::GreaterOrEqual,
        _ => Comparison::Equal,
    }
}

/// The policy as a value-level policy.
pub(super) const fn policy(written: ansinh_grammar::tree::Policy) -> Policy {
    match written {
        ansinh_grammar::tree::Policy::Only => Policy::Only,
        ansinh_grammar::tree::Policy::First => Policy::First,
        ansinh_grammar::tree::Policy::Highest => Policy::Highest,
        ansinh_grammar::tree::Policy::Lowest => Policy::Lowest,
        ansinh_grammar::tree::Policy::Sum => Policy::Sum,
    }
}

pub(super) const fn rounding(mode: RoundingMode) -> Rounding {
    match mode {
        RoundingMode::Down => Rounding::Down,
        RoundingMode::Up => Rounding::Up,
        RoundingMode::Nearest => Rounding::Nearest,
    }
}
