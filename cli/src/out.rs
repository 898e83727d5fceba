//! Files that appear whole or not at all.
//!
//! Receives a path and a text; writes beside the path and renames. It knows no format.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

use crate::failure::Failure;

/// Writes a file. What was there before stays until all of the new text is on the disk.
///
/// # Errors
/// If it cannot be written; then nothing has changed.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::unwritable(path.display(), &error);
    if path.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    let beside = beside(path).ok_or_else(|| failed(io::ErrorKind::NotFound.into()))?;
    let file = OpenOptions::new().write(true).create_new(true).open(&beside).map_err(failed)?;
    let written = keep_permissions(path, &file).and_then(|()| fill(file, text));
    let written = written.and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // The half-written file is nobody's; if it cannot be removed either, the first failure says why.
        let _ = fs::remove_file(&beside);
        failed(error)
    })
}

/// Who may read and write a file that is replaced stays as it is.
fn keep_permissions(path: &Path, file: &File) -> io::Result<()> {
    fs::metadata(path).map_or(Ok(()), |found| file.set_permissions(found.permissions()))
}

fn fill(mut file: File, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A path in the same folder that only this process uses.
fn beside(path: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(path.file_name()?);
    name.push(format!(".{}.part", process::id()));
    Some(path.with_file_name(name))
}
