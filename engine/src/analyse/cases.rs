//! Lists of cases: people whom no case covers, people for whom two cases disagree, cases that apply to nobody.
//!
//! Receives the diagrams of one plan; hands on complaints, each error with an example person that the evaluator has
//! confirmed. What cannot be decided is counted and never called proven.

use std::collections::{BTreeMap, BTreeSet};

use ansinh_grammar::diagnostic::{Code, Diagnostic};
use ansinh_grammar::{Span, Text};

use super::algebra::{Join, Map};
use super::codes;
use super::compile::Compiled;
use super::diagram::Diagram;
use super::example::Example;
use crate::explain::Outcome;
use crate::hir::Program;
use crate::lower::date_text;
use crate::plan::{Arm, ColumnId, Listed, Op, Plan, Written};
use crate::value::{Comparison, Fault, Policy, Value};

/// The most cases of a list of which all pairs are compared.
const MAX_CASES: usize = 200;

/// What is known of the lists of all plans so far.
#[derive(Default)]
pub(super) struct Told {
    /// Complaints, by code and place: the first plan that shows one is named.
    pub(super) found: BTreeMap<(Span, Code, Span), Diagnostic>,
    /// Whether a case or category applies to anybody in some plan.
    pub(super) is_alive: BTreeMap<(Span, Code, usize), (bool, Text)>,
    /// Questions that stay open, by place.
    pub(super) open: BTreeSet<Span>,
    /// Where definitions are declared, and whether each is a table.
    definitions: BTreeMap<Span, bool>,
}

impl Told {
    /// Nothing yet of a program.
    pub(super) fn of(program: &Program) -> Self {
        let definitions = program.definitions.iter().map(|found| (found.naming.span, found.is_table));
        Self { definitions: definitions.collect(), ..Self::default() }
    }

    fn add(&mut self, place: Span, diagnostic: Diagnostic) {
        self.found.entry((diagnostic.primary.span, diagnostic.code, place)).or_insert(diagnostic);
    }

    /// Notes whether something applies to anybody.
    pub(super) fn live(&mut self, place: (Span, usize), code: Code, is_alive: bool, headline: &Text) {
        let known = self.is_alive.entry((place.0, code, place.1)).or_insert_with(|| (false, headline.clone()));
        known.0 |= is_alive;
    }

    /// All complaints: what was found, and what applies to nobody in any plan.
    pub(super) fn finish(self) -> Vec<Diagnostic> {
        let dead = self.is_alive.into_iter().filter(|(_, (is_alive, _))| !is_alive);
        let dead = dead.map(|((place, code, _), (_, headline))| {
            let found = Diagnostic::new(code, place, headline);
            match remedy(code) {
                Some(remedy) => found.help(remedy),
                None => found,
            }
        });
        self.found.into_values().chain(dead).collect()
    }
}

/// What to do about what applies to nobody or changes nothing.
fn remedy(code: Code) -> Option<Text> {
    let remedies = [
        (
            codes::DEAD_CASE,
            "bỏ trường hợp này, hoặc sửa điều kiện của nó hay của các trường hợp khác",
            "leave this case out, or mend its condition or those of the others",
        ),
        (
            codes::DEAD_CATEGORY,
            "sửa một trong các điều kiện của diện, hoặc bỏ diện này",
            "mend one of the conditions of the category, or leave it out",
        ),
        (
            codes::IDLE_CONDITION,
            "bỏ điều kiện này, trừ khi văn bản viết vậy cho rõ",
            "leave the condition out, unless the law says it for clarity",
        ),
    ];
    let found = remedies.into_iter().find(|(of, ..)| *of == code);
    found.map(|(_, vi, en)| Text::new(vi, en))
}

