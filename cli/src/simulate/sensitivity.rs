//! Runs of a projection under other guesses and other seeds.
//!
//! Receives years and a question; has them run again on a part of the people with one guess at an end of its range at a
//! time; hands on the runs. It computes no figure.

use std::collections::BTreeMap;

use ansinh_engine::population::{self, Assumption, Margin, Population, Standing, path_label};
use ansinh_engine::simulate::{Projection, Runs, Swing};
use ansinh_grammar::Text;

use super::project::Years;
use super::share::Progress;
use super::{Question, generate, margins};
use crate::failure::Failure;
use crate::policies::Policies;

/// One household in so many is run again.
const ONE_IN: u32 = 20;
/// How many other seeds are run.
const SEEDS: u64 = 4;
/// A guessed margin is varied by so many thousandths each way: a guess too.
const RANGE: i64 = 250;
/// Guesses that only shape who lives with whom, or where, or what people have besides: no amount hangs on them.
const SHAPES: [&str; 12] = [
    "couple_share",
    "partner_weight",
    "couple_alone_weight",
    "lone_head_weight",
    "living_alone_weight",
    "couple_age_jitter",
    "own_child_share",
    "old_head_age",
    "household_size",
    "affinity",
    "income_rank",
    "income",
];

/// Runs the years again, each guess at its lowest and its highest, and with other seeds.
///
/// # Errors
/// The law cannot be applied, or the settings as they are make no population.
pub(crate) fn runs(
    years: &Years,
    policies: &Policies,
    question: &Question,
    base: &Population,
    progress: &Progress,
) -> Result<Runs, Failure> {
    let some = |paths| Years { from: years.from, to: years.to, paths, one_in: ONE_IN };
    let run = |paths, question: &Question, base: &Population| some(paths).run(policies, question, Some(base), progress);
    let plain = || years.paths.clone();
    let mut runs = Runs { one_in: ONE_IN, central: run(plain(), question, base)?, ..Runs::default() };
    for name in years.paths.uncertain().into_iter().filter(|name| !SHAPES.contains(name)) {
        let edge = |is_high| run(years.paths.at_edge(name, is_high), question, base);
        let (low, high) = (edge(false)?, edge(true)?);
        runs.swings.push(Swing { name: name.to_owned(), label: path_label(name), low, high });
    }
    for (name, guesses) in guessed(question)? {
        let edge = |factor: i64| -> Option<Projection> {
            let question = with(question, &guesses, factor);
            let base = generate(&question.population, progress).ok()?;
            run(plain(), &question, &base).ok()
        };
        match (edge(1_000 - RANGE), edge(1_000 + RANGE)) {
            (Some(low), Some(high)) => {
                let label = Text::new(format!("số liệu “{name}” ±25%"), format!("margin “{name}” ±25 %"));
                // A margin and an assumption may have one name: all keys of the margin are meant.
                runs.swings.push(Swing { name: format!("{name}/*"), label, low, high });
            }
            _ => runs.not_varied.push(name),
        }
    }
    for seed in 1..=SEEDS {
        let mut other = question.clone();
        other.population.seed = question.population.seed.wrapping_add(seed);
        let base = generate(&other.population, progress)?;
        runs.seeds.push(run(plain(), &other, &base)?);
    }
    Ok(runs)
}

/// The guessed margins that say something of people, by margin.
fn guessed(question: &Question) -> Result<BTreeMap<String, Vec<Margin>>, Failure> {
    let mut groups: BTreeMap<String, Vec<Margin>> = BTreeMap::new();
    for margin in population::margins(&question.population).map_err(super::no_population)? {
        let group = margin.name.split('/').next().unwrap_or_default().to_owned();
        if margin.standing == Standing::Guess && margin.target > 0 && !SHAPES.contains(&group.as_str()) {
            groups.entry(group).or_default().push(margin);
        }
    }
    Ok(groups)
}

/// The question with some margins as many thousandths of what they are.
fn with(question: &Question, guesses: &[Margin], factor: i64) -> Question {
    let scaled = |margin: &Margin| {
        let value = margin.target * factor / 1_000;
        let is_share = margin.unit == "per mille" && !margins::is_factor(&margin.name);
        Assumption { name: margin.name.clone(), value: if is_share { value.min(1_000) } else { value } }
    };
    let mut other = question.clone();
    other.population.assumptions.extend(guesses.iter().map(scaled));
    other
}
