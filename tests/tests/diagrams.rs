//! Diagrams say of everybody what the evaluators say.
//!
//! Receives random households from a seed; asks the diagrams and the columns which cases and which categories of the
//! embedded law apply to each person, under every law, on days on which different clauses are in force.

use ansinh_engine::analyse::Applying;
use ansinh_engine::lower;
use ansinh_engine::plan::{ColumnId, Plan};
use ansinh_engine::value::Date;
use ansinh_engine::vector::{self, Machine};
use ansinh_tests::draw::{self, Drawn};
use ansinh_tests::law;
use ansinh_tests::random::Random;

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
    let (mut n_persons, mut n_answers, mut n_yes) = (0, 0, 0);
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
                        let found = plan.column(*column).map(|column| column.phrase.en.as_str());
                        assert_eq!(
                            said,
                            Some(computed),
                            "{found:?} {column:?} p{person}\n{}",
                            household.printed(program, on, scenario)
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
