//! From policy files to the checked program, with every complaint.
//!
//! Receives source files; parses them, resolves names, checks types, days and dependencies; hands on the program of
//! everything that could be built. It knows no date of assessment and evaluates nothing.
//! The rooms in the order of work: `names`, `resolution`, `types`, `expressions`, `declarations`, `rules`, `changes`,
//! `plans`, `trials`, `circles`, `exactness`, `time`, `followers`; `checker` is what they fill.

mod changes;
mod checker;
mod circles;
mod declarations;
mod exactness;
mod expressions;
mod followers;
mod names;
mod noted;
mod periods;
mod plans;
mod resolution;
mod rules;
mod time;
mod trials;
mod types;

pub use names::nearest::nearest;
pub use names::record::{Declared, Reference, Spelling, SymbolId, Symbols};
pub use names::symbol::Symbol;
pub use types::words::words as type_words;

use ansinh_grammar::diagnostic::{self, Diagnostic};
use ansinh_grammar::{FileId, SourceFile, tree};

use crate::hir::Program;
use checker::Checker;
use names::position::Positions;

/// What was built of a set of files, and what is wrong with them.
#[derive(Debug)]
pub struct Checked {
    /// The program. Use it only if no diagnostic is an error.
    pub program: Program,
    /// The complaints of all files, in order of position.
    pub diagnostics: Vec<Diagnostic>,
    /// Every declared name and every place that uses one.
    pub symbols: Symbols,
}

impl Checked {
    /// Whether the program may be used.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Reads and checks policy files together.
#[must_use]
pub fn check(sources: &[SourceFile]) -> Checked {
    let mut files = Vec::new();
    let mut diagnostics = Vec::new();
    for (idx, source) in sources.iter().enumerate() {
        let parsed = ansinh_grammar::parse(FileId(idx), source);
        diagnostics.extend(parsed.diagnostics);
        files.push(parsed.file);
    }
    let mut checker = Checker::new(&files, diagnostics);
    checker.declare(&files);
    checker.fill(&files);
    checker.report_unseen(&files);
    checker.check_cycles();
    checker.check_twins();
    checker.check_order();
    checker.check_exceptions();
    checker.check_presence();
    checker.check_replacements();
    checker.check_standings();
    checker.check_exactness();
    // Days are compared only where every name and value is known.
    if !checker.diagnostics.iter().any(Diagnostic::is_error) {
        checker.check_time();
    }
    let Checker { mut program, mut diagnostics, record, lost, .. } = checker;
    followers::take_back(&files, &lost, &mut diagnostics);
    for property in &mut program.properties {
        let source = sources.get(property.claim.span.file.0);
        property.text = source
            .map_or_else(String::new, |source| trials::property::without_comments(source.slice(property.claim.span)));
    }
    diagnostic::sort(&mut diagnostics);
    Checked { program, diagnostics, symbols: record.finish() }
}

impl Checker {
    /// Second pass: the bodies of all declarations.
    fn fill(&mut self, files: &[tree::File]) {
        self.fill_all_groups(files);
        let mut fill = Positions::default();
        for (module, file) in files.iter().enumerate() {
            self.module = module;
            for declaration in &file.declarations {
                self.fill_declaration(declaration, &mut fill);
            }
        }
        for (module, file) in files.iter().enumerate() {
            self.module = module;
            for declaration in &file.declarations {
                if let tree::Declaration::Patch(patch) = declaration {
                    let id = fill.patch();
                    self.fill_patch(patch, id);
                }
            }
        }
        for (module, file) in files.iter().enumerate() {
            self.module = module;
            for declaration in &file.declarations {
                match declaration {
                    tree::Declaration::Fund(fund) => self.fill_fund(fund, &mut fill),
                    tree::Declaration::Budget(budget) => self.budget(budget),
                    tree::Declaration::Indicator(indicator) => self.indicator(indicator),
                    tree::Declaration::Test(test) => self.test(test),
                    tree::Declaration::Property(property) => self.property(property),
                    _ => {}
                }
            }
        }
    }

    fn fill_declaration(&mut self, declaration: &tree::Declaration, at: &mut Positions) {
        match declaration {
            tree::Declaration::Instrument(instrument) => self.fill_instrument(instrument, at.instrument()),
            tree::Declaration::Entity(entity) => self.fill_entity(entity, at),
            tree::Declaration::Input(input) => self.fill_input(input, at.input()),
            tree::Declaration::Parameter(parameter) => self.fill_parameter(parameter, at.parameter()),
            tree::Declaration::Define(define) => self.fill_define(define, at.definition()),
            tree::Declaration::Table(table) => self.fill_table(table, at.definition()),
            tree::Declaration::Benefit(benefit) => {
                let id = at.benefit();
                self.inside(id, |checker| checker.fill_benefit(benefit, id));
            }
            tree::Declaration::Conventions(conventions) => self.conventions(conventions),
            _ => {}
        }
    }
}
