//! A population in later years: it grows older, people die, are born and move, and their facts change with them.
//!
//! Receives a population of one year and paths of assumptions; hands on the population of the next year, and of the
//! next. It knows no law: what becomes of people never depends on what they are paid.
//!
//! This is dynamic ageing, person by person, with births, deaths and moves decided by the cohort-component rates of the
//! year (O'Donoghue and Dekkers, Increasing the impact of dynamic microsimulation modelling, International Journal of
//! Microsimulation 11(1), 2018; Li and O'Donoghue, A survey of dynamic microsimulation models, ibid. 6(2), 2013), and
//! not static ageing, which would only weight the people of the base year anew (Immervoll, Lindström, Mustonen, Riihelä
//! and Viitamäki, Static data "ageing" techniques, EUROMOD EM7/05, 2005). Facts that no source follows over time are
//! aligned to their shares by age and circumstances, through ranks that everybody keeps (`project/shares.rs`; alignment
//! as in Li and O'Donoghue, Evaluating binary alignment methods in microsimulation models, Journal of Artificial
//! Societies and Social Simulation 17(1), 2014).
//!
//! Every draw is a hash of its own address, so it is the same under every law and every assumption: what is compared
//! are the same people (common random numbers).
//!
//! - Facts change on 1 January; births, deaths and moves fall in months. Who dies or moves is there to the end of the
//!   month, so who does in December still counts on 31 December.
//! - Children who die before the end of the year of their birth are not made.
//! - Households neither split nor form: who moves leaves the province, who comes joins a household of somebody like
//!   them, and a household ends with its last member.
//! - Orphans and widows follow their shares by age, not the deaths of their own parents and spouses.
//! - District, residence, kind of area and minority stay what they were. All incomes grow alike, along the path of the
//!   mean; which household is poor on the list follows its own path and not its income.

mod assumption;
mod build;
mod homes;
mod rates;
mod shares;
mod stock;
#[cfg(test)]
mod tests;

pub use assumption::{PathPoint, Paths, path_label};
pub use build::LEFT_ON;
pub(crate) use build::homes_of;

use super::{ColumnData, Population, PopulationError};
use crate::value::{BIRTH, Date};
use homes::Homes;
use rates::{Chances, Schedules};
pub(super) use stock::codes;
use stock::{DISABILITY, Facts, GROUPS, HIV, N_GROUPS, Person, Purpose, below, column, draw, happens, values};

/// How the people of a year came about, each standing for as many as the population says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Accounts {
    /// Persons at the beginning of the year.
    pub at_start: u64,
    /// Children born in the year who live to its end.
    pub births: u64,
    /// Who died.
    pub deaths: u64,
    /// Who came from elsewhere.
    pub arrivals: u64,
    /// Who left.
    pub departures: u64,
    /// Persons at the end of the year.
    pub at_end: u64,
}

/// A population that goes from year to year.
#[derive(Clone, Debug)]
pub struct Projector {
    seed: u64,
    year: i32,
    paths: Paths,
    schedules: Schedules,
    population: Population,
    /// Everybody's number, the same in all years.
    ids: Vec<u64>,
    facts: Vec<Facts>,
    homes: Homes,
    accounts: Accounts,
}

/// Somebody of the next year.
#[derive(Clone, Copy)]
struct Next {
    id: u64,
    /// The place in the year before; nothing for a newborn child.
    source: Option<u32>,
    /// Who bore the child, by the place in the year before.
    mother: Option<u32>,
    birth: Date,
    sex: u8,
    /// The first day on which they are there no more.
    left: Option<Date>,
    /// In which month they die.
    death: Option<i32>,
    /// In which months they are pregnant: bit `m - 1` for month `m`.
    pregnant: u16,
}

impl Projector {
    /// Begins with the population of the end of a year.
    ///
    /// # Errors
    ///
    /// If the population lacks one of the columns that a generated one has, or a table is malformed.
    pub fn new(population: Population, year: i32, paths: Paths, seed: u64) -> Result<Self, PopulationError> {
        let ids = (0..population.persons() as u64).collect::<Vec<_>>();
        let homes = Homes::learn(&population, year, seed)?;
        let base = Base::of(&population, year)?;
        let mut facts = Vec::new();
        for (at, group) in GROUPS.iter().enumerate() {
            let rank = |person: usize| draw(seed, Purpose::Rank, person as u64, at as u64);
            facts.push(group.learn(&population, &|person| base.person(person), &rank)?);
        }
        let n_persons = population.persons() as u64 * u64::from(population.weight());
        let accounts = Accounts { at_start: n_persons, at_end: n_persons, ..Accounts::default() };
        Ok(Self { seed, year, paths, schedules: Schedules::read()?, population, ids, facts, homes, accounts })
    }

