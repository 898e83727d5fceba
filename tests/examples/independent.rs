//! Many random households: the law of `policies/` against the independent implementation of the same dossier.
//!
//! Receives `--households N --seed N`; prints what was compared and every kind of difference with its smallest example.
//! It ends with 1 if there is any.

use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use ansinh_tests::{beside, law};

fn main() -> ExitCode {
    let mut out = std::io::stdout().lock();
    let Some((n_households, seed)) = arguments() else {
        // There is nobody else to tell.
        let _ = writeln!(out, "usage: independent [--households 100000] [--seed 1]");
        return ExitCode::from(2);
    };
    let begun = Instant::now();
    let progress = |done: usize| {
        if done.is_multiple_of(10_000) {
            let _ = writeln!(std::io::stderr(), "{done} households, {:.0?}", begun.elapsed());
        }
    };
    let found = beside::compare(law::embedded(), n_households, seed, &progress);
    let written = write!(out, "{found}");
    if found.kinds.is_empty() && written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How many households, and the seed.
fn arguments() -> Option<(usize, u64)> {
    let (mut n_households, mut seed) = (100_000, 1);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next()?;
        match word.as_str() {
            "--households" => n_households = value.parse().ok()?,
            "--seed" => seed = value.parse().ok()?,
            _ => return None,
        }
    }
    Some((n_households, seed))
}