/// One list of cases as it stands in a plan.
struct List<'p> {
    id: ColumnId,
    written: &'p Written,
    policy: Policy,
    arms: &'p [Arm],
    otherwise: Option<ColumnId>,
    guards: Vec<Diagram>,
    /// Who is asked about at all: the people of a category for its amounts, else everybody.
    context: Diagram,
    /// The categories whose amounts these are.
    categories: Vec<ColumnId>,
    /// Whether it is a definition, of which others may ask too; then whether it is a table.
    definition: Option<bool>,
}

/// Looks at every list of cases of a plan.
pub(super) fn check(compiled: &mut Compiled<'_, '_>, told: &mut Told) {
    let plan = compiled.plan;
    for (at, column) in plan.columns.iter().enumerate() {
        let (Op::Cases { policy, arms, otherwise }, Some(written)) = (&column.op, &column.written) else {
            continue;
        };
        let id = ColumnId(at);
        let categories = categories_of(plan, id);
        let Some((guards, context)) = people(compiled, arms, &categories) else {
            told.open.insert(written.span);
            continue;
        };
        let definition = told.definitions.get(&written.span).copied();
        let list =
            List { id, written, policy: *policy, arms, otherwise: *otherwise, guards, context, categories, definition };
        let is_decided = [gap(compiled, &list, told), pairs(compiled, &list, told), dead(compiled, &list, told)];
        if is_decided.contains(&None) {
            told.open.insert(written.span);
        }
    }
}

/// The columns that say whether a category applies whose amount is a column.
fn categories_of(plan: &Plan, amount: ColumnId) -> Vec<ColumnId> {
    let categories = plan.benefits.iter().flat_map(|benefit| &benefit.categories);
    categories.filter(|category| category.amount == amount).map(|category| category.qualifies).collect()
}

fn people(compiled: &mut Compiled<'_, '_>, arms: &[Arm], categories: &[ColumnId]) -> Option<(Vec<Diagram>, Diagram)> {
    let mut guards = Vec::new();
    for arm in arms {
        guards.push(match arm.guard {
            Some(guard) => compiled.column(guard)?,
            None => compiled.store.yes_no(true)?,
        });
    }
    let mut context = compiled.store.yes_no(categories.is_empty())?;
    for category in categories {
        let category = compiled.column(*category)?;
        context = compiled.store.join(&Join::Either, context, category)?;
    }
    Some((guards, context))
}

/// Where the complaint was found.
pub(super) fn occasion(plan: &Plan) -> Text {
    let on = date_text(plan.on);
    match &plan.scenario {
        None => on,
        Some(scenario) => Text::new(
            format!("{}, kịch bản “{}”", on.vi, scenario.vi),
            format!("{}, scenario “{}”", on.en, scenario.en),
        ),
    }
}

fn example_note(example: &Example, plan: &Plan) -> Text {
    let on = occasion(plan);
    Text::new(
        format!("ví dụ vào ngày {}: {}", on.vi, example.text.vi),
        format!("for example on {}: {}", on.en, example.text.en),
    )
}

/// People whom no case covers. Nothing where that stays open.
fn gap(compiled: &mut Compiled<'_, '_>, list: &List<'_>, told: &mut Told) -> Option<()> {
    if list.otherwise.is_some() || list.written.listed != Listed::Clauses {
        return Some(());
    }
    let mut any = compiled.store.yes_no(false)?;
    for guard in &list.guards {
        any = compiled.store.join(&Join::Either, any, *guard)?;
    }
    let none = compiled.store.map(&Map::Not, any)?;
    let among = compiled.store.join(&Join::Both, list.context, none)?;
    let among = compiled.among_people(among)?;
    if !compiled.store.is_possible(among) {
        return Some(());
    }
    let expected = expected(list, Err(Fault::NoCase));
    let example = compiled.example(among, compiled.plan.column(list.id)?.entity, &expected)?;
    let name = &list.written.name;
    let headline = if list.categories.is_empty() || list.definition.is_some() {
        Text::new(
            format!("`{}` không có dòng hoặc trường hợp nào cho một số người", name.vi),
            format!("`{}` has no row or case for some people", name.en),
        )
    } else {
        Text::new(
            format!("diện `{}` không nêu mức hưởng cho một số người thuộc diện", name.vi),
            format!("category `{}` names no amount for some of its people", name.en),
        )
    };
    let place = list.written.arms.last().copied().unwrap_or(list.written.span);
    let diagnostic = Diagnostic::new(codes::NO_CASE, list.written.span, headline)
        .label(place, Text::new("dòng cuối cùng đang có", "the last one there is"))
        .note(example_note(&example, compiled.plan))
        .help(remedy_of_gap(list));
    told.add(list.written.span, diagnostic);
    Some(())
}

