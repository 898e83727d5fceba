//! `ansinh assess --facts`: what everybody in a list is entitled to, one row each.
//!
//! Receives tables of persons and households; hands on a table of results and the rows that are wrong. A wrong row
//! stops its own household only. It decides nothing about anybody.

mod columns;
mod group;
mod household;
mod place;
mod results;
mod sheet;
mod work;

use std::collections::BTreeSet;

use ansinh_engine::hir::{LinkId, Program};
use ansinh_engine::lower::{self, World};
use ansinh_engine::value::Fact;
use ansinh_grammar::Text;

use super::day;
use crate::arguments::AssessArguments;
use crate::failure::Failure;
use crate::policies::Policies;
use crate::view::{self, View};
use crate::{Printed, out, simulate};
use columns::Columns;
use place::Wrong;
use results::Results;
use sheet::Sheet;

/// So many wrong rows are shown at a terminal; the results hold them all.
const MOST_SHOWN: usize = 50;

/// Assesses everybody in the tables.
///
/// # Errors
/// Wrong arguments, tables whose columns are wrong, a day on which the law has no value.
pub(super) fn run(asked: &AssessArguments, view: View) -> Result<Printed, Failure> {
    let policies = Policies::load(&[])?;
    let program = policies.program()?;
    let question = Question::of(asked, program)?;
    let plan = lower::lower(program, &question.world, question.on)
        .map_err(|diagnostics| Failure::NoAnswer(policies.sources.clone(), diagnostics))?;
    let list = work::List::new(program, &plan, &question);
    let progress = simulate::share::Progress::of(asked.quiet, view);
    let (rows, wrong) = list.assess(question.threads, &progress);
    let results = Results { list: &list, hash: policies.hash() };
    let table = results.csv(&rows);
    match &asked.out {
        None => tell(&wrong, view)?,
        Some(path) => {
            out::write(path, &table)?;
            tell(&wrong, view)?;
            progress.say(&format!("{} {}", view.say("Đã ghi", "Written:"), path.display()));
        }
    }
    let text = if asked.out.is_some() { String::new() } else { table };
    Ok(Printed { text, is_wrong: !wrong.is_empty() })
}

/// Says which rows are wrong, on the error output.
fn tell(wrong: &[Wrong], view: View) -> Result<(), Failure> {
    let lead = view.say("lỗi", "error");
    let mut text: String =
        wrong.iter().take(MOST_SHOWN).map(|wrong| format!("{lead}: {}\n", view.get(&wrong.text()))).collect();
    if let Some(more) = wrong.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
        text.push_str(&match view.language {
            ansinh_grammar::Language::Vi => format!("và {more} lỗi nữa; cột `error` của kết quả có tất cả\n"),
            ansinh_grammar::Language::En => {
                format!("and {more} more; the column `error` of the results has them all\n")
            }
        });
    }
    view::write_all(std::io::stderr().lock(), &text)
        .map_err(|error| Failure::unwritable(view.say("đầu ra lỗi", "error output"), &error))
}

/// What is asked, understood.
struct Question {
    on: ansinh_engine::value::Date,
    world: World,
    persons: Sheet,
    households: Option<Sheet>,
    person_columns: Columns,
    household_columns: Columns,
    /// The province that everybody lives in.
    province: Option<Fact>,
    /// The link that says in which household a person lives.
    home: Option<LinkId>,
    threads: simulate::share::Threads,
}

impl Question {
    fn of(asked: &AssessArguments, program: &Program) -> Result<Self, Failure> {
        let mut wrong = Vec::new();
        let on = asked.on.as_deref().map(|on| day("--on", on)).unwrap_or_else(|| Err(no_day()));
        let on = on.map_err(|text| wrong.push(text)).ok();
        let known_on = asked.known_on.as_deref().map(|on| day("--known-on", on).map_err(|text| wrong.push(text)));
        if let Some(Err(text)) = asked.scenario.as_deref().map(|name| simulate::settings::scenario(program, name)) {
            wrong.push(text);
        }
        wrong.extend(asked.with.iter().filter_map(|name| simulate::settings::module(program, name).err()));
        let threads = simulate::share::Threads::of(asked.threads).map_err(|text| wrong.push(text)).ok();
        let mut read = |path| match Sheet::read(path) {
            Ok(sheet) => Ok(Some(sheet)),
            Err(Failure::Input(found)) => {
                wrong.extend(found);
                Ok(None)
            }
            Err(other) => Err(other),
        };
        let persons = asked.facts.as_deref().map_or(Ok(None), &mut read)?;
        let households = asked.households.as_deref().map_or(Ok(None), &mut read)?;
        let mut columns = |sheet: Option<&Sheet>, entity: &str| {
            let columns =
                sheet.map(|sheet| Columns::of(sheet, entity, program)).unwrap_or_else(|| Ok(Columns::default()));
            columns.unwrap_or_else(|found| {
                wrong.extend(found);
                Columns::default()
            })
        };
        let person_columns = columns(persons.as_ref(), "person");
        let household_columns = columns(households.as_ref(), "household");
        let province = asked.province.as_deref().map(|name| columns::province(name, &household_columns, program));
        let province = province.and_then(|found| found.map_err(|text| wrong.push(text)).ok());
        let (Some(on), Some(persons), Some(threads), true) = (on, persons, threads, wrong.is_empty()) else {
            return Err(Failure::Input(wrong));
        };
        let is_placed = province.is_some() || household_columns.has_fact(PROVINCE);
        let mut with = asked.with.clone();
        if is_placed {
            with.extend(overlays(program));
        }
        let world = World {
            scenario: asked.scenario.clone(),
            with,
            known_on: known_on.and_then(Result::ok),
            ..World::default()
        };
        Ok(Self {
            on,
            world,
            persons,
            households,
            person_columns,
            household_columns,
            province,
            home: group::home(program),
            threads,
        })
    }
}

/// The fact that says in which province a household lives.
const PROVINCE: &str = "province";

/// The modules that change the law for some people only. Who lives where is known, so each finds its own.
fn overlays(program: &Program) -> Vec<String> {
    let scoped = program.patches.iter().filter(|patch| patch.scenario.is_none() && patch.scope.is_some());
    let modules: BTreeSet<&String> = scoped.filter_map(|patch| program.modules.get(patch.module)).collect();
    modules.into_iter().cloned().collect()
}

fn no_day() -> Text {
    Text::new("--on: chưa nêu ngày xét; thêm --on 2024-07-01", "--on: no day is given; add --on 2024-07-01")
}
