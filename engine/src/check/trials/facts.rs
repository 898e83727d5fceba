//! Checks the things of a test and their facts.
//!
//! Receives facts as written; hands on values by input, and links that lead both ways. It evaluates nothing.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Expr as TreeExpr, ExprKind as TreeKind, FactValue, Rest};
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::Checker;
use crate::check::names::naming::qualified;
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::codes;
use crate::hir::{EntityId, LinkId, Type};
use crate::value::{Date, Fact, Facts, Value};

impl Checker {
    /// The things of a test and what is said of them.
    pub(in crate::check) fn facts(&mut self, test: &tree::Test) -> Facts {
        let is_rest_no = test.rest.first().is_some_and(|(rest, _)| *rest == Rest::No);
        let mut facts = Facts { is_rest_no, ..Facts::default() };
        let mut named: Vec<&tree::Name> = Vec::new();
        for given in &test.given {
            let entity = self.entity(&given.entity);
            let entity = self.program.entities.get(entity.0).map_or("", |entity| &entity.naming.name).to_owned();
            for name in &given.names {
                if let Some(twin) = named.iter().find(|other| other.text == name.text) {
                    let what = Text::new(format!("`{}`", name.text), format!("`{}`", name.text));
                    self.said_once(&[twin.span, name.span], &what);
                }
                named.push(name);
                facts.add(&entity, &name.text);
                self.declare_local(name, Symbol::Thing);
            }
        }
        let mut thing = 0;
        for given in &test.given {
            self.facts_are_stated_once(given);
            for at in 0..given.names.len() {
                if let Some(like) = &given.like {
                    self.share_facts(like, thing, &mut facts);
                }
                for fact in &given.facts {
                    // A fact that is wrong is wrong once, however many things share it.
                    let before = self.diagnostics.len();
                    self.fact(fact, thing, &mut facts);
                    if at > 0 {
                        self.diagnostics.truncate(before);
                    }
                }
                thing += 1;
            }
        }
        facts
    }

    /// Complains where one fact of one thing is stated twice.
    fn facts_are_stated_once(&mut self, given: &tree::Given) {
        let mut stated: Vec<(Symbol, Span)> = Vec::new();
        for fact in &given.facts {
            let name = qualified(&fact.name);
            let Some(symbol) = self.find(&name, Wanted::Link).or_else(|| self.find(&name, Wanted::Value)) else {
                continue;
            };
            if let Some((_, twin)) = stated.iter().find(|(other, _)| *other == symbol) {
                let name = &fact.name.text;
                let headline = Text::new(format!("`{name}` được nêu hai lần"), format!("`{name}` is stated twice"));
                self.diagnostics.push(
                    Diagnostic::new(codes::FACT_TWICE, fact.name.span, headline)
                        .label(*twin, Text::new("nêu lần đầu ở đây", "first stated here"))
                        .help(Text::new("giữ lại một giá trị", "keep one value")),
                );
            }
            stated.push((symbol, fact.name.span));
        }
    }

    /// Gives a thing the facts of an earlier one; links are its own.
    fn share_facts(&mut self, like: &tree::Name, thing: usize, facts: &mut Facts) {
        let earlier = facts.position(&like.text).filter(|earlier| *earlier < thing);
        let Some(model) = earlier.and_then(|earlier| facts.things.get(earlier)).cloned() else {
            let headline = Text::new(
                format!("trước đây kiểm thử này chưa có `{}`", like.text),
                format!("this test has no `{}` before this", like.text),
            );
            self.report(Diagnostic::new(codes::UNKNOWN_NAME, like.span, headline));
            return;
        };
        self.use_local(&like.text, like.span);
        let Some(found) = facts.things.get_mut(thing) else {
            return;
        };
        if found.entity == model.entity {
            found.facts = model.facts;
            return;
        }
        let entities = || self.program.entities.iter().map(|entity| &entity.naming);
        let is = self.program.called_by(&model.entity, entities());
        let other = self.program.called_by(&found.entity, entities());
        let headline = Text::new(
            format!("`{}` là `{}`, không phải `{}`", like.text, is.vi, other.vi),
            format!("`{}` is a `{}`, not a `{}`", like.text, is.en, other.en),
        );
        self.report(Diagnostic::new(codes::WRONG_SUBJECT, like.span, headline));
    }

    fn fact(&mut self, fact: &tree::Fact, thing: usize, facts: &mut Facts) {
        let name = qualified(&fact.name);
        if let Some(Symbol::Link(link)) = self.find(&name, Wanted::Link) {
            self.use_symbol(Symbol::Link(link), fact.name.span);
            self.link_fact(fact, thing, link, facts);
            return;
        }
        // What is stated may be a link of a module that is not used.
        if self.find(&name, Wanted::Value).is_none() && self.is_unseen(&name, Wanted::Link) {
            return;
        }
        let Some(Symbol::Input(id)) = self.resolve(&name, Wanted::Value) else {
            return;
        };
        let Some(input) = self.program.inputs.get(id.0) else {
            return;
        };
        let is_optional = input.is_optional;
        let (entity, value_type, name) = (input.entity, input.value_type, input.naming.name.clone());
        let owner = self.program.entities.get(entity.0).map_or("", |entity| &entity.naming.name).to_owned();
        if facts.things.get(thing).is_some_and(|thing| thing.entity != owner) {
            let owner = self.program.called_by(&owner, self.program.entities.iter().map(|entity| &entity.naming));
            let headline = Text::new(
                format!("`{}` là dữ kiện của `{}`", fact.name.text, owner.vi),
                format!("`{}` is a fact of `{}`", fact.name.text, owner.en),
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
            FactValue::Members(names, _) if names.is_empty() && is_optional => Some(Fact::Known(Value::Absent)),
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
                self.unknown_thing(bound.span, "", Some(link.to));
                return;
            }
            FactValue::PartialDate(name) => {
                self.unknown_thing(name.span, &name.text, Some(link.to));
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
                None => self.unknown_thing(name.span, &name.text, Some(link.to)),
            }
        }
        if let Some(inverse) = link.inverse
            && let Some(inverse) = self.program.links.get(inverse.0)
        {
            link_back(facts, thing, &targets, &inverse.naming.name, inverse.is_many);
        }
        facts.link(thing, &link.naming.name, targets);
    }

    /// Complains about a thing that a test does not have, of the entity that is wanted, or else of the first.
    pub(super) fn unknown_thing(&mut self, span: Span, name: &str, wanted: Option<EntityId>) {
        let headline = Text::new(format!("kiểm thử này không có `{name}`"), format!("this test has no `{name}`"));
        let entity = self.program.entities.get(wanted.map_or(0, |entity| entity.0)).map(|found| &found.naming);
        let entity = entity.map(|naming| self.program.called(naming)).unwrap_or_default();
        self.report(
            Diagnostic::new(codes::UNKNOWN_NAME, span, headline).help(Text::new(
                format!("thêm `cho {} {name}`", entity.vi),
                format!("add `given {} {name}`", entity.en),
            )),
        );
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
