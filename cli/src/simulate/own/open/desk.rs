//! One household at a time, under every plan of a year.
//!
//! Receives plans and data; hands on what each benefit may come to for a household, with sets of what may be.

use ansinh_engine::explain::{Answer, Certainty, Desk, Household, Many, Summary};
use ansinh_engine::plan::{self, LinkId, Plan};
use ansinh_engine::population::{Column, ColumnData, Entity, Population, Relation};
use ansinh_engine::simulate::DayPlans;
use ansinh_engine::value::{BIRTH, Date, Decimal, Fact, Value, days_in_month};

use super::{Ends, Looked};
use crate::data::{Data, Open, OpenColumn, Told};

/// The plans made ready, and where their inputs stand in the data.
pub(super) struct Desks<'d> {
    days: Vec<(bool, Vec<Ready<'d>>)>,
    desk: Desk,
    data: &'d Data,
    n_benefits: usize,
}

struct Ready<'d> {
    many: Many<'d>,
    household: Household<'d>,
    columns: Vec<Known<'d>>,
    /// The relations of the data that the plan has links for.
    links: Vec<(&'d Relation, LinkId, &'d [u32])>,
    home: Option<(LinkId, Option<LinkId>)>,
    /// The place of each benefit of the plan among those of the run.
    benefits: Vec<Option<usize>>,
    /// Whether only some of those entitled claim it.
    is_claimed: Vec<bool>,
}

/// A column of the data that the plan has an input for.
struct Known<'d> {
    column: &'d Column,
    id: plan::InputId,
    /// The places of its values in the plan's list.
    places: Vec<Option<u16>>,
    open: Option<&'d OpenColumn>,
}

impl<'d> Desks<'d> {
    pub(super) fn new(plans: &'d [DayPlans], data: &'d Data, benefits: (&[String], &[&str])) -> Self {
        let ready = |plan: &'d Plan| Ready::new(plan, data, benefits);
        let day = |day: &'d DayPlans| {
            (day.is_headcount, std::iter::once(&day.baseline).chain(&day.reform).map(ready).collect())
        };
        Self { days: plans.iter().map(day).collect(), desk: Desk::default(), data, n_benefits: benefits.0.len() }
    }

    /// What the year may bring for a household.
    pub(super) fn look(&mut self, household: u32) -> Looked {
        let mut looked =
            Looked { household, ends: vec![Ends::default(); self.n_benefits], is_settled: true, is_at_ceiling: false };
        for (is_headcount, worlds) in &mut self.days {
            for (side, ready) in worlds.iter_mut().enumerate() {
                ready.read(household, self.data);
                for summary in ready.many.summaries(&mut self.desk, &ready.household).iter().flatten() {
                    ready.add(summary, (side, *is_headcount), &mut looked);
                }
            }
        }
        looked
    }
}

impl<'d> Ready<'d> {
    fn new(plan: &'d Plan, data: &'d Data, (benefits, claimed): (&[String], &[&str])) -> Self {
        let link = |name: &str, from: &str| {
            let from = plan.entity(from);
            plan.links.iter().position(|link| link.name == name && Some(link.from) == from).map(LinkId)
        };
        let links = data.population.relations().iter().filter_map(|relation| {
            let open = data.open.links.iter().find(|(name, _)| *name == relation.name);
            Some((relation, link(&relation.name, "person")?, open.map_or(&[][..], |(_, rows)| rows.as_slice())))
        });
        let place = |benefit: &plan::Benefit| benefits.iter().position(|name| *name == benefit.name);
        Self {
            many: Many::new(plan),
            household: Household::new(plan),
            columns: data.population.columns().iter().filter_map(|column| Known::of(plan, column, data)).collect(),
            links: links.collect(),
            home: link("household", "person").map(|home| (home, link("members", "household"))),
            benefits: plan.benefits.iter().map(place).collect(),
            is_claimed: plan.benefits.iter().map(|benefit| claimed.contains(&benefit.name.as_str())).collect(),
        }
    }

    /// The facts of a household. Who is born later is not there yet, as in the population.
    fn read(&mut self, household: u32, data: &Data) {
        let plan = self.many.plan();
        let first = data.population.first_person();
        let at = household as usize;
        let (from, to) = (first.get(at).copied().unwrap_or(0), first.get(at + 1).copied().unwrap_or(0));
        let is_born = |person: &u32| is_born(*person, &data.population, &data.open, plan.on);
        let persons: Vec<u32> = (from..to).filter(is_born).collect();
        self.household.clear();
        let (Some(person), Some(home)) = (plan.entity("person"), plan.entity("household")) else { return };
        for _ in &persons {
            self.household.add(person);
        }
        let own = self.household.add(home);
        for known in &self.columns {
            let things = persons.iter().copied().enumerate();
            let things: Vec<(usize, u32)> = match known.column.entity {
                Entity::Person => things.collect(),
                Entity::Household => vec![(own, household)],
            };
            for (thing, row) in things {
                if let Some(fact) = known.fact(row, plan.on) {
                    self.household.state(thing, known.id, &fact);
                }
            }
        }
        if let Some((link, members)) = self.home {
            (0..persons.len()).for_each(|thing| self.household.link(thing, link, vec![own]));
            if let Some(members) = members {
                self.household.link(own, members, (0..persons.len()).collect());
            }
        }
        for (relation, link, rows) in &self.links {
            for (thing, row) in persons.iter().enumerate().filter(|(_, row)| rows.binary_search(row).is_err()) {
                let ends = relation.offsets.get(*row as usize..*row as usize + 2).unwrap_or(&[0, 0]);
                let targets = relation.targets.get(ends[0] as usize..ends[1] as usize).unwrap_or_default();
                let place = |target: &u32| persons.iter().position(|person| person == target);
                self.household.link(thing, *link, targets.iter().filter_map(place).collect());
            }
        }
    }

