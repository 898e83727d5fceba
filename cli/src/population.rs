//! `ansinh population`: how far a synthetic population meets its margins.
//!
//! Receives a province and margins set by hand; has the engine make the population and apply the law of its year, for
//! the recipients among the margins; hands on the table. It computes no figure.

use ansinh_engine::population::{self, Margin, Standing};
use ansinh_engine::report::{self, Table};
use ansinh_engine::simulate::{Run, Settings};
use ansinh_grammar::Text;

use crate::Printed;
use crate::arguments::{PopulationArguments, TableFormat};
use crate::failure::Failure;
use crate::policies::Policies;
use crate::simulate::margins::assumptions;
use crate::simulate::share::{self, Progress, Threads};
use crate::simulate::{self, REFERENCE_YEAR, export, tables};
use crate::view::View;
use crate::{data, out, plain};

/// Shows the margins of a population.
///
/// # Errors
/// All that is wrong with the arguments; a file that cannot be read or written.
pub(crate) fn run(asked: &PopulationArguments, view: View) -> Result<Printed, Failure> {
    let (made_for, threads) = question(asked)?;
    if asked.assumptions {
        return assumptions_of(&made_for, asked, view);
    }
    let progress = Progress::of(asked.quiet, view);
    if let Some(folder) = &asked.people {
        let year = asked.people_year.unwrap_or(made_for.year);
        let people = simulate::generate(&population::Settings { year, ..made_for }, &progress)?;
        data::export::write(&people, folder, asked.people_format)?;
        progress.say(&format!("{} {}", view.say("Đã ghi", "Written:"), folder.display()));
        return Ok(Printed::fine(String::new()));
    }
    let margins = margins(&made_for, threads, &progress)?;
    let is_missed =
        |margin: &Margin| margin.standing == Standing::Hard && margin.per_mille().is_some_and(|error| error.abs() > 10);
    let is_wrong = margins.iter().any(is_missed);
    let mut all = vec![report::calibration(&margins)];
    if asked.all {
        let shapes = population::margins(&made_for).map_err(simulate::no_population)?;
        all.push(Table {
            name: "margins",
            title: Text::new("Mọi số liệu đầu vào của dân số", "Everything that the population is made from"),
            ..report::calibration(&shapes)
        });
    }
    let notes = notes(&made_for, &margins);
    let text = match asked.format {
        TableFormat::Text => tables::plain_text(&notes, &all, view),
        TableFormat::Json => plain::json(&export::Tables::of(&made_for, &notes, &all)),
        TableFormat::Csv => export::csv(&notes, &all, view),
    };
    let Some(path) = &asked.out else {
        return Ok(Printed { text, is_wrong });
    };
    out::write(path, &text)?;
    progress.say(&format!("{} {}", view.say("Đã ghi", "Written:"), path.display()));
    Ok(Printed { text: String::new(), is_wrong })
}

/// The assumptions of projections, and nothing else.
fn assumptions_of(
    made_for: &population::Settings,
    asked: &PopulationArguments,
    view: View,
) -> Result<Printed, Failure> {
    let paths = population::Paths::of(made_for.province, &[]).map_err(simulate::no_population)?;
    let all = [report::assumptions(paths.points())];
    let text = match asked.format {
        TableFormat::Text => tables::plain_text(&[], &all, view),
        TableFormat::Json => plain::json(&export::Tables::of(made_for, &[], &all)),
        TableFormat::Csv => export::csv(&[], &all, view),
    };
    let Some(path) = &asked.out else {
        return Ok(Printed::fine(text));
    };
    out::write(path, &text)?;
    Ok(Printed::fine(String::new()))
}

fn question(asked: &PopulationArguments) -> Result<(population::Settings, Threads), Failure> {
    let mut wrong = Vec::new();
    let province = simulate::province(&asked.province).map_err(|text| wrong.push(text)).ok();
    let threads = Threads::of(asked.threads).map_err(|text| wrong.push(text)).ok();
    let (Some(province), Some(threads)) = (province, threads) else {
        return Err(Failure::Input(wrong));
    };
    let (year, seed) = (REFERENCE_YEAR, asked.seed);
    let made_for =
        population::Settings { province, reference_year: REFERENCE_YEAR, year, seed, assumptions: Vec::new() };
    let assumptions = assumptions(&made_for, &asked.settings, asked.margins.as_deref())?;
    Ok((population::Settings { assumptions, ..made_for }, threads))
}

/// The margins with what the population has, and the recipients with whom the law pays.
fn margins(made_for: &population::Settings, threads: Threads, progress: &Progress) -> Result<Vec<Margin>, Failure> {
    let policies = Policies::load(&[])?;
    let population = simulate::generate(made_for, progress)?;
    let settings = Settings { year: REFERENCE_YEAR, ..Settings::default() };
    let failed = |error| simulate::failed(&policies, error);
    let run = Run::new(policies.program()?, &population, &settings).map_err(failed)?;
    let outcome = share::run(run, threads, population.persons() as u64, progress).map_err(failed)?;
    let mut margins = report::recipients(&outcome, population::recipients(made_for));
    margins.extend(population::calibration(&population, made_for));
    Ok(margins)
}

fn notes(made_for: &population::Settings, margins: &[Margin]) -> Vec<Text> {
    let province = made_for.province;
    let (weight, seed) = (province.weight(), made_for.seed);
    let mut notes = vec![Text::new(
        format!(
            "DÂN SỐ TỔNG HỢP của {}, số liệu năm {REFERENCE_YEAR}, mầm ngẫu nhiên {seed}; mỗi người thay cho {weight} người",
            province.name_vi()
        ),
        format!(
            "SYNTHETIC POPULATION of {}, margins of {REFERENCE_YEAR}, seed {seed}; each person stands for {weight}",
            province.name_en()
        ),
    )];
    notes.extend(made_for.assumptions.iter().map(|assumption| {
        Text::new(format!("Số liệu đặt riêng: {assumption}"), format!("Margin set by hand: {assumption}"))
    }));
    let hard: Vec<&Margin> = margins.iter().filter(|margin| margin.standing == Standing::Hard).collect();
    let worst = hard.iter().filter_map(|margin| margin.per_mille()).map(i64::abs).max();
    notes.push(worst.map_or_else(
        || {
            Text::new(
                "Không có số công bố nào của nơi này mà dân số phải khớp.",
                "Nothing is published for this place that the population has to meet.",
            )
        },
        |worst| {
            let n = hard.len();
            Text::new(
                format!("{n} số công bố phải khớp trong 1%; sai lệch lớn nhất là {worst} phần nghìn."),
                format!("{n} published figures are to be met within 1 %; the largest error is {worst} per mille."),
            )
        },
    ));
    notes
}
