//! Runs the tests that are written in policies.
//!
//! Receives a checked program; lowers what each expectation looks at, evaluates it, and hands on what did not hold,
//! with the place. It knows no file and no screen.

use ansinh_grammar::{Span, Text};

use crate::explain::{self, Finding, Need, Needed, Outcomes, Possible};
use crate::hir::{Citation, Expect, Expected, Program, Subject, Test};
use crate::lower::{self, World, kind_text};
use crate::plan::{self, Kind, Plan};
use crate::value::{Date, Facts, Value};

/// What became of one test.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What the test shows.
    pub title: String,
    /// Where it stands.
    pub span: Span,
    /// What did not hold; nothing when the test passes.
    pub failures: Vec<Failure>,
}

/// One expectation that did not hold.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The expectation.
    pub span: Span,
    /// The day.
    pub on: Date,
    /// What was found instead.
    pub found: Text,
}

/// Runs every test of a program, in order.
#[must_use]
pub fn run(program: &Program) -> Vec<Trial> {
    program.tests.iter().map(|test| run_one(program, test)).collect()
}

/// Runs one test.
#[must_use]
pub fn run_one(program: &Program, test: &Test) -> Trial {
    let mut failures = Vec::new();
    for on in &test.on {
        for expect in &test.expects {
            let found = expectation(program, test, *on, expect).err();
            failures.extend(found.map(|found| Failure { span: expect.span, on: *on, found }));
        }
    }
    Trial { title: test.title.clone(), span: test.span, failures }
}

fn expectation(program: &Program, test: &Test, on: Date, expect: &Expect) -> Result<(), Text> {
    let world =
        World { known_on: test.known_on, ..World::under(program, expect.under.unwrap_or(test.law), test.module) };
    let plan =
        match (lower::lower_subjects(program, &world, on, std::slice::from_ref(&expect.subject)), &expect.expected) {
            (Ok(plan), _) => plan,
            (Err(found), Expected::Error(code)) if found.iter().any(|found| found.code.id == code.as_str()) => {
                return Ok(());
            }
            (Err(found), _) => {
                return Err(found.first().map_or_else(Text::default, |found| {
                    Text::new(
                        format!("{}: {}", found.code.id, found.headline.vi),
                        format!("{}: {}", found.code.id, found.headline.en),
                    )
                }));
            }
        };
    let thing = thing_of(&expect.subject);
    if let Expected::Cites(citation) = &expect.expected {
        return cites(program, &plan, &test.facts, thing.unwrap_or(0), citation);
    }
    let column = *plan.subjects.first().ok_or_else(Text::default)?;
    let possible = explain::possible(&plan, &test.facts, column, thing)
        .map_err(|error| Text::new(format!("{}: {}", error.fact, error.message.vi), error.to_string()))?;
    let kind = plan.column(column).map_or(Kind::YesNo, |column| column.kind.clone());
    judge(&expect.expected, &possible, &kind, &test.facts, &plan)
}

const fn thing_of(subject: &Subject) -> Option<usize> {
    match subject {
        Subject::Parameter(_, thing) => *thing,
        Subject::Definition(_, thing)
        | Subject::Input(_, thing)
        | Subject::Benefit(_, thing)
        | Subject::QualifiesForBenefit(_, thing)
        | Subject::Qualifies(_, thing) => Some(*thing),
    }
}

