//! Checks exceptions, and cases that cannot live beside each other.
//!
//! Receives exceptions and cases; hands on complaints about what overrides what, about two cases for everybody else,
//! and about clauses that certainly apply together and disagree. It proves nothing about facts.

use std::collections::BTreeMap;

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{self, Meta, Name};
use ansinh_grammar::{Code, Span, Text};

use super::declare::{all_names, naming};
use super::names::Symbol;
use super::nearest::nearest;
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

    /// Exceptions with the same condition and different constants: whoever meets it gets two answers. Each is held
    /// against the first it disagrees with.
    fn certain_conflicts<'e>(&self, links: &[Link<'e>], value: impl Fn(usize) -> Option<&'e Expr>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, link) in links.iter().enumerate() {
            let earlier = alike.entry(without_places(&link.condition.expr)).or_default();
            let disagrees = |before: &&usize| {
                let Some(other) = links.get(**before) else { return false };
                let is_ordered = other.overrides == Some(link.naming.name.as_str())
                    || link.overrides == Some(other.naming.name.as_str());
                let values = value(**before).zip(value(at));
                !is_ordered
                    && other.condition.days.overlaps(link.condition.days)
                    && values.is_some_and(|(left, right)| differ(left, right))
            };
            let before = earlier.iter().find(disagrees).copied();
            earlier.push(at);
            let other = before.and_then(|before| links.get(before));
            if let (Some(other), Some(left), Some(right)) = (other, before.and_then(&value), value(at)) {
                found.push(self.disagreeing((&other.naming.name, left), (&link.naming.name, right)));
            }
        }
        found
    }

    fn disagreeing(&self, (earlier, left): (&str, &Expr), (later, right): (&str, &Expr)) -> Diagnostic {
        let headline = Text::new(
            format!("ngoại lệ `{earlier}` và `{later}` cùng áp dụng nhưng cho kết quả khác nhau"),
            format!("the exceptions `{earlier}` and `{later}` apply together and disagree"),
        );
        self.conflict(codes::EXCEPTIONS_DISAGREE, headline, (right, left)).help(Text::new(
            format!("nếu ngoại lệ sau mạnh hơn: `ngoại lệ {later} ưu tiên hơn {earlier}`"),
            format!("if the later one is stronger: `exception {later} overrides {earlier}`"),
        ))
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

/// Repeated names and circles.
fn complaints(links: &[Link<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, link) in links.iter().enumerate() {
        let name = &link.naming.name;
        let twin = *first.entry(name).or_insert(at);
        if let Some(twin) = links.get(twin).filter(|_| twin != at) {
            let headline =
                Text::new(format!("ngoại lệ `{name}` đã được nêu"), format!("the exception `{name}` is there already"));
            found.push(
                Diagnostic::new(codes::REPEATED_NAME, link.naming.span, headline)
                    .label(twin.naming.span, Text::new("khai báo lần đầu ở đây", "first declared here")),
            );
        }
    }
    let name = |at: usize| links.get(at).map_or("", |link| &link.naming.name);
    let next = |at: usize| first.get(links.get(at)?.overrides?).copied();
    for circle in circles(links.len(), next) {
        let Some(link) = circle.first().and_then(|at| links.get(*at)) else { continue };
        let headline = Text::new(
            format!("ngoại lệ `{}` ưu tiên hơn chính nó", link.naming.name),
            format!("the exception `{}` overrides itself", link.naming.name),
        );
        let names: Vec<&str> = circle.iter().chain(circle.first()).map(|at| name(*at)).collect();
        found.push(
            Diagnostic::new(codes::CIRCLE_OF_EXCEPTIONS, link.naming.span, headline)
                .note(Text::same(names.join(" → ")))
                .help(Text::new("bỏ một `ưu tiên hơn` trong vòng này", "leave one `overrides` of this circle out")),
        );
    }
    found
}

/// The circles among things of which each leads to one other at most, each from its first member.
fn circles(n: usize, next: impl Fn(usize) -> Option<usize>) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    // From where each was reached first; every thing is walked over once.
    let mut reached: Vec<Option<usize>> = vec![None; n];
    for start in 0..n {
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| reached.get(*here) == Some(&None)) {
            if let Some(place) = reached.get_mut(here) {
                *place = Some(start);
            }
            at = next(here);
        }
        let Some(met) = at.filter(|met| reached.get(*met) == Some(&Some(start))) else { continue };
        let around = std::iter::successors(next(met), |here| next(*here)).take_while(|here| *here != met);
        let mut circle: Vec<usize> = std::iter::once(met).chain(around).collect();
        let first = circle.iter().enumerate().min_by_key(|(_, member)| **member).map_or(0, |(position, _)| position);
        circle.rotate_left(first);
        found.push(circle);
    }
    found.sort();
    found
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
