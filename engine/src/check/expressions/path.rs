//! Checks names in expressions: whose they are, and under which law they are asked.
//!
//! Receives paths in a context; hands on typed expressions about their subjects, or complaints. It knows no day.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Path, QualifiedName, World};
use ansinh_grammar::{Language, Span, Text};

use crate::check::checker::{Checker, Context};
use crate::check::expressions::typed::{led, typed};
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::codes;
use crate::hir::{CategoryId, EntityId, Expr, ExprKind, LinkId, Type};

impl Checker {
    /// A name: a value of the wanted enumeration, or a fact, a parameter, a definition or a benefit of a subject.
    pub(super) fn path(&mut self, path: &Path, context: &Context, wanted: Option<Type>) -> Option<Expr> {
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
            _ => match self.resolve_of(&path.name, wanted) {
                Some(symbol) => symbol,
                None => {
                    self.links_of(&path.of, context);
                    return None;
                }
            },
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

    /// What a name stands for; a complaint offers names of the type that the place needs.
    fn resolve_of(&mut self, name: &QualifiedName, needed: Option<Type>) -> Option<Symbol> {
        self.needed = needed;
        let symbol = self.resolve(name, Wanted::Value);
        self.needed = None;
        symbol
    }

    /// Looks at the links behind a name that is not known; the last may be one of several things that are named.
    fn links_of(&mut self, of: &[QualifiedName], context: &Context) {
        let is_named = context.variable.is_some() || !context.further.is_empty();
        let n_links = if is_named { of.len().saturating_sub(1) } else { of.len() };
        for step in of.iter().take(n_links) {
            self.resolve(step, Wanted::Link);
        }
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
    pub(in crate::check) fn about(
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
            if context.entity == Some(entity) && context.variable.is_none() {
                self.offer_without_of(name, of);
            }
            return None;
        }
        Some(led(expr, links))
    }

    /// Where links lead from the subject, from the inside out, and by which of them.
    pub(in crate::check) fn reached(
        &mut self,
        name: &QualifiedName,
        of: &[QualifiedName],
        context: &Context,
    ) -> Option<(EntityId, Vec<LinkId>)> {
        let (mut of, mut links, mut at) = (of, Vec::new(), context.entity);
        let further = of.split_last().and_then(|(last, rest)| {
            let position = context.further.iter().position(|further| further.name == last.joined())?;
            Some((position, context.further.get(position)?.entity, last, rest))
        });
        if let Some((position, entity, last, rest)) = further {
            self.use_local(&last.joined(), last.span);
            links.push(self.program.further_link(position));
            (of, at) = (rest, Some(entity));
        } else if let Some(variable) = &context.variable {
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
        let Some(mut at) = at else {
            let headline = Text::new("ở đây không có chủ thể nào", "there is no subject here");
            self.report(Diagnostic::new(codes::SUBJECT_MISSING, name.span, headline));
            return None;
        };
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

    /// What is of the subject itself needs no `of`: the remedy of the complaint just made.
    fn offer_without_of(&mut self, name: &QualifiedName, of: &[QualifiedName]) {
        let (Some(last), keyword) = (of.last(), self.keyword("of")) else { return };
        let written: Vec<String> = of.iter().map(|step| format!("{keyword} {}", step.joined())).collect();
        let needless = written.join(" ");
        if let Some(found) = self.diagnostics.last_mut().filter(|found| found.help.is_none()) {
            found.help = Some(Text::new(format!("bỏ `{needless}`"), format!("leave out `{needless}`")));
            let span = Span { start: name.span.end, end: last.span.end, ..name.span };
            found.edits.push(ansinh_grammar::diagnostic::Edit { span, text: String::new() });
        }
    }

    /// Complains that something is of another entity.
    pub(super) fn wrong_subject(&mut self, name: &QualifiedName, wanted: EntityId, found: EntityId) {
        let entity = |id: EntityId| {
            let naming = self.program.entities.get(id.0).map(|entity| &entity.naming);
            naming.map(|naming| self.program.called(naming)).unwrap_or_default()
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

    pub(super) fn qualifies(&mut self, path: &Path, context: &Context, span: Span) -> Option<Expr> {
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
