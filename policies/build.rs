//! Lists every law file under this folder, sorted by path.
//!
//! Receives the folder; hands on a generated list that embeds each file's text.
//! Knows nothing of what the files say.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let mut paths = Vec::new();
    collect(Path::new(&root), "", &mut paths)?;
    paths.sort();

    let mut list = String::from("static POLICIES: &[Policy] = &[\n");
    for path in &paths {
        writeln!(
            list,
            "    Policy {{ path: {path:?}, text: include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?})) }},",
            format!("/{path}")
        )?;
    }
    list.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("policies.rs"), list)?;
    Ok(())
}

/// Adds the law files of one folder and of the folders in it; paths are relative and use `/`.
fn collect(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            if name != "src" && name != "target" {
                collect(&entry.path(), &format!("{prefix}{name}/"), paths)?;
            }
        } else if name.ends_with(".law") {
            paths.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
