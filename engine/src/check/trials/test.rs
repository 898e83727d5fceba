//! Checks tests written in the language.
//!
//! Receives tests as written; hands on facts and expectations in the program. It evaluates nothing.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{BinaryOperator, ExpectTail, Expr as TreeExpr, ExprKind as TreeKind, Path, World};
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::Checker;
use crate::check::expressions::typed::comparison_of;
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::check::trials::expectation::is_name;
use crate::codes;
use crate::hir::{Expect, Expected, InputId, Law, Subject, Test, Type};
use crate::value::{Comparison, Date, Facts, Fault, Value};

impl Checker {
    /// A test; left out, with complaints, if anything in it is unclear.
    pub(in crate::check) fn test(&mut self, test: &tree::Test) {
        let before = self.diagnostics.len();
        let on = self.test_days(test);
        let spans: Vec<Span> = test.under.iter().map(world_span).collect();
        self.said_once(&spans, &Text::new("luật của kiểm thử", "the law of the test"));
        let spans: Vec<Span> = test.rest.iter().map(|(_, span)| *span).collect();
        self.said_once(&spans, &Text::new("phần còn lại", "everything else"));
        let spans: Vec<Span> = test.known_on.iter().map(|day| day.span).collect();
        self.said_once(&spans, &Text::new("ngày biết đến", "the day up to which the law is known"));
        let known_on = test.known_on.first().and_then(|day| self.date(&day.text, day.span));
        let law = test.under.first().and_then(|world| self.law(world)).unwrap_or(Law::Current);
        self.forget_locals();
        let facts = self.facts(test);
        let mut expects = Vec::new();
        for expect in &test.expects {
            expects.extend(self.expect(expect, law, &facts));
        }
        if test.expects.is_empty() {
            let headline = Text::new("kiểm thử này không kỳ vọng điều gì", "this test expects nothing");
            self.report(
                Diagnostic::new(codes::WITHOUT_EXPECTATION, test.span, headline)
                    .note(Text::new("nó luôn đúng nên không cho thấy điều gì", "it always holds and so shows nothing"))
                    .help(Text::new("thêm `kỳ vọng ...`", "add `expect ...`")),
            );
        }
        let has_errors = self.diagnostics.iter().skip(before).any(Diagnostic::is_error);
        if !has_errors {
            let title = test.title.clone();
            let module = self.module;
            self.program.tests.push(Test { title, span: test.span, module, on, known_on, law, facts, expects });
        }
    }

    /// The days of a test, each once.
    fn test_days(&mut self, test: &tree::Test) -> Vec<Date> {
        let mut days: Vec<(Date, Span)> = Vec::new();
        for on in &test.on {
            let Some(day) = self.date(&on.text, on.span) else {
                continue;
            };
            if let Some((_, twin)) = days.iter().find(|(other, _)| *other == day) {
                let spans = [*twin, on.span];
                self.said_once(&spans, &Text::new(format!("ngày {day}"), format!("the day {day}")));
            }
            days.push((day, on.span));
        }
        if test.on.is_empty() {
            let headline = Text::new("kiểm thử này chưa nêu ngày", "this test does not say on which day");
            self.report(
                Diagnostic::new(codes::NOT_A_DATE, test.span, headline)
                    .help(Text::new("thêm `vào ngày 2024-07-01`", "add `on 2024-07-01`")),
            );
        }
        days.into_iter().map(|(day, _)| day).collect()
    }

    fn expect(&mut self, expect: &tree::Expect, law: Law, facts: &Facts) -> Option<Expect> {
        let span = expect.span;
        let yes = |value| Expected::Compares(Comparison::Equal, Value::YesNo(value));
        let (subject_expr, bare) = match (&expect.value.kind, &expect.tail) {
            (TreeKind::Not(inner), None) if is_name(inner) => (inner.as_ref(), Some(yes(false))),
            (TreeKind::Binary(operator, left, right), None) if operator.is_comparison() => {
                let is_plain = is_name(left) && !self.is_computed(left, right);
                return match is_plain {
                    true => self.comparison((*operator, left, right), law, facts, span),
                    false => self.computed_comparison((*operator, left, right), (&expect.value, span), law, facts),
                };
            }
            (_, None) => (&expect.value, Some(yes(true))),
            _ => (&expect.value, None),
        };
        let (subject, under, value_type) = self.subject(subject_expr, law, facts)?;
        let expected = match (bare, &expect.tail) {
            (Some(expected), _) => expected,
            (None, Some(tail)) => self.expected(tail, value_type, facts)?,
            (None, None) => return None,
        };
        Some(Expect { subject, under, expected, span })
    }

