//! The table of results.
//!
//! Receives what everybody's benefits come to; hands on rows of text: totals, groups, what is still needed, what is
//! wrong. Amounts are whole numbers of dong. It computes no amount but the sum of a person's benefits.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

use ansinh_engine::explain::{Answer, Certainty, Needed, Summary};
use ansinh_engine::plan::{Plan, Unit};
use ansinh_engine::value::Decimal;

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
const LAST: [&str; 5] = ["doubtful_groups", "error", "assumed", "on", "rules"];

/// Rows as the bytes of a CSV file, each with the place of its person in the list.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) bytes: Vec<u8>,
    /// The person of each row, and where the row ends.
    pub(super) ends: Vec<(usize, usize)>,
}

impl Rows {
    fn cell(&mut self, text: &str) {
        self.bytes.extend_from_slice(cell(text).as_bytes());
        self.bytes.push(b',');
    }

    /// Ends a row with what is the same for all.
    fn end(&mut self, person: usize, tail: &str) {
        self.bytes.extend_from_slice(tail.as_bytes());
        self.bytes.push(b'\n');
        self.ends.push((person, self.bytes.len()));
    }
}

/// A text as a cell.
pub(super) fn cell(text: &str) -> Cow<'_, str> {
    let is_plain = !text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'));
    if is_plain { Cow::Borrowed(text) } else { Cow::Owned(format!("\"{}\"", text.replace('"', "\"\""))) }
}

/// The names of the columns.
pub(super) fn header(plan: &Plan) -> String {
    let names = plan.benefits.iter().map(|benefit| format!("benefit.{}", benefit.name));
    let all: Vec<String> = FIRST.map(str::to_owned).into_iter().chain(names).chain(LAST.map(str::to_owned)).collect();
    all.join(",") + "\n"
}

/// Adds the rows of the persons of a household. The things are its persons in order, then the household.
pub(super) fn rows(
    list: &List<'_>,
    group: &Group,
    names: &[Cow<'_, str>],
    (found, is_born): (&[Vec<Summary>], &dyn Fn(usize) -> bool),
    rows: &mut Rows,
) {
    let shared = found.get(group.persons.len()).map(Vec::as_slice).unwrap_or_default();
    for (thing, (own, row)) in found.iter().zip(&group.persons).enumerate() {
        rows.cell(group.name.as_deref().unwrap_or_default());
        rows.cell(names.get(thing).map_or("", AsRef::as_ref));
        if is_born(thing) {
            Person { list, names, own, shared }.cells(rows);
        } else {
            nothing(list, "not_born", "", rows);
        }
        rows.end(*row, &list.tail);
    }
}

/// Adds the rows of a household that cannot be assessed.
pub(super) fn failed(list: &List<'_>, group: &Group, wrong: &[Wrong], rows: &mut Rows) {
    let name = list.question.person_columns.name().unwrap_or(0);
    let error: Vec<String> = wrong.iter().map(|wrong| wrong.text().get(list.question.language).to_owned()).collect();
    let error = error.join(" / ");
    for row in &group.persons {
        rows.cell(group.name.as_deref().unwrap_or_default());
        rows.cell(&list.question.persons.cell(*row, name).unwrap_or_default());
        nothing(list, "error", &error, rows);
        rows.end(*row, &list.tail);
    }
}

/// The cells of somebody of whom nothing is found out, and why.
fn nothing(list: &List<'_>, status: &str, error: &str, rows: &mut Rows) {
    rows.cell(status);
    // All that is found out, up to what is doubtful.
    for _ in 3..=FIRST.len() + list.plan().benefits.len() {
        rows.cell("");
    }
    rows.cell(error);
}

/// One person and what was found.
struct Person<'p> {
    list: &'p List<'p>,
    names: &'p [Cow<'p, str>],
    own: &'p [Summary],
    shared: &'p [Summary],
}

