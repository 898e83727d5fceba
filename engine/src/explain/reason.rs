//! Why a condition holds or not.
//!
//! Receives an evaluated plan; hands on a tree of conditions in words, with the facts that decided them.
//! It decides nothing.

use ansinh_grammar::Text;

use super::bind::Bound;
use super::finding::{Certainty, certainty};
use super::possible::{Need, Needed, Outcomes, Possible};
use super::table::Table;
use crate::lower::kind_text;
use crate::plan::{Arm, Citation, Column, ColumnId, Kind, Op, Plan, Role};
use crate::value::Policy;

/// How deep reasons are spelt out.
const MAX_DEPTH: usize = 8;

/// A fact or figure that a condition looks at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReasonFact {
    /// What it is called.
    pub label: Text,
    /// Its value, or that it is not known yet.
    pub value: Text,
    /// The fact itself, where it is one that a person can tell.
    pub need: Option<Need>,
}

/// One condition, whether it holds, and why.
#[derive(Clone, PartialEq, Debug)]
pub struct Reason {
    /// The condition in words.
    pub text: Text,
    /// Whether it holds.
    pub holds: Certainty,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// The facts it looks at, where it has no parts.
    pub facts: Vec<ReasonFact>,
    /// The conditions it is made of.
    pub parts: Vec<Reason>,
    /// Whether one of the parts is enough.
    pub is_any: bool,
}

impl Reason {
    /// The places that it and the parts that hold rest on.
    #[must_use]
    pub fn all_citations(&self) -> Vec<&Citation> {
        let holding = self.parts.iter().filter(|part| part.holds == Certainty::Yes);
        self.citations.iter().chain(holding.flat_map(Self::all_citations)).collect()
    }
}

/// An evaluated plan.
pub(super) struct Evaluated<'e> {
    pub(super) plan: &'e Plan,
    pub(super) facts: &'e Bound,
    pub(super) table: &'e Table<'e>,
}

