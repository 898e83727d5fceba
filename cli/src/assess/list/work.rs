//! The work on a list, shared among threads.
//!
//! Receives a list; hands on one row of results a person, in the order of the list, and all that is wrong with it.
//! The rows are the same for any number of threads.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use ansinh_engine::explain;
use ansinh_engine::hir::Program;
use ansinh_engine::lower::group_id;
use ansinh_engine::plan::Plan;
use csv::StringRecord;

use super::Question;
use super::group::{Group, groups, wrong};
use super::household::facts;
use super::place::Wrong;
use super::results;
use crate::simulate::share::{Progress, Threads, share_out};

/// A list and the law it is assessed under.
pub(super) struct List<'l> {
    pub(super) program: &'l Program,
    pub(super) plan: &'l Plan,
    pub(super) question: &'l Question,
    /// The ids of the categories, benefit by benefit.
    pub(super) ids: Vec<Vec<String>>,
}

/// The rows of some households, each with the place of its person in the list.
#[derive(Default)]
struct Done {
    rows: Vec<(usize, StringRecord)>,
    wrong: Vec<Wrong>,
}

impl<'l> List<'l> {
    /// A list under a law.
    pub(super) fn new(program: &'l Program, plan: &'l Plan, question: &'l Question) -> Self {
        let ids = plan.benefits.iter().map(|benefit| {
            benefit.categories.iter().map(|category| group_id(benefit, category, plan.on, program)).collect()
        });
        Self { program, plan, question, ids: ids.collect() }
    }

    /// One row for each person, and everything that is wrong.
    pub(super) fn assess(&self, threads: Threads, progress: &Progress) -> (Vec<StringRecord>, Vec<Wrong>) {
        let groups = groups(self.question);
        let n_persons = self.question.persons.rows.len();
        let work = |range: Range<usize>, done: &AtomicU64| {
            let mut found = Done::default();
            for group in groups.get(range).unwrap_or_default() {
                self.household(group, &mut found);
                done.fetch_add(group.persons.len() as u64, Ordering::Relaxed);
            }
            found
        };
        let parts =
            share_out(groups.len(), threads, progress, &|done| progress.assessing(done, n_persons as u64), &work);
        let mut rows = vec![StringRecord::new(); n_persons];
        let mut wrong = Vec::new();
        for part in parts {
            wrong.extend(part.wrong);
            for (at, row) in part.rows {
                if let Some(place) = rows.get_mut(at) {
                    *place = row;
                }
            }
        }
        wrong.sort();
        wrong.dedup();
        (rows, wrong)
    }

    fn household(&self, group: &Group, done: &mut Done) {
        let found = facts(group, self.question, self.program).and_then(|facts| {
            let found = explain::summaries(self.plan, &facts).map_err(|error| vec![self.unsuitable(group, &error)])?;
            Ok((facts, found))
        });
        match found {
            Ok((facts, found)) => {
                let rows = results::rows(self, group, &facts, &found);
                done.rows.extend(group.persons.iter().copied().zip(rows));
            }
            Err(found) => {
                let rows = results::failed(self, group, &found);
                done.rows.extend(group.persons.iter().copied().zip(rows));
                done.wrong.extend(found);
            }
        }
    }

    /// A fact that the law of the day cannot take.
    fn unsuitable(&self, group: &Group, error: &explain::FactsError) -> Wrong {
        let sheet = &self.question.persons;
        let name = self.question.person_columns.name().unwrap_or(0);
        let is_own = |row: &&usize| sheet.cell(**row, name) == Some(error.thing.as_str());
        let row = group.persons.iter().find(is_own).or(group.persons.first()).copied().unwrap_or(0);
        wrong(sheet, row, Some(error.fact.clone()), None, (&error.message.vi, &error.message.en))
    }
}
