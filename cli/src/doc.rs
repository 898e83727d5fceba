//! `ansinh doc`: a reference of policies as plain pages.
//!
//! Receives files; writes a folder of HTML pages in one or both languages. It knows no rule and computes no figure.

mod articles;
mod benefits;
mod changes;
mod chart;
mod definitions;
mod folder;
mod frame;
mod index;
mod inputs;
mod instruments;
mod parameters;
mod parts;
mod plans;
mod procedures;
mod site;
mod trials;
mod uses;
mod vocabulary;

use std::collections::BTreeSet;

use ansinh_engine::catalogue::Catalogue;
use ansinh_engine::check;
use ansinh_engine::translate;
use ansinh_grammar::{Language, SourceFile, Text};

use crate::Printed;
use crate::arguments::DocArguments;
use crate::check::many;
use crate::failure::Failure;
use crate::policies::Policies;
use crate::view::View;
use folder::File;
use site::Site;

/// Writes the reference.
///
/// # Errors
/// Files that cannot be read, policies with errors, a folder that cannot be written or that somebody else made.
pub(crate) fn run(asked: &DocArguments, view: View) -> Result<Printed, Failure> {
    let policies = Policies::load(&asked.files)?;
    policies.program()?;
    let sources = wanted(&policies, asked.files.len());
    let languages = asked.languages();
    let mut files = vec![File::new("style.css", include_str!("doc/style.css")), frame::entrance(languages)];
    for language in languages {
        files.extend(pages(&sources, *language, languages));
    }
    folder::write(&asked.out, &files)?;
    let (n_pages, path) = (files.len() - 1, asked.out.display());
    let said = Text::new(
        format!("{path}: {n_pages} trang, bắt đầu từ index.html\n"),
        format!("{path}: {}, begin with index.html\n", many(n_pages, "page")),
    );
    Ok(Printed::fine(view.get(&said).to_owned()))
}

/// The files that are described: all, or the given ones, which come last, and all that they use.
fn wanted(policies: &Policies, n_given: usize) -> Vec<SourceFile> {
    let n_files = policies.sources.len();
    let first_given = n_files.saturating_sub(n_given);
    let used: BTreeSet<usize> =
        (first_given..n_files).flat_map(|given| policies.checked.program.used_by(given)).collect();
    let files = policies.sources.iter().enumerate();
    files.filter(|(file, _)| n_given == 0 || used.contains(file)).map(|(_, source)| source.clone()).collect()
}

/// The pages in one language: the policies are taken to that language first, so that what is quoted reads in it too.
fn pages(sources: &[SourceFile], language: Language, languages: &[Language]) -> Vec<File> {
    let sources = translate::translate_all(sources, language);
    let checked = check::check(&sources);
    let catalogue = Catalogue::of(&checked, &sources);
    let site = Site { language, languages, checked: &checked, sources: &sources, catalogue: &catalogue };
    site.pages()
}
