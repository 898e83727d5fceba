//! The arguments: commands and their options.
//!
//! Receives the command line; hands on what is asked for. It knows no policy and opens no file.

mod assess;
mod coverage;
mod own;
mod population;
mod projection;
mod report;
mod reproduce;
mod simulate;
mod vietnamese;
mod wrong;

use std::ffi::OsString;
use std::path::PathBuf;

use ansinh_grammar::Language;
use clap::{ArgGroup, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

pub(crate) use assess::AssessArguments;
pub(crate) use coverage::CoverageArguments;
pub(crate) use own::OwnDataArguments;
pub(crate) use population::{PeopleFormat, PopulationArguments};
pub(crate) use projection::ProjectionArguments;
pub(crate) use report::ReportArguments;
pub(crate) use reproduce::ReproduceArguments;
pub(crate) use simulate::SimulateArguments;

use crate::view::language_of_environment;

const CODES: &str = "Exit codes: 0 fine; 1 the policies have errors, or a file is no UTF-8 text; 2 wrong arguments or \
     a file cannot be read.";
const EXPLAIN_CODES: &str = "Exit codes: 0 explained; 1 there is no such code; 2 wrong arguments.";
const TEST_CODES: &str = "Finding no counterexample proves nothing.

Exit codes: 0 every test holds and nothing was found against a property; 1 a test or a property does not hold, a \
     property could not be tried, the policies have errors, or a file is no UTF-8 text; 2 wrong \
     arguments or a file cannot be read.";
const ASSESS_CODES: &str = "Exit codes: 0 assessed; 1 rows of a table are wrong, all others are assessed, or a file \
     is no UTF-8 text; 2 wrong arguments, wrong facts, a file that cannot be read, or a day on which the law has no value.

The facts: {\"on\": \"2024-07-01\", \"things\": [{\"entity\": \"person\", \"name\": \"lan\", \"facts\": \
{\"date_of_birth\": \"1944\"}, \"links\": {\"household\": [\"ho\"]}}, {\"entity\": \"household\", \"name\": \"ho\"}]}
Names are those of the policies or their aliases in the other language. A fact that is not given is unknown, never no.
The text form gives the reasons that decide; JSON gives all of them, with amounts as texts of the exact number.

Tables: the columns `person` and `household`, then one column a fact, by its name in the law or its alias. A column \
that is not there and an empty cell are unknown; `none` says that there is none; several names are divided by `|`; a \
column whose name begins with `_` is left alone; --columns lists every column; --assume says what is taken to be so \
where the tables say nothing. The results have one row a person; cli/README.md explains each column.";
const SIMULATE_CODES: &str = "Exit codes: 0 simulated; 1 the policies have errors, or a file is no UTF-8 text; \
     2 wrong arguments, a file that cannot be written, or a month in which the law has no value.";
const FORMAT_CODES: &str = "Exit codes: 0 fine; 1 a file has mistakes or is no UTF-8 text, and then none is \
     written, or with --check a file is not in canonical form; 2 wrong arguments or a file cannot be read or written.";
const TRANSLATE_CODES: &str = "Names are changed by what they stand for, in the built-in policies and the files \
     given. A name without an alias stays and is told on the error output. A file that mixes both languages becomes one.

Exit codes: 0 translated; 1 the file has mistakes or is no UTF-8 text; 2 wrong arguments or \
     a file cannot be read or written.";
const DOC_CODES: &str =
    "The folder holds plain pages that open without a server and without a network. It appears whole \
     or not at all; one that was made by this command and holds nothing else is replaced.

Exit codes: 0 written; 1 the policies have errors; 2 wrong arguments, a file that cannot be read, or a folder that \
     cannot be written or was not made by this command.";
const LAW_CODES: &str =
    "Exit codes: 0 fine; 1 the policies have errors; 2 wrong arguments or a file that cannot be read.";
const LIST_CODES: &str =
    "Exit codes: 0 fine; 1 the policies have errors; 2 wrong arguments or a file that cannot be read.";

/// An Sinh: rules as code for social assistance in Viet Nam.
#[derive(Parser, Debug)]
#[command(name = "ansinh", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Language of what is printed; by default that of LC_ALL or LANG.
    #[arg(long, global = true, value_enum, value_name = "LANGUAGE")]
    lang: Option<Lang>,
}

impl Arguments {
    /// The language asked for, or else that of the environment.
    pub(crate) fn language(&self) -> Language {
        match self.lang {
            Some(Lang::Vi) => Language::Vi,
            Some(Lang::En) => Language::En,
            None => language_of_environment(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Lang {
    Vi,
    En,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Check the built-in policies, and given files with them.
    #[command(after_help = CODES)]
    Check(CheckArguments),
    /// What a code of a complaint means, with an example and its mend.
    #[command(after_help = EXPLAIN_CODES)]
    Explain(ExplainArguments),
    /// Run the tests and try the properties that are written in policies.
    #[command(after_help = TEST_CODES)]
    Test(TestArguments),
    /// What the people of one household are entitled to, and why.
    #[command(after_help = ASSESS_CODES)]
    Assess(AssessArguments),
    /// What the law, or a draft, does to the synthetic population of a province.
    #[command(after_help = SIMULATE_CODES)]
    Simulate(SimulateArguments),
    /// Write the report of a province over some years: a page with charts, a workbook and a table.
    #[command(after_help = report::CODES)]
    Report(ReportArguments),
    /// How far a synthetic population meets its published margins, and which of them are guesses.
    #[command(after_help = population::CODES)]
    Population(PopulationArguments),
    /// Published figures beside ours, and whether their own arithmetic holds.
    #[command(after_help = reproduce::CODES)]
    Reproduce(ReproduceArguments),
    /// Put policy files into their one canonical form.
    #[command(after_help = FORMAT_CODES)]
    Fmt(FormatArguments),
    /// Print a policy file in the other language: keywords, and names that have an alias.
    #[command(after_help = TRANSLATE_CODES)]
    Translate(TranslateArguments),
    /// Write a reference of policies that can be browsed: facts, parameters over time, benefits, who uses what.
    #[command(after_help = DOC_CODES)]
    Doc(DocArguments),
    /// The rules and values in force on a day, or what changed between two days, with the sources.
    #[command(after_help = LAW_CODES)]
    Law(LawArguments),
    /// Which articles of each instrument are encoded, and which clauses the tests decide both ways.
    #[command(after_help = coverage::CODES)]
    Coverage(CoverageArguments),
    /// The scenarios, and the parameters that can be set.
    #[command(after_help = LIST_CODES)]
    Scenarios(ScenariosArguments),
}

/// The form of what is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs, in both languages.
    Json,
}

/// The form of simulated tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum TableFormat {
    /// For people.
    Text,
    /// For programs, in both languages.
    Json,
    /// For spreadsheets, in the language asked for.
    Csv,
}

/// Arguments of `check`.
#[derive(Args, Debug)]
pub(crate) struct CheckArguments {
    /// Policy files; one that declares a built-in module replaces it. `-` is the standard input.
    pub(crate) files: Vec<PathBuf>,
    /// Also look for what is needless: facts that no rule uses, conditions that change nothing.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Form of what is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Show at most so many complaints as text, and count the others; JSON has them all.
    #[arg(long, value_name = "N")]
    pub(crate) max: Option<usize>,
}

/// Arguments of `explain`.
#[derive(Args, Debug)]
pub(crate) struct ExplainArguments {
    /// A code, E0301, or its name, unknown-name.
    #[arg(required_unless_present = "list")]
    pub(crate) code: Option<String>,
    /// List every code with its title.
    #[arg(long, conflicts_with = "code")]
    pub(crate) list: bool,
    /// Form of what is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// Arguments of `test`.
#[derive(Args, Debug)]
pub(crate) struct TestArguments {
    /// Policy files; one that declares a built-in module replaces it. `-` is the standard input.
    pub(crate) files: Vec<PathBuf>,
    /// Run only the tests and properties of the given files, not those of the built-in policies.
    #[arg(long, requires = "files")]
    pub(crate) only_given: bool,
    /// How many persons or households are drawn for each property.
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    pub(crate) samples: usize,
    /// What they are drawn from: the same seed draws the same ones.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Form of what is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// Arguments of `fmt`.
#[derive(Args, Debug)]
pub(crate) struct FormatArguments {
    /// Policy files, and folders whose policy files are meant. `-` is the standard input, printed on the output.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Write nothing; list the files that are not in canonical form.
    #[arg(long)]
    pub(crate) check: bool,
}

/// Arguments of `translate`.
#[derive(Args, Debug)]
pub(crate) struct TranslateArguments {
    /// The policy file. `-` is the standard input.
    pub(crate) file: PathBuf,
    /// Other files whose names it uses.
    pub(crate) others: Vec<PathBuf>,
    /// The language wanted.
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    to: Lang,
    /// File to write; it appears whole or not at all. By default the standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

impl TranslateArguments {
    /// The language wanted.
    pub(crate) const fn wanted(&self) -> Language {
        match self.to {
            Lang::Vi => Language::Vi,
            Lang::En => Language::En,
        }
    }
}

/// Arguments of `doc`.
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("policies").args(["files", "all"]).required(true)))]
pub(crate) struct DocArguments {
    /// Policy files to describe, with the modules they use. `-` is the standard input.
    pub(crate) files: Vec<PathBuf>,
    /// Describe all built-in policies.
    #[arg(long)]
    pub(crate) all: bool,
    /// Folder to write.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
    /// Only this language; by default both, each page with a link to the other.
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    language: Option<Lang>,
}

impl DocArguments {
    /// The languages wanted.
    pub(crate) fn languages(&self) -> &'static [Language] {
        match self.language {
            Some(Lang::Vi) => &[Language::Vi],
            Some(Lang::En) => &[Language::En],
            None => &Language::ALL,
        }
    }
}

/// Arguments of `law`.
#[derive(Args, Debug)]
pub(crate) struct LawArguments {
    /// Policy files; one that declares a built-in module replaces it. `-` is the standard input.
    pub(crate) files: Vec<PathBuf>,
    /// The day, 2024-07-01.
    #[arg(long, value_name = "DATE", required_unless_present = "between")]
    pub(crate) on: Option<String>,
    /// What changed after the first day up to the second.
    #[arg(long, value_names = ["DATE", "DATE"], num_args = 2, conflicts_with = "on")]
    pub(crate) between: Vec<String>,
    /// Only this rule, by its name or that of its benefit: base_rate. May be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Vec<String>,
    /// A scenario instead of current law; `ansinh scenarios` lists them.
    #[arg(long, value_name = "NAME")]
    pub(crate) scenario: Option<String>,
    /// Up to which day the law is known, 2026-08-01; by default the latest.
    #[arg(long, value_name = "DATE")]
    pub(crate) known_on: Option<String>,
    /// A module whose amendments for some people count too: ha_noi.base_rate. May be given several times.
    #[arg(long, value_name = "MODULE")]
    pub(crate) with: Vec<String>,
    /// Form of what is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// Arguments of `scenarios`.
#[derive(Args, Debug)]
pub(crate) struct ScenariosArguments {
    /// Policy files; one that declares a built-in module replaces it. `-` is the standard input.
    pub(crate) files: Vec<PathBuf>,
    /// Form of what is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// Reads the command line; leaves the program for help and for wrong arguments, with code 2 for those.
pub(crate) fn read(given: Vec<OsString>) -> Arguments {
    let command = match language_of_help(&given) {
        Language::Vi => vietnamese::translate(Arguments::command()),
        Language::En => Arguments::command(),
    };
    let language = language_of_help(&given);
    let found = command.try_get_matches_from(given).and_then(|found| Arguments::from_arg_matches(&found));
    found.unwrap_or_else(|error| match wrong::in_vietnamese(&error) {
        Some(text) if language == Language::Vi => {
            // What cannot be said on the error output cannot be said at all; the exit code still tells.
            let _ = crate::view::write_all(std::io::stderr().lock(), &text);
            std::process::exit(i32::from(crate::failure::NOT_DONE))
        }
        _ => error.exit(),
    })
}

/// The language for help, which is printed before the arguments are understood.
fn language_of_help(given: &[OsString]) -> Language {
    let words: Vec<&str> = given.iter().filter_map(|word| word.to_str()).collect();
    let apart = words.windows(2).filter_map(|pair| match pair {
        ["--lang", language] => Language::from_code(language),
        _ => None,
    });
    let joined = words.iter().filter_map(|word| Language::from_code(word.strip_prefix("--lang=")?));
    apart.chain(joined).next().unwrap_or_else(language_of_environment)
}

#[cfg(test)]
mod tests {
    use super::{Arguments, vietnamese};
    use clap::CommandFactory;

    #[test]
    fn the_commands_are_consistent_in_both_languages() {
        Arguments::command().debug_assert();
        vietnamese::translate(Arguments::command()).debug_assert();
    }

    #[test]
    fn every_option_has_vietnamese_help() {
        let command = vietnamese::translate(Arguments::command());
        for (english, command) in Arguments::command().get_subcommands().zip(command.get_subcommands()) {
            assert_ne!(english.get_about(), command.get_about(), "{}", command.get_name());
            for (english, argument) in english.get_arguments().zip(command.get_arguments()) {
                let texts = (english.get_help().map(ToString::to_string), argument.get_help().map(ToString::to_string));
                assert_ne!(texts.0, texts.1, "{} {}", command.get_name(), argument.get_id());
            }
        }
    }
}
