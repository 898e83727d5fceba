//! `ansinh simulate --from --to`: several years in a row.
//!
//! Receives years and assumptions; has the engine let the people grow older and run the law of each year; hands on what
//! the years come to. It computes no figure.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use ansinh_engine::population::{self, Accounts, Assumption, Paths, Population, Projector};
use ansinh_engine::report;
use ansinh_engine::simulate::{
    By, LastYear, ProjectedYear, Projection, Run, Settings, SimulateError, YearLaw, last_change,
};
use ansinh_engine::value::{Decimal, Value};
use ansinh_grammar::Text;

use super::laws::Laws;
use super::share::{self, Progress};
use super::{
    Question, REFERENCE_YEAR, closely, closer, export, failed, generate, no_incomes, no_population, sensitivity, tables,
};
use crate::arguments::{SimulateArguments, TableFormat};
use crate::failure::Failure;
use crate::nearest::nearest;
use crate::policies::Policies;
use crate::view::View;
use crate::{Printed, out, plain};

/// The years that can be projected.
pub(crate) const FIRST: i32 = 2015;
pub(crate) const LAST: i32 = 2035;
/// The parameter that an assumption may set in place of the law.
pub(crate) const BASE_RATE: &str = "base_rate";

/// Projects the years.
///
/// # Errors
/// All that is wrong with the arguments; a month in which the law has no value; a file that cannot be written.
pub(super) fn run(
    policies: &Policies,
    question: Question,
    asked: &SimulateArguments,
    view: View,
) -> Result<Printed, Failure> {
    let (Some(from), Some(to)) = (asked.projection.from, asked.projection.to) else {
        return Err(Failure::input("--from, --to", "--from, --to"));
    };
    if from < FIRST || to > LAST || from > to {
        return Err(Failure::input(
            format!("--from, --to: dự báo được từ {FIRST} đến {LAST}, năm đầu không sau năm cuối"),
            format!("--from, --to: years from {FIRST} to {LAST} can be projected, the first not after the last"),
        ));
    }
    let progress = Progress::of(asked.quiet, view);
    let own = own(&asked.projection.assume, asked.projection.assumptions.as_deref())?;
    let paths = Paths::of(question.population.province, &own).map_err(no_population)?;
    let laws = if asked.projection.sensitivity { Laws::kept() } else { Laws::default() };
    let years = Years { from, to, paths, one_in: 1, laws: Arc::new(laws), is_last_closer: false };
    let made_for = population::Settings { year: REFERENCE_YEAR, ..question.population.clone() };
    let base = generate(&made_for, &progress)?;
    let projection = years.run(policies, &question, Some(&base), &progress)?;
    let tables_of = |projection: &Projection| {
        let mut all = report::projection(projection);
        all.extend(report::each_year(projection, &|outcome| closely(outcome, asked)));
        all
    };
    let mut all = tables_of(&projection);
    if asked.projection.sensitivity {
        let question = Question { population: made_for, ..question.clone() };
        let runs = sensitivity::runs(&years, policies, &question, &base, &progress)?;
        all = report::ranged(all, &runs.map(tables_of));
        all.push(report::sensitivity(&projection, &runs));
    } else if let Some(first) = all.first_mut() {
        first.notes.push(report::without_ranges());
    }
    let made_up = tables::made_up(&policies.checked.program);
    all.iter_mut().take(2).for_each(|table| table.notes.extend(made_up.iter().cloned()));
    let mut notes = notes(&question, &projection);
    notes.extend(closer_notes(&question.settings, &projection));
    let text = match asked.format {
        TableFormat::Text => tables::plain_text(&notes, &all, view),
        TableFormat::Json => plain::json(&export::Tables::of(&question.population, &notes, &all)),
        TableFormat::Csv => export::csv(&notes, &all, view),
    };
    let Some(path) = &asked.out else {
        return Ok(Printed::fine(text));
    };
    out::write(path, &text)?;
    progress.say(&format!("{} {}", view.say("Đã ghi", "Written:"), path.display()));
    Ok(Printed::fine(String::new()))
}

