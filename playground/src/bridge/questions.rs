//! From what the engine still needs to a question a person can answer.
//!
//! Receives a plan and a need; hands on a question in words. It knows no fact by name: what a related person is asked
//! is what the plan looks at through the link.

use std::collections::BTreeSet;

use ansinh_engine::explain::{Certainty, Finding, Need, Needed};
use ansinh_engine::plan::{self, ColumnId, LinkId, Op, Plan};

use super::questionnaire::{HOUSEHOLD, PERSON, entity_name};
use super::{findings, law, words};
use crate::message::{Alternative, Answer, Kind, Question, Text};

/// How many provisions are named as the reason of a question.
const REASONS: usize = 6;

/// Whether a need is one to ask for: of the person or the household, and not asked before.
pub(super) fn is_open(plan: &Plan, answers: &[Answer], need: Need) -> bool {
    let Some((fact, entity)) = name(plan, need) else { return false };
    let is_of_ours = match need.thing {
        PERSON => entity == "person",
        HOUSEHOLD => entity == "household",
        _ => false,
    };
    is_of_ours && !answers.iter().any(|answer| answer.question.fact == fact && answer.question.entity == entity)
}

/// The question for a need.
pub(super) fn question(plan: &Plan, found: &[Finding], need: Need) -> Option<Question> {
    let mut question = match need.what {
        Needed::Input(id) => of_input(plan, plan.inputs.get(id.0)?),
        Needed::Link(id) => of_link(plan, found, id)?,
    };
    question.because = because(plan, found, need.what);
    Some(question)
}

/// What a need is called by a reader.
pub(super) fn label(plan: &Plan, need: Need) -> Option<Text> {
    match need.what {
        Needed::Input(id) => plan.inputs.get(id.0).map(|input| words(&input.label)),
        Needed::Link(id) => plan.links.get(id.0).map(|link| words(&link.label)),
    }
}

fn name(plan: &Plan, need: Need) -> Option<(String, String)> {
    match need.what {
        Needed::Input(id) => plan.inputs.get(id.0).map(|input| (input.name.clone(), entity_name(plan, input.entity))),
        Needed::Link(id) => plan
            .links
            .get(id.0)
            .filter(|link| link.is_many)
            .map(|link| (link.name.clone(), entity_name(plan, link.from))),
    }
}

fn of_input(plan: &Plan, input: &plan::Input) -> Question {
    Question {
        fact: input.name.clone(),
        entity: entity_name(plan, input.entity),
        label: words(&input.label),
        ask: words(if input.ask.vi.is_empty() { &input.label } else { &input.ask }),
        help: words(&input.help),
        evidence: words(&input.evidence),
        because: Vec::new(),
        is_sensitive: input.is_sensitive,
        kind: kind(&input.kind),
    }
}

fn kind(kind: &plan::Kind) -> Kind {
    match kind {
        plan::Kind::YesNo => Kind::YesNo,
        plan::Kind::Choice(list) => Kind::Choice(
            list.iter().map(|choice| Alternative { name: choice.name.clone(), label: words(&choice.label) }).collect(),
        ),
        plan::Kind::Date => Kind::Date,
        plan::Kind::Number(number) => Kind::Number(findings::unit(number.unit)),
    }
}

/// A link to any number of persons: each is asked what the benefits in question look at through it.
fn of_link(plan: &Plan, found: &[Finding], id: LinkId) -> Option<Question> {
    let link = plan.links.get(id.0)?;
    let amounts = found.iter().filter_map(|finding| Some(plan.benefit(&finding.benefit)?.amount));
    let looked_at: BTreeSet<ColumnId> = amounts.flat_map(|amount| law::below(plan, amount)).collect();
    let mut below = BTreeSet::new();
    for column in looked_at.into_iter().filter_map(|id| plan.column(id)) {
        if let Op::Count(through, Some(counted)) = &column.op
            && *through == id
        {
            collect(plan, *counted, &mut below);
        }
    }
    let fields = below
        .into_iter()
        .filter_map(|what| match what {
            Needed::Input(input) => plan.inputs.get(input.0),
            Needed::Link(_) => None,
        })
        .filter(|input| input.entity == link.to)
        .map(|input| of_input(plan, input))
        .collect();
    Some(Question {
        fact: link.name.clone(),
        entity: entity_name(plan, link.from),
        label: words(&link.label),
        ask: words(if link.ask.vi.is_empty() { &link.label } else { &link.ask }),
        help: Text::default(),
        evidence: Text::default(),
        because: Vec::new(),
        is_sensitive: false,
        kind: Kind::People(fields),
    })
}

/// Every fact and link that a column looks at, at any depth.
fn collect(plan: &Plan, id: ColumnId, below: &mut BTreeSet<Needed>) {
    for column in law::below(plan, id).into_iter().filter_map(|id| plan.column(id)) {
        match &column.op {
            Op::Input(input) => {
                below.insert(Needed::Input(*input));
            }
            Op::Count(link, _) => {
                below.insert(Needed::Link(*link));
            }
            _ => {}
        }
    }
}

/// The categories, not yet decided, that look at a fact, with the provisions of their conditions.
fn because(plan: &Plan, found: &[Finding], what: Needed) -> Vec<Text> {
    let mut reasons: Vec<Text> = Vec::new();
    for benefit in &plan.benefits {
        let finding = found.iter().find(|finding| finding.benefit == benefit.name);
        for category in &benefit.categories {
            let is_undecided = finding
                .and_then(|finding| finding.categories.iter().find(|one| one.name == category.name))
                .is_some_and(|one| one.applies == Certainty::Unknown);
            let mut below = BTreeSet::new();
            collect(plan, category.qualifies, &mut below);
            let reason =
                findings::with_citations(&category.label, category.conditions.iter().flat_map(|one| &one.citations));
            if is_undecided && below.contains(&what) && !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    reasons.truncate(REASONS);
    reasons
}
