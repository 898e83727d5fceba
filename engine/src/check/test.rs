//! Checks tests written in the language.
//!
//! Receives tests as written; hands on facts and expectations in the program. It evaluates nothing.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{
    self, BinaryOperator, ExpectTail, Expr as TreeExpr, ExprKind as TreeKind, FactValue, Path, Rest, World,
};
use ansinh_grammar::{Span, Text};

use super::declare::qualified;
use super::expression::comparison_of;
use super::names::{Symbol, Wanted};
use super::{Checker, codes};
use crate::hir::{Expect, Expected, InputId, LinkId, ScenarioId, Subject, Test, Type};
use crate::value::{Comparison, Date, Fact, Facts, Value};

impl Checker {
    /// A test; left out, with complaints, if anything in it is unclear.
    pub(super) fn test(&mut self, test: &tree::Test) {
        let before = self.diagnostics.len();
        let on = match &test.on {
            Some(on) => self.date(&on.text, on.span),
            None => {
                let headline = Text::new("kiểm thử này chưa nêu ngày", "this test does not say on which day");
                self.report(
                    Diagnostic::new(codes::NOT_A_DATE, test.span, headline)
                        .help(Text::new("thêm `vào ngày 2024-07-01`", "add `on 2024-07-01`")),
                );
                None
            }
        };
        let scenario = test.under.as_ref().and_then(|world| self.world(world)).flatten();
        self.forget_locals();
        let facts = self.facts(test);
        let mut expects = Vec::new();
        for expect in &test.expects {
            expects.extend(self.expect(expect, &facts));
        }
        let has_errors = self.diagnostics.iter().skip(before).any(Diagnostic::is_error);
        if let Some(on) = on
            && !has_errors
        {
            let title = test.title.clone();
            self.program.tests.push(Test { title, span: test.span, on, scenario, facts, expects });
        }
    }

    fn world(&mut self, world: &World) -> Option<Option<ScenarioId>> {
        match world {
            World::CurrentLaw(_) => Some(None),
            World::Scenario(name) => match self.resolve(name, Wanted::Scenario)? {
                Symbol::Scenario(id) => Some(Some(id)),
                _ => None,
            },
        }
    }

    fn facts(&mut self, test: &tree::Test) -> Facts {
        let mut facts = Facts { is_rest_no: test.rest == Some(Rest::No), ..Facts::default() };
        for given in &test.given {
            let entity = self.entity(&given.entity);
            let name = self.program.entities.get(entity.0).map_or("", |entity| &entity.naming.name).to_owned();
            facts.add(&name, &given.name.text);
            self.declare_local(&given.name, Symbol::Thing);
        }
        for (thing, given) in test.given.iter().enumerate() {
            for fact in &given.facts {
                self.fact(fact, thing, &mut facts);
            }
        }
        facts
    }

    fn fact(&mut self, fact: &tree::Fact, thing: usize, facts: &mut Facts) {
        let name = qualified(&fact.name);
        if let Some(Symbol::Link(link)) = self.find(&name, Wanted::Link) {
            self.use_symbol(Symbol::Link(link), fact.name.span);
            self.link_fact(fact, thing, link, facts);
            return;
        }
        let Some(Symbol::Input(id)) = self.resolve(&name, Wanted::Value) else {
            return;
        };
        let Some(input) = self.program.inputs.get(id.0) else {
            return;
        };
        let (entity, value_type, name) = (input.entity, input.value_type, input.naming.name.clone());
        let owner = self.program.entities.get(entity.0).map_or("", |entity| &entity.naming.name).to_owned();
        if facts.things.get(thing).is_some_and(|thing| thing.entity != owner) {
            let headline = Text::new(
                format!("`{}` là dữ kiện của `{owner}`", fact.name.text),
                format!("`{}` is a fact of `{owner}`", fact.name.text),
            );
            self.report(Diagnostic::new(codes::WRONG_SUBJECT, fact.name.span, headline));
            return;
        }
        let value = match &fact.value {
            FactValue::Bound(bound) => self.constant(bound, value_type).map(Fact::Known),
            FactValue::PartialDate(text) if value_type == Type::Date => {
                let days = days_of(&text.text);
                if days.is_empty() {
                    self.date(&text.text, text.span);
                }
                (!days.is_empty()).then_some(Fact::OneOf(days))
            }
            FactValue::PartialDate(text) => {
                let found = self.mismatch(text.span, Type::Date, value_type);
                self.report(found);
                None
            }
            FactValue::Members(_, span) => {
                let headline = Text::new("ở đây cần một giá trị", "a value is wanted here");
                self.report(Diagnostic::new(codes::TYPE_MISMATCH, *span, headline));
                None
            }
        };
        if let Some(value) = value {
            facts.state(thing, &name, value);
        }
    }

