//! Checks exceptions, and cases that cannot live beside each other.
//!
//! Receives exceptions and cases; hands on complaints about what overrides what, about two cases for everybody else,
//! and about clauses that certainly apply together and disagree. It proves nothing about facts.

use std::collections::BTreeMap;

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Meta, Name};
use ansinh_grammar::{Code, Span, Text, tree};

use crate::check::checker::{Checker, Context};
use crate::check::names::naming::naming;
use crate::check::names::nearest::nearest;
use crate::check::names::symbol::Symbol;
use crate::codes;
use crate::hir::{Case, Citation, DefinitionException, DefinitionId, EntityId, Expr, ExprKind, Guard, Naming, Type};
use crate::value::{Policy, Value};

/// The definition that an exception is of.
#[derive(Clone, Copy)]
pub(in crate::check) struct Excepted {
    pub(in crate::check) id: DefinitionId,
    pub(in crate::check) entity: EntityId,
    pub(in crate::check) value_type: Type,
    pub(in crate::check) policy: Policy,
    /// Where it is declared.
    pub(in crate::check) place: Span,
}

impl Checker {
    /// A definition and the names of its exceptions.
    pub(in crate::check) fn declare_define(&mut self, define: &tree::Define) {
        let id = DefinitionId(self.program.definitions.len());
        self.declare_definition(&define.name, &define.meta, &define.owner, &define.value_type);
        for exception in &define.exceptions {
            self.declare_definition_exception(id, exception);
        }
    }

    /// The exceptions of a definition.
    pub(in crate::check) fn definition_exceptions(
        &mut self,
        define: &tree::Define,
        rule: Excepted,
        container: &[Citation],
    ) -> Vec<DefinitionException> {
        let mut found = Vec::new();
        for exception in &define.exceptions {
            found.extend(self.definition_exception(exception, rule, container));
        }
        // Positions count only where every exception could be read.
        if found.len() < define.exceptions.len() {
            found.iter_mut().for_each(|exception| exception.overrides = None);
        }
        let complaints = self.certain_conflicts(&found);
        self.diagnostics.extend(complaints);
        found
    }

    /// One exception of a definition, of the law or of a change.
    pub(in crate::check) fn definition_exception(
        &mut self,
        exception: &tree::DefineException,
        rule: Excepted,
        container: &[Citation],
    ) -> Option<DefinitionException> {
        let context = Context::of(rule.entity);
        let own = self.citations(&exception.meta.sources);
        let citations = if own.is_empty() { container.to_vec() } else { own };
        let condition = self.when(&exception.condition, &context, &citations);
        let cases = exception.cases.iter();
        let cases = cases.filter_map(|case| self.case(case, &context, rule.value_type, rule.place));
        let cases: Vec<Case> = cases.collect();
        self.check_cases(&cases, rule.policy);
        // Most override nothing: then nobody's names are looked at.
        let names = exception.overrides.as_ref().and_then(|_| self.definition_exceptions.get(&rule.id).cloned());
        let names = names.unwrap_or_default();
        let symbol = |at| Symbol::DefinitionException(rule.id, at);
        let overrides = self.overridden(exception.overrides.as_ref(), &names, symbol);
        let naming = naming(&exception.name, &exception.meta);
        let condition = condition?;
        Some(DefinitionException { naming, overrides, condition, instead: cases, citations, patch: None })
    }

    /// The position of the exception that gives way; nothing, with a complaint, if there is none of that name.
    pub(super) fn overridden(
        &mut self,
        wanted: Option<&Name>,
        others: &[Vec<String>],
        symbol: impl Fn(usize) -> Symbol,
    ) -> Option<usize> {
        let wanted = wanted?;
        if let Some(at) = others.iter().position(|names| names.contains(&wanted.text)) {
            self.use_symbol(symbol(at), wanted.span);
            return Some(at);
        }
        let headline = Text::new(
            format!("`{}` không phải là ngoại lệ ở đây", wanted.text),
            format!("`{}` is no exception here", wanted.text),
        );
        let mut found = Diagnostic::new(codes::UNKNOWN_NAME, wanted.span, headline)
            .saying(Text::new("không tìm thấy", "not found"))
            .note(Text::new(
                "ngoại lệ chỉ ưu tiên hơn ngoại lệ khác của cùng một định nghĩa hoặc chế độ; quy định chung thì mọi ngoại lệ đều ưu tiên hơn",
                "an exception overrides another one of the same definition or benefit; every exception goes before the general rule",
            ));
        if let Some(near) = nearest(&wanted.text, others.iter().filter_map(|names| names.first()), |name| name) {
            found = found.help(Text::new(format!("có phải là `{near}`?"), format!("did you mean `{near}`?")));
        }
        self.report(found);
        None
    }

