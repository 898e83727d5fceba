//! Runs of a projection under other guesses and other seeds.
//!
//! Receives years and a question; has them run again on a part of the people with one guess at an end of its range at a
//! time; hands on the runs. It computes no figure.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use ansinh_engine::population::{self, Assumption, Margin, Population, Standing, path_label};
use ansinh_engine::simulate::{Projection, Runs, Swing};
use ansinh_grammar::Text;

use super::project::Years;
use super::share::{Progress, Threads, share_out};
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

/// Margins that are guessed together, in words.
const GROUPS: &[(&str, &str, &str)] = &[
    ("able_to_work", "khả năng lao động", "ability to work"),
    ("age_sex", "tuổi và giới tính", "ages and sexes"),
    ("allowance", "lương hưu, bảo hiểm xã hội của người khuyết tật nặng", "pensions of the severely disabled"),
    ("allowance_80", "lương hưu, bảo hiểm xã hội của người từ 80 tuổi", "pensions of those aged 80 and over"),
    ("area", "loại vùng", "kinds of area"),
    ("disability", "số người khuyết tật", "disabled people"),
    ("ethnic_minority", "hộ dân tộc thiểu số", "ethnic-minority households"),
    ("facility", "người đủ điều kiện vào cơ sở", "people eligible for a facility"),
    ("former_orphans", "người từng hưởng trợ cấp trẻ em", "former recipients of the orphan allowance"),
    ("half_orphan", "trẻ mồ côi cha hoặc mẹ", "children who lost one parent"),
    ("hardship", "hộ có hoàn cảnh đặc biệt khó khăn", "households in special hardship"),
    ("hiv", "người nhiễm HIV thuộc hộ nghèo", "poor persons with HIV"),
    ("hiv_unable_to_work", "người nhiễm HIV không còn khả năng lao động", "persons with HIV unable to work"),
    ("in_education", "người đang đi học", "people who study"),
    ("marital", "tình trạng hôn nhân", "marital states"),
    ("orphan_state", "hoàn cảnh của cha mẹ trẻ mồ côi", "states of orphans' parents"),
    ("orphans", "trẻ mồ côi", "orphans"),
    ("pension", "người có lương hưu", "pensioners"),
    ("poverty", "hộ nghèo, hộ cận nghèo", "poor and near-poor households"),
    ("poverty_by_class", "người nghèo theo hoàn cảnh", "the poor by circumstances"),
    ("pregnant", "phụ nữ mang thai", "pregnant women"),
    ("recipients", "số người hưởng", "recipients"),
    ("special_area", "hộ ở xã đặc biệt khó khăn", "households in especially difficult communes"),
    ("stable_income", "người có thu nhập ổn định", "people with a steady income"),
    ("total", "dân số và số hộ", "persons and households"),
    ("unsupported_aged", "người già không có người phụng dưỡng", "the aged without a supporter"),
];