    fn link_fact(&mut self, fact: &tree::Fact, thing: usize, id: LinkId, facts: &mut Facts) {
        let Some(link) = self.program.links.get(id.0).cloned() else {
            return;
        };
        let names: Vec<tree::Name> = match &fact.value {
            FactValue::Members(names, _) => names.clone(),
            FactValue::Bound(TreeExpr { kind: TreeKind::Path(path), .. }) => path.name.parts.clone(),
            FactValue::Bound(bound) => {
                self.unknown_thing(bound.span, "");
                return;
            }
            FactValue::PartialDate(name) => {
                self.unknown_thing(name.span, &name.text);
                return;
            }
        };
        let mut targets = Vec::new();
        for name in &names {
            match facts.position(&name.text) {
                Some(position) => {
                    self.use_local(&name.text, name.span);
                    targets.push(position);
                }
                None => self.unknown_thing(name.span, &name.text),
            }
        }
        if let Some(inverse) = link.inverse
            && let Some(inverse) = self.program.links.get(inverse.0)
        {
            link_back(facts, thing, &targets, &inverse.naming.name, inverse.is_many);
        }
        facts.link(thing, &link.naming.name, targets);
    }

    fn unknown_thing(&mut self, span: Span, name: &str) {
        let headline = Text::new(format!("kiểm thử này không có `{name}`"), format!("this test has no `{name}`"));
        self.report(
            Diagnostic::new(codes::UNKNOWN_NAME, span, headline)
                .help(Text::new(format!("thêm `cho người {name}`"), format!("add `given person {name}`"))),
        );
    }

    fn expect(&mut self, expect: &tree::Expect, facts: &Facts) -> Option<Expect> {
        let span = expect.span;
        let yes = |value| Expected::Compares(Comparison::Equal, Value::YesNo(value));
        let (subject_expr, bare) = match (&expect.value.kind, &expect.tail) {
            (TreeKind::Not(inner), None) => (inner.as_ref(), Some(yes(false))),
            (TreeKind::Binary(operator, left, right), None) if operator.is_comparison() => {
                return self.comparison(*operator, left, right, facts, span);
            }
            (_, None) => (&expect.value, Some(yes(true))),
            _ => (&expect.value, None),
        };
        let (subject, under, value_type) = self.subject(subject_expr, facts)?;
        let expected = match (bare, &expect.tail) {
            (Some(expected), _) => expected,
            (None, Some(tail)) => self.expected(tail, value_type, facts)?,
            (None, None) => return None,
        };
        Some(Expect { subject, under, expected, span })
    }

    fn comparison(
        &mut self,
        operator: BinaryOperator,
        left: &TreeExpr,
        right: &TreeExpr,
        facts: &Facts,
        span: Span,
    ) -> Option<Expect> {
        let (subject, under, value_type) = self.subject(left, facts)?;
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

    fn thing(&mut self, path: &Path, facts: &Facts) -> Option<usize> {
        let Some(name) = path.of.first().filter(|_| path.of.len() == 1) else {
            let headline = Text::new("phải nêu là của ai trong kiểm thử", "say whose it is in this test");
            self.report(Diagnostic::new(codes::SUBJECT_MISSING, path.span, headline));
            return None;
        };
        let position = facts.position(&name.joined());
        self.use_local(&name.joined(), name.span);
        if position.is_none() {
            self.unknown_thing(name.span, &name.joined());
        }
        position
    }

    fn subject(&mut self, expr: &TreeExpr, facts: &Facts) -> Option<(Subject, Option<Option<ScenarioId>>, Type)> {
        let (path, is_question) = match &expr.kind {
            TreeKind::Path(path) => (path, false),
            TreeKind::Qualifies(path) => (path, true),
            _ => {
                let headline = Text::new(
                    "chỉ kỳ vọng được về một tên, ví dụ `tuổi của lan = 80 năm`",
                    "only a name can be expected of, for example `age of lan = 80 years`",
                );
                self.report(Diagnostic::new(codes::NOT_AVAILABLE_HERE, expr.span, headline));
                return None;
            }
        };
        let under = match &path.under {
            Some(world) => Some(self.world(world)?),
            None => None,
        };
        let wanted = if is_question { Wanted::Qualifiable } else { Wanted::Value };
        let symbol = self.resolve(&path.name, wanted)?;
        let (subject, value_type) = match symbol {
            Symbol::Parameter(id) => (Subject::Parameter(id), self.program.parameters.get(id.0)?.value_type),
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

/// Completes the other direction of a link that was stated.
fn link_back(facts: &mut Facts, thing: usize, targets: &[usize], inverse: &str, is_many: bool) {
    for target in targets {
        if let Some(target) = facts.things.get_mut(*target) {
            let back = target.links.entry(inverse.to_owned()).or_default();
            if !back.contains(&thing) {
                if !is_many {
                    back.clear();
                }
                back.push(thing);
            }
        }
    }
}

/// The days that a partial date may mean: `1944-XX-XX`, `1944-07-XX`.
pub(crate) fn days_of(text: &str) -> Vec<Date> {
    let mut parts = text.split('-');
    let (year, month) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let Ok(year) = year.parse::<i32>() else {
        return Vec::new();
    };
    let months = match month.parse::<i32>() {
        Ok(month) => month..=month,
        Err(_) => 1..=12,
    };
    months.flat_map(|month| (1..=31).filter_map(move |day| Date::new(year, month, day))).collect()
}
