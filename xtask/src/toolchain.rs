//! Finds or installs what compiles Rust for the browser.
//!
//! Receives what is on this machine; hands on a ready `cargo` command. It knows no page and no output folder.

use std::path::Path;
use std::process::Command;

use crate::{command, install};

/// The target every browser understands.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// A compiler that is ready to use.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The standard library for the target lies beside the usual compiler.
    Usual,
    /// Debian's compiler, which builds the standard library itself, and the linker that suits it.
    Debian { linker: String },
}

/// What was found on this machine.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    has_target: bool,
    has_rustup: bool,
    can_install: bool,
}

/// What to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    Use,
    AddTarget,
    InstallDebian,
    Explain,
}

const EXPLANATION: &str = "no Rust standard library for the browser was found. Run one of:
    rustup target add wasm32-unknown-unknown
    sudo apt-get install rustc-web cargo-web rust-web-src lld-<newest>   (Debian)
and then this command again";

/// Finds a compiler for the browser, installing one if that is possible.
///
/// # Errors
/// None is there and none can be installed; the message then names both ways to get one.
pub(crate) fn ready() -> Result<Toolchain, String> {
    if std::env::var("XTASK_WASM").as_deref() == Ok("debian") {
        return debian();
    }
    let mut found = look();
    loop {
        match decide(found) {
            Decision::Use => return Ok(Toolchain::Usual),
            Decision::AddTarget => {
                found.has_target = add_target();
                found.has_rustup = false;
            }
            Decision::InstallDebian => return debian(),
            Decision::Explain => return Err(EXPLANATION.to_owned()),
        }
    }
}

impl Toolchain {
    /// The cargo of this compiler, with what it needs in its environment.
    pub(crate) fn cargo(&self) -> Command {
        let Self::Debian { linker } = self else {
            return Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        };
        let mut cargo = Command::new("/usr/bin/cargo");
        cargo
            .env("RUSTC", "/usr/bin/rustc")
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
            .env_remove("RUSTUP_TOOLCHAIN");
        cargo
    }

    /// What this compiler needs after `cargo build`.
    pub(crate) fn extra(&self) -> &'static [&'static str] {
        match self {
            Self::Usual => &[],
            Self::Debian { .. } => &["-Z", "build-std=std,panic_abort"],
        }
    }

    /// The folder its output goes to, so that two compilers never mix.
    pub(crate) const fn folder(&self) -> &'static str {
        match self {
            Self::Usual => "target",
            Self::Debian { .. } => "target/debian",
        }
    }
}

const fn decide(found: Found) -> Decision {
    if found.has_target {
        Decision::Use
    } else if found.has_rustup {
        Decision::AddTarget
    } else if found.can_install {
        Decision::InstallDebian
    } else {
        Decision::Explain
    }
}

fn look() -> Found {
    Found {
        has_target: has_target(),
        has_rustup: command::find("rustup").is_some(),
        can_install: install::is_possible(),
    }
}

fn has_target() -> bool {
    command::output("rustc", &["--print", "target-libdir", "--target", TARGET])
        .and_then(|folder| std::fs::read_dir(folder).ok())
        .is_some_and(|entries| entries.flatten().any(|entry| is_standard_library(&entry.file_name().to_string_lossy())))
}

fn is_standard_library(file: &str) -> bool {
    file.starts_with("libstd-") && Path::new(file).extension().is_some_and(|end| end == "rlib")
}

fn add_target() -> bool {
    println!("adding the target {TARGET} (rustup)");
    match command::run_again(Command::new("rustup").args(["target", "add", TARGET])) {
        Ok(()) => has_target(),
        Err(reason) => {
            eprintln!("note: {reason}");
            false
        }
    }
}

fn debian() -> Result<Toolchain, String> {
    let names = command::output("apt-cache", &["search", "--names-only", "^lld-[0-9]+$"]);
    let newest = newest_lld(names.as_deref().unwrap_or_default());
    if debian_linker().is_none() && install::is_possible() {
        let linker = newest.ok_or("Debian offers no lld package")?;
        install::packages(&["rustc-web", "cargo-web", "rust-web-src", &linker])?;
    }
    debian_linker().map(|linker| Toolchain::Debian { linker }).ok_or_else(|| EXPLANATION.to_owned())
}

/// The linker whose LLVM is that of Debian's compiler.
fn debian_linker() -> Option<String> {
    let version = command::output("/usr/bin/rustc", &["-vV"])?;
    let linker = format!("wasm-ld-{}", llvm_major(&version)?);
    command::find(&linker).map(|_| linker)
}

fn llvm_major(version: &str) -> Option<u32> {
    let line = version.lines().find_map(|line| line.strip_prefix("LLVM version: "))?;
    line.split('.').next()?.trim().parse().ok()
}

fn newest_lld(search: &str) -> Option<String> {
    search
        .lines()
        .filter_map(|line| line.split_whitespace().next()?.strip_prefix("lld-")?.parse::<u32>().ok())
        .max()
        .map(|major| format!("lld-{major}"))
}

#[cfg(test)]
mod tests {
    use super::{Decision, Found, decide, is_standard_library, llvm_major, newest_lld};

    #[test]
    fn what_is_there_is_used_before_anything_is_installed() {
        let mut found = Found { has_target: true, has_rustup: true, can_install: true };
        assert_eq!(decide(found), Decision::Use);
        found.has_target = false;
        assert_eq!(decide(found), Decision::AddTarget);
        found.has_rustup = false;
        assert_eq!(decide(found), Decision::InstallDebian);
        found.can_install = false;
        assert_eq!(decide(found), Decision::Explain);
    }

    #[test]
    fn only_a_compiled_standard_library_counts() {
        assert!(is_standard_library("libstd-0f1e2d3c.rlib"));
        assert!(!is_standard_library("libstd-0f1e2d3c.rmeta"));
        assert!(!is_standard_library("libstdarch.rlib"));
        assert!(!is_standard_library("libcore-0f1e2d3c.rlib"));
    }

    #[test]
    fn the_linker_follows_the_llvm_of_the_compiler() {
        assert_eq!(llvm_major("rustc 1.96.0\nhost: x\nLLVM version: 22.1.2"), Some(22));
        assert_eq!(llvm_major("rustc 1.96.0\nhost: x"), None);
    }

    #[test]
    fn the_newest_linker_is_the_highest_number_not_the_last_word() {
        let search = "lld-13 - LLVM-based linker\nlld-9 - LLVM-based linker\nlld-22 - LLVM-based linker\n";
        assert_eq!(newest_lld(search).as_deref(), Some("lld-22"));
        assert_eq!(newest_lld("").as_deref(), None);
    }
}
