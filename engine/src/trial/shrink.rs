//! Makes a counterexample small: few facts, plain values, dates at which something changes.
//!
//! Receives facts for which a promise does not hold; hands on fewer of them for which it certainly does not either,
//! whatever the facts that are no longer stated may be. It draws nothing.

use super::domain::months_before;
use super::property::{OnDay, Promise};
use crate::explain::{self, Answers};
use crate::plan::{Input, Kind};
use crate::value::{BIRTH, Date, Decimal, Fact, Facts, Value};

/// How often all facts are gone through.
const MOST_ROUNDS: usize = 8;

/// A smaller counterexample, and its day.
pub(super) fn shrink(promise: Promise<'_>, on: Date, periods: &[Date], facts: Facts) -> (Date, Facts) {
    let Ok(plan) = promise.on_day(on) else { return (on, facts) };
    let mut found = Found { promise, on: plan, facts };
    for _ in 0..MOST_ROUNDS {
        let before = (found.on.plan.on, found.facts.clone());
        found.move_day(periods);
        found.drop_things();
        found.drop_facts();
        found.simplify();
        if before == (found.on.plan.on, found.facts.clone()) {
            break;
        }
    }
    (found.on.plan.on, found.facts)
}

/// The counterexample so far.
struct Found<'p> {
    promise: Promise<'p>,
    on: OnDay,
    facts: Facts,
}

