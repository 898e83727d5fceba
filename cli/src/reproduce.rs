//! `ansinh reproduce`: published figures beside ours.
//!
//! Receives a seed; has the engine make the populations and run the law of the years of the sources; hands on the table.
//! It computes no figure.

use ansinh_engine::population::{self, Circumstance, Paths, Population, Projector, Province, n_aged, thinned};
use ansinh_engine::report::{self, Reproduced};
use ansinh_engine::simulate::{Outcome, Run, Settings};
use ansinh_engine::value::{Date, Decimal, Value};
use ansinh_grammar::Text;

use crate::arguments::{ReproduceArguments, TableFormat};
use crate::failure::Failure;
use crate::policies::Policies;
use crate::simulate::share::{self, Progress, Threads};
use crate::simulate::{self, REFERENCE_YEAR, export, tables};
use crate::view::View;
use crate::{Printed, out, plain};

/// The nation is run on one in so many of its synthetic people.
const ONE_IN: u32 = 10;
const ALLOWANCE: &str = "monthly_allowance";

/// Shows the reproductions.
///
/// # Errors
/// All that is wrong with the arguments; a file that cannot be written.
pub(crate) fn run(asked: &ReproduceArguments, view: View) -> Result<Printed, Failure> {
    let threads = Threads::of(asked.threads).map_err(|text| Failure::Input(vec![text]))?;
    let progress = Progress::of(asked.quiet, view);
    let policies = Policies::load(&[])?;
    let work = Work { policies: &policies, seed: asked.seed, threads, progress: &progress };
    let all = [report::reproductions(&work.all()?)];
    let seed = asked.seed;
    let notes = [Text::new(
        format!("DÂN SỐ TỔNG HỢP, mầm ngẫu nhiên {seed}: các số của ta là tính ra, không phải số liệu."),
        format!("SYNTHETIC POPULATIONS, seed {seed}: our figures are computed and are no data."),
    )];
    let text = match asked.format {
        TableFormat::Text => tables::plain_text(&notes, &all, view),
        TableFormat::Json => plain::json(&export::Tables::of(&made_for(Province::VietNam, seed), &notes, &all)),
        TableFormat::Csv => export::csv(&notes, &all, view),
    };
    let Some(path) = &asked.out else {
        return Ok(Printed::fine(text));
    };
    out::write(path, &text)?;
    progress.say(&format!("{} {}", view.say("Đã ghi", "Written:"), path.display()));
    Ok(Printed::fine(String::new()))
}

const fn made_for(province: Province, seed: u64) -> population::Settings {
    let year = REFERENCE_YEAR;
    population::Settings { province, reference_year: year, year, seed, assumptions: Vec::new() }
}

/// What is needed to run a year.
struct Work<'w> {
    policies: &'w Policies,
    seed: u64,
    threads: Threads,
    progress: &'w Progress,
}

impl Work<'_> {
    fn all(&self) -> Result<Vec<Reproduced>, Failure> {
        let ca_mau = simulate::generate(&made_for(Province::CaMau, self.seed), self.progress)?;
        let outcome = self.year(&ca_mau, 2016, None)?;
        let mut found = vec![reproduced("ca_mau_2016", &outcome, cost(&outcome, None))];
        let nation = simulate::generate(&made_for(Province::VietNam, self.seed), self.progress)?;
        let nation = thinned(&nation, ONE_IN, self.seed).map_err(simulate::no_population)?;
        let outcome = self.year(&nation, 2016, None)?;
        found.push(older(&outcome));
        let children = [("child_targeted", Circumstance::PoorOrMinority), ("child_universal", Circumstance::Any)];
        for (name, circumstance) in children {
            found.push(Reproduced { name, people: counted(&nation, 2016, (0, 36), circumstance)?, dong: None });
        }
        found.extend(self.later(nation)?);
        Ok(found)
    }

    /// What is published of later years.
    fn later(&self, nation: Population) -> Result<Vec<Reproduced>, Failure> {
        let paths = Paths::of(Province::VietNam, &[]).map_err(simulate::no_population)?;
        let mut found = Vec::new();
        let mut projector =
            Projector::new(nation, REFERENCE_YEAR, paths, self.seed).map_err(simulate::no_population)?;
        while projector.year() < 2024 {
            projector.advance().map_err(simulate::no_population)?;
            if projector.year() == 2021 {
                let ages = (75 * 12, 80 * 12);
                let people = counted(projector.population(), 2021, ages, Circumstance::WithoutPension)?;
                found.push(Reproduced { name: "aged_75_79", people, dong: None });
            }
        }
        let with = self.year(projector.population(), 2024, None)?;
        let without = self.year(projector.population(), 2024, Some(360_000))?;
        let dong = report::rise(cost(&with, Some(ALLOWANCE)), cost(&without, Some(ALLOWANCE)));
        found.push(reproduced("rise_2024", &with, dong));
        Ok(found)
    }

    /// What a year comes to, with the base rate of the law or another one.
    fn year(&self, population: &Population, year: i32, base_rate: Option<i64>) -> Result<Outcome, Failure> {
        let rate = base_rate.map(|rate| ("base_rate".to_owned(), Value::Number(Decimal::from(rate))));
        let settings = Settings { year, assumed: rate.into_iter().collect(), ..Settings::default() };
        let failed = |error| simulate::failed(self.policies, error);
        let run = Run::new(self.policies.program()?, population, &settings).map_err(failed)?;
        share::run(run, self.threads, population.persons() as u64, self.progress).map_err(failed)
    }
}

fn counted(population: &Population, year: i32, ages: (i32, i32), of: Circumstance) -> Result<u64, Failure> {
    let on = Date::new(year, 12, 31).ok_or_else(|| Failure::input("31/12", "31 December"))?;
    n_aged(population, on, ages.0..ages.1, of).map_err(simulate::no_population)
}

/// Who has the monthly allowance, and what something costs.
fn reproduced(name: &'static str, outcome: &Outcome, dong: Option<Decimal>) -> Reproduced {
    let people = outcome.benefit(ALLOWANCE).map_or(0, |benefit| benefit.baseline.headcount);
    Reproduced { name, people, dong }
}

/// The cost of a benefit, or of all.
fn cost(outcome: &Outcome, benefit: Option<&str>) -> Option<Decimal> {
    let wanted = outcome.benefits.iter().filter(|found| benefit.is_none_or(|name| found.name == name));
    wanted.map(|found| found.baseline.dong()).sum()
}

/// Older recipients and what they are paid.
fn older(outcome: &Outcome) -> Reproduced {
    let categories = outcome.benefit(ALLOWANCE).map_or(&[][..], |benefit| &benefit.categories);
    let older = || categories.iter().filter(|category| category.name.starts_with("elderly_"));
    Reproduced {
        name: "older_2016",
        people: older().map(|category| category.baseline.headcount).sum(),
        dong: older().map(|category| category.baseline.dong()).sum(),
    }
}
