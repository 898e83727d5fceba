//! A folder of files that appears whole or not at all.
//!
//! Receives texts with their paths; writes them beside the place and renames. It knows no page.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use crate::failure::Failure;
use crate::out::Unfinished;

/// The file that says who made the folder, and what is in it.
const MARK: &str = ".ansinh-doc";

/// A file of the folder.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct File {
    /// Its path in the folder, with `/` between its parts.
    pub(super) path: String,
    /// What is in it.
    pub(super) text: String,
}

impl File {
    pub(super) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

/// Writes a folder. One that this command made is replaced, if nothing else has been put into it.
///
/// # Errors
/// A folder that somebody else made, or that cannot be written; then nothing has changed.
pub(super) fn write(path: &Path, files: &[File]) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::unwritable(path.display(), &error);
    // A link to a folder stays: what it leads to is replaced.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let is_replaced = may_be_replaced(path, &place)?;
    let fresh = beside(&place, "part").ok_or_else(|| failed(io::ErrorKind::InvalidInput.into()))?;
    let old = beside(&place, "old").ok_or_else(|| failed(io::ErrorKind::InvalidInput.into()))?;
    let (unfinished, ()) = Unfinished::begin(&fresh, || fs::create_dir(&fresh)).map_err(failed)?;
    let written =
        fill(&fresh, files).and_then(|()| unfinished.finish(|| put(&fresh, &place, is_replaced.then_some(&old))));
    if is_replaced && written.is_ok() {
        // The new folder is there; what is left of the old one is nobody's.
        let _ = fs::remove_dir_all(&old);
    }
    written.map_err(failed)
}

/// Puts the new folder in the place of the old one, which lies beside afterwards.
fn put(fresh: &Path, place: &Path, old: Option<&PathBuf>) -> io::Result<()> {
    if let Some(old) = old {
        fs::rename(place, old)?;
    }
    fs::rename(fresh, place).inspect_err(|_| {
        if let Some(old) = old {
            // What was there comes back; if even that fails, it still lies beside.
            let _ = fs::rename(old, place);
        }
    })
}

/// Whether there is a folder that may be replaced; nothing there at all is fine too.
fn may_be_replaced(path: &Path, place: &Path) -> Result<bool, Failure> {
    let failed = |error: io::Error| Failure::unwritable(path.display(), &error);
    match fs::metadata(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(failed(error)),
        Ok(found) if !found.is_dir() => return Err(failed(io::ErrorKind::NotADirectory.into())),
        Ok(_) => {}
    }
    let mut found = BTreeSet::new();
    collect(place, "", &mut found).map_err(failed)?;
    if found.is_empty() {
        return Ok(true);
    }
    let shown = path.display();
    let Ok(mark) = fs::read_to_string(place.join(MARK)) else {
        return Err(Failure::input(
            format!("`{shown}` đã có và không do lệnh này lập; hãy nêu một thư mục mới"),
            format!("`{shown}` is there and was not made by this command; name a new folder"),
        ));
    };
    let own: BTreeSet<&str> = mark.lines().chain([MARK]).collect();
    match found.iter().find(|file| !own.contains(file.as_str())) {
        None => Ok(true),
        Some(foreign) => Err(Failure::input(
            format!("`{shown}` có `{foreign}` không do lệnh này ghi; hãy chuyển tệp đó đi hoặc nêu một thư mục mới"),
            format!("`{shown}` holds `{foreign}`, which this command did not write; move it away or name a new folder"),
        )),
    }
}

/// The paths of all files in a folder.
fn collect(folder: &Path, lead: &str, found: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{lead}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), found)?;
        } else {
            found.insert(path);
        }
    }
    Ok(())
}

fn fill(folder: &Path, files: &[File]) -> io::Result<()> {
    let mut mark = String::new();
    for file in files {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &file.text)?;
        mark.push_str(&file.path);
        mark.push('\n');
    }
    fs::write(folder.join(MARK), mark)
}

/// A path in the same folder that only this process uses.
fn beside(path: &Path, ending: &str) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(path.file_name()?);
    name.push(format!(".{}.{ending}", process::id()));
    Some(path.with_file_name(name))
}