    /// The year of the population.
    #[must_use]
    pub const fn year(&self) -> i32 {
        self.year
    }

    /// The population of the year: everybody who was there on some day of it.
    #[must_use]
    pub const fn population(&self) -> &Population {
        &self.population
    }

    /// How its people came about.
    #[must_use]
    pub const fn accounts(&self) -> Accounts {
        self.accounts
    }

    /// Goes on to the next year.
    ///
    /// # Errors
    ///
    /// If a path is missing or the calendar ends.
    pub fn advance(&mut self) -> Result<(), PopulationError> {
        let year = self.year + 1;
        let births = births(&self.population)?.to_vec();
        let left = build::left(&self.population);
        let is_there = |person: usize| left.is_none_or(|left| left.get(person).is_none_or(|&left| left > first(year)));
        let mut by_age = vec![0; 131];
        for (_, &birth) in births.iter().enumerate().filter(|(person, _)| is_there(*person)) {
            let age = usize::try_from(year - 1 - packed_year(birth)).unwrap_or(0).min(130);
            if let Some(n) = by_age.get_mut(age) {
                *n += 1;
            }
        }
        let now = self.schedules.chances(&self.paths, year, &by_age)?;
        let later = self.schedules.chances(&self.paths, year + 1, &by_age)?;
        let mut accounts = Accounts { at_start: by_age.iter().sum(), ..Accounts::default() };
        let (mut people, mut homes, mut first_person) = (Vec::new(), Vec::new(), vec![0]);
        for (home, ends) in (0_u32..).zip(self.population.first_person().windows(2)) {
            let [from, to] = ends else { continue };
            let n_before = people.len();
            for person in (*from..*to).filter(|&person| is_there(person as usize)) {
                let birth = births.get(person as usize).and_then(|&birth| Date::from_packed(birth));
                let birth = birth.ok_or(PopulationError::Year(year))?;
                let born = self.year_of(person, birth, year, (&now, &later), &mut people);
                accounts.count(&people, n_before.max(people.len() - born));
            }
            // Invariant (no-empty-homes): a household ends with its last member.
            if people.len() > n_before {
                homes.push(home);
                first_person.push(crate::population::sampling::count(people.len()));
            }
        }
        self.build(year, people, &homes, first_person, accounts)
    }

    /// What becomes of somebody in a year: they stay or leave, and may bear a child. Returns how many were added.
    fn year_of(
        &self,
        person: u32,
        birth: Date,
        year: i32,
        (now, later): (&Chances, &Chances),
        people: &mut Vec<Next>,
    ) -> usize {
        let Some(&id) = self.ids.get(person as usize) else { return 0 };
        let sex = codes(&self.population, "sex").ok().and_then(|sex| sex.get(person as usize)).copied().unwrap_or(0);
        let turn = u64::try_from(year).unwrap_or(0);
        let drawn = |purpose, turn| draw(self.seed, purpose, id, turn);
        let month = |purpose| i32::try_from(below(drawn(purpose, turn), 12)).unwrap_or(0) + 1;
        // On 1 July half of the birthdays have passed.
        let age = year - birth.year() - i32::from(birth.month() > 6);
        let dies = happens(drawn(Purpose::Death, turn), now.death(usize::from(sex), age));
        let moves = happens(drawn(Purpose::Move, turn), now.moving(age));
        let death = dies.then(|| month(Purpose::DeathMonth));
        let leaves = (moves && !now.is_arrival).then(|| month(Purpose::MoveMonth));
        // Who leaves does not die here; who dies first does not leave.
        let death = death.filter(|death| leaves.is_none_or(|leaves| *death <= leaves));
        let last = death.or(leaves);
        let own = self.delivery(id, sex, age, turn, now).filter(|day| last.is_none_or(|last| day.0 <= last));
        let next = self.delivery(id, sex, age + 1, turn + 1, later).filter(|_| last.is_none());
        let one = Next {
            id,
            source: Some(person),
            mother: None,
            birth,
            sex,
            left: last.and_then(|month| Date::new(year, month, 1)?.month_start_after(1)),
            death,
            pregnant: pregnant_months(own.map(|day| day.0)) | pregnant_months(next.map(|day| day.0 + 12)),
        };
        people.push(one);
        let alike = (moves && now.is_arrival).then(|| identity(self.seed, id, turn + 10_000));
        1 + self.others(one, alike, own.and_then(|(month, day)| Date::new(year, month, day)), (turn, now), people)
    }