/// What the figures are of.
fn notes(question: &Question, projection: &Projection) -> Vec<Text> {
    let made_for = &question.population;
    let (seed, base) = (made_for.seed, projection.base_year);
    let people = Text::new(
        format!("DÂN SỐ TỔNG HỢP của {}, số liệu gốc năm {base}, mầm ngẫu nhiên {seed}", made_for.province.name_vi()),
        format!("SYNTHETIC POPULATION of {}, margins of {base}, seed {seed}", made_for.province.name_en()),
    );
    let set = made_for.assumptions.iter().map(|assumption| {
        Text::new(format!("Số liệu dân số đặt riêng: {assumption}"), format!("Margin set by hand: {assumption}"))
    });
    std::iter::once(people).chain(set).collect()
}

/// What must be said of closer looks: traits that the people do not have, who claims, and years without incomes.
fn closer_notes(settings: &Settings, projection: &Projection) -> Vec<Text> {
    let outcomes = || projection.years.iter().map(|year| &year.outcome);
    let has: Vec<By> = outcomes().flat_map(|outcome| &outcome.breakdowns).map(|breakdown| breakdown.by).collect();
    let mut notes = closer::notes(&settings.by, &has, &settings.take_up);
    let without = outcomes().map(|outcome| outcome.year).filter(|year| *year < REFERENCE_YEAR);
    notes.extend(without.filter(|_| settings.has_measures).map(no_incomes));
    notes
}

/// Some years and what is assumed about them.
#[derive(Clone)]
pub(crate) struct Years {
    pub(crate) from: i32,
    pub(crate) to: i32,
    pub(crate) paths: Paths,
    /// One household in so many stands for all.
    pub(crate) one_in: u32,
    pub(crate) laws: Arc<Laws>,
    /// Whether the last year alone is looked at by groups and measures, and its first half too.
    pub(crate) is_last_closer: bool,
}

impl Years {
    /// What the years come to, beginning with the people of the base year.
    ///
    /// # Errors
    /// The law cannot be applied, or there is no population.
    pub(crate) fn run(
        &self,
        policies: &Policies,
        question: &Question,
        base: Option<&Population>,
        progress: &Progress,
    ) -> Result<Projection, Failure> {
        let mut projection = Projection {
            base_year: REFERENCE_YEAR,
            paths: self.paths.points().to_vec(),
            law_until: last_change(policies.program()?),
            ..Projection::default()
        };
        let (program, seed) = (policies.program()?, question.population.seed);
        for year in self.from..=self.to.min(REFERENCE_YEAR) {
            let made_for = population::Settings { year, ..question.population.clone() };
            let made = generate(&made_for, progress)?;
            let population = population::thinned(&made, self.one_in, seed).map_err(no_population)?;
            let n_persons = population.persons() as u64 * u64::from(population.weight());
            let accounts = Accounts { at_start: n_persons, at_end: n_persons, ..Accounts::default() };
            let law = self.laws.of(program, &self.settings(question, year));
            let of_year = (law, &population, accounts);
            projection.years.push(self.year(policies, question, (year, of_year), progress)?);
            if year == self.to {
                projection.last = self.last(policies, question, &population, progress)?;
            }
        }
        let Some(base) = base.filter(|_| self.to > REFERENCE_YEAR) else {
            return Ok(projection);
        };
        let base = population::thinned(base, self.one_in, seed).map_err(no_population)?;
        let mut projector = Projector::new(base, REFERENCE_YEAR, self.paths.clone(), seed).map_err(no_population)?;
        while projector.year() < self.from.max(REFERENCE_YEAR + 1) {
            projector.advance().map_err(no_population)?;
        }
        let law = |year: i32| self.laws.of(program, &self.settings(question, year));
        let mut own = law(projector.year());
        loop {
            let (year, accounts) = (projector.year(), projector.accounts());
            if year == self.to {
                let of_year = (own, projector.population(), accounts);
                projection.years.push(self.year(policies, question, (year, of_year), progress)?);
                projection.last = self.last(policies, question, projector.population(), progress)?;
                break;
            }
            // The people and the law of the next year are made while the law is applied to those of this one.
            let people = projector.population().clone();
            let ahead = || (projector.advance(), law(year + 1));
            let this = || self.year(policies, question, (year, (own, &people, accounts)), progress);
            let ((next, law), outcome) = question.threads.beside(ahead, this);
            projection.years.push(outcome?);
            next.map_err(no_population)?;
            own = law;
        }
        Ok(projection)
    }

    fn settings(&self, question: &Question, year: i32) -> Settings {
        let base_rate = self.paths.base_rate(year);
        let assumed =
            base_rate.map(|rate| (BASE_RATE.to_owned(), Value::Number(Decimal::from(rate)))).into_iter().collect();
        let settings = Settings { year, assumed, ..question.settings.clone() };
        if self.is_last_closer && year != self.to {
            return Settings { by: Vec::new(), has_measures: false, ..settings };
        }
        settings
    }