impl Evaluated<'_> {
    pub(super) fn get(&self, column: ColumnId, thing: usize) -> Possible {
        self.table.get(self.plan, column, thing)
    }

    /// Why a condition holds or not for a thing.
    pub(super) fn reason(&self, id: ColumnId, thing: usize, citations: &[Citation]) -> Option<Reason> {
        self.reason_at(id, thing, citations, 0)
    }

    fn reason_at(&self, id: ColumnId, thing: usize, citations: &[Citation], depth: usize) -> Option<Reason> {
        let column = self.plan.column(id)?;
        if let Op::Same(one) = column.op
            && column.role == Role::Step
        {
            return self.reason_at(one, thing, citations, depth);
        }
        if let Op::Follow(link, one) = column.op
            && let Some(target) = self.facts.targets(thing, link).and_then(|targets| targets.first())
        {
            return self.reason_at(one, *target, citations, depth);
        }
        let mut own = if citations.is_empty() { column.citations.clone() } else { citations.to_vec() };
        own.extend(self.arm_citations(id, thing));
        let (parts, is_any) = self.parts(column, thing, depth);
        let mut facts = Vec::new();
        if parts.is_empty() && (column.role != Role::Category || depth == 0) {
            self.collect_facts(id, thing, true, &mut facts);
        }
        Some(Reason {
            text: column.phrase.clone(),
            holds: certainty(&self.get(id, thing)),
            citations: own,
            facts,
            parts,
            is_any,
        })
    }

    /// Where the arms that certainly apply come from; where none does, where the cases below them come from.
    pub(super) fn arm_citations(&self, id: ColumnId, thing: usize) -> Vec<Citation> {
        let Some(column) = self.plan.column(id) else {
            return Vec::new();
        };
        let Op::Cases { policy, arms, otherwise } = &column.op else {
            return Vec::new();
        };
        let is = |arm: &Arm, value: bool| match arm.guard {
            Some(guard) => self.get(guard, thing).is_certainly(value),
            None => value,
        };
        // Cases without a name are a part of this definition: its base cases, under its exceptions.
        let below = otherwise.filter(|below| {
            self.plan.column(*below).is_some_and(|below| below.role == Role::Step && !below.arm_labels.is_empty())
        });
        if let Some(below) = below.filter(|_| arms.iter().all(|arm| is(arm, false))) {
            return self.arm_citations(below, thing);
        }
        let applying = arms.iter().zip(&column.arm_citations).filter(|(arm, _)| is(arm, true));
        let n_counting = if *policy == Policy::First { 1 } else { arms.len() };
        let inside = |arm: &Arm| match self.plan.column(arm.value) {
            Some(value) if value.role == Role::Step => self.arm_citations(arm.value, thing),
            _ => Vec::new(),
        };
        let each = |(arm, citations): (&Arm, &Vec<Citation>)| citations.iter().cloned().chain(inside(arm)).collect();
        let mut found: Vec<Citation> = applying.take(n_counting).flat_map::<Vec<Citation>, _>(each).collect();
        found.dedup();
        found
    }

    /// Where the values of scoped parameters below a figure come from: a rate of a province rests on its resolution.
    pub(super) fn figures(&self, id: ColumnId, thing: usize) -> Vec<Citation> {
        let Some(column) = self.plan.column(id).filter(|column| matches!(column.kind, Kind::Number(_))) else {
            return Vec::new();
        };
        match &column.op {
            Op::Cases { arms, otherwise, .. } if column.role == Role::Parameter => {
                let is = |arm: &Arm| arm.guard.map(|guard| certainty(&self.get(guard, thing)));
                let undecided = arms.iter().find(|arm| is(arm) != Some(Certainty::No));
                let value = match undecided {
                    Some(arm) if is(arm) == Some(Certainty::Yes) => Some(arm.value),
                    Some(_) => None,
                    None => *otherwise,
                };
                value.and_then(|value| self.plan.column(value)).map_or(Vec::new(), |value| value.citations.clone())
            }
            Op::Cases { arms, .. } => {
                let always = arms.iter().filter(|arm| arm.guard.is_none());
                always.flat_map(|arm| self.figures(arm.value, thing)).collect()
            }
            op => op.operands().into_iter().flat_map(|operand| self.figures(operand, thing)).collect(),
        }
    }

    fn parts(&self, column: &Column, thing: usize, depth: usize) -> (Vec<Reason>, bool) {
        let (ids, is_any) = match &column.op {
            Op::All(parts) => (parts.clone(), false),
            Op::Any(parts) => (parts.clone(), true),
            Op::Same(one) => (vec![*one], false),
            _ => return (Vec::new(), false),
        };
        // Another category is named, not spelt out again; two bounds of one range read as one condition.
        if (column.role == Role::Category && depth > 0) || depth >= MAX_DEPTH || self.is_range(&ids) {
            return (Vec::new(), is_any);
        }
        let parts = ids.iter().filter_map(|part| self.reason_at(*part, thing, &[], depth + 1)).collect();
        (parts, is_any)
    }

    fn is_range(&self, ids: &[ColumnId]) -> bool {
        let [low, high] = ids else {
            return false;
        };
        let operands = |id: &ColumnId| match self.plan.column(*id).map(|column| &column.op) {
            Some(Op::Compare(_, left, right)) => Some((*left, *right)),
            _ => None,
        };
        matches!((operands(low), operands(high)), (Some((_, subject)), Some((other, _))) if subject == other)
    }

    /// The nearest facts and named figures below a column.
    fn collect_facts(&self, id: ColumnId, thing: usize, is_top: bool, found: &mut Vec<ReasonFact>) {
        let Some(column) = self.plan.column(id) else {
            return;
        };
        let is_named_figure =
            column.role == Role::Definition && !is_top && matches!(column.kind, Kind::Number(_) | Kind::Date);
        if column.role == Role::Input || is_named_figure {
            let possible = self.get(id, thing);
            let need = match column.op {
                Op::Input(input) => Some(Need { thing, what: Needed::Input(input) }),
                _ => None,
            };
            let fact = ReasonFact { label: column.phrase.clone(), value: shown(&possible, &column.kind), need };
            if !found.contains(&fact) {
                found.push(fact);
            }
            return;
        }
        match &column.op {
            Op::Follow(link, one) => {
                let target = self.facts.targets(thing, *link).and_then(|targets| targets.first());
                if let Some(target) = target {
                    self.collect_facts(*one, *target, false, found);
                }
            }
            Op::Count(link, _) => {
                if let Some(link_found) = self.plan.links.get(link.0) {
                    let value = shown(&self.get(id, thing), &column.kind);
                    let need = Some(Need { thing, what: Needed::Link(*link) });
                    found.push(ReasonFact { label: link_found.label.clone(), value, need });
                }
            }
            Op::Each { link, .. } => {
                let value = shown(&self.get(id, thing), &column.kind);
                let need = Some(Need { thing, what: Needed::Link(*link) });
                found.push(ReasonFact { label: column.phrase.clone(), value, need });
            }
            op => {
                for operand in op.operands() {
                    self.collect_facts(operand, thing, false, found);
                }
            }
        }
    }
}

/// A possible value as a reader sees it.
fn shown(possible: &Possible, kind: &Kind) -> Text {
    match (&possible.outcomes, possible.as_certain()) {
        (_, Some(Ok(value))) => kind_text(value, kind),
        (_, Some(Err(fault))) => Text::new(format!("lỗi {}", fault.code()), format!("error {}", fault.code())),
        (Outcomes::Of(outcomes), None) if outcomes.len() <= 3 && *kind != Kind::YesNo => {
            let texts: Vec<Text> =
                outcomes.iter().filter_map(|outcome| outcome.ok()).map(|value| kind_text(value, kind)).collect();
            let vi: Vec<&str> = texts.iter().map(|text| text.vi.as_str()).collect();
            let en: Vec<&str> = texts.iter().map(|text| text.en.as_str()).collect();
            Text::new(vi.join(" hoặc "), en.join(" or "))
        }
        _ => Text::new("chưa biết", "not known yet"),
    }
}