    /// Who comes beside somebody in a year: somebody like them from elsewhere, and a child. Returns how many.
    fn others(
        &self,
        one: Next,
        alike: Option<u64>,
        birth: Option<Date>,
        (turn, now): (u64, &Chances),
        people: &mut Vec<Next>,
    ) -> usize {
        let here = Next { left: None, death: None, pregnant: 0, ..one };
        people.extend(alike.map(|id| Next { id, ..here }));
        people.extend(birth.map(|birth| {
            let id = identity(self.seed, one.id, turn);
            let sex = u8::from(!happens(draw(self.seed, Purpose::Sex, id, 0), now.boy));
            Next { id, source: None, mother: one.source, birth, sex, ..here }
        }));
        usize::from(alike.is_some()) + usize::from(birth.is_some())
    }

    /// The month and day on which somebody bears a child in a year.
    fn delivery(&self, id: u64, sex: u8, age: i32, turn: u64, chances: &Chances) -> Option<(i32, i32)> {
        let is_born = sex == 1 && happens(draw(self.seed, Purpose::Birth, id, turn), chances.birth(age));
        let day = is_born.then(|| draw(self.seed, Purpose::BirthDay, id, turn))?;
        let day = i32::try_from(below(day, 336)).ok()?;
        // Twelve months of twenty-eight days: no day that some month lacks.
        Some((day / 28 + 1, day % 28 + 1))
    }
}

impl Accounts {
    /// Counts people who were added from a place on.
    fn count(&mut self, people: &[Next], from: usize) {
        for one in people.get(from..).unwrap_or(&[]) {
            self.births += u64::from(one.mother.is_some());
            self.deaths += u64::from(one.death.is_some());
            self.departures += u64::from(one.left.is_some() && one.death.is_none());
        }
        let added = people.get(from..).unwrap_or(&[]).len() as u64;
        let born = people.get(from..).unwrap_or(&[]).iter().filter(|one| one.mother.is_some()).count() as u64;
        self.arrivals += added.saturating_sub(1).saturating_sub(born);
    }

    /// Each person as often as it stands for others.
    fn weighted(self, weight: u64) -> Self {
        let Self { at_start, births, deaths, arrivals, departures, .. } = self;
        Self {
            at_start: at_start * weight,
            births: births * weight,
            deaths: deaths * weight,
            arrivals: arrivals * weight,
            departures: departures * weight,
            at_end: (at_start + births + arrivals).saturating_sub(deaths + departures) * weight,
        }
    }
}

/// The months of a year in which somebody is pregnant who bears a child in a month, 13 being January of the next.
fn pregnant_months(delivery: Option<i32>) -> u16 {
    let Some(delivery) = delivery else { return 0 };
    (1..=12).filter(|month| (delivery - 9..delivery).contains(month)).fold(0, |bits, month| bits | 1 << (month - 1))
}

/// A number for somebody who was not there before.
fn identity(seed: u64, id: u64, turn: u64) -> u64 {
    let half = |part| u64::from(draw(seed, Purpose::Identity, id, turn * 2 + part));
    // Above all places of a base year.
    half(0) << 32 | half(1) | 1 << 63
}

fn first(year: i32) -> i32 {
    Date::new(year, 1, 1).map_or(i32::MAX, Date::packed)
}

fn packed_year(birth: i32) -> i32 {
    Date::from_packed(birth).map_or(0, Date::year)
}

/// The dates of birth.
pub(super) fn births(population: &Population) -> Result<&[i32], PopulationError> {
    match &column(population, BIRTH)?.data {
        ColumnData::Date(births) => Ok(births),
        _ => Err(PopulationError::Value(BIRTH.to_owned())),
    }
}

/// The circumstances of the people of a base year.
struct Base<'p> {
    births: &'p [i32],
    sex: &'p [u8],
    disability: &'p [u8],
    hiv: &'p [u8],
    home: Vec<u32>,
    poverty: &'p [u8],
    severe: Vec<bool>,
    year: i32,
}

impl<'p> Base<'p> {
    fn of(population: &'p Population, year: i32) -> Result<Self, PopulationError> {
        let severe = values(population, "disability").iter().map(|degree| degree.ends_with("severe")).collect();
        Ok(Self {
            births: births(population)?,
            sex: codes(population, "sex")?,
            disability: codes(population, "disability")?,
            hiv: codes(population, "hiv")?,
            home: build::homes_of(population.first_person()),
            poverty: codes(population, "poverty")?,
            severe,
            year,
        })
    }

    fn person(&self, at: usize) -> Person {
        let code = |lane: &[u8], at: usize| lane.get(at).copied().unwrap_or(0);
        let home = self.home.get(at).map_or(0, |&home| home as usize);
        Person {
            age: self.year - self.births.get(at).map_or(self.year, |&birth| packed_year(birth)),
            sex: code(self.sex, at),
            poverty: code(self.poverty, home),
            is_severe: self.severe.get(usize::from(code(self.disability, at))).copied().unwrap_or(false),
            has_hiv: code(self.hiv, at) == 1,
        }
    }
}
