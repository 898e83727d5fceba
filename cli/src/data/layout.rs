//! What is read from which column.
//!
//! Receives a mapping, the law's inputs and the tables; hands on one builder for each column that is read, or all that
//! does not fit together. It reads no row.

use ansinh_engine::hir::{Input, Program, Type};
use ansinh_engine::lower::{self, World};
use ansinh_engine::plan;
use ansinh_engine::population::Entity;
use ansinh_engine::value::Date;
use ansinh_grammar::Text;

use super::builder::{Builder, Kind};
use super::mapping::{Mapping, People, Told};
use super::table::Table;
use crate::nearest::nearest;

/// What is read although the law does not ask for it: by it results are broken down.
pub(super) const TRAITS: [(&str, Entity); 3] =
    [("sex", Entity::Person), ("district", Entity::Household), ("ethnic_minority", Entity::Household)];

/// A column that is read.
pub(super) struct Reading<'p> {
    /// Its place in the table; nothing for a value taken for granted.
    pub(super) at: Option<usize>,
    /// Where month and day stand, if a date has a column for each.
    pub(super) parts: Vec<usize>,
    /// A value taken for granted.
    pub(super) assume: Option<String>,
    pub(super) builder: Builder<'p>,
}

impl Reading<'_> {
    /// The columns whose cells it takes, in this order.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        self.at.into_iter().chain(self.at.iter().flat_map(|_| self.parts.iter().copied()))
    }
}

/// A link that is read.
pub(super) struct LinkReading {
    pub(super) name: String,
    pub(super) column: String,
    pub(super) at: usize,
}

/// What is read of both tables.
pub(super) struct Layout<'p> {
    pub(super) persons: Vec<Reading<'p>>,
    pub(super) households: Vec<Reading<'p>>,
    pub(super) links: Vec<LinkReading>,
    /// The place of the household's name in the table of persons.
    pub(super) home: Option<usize>,
    /// The place of the person's name.
    pub(super) person: Option<usize>,
    /// The place of the household's name in its own table.
    pub(super) household: Option<usize>,
    /// What is told beside the results: columns that nobody asked for, inputs that no column holds.
    pub(super) notes: Vec<Text>,
    /// The inputs that no column holds.
    pub(super) unmapped: Vec<String>,
}

/// The tables and what the mapping is held against.
pub(super) struct Sources<'s, 'p> {
    pub(super) mapping: &'s Mapping,
    pub(super) program: &'p Program,
    pub(super) persons: &'s Table,
    pub(super) households: Option<&'s Table>,
}

impl<'p> Layout<'p> {
    /// What is read.
    ///
    /// # Errors
    /// All that does not fit together.
    pub(super) fn of(sources: &Sources<'_, 'p>) -> Result<Self, Vec<Text>> {
        let Sources { mapping, persons, households, .. } = sources;
        let mut wrong = Vec::new();
        let mut name = |table: &Table, column: Option<&String>, what: &str| {
            let column = column?;
            let at = table.column(column);
            if at.is_none() {
                wrong.push(no_column(table, column, what));
            }
            at
        };
        let home = name(persons, mapping.persons.household.as_ref(), "persons.household");
        let person = name(persons, mapping.persons.person.as_ref(), "persons.person");
        let household = households.and_then(|table| {
            let column = mapping.households.household.as_ref().or(mapping.persons.household.as_ref());
            name(table, column, "households.household")
        });
        if mapping.persons.household.is_none() {
            wrong.push(Text::new(
                "bảng ánh xạ: thiếu `persons.household`, cột nêu mỗi người ở hộ nào",
                "mapping: `persons.household` is missing, the column that says in which household each person lives",
            ));
        }
        let own = readings(sources, &mapping.persons, Entity::Person, persons, &mut wrong);
        let of_homes =
            readings(sources, &mapping.households, Entity::Household, households.unwrap_or(persons), &mut wrong);
        let links = links(sources, &mut wrong);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let unmapped = unmapped(sources.program, &own, &of_homes);
        let mut notes: Vec<Text> = Vec::new();
        notes.extend(unread(persons, &[&mapping.persons, &mapping.households], mapping));
        if let Some(table) = households {
            notes.extend(unread(table, &[&mapping.households], mapping));
        }
        Ok(Self { persons: own, households: of_homes, links, home, person, household, notes, unmapped })
    }
}

