//! The table of results.
//!
//! Receives what everybody's benefits come to; hands on rows of text: totals, groups, what is still needed, what is
//! wrong. Amounts are whole numbers of dong. It computes no amount but the sum of a person's benefits.

use std::collections::BTreeSet;

use ansinh_engine::explain::{Answer, Certainty, Needed, Summary};
use ansinh_engine::plan::{Benefit, Plan, Unit};
use ansinh_engine::value::{Decimal, Facts};
use csv::{StringRecord, Writer};

use super::group::Group;
use super::place::Wrong;
use super::work::List;

/// So many possible totals are told apart.
const MOST_TOTALS: usize = 100;
/// Between several entries of one cell.
const BETWEEN: &str = ";";

/// The columns before those of the benefits.
const FIRST: [&str; 9] = [
    "household",
    "person",
    "status",
    "total_per_month",
    "possible_totals",
    "groups",
    "possible_groups",
    "paid_groups",
    "needs",
];
/// The columns after them.
const LAST: [&str; 3] = ["error", "on", "rules"];

/// What the table is made with.
pub(super) struct Results<'r> {
    pub(super) list: &'r List<'r>,
    /// The hash of the rules.
    pub(super) hash: String,
}

impl Results<'_> {
    /// The whole table.
    pub(super) fn csv(&self, rows: &[StringRecord]) -> String {
        let mut writer = Writer::from_writer(Vec::new());
        let names = benefits(self.list.plan).map(|(_, benefit)| format!("benefit.{}", benefit.name));
        let header: Vec<String> =
            FIRST.map(str::to_owned).into_iter().chain(names).chain(LAST.map(str::to_owned)).collect();
        // Writing into memory does not fail; the text below is what was written.
        let mut written = writer.write_record(&header);
        let on = self.list.plan.on.to_string();
        for row in rows {
            let row = row.iter().chain([on.as_str(), self.hash.as_str()]);
            written = written.and_then(|()| writer.write_record(row));
        }
        match (written, writer.into_inner()) {
            (Ok(()), Ok(bytes)) => String::from_utf8(bytes).unwrap_or_default(),
            _ => String::new(),
        }
    }
}

/// The benefits of persons, and of their households.
fn benefits(plan: &Plan) -> impl Iterator<Item = (usize, &Benefit)> {
    plan.benefits.iter().enumerate()
}

/// The rows of the persons of a household, without the last columns that are the same for all.
pub(super) fn rows(list: &List<'_>, group: &Group, facts: &Facts, found: &[Vec<Summary>]) -> Vec<StringRecord> {
    let shared = found.get(group.persons.len()).map(Vec::as_slice).unwrap_or_default();
    let row = |(thing, own): (usize, &Vec<Summary>)| {
        let person = Person { list, facts, own, shared };
        person.row(group, facts.things.get(thing).map_or("", |thing| thing.name.as_str()))
    };
    found.iter().take(group.persons.len()).enumerate().map(row).collect()
}

/// The rows of a household that cannot be assessed.
pub(super) fn failed(list: &List<'_>, group: &Group, wrong: &[Wrong]) -> Vec<StringRecord> {
    let name = list.question.person_columns.name().unwrap_or(0);
    let error: Vec<String> = wrong.iter().map(|wrong| wrong.text().en).collect();
    let error = error.join(" / ");
    let row = |row: &usize| {
        let mut cells = vec![group.name.as_deref().unwrap_or_default()];
        cells.push(list.question.persons.cell(*row, name).unwrap_or_default());
        cells.push("error");
        cells.resize(FIRST.len() + benefits(list.plan).count(), "");
        cells.push(&error);
        StringRecord::from(cells)
    };
    group.persons.iter().map(row).collect()
}

/// One person and what was found.
struct Person<'p> {
    list: &'p List<'p>,
    facts: &'p Facts,
    own: &'p [Summary],
    shared: &'p [Summary],
}

