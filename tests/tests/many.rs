//! A list says of everybody what a single case says.
//!
//! Receives random households from a seed, with facts hidden; holds what is found for many households one after
//! another against what is found for each by itself, with every column computed.

use ansinh_engine::check;
use ansinh_engine::explain::{self, Answer, Certainty, Desk, Household, Many, Summary};
use ansinh_engine::hir::Program;
use ansinh_engine::lower::{self, World};
use ansinh_engine::plan::{LinkId, Plan};
use ansinh_engine::value::{Date, Decimal, Fact, Facts, Value};
use ansinh_grammar::SourceFile;
use ansinh_tests::hide::hidden;
use ansinh_tests::random::Random;
use ansinh_tests::{draw, law};

const SEED: u64 = 20_2021;
/// Households on each day under each law.
const HOUSEHOLDS: usize = 60;
/// Days with different law.
const DAYS: [&str; 10] = [
    "2015-03-01",
    "2017-12-31",
    "2021-06-30",
    "2021-07-01",
    "2024-06-30",
    "2024-07-01",
    "2025-07-01",
    "2026-02-01",
    "2026-10-04",
    "2026-10-05",
];

/// The facts of a case by id.
fn by_id<'p>(plan: &'p Plan, facts: &Facts) -> Household<'p> {
    let mut household = Household::new(plan);
    for thing in &facts.things {
        household.add(plan.entity(&thing.entity).expect("the entity is there"));
    }
    for (at, thing) in facts.things.iter().enumerate() {
        for (name, fact) in &thing.facts {
            let id = plan.input(name).expect("the input is there");
            assert!(household.suits(id, fact), "{name}: {fact:?}");
            household.state(at, id, fact);
        }
        for (name, targets) in &thing.links {
            let entity = plan.entity(&thing.entity);
            let link = plan.links.iter().position(|link| link.name == *name && Some(link.from) == entity);
            household.link(at, LinkId(link.expect("the link is there")), targets.clone());
        }
    }
    assert!(household.is_sound());
    household
}

/// Holds both against each other; how many answers were open.
fn compare(plan: &Plan, many: &Many<'_>, desk: &mut Desk, facts: &Facts) -> usize {
    let alone = explain::summaries(plan, facts).expect("the facts suit the law");
    let listed = many.summaries(desk, &by_id(plan, facts));
    for (thing, (alone, listed)) in alone.iter().zip(&listed).enumerate() {
        for (alone, listed) in alone.iter().zip(listed) {
            let name = plan.benefits.get(alone.benefit).map_or("", |benefit| benefit.name.as_str());
            assert!(alone == listed, "{name} of {thing}\nalone {alone:#?}\nlisted {listed:#?}\n{:#?}", facts.things);
        }
    }
    assert_eq!(alone.len(), listed.len());
    let is_open = |found: &&Summary| !found.needs.is_empty();
    listed.iter().flatten().filter(is_open).count()
}

/// Current law; with what the provinces add, for their own people; and as it was known before.
fn worlds(program: &Program) -> Vec<World> {
    let all = World { with: program.modules.clone(), ..World::default() };
    let known = World { known_on: Date::parse("2026-08-01"), ..World::default() };
    vec![World::default(), all, known]
}

#[test]
fn a_list_and_a_single_case_say_the_same() {
    let program = law::embedded();
    let mut random = Random::new(SEED);
    let (mut n_households, mut n_open) = (0, 0);
    for world in worlds(program) {
        for on in DAYS.into_iter().filter_map(Date::parse) {
            let plan = lower::lower(program, &world, on).expect("the law has a plan");
            let many = Many::new(&plan);
            let mut desk = Desk::default();
            for _ in 0..HOUSEHOLDS {
                let household = draw::household(&mut random, program, on);
                // From next to nothing to everything.
                let one_in = [2, 4, 10, 30, 50, 10_000].get(random.below(6)).copied().unwrap_or(50);
                let facts = hidden(&household.facts(program), &mut random, one_in);
                n_open += compare(&plan, &many, &mut desk, &facts);
                n_households += 1;
            }
        }
    }
    assert!(n_households == 1_800 && n_open > 5_000, "{n_households} households, {n_open} open answers");
}

/// A category may give nothing: then the amount is certain while it is open who qualifies.
#[test]
fn who_gets_nothing_for_certain_may_still_qualify() {
    let text = "language en edition 2026\nmodule m\ncurrency VND smallest 1\nentity person\n\
                input old of person: yes/no\ninput rich of person: yes/no\n\
                benefit support of person: money VND per month\n  note en \"n\"\n  category old_people\n    when old\n      \
                note en \"n\"\n    gives 0 VND per month when rich\n      note en \"n\"\n    \
                gives 100 VND per month otherwise\n      note en \"n\"\n";
    let checked = check::check(&[SourceFile::new("m.law", text)]);
    assert!(checked.is_usable(), "{:?}", checked.diagnostics);
    let on = Date::parse("2024-07-01").expect("a day");
    let plan = lower::lower(&checked.program, &World::default(), on).expect("a plan");
    let found = |facts: &[(&str, bool)]| {
        let mut asked = Facts::default();
        let an = asked.add("person", "an");
        for (name, value) in facts {
            asked.state(an, name, Fact::Known(Value::YesNo(*value)));
        }
        let alone = explain::summaries(&plan, &asked).expect("the facts suit").remove(0).remove(0);
        let listed = Many::new(&plan).summaries(&mut Desk::default(), &by_id(&plan, &asked)).remove(0).remove(0);
        assert_eq!(alone, listed);
        (alone.amount, alone.qualifies)
    };
    let nothing = Answer::Certain(Decimal::ZERO);
    assert_eq!(found(&[("rich", true)]), (nothing.clone(), Certainty::Unknown));
    assert_eq!(found(&[("rich", true), ("old", true)]), (nothing.clone(), Certainty::Yes));
    assert_eq!(found(&[("rich", true), ("old", false)]), (nothing.clone(), Certainty::No));
    assert_eq!(found(&[("old", false)]), (nothing, Certainty::No));
}
