//! A policy file in the other language.
//!
//! Receives policy files that are checked together; hands on the text of one of them with its keywords, and the names
//! that have an alias, in the wanted language. Names change by what they stand for, never by their spelling.

use std::collections::{BTreeMap, BTreeSet};

use ansinh_grammar::format::{self, Refusal, Rewrite};
use ansinh_grammar::{Diagnostic, FileId, Language, SourceFile};

use crate::check::{self, Checked, Reference, Symbol, Symbols};

/// A file in another language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Translated {
    /// The text, in canonical form.
    pub text: String,
    /// The names that stay as they are because they have no alias, in order.
    pub left: Vec<String>,
}

/// Translates a file. Translating it back gives the same text if it was in canonical form.
///
/// # Errors
/// The mistakes of the file: keywords of the wrong language are none here. A file that would not check any more as
/// it did is refused too.
pub fn translate(sources: &[SourceFile], file: FileId, wanted: Language) -> Result<Translated, Refusal> {
    let before = check::check(sources);
    let is_mistake = |found: &&Diagnostic| found.is_error() && found.code.id != "E0203";
    let mistakes: Vec<Diagnostic> =
        before.diagnostics.iter().filter(|found| found.primary.span.file == file).filter(is_mistake).cloned().collect();
    if !mistakes.is_empty() {
        return Err(Refusal::Mistakes(mistakes));
    }
    let mut names = spellings(&before.symbols, file, wanted);
    let (text, meant_otherwise) =
        rewritten(sources, file, &before, &Rewrite { language: wanted, names: names.clone() })?;
    let left = left(&before.symbols, file);
    if meant_otherwise.is_empty() {
        return Ok(Translated { text, left });
    }
    // In the other language the name means something nearer: it keeps the spelling that it has.
    names.retain(|start, _| !meant_otherwise.contains(start));
    match rewritten(sources, file, &before, &Rewrite { language: wanted, names })? {
        (text, meant_otherwise) if meant_otherwise.is_empty() => Ok(Translated { text, left }),
        _ => Err(Refusal::Different),
    }
}

/// All files of a program in one language, in canonical form. A file that would not say the same in it stays as it is.
#[must_use]
pub fn translate_all(sources: &[SourceFile], wanted: Language) -> Vec<SourceFile> {
    let before = check::check(sources);
    let files = || (0..sources.len()).map(FileId);
    let mut names: Vec<BTreeMap<usize, String>> =
        files().map(|file| spellings(&before.symbols, file, wanted)).collect();
    let mut done = sources.to_vec();
    // Twice: names that mean something nearer in the other language keep their spelling the second time.
    for _ in 0..2 {
        for ((source, names), place) in sources.iter().zip(&names).zip(&mut done) {
            let rewritten = format::rewrite(source, &Rewrite { language: wanted, names: names.clone() });
            *place = rewritten.map_or_else(|_| source.clone(), |text| SourceFile::new(source.path(), &text));
        }
        let after = check::check(&done);
        let mut is_same = true;
        for (file, names) in files().zip(&mut names) {
            let (old, new) = (used(&before, file), used(&after, file));
            let otherwise = old.iter().zip(&new).filter(|(old, new)| old.symbol != new.symbol);
            let n_names = names.len();
            otherwise.for_each(|(old, _)| drop(names.remove(&old.span.start)));
            is_same &= names.len() == n_names && old.len() == new.len();
        }
        if is_same && n_errors(&after.diagnostics) <= n_errors(&before.diagnostics) {
            return done;
        }
    }
    sources.to_vec()
}

/// The uses of names in a file, in order.
fn used(checked: &Checked, file: FileId) -> Vec<Reference> {
    checked.symbols.references.iter().filter(|used| used.span.file == file).copied().collect()
}

/// The names that a file uses, by place, as they are spelt in a language.
fn spellings(symbols: &Symbols, file: FileId, wanted: Language) -> BTreeMap<usize, String> {
    let used = symbols.references.iter().filter(|used| used.span.file == file);
    let named = used.filter_map(|used| Some((used.span.start, symbols.get(used.symbol)?)));
    let named = named.filter(|(_, declared)| has_languages(declared.symbol));
    named.map(|(start, declared)| (start, declared.name_in(wanted).to_owned())).collect()
}

/// The text with other spellings, and the places of names that would mean something else then.
fn rewritten(
    sources: &[SourceFile],
    file: FileId,
    before: &Checked,
    rewrite: &Rewrite,
) -> Result<(String, BTreeSet<usize>), Refusal> {
    let source = sources.get(file.0).ok_or(Refusal::Different)?;
    let text = format::rewrite(source, rewrite)?;
    let mut changed = sources.to_vec();
    if let Some(place) = changed.get_mut(file.0) {
        *place = SourceFile::new(source.path(), &text);
    }
    let after = check::check(&changed);
    let (used_before, used_after) = (used(before, file), used(&after, file));
    let otherwise = used_before.iter().zip(&used_after).filter(|(before, after)| before.symbol != after.symbol);
    let otherwise: BTreeSet<usize> = otherwise.map(|(before, _)| before.span.start).collect();
    let is_worse =
        n_errors(&after.diagnostics) > n_errors(&before.diagnostics) || used_before.len() != used_after.len();
    if otherwise.is_empty() && is_worse { Err(Refusal::Different) } else { Ok((text, otherwise)) }
}
/// Whether a thing may have a name in each language: modules, instruments, lines of budgets and people in tests have one.
const fn has_languages(symbol: Symbol) -> bool {
    !matches!(
        symbol,
        Symbol::Module(_)
            | Symbol::Variable
            | Symbol::Thing
            | Symbol::Instrument(_)
            | Symbol::Currency(_)
            | Symbol::BudgetRow(..)
    )
}

/// The names that a file declares or uses and that are the same in both languages, in order.
fn left(symbols: &Symbols, file: FileId) -> Vec<String> {
    let used = symbols.references.iter().filter(|used| used.span.file == file);
    let used = used.filter_map(|used| symbols.get(used.symbol));
    let declared = symbols.declared.iter().filter(|declared| declared.module == file.0);
    let without = used.chain(declared).filter(|found| found.names.len() < 2 && has_languages(found.symbol));
    let names: BTreeSet<String> = without.map(|found| found.name().to_owned()).collect();
    names.into_iter().collect()
}

fn n_errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|found| found.is_error()).count()
}
