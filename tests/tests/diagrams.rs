//! Diagrams say of everybody what the evaluators say.
//!
//! Receives random households from a seed; asks the diagrams and the columns which cases and which categories apply to
//! each person, under every law, on days on which different clauses are in force; and seeds mistakes into the law.

use std::collections::BTreeSet;

use ansinh_engine::analyse::{self, Applying, Depth};
use ansinh_engine::hir::Program;
use ansinh_engine::plan::{ColumnId, Op, Plan};
use ansinh_engine::value::{Date, Value};
use ansinh_engine::vector::{self, Machine};
use ansinh_engine::{check, explain, lower};
use ansinh_grammar::SourceFile;
use ansinh_tests::case::Case;
use ansinh_tests::draw::{self, Drawn};
use ansinh_tests::random::Random;
use ansinh_tests::{files, law};

/// Where the stream of numbers begins.
const SEED: u64 = 20_261_123;
/// Days in different periods of the law, one of them a leap day.
const DAYS: [&str; 6] = ["2016-02-29", "2018-07-01", "2021-07-01", "2024-07-01", "2025-06-30", "2026-10-04"];
/// Households on each day under each law.
const HOUSEHOLDS: usize = 260;
/// Persons that must have been compared at least.
const ENOUGH: usize = 20_000;

#[test]
fn diagrams_and_columns_agree_on_who_is_meant() {
    let program = law::embedded();
    let mut random = Random::new(SEED);
    let (mut n_persons, mut n_answers, mut n_yes, mut n_open) = (0, 0, 0, 0);
    let scenarios = program.scenarios.iter().map(|scenario| Some(scenario.naming.name.as_str()));
    for scenario in std::iter::once(None).chain(scenarios) {
        for on in DAYS.into_iter().filter_map(Date::parse) {
            let plan = lower::lower(program, &law::world(scenario), on).expect("the law has a plan");
            let households: Vec<Drawn> = (0..HOUSEHOLDS).map(|_| draw::household(&mut random, program, on)).collect();
            let applying = Applying::of(&plan);
            let columns = applying.columns();
            let computed = in_columns(&plan, &households, &columns);
            let mut computed = computed.into_iter();
            for household in &households {
                let facts = household.facts(program);
                for person in 0..household.persons.len() {
                    let Some(computed) = computed.next().flatten() else { continue };
                    let said = applying.holds(&facts, person + 1);
                    for ((column, said), computed) in columns.iter().zip(said).zip(computed) {
                        let Some(computed) = computed else { continue };
                        if said.is_none() && looks_at_one_who_may_not_be_there(&plan, *column) {
                            n_open += 1;
                            continue;
                        }
                        let found = plan.column(*column).map(|column| column.phrase.en.as_str());
                        assert_eq!(
                            said,
                            Some(computed),
                            "{found:?} {column:?} p{person}\n{}",
                            household.printed(program, on, &law::world(scenario))
                        );
                        n_answers += 1;
                        n_yes += usize::from(computed);
                    }
                    n_persons += 1;
                }
            }
        }
    }
    assert!(n_persons >= ENOUGH, "only {n_persons} persons were compared");
    assert!(n_yes > n_answers / 100 && n_yes < n_answers, "{n_yes} of {n_answers} answers were yes");
    assert!(n_open < n_answers / 20, "{n_open} beside {n_answers} answers stay open");
}

/// Whether a column follows a link that may lead nowhere, as to a husband or wife: diagrams do not look that far.
fn looks_at_one_who_may_not_be_there(plan: &Plan, column: ColumnId) -> bool {
    let (mut open, mut seen) = (vec![column], BTreeSet::new());
    while let Some(id) = open.pop() {
        let Some(column) = plan.column(id).filter(|_| seen.insert(id)) else { continue };
        if matches!(column.op, Op::Follow(link, _) if plan.links.get(link.0).is_some_and(|link| link.is_optional)) {
            return true;
        }
        open.extend(column.op.operands());
    }
    false
}

/// What the columns of persons say, by person; nothing of those who are not born, and of columns of others.
fn in_columns(plan: &Plan, households: &[Drawn], columns: &[ColumnId]) -> Vec<Option<Vec<Option<bool>>>> {
    let population = draw::population(households, law::embedded()).expect("the households are a population");
    let machine = Machine::bind(plan, &population, columns).expect("the plan binds to the population");
    let is_of_persons = |column: &ColumnId| {
        let entity = plan.column(*column).and_then(|column| column.entity);
        entity.is_some() && entity == plan.entity("person")
    };
    let blocks = vector::blocks(&population);
    let mut scratch = machine.scratch(&blocks);
    let mut all = Vec::new();
    for block in blocks {
        machine.run(block, &mut scratch).expect("the law has one answer for everybody");
        for at in 0..block.n_persons {
            let answer =
                |column: &ColumnId| is_of_persons(column).then(|| machine.yes_no(&scratch, block, *column)[at] == 1);
            let is_born = columns
                .iter()
                .filter(|column| is_of_persons(column))
                .all(|column| machine.present(&scratch, block, *column).is_none_or(|born| born[at] == 1));
            all.push(is_born.then(|| columns.iter().map(answer).collect()));
        }
    }
    all
}