    /// Adds what a benefit may come to.
    fn add(&self, summary: &Summary, (side, is_headcount): (usize, bool), looked: &mut Looked) {
        let plan = self.many.plan();
        let place = self.benefits.get(summary.benefit).copied().flatten();
        let Some(ends) = place.and_then(|place| looked.ends.get_mut(place)).and_then(|ends| ends.get_mut(side)) else {
            return;
        };
        let is_open = summary.paid.contains(&Certainty::Unknown);
        let (low, high) = match &summary.amount {
            Answer::Certain(amount) => {
                looked.is_settled &= !is_open || amount.is_zero();
                (*amount, *amount)
            }
            Answer::Among(all) => {
                looked.is_settled = false;
                (all.first().copied().unwrap_or_default(), all.last().copied().unwrap_or_default())
            }
            Answer::Unknown | Answer::Fault(_) => {
                (looked.is_settled, looked.is_at_ceiling) = (false, true);
                let benefit = plan.benefits.get(summary.benefit);
                (Decimal::ZERO, benefit.map_or(Decimal::ZERO, |benefit| ceiling(plan, benefit)))
            }
        };
        // Nobody knows whether those of whom something is not known would claim.
        let is_claimed = self.is_claimed.get(summary.benefit) == Some(&true) && !high.is_zero();
        looked.is_settled &= !is_claimed;
        let low = if is_claimed { Decimal::ZERO } else { low };
        for (end, amount) in ends.iter_mut().zip([low, high]) {
            let is_paid = u64::from(!amount.is_zero());
            if is_headcount {
                end.people += is_paid;
            } else {
                end.months += is_paid;
                end.dong += amount;
            }
        }
    }
}

/// The most that a benefit can come to, by the bounds that the plan has proven.
fn ceiling(plan: &Plan, benefit: &plan::Benefit) -> Decimal {
    match plan.column(benefit.amount).map(|column| &column.kind) {
        Some(plan::Kind::Number(number)) => Decimal::from_i128_with_scale(i128::from(number.high), number.scale),
        _ => Decimal::ZERO,
    }
}

fn is_born(person: u32, population: &Population, open: &Open, on: Date) -> bool {
    let birth = population.columns().iter().find(|column| column.name == BIRTH);
    let is_open = open.columns.iter().any(|column| column.name == BIRTH && column.rows.binary_search(&person).is_ok());
    match birth.map(|column| &column.data) {
        Some(ColumnData::Date(days)) if !is_open => days.get(person as usize).is_none_or(|day| *day <= on.packed()),
        _ => true,
    }
}

impl<'d> Known<'d> {
    /// The column under a plan; nothing where the plan has no such input.
    fn of(plan: &Plan, column: &'d Column, data: &'d Data) -> Option<Self> {
        let id = plan.input(&column.name)?;
        let input = plan.inputs.get(id.0)?;
        let entity = match column.entity {
            Entity::Person => plan.entity("person"),
            Entity::Household => plan.entity("household"),
        };
        let places = match (&column.data, &input.kind) {
            (ColumnData::Choice { values, .. }, plan::Kind::Choice(choices)) => {
                let place = |name: &String| choices.iter().position(|choice| choice.name == *name);
                values.iter().map(|name| place(name).and_then(|place| u16::try_from(place).ok())).collect()
            }
            _ => Vec::new(),
        };
        let is_it = |open: &&OpenColumn| open.name == column.name && open.entity == column.entity;
        (Some(input.entity) == entity).then(|| Self { column, id, places, open: data.open.columns.iter().find(is_it) })
    }

    /// What is known of a row.
    fn fact(&self, row: u32, on: Date) -> Option<Fact> {
        if let Some(open) = self.open.filter(|open| open.rows.binary_search(&row).is_ok()) {
            return open.partial.get(&row).map(days).map(Fact::OneOf);
        }
        let at = row as usize;
        let value = match &self.column.data {
            ColumnData::YesNo(values) => Value::YesNo(*values.get(at)? == 1),
            ColumnData::YesNoByMonth(values) => {
                let month = u32::try_from(on.month() - 1).ok()?;
                Value::YesNo(values.get(at)? >> month & 1 == 1)
            }
            ColumnData::Choice { codes, .. } => {
                Value::Choice(self.places.get(usize::from(*codes.get(at)?)).copied().flatten()?)
            }
            ColumnData::Date(days) => Value::Date(Date::from_packed(*days.get(at)?)?),
            ColumnData::Number { scale, values } => Value::Number(Decimal::new(*values.get(at)?, *scale).normalize()),
        };
        Some(Fact::Known(value))
    }
}

fn days(told: &Told) -> Vec<Date> {
    let (year, months) = match *told {
        Told::Day(day) => return vec![day],
        Told::Month(year, month) => (year, month..=month),
        Told::Year(year) => (year, 1..=12),
    };
    let of_month = |month| (1..=days_in_month(year, month)).filter_map(move |day| Date::new(year, month, day));
    months.flat_map(of_month).collect()
}
