//! Figures that a person typed, held against what is computed.
//!
//! Receives the lines of a `figures` block, a program and a household; hands on what does not agree.
//! It reads `amount of an = 500_000`, `qualifies for c of an`, `x of an unknown needs f of an`,
//! `x of an among 0, 500_000`, `x of an error E0801`, and skips the lines that name the source.

use ansinh_engine::explain::{self, Outcomes, Possible};
use ansinh_engine::hir::{self, BenefitId, CategoryId, DefinitionId, InputId, ParameterId, Program, Subject};
use ansinh_engine::lower;
use ansinh_engine::plan::{Column, Kind, Plan};
use ansinh_engine::value::{Date, Decimal, Value};

use crate::household::Household;
use crate::reasons::need_name;

/// What a line begins with that names where its figures come from.
pub const SOURCE: &str = "source:";

/// What does not agree, one message a line of the block.
#[must_use]
pub fn judge(block: &str, program: &Program, household: &Household) -> Vec<String> {
    let lines = block.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(SOURCE));
    lines
        .filter_map(|line| judge_line(line, program, household).err().map(|found| format!("{line}\n    {found}")))
        .collect()
}

fn judge_line(line: &str, program: &Program, household: &Household) -> Result<(), String> {
    let (asked, wanted) = split(line);
    let (subject, thing) = subject(asked, program, household)?;
    let lowered = lower::lower_subjects(program, &household.world, household.on, &[subject]);
    let plan = match lowered {
        Ok(plan) => plan,
        Err(found) => {
            let code = found.first().map_or("", |found| found.code.id);
            return if wanted == Wanted::Error(code) { Ok(()) } else { Err(format!("it is refused with {code}")) };
        }
    };
    let column = *plan.subjects.first().ok_or("it has no column")?;
    let possible =
        explain::possible(&plan, &household.facts, column, thing).map_err(|error| format!("facts: {error}"))?;
    let kind = plan.column(column).ok_or("it has no column")?;
    if is_met(&wanted, &possible, kind, &plan, household) {
        Ok(())
    } else {
        Err(found(&possible, kind, &plan, household))
    }
}

