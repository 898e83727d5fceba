//! Checks exceptions, and cases that cannot live beside each other.
//!
//! Receives exceptions and cases; hands on complaints about what overrides what, about two cases for everybody else,
//! and about clauses that certainly apply together and disagree. It proves nothing about facts.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{self, Meta, Name};
use ansinh_grammar::{Code, Span, Text};

use super::declare::{all_names, naming};
use super::names::{Symbol, nearest};
use super::types::words;
use super::{Checker, Context, codes};
use crate::hir::{
    Case, Citation, Condition, DefinitionException, DefinitionId, Exception, Expr, ExprKind, Guard, Naming, Type,
};
use crate::value::{Policy, Value};

/// An exception as far as it is of interest which one overrides which.
struct Link<'e> {
    naming: &'e Naming,
    overrides: Option<&'e str>,
    condition: &'e Condition,
}

impl<'e> Link<'e> {
    fn new(naming: &'e Naming, overrides: Option<&'e String>, condition: &'e Condition) -> Self {
        Self { naming, overrides: overrides.map(String::as_str), condition }
    }
}

impl Checker {
    /// A definition and the names of its exceptions.
    pub(super) fn declare_define(&mut self, define: &tree::Define) {
        let id = DefinitionId(self.program.definitions.len());
        self.declare_definition(&define.name, &define.meta, &define.owner, &define.value_type);
        for (position, exception) in define.exceptions.iter().enumerate() {
            let symbol = Symbol::DefinitionException(id, position);
            self.declare_symbol(&all_names(&exception.name, &exception.meta), symbol);
        }
    }

    /// The exceptions of a definition.
    pub(super) fn definition_exceptions(
        &mut self,
        define: &tree::Define,
        id: DefinitionId,
        context: &Context,
        value_type: Type,
        container: &[Citation],
    ) -> Vec<DefinitionException> {
        let names: Vec<Vec<String>> = define.exceptions.iter().map(|other| spelled(&other.name, &other.meta)).collect();
        let by = define.policy.map_or(Policy::Only, super::expression::policy);
        let mut found = Vec::new();
        for exception in &define.exceptions {
            let own = self.citations(&exception.meta.sources);
            let citations = if own.is_empty() { container.to_vec() } else { own };
            let condition = self.when(&exception.condition, context, &citations);
            let cases = exception.cases.iter();
            let cases = cases.filter_map(|case| self.case(case, context, value_type, define.name.span));
            let cases: Vec<Case> = cases.collect();
            self.check_cases(&cases, by);
            let overrides =
                self.overridden(exception.overrides.as_ref(), &names, |at| Symbol::DefinitionException(id, at));
            if let Some(condition) = condition {
                let naming = naming(&exception.name, &exception.meta);
                found.push(DefinitionException { naming, overrides, condition, cases, citations });
            }
        }
        let links: Vec<Link<'_>> =
            found.iter().map(|found| Link::new(&found.naming, found.overrides.as_ref(), &found.condition)).collect();
        let mut complaints = complaints(&links);
        complaints.extend(self.certain_conflicts(&links, |at| match found.get(at)?.cases.as_slice() {
            [Case { value, guard: Guard::Always, .. }] => Some(value),
            _ => None,
        }));
        self.diagnostics.extend(complaints);
        found
    }

