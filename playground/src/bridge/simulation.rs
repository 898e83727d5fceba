//! From settings to a report: a synthetic population, a year of law, tables.
//!
//! Receives settings in plain types; hands on the engine's tables cell by cell. It keeps the last population, since
//! people try several plans on the same one. It chooses which columns a chart compares, and computes no figure.

use std::sync::{Arc, Mutex, PoisonError};

use ansinh_engine::lower::{number_text, scenario_named};
use ansinh_engine::population::{self, Population, Province, calibration, fingerprint, generate};
use ansinh_engine::report;
use ansinh_engine::simulate::{self, Outcome, Run, SimulateError};
use ansinh_engine::value::{Decimal, Value};
use ansinh_grammar::{Language, Text};

use super::{drafting, failed, law, tables, words};
use crate::message::{Reply, Report, Setup, Stage};

/// The year whose margins the population is made from.
const REFERENCE_YEAR: i32 = 2016;

/// How far a run is: the stage, what is done, and what there is to do.
pub(super) type Tell<'t> = &'t mut dyn FnMut(Stage, u64, u64);

/// The report of a simulation.
pub(super) fn reply(setup: &Setup, tell: Tell<'_>) -> Reply {
    let Some(text) = &setup.policy_text else {
        return run(law::program(), setup, tell);
    };
    let (sources, checked) = drafting::checked(text, |path| !law::is_test(path));
    if checked.is_usable() {
        return run(&checked.program, setup, tell);
    }
    Reply::Failed {
        reason: words(&Text::new("Văn bản còn lỗi.", "The text still has errors.")),
        diagnostics: drafting::diagnostics(text, &sources, &checked.diagnostics),
    }
}

fn run(program: &ansinh_engine::hir::Program, setup: &Setup, tell: Tell<'_>) -> Reply {
    let settings = match settings(setup) {
        Some(settings) => settings,
        None => return failed("giá trị không phải là số", "the value is not a number"),
    };
    let Some(province) = Province::from_code(&setup.province) else {
        return failed("không có nơi này", "there is no such place");
    };
    let made = population::Settings {
        province,
        reference_year: REFERENCE_YEAR,
        year: setup.year,
        seed: setup.seed,
        assumptions: Vec::new(),
    };
    let population = match people(&made, tell) {
        Ok(population) => population,
        Err(reason) => return failed(reason.clone(), reason),
    };
    match outcome(program, &population, &settings, tell) {
        Ok(outcome) => {
            let rests = settings.scenario.as_deref().and_then(|name| scenario_named(program, name).one());
            let assumed =
                rests.filter(|scenario| program.has_assumed_levels(*scenario)).map(|_| report::assumed_levels());
            Reply::Simulated(report(&outcome, &population, &made, assumed))
        }
        Err(SimulateError::Law(found)) if setup.policy_text.is_some() => {
            Reply::Failed { reason: words(&SimulateError::Law(found.clone()).message()), diagnostics: Vec::new() }
        }
        Err(error) => {
            let message = error.message();
            failed(message.vi, message.en)
        }
    }
}

fn settings(setup: &Setup) -> Option<simulate::Settings> {
    let settings = match &setup.setting {
        Some((name, value)) => vec![(name.clone(), Value::Number(value.parse().ok()?))],
        None => Vec::new(),
    };
    let scenario = Some(setup.scenario.clone()).filter(|name| !name.is_empty());
    Some(simulate::Settings { year: setup.year, scenario, settings, ..simulate::Settings::default() })
}

/// The population of the settings: the one kept from the last run, or a new one.
fn people(made: &population::Settings, tell: Tell<'_>) -> Result<Arc<Population>, String> {
    static LAST: Mutex<Option<(population::Settings, Arc<Population>)>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, population)) = last.as_ref()
        && of == made
    {
        return Ok(Arc::clone(population));
    }
    // Two populations at once would not fit beside each other on a small phone.
    *last = None;
    let population =
        generate(made, &mut |done, total| tell(Stage::Population, done, total)).map_err(|error| error.to_string())?;
    let population = Arc::new(population);
    *last = Some((made.clone(), Arc::clone(&population)));
    Ok(population)
}

fn outcome(
    program: &ansinh_engine::hir::Program,
    population: &Population,
    settings: &simulate::Settings,
    tell: Tell<'_>,
) -> Result<Outcome, SimulateError> {
    let run = Run::new(program, population, settings)?.condensed();
    let total = population.persons() as u64;
    let mut told = 0;
    tell(Stage::Law, 0, total);
    let part = run.part(0..run.n_pieces(), &mut |done| {
        let percent = done * 100 / total.max(1);
        if percent != told {
            told = percent;
            tell(Stage::Law, done, total);
        }
    })?;
    Ok(run.finish(vec![part]))
}

/// The tables, with what must be said of the levels of the scenario.
fn report(outcome: &Outcome, population: &Population, made: &population::Settings, assumed: Option<Text>) -> Report {
    let calibration = report::calibration(&calibration(population, made));
    let mut main = report::simulation(outcome);
    main.notes.extend(assumed);
    let mut all = vec![tables::simulation(&main, outcome)];
    all.extend(report::official(outcome, made.province.code()).map(|table| tables::plain(&table)));
    all.push(tables::plain(&calibration));
    Report {
        headline: words(&report::headline(outcome)),
        basis: words(&basis(outcome, population, made)),
        tables: all,
        cautions: if made.year == REFERENCE_YEAR { Vec::new() } else { vec![words(&shifted(made.year))] },
    }
}

/// What the figures are of, and a mark by which the same population is known again.
fn basis(outcome: &Outcome, population: &Population, made: &population::Settings) -> Text {
    let mark = fingerprint(population);
    Text::build(|language| {
        let count = |count: u64| number_text(Decimal::from(count), language);
        let (persons, households) = (count(outcome.persons), count(outcome.households));
        match language {
            Language::Vi => format!(
                "{}, năm {}: {persons} người, {households} hộ. Số gieo {}, dấu nhận dạng {mark:016x}.",
                made.province.name_vi(),
                made.year,
                made.seed
            ),
            Language::En => format!(
                "{}, {}: {persons} persons, {households} households. Seed {}, fingerprint {mark:016x}.",
                made.province.name_en(),
                made.year,
                made.seed
            ),
        }
    })
}

fn shifted(year: i32) -> Text {
    Text::new(
        format!(
            "Dân số năm {REFERENCE_YEAR} được giữ nguyên cơ cấu và dời ngày sinh sang năm {year}; đây không phải dự báo dân số."
        ),
        format!(
            "The population of {REFERENCE_YEAR} keeps its structure and is moved to {year} by its birth dates; this is no forecast."
        ),
    )
}
