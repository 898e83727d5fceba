//! Builds the page into a folder that any static host can serve.
//!
//! Receives the workspace folder; hands on the finished folder. It knows which programs the page consists of,
//! and nothing of what they do.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use wasm_bindgen_cli_support::Bindgen;

use crate::toolchain::{self, TARGET, Toolchain};
use crate::{assets, command};

/// A program of the page and what is optimised in it.
struct Program {
    name: &'static str,
    settings: &'static [&'static str],
}

/// The page is built small. The worker is built fast: its last pass must be allowed to use vector instructions.
const PROGRAMS: [Program; 2] = [
    Program { name: "page", settings: &[] },
    Program { name: "worker", settings: &["profile.web.package.ansinh-playground.opt-level=3"] },
];

/// Builds everything and prints what it weighs.
///
/// # Errors
/// No compiler for the browser, a compile error, or a folder that cannot be written.
pub(crate) fn build(root: &Path) -> Result<PathBuf, String> {
    let begun = Instant::now();
    let toolchain = toolchain::ready()?;
    let dist = root.join("playground/dist");
    empty(&dist)?;
    for program in &PROGRAMS {
        compile(root, &toolchain, program)?;
        bind(&built(root, &toolchain, program), &dist, program.name)?;
    }
    assets::copy(root, &dist)?;
    assets::print_sizes(&dist)?;
    println!("built playground/dist in {:.1} s", begun.elapsed().as_secs_f32());
    Ok(dist)
}

fn compile(root: &Path, toolchain: &Toolchain, program: &Program) -> Result<(), String> {
    let mut cargo = toolchain.cargo();
    cargo
        .current_dir(root)
        .args(["build", "--profile", "web", "--target", TARGET])
        .args(["--package", "ansinh-playground", "--bin", program.name])
        .args(["--target-dir", toolchain.folder()])
        .args(toolchain.extra())
        .env("CARGO_ENCODED_RUSTFLAGS", flags(root));
    for setting in program.settings {
        cargo.args(["--config", setting]);
    }
    command::run(&mut cargo)
}

/// Vector instructions for the engine, and no paths of the machine it was built on.
fn flags(root: &Path) -> String {
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned()];
    let homes = [("CARGO_HOME", ".cargo", "cargo"), ("RUSTUP_HOME", ".rustup", "rustup")];
    for (variable, folder, name) in homes {
        let home = std::env::var_os(variable)
            .map(PathBuf::from)
            .or_else(|| std::env::home_dir().map(|home| home.join(folder)));
        if let Some(home) = home {
            flags.push(format!("--remap-path-prefix={}={name}", home.display()));
        }
    }
    flags.push(format!("--remap-path-prefix={}=ansinh", root.display()));
    flags.join("\u{1f}")
}

fn built(root: &Path, toolchain: &Toolchain, program: &Program) -> PathBuf {
    root.join(toolchain.folder()).join(TARGET).join("web").join(program.name).with_extension("wasm")
}

fn bind(wasm: &Path, dist: &Path, name: &str) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(name)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(dist))
        .map_err(|reason| format!("cannot bind {name}: {reason:#}"))
}

fn empty(folder: &Path) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|reason| format!("cannot empty {}: {reason}", folder.display()))?;
    }
    fs::create_dir_all(folder).map_err(|reason| format!("cannot make {}: {reason}", folder.display()))
}
