//! Puts the population of the next year together.
//!
//! Receives who is there and what became of them; hands on columns with the names of law inputs. It draws nothing but
//! the ranks of who is new.

use super::assumption::Paths;
use super::homes::{INCOME, circumstance};
use super::stock::{Group, Purpose, codes, draw, values};
use super::{Accounts, DISABILITY, Facts, GROUPS, HIV, N_GROUPS, Next, Person, Projector};
use crate::population::sampling::count;
use crate::population::{Column, ColumnData, Entity, Population, PopulationError, Relation};
use crate::value::{BIRTH, Date};

/// The column that says on which day somebody is there no more.
pub const LEFT_ON: &str = "left_on";
/// Children older than this are raised no more.
const RAISED_TO: i32 = 25;
const RAISES: &str = "children_raised";

/// The days on which people are there no more; nothing in a population that nobody leaves.
pub(super) fn left(population: &Population) -> Option<&[i32]> {
    match population.columns().iter().find(|column| column.name == LEFT_ON).map(|column| &column.data) {
        Some(ColumnData::Date(left)) => Some(left),
        _ => None,
    }
}

/// The household of everybody.
pub(crate) fn homes_of(first_person: &[u32]) -> Vec<u32> {
    let mut homes = Vec::with_capacity(first_person.last().map_or(0, |&last| last as usize));
    for (home, ends) in (0_u32..).zip(first_person.windows(2)) {
        if let [from, to] = ends {
            homes.extend(std::iter::repeat_n(home, (to - from) as usize));
        }
    }
    homes
}

/// The classes of the households of the next year.
struct Classes {
    poverty: Vec<u8>,
    hardship: Vec<u8>,
}

impl Projector {
    /// Makes the population of a year of its people.
    pub(super) fn build(
        &mut self,
        year: i32,
        people: Vec<Next>,
        homes: &[u32],
        first_person: Vec<u32>,
        accounts: Accounts,
    ) -> Result<(), PopulationError> {
        let ranks: Vec<[u32; 2]> =
            homes.iter().map(|&home| self.homes.ranks.get(home as usize).copied().unwrap_or_default()).collect();
        let minority = codes(&self.population, "ethnic_minority")?;
        let of = |(ends, home): (&[u32], &u32)| {
            let members = match ends {
                [from, to] => people.get(*from as usize..*to as usize).unwrap_or(&[]),
                _ => &[],
            };
            let ages = members.iter().map(|one| year - one.birth.year());
            circumstance(ages, minority.get(*home as usize) == Some(&1))
        };
        let circumstances: Vec<u32> = first_person.windows(2).zip(homes).map(of).collect();
        let (poverty, hardship) = self.homes.classes(&self.paths, year, &circumstances, &ranks)?;
        let classes = Classes { poverty, hardship };
        self.change_facts(year, &people, &first_person, &classes);
        let columns = self.columns(&people, homes, &classes)?;
        let raised = self.raised(year, &people, &first_person);
        let weight = self.population.weight();
        self.population = Population::new(first_person, columns, vec![raised])?.weighted(weight);
        self.ids = people.iter().map(|one| one.id).collect();
        self.homes.ranks = ranks;
        self.homes.incomes = homes.iter().filter_map(|&home| self.homes.incomes.get(home as usize).copied()).collect();
        (self.year, self.accounts) = (year, accounts.weighted(u64::from(weight)));
        Ok(())
    }

    /// Everybody's facts at the end of the year.
    fn change_facts(&mut self, year: i32, people: &[Next], first_person: &[u32], classes: &Classes) {
        let homes = homes_of(first_person);
        let mut persons: Vec<Person> = people
            .iter()
            .zip(&homes)
            .map(|(one, &home)| Person {
                age: year - one.birth.year(),
                sex: one.sex,
                poverty: classes.poverty.get(home as usize).copied().unwrap_or(2),
                is_severe: false,
                has_hiv: false,
            })
            .collect();
        let severe: Vec<bool> =
            values(&self.population, "disability").iter().map(|degree| degree.ends_with("severe")).collect();
        for (at, group) in GROUPS.iter().enumerate().take(N_GROUPS) {
            let scale = self.scale(at, year);
            let seed = self.seed;
            let Some(facts) = self.facts.get_mut(at) else { continue };
            change(group, facts, &scale, people, &persons, &|id| draw(seed, Purpose::Rank, id, at as u64));
            let is = |fact: u8, wanted: &dyn Fn(u8) -> bool| {
                facts.codes.get(usize::from(fact)).and_then(|codes| codes.first()).is_some_and(|&code| wanted(code))
            };
            for (person, &fact) in persons.iter_mut().zip(&facts.of_person) {
                match at {
                    DISABILITY => {
                        person.is_severe = is(fact, &|code| severe.get(usize::from(code)).copied().unwrap_or(false));
                    }
                    HIV => person.has_hiv = is(fact, &|code| code == 1),
                    _ => {}
                }
            }
        }
    }

