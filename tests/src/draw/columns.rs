//! Households as columns of a population.
//!
//! Receives households as they were drawn; hands on a population with every fact and every link. It draws nothing.

use ansinh_engine::hir::{Input, Program, Type};
use ansinh_engine::population::{Column, ColumnData, Entity, Population, PopulationError, Relation};
use ansinh_engine::value::{Date, Decimal, Value};

use super::{Drawn, Values, child_links, choices, head_links, optional_links};

/// Households as a population.
///
/// # Errors
/// As for [`Population::new`].
pub fn population(households: &[Drawn], program: &Program) -> Result<Population, PopulationError> {
    let mut first_person = vec![0];
    let mut offsets = vec![0];
    let mut targets = Vec::new();
    let mut n_persons = 0;
    for household in households {
        for person in &household.persons {
            targets.extend(person.children.iter().map(|child| n_persons + number(*child)));
            offsets.push(number(targets.len()));
        }
        n_persons += number(household.persons.len());
        first_person.push(n_persons);
    }
    let persons: Vec<&Values> =
        households.iter().flat_map(|household| household.persons.iter().map(|person| &person.facts)).collect();
    let homes: Vec<&Values> = households.iter().map(|household| &household.household).collect();
    let mut columns = columns(&persons, Entity::Person, program);
    columns.extend(self::columns(&homes, Entity::Household, program));
    let relation = |name| Relation { name, offsets: offsets.clone(), targets: targets.clone() };
    let mut relations: Vec<Relation> = child_links(program).into_iter().map(relation).collect();
    // An optional link leads to the first child alone.
    let (mut first_offsets, mut first_targets) = (vec![0], Vec::new());
    for ends in offsets.windows(2) {
        let (start, end) = (ends[0] as usize, ends[1] as usize);
        first_targets.extend(targets[start..end].iter().take(1));
        first_offsets.push(number(first_targets.len()));
    }
    let optional = optional_links(program).into_iter();
    relations.extend(optional.map(|name| Relation {
        name,
        offsets: first_offsets.clone(),
        targets: first_targets.clone(),
    }));
    let names = head_links(program, 1).into_iter().map(|(name, _)| name).enumerate();
    let of_households = names.map(|(at, name)| {
        let (mut offsets, mut targets) = (vec![0], Vec::new());
        for (household, first) in households.iter().zip(&first_person) {
            let heads = head_links(program, household.persons.len());
            let head = heads.get(at).and_then(|(_, head)| *head);
            targets.extend(head.map(|head| first + number(head)));
            offsets.push(number(targets.len()));
        }
        Relation { name, offsets, targets }
    });
    let of_households: Vec<Relation> = of_households.collect();
    Population::new(first_person, columns, relations)?.with_relations_of_households(of_households)
}

fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn columns(rows: &[&Values], entity: Entity, program: &Program) -> Vec<Column> {
    let names: Vec<&String> = rows.first().map_or(Vec::new(), |row| row.keys().collect());
    let column = |name: &String| {
        let values = rows.iter().filter_map(|row| row.get(name).copied());
        let input = program.inputs.iter().find(|input| input.naming.name == *name);
        let values: Vec<Value> =
            values.map(|value| if value == Value::Absent { filler(input) } else { value }).collect();
        Column { name: name.clone(), entity, data: data(&values, choices(program, name)) }
    };
    // A fact that may be missing has a column beside it that says where it is.
    let is_optional =
        |name: &&&String| program.inputs.iter().any(|input| input.naming.name == ***name && input.is_optional);
    let present = |name: &&String| {
        let is_present = |row: &&Values| u8::from(row.get(*name) != Some(&Value::Absent));
        let data = ColumnData::YesNo(rows.iter().map(is_present).collect());
        Column { name: format!("{name}?"), entity, data }
    };
    let mut all: Vec<Column> = names.iter().filter(is_optional).map(present).collect();
    all.extend(names.into_iter().map(column));
    all
}

/// What stands in a column where there is no value.
fn filler(input: Option<&Input>) -> Value {
    match input.map(|input| (input.value_type, input.range)) {
        Some((_, Some((low, _)))) => low,
        Some((Type::Date, None)) => Date::new(2000, 1, 1).map_or(Value::Absent, Value::Date),
        Some((Type::Choice(_), None)) => Value::Choice(0),
        Some((Type::YesNo, None)) => Value::YesNo(false),
        _ => Value::Number(Decimal::ZERO),
    }
}

fn data(values: &[Value], choices: Vec<String>) -> ColumnData {
    let whole = |number: Decimal| i64::try_from(number.mantissa()).unwrap_or(0);
    match values.first() {
        Some(Value::Choice(_)) => {
            let code = |value: &Value| if let Value::Choice(at) = value { u8::try_from(*at).unwrap_or(0) } else { 0 };
            ColumnData::Choice { values: choices, codes: values.iter().map(code).collect() }
        }
        Some(Value::Date(_)) => {
            let packed = |value: &Value| if let Value::Date(date) = value { date.packed() } else { 0 };
            ColumnData::Date(values.iter().map(packed).collect())
        }
        Some(Value::Number(_)) => {
            let values = values.iter().filter_map(|value| value.as_number()).map(whole).collect();
            ColumnData::Number { scale: 0, values }
        }
        _ => ColumnData::YesNo(values.iter().map(|value| u8::from(*value == Value::YesNo(true))).collect()),
    }
}
