//! `ansinh fmt`: policy files in their one canonical form.
//!
//! Receives files and folders; writes each file that is not in canonical form, or lists them. It knows no layout.

use std::fs;
use std::path::{Path, PathBuf};

use ansinh_grammar::format::{self, Refusal};
use ansinh_grammar::{Diagnostic, FileId, SourceFile, Text};

use crate::arguments::FormatArguments;
use crate::check::many;
use crate::failure::Failure;
use crate::view::View;
use crate::{Printed, out, policies};

/// A file whose canonical form is another text.
struct Change {
    path: PathBuf,
    before: String,
    after: String,
}

/// Formats files, or lists those that are not formatted.
///
/// # Errors
/// Files that cannot be read or written, and files with mistakes; then nothing is written.
pub(crate) fn run(asked: &FormatArguments, view: View) -> Result<Printed, Failure> {
    if asked.files == [PathBuf::from("-")] {
        return from_input(asked, view);
    }
    let mut changes = Vec::new();
    let mut wrong = Wrong::default();
    let paths = found(&asked.files)?;
    for path in &paths {
        let source = policies::read(path)?;
        match format::format(&source) {
            // The text as it stands on the disk: another line end or form of a letter is another text too.
            Ok(after) => {
                let before = fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))?;
                if before != after {
                    changes.push(Change { path: path.clone(), before, after });
                }
            }
            Err(refusal) => wrong.add(source, refusal)?,
        }
    }
    wrong.finish()?;
    if asked.check {
        let text: String = changes.iter().map(|change| listed(change, view)).collect();
        return Ok(Printed { text: text + &summary(changes.len(), paths.len(), view), is_wrong: !changes.is_empty() });
    }
    for change in &changes {
        out::write(&fs::canonicalize(&change.path).unwrap_or_else(|_| change.path.clone()), &change.after)?;
    }
    let text: String = changes.iter().map(|change| format!("{}\n", change.path.display())).collect();
    Ok(Printed::fine(text))
}

/// Formats the standard input to the standard output.
fn from_input(asked: &FormatArguments, view: View) -> Result<Printed, Failure> {
    let path = Path::new("-");
    let source = policies::read(path)?;
    let after = match format::format(&source) {
        Ok(after) => after,
        Err(refusal) => {
            let mut wrong = Wrong::default();
            wrong.add(source, refusal)?;
            return wrong.finish().map(|()| Printed::fine(String::new()));
        }
    };
    let change = Change { path: path.to_owned(), before: source.text().to_owned(), after };
    let is_changed = change.before != change.after;
    if asked.check {
        let listed = if is_changed { listed(&change, view) } else { String::new() };
        return Ok(Printed { text: listed + &summary(is_changed.into(), 1, view), is_wrong: is_changed });
    }
    Ok(Printed::fine(change.after))
}

/// The files with mistakes.
#[derive(Default)]
pub(crate) struct Wrong {
    sources: Vec<SourceFile>,
    diagnostics: Vec<Diagnostic>,
}

impl Wrong {
    /// Adds a file that was refused.
    ///
    /// # Errors
    /// If the file is right and the formatter is wrong: then the file must stay as it is.
    pub(crate) fn add(&mut self, source: SourceFile, refusal: Refusal) -> Result<(), Failure> {
        let Refusal::Mistakes(found) = refusal else {
            let path = source.path();
            return Err(Failure::input(
                format!("`{path}` được giữ nguyên: bản viết lại sẽ không nói đúng như cũ; xin báo lỗi này"),
                format!("`{path}` is left as it is: written anew it would not say the same; please report this"),
            ));
        };
        let file = FileId(self.sources.len());
        let moved = found.into_iter().filter(Diagnostic::is_error).map(|mut found| {
            found.primary.span.file = file;
            found.labels.iter_mut().for_each(|label| label.span.file = file);
            found
        });
        self.diagnostics.extend(moved);
        self.sources.push(source);
        Ok(())
    }

    /// Fails if there is one.
    ///
    /// # Errors
    /// Their mistakes.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        if self.diagnostics.is_empty() { Ok(()) } else { Err(Failure::Policies(self.sources, self.diagnostics)) }
    }
}

/// The paths of files, those in folders in order.
fn found(given: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = Vec::new();
    for path in given {
        if path.is_dir() { collect(path, &mut paths)? } else { paths.push(path.clone()) }
    }
    Ok(paths)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error| Failure::unreadable(folder, &error);
    let entries = fs::read_dir(folder).map_err(failed)?;
    let mut entries = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            collect(&entry, paths)?;
        } else if entry.extension().is_some_and(|extension| extension == "law") {
            paths.push(entry);
        }
    }
    Ok(())
}

/// The file and the first line that differs, as it is and as it would be.
fn listed(change: &Change, view: View) -> String {
    let path = change.path.display();
    let (mut before, mut after) = (change.before.lines(), change.after.lines());
    let mut line = 0;
    loop {
        line += 1;
        match (before.next(), after.next()) {
            (None, None) => {
                let ends =
                    Text::new("chỉ khác ở cuối dòng hoặc cách mã hóa chữ", "only line ends or letter forms differ");
                return format!("{path}: {}\n", view.get(&ends));
            }
            (old, new) if old == new => {}
            (old, new) => {
                let show =
                    |sign: char, text: Option<&str>| text.map_or(String::new(), |text| format!("{sign}{text}\n"));
                return format!("{path}:{line}\n{}{}", show('-', old), show('+', new));
            }
        }
    }
}

fn summary(n_changed: usize, n_files: usize, view: View) -> String {
    let text = Text::new(
        format!("{n_files} tệp: {n_changed} chưa đúng dạng chuẩn\n"),
        format!("{}: {n_changed} not in canonical form\n", many(n_files, "file")),
    );
    view.get(&text).to_owned()
}