    /// By how many thousandths the share of each fact of a kind changes.
    fn scale(&self, at: usize, year: i32) -> Vec<u64> {
        let (Some(group), Some(facts)) = (GROUPS.get(at), self.facts.get(at)) else { return Vec::new() };
        let level = |paths: &Paths, name| paths.at(name, year).and_then(|value| u64::try_from(value).ok());
        let level = |name| level(&self.paths, name).unwrap_or(1_000);
        let has = |codes: &[u8], name: &str, is: &dyn Fn(&str, u8) -> bool| {
            let column = group.columns().iter().position(|column| *column == name);
            let code = column.and_then(|column| codes.get(column)).copied();
            let answers = values(&self.population, name);
            code.is_some_and(|code| is(answers.get(usize::from(code)).map_or("", String::as_str), code))
        };
        let of = |codes: &Vec<u8>| {
            let mut factor = 1_000;
            if has(codes, "disability", &|answer, _| answer != "no_disability") {
                factor = factor * level("disability") / 1_000;
            }
            if has(codes, "pension", &|_, code| code == 1) {
                factor = factor * level("pension") / 1_000;
            }
            if has(codes, "supporter", &|answer, _| answer != "able") {
                factor = factor * level("unsupported") / 1_000;
            }
            factor
        };
        facts.codes.iter().map(of).collect()
    }

    /// The columns of the next year, in the order of this one.
    fn columns(&self, people: &[Next], homes: &[u32], classes: &Classes) -> Result<Vec<Column>, PopulationError> {
        let mut columns = Vec::new();
        for column in self.population.columns().iter().filter(|column| column.name != LEFT_ON) {
            let data = match (column.entity, column.name.as_str()) {
                (Entity::Household, "poverty") => with_codes(&column.data, classes.poverty.clone()),
                (Entity::Household, "hardship") => with_codes(&column.data, classes.hardship.clone()),
                (Entity::Household, INCOME) => {
                    let values = self.homes.incomes_in(&self.paths, self.year + 1, homes);
                    ColumnData::Number { scale: 0, values }
                }
                (Entity::Household, _) => gathered(&column.data, homes.iter().map(|&home| Some(home))),
                (Entity::Person, BIRTH) => ColumnData::Date(people.iter().map(|one| one.birth.packed()).collect()),
                (Entity::Person, "sex") => with_codes(&column.data, people.iter().map(|one| one.sex).collect()),
                (Entity::Person, "died_this_month") => {
                    let bit = |one: &Next| one.death.map_or(0, |month| 1_u16 << (month - 1));
                    ColumnData::YesNoByMonth(people.iter().map(bit).collect())
                }
                (Entity::Person, "pregnant") => {
                    ColumnData::YesNoByMonth(people.iter().map(|one| one.pregnant).collect())
                }
                (Entity::Person, "wage") => ColumnData::YesNo(self.wages()?),
                (Entity::Person, name) => match self.lane(name) {
                    Some(codes) => with_codes(&column.data, codes),
                    None => gathered(&column.data, people.iter().map(|one| one.source)),
                },
            };
            columns.push(Column { name: column.name.clone(), entity: column.entity, data });
        }
        let never = Date::new(9999, 12, 31).map_or(i32::MAX, Date::packed);
        let left = people.iter().map(|one| one.left.map_or(never, Date::packed)).collect();
        columns.push(Column { name: LEFT_ON.to_owned(), entity: Entity::Person, data: ColumnData::Date(left) });
        Ok(columns)
    }

    /// The codes of a column that belongs to a kind of facts.
    fn lane(&self, name: &str) -> Option<Vec<u8>> {
        let places = GROUPS.iter().map(|group| group.columns().iter().position(|column| *column == name));
        let (facts, column) = self.facts.iter().zip(places).find_map(|(facts, place)| Some((facts, place?)))?;
        let codes: Vec<u8> = facts.codes.iter().map(|codes| codes.get(column).copied().unwrap_or(0)).collect();
        let code = |&fact: &u8| codes.get(usize::from(fact)).copied().unwrap_or(0);
        Some(facts.of_person.iter().map(code).collect())
    }

    /// Who has a steady income and neither a pension nor an insurance allowance earns it.
    fn wages(&self) -> Result<Vec<u8>, PopulationError> {
        let lane = |name: &str| self.lane(name).ok_or_else(|| PopulationError::Value(name.to_owned()));
        let (income, pension, insurance) = (lane("stable_income")?, lane("pension")?, lane("insurance_allowance")?);
        let others = pension.iter().zip(&insurance);
        Ok(income
            .iter()
            .zip(others)
            .map(|(income, (pension, insurance))| income & !(pension | insurance) & 1)
            .collect())
    }

