//! Builds, serves and tests An Sinh: `cargo xtask play`, `cargo xtask web`, `cargo xtask test`.
//!
//! Receives the arguments of the command line; hands each to its own module. It knows no law and no engine.

mod assets;
mod browser;
mod command;
mod count;
mod failures;
mod install;
mod serve;
mod steps;
mod toolchain;
mod web;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// Builds, serves and tests An Sinh.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds the page and serves it on this machine.
    Play {
        /// The port to listen on; by default any free one.
        #[arg(long, default_value_t = 0)]
        port: u16,
        /// Prints the address and opens no browser.
        #[arg(long)]
        no_open: bool,
    },
    /// Builds the page into `playground/dist`, ready for any static host.
    Web,
    /// Runs every check and test there is.
    Test {
        /// Runs one part only, while developing.
        #[arg(long)]
        only: Option<Part>,
    },
}

/// The two parts a developer may run alone.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Everything that needs no browser.
    Native,
    /// The page, in a real browser.
    Web,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::Play { port, no_open } => play(port, no_open),
        Task::Web => web::build(&root()).map(|_| true),
        Task::Test { only } => steps::test(&root(), only),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(reason) => {
            eprintln!("error: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn play(port: u16, no_open: bool) -> Result<bool, String> {
    let dist = web::build(&root())?;
    let server = serve::start(&dist, port)?;
    println!("An Sinh: {}   (Ctrl+C stops it)", server.address);
    if !no_open {
        browser::open(&server.address);
    }
    server.wait();
    Ok(true)
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}
