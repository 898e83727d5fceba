//! Random households, dense where the law changes its mind.
//!
//! Receives a seed and a program; hands on households in the two forms that evaluators read: facts of one case, and
//! columns of a population. Every input of the program gets a value, and every link from persons to persons leads to
//! the same children. It knows that there are persons in households, and no rule of law.

mod columns;
mod consistent;

pub use columns::population;
pub use consistent::{make_consistent, taken_in};

use std::collections::BTreeMap;

use ansinh_engine::hir::{EntityId, Input, Link, Program, Type};
use ansinh_engine::lower::World;
use ansinh_engine::value::{Date, Decimal, Fact, Facts, Value, mantissa};

use crate::random::Random;

/// Ages in months at which some rule changes.
const THRESHOLDS: [i32; 23] =
    [0, 1, 12, 24, 30, 36, 48, 72, 120, 144, 180, 192, 216, 252, 264, 276, 360, 720, 840, 900, 948, 960, 1200];
const BIRTH: &str = "date_of_birth";

/// The values of some facts, by input.
pub type Values = BTreeMap<String, Value>;

/// A household: facts of its own, and of its persons.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Drawn {
    /// The facts of the household.
    pub household: Values,
    /// The persons.
    pub persons: Vec<DrawnPerson>,
}

/// One person.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DrawnPerson {
    /// The facts.
    pub facts: Values,
    /// The positions of the children this person raises.
    pub children: Vec<usize>,
}

/// Draws a household as of a day.
#[must_use]
pub fn household(random: &mut Random, program: &Program, on: Date) -> Drawn {
    let n_persons = 1 + random.below(5);
    household_of(random, program, on, n_persons)
}

/// Draws a household of so many persons as of a day.
#[must_use]
pub fn household_of(random: &mut Random, program: &Program, on: Date, n_persons: usize) -> Drawn {
    let mut drawn = Drawn { household: values(random, program, "household", on), persons: Vec::new() };
    for _ in 0..n_persons {
        drawn.persons.push(DrawnPerson { facts: values(random, program, "person", on), children: Vec::new() });
    }
    for parent in 0..n_persons {
        for child in 0..n_persons {
            if parent != child && random.one_in(2) {
                drawn.persons[parent].children.push(child);
            }
        }
    }
    drawn
}

fn values(random: &mut Random, program: &Program, entity: &str, on: Date) -> Values {
    let is_own = |input: &&Input| program.entities.get(input.entity.0).is_some_and(|found| found.naming.name == entity);
    let own = program.inputs.iter().filter(is_own);
    own.map(|input| (input.naming.name.clone(), value(random, program, input, on))).collect()
}

fn value(random: &mut Random, program: &Program, input: &Input, on: Date) -> Value {
    if input.is_optional && random.one_in(3) {
        return Value::Absent;
    }
    match input.value_type {
        Type::YesNo => Value::YesNo(random.one_in(2)),
        Type::Date => Value::Date(birth(random, on)),
        Type::Choice(id) => {
            let n_values = program.enumerations.get(id.0).map_or(1, |found| found.values.len());
            Value::Choice(u16::try_from(random.below(n_values)).unwrap_or(0))
        }
        _ => Value::Number(amount(random, input)),
    }
}

/// A whole number in the range of an input: one of its ends at times.
fn amount(random: &mut Random, input: &Input) -> Decimal {
    let end = |value: Value| value.as_number().and_then(|number| mantissa(number, 0));
    let (low, high) = input.range.map_or((Some(0), Some(5_000_000)), |(low, high)| (end(low), end(high)));
    let (low, high) = (low.unwrap_or(0), high.unwrap_or(0));
    let width = usize::try_from(high - low).unwrap_or(0);
    let drawn = match random.below(4) {
        0 => low,
        1 => high,
        2 => low + i128::try_from(random.below(width.min(3_000) + 1)).unwrap_or(0),
        _ => low + i128::try_from(random.below(width + 1)).unwrap_or(0),
    };
    Decimal::from_i128_with_scale(drawn, 0)
}

/// The links from persons to any number of persons.
#[must_use]
pub fn child_links(program: &Program) -> Vec<String> {
    links_of_persons(program, |link| link.is_many)
}

