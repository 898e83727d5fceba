//! `ansinh simulate`: what the law, or a draft, does to a synthetic population.
//!
//! Receives a province, a year, a scenario and settings; has the engine make the population and run the year; hands
//! on its tables, printed or in a file. It computes no figure.

pub(crate) mod closer;
pub(crate) mod export;
pub(crate) mod law;
pub(crate) mod laws;
pub(crate) mod margins;
pub(crate) mod own;
pub(crate) mod project;
pub(crate) mod sensitivity;
pub(crate) mod settings;
pub(crate) mod share;
pub(crate) mod tables;

use ansinh_engine::hir::Program;
use ansinh_engine::population::{self, Population, Province};
use ansinh_engine::report::{self, Table};
use ansinh_engine::simulate::{By, Outcome, Run, Settings, SimulateError};
use ansinh_engine::value::Date;
use ansinh_grammar::Text;
use ansinh_grammar::language::skeleton;

use crate::arguments::{SimulateArguments, TableFormat};
use crate::failure::Failure;
use crate::nearest::nearest;
use crate::policies::Policies;
use crate::view::View;
use crate::{Printed, out, plain};
use share::{Progress, Threads};

/// The year of the margins that are held for the provinces.
pub(crate) const REFERENCE_YEAR: i32 = 2016;

/// The enumeration of the law that names provinces.
const PROVINCES: &str = "province_code";

/// What came of a simulation, and of what.
struct Simulated {
    population: population::Settings,
    fingerprint: u64,
    settings: Settings,
    outcome: Outcome,
    tables: Vec<Table>,
    notes: Vec<Text>,
}

/// Simulates a year.
///
/// # Errors
/// All that is wrong with the arguments; a month in which the law has no value; a file that cannot be written.
pub(crate) fn run(asked: &SimulateArguments, view: View) -> Result<Printed, Failure> {
    let policies = Policies::load(&asked.files)?;
    if asked.mapping_template {
        return Ok(Printed::fine(crate::data::template(policies.program()?, view)));
    }
    if asked.own.data.is_some() {
        if asked.projection.from.is_some() {
            return Err(Failure::input(
                "--from: dữ liệu đưa vào không được dự báo; dùng --year, hoặc `ansinh report` cho nhiều năm",
                "--from: own data are not projected; use --year, or `ansinh report` for several years",
            ));
        }
        return own::run(&policies, asked, view);
    }
    let mut question = question(policies.program()?, asked)?;
    let own: Vec<String> = asked.settings.iter().filter(|written| margins::is_of_margin(written)).cloned().collect();
    question.population.assumptions = margins::assumptions(&question.population, &own, asked.margins.as_deref())?;
    if asked.projection.from.is_some() {
        return project::run(&policies, question, asked, view);
    }
    let progress = Progress::of(asked.quiet, view);
    let simulated = simulate(&policies, question, asked, &progress)?;
    let text = match asked.format {
        TableFormat::Text => tables::text(&simulated, view),
        TableFormat::Json => plain::json(&export::Exported::of(&simulated, policies.program()?)),
        TableFormat::Csv => export::csv(&simulated.notes, &simulated.tables, view),
    };
    let Some(path) = &asked.out else {
        return Ok(Printed::fine(text));
    };
    out::write(path, &text)?;
    progress.say(&format!("{} {}", view.say("Đã ghi", "Written:"), path.display()));
    Ok(Printed::fine(String::new()))
}

/// What is asked, understood.
#[derive(Clone)]
pub(crate) struct Question {
    pub(crate) population: population::Settings,
    pub(crate) settings: Settings,
    pub(crate) threads: Threads,
}

