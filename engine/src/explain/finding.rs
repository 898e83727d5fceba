//! What each benefit comes to, category by category.
//!
//! Receives an evaluated plan; hands on answers with reasons. It decides nothing that the plan does not.

use std::collections::BTreeSet;

use ansinh_grammar::Text;

use super::bind::Bound;
use super::conflict::{Conflict, conflict};
use super::possible::{Need, Outcomes, Possible};
use super::reason::{Evaluated, Reason};
use super::summary::summary;
use super::table::Table;
use crate::lower::amount_text;
use crate::plan::{self, Citation, Plan, Unit};
use crate::value::{Decimal, Fault, Value};

/// Whether something is so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Certainty {
    /// Certainly.
    Yes,
    /// Certainly not.
    No,
    /// It cannot be told yet.
    Unknown,
}

/// An amount, as far as it can be told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Exactly this.
    Certain(Decimal),
    /// One of these, lowest first.
    Among(Vec<Decimal>),
    /// It cannot be told yet.
    Unknown,
    /// The law itself does not say: a conflict or a gap, by its code.
    Fault(Fault),
}

/// What one benefit comes to.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Its name.
    pub benefit: String,
    /// Its label.
    pub label: Text,
    /// Remarks.
    pub notes: Vec<Text>,
    /// The unit of its amounts.
    pub unit: Unit,
    /// Whether it is in force on the day.
    pub is_in_force: bool,
    /// The amount.
    pub amount: Answer,
    /// Whether any category applies.
    pub qualifies: Certainty,
    /// The facts that keep it from being certain.
    pub needs: BTreeSet<Need>,
    /// Its categories in force.
    pub categories: Vec<CategoryFinding>,
    /// Who gets the money where it is not the one entitled.
    pub payee: Option<Text>,
    /// How amounts combine.
    pub combination: Text,
    /// Where that comes from.
    pub citations: Vec<Citation>,
    /// Exceptions that apply or may apply.
    pub exceptions: Vec<ExceptionFinding>,
    /// The clauses that disagree, where the amount is a conflict.
    pub conflict: Option<Conflict>,
}

/// What one category comes to.
#[derive(Clone, Debug)]
pub struct CategoryFinding {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// Remarks.
    pub notes: Vec<Text>,
    /// Whether a scenario adds it.
    pub is_of_scenario: bool,
    /// Whether it applies; in the plan of a month, whether the month counts for it.
    pub applies: Certainty,
    /// Whether it applies; in the plan of a month, whether somebody is entitled by it in that month.
    pub entitled: Certainty,
    /// Whether its amount is what is paid, or a part of it.
    pub is_paid: Certainty,
    /// Its amount where it applies.
    pub amount: Answer,
    /// How the amount is computed; nothing where that is not certain.
    pub computation: Option<Text>,
    /// Its conditions.
    pub conditions: Vec<Reason>,
    /// Where the amount comes from.
    pub citations: Vec<Citation>,
}

/// An exception to the combination.
#[derive(Clone, Debug)]
pub struct ExceptionFinding {
    /// Its label.
    pub label: Text,
    /// Whether it applies.
    pub applies: Certainty,
    /// Where it comes from.
    pub citations: Vec<Citation>,
}

impl Finding {
    /// The categories that are paid. Where that is open although the amount is certain, because some other category that
    /// cannot change it is not decided, it is the one that applies and gives the very amount.
    #[must_use]
    pub fn paid(&self) -> Vec<&CategoryFinding> {
        let said: Vec<_> = self.categories.iter().filter(|category| category.is_paid == Certainty::Yes).collect();
        if !said.is_empty() || !matches!(self.amount, Answer::Certain(_)) {
            return said;
        }
        let is_it = |category: &&CategoryFinding| category.applies == Certainty::Yes && category.amount == self.amount;
        self.categories.iter().filter(is_it).collect()
    }

    /// Every place that the answer rests on: of the categories that are paid, of the combination, of exceptions.
    #[must_use]
    pub fn all_citations(&self) -> Vec<&Citation> {
        let paid = self.categories.iter().filter(|category| category.is_paid == Certainty::Yes);
        let of_categories = paid
            .flat_map(|category| category.conditions.iter().flat_map(Reason::all_citations).chain(&category.citations));
        let applying = self.exceptions.iter().filter(|exception| exception.applies == Certainty::Yes);
        of_categories.chain(&self.citations).chain(applying.flat_map(|exception| &exception.citations)).collect()
    }
}

/// The findings of a plan for one thing.
pub(super) fn findings(plan: &Plan, facts: &Bound, table: &Table<'_>, thing: usize) -> Vec<Finding> {
    let evaluated = Evaluated { plan, facts, table };
    let entity = facts.thing(thing).map(|thing| thing.entity);
    let of_thing = plan.benefits.iter().enumerate().filter(|(_, benefit)| Some(benefit.entity) == entity);
    of_thing.map(|(at, benefit)| finding(&evaluated, (at, benefit), thing)).collect()
}

