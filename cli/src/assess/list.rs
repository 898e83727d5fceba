//! `ansinh assess --facts`: what everybody in a list is entitled to, one row each.
//!
//! Receives tables of persons and households; hands on a table of results and the rows that are wrong. A wrong row
//! stops its own household only. It decides nothing about anybody.

mod assumed;
mod columns;
mod deliver;
mod group;
mod household;
mod place;
mod quick;
mod results;
mod sheet;
mod told;
mod work;

use std::io::{self, BufWriter, ErrorKind, Write};

use ansinh_engine::hir::{LinkId, Program};
use ansinh_engine::lower::{self, World};
use ansinh_engine::plan::Plan;
use ansinh_engine::value::{Date, Fact};
use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Language, Text};

use super::encoded;
use super::months::Span;
use super::province::PROVINCE;
use crate::arguments::AssessArguments;
use crate::day::day;
use crate::failure::Failure;
use crate::policies::Policies;
use crate::view::{self, View};
use crate::{Printed, out, simulate};
use assumed::Assumptions;
use columns::Columns;
use place::Wrong;
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
    let question = Question::of(asked, program, view.language)?;
    let hash = policies.hash();
    let no_answer = |diagnostics| Failure::NoAnswer(policies.sources.clone(), diagnostics);
    let contradictions = lower::lower_contradictions(program, question.on).map_err(no_answer)?;
    let plans = question.plans(program).map_err(no_answer)?;
    let list = |(when, plan)| work::List::new(program, [plan, &contradictions], &question, (when, &hash));
    let lists: Vec<work::List<'_>> = plans.iter().map(|(when, plan)| list((when.as_str(), plan))).collect();
    let progress = simulate::share::Progress::of(asked.quiet, view);
    let assumed = question.assumed.told();
    if !assumed.is_empty() {
        progress.say(&format!(
            "{} {assumed}",
            view.say("Coi như, nếu bảng không ghi:", "Assumed where the tables say nothing:")
        ));
    }
    if let Some(remark) = encoded::remark(lower::encoded(program), question.on) {
        progress.say(view.get(&remark));
    }
    let wrong = match &asked.out {
        None => printed(&lists, question.threads, &progress, view)?,
        Some(path) => {
            let mut file = out::Beside::create(path)?;
            let assessed = each(&lists, question.threads, &progress, &mut file);
            let wrong = assessed.map_err(|error| Failure::unwritable(path.display(), &error))?;
            file.finish()?;
            wrong
        }
    };
    tell(&wrong, view)?;
    if let Some(path) = &asked.out {
        progress.say(&format!("{} {}", view.say("Đã ghi", "Written:"), path.display()));
    }
    Ok(Printed { text: String::new(), is_wrong: !wrong.is_empty() })
}

/// What columns the tables may have; or both tables with nothing in them.
///
/// # Errors
/// A day that is none; a folder that cannot be written.
pub(super) fn about(asked: &AssessArguments, view: View) -> Result<Printed, Failure> {
    let policies = Policies::load(&[])?;
    let program = policies.program()?;
    let on = asked.on.as_deref().map(|on| day("--on", on)).transpose();
    let on = on.map_err(|text| Failure::Input(vec![text]))?;
    match &asked.template {
        None => told::told(program, on, asked.format, view).map(Printed::fine),
        Some(folder) => {
            let written = told::templates(program, folder)?;
            Ok(Printed::fine(written.iter().map(|path| format!("{path}\n")).collect()))
        }
    }
}

/// Writes the results of one list after another, for a day or for each month; everything that is wrong, once.
fn each(
    lists: &[work::List<'_>],
    threads: simulate::share::Threads,
    progress: &simulate::share::Progress,
    out: &mut dyn Write,
) -> io::Result<Vec<Wrong>> {
    let mut wrong = Vec::new();
    for (at, list) in lists.iter().enumerate() {
        if at == 0 {
            list.head(out)?;
        }
        wrong.extend(list.assess(threads, progress, out)?);
    }
    wrong.sort();
    wrong.dedup();
    Ok(wrong)
}

/// Writes the results to the output as they come. A reader who has gone away is no failure.
fn printed(
    lists: &[work::List<'_>],
    threads: simulate::share::Threads,
    progress: &simulate::share::Progress,
    view: View,
) -> Result<Vec<Wrong>, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let assessed = each(lists, threads, progress, &mut out);
    match assessed.and_then(|wrong| out.flush().map(|()| wrong)) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Vec::new()),
        written => written.map_err(|error| Failure::unwritable(view.say("đầu ra chuẩn", "standard output"), &error)),
    }
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

/// Months whose payments are asked for, and the day of the decision.
type Months = (Span, Option<Date>);

