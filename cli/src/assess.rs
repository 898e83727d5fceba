//! `ansinh assess`: what the people of one household are entitled to, and why.
//!
//! Receives a file of facts, a day and a scenario; hands on the findings of the engine, printed or as JSON.
//! It decides nothing about anybody.

mod case;
mod encoded;
mod findings;
mod link;
mod list;
mod months;
mod node;
mod print;
mod province;
mod reasons;
mod value;

use std::path::Path;

use ansinh_engine::explain::{self, FactsError};
use ansinh_engine::hir::Program;
use ansinh_engine::lower::{self, World};
use ansinh_grammar::Text;

use crate::arguments::{AssessArguments, TableFormat};
use crate::day::day;
use crate::failure::Failure;
use crate::policies::{self, Policies};
use crate::view::View;
use crate::{Printed, plain, simulate};
use case::Case;
use print::Assessed;

/// Assesses everybody in a file.
///
/// # Errors
/// All that is wrong with the arguments and the facts; a day on which the law has no value.
pub(crate) fn run(asked: &AssessArguments, view: View) -> Result<Printed, Failure> {
    match &asked.case {
        Some(_) if asked.format == TableFormat::Csv => Err(Failure::input(
            "--format csv: chỉ dùng với --columns; hãy chọn text hoặc json",
            "--format csv: only for --columns; choose text or json",
        )),
        Some(case) => household(asked, case, view),
        None if asked.columns || asked.template.is_some() => list::about(asked, view),
        None => list::run(asked, view),
    }
}

/// Assesses the people of one household, with reasons.
fn household(asked: &AssessArguments, case: &Path, view: View) -> Result<Printed, Failure> {
    let policies = Policies::load(&[])?;
    let program = policies.program()?;
    let mut wrong = Vec::new();
    let on = asked.on.as_deref().and_then(|on| day("--on", on).map_err(|text| wrong.push(text)).ok());
    let known_on = asked.known_on.as_deref().and_then(|on| day("--known-on", on).map_err(|text| wrong.push(text)).ok());
    if let Some(Err(text)) = asked.scenario.as_deref().map(|name| simulate::settings::scenario(program, name)) {
        wrong.push(text);
    }
    wrong.extend(asked.with.iter().filter_map(|name| simulate::settings::module(program, name).err()));
    let months =
        asked.months.as_deref().map(|months| months::span(months).ok_or_else(|| wrong.push(months::refused(months))));
    let decision = asked.decision.as_deref().map(|on| day("--decision", on).map_err(|text| wrong.push(text)).ok());
    let place = asked.province.as_deref().map(|name| province::named(name, program).map_err(|text| wrong.push(text)));
    let source = policies::read(case)?;
    let case = case::read(source.text(), program, on).and_then(|mut case| {
        let Some(Ok(place)) = &place else { return Ok(case) };
        let stated = province::state(&mut case.facts, place, program);
        stated.map(|()| case).map_err(|text| vec![text])
    });
    let case = match case {
        Ok(case) if wrong.is_empty() => case,
        Ok(_) => return Err(Failure::Input(wrong)),
        Err(found) => return Err(Failure::Input(wrong.into_iter().chain(found).collect())),
    };
    let known_on = known_on.or(case.known_on);
    let latest = world(asked, &case, program, view)?;
    let world = World { known_on, ..latest.clone() };
    let lowered = |world: &World| {
        lower::lower(program, world, case.on)
            .map_err(|diagnostics| Failure::NoAnswer(policies.sources.clone(), diagnostics))
    };
    let plan = lowered(&world)?;
    consistent(program, &policies, &case)?;
    let findings = findings_of(&plan, &case)?;
    // What is known by now may say more about a day than what was known then.
    let later = match known_on {
        Some(_) => Some(findings_of(&lowered(&latest)?, &case)?),
        None => None,
    };
    let months = months.and_then(Result::ok).or(case.months);
    let decision = decision.flatten().or(case.decision);
    let calendars = match months {
        Some(span) => Some(months::calendars(program, &policies, &world, &case.facts, (span, decision))?),
        None => None,
    };
    let encoded = lower::encoded(program);
    let assessed = Assessed { plan: &plan, encoded, facts: &case.facts, findings, later, calendars };
    Ok(Printed::fine(match asked.format {
        TableFormat::Text | TableFormat::Csv => print::text(&assessed, view),
        TableFormat::Json => plain::json(&findings::Assessment::of(&assessed)),
    }))
}

/// The law that is asked for. Where the case says who lives where, what provinces add counts.
fn world(asked: &AssessArguments, case: &Case, program: &Program, view: View) -> Result<World, Failure> {
    let is_placed = province::is_stated(&case.facts);
    let own = if is_placed { lower::overlays(program) } else { Vec::new() };
    if !is_placed && asked.with.is_empty() {
        remark(&province::missing(), view)?;
    }
    let with = asked.with.iter().cloned().chain(own).collect();
    Ok(World { scenario: asked.scenario.clone(), with, ..World::default() })
}

/// Says something beside the answer, on the error output.
fn remark(text: &Text, view: View) -> Result<(), Failure> {
    let text = format!("{}: {}\n", view.say("ghi chú", "note"), view.get(text));
    crate::view::write_all(std::io::stderr().lock(), &text)
        .map_err(|error| Failure::unwritable(view.say("đầu ra lỗi", "error output"), &error))
}

fn findings_of(plan: &ansinh_engine::plan::Plan, case: &Case) -> Result<Vec<Vec<explain::Finding>>, Failure> {
    (0..case.facts.things.len())
        .map(|thing| explain::explain(plan, &case.facts, thing).map_err(|error| unsuitable(&error)))
        .collect()
}

/// Refuses facts that contradict each other, all of them at once.
fn consistent(program: &Program, policies: &Policies, case: &Case) -> Result<(), Failure> {
    let plan = lower::lower_contradictions(program, case.on)
        .map_err(|diagnostics| Failure::NoAnswer(policies.sources.clone(), diagnostics))?;
    let found = explain::contradictions(&plan, &case.facts).map_err(|error| unsuitable(&error))?;
    let told = |one: &explain::Contradiction| {
        let name = case.facts.things.get(one.thing).map_or("", |thing| thing.name.as_str());
        let text = one.text();
        Text::new(format!("{name}: {}", text.vi), format!("{name}: {}", text.en))
    };
    if found.is_empty() { Ok(()) } else { Err(Failure::Input(found.iter().map(told).collect())) }
}

fn unsuitable(error: &FactsError) -> Failure {
    let place = format!("{}.{}", error.thing, error.fact);
    Failure::input(format!("{place}: {}", error.message.vi), format!("{place}: {}", error.message.en))
}
