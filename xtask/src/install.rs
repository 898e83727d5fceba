//! Installs Debian packages.
//!
//! Receives package names; hands on whether they are there afterwards. It decides nothing: its callers do.

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
    command::run(&mut apt(&["update", "-qq"]))?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(names);
    command::run(&mut apt(&arguments))
}

fn apt(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    command
}