fn finding(evaluated: &Evaluated<'_>, (at, benefit): (usize, &plan::Benefit), thing: usize) -> Finding {
    let found = summary(evaluated.plan, evaluated.facts, evaluated.table, (at, benefit), thing);
    let said = benefit.categories.iter().zip(found.applies.iter().zip(&found.paid));
    let exception = |exception: &plan::Exception| ExceptionFinding {
        label: exception.label.clone(),
        applies: certainty(&evaluated.get(exception.condition, thing)),
        citations: exception.citations.clone(),
    };
    Finding {
        benefit: benefit.name.clone(),
        label: benefit.label.clone(),
        notes: benefit.notes.clone(),
        unit: benefit.unit,
        is_in_force: benefit.is_in_force,
        amount: found.amount,
        qualifies: found.qualifies,
        needs: found.needs,
        categories: said
            .map(|(category, (applies, paid))| category_finding(evaluated, category, (*applies, *paid), thing))
            .collect(),
        payee: benefit.payee.clone(),
        combination: benefit.combination.clone(),
        citations: benefit.citations.clone(),
        exceptions: benefit
            .exceptions
            .iter()
            .map(exception)
            .filter(|exception| exception.applies != Certainty::No)
            .collect(),
        conflict: conflict(evaluated, benefit.amount, thing),
    }
}

fn category_finding(
    evaluated: &Evaluated<'_>,
    category: &plan::Category,
    (applies, is_paid): (Certainty, Certainty),
    thing: usize,
) -> CategoryFinding {
    let conditions = category
        .conditions
        .iter()
        .filter_map(|condition| evaluated.reason(condition.column, thing, &condition.citations))
        .collect();
    let (computation, citations) = computation(evaluated, category, thing);
    CategoryFinding {
        name: category.name.clone(),
        label: category.label.clone(),
        notes: category.notes.clone(),
        is_of_scenario: category.is_of_scenario,
        applies,
        entitled: certainty(&evaluated.get(category.entitled, thing)),
        is_paid,
        amount: answer(&evaluated.get(category.amount, thing)),
        computation,
        conditions,
        citations,
    }
}

/// How the amount is computed: the one clause that certainly gives it, in words and in figures.
fn computation(evaluated: &Evaluated<'_>, category: &plan::Category, thing: usize) -> (Option<Text>, Vec<Citation>) {
    let applies = |amount: &&plan::Amount| match amount.guard {
        Some(guard) => evaluated.get(guard, thing).is_certainly(true),
        // A clause without a condition counts where no other does.
        None => category
            .amounts
            .iter()
            .filter_map(|other| other.guard)
            .all(|guard| evaluated.get(guard, thing).is_certainly(false)),
    };
    let Some(amount) = category.amounts.iter().find(applies) else {
        return (None, category.citations.clone());
    };
    let unit = match evaluated.plan.column(amount.value).map(|column| &column.kind) {
        Some(plan::Kind::Number(number)) => number.unit,
        _ => Unit::Plain,
    };
    let computed = evaluated.get(amount.value, thing).as_certain().and_then(Result::ok).and_then(Value::as_number);
    let text = computed.map(|computed| {
        let figure = amount_text(computed, unit);
        Text::new(format!("{} = {}", amount.phrase.vi, figure.vi), format!("{} = {}", amount.phrase.en, figure.en))
    });
    let mut citations = if amount.citations.is_empty() { category.citations.clone() } else { amount.citations.clone() };
    let operands = evaluated.plan.column(amount.value).map_or(Vec::new(), |column| column.op.operands());
    // An amount that is one figure of the law rests on that figure's source too.
    for operand in std::iter::once(amount.value).chain(operands) {
        let own = evaluated.plan.column(operand).map_or(&[][..], |column| &column.citations);
        citations.extend(own.iter().cloned().chain(evaluated.arm_citations(operand, thing)));
        citations.extend(evaluated.figures(operand, thing));
    }
    citations.dedup();
    (text, citations)
}

/// What a yes/no column amounts to.
pub(super) fn certainty(possible: &Possible) -> Certainty {
    match possible.as_certain() {
        Some(Ok(Value::YesNo(true))) => Certainty::Yes,
        Some(Ok(Value::YesNo(false))) => Certainty::No,
        _ => Certainty::Unknown,
    }
}

/// What a number column amounts to. While facts are missing, faults among the possibilities are left unsaid:
/// they may come from trying facts together that exclude each other.
pub(super) fn answer(possible: &Possible) -> Answer {
    match (&possible.outcomes, possible.as_certain()) {
        (_, Some(Ok(value))) => value.as_number().map_or(Answer::Unknown, Answer::Certain),
        (_, Some(Err(fault))) => Answer::Fault(fault),
        (Outcomes::Anything, None) => Answer::Unknown,
        (Outcomes::Of(outcomes), None) => {
            let amounts: Vec<Decimal> =
                outcomes.iter().filter_map(|outcome| outcome.ok()).filter_map(Value::as_number).collect();
            match amounts.as_slice() {
                // One amount beside possible faults is not certain.
                [] | [_] => Answer::Unknown,
                _ => Answer::Among(amounts),
            }
        }
    }
}