fn judge(expected: &Expected, possible: &Possible, kind: &Kind, facts: &Facts, plan: &Plan) -> Result<(), Text> {
    let is_met = match expected {
        // It certainly holds if it holds of every possible outcome.
        Expected::Compares(comparison, value) => match &possible.outcomes {
            Outcomes::Of(outcomes) => {
                outcomes.iter().all(|outcome| outcome.is_ok_and(|found| comparison.holds(&found, &normal(*value))))
            }
            Outcomes::Anything => false,
        },
        Expected::Unknown(needs) => {
            possible.as_certain().is_none()
                && needs.iter().all(|(input, thing)| {
                    let need = Need { thing: *thing, what: Needed::Input(plan::InputId(input.0)) };
                    possible.needs.contains(&need)
                })
        }
        Expected::Among(values) => match &possible.outcomes {
            Outcomes::Of(outcomes) => {
                let mut found: Vec<Value> = outcomes.iter().filter_map(|outcome| outcome.ok()).collect();
                let mut wanted: Vec<Value> = values.iter().map(|value| normal(*value)).collect();
                found.sort_unstable();
                wanted.sort_unstable();
                found == wanted
            }
            Outcomes::Anything => false,
        },
        Expected::Error(code) => {
            possible.as_certain().is_some_and(|outcome| outcome.err().is_some_and(|fault| fault.code() == code))
        }
        Expected::Cites(_) => false,
    };
    if is_met { Ok(()) } else { Err(found_text(possible, kind, facts, plan)) }
}

fn normal(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(number.normalize()),
        other => other,
    }
}

/// What was found, in words: the value, or the possibilities and what is needed.
fn found_text(possible: &Possible, kind: &Kind, facts: &Facts, plan: &Plan) -> Text {
    let outcomes: Vec<Text> = match &possible.outcomes {
        Outcomes::Anything => vec![Text::new("chưa thể biết", "it cannot be told")],
        Outcomes::Of(outcomes) => outcomes
            .iter()
            .map(|outcome| match outcome {
                Ok(value) => kind_text(*value, kind),
                Err(fault) => Text::new(format!("lỗi {}", fault.code()), format!("error {}", fault.code())),
            })
            .collect(),
    };
    let needs: Vec<String> = possible.needs.iter().map(|need| need_name(*need, facts, plan)).collect();
    let join = |texts: Vec<&str>, glue: &str| texts.join(glue);
    let vi = join(outcomes.iter().map(|text| text.vi.as_str()).collect(), " hoặc ");
    let en = join(outcomes.iter().map(|text| text.en.as_str()).collect(), " or ");
    if needs.is_empty() {
        return Text::new(format!("kết quả là {vi}"), format!("found {en}"));
    }
    let needs = needs.join(", ");
    Text::new(format!("kết quả là {vi}; cần biết {needs}"), format!("found {en}; needs {needs}"))
}

fn need_name(need: Need, facts: &Facts, plan: &Plan) -> String {
    let fact = match need.what {
        Needed::Input(id) => plan.inputs.get(id.0).map(|input| input.name.clone()),
        Needed::Link(id) => plan.links.get(id.0).map(|link| link.name.clone()),
    };
    let thing = facts.things.get(need.thing).map_or("?", |thing| &thing.name);
    format!("{} of {thing}", fact.unwrap_or_default())
}

/// Whether the answer about a thing rests on a place: on it, or on a place inside it.
fn cites(program: &Program, plan: &Plan, facts: &Facts, thing: usize, wanted: &Citation) -> Result<(), Text> {
    let findings = explain::explain(plan, facts, thing)
        .map_err(|error| Text::new(format!("{}: {}", error.fact, error.message.vi), error.to_string()))?;
    let instrument = program.instruments.get(wanted.instrument.0).map_or("", |found| &found.naming.name);
    let is_wanted =
        |citation: &&plan::Citation| citation.instrument == instrument && citation.parts.starts_with(&wanted.parts);
    let of_benefits: Vec<&plan::Citation> = findings.iter().flat_map(Finding::all_citations).collect();
    let of_subjects = plan.subjects.iter().filter_map(|id| plan.column(*id)).flat_map(|column| &column.citations);
    let all: Vec<&plan::Citation> = of_benefits.into_iter().chain(of_subjects).collect();
    if all.iter().any(is_wanted) {
        return Ok(());
    }
    let mut vi: Vec<&str> = all.iter().map(|citation| citation.text.vi.as_str()).collect();
    let mut en: Vec<&str> = all.iter().map(|citation| citation.text.en.as_str()).collect();
    vi.dedup();
    en.dedup();
    Err(Text::new(format!("căn cứ: {}", vi.join("; ")), format!("it cites: {}", en.join("; "))))
}