    /// Who raises whom: as before, and newborn children by their mothers and whoever raises with them.
    fn raised(&self, year: i32, people: &[Next], first_person: &[u32]) -> Relation {
        let before = self.population.relations().iter().find(|relation| relation.name == RAISES);
        let targets_before = |source: u32| {
            before.map_or(&[][..], |relation| {
                let ends = relation.offsets.get(source as usize..source as usize + 2);
                let Some([from, to]) = ends else { return &[] };
                relation.targets.get(*from as usize..*to as usize).unwrap_or(&[])
            })
        };
        let (mut offsets, mut targets) = (vec![0], Vec::new());
        for ends in first_person.windows(2) {
            let [from, to] = ends else { continue };
            let members = people.get(*from as usize..*to as usize).unwrap_or(&[]);
            let partners = self.partners(members, &targets_before);
            for one in members {
                let own = one.source.map_or(&[][..], targets_before);
                let is_raised = |child: &Next| match (child.source, child.mother) {
                    (None, Some(mother)) => {
                        let with = partners.iter().find(|(of, _)| *of == mother).and_then(|(_, with)| *with);
                        one.source == Some(mother) || (one.source.is_some() && one.source == with)
                    }
                    (Some(source), _) => own.contains(&source) && year - child.birth.year() <= RAISED_TO,
                    _ => false,
                };
                // Most people raise nobody and there is no newborn child.
                if !own.is_empty() || !partners.is_empty() {
                    let places = (*from..).zip(members).filter(|(_, child)| is_raised(child));
                    targets.extend(places.map(|(place, _)| place));
                }
                offsets.push(count(targets.len()));
            }
        }
        Relation { name: RAISES.to_owned(), offsets, targets }
    }

    /// For each mother of a newborn child who raises it with her: who raises another child with her, or else a married
    /// man of the household who is not much younger and less than twenty years older.
    fn partners<'r>(&self, members: &[Next], targets_before: &dyn Fn(u32) -> &'r [u32]) -> Vec<(u32, Option<u32>)> {
        let mothers = members.iter().filter_map(|one| one.mother);
        let partner = |mother: u32| {
            let others = || members.iter().filter(|one| one.source.is_some_and(|source| source != mother));
            let own = targets_before(mother);
            let raises = |one: &&Next| {
                one.source.is_some_and(|source| targets_before(source).iter().any(|child| own.contains(child)))
            };
            let born = members.iter().find(|one| one.source == Some(mother)).map(|one| one.birth.year())?;
            let is_spouse = |one: &&Next| {
                one.sex == 0 && (born - 20..born + 6).contains(&one.birth.year()) && self.is_married(one.source)
            };
            others().find(raises).or_else(|| others().find(is_spouse)).and_then(|one| one.source)
        };
        mothers.map(|mother| (mother, partner(mother))).collect()
    }

    /// Whether somebody was married in the year before.
    fn is_married(&self, source: Option<u32>) -> bool {
        let answers = values(&self.population, "marital");
        let codes = codes(&self.population, "marital").unwrap_or(&[]);
        let code = source.and_then(|source| codes.get(source as usize));
        code.and_then(|&code| answers.get(usize::from(code))).is_some_and(|answer| answer == "married")
    }
}

/// Everybody's facts of one kind in their circumstances of the year.
fn change(
    group: &Group,
    facts: &mut Facts,
    scale: &[u64],
    people: &[Next],
    persons: &[Person],
    draw: &dyn Fn(u64) -> u32,
) {
    let of = |fact: usize| scale.get(fact).copied().unwrap_or(1_000);
    let table = facts.kind.scaled(&of).table(group.n_circumstances());
    let ordinary = u8::try_from(facts.codes.len().saturating_sub(1)).unwrap_or(0);
    let (mut of_person, mut ranks) = (Vec::with_capacity(people.len()), Vec::with_capacity(people.len()));
    for (one, person) in people.iter().zip(persons) {
        let source = one.source.map(|source| source as usize);
        let rank = source.and_then(|source| facts.ranks.get(source)).copied().unwrap_or_else(|| draw(one.id));
        let before = source.and_then(|source| facts.of_person.get(source)).copied().unwrap_or(ordinary);
        of_person.push(table.fact(group.circumstance(*person), rank).unwrap_or(before));
        ranks.push(rank);
    }
    (facts.of_person, facts.ranks) = (of_person, ranks);
}

/// A column of the same form with other codes.
fn with_codes(form: &ColumnData, codes: Vec<u8>) -> ColumnData {
    match form {
        ColumnData::Choice { values, .. } => ColumnData::Choice { values: values.clone(), codes },
        _ => ColumnData::YesNo(codes),
    }
}

/// The entries at some places; the first answer, or no, of who was not there.
fn gathered(data: &ColumnData, places: impl Iterator<Item = Option<u32>>) -> ColumnData {
    fn pick<T: Copy + Default>(lane: &[T], places: impl Iterator<Item = Option<u32>>) -> Vec<T> {
        places.map(|place| place.and_then(|place| lane.get(place as usize)).copied().unwrap_or_default()).collect()
    }
    match data {
        ColumnData::YesNo(lane) => ColumnData::YesNo(pick(lane, places)),
        ColumnData::YesNoByMonth(lane) => ColumnData::YesNoByMonth(pick(lane, places)),
        ColumnData::Choice { values, codes } => {
            ColumnData::Choice { values: values.clone(), codes: pick(codes, places) }
        }
        ColumnData::Date(lane) => ColumnData::Date(pick(lane, places)),
        ColumnData::Number { scale, values } => ColumnData::Number { scale: *scale, values: pick(values, places) },
    }
}
