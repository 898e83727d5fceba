//! `ansinh simulate --data`: what the law, or a draft, does to somebody's own data.
//!
//! Receives tables and a mapping; tells all that is wrong with them and what is not known; hands on the same tables as
//! for a synthetic population, with the range that is left open and the sampling error. It computes no figure.

mod open;
pub(crate) mod tell;

use std::path::Path;

use ansinh_engine::hir::{Program, Type};
use ansinh_engine::population::{Column, ColumnData, Entity, Population};
use ansinh_engine::report;
use ansinh_engine::simulate::{self, Drawn, Outcome, Run, Settings, Weights};
use ansinh_grammar::Text;

use super::share::{self, Progress, Threads};
use super::{closely, closer, failed, understood};
use crate::arguments::{OwnDataArguments, SimulateArguments};
use crate::data::{self, Data, Files, Mistakes};
use crate::failure::Failure;
use crate::nearest::nearest;
use crate::policies::Policies;
use crate::view::{self, View};
use crate::{Printed, out};

/// The fact that says in which province a household lives.
const PROVINCE: &str = "province";

/// What came of it.
struct Own {
    settings: Settings,
    outcome: Outcome,
    tables: Vec<report::Table>,
    notes: Vec<Text>,
}

/// Simulates a year on own data, or only looks at the data.
pub(super) fn run(policies: &Policies, asked: &SimulateArguments, view: View) -> Result<Printed, Failure> {
    let program = policies.program()?;
    let progress = Progress::of(asked.quiet, view);
    let Some(data) = read(program, (&asked.own, asked.province.as_deref()), view)? else {
        return Ok(Printed { text: String::new(), is_wrong: true });
    };
    let text = if asked.check {
        tell::checked(program, &data, asked, view)
    } else {
        let own = simulate(policies, &data, asked, &progress)?;
        tell::told(&own, asked.format, view)
    };
    let Some(path) = &asked.out else { return Ok(Printed::fine(text)) };
    out::write(path, &text)?;
    progress.say(&format!("{} {}", view.say("Đã ghi", "Written:"), path.display()));
    Ok(Printed::fine(String::new()))
}

/// The data; nothing if rows are wrong, which is told.
///
/// # Errors
/// Files that cannot be read or written, a mapping that does not fit.
pub(crate) fn read(
    program: &Program,
    (own, province): (&OwnDataArguments, Option<&str>),
    view: View,
) -> Result<Option<Data>, Failure> {
    let none = Path::new("");
    let files = Files {
        persons: own.data.as_deref().unwrap_or(none),
        households: own.households.as_deref(),
        mapping: own.mapping.as_deref().unwrap_or(none),
    };
    let mut mistakes = Mistakes::default();
    let mut data = data::read(files, program, &mut mistakes)?;
    if let Some(path) = &own.rejects {
        let text = mistakes.rejects(view).map_err(|error| Failure::unwritable(path.display(), &error.into()))?;
        out::write(path, &text)?;
    }
    if mistakes.count() > 0 {
        let text = mistakes.told(own.most, view);
        view::write_all(std::io::stderr().lock(), &text)
            .map_err(|error| Failure::unwritable(view.say("đầu ra lỗi", "error output"), &error))?;
        return Ok(None);
    }
    if let Some(province) = province {
        data.population = living_in(data.population, province, program)?;
    }
    Ok(Some(data))
}

/// The same people, all in one province.
fn living_in(population: Population, province: &str, program: &Program) -> Result<Population, Failure> {
    let input = program.inputs.iter().find(|input| input.naming.name == PROVINCE).map(|input| input.value_type);
    let Some(Type::Choice(id)) = input else { return Ok(population) };
    let values: Vec<&str> = program
        .enumerations
        .get(id.0)
        .map_or_else(Vec::new, |found| found.values.iter().map(|value| value.name.as_str()).collect());
    let wanted = province.replace('-', "_");
    if !values.contains(&wanted.as_str()) {
        let near = nearest(&wanted, values.iter().copied()).map_or_else(|| values.join(", "), str::to_owned);
        return Err(Failure::input(
            format!("--province: luật không có tỉnh `{province}`; có lẽ là: {near}"),
            format!("--province: the law has no province `{province}`; did you mean: {near}?"),
        ));
    }
    if population.columns().iter().any(|column| column.name == PROVINCE) {
        return Err(Failure::input(
            "--province: dữ liệu đã có cột tỉnh; bỏ --province hoặc bỏ cột ấy khỏi bảng ánh xạ",
            "--province: the data have a column for it; leave out --province, or the column from the mapping",
        ));
    }
    let data = ColumnData::Choice { values: vec![wanted], codes: vec![0; population.households()] };
    let mut columns = population.columns().to_vec();
    columns.push(Column { name: PROVINCE.to_owned(), entity: Entity::Household, data });
    let (first_person, relations) = (population.first_person().to_vec(), population.relations().to_vec());
    Population::new(first_person, columns, relations)
        .map_err(|error| Failure::input(format!("không lập được dân số: {error}"), format!("no population: {error}")))
}

