//! Installs packages: Debian's, and those a folder locks for npm.
//!
//! Receives package names or a folder; hands on whether they are there afterwards. It decides nothing: its callers do.

use std::path::Path;
use std::process::Command;

use crate::command;

/// Whether packages can be installed from here: Debian or a relative of it, as root.
pub(crate) fn is_possible() -> bool {
    command::find("apt-get").is_some() && command::is_root()
}

/// Installs the packages, refreshing the package lists first.
///
/// # Errors
/// The lists cannot be read or a package cannot be installed.
pub(crate) fn packages(names: &[&str]) -> Result<(), String> {
    println!("installing {} (apt-get)", names.join(" "));
    command::run_again(&mut apt(&["update", "-qq"]))?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(names);
    command::run_again(&mut apt(&arguments))
}

/// The name of npm's program here.
pub(crate) const fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// Installs what the folder locks; no package may run anything of its own.
///
/// # Errors
/// There is no npm, or a package cannot be fetched.
pub(crate) fn locked(folder: &Path) -> Result<(), String> {
    let arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    if command::find(npm()).is_none() {
        return Err(format!("npm was not found, and {} needs what it installs", folder.display()));
    }
    command::run_again(Command::new(npm()).args(arguments).current_dir(folder))
}

fn apt(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    // Another program may be installing, and a mirror may be slow to answer.
    command
        .args(["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"])
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}