    fn comparison(
        &mut self,
        (operator, left, right): (BinaryOperator, &TreeExpr, &TreeExpr),
        law: Law,
        facts: &Facts,
        span: Span,
    ) -> Option<Expect> {
        let (subject, under, value_type) = self.subject(left, law, facts)?;
        let value = self.constant(right, value_type)?;
        Some(Expect { subject, under, expected: Expected::Compares(comparison_of(operator), value), span })
    }

    fn expected(&mut self, tail: &ExpectTail, value_type: Type, facts: &Facts) -> Option<Expected> {
        Some(match tail {
            ExpectTail::Unknown(paths) => {
                let needs = paths.iter().map(|path| self.need(path, facts)).collect::<Option<Vec<_>>>()?;
                Expected::Unknown(needs)
            }
            ExpectTail::Among(bounds) => {
                let values = bounds.iter().map(|bound| self.constant(bound, value_type)).collect::<Option<Vec<_>>>()?;
                Expected::Among(values)
            }
            ExpectTail::Cites(citation) => Expected::Cites(self.citation(citation)?),
            ExpectTail::Conflict => Expected::Error(Fault::Conflict.code().to_owned()),
            ExpectTail::Error(code, _) => Expected::Error(code.clone()),
        })
    }

    fn need(&mut self, path: &Path, facts: &Facts) -> Option<(InputId, usize)> {
        let Some(Symbol::Input(id)) = self.resolve(&path.name, Wanted::Value) else {
            return None;
        };
        let thing = self.thing(path, facts)?;
        Some((id, thing))
    }

    /// The thing of a test that a path is about.
    pub(in crate::check) fn thing(&mut self, path: &Path, facts: &Facts) -> Option<usize> {
        let Some(name) = path.of.first().filter(|_| path.of.len() == 1) else {
            let headline = Text::new("phải nêu là của ai trong kiểm thử", "say whose it is in this test");
            self.report(Diagnostic::new(codes::SUBJECT_MISSING, path.span, headline));
            return None;
        };
        let position = facts.position(&name.joined());
        self.use_local(&name.joined(), name.span);
        if position.is_none() {
            self.unknown_thing(name.span, &name.joined(), None);
        }
        position
    }

    fn subject(&mut self, expr: &TreeExpr, law: Law, facts: &Facts) -> Option<(Subject, Option<Law>, Type)> {
        let (path, is_question) = match &expr.kind {
            TreeKind::Path(path) => (path, false),
            TreeKind::Qualifies(path) => (path, true),
            _ => {
                let computed = self.computed(expr, law, facts)?;
                let value_type = computed.expr.value_type;
                return Some((Subject::Computed(Box::new(computed)), None, value_type));
            }
        };
        let under = match &path.under {
            Some(world) => Some(self.law(world)?),
            None => None,
        };
        let wanted = if is_question { Wanted::Qualifiable } else { Wanted::Value };
        let symbol = self.resolve(&path.name, wanted)?;
        let (subject, value_type) = match symbol {
            Symbol::Parameter(id) => {
                let thing = self.parameter_thing(id, under.unwrap_or(law), path, facts)?;
                (Subject::Parameter(id, thing), self.program.parameters.get(id.0)?.value_type)
            }
            Symbol::Input(id) => {
                (Subject::Input(id, self.thing(path, facts)?), self.program.inputs.get(id.0)?.value_type)
            }
            Symbol::Definition(id) => {
                (Subject::Definition(id, self.thing(path, facts)?), self.program.definitions.get(id.0)?.value_type)
            }
            Symbol::Benefit(id) if is_question => {
                (Subject::QualifiesForBenefit(id, self.thing(path, facts)?), Type::YesNo)
            }
            Symbol::Benefit(id) => {
                (Subject::Benefit(id, self.thing(path, facts)?), self.program.benefits.get(id.0)?.value_type)
            }
            Symbol::Category(id) => (Subject::Qualifies(vec![id], self.thing(path, facts)?), Type::YesNo),
            Symbol::Group(id, position) => {
                let members = self.program.benefits.get(id.0)?.groups.get(position)?.members.clone();
                (Subject::Qualifies(members, self.thing(path, facts)?), Type::YesNo)
            }
            _ => return None,
        };
        Some((subject, under, value_type))
    }
}

const fn world_span(world: &World) -> Span {
    match world {
        World::CurrentLaw(span) => *span,
        World::Scenario(name) => name.span,
    }
}