/// The laws of the cases use every operation. Where diagrams do not look that far, they say nothing.
#[test]
fn diagrams_and_columns_agree_on_the_laws_of_the_cases() {
    let mut random = Random::new(SEED);
    let (mut n_answers, mut n_open) = (0, 0);
    for (path, program) in laws_of_cases() {
        let Some(on) = Date::parse("2024-07-01") else { continue };
        let Ok(plan) = lower::lower(&program, &law::world(None), on) else { continue };
        let applying = Applying::of(&plan);
        let columns = applying.columns();
        for _ in 0..if columns.is_empty() { 0 } else { 40 } {
            let household = draw::household(&mut random, &program, on);
            let facts = household.facts(&program);
            for person in 0..household.persons.len() {
                for (column, said) in columns.iter().zip(applying.holds(&facts, person + 1)) {
                    let found = plan.column(*column).and_then(|column| column.entity);
                    if found.is_none() || found != plan.entity("person") {
                        continue;
                    }
                    let possible = explain::possible(&plan, &facts, *column, Some(person + 1)).expect("facts suit");
                    n_answers += 1;
                    match said {
                        Some(said) => assert_eq!(possible.as_certain(), Some(Ok(Value::YesNo(said))), "{path} {plan}"),
                        None => n_open += 1,
                    }
                }
            }
        }
    }
    assert!(n_answers > 5_000 && n_open < n_answers / 4, "{n_open} of {n_answers} stay open");
}

/// Whatever a law says, it is analysed, and twice the same.
#[test]
fn an_analysis_says_the_same_twice() {
    for (path, program) in laws_of_cases() {
        let print = || format!("{:?}", analyse::analyse(&program, Depth::Strict));
        assert_eq!(print(), print(), "{path}");
    }
}

/// The usable laws of all cases that have people in households.
fn laws_of_cases() -> Vec<(String, Program)> {
    let mut laws = Vec::new();
    for file in files::under("tests/cases") {
        let Ok(case) = Case::read(&file.path, &file.text) else { continue };
        let checked = check::check(&law::sources(&case));
        if checked.is_usable() && file.text.contains("use small") {
            laws.push((file.path, checked.program));
        }
    }
    laws
}

/// What is found if the text of a file of the law is another: codes and notes.
fn found_with(path: &str, from: &str, to: &str) -> Vec<(String, String)> {
    let mut sources = law::policies();
    for source in &mut sources {
        if source.path() == path {
            assert!(source.text().contains(from), "{path} no longer says {from}");
            *source = SourceFile::new(path, &source.text().replacen(from, to, 1));
        }
    }
    let checked = check::check(&sources);
    assert!(checked.is_usable(), "{:?}", checked.diagnostics);
    let found = analyse::analyse(&checked.program, Depth::Usual).diagnostics;
    found
        .iter()
        .map(|found| (found.code.id.to_owned(), found.notes.iter().map(|note| note.en.as_str()).collect()))
        .collect()
}

/// Mistakes that a drafter might make in the decree, and the person who would notice.
#[test]
fn seeded_mistakes_are_found_with_a_person() {
    const DECREE: &str = "nd20/monthly_allowance.law";
    let row = "  | extremely_severe    | >= 60 years                | => 2.5    |\n";
    let found = found_with(DECREE, row, "");
    assert!(
        matches!(found.as_slice(), [(code, note)] if code == "E0602" && note.contains("(60 years old)")),
        "{found:?}"
    );
    let found = found_with(DECREE, "16 years to under 60 years | => 1.5", "16 years to under 61 years | => 1.5");
    assert!(
        matches!(found.as_slice(), [(code, note)] if code == "E0603" && note.contains("(60 years old)")),
        "{found:?}"
    );
    let found = found_with(DECREE, "      age < 3 years;", "      age < 3 years;\n      elderly;");
    assert!(matches!(found.as_slice(), [(code, _)] if code == "W0605"), "{found:?}");
    let found = found_with(
        DECREE,
        "    gives base_rate * 1.5 otherwise\n",
        "    gives base_rate * 1.5 when age < 15 years and age >= 4 years\n",
    );
    assert!(
        matches!(found.as_slice(), [(code, note)] if code == "E0602" && note.contains("(15 years old)")),
        "{found:?}"
    );
}
