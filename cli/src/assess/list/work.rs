//! The work on a list, shared among threads.
//!
//! Receives a list; writes one row of results a person, in the order of the list, and hands on all that is wrong with
//! it. The rows are the same for any number of threads.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use ansinh_engine::calendar;
use ansinh_engine::explain::{self, Desk, Many};
use ansinh_engine::hir::Program;
use ansinh_engine::lower::{self, group_id};
use ansinh_engine::plan::{Category, Plan};
use ansinh_engine::value::Facts;

use super::super::encoded;
use super::Question;
use super::deliver::Delivery;
use super::group::{Group, groups, wrong};
use super::household::facts;
use super::place::Wrong;
use super::quick::Quick;
use super::results::{self, Rows};
use crate::simulate::share::{Progress, Threads};

/// So many households are worked on at a time.
const AT_A_TIME: usize = 128;

/// A list and the law it is assessed under.
pub(super) struct List<'l> {
    pub(super) program: &'l Program,
    pub(super) plan: &'l Plan,
    pub(super) question: &'l Question,
    /// The ids of the categories, benefit by benefit.
    pub(super) ids: Vec<Vec<String>>,
    /// Whether the law of each category is not read with certainty, benefit by benefit.
    pub(super) doubtful: Vec<Vec<bool>>,
    /// What ends every row: what was assumed, the day and the hash of the rules.
    pub(super) tail: String,
    many: Many<'l>,
    /// What says that facts contradict each other.
    contradictions: Many<'l>,
}

/// The rows of some households, and what is wrong with them.
#[derive(Default)]
struct Done {
    rows: Rows,
    wrong: Vec<Wrong>,
}

/// Whether something is doubtful about a place that a category, or one of its conditions, comes from.
fn is_doubtful(category: &Category) -> bool {
    let of_conditions = category.conditions.iter().flat_map(|condition| &condition.citations);
    category.citations.iter().chain(of_conditions).any(|citation| !citation.doubts.is_empty())
}

impl<'l> List<'l> {
    /// A list under a law.
    pub(super) fn new(
        program: &'l Program,
        [plan, contradictions]: [&'l Plan; 2],
        question: &'l Question,
        (when, hash): (&str, &str),
    ) -> Self {
        let ids = plan.benefits.iter().map(|benefit| {
            benefit.categories.iter().map(|category| group_id(benefit, category, plan.on, program)).collect()
        });
        let ids = ids.collect();
        let doubtful =
            plan.benefits.iter().map(|benefit| benefit.categories.iter().map(is_doubtful).collect()).collect();
        let assumed = question.assumed.told();
        let after = encoded::is_after(lower::encoded(program), plan.on).then_some("law=unchanged");
        let assumed = [assumed.as_str()].into_iter().filter(|told| !told.is_empty()).chain(after).collect::<Vec<_>>();
        let tail = format!("{},{when},{hash}", results::cell(&assumed.join(";")));
        let (many, contradictions) = (Many::new(plan), Many::new(contradictions));
        Self { program, plan, question, ids, doubtful, tail, many, contradictions }
    }

    /// Writes the names of the columns.
    ///
    /// # Errors
    /// If they cannot be written.
    pub(super) fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(results::header(self.plan).as_bytes())
    }

    /// Writes one row for each person; everything that is wrong.
    ///
    /// # Errors
    /// If the rows cannot be written.
    pub(super) fn assess(&self, threads: Threads, progress: &Progress, out: &mut dyn Write) -> io::Result<Vec<Wrong>> {
        let (groups, mut wrong) = groups(self.question);
        let next = AtomicUsize::new(0);
        let (sender, receiver) = sync_channel(2 * threads.count());
        let told = thread::scope(|scope| {
            for _ in 0..threads.count().min(groups.len().div_ceil(AT_A_TIME)) {
                let (sender, groups, next) = (sender.clone(), groups.as_slice(), &next);
                scope.spawn(move || self.work(groups, next, &sender));
            }
            drop(sender);
            self.collect(receiver, progress, out)
        })?;
        wrong.extend(told);
        wrong.sort();
        wrong.dedup();
        Ok(wrong)
    }

