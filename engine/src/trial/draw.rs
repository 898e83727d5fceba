//! Draws persons and households, dense where a plan changes its mind.
//!
//! Receives a plan and a stream of numbers; hands on facts of things that suit each other: one home with its members.
//! Only what the plan looks at is drawn. It knows no rule of law.

use super::Random;
use super::domain::{Domain, months_before};
use crate::hir::{Further, Program};
use crate::plan::{EntityId, Input, Kind, Link, Plan};
use crate::value::{BIRTH, Date, Decimal, Fact, Facts, Value};

/// How many of a kind are drawn at most, where there may be several.
const MOST: usize = 5;

/// What is drawn from.
pub(super) struct Draw<'d> {
    pub(super) program: &'d Program,
    pub(super) plan: &'d Plan,
    pub(super) domain: &'d Domain,
    /// Whom the promise is about.
    pub(super) subject: EntityId,
    /// The further things that it is about.
    pub(super) others: &'d [Further],
}

impl Draw<'_> {
    /// Facts of one thing that the promise is about, and of those it has to do with; it stands first of its kind.
    pub(super) fn facts(&self, random: &mut Random) -> Facts {
        let mut facts = self.home(random);
        // Two things that have nothing to do with each other may be of two homes.
        let n_apart = self.others.iter().filter(|other| other.among.is_none()).count();
        for _ in 0..n_apart {
            if self.things(&facts, self.subject).len() <= n_apart || random.one_in(2) {
                super::further::add(&mut facts, self.home(random));
            }
        }
        self.point(&mut facts, random);
        facts
    }

    /// Facts of the things of one home.
    fn home(&self, random: &mut Random) -> Facts {
        let mut facts = Facts::default();
        for (at, entity) in self.plan.entities.iter().enumerate().rev() {
            for number in 0..self.count(EntityId(at), random) {
                let thing = facts.add(&entity.name, &format!("{}_{}", entity.name, number + 1));
                for input in self.inputs(EntityId(at)) {
                    facts.state(thing, &input.name, Fact::Known(self.value(input, random)));
                }
            }
        }
        self.link(&mut facts, random);
        facts
    }

    /// Nearly the same facts: one or two of them drawn anew.
    pub(super) fn changed(&self, facts: &Facts, random: &mut Random) -> Facts {
        let mut facts = facts.clone();
        for _ in 0..=random.below(2) {
            let thing = random.below(facts.things.len());
            let entity = facts.things.get(thing).and_then(|thing| self.plan.entity(&thing.entity));
            let inputs: Vec<&Input> = entity.map_or(Vec::new(), |entity| self.inputs(entity).collect());
            if let Some(input) = random.pick(&inputs) {
                facts.state(thing, &input.name, Fact::Known(self.value(input, random)));
            }
        }
        if random.one_in(5) {
            self.link(&mut facts, random);
            self.point(&mut facts, random);
        }
        // Somebody drawn for a later day may not be born yet.
        for thing in 0..facts.things.len() {
            let born = facts.things.get(thing).and_then(|thing| thing.facts.get(BIRTH));
            if matches!(born, Some(Fact::Known(Value::Date(day))) if *day > self.plan.on) {
                facts.state(thing, BIRTH, Fact::Known(Value::Date(self.birth(random))));
            }
        }
        facts
    }

    /// The position of the thing that the promise is about.
    pub(super) fn subject_of(&self, facts: &Facts) -> Option<usize> {
        let name = &self.plan.entities.get(self.subject.0)?.name;
        facts.things.iter().position(|thing| thing.entity == *name)
    }

    fn inputs(&self, entity: EntityId) -> impl Iterator<Item = &Input> {
        self.plan.inputs.iter().filter(move |input| input.is_used && input.entity == entity)
    }

    fn links(&self) -> impl Iterator<Item = (usize, &Link)> {
        // The links to further things come last, and are drawn when everything else is.
        let own = self.plan.links.len() - self.others.len().min(self.plan.links.len());
        let is_way = |at: usize| {
            let mut ways = self.others.iter().filter_map(|other| other.among.as_ref());
            ways.any(|(_, links)| links.iter().any(|link| link.0 == at))
        };
        self.plan.links.iter().enumerate().take(own).filter(move |(at, link)| link.is_used || is_way(*at))
    }

    /// Whether things of an entity share one thing of another: a home.
    fn is_home(&self, entity: EntityId) -> bool {
        self.links().any(|(at, link)| {
            let leads_here = !link.is_many && link.to == entity && link.from != entity;
            let is_left_by_one =
                link.is_many && link.from == entity && self.inverse(at).is_some_and(|back| !back.is_many);
            leads_here || is_left_by_one
        })
    }

    fn inverse(&self, at: usize) -> Option<&Link> {
        self.plan.links.get(self.program.links.get(at)?.inverse?.0)
    }

    fn count(&self, entity: EntityId, random: &mut Random) -> usize {
        let is_subject = entity == self.subject;
        let is_reached = self.links().any(|(_, link)| link.to == entity);
        match (is_subject, is_reached) {
            _ if self.is_home(entity) => 1,
            (true, false) => 1,
            (false, false) => 0,
            (_, true) => 1 + random.below(MOST),
        }
    }

    /// Where every link leads: those to one thing first, for a link back follows them.
    fn link(&self, facts: &mut Facts, random: &mut Random) {
        let mut links: Vec<(usize, &Link)> = self.links().collect();
        links.sort_by_key(|(at, link)| (link.is_many, *at));
        for thing in &mut facts.things {
            thing.links.clear();
        }
        for (at, link) in links {
            let from = self.things(facts, link.from);
            let to = self.things(facts, link.to);
            let back = self.inverse(at).map(|back| back.name.clone());
            for thing in from.iter().copied() {
                let others: Vec<usize> = to.iter().copied().filter(|other| *other != thing).collect();
                let targets = match &back {
                    Some(back) if leads_back(facts, &to, back) => {
                        let has =
                            |other: &usize| targets_of(facts, *other, back).is_some_and(|all| all.contains(&thing));
                        to.iter().copied().filter(has).collect()
                    }
                    Some(_) if link.is_many && from.len() == 1 => to.clone(),
                    _ => chosen(link, &others, random),
                };
                facts.link(thing, &link.name, targets);
            }
        }
    }

    pub(super) fn things(&self, facts: &Facts, entity: EntityId) -> Vec<usize> {
        let name = self.plan.entities.get(entity.0).map(|entity| &entity.name);
        let is_its = |at: &usize| facts.things.get(*at).map(|thing| &thing.entity) == name;
        (0..facts.things.len()).filter(is_its).collect()
    }

    fn value(&self, input: &Input, random: &mut Random) -> Value {
        if input.is_optional && random.one_in(4) {
            return Value::Absent;
        }
        match &input.kind {
            Kind::YesNo => Value::YesNo(random.one_in(2)),
            Kind::Choice(choices) => Value::Choice(u16::try_from(random.below(choices.len())).unwrap_or(0)),
            Kind::Date if input.name == BIRTH => Value::Date(self.birth(random)),
            Kind::Date => Value::Date(within(input, self.date(random))),
            Kind::Number(_) => Value::Number(self.number(input, random)),
        }
    }

    /// A day of birth: mostly about an age at which something changes, at times a leap day, else any.
    fn birth(&self, random: &mut Random) -> Date {
        let on = self.plan.on;
        let leap = Date::new(on.year() / 4 * 4 - 4 * random_year(random), 2, 29);
        let any = months_before(on, i32::try_from(random.below(1_260)).unwrap_or(0));
        let at_threshold = random.pick(&self.domain.months).and_then(|months| months_before(on, *months));
        let born = match random.below(12) {
            0 => leap,
            1 | 2 => any,
            _ => at_threshold.map(|day| nearby(day, random)),
        };
        born.filter(|born| *born <= on).unwrap_or(on)
    }

    /// Any other date: about one that the law names, or about so many months before the day.
    fn date(&self, random: &mut Random) -> Date {
        let named = random.pick(&self.domain.dates).copied().filter(|_| random.one_in(2));
        let before = random.pick(&self.domain.months).and_then(|months| months_before(self.plan.on, *months));
        nearby(named.or(before).unwrap_or(self.plan.on), random)
    }

    /// A number: an end of its range, about a threshold, or any.
    fn number(&self, input: &Input, random: &mut Random) -> Decimal {
        let Kind::Number(kind) = &input.kind else { return Decimal::ZERO };
        let thresholds = self.domain.numbers(kind.unit);
        let step = Decimal::new(1, kind.scale);
        let end = |value: Value| value.as_number();
        let most = thresholds.last().copied().unwrap_or(Decimal::ONE_HUNDRED);
        let low = input.range.and_then(|(low, _)| end(low)).unwrap_or(Decimal::ZERO);
        let high = input.range.and_then(|(_, high)| end(high)).unwrap_or_else(|| most.max(low) * Decimal::TWO);
        let drawn = match random.below(6) {
            0 => low,
            1 if input.range.is_some() => high,
            1 | 2 => {
                let part = Decimal::from(u16::try_from(random.below(1_001)).unwrap_or(0)) / Decimal::from(1_000);
                low + ((high - low) * part).round_dp(kind.scale)
            }
            _ => {
                let threshold = random.pick(&thresholds).copied().unwrap_or(low);
                threshold + step * Decimal::from(i8::try_from(random.below(3)).unwrap_or(1) - 1)
            }
        };
        drawn.round_dp(kind.scale).clamp(low, high.max(low))
    }
}

