//! Finds amendments that change the same thing on the same days, for the same people, in no order.
//!
//! Receives the program with its patches; hands on complaints. It proves that scopes exclude each other only from
//! tests of one fact against lists of values; what it cannot prove it says.

use std::collections::BTreeMap;

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Language, Span, Text, keyword};

use crate::check::checker::Checker;
use crate::codes;
use crate::hir::{
    BenefitId, CategoryId, Change, Citation, Conditioned, Days, DefinitionId, Expr, ExprKind, InputId, LinkId, Naming,
    ParameterId, Patch, PatchId, Program, Removed, Rewrite, Rule,
};
use crate::value::Value;

/// A part of the law that one change at a time can decide.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Part {
    Parameter(ParameterId),
    Condition(Conditioned),
    Amount(CategoryId),
    Combination(BenefitId),
    Definition(DefinitionId),
    DefinitionException(DefinitionId, usize),
}

/// What is done to it. The same of the first four may be done twice, in any order.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Deed {
    Widen,
    Narrow,
    Remove,
    Set(Value),
    Replace,
}

impl Deed {
    /// Whether the order of the two makes no difference.
    fn commutes(self, other: Self) -> bool {
        self == other && self != Self::Replace
    }
}

/// One change of one part.
struct Touch<'p> {
    part: Part,
    deed: Deed,
    days: Days,
    span: Span,
    citations: &'p [Citation],
}

impl Checker {
    /// Reports changes without an order, once for each part and pair, and changes of one patch that overlap.
    pub(in crate::check) fn check_order(&mut self) {
        let program = &self.program;
        let mut touched: BTreeMap<Part, Vec<(PatchId, Touch<'_>)>> = BTreeMap::new();
        for id in (0..program.patches.len()).map(PatchId) {
            for touch in touches(program, id) {
                touched.entry(touch.part).or_default().push((id, touch));
            }
        }
        let mut found = Vec::new();
        for all in touched.values() {
            let mut told: Vec<(PatchId, PatchId)> = Vec::new();
            for (at, (id, touch)) in all.iter().enumerate() {
                for (before_id, before) in all.iter().take(at) {
                    let is_clear = before.deed.commutes(touch.deed) || !before.days.overlaps(touch.days);
                    if is_clear || told.contains(&(*before_id, *id)) {
                        continue;
                    }
                    let diagnostic = if before_id == id {
                        is_twice(touch.deed, before.deed).then(|| twice(before, touch))
                    } else {
                        without_order(program, (*before_id, before), (*id, touch))
                    };
                    if let Some(diagnostic) = diagnostic {
                        told.push((*before_id, *id));
                        found.push(diagnostic);
                    }
                }
            }
        }
        self.diagnostics.append(&mut found);
    }
}

/// Whether one patch does a thing twice over; what it does to conditions goes in the order that is written.
fn is_twice(one: Deed, other: Deed) -> bool {
    one == Deed::Replace && other == Deed::Replace
}

fn touches(program: &Program, id: PatchId) -> Vec<Touch<'_>> {
    let mut found = Vec::new();
    for (idx, parameter) in program.parameters.iter().enumerate() {
        for value in parameter.values.iter().filter(|value| value.patch == Some(id)) {
            let (part, deed) = (Part::Parameter(ParameterId(idx)), Deed::Set(value.value));
            found.push(Touch { part, deed, days: value.days, span: value.span, citations: &value.citations });
        }
    }
    for edit in program.patch(id).map_or(&[][..], |patch| &patch.edits) {
        let touch = |part, deed| Touch { part, deed, days: edit.days, span: edit.span, citations: &edit.citations };
        match &edit.change {
            Change::Condition(rewrite, target, _) => {
                let deed = match rewrite {
                    Rewrite::Widen => Deed::Widen,
                    Rewrite::Narrow => Deed::Narrow,
                    Rewrite::Replace => Deed::Replace,
                };
                found.push(touch(Part::Condition(*target), deed));
            }
            Change::Amount(category, _) => found.push(touch(Part::Amount(*category), Deed::Replace)),
            Change::Combination(benefit, _) => found.push(touch(Part::Combination(*benefit), Deed::Replace)),
            Change::Definition(definition, _) => found.push(touch(Part::Definition(*definition), Deed::Replace)),
            Change::Remove(Removed::Category(category)) => {
                found.push(touch(Part::Condition(Conditioned::Category(*category)), Deed::Remove));
                found.push(touch(Part::Amount(*category), Deed::Remove));
            }
            Change::Remove(Removed::Benefit(benefit)) => {
                found.push(touch(Part::Condition(Conditioned::Benefit(*benefit)), Deed::Remove));
                found.push(touch(Part::Combination(*benefit), Deed::Remove));
            }
            Change::DefinitionException(definition, position, _) => {
                found.push(touch(Part::DefinitionException(*definition, *position), Deed::Replace));
            }
            Change::Remove(Removed::Exception(benefit, position)) => {
                found.push(touch(Part::Condition(Conditioned::Exception(*benefit, *position)), Deed::Remove));
            }
            Change::Remove(Removed::DefinitionException(definition, position)) => {
                let target = Conditioned::DefinitionException(*definition, *position);
                found.push(touch(Part::Condition(target), Deed::Remove));
                found.push(touch(Part::DefinitionException(*definition, *position), Deed::Remove));
            }
        }
    }
    found
}