/// The words of a group of margins.
fn words(name: &str) -> Text {
    let found = GROUPS.iter().find(|(known, ..)| *known == name);
    found.map_or_else(|| Text::same(name), |(_, vi, en)| Text::new(*vi, *en))
}

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
) -> Result<Runs<Projection>, Failure> {
    let runner = Runner { years, policies, question: &Question { threads: Threads::ONE, ..question.clone() }, base };
    let names: Vec<&str> = years.paths.uncertain().into_iter().filter(|name| !SHAPES.contains(name)).collect();
    let margins = guessed(question)?;
    let of_paths = names.iter().flat_map(|name| [false, true].map(|is_high| Other::Path(name, is_high)));
    let ends = |guesses| [1_000 - RANGE, 1_000 + RANGE].map(|factor| Other::Margins(guesses, factor));
    let others: Vec<Other<'_>> = std::iter::once(Other::Seed(0))
        .chain((1..=SEEDS).map(Other::Seed))
        .chain(of_paths)
        .chain(margins.values().flat_map(|guesses| ends(guesses)))
        .collect();
    let watch = |done: u64| progress.running(done, others.len() as u64);
    let work = |range: Range<usize>, done: &AtomicU64| -> Vec<Result<Projection, Failure>> {
        let one = |other: &Other<'_>| {
            let result = runner.run(other);
            done.fetch_add(1, Ordering::Relaxed);
            result
        };
        others.get(range).unwrap_or_default().iter().map(one).collect()
    };
    let mut results = share_out(others.len(), question.threads, progress, &watch, &work).into_iter().flatten();
    let mut next = || results.next().unwrap_or_else(|| Err(Failure::Input(Vec::new())));
    let mut runs = Runs { one_in: ONE_IN, central: next()?, ..Runs::default() };
    for _ in 0..SEEDS {
        runs.seeds.push(next()?);
    }
    for name in names {
        let (low, high) = (next()?, next()?);
        runs.swings.push(Swing { name: name.to_owned(), label: path_label(name), low, high });
    }
    for name in margins.keys() {
        // Margins that contradict the others make no population.
        match (next(), next()) {
            (Ok(low), Ok(high)) => {
                let Text { vi, en } = words(name);
                let label = Text::new(format!("số liệu: {vi} ±25%"), format!("margins: {en} ±25 %"));
                // A margin and an assumption may have one name: all keys of the margin are meant.
                runs.swings.push(Swing { name: format!("{name}/*"), label, low, high });
            }
            _ => runs.not_varied.push(words(name)),
        }
    }
    Ok(runs)
}

/// What is another in a run.
enum Other<'g> {
    /// The path of an assumption, at its lowest or its highest.
    Path(&'g str, bool),
    /// Some margins, at so many thousandths of what they are.
    Margins(&'g [Margin], i64),
    /// The seed, by so much; by nothing, nothing is another.
    Seed(u64),
}

/// Runs years on a part of the people.
struct Runner<'r> {
    years: &'r Years,
    policies: &'r Policies,
    question: &'r Question,
    base: &'r Population,
}

impl Runner<'_> {
    fn run(&self, other: &Other<'_>) -> Result<Projection, Failure> {
        // Who works beside others draws no progress: that of all runs is drawn.
        let silent = Progress::silent();
        let on = |paths, question: &Question, base: &Population| {
            let years = Years { paths, one_in: ONE_IN, ..self.years.clone() };
            years.run(self.policies, question, Some(base), &silent)
        };
        let paths = || self.years.paths.clone();
        match other {
            Other::Seed(0) => on(paths(), self.question, self.base),
            Other::Path(name, is_high) => on(self.years.paths.at_edge(name, *is_high), self.question, self.base),
            Other::Margins(guesses, factor) => {
                let question = with(self.question, guesses, *factor);
                on(paths(), &question, &generate(&question.population, &silent)?)
            }
            Other::Seed(more) => {
                let mut question = self.question.clone();
                question.population.seed = question.population.seed.wrapping_add(*more);
                on(paths(), &question, &generate(&question.population, &silent)?)
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ansinh_engine::population::{self, Province, Standing};

    use super::{GROUPS, SHAPES};
    use crate::simulate::REFERENCE_YEAR;

    #[test]
    fn every_group_of_guesses_has_words() {
        let mut missing = BTreeSet::new();
        let is_told = |group: &str| GROUPS.iter().any(|(known, ..)| *known == group);
        for province in Province::ALL {
            let (reference_year, year) = (REFERENCE_YEAR, REFERENCE_YEAR);
            let settings = population::Settings { province, reference_year, year, seed: 1, assumptions: Vec::new() };
            for margin in population::margins(&settings).expect("margins") {
                let group = margin.name.split('/').next().unwrap_or_default();
                if margin.standing == Standing::Guess && !SHAPES.contains(&group) && !is_told(group) {
                    missing.insert(group.to_owned());
                }
            }
        }
        assert!(missing.is_empty(), "{missing:?}");
    }
}
