//! The files of the project.
//!
//! Receives a folder; hands on its files in order of path, with their texts.
//! It knows which folders are made by tools and are no part of the project.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that tools make.
const MADE: [&str; 8] = ["target", "node_modules", ".git", "dist", "artifacts", "corpus", "screenshots", "coverage"];

/// One text file of the project.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// Its path under the root, with `/` between its parts.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// The folder that holds the whole project.
#[must_use]
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// Every text file under a folder of the project, in order of path; nothing if there is no such folder.
#[must_use]
pub fn under(folder: &str) -> Vec<TextFile> {
    let mut files = Vec::new();
    collect(&root().join(folder), folder, &mut files);
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

/// The text of a file of the project; nothing if there is none.
#[must_use]
pub fn text(path: &str) -> Option<String> {
    fs::read_to_string(root().join(path)).ok()
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<TextFile>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if !MADE.contains(&name.as_str()) {
                collect(&entry.path(), &path, files);
            }
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            files.push(TextFile { path, text });
        }
    }
}