/// A case for those whom none covers; what takes in others too would disagree with the rows there are.
fn remedy_of_gap(list: &List<'_>) -> Text {
    match (list.definition, list.policy) {
        (Some(true), Policy::First) => Text::new(
            "thêm một dòng cho những người này, hoặc một dòng cuối mà mọi ô điều kiện là `bất kỳ`",
            "add a row for these people, or a last one whose cells are all `any`",
        ),
        (Some(true), _) => Text::new(
            "thêm một dòng chỉ nhận những người như ví dụ, mà chưa dòng nào nhận",
            "add a row for people like this one only, whom no row takes yet",
        ),
        _ => Text::new(
            "thêm một trường hợp cho những người này, hoặc trường hợp cuối `trường hợp khác`",
            "add a case for these people, or a last one: `otherwise`",
        ),
    }
}

/// What the evaluator must say of an example: the list fails, and one of its categories applies.
fn expected(list: &List<'_>, outcome: Outcome) -> Vec<(ColumnId, Outcome)> {
    let mut expected = vec![(list.id, outcome)];
    if let [only] = list.categories.as_slice() {
        expected.push((*only, Ok(Value::YesNo(true))));
    }
    expected
}

/// Pairs of cases that apply together and give different values, where only one may.
fn pairs(compiled: &mut Compiled<'_, '_>, list: &List<'_>, told: &mut Told) -> Option<()> {
    if list.policy != Policy::Only {
        return Some(());
    }
    if list.arms.len() > MAX_CASES {
        return None;
    }
    let mut is_decided = true;
    for later in 1..list.arms.len() {
        for earlier in 0..later {
            match pair(compiled, list, earlier, later) {
                Some(None) => {}
                Some(Some(diagnostic)) => {
                    told.add(*list.written.arms.get(earlier)?, diagnostic);
                    break;
                }
                None => is_decided = false,
            }
        }
    }
    is_decided.then_some(())
}

fn pair(compiled: &mut Compiled<'_, '_>, list: &List<'_>, earlier: usize, later: usize) -> Option<Option<Diagnostic>> {
    let (left, right) = (*list.guards.get(earlier)?, *list.guards.get(later)?);
    let both = compiled.store.join(&Join::Both, left, right)?;
    let both = compiled.store.join(&Join::Both, both, list.context)?;
    if !compiled.store.is_possible(both) {
        return Some(None);
    }
    let (left, right) = (list.arms.get(earlier)?.value, list.arms.get(later)?.value);
    let (left, right) = (compiled.column(left)?, compiled.column(right)?);
    let differ = compiled.store.join(&Join::Compare(Comparison::NotEqual), left, right)?;
    let among = compiled.store.join(&Join::Both, both, differ)?;
    let among = compiled.among_people(among)?;
    if !compiled.store.is_possible(among) {
        return Some(None);
    }
    let expected = expected(list, Err(Fault::Conflict));
    let example = compiled.example(among, compiled.plan.column(list.id)?.entity, &expected)?;
    Some(Some(disagreement(list, (earlier, later), &example, compiled.plan)?))
}