/// What is asked, understood.
struct Question {
    /// The day; of months, the last one.
    on: Date,
    /// The months whose payments are asked for, in place of a day, and the day of the decision.
    months: Option<Months>,
    /// The language of what is wrong.
    language: Language,
    world: World,
    persons: Sheet,
    households: Option<Sheet>,
    person_columns: Columns,
    household_columns: Columns,
    /// The province that everybody lives in.
    province: Option<Fact>,
    /// What is taken to be so where the tables say nothing.
    assumed: Assumptions,
    /// The link that says in which household a person lives.
    home: Option<LinkId>,
    threads: simulate::share::Threads,
}

impl Question {
    fn of(asked: &AssessArguments, program: &Program, language: Language) -> Result<Self, Failure> {
        let (mut wrong, mut undecoded) = (Vec::new(), Vec::new());
        let when = when(asked).map_err(|found| wrong.extend(found)).ok();
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
            Err(Failure::Undecoded(found)) => {
                undecoded.extend(found);
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
        let assumed = Assumptions::of(&asked.assume, program).unwrap_or_else(|found| {
            wrong.extend(found);
            Assumptions::default()
        });
        Failure::of_files(wrong, undecoded)?;
        let (Some((on, months)), Some(persons), Some(threads)) = (when, persons, threads) else {
            return Err(Failure::Input(Vec::new()));
        };
        let is_placed = province.is_some() || household_columns.has_fact(PROVINCE);
        let known_on = known_on.and_then(Result::ok);
        Ok(Self {
            on,
            months,
            language,
            world: world(asked, known_on, is_placed, program),
            persons,
            households,
            person_columns,
            household_columns,
            province,
            assumed,
            home: group::home(program),
            threads,
        })
    }
}

impl Question {
    /// The plan of the day, or one for each month; and what the results say of when.
    fn plans(&self, program: &Program) -> Result<Vec<(String, Plan)>, Vec<Diagnostic>> {
        let Some((span, decision)) = self.months else {
            return Ok(vec![(self.on.to_string(), lower::lower(program, &self.world, self.on)?)]);
        };
        let n_months = span.to.month_number() - span.from.month_number();
        let months = (0..=n_months).filter_map(|step| span.from.month_start_after(step));
        let plan = |month: Date| {
            let when = format!("{:04}-{:02}", month.year(), month.month());
            Ok((when, lower::lower_month(program, &self.world, month, decision)?))
        };
        months.map(plan).collect()
    }
}

/// The day, and the months that stand in its place: then the day is the last one of them.
fn when(asked: &AssessArguments) -> Result<(Date, Option<Months>), Vec<Text>> {
    let Some(months) = &asked.months else {
        let needless = asked
            .decision
            .as_ref()
            .map(|_| Text::new("--decision: chỉ dùng cùng --months", "--decision: only together with --months"));
        let on = asked.on.as_deref().map(|on| day("--on", on)).unwrap_or_else(|| Err(no_day()));
        return match (on, needless) {
            (Ok(on), None) => Ok((on, None)),
            (on, needless) => Err(on.err().into_iter().chain(needless).collect()),
        };
    };
    let mut wrong = Vec::new();
    if asked.on.is_some() {
        wrong.push(Text::new(
            "--on: không dùng cùng --months; mỗi dòng đã ghi tháng của nó",
            "--on: not together with --months; every row says its month",
        ));
    }
    let span = super::months::span(months);
    if span.is_none() {
        wrong.push(super::months::refused(months));
    }
    let decision = asked.decision.as_deref().map(|on| day("--decision", on));
    let decision = decision.and_then(|found| found.map_err(|text| wrong.push(text)).ok());
    let last = span.and_then(|span| {
        Date::new(span.to.year(), span.to.month(), span.to.last_day_of_month()).map(|last| (last, span))
    });
    match last.filter(|_| wrong.is_empty()) {
        Some((last, span)) => Ok((last, Some((span, decision)))),
        None => Err(wrong),
    }
}

/// The law that is asked for. Where it is known who lives where, what provinces add counts.
fn world(asked: &AssessArguments, known_on: Option<Date>, is_placed: bool, program: &Program) -> World {
    let own = if is_placed { lower::overlays(program) } else { Vec::new() };
    let with = asked.with.iter().cloned().chain(own).collect();
    World { scenario: asked.scenario.clone(), with, known_on, ..World::default() }
}

fn no_day() -> Text {
    Text::new(
        "--on: chưa nêu ngày xét; thêm --on 2024-07-01, hoặc --months 2024-01..2024-12",
        "--on: no day is given; add --on 2024-07-01, or --months 2024-01..2024-12",
    )
}
