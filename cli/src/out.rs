//! Files that appear whole or not at all.
//!
//! Receives a path and a text; writes beside the path and renames. It knows no format.

mod unfinished;

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;

use crate::failure::Failure;
pub(crate) use unfinished::Unfinished;

/// Writes a file. What was there before stays until all of the new text is on the disk.
///
/// # Errors
/// If it cannot be written; then nothing has changed.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let mut written = Beside::create(path)?;
    written.write_all(text.as_bytes()).map_err(|error| Failure::unwritable(path.display(), &error))?;
    written.finish()
}

/// A file that is written beside its path. Until it is finished, what was there before stays; if it never is, what was
/// written is taken away, also when the process is stopped.
pub(crate) struct Beside {
    path: PathBuf,
    beside: PathBuf,
    file: BufWriter<File>,
    unfinished: Unfinished,
}

impl Beside {
    /// Begins a file.
    ///
    /// # Errors
    /// If it cannot be written there.
    pub(crate) fn create(path: &Path) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::unwritable(path.display(), &error);
        if path.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        let beside = beside(path).ok_or_else(|| failed(io::ErrorKind::NotFound.into()))?;
        let create = || OpenOptions::new().write(true).create_new(true).open(&beside);
        let (unfinished, file) = Unfinished::begin(&beside, create).map_err(failed)?;
        keep_permissions(path, &file).map_err(failed)?;
        Ok(Self { path: path.to_owned(), beside, file: BufWriter::new(file), unfinished })
    }

    /// Puts the file where it belongs.
    ///
    /// # Errors
    /// If not all of it can be written; then nothing has changed.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let Self { path, beside, mut file, unfinished } = self;
        let written = file.flush().and_then(|()| file.get_ref().sync_all());
        let written = written.and_then(|()| unfinished.finish(|| fs::rename(&beside, &path)));
        written.map_err(|error| Failure::unwritable(path.display(), &error))
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Who may read and write a file that is replaced stays as it is.
fn keep_permissions(path: &Path, file: &File) -> io::Result<()> {
    fs::metadata(path).map_or(Ok(()), |found| file.set_permissions(found.permissions()))
}

/// A path in the same folder that only this process uses.
fn beside(path: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(path.file_name()?);
    name.push(format!(".{}.part", process::id()));
    Some(path.with_file_name(name))
}