impl Person<'_> {
    fn cells(&self, rows: &mut Rows) {
        let plan = self.list.plan();
        let counted: Vec<&Summary> = self.own.iter().filter(|found| is_counted(plan, found)).collect();
        let (status, certain, possible) = match total(&counted) {
            // Where there is no such benefit on the day, no sum is told, a zero least of all.
            _ if counted.is_empty() => ("no_law", String::new(), String::new()),
            Total::Of(amounts) => match amounts.as_slice() {
                [only] => ("certain", written(*only), String::new()),
                several => ("possible", String::new(), joined(several.iter().map(|amount| written(*amount)))),
            },
            Total::Unknown => ("unknown", String::new(), String::new()),
            Total::Fault(code) => ("fault", String::new(), code.to_owned()),
        };
        rows.cell(status);
        rows.cell(&certain);
        rows.cell(&possible);
        rows.cell(&self.groups(&counted, Certainty::Yes, |found| &found.applies));
        rows.cell(&self.groups(&counted, Certainty::Unknown, |found| &found.applies));
        rows.cell(&self.groups(&counted, Certainty::Yes, |found| &found.paid));
        rows.cell(&self.needs(&counted));
        for at in 0..plan.benefits.len() {
            let found = self.own.iter().chain(self.shared).find(|found| found.benefit == at);
            let found = found.filter(|_| plan.benefits.get(at).is_some_and(|benefit| benefit.is_in_force));
            rows.cell(&found.map_or_else(String::new, |found| shown(&found.amount)));
        }
        rows.cell(&self.doubtful());
        rows.cell("");
    }

    /// The ids of the groups that apply, or may, and whose law is not read with certainty.
    fn doubtful(&self) -> String {
        let all = self.own.iter().chain(self.shared).flat_map(|found| {
            let ids = self.list.ids.get(found.benefit).map_or(&[][..], Vec::as_slice);
            let doubtful = self.list.doubtful.get(found.benefit).map_or(&[][..], Vec::as_slice);
            ids.iter().zip(doubtful).zip(&found.applies)
        });
        let doubtful = all.filter(|((_, is_doubtful), applies)| **is_doubtful && **applies != Certainty::No);
        joined(doubtful.map(|((id, _), _)| id))
    }

    /// The ids of the groups of which something is so.
    fn groups(&self, counted: &[&Summary], wanted: Certainty, of: fn(&Summary) -> &[Certainty]) -> String {
        let ids = counted.iter().flat_map(|found| {
            let ids = self.list.ids.get(found.benefit).map_or(&[][..], Vec::as_slice);
            ids.iter().zip(of(found)).filter(|(_, certainty)| **certainty == wanted).map(|(id, _)| id)
        });
        joined(ids)
    }

    /// The facts that keep the total from being certain, `person.fact`, each once.
    fn needs(&self, counted: &[&Summary]) -> String {
        let plan = self.list.plan();
        let needs: BTreeSet<_> = counted.iter().flat_map(|found| &found.needs).collect();
        joined(needs.into_iter().map(|need| {
            let thing = self.names.get(need.thing).map_or("", AsRef::as_ref);
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
    let mut totals = vec![Decimal::ZERO];
    for found in counted {
        let amounts = match &found.amount {
            Answer::Certain(amount) => std::slice::from_ref(amount),
            Answer::Among(amounts) => amounts,
            Answer::Unknown => return Total::Unknown,
            Answer::Fault(fault) => return Total::Fault(fault.code()),
        };
        let sums = totals.iter().flat_map(|total| amounts.iter().map(|amount| total.checked_add(*amount)));
        let Some(mut sums) = sums.collect::<Option<Vec<Decimal>>>() else {
            return Total::Unknown;
        };
        sums.sort_unstable();
        sums.dedup();
        totals = sums;
        if totals.len() > MOST_TOTALS {
            return Total::Unknown;
        }
    }
    Total::Of(totals)
}

/// Whether a benefit is money that the person gets each month, and nobody else in their place, by the law of the day.
fn is_counted(plan: &Plan, found: &Summary) -> bool {
    plan.benefits
        .get(found.benefit)
        .is_some_and(|benefit| benefit.is_in_force && benefit.unit == Unit::MoneyPerMonth && benefit.payee.is_none())
}

fn shown(amount: &Answer) -> String {
    match amount {
        Answer::Certain(amount) => written(*amount),
        Answer::Among(amounts) => joined(amounts.iter().map(|amount| written(*amount))),
        Answer::Unknown => "?".to_owned(),
        Answer::Fault(fault) => fault.code().to_owned(),
    }
}

/// An exact number in its shortest form.
fn written(amount: Decimal) -> String {
    let amount = amount.normalize();
    if amount.scale() == 0 { amount.mantissa().to_string() } else { amount.to_string() }
}

fn joined(parts: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push_str(BETWEEN);
        }
        // Writing to a string does not fail.
        let _ = text.write_str(part.as_ref());
    }
    text
}