fn random_year(random: &mut Random) -> i32 {
    i32::try_from(random.below(26)).unwrap_or(0)
}

/// A day up to two days away.
fn nearby(day: Date, random: &mut Random) -> Date {
    match random.below(5) {
        0 => day.day_before().unwrap_or(day),
        1 => day.day_after().unwrap_or(day),
        2 => day.day_before().and_then(Date::day_before).unwrap_or(day),
        _ => day,
    }
}

fn within(input: &Input, date: Date) -> Date {
    match input.range {
        Some((Value::Date(low), Value::Date(high))) => date.clamp(low, high.max(low)),
        _ => date,
    }
}

fn targets_of<'f>(facts: &'f Facts, thing: usize, link: &str) -> Option<&'f Vec<usize>> {
    facts.things.get(thing)?.links.get(link)
}

/// Whether the link back was drawn already.
fn leads_back(facts: &Facts, things: &[usize], back: &str) -> bool {
    things.iter().any(|thing| targets_of(facts, *thing, back).is_some())
}

/// Where a link leads: to the one there must be, to one or none, or to some.
fn chosen(link: &Link, others: &[usize], random: &mut Random) -> Vec<usize> {
    if link.is_many {
        return others.iter().copied().filter(|_| random.one_in(2)).collect();
    }
    if link.is_optional && random.one_in(3) {
        return Vec::new();
    }
    random.pick(others).copied().into_iter().collect()
}
