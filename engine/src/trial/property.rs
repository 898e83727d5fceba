//! Tries the properties of a program: persons and households are drawn, and each promise is held against them.
//!
//! Receives a checked program and a seed; hands on what became of each promise. Finding nothing proves nothing, and is
//! never told as if it did. It evaluates as everybody does: through the same lowering and the same evaluator.

use std::collections::BTreeSet;

use ansinh_grammar::{Diagnostic, Span, Text};

use super::because::{self, Because};
use super::domain::Domain;
use super::draw::Draw;
use super::further::pointed;
use super::{Random, days, shrink, told, written};
use crate::codes;
use crate::explain::{Answers, Needed, Possible, Scope};
use crate::hir::{Expr, Law, Program, Property};
use crate::lower::{self, World};
use crate::plan::{ColumnId, EntityId, Kind, Plan, Role};
use crate::value::{Date, Facts};

/// How many kept persons are changed to find others, at most.
const MOST_KEPT: usize = 64;

/// How often it is seen whether anything said is against what the law takes for granted.
const MOST_CONTRARY: usize = 4;

/// How many are drawn for one sample, at most, where nothing can be told of the first.
const MOST_DRAWN: usize = 10;

/// How promises are tried.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sampling {
    /// How many persons or households are drawn for each property.
    pub samples: usize,
    /// What they are drawn from.
    pub seed: u64,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { samples: 1_000, seed: 1 }
    }
}

/// What became of one property.
#[derive(Clone, Debug)]
pub struct PropertyTrial {
    /// Its name with its module.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// Where its name stands.
    pub span: Span,
    /// How many persons or households were drawn.
    pub samples: usize,
    /// How many of them its condition is about; all of them where it has none.
    pub met: usize,
    /// Whether it has a condition.
    pub is_conditional: bool,
    /// On how many days.
    pub days: usize,
    /// What was found.
    pub verdict: Verdict,
    /// What speaks against it, if anything does.
    pub complaint: Option<Diagnostic>,
}

/// What was found about a property.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Nobody for whom it does not hold: no proof.
    NoneFound,
    /// Somebody for whom it does not hold (E1105).
    Refuted(Box<Counterexample>),
    /// Nobody met its condition, so nothing was tried (E1104).
    Untried,
    /// The law has no answer on a day of its span.
    NoAnswer(Date),
}

impl PropertyTrial {
    /// Whether it may stand: something was tried and nothing was found against it.
    #[must_use]
    pub const fn is_good(&self) -> bool {
        matches!(self.verdict, Verdict::NoneFound)
    }
}

/// Somebody for whom a property does not hold.
#[derive(Clone, Debug)]
pub struct Counterexample {
    /// The day.
    pub on: Date,
    /// Who it is, in as few facts as were found to be enough.
    pub facts: Facts,
    /// What the claim looks at, with its values and where they come from.
    pub values: Vec<Because>,
    /// The same as a test of the language.
    pub test: String,
}

/// Tries every property of a program, in order.
#[must_use]
pub fn run_properties(program: &Program, sampling: Sampling) -> Vec<PropertyTrial> {
    program.properties.iter().map(|property| run_property(program, property, sampling)).collect()
}

/// Tries one property.
#[must_use]
pub fn run_property(program: &Program, property: &Property, sampling: Sampling) -> PropertyTrial {
    let widened = (!property.others.is_empty()).then(|| program.with_further(property.entity, &property.others));
    let promise = Promise { program: widened.as_ref().unwrap_or(program), property };
    let name = program.full_name(property.module, &property.naming);
    // Each property has numbers of its own: another one beside it changes nothing.
    let mut random =
        Random::new(name.bytes().fold(sampling.seed, |seed, byte| Random::new(seed ^ u64::from(byte)).bits()));
    let periods = days::periods(program, property);
    let mut trial = PropertyTrial {
        name,
        label: property.naming.label.clone(),
        span: property.span,
        samples: 0,
        met: 0,
        is_conditional: property.condition.is_some(),
        days: 0,
        verdict: Verdict::Untried,
        complaint: None,
    };
    let called = promise.program.called(&property.naming);
    let plans = match promise.plans(days::days(&periods, property.days, &mut random)) {
        Ok(plans) => plans,
        Err((day, found)) => {
            let complaint = Some(told::no_answer((property, &called), day, *found));
            return PropertyTrial { verdict: Verdict::NoAnswer(day), complaint, ..trial };
        }
    };
    trial.days = plans.len();
    let mut kept = Kept::default();
    for at in 0..sampling.samples {
        let Some(on) = plans.get(at % plans.len().max(1)) else { break };
        trial.samples += 1;
        match promise.sample(on, &mut kept, &mut random) {
            Judged::Outside | Judged::Open => {}
            Judged::Holds => trial.met += 1,
            Judged::Fails(facts) => {
                trial.met += 1;
                let found = promise.counterexample(on.plan.on, &periods, &facts);
                trial.complaint = Some(told::refuted((property, &called), &trial, sampling.seed, &found));
                return PropertyTrial { verdict: Verdict::Refuted(Box::new(found)), ..trial };
            }
        }
    }
    if trial.met > 0 {
        trial.verdict = Verdict::NoneFound;
    } else {
        trial.complaint = Some(told::untried((property, &called), &trial, sampling));
    }
    trial
}

