//! The evaluators agree to the last dong.
//!
//! Receives random households from a seed; computes each benefit with its reasons and column by column, on days and
//! under laws where something changes. A household on which they differ is made as small as possible and printed as
//! the `household` block of a case.

use ansinh_engine::explain::{self, Answer, Certainty, Finding};
use ansinh_engine::hir::{Program, Tail};
use ansinh_engine::lower::World;
use ansinh_engine::plan::{ColumnId, Plan};
use ansinh_engine::value::{Date, Decimal};
use ansinh_engine::vector::{self, Machine, VectorError};
use ansinh_engine::{check, lower};
use ansinh_tests::case::Case;
use ansinh_tests::draw::{self, Drawn};
use ansinh_tests::random::Random;
use ansinh_tests::{files, law};

/// Where the stream of numbers begins.
const SEED: u64 = 20_261_122;
/// Households on each day under each law.
const HOUSEHOLDS: usize = 8;
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

/// Current law, alone and with every overlay; every scenario; and the law as it was known before the day given.
fn worlds(program: &Program, known_on: &str) -> Vec<World> {
    let scenarios = program.scenarios.iter().map(|scenario| law::world(Some(&scenario.naming.name)));
    let overlays = World { with: program.modules.clone(), ..World::default() };
    let known = World { known_on: Date::parse(known_on), ..World::default() };
    let has_amendments = program.patches.iter().any(|patch| patch.scenario.is_none());
    let amended = [overlays, known].into_iter().filter(|_| has_amendments);
    std::iter::once(World::default()).chain(amended).chain(scenarios).collect()
}

/// What one evaluator says about one person: by benefit its amount, and by category whether it applies and is paid.
type Said = Vec<(String, Result<Decimal, String>, Vec<(String, Certainty, Certainty)>)>;

/// The household is the first thing of its facts, its persons follow.
fn explained(plan: &Plan, household: &Drawn, thing: usize, program: &Program) -> Said {
    let findings = explain::explain(plan, &household.facts(program), thing).expect("the facts suit the law");
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

/// What the columns say about each of some households and, after it, about each of its persons; nothing of those who
/// are not born.
///
/// # Errors
/// What the evaluator says where the law has no single answer for somebody.
fn in_columns(plan: &Plan, households: &[Drawn], program: &Program) -> Result<Vec<Option<Said>>, VectorError> {
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
        machine.run(block, &mut scratch)?;
        let told = |entity: &str, at: usize| {
            let of_entity = plan.benefits.iter().filter(|benefit| Some(benefit.entity) == plan.entity(entity));
            let is_present = |column| machine.present(&scratch, block, column).is_none_or(|born| born[at] == 1);
            let yes_no = |column| certainty(machine.yes_no(&scratch, block, column)[at] == 1);
            let mut said: Said = Vec::new();
            for benefit in of_entity.clone() {
                let (numbers, scale) = machine.numbers(&scratch, block, benefit.amount);
                let amount = Decimal::from_i128_with_scale(i128::from(numbers[at]), scale).normalize();
                let categories = benefit.categories.iter();
                let categories =
                    categories.map(|found| (found.name.clone(), yes_no(found.qualifies), yes_no(found.paid))).collect();
                said.push((benefit.name.clone(), Ok(amount), categories));
            }
            let is_born = of_entity.clone().next().is_none_or(|benefit| is_present(benefit.amount));
            is_born.then_some(said)
        };
        let mut n_persons = 0;
        for (at, ends) in population.first_person()[block.household..].windows(2).take(block.n_households).enumerate() {
            all.push(told("household", at));
            let size = (ends[1] - ends[0]) as usize;
            all.extend((n_persons..n_persons + size).map(|person| told("person", person)));
            n_persons += size;
        }
    }
    Ok(all)
}

const fn certainty(value: bool) -> Certainty {
    if value { Certainty::Yes } else { Certainty::No }
}

/// How the evaluators differ on a household. Where the columns give no answer, somebody must have none with reasons.
fn difference(plan: &Plan, household: &Drawn, program: &Program) -> Option<String> {
    let things = 0..=household.persons.len();
    let explained: Vec<Said> = things.map(|thing| explained(plan, household, thing, program)).collect();
    let columns = match in_columns(plan, std::slice::from_ref(household), program) {
        Ok(columns) => columns,
        Err(VectorError::Fault { .. }) if explained.iter().any(has_no_answer) => return None,
        Err(error) => return Some(format!("in columns {error:?}\nexplained {explained:#?}")),
    };
    let mut pairs = columns.iter().zip(&explained).enumerate();
    pairs.find_map(|(thing, (said, explained))| {
        let said = said.as_ref()?;
        (said != explained).then(|| format!("thing {thing}\nexplained  {explained:#?}\nin columns {said:#?}"))
    })
}

