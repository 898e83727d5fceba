//! Facts written as JSON.
//!
//! Receives a `household` block and a program; hands on the day, the world and the facts.
//! It knows the inputs by name and kind, and evaluates nothing.

use ansinh_engine::hir::{Input, Program, Type};
use ansinh_engine::lower::World;
use ansinh_engine::value::{Date, Decimal, Fact, Facts, Value};
use serde_json::Value as Json;

use crate::law;

/// One case: when, under which law, and what is known.
#[derive(Clone, Debug)]
pub struct Household {
    /// The assessment date.
    pub on: Date,
    /// The law.
    pub world: World,
    /// The facts.
    pub facts: Facts,
}

/// Reads a household.
///
/// # Errors
/// JSON that cannot be read, or a day, a thing, a fact or a value that the program does not have.
pub fn read(text: &str, program: &Program) -> Result<Household, String> {
    let json: Json = serde_json::from_str(text).map_err(|error| format!("household: {error}"))?;
    let on = json.get("on").and_then(Json::as_str).and_then(Date::parse).ok_or("household: no day `on`")?;
    let mut facts = Facts::default();
    let things: Vec<&Json> = json.get("things").and_then(Json::as_array).into_iter().flatten().collect();
    for thing in &things {
        let word = |key: &str| thing.get(key).and_then(Json::as_str).ok_or(format!("household: a thing without {key}"));
        facts.add(word("entity")?, word("name")?);
    }
    for (position, thing) in things.iter().enumerate() {
        for (name, value) in thing.get("facts").and_then(Json::as_object).into_iter().flatten() {
            state(&mut facts, position, name, value, program)?;
        }
    }
    let with = json.get("with").and_then(Json::as_array).into_iter().flatten();
    let with = with.filter_map(Json::as_str).map(str::to_owned).collect();
    let known_on = json.get("known_on").and_then(Json::as_str).and_then(Date::parse);
    let world = law::world(json.get("scenario").and_then(Json::as_str));
    let set = json.get("set").and_then(Json::as_object).into_iter().flatten();
    let setting = |(name, value): (&String, &Json)| {
        let value = match value {
            Json::Bool(value) => Some(Value::YesNo(*value)),
            other => other.to_string().parse().ok().map(Value::Number),
        };
        value.map(|value| (name.clone(), value)).ok_or_else(|| format!("household: `{name}` is set to nothing"))
    };
    let settings = set.map(setting).collect::<Result<_, _>>()?;
    Ok(Household { on, world: World { with, known_on, settings, ..world }, facts })
}

fn state(facts: &mut Facts, thing: usize, name: &str, json: &Json, program: &Program) -> Result<(), String> {
    if let Some(targets) = json.as_array() {
        return link(facts, thing, name, targets, program);
    }
    let input = program.inputs.iter().find(|input| input.naming.name == name);
    let input = input.ok_or_else(|| format!("household: no fact `{name}`"))?;
    let fact = fact(json, input, program).ok_or_else(|| format!("household: `{json}` does not suit `{name}`"))?;
    facts.state(thing, name, fact);
    Ok(())
}

fn fact(json: &Json, input: &Input, program: &Program) -> Option<Fact> {
    let word = json.as_str();
    if word == Some("absent") && input.is_optional {
        return Some(Fact::Known(Value::Absent));
    }
    Some(Fact::Known(match input.value_type {
        Type::YesNo => Value::YesNo(json.as_bool()?),
        Type::Date => match Date::parse(word?) {
            Some(date) => Value::Date(date),
            None => return days(word?).map(Fact::OneOf),
        },
        Type::Choice(id) => {
            let values = &program.enumerations.get(id.0)?.values;
            let position = values.iter().position(|value| Some(value.name.as_str()) == word)?;
            Value::Choice(u16::try_from(position).ok()?)
        }
        _ => Value::Number(json.to_string().trim_matches('"').parse::<Decimal>().ok()?),
    }))
}

/// The days of `1944-XX-XX` or `1944-07-XX`.
fn days(text: &str) -> Option<Vec<Date>> {
    let year: i32 = text.get(..4)?.parse().ok()?;
    let months = match text.get(5..7)?.parse::<i32>() {
        Ok(month) => month..=month,
        Err(_) => 1..=12,
    };
    Some(months.flat_map(|month| (1..=31).filter_map(move |day| Date::new(year, month, day))).collect())
}

/// States a link, and the other direction of it.
fn link(facts: &mut Facts, thing: usize, name: &str, targets: &[Json], program: &Program) -> Result<(), String> {
    let found = program.links.iter().find(|link| link.naming.name == name);
    let found = found.ok_or_else(|| format!("household: no link `{name}`"))?;
    let mut positions = Vec::new();
    for target in targets {
        let target = target.as_str().and_then(|target| facts.position(target));
        positions.push(target.ok_or_else(|| format!("household: `{name}` leads to nobody"))?);
    }
    let inverse = found.inverse.and_then(|id| program.links.get(id.0));
    for target in &positions {
        if let (Some(inverse), Some(there)) = (inverse, facts.things.get_mut(*target)) {
            let back = there.links.entry(inverse.naming.name.clone()).or_default();
            if !back.contains(&thing) {
                back.push(thing);
            }
        }
    }
    facts.link(thing, name, positions);
    Ok(())
}