/// A property with its program.
#[derive(Clone, Copy)]
pub(super) struct Promise<'p> {
    pub(super) program: &'p Program,
    pub(super) property: &'p Property,
}

/// The plan of a day with the columns of a property.
pub(super) struct OnDay {
    pub(super) plan: Plan,
    pub(super) domain: Domain,
    pub(super) condition: Option<ColumnId>,
    pub(super) claim: ColumnId,
    /// What the claim looks at.
    pub(super) values: Vec<ColumnId>,
    pub(super) scope: Scope,
    guards: Scope,
}

/// What a sample says of a property.
enum Judged {
    /// It does not speak of this one.
    Outside,
    /// It cannot be told.
    Open,
    Holds,
    Fails(Box<Facts>),
}

/// Persons who are unlike those before them, by which rules apply to them: changed a little, they lead to others.
#[derive(Default)]
struct Kept {
    seen: BTreeSet<(bool, Vec<bool>)>,
    inside: Vec<Facts>,
    outside: Vec<Facts>,
}

impl Kept {
    fn keep(&mut self, is_inside: bool, rules: Vec<bool>, facts: &Facts) {
        let list = if is_inside { &mut self.inside } else { &mut self.outside };
        if list.len() < MOST_KEPT && self.seen.insert((is_inside, rules)) {
            list.push(facts.clone());
        }
    }

    fn pick(&self, random: &mut Random) -> Option<&Facts> {
        let list = if self.inside.is_empty() || random.one_in(4) { &self.outside } else { &self.inside };
        random.pick(list)
    }
}