    /// Works on one piece after another until there is none left, or nobody wants them any more.
    fn work(&self, groups: &[Group], next: &AtomicUsize, sender: &SyncSender<(usize, Done)>) {
        let (mut quick, mut desk) = (Quick::new(self), Desk::default());
        loop {
            let piece = next.fetch_add(1, Ordering::Relaxed);
            let some = groups.get(piece * AT_A_TIME..).map(|rest| rest.get(..AT_A_TIME).unwrap_or(rest));
            let Some(some) = some.filter(|some| !some.is_empty()) else { return };
            let mut done = Done::default();
            for group in some {
                self.household(group, &mut quick, &mut desk, &mut done);
            }
            if sender.send((piece, done)).is_err() {
                return;
            }
        }
    }

    /// Writes the pieces in their order.
    fn collect(
        &self,
        receiver: Receiver<(usize, Done)>,
        progress: &Progress,
        out: &mut dyn Write,
    ) -> io::Result<Vec<Wrong>> {
        let n_persons = self.question.persons.n_rows() as u64;
        let (mut delivery, mut wrong) = (Delivery::new(out), Vec::new());
        let (mut waiting, mut next, mut n_done) = (BTreeMap::new(), 0, 0);
        for (piece, done) in receiver {
            n_done += done.rows.ends.len() as u64;
            waiting.insert(piece, done);
            progress.assessing(n_done, n_persons);
            while let Some(done) = waiting.remove(&next) {
                delivery.take(&done.rows)?;
                wrong.extend(done.wrong);
                next += 1;
            }
        }
        progress.clear();
        Ok(wrong)
    }

    fn household<'g>(&self, group: &'g Group, quick: &mut Quick<'g>, desk: &mut Desk, done: &mut Done)
    where
        'l: 'g,
    {
        if quick.read(group) && !self.contradictions.has_certain_subject(desk, &quick.household) {
            let found = self.many.summaries(desk, &quick.household);
            results::rows(self, group, &quick.names, (&found, &|_| true), &mut done.rows);
            return;
        }
        let found = facts(group, self.question, self.program).and_then(|facts| {
            self.consistent(group, &facts)?;
            // Of the months before a birth nothing is asked.
            let born = calendar::born_by(&facts, self.plan.on);
            let found = explain::summaries(self.plan, &born).map_err(|error| vec![self.unsuitable(group, &error)])?;
            Ok((facts, found))
        });
        match found {
            Ok((facts, found)) => {
                let names: Vec<Cow<'_, str>> = facts.things.iter().map(|thing| thing.name.as_str().into()).collect();
                let is_born = |thing: usize| calendar::is_born(&facts, thing, self.plan.on);
                results::rows(self, group, &names, (&found, &is_born), &mut done.rows);
            }
            Err(found) => {
                results::failed(self, group, &found, &mut done.rows);
                done.wrong.extend(found);
            }
        }
    }

    /// Facts that contradict each other, each at the row of its person or household.
    fn consistent(&self, group: &Group, facts: &Facts) -> Result<(), Vec<Wrong>> {
        let found = explain::contradictions(self.contradictions.plan(), facts);
        let found = found.map_err(|error| vec![self.unsuitable(group, &error)])?;
        let told = |one: &explain::Contradiction| {
            let text = one.text();
            let what = (text.vi.as_str(), text.en.as_str());
            let home = self.question.households.as_ref().zip(group.household);
            match (group.persons.get(one.thing), home) {
                (None, Some((sheet, row))) => wrong(sheet, row, None, None, what),
                (row, _) => {
                    let row = row.or(group.persons.first()).copied().unwrap_or(0);
                    wrong(&self.question.persons, row, None, None, what)
                }
            }
        };
        if found.is_empty() { Ok(()) } else { Err(found.iter().map(told).collect()) }
    }

    /// A fact that the law of the day cannot take.
    fn unsuitable(&self, group: &Group, error: &explain::FactsError) -> Wrong {
        let sheet = &self.question.persons;
        let name = self.question.person_columns.name().unwrap_or(0);
        let is_own = |row: &&usize| sheet.cell(**row, name).as_deref() == Some(error.thing.as_str());
        let row = group.persons.iter().find(is_own).or(group.persons.first()).copied().unwrap_or(0);
        wrong(sheet, row, Some(error.fact.clone()), None, (&error.message.vi, &error.message.en))
    }
}
