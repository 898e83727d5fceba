//! Runs every check in order, says how long each took, and adds up what passed.
//!
//! Receives the workspace folder; hands on whether all went well. It knows the order, and no single test.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::count::Count;
use crate::{Part, browser, command, serve, web};

/// One check: its name, and what to run.
struct Step {
    name: &'static str,
    run: fn(&Path) -> Result<Count, String>,
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
    for step in native.iter().chain(in_browser) {
        total = total.and(one(root, step));
    }
    if total.skipped > 0 {
        println!("{} skipped", total.skipped);
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(total.failed == 0 && total.skipped == 0 && total.passed > 0)
}

fn one(root: &Path, step: &Step) -> Count {
    println!("\n=== {} ===", step.name);
    let begun = Instant::now();
    let count = (step.run)(root).unwrap_or_else(|reason| {
        println!("error: {reason}");
        Count::one(false)
    });
    let word = if count.failed == 0 { "passed" } else { "FAILED" };
    println!("--- {}: {word} in {:.1} s ---", step.name, begun.elapsed().as_secs_f32());
    count
}

fn lints(root: &Path) -> Result<Count, String> {
    check(cargo(root).args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))
}

/// The page is built, served, and driven in a real browser.
fn page(root: &Path) -> Result<Count, String> {
    let chrome = browser::for_tests()?;
    let dist = web::build(root)?;
    let server = serve::start(&dist, 0)?;
    let folder = root.join("tests/web");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    command::run(Command::new(npm).args(["ci", "--no-audit", "--no-fund", "--silent"]).current_dir(&folder))?;
    let files = test_files(&folder)?;
    counted(
        Command::new("node")
            .current_dir(&folder)
            .args(["--test", "--test-concurrency=1"])
            .args(files)
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

fn check(command: &mut Command) -> Result<Count, String> {
    command::run(command).map(|()| Count::one(true))
}

/// Runs a test program, showing and counting what it prints.
fn counted(command: &mut Command) -> Result<Count, String> {
    let shown = command::shown(command);
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|reason| format!("cannot start `{shown}`: {reason}"))?;
    let mut count = Count::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{line}");
            count = count.and(Count::of_line(&line));
        }
    }
    let status = child.wait().map_err(|reason| format!("`{shown}`: {reason}"))?;
    // A program that fails without naming a test has failed as a whole.
    if !status.success() && count.failed == 0 {
        count.failed = 1;
    }
    Ok(count)
}
