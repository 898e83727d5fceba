//! `ansinh report`: what an official hands in.
//!
//! Receives a province or own data, years and a scenario; has every year simulated; writes a page with charts, a
//! workbook and a table of the same figures. It computes none: all come from the tables of the engine.

mod chart;
mod charts;
mod content;
mod json;
mod made;
mod page;
mod range;
mod sections;
mod workbook;

use std::fs;
use std::io::Write;
use std::path::Path;

use ansinh_engine::population;
use ansinh_engine::report::Table;
use ansinh_engine::simulate::{By, Outcome, Settings};
use ansinh_grammar::Text;
use maud::Markup;

use crate::arguments::ReportArguments;
use crate::data::Data;
use crate::failure::Failure;
use crate::policies::Policies;
use crate::simulate::share::{Progress, Threads};
use crate::simulate::{self, Question, REFERENCE_YEAR, export, law, margins, own};
use crate::view::View;
use crate::{Printed, out};

/// The most years of one report.
const MOST_YEARS: i32 = 40;

/// One table with its chart.
pub(crate) struct Section {
    table: Table,
    chart: Option<Markup>,
    /// Whether the table is folded away beneath its chart.
    is_folded: bool,
    sheet: Text,
}

impl Section {
    fn sheet(&self, view: View) -> &str {
        view.get(&self.sheet)
    }
}

/// What is handed in.
pub(crate) struct Report {
    title: Text,
    kicker: Text,
    is_synthetic: bool,
    headlines: Vec<Text>,
    notes: Vec<Text>,
    sections: Vec<Section>,
    settings: Vec<(Text, Text)>,
    sources: Vec<(Text, Text)>,
}

/// What every year came to.
struct Years {
    /// One for each year.
    pub(crate) outcomes: Vec<Outcome>,
    /// The first half of the last one.
    pub(crate) half: Outcome,
    /// What must be told of own data.
    pub(crate) notes: Vec<Text>,
    /// Tables of what is not known and of the sampling error.
    pub(crate) doubts: Vec<Table>,
    /// A fingerprint of the people of the last year.
    pub(crate) fingerprint: Option<u64>,
    /// What is assumed about the years after that of the margins.
    pub(crate) assumptions: Option<Table>,
    /// Within which range the figures lie; nothing unless it was looked for.
    pub(crate) range: Option<range::Range>,
}

impl Years {
    fn results(&self) -> sections::Results<'_> {
        // Invariant (some-years): `question` wants the last year not before the first.
        let last = self.outcomes.last().unwrap_or(&self.half);
        sections::Results { outcomes: &self.outcomes, half: &self.half, last }
    }
}

/// Of whom the report is.
pub(crate) enum People {
    /// Made up, for a province.
    Synthetic(population::Settings),
    /// Own data.
    Own(Box<Data>),
}

/// Writes a report.
///
/// # Errors
/// All that is wrong with the arguments; a month in which the law has no value; files that cannot be written.
pub(crate) fn run(asked: &ReportArguments, view: View) -> Result<Printed, Failure> {
    let policies = Policies::load(&asked.files)?;
    let (settings, threads) = question(&policies, asked)?;
    let progress = Progress::of(asked.quiet, view);
    let people = if asked.own.data.is_some() {
        let place = (&asked.own, asked.province.as_deref());
        let Some(data) = own::read(policies.program()?, place, view)? else {
            return Ok(Printed { text: String::new(), is_wrong: true });
        };
        People::Own(Box::new(data))
    } else {
        People::Synthetic(made_for(asked)?)
    };
    let years = simulated(&policies, &people, &settings, (threads, asked), &progress)?;
    let report = content::report(&policies, &people, (&years, &settings), asked, view)?;
    write(&report, &asked.out, view)?;
    progress.say(&format!("{} {}", view.say("Đã ghi", "Written:"), asked.out.display()));
    Ok(Printed::fine(String::new()))
}

