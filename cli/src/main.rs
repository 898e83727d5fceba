//! An Sinh at the command line.
//!
//! Receives arguments and files; hands on texts, tables and an exit code. It computes no figure: every one comes
//! from the engine.

mod arguments;
mod assess;
mod check;
mod coverage;
mod data;
mod day;
mod doc;
mod draw;
mod explain;
mod failure;
mod fmt;
mod law;
mod nearest;
mod out;
mod plain;
mod policies;
mod population;
mod quantity;
mod report;
mod reproduce;
mod scenarios;
mod simulate;
mod table;
mod test;
mod translate;
mod view;

use std::env;
use std::io;
use std::process::ExitCode;

use arguments::Command;
use failure::{FINE, FOUND_WRONG, Failure, NOT_DONE};
use view::View;

/// What a command has to say.
struct Printed {
    /// For the output.
    text: String,
    /// Whether something is wrong with what was looked at.
    is_wrong: bool,
}

impl Printed {
    const fn fine(text: String) -> Self {
        Self { text, is_wrong: false }
    }
}

fn main() -> ExitCode {
    let arguments = arguments::read(env::args_os().collect());
    let view = View::of(arguments.language());
    let printed = match arguments.command {
        Command::Check(asked) => check::run(&asked, view),
        Command::Explain(asked) => explain::run(&asked, view),
        Command::Test(asked) => test::run(&asked, view),
        Command::Assess(asked) => assess::run(&asked, view),
        Command::Simulate(asked) => simulate::run(&asked, view),
        Command::Report(asked) => report::run(&asked, view),
        Command::Population(asked) => population::run(&asked, view),
        Command::Reproduce(asked) => reproduce::run(&asked, view),
        Command::Fmt(asked) => fmt::run(&asked, view),
        Command::Translate(asked) => translate::run(&asked, view),
        Command::Doc(asked) => doc::run(&asked, view),
        Command::Law(asked) => law::run(&asked, view),
        Command::Coverage(asked) => coverage::run(&asked, view),
        Command::Scenarios(asked) => scenarios::run(&asked, view),
    };
    ExitCode::from(printed.map_or_else(|failure| fail(&failure, view), |printed| print(&printed, view)))
}

fn print(printed: &Printed, view: View) -> u8 {
    match view::write_all(io::stdout().lock(), &printed.text) {
        Ok(()) if printed.is_wrong => FOUND_WRONG,
        Ok(()) => FINE,
        Err(error) => fail(&Failure::unwritable(view.say("đầu ra chuẩn", "standard output"), &error), view),
    }
}

fn fail(failure: &Failure, view: View) -> u8 {
    // What cannot be said on the error output cannot be said at all; the exit code still tells.
    match view::write_all(io::stderr().lock(), &failure.text(view)) {
        Ok(()) => failure.code(),
        Err(_) => NOT_DONE.max(failure.code()),
    }
}
