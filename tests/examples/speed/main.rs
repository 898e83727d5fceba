//! How long a large policy takes: read, checked, analysed and formatted, for each thousand lines and against the bare
//! grammar; and how the time of each step grows with the size of each construct.
//!
//! Receives nothing, or the word `growth`. Run it with `cargo run --release -p ansinh-tests --example speed`. Each step
//! is timed in turn with the bare grammar on the same bytes, several rounds in one run, so that the ratios do not depend
//! on what else the machine does.

mod growth;
mod policy;

use std::time::{Duration, Instant};

use ansinh_engine::analyse::{self, Depth};
use ansinh_engine::check;
use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{FileId, SourceFile, format, parse};
use ansinh_tests::printed;

const SEED: u64 = 20_260_701;
const N_LINES: usize = 20_000;
const N_MISTAKES: usize = 500;
const N_ROUNDS: usize = 5;

/// The time that something takes, and what comes of it.
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

/// One step: what it is called and how many things came of it.
type Step<'s> = (&'s str, Box<dyn Fn() -> usize + 's>);

fn n_lines(files: &[SourceFile]) -> usize {
    files.iter().map(|file| file.text().lines().count()).sum()
}

fn all_parsed(files: &[SourceFile]) -> usize {
    files.iter().map(|file| parse(FileId(0), file).diagnostics.len()).sum()
}

/// Checks files and prints every complaint in full.
fn reported(files: &[SourceFile]) -> usize {
    let found = check::check(files).diagnostics;
    let text = printed::diagnostics_in_full(&found, files);
    assert!(!text.is_empty() || found.is_empty(), "nothing is told");
    found.len()
}

fn analysed(files: &[SourceFile]) -> usize {
    let checked = check::check(files);
    let found = analyse::analyse(&checked.program, Depth::Usual);
    found.diagnostics.len() + found.open.len()
}

/// Fails if a policy that should be right is not.
fn expect_right(files: &[SourceFile]) {
    let found = check::check(files).diagnostics;
    let wrong: Vec<Diagnostic> = found.into_iter().filter(Diagnostic::is_error).take(5).collect();
    assert!(wrong.is_empty(), "{}", printed::diagnostics_in_full(&wrong, files));
}

fn table() {
    let files = policy::policy(SEED, N_LINES);
    let spoilt = policy::with_mistakes(&files, N_MISTAKES);
    let tenth = policy::policy(SEED, N_LINES / 10);
    expect_right(&files);
    let is_formatted = |file: &&SourceFile| format::format(file).is_ok_and(|text| !text.is_empty());
    let steps: Vec<Step<'_>> = vec![
        ("parse", Box::new(|| all_parsed(&files))),
        ("parse and check", Box::new(|| check::check(&files).diagnostics.len())),
        ("the same with mistakes", Box::new(|| check::check(&spoilt).diagnostics.len())),
        ("and all complaints told", Box::new(|| reported(&spoilt))),
        ("format", Box::new(|| files.iter().filter(is_formatted).count())),
        ("check a tenth", Box::new(|| check::check(&tenth).diagnostics.len())),
        ("check, analyse a tenth", Box::new(|| analysed(&tenth))),
    ];
    let (n_files, n_lines) = (files.len(), n_lines(&files));
    println!("{n_lines} lines in {n_files} files, seed {SEED}, best of {N_ROUNDS} rounds");
    println!("{:<26}{:>10}{:>18}{:>14}{:>10}", "step", "in all", "1,000 lines", "bare grammar", "things");
    let mut best = vec![(Duration::MAX, Duration::MAX, 0); steps.len()];
    for _ in 0..N_ROUNDS {
        for ((_, step), (taken, bare, n_things)) in steps.iter().zip(&mut best) {
            let is_read = |file: &&SourceFile| ansinh_grammar::parse::is_grammatical(file.text());
            *bare = timed(|| files.iter().filter(is_read).count()).0.min(*bare);
            let (now, count) = timed(step);
            (*taken, *n_things) = (now.min(*taken), count);
        }
    }
    let row = |name: &str, taken: Duration, bare: Duration, n_things: usize| {
        let n_lines = if name.ends_with("a tenth") { n_lines / 10 } else { n_lines };
        let thousand = taken.as_secs_f64() * 1e6 / n_lines as f64;
        let share = if name.ends_with("a tenth") { 10.0 } else { 1.0 };
        let ratio = taken.as_secs_f64() * share / bare.as_secs_f64();
        println!("{name:<26}{:>7} ms{thousand:>15.2} ms{ratio:>13.2}x{n_things:>10}", taken.as_millis());
    };
    let bare = best.iter().map(|(_, bare, _)| *bare).min().unwrap_or_default();
    row("bare grammar", bare, bare, n_files);
    for ((name, _), (taken, bare, n_things)) in steps.iter().zip(best) {
        row(name, taken, bare, n_things);
    }
}

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("growth") => growth::table(),
        Some("write") => policy::policy(SEED, N_LINES).iter().for_each(|file| print!("{}", file.text())),
        _ => table(),
    }
}
