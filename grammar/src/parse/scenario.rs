//! Reads scenarios and tests.
//!
//! Receives pairs; hands on nodes. It knows no types and no dates in force.

use super::Rule;
use super::declaration::unquoted;
use super::reader::{Pair, Reader, children, has_keyword};
use crate::tree::{
    Dated, DatedValue, Expect, ExpectTail, Fact, FactValue, Given, QualifiedName, Rest, Scenario, ScenarioEdit, Test,
    When,
};

impl Reader<'_> {
    /// A draft that changes the law.
    pub(super) fn scenario(&mut self, pair: Pair<'_>) -> Option<Scenario> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let mut scenario = Scenario { name, meta, validity: None, based_on: None, scope: None, edits: Vec::new() };
        for part in parts {
            match part.as_rule() {
                Rule::validity => scenario.validity = self.validity(&part),
                Rule::based_on => scenario.based_on = Some(self.qualified(&children(part).next()?)),
                Rule::scope => scenario.scope = Some(self.expr(children(part).next()?)?),
                Rule::set_parameter => {
                    let (target, value) = self.set_parameter(part)?;
                    scenario.edits.push(ScenarioEdit::SetParameter(target, Box::new(value)));
                }
                Rule::add_category => {
                    let target = children(part.clone()).find(|part| part.as_rule() == Rule::qname)?;
                    let target = self.qualified(&target);
                    let category = self.category(part)?;
                    scenario.edits.push(ScenarioEdit::AddCategory(target, Box::new(category)));
                }
                Rule::widen_condition => {
                    let (target, when) = self.widen_condition(part)?;
                    scenario.edits.push(ScenarioEdit::WidenCondition(target, Box::new(when)));
                }
                _ => {}
            }
        }
        Some(scenario)
    }

    fn set_parameter(&mut self, pair: Pair<'_>) -> Option<(QualifiedName, DatedValue)> {
        let dated = Dated { validity: None, ..self.dated(&pair)? };
        let mut parts = children(pair);
        let target = self.qualified(&parts.next()?);
        let validity = self.validity(&parts.next()?)?;
        let value = self.expr(parts.next()?)?;
        Some((target, DatedValue { validity, value, dated }))
    }

    fn widen_condition(&mut self, pair: Pair<'_>) -> Option<(QualifiedName, When)> {
        let span = self.span(&pair);
        let dated = self.dated(&pair)?;
        let mut parts = children(pair);
        let target = self.qualified(&parts.next()?);
        let condition = parts.find(|part| part.as_rule() == Rule::expr)?;
        Some((target, When { condition: self.expr(condition)?, dated, span }))
    }

    /// Facts and what must follow.
    pub(super) fn test(&mut self, pair: Pair<'_>) -> Option<Test> {
        let mut parts = children(pair);
        let title = parts.next()?;
        let mut test = Test {
            title: unquoted(&title),
            span: self.span(&title),
            under: None,
            on: None,
            given: Vec::new(),
            rest: None,
            expects: Vec::new(),
            notes: Vec::new(),
        };
        for part in parts {
            match part.as_rule() {
                Rule::under => test.under = Some(self.world(children(part).next()?)),
                Rule::on => test.on = Some(self.name(&children(part).next()?)),
                Rule::given => test.given.push(self.given(part)?),
                Rule::everything_else => {
                    test.rest = Some(if has_keyword(&part, "no") { Rest::No } else { Rest::Unknown });
                }
                Rule::expect => test.expects.push(self.expect(part)?),
                Rule::note => test.notes.extend(self.written(part)),
                _ => {}
            }
        }
        Some(test)
    }

    fn given(&mut self, pair: Pair<'_>) -> Option<Given> {
        let mut parts = children(pair);
        let entity = self.name(&parts.next()?);
        let name = self.name(&parts.next()?);
        let facts = parts.map(|fact| self.fact(fact)).collect::<Option<Vec<Fact>>>()?;
        Some(Given { entity, name, facts })
    }

    fn fact(&mut self, pair: Pair<'_>) -> Option<Fact> {
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let value = parts.next()?;
        let span = self.span(&value);
        let value = match value.as_rule() {
            Rule::partial_date => FactValue::PartialDate(self.name(&value)),
            Rule::members => FactValue::Members(children(value).map(|name| self.name(&name)).collect(), span),
            _ => FactValue::Bound(self.bound(value)?),
        };
        Some(Fact { name, value })
    }

    fn expect(&mut self, pair: Pair<'_>) -> Option<Expect> {
        let span = self.span(&pair);
        let mut parts = children(pair);
        let value = self.expr(parts.next()?)?;
        let tail = match parts.next() {
            Some(tail) => Some(self.expect_tail(tail)?),
            None => None,
        };
        Some(Expect { value, tail, span })
    }

    fn expect_tail(&mut self, pair: Pair<'_>) -> Option<ExpectTail> {
        Some(match pair.as_rule() {
            Rule::expect_unknown => {
                ExpectTail::Unknown(children(pair).map(|path| self.path(path)).collect::<Option<Vec<_>>>()?)
            }
            Rule::expect_among => {
                ExpectTail::Among(children(pair).map(|bound| self.bound(bound)).collect::<Option<Vec<_>>>()?)
            }
            Rule::expect_cites => ExpectTail::Cites(self.citation(children(pair).next()?)?),
            Rule::expect_error => {
                let code = children(pair).next()?;
                let span = self.span(&code);
                ExpectTail::Error(unquoted(&code), span)
            }
            _ => return None,
        })
    }
}