/// Links to one person at most: they lead to the first child.
fn optional_links(program: &Program) -> Vec<String> {
    links_of_persons(program, |link| link.is_optional)
}

/// Links from a household to one person: the first, or to nobody where there may be nobody and only one lives there.
fn head_links(program: &Program, n_persons: usize) -> Vec<(String, Option<usize>)> {
    let entity = |id: EntityId| program.entities.get(id.0).map(|found| found.naming.name.as_str());
    let is_head =
        |link: &&Link| !link.is_many && entity(link.from) == Some("household") && entity(link.to) == Some("person");
    let target = |link: &Link| (!link.is_optional || n_persons > 1).then_some(0);
    program.links.iter().filter(is_head).map(|link| (link.naming.name.clone(), target(link))).collect()
}

fn links_of_persons(program: &Program, is_wanted: impl Fn(&Link) -> bool) -> Vec<String> {
    let entity = |id: EntityId| program.entities.get(id.0).map(|found| found.naming.name.as_str());
    let links = program.links.iter().filter(|link| link.from == link.to && is_wanted(link));
    links.filter(|link| entity(link.from) == Some("person")).map(|link| link.naming.name.clone()).collect()
}

/// A day of birth: mostly within two days of an age at which a rule changes, else any, at times a leap day.
fn birth(random: &mut Random, on: Date) -> Date {
    if random.one_in(12) {
        return Date::new(1904 + 4 * i32::try_from(random.below(27)).unwrap_or(0), 2, 29).unwrap_or(on);
    }
    let months = random.pick(&THRESHOLDS).copied().unwrap_or(0);
    let month = on.month_start_after(-months).unwrap_or(on);
    let day = on.day().min(month.last_day_of_month());
    let mut born = Date::new(month.year(), month.month(), day).unwrap_or(on);
    for _ in 0..random.below(3) {
        born = born.day_before().unwrap_or(born);
    }
    if random.one_in(3) {
        born = born.day_after().filter(|born| *born <= on).unwrap_or(born);
    }
    born
}

impl Drawn {
    /// The facts of one case: the household first, then its persons.
    #[must_use]
    pub fn facts(&self, program: &Program) -> Facts {
        let links = child_links(program);
        let mut facts = Facts::default();
        let home = facts.add("household", "ho");
        let known = |values: &Values| values.iter().map(|(name, value)| (name.clone(), Fact::Known(*value))).collect();
        facts.things[home].facts = known(&self.household);
        for (at, person) in self.persons.iter().enumerate() {
            let thing = facts.add("person", &format!("p{at}"));
            facts.things[thing].facts = known(&person.facts);
            facts.link(thing, "household", vec![home]);
            for link in &links {
                facts.link(thing, link, person.children.iter().map(|child| child + 1).collect());
            }
            for link in optional_links(program) {
                facts.link(thing, &link, person.children.iter().take(1).map(|child| child + 1).collect());
            }
        }
        facts.link(home, "members", (1..=self.persons.len()).collect());
        for (link, head) in head_links(program, self.persons.len()) {
            facts.link(home, &link, head.map(|head| head + 1).into_iter().collect());
        }
        facts
    }

    /// The household as the JSON of a case.
    #[must_use]
    pub fn printed(&self, program: &Program, on: Date, world: &World) -> String {
        let scenario = world.scenario.as_ref().map_or("null".to_owned(), |name| format!("{name:?}"));
        let known = world.known_on.map_or_else(String::new, |day| format!("\"known_on\": \"{day}\", "));
        let names: Vec<String> = (0..self.persons.len()).map(|at| format!("\"p{at}\"")).collect();
        let mut home = printed_values(&self.household, program);
        home.push(format!("\"members\": [{}]", names.join(", ")));
        for (link, head) in head_links(program, self.persons.len()) {
            let head = head.map_or_else(String::new, |head| format!("\"p{head}\""));
            home.push(format!("\"{link}\": [{head}]"));
        }
        let mut things = vec![thing("household", "ho", &home)];
        for (at, person) in self.persons.iter().enumerate() {
            let mut facts = printed_values(&person.facts, program);
            let children: Vec<String> = person.children.iter().map(|child| format!("\"p{child}\"")).collect();
            let children = children.join(", ");
            facts.extend(child_links(program).iter().map(|link| format!("\"{link}\": [{children}]")));
            let first = person.children.first().map_or_else(String::new, |child| format!("\"p{child}\""));
            facts.extend(optional_links(program).iter().map(|link| format!("\"{link}\": [{first}]")));
            things.push(thing("person", &format!("p{at}"), &facts));
        }
        let with = format!("\"with\": {:?}, ", world.with);
        let things = things.join(",\n  ");
        format!("{{\"on\": \"{on}\", {known}{with}\"scenario\": {scenario}, \"things\": [\n  {things}\n]}}")
    }