fn question(program: &Program, asked: &SimulateArguments) -> Result<Question, Failure> {
    let mut wrong = Vec::new();
    let code = asked.province.as_deref().unwrap_or_default();
    let province = province(code).map_err(|text| wrong.push(text)).ok();
    let understood = understood(program, asked, &mut wrong);
    let (Some(province), Some((settings, threads)), true) = (province, understood, wrong.is_empty()) else {
        return Err(Failure::Input(wrong));
    };
    let (year, seed) = (settings.year, asked.seed);
    let population =
        population::Settings { province, reference_year: REFERENCE_YEAR, year, seed, assumptions: Vec::new() };
    Ok(Question { population, settings, threads })
}

/// How the law is applied, and by how many threads; what is wrong is added.
fn understood(program: &Program, asked: &SimulateArguments, wrong: &mut Vec<Text>) -> Option<(Settings, Threads)> {
    let year = asked.year.or(asked.projection.from).unwrap_or(REFERENCE_YEAR);
    wrong.extend(before_the_law(program, year));
    let question = law::Asked {
        year,
        scenario: asked.scenario.as_deref(),
        known_on: asked.known_on.as_deref(),
        with: &asked.with,
        settings: &asked.settings,
        by: &asked.by,
        has_measures: asked.measures,
        take_up: &asked.take_up,
        seed: asked.seed,
        threads: asked.threads,
    };
    question.understood(program, wrong)
}

/// The province of a code or a name.
///
/// # Errors
/// If no population is held for it: which there are, and the nearest one unless the law knows the place that is asked.
pub(crate) fn province(code: &str) -> Result<Province, Text> {
    let wanted = code_of(code);
    let named = || Province::ALL.into_iter().find(|province| code_of(province.code()) == wanted);
    Province::from_code(code).or_else(named).ok_or_else(|| {
        let all = Province::ALL.map(Province::code);
        let known = place_of_law(code);
        let near = nearest(code, all).filter(|_| known.is_none()).map_or_else(Text::default, |near| {
            Text::new(format!("; có lẽ là `{near}`"), format!("; did you mean `{near}`?"))
        });
        let place = known.unwrap_or_else(|| Text::same(format!("`{code}`")));
        let all = all.join(", ");
        Text::new(
            format!("--province: không có dân số tổng hợp của {}; hiện có: {all}{}", place.vi, near.vi),
            format!("--province: there is no synthetic population of {}; there is: {all}{}", place.en, near.en),
        )
    })
}

/// A name as codes are written: without marks and capitals, words joined.
fn code_of(name: &str) -> String {
    skeleton(name.trim()).replace([' ', '-'], "_")
}

/// What the built-in law calls a province, with a hyphen or an underscore, with or without marks.
fn place_of_law(code: &str) -> Option<Text> {
    let wanted = code_of(code);
    let program = Policies::load(&[]).ok()?.checked.program;
    let provinces = program.enumerations.into_iter().find(|found| found.naming.name == PROVINCES)?;
    provinces.values.into_iter().find(|value| value.name == wanted).map(|value| value.label)
}

/// The first year in which something of the law that is written down begins.
fn first_year(program: &Program) -> Option<i32> {
    let of_benefits = program.benefits.iter().flat_map(|benefit| {
        let own = std::iter::once(benefit.days);
        own.chain(benefit.categories.iter().flat_map(|category| {
            let amounts = category.amounts.iter().map(|amount| amount.days);
            std::iter::once(category.days).chain(amounts)
        }))
    });
    of_benefits.filter_map(|days| days.from).min().map(Date::year)
}

/// That nothing is simulated in a year before the law.
fn before_the_law(program: &Program, year: i32) -> Option<Text> {
    let first = first_year(program).filter(|first| year < *first)?;
    Some(Text::new(
        format!("--year: không có luật nào của năm {year} được viết ra; luật có từ năm {first}"),
        format!("--year: no law of {year} is written down; there is law from {first} on"),
    ))
}

