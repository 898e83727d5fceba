//! The evaluators agree to the last dong.
//!
//! Receives random households from a seed; computes each benefit with its reasons and column by column, on days and
//! under laws where something changes. A household on which they differ is made as small as possible and printed as
//! the `household` block of a case.

use ansinh_engine::explain::{self, Answer, Certainty, Finding};
use ansinh_engine::hir::Program;
use ansinh_engine::lower;
use ansinh_engine::plan::{ColumnId, Plan};
use ansinh_engine::value::{Date, Decimal};
use ansinh_engine::vector::{self, Machine};
use ansinh_tests::draw::{self, Drawn};
use ansinh_tests::law;
use ansinh_tests::random::Random;

/// Where the stream of numbers begins.
const SEED: u64 = 20_261_122;
/// Households on each day under each law.
const HOUSEHOLDS: usize = 7;
/// Persons that must have been compared at least.
const ENOUGH: usize = 20_000;

/// Every month start of 2015 to 2026, and the days around the days on which instruments begin and end.
fn days(program: &Program) -> Vec<Date> {
    let months = (2015 * 12..2027 * 12).filter_map(|month| Date::new(month / 12, month % 12 + 1, 1));
    let ends = program.instruments.iter().flat_map(|found| [found.applied.from, found.applied.to]).flatten();
    let around = ends.flat_map(|day| [day.day_before(), Some(day), day.day_after()]).flatten();
    let leap = ["2016-02-29", "2023-02-28", "2024-02-29", "2026-12-31"].into_iter().filter_map(Date::parse);
    let is_covered = |day: &Date| (2015..2027).contains(&day.year());
    let mut days: Vec<Date> = months.chain(around).chain(leap).filter(is_covered).collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn worlds(program: &Program) -> Vec<Option<String>> {
    let scenarios = program.scenarios.iter().map(|scenario| Some(scenario.naming.name.clone()));
    std::iter::once(None).chain(scenarios).collect()
}

/// What one evaluator says about one person: by benefit its amount, and by category whether it applies and is paid.
type Said = Vec<(String, Result<Decimal, String>, Vec<(String, Certainty, Certainty)>)>;

fn explained(plan: &Plan, household: &Drawn, person: usize) -> Said {
    let findings = explain::explain(plan, &household.facts(), person + 1).expect("the facts suit the law");
    let said = |finding: &Finding| {
        let amount = match &finding.amount {
            Answer::Certain(amount) => Ok(amount.normalize()),
            other => Err(format!("{other:?}")),
        };
        let categories = finding.categories.iter();
        let categories = categories.map(|found| (found.name.clone(), found.applies, found.is_paid)).collect();
        (finding.benefit.clone(), amount, categories)
    };
    findings.iter().map(said).collect()
}

/// What the columns say about each person of some households; nothing of those who are not born.
fn in_columns(plan: &Plan, households: &[Drawn], program: &Program) -> Vec<Option<Said>> {
    let population = draw::population(households, program).expect("the households are a population");
    let of_benefit = |benefit: &ansinh_engine::plan::Benefit| {
        let categories = benefit.categories.iter().flat_map(|found| [found.qualifies, found.paid]);
        std::iter::once(benefit.amount).chain(categories).collect::<Vec<ColumnId>>()
    };
    let wanted: Vec<ColumnId> = plan.benefits.iter().flat_map(of_benefit).collect();
    let machine = Machine::bind(plan, &population, &wanted).expect("the plan binds to the population");
    let blocks = vector::blocks(&population);
    let mut scratch = machine.scratch(&blocks);
    let mut all = Vec::new();
    for block in blocks {
        machine.run(block, &mut scratch).expect("the law has one answer for everybody");
        for at in 0..block.n_persons {
            let is_present = |column| machine.present(&scratch, block, column).is_none_or(|born| born[at] == 1);
            let yes_no = |column| certainty(machine.yes_no(&scratch, block, column)[at] == 1);
            let mut said: Said = Vec::new();
            for benefit in &plan.benefits {
                let (numbers, scale) = machine.numbers(&scratch, block, benefit.amount);
                let amount = Decimal::from_i128_with_scale(i128::from(numbers[at]), scale).normalize();
                let categories = benefit.categories.iter();
                let categories =
                    categories.map(|found| (found.name.clone(), yes_no(found.qualifies), yes_no(found.paid))).collect();
                said.push((benefit.name.clone(), Ok(amount), categories));
            }
            let is_born = plan.benefits.first().is_none_or(|benefit| is_present(benefit.amount));
            all.push(is_born.then_some(said));
        }
    }
    all
}

const fn certainty(value: bool) -> Certainty {
    if value { Certainty::Yes } else { Certainty::No }
}

/// The first person of a household on whom the evaluators differ, and how.
fn difference(plan: &Plan, household: &Drawn, program: &Program) -> Option<String> {
    let columns = in_columns(plan, std::slice::from_ref(household), program);
    columns.iter().enumerate().find_map(|(person, said)| {
        let explained = explained(plan, household, person);
        let said = said.as_ref()?;
        (*said != explained).then(|| format!("p{person}\nexplained  {explained:#?}\nin columns {said:#?}"))
    })
}

/// The smallest household that still differs.
fn shrunk(plan: &Plan, household: &Drawn, program: &Program) -> Drawn {
    let mut smallest = household.clone();
    while let Some(simpler) =
        smallest.simpler().into_iter().find(|simpler| difference(plan, simpler, program).is_some())
    {
        smallest = simpler;
    }
    smallest
}

#[test]
fn explain_and_vector_agree() {
    let program = law::embedded();
    let mut random = Random::new(SEED);
    let mut n_persons = 0;
    for world in worlds(program) {
        for on in days(program) {
            let plan = lower::lower(program, &law::world(world.as_deref()), on).expect("the law has a plan");
            let households: Vec<Drawn> = (0..HOUSEHOLDS).map(|_| draw::household(&mut random, program, on)).collect();
            let mut columns = in_columns(&plan, &households, program).into_iter();
            for household in &households {
                for person in 0..household.persons.len() {
                    let Some(said) = columns.next().flatten() else { continue };
                    n_persons += 1;
                    if said != explained(&plan, household, person) {
                        let smallest = shrunk(&plan, household, program);
                        let how = difference(&plan, &smallest, program).unwrap_or_default();
                        panic!("{}\n{how}", smallest.printed(program, on, world.as_deref()));
                    }
                }
            }
        }
    }
    assert!(n_persons >= ENOUGH, "only {n_persons} persons were compared");
}

/// A household must differ from itself with another fact, or the comparison above would compare nothing.
#[test]
fn the_comparison_can_fail() {
    let program = law::embedded();
    let on = Date::parse("2024-07-01").expect("a date");
    let plan = lower::lower(program, &law::world(None), on).expect("the law has a plan");
    let mut random = Random::new(SEED);
    let amounts: std::collections::BTreeSet<String> = (0..200)
        .map(|_| draw::household(&mut random, program, on))
        .flat_map(|household| explained(&plan, &household, 0))
        .map(|(benefit, amount, _)| format!("{benefit} {amount:?}"))
        .collect();
    assert!(amounts.len() > 8, "{amounts:?}");
}