fn disagreement(list: &List<'_>, pair: (usize, usize), example: &Example, plan: &Plan) -> Option<Diagnostic> {
    let (earlier, later) = (*list.written.arms.get(pair.0)?, *list.written.arms.get(pair.1)?);
    let name = &list.written.name;
    let (code, headline, help) = match list.written.listed {
        Listed::Clauses => (
            codes::CASES_DISAGREE,
            Text::new(
                format!("hai trường hợp của `{}` cùng áp dụng cho một số người nhưng cho kết quả khác nhau", name.vi),
                format!("two cases of `{}` both apply to some people and give different results", name.en),
            ),
            Text::new(
                "sửa điều kiện để hai trường hợp loại trừ nhau, hoặc ghi `kết hợp mức đầu tiên` nếu thứ tự là có chủ ý",
                "make the conditions exclude each other, or write `combine first` if the order is meant",
            ),
        ),
        Listed::Categories => (
            codes::NO_COMBINATION,
            Text::new(
                format!("hai diện của `{}` cùng áp dụng cho một số người nhưng chưa nêu cách kết hợp", name.vi),
                format!("two categories of `{}` both apply to some people, and nothing says how they combine", name.en),
            ),
            Text::new(
                "thêm `kết hợp mức cao nhất của tất cả` hoặc `kết hợp tổng của tất cả`, hoặc làm cho các điều kiện loại trừ nhau",
                "add `combine highest of all` or `combine sum of all`, or make the conditions exclude each other",
            ),
        ),
        Listed::Exceptions => (
            codes::EXCEPTIONS_DISAGREE,
            Text::new(
                format!("hai ngoại lệ của `{}` có thể cùng áp dụng với kết quả khác nhau", name.vi),
                format!("two exceptions of `{}` can apply together and disagree", name.en),
            ),
            Text::new(
                "sửa điều kiện để hai ngoại lệ loại trừ nhau",
                "make the conditions of the two exclude each other",
            ),
        ),
    };
    let diagnostic = Diagnostic::new(code, later, headline)
        .label(earlier, Text::new("cái kia", "the other one"))
        .note(example_note(example, plan))
        .help(help);
    Some(diagnostic)
}

/// Cases that apply to nobody, or only to people whom an earlier one has taken.
fn dead(compiled: &mut Compiled<'_, '_>, list: &List<'_>, told: &mut Told) -> Option<()> {
    if list.written.listed != Listed::Clauses {
        return Some(());
    }
    let name = &list.written.name;
    let headline = Text::new(
        format!("trường hợp này của `{}` không bao giờ được áp dụng", name.vi),
        format!("this case of `{}` never applies", name.en),
    );
    // Whoever asks for a definition, its rows are there for everybody.
    let everybody = compiled.store.yes_no(true)?;
    let context = if list.definition.is_some() { everybody } else { list.context };
    let mut before = compiled.store.yes_no(false)?;
    for (at, guard) in list.guards.iter().enumerate() {
        let place = *list.written.arms.get(at)?;
        let own = if list.policy == Policy::First { compiled.store.map(&Map::Not, before)? } else { context };
        let is_alive = is_alive(compiled, &[*guard, own, context]);
        told.live((place, 0), codes::DEAD_CASE, is_alive, &headline);
        before = compiled.store.join(&Join::Either, before, *guard)?;
    }
    if let Some(place) = list.written.otherwise {
        let rest = compiled.store.map(&Map::Not, before)?;
        let is_alive = is_alive(compiled, &[rest, context]);
        told.live((place, 0), codes::DEAD_CASE, is_alive, &headline);
    }
    Some(())
}

/// Whether there may be people for whom all of these are yes; so it counts where that stays open.
pub(super) fn is_alive(compiled: &mut Compiled<'_, '_>, parts: &[Diagram]) -> bool {
    let mut all = |parts: &[Diagram]| {
        let mut all = compiled.store.yes_no(true)?;
        for part in parts {
            all = compiled.store.join(&Join::Both, all, *part)?;
        }
        let among = compiled.among_people(all)?;
        // A condition that fails for somebody is a matter of its own.
        Some(!compiled.store.is_no(among))
    };
    all(parts).unwrap_or(true)
}