fn simulate(
    policies: &Policies,
    question: Question,
    asked: &SimulateArguments,
    progress: &Progress,
) -> Result<Simulated, Failure> {
    let Question { population: made_for, settings, threads } = question;
    let population = generate(&made_for, progress)?;
    let failed = |error| failed(policies, error);
    let run = Run::new(&policies.checked.program, &population, &settings).map_err(failed)?;
    let outcome = share::run(run, threads, population.persons() as u64, progress).map_err(failed)?;
    let program = &policies.checked.program;
    let mut main = report::simulation(&outcome);
    main.notes.extend(tables::assumed_levels(program, settings.scenario.as_deref()));
    let mut tables = vec![main];
    tables.extend(report::funding(&outcome));
    tables.extend(report::indicators(&outcome));
    tables.extend(closely(&outcome, asked));
    tables.extend(report::official(&outcome, made_for.province.code()));
    if asked.calibration {
        tables.push(report::calibration(&population::calibration(&population, &made_for)));
    }
    // What the people are said to be is under every table that is made of them.
    let made_up = tables::made_up(program);
    for table in tables.iter_mut().filter(|table| table.name != "calibration") {
        table.notes.extend(made_up.iter().cloned());
    }
    let fingerprint = population::fingerprint(&population);
    let mut notes = tables::notes(program, &made_for, fingerprint, &settings, &outcome);
    let has: Vec<By> = outcome.breakdowns.iter().map(|breakdown| breakdown.by).collect();
    notes.extend(closer::notes(&settings.by, &has, &settings.take_up));
    if asked.measures && settings.year != REFERENCE_YEAR {
        notes.push(no_incomes(settings.year));
    }
    Ok(Simulated { population: made_for, fingerprint, settings, outcome, tables, notes })
}

/// The tables of closer looks that were asked for.
pub(super) fn closely(outcome: &Outcome, asked: &SimulateArguments) -> Vec<Table> {
    let is_asked = |table: &Table| {
        let by = table.name.strip_prefix("by_").unwrap_or_default();
        asked.by.iter().any(|name| name.trim() == by)
    };
    let mut tables: Vec<Table> = report::breakdowns(outcome).into_iter().filter(is_asked).collect();
    if asked.measures {
        if outcome.year == REFERENCE_YEAR || (asked.projection.from.is_some() && outcome.year > REFERENCE_YEAR) {
            tables.extend(report::living(outcome));
        }
        tables.extend(report::targeting(outcome));
        tables.extend(report::changes(outcome));
        tables.extend(report::overlaps(outcome));
    }
    tables
}

fn no_incomes(year: i32) -> Text {
    let remedy = if year > REFERENCE_YEAR {
        Text::new(
            format!("; `--from {year} --to {year}` dự báo cả thu nhập"),
            format!("; `--from {year} --to {year}` projects incomes too"),
        )
    } else {
        Text::default()
    };
    Text::new(
        format!(
            "Nghèo và bất bình đẳng năm {year} không đo được: dân số chỉ có thu nhập năm {REFERENCE_YEAR}{}.",
            remedy.vi
        ),
        format!(
            "Poverty and inequality of {year} are not measured: the population has the incomes of {REFERENCE_YEAR} only{}.",
            remedy.en
        ),
    )
}

/// Why a simulation is not possible.
pub(crate) fn failed(policies: &Policies, error: SimulateError) -> Failure {
    match error {
        SimulateError::Law(diagnostics) => Failure::NoAnswer(policies.sources.clone(), diagnostics),
        other => Failure::Input(vec![other.message()]),
    }
}

/// The population of the settings.
///
/// # Errors
/// If there is none.
pub(crate) fn generate(settings: &population::Settings, progress: &Progress) -> Result<Population, Failure> {
    let made = population::generate(settings, &mut |done, total| progress.generating(done, total));
    progress.clear();
    made.map_err(no_population)
}

/// Why there is no population.
pub(crate) fn no_population(error: population::PopulationError) -> Failure {
    match error {
        population::PopulationError::Year(year) => Failure::input(
            format!("--year: không lập được dân số cho năm {year}"),
            format!("--year: no population can be made for {year}"),
        ),
        other => Failure::input(format!("không lập được dân số: {other}"), format!("no population: {other}")),
    }
}