    /// Exceptions with the same condition and different constants: whoever meets it gets two answers. Each is held
    /// against the first it disagrees with.
    fn certain_conflicts(&self, exceptions: &[DefinitionException]) -> Vec<Diagnostic> {
        let value = |exception: &'_ DefinitionException| match exception.instead.as_slice() {
            [Case { value, guard: Guard::Always, .. }] => Some(value.clone()),
            _ => None,
        };
        let mut found = Vec::new();
        let mut alike: BTreeMap<String, Vec<(usize, &DefinitionException)>> = BTreeMap::new();
        for (at, later) in exceptions.iter().enumerate() {
            let earlier = alike.entry(without_places(&later.condition.expr)).or_default();
            let right = value(later);
            let disagrees = |(before, other): &&(usize, &DefinitionException)| {
                other.overrides != Some(at)
                    && later.overrides != Some(*before)
                    && other.condition.days.overlaps(later.condition.days)
                    && value(other).zip(right.as_ref()).is_some_and(|(left, right)| differ(&left, right))
            };
            let other = earlier.iter().find(disagrees).map(|(_, other)| *other);
            earlier.push((at, later));
            if let Some((other, (left, right))) = other.and_then(|other| Some((other, value(other).zip(right)?))) {
                found.push(self.disagreeing((&other.naming, &left), (&later.naming, &right)));
            }
        }
        found
    }

    fn disagreeing(&self, (earlier, left): (&Naming, &Expr), (later, right): (&Naming, &Expr)) -> Diagnostic {
        let (earlier, later) = (self.program.called(earlier), self.program.called(later));
        let headline = Text::new(
            format!("ngoại lệ `{}` và `{}` cùng áp dụng nhưng cho kết quả khác nhau", earlier.vi, later.vi),
            format!("the exceptions `{}` and `{}` apply together and disagree", earlier.en, later.en),
        );
        self.conflict(codes::EXCEPTIONS_DISAGREE, headline, (right, left)).help(Text::new(
            format!("nếu ngoại lệ sau mạnh hơn: `ngoại lệ {} ưu tiên hơn {}`", later.vi, earlier.vi),
            format!("if the later one is stronger: `exception {} overrides {}`", later.en, earlier.en),
        ))
    }

    fn conflict(&self, code: Code, headline: Text, (later, earlier): (&Expr, &Expr)) -> Diagnostic {
        let said = |expr: &Expr| match (&expr.kind, expr.value_type) {
            (ExprKind::Constant(Value::Choice(at)), Type::Choice(id)) => {
                let values = self.program.enumerations.get(id.0).map_or(&[][..], |found| &found.values);
                values.get(usize::from(*at)).map_or_else(Text::default, |value| self.program.called(value))
            }
            (ExprKind::Constant(value), _) => Text::same(format!("{value:?}")),
            _ => Text::default(),
        };
        Diagnostic::new(code, later.span, headline).saying(said(later)).label(earlier.span, said(earlier)).note(
            Text::new(
                "khi hai quy định cùng áp dụng mà kết quả khác nhau, luật không cho câu trả lời nào",
                "where two clauses apply and differ, the law gives no answer",
            ),
        )
    }

    /// Two cases for everybody else, and cases that certainly disagree; each is held against the first it does not
    /// go with.
    pub(super) fn check_cases(&mut self, cases: &[Case], policy: Policy) {
        let mut found = Vec::new();
        let mut otherwise: Vec<&Case> = Vec::new();
        let mut alike: BTreeMap<String, Vec<&Case>> = BTreeMap::new();
        for case in cases {
            match &case.guard {
                Guard::Otherwise => {
                    let twin = otherwise.iter().find(|other| other.days.overlaps(case.days));
                    found.extend(twin.map(|twin| several_otherwise(twin, case)));
                    otherwise.push(case);
                }
                Guard::When(condition) if policy == Policy::Only => {
                    let earlier = alike.entry(without_places(condition)).or_default();
                    let disagrees =
                        |other: &&&Case| other.days.overlaps(case.days) && differ(&other.value, &case.value);
                    if let Some(other) = earlier.iter().find(disagrees) {
                        let headline = Text::new(
                            "hai trường hợp có cùng điều kiện nhưng cho kết quả khác nhau",
                            "two cases have the same condition and disagree",
                        );
                        found.push(self.conflict(codes::CASES_DISAGREE, headline, (&case.value, &other.value)));
                    }
                    earlier.push(case);
                }
                _ => {}
            }
        }
        self.diagnostics.extend(found);
    }
}

/// All names of an exception, its own first.
pub(in crate::check) fn spelled(name: &Name, meta: &Meta) -> Vec<String> {
    std::iter::once(name).chain(meta.aliases.iter().map(|alias| &alias.name)).map(|name| name.text.clone()).collect()
}

/// Two cases for everybody else.
fn several_otherwise(first: &Case, second: &Case) -> Diagnostic {
    let headline = Text::new(
        "có hai trường hợp `trường hợp khác` trong cùng thời gian",
        "there are two `otherwise` cases on the same days",
    );
    Diagnostic::new(codes::SEVERAL_OTHERWISE, second.span, headline)
        .label(first.span, Text::new("trường hợp kia", "the other one"))
        .note(Text::new(
            "khi không trường hợp nào áp dụng, chỉ một giá trị được giữ lại",
            "where no case applies, only one value can be left",
        ))
        .help(Text::new(
            "bỏ một trong hai, hoặc viết điều kiện `khi ...`",
            "leave one of them out, or give it a condition with `when ...`",
        ))
}

fn differ(first: &Expr, second: &Expr) -> bool {
    matches!((&first.kind, &second.kind), (ExprKind::Constant(first), ExprKind::Constant(second)) if first != second)
}

/// An expression in words that are the same for all that say the same in the same words, wherever they stand.
fn without_places(expr: &Expr) -> String {
    let text = format!("{:?}", expr.kind);
    // Places are the only part of an expression that tells where it stands.
    let mut parts = text.split("span: Span {");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('}').map_or("", |(_, rest)| rest))
}
