//! Puts the static files beside the compiled programs: page shell, style sheet, fonts.
//!
//! Receives the source folders; hands on copies. It knows names of files, not what is in them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{command, install};

/// The font of the page's text.
const TEXT_FONT: &str = "@fontsource/be-vietnam-pro";
/// The font of policy texts: fonts of the system often misplace Vietnamese tone marks.
const CODE_FONT: &str = "@fontsource-variable/jetbrains-mono";

/// Copies the shell, joins the style sheets in the order of their names, copies the fonts.
///
/// # Errors
/// A file cannot be read or written.
pub(crate) fn copy(root: &Path, dist: &Path) -> Result<(), String> {
    let source = root.join("playground");
    for file in files(&source.join("static"))? {
        copy_into(&file, dist)?;
    }
    let mut style = String::new();
    for sheet in files(&source.join("style"))? {
        style.push_str(&read(&sheet)?);
    }
    write(&dist.join("style.css"), &style)?;
    fonts(&source, dist)
}

/// The fonts come from npm. Without npm the page uses the fonts of the system, which is said aloud.
fn fonts(source: &Path, dist: &Path) -> Result<(), String> {
    let packages = source.join("node_modules");
    let (text, code) = (packages.join(TEXT_FONT), packages.join(CODE_FONT));
    let is_there = || text.exists() && code.exists();
    if !is_there() && command::find(install::npm()).is_some() {
        install::locked(source)?;
    }
    if !is_there() {
        println!("note: npm was not found; the page will use the fonts of the system");
        return Ok(());
    }
    let folder = dist.join("fonts");
    fs::create_dir_all(&folder).map_err(|reason| format!("cannot make the font folder: {reason}"))?;
    for subset in ["vietnamese", "latin"] {
        for weight in [400, 700] {
            copy_into(&text.join(format!("files/be-vietnam-pro-{subset}-{weight}-normal.woff2")), &folder)?;
        }
        copy_into(&code.join(format!("files/jetbrains-mono-{subset}-wght-normal.woff2")), &folder)?;
    }
    for (package, name) in [(&text, "be-vietnam-pro"), (&code, "jetbrains-mono")] {
        write(&folder.join(format!("{name}.LICENSE")), &read(&package.join("LICENSE"))?)?;
    }
    Ok(())
}

/// Prints every file with its size and its size as sent.
///
/// # Errors
/// A file cannot be read.
pub(crate) fn print_sizes(dist: &Path) -> Result<(), String> {
    let mut all = files(dist)?;
    all.extend(files(&dist.join("fonts")).unwrap_or_default());
    println!("{:>42} {:>10} {:>10}", "file", "bytes", "gzip");
    for file in all {
        let content = fs::read(&file).map_err(|reason| format!("cannot read {}: {reason}", file.display()))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("{name:>42} {:>10} {:>10}", content.len(), gzip_size(&content));
    }
    Ok(())
}

fn gzip_size(content: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    match encoder.write_all(content).and_then(|()| encoder.finish()) {
        Ok(packed) => packed.len(),
        Err(_) => content.len(),
    }
}

/// The files of a folder in the order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|reason| format!("cannot read {}: {reason}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    Ok(files)
}

fn copy_into(file: &Path, folder: &Path) -> Result<(), String> {
    let name = file.file_name().unwrap_or_default();
    fs::copy(file, folder.join(name)).map(|_| ()).map_err(|reason| format!("cannot copy {}: {reason}", file.display()))
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|reason| format!("cannot read {}: {reason}", file.display()))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|reason| format!("cannot write {}: {reason}", file.display()))
}