fn readings<'p>(
    sources: &Sources<'_, 'p>,
    people: &People,
    entity: Entity,
    table: &Table,
    wrong: &mut Vec<Text>,
) -> Vec<Reading<'p>> {
    let (program, mapping) = (sources.program, sources.mapping);
    let mut found = Vec::new();
    for (written, wanted) in &people.inputs {
        let told = wanted.told();
        let Some((name, kind, input)) = meant(written, entity, &told, program, wrong) else { continue };
        let at = told.column.as_ref().and_then(|column| {
            let at = table.column(column);
            if at.is_none() {
                wrong.push(no_column(table, column, &name));
            }
            at
        });
        if told.column.is_some() == told.assume.is_some() {
            wrong.push(Text::new(
                format!("bảng ánh xạ: `{name}` cần hoặc `column` hoặc `assume`"),
                format!("mapping: `{name}` needs either `column` or `assume`"),
            ));
        }
        let parts = parts(table, &told, (&name, &kind), wrong);
        let everywhere = (mapping.missing.as_slice(), mapping.date.as_deref());
        match Builder::new((&name, kind), (input, program), &told, everywhere) {
            Ok(builder) => found.push(Reading { at, parts, assume: told.assume, builder }),
            Err(more) => wrong.extend(more),
        }
    }
    found
}

/// The places of month and day, where a date has a column for each.
fn parts(table: &Table, told: &Told, (name, kind): (&str, &Kind), wrong: &mut Vec<Text>) -> Vec<usize> {
    if (told.month.is_some() || told.day.is_some()) && *kind != Kind::Date {
        wrong.push(Text::new(
            format!("bảng ánh xạ: `{name}` không phải ngày; bỏ `month` và `day`"),
            format!("mapping: `{name}` is no date; leave out `month` and `day`"),
        ));
    }
    if told.day.is_some() && told.month.is_none() {
        wrong.push(Text::new(
            format!("bảng ánh xạ: `{name}` có `day` mà thiếu `month`, cột nêu tháng"),
            format!("mapping: `{name}` has `day` without `month`, the column with the month"),
        ));
    }
    let mut place = |column: &String| {
        let at = table.column(column);
        if at.is_none() {
            wrong.push(no_column(table, column, name));
        }
        at
    };
    told.month.iter().chain(&told.day).filter_map(&mut place).collect()
}

/// The input or trait of a name or alias, and what it may hold.
fn meant<'p>(
    written: &str,
    entity: Entity,
    told: &Told,
    program: &'p Program,
    wrong: &mut Vec<Text>,
) -> Option<(String, Kind, Option<&'p Input>)> {
    let of_entity = |input: &&Input| entity_of(input, program) == Some(entity);
    let is_it = |input: &&Input| input.naming.name == written || input.naming.alias.as_deref() == Some(written);
    if let Some(input) = program.inputs.iter().filter(of_entity).find(is_it) {
        let name = input.naming.name.clone();
        let kind = if told.months { Kind::Months } else { kind(input, program) };
        return Some((name, kind, Some(input)));
    }
    if TRAITS.contains(&(written, entity)) {
        let kind = match written {
            "sex" => Kind::Choice(vec![
                ("male".to_owned(), Some("nam".to_owned())),
                ("female".to_owned(), Some("nữ".to_owned())),
            ]),
            "ethnic_minority" => Kind::YesNo,
            _ => Kind::Open,
        };
        return Some((written.to_owned(), kind, None));
    }
    let names = program.inputs.iter().filter(of_entity).map(|input| input.naming.name.as_str());
    let near = nearest(written, names.chain(TRAITS.map(|(name, _)| name)));
    let table = if entity == Entity::Person { "persons" } else { "households" };
    let remedy = near.map_or_else(
        || Text::new("`ansinh assess --columns` liệt kê mọi dữ kiện", "`ansinh assess --columns` lists every fact"),
        |near| Text::new(format!("có lẽ là `{near}`"), format!("did you mean `{near}`?")),
    );
    wrong.push(Text::new(
        format!("bảng ánh xạ: không có dữ kiện `{table}.inputs.{written}`; {}", remedy.vi),
        format!("mapping: there is no fact `{table}.inputs.{written}`; {}", remedy.en),
    ));
    None
}

/// Whom an input is about; nothing for what populations do not hold.
pub(super) fn entity_of(input: &Input, program: &Program) -> Option<Entity> {
    match program.entities.get(input.entity.0)?.naming.name.as_str() {
        "person" => Some(Entity::Person),
        "household" => Some(Entity::Household),
        _ => None,
    }
}

/// What an input may hold.
pub(super) fn kind(input: &Input, program: &Program) -> Kind {
    match input.value_type {
        Type::YesNo => Kind::YesNo,
        Type::Date => Kind::Date,
        Type::Choice(id) => {
            let values = program.enumerations.get(id.0).map_or(&[][..], |found| found.values.as_slice());
            Kind::Choice(values.iter().map(|value| (value.name.clone(), value.alias.clone())).collect())
        }
        Type::Integer | Type::Money(_) => Kind::Number(0),
        _ => Kind::Number(decimals(&input.naming.name, program)),
    }
}