/// What a line says.
#[derive(PartialEq, Eq, Debug)]
enum Wanted<'l> {
    Is(&'l str),
    Unknown(Vec<&'l str>),
    Among(Vec<&'l str>),
    Error(&'l str),
}

fn listed(text: &str) -> Vec<&str> {
    text.split(',').map(str::trim).filter(|word| !word.is_empty()).collect()
}

fn split(line: &str) -> (&str, Wanted<'_>) {
    if let Some((asked, value)) = line.split_once(" = ") {
        return (asked, Wanted::Is(value.trim()));
    }
    if let Some((asked, values)) = line.split_once(" among ") {
        return (asked, Wanted::Among(listed(values)));
    }
    if let Some((asked, code)) = line.split_once(" error ") {
        return (asked, Wanted::Error(code.trim()));
    }
    if let Some((asked, needs)) = line.split_once(" unknown") {
        return (asked, Wanted::Unknown(listed(needs.trim().trim_start_matches("needs"))));
    }
    match line.strip_prefix("not ") {
        Some(asked) => (asked, Wanted::Is("no")),
        None => (line, Wanted::Is("yes")),
    }
}

fn subject(asked: &str, program: &Program, household: &Household) -> Result<(Subject, Option<usize>), String> {
    let (name, of) = asked.split_once(" of ").map_or((asked, None), |(name, of)| (name, Some(of.trim())));
    let thing = match of {
        Some(of) => Some(household.facts.position(of).ok_or_else(|| format!("there is no `{of}`"))?),
        None => None,
    };
    let at = thing.unwrap_or(0);
    let subject = match name.strip_prefix("qualifies for ") {
        Some(name) => qualifying(name.trim(), at, program),
        None => named(name.trim(), at, program),
    };
    Ok((subject.ok_or_else(|| format!("there is no `{name}`"))?, thing))
}

fn named(name: &str, thing: usize, program: &Program) -> Option<Subject> {
    let is = |naming: &hir::Naming| naming.name == name;
    let benefit = program.benefits.iter().position(|found| is(&found.naming));
    let definition = program.definitions.iter().position(|found| is(&found.naming));
    let input = program.inputs.iter().position(|found| is(&found.naming));
    let parameter = program.parameters.iter().position(|found| is(&found.naming));
    benefit
        .map(|at| Subject::Benefit(BenefitId(at), thing))
        .or(definition.map(|at| Subject::Definition(DefinitionId(at), thing)))
        .or(input.map(|at| Subject::Input(InputId(at), thing)))
        .or(parameter.map(|at| Subject::Parameter(ParameterId(at), Some(thing))))
}

fn qualifying(name: &str, thing: usize, program: &Program) -> Option<Subject> {
    for (at, benefit) in program.benefits.iter().enumerate() {
        let id = BenefitId(at);
        if benefit.naming.name == name {
            return Some(Subject::QualifiesForBenefit(id, thing));
        }
        if let Some(position) = benefit.categories.iter().position(|found| found.naming.name == name) {
            return Some(Subject::Qualifies(vec![CategoryId { benefit: id, position }], thing));
        }
        if let Some(group) = benefit.groups.iter().find(|found| found.naming.name == name) {
            return Some(Subject::Qualifies(group.members.clone(), thing));
        }
    }
    None
}

fn is_met(wanted: &Wanted<'_>, possible: &Possible, column: &Column, plan: &Plan, household: &Household) -> bool {
    match wanted {
        Wanted::Is(word) => possible.as_certain().is_some_and(|found| found.ok() == value(word, &column.kind)),
        Wanted::Error(code) => possible.as_certain().and_then(Result::err).is_some_and(|found| found.code() == *code),
        Wanted::Among(words) => {
            let mut wanted: Vec<Option<Value>> = words.iter().map(|word| value(word, &column.kind)).collect();
            wanted.sort();
            let Outcomes::Of(outcomes) = &possible.outcomes else {
                return false;
            };
            let mut found: Vec<Option<Value>> = outcomes.iter().map(|outcome| outcome.ok()).collect();
            found.sort();
            found == wanted
        }
        Wanted::Unknown(needs) => {
            let found = needs_of(possible, plan, household);
            possible.as_certain().is_none() && needs.iter().all(|need| found.iter().any(|found| found == need))
        }
    }
}

fn needs_of(possible: &Possible, plan: &Plan, household: &Household) -> Vec<String> {
    possible.needs.iter().map(|need| need_name(*need, plan, &household.facts)).collect()
}

/// A value as it is typed: `80 years`, `500_000`, `yes`, `2024-07-01`, `poor`.
fn value(word: &str, kind: &Kind) -> Option<Value> {
    match kind {
        Kind::YesNo => ["no", "yes"].iter().position(|found| *found == word).map(|at| Value::YesNo(at == 1)),
        Kind::Date => Date::parse(word).map(Value::Date),
        Kind::Choice(choices) => {
            let position = choices.iter().position(|choice| choice.name == word)?;
            u16::try_from(position).ok().map(Value::Choice)
        }
        Kind::Number(_) => {
            let mut words = word.split_whitespace();
            let number: Decimal = words.next()?.replace('_', "").parse().ok()?;
            let factor = match words.next() {
                Some("years" | "year") => Decimal::from(12),
                _ => Decimal::ONE,
            };
            Some(Value::Number((number * factor).normalize()))
        }
    }
}

fn found(possible: &Possible, column: &Column, plan: &Plan, household: &Household) -> String {
    let outcomes = match &possible.outcomes {
        Outcomes::Anything => "anything".to_owned(),
        Outcomes::Of(outcomes) => {
            let shown = outcomes.iter().map(|outcome| match outcome {
                Ok(value) => lower::kind_text(*value, &column.kind).en,
                Err(fault) => format!("error {}", fault.code()),
            });
            shown.collect::<Vec<_>>().join(" or ")
        }
    };
    let needs = needs_of(possible, plan, household);
    if needs.is_empty() { format!("found {outcomes}") } else { format!("found {outcomes}, needs {}", needs.join(", ")) }
}
