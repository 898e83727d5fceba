//! The law of a case, and the law of the project, ready to use.
//!
//! Receives a case; hands on its source files in the order in which they are checked, the program of the embedded
//! policies, and worlds and days by the words that name them. It evaluates nothing.

use std::sync::LazyLock;

use ansinh_engine::check::{self, Checked};
use ansinh_engine::hir::Program;
use ansinh_engine::lower::World;
use ansinh_engine::value::Date;
use ansinh_grammar::SourceFile;

use crate::case::{Block, Case};
use crate::files;

/// The little law that cases may build on: people, households, facts, one instrument, one rate.
pub const SMALL: &str = "tests/cases/small.law";

/// The files of a case. Blocks marked `twin` are left out. A case that uses `small` gets that file too, last.
#[must_use]
pub fn sources(case: &Case) -> Vec<SourceFile> {
    let is_twin = |block: &&Block| block.argument(0) == Some("twin");
    let mut sources: Vec<SourceFile> = case
        .of_kind("law")
        .filter(|block| !is_twin(block))
        .map(|block| SourceFile::new(block.argument(0).unwrap_or("case.law"), &block.text))
        .collect();
    let uses_small =
        |source: &SourceFile| source.text().lines().any(|line| matches!(line.trim(), "use small" | "dùng small"));
    if sources.iter().any(uses_small) {
        sources.push(SourceFile::new("small.law", &files::text(SMALL).unwrap_or_default()));
    }
    sources
}

/// The embedded policies as source files.
#[must_use]
pub fn policies() -> Vec<SourceFile> {
    ansinh_policies::all().iter().map(|policy| SourceFile::new(policy.path, policy.text)).collect()
}

static EMBEDDED: LazyLock<Checked> = LazyLock::new(|| check::check(&policies()));

/// The program of the embedded policies, checked once.
#[must_use]
pub fn embedded() -> &'static Program {
    &EMBEDDED.program
}

/// Current law, or a scenario by its name.
#[must_use]
pub fn world(scenario: Option<&str>) -> World {
    World { scenario: scenario.map(str::to_owned), ..World::default() }
}

/// The day that a block names first.
///
/// # Errors
/// A word that is no date, or none.
pub fn day(block: &Block) -> Result<Date, String> {
    let word = block.argument(0).unwrap_or("");
    Date::parse(word).ok_or_else(|| format!("`{}` needs a date, not `{word}`", block.kind))
}
