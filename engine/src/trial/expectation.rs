//! Holds the expectations of a test against what the law comes to.
//!
//! Receives a test, a day and one expectation; hands on what was found where it is not met, with the clauses that make
//! it so. It draws nothing.

use ansinh_grammar::{Language, Text};

use super::Failure;
use super::because::{Asked, Because, because, grounds};
use crate::explain::{self, Finding, Need, Needed, Outcomes, Possible};
use crate::hir::{Citation, Computed, EntityId, Expect, Expected, Further, Program, Subject, Test, Type};
use crate::lower::{self, World, kind_text};
use crate::plan::{self, Kind, Plan};
use crate::value::{Comparison, Date, Facts, Value};

/// What was found where an expectation is not met; nothing where it is.
pub(super) fn unmet(program: &Program, test: &Test, on: Date, expect: &Expect) -> Option<Failure> {
    match &expect.subject {
        Subject::Computed(computed) if !computed.others.is_empty() => {
            let (program, test) = beside(program, test, computed);
            unmet_by(&program, &test, on, expect)
        }
        _ => unmet_by(program, test, on, expect),
    }
}

/// The program and the test with links to the further things that an expression is about.
fn beside(program: &Program, test: &Test, computed: &Computed) -> (Program, Test) {
    let (further, positions): (Vec<Further>, Vec<usize>) = computed.others.iter().cloned().unzip();
    let (thing, mut test) = (computed.thing.unwrap_or(0), test.clone());
    let owner = test.facts.things.get(thing).map_or("", |thing| &thing.entity);
    let from = program.entities.iter().position(|entity| entity.naming.name == owner).unwrap_or(0);
    let program = program.with_further(EntityId(from), &further);
    for (further, position) in further.iter().zip(positions) {
        test.facts.link(thing, &further.link_name(), vec![position]);
    }
    (program, test)
}

fn unmet_by(program: &Program, test: &Test, on: Date, expect: &Expect) -> Option<Failure> {
    let found = judged(program, test, on, expect).err()?;
    let expected = expected_text(program, test, on, expect);
    Some(Failure { span: expect.span, on, expected, found, values: values(program, test, on, expect) })
}

/// The law under which an expectation looks.
fn world_of(program: &Program, test: &Test, expect: &Expect) -> World {
    World { known_on: test.known_on, ..World::under(program, expect.under.unwrap_or(test.law), test.module) }
}

/// What a subject may come to, with its kind.
fn outcome(program: &Program, test: &Test, on: Date, other: &Computed) -> Option<(Possible, Kind)> {
    let world = World { known_on: test.known_on, ..World::under(program, test.law, test.module) };
    let (plan, _) = lower::lower_expressions(program, &world, on, &other.laws, &[&other.expr]).ok()?;
    let column = *plan.subjects.first()?;
    let kind = plan.column(column)?.kind.clone();
    Some((explain::possible(&plan, &test.facts, column, other.thing).ok()?, kind))
}

fn judged(program: &Program, test: &Test, on: Date, expect: &Expect) -> Result<(), Text> {
    let world = world_of(program, test, expect);
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
    if let Expected::ComparesWith(comparison, other) = &expect.expected {
        let other = outcome(program, test, on, other);
        let holds = other.is_some_and(|(other, _)| compares(*comparison, &possible, &other));
        return if holds { Ok(()) } else { Err(found_text(program, (&possible, &kind), &test.facts)) };
    }
    judge(&expect.expected, &possible, &kind, &test.facts, program)
}

/// Whether two sides certainly compare so, whatever the outcomes.
fn compares(comparison: Comparison, left: &Possible, right: &Possible) -> bool {
    let (Outcomes::Of(left), Outcomes::Of(right)) = (&left.outcomes, &right.outcomes) else { return false };
    left.iter().all(|left| {
        right.iter().all(|right| left.is_ok_and(|left| right.is_ok_and(|right| comparison.holds(&left, &right))))
    })
}

/// What was expected, in words.
fn expected_text(program: &Program, test: &Test, on: Date, expect: &Expect) -> Text {
    let value_type = type_of(program, &expect.subject);
    let shown = |value: &Value| lower::value_text(*value, value_type, program);
    let after = |symbol: &str, text: &Text| Text::new(format!("{symbol} {}", text.vi), format!("{symbol} {}", text.en));
    match &expect.expected {
        Expected::Compares(Comparison::Equal, value) => shown(value),
        Expected::Compares(comparison, value) => after(comparison.symbol(), &shown(value)),
        Expected::ComparesWith(comparison, other) => {
            let other = outcome(program, test, on, other);
            let other = other.map_or_else(Text::default, |(possible, kind)| outcomes_text(&possible, &kind));
            after(comparison.symbol(), &other)
        }
        Expected::Unknown(_) => Text::new("chưa biết", "unknown"),
        Expected::Among(values) => {
            let texts: Vec<Text> = values.iter().map(shown).collect();
            joined(&texts)
        }
        Expected::Cites(citation) => program
            .instruments
            .get(citation.instrument.0)
            .map_or_else(Text::default, |instrument| lower::citation_text(instrument, &citation.parts)),
        Expected::Error(code) => Text::new(format!("lỗi {code}"), format!("error {code}")),
    }
}

