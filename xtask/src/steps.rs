//! Runs every check in order, says how long each took, and adds up what passed.
//!
//! Receives the workspace folder; hands on whether all went well. It knows the order, and no single test.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::count::Count;
use crate::failures::{Failure, Failures};
use crate::{Part, browser, command, install, serve, web};

/// What came of a step.
struct Outcome {
    count: Count,
    failures: Vec<Failure>,
}

/// One check: its name, and what to run.
struct Step {
    name: &'static str,
    run: fn(&Path) -> Result<Outcome, String>,
}

const NATIVE: [Step; 3] = [
    Step { name: "format", run: |root| check(cargo(root).args(["fmt", "--all", "--check"])) },
    Step { name: "lints", run: lints },
    Step {
        name: "tests of the workspace",
        run: |root| counted(cargo(root).args(["test", "--workspace", "--no-fail-fast"])),
    },
];

const WEB: [Step; 1] = [Step { name: "the page in a browser", run: page }];

/// Runs all steps, or one part of them; true if everything passed.
///
/// # Errors
/// None at present: a step that cannot run is a step that failed.
pub(crate) fn test(root: &Path, only: Option<Part>) -> Result<bool, String> {
    let native = if only == Some(Part::Web) { &[][..] } else { &NATIVE[..] };
    let in_browser = if only == Some(Part::Native) { &[][..] } else { &WEB[..] };
    let mut total = Count::default();
    let mut failed = Vec::new();
    for step in native.iter().chain(in_browser) {
        let outcome = one(root, step);
        total = total.and(outcome.count);
        failed.extend(outcome.failures.into_iter().map(|failure| (step.name, failure)));
    }
    // Whoever sees only the end of a long output must see this.
    if !failed.is_empty() {
        println!("\n=== what failed ===");
    }
    for (step, failure) in failed {
        print!("{step}: {failure}");
    }
    if total.skipped > 0 {
        println!("{} skipped", total.skipped);
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(total.failed == 0 && total.skipped == 0 && total.passed > 0)
}

fn one(root: &Path, step: &Step) -> Outcome {
    println!("\n=== {} ===", step.name);
    let begun = Instant::now();
    let outcome = (step.run)(root).unwrap_or_else(|reason| {
        println!("error: {reason}");
        Outcome { count: Count::one(false), failures: vec![Failure { name: reason, message: Vec::new() }] }
    });
    let word = if outcome.count.failed == 0 { "passed" } else { "FAILED" };
    println!("--- {}: {word} in {:.1} s ---", step.name, begun.elapsed().as_secs_f32());
    outcome
}

fn lints(root: &Path) -> Result<Outcome, String> {
    check(cargo(root).args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))
}

/// The page is built, served, and driven in a real browser.
fn page(root: &Path) -> Result<Outcome, String> {
    let chrome = browser::for_tests()?;
    let dist = web::build(root)?;
    let server = serve::start(&dist, 0)?;
    let folder = root.join("tests/web");
    install::locked(&folder)?;
    let files = test_files(&folder)?;
    counted(
        Command::new("node")
            .current_dir(&folder)
            .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
            .args(files)
            .env_remove("FORCE_COLOR")
            .env("ANSINH_ADDRESS", &server.address)
            .env("CHROME", chrome),
    )
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|reason| format!("cannot read {}: {reason}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| PathBuf::from(entry.file_name()))
        .filter(|file| file.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err("there are no browser tests".to_owned());
    }
    Ok(files)
}

fn cargo(root: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root);
    cargo
}

/// Runs a program that passes or fails as a whole.
fn check(command: &mut Command) -> Result<Outcome, String> {
    let mut failures = Failures::default();
    let succeeded = command::watch(command, |line| failures.read(line))?;
    let failures = if succeeded { Vec::new() } else { failures.of_program(&command::shown(command)) };
    Ok(Outcome { count: Count::one(succeeded), failures })
}

/// Runs a test program, showing and counting what it prints.
fn counted(command: &mut Command) -> Result<Outcome, String> {
    let mut count = Count::default();
    let mut failures = Failures::default();
    let succeeded = command::watch(command, |line| {
        count = count.and(Count::of_line(line));
        failures.read(line);
    })?;
    // A program that fails without naming a test has failed as a whole.
    if !succeeded && count.failed == 0 {
        count.failed = 1;
    }
    let failures = if succeeded { Vec::new() } else { failures.of_program(&command::shown(command)) };
    Ok(Outcome { count, failures })
}