/// Whether some benefit or category has no answer although every fact is known.
fn has_no_answer(said: &Said) -> bool {
    let is_open = |certainty: &Certainty| *certainty == Certainty::Unknown;
    said.iter().any(|(_, amount, categories)| {
        amount.is_err() || categories.iter().any(|(_, applies, paid)| is_open(applies) || is_open(paid))
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

/// Fails with the smallest household on which the evaluators differ.
fn report(plan: &Plan, household: &Drawn, program: &Program, world: &World) {
    let smallest = shrunk(plan, household, program);
    let how = difference(plan, &smallest, program).unwrap_or_default();
    panic!("{}\n{how}\n{plan}", smallest.printed(program, plan.on, world));
}

/// The plan of a day; and, where a law has rules of its own for the months paid, those of months: without a decision,
/// with one in the month, and with one that is still to come.
fn plans(program: &Program, world: &World) -> Vec<Plan> {
    let Some(on) = Date::parse("2024-07-01") else { return Vec::new() };
    let is_silent = |tail: &Tail| tail.starts.is_empty() && tail.stops.is_empty() && tail.tested.is_empty();
    let mut tails =
        program.benefits.iter().flat_map(|found| found.categories.iter().map(|found| &found.tail).chain([&found.tail]));
    let decisions = [None, Date::parse("2024-07-31"), Date::parse("2024-08-01")];
    let has_rules = !is_silent(&program.conventions) || !tails.all(is_silent);
    let months = decisions.iter().filter(|_| has_rules);
    let of_months = months.filter_map(|decision| lower::lower_month(program, world, on, *decision).ok());
    lower::lower(program, world, on).into_iter().chain(of_months).collect()
}

/// The programs of the cases use every operation, also those that no law of today needs, and some have faults.
#[test]
fn explain_and_vector_agree_on_the_laws_of_the_cases() {
    let mut random = Random::new(SEED);
    let (mut n_households, mut n_faults, mut n_of_households) = (0, 0, 0);
    for file in files::under("tests/cases") {
        let Ok(case) = Case::read(&file.path, &file.text) else { continue };
        let checked = check::check(&law::sources(&case));
        let has_households = file.text.contains("use small") || file.text.contains("entity household");
        if !checked.is_usable() || !has_households {
            continue;
        }
        let program = &checked.program;
        for world in worlds(program, "2024-06-30") {
            for plan in plans(program, &world) {
                for _ in 0..if plan.benefits.is_empty() { 0 } else { 60 } {
                    let household = draw::household(&mut random, program, plan.on);
                    if difference(&plan, &household, program).is_some() {
                        eprintln!("{}", file.path);
                        report(&plan, &household, program, &world);
                    }
                    n_households += 1;
                    n_of_households +=
                        usize::from(plan.benefits.iter().any(|it| Some(it.entity) == plan.entity("household")));
                    n_faults += usize::from(in_columns(&plan, &[household], program).is_err());
                }
            }
        }
    }
    assert!(n_households > 1_000 && n_faults > 50, "{n_households} households, {n_faults} of them without an answer");
    assert!(n_of_households > 50, "{n_of_households} households under laws with benefits of households");
}

#[test]
fn explain_and_vector_agree() {
    let program = law::embedded();
    let mut random = Random::new(SEED);
    let mut n_persons = 0;
    for world in worlds(program, "2026-08-01") {
        // Up to 2026 nothing was applied back.
        let is_new = |on: &Date| world.known_on.is_none() || on.year() == 2026;
        for on in days(program).into_iter().filter(is_new) {
            let plan = lower::lower(program, &world, on).expect("the law has a plan");
            let households: Vec<Drawn> = (0..HOUSEHOLDS).map(|_| draw::household(&mut random, program, on)).collect();
            let columns = in_columns(&plan, &households, program).expect("the law has one answer for everybody");
            let mut columns = columns.into_iter();
            for household in &households {
                for thing in 0..=household.persons.len() {
                    let Some(said) = columns.next().flatten() else { continue };
                    n_persons += usize::from(thing > 0);
                    if said != explained(&plan, household, thing, program) {
                        report(&plan, household, program, &world);
                    }
                }
            }
        }
    }
    assert!(n_persons >= ENOUGH, "only {n_persons} persons were compared");
}

/// The months paid look at two months, on days that each benefit says.
#[test]
fn explain_and_vector_agree_on_the_months_paid() {
    let program = law::embedded();
    let mut random = Random::new(SEED);
    let months = (2021 * 12..2027 * 12).filter_map(|month| Date::new(month / 12, month % 12 + 1, 1));
    let months: Vec<Date> = months.collect();
    let mut n_persons = 0;
    for world in worlds(program, "2026-08-01") {
        for first in months.iter().filter(|first| world.known_on.is_none() || first.year() == 2026) {
            let decision = (random.one_in(3)).then(|| first.month_start_after(1)).flatten();
            let plan = lower::lower_month(program, &world, *first, decision).expect("the law has a plan");
            for _ in 0..3 {
                let household = draw::household(&mut random, program, plan.on);
                n_persons += household.persons.len();
                if difference(&plan, &household, program).is_some() {
                    report(&plan, &household, program, &world);
                }
            }
        }
    }
    assert!(n_persons > 1_500, "only {n_persons} persons were compared");
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
        .flat_map(|household| explained(&plan, &household, 1, program))
        .map(|(benefit, amount, _)| format!("{benefit} {amount:?}"))
        .collect();
    assert!(amounts.len() > 8, "{amounts:?}");
}
