//! Whether the engine reaches the scale that is asked of it: people made, a year of the law, fourteen years of two laws.
//!
//! Receives nothing, or the word `quick` for a single year, or `years` for the fourteen. Run it with `cargo run --release -p ansinh-tests --example scale`. A year is
//! run in two ways in turn, all households and kinds of them, A B A B in one run, so that the ratio does not depend on
//! what else the machine does. Times are those of the processor, of all threads together; no figure is asserted but
//! that both ways come to the same.

use std::thread;
use std::time::Instant;

use ansinh_engine::hir::Program;
use ansinh_engine::population::{self, Paths, Population, Projector, Province};
use ansinh_engine::simulate::{Outcome, Run, Settings, YearLaw};
use ansinh_tests::law;

const SCENARIO: &str = "ca_mau_extension";
const BASE_YEAR: i32 = 2016;
const LAST_YEAR: i32 = 2030;
const N_ROUNDS: usize = 3;
/// Ticks of the processor in a second, as the kernel tells them.
const TICKS: f64 = 100.0;

/// The seconds that this process has used of the processor.
fn used() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit(')').next().unwrap_or_default();
    let field = |at: usize| after.split_whitespace().nth(at).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (field(11) + field(12)) / TICKS
}

/// The most memory that this process has held, in MiB.
fn peak() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Processor seconds, seconds on the clock, and what came of it.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, f64, T) {
    let (clock, before) = (Instant::now(), used());
    let done = work();
    (used() - before, clock.elapsed().as_secs_f64(), done)
}

fn row(name: &str, (cpu, clock): (f64, f64), rest: &str) {
    println!("{name:<44}{cpu:>8.2} s{clock:>9.2} s{:>7} MiB  {rest}", peak());
}

/// A year of the law, on two threads.
fn year(program: &Program, people: &Population, settings: &Settings, is_condensed: bool) -> Outcome {
    let run = Run::new(program, people, settings).expect("the law of the year");
    shared(if is_condensed { run.condensed() } else { run })
}

fn shared(run: Run<'_>) -> Outcome {
    let half = run.n_pieces() / 2;
    let part = |range| run.part(range, &mut |_| {}).expect("an answer for everybody");
    let parts = thread::scope(|scope| {
        let first = scope.spawn(|| part(0..half));
        let second = part(half..run.n_pieces());
        vec![first.join().expect("the first half"), second]
    });
    run.finish(parts)
}

fn made() -> Population {
    let settings = population::Settings {
        province: Province::CaMau,
        reference_year: BASE_YEAR,
        year: BASE_YEAR,
        seed: 1,
        assumptions: Vec::new(),
    };
    population::generate(&settings, &mut |_, _| {}).expect("the people of Cà Mau")
}

/// A year in both ways in turn; how many times more processor time all households take than kinds.
fn both_ways(program: &Program, people: &Population, settings: &Settings) {
    let mut best = [f64::MAX; 2];
    for _ in 0..N_ROUNDS {
        let mut outcomes = Vec::new();
        for (way, best) in best.iter_mut().enumerate() {
            let (cpu, _, outcome) = timed(|| year(program, people, settings, way == 1));
            *best = best.min(cpu);
            outcomes.push(outcome);
        }
        assert!(outcomes[0] == outcomes[1], "both ways come to the same");
    }
    let run = Run::new(program, people, settings).expect("the law of the year").condensed();
    let [all, kinds] = best;
    let name = settings.scenario.as_deref().unwrap_or("current law");
    println!(
        "{}, {name}: all {} households {all:.2} s, {} kinds {kinds:.2} s, ratio {:.1} (processor, best of {N_ROUNDS})",
        settings.year,
        people.households(),
        run.n_households(),
        all / kinds
    );
}

fn main() {
    let word = std::env::args().nth(1).unwrap_or_default();
    let program = law::embedded();
    println!("{:<44}{:>10}{:>11}{:>11}", "step", "processor", "clock", "peak");
    let (cpu, clock, base) = timed(made);
    let n_persons = base.persons();
    row("people made", (cpu, clock), &format!("{n_persons} persons, {:.2} s a million", cpu * 1e6 / n_persons as f64));
    let settings =
        |year, scenario: Option<&str>| Settings { year, scenario: scenario.map(str::to_owned), ..Settings::default() };
    if word != "years" {
        both_ways(program, &base, &settings(2024, None));
        both_ways(program, &base, &settings(2024, Some(SCENARIO)));
    }
    if word == "quick" {
        return;
    }
    let paths = Paths::of(Province::CaMau, &[]).expect("the assumptions");
    let (cpu, clock, n_years) = timed(|| {
        let mut projector = Projector::new(base, BASE_YEAR, paths, 1).expect("the people of the base year");
        projector.advance().expect("the next year");
        let law = |year| YearLaw::of(program, &settings(year, Some(SCENARIO))).expect("the law of the year");
        let (mut n_years, mut own) = (0, law(projector.year()));
        loop {
            n_years += 1;
            let (year, people) = (projector.year(), projector.population().clone());
            let settings = settings(year, Some(SCENARIO));
            let run = |law| Run::under(law, program, &people, &settings).expect("the law suits the people").condensed();
            if year == LAST_YEAR {
                shared(run(own));
                break;
            }
            // The people and the law of the next year are made beside this one.
            own = thread::scope(|scope| {
                let ahead = scope.spawn(|| {
                    projector.advance().expect("the next year");
                    law(year + 1)
                });
                shared(run(own));
                ahead.join().expect("the next year")
            });
        }
        n_years
    });
    row("years of two laws, with ageing", (cpu, clock), &format!("{n_years} years"));
}