/// In how many decimals the law counts an input.
fn decimals(name: &str, program: &Program) -> u32 {
    let on = Date::new(2024, 7, 1);
    let plan = on.and_then(|on| lower::lower(program, &World::default(), on).ok());
    let found = plan.as_ref().and_then(|plan| plan.inputs.get(plan.input(name)?.0)).map(|input| &input.kind);
    if let Some(plan::Kind::Number(number)) = found { number.scale } else { 0 }
}

fn links(sources: &Sources<'_, '_>, wrong: &mut Vec<Text>) -> Vec<LinkReading> {
    let (program, table) = (sources.program, sources.persons);
    let is_between_persons = |link: &&ansinh_engine::hir::Link| {
        let name = |id: usize| program.entities.get(id).map(|entity| entity.naming.name.as_str());
        name(link.from.0) == Some("person") && name(link.to.0) == Some("person")
    };
    let all = || program.links.iter().filter(is_between_persons);
    let mut found = Vec::new();
    for (written, column) in &sources.mapping.persons.links {
        let link = all().find(|link| link.naming.name == *written || link.naming.alias.as_deref() == Some(written));
        match (link, table.column(column)) {
            (Some(link), Some(at)) => {
                found.push(LinkReading { name: link.naming.name.clone(), column: column.clone(), at });
            }
            (Some(_), None) => wrong.push(no_column(table, column, written)),
            (None, _) => {
                let names: Vec<&str> = all().map(|link| link.naming.name.as_str()).collect();
                let near = nearest(written, names.iter().copied()).map_or_else(|| names.join(", "), str::to_owned);
                wrong.push(Text::new(
                    format!("bảng ánh xạ: không có liên kết `{written}`; có lẽ là: {near}"),
                    format!("mapping: there is no link `{written}`; did you mean: {near}?"),
                ));
            }
        }
    }
    if !found.is_empty() && sources.mapping.persons.person.is_none() {
        wrong.push(Text::new(
            "bảng ánh xạ: liên kết cần `persons.person`, cột nêu mã của từng người",
            "mapping: links need `persons.person`, the column with the name of each person",
        ));
    }
    found
}

fn unmapped(program: &Program, persons: &[Reading<'_>], households: &[Reading<'_>]) -> Vec<String> {
    let has = |name: &str| persons.iter().chain(households).any(|reading| reading.builder.name == name);
    let names = program.inputs.iter().map(|input| input.naming.name.clone());
    names.filter(|name| !has(name)).collect()
}

/// The columns that the mapping says nothing about.
fn unread(table: &Table, people: &[&People], mapping: &Mapping) -> Option<Text> {
    let mut known: Vec<String> = Vec::new();
    for people in people {
        known.extend(people.household.iter().chain(&people.person).chain(&people.ignore).cloned());
        known.extend(people.inputs.values().flat_map(|wanted| wanted.told().columns().cloned().collect::<Vec<_>>()));
        known.extend(people.links.values().cloned());
    }
    known.extend(mapping.persons.household.clone());
    let sample = mapping.sample.iter();
    known.extend(sample.flat_map(|sample| {
        std::iter::once(&sample.weight).chain(&sample.stratum).chain(&sample.unit).chain(&sample.replicates).cloned()
    }));
    let is_known = |name: &&String| {
        known.iter().any(|other| other == *name || other.strip_suffix('*').is_some_and(|start| name.starts_with(start)))
    };
    let unread: Vec<&str> =
        table.header.iter().filter(|name| !name.is_empty() && !is_known(name)).map(String::as_str).collect();
    let (file, all) = (table.file(), unread.join(", "));
    (!unread.is_empty()).then(|| {
        Text::new(
            format!("{file}: bảng ánh xạ không nhắc đến các cột: {all}; ghi vào `ignore` nếu cố ý"),
            format!("{file}: the mapping says nothing of the columns: {all}; list them in `ignore` if that is meant"),
        )
    })
}

pub(super) fn no_column(table: &Table, column: &str, what: &str) -> Text {
    let file = table.file();
    let near = nearest(column, table.header.iter().map(String::as_str));
    let remedy = near.map_or_else(|| table.header.join(", "), str::to_owned);
    Text::new(
        format!("{file}: không có cột `{column}` ({what}); có lẽ là: {remedy}"),
        format!("{file}: there is no column `{column}` ({what}); did you mean: {remedy}?"),
    )
}