fn twice(before: &Touch<'_>, touch: &Touch<'_>) -> Diagnostic {
    let headline =
        Text::new("hai thay đổi của cùng một chỗ trong một thời gian", "one thing is replaced twice on the same days");
    Diagnostic::new(codes::OVERLAPPING_VALUES, touch.span, headline)
        .label(before.span, Text::new("thay đổi kia", "the other change"))
        .help(Text::new("ghi ngày kết thúc cho thay đổi trước", "let the first one end before the second"))
}

/// The complaint about two amendments; nothing if one goes before the other, or if nobody is in both scopes.
fn without_order(program: &Program, before: (PatchId, &Touch<'_>), after: (PatchId, &Touch<'_>)) -> Option<Diagnostic> {
    let (one, other) = (program.patch(before.0)?, program.patch(after.0)?);
    let is_law = one.scenario.is_none() && other.scenario.is_none();
    if !is_law || goes_before(program, before.0, after.0) || goes_before(program, after.0, before.0) {
        return None;
    }
    let scopes = one.scope.as_ref().zip(other.scope.as_ref());
    if scopes.is_some_and(|(one, other)| excludes(one, other)) {
        return None;
    }
    let (first, second) = (program.called(&one.naming), program.called(&other.naming));
    let name = name_of(program, before.1.part);
    let from = before
        .1
        .days
        .from
        .max(after.1.days.from)
        .map_or_else(Text::default, |day| Text::new(format!(" từ {day}"), format!(" from {day}")));
    let headline = Text::new(
        format!("`{}` và `{}` cùng sửa `{}`{} cho cùng một nhóm người", first.vi, second.vi, name.vi, from.vi),
        format!("`{}` and `{}` both change `{}`{} for the same people", first.en, second.en, name.en, from.en),
    );
    let mut found = Diagnostic::new(codes::NO_ORDER, after.1.span, headline)
        .saying(cited(program, other, after.1))
        .label(before.1.span, cited(program, one, before.1));
    if scopes.is_some() {
        found = found.note(Text::new(
            "không chứng minh được rằng hai phạm vi loại trừ nhau",
            "nothing proves that the two scopes exclude each other",
        ));
    }
    Some(found.help(Text::new(
        format!(
            "nêu thứ tự: thêm `bao gồm {}` vào `{}`, hoặc để hai `với điều kiện` loại trừ nhau",
            first.vi, second.vi
        ),
        format!("order them: add `include {}` to `{}`, or make one `where` exclude the other", first.en, second.en),
    )))
}

fn goes_before(program: &Program, before: PatchId, after: PatchId) -> bool {
    let mut layers = Vec::new();
    program.push_layers(after, &mut layers);
    layers.contains(&before)
}

