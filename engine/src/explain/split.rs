//! Sharpens an uncertain answer by trying the values of the facts it needs.
//!
//! Receives a plan, facts and a column; hands on outcomes that account for how one fact decides several conditions
//! at once. The union over all values of some unknown facts is still sound, and never less sharp than without.

use std::collections::BTreeSet;

use super::bind::Bound;
use super::evaluate::{evaluate, evaluate_over};
use super::possible::{Need, Needed, Outcomes, Possible};
use super::table::Table;
use crate::plan::{ColumnId, Kind, Op, Plan};
use crate::value::{Fact, Value};

/// The most combinations of values that are tried.
const MAX_TRIES: usize = 256;

/// A fact to try and the values it may have.
pub(super) struct Tried {
    pub(super) need: Need,
    pub(super) values: Vec<Value>,
}

/// The possible outcomes of a column for a thing, told apart by the values of needed facts.
pub(super) fn sharpen(plan: &Plan, facts: &Bound, column: ColumnId, thing: Option<usize>) -> Possible {
    let thing = thing.unwrap_or(0);
    sharpen_over(plan, facts, &evaluate(plan, facts), column, thing)
}

/// The same, over a table of what every column comes to without trying.
pub(super) fn sharpen_over(plan: &Plan, facts: &Bound, table: &Table<'_>, column: ColumnId, thing: usize) -> Possible {
    let plain = table.get(plan, column, thing);
    let tried = to_try(plan, &plain.needs);
    if plain.as_certain().is_some() || tried.is_empty() {
        return plain;
    }
    let results = try_all(plan, facts, table, (column, thing), &tried);
    joined(plain, &tried, results)
}

/// What the results of all combinations say together.
pub(super) fn joined(plain: Possible, tried: &[Tried], results: Vec<Possible>) -> Possible {
    let matters = matter(tried, &results);
    let mut union: Option<Possible> = None;
    for result in results {
        union = Some(match union {
            None => result,
            Some(union) => union.or(result),
        });
    }
    let Some(mut sharp) = union else {
        return plain;
    };
    if sharp.as_certain().is_some() {
        sharp.needs = BTreeSet::new();
    } else {
        sharp.needs.extend(matters);
    }
    sharp
}

/// The needed facts with finitely many values, in order of declaration, as many as stay within the limit.
pub(super) fn to_try(plan: &Plan, needs: &BTreeSet<Need>) -> Vec<Tried> {
    let mut needs: Vec<Need> = needs.iter().copied().collect();
    needs.sort_by_key(|need| (need.what, need.thing));
    let mut tried = Vec::new();
    let mut n_tries = 1;
    for need in needs {
        let Needed::Input(id) = need.what else {
            continue;
        };
        let values: Vec<Value> = match plan.inputs.get(id.0).map(|input| &input.kind) {
            Some(Kind::YesNo) => vec![Value::YesNo(false), Value::YesNo(true)],
            Some(Kind::Choice(choices)) => {
                (0..choices.len()).filter_map(|at| u16::try_from(at).ok()).map(Value::Choice).collect()
            }
            _ => continue,
        };
        let is_optional = plan.inputs.get(id.0).is_some_and(|input| input.is_optional);
        let values: Vec<Value> = values.into_iter().chain(is_optional.then_some(Value::Absent)).collect();
        if n_tries * values.len() > MAX_TRIES {
            break;
        }
        n_tries *= values.len();
        tried.push(Tried { need, values });
    }
    tried
}

/// The results for every combination; the last fact changes fastest. Only what the tried facts reach on the way to
/// the wanted column is computed anew.
fn try_all(
    plan: &Plan,
    facts: &Bound,
    table: &Table<'_>,
    (column, thing): (ColumnId, usize),
    tried: &[Tried],
) -> Vec<Possible> {
    let between = between(plan, column, tried);
    let n_tries: usize = tried.iter().map(|tried| tried.values.len()).product();
    let mut results = Vec::with_capacity(n_tries);
    let mut changed = facts.clone();
    for number in 0..n_tries {
        let mut rest = number;
        for tried in tried.iter().rev() {
            let at = rest % tried.values.len();
            rest /= tried.values.len();
            if let (Some(value), Needed::Input(id), Some(thing)) =
                (tried.values.get(at), tried.need.what, changed.things.get_mut(tried.need.thing))
            {
                thing.state(id, Some(Fact::Known(*value)));
            }
        }
        results.push(evaluate_over(plan, &changed, table, &between).get(plan, column, thing));
    }
    results
}

/// The columns that lie between the tried facts and the wanted column.
fn between(plan: &Plan, column: ColumnId, tried: &[Tried]) -> BTreeSet<ColumnId> {
    let is_tried =
        |op: &Op| matches!(op, Op::Input(id) if tried.iter().any(|tried| tried.need.what == Needed::Input(*id)));
    let mut reached: BTreeSet<ColumnId> = BTreeSet::new();
    for (at, column) in plan.columns.iter().enumerate() {
        if is_tried(&column.op) || looks_at(plan, &column.op).iter().any(|operand| reached.contains(operand)) {
            reached.insert(ColumnId(at));
        }
    }
    let mut needed = BTreeSet::from([column]);
    for at in (0..plan.columns.len()).rev() {
        let id = ColumnId(at);
        if needed.contains(&id)
            && let Some(column) = plan.column(id)
        {
            needed.extend(looks_at(plan, &column.op));
        }
    }
    reached.intersection(&needed).copied().collect()
}

/// The columns that an operation looks at, also to see what is implied, and which arm is taken.
pub(super) fn looks_at(plan: &Plan, op: &Op) -> Vec<ColumnId> {
    let mut columns = op.operands();
    match op {
        Op::Input(id) => {
            let implied = plan.inputs.get(id.0).map_or(&[][..], |input| &input.implied);
            columns.extend(implied.iter().map(|(condition, _)| *condition));
        }
        Op::Follow(link, _) | Op::Count(link, _) | Op::Each { link, .. } => {
            columns.extend(plan.links.get(link.0).map_or(&[][..], |link| &link.empty_when));
        }
        Op::Chosen { cases, .. } => {
            columns.extend(plan.column(*cases).map_or(Vec::new(), |column| column.op.operands()));
        }
        _ => {}
    }
    columns
}

/// The tried facts that make a difference: two combinations that differ only in them come to different outcomes.
fn matter(tried: &[Tried], results: &[Possible]) -> BTreeSet<Need> {
    let mut needs = BTreeSet::new();
    let mut stride = 1;
    for fact in tried.iter().rev() {
        let n_values = fact.values.len();
        let makes_difference = (0..results.len()).any(|at| {
            let is_last = (at / stride) % n_values + 1 == n_values;
            let outcomes = |at: usize| results.get(at).map(|result: &Possible| &result.outcomes);
            !is_last && outcomes(at) != outcomes(at + stride)
        });
        let is_open = results.iter().any(|result| result.outcomes == Outcomes::Anything);
        if makes_difference || is_open {
            needs.insert(fact.need);
        }
        stride *= n_values;
    }
    needs
}