    /// The same household with one thing made simpler, in every way there is.
    #[must_use]
    pub fn simpler(&self) -> Vec<Self> {
        let mut all = Vec::new();
        for gone in 1..self.persons.len() {
            let mut simpler = self.clone();
            simpler.persons.remove(gone);
            for person in &mut simpler.persons {
                person.children.retain(|child| *child != gone);
                for child in &mut person.children {
                    *child -= usize::from(*child > gone);
                }
            }
            all.push(simpler);
        }
        for at in 0..self.persons.len() {
            for child in 0..self.persons[at].children.len() {
                let mut simpler = self.clone();
                simpler.persons[at].children.remove(child);
                all.push(simpler);
            }
            all.extend(simplest_values(&self.persons[at].facts).map(|facts| {
                let mut simpler = self.clone();
                simpler.persons[at].facts = facts;
                simpler
            }));
        }
        all.extend(simplest_values(&self.household).map(|household| Self { household, ..self.clone() }));
        all
    }
}

/// The values with one of them made the simplest of its kind, for each that is not.
fn simplest_values(values: &Values) -> impl Iterator<Item = Values> {
    let simplest = |value: &Value| match value {
        Value::YesNo(true) => Some(Value::YesNo(false)),
        Value::Choice(position) if *position > 0 => Some(Value::Choice(0)),
        Value::Number(number) if !number.is_zero() => Some(Value::Number(Decimal::ZERO)),
        _ => None,
    };
    values.iter().filter_map(move |(name, value)| {
        let mut changed = values.clone();
        changed.insert(name.clone(), simplest(value)?);
        Some(changed)
    })
}

fn thing(entity: &str, name: &str, facts: &[String]) -> String {
    format!("{{\"entity\": \"{entity}\", \"name\": \"{name}\", \"facts\": {{{}}}}}", facts.join(", "))
}

fn printed_values(values: &Values, program: &Program) -> Vec<String> {
    let shown = |(name, value): (&String, &Value)| {
        let value = match value {
            Value::YesNo(value) => value.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Date(date) => format!("\"{date}\""),
            Value::Choice(position) => format!("{:?}", choices(program, name).get(usize::from(*position))),
            Value::Absent => "\"absent\"".to_owned(),
        };
        format!("\"{name}\": {}", value.trim_start_matches("Some(").trim_end_matches(')'))
    };
    values.iter().map(shown).collect()
}

/// The values of an input that is a choice.
fn choices(program: &Program, input: &str) -> Vec<String> {
    let found = program.inputs.iter().find(|found| found.naming.name == input).map(|found| found.value_type);
    match found {
        Some(Type::Choice(id)) => program
            .enumerations
            .get(id.0)
            .map_or(Vec::new(), |found| found.values.iter().map(|value| value.name.clone()).collect()),
        _ => Vec::new(),
    }
}

/// A value as it is written into a cell of a table.
#[must_use]
pub fn cell(value: Value, input: &Input, program: &Program) -> String {
    match value {
        Value::YesNo(value) => if value { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => match input.value_type {
            Type::Percent => format!("{}%", (number * Decimal::ONE_HUNDRED).normalize()),
            Type::Duration => format!("{number}m"),
            _ => number.to_string(),
        },
        Value::Date(date) => date.to_string(),
        Value::Choice(at) => choices(program, &input.naming.name).get(usize::from(at)).cloned().unwrap_or_default(),
        Value::Absent => "none".to_owned(),
    }
}

/// The name of the day of birth.
#[must_use]
pub const fn birth_name() -> &'static str {
    BIRTH
}