/// The type of a subject's values.
fn type_of(program: &Program, subject: &Subject) -> Type {
    let found = match subject {
        Subject::Parameter(id, _) => program.parameters.get(id.0).map(|found| found.value_type),
        Subject::Definition(id, _) => program.definitions.get(id.0).map(|found| found.value_type),
        Subject::Input(id, _) => program.inputs.get(id.0).map(|found| found.value_type),
        Subject::Benefit(id, _) => program.benefits.get(id.0).map(|found| found.value_type),
        Subject::QualifiesForBenefit(..) | Subject::Qualifies(..) => Some(Type::YesNo),
        Subject::Computed(computed) => Some(computed.expr.value_type),
    };
    found.unwrap_or(Type::YesNo)
}

/// What an expectation looks at, with the clauses that make it so.
fn values(program: &Program, test: &Test, on: Date, expect: &Expect) -> Vec<Because> {
    let world = world_of(program, test, expect);
    let of = |computed: &Computed| -> Vec<Because> {
        let asked = Asked { program, world: &world, on, laws: &computed.laws };
        let parts = computed.expr.looked_at();
        let thing = computed.thing.unwrap_or(0);
        parts.into_iter().filter_map(|part| because(&asked, part, &test.facts, thing)).collect()
    };
    match (&expect.subject, &expect.expected) {
        (Subject::Computed(left), Expected::ComparesWith(_, right)) => of(left).into_iter().chain(of(right)).collect(),
        (Subject::Computed(computed), _) => of(computed),
        (subject, _) => {
            let found = of_subject(program, test, &world, on, subject);
            found.into_iter().collect()
        }
    }
}

fn of_subject(program: &Program, test: &Test, world: &World, on: Date, subject: &Subject) -> Option<Because> {
    let plan = lower::lower_subjects(program, world, on, std::slice::from_ref(subject)).ok()?;
    let column = *plan.subjects.first()?;
    let thing = thing_of(subject);
    let possible = explain::possible(&plan, &test.facts, column, thing).ok()?;
    let (what, kind) = plan.column(column).map(|column| (column.phrase.clone(), column.kind.clone()))?;
    let reasons = grounds(&plan, &test.facts, thing.unwrap_or(0));
    Some(Because { what, value: outcomes_text(&possible, &kind), reasons })
}

const fn thing_of(subject: &Subject) -> Option<usize> {
    match subject {
        Subject::Parameter(_, thing) => *thing,
        Subject::Definition(_, thing)
        | Subject::Input(_, thing)
        | Subject::Benefit(_, thing)
        | Subject::QualifiesForBenefit(_, thing)
        | Subject::Qualifies(_, thing) => Some(*thing),
        Subject::Computed(computed) => computed.thing,
    }
}

fn judge(expected: &Expected, possible: &Possible, kind: &Kind, facts: &Facts, program: &Program) -> Result<(), Text> {
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
        Expected::Cites(_) | Expected::ComparesWith(..) => false,
    };
    if is_met { Ok(()) } else { Err(found_text(program, (possible, kind), facts)) }
}

fn normal(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(number.normalize()),
        other => other,
    }
}

/// What was found, in words: the value, or the possibilities and what is needed.
fn found_text(program: &Program, (possible, kind): (&Possible, &Kind), facts: &Facts) -> Text {
    let found = outcomes_text(possible, kind);
    let needs: Vec<Text> = possible.needs.iter().map(|need| need_words(program, *need, facts)).collect();
    if needs.is_empty() {
        return Text::new(format!("kết quả là {}", found.vi), format!("found {}", found.en));
    }
    let joined = |form: fn(&Text) -> &str| needs.iter().map(form).collect::<Vec<_>>().join(", ");
    let (vi, en) = (joined(|need| &need.vi), joined(|need| &need.en));
    Text::new(format!("kết quả là {}; cần biết {vi}", found.vi), format!("found {}; needs {en}", found.en))
}

/// The possible outcomes in words.
pub(super) fn outcomes_text(possible: &Possible, kind: &Kind) -> Text {
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
    joined(&outcomes)
}

/// Several possibilities.
fn joined(texts: &[Text]) -> Text {
    let each = |language: Language| texts.iter().map(move |text| text.get(language)).collect::<Vec<_>>();
    Text::new(each(Language::Vi).join(" hoặc "), each(Language::En).join(" or "))
}

fn need_words(program: &Program, need: Need, facts: &Facts) -> Text {
    let naming = match need.what {
        Needed::Input(id) => program.inputs.get(id.0).map(|input| &input.naming),
        Needed::Link(id) => program.links.get(id.0).map(|link| &link.naming),
    };
    let name = naming.map_or_else(Text::default, |naming| program.called(naming));
    let thing = facts.things.get(need.thing).map_or("?", |thing| &thing.name);
    Text::new(format!("{} của {thing}", name.vi), format!("{} of {thing}", name.en))
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
