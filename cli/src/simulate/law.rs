//! Which law is applied to people, and how closely its results are looked at.
//!
//! Receives names and values as they are written; hands on what the engine takes, or all that is wrong with them. It
//! knows no population.

use ansinh_engine::hir::Program;
use ansinh_engine::simulate::{By, Settings};
use ansinh_grammar::Text;

use super::share::Threads;
use super::{closer, margins, settings};

/// What is asked, as it is written.
pub(crate) struct Asked<'a> {
    pub(crate) year: i32,
    pub(crate) scenario: Option<&'a str>,
    pub(crate) known_on: Option<&'a str>,
    pub(crate) with: &'a [String],
    /// Parameters, and margins of the population, which are left alone.
    pub(crate) settings: &'a [String],
    pub(crate) by: &'a [String],
    pub(crate) has_measures: bool,
    pub(crate) take_up: &'a [String],
    /// The seed of who claims.
    pub(crate) seed: u64,
    pub(crate) threads: Option<usize>,
}

impl Asked<'_> {
    /// How the law is applied, and by how many threads; what is wrong is added.
    pub(crate) fn understood(&self, program: &Program, wrong: &mut Vec<Text>) -> Option<(Settings, Threads)> {
        if let Some(Err(text)) = self.scenario.map(|name| settings::scenario(program, name)) {
            wrong.push(text);
        }
        wrong.extend(self.with.iter().filter_map(|name| settings::module(program, name).err()));
        let known_on = self.known_on.map(|on| crate::day::day("--known-on", on));
        let known_on = known_on.and_then(|day| day.map_err(|text| wrong.push(text)).ok());
        let parameters: Vec<String> =
            self.settings.iter().filter(|written| !margins::is_of_margin(written)).cloned().collect();
        let parameters = kept(settings::settings(program, &parameters), wrong);
        let by = kept(closer::traits(self.by), wrong);
        let take_up = kept(closer::take_up(program, self.take_up), wrong);
        let threads = Threads::of(self.threads).map_err(|text| wrong.push(text)).ok()?;
        let settings = Settings {
            year: self.year,
            is_first_half: false,
            assumed: Vec::new(),
            scenario: self.scenario.map(str::to_owned),
            settings: parameters,
            with: self.with.to_vec(),
            known_on,
            by: with_measured(by, self.has_measures),
            has_measures: self.has_measures,
            take_up,
            take_up_seed: self.seed,
        };
        Some((settings, threads))
    }
}

/// What was understood; what is wrong is added.
fn kept<T>(found: Result<Vec<T>, Vec<Text>>, wrong: &mut Vec<Text>) -> Vec<T> {
    found.unwrap_or_else(|found| {
        wrong.extend(found);
        Vec::new()
    })
}

/// The traits asked for, and those by which targeting is measured.
fn with_measured(mut by: Vec<By>, has_measures: bool) -> Vec<By> {
    for measured in [By::Poverty, By::Fifth] {
        if has_measures && !by.contains(&measured) {
            by.push(measured);
        }
    }
    by
}