impl Promise<'_> {
    pub(super) fn world(&self) -> World {
        World { known_on: self.property.known_on, ..World::under(self.program, Law::Current, self.property.module) }
    }

    /// The plan of a day.
    pub(super) fn on_day(&self, day: Date) -> Result<OnDay, Vec<Diagnostic>> {
        let Property { condition, claim, laws, .. } = self.property;
        let expressions: Vec<&Expr> = condition.iter().chain([claim]).chain(claim.looked_at()).collect();
        let (plan, _) = lower::lower_expressions(self.program, &self.world(), day, laws, &expressions)?;
        let condition = condition.as_ref().and_then(|_| plan.subjects.first().copied());
        let Some(claim) = plan.subjects.get(usize::from(condition.is_some())).copied() else { return Err(Vec::new()) };
        let values = plan.subjects.iter().skip(1 + usize::from(condition.is_some())).copied().collect();
        let (scope, guards) = (Scope::new(&plan, &plan.subjects), Scope::of_guards(&plan));
        Ok(OnDay { domain: Domain::of(&plan), plan, condition, claim, values, scope, guards })
    }

    /// The plans of days. A property without a span speaks of the days on which the law has an answer.
    fn plans(&self, days: Vec<Date>) -> Result<Vec<OnDay>, (Date, Box<Diagnostic>)> {
        let mut plans = Vec::new();
        let mut refused = None;
        for day in days {
            match self.on_day(day) {
                Ok(plan) => plans.push(plan),
                Err(found) => {
                    let is_excused =
                        self.property.days.from.is_none() && found.iter().all(|found| found.code == codes::NO_VALUE);
                    let first = found.into_iter().next();
                    match first {
                        Some(found) if !is_excused => return Err((day, Box::new(found))),
                        first => refused = refused.or_else(|| first.map(|found| (day, Box::new(found)))),
                    }
                }
            }
        }
        match refused {
            Some(refused) if plans.is_empty() => Err(refused),
            _ => Ok(plans),
        }
    }

    /// How many links the law has: those to further things come after them.
    pub(super) fn n_links(&self) -> usize {
        self.program.links.len() - self.property.others.len().min(self.program.links.len())
    }

    /// The positions of the further things in facts, with their names.
    pub(super) fn others(&self, facts: &Facts) -> impl Iterator<Item = (usize, String)> {
        let owner = self.program.entities.get(self.property.entity.0).map(|entity| &entity.naming.name);
        let subject = facts.things.iter().position(|thing| Some(&thing.entity) == owner).unwrap_or(0);
        self.property.others.iter().filter_map(move |other| Some((pointed(facts, subject, other)?, other.name.clone())))
    }

    pub(super) fn draw<'d>(&'d self, on: &'d OnDay) -> Draw<'d> {
        let subject = EntityId(self.property.entity.0);
        let others = &self.property.others;
        Draw { program: self.program, plan: &on.plan, domain: &on.domain, subject, others }
    }

    /// Draws somebody of whom it can be told whether the property holds.
    fn sample(&self, on: &OnDay, kept: &mut Kept, random: &mut Random) -> Judged {
        let drawn = std::iter::repeat_with(|| self.drawn(on, kept, random)).take(MOST_DRAWN);
        drawn.into_iter().find(|judged| !matches!(judged, Judged::Open)).unwrap_or(Judged::Open)
    }

    /// Draws somebody and holds the property against them.
    fn drawn(&self, on: &OnDay, kept: &mut Kept, random: &mut Random) -> Judged {
        let draw = self.draw(on);
        let changed = if random.one_in(2) { kept.pick(random).cloned() } else { None };
        let mut facts = match changed {
            Some(facts) => draw.changed(&facts, random),
            None => draw.facts(random),
        };
        let Some(thing) = draw.subject_of(&facts).filter(|_| draw.is_pointed(&facts)) else { return Judged::Open };
        // What the law takes for granted is left unsaid, until nothing said is against it.
        for _ in 0..MOST_CONTRARY {
            let Ok(answers) = Answers::new(&on.plan, &facts, &on.guards, thing) else { return Judged::Open };
            let contrary = answers.contrary();
            if contrary.is_empty() {
                break;
            }
            for need in contrary {
                leave_unsaid(&on.plan, &mut facts, need.thing, need.what);
            }
        }
        let Ok(answers) = Answers::new(&on.plan, &facts, &on.scope, thing) else { return Judged::Open };
        let judged = judge(on, &answers, thing, &facts);
        kept.keep(!matches!(judged, Judged::Outside), rules(&on.plan, &answers, thing), &facts);
        judged
    }

    fn counterexample(&self, on: Date, periods: &[Date], facts: &Facts) -> Counterexample {
        let (on, mut facts) = shrink::shrink(*self, on, periods, facts.clone());
        written::name(self, &mut facts);
        let expressions = self.property.claim.looked_at();
        let thing = facts.position(&self.property.variable).unwrap_or(0);
        let asked = because::Asked { program: self.program, world: &self.world(), on, laws: &self.property.laws };
        let values = expressions.into_iter().filter_map(|expr| because::because(&asked, expr, &facts, thing));
        Counterexample { on, values: values.collect(), test: written::test(self, on, &facts), facts }
    }
}

/// Takes a fact back.
pub(super) fn leave_unsaid(plan: &Plan, facts: &mut Facts, thing: usize, what: Needed) {
    let Some(thing) = facts.things.get_mut(thing) else { return };
    match what {
        Needed::Input(id) => {
            plan.inputs.get(id.0).map(|input| thing.facts.remove(&input.name));
        }
        Needed::Link(id) => {
            plan.links.get(id.0).map(|link| thing.links.remove(&link.name));
        }
    }
}

/// Whether something is certainly so; an answer that is an error is one, too.
fn certainly(possible: &Possible) -> Option<Result<bool, ()>> {
    possible.as_certain().map(|outcome| outcome.map_err(|_| ()).map(|value| value.as_yes_no() == Some(true)))
}

fn judge(on: &OnDay, answers: &Answers<'_>, thing: usize, facts: &Facts) -> Judged {
    if !answers.contrary().is_empty() {
        return Judged::Open;
    }
    let condition = on.condition.map_or(Some(Ok(true)), |condition| certainly(&answers.of(condition, thing)));
    match (condition, certainly(&answers.of(on.claim, thing))) {
        (Some(Ok(false)), _) => Judged::Outside,
        (None, _) | (Some(Ok(true)), None) => Judged::Open,
        (Some(Ok(true)), Some(Ok(true))) => Judged::Holds,
        (Some(Err(())), _) | (Some(Ok(true)), Some(_)) => Judged::Fails(Box::new(facts.clone())),
    }
}

/// Which rules of the law apply to a thing.
fn rules(plan: &Plan, answers: &Answers<'_>, thing: usize) -> Vec<bool> {
    let is_rule = |column: &crate::plan::Column| {
        matches!(column.role, Role::Category | Role::Definition) && column.kind == Kind::YesNo
    };
    let columns = plan.columns.iter().enumerate().filter(|(_, column)| is_rule(column));
    columns.map(|(at, _)| answers.of(ColumnId(at), thing).is_certainly(true)).collect()
}
