//! What is being written and is not finished yet.
//!
//! Receives the path of a file or folder while it is made; takes it away if it is given up, or if the process is asked to
//! stop (Ctrl-C, the end of the terminal or of the session). It knows no format, and nobody who writes.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::{fs, io, process};

/// The code of a process that was asked to stop, as shells count it.
const STOPPED: i32 = 130;

/// Everything in this process that is not finished.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Something that is not finished: dropped, it is taken away.
pub(crate) struct Unfinished(PathBuf);

impl Unfinished {
    /// Makes something at a path. From the first moment on it is taken away if the process is asked to stop.
    ///
    /// # Errors
    /// If it cannot be made; what is there is then somebody else's and stays.
    pub(crate) fn begin<T>(path: &Path, make: impl FnOnce() -> io::Result<T>) -> io::Result<(Self, T)> {
        watch();
        let mut all = all();
        let made = make()?;
        all.push(path.to_owned());
        drop(all);
        Ok((Self(path.to_owned()), made))
    }

    /// Puts it where it belongs; nobody can stop the process in the middle of that.
    ///
    /// # Errors
    /// If it cannot be put there; then it is taken away.
    pub(crate) fn finish(self, put: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        let mut all = all();
        let done = put();
        if done.is_ok() {
            forget(&mut all, &self.0);
        }
        drop(all);
        done
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let mut all = all();
        if forget(&mut all, &self.0) {
            remove(&self.0);
        }
    }
}

fn all() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether it was still there to forget.
fn forget(all: &mut Vec<PathBuf>, path: &Path) -> bool {
    let place = all.iter().position(|other| other == path);
    place.map(|place| all.swap_remove(place)).is_some()
}

/// Half of a file or a folder is nobody's; if it cannot be removed either, the first failure says why.
fn remove(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// Listens for whoever asks the process to stop. Where signals are kept from it already (`nohup`), that stays.
fn watch() {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        let _ = ctrlc::try_set_handler(|| {
            // Whoever is about to finish waits here, and never wakes.
            let all = all();
            all.iter().for_each(|path| remove(path));
            process::exit(STOPPED);
        });
    });
}