    /// The name of the exception that gives way; nothing, with a complaint, if there is none of that name.
    pub(super) fn overridden(
        &mut self,
        wanted: Option<&Name>,
        others: &[Vec<String>],
        symbol: impl Fn(usize) -> Symbol,
    ) -> Option<String> {
        let wanted = wanted?;
        let found = others.iter().position(|names| names.contains(&wanted.text));
        if let Some((at, name)) = found.and_then(|at| Some((at, others.get(at)?.first()?))) {
            self.use_symbol(symbol(at), wanted.span);
            return Some(name.clone());
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

    /// Which exception of a benefit overrides which.
    pub(super) fn check_exceptions(&mut self, exceptions: &[Exception]) {
        let links: Vec<Link<'_>> = exceptions
            .iter()
            .map(|found| Link::new(&found.naming, found.overrides.as_ref(), &found.condition))
            .collect();
        let found = complaints(&links);
        self.diagnostics.extend(found);
    }

    /// Exceptions with the same condition and different constants: whoever meets it gets two answers.
    fn certain_conflicts<'e>(&self, links: &[Link<'e>], value: impl Fn(usize) -> Option<&'e Expr>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (at, first) in links.iter().enumerate() {
            for (beside, second) in links.iter().enumerate().skip(at + 1) {
                let is_ordered = first.overrides == Some(second.naming.name.as_str())
                    || second.overrides == Some(first.naming.name.as_str());
                let meet = first.condition.days.overlaps(second.condition.days)
                    && is_same(&first.condition.expr, &second.condition.expr);
                let values = value(at).zip(value(beside)).filter(|(left, right)| differ(left, right));
                if let (false, true, Some((left, right))) = (is_ordered, meet, values) {
                    let names = (&first.naming.name, &second.naming.name);
                    let headline = Text::new(
                        format!("ngoại lệ `{}` và `{}` cùng áp dụng nhưng cho kết quả khác nhau", names.0, names.1),
                        format!("the exceptions `{}` and `{}` apply together and disagree", names.0, names.1),
                    );
                    found.push(self.conflict(codes::EXCEPTIONS_DISAGREE, headline, (right, left)).help(Text::new(
                        format!("nếu ngoại lệ sau mạnh hơn: `ngoại lệ {} ưu tiên hơn {}`", names.1, names.0),
                        format!("if the later one is stronger: `exception {} overrides {}`", names.1, names.0),
                    )));
                }
            }
        }
        found
    }

    fn conflict(&self, code: Code, headline: Text, (later, earlier): (&Expr, &Expr)) -> Diagnostic {
        let said = |expr: &Expr| match (&expr.kind, expr.value_type) {
            (ExprKind::Constant(Value::Choice(at)), Type::Choice(id)) => {
                let values = self.program.enumerations.get(id.0).map_or(&[][..], |found| &found.values);
                values.get(usize::from(*at)).map_or_else(Text::default, |value| Text::same(&value.name))
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

    /// Two cases for everybody else, and cases that certainly disagree.
    pub(super) fn check_cases(&mut self, cases: &[Case], policy: Policy) {
        let is_otherwise = |case: &&Case| matches!(case.guard, Guard::Otherwise);
        let mut found = Vec::new();
        for (at, first) in cases.iter().enumerate() {
            for second in cases.iter().skip(at + 1).filter(|second| first.days.overlaps(second.days)) {
                if is_otherwise(&first) && is_otherwise(&second) {
                    let headline = Text::new(
                        "có hai trường hợp `trường hợp khác` trong cùng thời gian",
                        "there are two `otherwise` cases on the same days",
                    );
                    found.push(
                        Diagnostic::new(codes::SEVERAL_OTHERWISE, second.span, headline)
                            .label(first.span, Text::new("trường hợp kia", "the other one"))
                            .note(Text::new(
                                "khi không trường hợp nào áp dụng, chỉ một giá trị được giữ lại",
                                "where no case applies, only one value can be left",
                            ))
                            .help(Text::new(
                                "bỏ một trong hai, hoặc viết điều kiện `khi ...`",
                                "leave one of them out, or give it a condition with `when ...`",
                            )),
                    );
                } else if policy == Policy::Only && is_same_guard(first, second) && differ(&first.value, &second.value)
                {
                    let headline = Text::new(
                        "hai trường hợp có cùng điều kiện nhưng cho kết quả khác nhau",
                        "two cases have the same condition and disagree",
                    );
                    found.push(self.conflict(codes::CASES_DISAGREE, headline, (&second.value, &first.value)));
                }
            }
        }
        self.diagnostics.extend(found);
    }

    /// Whether values of a type can be made one by a policy.
    pub(super) fn check_policy(&mut self, policy: Policy, value_type: Type, span: Span) {
        let fits = match policy {
            Policy::Only | Policy::First => true,
            Policy::Highest | Policy::Lowest => value_type.is_number() || value_type == Type::Date,
            Policy::Sum => value_type.is_number(),
        };
        if fits {
            return;
        }
        let kind = words(value_type, &self.program);
        let headline = if policy == Policy::Sum {
            Text::new(format!("không cộng được {}", kind.vi), format!("{} cannot be added up", kind.en))
        } else {
            Text::new(
                format!("{} không có cao nhất, thấp nhất", kind.vi),
                format!("{} has no highest and no lowest", kind.en),
            )
        };
        self.report(Diagnostic::new(codes::NO_RANK, span, headline).help(Text::new(
            "dùng `kết hợp mức duy nhất` hoặc `kết hợp mức đầu tiên`",
            "use `combine only` or `combine first`",
        )));
    }
}

/// All names of an exception, its own first.
pub(super) fn spelled(name: &Name, meta: &Meta) -> Vec<String> {
    std::iter::once(name).chain(meta.aliases.iter().map(|alias| &alias.name)).map(|name| name.text.clone()).collect()
}

/// Repeated names and circles.
fn complaints(links: &[Link<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, link) in links.iter().enumerate() {
        let name = &link.naming.name;
        if let Some(twin) = links.iter().take(at).find(|other| other.naming.name == *name) {
            let headline =
                Text::new(format!("ngoại lệ `{name}` đã được nêu"), format!("the exception `{name}` is there already"));
            let twin = twin.naming.span;
            found.push(
                Diagnostic::new(codes::REPEATED_NAME, link.naming.span, headline)
                    .label(twin, Text::new("khai báo lần đầu ở đây", "first declared here")),
            );
        }
        if let Some(circle) = circle_from(links, at) {
            let names: Vec<&str> =
                circle.iter().map(|at| links.get(*at).map_or("", |link| &link.naming.name)).collect();
            let headline = Text::new(
                format!("ngoại lệ `{name}` ưu tiên hơn chính nó"),
                format!("the exception `{name}` overrides itself"),
            );
            found.push(
                Diagnostic::new(codes::CIRCLE_OF_EXCEPTIONS, link.naming.span, headline)
                    .note(Text::same(names.join(" → ")))
                    .help(Text::new("bỏ một `ưu tiên hơn` trong vòng này", "leave one `overrides` of this circle out")),
            );
        }
    }
    found
}

/// The circle that an exception is on, told once: from its first member.
fn circle_from(links: &[Link<'_>], start: usize) -> Option<Vec<usize>> {
    let next = |at: usize| {
        let wanted = links.get(at)?.overrides?;
        links.iter().position(|link| link.naming.name == wanted)
    };
    let mut circle = vec![start];
    let mut at = start;
    for _ in 0..links.len() {
        at = next(at)?;
        circle.push(at);
        if at == start {
            return circle.iter().all(|member| *member >= start).then_some(circle);
        }
    }
    None
}

fn is_same_guard(first: &Case, second: &Case) -> bool {
    match (&first.guard, &second.guard) {
        (Guard::When(first), Guard::When(second)) => is_same(first, second),
        _ => false,
    }
}

fn differ(first: &Expr, second: &Expr) -> bool {
    matches!((&first.kind, &second.kind), (ExprKind::Constant(first), ExprKind::Constant(second)) if first != second)
}

/// Whether two expressions say the same in the same words, wherever they stand.
fn is_same(first: &Expr, second: &Expr) -> bool {
    without_places(first) == without_places(second)
}

fn without_places(expr: &Expr) -> String {
    let text = format!("{:?}", expr.kind);
    // Places are the only part of an expression that tells where it stands.
    let mut parts = text.split("span: Span {");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('}').map_or("", |(_, rest)| rest))
}
