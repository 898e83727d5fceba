//! The policies a command works with: those built in and those given.
//!
//! Receives paths; hands on source files and the checked program. It knows no rule of the language.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ansinh_engine::check::{self, Checked};
use ansinh_engine::hir::Program;
use ansinh_engine::provenance;
use ansinh_grammar::{FileId, SourceFile, Text, encoding};

use crate::failure::Failure;

/// The files and what was built of them.
#[derive(Debug)]
pub(crate) struct Policies {
    /// The files, in the order of the places in diagnostics.
    pub(crate) sources: Vec<SourceFile>,
    /// How many of them are built in; given files come behind them.
    pub(crate) n_built_in: usize,
    /// The program and the complaints.
    pub(crate) checked: Checked,
}

impl Policies {
    /// Those built in, and given files; a given file replaces the one that declares the same module.
    ///
    /// # Errors
    /// Files that cannot be read, and two given files of one module.
    pub(crate) fn load(paths: &[PathBuf]) -> Result<Self, Failure> {
        let mut given: Vec<(Option<String>, SourceFile)> = Vec::new();
        let (mut wrong, mut undecoded): (Vec<Text>, Vec<Text>) = (Vec::new(), Vec::new());
        for path in paths {
            match read(path) {
                Ok(source) => given.push((module_of(&source), source)),
                Err(Failure::Input(texts)) => wrong.extend(texts),
                Err(Failure::Undecoded(texts)) => undecoded.extend(texts),
                Err(other) => return Err(other),
            }
        }
        wrong.extend(repeated(&given));
        Failure::of_files(wrong, undecoded)?;
        let is_replaced = |source: &SourceFile| {
            let module = module_of(source);
            module.is_some() && given.iter().any(|(other, _)| *other == module)
        };
        let built_in = ansinh_policies::all().iter().map(|policy| SourceFile::new(policy.path, policy.text));
        let mut sources: Vec<SourceFile> = if given.is_empty() {
            built_in.collect()
        } else {
            built_in.filter(|source| !is_replaced(source)).collect()
        };
        let n_built_in = sources.len();
        sources.extend(given.into_iter().map(|(_, source)| source));
        let checked = check::check(&sources);
        Ok(Self { sources, n_built_in, checked })
    }

    /// The hash of the rules.
    pub(crate) fn hash(&self) -> String {
        provenance::rules_hash(&self.sources)
    }

    /// The program, if no complaint is an error.
    ///
    /// # Errors
    /// The complaints.
    pub(crate) fn program(&self) -> Result<&Program, Failure> {
        if self.checked.is_usable() {
            return Ok(&self.checked.program);
        }
        let errors = self.checked.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).cloned().collect();
        Err(Failure::Policies(self.sources.clone(), errors))
    }
}

fn module_of(source: &SourceFile) -> Option<String> {
    ansinh_grammar::parse(FileId(0), source).file.module.map(|module| module.name.joined())
}

/// A complaint for each module that two given files declare.
fn repeated(given: &[(Option<String>, SourceFile)]) -> Vec<Text> {
    let mut wrong = Vec::new();
    for (idx, (module, source)) in given.iter().enumerate() {
        let twin = given.iter().take(idx).find(|(other, _)| module.is_some() && other == module);
        if let (Some(module), Some((_, twin))) = (module, twin) {
            let (left, right) = (twin.path(), source.path());
            wrong.push(Text::new(
                format!("`{left}` và `{right}` cùng khai báo mô đun `{module}`"),
                format!("`{left}` and `{right}` both declare the module `{module}`"),
            ));
        }
    }
    wrong
}

/// A file as text; `-` is the standard input.
///
/// # Errors
/// If it cannot be read or is not UTF-8.
pub(crate) fn read(path: &Path) -> Result<SourceFile, Failure> {
    read_text(path).map(|(shown, text)| SourceFile::new(shown, &text))
}

/// What a file is called for a reader, and its text as it stands; `-` is the standard input.
///
/// # Errors
/// If it cannot be read or is not UTF-8.
pub(crate) fn read_text(path: &Path) -> Result<(String, String), Failure> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        fs::read(path).map(|found| bytes = found)
    };
    read.map_err(|error| Failure::unreadable(path, &error))?;
    let shown = path.display().to_string();
    let wrong = match encoding::decode(&bytes).map(|_| ()) {
        // It was decoded: it is UTF-8.
        Ok(()) => return Ok((shown, String::from_utf8(bytes).unwrap_or_default())),
        Err(wrong) => wrong,
    };
    let line = wrong.line;
    Err(Failure::Undecoded(vec![Text::new(
        format!("`{shown}` dòng {line}: {}; {}", wrong.headline.vi, wrong.help.vi),
        format!("`{shown}` line {line}: {}; {}", wrong.headline.en, wrong.help.en),
    )]))
}
