//! `ansinh check`: what is wrong with policies.
//!
//! Receives files; hands on the complaints, drawn or as JSON, and a summary. It knows no rule.

use std::path::PathBuf;

use ansinh_engine::analyse::{self, Depth};
use ansinh_grammar::{Diagnostic, Language, Severity, Text, diagnostic};

use crate::arguments::{CheckArguments, Format};
use crate::failure::Failure;
use crate::plain::{self, Complaints};
use crate::policies::Policies;
use crate::view::View;
use crate::{Printed, draw};

/// Checks the built-in policies and given files.
///
/// # Errors
/// Files that cannot be read.
pub(crate) fn run(asked: &CheckArguments, view: View) -> Result<Printed, Failure> {
    let mut policies = match Policies::load(&asked.files) {
        Err(Failure::Input(wrong) | Failure::Undecoded(wrong)) if asked.format == Format::Json => {
            let wrong = unreadable(&asked.files, wrong);
            return Ok(Printed { text: plain::json(&Complaints::of_files(&wrong)), is_wrong: true });
        }
        loaded => loaded?,
    };
    let mut n_open = 0;
    // What the law does to people is looked at only where it says something.
    if policies.checked.is_usable() {
        let depth = if asked.strict { Depth::Strict } else { Depth::Usual };
        let found = analyse::analyse(&policies.checked.program, depth);
        n_open = found.open.len();
        policies.checked.diagnostics.extend(found.diagnostics);
        diagnostic::sort(&mut policies.checked.diagnostics);
    }
    let text = match asked.format {
        Format::Text => {
            let (found, n_elsewhere) = in_order(&policies);
            let n_shown = asked.max.map_or(found.len(), |max| max.min(found.len()));
            let shown = found.get(..n_shown).unwrap_or(&found);
            let drawn = draw::draw(shown, &policies.sources, view);
            let rest = rest(found.len() - n_shown, view) + &elsewhere(n_elsewhere, view);
            format!("{drawn}{rest}{}{}\n", summary(&policies, view), open(n_open, view))
        }
        Format::Json => plain::json(&Complaints::of(&policies.checked.diagnostics, &policies.sources)),
    };
    Ok(Printed { text, is_wrong: !policies.checked.is_usable() })
}

/// What is wrong with files that could not be read, each with its path; the standard input is not read again.
fn unreadable(files: &[PathBuf], wrong: Vec<Text>) -> Vec<(Option<String>, Text)> {
    let path_of = |wrong: &Text| {
        let named = files.iter().map(|file| file.display().to_string());
        named.filter(|file| wrong.en.contains(&format!("`{file}`"))).max_by_key(String::len)
    };
    wrong.into_iter().map(|wrong| (path_of(&wrong), wrong)).collect()
}

/// The complaints in the order in which they are shown: those of given files first, errors before warnings. Warnings
/// about built-in files are only counted where files are given.
fn in_order(policies: &Policies) -> (Vec<Diagnostic>, usize) {
    let is_alone = policies.n_built_in == policies.sources.len();
    let is_given = |found: &Diagnostic| is_alone || found.primary.span.file.0 >= policies.n_built_in;
    let all = policies.checked.diagnostics.iter();
    let mut shown: Vec<Diagnostic> = all.filter(|found| is_given(found) || found.is_error()).cloned().collect();
    shown.sort_by_key(|found| (!is_given(found), !found.is_error()));
    let n_elsewhere = policies.checked.diagnostics.len() - shown.len();
    (shown, n_elsewhere)
}

/// How many warnings there are about files that were not given.
fn elsewhere(n_warnings: usize, view: View) -> String {
    match (n_warnings, view.language) {
        (0, _) => String::new(),
        (_, Language::Vi) => format!("{n_warnings} cảnh báo ở các tệp có sẵn; `ansinh check` in ra\n\n"),
        (_, Language::En) => {
            format!("{} about built-in files; `ansinh check` prints them\n\n", many(n_warnings, "warning"))
        }
    }
}

/// How many complaints are not shown.
fn rest(n_hidden: usize, view: View) -> String {
    match (n_hidden, view.language) {
        (0, _) => String::new(),
        (n_hidden, Language::Vi) => format!("và {n_hidden} thông báo nữa\n\n"),
        (n_hidden, Language::En) => format!("and {n_hidden} more\n\n"),
    }
}

/// How many lists of cases could not be decided: nothing is proven of them.
fn open(n_open: usize, view: View) -> String {
    match (n_open, view.language) {
        (0, _) => String::new(),
        (n_open, Language::Vi) => format!("; {n_open} danh sách trường hợp chưa kết luận được"),
        (n_open, Language::En) => format!("; not decided: {}", many(n_open, "case list")),
    }
}

fn summary(policies: &Policies, view: View) -> String {
    let count =
        |severity| policies.checked.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count();
    let (n_errors, n_warnings) = (count(Severity::Error), count(Severity::Warning));
    let n_files = policies.sources.len();
    match view.language {
        Language::Vi => format!("{n_files} tệp: {n_errors} lỗi, {n_warnings} cảnh báo"),
        Language::En => {
            format!("{}: {}, {}", many(n_files, "file"), many(n_errors, "error"), many(n_warnings, "warning"))
        }
    }
}

/// A count and an English noun.
pub(crate) fn many(count: usize, noun: &str) -> String {
    if count == 1 { format!("{count} {noun}") } else { format!("{count} {noun}s") }
}