/// What came of a year of own data, before it is told.
pub(crate) struct Results {
    /// The households that are settled, weighted.
    pub(crate) outcome: Outcome,
    /// The sampling error and the range, where there are any.
    pub(crate) doubts: Vec<report::Table>,
    pub(crate) notes: Vec<Text>,
    /// Whether the households have weights.
    pub(crate) is_sample: bool,
}

/// Applies the law of a year.
///
/// # Errors
/// Wrong arguments; a law that gives no answer.
fn simulate(policies: &Policies, data: &Data, asked: &SimulateArguments, progress: &Progress) -> Result<Own, Failure> {
    let program = policies.program()?;
    let mut wrong = Vec::new();
    let understood = understood(program, asked, &mut wrong);
    let (Some((mut settings, threads)), true) = (understood, wrong.is_empty()) else {
        return Err(Failure::Input(wrong));
    };
    let mut notes = tell::notes(data, &settings);
    notes.extend(tell::not_by(data, &mut settings));
    let draws = (asked.seed, asked.own.samples);
    let Results { outcome, doubts, notes: more, is_sample } =
        results(policies, data, &settings, (threads, draws), progress)?;
    notes.extend(more);
    let mut main = report::simulation(&outcome);
    main.notes.extend(super::tables::assumed_levels(program, settings.scenario.as_deref()));
    let mut tables = vec![main];
    tables.extend(report::funding(&outcome));
    if !is_sample {
        tables.extend(report::indicators(&outcome));
    }
    tables.extend(closely(&outcome, asked));
    tables.extend(report::missing(&tell::missing(program, data)));
    tables.extend(doubts);
    let has: Vec<_> = outcome.breakdowns.iter().map(|breakdown| breakdown.by).collect();
    notes.extend(closer::notes(&settings.by, &has, &settings.take_up));
    Ok(Own { settings, outcome, tables, notes })
}

/// A year of own data under settings.
///
/// # Errors
/// A law that gives no answer.
pub(crate) fn results(
    policies: &Policies,
    data: &Data,
    settings: &Settings,
    (threads, (seed, n_samples)): (Threads, (u64, u32)),
    progress: &Progress,
) -> Result<Results, Failure> {
    let failed = |error| failed(policies, error);
    let whole = Run::new(policies.program()?, &data.population, settings).map_err(failed)?;
    let open = open::look(&whole, data, threads, progress);
    let kept = open.settled(data);
    let sample = kept.sample.as_ref().or(data.sample.as_ref());
    let population = kept.population.as_ref().unwrap_or(&data.population);
    let mut run = Run::new(policies.program()?, population, settings).map_err(failed)?;
    if let Some(sample) = sample {
        let weights = Weights::new(population, &sample.weights, sample.scale);
        let weights =
            weights.ok_or_else(|| Failure::input("quyền số không khớp số hộ", "not one weight a household"))?;
        run = run.weighted(weights);
    }
    let mut outcome = share::run(run, threads, population.persons() as u64, progress).map_err(failed)?;
    outcome.is_synthetic = false;
    let mut doubts: Vec<report::Table> =
        sample.map(|sample| sampling(&outcome, sample, (seed, n_samples))).into_iter().collect();
    let mut notes = Vec::new();
    if open.n_open() > 0 {
        notes.extend(open.notes(data));
        doubts.push(report::range(&outcome, &open.ranges(&outcome, data)));
    }
    Ok(Results { outcome, doubts, notes, is_sample: sample.is_some() })
}

fn sampling(outcome: &Outcome, sample: &data::Sample, (seed, n_samples): (u64, u32)) -> report::Table {
    let drawn = Drawn {
        weights: &sample.weights,
        scale: sample.scale,
        replicates: &sample.replicates,
        factor: sample.factor,
        strata: &sample.strata,
        units: &sample.units,
        seed,
        n_samples: n_samples.max(2),
    };
    report::sampling(outcome, &simulate::reaches(outcome, &drawn), tell::how(&drawn))
}