    /// The first half of the last year, without closer looks, and whose year it is; nothing unless it is looked at.
    fn last(
        &self,
        policies: &Policies,
        question: &Question,
        population: &Population,
        progress: &Progress,
    ) -> Result<Option<LastYear>, Failure> {
        if !self.is_last_closer {
            return Ok(None);
        }
        let program = policies.program()?;
        let settings =
            Settings { is_first_half: true, by: Vec::new(), has_measures: false, ..self.settings(question, self.to) };
        let failed = |error| failed(policies, error);
        let law = self.laws.of(program, &settings);
        let run = law.and_then(|law| Run::under(law, program, population, &settings)).map_err(failed)?;
        let half = share::run(run, question.threads, population.persons() as u64, progress).map_err(failed)?;
        Ok(Some(LastYear { half, fingerprint: population::fingerprint(population) }))
    }

    /// What one year comes to.
    fn year(
        &self,
        policies: &Policies,
        question: &Question,
        (year, (law, population, accounts)): (i32, (Result<YearLaw, SimulateError>, &Population, Accounts)),
        progress: &Progress,
    ) -> Result<ProjectedYear, Failure> {
        let base_rate = self.paths.base_rate(year);
        let settings = self.settings(question, year);
        let failed = |error| failed(policies, error);
        let program = policies.program()?;
        let run = law.and_then(|law| Run::under(law, program, population, &settings)).map_err(failed)?;
        let mut outcome = share::run(run, question.threads, population.persons() as u64, progress).map_err(failed)?;
        // Who left in the course of the year was there, and is no more.
        outcome.persons = accounts.at_end;
        Ok(ProjectedYear { outcome, accounts, base_rate })
    }
}

/// Values of assumptions as they are written, from a file and then from the command line.
///
/// # Errors
/// All that is wrong with them.
pub(crate) fn own(written: &[String], file: Option<&Path>) -> Result<Vec<Assumption>, Failure> {
    let lines = match file {
        Some(path) => fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))?,
        None => String::new(),
    };
    let lines = lines.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let lines = lines.filter(|line| !line.is_empty()).map(|line| (line, "--assumptions"));
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    for (text, option) in lines.chain(written.iter().map(|text| (text.as_str(), "--assume"))) {
        match assumption(text, option) {
            Ok(assumption) => found.push(assumption),
            Err(text) => wrong.push(text),
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(Failure::Input(wrong)) }
}

fn assumption(written: &str, option: &str) -> Result<Assumption, Text> {
    let (name, value) = written.split_once('=').unwrap_or((written, ""));
    let (name, value) = (name.trim(), value.trim());
    let (path, year) = name.split_once('/').map_or((name, None), |(path, year)| (path, Some(year)));
    if !Paths::names().any(|known| known == path) {
        let near = nearest(path, Paths::names());
        let remedy = near.map_or_else(
            || {
                Text::new(
                    "`ansinh population --assumptions` liệt kê các tên",
                    "`ansinh population --assumptions` lists the names",
                )
            },
            |near| Text::new(format!("có lẽ là `{near}`"), format!("did you mean `{near}`?")),
        );
        return Err(Text::new(
            format!("{option}: không có giả định `{path}`; {}", remedy.vi),
            format!("{option}: there is no assumption `{path}`; {}", remedy.en),
        ));
    }
    let is_year =
        year.map_or(path != BASE_RATE, |year| year.parse::<i32>().is_ok_and(|year| (FIRST..=LAST).contains(&year)));
    if !is_year {
        return Err(Text::new(
            format!("{option}: `{name}`: phải nêu một năm từ {FIRST} đến {LAST}, ví dụ {path}/2028=…"),
            format!("{option}: `{name}` needs a year from {FIRST} to {LAST}, for example {path}/2028=…"),
        ));
    }
    let number = value.replace('_', "").parse::<i64>().ok().filter(|number| *number >= 0 || path == "migration");
    let value = number.ok_or_else(|| {
        Text::new(
            format!("{option}: `{name}`: `{value}` không hợp lệ; được phép: số nguyên, không âm (trừ migration)"),
            format!("{option}: `{name}`: `{value}` is not allowed; allowed: a whole number, not negative (but for migration)"),
        )
    })?;
    Ok(Assumption { name: name.to_owned(), value })
}
