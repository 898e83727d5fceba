//! Reads tests and properties.
//!
//! Receives pairs; hands on nodes. It knows no types and no dates in force.

use super::Rule;
use super::declaration::unquoted;
use super::reader::{Pair, Reader, children, has_keyword};
use crate::tree::{Another, Expect, ExpectTail, Fact, FactValue, Given, Name, Property, Rest, Test};

impl Reader<'_> {
    /// Facts and what must follow.
    pub(super) fn test(&mut self, pair: Pair<'_>) -> Option<Test> {
        let mut parts = children(pair);
        let title = parts.next()?;
        let mut test = Test {
            title: unquoted(&title),
            span: self.span(&title),
            under: Vec::new(),
            on: Vec::new(),
            known_on: Vec::new(),
            given: Vec::new(),
            rest: Vec::new(),
            expects: Vec::new(),
            notes: Vec::new(),
        };
        for part in parts {
            match part.as_rule() {
                Rule::under => test.under.push(self.world(children(part).next()?)),
                Rule::on => test.on.extend(children(part).map(|day| self.name(&day))),
                Rule::known_on => test.known_on.push(self.name(&children(part).next()?)),
                Rule::given => test.given.push(self.given(part)?),
                Rule::everything_else => {
                    let rest = if has_keyword(&part, "no") { Rest::No } else { Rest::Unknown };
                    test.rest.push((rest, self.span(&part)));
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
        let mut given = Given { entity: self.name(&parts.next()?), names: Vec::new(), like: None, facts: Vec::new() };
        for part in parts {
            match part.as_rule() {
                Rule::ident => given.names.push(self.name(&part)),
                Rule::like => given.like = Some(self.name(&children(part).next()?)),
                _ => given.facts.push(self.fact(part)?),
            }
        }
        Some(given)
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
            Rule::expect_conflict => ExpectTail::Conflict,
            Rule::expect_error => {
                let code = children(pair).next()?;
                let span = self.span(&code);
                ExpectTail::Error(unquoted(&code), span)
            }
            _ => return None,
        })
    }

    /// A promise about every thing on every day.
    pub(super) fn property(&mut self, pair: Pair<'_>) -> Option<Property> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let mut named: Vec<Name> = Vec::new();
        let (mut validity, mut condition, mut claim) = (None, None, None);
        let (mut others, mut known_on) = (Vec::new(), Vec::new());
        for part in parts {
            match part.as_rule() {
                Rule::for_every => {
                    for inner in children(part) {
                        match inner.as_rule() {
                            Rule::validity => validity = self.validity(&inner),
                            Rule::another => others.push(self.another(inner)?),
                            Rule::property_scope => condition = Some(self.expr(children(inner).next()?)?),
                            _ => named.push(self.name(&inner)),
                        }
                    }
                }
                Rule::known_on => known_on.push(self.name(&children(part).next()?)),
                Rule::always => claim = Some(self.expr(children(part).next()?)?),
                _ => {}
            }
        }
        let mut named = named.into_iter();
        let (entity, variable) = (named.next()?, named.next()?);
        Some(Property { name, meta, entity, variable, others, validity, condition, known_on, claim: claim? })
    }

    fn another(&mut self, pair: Pair<'_>) -> Option<Another> {
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let collection = match parts.next() {
            Some(path) => Some(self.path(path)?),
            None => None,
        };
        Some(Another { name, collection })
    }
}