impl Person<'_> {
    fn row(&self, group: &Group, name: &str) -> StringRecord {
        let plan = self.list.plan;
        let counted: Vec<&Summary> = self.own.iter().filter(|found| is_counted(plan, found)).collect();
        let total = total(&counted);
        let (status, certain, possible) = match &total {
            Total::Of(amounts) => match amounts.as_slice() {
                [only] => ("certain", only.to_string(), String::new()),
                several => ("possible", String::new(), joined(several.iter().map(ToString::to_string))),
            },
            Total::Unknown => ("unknown", String::new(), String::new()),
            Total::Fault(code) => ("fault", String::new(), (*code).to_owned()),
        };
        let groups = |wanted: &[Certainty], of: fn(&Summary) -> &[Certainty]| self.groups(&counted, wanted, of);
        let mut cells = vec![
            group.name.clone().unwrap_or_default(),
            name.to_owned(),
            status.to_owned(),
            certain,
            possible,
            groups(&[Certainty::Yes], |found| &found.applies),
            groups(&[Certainty::Unknown], |found| &found.applies),
            groups(&[Certainty::Yes], |found| &found.paid),
            self.needs(&counted),
        ];
        for (at, _) in benefits(plan) {
            let found = self.own.iter().chain(self.shared).find(|found| found.benefit == at);
            cells.push(found.map_or_else(String::new, |found| shown(&found.amount)));
        }
        cells.push(String::new());
        StringRecord::from(cells)
    }

    /// The ids of the groups of which something is so.
    fn groups(&self, counted: &[&Summary], wanted: &[Certainty], of: fn(&Summary) -> &[Certainty]) -> String {
        let mut ids = Vec::new();
        for found in counted {
            let Some(ids_of) = self.list.ids.get(found.benefit) else { continue };
            let of_interest = ids_of.iter().zip(of(found)).filter(|(_, certainty)| wanted.contains(certainty));
            ids.extend(of_interest.map(|(id, _)| id.clone()));
        }
        joined(ids.into_iter())
    }

    /// The facts that keep the total from being certain, `person.fact`, each once.
    fn needs(&self, counted: &[&Summary]) -> String {
        let plan = self.list.plan;
        let needs: BTreeSet<_> = counted.iter().flat_map(|found| &found.needs).collect();
        joined(needs.into_iter().map(|need| {
            let thing = self.facts.things.get(need.thing).map_or("", |thing| thing.name.as_str());
            let what = match need.what {
                Needed::Input(id) => plan.inputs.get(id.0).map_or("", |input| input.name.as_str()),
                Needed::Link(id) => plan.links.get(id.0).map_or("", |link| link.name.as_str()),
            };
            format!("{thing}.{what}")
        }))
    }
}

/// What a person gets each month.
enum Total {
    /// One of these, lowest first.
    Of(Vec<Decimal>),
    Unknown,
    Fault(&'static str),
}

/// The sum over all combinations of what each benefit may come to: it may say too much, never too little.
fn total(counted: &[&Summary]) -> Total {
    let mut totals = BTreeSet::from([Decimal::ZERO]);
    for found in counted {
        let amounts = match &found.amount {
            Answer::Certain(amount) => vec![*amount],
            Answer::Among(amounts) => amounts.clone(),
            Answer::Unknown => return Total::Unknown,
            Answer::Fault(fault) => return Total::Fault(fault.code()),
        };
        let sums = totals.iter().flat_map(|total| amounts.iter().map(|amount| total.checked_add(*amount)));
        let Some(sums) = sums.collect::<Option<BTreeSet<Decimal>>>() else {
            return Total::Unknown;
        };
        totals = sums;
        if totals.len() > MOST_TOTALS {
            return Total::Unknown;
        }
    }
    Total::Of(totals.into_iter().map(|total| total.normalize()).collect())
}

/// Whether a benefit is money that the person gets each month, and nobody else in their place.
fn is_counted(plan: &Plan, found: &Summary) -> bool {
    plan.benefits
        .get(found.benefit)
        .is_some_and(|benefit| benefit.unit == Unit::MoneyPerMonth && benefit.payee.is_none())
}

fn shown(amount: &Answer) -> String {
    match amount {
        Answer::Certain(amount) => amount.normalize().to_string(),
        Answer::Among(amounts) => joined(amounts.iter().map(|amount| amount.normalize().to_string())),
        Answer::Unknown => "?".to_owned(),
        Answer::Fault(fault) => fault.code().to_owned(),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(BETWEEN)
}