impl Found<'_> {
    /// Takes other facts if the promise certainly does not hold for them either.
    fn take(&mut self, facts: Facts) -> bool {
        let fails = fails(&self.promise, &self.on, &facts);
        if fails {
            self.facts = facts;
        }
        fails
    }

    /// The first day of the period, where that will do.
    fn move_day(&mut self, periods: &[Date]) {
        let on = self.on.plan.on;
        let Some(first) = periods.iter().copied().filter(|day| *day <= on).max().filter(|day| *day != on) else {
            return;
        };
        let Ok(earlier) = self.promise.on_day(first) else { return };
        let moved = [self.facts.clone(), self.with_ages_of(first)];
        if let Some(facts) = moved.into_iter().find(|facts| fails(&self.promise, &earlier, facts)) {
            (self.on, self.facts) = (earlier, facts);
        }
    }

    /// The same facts on another day: who was of an age is of that age.
    fn with_ages_of(&self, day: Date) -> Facts {
        let (on, months) = (self.on.plan.on, &self.on.domain.months);
        let mut facts = self.facts.clone();
        for fact in facts.things.iter_mut().flat_map(|thing| thing.facts.values_mut()) {
            let Fact::Known(Value::Date(date)) = fact else { continue };
            let age = months.iter().copied().find(|months| months_before(on, *months) == Some(*date));
            *date = age.and_then(|age| months_before(day, age)).unwrap_or(*date);
        }
        facts
    }

    fn subject(&self) -> Option<usize> {
        self.promise.draw(&self.on).subject_of(&self.facts)
    }

    fn drop_things(&mut self) {
        for thing in (0..self.facts.things.len()).rev() {
            if Some(thing) != self.subject() {
                let fewer = without(&self.facts, thing);
                self.take(fewer);
            }
        }
    }

    fn drop_facts(&mut self) {
        for thing in 0..self.facts.things.len() {
            let stated = self.facts.things.get(thing).map(|thing| (thing.facts.clone(), thing.links.clone()));
            let Some((inputs, links)) = stated else { continue };
            for name in inputs.keys() {
                let mut fewer = self.facts.clone();
                fewer.things.get_mut(thing).map(|thing| thing.facts.remove(name));
                self.take(fewer);
            }
            for name in links.keys() {
                let mut fewer = self.facts.clone();
                fewer.things.get_mut(thing).map(|thing| thing.links.remove(name));
                self.take(fewer);
            }
        }
    }

    fn simplify(&mut self) {
        for thing in 0..self.facts.things.len() {
            self.shorten_links(thing);
            let stated = self.facts.things.get(thing).map_or_else(Default::default, |thing| thing.facts.clone());
            for (name, fact) in stated {
                let input = self.on.plan.inputs.iter().find(|input| input.name == name);
                let (Fact::Known(value), Some(input)) = (fact, input) else { continue };
                for plainer in self.plainer(input, value) {
                    let mut facts = self.facts.clone();
                    facts.state(thing, &name, Fact::Known(plainer));
                    if self.take(facts) {
                        break;
                    }
                }
            }
        }
    }

    /// Links that lead nowhere, or to fewer.
    fn shorten_links(&mut self, thing: usize) {
        let links = self.facts.things.get(thing).map_or_else(Default::default, |thing| thing.links.clone());
        for (name, targets) in links {
            let link = self.on.plan.links.iter().find(|link| link.name == name);
            if targets.is_empty() || !link.is_some_and(|link| link.is_many || link.is_optional) {
                continue;
            }
            let shorter = |gone: usize| targets.iter().copied().filter(|target| *target != gone).collect();
            let candidates: Vec<Vec<usize>> =
                std::iter::once(Vec::new()).chain(targets.iter().map(|gone| shorter(*gone))).collect();
            for targets in candidates {
                let mut facts = self.facts.clone();
                facts.link(thing, &name, targets);
                if self.take(facts) {
                    break;
                }
            }
        }
    }

    /// Plainer values, the plainest or the nearest first.
    fn plainer(&self, input: &Input, value: Value) -> Vec<Value> {
        match (value, &input.kind) {
            (Value::YesNo(true), _) => vec![Value::YesNo(false)],
            (Value::Choice(position), _) => (0..position).map(Value::Choice).collect(),
            (Value::Date(day), _) => self.nearer(input, day).into_iter().map(Value::Date).collect(),
            (Value::Number(number), Kind::Number(kind)) => {
                let low = input.range.and_then(|(low, _)| low.as_number()).unwrap_or(Decimal::ZERO);
                let thresholds = self.on.domain.numbers(kind.unit);
                let is_plain = |number: &Decimal| thresholds.contains(number) || *number == low;
                if is_plain(&number) && number == low {
                    return Vec::new();
                }
                let mut plainer = vec![low];
                if !is_plain(&number) {
                    let mut near = thresholds;
                    near.sort_by_key(|threshold| (*threshold - number).abs());
                    plainer.extend(near);
                }
                plainer.into_iter().map(Value::Number).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The days at which something changes, the nearest first; none where the day is one.
    fn nearer(&self, input: &Input, day: Date) -> Vec<Date> {
        let (on, domain) = (self.on.plan.on, &self.on.domain);
        let mut days: Vec<Date> = domain.births(on).collect();
        if input.name != BIRTH {
            days.extend(domain.dates.iter().copied());
        }
        let is_round = |day: &Date| day.month() == 1 && day.day() == 1;
        if days.contains(&day) {
            return Vec::new();
        }
        let just_after = days.clone().into_iter().filter_map(Date::day_after);
        let mut found: Vec<Date> = days.iter().copied().chain(just_after.filter(|day| *day <= on)).collect();
        let is_just_after = found.iter().skip(days.len()).any(|after| *after == day);
        if is_just_after {
            found.truncate(days.len());
        }
        found.sort_by_key(|other| ((other.day_number() - day.day_number()).abs(), !is_round(other)));
        found
    }
}

/// Whether a promise certainly does not hold for somebody who may exist.
fn fails(promise: &Promise<'_>, on: &OnDay, facts: &Facts) -> bool {
    let draw = promise.draw(on);
    let Some(thing) = draw.subject_of(facts).filter(|_| draw.is_pointed(facts)) else { return false };
    let Ok(answers) = Answers::new(&on.plan, facts, &on.scope, thing) else { return false };
    if !answers.contrary().is_empty() {
        return false;
    }
    let certainly = |column| {
        let plain = answers.of(column, thing);
        let sharp = || explain::possible(&on.plan, facts, column, Some(thing)).ok();
        if plain.as_certain().is_some() { plain.as_certain() } else { sharp().and_then(|sharp| sharp.as_certain()) }
    };
    let condition = on.condition.map_or(Some(Ok(Value::YesNo(true))), certainly);
    match condition {
        Some(Ok(Value::YesNo(true))) => {
            let fails = matches!(certainly(on.claim), Some(Ok(Value::YesNo(false)) | Err(_)));
            // A reader wants to see figures, not possibilities.
            fails && on.values.iter().all(|value| certainly(*value).is_some())
        }
        Some(Err(_)) => true,
        _ => false,
    }
}

/// The facts without a thing, and without the links that led to it alone.
fn without(facts: &Facts, gone: usize) -> Facts {
    let mut facts = facts.clone();
    facts.things.remove(gone);
    for thing in &mut facts.things {
        thing.links.retain(|_, targets| *targets != [gone]);
        for targets in thing.links.values_mut() {
            targets.retain(|target| *target != gone);
            for target in targets.iter_mut().filter(|target| **target > gone) {
                *target -= 1;
            }
        }
    }
    facts
}