fn name_of(program: &Program, part: Part) -> Text {
    let benefit = |id: BenefitId| program.benefits.get(id.0);
    let definition = |id: DefinitionId| program.definitions.get(id.0);
    let alone = |own| Some(Rule { outer: None, own });
    let inside = |outer, own| Some(Rule { outer: Some(outer), own });
    let rule = match part {
        Part::DefinitionException(id, position) | Part::Condition(Conditioned::DefinitionException(id, position)) => {
            definition(id).and_then(|found| inside(&found.naming, &found.exceptions.get(position)?.naming))
        }
        Part::Parameter(id) => program.parameters.get(id.0).and_then(|found| alone(&found.naming)),
        Part::Definition(id) => definition(id).and_then(|found| alone(&found.naming)),
        Part::Condition(Conditioned::Exception(id, position)) => {
            benefit(id).and_then(|found| inside(&found.naming, &found.exceptions.get(position)?.naming))
        }
        Part::Condition(Conditioned::Benefit(id)) | Part::Combination(id) => {
            benefit(id).and_then(|found| alone(&found.naming))
        }
        Part::Condition(Conditioned::Category(id)) | Part::Amount(id) => {
            benefit(id.benefit).and_then(|found| inside(&found.naming, &found.categories.get(id.position)?.naming))
        }
    };
    rule.map(|rule| program.called_rule(&rule)).unwrap_or_default()
}

/// A patch and what it cites, as it is written.
fn cited(program: &Program, patch: &Patch, touch: &Touch<'_>) -> Text {
    told_with(program, &patch.naming, touch.citations)
}

/// A name with citations behind it, as they are written.
pub(in crate::check) fn told_with(program: &Program, naming: &Naming, citations: &[Citation]) -> Text {
    let name = program.called(naming);
    Text::build(|language: Language| {
        let mut text = name.get(language).to_owned();
        for (at, citation) in citations.iter().enumerate() {
            let instrument = program.instruments.get(citation.instrument.0).map(|found| program.called(&found.naming));
            text.push_str(if at == 0 { ": " } else { "; " });
            text.push_str(instrument.as_ref().map_or("", |instrument| instrument.get(language)));
            for (level, label) in &citation.parts {
                let word = keyword::by_token(level).map_or(*level, |keyword| keyword.spelling(language));
                text.push_str(&format!(" {word} {label}"));
            }
        }
        text
    })
}

/// A fact of somebody, reached by links.
type Fact = (Vec<LinkId>, InputId);

/// Whether nobody can be in both scopes: some fact would need two values.
fn excludes(one: &Expr, other: &Expr) -> bool {
    let (one, other) = (tests(one), tests(other));
    one.iter().any(|left| other.iter().any(|right| left.excludes(right)))
}

/// A test of one fact that must hold: it is one of these values, or none of them.
struct Test {
    fact: Fact,
    values: Vec<u16>,
    is_one: bool,
}

impl Test {
    fn excludes(&self, other: &Self) -> bool {
        if self.fact != other.fact {
            return false;
        }
        let is_within = |inner: &[u16], outer: &[u16]| inner.iter().all(|value| outer.contains(value));
        match (self.is_one, other.is_one) {
            (true, true) => self.values.iter().all(|value| !other.values.contains(value)),
            (true, false) => is_within(&self.values, &other.values),
            (false, true) => is_within(&other.values, &self.values),
            (false, false) => false,
        }
    }
}

/// What a condition surely says about single facts.
fn tests(expr: &Expr) -> Vec<Test> {
    match &expr.kind {
        ExprKind::AllOf(parts) => parts.iter().flat_map(tests).collect(),
        ExprKind::OneOf(inner, values) => {
            fact(inner).map(|fact| Test { fact, values: values.clone(), is_one: true }).into_iter().collect()
        }
        ExprKind::Not(inner) => match &inner.kind {
            ExprKind::OneOf(of, values) => {
                fact(of).map(|fact| Test { fact, values: values.clone(), is_one: false }).into_iter().collect()
            }
            // A yes/no fact is a choice of two.
            _ => fact(inner).map(|fact| Test { fact, values: vec![0], is_one: true }).into_iter().collect(),
        },
        _ => fact(expr).map(|fact| Test { fact, values: vec![1], is_one: true }).into_iter().collect(),
    }
}

fn fact(expr: &Expr) -> Option<Fact> {
    match &expr.kind {
        ExprKind::Input(id) => Some((Vec::new(), *id)),
        ExprKind::Follow(link, inner) => {
            let (mut links, input) = fact(inner)?;
            links.insert(0, *link);
            Some((links, input))
        }
        _ => None,
    }
}