fn question(policies: &Policies, asked: &ReportArguments) -> Result<(Settings, Threads), Failure> {
    let mut wrong = Vec::new();
    let question = law::Asked {
        year: asked.to,
        scenario: asked.scenario.as_deref(),
        known_on: asked.known_on.as_deref(),
        with: &asked.with,
        settings: &asked.settings,
        by: &asked.by,
        has_measures: false,
        take_up: &asked.take_up,
        seed: asked.seed,
        threads: asked.threads,
    };
    let understood = question.understood(policies.program()?, &mut wrong);
    if asked.to < asked.from || asked.to - asked.from >= MOST_YEARS {
        wrong.push(Text::new(
            format!("--from, --to: từ năm trước đến năm sau, nhiều nhất {MOST_YEARS} năm"),
            format!("--from, --to: an earlier year and a later one, at most {MOST_YEARS} years"),
        ));
    }
    match understood {
        Some(understood) if wrong.is_empty() => Ok(understood),
        _ => Err(Failure::Input(wrong)),
    }
}

/// How closely the last year is looked at.
fn closely(settings: &Settings) -> Settings {
    let usual = [By::District, By::AgeSex, By::Poverty, By::Fifth];
    let more = settings.by.iter().copied().filter(|by| !usual.contains(by));
    Settings { by: usual.into_iter().chain(more).collect(), has_measures: true, ..settings.clone() }
}

/// For whom people are made up.
fn made_for(asked: &ReportArguments) -> Result<population::Settings, Failure> {
    let province = simulate::province(asked.province.as_deref().unwrap_or_default());
    let province = province.map_err(|text| Failure::Input(vec![text]))?;
    let (year, seed) = (asked.to, asked.seed);
    let made_for =
        population::Settings { province, reference_year: REFERENCE_YEAR, year, seed, assumptions: Vec::new() };
    let own: Vec<String> = asked.settings.iter().filter(|text| margins::is_of_margin(text)).cloned().collect();
    let assumptions = margins::assumptions(&made_for, &own, None)?;
    Ok(population::Settings { assumptions, ..made_for })
}

/// Every year, and the first half of the last one.
fn simulated(
    policies: &Policies,
    people: &People,
    settings: &Settings,
    (threads, asked): (Threads, &ReportArguments),
    progress: &Progress,
) -> Result<Years, Failure> {
    match people {
        People::Synthetic(made_for) => {
            let question = Question { population: made_for.clone(), settings: closely(settings), threads };
            made::years(policies, (&question, people), asked, progress)
        }
        People::Own(data) => of_own_data(policies, data, settings, (threads, asked), progress),
    }
}

/// Every year with the people of own data, and the first half of the last one.
fn of_own_data(
    policies: &Policies,
    data: &Data,
    settings: &Settings,
    (threads, asked): (Threads, &ReportArguments),
    progress: &Progress,
) -> Result<Years, Failure> {
    let draws = (asked.seed, asked.own.samples);
    let of = |settings: &Settings| own::results(policies, data, settings, (threads, draws), progress);
    let mut outcomes = Vec::new();
    for year in asked.from..asked.to {
        outcomes.push(of(&Settings { year, by: Vec::new(), ..settings.clone() })?.outcome);
    }
    let last = closely(&Settings { year: asked.to, ..settings.clone() });
    let own = of(&last)?;
    outcomes.push(own.outcome);
    let half = of(&Settings { is_first_half: true, by: Vec::new(), has_measures: false, ..last })?.outcome;
    let (notes, doubts) = (own.notes, own.doubts);
    Ok(Years { outcomes, half, notes, doubts, fingerprint: None, assumptions: None, range: None })
}

fn write(report: &Report, folder: &Path, view: View) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::unwritable(folder.display(), &error))?;
    let book = workbook::bytes(report, view)
        .map_err(|error| Failure::unwritable("report.xlsx", &std::io::Error::other(error.to_string())))?;
    let tables: Vec<Table> = report.sections.iter().map(|section| section.table.clone()).collect();
    let notes: Vec<Text> = report.headlines.iter().chain(&report.notes).cloned().collect();
    let csv = export::csv(&notes, &tables, view);
    for (name, bytes) in [
        ("report.csv", csv.into_bytes()),
        ("report.json", json::text(report, &tables).into_bytes()),
        ("report.xlsx", book),
        ("report.html", page::html(report, view).into_bytes()),
    ] {
        let path = folder.join(name);
        let mut file = out::Beside::create(&path)?;
        file.write_all(&bytes).map_err(|error| Failure::unwritable(path.display(), &error))?;
        file.finish()?;
    }
    Ok(())
}
